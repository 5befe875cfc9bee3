"""A table of a PDF page before it is blocks: its rows and cells, with the lines of text in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from .lines import Box, Line, same_row
from .table_settings import TABLES
from .table_texts import is_code

Span = tuple[float, float]


class Words(Protocol):
    """What knows the words of a line, and the pieces in which a word was drawn."""

    def words(self, line: Line) -> list[Line]: ...

    def pieces(self, line: Line) -> list[Line]: ...


@dataclass(slots=True)
class TableCell:
    """lines: the text in it, from top to bottom; merged: it continues the cell above."""

    column: int
    span: int
    lines: list[Line] = field(default_factory=list)
    merged: bool = False
    left: float = 0.0
    right: float = 0.0


@dataclass(slots=True)
class TableRow:
    cells: list[TableCell]
    top: float
    bottom: float
    inner: list[Table] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for cell in self.cells for line in cell.lines]

    @property
    def key(self) -> tuple[tuple[int, str], ...]:
        return tuple((cell.column, " ".join(line.text for line in cell.lines)) for cell in self.cells)

    @property
    def holds_codes(self) -> bool:
        """Several cells are codes: the table is turned, its first row is no mere heading."""
        return sum(is_code(line.text) for line in self.lines) >= 2

    @property
    def bold(self) -> bool:
        lines = self.lines
        return bool(lines) and all(line.bold and line.end_bold for line in lines)


@dataclass(slots=True)
class Table:
    """number: 1-based in the document, once known; continued: it goes on from the page before."""

    page: int
    turn: int
    xs: list[float]
    rows: list[TableRow]
    number: int = 0
    header_rows: int = 0
    doubtful: bool = False  # only one column has text: a part of a table, or a frame
    channels: list[Span] = field(default_factory=list)  # the gaps between its columns, if it has no ruling lines
    centred: bool = False  # keys stand in the middle of their rows' height

    @property
    def box(self) -> Box:
        if not self.rows:  # all of them belong to the table's part before
            return self.xs[0], 0.0, self.xs[-1], 0.0
        return self.xs[0], self.rows[-1].bottom, self.xs[-1], self.rows[0].top


def holder_of(table: Table) -> Line:
    """The line in whose place a table stands among the lines of its page."""
    left, _, right, top = table.box
    holder = Line("", left, right, top - 1, 1.0, False, "", 0, table.page, table.turn)
    holder.rows = table
    return holder


def rows_of_text(lines: list[Line]) -> list[Line]:
    """The lines of a cell from top to bottom, pieces on one baseline put together."""
    if len(lines) < 2:
        return lines
    joined: list[Line] = []
    for row in same_row(sorted(lines, key=lambda line: -line.y)):
        line = row[0]
        for piece in row[1:]:
            line.text += ("" if piece.x0 - line.x1 < TABLES.pieces_apart * line.size else " ") + piece.text
            line.x1, line.hyphen, line.end_bold = max(line.x1, piece.x1), piece.hyphen, piece.end_bold
        joined.append(line)
    return joined
