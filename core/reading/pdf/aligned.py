"""Tables without ruling lines, told by the alignment of their columns alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...averages import median
from .channels import gaps_between, narrowed
from .lines import Line, same_row
from .order import has_columns
from .table import Span, Table, TableCell, TableRow, rows_of_text
from .table_settings import TABLES
from .table_texts import tabular

_Cells = list[list[Line]]  # of one line of text, by column


def aligned_tables(lines: list[Line], before: Table | None = None) -> tuple[list[Table], list[Line]]:
    """Tables told by the alignment of their columns alone; lines must not be put together yet.

    Hesitant: three rows with at least two columns that no word crosses, a short key column, no running text.
    before: such a table at the end of the page before, whose columns may go on here.
    """
    ordered = sorted(lines, key=lambda line: -line.y)
    rows = list(same_row(ordered))
    if (before is None and sum(len(row) > 1 for row in rows) < TABLES.rows) or has_columns(ordered):
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
            table = _aligned(rows[first:end], channels) if end - first >= TABLES.rows else None
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
        if len(open_still) < len(channels) or abs(row[-1].size - size) > TABLES.same_size:
            return False
        where = [sum(line.x0 > low for low, _ in channels) for line in row]
        return where[-1] > 0 and all(
            not column or any(abs(line.x0 - x) < TABLES.same_edge for x in begins[column])
            for line, column in zip(row, where, strict=True)
        )

    for begin in range(min(TABLES.resumes, len(rows))):
        end = begin
        narrow = channels
        while end < len(rows) and (end == begin or _leading(rows, end) <= TABLES.lead):
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
        while first > least and _leading(rows, first) <= TABLES.lead:
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
        if _leading(rows, end) > TABLES.lead:
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
        if line.x0 < channels[0][1] or (
            tail - last_full >= TABLES.tail and not any(abs(line.x0 - x) < TABLES.same_edge for x in begins)
        ):
            break
        tail += 1
    return tail, channels


def _aligned(rows: list[list[Line]], channels: list[Span]) -> Table | None:
    edges = [(low + high) / 2 for low, high in channels]
    columns = len(edges) + 1
    if columns < 2:
        return None
    grid: list[_Cells] = []
    for row in rows:
        cells: list[list[Line]] = [[] for _ in range(columns)]
        for line in row:
            cells[sum(line.x0 > edge for edge in edges)].append(line)
        grid.append(cells)
    if columns < TABLES.columns and all(line.bold and line.end_bold for row in rows for line in row):
        return None  # headings whose numbers stand before a tab
    share = TABLES.full_of_two if columns < TABLES.columns else TABLES.full
    full = [cells for cells in grid if sum(map(bool, cells)) >= 2]
    if len(full) < max(TABLES.rows, share * len(grid)):
        return None
    said = [[" ".join(line.text for line in cell) for cell in cells] for cells in grid]
    if not tabular(said, ruled=False) or not _columns_align(grid, columns):
        return None
    return _made(rows, channels)


def _made(rows: list[list[Line]], channels: list[Span], before: Table | None = None) -> Table | None:
    """A table of rows of text lines. before: the table that goes on in it; then it may be a part of one row."""
    edges = [(low + high) / 2 for low, high in channels]
    grid: list[_Cells] = []
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
    if len(joined) < TABLES.rows and before is None:
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
        doubtful=len(joined) < TABLES.rows, channels=channels, centred=centred,
    )  # fmt: skip


def _columns_align(grid: list[_Cells], columns: int) -> bool:
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
    return sum(abs(value - middle) < TABLES.aligned_by for value in values) >= TABLES.aligned * len(values)


def _rows_by_key(grid: list[_Cells]) -> list[list[_Cells]]:
    """Text lines -> rows: a line without a key continues the row above it."""
    parts: list[list[_Cells]] = []
    for cells in grid:
        if parts and not cells[0]:
            parts[-1].append(cells)
        else:
            parts.append([cells])
    return parts


def _rows_by_gap(grid: list[_Cells]) -> list[list[_Cells]]:
    """Text lines -> rows: where the space between lines is wider than usual, a row ends."""
    heights = [max(line.y for cell in cells for line in cell) for cells in grid]
    sizes = [max(line.size for cell in cells for line in cell) for cells in grid]
    leads = [above - below for above, below in pairwise(heights)]
    usual = median(leads) if leads else 0.0
    parts = [[grid[0]]]
    for cells, lead, size in zip(grid[1:], leads, sizes[1:], strict=True):
        if lead > usual + TABLES.row_gap * size:
            parts.append([cells])
        else:
            parts[-1].append(cells)
    return parts


def _centred(parts: list[list[_Cells]]) -> bool:
    """Whether the keys of most rows stand in their middle, give or take a line.

    The page's end may cut the last row; several keys in one part say that the space does not tell rows.
    """
    middle = top = 0
    for part in parts[:-1]:
        keys = [number for number, cells in enumerate(part) if cells[0]]
        if len(keys) > 1 and part is not parts[0] and keys[-1] - keys[0] > TABLES.key_span:
            return False
        if len(keys) == 1 and len(part) >= TABLES.part_lines:
            middle += keys[0] > 0 and abs(keys[0] - (len(part) - 1) / 2) <= 1
            top += keys[0] == 0
    return middle > top
