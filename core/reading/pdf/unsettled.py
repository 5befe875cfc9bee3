"""Tables that a page's rulings suggest and do not settle: pdfplumber is asked, about those regions only.

A few horizontal rules, lines of dashes, walls without rules between the rows, coloured bands: our own grid is not
closed there. pdfplumber joins what is drawn with how the words are aligned. What it finds is taken only if no word is
cut, each code has a row of its own and the cells read like a table; otherwise the page stays as it was read without it.
"""

from __future__ import annotations

import re
from copy import copy
from itertools import pairwise
from typing import Any

from ...averages import median
from .cells import by_cell, table_of, words_across
from .channels import gaps_between, narrowed
from .furniture import Page
from .grids import Area, Grid
from .lines import Box, Line, same_row
from .plumber import Plumber
from .regions import Region, several_keys
from .table import Span, Table, TableRow, Words
from .table_settings import UNSETTLED
from .table_texts import is_code, tabular

_CUT_CODE, _REST_OF_CODE = re.compile(r"\d\.?$"), re.compile(r"\.?\d{1,2}$")


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
        if sum(len(line.text) for line in loose) > UNSETTLED.most_characters:
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
    return (
        outer[1] - UNSETTLED.around <= middle <= outer[3] + UNSETTLED.around
        and inner[0] < outer[2]
        and outer[0] < inner[2]
    )


def _holds(box: Box, line: Line) -> bool:
    return box[1] - 1 <= line.middle <= box[3] + 1 and line.x0 < box[2] and line.x1 > box[0]


def _worth(region: Region, channels: list[Span], page: Box) -> bool:
    """Two rules alone may be a page's header and footer: they need three columns and must not span the page."""
    if len(region.levels) >= UNSETTLED.rules:
        return True
    return len(channels) >= UNSETTLED.channels and region.box[3] - region.box[1] < UNSETTLED.most_of_page * (
        page[3] - page[1]
    )


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
    return channels if across <= UNSETTLED.across * len(rows) else []


def _reach(region: Region, lines: list[Line]) -> tuple[Region, list[Span]]:
    """The region with the rows above its first rule and below its last one, where only rules between rows are drawn."""
    left, bottom, right, top = region.box
    within = sorted(
        (line for line in lines if line.x0 > left - UNSETTLED.out_left and line.x1 < right + UNSETTLED.out_right),
        key=lambda line: -line.y,
    )
    rows = list(same_row(within))
    inside = [row for row in rows if bottom - 1 <= row[0].middle <= top + 1]
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
        top = max(line.top for line in rows[up]) + UNSETTLED.around
    if down > last and len(rows[last + 1]) > 1:
        bottom = min(line.bottom for line in rows[down]) - UNSETTLED.around
    if (top, bottom) == (region.box[3], region.box[1]):
        return region, channels
    return Region((left, bottom, right, top), region.levels, region.walls, region.sure), channels


def _follows(above: list[Line], below: list[Line], channels: list[Span], rule: float | None) -> bool:
    """Two rows of text stand close together, and the one that is new leaves the channels open.

    rule: the height of a rule between them.
    """
    size = max(above[0].size, below[0].size)
    gap = above[0].y - below[0].y
    if gap > (UNSETTLED.ruled_lead if rule is not None else UNSETTLED.lead) * size:
        return False
    if rule is not None and not below[0].y - UNSETTLED.around < rule < above[0].y + UNSETTLED.around:
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
    around = UNSETTLED.around
    asked = (left - around, bottom - around, right + around, top + around)
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
    if len(grid.xs) <= 2 or len(grid.ys) <= 2 or (columns is not None and len(grid.xs) - 1 != columns):
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
    if len(table.rows) < 2 or several_keys(table.rows):
        return None
    full = sum(sum(bool(cell.lines) for cell in row.cells) > 1 for row in table.rows)
    head = table.rows[0]
    if full < 2 or full < UNSETTLED.full * len(table.rows):
        return None
    if columns is not None:
        if sum(bool(cell.lines) for cell in head.cells) < 2 or (by_words and len(table.rows) < UNSETTLED.rows_by_words):
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
        if not by_words and _ruled_through(line, grid):
            column = grid.at(line.inner_left, line.middle)
            if column is None or column.rows < 2:
                return None
        placed += by_cell(line, grid, text)
    return None if any(area is None for _, area in placed) else placed


def _ruled_through(line: Line, grid: Grid) -> bool:
    """A rule of the grid goes through the letters of a line."""
    low, high = (line.y + share * line.size for share in UNSETTLED.through)
    return any(low < edge < high for edge in grid.ys[1:-1])


def _logical(rows: list[TableRow]) -> list[TableRow]:
    """Rows of one text line each -> rows of the table: by the space between them, else by their keys."""
    rows = [row for row in rows if row.lines]
    if len(rows) < 2:
        return rows
    baselines = [max(line.y for line in row.lines) for row in rows]
    leads = [one - other for one, other in pairwise(baselines)]
    size = median(line.size for row in rows for line in row.lines)
    tight = min(leads)
    spaced = (
        max(leads) > UNSETTLED.spaced * tight
        and tight < UNSETTLED.spaced_from * size
        and any(lead > UNSETTLED.tight * tight for lead in leads)
    )
    joined = [rows[0]]
    for row, lead in zip(rows[1:], leads, strict=True):
        before, key = joined[-1].cells[0].lines, row.cells[0].lines
        cut = bool(before and key and _CUT_CODE.search(before[-1].text) and _REST_OF_CODE.match(key[0].text))
        if cut and lead <= UNSETTLED.tight * tight:
            opens = False
        elif key and is_code(key[0].text):
            opens = True
        elif spaced:
            opens = lead > UNSETTLED.tight * tight
        else:
            opens = bool(key)
        if opens or len(joined[-1].cells) != len(row.cells):
            joined.append(row)
            continue
        for cell, more in zip(joined[-1].cells, row.cells, strict=True):
            cell.lines = [*cell.lines, *more.lines]
        joined[-1].bottom = row.bottom
    return joined
