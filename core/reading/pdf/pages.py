"""The pages of a PDF, one by one.

pdfium must not be used by two threads at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ...model.document import ReadingError
from ...words.messages import message
from ...words.text import words
from .calls import Calls, handle_of, start
from .fields import Fields
from .fonts import Fonts
from .furniture import Page
from .garbage import bad_share, is_garbage
from .lines import Box, Line, dominant_turn, turned, unturned
from .order import in_order
from .outline import page_label
from .rulings import Drawings, Drawn, covered
from .tables import Table, aligned_tables, ruled_tables
from .tags import tags
from .textpage import TextPage
from .unsettled import Plumber, regions, settle

Progress = Callable[[int, int], None]

FEWEST_WORDS = 20  # on a page that pictures cover by more than half; fewer: it is a scan
_HALF = 0.5
_OUTLINED = 150  # drawn shapes on a page without words: its text is drawn as curves
_NEEDS_PASSWORD = 4  # pdfium's error codes
_SECURITY = 5
_FORMAT = 3
_CATALOG = re.compile(rb"(\d+)\s+(\d+)\s+obj\b(?:(?!endobj).){0,2000}?/Type\s*/Catalog", re.S)


class Opened:
    """An open file; pdfium repairs broken cross-reference tables itself."""

    def __init__(self, raw: Any, data: bytes, shown: str) -> None:
        start(raw)
        self.raw = raw
        self._data = data  # pdfium reads from it as long as the file is open
        self.document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self.document and raw.FPDF_GetLastError() == _FORMAT:
            self._data = _with_trailer(data)
            self.document = raw.FPDF_LoadMemDocument64(self._data, len(self._data), None)
        if not self.document:
            error = raw.FPDF_GetLastError()
            code = "encrypted" if error in (_NEEDS_PASSWORD, _SECURITY) else "damaged"
            raise ReadingError(code, message(f"reading.{code}", path=shown))
        self.plumber = Plumber(self._data)
        self.fields = Fields(raw, self.document)
        self.count = raw.FPDF_GetPageCount(self.document)
        if self.count <= 0:
            self.close()
            code = "empty" if b"%%EOF" in data[-2048:] else "damaged"
            raise ReadingError(code, message(f"reading.{code}", path=shown))

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.plumber.close()
        if self.document:
            self.fields.close()
            self.raw.FPDF_CloseDocument(self.document)
            self.document = None


def _with_trailer(data: bytes) -> bytes:
    """A file that was cut off, with a new trailer: pdfium looks the objects up itself once it knows the catalog."""
    found = list(_CATALOG.finditer(data))
    if not found:
        return data
    number, generation = int(found[-1][1]), int(found[-1][2])
    return data + b"\ntrailer\n<< /Root %d %d R >>\nstartxref\n0\n%%%%EOF\n" % (number, generation)


def read_pages(raw: Any, opened: Opened, progress: Progress | None) -> Iterator[Page]:
    """All pages in order."""
    calls = Calls()
    fonts = Fonts(calls)
    drawings = Drawings(calls)
    tagged = bool(raw.FPDFCatalog_IsTagged(opened.document))
    labelled = page_label(raw, opened.document, 0) is not None
    before: Table | None = None  # a table without ruling lines that the page before ends with
    for index in range(opened.count):
        page = raw.FPDF_LoadPage(opened.document, index)
        label = page_label(raw, opened.document, index) if labelled else None
        if not page:
            yield Page(index + 1, (0.0, 0.0, 0.0, 0.0), 0, label, unreadable="garbage")
        else:
            fonts.forget()
            text = TextPage(raw, calls, page, index + 1, fonts)
            try:
                read = _page(raw, page, text, drawings, index + 1, label, tagged, opened, before)
                before = _open_table(read)
                yield read
            finally:
                text.close()
                raw.FPDF_ClosePage(page)
        if progress is not None:
            progress(index + 1, opened.count)


def _page(
    raw: Any, handle: Any, text: TextPage, drawings: Drawings, number: int, label: str | None, tagged: bool,
    file: Opened, before: Table | None,
) -> Page:  # fmt: skip
    corners = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle, corners)
    box: Box = (corners.left, corners.bottom, corners.right, corners.top)
    drawn = drawings.of(handle_of(handle))
    lines = text.lines(tagged)
    if tagged:
        declared = tags(raw, handle)
        for line in lines:
            line.tag = declared.get(line.mark, "")
    found = Page(number, box, 0, label)
    found.words = len(text.text.split())
    if found.words < 4 * FEWEST_WORDS:
        found.words = words(text.text)
    if found.words < FEWEST_WORDS and (
        (drawn.pictures and covered(drawn.pictures, box) > _HALF) or (not found.words and drawn.curves > _OUTLINED)
    ):
        found.unreadable = "scan"
    letters = "".join(set(text.text))
    bad = bad_share(text.text, letters)
    if found.unreadable is None and letters and is_garbage(text.text, text.unmapped(), bad, letters):
        found.unreadable = "garbage"
        return found
    if bad > 0.01:
        sound = [line for line in lines if bad_share(line.text) < 0.3]
        if len(sound) < len(lines) - 1:
            found.unreadable = "garbage"
        lines = sound
    if written := file.fields.lines(handle, number):
        lines += written
        found.words += sum(words(line.text) for line in written)
    if not lines:
        return found
    turn = dominant_turn(lines)
    found.turn = turn
    lines = _visible(lines, drawn, box)
    found.box = turned(box, turn)
    drawn = drawn.turn(turn)
    upright = [line for line in lines if line.turn == turn]
    found.beside = [line for line in lines if line.turn != turn]
    tables: list[Table] = []
    if drawn.across and drawn.down:
        if found.beside:
            upright += _standing(found, turn)
        tables, upright, rules = ruled_tables(drawn, upright, text)
    else:
        rules = drawn.across
    found.rules = [rule for rule in rules if rule[2] - rule[0] > 20]
    if doubtful := regions(drawn, tables, upright):
        tables, upright = settle(doubtful, tables, upright, text, file.plumber, found)
    more, upright = aligned_tables(upright, before)
    tables += more
    for table in tables:
        left, _, right, top = table.box
        holder = Line("", left, right, top - 1, 1.0, False, "", 0, number, turn)
        holder.rows = table
        upright.append(holder)
    found.lines = in_order(upright)
    return found


def _open_table(page: Page) -> Table | None:
    """The table without ruling lines with which a page ends, but for its number or a note in the margin."""
    texts = page.lines
    for number in range(len(texts) - 1, max(len(texts) - 4, -1), -1):
        table: Table | None = texts[number].rows
        if table is not None:
            return table if table.channels else None
    return None


def _standing(page: Page, turn: int) -> list[Line]:
    """Lines written upwards in a cell of a table, placed where they stand."""
    moved: list[Line] = []
    for line in page.beside:
        if line.turn < 0:
            continue
        box = turned(unturned((line.x0, line.bottom, line.x1, line.top), line.turn), turn)
        line.x0, line.x1 = box[0], box[2]
        line.y = box[1] + 1
        line.turn = turn
        moved.append(line)
    page.beside = [line for line in page.beside if line.turn < 0]
    return moved


def _visible(lines: list[Line], drawn: Drawn, box: Box) -> list[Line]:
    """Without text outside the visible part of the page, and without white text on white."""
    left, bottom, right, top = box
    kept: list[Line] = []
    for line in lines:
        if line.turn == 0:
            x, y = line.x0, line.y
        else:
            x, y, _, _ = unturned((line.x0, line.y, line.x0, line.y), max(line.turn, 0))
        if not (left - 2 <= x <= right + 2 and bottom - 2 <= y <= top + 2):
            continue
        if line.colour >= 0xF8F8F8 and min(line.colour >> 8 & 255, line.colour & 255) >= 0xF8:
            behind = [*drawn.fills, *drawn.pictures]
            if not any(b[0] <= x + 1 <= b[2] and b[1] - 2 <= y + 2 <= b[3] + 2 for b in behind):
                continue
        kept.append(line)
    return kept
