"""Tables that a page's rulings suggest and do not settle: pdfplumber is asked, about those regions only.

A few horizontal rules, lines of dashes, walls without rules between the rows, coloured bands: our own grid is not
closed there. pdfplumber joins what is drawn with how the words are aligned. What it finds is taken only if no word is
cut, each code has a row of its own and the cells read like a table; otherwise the page stays as it was read without it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ...averages import median
from .furniture import Page
from .grids import Area, Grid
from .lines import Box, Line, same_row, turned
from .rulings import Drawn
from .tables import (
    Span,
    Table,
    TableRow,
    Words,
    by_cell,
    gaps_between,
    is_code,
    narrowed,
    table_of,
    tabular,
    words_across,
)

_NEAR = 3.0  # points
_DASHES = 8  # pieces in a row before they are a line
_BETWEEN_DASHES = 9.0  # points
_SHORTEST = 60.0  # points: a rule that can belong to a table without walls
_MOST_DRAWN = 4000  # rulings on one page: a map or a chart, no table
_MOST_CHARACTERS = 20_000  # of a page that pdfplumber is asked about
_TIGHT = 1.12  # lines of one cell stand at most this much wider than the closest lines do

_JOINS = re.compile(r"^[-–—]$|[-–—,;]$|(?:^|\s)(?:и|and|және|мен)$")  # several codes of one cell: a range, a list

_SETTINGS: dict[str, Any] = {
    "snap_tolerance": 3,
    "join_tolerance": _BETWEEN_DASHES,
    "intersection_tolerance": 5,
    "edge_min_length": 10,
    "edge_min_length_prefilter": 0.3,
}


@dataclass(slots=True)
class Region:
    """A part of a page where a table is suggested; levels: heights of its rules, from top to bottom.

    walls: there are lines between the columns; sure: the drawing alone says that it is a table (bands, closed dashes).
    """

    box: Box
    levels: list[float] = field(default_factory=list)
    walls: bool = False
    sure: bool = False


class Plumber:
    """pdfplumber on one file: started when the first page needs it, closed with the file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._opened: Any = None
        self._broken = False

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _page(self, number: int) -> Any:
        if self._opened is None:
            import logging

            logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells every flaw of a font
            import pdfplumber

            self._opened = pdfplumber.open(io.BytesIO(self._data), raise_unicode_errors=False)
        return self._opened.pages[number - 1]

    def grids(self, number: int, turn: int, region: Box, settings: Iterable[dict[str, Any]]) -> Iterator[list[Grid]]:
        """The grids that pdfplumber finds in a region of a page, once for each of the settings.

        Explicit lines in the settings are in upright coordinates. Files are of anybody's making: whatever goes wrong in
        the other parser, the page is read without it.
        """
        if self._broken:
            return
        page: Any = None
        try:
            page = self._page(number)
            left, top = _origin(page, turn)
            if left is None or top is None:
                return
            crop = _within((region[0] - left, top - region[3], region[2] - left, top - region[1]), page.bbox)
            part = page.crop(crop)
            for some in settings:
                moved = dict(_SETTINGS, **some)
                for name, sign, base in (("vertical", 1, -left), ("horizontal", -1, top)):
                    key = f"explicit_{name}_lines"
                    if key in moved:
                        low, high = (crop[0], crop[2]) if name == "vertical" else (crop[1], crop[3])
                        moved[key] = sorted(min(max(base + sign * at, low), high) for at in moved[key])
                found: list[Grid] = []
                for table in part.find_tables(moved):
                    grid = _grid([(x0 + left, top - y1, x1 + left, top - y0) for x0, y0, x1, y1 in table.cells])
                    if grid is not None:
                        found.append(grid)
                yield found
        except Exception:
            self._broken = self._opened is None
            return
        finally:
            if page is not None:
                page.close()


def _origin(page: Any, turn: int) -> tuple[float | None, float | None]:
    """Upright coordinates of pdfplumber's (0, 0), which counts downwards; None if the page is turned otherwise."""
    if page.rotation % 360 != 90 * turn:
        return None, None
    x0, y0, x1, y1 = (float(edge) for edge in page.bbox)
    if not turn:
        return 0.0, y1 - y0
    if x0 or y0:
        return None, None
    size = (y1, x1) if turn in (1, 3) else (x1, y1)
    left, _, _, top = turned((0.0, 0.0, *size), turn)
    return left, top


def _within(box: Box, page: Sequence[Any]) -> Box:
    return (
        max(box[0], float(page[0])),
        max(box[1], float(page[1])),
        min(box[2], float(page[2])),
        min(box[3], float(page[3])),
    )


def _grid(boxes: list[Box]) -> Grid | None:
    """Cells -> grid; what no cell covers becomes empty cells."""
    xs = _distinct([x for box in boxes for x in (box[0], box[2])])
    ys = _distinct([y for box in boxes for y in (box[1], box[3])])[::-1]
    across, down = len(xs) - 1, len(ys) - 1
    if across < 1 or down < 1 or across * down > 5000:
        return None
    cells: list[list[Area | None]] = [[None] * across for _ in range(down)]
    areas: list[Area] = []
    for x0, y0, x1, y1 in sorted(boxes, key=lambda box: (-box[3], box[0])):
        c, end = _at(xs, x0), _at(xs, x1)
        r, under = _at(ys, y1), _at(ys, y0)
        if end <= c or under <= r or any(cells[i][k] is not None for i in range(r, under) for k in range(c, end)):
            continue
        area = Area(r, c, under - r, end - c)
        areas.append(area)
        for i in range(r, under):
            cells[i][c:end] = [area] * (end - c)
    whole: list[list[Area]] = []
    for r, row in enumerate(cells):
        made: list[Area] = []
        for c, found in enumerate(row):
            if found is None:
                found = Area(r, c, 1, 1)
                areas.append(found)
            made.append(found)
        whole.append(made)
    return Grid(xs, ys, whole, areas)


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 1.5:
            found.append(value)
    return found


def _at(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


# --- where a table is suggested --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Level:
    """A rule, or the edge of a coloured band. walls: there are gaps between the columns; sure: as in a region."""

    x0: float
    x1: float
    y: float
    walls: bool = False
    sure: bool = False

    def lies_in(self, box: Box) -> bool:
        return box[0] - 4 < self.x0 and self.x1 < box[2] + 4 and box[1] - 4 < self.y < box[3] + 4


def regions(drawn: Drawn, tables: list[Table], lines: list[Line]) -> list[Region]:
    """Regions with rulings or grounds that suggest a table, and in which no settled table stands."""
    if not (tables or drawn.across or drawn.specks or drawn.fills):
        return []
    if len(drawn.across) + len(drawn.down) + len(drawn.specks) > _MOST_DRAWN:
        return []
    found = [Region(table.box, walls=True, sure=True) for table in tables if _several_keys(table.rows)]
    settled = [table.box for table in tables if not any(region.box == table.box for region in found)]
    if not lines or not (drawn.across or drawn.specks or drawn.fills):
        return found
    long = max(_SHORTEST, 0.25 * (max(line.x1 for line in lines) - min(line.x0 for line in lines)))
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
            heights = _distinct([level.y for level in part])[::-1]
            between = any(b[0] > x0 + 8 and b[2] < x1 - 8 and b[1] < heights[0] and b[3] > heights[-1] for b in walls)
            between = between or any(level.walls for level in part)
            box = (x0, heights[-1], x1, heights[0])
            found.append(Region(box, heights, between, any(level.sure for level in part)))
    return found


def _several_keys(rows: list[TableRow]) -> bool:
    """Most codes stand under one another in one row, each beside text of its own: rules between rows are missing."""
    alone = together = 0
    for row in rows:
        texts = [line.text for line in row.cells[0].lines]
        keys = [line for line in row.cells[0].lines if is_code(line.text)]
        others = [line.y for cell in row.cells[1:] for line in cell.lines]
        beside = all(any(abs(key.y - y) < 0.35 * key.size for y in others) for key in keys)
        if len(keys) >= 2 and beside and not any(_JOINS.search(text) for text in texts):
            together += len(keys)
        else:
            alone += bool(keys)
    return together > alone


def _dashed(boxes: list[Box], specks: list[Box], *, upright: bool) -> list[tuple[float, float, float]]:
    """Lines of dashes or dots: where they stand, and from where to where they reach."""
    if len(boxes) + len(specks) < _DASHES:
        return []
    short = [*specks, *(b for b in boxes if max(b[2] - b[0], b[3] - b[1]) < 30)]
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
        if len(run) >= _DASHES and run[-1][2] - run[0][1] > 25:
            found.append((run[0][0], run[0][1], max(piece[2] for piece in run)))

    for piece in pieces:
        if run and (piece[0] != run[-1][0] or piece[1] - run[-1][2] > _BETWEEN_DASHES):
            close()
            run = []
        run.append(piece)
    close()
    return found


def _bands(fills: list[Box]) -> list[tuple[Box, int]]:
    """Coloured grounds as high as some lines of text, those side by side together; and how many each was made of."""
    found: list[tuple[Box, int]] = []
    low = [box for box in fills if 8 < box[3] - box[1] < 250 and box[2] - box[0] > 12]
    for box in sorted(low, key=lambda box: (-round(box[3]), box[0])):
        if found:
            last, parts = found[-1]
            if abs(last[3] - box[3]) < 1.5 and abs(last[1] - box[1]) < 1.5 and -1 < box[0] - last[2] < 5:
                found[-1] = ((last[0], last[1], box[2], last[3]), parts + 1)
                continue
        found.append((box, 1))
    return found


def _stacks(levels: list[_Level]) -> list[list[_Level]]:
    """Rules that begin and end at the same x."""
    found: list[list[_Level]] = []
    for level in sorted(levels, key=lambda level: -level.y):
        for stack in found:
            if abs(stack[0].x0 - level.x0) < _NEAR + 1 and abs(stack[0].x1 - level.x1) < 10:
                stack.append(level)
                break
        else:
            found.append([level])
    return [stack for stack in found if len(stack) > 1]


def _unbroken(stack: list[_Level], lines: list[Line]) -> Iterator[list[_Level]]:
    """A stack without the stretches where running text goes across: two tables, or rules under headings."""
    left, right = stack[0].x0, stack[0].x1
    width = right - left
    prose = [line.y for line in lines if line.x0 < left + 0.1 * width and line.x1 > left + 0.8 * width]
    part = [stack[0]]
    for level in stack[1:]:
        if any(level.y < y < part[-1].y for y in prose):
            if len(part) > 1:
                yield part
            part = []
        part.append(level)
    if len(part) > 1:
        yield part


# --- asking, and judging the answer ----------------------------------------------------------------------------------


def settle(
    found: list[Region], tables: list[Table], lines: list[Line], text: Words, plumber: Plumber, page: Page
) -> tuple[list[Table], list[Line]]:
    """Tables and the lines outside them, with what pdfplumber settles."""
    for region in sorted(found, key=lambda region: region.box[1] - region.box[3]):
        before = [table for table in tables if _inside(table.box, region.box)]
        pieces = [line for table in before for row in table.rows for line in row.lines]
        loose = [*lines, *pieces]
        region, channels = _reach(region, loose)
        if not channels and not region.walls:
            continue
        here = [line for line in loose if _holds(region.box, line)]
        if sum(len(row) > 1 for row in same_row(sorted(here, key=lambda line: -line.y))) < 2:
            continue
        if not region.sure and not _worth(region, channels, page.box):
            continue
        if sum(len(line.text) for line in loose) > _MOST_CHARACTERS:
            continue
        table = _ask(region, channels, here, text, plumber, page)
        if table is None:
            continue
        taken = {id(line) for line in here}
        tables = [*(other for other in tables if other not in before), table]
        lines = [line for line in loose if id(line) not in taken]
    return tables, lines


def _inside(inner: Box, outer: Box) -> bool:
    middle = (inner[1] + inner[3]) / 2
    return outer[1] - 2 <= middle <= outer[3] + 2 and inner[0] < outer[2] and outer[0] < inner[2]


def _holds(box: Box, line: Line) -> bool:
    return box[1] - 1 <= line.y + 0.3 * line.size <= box[3] + 1 and line.x0 < box[2] and line.x1 > box[0]


def _worth(region: Region, channels: list[Span], page: Box) -> bool:
    """Two rules alone may be a page's header and footer: they need three columns and must not span the page."""
    if len(region.levels) >= 3:
        return True
    return len(channels) >= 2 and region.box[3] - region.box[1] < 0.7 * (page[3] - page[1])


def _channels(rows: list[list[Line]]) -> list[Span]:
    """Gaps that stay open in all rows of more than one piece; a row of one piece may run across (a subheading)."""
    several = [row for row in rows if len(row) > 1]
    if len(several) < 2:
        return []
    most = max(several, key=lambda row: len(gaps_between(row)))
    channels = gaps_between(most)
    for row in several:
        channels = narrowed(channels, row)
    across = sum(len(narrowed(channels, row)) < len(channels) for row in rows)
    return channels if across <= 0.25 * len(rows) else []


def _reach(region: Region, lines: list[Line]) -> tuple[Region, list[Span]]:
    """The region with the rows above its first rule and below its last one, where only rules between rows are drawn."""
    left, bottom, right, top = region.box
    within = sorted((line for line in lines if line.x0 > left - 8 and line.x1 < right + 12), key=lambda line: -line.y)
    rows = list(same_row(within))
    inside = [row for row in rows if bottom - 1 <= row[0].y + 0.3 * row[0].size <= top + 1]
    channels = _channels(inside)
    if not channels or not region.levels:
        return region, channels
    first = rows.index(inside[0])
    last = rows.index(inside[-1])
    up, down = first, last
    while up > 0 and _follows(rows[up - 1], rows[up], channels, top if up == first else None):
        up -= 1
    while down + 1 < len(rows) and _follows(rows[down], rows[down + 1], channels, bottom if down == last else None):
        down += 1
    # what is added holds a row of several pieces next to the rule: a line of text of one piece is a title, or prose
    if up < first and any(len(row) > 1 for row in rows[up:first]) and len(rows[first - 1]) > 1:
        while len(rows[up]) < 2:
            up += 1
        top = max(line.top for line in rows[up]) + 2
    if down > last and len(rows[last + 1]) > 1:
        bottom = min(line.bottom for line in rows[down]) - 2
    if (top, bottom) == (region.box[3], region.box[1]):
        return region, channels
    return Region((left, bottom, right, top), region.levels, region.walls, region.sure), channels


def _follows(above: list[Line], below: list[Line], channels: list[Span], rule: float | None) -> bool:
    """Two rows of text stand close together, and the one that is new leaves the channels open.

    rule: the height of a rule between them.
    """
    size = max(above[0].size, below[0].size)
    gap = above[0].y - below[0].y
    if gap > (3.2 if rule is not None else 1.7) * size:
        return False
    if rule is not None and not below[0].y - 2 < rule < above[0].y + 2:
        return False
    return all(len(narrowed(channels, row)) == len(channels) for row in (above, below))


def _ask(
    region: Region, channels: list[Span], lines: list[Line], text: Words, plumber: Plumber, page: Page
) -> Table | None:
    left, bottom, right, top = region.box
    walls = [left, *((low + high) / 2 for low, high in channels), right]
    ends = {"explicit_horizontal_lines": [bottom, top]}
    lined: dict[str, Any] = {"vertical_strategy": "lines", "horizontal_strategy": "lines", **ends}
    drawn = {**lined, "explicit_vertical_lines": [left, right]}
    aligned = {**lined, "vertical_strategy": "text"}
    between = {**lined, "vertical_strategy": "explicit", "explicit_vertical_lines": walls}
    # rows told by the words reach as far as the words do; the walls that they belong to may stand further out
    by_words = {"horizontal_strategy": "text", "intersection_x_tolerance": right - left}
    settings: list[dict[str, Any]] = []
    if region.walls:
        settings += [drawn, {**drawn, **by_words}]
    if channels:
        settings += [aligned, between, {**aligned, **by_words}, {**between, **by_words}]
    asked = (left - 2, bottom - 2, right + 2, top + 2)
    for some, grids in zip(settings, plumber.grids(page.number, page.turn, asked, settings), strict=False):
        if not grids:
            continue
        grid = max(grids, key=lambda grid: (grid.box[2] - grid.box[0]) * (grid.box[3] - grid.box[1]))
        columns = None if region.walls and some["vertical_strategy"] == "lines" else len(channels) + 1
        table = _judged(grid, lines, text, some["horizontal_strategy"] == "text", columns)
        if table is not None:
            return table
    return None


def _judged(grid: Grid, lines: list[Line], text: Words, by_words: bool, columns: int | None) -> Table | None:
    """The table in a grid, or None if it does not read like one. columns: how many there must be, if that is known."""
    if len(grid.xs) < 3 or len(grid.ys) < 3 or (columns is not None and len(grid.xs) - 1 != columns):
        return None
    placed = _in_cells(grid, lines, text, by_words)
    if placed is None:
        return None
    # cells put pieces of a line together; the lines stay as they are for the next attempt
    table = table_of(grid, [(copy(line), area) for line, area in placed])
    if table is None or table.doubtful:
        return None
    if by_words:
        table.rows = _logical(table.rows)
    table.rows = [row for row in table.rows if row.lines]
    if len(table.rows) < 2 or _several_keys(table.rows):
        return None
    full = sum(sum(bool(cell.lines) for cell in row.cells) > 1 for row in table.rows)
    head = table.rows[0]
    if full < 2 or full < 0.5 * len(table.rows):
        return None
    if columns is not None:
        if sum(bool(cell.lines) for cell in head.cells) < 2 or (by_words and len(table.rows) < 3):
            return None
        said = [[" ".join(line.text for line in cell.lines) for cell in row.cells] for row in table.rows]
        if not tabular(said, ruled=True):
            return None
    return table


def _in_cells(grid: Grid, lines: list[Line], text: Words, by_words: bool) -> list[tuple[Line, Area | None]] | None:
    """Each line in its cell; None if a wall or a rule goes through words, or one lies in no cell."""
    placed: list[tuple[Line, Area | None]] = []
    for line in lines:
        if words_across(line, grid, text):
            return None
        middle = line.y + 0.3 * line.size
        if not by_words and any(line.y + 0.1 * line.size < edge < line.y + 0.5 * line.size for edge in grid.ys[1:-1]):
            column = grid.at(line.x0 + 1, middle)
            if column is None or column.rows < 2:
                return None
        placed += by_cell(line, grid, text)
    return None if any(area is None for _, area in placed) else placed


def _logical(rows: list[TableRow]) -> list[TableRow]:
    """Rows of one text line each -> rows of the table: by the space between them, else by their keys."""
    rows = [row for row in rows if row.lines]
    if len(rows) < 2:
        return rows
    baselines = [max(line.y for line in row.lines) for row in rows]
    leads = [one - other for one, other in pairwise(baselines)]
    size = median(line.size for row in rows for line in row.lines)
    tight = min(leads)
    spaced = max(leads) > 1.25 * tight and tight < 1.6 * size and any(lead > _TIGHT * tight for lead in leads)
    joined = [rows[0]]
    for row, lead in zip(rows[1:], leads, strict=True):
        before, key = joined[-1].cells[0].lines, row.cells[0].lines
        cut = bool(before and key and re.search(r"\d\.?$", before[-1].text) and re.match(r"\.?\d{1,2}$", key[0].text))
        if cut and lead <= _TIGHT * tight:
            opens = False
        elif key and is_code(key[0].text):
            opens = True
        elif spaced:
            opens = lead > _TIGHT * tight
        else:
            opens = bool(key)
        if opens or len(joined[-1].cells) != len(row.cells):
            joined.append(row)
            continue
        for cell, more in zip(joined[-1].cells, row.cells, strict=True):
            cell.lines = [*cell.lines, *more.lines]
        joined[-1].bottom = row.bottom
    return joined
