"""Tables of a PDF page: from ruling lines, and from columns of aligned text where there are no lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple, Protocol

from ...averages import median
from .grids import Area, Grid, grids
from .lines import Box, Line, same_row
from .order import has_columns
from .rulings import Drawn

Span = tuple[float, float]

_FEWEST_UNWALLED = 3  # rows that are one wide cell with pieces far apart
_HEADING_ROWS = 2  # among which one has a wall between all columns
_FIGURE = re.compile(r"^[-–—+±<>≤≥~(]?\s?[\d.,\s]*\d[\d.,\s]*\s?(?:%|\)|[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+)*$|^[-–—.…*]+$|^n/?a$", re.I)
_FILLED = 0.3  # share of cells with text; below it is a chart or squared paper


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
        return sum(bool(_CODE.match(line.text)) for line in self.lines) >= 2

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
        table = table_of(grid, _with_missing_walls(grid, some, text))
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
        middle = line.y + 0.3 * line.size
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
            and not any(_CODE.match(line.text) for line in heading.lines)
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
        area = grid.at(line.x0 + 1, line.y + 0.3 * line.size)
        if area is not None and (area.row not in tops or tops[area.row].y < line.y):
            tops[area.row] = line
    for line in tops.values():
        line.opens = True


def _unglued(line: Line, grid: Grid, middle: float, text: Words) -> Iterator[Line]:
    """The words of a line; two that touch across a wall between cells are two."""
    for word in text.words(line):
        first = grid.at(word.x0 + 1, middle)
        last = grid.at(word.x1 - 0.3 * word.size, middle)
        if first is last or len(word.text) < 3:
            yield word
        else:
            yield from text.pieces(word)


def by_cell(line: Line, grid: Grid, text: Words) -> list[tuple[Line, Area | None]]:
    """A line in the cell where it stands; one that runs over several cells is cut into words."""
    middle = line.y + 0.3 * line.size
    first = grid.at(line.x0 + 1, middle)
    last = grid.at(max(line.x1 - 0.3 * line.size, line.x0 + 1), middle)
    if first is not None and first is last:
        return [(line, first)]
    pieces: list[tuple[Line, Area | None]] = []
    current: Line | None = None
    where: Area | None = None
    for word in _unglued(line, grid, middle, text):
        area = grid.at((word.x0 + min(word.x0 + 0.5 * word.size, word.x1)) / 2, middle)
        if current is not None and area is where:
            current.text = f"{current.text} {word.text}"
            current.x1, current.hyphen = word.x1, word.hyphen
        else:
            current, where = word, area
            pieces.append((word, area))
    return pieces


def table_of(grid: Grid, lines: list[tuple[Line, Area | None]]) -> Table | None:
    """Rows of cells; None if it is no table (a frame, a chart)."""
    texts: dict[int, list[Line]] = {}
    for line, area in lines:
        texts.setdefault(id(area), []).append(line)
    filled = [area for area in grid.areas if id(area) in texts]
    if not filled:
        return None
    if len(grid.areas) > 4 and len(filled) < _FILLED * len(grid.areas) and len({a.column for a in filled}) < 3:
        return None
    if len(grid.areas) > 30 and len(filled) < 0.1 * len(grid.areas):
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


def _by_baseline(row: TableRow) -> list[TableRow]:
    """A row that holds several rows of figures, between which no rules are drawn, as those rows.

    On every baseline something stands beside the first column's text, and most other columns hold figures alone. Words
    are wrapped in all columns of one row too: they tell nothing.
    """
    keys = row.cells[0].lines
    others = [cell for cell in row.cells[1:] if cell.lines]
    figures = [cell for cell in others if all(_FIGURE.match(line.text) for line in cell.lines)]
    if len(keys) < 2 or row.inner or len(figures) < 2 or 2 * len(figures) < len(others):
        return [row]
    if any(key.text[:1].islower() for key in keys) or not all(2 * len(cell.lines) >= len(keys) for cell in figures):
        return [row]
    parts = [TableRow([replace(cell, lines=[]) for cell in row.cells], row.top, row.bottom) for _ in keys]
    for column, cell in enumerate(row.cells):
        for line in cell.lines:
            at = next((i for i, key in enumerate(keys) if abs(key.y - line.y) < 0.35 * key.size), None)
            if at is None:
                return [row]
            parts[at].cells[column].lines.append(line)
    if not all(any(cell.lines for cell in part.cells[1:]) for part in parts):
        return [row]
    for above, below in pairwise(parts):
        above.bottom = below.top = max(line.top for line in below.lines) + 1
    return parts


def rows_of_text(lines: list[Line]) -> list[Line]:
    """The lines of a cell from top to bottom, pieces on one baseline put together."""
    if len(lines) < 2:
        return lines
    joined: list[Line] = []
    for row in same_row(sorted(lines, key=lambda line: -line.y)):
        line = row[0]
        for piece in row[1:]:
            line.text += ("" if piece.x0 - line.x1 < 0.1 * line.size else " ") + piece.text
            line.x1, line.hyphen, line.end_bold = max(line.x1, piece.x1), piece.hyphen, piece.end_bold
        joined.append(line)
    return joined


def _with_missing_walls(
    grid: Grid, lines: list[tuple[Line, Area | None]], text: Words
) -> list[tuple[Line, Area | None]]:
    """Lines in the cells of rows between whose columns no walls are drawn: the heading row shows where they stand.

    So it is where most rows are one wide cell that holds pieces far apart, each below its heading. The grid gets those
    cells; a row across all columns keeps its one.
    """
    pieces = _in_wide_cells(lines)
    spread = {area: spans for area, some in pieces.items() if len(spans := _spans(grid, area, some)) > 1}
    if len(spread) < _FEWEST_UNWALLED or 2 * len(spread) < len(grid.ys) - 1:
        return lines
    if not any(len({id(area) for area in row}) == len(row) for row in grid.cells[:_HEADING_ROWS]):
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
    return [(line, area and grid.at(line.x0 + 1, line.y + 0.3 * line.size)) for line, area in cut]


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
            for x in (line.x0 + 1, max(line.x1 - 0.3 * line.size, line.x0 + 1))
        )
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _holder(grid: Grid, others: list[Grid]) -> int | None:
    """Index of the smallest larger grid in one of whose cells this one lies."""
    left, bottom, right, top = grid.box
    for number, other in enumerate(others):
        box = other.box
        if left >= box[0] - 2 and right <= box[2] + 2 and bottom >= box[1] - 2 and top <= box[3] + 2:
            return number
    return None


def _nest(table: Table, outer: Table) -> None:
    top = table.rows[0].top - 1
    for row in outer.rows:
        if row.bottom <= top <= row.top:
            row.inner.append(table)
            return
    outer.rows[-1].inner.append(table)


# --- tables without ruling lines -------------------------------------------------------------------------------------

_MARKER = re.compile(
    r"^(?:[•●○▪■□–—\-*·✓✔➢►\uf0a7\uf0b7\uf0d8\uf02d]|\(?\d{1,3}[.)]?\)?|\(?[a-zа-яәіңғүұқөһ][.)]|[ivxlc]+[.)])$",
    re.I,
)
_CODE = re.compile(r"^(?:[^\W\d_]+\.?\s)?\d+(?:\.\d+)+[.)]*\s?[-–—:]?$")
_LABELLED = re.compile(  # "3.2.14-критерий.", "Standard 3 –"
    r"^\d+(?:\.\d+)*\s?[-–—]\s?[^\W\d_]{4,}[.:)]*\s?[-–—:]?$|^[^\W\d_]{4,}\s(?:№\s?)?\d+(?:\.\d+)*[.:)]?\s?[-–—.:]$"
)
_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
_PAGE = re.compile(r"^[\divxlc]{1,4}$", re.I)


def aligned_tables(lines: list[Line], before: Table | None = None) -> tuple[list[Table], list[Line]]:
    """Tables told by the alignment of their columns alone; lines must not be put together yet.

    Hesitant: three rows with at least two columns that no word crosses, a short key column, no running text.
    before: such a table at the end of the page before, whose columns may go on here.
    """
    ordered = sorted(lines, key=lambda line: -line.y)
    rows = list(same_row(ordered))
    if (before is None and sum(len(row) > 1 for row in rows) < 3) or has_columns(ordered):
        return [], lines
    tables: list[Table] = []
    used: set[int] = set()
    begin = last = 0
    if before is not None:
        begin, last, rest = _rest_of(before, rows)
        if rest is not None:
            tables.append(rest)
            used.update(id(line) for row in rows[begin:last] for line in row)
        begin = last
    while begin < len(rows):
        if len(rows[begin]) < 2:
            begin += 1
            continue
        for first, end, channels in _stretches(rows, begin, last):
            table = _aligned(rows[first:end], channels) if end - first >= 3 else None
            if table is not None:
                tables.append(table)
                used.update(id(line) for row in rows[first:end] for line in row)
                begin = last = end
                break
        else:
            begin += 1
    if not tables:
        return [], lines
    return tables, [line for line in lines if id(line) not in used]


def _rest_of(before: Table, rows: list[list[Line]]) -> tuple[int, int, Table | None]:
    """Rows at the top of a page (but for a running header) that stand in the columns of the page before."""
    channels = before.channels
    size = median(line.size for row in before.rows for line in row.lines)
    # where the columns begin; one whose cells are centred is left out
    begins = [
        [cell.lines[0].x0 for row in before.rows for cell in row.cells if cell.column == column and cell.lines]
        for column in range(len(channels) + 1)
    ]

    def stands_in(row: list[Line], open_still: list[Span]) -> bool:
        if len(open_still) < len(channels) or abs(row[-1].size - size) > 0.3:
            return False
        where = [sum(line.x0 > low for low, _ in channels) for line in row]
        return where[-1] > 0 and all(
            not column or any(abs(line.x0 - x) < 2 for x in begins[column])
            for line, column in zip(row, where, strict=True)
        )

    for begin in range(min(3, len(rows))):
        end = begin
        narrow = channels
        while end < len(rows) and (end == begin or _leading(rows, end) <= 2.6):
            open_still = narrowed(narrow, rows[end])
            if not stands_in(rows[end], open_still):
                break
            narrow, end = open_still, end + 1
        if end > begin:
            return begin, end, _made(rows[begin:end], narrow, before)
    return 0, 0, None


def _leading(rows: list[list[Line]], number: int) -> float:
    """The space between a row's baseline and the one above, in font sizes."""
    above, row = rows[number - 1][0], rows[number][0]
    return (above.y - row.y) / max(above.size, row.size)


def _stretches(rows: list[list[Line]], begin: int, least: int) -> Iterator[tuple[int, int, list[Span]]]:
    """Rows that may be a table (from, to, the gaps between its columns), as told by a row of several pieces.

    A row broken by the page's end goes on without its first cells, and where keys are centred they stand below the
    first line of their row: then a fuller row below tells the columns, and single lines above may belong to them.
    least: the first row that is free.
    """
    end, channels = _stretch(rows, begin)
    fullest = max(range(begin, end), key=lambda number: len(gaps_between(rows[number])))
    if len(gaps_between(rows[fullest])) > len(channels):
        more, wider = _stretch(rows, fullest)
        first = fullest
        while first > least and _leading(rows, first) <= 2.6:
            row = rows[first - 1]
            open_still = narrowed(wider, row)
            if len(open_still) < len(wider) or (len(row) == 1 and row[0].x0 < wider[0][1]):
                break
            wider, first = open_still, first - 1
        if first <= begin:
            yield first, more, wider
    yield begin, end, channels


def _stretch(rows: list[list[Line]], begin: int) -> tuple[int, list[Span]]:
    """How far down the gaps between the pieces of a row stay open, and which gaps those are."""
    channels = gaps_between(rows[begin])
    end = begin + 1
    if not channels:
        return end, channels
    last_full = end
    while end < len(rows):
        row = rows[end]
        if _leading(rows, end) > 2.6:
            break
        open_still = narrowed(channels, row)
        if len(open_still) < len(channels):
            break
        channels = open_still
        end += 1
        if len(row) > 1:
            last_full = end
    # last single lines belong to the table only if they continue a cell other than the first
    begins = [line.x0 for row in rows[begin:last_full] for line in row if line.x0 >= channels[0][1]]
    tail = last_full
    while tail < end:
        line = rows[tail][0]
        if line.x0 < channels[0][1] or (tail - last_full >= 3 and not any(abs(line.x0 - x) < 2 for x in begins)):
            break
        tail += 1
    return tail, channels


def gaps_between(row: list[Line]) -> list[Span]:
    return [(one.x1, other.x0) for one, other in pairwise(row) if other.x0 - one.x1 > 0.8 * max(one.size, other.size)]


def narrowed(channels: list[Span], row: list[Line]) -> list[Span]:
    kept: list[Span] = []
    for low, high in channels:
        for line in row:
            if line.x0 < high and line.x1 > low:  # it reaches into the gap
                if line.x0 <= low:
                    low = max(low, line.x1)
                elif line.x1 >= high:
                    high = min(high, line.x0)
                else:
                    low = high
        if high - low > 0.5 * row[0].size:
            kept.append((low, high))
    return kept


def _aligned(rows: list[list[Line]], channels: list[Span]) -> Table | None:
    edges = [(low + high) / 2 for low, high in channels]
    columns = len(edges) + 1
    if columns < 2:
        return None
    grid: list[list[list[Line]]] = []
    for row in rows:
        cells: list[list[Line]] = [[] for _ in range(columns)]
        for line in row:
            cells[sum(line.x0 > edge for edge in edges)].append(line)
        grid.append(cells)
    if columns < 3 and all(line.bold and line.end_bold for row in rows for line in row):
        return None  # headings whose numbers stand before a tab
    full = [cells for cells in grid if sum(map(bool, cells)) >= 2]
    if len(full) < 3 or len(full) < (0.5 if columns < 3 else 0.15) * len(grid):
        return None
    said = [[" ".join(line.text for line in cell) for cell in cells] for cells in grid]
    if not tabular(said, ruled=False) or not _columns_align(grid, columns):
        return None
    return _made(rows, channels)


def _made(rows: list[list[Line]], channels: list[Span], before: Table | None = None) -> Table | None:
    """A table of rows of text lines. before: the table that goes on in it; then it may be a part of one row."""
    edges = [(low + high) / 2 for low, high in channels]
    grid: list[list[list[Line]]] = []
    for row in rows:
        cells: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
        for line in row:
            cells[sum(line.x0 > edge for edge in edges)].append(line)
        grid.append(cells)
    centred = before is not None and before.centred
    by_gap = _rows_by_gap(grid)
    joined = _rows_by_key(grid)
    if centred or _centred(by_gap):
        centred, joined = True, by_gap
        if any(not any(cells[0] for cells in part) for part in by_gap[1:-1]):
            return None  # which key these lines belong to cannot be known
    if len(joined) < 3 and before is None:
        return None
    left = min(line.x0 for row in rows for line in row)
    right = max(line.x1 for row in rows for line in row)
    xs = [left, *edges, right]
    made: list[TableRow] = []
    for part in joined:
        cells_ = []
        for column in range(len(xs) - 1):
            cell = TableCell(column, 1, rows_of_text([line for some in part for line in some[column]]))
            cell.left, cell.right = xs[column], xs[column + 1]
            cells_.append(cell)
        some_lines = [line for cells in part for cell_lines in cells for line in cell_lines]
        made.append(TableRow(cells_, max(l.top for l in some_lines), min(l.bottom for l in some_lines)))  # noqa: E741
    return Table(
        rows[0][0].page, rows[0][0].turn, xs, made,
        doubtful=len(joined) < 3, channels=channels, centred=centred,
    )  # fmt: skip


def tabular(said: list[list[str]], *, ruled: bool) -> bool:
    """Whether the texts of rows of cells read like a table: no list, no contents, no paragraphs beside their numbers.

    ruled: rules or grounds suggest a table; then a column of codes beside text is one.
    """
    columns = max(map(len, said))
    keys = [row[0] for row in said if row[0]]
    lasts = [row[-1] for row in said if row[-1]]
    if not keys or median(map(len, keys)) > (60 if ruled else 30):
        return False
    if columns < 3 and sum(bool(_MARKER.match(key)) for key in keys) > 0.5 * len(keys):
        return ruled and not _MARKER.match(keys[0])  # a list
    if (
        columns < 3
        and not ruled
        and sum(bool(_CODE.match(key) or _LABELLED.match(key)) for key in keys) > 0.5 * len(keys)
    ):
        return False  # paragraphs that open with their code
    if sum(bool(_LEADER.search(cell)) for row in said for cell in row) >= 0.3 * len(said):
        return False  # contents
    # contents without leaders, or a list with numbers
    return not (columns == 2 and sum(bool(_PAGE.match(last)) for last in lasts) > 0.7 * len(lasts))


def is_code(text: str) -> bool:
    """Nothing but a code, as keys of rows are."""
    return bool(_CODE.match(text))


def words_across(line: Line, grid: Grid, text: Words) -> bool:
    """Whether a wall of a grid goes through a word of the line."""
    middle = line.y + 0.3 * line.size
    first, last = grid.at(line.x0 + 1, middle), grid.at(line.x1 - 0.3 * line.size, middle)
    if first is last and first is not None:
        return False
    for word in text.words(line):
        near = 0.35 * word.size
        if grid.at(word.x0 + near, middle) is not grid.at(max(word.x1 - near, word.x0 + near), middle):
            return True
    return False


def _columns_align(grid: list[list[list[Line]]], columns: int) -> bool:
    """Each column's cells begin, end or are centred at one x."""
    for column in range(1, columns):
        lines = [cells[column] for cells in grid if cells[column]]
        if len(lines) < 2:
            return False
        begins = [cell[0].x0 for cell in lines]
        ends = [cell[-1].x1 for cell in lines]
        centres = [(begin + end) / 2 for begin, end in zip(begins, ends, strict=True)]
        if not any(_aligned_at_one_x(values) for values in (begins, ends, centres)):
            return False
    return True


def _aligned_at_one_x(values: list[float]) -> bool:
    middle = median(values)
    return sum(abs(value - middle) < 4 for value in values) >= 0.7 * len(values)


def _rows_by_key(grid: list[list[list[Line]]]) -> list[list[list[list[Line]]]]:
    """Text lines -> rows: a line without a key continues the row above it."""
    parts: list[list[list[list[Line]]]] = []
    for cells in grid:
        if parts and not cells[0]:
            parts[-1].append(cells)
        else:
            parts.append([cells])
    return parts


def _rows_by_gap(grid: list[list[list[Line]]]) -> list[list[list[list[Line]]]]:
    """Text lines -> rows: where the space between lines is wider than usual, a row ends."""
    heights = [max(line.y for cell in cells for line in cell) for cells in grid]
    sizes = [max(line.size for cell in cells for line in cell) for cells in grid]
    leads = [above - below for above, below in pairwise(heights)]
    usual = median(leads) if leads else 0.0
    parts = [[grid[0]]]
    for cells, lead, size in zip(grid[1:], leads, sizes[1:], strict=True):
        if lead > usual + 0.25 * size:
            parts.append([cells])
        else:
            parts[-1].append(cells)
    return parts


def _centred(parts: list[list[list[list[Line]]]]) -> bool:
    """Whether the keys of most rows stand in their middle, give or take a line.

    The page's end may cut the last row; several keys in one part say that the space does not tell rows.
    """
    middle = top = 0
    for part in parts[:-1]:
        keys = [number for number, cells in enumerate(part) if cells[0]]
        if len(keys) > 1 and part is not parts[0] and keys[-1] - keys[0] > 1:
            return False
        if len(keys) == 1 and len(part) > 2:
            middle += keys[0] > 0 and abs(keys[0] - (len(part) - 1) / 2) <= 1
            top += keys[0] == 0
    return middle > top
