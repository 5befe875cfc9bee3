"""Tables over pages: which of them go on, with the numbers of the tables, and rows that a page's end breaks."""

from __future__ import annotations

import re
from itertools import pairwise

from .furniture import Page
from .lines import Box, Line
from .marks import code, label, opens_heading
from .order import in_order
from .table import Table, TableCell, TableRow, holder_of
from .table_settings import TABLES
from .table_texts import is_code
from .text_settings import HEADINGS

_CUT_END, _CUT_BEGIN = re.compile(r"\d\.$"), re.compile(r"\d{1,2}(?:\D|$)")  # of a number over two parts
_NUMBER = re.compile(r"(?:\d+\.)+")  # with its full stop, as keys of rows are written


def open_frames(pages: list[Page]) -> None:
    """Framed answers that run over a page's end.

    A frame of one column is no table; where it goes on above rows of cells, the first row without a key is the rest of
    its text. And where a row across the whole table goes on in a frame of its own, the frame's text is the row's. A row
    across the table that stands alone at a page's end, with the code that the rows below answer, is its first one.
    """
    for before, page in pairwise(pages):
        if not before.lines or not page.lines:
            continue
        last, first = before.lines[-1], page.lines[0]
        if last.rows is None and first.rows is not None:
            if not _into_frame(before, page, last, first.rows):
                _from_frame(before, last, first.rows)
        elif last.rows is not None and first.rows is None:
            _out_of_frame(page, last.rows)


def _into_frame(before: Page, page: Page, last: Line, table: Table) -> bool:
    """Whether the first row of a page went back to the text that the page before ends with."""
    row = table.rows[0]
    filled = [cell for cell in row.cells if cell.lines]
    if len(table.rows) < 2 or len(filled) != 1 or not _is_across(filled[0], table):
        return False
    lines = filled[0].lines
    if row.inner or is_code(lines[0].text) or opens_heading(lines[0].text):
        return False
    framed = _frame_around(before, last, table) is not None
    inside = table.xs[0] - TABLES.frame <= last.x0 and last.x1 <= table.xs[-1] + TABLES.frame
    goes_on = inside and lines[0].text[:1].islower() and last.text[-1:] not in ".!?"
    if not framed and not goes_on:
        return False
    table.rows = table.rows[1:]
    for line in lines:
        line.left, line.right, line.column, line.side = last.left, last.right, 0, 1
    page.lines = [*lines, *page.lines]
    return True


def _frame_around(page: Page, line: Line, table: Table) -> Box | None:
    """The frame, as wide as a table, that ends below a line."""
    for box in page.frames:
        as_wide = abs(box[0] - table.xs[0]) < TABLES.frame and abs(box[2] - table.xs[-1]) < TABLES.frame
        if as_wide and box[1] <= line.y <= box[3] and line.y - box[1] < TABLES.in_frame * line.size:
            return box
    return None


def _from_frame(page: Page, last: Line, table: Table) -> None:
    """The text of a frame at a page's end becomes the first row of the table that goes on on the next page."""
    frame = _frame_around(page, last, table)
    key = next((line.text for line in table.rows[0].lines), "")
    if frame is None or _opens_with_code(key):
        return
    inside = [line for line in page.lines if line.rows is None and frame[1] <= line.middle <= frame[3]]
    opening = " ".join(line.text for line in inside)
    if len(opening.split()) > HEADINGS.words or not _opens_with_code(opening):
        return
    cell = TableCell(0, len(table.xs) - 1, inside, left=table.xs[0], right=table.xs[-1])
    begun = Table(page.number, last.turn, list(table.xs), [TableRow([cell], frame[3], frame[1])])
    holder = holder_of(begun)
    holder.column, holder.side, holder.left, holder.right = last.column, last.side, last.left, last.right
    taken = set(map(id, inside))
    page.lines = [*(line for line in page.lines if id(line) not in taken), holder]


def _opens_with_code(text: str) -> bool:
    """It names a criterion, alone or before its title: a row with it is the first of its table."""
    return is_code(text) or code(text) or label(text)


def _is_across(cell: TableCell, table: Table) -> bool:
    """The cell is as wide as the table."""
    return cell.right - cell.left >= TABLES.across * (table.xs[-1] - table.xs[0])


def _out_of_frame(page: Page, table: Table) -> None:
    """The text of a frame at the top of a page goes to the open row that the page before ends with."""
    row = table.rows[-1] if table.rows else None
    filled = [cell for cell in row.cells if cell.lines] if row is not None else []
    if len(filled) != 1 or not _is_across(filled[0], table):
        return
    first = page.lines[0]
    frame = next(
        (
            box
            for box in page.frames
            if abs(box[0] - table.xs[0]) < TABLES.frame
            and abs(box[2] - table.xs[-1]) < TABLES.frame
            and box[1] < first.y < box[3]
            and box[3] - first.y < TABLES.in_frame * first.size
        ),
        None,
    )
    if frame is None or opens_heading(first.text) or is_code(first.text):
        return
    rest: list[Line] = []
    for line in page.lines:
        if line.rows is not None or line.y < frame[1] or (rest and line.opens):
            break
        rest.append(line)
    filled[0].lines = [*filled[0].lines, *rest]
    page.lines = page.lines[len(rest) :]


def number_tables(pages: list[Page]) -> None:
    """Numbers the tables; one that goes on on the next page or in the next column keeps its number.

    What is doubtful (a row of which one cell has text) is a table only if it goes on from another.
    """
    numbers = _Numbers()
    for page in pages:
        dissolved = [line for i, line in enumerate(page.lines) if not numbers.take(line, page, i == 0)]
        if dissolved:
            kept = [line for line in page.lines if line not in dissolved]
            texts = [line for holder in dissolved for row in holder.rows.rows for line in row.lines]
            page.lines = in_order(kept + texts)


class _Numbers:
    """The number of the table so far, its first part, and the line that holds what stands directly before."""

    def __init__(self) -> None:
        self._number = 0
        self._before: Line | None = None
        self._first: Table | None = None

    def take(self, line: Line, page: Page, opens_page: bool) -> bool:
        """Numbers what a line holds; False if it is no table after all."""
        table: Table | None = line.rows
        if table is None:
            if line.text:
                self._before = None
            return True
        if self._first is not None and self._before is not None and self._goes_on(line, page, opens_page):
            table.number = self._number
            _continue(self._first, self._before.rows, table)
        elif table.doubtful:
            self._before = None
            return False
        else:
            self._number += 1
            table.number = self._number
            self._first = table
            rows = table.rows
            if len(rows) > 1 and rows[0].bold and not rows[1].bold and not rows[0].holds_codes:
                table.header_rows = 1
        self._before = line
        first = self._first
        table.rows = [row for row in table.rows if not _is_heading(row, first.rows[0])]
        for inner in (inner for row in table.rows for inner in row.inner):
            self._number += 1
            inner.number = self._number
        return True

    def _goes_on(self, line: Line, page: Page, opens_page: bool) -> bool:
        before = self._before
        if before is None:
            return False
        over_page = opens_page and before.page == page.number - 1
        over_column = before.page == page.number and before.column != line.column
        return (over_page or over_column) and _same_columns(before.rows, line.rows)


def _same_columns(one: Table, other: Table) -> bool:
    """The same width, and the same inner edges where both have as many; in another column they are shifted."""
    shift = other.xs[0] - one.xs[0]
    if one.channels and other.channels and len(one.channels) == len(other.channels):
        # the longest words tell how wide a gap is: the gaps overlap
        return all(max(a, x) < min(b, y) for (a, b), (x, y) in zip(one.channels, other.channels, strict=True))
    if abs(one.xs[-1] + shift - other.xs[-1]) > TABLES.width:
        return False
    if len(one.xs) == len(other.xs):
        return all(abs(x + shift - y) < TABLES.edge for x, y in zip(one.xs, other.xs, strict=True))
    return abs(shift) < TABLES.width


def _continue(first: Table, before: Table, table: Table) -> None:
    """Takes repeated heading rows off; gives the cells the columns of the table's first part."""
    _take_headings_off(first, table)
    _take_columns(first, table)
    if not table.rows:
        return
    _take_heading_off(first, table.rows[0])
    cells = table.rows[0].cells
    if any(cell.lines for cell in cells):
        _join_broken(before, table, cells)


def _take_headings_off(first: Table, table: Table) -> None:
    repeated = 0
    for mine, original in zip(table.rows, first.rows[: TABLES.headings], strict=False):
        said = [text for cell in mine.cells if (text := _squeezed(cell))]
        if not said or said != [text for cell in original.cells if (text := _squeezed(cell))]:
            break
        repeated += 1
    if repeated:
        first.header_rows = max(first.header_rows, repeated)
        table.rows = table.rows[repeated:] or table.rows


def _take_columns(first: Table, table: Table) -> None:
    if len(table.xs) == len(first.xs):
        return
    shift = first.xs[0] - table.xs[0]

    def column(x: float) -> int:
        return min(range(len(first.xs)), key=lambda k: abs(first.xs[k] - x - shift))

    for row in table.rows:
        for cell in row.cells:
            cell.column, end = column(cell.left), column(cell.right)
            cell.span = max(end - cell.column, 1)


def _join_broken(before: Table, table: Table, cells: list[TableCell]) -> None:
    """The first row may be the rest of one that the page's end broke."""
    last = before.rows[-1] if before.rows else None
    broken = last is not None and len(last.cells) == len(cells)
    sure = broken and last is not None and any(map(_surely_runs_on, last.cells, cells))
    if before.centred and broken and last is not None and not last.cells[0].lines:
        _append(last, table)  # its key stands in the middle, on this page
        return
    if sure and last is not None and cells[0].lines and not _surely_runs_on(last.cells[0], cells[0]):
        sure = not _is_key(cells[0])  # "professor" begins small too, in a row of its own
    if cells[0].lines and not sure:
        return
    if last is not None and (sure or (broken and any(map(_runs_on, last.cells, cells)))):
        last.inner += table.rows[0].inner
        _append(last, table)
    else:
        cells[0].merged = True


def _append(last: TableRow, table: Table) -> None:
    """The first row of a table to the row that it is the rest of."""
    for cell, more in zip(last.cells, table.rows[0].cells, strict=True):
        cell.lines = [*cell.lines, *more.lines]
    table.rows = table.rows[1:]


def _is_key(cell: TableCell) -> bool:
    """A number or a code, with which a row of its own begins."""
    text = "".join(line.text for line in cell.lines)
    return text.rstrip(".)").isdigit() or is_code(text)


def _surely_runs_on(cell: TableCell, more: TableCell) -> bool:
    """A number is cut in two, or a sentence goes on in small letters."""
    if not cell.lines or not more.lines:
        return False
    end, begin = cell.lines[-1].text, more.lines[0].text
    return _cut(end, begin) or (begin[:1].islower() and end[-1:].isalpha())


def _cut(end: str, begin: str) -> bool:
    """A number is cut in two, "3.2." and "14"; "1." and "2." are two, and so are "5.2.9." and "5.2.10."."""
    if not _CUT_END.search(end) or not _CUT_BEGIN.match(begin):
        return False
    return not (_NUMBER.fullmatch(end) and _NUMBER.fullmatch(begin) and end.count(".") == begin.count("."))


def _runs_on(cell: TableCell, more: TableCell) -> bool:
    """The text of a cell goes on in the next part: it has not ended, or the rest begins in the middle of a sentence."""
    if not cell.lines or not more.lines:
        return False
    end, begin = cell.lines[-1].text, more.lines[0].text
    return begin[:1].islower() or not end.endswith((".", "!", "?", ";", ":"))


def _take_heading_off(first: Table, row: TableRow) -> None:
    """Some programs repeat the heading row and draw no line between it and the rest of a broken row."""
    heading = first.rows[0].cells
    if len(heading) != len(row.cells) or not any(cell.lines for cell in heading):
        return
    counts = [_opens_with(cell.lines, _squeezed(title)) for cell, title in zip(row.cells, heading, strict=True)]
    if any(count is None for count in counts):
        return
    if all(len(cell.lines) == count for cell, count in zip(row.cells, counts, strict=True)):
        return
    for cell, count in zip(row.cells, counts, strict=True):
        cell.lines = cell.lines[count:]
    first.header_rows = max(first.header_rows, 1)


def _squeezed(cell: TableCell) -> str:
    """Text without blanks: in another column of the page it may be wrapped at other places."""
    return "".join("".join(line.text for line in cell.lines).split())


def _opens_with(lines: list[Line], title: str) -> int | None:
    """How many lines make up a text; None if they do not begin with it."""
    said = ""
    for count in range(len(lines) + 1):
        if said == title:
            return count
        if count < len(lines):
            said += "".join(lines[count].text.split())
    return None


def _is_heading(row: TableRow, heading: TableRow) -> bool:
    """The row repeats the heading row: some programs do so within a page too, wherever they had to break the table."""
    if row is heading or len(row.cells) != len(heading.cells) or sum(bool(cell.lines) for cell in row.cells) < 2:
        return False
    letters = max(sum(map(str.isalpha, _squeezed(cell))) for cell in row.cells)
    if row.inner or (letters < TABLES.heading_letters and not row.holds_codes):
        return False
    return all(_squeezed(cell) == _squeezed(title) for cell, title in zip(row.cells, heading.cells, strict=True))
