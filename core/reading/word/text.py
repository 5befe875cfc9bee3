"""One paragraph of a Word file: what a reader sees of it.

Superscript and subscript digits that follow other text directly (a note mark typed by hand, a power) become
Unicode superscripts: they are shown as such and can never be read as a digit of a code.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from ...model.document import Cell, Kind
from ...words.text import clean, words
from .controls import PLAIN, Context, branch, inside, plain_text
from .numbering import Numbering, Story
from .styles import BODY_LEVEL, Styles
from .symbols import symbol
from .xml import (  # fmt: skip
    ALTERNATE,
    DELETED,
    DGM,
    FALLBACK,
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
    SPACE,
    SUB_DOC,
    TEXT,
    TXBX,
    VAL,
    WP,
    A,
    M,
    R,
    V,
    W,
    half_points,
    number,
    on,
)

_STYLE, _NUM_PR, _NUM_ID, _LEVEL = (W + name for name in ("pStyle", "numPr", "numId", "ilvl"))
_OUTLINE, _SPECIAL, _NEW_PAGE = (W + name for name in ("outlineLvl", "specVanish", "pageBreakBefore"))
_PARAGRAPH_FORMATS = frozenset({_STYLE, _NUM_PR, _OUTLINE, RPR, SECT, _NEW_PAGE})
_MARKS = frozenset({DELETED, MOVED_FROM, INSERTED, MOVED_TO, W + "vanish", _SPECIAL})
_BOLD, _VANISH, _SIZE, _RSTYLE, _ALIGN = (W + name for name in ("b", "vanish", "sz", "rStyle", "vertAlign"))
_BREAK, _TAB, _PTAB, _CR = (W + name for name in ("br", "tab", "ptab", "cr"))
_RENDERED = W + "lastRenderedPageBreak"
_HYPHEN, _SYM, _RUBY, _RUBY_BASE = (W + name for name in ("noBreakHyphen", "sym", "ruby", "rubyBase"))
_FIELD, _CODE, _SIMPLE = W + "fldChar", W + "instrText", W + "fldSimple"
_FOOTNOTE, _ENDNOTE = W + "footnoteReference", W + "endnoteReference"
_NEW = frozenset({INSERTED, MOVED_TO})
_TABS, _NOTES = frozenset({_TAB, _PTAB}), frozenset({_FOOTNOTE, _ENDNOTE})
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
_THROUGH = frozenset({W + "hyperlink", W + "smartTag", W + "customXml", W + "dir", W + "bdo"})
_NOTHING = frozenset({PPR, W + "proofErr", W + "bookmarkStart", W + "bookmarkEnd"})
_TYPE, _FIELD_TYPE, _NOTE_ID = W + "type", W + "fldCharType", W + "id"
_MATH = frozenset({M + "oMath", M + "oMathPara"})
_BLIP, _IMAGE, _TEXTPATH = A + "blip", V + "imagedata", V + "textpath"
_EXTENTS = frozenset({WP + "inline", WP + "anchor"})
_DIAGRAM = DGM + "relIds"

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SPACES = str.maketrans("\n\r\t", "   ")
_TYPED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d]|\.\d)")
_SEQUENCE = re.compile(r"\s*SEQ\b", re.IGNORECASE)
_TOC = re.compile(r"\s*TOC\b", re.IGNORECASE)
_DEEPEST = 64  # Word nests fields 20 deep
_CAPTION_WORDS = 60  # a longer paragraph with a sequence number is no caption

EMU_PER_POINT = 12700
_FORMATS = frozenset({_BOLD, _VANISH, _SIZE, _RSTYLE, _ALIGN})
_SIZES: dict[str, float] = {}  # half-points by what the file says: a report uses a dozen sizes, a million times

Turns = tuple[tuple[int, int], ...]  # (offset in a text, page from there on)
Format = tuple[bool, bool, float, str | None]  # bold, hidden, size, superscript or subscript


def _size(value: str) -> float:
    if len(_SIZES) < 1000:
        _SIZES[value] = half_points(value)
    return half_points(value)


class Picture(NamedTuple):
    """points: its area in square points; behind: it lies behind the text, as decoration does."""

    points: float
    behind: bool = False


class Field:
    """An open complex field. result: past its `separate`; old: begun in an earlier paragraph."""

    result: bool = False
    old: bool = False
    code: str = ""

    def __init__(self, choice: str | None = None) -> None:
        self.choice = choice  # what a legacy drop-down shows

    @property
    def contents(self) -> bool:
        return _TOC.match(self.code) is not None


class Flow:
    """A story while it is read. main: the text whose pages and paragraphs are counted."""

    def __init__(self, main: bool = False) -> None:
        self.main = main
        self.numbers = Story()
        self.fields: list[Field] = []


class Draft:
    """A block in the making: the fields of Block, before it is known whether its page can be believed.

    A plain class with defaults, as Paragraph below: tens of thousands are made, and most set five of these.
    """

    kind: Kind = Kind.PARAGRAPH
    text: str = ""
    number: str = ""
    level: int = 0
    bold: bool = False
    title: bool = False
    size: float = 0.0
    page: int | None = None
    last_page: int | None = None
    paragraph: int | None = None
    cells: tuple[Cell, ...] = ()
    table: int = 0
    outer: int | None = None
    header: bool = False
    words: int = 0
    turns: Turns = ()


class Paragraph(Draft):
    """A paragraph as shown. level: heading rank, depth: of a list item; size in half-points of its smallest run."""

    page: int = 1
    last_page: int = 1
    pieces: list[str] | None = None  # of a paragraph that continues, as they stand in the file
    marks: Turns = ()  # where a new page begins in what stands in the file
    depth: int = 0
    contents: bool = False
    caption: bool = False
    merges: bool = False  # its mark is gone: the next paragraph continues it
    gone: bool = False  # nothing of it is left
    broken: bool = False  # holds a page break or ends a section
    closed: bool = False  # holds a page break after a picture
    notes: tuple[tuple[str, str, int], ...] = ()  # kind, id, page of the reference
    anchor: int = 0  # page on which its text boxes are anchored
    boxes: tuple[etree._Element, ...] = ()
    labels: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    section: etree._Element | None = None

    @property
    def shown(self) -> str:
        return f"{self.number} {self.text}".strip() if self.number else self.text

    def settled(self) -> Paragraph:
        """The same paragraph, once nothing continues it any more."""
        if self.pieces is not None:
            raw, self.pieces = "".join(self.pieces), None
            self.text = clean(raw)
            if self.marks:
                self.turns = _turned(raw, self.marks)
        return self


class Spot:
    """The first of several and their count, for findings."""

    count: int = 0
    paragraph: int | None = None
    page: int | None = None


class ParagraphReader:
    """Reads paragraphs one after another. page, paragraphs: where the main text stands; sizes: characters by size."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles, self.numbering = styles, numbering
        self.page = 1
        self.breaks = 0
        self.paragraphs = 0
        self.sizes: dict[float, int] = {}
        self.bold_characters = 0
        self.inserted, self.deleted, self.hidden = Spot(), Spot(), Spot()
        self.mismatches: list[tuple[int, int, str, str]] = []
        self.diagrams: list[str] = []
        self.unread: list[str] = []
        self.preserve = False
        self._reset(Flow(), PLAIN)

    def _reset(self, flow: Flow, context: Context) -> None:
        self._flow = flow
        self._out: list[str] = []
        self._mute = 1 if context.mute else 0
        self._para = Paragraph()
        self._para.page = self.page
        self._all_bold, self._size = True, 0.0
        self._bold = self._hidden = False
        self._base_size = 20.0
        self._contents_text = False
        self._sequence = False
        self._marks: Turns = ()
        self._blocked = context.mute
        if flow.fields:
            self._refresh()

    def _refresh(self) -> None:
        """blocked: text is not shown here, because it is a placeholder or a field's code."""
        self._blocked = self._mute > 0 or any(not item.result for item in self._flow.fields)

    # ---------------------------------------------------------------- the paragraph

    def read(
        self, p: etree._Element, flow: Flow, context: Context = PLAIN, before: Paragraph | None = None
    ) -> Paragraph:
        """Reads one w:p. before: the paragraph that this one continues, because its mark was deleted; it is returned,
        longer."""
        self._reset(flow, context)
        para = self._para
        in_contents = False
        for item in flow.fields:
            item.old = True
            in_contents = in_contents or (item.result and item.contents)
        style_id: str | None = None
        outline: int | None = None
        list_: str | None = None
        index: int | None = None
        mark_gone = mark_hidden = separator = False
        properties = p[0] if len(p) else None
        if properties is not None and properties.tag == PPR:
            for child in properties:
                tag = child.tag
                if tag not in _PARAGRAPH_FORMATS:
                    continue
                if tag == _STYLE:
                    style_id = child.get(VAL)
                elif tag == RPR:
                    for mark in child:
                        name = mark.tag
                        if name not in _MARKS:
                            continue
                        if name == _VANISH:
                            mark_hidden = on(mark)
                        elif name == _SPECIAL:
                            separator = on(mark)
                        elif name in GONE:
                            mark_gone = True
                            self._spot(self.deleted)
                        else:
                            self._spot(self.inserted)
                elif tag == _NUM_PR:
                    for item_ in child:
                        if item_.tag == _NUM_ID:
                            list_ = item_.get(VAL)
                        elif item_.tag == _LEVEL:
                            index = number(item_.get(VAL))
                elif tag == _OUTLINE:
                    outline = min(number(child.get(VAL), 9) + 1, BODY_LEVEL)
                elif tag == SECT:
                    para.section = child
                    para.broken = True
                else:
                    para.broken = para.broken or on(child)
        style = self.styles.paragraph(style_id)
        self._bold, self._hidden, self._base_size = style.bold, style.hidden, style.size
        if outline is not None:
            para.level = 0 if outline == BODY_LEVEL else outline
        else:
            para.level = style.level
        if in_contents and para.level and not context.contents:
            # Entries of a table of contents are no headings: its end is missing in the file.
            flow.fields[:] = [item for item in flow.fields if not item.contents]
            self._refresh()
        self._inline(p)

        raw = "".join(self._out)
        text = clean(raw) if raw else ""
        if context.unchosen and text in context.unchosen:
            raw = text = ""
        para.text = text
        para.last_page = self.page
        if style.title or style.caption:
            para.title, para.caption = style.title, style.caption
        if self._sequence and not para.level and text.count(" ") < _CAPTION_WORDS:
            para.caption = True
        if context.contents or style.contents or self._contents_text:
            para.contents = True
        elif flow.fields:
            para.contents = any(item.result and item.contents for item in flow.fields)
        if text:
            para.bold, para.size = self._all_bold, self._size
            para.words = text.count(" ") + 1
            if flow.main:
                self.sizes[self._size] = self.sizes.get(self._size, 0) + len(text)
                if self._all_bold:
                    self.bold_characters += len(text)
        # The mark of a style separator is hidden too; the heading before it is a paragraph of its own all the same.
        if mark_gone or (mark_hidden and not separator):
            para.merges, para.gone = bool(text), not text
        if before is not None:
            return self._joined(before, para, raw, self._marks)
        if para.merges:
            para.pieces = [raw]
            para.marks = self._marks
        elif self._marks and text:
            para.turns = _turned(raw, self._marks)
        if para.gone:
            return para
        if flow.main:
            self.paragraphs += 1
            para.paragraph = self.paragraphs
        if index is None and (list_ is None or list_ == style.list):
            index = style.rank
        if list_ is None:
            list_ = style.list
        if list_ is not None and list_ != "0":
            self._count(para, flow, list_, index or 0, text)
        return para

    def _count(self, para: Paragraph, flow: Flow, list_: str, index: int, text: str) -> None:
        shown = self.numbering.count(flow.numbers, list_, index)
        if shown is None:
            return
        para.number = shown.number
        if shown.number or shown.bullet:
            para.depth = index + 1
        if not shown.number or not text or not text[0].isdigit():
            return
        if shown.glued and (shown.number[-1].isdigit() or shown.number[-1] == "."):
            # Word shows both as one: "3.2." and "14 Title" read 3.2.14
            para.text, para.number = shown.number + text, ""
            shift = len(shown.number)
            if para.pieces:
                para.pieces[0] = shown.number + para.pieces[0]
            para.marks = tuple((at + shift, page) for at, page in para.marks)
            para.turns = tuple((at + shift, page) for at, page in para.turns)
            return
        typed, automatic = _TYPED.match(text), _TYPED.search(shown.number)
        if typed and automatic and typed[1] != automatic[1]:
            self.mismatches.append((para.paragraph or 0, para.page, typed[1], shown.number))

    @staticmethod
    def _joined(before: Paragraph, para: Paragraph, raw: str, marks: Turns) -> Paragraph:
        """Two paragraphs whose mark between them was deleted: the first one's properties hold, as in Word."""
        if before.pieces is not None:
            if marks or para.page != before.last_page:
                end = sum(map(len, before.pieces))
                before.marks += ((end, para.page), *((at + end, page) for at, page in marks))
            before.pieces.append(raw)
        before.last_page = para.last_page
        before.words += para.words
        before.bold = before.bold and (para.bold or not para.text)
        if para.text:
            before.size = min(before.size, para.size)
        before.merges = para.merges or para.gone
        if not before.merges:
            before.settled()
        before.broken = before.broken or para.broken
        before.notes += para.notes
        before.boxes += para.boxes
        before.anchor = before.anchor or para.anchor
        before.labels += para.labels
        before.pictures += para.pictures
        before.section = para.section if para.section is not None else before.section
        return before

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
        if hidden and (count := words(plain_text(element))):
            self._spot(self.hidden, count)

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
            elif tag in _NOTHING:
                continue
            elif tag in _THROUGH:
                self._inline(child)
            elif tag in _NEW:
                if len(child):
                    self._spot(self.inserted)
                self._inline(child)
            elif tag in GONE:
                if len(child):
                    self._spot(self.deleted)
                for _ in child.iter(_RENDERED):
                    self._page()
            elif tag == SDT:
                self._control(child)
            elif tag == _SIMPLE:
                self._simple(child)
            elif tag in _MATH:
                self._math(child)
            elif tag == ALTERNATE:
                chosen = branch(child)
                if chosen is not None:
                    self._inline(chosen)
            elif tag == SUB_DOC:
                self.unread.append(child.get(R + "id") or "")

    def _control(self, control: etree._Element) -> None:
        content = control.find(SDT_CONTENT)
        if content is None:
            return
        context = inside(control)
        mute = context.mute or (bool(context.unchosen) and plain_text(content) in context.unchosen)
        self._mute += mute
        self._refresh()
        self._inline(content)
        self._mute -= mute
        self._refresh()

    def _simple(self, child: etree._Element) -> None:
        code = child.get(W + "instr") or ""
        if _TOC.match(code):
            self._contents_text = True
        elif _SEQUENCE.match(code):
            self._sequence = True
        self._inline(child)

    def _run(self, run: etree._Element, format: Format | None = None) -> None:
        """A run, or a branch inside one, which goes on in the run's format."""
        if format is None:
            bold, hidden, size, raised = self._bold, self._hidden, self._base_size, None
        else:
            bold, hidden, size, raised = format
        out = self._out
        for child in run:
            tag = child.tag
            if tag == TEXT:
                text = child.text
                if not text:
                    continue
                if (text[-1] <= " " or text[0] <= " ") and child.get(SPACE) != "preserve" and not self.preserve:
                    text = text.strip(" \t\r\n")
                    if not text:
                        continue
                if "\n" in text or "\t" in text:
                    text = text.translate(_SPACES)
                if self._blocked and not self._mend():
                    continue
                if hidden:
                    if count := words(text):
                        self._spot(self.hidden, count)
                    continue
                if raised is not None and out and out[-1] and not out[-1][-1].isspace():
                    text = text.translate(_RAISED if raised == "superscript" else _LOWERED)
                out.append(text)
                if size != self._size and not text.isspace() and (size < self._size or not self._size):
                    self._size = size
                if self._all_bold and not bold and not text.isspace():
                    self._all_bold = False
            elif tag == RPR:
                direct: bool | None = None
                visible: bool | None = None
                direct_size: str | None = None
                for item in child:
                    name = item.tag
                    if name not in _FORMATS:
                        continue
                    if name == _SIZE:
                        direct_size = item.get(VAL)
                    elif name == _BOLD:
                        direct = on(item)
                    elif name == _VANISH:
                        visible = not on(item)
                    elif name == _ALIGN:
                        raised = item.get(VAL)
                    else:
                        style = self.styles.run(item.get(VAL) or "")
                        # toggles: paragraph style and character style together switch off again
                        bold, hidden = bold != style.bold, hidden != style.hidden
                        size = style.size or size
                        raised = raised or style.raised
                if direct is not None:
                    bold = direct
                if visible is not None:
                    hidden = not visible
                if direct_size is not None:
                    size = _SIZES.get(direct_size) or _size(direct_size) or size
                if raised == "baseline":
                    raised = None
            elif tag == _RENDERED:
                self._page()
            elif tag in _TABS:
                self._add("\t", hidden)
            elif tag == _BREAK:
                if child.get(_TYPE) in ("page", "column"):
                    self._para.broken = True
                    self._para.closed = bool(self._para.pictures)
                    self._add(" ", hidden)
                else:
                    self._add("\n", hidden)
            elif tag == _CR:
                self._add("\n", hidden)
            elif tag == _HYPHEN:
                self._add("-", hidden)
            elif tag == _FIELD:
                self._field(child, hidden)
            elif tag == _CODE:
                if self._flow.fields and not self._flow.fields[-1].result:
                    self._flow.fields[-1].code += child.text or ""
            elif tag in _DRAWINGS:
                self._drawing(child, hidden)
            elif tag in _NOTES:
                if not hidden and not self._blocked:
                    kind = "footnote" if tag == _FOOTNOTE else "endnote"
                    self._para.notes += ((kind, child.get(_NOTE_ID) or "", self.page),)
            elif tag == ALTERNATE:
                chosen = branch(child)
                if chosen is not None:
                    self._run(chosen, (bold, hidden, size, raised))
            elif tag == _SYM:
                self._add(symbol(child.get(W + "font"), child.get(W + "char")), hidden)
            elif tag == _RUBY:
                for base in child.iterchildren(_RUBY_BASE):
                    self._inline(base)
            elif tag in _MATH:
                self._math(child)

    def _add(self, text: str, hidden: bool) -> None:
        if not hidden and not self._blocked:
            self._out.append(text)

    def _page(self) -> None:
        if not self._flow.main:
            return
        self.page += 1
        self.breaks += 1
        if any(not part.isspace() for part in self._out):
            self._marks += ((sum(map(len, self._out)), self.page),)
        else:
            self._para.page = self.page

    # ---------------------------------------------------------------- fields

    def _field(self, char: etree._Element, hidden: bool) -> None:
        fields = self._flow.fields
        kind = char.get(_FIELD_TYPE)
        if kind == "begin":
            if len(fields) >= _DEEPEST:
                fields.clear()  # no such field was ever meant: their ends are missing
            fields.append(Field(choice=_legacy_choice(char)))
        elif kind == "separate":
            if fields:
                fields[-1].result = True
                fields[-1].choice = None
                if _SEQUENCE.match(fields[-1].code):
                    self._sequence = True
        elif kind == "end" and fields:
            ended = fields.pop()
            if ended.choice is not None:
                self._refresh()
                self._add(ended.choice, hidden)
            if ended.contents and any(not part.isspace() for part in self._out):
                self._contents_text = True
            if _SEQUENCE.match(ended.code):
                self._sequence = True
        self._refresh()

    def _mend(self) -> bool:
        """Text inside the code of a field begun in an earlier paragraph: its end is missing. True if text shows."""
        fields = self._flow.fields
        while fields and not fields[-1].result and fields[-1].old:
            fields.pop()
        self._refresh()
        return not self._blocked

    # ---------------------------------------------------------------- drawings and mathematics

    def _drawing(self, drawing: etree._Element, hidden: bool) -> None:
        if hidden or self._mute:
            return
        para = self._para
        for item in drawing.iter(TXBX, _BLIP, _IMAGE, _TEXTPATH, _DIAGRAM):
            above = item.getparent()
            holder: etree._Element | None = None
            seen = False
            while above is not None and above is not drawing:
                tag = above.tag
                if tag == TXBX or (tag == FALLBACK and _other_branch(above)):
                    seen = True
                    break
                if tag in _EXTENTS or tag == V + "shape" or tag == V + "rect":
                    holder = above
                above = above.getparent()
            if seen:
                continue
            tag = item.tag
            if tag == TXBX:
                para.boxes += (item,)
                para.anchor = para.anchor or self.page
            elif tag == _TEXTPATH:
                if label := clean(item.get("string") or ""):
                    para.labels += (label,)
            elif tag == _DIAGRAM:
                self.diagrams.append(item.get(R + "dm") or "")
            else:
                para.pictures += (_picture(holder),)

    def _math(self, element: etree._Element) -> None:
        for child in element:
            tag = child.tag
            if tag == M + "t" or tag == TEXT:
                self._add(child.text or "", False)
            elif tag == M + "sup" and self._out and not self._blocked:
                start = len(self._out)
                self._math(child)
                self._out[start:] = [part.translate(_RAISED) for part in self._out[start:]]
            elif tag == M + "den":
                self._add("/", False)
                self._math(child)
            elif tag in GONE or tag == RPR:
                continue
            elif len(child):
                self._math(child)


def _other_branch(fallback: etree._Element) -> bool:
    """Whether the choice beside it counts and not this fallback."""
    alternate = fallback.getparent()
    return alternate is not None and branch(alternate) is not fallback


def _turned(raw: str, marks: Turns) -> Turns:
    """Offsets in the text as it stands in the file -> offsets in the cleaned text."""
    return tuple((len(clean(raw[:at])), page) for at, page in marks)


def _legacy_choice(char: etree._Element) -> str | None:
    """What a legacy drop-down field shows, if something was chosen."""
    choices = char.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return None
    chosen = choices.find(W + "result")
    entries = [item.get(VAL) or "" for item in choices.iterchildren(W + "listEntry")]
    index = number(chosen.get(VAL)) if chosen is not None else 0
    return entries[index] if 0 < index < len(entries) else None


_STYLE_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px)?", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "px": 0.75, "": 0.75}


def _picture(holder: etree._Element | None) -> Picture:
    if holder is None:
        return Picture(0.0)
    if holder.tag in _EXTENTS:
        extent = holder.find(WP + "extent")
        if extent is None:
            return Picture(0.0)
        width, height = number(extent.get("cx")) / EMU_PER_POINT, number(extent.get("cy")) / EMU_PER_POINT
        return Picture(width * height, behind=holder.get("behindDoc") in ("1", "true"))
    sizes = {
        name.lower(): float(value) * _POINTS[(unit or "").lower()]
        for name, value, unit in _STYLE_LENGTH.findall(holder.get("style") or "")
    }
    return Picture(sizes.get("width", 0.0) * sizes.get("height", 0.0))
