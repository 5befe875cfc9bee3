"""One paragraph of a Word file: its text with all that is known of it by its style, its mark and its list."""

from __future__ import annotations

import re

from lxml import etree

from ...words.text import clean
from .colours import ground_of, unseen
from .controls import PLAIN, Context, plain_text
from .draft import Paragraph, turned
from .fields import Flow
from .inline import RENDERED, Inline
from .letters import Look
from .styles import BODY_LEVEL, ParagraphStyle
from .xml import DELETED, GONE, INSERTED, MOVED_FROM, MOVED_TO, PPR, RPR, SECT, SHADE, VAL, W, number, on

_STYLE, _NUM_PR, _NUM_ID, _LEVEL = (W + name for name in ("pStyle", "numPr", "numId", "ilvl"))
_OUTLINE, _SPECIAL, _NEW_PAGE = (W + name for name in ("outlineLvl", "specVanish", "pageBreakBefore"))
_PARAGRAPH_FORMATS = frozenset({_STYLE, _NUM_PR, _OUTLINE, RPR, SECT, _NEW_PAGE, SHADE})
_VANISH = W + "vanish"
_MARKS = frozenset({DELETED, MOVED_FROM, INSERTED, MOVED_TO, _VANISH, _SPECIAL})
_TYPED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d]|\.\d)")


class Stated:
    """What a paragraph's own properties say, before its style is asked."""

    style: str | None = None
    outline: int | None = None
    list: str | None = None
    rank: int | None = None
    mark_gone: bool = False
    mark_hidden: bool = False
    separator: bool = False  # a style separator: its mark is hidden, the heading before it stands alone all the same
    shade: etree._Element | None = None


class ParagraphReader(Inline):
    """Reads paragraphs one after another."""

    def read(
        self, p: etree._Element, flow: Flow, context: Context = PLAIN, before: Paragraph | None = None
    ) -> Paragraph:
        """Reads one w:p. before: the paragraph that this one continues, because its mark was deleted; it is returned,
        longer."""
        self._begin(flow, context)
        in_contents = self._age_fields()
        stated = self._stated(p)
        style = self._styled(stated)
        if in_contents and self._para.level and not context.contents:
            # Entries of a table of contents are no headings: its end is missing in the file.
            flow.fields[:] = [item for item in flow.fields if not item.contents]
            self._refresh()
        self._inline(p)
        raw = self._text_of(context)
        if context.form:
            self._para.elements, self._para.shows = (p,), tuple(self._shows)
        self._kind(style, context)
        para = self._para
        # The mark of a style separator is hidden too; the heading before it is a paragraph of its own all the same.
        if stated.mark_gone or (stated.mark_hidden and not stated.separator):
            para.merges, para.gone = bool(para.text), not para.text
        if before is not None:
            return before.continued(para, raw, self._marks)
        if para.merges:
            para.pieces, para.marks = [raw], self._marks
        elif self._marks and para.text:
            para.turns = turned(raw, self._marks)
        if not para.gone:
            self._counted(stated, style)
        return para

    def _age_fields(self) -> bool:
        """Whether the paragraph begins inside a table of contents; all fields open so far are old now."""
        in_contents = False
        for item in self._flow.fields:
            item.old = True
            in_contents = in_contents or (item.result and item.contents)
        return in_contents

    def _stated(self, p: etree._Element) -> Stated:
        stated = Stated()
        properties = p[0] if len(p) else None
        if properties is None or properties.tag != PPR:
            return stated
        for child in properties:
            if child.tag in _PARAGRAPH_FORMATS:
                self._state(child, stated)
        return stated

    def _state(self, child: etree._Element, stated: Stated) -> None:
        tag, para = child.tag, self._para
        if tag == _STYLE:
            stated.style = child.get(VAL)
        elif tag == RPR:
            self._mark(child, stated)
        elif tag == _NUM_PR:
            _list(child, stated)
        elif tag == _OUTLINE:
            stated.outline = min(number(child.get(VAL), BODY_LEVEL - 1) + 1, BODY_LEVEL)
        elif tag == SECT:
            para.section, para.broken = child, True
        elif tag == SHADE:
            stated.shade = child
        elif on(child):
            para.broken = para.opens = True

    def _mark(self, properties: etree._Element, stated: Stated) -> None:
        """The paragraph's mark: hidden, deleted, inserted."""
        for mark in properties:
            name = mark.tag
            if name not in _MARKS:
                continue
            if name == _VANISH:
                stated.mark_hidden = on(mark)
            elif name == _SPECIAL:
                stated.separator = on(mark)
            elif name in GONE:
                stated.mark_gone = True
                self._spot(self.deleted)
            else:
                self._spot(self.inserted)

    def _styled(self, stated: Stated) -> ParagraphStyle:
        """The paragraph's style; what it and the paragraph say of letters and rank is set."""
        style = self._style = self.styles.paragraph(stated.style)
        if stated.shade is not None:
            self._behind = ground_of(stated.shade, self._behind)
        elif style.shaded:
            self._behind = None
        hidden = style.hidden or (style.colour is not None and unseen(style.colour, self._behind))
        self._base = Look(style.bold, hidden, style.size, italic=style.italic)
        if stated.outline is not None:
            self._para.level = 0 if stated.outline == BODY_LEVEL else stated.outline
        else:
            self._para.level = style.level
        return style

    def _text_of(self, context: Context) -> str:
        """Sets the text and what is counted of it; gives it as it stands in the file."""
        para = self._para
        raw = "".join(self._out)
        text = clean(raw) if raw else ""
        if context.unchosen and text in context.unchosen:
            raw = text = ""
        para.text = text
        para.last_page = self.page
        if text:
            para.bold, para.italic, para.size = self._all_bold, self._all_italic, self._size
            if self._bold_until:
                para.run_in = len(clean(raw[: self._bold_until]))
            para.words = text.count(" ") + 1
            if self._flow.main:
                self.sizes[self._size] = self.sizes.get(self._size, 0) + len(text)
                if self._all_bold:
                    self.bold_characters += len(text)
        return raw

    def _kind(self, style: ParagraphStyle, context: Context) -> None:
        para, flow = self._para, self._flow
        if style.title or style.caption:
            para.title, para.caption = style.title, style.caption
        if self._caption and not para.level:
            para.caption = True
        if (context.contents and not flow.listed) or style.contents or self._contents_text:
            para.contents = True
        elif flow.fields:
            para.contents = any(item.result and item.contents for item in flow.fields)
        if self._contents_text and not any(item.contents for item in flow.fields):
            flow.listed = True

    # ---------------------------------------------------------------- its automatic number

    def _counted(self, stated: Stated, style: ParagraphStyle) -> None:
        para, flow = self._para, self._flow
        if flow.main:
            self.paragraphs += 1
            para.paragraph = self.paragraphs
        list_, rank = stated.list, stated.rank
        if rank is None and (list_ is None or list_ == style.list):
            rank = style.rank
        if list_ is None:
            list_ = style.list
        if list_ is not None and list_ != "0":
            self._number(list_, rank or 0)

    def _number(self, list_: str, rank: int) -> None:
        para = self._para
        shown = self.numbering.count(self._flow.numbers, list_, rank)
        if shown is None:
            return
        para.number = shown.number
        if shown.number or shown.bullet:
            para.depth = rank + 1
        if not shown.number or not para.text or not para.text[0].isdigit():
            return
        if shown.glued and (shown.number[-1].isdigit() or shown.number[-1] == "."):
            self._glue(shown.number)
            return
        typed, automatic = _TYPED.match(para.text), _TYPED.search(shown.number)
        if typed and automatic and typed[1] != automatic[1]:
            self.mismatches.append((para.paragraph or 0, para.page, typed[1], shown.number))

    def _glue(self, shown: str) -> None:
        """Word shows number and text as one: "3.2." and "14 Title" read 3.2.14."""
        para = self._para
        para.text, para.number = shown + para.text, ""
        para.run_in += len(shown) if para.run_in else 0
        if para.pieces:
            para.pieces[0] = shown + para.pieces[0]
        para.marks = tuple((at + len(shown), page) for at, page in para.marks)
        para.turns = tuple((at + len(shown), page) for at, page in para.turns)

    # ---------------------------------------------------------------- what is passed over

    def note_deleted(self) -> None:
        """A deleted row or cell."""
        self._spot(self.deleted)

    def note_inserted(self) -> None:
        self._spot(self.inserted)

    def skip(self, element: etree._Element, flow: Flow, *, hidden: bool = False) -> None:
        """Passes over a part that is not shown; pages were counted with it in place."""
        self._flow = flow
        for _ in element.iter(RENDERED):
            self._page()
        if hidden:
            self._note_hidden(plain_text(element))


def _list(properties: etree._Element, stated: Stated) -> None:
    for item in properties:
        if item.tag == _NUM_ID:
            stated.list = item.get(VAL)
        elif item.tag == _LEVEL:
            stated.rank = number(item.get(VAL))
