"""Walls between cells that nobody drew: the heading row shows where they stand."""

from __future__ import annotations

from bisect import bisect_right

from .grids import Area, Grid
from .lines import Line
from .table import Words
from .table_settings import TABLES


def with_missing_walls(
    grid: Grid, lines: list[tuple[Line, Area | None]], text: Words
) -> list[tuple[Line, Area | None]]:
    """Lines in the cells of rows between whose columns no walls are drawn: the heading row shows where they stand.

    So it is where most rows are one wide cell that holds pieces far apart, each below its heading. The grid gets those
    cells; a row across all columns keeps its one.
    """
    pieces = _in_wide_cells(lines)
    spread = {area: spans for area, some in pieces.items() if len(spans := _spans(grid, area, some)) > 1}
    if len(spread) < TABLES.unwalled or 2 * len(spread) < len(grid.ys) - 1:
        return lines
    if not any(len({id(area) for area in row}) == len(row) for row in grid.cells[: TABLES.heading_rows]):
        return lines
    cut = [piece for line, area in lines for piece in _in_columns(grid, area, line, text)] if spread else lines
    for area, some in _in_wide_cells(cut).items():
        spans = _spans(grid, area, some)
        if len(spans) < 2:
            continue
        free = set(range(area.column, area.column + area.columns))
        for first, last in spans:
            free -= set(range(first, last + 1))
        made = [Area(area.row, first, 1, last - first + 1) for first, last in [*spans, *((c, c) for c in free)]]
        grid.areas.remove(area)
        grid.areas += made
        for one in made:
            grid.cells[one.row][one.column : one.column + one.columns] = [one] * one.columns
    return [(line, area and grid.at(line.inner_left, line.middle)) for line, area in cut]


def _in_wide_cells(lines: list[tuple[Line, Area | None]]) -> dict[Area, list[Line]]:
    """The lines in cells over several columns of one row."""
    pieces: dict[Area, list[Line]] = {}
    for line, area in lines:
        if area is not None and area.rows == 1 and area.columns > 1:
            pieces.setdefault(area, []).append(line)
    return pieces


def _in_columns(grid: Grid, area: Area | None, line: Line, text: Words) -> list[tuple[Line, Area | None]]:
    """A line over several columns cut where they end, if each of its words stands in one."""
    if area is None or area.rows > 1 or area.columns < 2 or len(_spans(grid, area, [line])) > 1:
        return [(line, area)]
    first, last = _spans(grid, area, [line])[0]
    if first == last:
        return [(line, area)]
    found: list[tuple[Line, Area | None]] = []
    before: tuple[int, int] | None = None
    for word in text.words(line):
        span = _spans(grid, area, [word])[0]
        if span[0] != span[1]:
            return [(line, area)]
        if span == before:
            piece = found[-1][0]
            piece.text, piece.x1, piece.hyphen = f"{piece.text} {word.text}", word.x1, word.hyphen
        else:
            found.append((word, area))
        before = span
    return found


def _spans(grid: Grid, area: Area, lines: list[Line]) -> list[tuple[int, int]]:
    """The columns below which the pieces of a row stand; those that share a column are one span."""
    found: list[tuple[int, int]] = []
    for line in sorted(lines, key=lambda line: line.x0):
        first, last = (
            min(max(bisect_right(grid.xs, x) - 1, area.column), area.column + area.columns - 1)
            for x in (line.inner_left, line.inner_right)
        )
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
