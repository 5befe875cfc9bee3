"""Tables within ruling lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .cells import by_cell, table_of
from .grids import Area, Grid, grids
from .lines import Box, Line
from .rulings import Drawn
from .table import Table, Words
from .table_settings import TABLES
from .table_texts import is_code
from .walls import with_missing_walls


class Ruled(NamedTuple):
    """Tables within ruling lines, the lines that lie in none, rules that belong to none, and frames of one column."""

    tables: list[Table]
    outside: list[Line]
    rules: list[Box]
    frames: list[Grid]


def ruled_tables(drawn: Drawn, lines: list[Line], text: Words) -> Ruled:
    """What ruling lines make of a page."""
    found, alone = grids(drawn.across, drawn.down)
    frames = [grid for grid in found if len(grid.xs) == 2]
    for grid in frames:
        if len(grid.ys) > 2:
            _open_boxes(grid, lines)
    found = [grid for grid in found if len(grid.xs) > 2]
    if not found:
        return Ruled([], lines, alone, frames)
    found.sort(key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[0] - grid.ys[-1]))
    inside, outside = _placed(found, lines, text)
    tables: list[tuple[Grid, Table]] = []
    for grid, some in zip(found, inside, strict=True):
        table = table_of(grid, with_missing_walls(grid, some, text))
        if table is None:
            outside += [line for line, _ in some]
            continue
        tables.append((grid, table))
    top_level = [part for table in _nested(tables) for part in _parted(table)]
    top_level.sort(key=lambda table: -table.rows[0].top)
    return Ruled(top_level, outside, alone, frames)


def _placed(
    found: list[Grid], lines: list[Line], text: Words
) -> tuple[list[list[tuple[Line, Area | None]]], list[Line]]:
    """The lines in the cells of each grid, and those that lie in none."""
    inside: list[list[tuple[Line, Area | None]]] = [[] for _ in found]
    outside: list[Line] = []
    for line in lines:
        middle = line.middle
        for number, grid in enumerate(found):
            left, bottom, right, top = grid.box
            if bottom <= middle <= top and line.x0 < right and line.x1 > left:
                for piece, area in by_cell(line, grid, text):
                    if area is not None:
                        inside[number].append((piece, area))
                    else:
                        outside.append(piece)
                break
        else:
            outside.append(line)
    return inside, outside


def _nested(tables: list[tuple[Grid, Table]]) -> Iterator[Table]:
    """Tables, the smallest first, those inside another one given to its row; gives the rest."""
    for number, (grid, table) in enumerate(tables):
        holder = _holder(grid, [other for other, _ in tables[number + 1 :]])
        if holder is None:
            yield table
        else:
            _nest(table, tables[number + 1 + holder][1])


def _holder(grid: Grid, others: list[Grid]) -> int | None:
    """Index of the smallest larger grid in one of whose cells this one lies."""
    near = TABLES.holder
    left, bottom, right, top = grid.box
    for number, other in enumerate(others):
        box = other.box
        if left >= box[0] - near and right <= box[2] + near and bottom >= box[1] - near and top <= box[3] + near:
            return number
    return None


def _nest(table: Table, outer: Table) -> None:
    top = table.rows[0].top - 1
    for row in outer.rows:
        if row.bottom <= top <= row.top:
            row.inner.append(table)
            return
    outer.rows[-1].inner.append(table)


def _parted(table: Table) -> Iterator[Table]:
    """Tables that touch: a heading row stands below other rows, and no wall goes on over its upper edge."""
    sides = {table.xs[0], table.xs[-1]}
    walls = [{x for cell in row.cells for x in (cell.left, cell.right)} - sides for row in table.rows]
    for k in range(2, len(table.rows) - 1):
        heading = table.rows[k]
        if (
            heading.bold
            and not table.rows[k - 1].bold
            and not table.rows[k + 1].bold
            and len(heading.cells) > 2
            and all(cell.lines for cell in heading.cells)
            and not any(is_code(line.text) for line in heading.lines)
            and walls[k] == walls[k + 1]
            and len(walls[k - 1]) > 1
            and walls[k - 1] == walls[k - 2]
            and not set[float]().union(*walls[:k]) & set[float]().union(*walls[k:])
        ):
            for rows, inner in ((table.rows[:k], walls[:k]), (table.rows[k:], walls[k:])):
                xs = sorted({table.xs[0], table.xs[-1], *set[float]().union(*inner)})
                for cell in (cell for row in rows for cell in row.cells):
                    cell.column = xs.index(cell.left)
                    cell.span = xs.index(cell.right) - cell.column
                yield from _parted(Table(table.page, table.turn, xs, rows))
            return
    yield table


def _open_boxes(grid: Grid, lines: list[Line]) -> None:
    """Boxes in one column are no table, but each begins a paragraph."""
    tops: dict[int, Line] = {}
    for line in lines:
        area = grid.at(line.inner_left, line.middle)
        if area is not None and (area.row not in tops or tops[area.row].y < line.y):
            tops[area.row] = line
    for line in tops.values():
        line.opens = True
