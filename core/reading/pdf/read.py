"""PDF -> Document: pages are read one by one, then put together over the whole file."""

from __future__ import annotations

import ctypes
import hashlib
import re
from pathlib import Path
from typing import Any, Literal

from ...model.document import Block, Cell, Document, Kind, ReadingError, Unreadable
from ...model.document import Line as CellLine
from ...model.places import Place
from ...words.messages import message
from ...words.text import clean
from .. import ocr as recognition
from ..tools import Tools
from .furniture import Page, set_furniture_apart
from .headings import judge_headings
from .join import Joiner
from .lines import Box, Line, unturned
from .order import in_order, set_edges
from .outline import Bookmark, bookmarks
from .pages import Opened, Progress, read_pages
from .paragraphs import (
    Measures,
    Paragraph,
    bullet,
    contents_lines,
    is_caption,
    is_contents_title,
    item_number,
    measure,
    opens_heading,
    paragraphs,
    set_notes_apart,
)
from .tables import Table, TableCell, TableRow, is_code

Ocr = Literal["auto", "never", "always"]

_HUGGED = 0.87  # height of most words' boxes, in font sizes
_NOTE_MARK = re.compile(r"^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,3}|\d{1,3}(?=\s))[\s)]*")


def read_pdf(path: Path, shown: str, tools: Tools, *, ocr: Ocr = "auto", progress: Progress | None = None) -> Document:
    """Reads a PDF. shown: the path as the user gave it; progress is told pages done and pages in all.

    Raises ReadingError: encrypted (a password is needed to open it), damaged, empty (no page, or nothing on any),
    needs-ocr (no page can be read).
    """
    data = path.read_bytes()
    from pypdfium2_raw import bindings as raw  # without the helpers of pypdfium2, which take long to load

    with Opened(raw, data, shown) as opened:
        pages = list(read_pages(raw, opened, progress))
        if ocr != "never":
            _recognise(raw, opened, pages, tools, everything=ocr == "always")
        marks = bookmarks(raw, opened.document)
    readable = [page for page in pages if not page.unreadable]
    if not any(page.lines or page.beside for page in readable):
        code = "needs-ocr" if any(page.unreadable for page in pages) else "empty"
        said = "needs-ocr-off" if code == "needs-ocr" and ocr == "never" and tools.tesseract else code
        raise ReadingError(code, message(f"reading.{said}", path=shown))
    blocks, unreadable = _blocks(pages, marks, shown)
    return Document(
        path=shown,
        files=(shown,),
        sha256=hashlib.sha256(data).hexdigest(),
        format="pdf",
        blocks=tuple(blocks),
        pages=len(pages),
        unreadable=tuple(unreadable),
    )


# --- recognition -----------------------------------------------------------------------------------------------------


def _recognise(raw: Any, opened: Opened, pages: list[Page], tools: Tools, *, everything: bool) -> None:
    """Reads pages that carry no text, two at a time; those that stay hopeless stay unreadable."""
    wanted = [page for page in pages if everything or page.unreadable]
    able = recognition.available(tools) if wanted else None
    if able is None:
        return
    from concurrent.futures import Future, ThreadPoolExecutor

    native = [page for page in pages if not page.unreadable and page.lines]
    usual = measure(native) if native else Measures("", 11.0, False, 0, 1.2, {})
    waiting: list[tuple[Page, Future[recognition.RecognisedPage | None]]] = []

    def finish() -> None:
        page, future = waiting.pop(0)
        got = future.result()
        if got is not None and got.lines and got.confidence >= recognition.HOPELESS:
            _take_recognised(page, got, usual)

    with ThreadPoolExecutor(2) as pool:
        for page in wanted:
            picture, place = _render(raw, opened, page)
            if not picture:
                continue
            page.box = place
            waiting.append((page, pool.submit(recognition.recognise, picture, able)))
            if len(waiting) > 3:  # a page's picture takes 9 MB
                finish()
        while waiting:
            finish()


def _render(raw: Any, opened: Opened, page: Page) -> tuple[bytes, Box]:
    """A page as a grey PGM picture, as it is shown, and its size in points."""
    handle = raw.FPDF_LoadPage(opened.document, page.number - 1)
    if not handle:
        return b"", page.box
    try:
        width, height = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
        scale = recognition.DPI / 72
        if width <= 0 or height <= 0:
            return b"", page.box
        scale = min(scale, 10_000 / max(width, height))
        columns, rows = max(int(width * scale), 1), max(int(height * scale), 1)
        bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            return b"", page.box
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
            raw.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, columns, rows, 0, raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE)
            stride = raw.FPDFBitmap_GetStride(bitmap)
            buffer = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * rows)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
        if stride != columns:
            buffer = b"".join(buffer[r * stride : r * stride + columns] for r in range(rows))
        return b"P5 %d %d 255\n" % (columns, rows) + buffer, (0.0, 0.0, width, height)
    finally:
        raw.FPDF_ClosePage(handle)


def _take_recognised(page: Page, got: recognition.RecognisedPage, usual: Measures) -> None:
    """The recognised lines in place of the page's own.

    Boxes hug the letters, so a line's height says little: sizes are evened out, and the page is scaled so that its
    usual line has the size of the file's running text (11 pt where no page carries text). What stands alone and opens
    with a code or a label, or is much taller, is set apart.
    """
    width, height = page.box[2] - page.box[0], page.box[3] - page.box[1]
    pixel = max(72 / recognition.DPI, max(width, height) / 10_000)
    page.turn, page.unreadable, page.beside, page.notes, page.rules = 0, None, [], [], []
    page.confidence = got.confidence
    page.words = sum(len(line.words) for line in got.lines)
    heights = sorted(_height(line) for line in got.lines)
    common = heights[len(heights) // 2]
    page.scale = usual.size / (common / _HUGGED * pixel)
    point = pixel * page.scale
    page.box = (0.0, 0.0, width * page.scale, height * page.scale)
    edges: dict[int, tuple[float, float]] = {}
    lengths: dict[tuple[int, int], int] = {}
    for line in got.lines:
        key = (line.block, line.paragraph)
        lengths[key] = lengths.get(key, 0) + 1
    lines: list[Line] = []
    for line in got.lines:
        left = min(word.left for word in line.words) * point
        right = max(word.right for word in line.words) * point
        low = page.box[3] - max(word.bottom for word in line.words) * point
        ratio = _height(line) / common
        size = usual.size * (ratio if ratio > 1.35 or ratio < 0.7 else 1.0)
        alone = lengths[line.block, line.paragraph] <= 2 or ratio > 1.15
        bold = alone and len(line.words) <= 16 and opens_heading(line.text)
        made = Line(line.text, left, right, low + 0.22 * size, size, bold, usual.font, usual.colour, page.number)
        made.end_bold, made.column = bold, line.block
        known = edges.get(line.block, (left, right))
        edges[line.block] = (min(known[0], left), max(known[1], right))
        lines.append(made)
    for made in lines:
        made.left, made.right = edges[made.column]
    page.lines = lines


def _height(line: recognition.RecognisedLine) -> float:
    tall = sorted(word.bottom - word.top for word in line.words)
    return float(tall[len(tall) // 2])


# --- blocks ----------------------------------------------------------------------------------------------------------


def _blocks(pages: list[Page], marks: list[Bookmark], shown: str) -> tuple[list[Block], list[Unreadable]]:
    usual = measure(pages)
    furniture = set_furniture_apart(pages, (usual.font, round(2 * usual.size)))
    for page in pages:
        if page.confidence is None:
            set_edges(page.lines)
        set_notes_apart(page, usual)
    _number_tables(pages)
    contents = contents_lines(pages)
    joiner = Joiner([line for page in pages for line in page.lines if line.rows is None])
    found = list(paragraphs(pages, usual, contents))
    found = judge_headings(found, usual, marks, joiner)
    writer = _Writer(shown, pages, joiner, usual)
    for paragraph in found:
        writer.add(paragraph)
    writer.finish(furniture)
    return writer.blocks, writer.unreadable()


def _number_tables(pages: list[Page]) -> None:
    """Numbers the tables; one that goes on on the next page or in the next column keeps its number.

    What is doubtful (a row of which one cell has text) is a table only if it goes on from another.
    """
    number = 0
    before: Line | None = None  # the table that stands directly before
    first: Table | None = None
    for page in pages:
        dissolved: list[Line] = []
        for i, line in enumerate(page.lines):
            table: Table | None = line.rows
            if table is None:
                if line.text:
                    before = None
                continue
            goes_on = (
                before is not None
                and first is not None
                and (
                    (i == 0 and before.page == page.number - 1)
                    or (before.page == page.number and before.column != line.column)
                )
                and _same_columns(before.rows, table)
            )
            if goes_on and first is not None and before is not None:
                table.number = number
                _continue(first, before.rows, table)
            elif table.doubtful:
                dissolved.append(line)
                before = None
                continue
            else:
                number += 1
                table.number = number
                first = table
                rows = table.rows
                if len(rows) > 1 and rows[0].bold and not rows[1].bold and not rows[0].holds_codes:
                    table.header_rows = 1
            before = line
            if first is not None:
                table.rows = [row for row in table.rows if not _is_heading(row, first.rows[0])]
            for row in table.rows:
                for inner in row.inner:
                    number += 1
                    inner.number = number
        if dissolved:
            kept = [line for line in page.lines if line not in dissolved]
            texts = [line for holder in dissolved for row in holder.rows.rows for line in row.lines]
            page.lines = in_order(kept + texts)


def _same_columns(one: Table, other: Table) -> bool:
    """The same width, and the same inner edges where both have as many; in another column they are shifted."""
    shift = other.xs[0] - one.xs[0]
    if one.channels and other.channels and len(one.channels) == len(other.channels):
        # the longest words tell how wide a gap is: the gaps overlap
        return all(max(a, x) < min(b, y) for (a, b), (x, y) in zip(one.channels, other.channels, strict=True))
    if abs(one.xs[-1] + shift - other.xs[-1]) > 6:
        return False
    if len(one.xs) == len(other.xs):
        return all(abs(x + shift - y) < 8 for x, y in zip(one.xs, other.xs, strict=True))
    return abs(shift) < 6


def _continue(first: Table, before: Table, table: Table) -> None:
    """Takes repeated heading rows off; gives the cells the columns of the table's first part."""
    repeated = 0
    for mine, original in zip(table.rows, first.rows[:4], strict=False):
        said = [text for cell in mine.cells if (text := _squeezed(cell))]
        if not said or said != [text for cell in original.cells if (text := _squeezed(cell))]:
            break
        repeated += 1
    if repeated:
        first.header_rows = max(first.header_rows, repeated)
        table.rows = table.rows[repeated:] or table.rows
    if len(table.xs) != len(first.xs):
        shift = first.xs[0] - table.xs[0]

        def column(x: float) -> int:
            return min(range(len(first.xs)), key=lambda k: abs(first.xs[k] - x - shift))

        for row in table.rows:
            for cell in row.cells:
                cell.column, end = column(cell.left), column(cell.right)
                cell.span = max(end - cell.column, 1)
    if not table.rows:
        return
    _take_heading_off(first, table.rows[0])
    cells = table.rows[0].cells
    if not any(cell.lines for cell in cells):
        return
    # the row may have been broken by the page's end
    last = before.rows[-1] if before.rows else None
    broken = last is not None and len(last.cells) == len(cells)
    sure = broken and last is not None and any(map(_surely_runs_on, last.cells, cells))
    if before.centred and broken and last is not None and not last.cells[0].lines:
        for cell, more in zip(last.cells, cells, strict=True):  # its key stands in the middle, on this page
            cell.lines = [*cell.lines, *more.lines]
        table.rows = table.rows[1:]
        return
    if sure and last is not None and cells[0].lines and not _surely_runs_on(last.cells[0], cells[0]):
        sure = not _is_key(cells[0])  # "professor" begins small too, in a row of its own
    if cells[0].lines and not sure:
        return
    if last is not None and (sure or (broken and any(map(_runs_on, last.cells, cells)))):
        for cell, more in zip(last.cells, cells, strict=True):
            cell.lines = [*cell.lines, *more.lines]
        last.inner += table.rows[0].inner
        table.rows = table.rows[1:]
    else:
        cells[0].merged = True


def _is_key(cell: TableCell) -> bool:
    """A number or a code, with which a row of its own begins."""
    text = "".join(line.text for line in cell.lines)
    return text.rstrip(".)").isdigit() or is_code(text)


def _surely_runs_on(cell: TableCell, more: TableCell) -> bool:
    """A number is cut in two, or a sentence goes on in small letters."""
    if not cell.lines or not more.lines:
        return False
    end, begin = cell.lines[-1].text, more.lines[0].text
    return bool(re.search(r"\d\.$", end) and re.match(r"\d{1,2}(?:\D|$)", begin)) or (
        begin[:1].islower() and end[-1:].isalpha()
    )


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
    if not any(sum(map(str.isalpha, line.text)) > 3 for line in row.lines) or row.inner:
        return False
    return all(_squeezed(cell) == _squeezed(title) for cell, title in zip(row.cells, heading.cells, strict=True))


class _Writer:
    """Paragraphs -> blocks, with their places."""

    def __init__(self, shown: str, pages: list[Page], joiner: Joiner, usual: Measures) -> None:
        self.blocks: list[Block] = []
        self._shown = shown
        self._pages = {page.number: page for page in pages}
        self._joiner = joiner
        self._usual = usual
        self._indents: list[float] = []
        self._first_block: dict[int, int] = {}

    def _place(self, lines: list[Line]) -> Place:
        first, last = lines[0], lines[-1]
        page = self._pages[first.page]
        here = lines if last.page == first.page else [line for line in lines if line.page == first.page]
        if len(here) == 1:
            box = (first.x0, first.bottom, first.x1, first.top)
        else:
            x0, x1 = min([line.x0 for line in here]), max([line.x1 for line in here])
            box = (x0, min([line.bottom for line in here]), x1, max([line.top for line in here]))
        return self._at(page, last.page, unturned(box, max(first.turn, 0)))

    def _at(self, page: Page, last: int, box: Box) -> Place:
        scale = page.scale
        rounded = (
            round(box[0] / scale, 1), round(box[1] / scale, 1), round(box[2] / scale, 1), round(box[3] / scale, 1)
        )  # fmt: skip
        return Place(self._shown, page.number, last, page.label, "pdf", None, rounded)

    def _put(self, block: Block) -> None:
        page = block.place.page
        if page is not None:
            self._first_block.setdefault(page, len(self.blocks))
        self.blocks.append(block)

    def add(self, paragraph: Paragraph) -> None:
        if paragraph.kind == "row":
            self._table(paragraph.first.rows)
        else:
            text = self._joiner.text(paragraph.lines)
            kind = Kind(paragraph.kind)
            level = paragraph.level
            if kind is Kind.NOTE:
                text = _NOTE_MARK.sub("", text)
            elif kind is Kind.PARAGRAPH:
                if is_contents_title(text):
                    kind = Kind.CONTENTS
                elif is_caption(text):
                    kind = Kind.CAPTION
                elif found := bullet(text):
                    kind, text = Kind.ITEM, text[found.end() :]
                elif item_number(text):
                    kind = Kind.ITEM
            if kind is Kind.ITEM:
                level = self._depth(paragraph.first)
            else:
                self._indents = []
            text = clean(text)
            if text:
                confidence = self._pages[paragraph.first.page].confidence
                emphasis = paragraph.emphasis and kind in (Kind.PARAGRAPH, Kind.ITEM)
                self._put(
                    Block(
                        kind,
                        self._place(paragraph.lines),
                        text,
                        level=level,
                        emphasis=emphasis,
                        confidence=confidence,
                        turns=self._turns(paragraph.lines, len(text)),
                    )
                )
        for note in paragraph.notes:
            self.add(Paragraph(note, "note"))

    def _turns(self, lines: list[Line], length: int) -> tuple[tuple[int, int], ...]:
        """Where the paragraph goes on on another page, counted from its end: bullets are cut off its beginning."""
        if lines[0].page == lines[-1].page:
            return ()
        turning = [i for i in range(1, len(lines)) if lines[i].page != lines[i - 1].page]
        rests = [(clean(self._joiner.text(lines[i:])), lines[i].page) for i in turning]
        return tuple((max(length - len(rest), 0), page) for rest, page in rests)

    def _depth(self, line: Line) -> int:
        indents = [x for x in self._indents if x < line.x0 - 3]
        if not any(abs(x - line.x0) <= 3 for x in self._indents):
            self._indents = [*indents, line.x0]
        else:
            self._indents = [*indents, line.x0]
        return len(self._indents)

    def _table(self, table: Table, outer: int | None = None) -> None:
        page = self._pages[table.page]
        for number, row in enumerate(table.rows):
            cells = tuple(self._cell(cell) for cell in row.cells)
            index = len(self.blocks)
            if any(cell.lines for cell in cells):
                box = unturned((table.xs[0], row.bottom, table.xs[-1], row.top), table.turn)
                self._put(
                    Block(
                        Kind.ROW,
                        self._at(page, max([page.number, *(line.page for line in row.lines)]), box),
                        cells=cells,
                        table=table.number,
                        outer=outer,
                        header=number < table.header_rows,
                        confidence=page.confidence,
                    )
                )
            elif row.inner:
                index = max(len(self.blocks) - 1, 0)
            for inner in row.inner:
                self._table(inner, index if self.blocks else None)

    def _cell(self, cell: TableCell) -> Cell:
        parts: list[list[Line]] = []
        for line in cell.lines:
            line.left, line.right = cell.left, cell.right - 4
            if parts and not self._new_in_cell(parts[-1][-1], line):
                parts[-1].append(line)
            else:
                parts.append([line])
        texts = [clean(self._joiner.text(part)) for part in parts]
        return Cell(tuple(CellLine(text) for text in texts if text), cell.column, cell.span, cell.merged)

    def _new_in_cell(self, before: Line, line: Line) -> bool:
        """A new paragraph inside a cell: it opens with a mark, and the line before did not fill the cell."""
        from .paragraphs import cell_breaks

        return cell_breaks(before, line)

    def finish(self, furniture: list[tuple[str, Line]]) -> None:
        """What stands beside the text, then running headers and footers."""
        for page in self._pages.values():
            groups: dict[int, list[Line]] = {}
            for line in page.beside:
                if line.turn >= 0:
                    groups.setdefault(line.turn, []).append(line)
            for lines in groups.values():
                lines = in_order(lines)
                text = clean(self._joiner.text([line for line in lines if line.rows is None]))
                if text:
                    self._put(Block(Kind.BOX, self._place(lines), text))
        slanted: dict[str, Line] = {}
        for page in self._pages.values():
            for line in page.beside:
                if line.turn < 0:
                    slanted.setdefault(line.text, line)
        for text, line in [*furniture, *slanted.items()]:
            if said := clean(text):
                confidence = self._pages[line.page].confidence
                self.blocks.append(Block(Kind.FURNITURE, self._place([line]), said, confidence=confidence))

    def unreadable(self) -> list[Unreadable]:
        """Unreadable pages, neighbours together, each before the first block of a later page."""
        runs: list[list[Page]] = []
        for page in self._pages.values():
            if page.unreadable is None:
                continue
            before = runs[-1][-1] if runs else None
            if before is not None and before.number == page.number - 1 and before.unreadable == page.unreadable:
                runs[-1].append(page)
            else:
                runs.append([page])
        body = [i for i, block in enumerate(self.blocks) if block.kind is not Kind.FURNITURE]
        end = body[-1] + 1 if body else 0
        found: list[Unreadable] = []
        for run in runs:
            at = next((i for i in body if (self.blocks[i].place.page or 0) >= run[0].number), end)
            reason: Literal["scan", "garbage"] = "scan" if run[0].unreadable == "scan" else "garbage"
            found.append(Unreadable(self._shown, tuple(page.number for page in run), reason, at))
        return found
