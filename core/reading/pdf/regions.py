"""Where a page's rulings and grounds suggest a table that its grids do not settle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..tongues import any_of
from .lines import Box, Line
from .plumber import distinct
from .rulings import Drawn
from .table import Table, TableRow
from .table_settings import UNSETTLED
from .table_texts import is_code

# several codes of one cell: a range, a list
_JOINS = re.compile(rf"^[-–—]$|[-–—,;]$|(?:^|\s){any_of('joins_codes')}$")


@dataclass(slots=True)
class Region:
    """A part of a page where a table is suggested; levels: heights of its rules, from top to bottom.

    walls: there are lines between the columns; sure: the drawing alone says that it is a table (bands, closed dashes).
    """

    box: Box
    levels: list[float] = field(default_factory=list)
    walls: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    """A rule, or the edge of a coloured band. walls: there are gaps between the columns; sure: as in a region."""

    x0: float
    x1: float
    y: float
    walls: bool = False
    sure: bool = False

    def lies_in(self, box: Box) -> bool:
        near = UNSETTLED.settled
        return box[0] - near < self.x0 and self.x1 < box[2] + near and box[1] - near < self.y < box[3] + near


def regions(drawn: Drawn, tables: list[Table], lines: list[Line]) -> list[Region]:
    """Regions with rulings or grounds that suggest a table, and in which no settled table stands."""
    if not (tables or drawn.across or drawn.specks or drawn.fills):
        return []
    if len(drawn.across) + len(drawn.down) + len(drawn.specks) > UNSETTLED.most_drawn:
        return []
    found = [Region(table.box, walls=True, sure=True) for table in tables if several_keys(table.rows)]
    settled = [table.box for table in tables if not any(region.box == table.box for region in found)]
    if not lines or not (drawn.across or drawn.specks or drawn.fills):
        return found
    long = max(UNSETTLED.shortest, UNSETTLED.long * (max(line.x1 for line in lines) - min(line.x0 for line in lines)))
    walls = [*drawn.down, *((x, low, x, high) for x, low, high in _dashed(drawn.down, drawn.specks, upright=True))]
    dashed = _dashed(drawn.across, drawn.specks, upright=False)
    levels = [_Level(x0, x1, y, sure=bool(walls)) for y, x0, x1 in dashed]
    levels += [_Level(x0, x1, (y0 + y1) / 2) for x0, y0, x1, y1 in drawn.across]
    for band, parts in _bands(drawn.fills):
        levels += [_Level(band[0], band[2], y, parts > 1, True) for y in (band[1], band[3])]
    levels = [
        level for level in levels if level.x1 - level.x0 > long and not any(level.lies_in(box) for box in settled)
    ]
    for stack in _stacks(levels):
        for part in _unbroken(stack, lines):
            x0, x1 = part[0].x0, part[0].x1
            heights = distinct([level.y for level in part])[::-1]
            box = (x0, heights[-1], x1, heights[0])
            between = any(_between_columns(wall, box) for wall in walls) or any(level.walls for level in part)
            found.append(Region(box, heights, between, any(level.sure for level in part)))
    return found


def _between_columns(wall: Box, region: Box) -> bool:
    """A wall goes up inside a region, off its edges."""
    left, bottom, right, top = region
    off = UNSETTLED.between
    return wall[0] > left + off and wall[2] < right - off and wall[1] < top and wall[3] > bottom


def several_keys(rows: list[TableRow]) -> bool:
    """Most codes stand under one another in one row, each beside text of its own: rules between rows are missing."""
    alone = together = 0
    for row in rows:
        texts = [line.text for line in row.cells[0].lines]
        keys = [line for line in row.cells[0].lines if is_code(line.text)]
        others = [line.y for cell in row.cells[1:] for line in cell.lines]
        beside = all(any(abs(key.y - y) < UNSETTLED.same_baseline * key.size for y in others) for key in keys)
        if len(keys) >= 2 and beside and not any(_JOINS.search(text) for text in texts):
            together += len(keys)
        else:
            alone += bool(keys)
    return together > alone


def _dashed(boxes: list[Box], specks: list[Box], *, upright: bool) -> list[tuple[float, float, float]]:
    """Lines of dashes or dots: where they stand, and from where to where they reach."""
    if len(boxes) + len(specks) < UNSETTLED.dashes:
        return []
    short = [*specks, *(b for b in boxes if max(b[2] - b[0], b[3] - b[1]) < UNSETTLED.dash)]
    pieces = sorted(
        (
            round((b[0] + b[2]) / 2 if upright else (b[1] + b[3]) / 2),
            b[1] if upright else b[0],
            b[3] if upright else b[2],
        )
        for b in short
    )
    found: list[tuple[float, float, float]] = []
    run: list[tuple[float, float, float]] = []

    def close() -> None:
        if len(run) >= UNSETTLED.dashes and run[-1][2] - run[0][1] > UNSETTLED.dashed:
            found.append((run[0][0], run[0][1], max(piece[2] for piece in run)))

    for piece in pieces:
        if run and (piece[0] != run[-1][0] or piece[1] - run[-1][2] > UNSETTLED.between_dashes):
            close()
            run = []
        run.append(piece)
    close()
    return found


def _bands(fills: list[Box]) -> list[tuple[Box, int]]:
    """Coloured grounds as high as some lines of text, those side by side together; and how many each was made of."""
    found: list[tuple[Box, int]] = []
    least, most = UNSETTLED.band
    low = [box for box in fills if least < box[3] - box[1] < most and box[2] - box[0] > UNSETTLED.band_width]
    for box in sorted(low, key=lambda box: (-round(box[3]), box[0])):
        if found:
            last, parts = found[-1]
            level = max(abs(last[3] - box[3]), abs(last[1] - box[1])) < UNSETTLED.same_band
            if level and -1 < box[0] - last[2] < UNSETTLED.bands_apart:
                found[-1] = ((last[0], last[1], box[2], last[3]), parts + 1)
                continue
        found.append((box, 1))
    return found


def _stacks(levels: list[_Level]) -> list[list[_Level]]:
    """Rules that begin and end at the same x."""
    found: list[list[_Level]] = []
    for level in sorted(levels, key=lambda level: -level.y):
        for stack in found:
            if (
                abs(stack[0].x0 - level.x0) < UNSETTLED.stacked_left
                and abs(stack[0].x1 - level.x1) < UNSETTLED.stacked_right
            ):
                stack.append(level)
                break
        else:
            found.append([level])
    return [stack for stack in found if len(stack) > 1]


def _unbroken(stack: list[_Level], lines: list[Line]) -> Iterator[list[_Level]]:
    """A stack without the stretches where running text goes across: two tables, or rules under headings."""
    left, right = stack[0].x0, stack[0].x1
    width = right - left
    begin, end = left + UNSETTLED.prose_from * width, left + UNSETTLED.prose_to * width
    prose = [line.y for line in lines if line.x0 < begin and line.x1 > end]
    part = [stack[0]]
    for level in stack[1:]:
        if any(level.y < y < part[-1].y for y in prose):
            if len(part) > 1:
                yield part
            part = []
        part.append(level)
    if len(part) > 1:
        yield part
