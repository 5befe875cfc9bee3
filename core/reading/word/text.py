"""One paragraph of a Word file: what a reader sees of it.

Superscript and subscript digits that follow other text directly (a note mark typed by hand, a power) become
Unicode superscripts: they are shown as such and can never be read as a digit of a code. Text in the colour of its
ground, of no size or marked as hidden is seen by nobody and is counted as hidden.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from ...words.text import clean, words
from .boxes import control_box, form_box, glyphs
from .colours import PAPER, Ground, ground_of, painted, unseen
from .controls import FORM, PLAIN, Context, branch, inside, plain_text
from .draft import Paragraph, Shown, Spot, Turns, turned
from .drawings import drawn
from .fields import Field, Flow, is_caption, legacy_choice, name_of
from .numbering import Numbering
from .settings import SETTINGS
from .styles import BODY_LEVEL, ParagraphStyle, Styles
from .symbols import PRIVATE, symbol
from .xml import (  # fmt: skip
    ALTERNATE,
    DELETED,
    GONE,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    PPR,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    SECT,
    SHADE,
    SPACE,
    SUB_DOC,
    TEXT,
    VAL,
    M,
    R,
    W,
    half_points,
    number,
    on,
)

_STYLE, _NUM_PR, _NUM_ID, _LEVEL = (W + name for name in ("pStyle", "numPr", "numId", "ilvl"))
_OUTLINE, _SPECIAL, _NEW_PAGE = (W + name for name in ("outlineLvl", "specVanish", "pageBreakBefore"))
_PARAGRAPH_FORMATS = frozenset({_STYLE, _NUM_PR, _OUTLINE, RPR, SECT, _NEW_PAGE, SHADE})
_MARKS = frozenset({DELETED, MOVED_FROM, INSERTED, MOVED_TO, W + "vanish", _SPECIAL})
_BOLD, _VANISH, _SIZE, _RSTYLE, _ALIGN = (W + name for name in ("b", "vanish", "sz", "rStyle", "vertAlign"))
_COLOUR, _HIGHLIGHT, _FONTS = (W + name for name in ("color", "highlight", "rFonts"))
_BREAK, _TAB, _PTAB, _CR = (W + name for name in ("br", "tab", "ptab", "cr"))
_RENDERED = W + "lastRenderedPageBreak"
_HYPHEN, _SYM, _RUBY, _RUBY_BASE = (W + name for name in ("noBreakHyphen", "sym", "ruby", "rubyBase"))
_FIELD, _CODE, _SIMPLE = W + "fldChar", W + "instrText", W + "fldSimple"
_FOOTNOTE, _ENDNOTE = W + "footnoteReference", W + "endnoteReference"
_TYPE, _FIELD_TYPE, _NOTE_ID = W + "type", W + "fldCharType", W + "id"
_FORMATS = frozenset({_BOLD, _VANISH, _SIZE, _RSTYLE, _ALIGN, _COLOUR, _HIGHLIGHT, SHADE})

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SPACES = str.maketrans("\n\r\t", "   ")
_TYPED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d]|\.\d)")

# Tags that Word draws text through: their content is text of the paragraph.
_THROUGH = frozenset({W + "hyperlink", W + "smartTag", W + "customXml", W + "dir", W + "bdo"})


class Look(NamedTuple):
    """How letters look. raised: superscript or subscript; size in half-points; marked: as with a marker pen."""

    bold: bool
    hidden: bool
    size: float
    raised: str | None = None
    marked: bool = False


_AS_IT_IS = Look(False, False, 0.0)  # what no run sets


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


class ParagraphReader:
    """Reads paragraphs one after another. page, paragraphs: where the main text stands; sizes: characters by size.

    ground: the colour behind the text where no paragraph or run says another; None where it cannot be known.
    """

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles, self.numbering = styles, numbering
        self.page = 1
        self.breaks = 0
        self.paragraphs = 0
        self.sizes: dict[float, int] = {}
        self.bold_characters = 0
        self.inserted, self.deleted, self.hidden, self.marked = Spot(), Spot(), Spot(), Spot()
        self.mismatches: list[tuple[int, int, str, str]] = []
        self.unread: list[str] = []
        self.preserve = False
        self.ground: Ground = PAPER
        self._begin(Flow(), PLAIN)

    # ---------------------------------------------------------------- the paragraph

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

    def _begin(self, flow: Flow, context: Context) -> None:
        self._flow = flow
        self._out: list[str] = []
        self._form = context.form
        self._shows: list[Shown] = []
        self._mute = 1 if context.mute else 0
        self._para = Paragraph()
        self._para.page = self.page
        self._all_bold, self._size = True, 0.0
        self._style = ParagraphStyle()
        self._base = Look(False, False, 20.0)
        self._behind: Ground = self.ground
        self._run_read: etree._Element | None = None
        self._contents_text = False
        self._caption = False
        self._has_mark = False
        self._marks: Turns = ()
        self._blocked = context.mute
        if not context.contents:
            flow.listed = False
        if flow.fields:
            self._refresh()

    def _refresh(self) -> None:
        """blocked: text is not shown here, because it is a placeholder or a field's code."""
        self._blocked = self._mute > 0 or any(not item.result for item in self._flow.fields)

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
            stated.outline = min(number(child.get(VAL), 9) + 1, BODY_LEVEL)
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
        self._base = Look(style.bold, hidden, style.size)
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
            para.bold, para.size = self._all_bold, self._size
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
        if para.pieces:
            para.pieces[0] = shown + para.pieces[0]
        para.marks = tuple((at + len(shown), page) for at, page in para.marks)
        para.turns = tuple((at + len(shown), page) for at, page in para.turns)

    # ---------------------------------------------------------------- what is passed over, and what is noted of it

    def note_deleted(self) -> None:
        """A deleted row or cell."""
        self._spot(self.deleted)

    def note_inserted(self) -> None:
        self._spot(self.inserted)

    def skip(self, element: etree._Element, flow: Flow, *, hidden: bool = False) -> None:
        """Passes over a part that is not shown; pages were counted with it in place."""
        self._flow = flow
        for _ in element.iter(_RENDERED):
            self._page()
        if hidden:
            self._note_hidden(plain_text(element))

    def _note_hidden(self, text: str) -> None:
        if count := words(text):
            self._spot(self.hidden, count)

    def _note_marked(self, text: str) -> None:
        """A paragraph with a marker pen's colour counts once."""
        if not self._has_mark and not text.isspace():
            self._has_mark = True
            self._spot(self.marked)

    def _spot(self, spot: Spot, count: int = 1) -> None:
        if spot.count == 0:
            spot.paragraph = self.paragraphs + 1 if self._flow.main else max(self.paragraphs, 1)
            spot.page = self.page
        spot.count += count

    # ---------------------------------------------------------------- what stands in it

    def _inline(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif (act := _IN_PARAGRAPH.get(tag)) is not None:
                act(self, child)

    def _inserted(self, child: etree._Element) -> None:
        if len(child):
            self._spot(self.inserted)
        self._inline(child)

    def _gone(self, child: etree._Element) -> None:
        if len(child):
            self._spot(self.deleted)
        for _ in child.iter(_RENDERED):
            self._page()

    def _alternate(self, child: etree._Element) -> None:
        chosen = branch(child)
        if chosen is not None:
            self._inline(chosen)

    def _sub_document(self, child: etree._Element) -> None:
        self.unread.append(child.get(R + "id") or "")

    def _control(self, control: etree._Element) -> None:
        content = control.find(SDT_CONTENT)
        if self._form and (box := control_box(control)) is not None:
            self._add(box, _AS_IT_IS, control)
            return
        if content is None:
            return
        context = inside(control, FORM if self._form else PLAIN)
        mute = context.mute or (bool(context.unchosen) and plain_text(content) in context.unchosen)
        self._mute += mute
        self._refresh()
        self._inline(content)
        self._mute -= mute
        self._refresh()

    def _simple(self, child: etree._Element) -> None:
        code = child.get(W + "instr") or ""
        if name_of(code) == "TOC":
            self._contents_text = True
        self._caption = self._caption or is_caption(code, "".join(self._out))
        at = len(self._out)
        self._inline(child)
        self._computed(code, at, _AS_IT_IS)

    # ---------------------------------------------------------------- runs

    def _run(self, run: etree._Element, look: Look | None = None) -> None:
        """A run, or a branch inside one, which goes on in the run's look."""
        self._run_read = run
        seen = look or self._base
        for child in run:
            tag = child.tag
            if tag == TEXT:
                self._letters(child, seen)
            elif tag == RPR:
                seen = self._look(child, seen)
            elif (act := _IN_RUN.get(tag)) is not None:
                act(self, child, seen)

    def _look(self, properties: etree._Element, base: Look) -> Look:
        """The look of a run; what it does not say is its style's, else the paragraph's."""
        bold, _, size, raised, marked = base
        vanish, colour, behind = self._style.hidden, self._style.colour, self._behind
        direct: bool | None = None
        visible: bool | None = None
        for item in properties:
            name = item.tag
            if name not in _FORMATS:
                continue
            if name == _SIZE:
                size = self._stated_size(item.get(VAL)) or size
            elif name == _BOLD:
                direct = on(item)
            elif name == _VANISH:
                visible = not on(item)
            elif name == _ALIGN:
                raised = item.get(VAL)
            elif name == _COLOUR:
                colour = item.get(VAL)
            elif name == _RSTYLE:
                style = self.styles.run(item.get(VAL) or "")
                # toggles: paragraph style and character style together switch off again
                bold, vanish = bold != style.bold, vanish != style.hidden
                size, raised = style.size or size, raised or style.raised
                colour, behind = style.colour or colour, None if style.shaded else behind
            else:
                behind, marked = painted(item, behind)
        if visible is not None:
            vanish = not visible
        hidden = vanish or 0 < size < SETTINGS.least_size or (colour is not None and unseen(colour, behind))
        return Look(bold if direct is None else direct, hidden, size, None if raised == "baseline" else raised, marked)

    def _stated_size(self, value: str | None) -> float:
        """0 where it is no size; a size of 0 is the least there is."""
        return SETTINGS.least_size / 2 if value == "0" else half_points(value)

    def _letters(self, child: etree._Element, look: Look) -> None:
        text = child.text
        if not text:
            return
        if text[-1] <= " " or text[0] <= " " or "\n" in text or "\t" in text:
            text = self._spaced(text, child)
        if not text or (self._blocked and not self._mend()):
            return
        if look.hidden:
            self._note_hidden(text)
            return
        if look.marked:
            self._note_marked(text)
        if self._form:
            text = self._as_form(text, look)
        if not text.isascii() and PRIVATE.search(text):
            text = self._from_symbol_font(text)
        if look.raised is not None and self._out and self._out[-1] and not self._out[-1][-1].isspace():
            text = text.translate(_RAISED if look.raised == "superscript" else _LOWERED)
        self._out.append(text)
        if look.size != self._size or (self._all_bold and not look.bold):
            self._weigh(text, look)

    def _spaced(self, text: str, child: etree._Element) -> str:
        """Blanks at the ends count only where the file says so; a line's end in the file is a blank."""
        if child.get(SPACE) != "preserve" and not self.preserve:
            text = text.strip(" \t\r\n")
        return text.translate(_SPACES)

    def _weigh(self, text: str, look: Look) -> None:
        """The paragraph's size is its smallest; it is bold if all of it is."""
        if text.isspace():
            return
        if look.size < self._size or not self._size:
            self._size = look.size
        self._all_bold = self._all_bold and look.bold

    def _from_symbol_font(self, text: str) -> str:
        """Characters of a symbol font that stand in the text itself, as what they show."""
        run, font = self._run_read, None
        properties = None if run is None else run.find(RPR)
        if properties is not None:
            fonts, style = properties.find(_FONTS), properties.find(_RSTYLE)
            font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
            if font is None and style is not None:
                font = self.styles.run(style.get(VAL) or "").font
        font = font or self._style.font
        return PRIVATE.sub(lambda found: symbol(font, f"{ord(found[0]):X}"), text)

    def _as_form(self, text: str, look: Look) -> str:
        """The letters of a run as its font shows them, noted with the run."""
        run = self._run_read
        if run is not None:
            text = glyphs(text, run)
            self._shows.append(Shown(text, run, look.bold))
        return text

    def _add(self, text: str, look: Look, by: etree._Element | None = None) -> None:
        """by: what shows the text, where it is not the run that is read."""
        if look.hidden or self._blocked:
            return
        self._out.append(text)
        by = self._run_read if by is None else by
        if self._form and by is not None:
            self._shows.append(Shown(text, by, look.bold))

    def _tab(self, child: etree._Element, look: Look) -> None:
        self._add("\t", look)

    def _line(self, child: etree._Element, look: Look) -> None:
        self._add("\n", look)

    def _hyphen(self, child: etree._Element, look: Look) -> None:
        self._add("-", look)

    def _sym(self, child: etree._Element, look: Look) -> None:
        self._add(symbol(child.get(W + "font"), child.get(W + "char")), look)

    def _code(self, child: etree._Element, look: Look) -> None:
        if self._flow.fields and not self._flow.fields[-1].result:
            self._flow.fields[-1].code += child.text or ""

    def _note(self, child: etree._Element, look: Look) -> None:
        if not look.hidden and not self._blocked:
            kind = "footnote" if child.tag == _FOOTNOTE else "endnote"
            self._para.notes += ((kind, child.get(_NOTE_ID) or "", self.page),)

    def _alternate_in_run(self, child: etree._Element, look: Look) -> None:
        chosen = branch(child)
        if chosen is not None:
            self._run(chosen, look)

    def _ruby(self, child: etree._Element, look: Look) -> None:
        for base in child.iterchildren(_RUBY_BASE):
            self._inline(base)

    # ---------------------------------------------------------------- pages

    def _break(self, child: etree._Element, look: Look) -> None:
        kind = child.get(_TYPE)
        if kind not in ("page", "column"):
            self._add("\n", look)
            return
        para = self._para
        para.broken = True
        para.closed = bool(para.pictures)
        if kind == "page":
            if self._says():
                para.ends_page = True
            else:
                para.opens = True
        self._add(" ", look)

    def _rendered(self, child: etree._Element, look: Look) -> None:
        self._page()

    def _page(self) -> None:
        if not self._flow.main:
            return
        self.page += 1
        self.breaks += 1
        if self._says():
            self._marks += ((sum(map(len, self._out)), self.page),)
        else:
            self._para.page = self.page

    def _says(self) -> bool:
        """Whether any text of the paragraph was read so far."""
        return any(not part.isspace() for part in self._out)

    # ---------------------------------------------------------------- fields

    def _field(self, char: etree._Element, look: Look) -> None:
        fields = self._flow.fields
        kind = char.get(_FIELD_TYPE)
        if kind == "begin":
            if self._form and (box := form_box(char)) is not None:
                self._add(box, look)
            if len(fields) >= SETTINGS.deepest_field:
                fields.clear()
            fields.append(Field(choice=legacy_choice(char)))
        elif kind == "separate" and fields:
            begun = fields[-1]
            begun.result, begun.choice, begun.at = True, None, len(self._out)
            self._caption = self._caption or is_caption(begun.code, "".join(self._out))
        elif kind == "end" and fields:
            self._end(fields.pop(), look)
        self._refresh()

    def _end(self, field: Field, look: Look) -> None:
        self._refresh()
        if field.choice is not None:
            self._add(field.choice, look)
        if field.contents and self._says():
            self._contents_text = True
        elif field.contents:
            self._flow.listed = True
        if not field.result:
            self._caption = self._caption or is_caption(field.code, "".join(self._out))
        self._computed(field.code, field.at if field.result else len(self._out), look)

    def _computed(self, code: str, at: int, look: Look) -> None:
        """The number of a field that Word computes, where the file stores none."""
        stored = "".join(self._out[at:])
        shown = self._flow.computed.shown(code, self._para.level, stored or None)
        if shown != stored:
            self._add(shown, look)

    def _mend(self) -> bool:
        """Text inside the code of a field begun in an earlier paragraph: its end is missing. True if text shows."""
        fields = self._flow.fields
        while fields and not fields[-1].result and fields[-1].old:
            fields.pop()
        self._refresh()
        return not self._blocked

    # ---------------------------------------------------------------- drawings and mathematics

    def _drawing(self, drawing: etree._Element, look: Look) -> None:
        if look.hidden or self._mute:
            return
        para = self._para
        para.drawn = True
        for aside, picture, embedded in drawn(drawing):
            if aside is not None:
                para.asides += (aside,)
                para.anchor = para.anchor or self.page
                if not self._says():
                    para.leading = len(para.asides)
            elif picture is not None:
                para.pictures += (picture,)
            elif embedded is not None:
                para.embedded += (embedded,)

    def _formula(self, child: etree._Element, look: Look) -> None:
        self._math(child)

    def _math(self, element: etree._Element) -> None:
        for child in element:
            tag = child.tag
            if tag == M + "t" or tag == TEXT:
                self._add(child.text or "", _AS_IT_IS, child)
            elif tag == M + "sup" and self._out and not self._blocked:
                start = len(self._out)
                self._math(child)
                self._out[start:] = [part.translate(_RAISED) for part in self._out[start:]]
            elif tag == M + "den":
                self._add("/", _AS_IT_IS, child)
                self._math(child)
            elif tag in GONE or tag == RPR:
                continue
            elif len(child):
                self._math(child)


def _list(properties: etree._Element, stated: Stated) -> None:
    for item in properties:
        if item.tag == _NUM_ID:
            stated.list = item.get(VAL)
        elif item.tag == _LEVEL:
            stated.rank = number(item.get(VAL))


_IN_PARAGRAPH: dict[object, Callable[[ParagraphReader, etree._Element], None]] = {
    **dict.fromkeys(_THROUGH, ParagraphReader._inline),
    INSERTED: ParagraphReader._inserted,
    MOVED_TO: ParagraphReader._inserted,
    DELETED: ParagraphReader._gone,
    MOVED_FROM: ParagraphReader._gone,
    SDT: ParagraphReader._control,
    _SIMPLE: ParagraphReader._simple,
    M + "oMath": ParagraphReader._math,
    M + "oMathPara": ParagraphReader._math,
    ALTERNATE: ParagraphReader._alternate,
    SUB_DOC: ParagraphReader._sub_document,
}
_IN_RUN: dict[object, Callable[[ParagraphReader, etree._Element, Look], None]] = {
    _RENDERED: ParagraphReader._rendered,
    _TAB: ParagraphReader._tab,
    _PTAB: ParagraphReader._tab,
    _BREAK: ParagraphReader._break,
    _CR: ParagraphReader._line,
    _HYPHEN: ParagraphReader._hyphen,
    _FIELD: ParagraphReader._field,
    _CODE: ParagraphReader._code,
    W + "drawing": ParagraphReader._drawing,
    W + "pict": ParagraphReader._drawing,
    W + "object": ParagraphReader._drawing,
    _FOOTNOTE: ParagraphReader._note,
    _ENDNOTE: ParagraphReader._note,
    ALTERNATE: ParagraphReader._alternate_in_run,
    _SYM: ParagraphReader._sym,
    _RUBY: ParagraphReader._ruby,
    M + "oMath": ParagraphReader._formula,
    M + "oMathPara": ParagraphReader._formula,
}
