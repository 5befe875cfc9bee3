"""Which text stands in which cell of a grid, and the rows that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from .grids import Area, Grid
from .lines import Line
from .settings import GEOMETRY
from .table import Table, TableCell, TableRow, Words, rows_of_text
from .table_settings import TABLES, UNSETTLED

_FIGURE = re.compile(r"^[-–—+±<>≤≥~(]?\s?[\d.,\s]*\d[\d.,\s]*\s?(?:%|\)|[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+)*$|^[-–—.…*]+$|^n/?a$", re.I)


def by_cell(line: Line, grid: Grid, text: Words) -> list[tuple[Line, Area | None]]:
    """A line in the cell where it stands; one that runs over several cells is cut into words."""
    middle = line.middle
    first = grid.at(line.inner_left, middle)
    last = grid.at(line.inner_right, middle)
    if first is not None and first is last:
        return [(line, first)]
    pieces: list[tuple[Line, Area | None]] = []
    current: Line | None = None
    where: Area | None = None
    for word in _unglued(line, grid, middle, text):
        area = grid.at((word.x0 + min(word.x0 + GEOMETRY.letter * word.size, word.x1)) / 2, middle)
        if current is not None and area is where:
            current.text = f"{current.text} {word.text}"
            current.x1, current.hyphen = word.x1, word.hyphen
        else:
            current, where = word, area
            pieces.append((word, area))
    return pieces


def _unglued(line: Line, grid: Grid, middle: float, text: Words) -> Iterator[Line]:
    """The words of a line; two that touch across a wall between cells are two."""
    for word in text.words(line):
        first = grid.at(word.inner_left, middle)
        last = grid.at(word.x1 - GEOMETRY.last * word.size, middle)
        if first is last or len(word.text) < TABLES.glued:
            yield word
        else:
            yield from text.pieces(word)


def words_across(line: Line, grid: Grid, text: Words) -> bool:
    """Whether a wall of a grid goes through a word of the line."""
    middle = line.middle
    first, last = grid.at(line.inner_left, middle), grid.at(line.x1 - GEOMETRY.last * line.size, middle)
    if first is last and first is not None:
        return False
    for word in text.words(line):
        near = UNSETTLED.word * word.size
        if grid.at(word.x0 + near, middle) is not grid.at(max(word.x1 - near, word.x0 + near), middle):
            return True
    return False


def table_of(grid: Grid, lines: list[tuple[Line, Area | None]]) -> Table | None:
    """Rows of cells; None if it is no table (a frame, a chart)."""
    texts: dict[int, list[Line]] = {}
    for line, area in lines:
        texts.setdefault(id(area), []).append(line)
    filled = [area for area in grid.areas if id(area) in texts]
    if not filled:
        return None
    if _is_chart(len(grid.areas), len(filled), len({area.column for area in filled})):
        return None
    rows: list[TableRow] = []
    for r in range(len(grid.ys) - 1):
        cells: list[TableCell] = []
        c = 0
        while c < len(grid.xs) - 1:
            area = grid.cells[r][c]
            merged = area.row < r
            cell = TableCell(area.column, area.columns, [], merged)
            cell.left, cell.right = grid.xs[area.column], grid.xs[area.column + area.columns]
            if not merged:
                some = texts.get(id(area), [])
                cell.lines = rows_of_text(some)
            cells.append(cell)
            c = area.column + area.columns
        rows.append(TableRow(cells, grid.ys[r], grid.ys[r + 1]))
    rows = [part for row in rows for part in _by_baseline(row)]
    page, turn = (lines[0][0].page, lines[0][0].turn) if lines else (0, 0)
    doubtful = len({area.column for area in filled}) < 2 and len(filled) < len(grid.areas)
    return Table(page, turn, grid.xs, rows, doubtful=doubtful)


def _is_chart(cells: int, filled: int, columns: int) -> bool:
    """Too few of a grid's cells hold text. columns: that hold some."""
    if cells > TABLES.few_cells and filled < TABLES.filled * cells and columns < TABLES.filled_columns:
        return True
    return cells > TABLES.many_cells and filled < TABLES.filled_of_many * cells


def _by_baseline(row: TableRow) -> list[TableRow]:
    """A row that holds several rows of figures, between which no rules are drawn, as those rows.

    On every baseline something stands beside the first column's text, and most other columns hold figures alone. Words
    are wrapped in all columns of one row too: they tell nothing.
    """
    keys = row.cells[0].lines
    others = [cell for cell in row.cells[1:] if cell.lines]
    figures = [cell for cell in others if all(_FIGURE.match(line.text) for line in cell.lines)]
    if (
        len(keys) < TABLES.figure_columns
        or row.inner
        or len(figures) < TABLES.figure_columns
        or 2 * len(figures) < len(others)
    ):
        return [row]
    if any(key.text[:1].islower() for key in keys) or not all(2 * len(cell.lines) >= len(keys) for cell in figures):
        return [row]
    parts = [TableRow([replace(cell, lines=[]) for cell in row.cells], row.top, row.bottom) for _ in keys]
    for column, cell in enumerate(row.cells):
        for line in cell.lines:
            at = next((i for i, key in enumerate(keys) if abs(key.y - line.y) < TABLES.same_baseline * key.size), None)
            if at is None:
                return [row]
            parts[at].cells[column].lines.append(line)
    if not all(any(cell.lines for cell in part.cells[1:]) for part in parts):
        return [row]
    for above, below in pairwise(parts):
        above.bottom = below.top = max(line.top for line in below.lines) + TABLES.above_row
    return parts
