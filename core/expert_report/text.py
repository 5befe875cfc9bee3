"""A filled report's text as it stands: paragraphs with their place, unaccepted revisions, comments.

core/expert_report/fields.py reads what the fields hold; this says where that is, and what stands outside of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from ..reading.word.controls import branch
from ..reading.word.package import Package
from ..reading.word.styles import Styles
from ..reading.word.symbols import symbol
from ..reading.word.xml import (  # fmt: skip
    ALTERNATE,
    BODY,
    DELETED,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    PPR,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TEXT,
    TR,
    VAL,
    M,
    P,
    W,
    on,
)
from ..words.text import clean
from .fields import without_hints
from .looks import NO_LOOK, Piece, control_box, fill_of, form_box, glyphs, look_of

_THROUGH = frozenset(
    {*(W + name for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo", "fldSimple")), INSERTED, MOVED_TO}
)
_GONE = frozenset({DELETED, MOVED_FROM})
_REVISIONS: Mapping[str, str] = {
    DELETED: "deleted",
    MOVED_FROM: "moved",
    INSERTED: "inserted",
    MOVED_TO: "moved",
    W + "cellIns": "inserted",
    W + "cellDel": "deleted",
    W + "rPrChange": "formatted",
    W + "pPrChange": "formatted",
    W + "tblPrChange": "formatted",
    W + "trPrChange": "formatted",
    W + "tcPrChange": "formatted",
    W + "sectPrChange": "formatted",
}
_DRAWN = frozenset({W + "drawing", W + "pict", W + "object"})
_CHARACTERS: Mapping[str, str] = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
}  # fmt: skip
_DEEPEST = 200  # elements in each other: more is no report, and libxml2 itself ends at 256
OUR_AUTHOR = "Sapa"  # of comments that --annotate wrote


@dataclass(slots=True)
class Para:
    """A paragraph as shown, without the skeleton's hints.

    number  1-based among the paragraphs of the main text; element: its w:p
    level   heading rank, 0 for none; contents: entry of a table of contents; bold: all of its text is
    table   1-based number of its table, 0 for none; row, column: 0-based in it; nested tables are text of their cell
    prompt  a hint stood in it
    pieces  the text as it is set, hints included; drawn: a picture, shape or object stands in it
    fill    colour of its cell, "" for none
    """

    number: int
    element: Any
    text: str = ""
    level: int = 0
    contents: bool = False
    bold: bool = False
    table: int = 0
    row: int = 0
    column: int = 0
    header: bool = False
    prompt: bool = False
    pieces: tuple[Piece, ...] = ()
    drawn: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """kind: inserted, deleted, moved or formatted; para: position in Text.paras."""

    kind: str
    author: str
    para: int


@dataclass(frozen=True, slots=True)
class Comment:
    id: str
    author: str
    text: str
    para: int


@dataclass
class Text:
    """paras: of the main text, text boxes left out; position: of a paragraph's element in it."""

    paras: list[Para] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    position: dict[Any, int] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        """What crosses to another process: all but the XML, which `read_text` gives again."""
        paras = [replace(para, element=None) for para in self.paras]
        return Text, (paras, self.revisions, self.comments)

    def at(self, element: Any) -> int | None:
        """Position of the paragraph that holds an element, or of the first one inside or behind it."""
        for one in (element, *element.iterancestors(P)):
            if one in self.position:
                return self.position[one]
        for one in element.iter(P):
            if one in self.position:
                return self.position[one]
        for one in element.itersiblings():
            for inner in one.iter(P):
                if inner in self.position:
                    return self.position[inner]
        return None

    def span(self, element: Any) -> tuple[int, int] | None:
        """Positions of the first and the last paragraph of an element."""
        first = self.at(element)
        if first is None:
            return None
        inside = [self.position[one] for one in element.iter(P) if one in self.position]
        return first, max(inside, default=first)

    def rows(self, table: int) -> list[list[list[Para]]]:
        """Rows of a table, each its cells, each its paragraphs."""
        rows: dict[int, dict[int, list[Para]]] = {}
        for para in self.paras:
            if para.table == table:
                rows.setdefault(para.row, {}).setdefault(para.column, []).append(para)
        return [list(cells.values()) for cells in rows.values()]


def read_text(root: etree._Element, package: Package | None) -> Text:
    """root: of the main part; package: for styles and comments."""
    styles = comments = None
    if package is not None and package.main is not None:
        named = package.related(package.main, "styles")
        styles = None if named is None else package.tree(named)
        named = package.related(package.main, "comments")
        comments = None if named is None else package.tree(named)
    walk = _Walk(Styles(styles))
    body = root.find(BODY)
    walk.blocks(root if body is None else body, 0)
    walk.text.comments = list(_comments(comments, walk.noted))
    return walk.text


def _comments(tree: etree._Element | None, noted: Mapping[str, int]) -> Iterator[Comment]:
    for item in () if tree is None else tree.iter(W + "comment"):
        id = item.get(W + "id") or ""
        text = clean(" ".join(piece.text or "" for piece in item.iter(TEXT)))
        if id in noted:  # what nothing refers to is not shown
            yield Comment(id, clean(item.get(W + "author") or ""), text, noted[id])


class _Walk:
    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.text = Text()
        self.noted: dict[str, int] = {}
        self._tables = 0
        self._cell: tuple[int, int, int, bool, str] | None = None  # table, row, column, header row, fill
        self._pieces: list[Piece] = []
        self._bold = True
        self._drawn = False

    def blocks(self, parent: etree._Element, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == TBL:
                self._table(child, depth + 1)
            elif tag == SDT:
                for content in child.iterchildren(SDT_CONTENT):
                    self.blocks(content, depth + 1)
            elif tag == ALTERNATE:
                if (chosen := branch(child)) is not None:
                    self.blocks(chosen, depth + 1)
            elif tag in _GONE:
                self._revised(child)
            elif tag in _THROUGH:
                self._revised(child)
                self.blocks(child, depth + 1)
            elif tag == W + "sectPr":
                for inner in child:
                    self._revised(inner)

    def _table(self, table: etree._Element, depth: int) -> None:
        outer = self._cell
        if outer is None:
            self._tables += 1
        row = -1
        for line in _unwrapped(table, TR, depth):
            properties = line.find(W + "trPr")
            gone = header = False
            for item in () if properties is None else properties:
                self._revised(item)
                gone = gone or item.tag == DELETED
                header = header or (item.tag == W + "tblHeader" and on(item))
            if gone:
                continue
            row += 1
            column = 0
            for cell in _unwrapped(line, TC, depth):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                if outer is None:
                    shading = cell.find(f"{W}tcPr/{W}shd")
                    fill = "" if shading is None else fill_of(shading)
                    self._cell = (self._tables, row, column, header, fill)
                for item in cell.iterchildren(W + "tcPr"):
                    for inner in item:
                        self._revised(inner)
                self.blocks(cell, depth + 1)
                wide = span.get(VAL) or "" if span is not None else ""
                column += int(wide) if wide.isdigit() and 0 < len(wide) < 4 else 1
        self._cell = outer

    def _paragraph(self, element: etree._Element) -> None:
        text = self.text
        self._pieces, self._bold, self._drawn = [], True, False
        here = len(text.paras)
        para = Para(here + 1, element)
        text.paras.append(para)
        text.position[element] = here
        properties = element.find(PPR)
        id, outline = None, None
        for item in () if properties is None else properties:
            if item.tag == W + "pStyle":
                id = item.get(VAL)
            elif item.tag == W + "outlineLvl":
                outline = item.get(VAL)
            elif item.tag == RPR:
                for inner in item:
                    self._revised(inner)
            self._revised(item)
        style = self.styles.paragraph(id)
        para.level = style.level if style.level < 10 else 0
        if outline is not None and outline.isdigit():
            para.level = int(outline[:2]) + 1 if int(outline[:2]) < 9 else 0
        para.contents = style.contents
        self._inline(element, style.bold, 0)
        para.text, para.prompt = without_hints(clean("".join(piece.text for piece in self._pieces)))
        para.pieces, para.drawn = tuple(self._pieces), self._drawn
        para.bold = bool(para.text) and self._bold
        if self._cell is not None:
            para.table, para.row, para.column, para.header, para.fill = self._cell

    def _inline(self, parent: etree._Element, bold: bool, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child, bold)
            elif tag == SDT and (box := control_box(child)) is not None:
                self._pieces.append(Piece(box, NO_LOOK))
            elif tag == SDT:
                for content in child.iterchildren(SDT_CONTENT):
                    self._inline(content, bold, depth + 1)
            elif tag in _GONE:
                self._revised(child)
            elif tag in _THROUGH:
                self._revised(child)
                self._inline(child, bold, depth + 1)
            elif tag == ALTERNATE:
                if (chosen := branch(child)) is not None:
                    self._inline(chosen, bold, depth + 1)
            elif tag in (M + "oMath", M + "oMathPara"):
                self._pieces += [Piece(piece.text or "", NO_LOOK) for piece in child.iter(M + "t")]
            elif tag == W + "commentRangeStart":
                self.noted.setdefault(child.get(W + "id") or "", len(self.text.paras) - 1)

    def _run(self, run: etree._Element, bold: bool) -> None:
        hidden, bold = self._formats(run, bold)
        look = look_of(run) | ({"bold"} if bold else NO_LOOK)
        for item in run:
            tag = str(item.tag)
            if tag == W + "commentReference":
                self.noted.setdefault(item.get(W + "id") or "", len(self.text.paras) - 1)
            elif not hidden and tag in _DRAWN:
                self._drawn = True
            elif not hidden and (text := _shown(item, tag, run)):
                self._pieces.append(Piece(text, look))
                if text.strip():
                    self._bold = self._bold and bold

    def _formats(self, run: etree._Element, bold: bool) -> tuple[bool, bool]:
        """(hidden, bold) of a run; bold: of its paragraph."""
        hidden = False
        properties = run.find(RPR)
        for item in () if properties is None else properties:
            self._revised(item)
            if item.tag == W + "b":
                bold = on(item)
            elif item.tag == W + "vanish":
                hidden = on(item)
            elif item.tag == W + "rStyle":
                bold = bold or self.styles.run(item.get(VAL) or "").bold
        return hidden, bold

    def _revised(self, element: etree._Element) -> None:
        kind = _REVISIONS.get(str(element.tag))
        if kind is not None:
            author = clean(element.get(W + "author") or "")
            self.text.revisions.append(Revision(kind, author, max(len(self.text.paras) - 1, 0)))


def _shown(item: etree._Element, tag: str, run: etree._Element) -> str:
    """What a child of a run shows."""
    if tag == TEXT:
        return glyphs(item.text or "", run)
    if tag == W + "sym":
        return symbol(item.get(W + "font"), item.get(W + "char"))
    if tag == W + "fldChar":
        return form_box(item) or ""
    return _CHARACTERS.get(tag, "")


def _unwrapped(parent: etree._Element, wanted: str, depth: int) -> Iterable[etree._Element]:
    """Rows of a table or cells of a row, out of controls and the like."""
    if depth > _DEEPEST:
        return
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag == SDT:
            for content in child.iterchildren(SDT_CONTENT):
                yield from _unwrapped(content, wanted, depth + 1)
        elif child.tag in _THROUGH:
            yield from _unwrapped(child, wanted, depth + 1)
