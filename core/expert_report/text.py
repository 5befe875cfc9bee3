"""A filled report's text as it stands: paragraphs with their place, unaccepted revisions, comments.

core/expert_report/fields.py reads what the fields hold; this says where that is, and what stands outside of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ..reading.word.annotations import Comment, Revision
from ..reading.word.draft import Paragraph
from ..reading.word.form import Form, Items, paragraphs_of
from ..reading.word.our_comments import OUR_AUTHOR as OUR_AUTHOR
from ..reading.word.tables import ReadCell
from ..reading.word.xml import P
from .fields import without_hints
from .looks import NO_LOOK, Piece, fill_of, look_of


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


@dataclass
class Text:
    """paras: of the main text, text boxes left out; position: of a paragraph's element in it; revisions, comments:
    each with the position of its paragraph."""

    paras: list[Para] = field(default_factory=list)
    revisions: list[tuple[Revision, int]] = field(default_factory=list)
    comments: list[tuple[Comment, int]] = field(default_factory=list)
    position: dict[Any, int] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        """What crosses to another process: all but the XML, which `read_text` gives again."""
        paras = [replace(para, element=None) for para in self.paras]
        revisions = [(one._replace(at=None), para) for one, para in self.revisions]
        return Text, (paras, revisions, [(one._replace(at=None), para) for one, para in self.comments])

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


class _Cell(NamedTuple):
    """Where a paragraph stands in a table; fill: the colour behind it."""

    table: int = 0
    row: int = 0
    column: int = 0
    header: bool = False
    fill: str = ""


def text_of(form: Form) -> Text:
    text = Text()
    for para, cell in _placed(form.items):
        here = len(text.paras)
        text.position.update(dict.fromkeys(para.elements, here))
        text.paras.append(_para(para, here + 1, cell))
    text.revisions = [(one, text.position.get(one.at, 0)) for one in form.revisions]
    text.comments = [(one, text.position[one.at]) for one in form.comments if one.at in text.position]
    return text


def _placed(items: Items) -> Iterator[tuple[Paragraph, _Cell]]:
    table = 0
    for item in items:
        if isinstance(item, Paragraph):
            yield item, _Cell()
            continue
        table += 1
        for number, row in enumerate(item.rows):
            for cell in row.cells:
                place = _Cell(table, number, cell.column, row.header, _fill(cell))
                for para in paragraphs_of(cell.items):
                    yield para, place


def _fill(cell: ReadCell) -> str:
    return "" if cell.shade is None else fill_of(cell.shade)


def _para(para: Paragraph, number: int, cell: _Cell) -> Para:
    text, prompt = without_hints(para.text)
    pieces = tuple(Piece(one.text, look_of(one.by) | ({"bold"} if one.bold else NO_LOOK)) for one in para.shows)
    return Para(
        number, para.elements[0], text, para.level, para.contents, bool(text) and para.bold, cell.table, cell.row,
        cell.column, cell.header, prompt, pieces, para.drawn, cell.fill,
    )  # fmt: skip
