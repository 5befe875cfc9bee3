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
from .aligned import aligned_tables
from .calls import Calls, handle_of, start
from .fields import Fields
from .fonts import Fonts
from .furniture import Page
from .garbage import bad_share, has_holes, is_garbage
from .lines import Box, Line, dominant_turn, turned, unturned
from .margins import with_drop_caps, without_line_numbers
from .order import in_order
from .outline import page_label
from .picture import inked
from .plumber import Plumber
from .regions import regions
from .remarks import Remark, remarks_on
from .ruled import ruled_tables
from .rulings import Drawings, Drawn, covered
from .seen import Sight
from .table import Table, holder_of
from .tags import tags
from .textpage import TextPage
from .unsettled import settle

Progress = Callable[[int, int], None]

FEWEST_WORDS = 20  # on a page that pictures cover by more than half; fewer: it is a scan
_HALF = 0.5
_SEVERAL = 4  # times the fewest words: so many blanks in a text leave no doubt
_INKED = 250  # squares of six points with something in them: two lines of text, more than a logo
_MOST_BAD, _FEW_BAD = 0.3, 0.01  # share of the characters that no text has: of a line, of a page
_LAST_LINES = 3  # of a page, among which its last table stands above a number or a note
_SHORTEST_RULE = 20  # points
_MOST_PAGES = 20_000  # a small file can name one page a million times; a report with all its annexes has a tenth
_NEEDS_PASSWORD = 4  # pdfium's error codes
_SECURITY = 5
_FORMAT = 3
_END, _TAIL = b"%%EOF", 2048  # what a whole file ends with, give or take what was appended
_CATALOG = re.compile(rb"(\d+)\s+(\d+)\s+obj\b(?:(?!endobj).){0,2000}?/Type\s*/Catalog", re.S)


class Opened:
    """An open file; pdfium repairs broken cross-reference tables itself."""

    def __init__(self, raw: Any, data: bytes, shown: str) -> None:
        start(raw)
        self.raw = raw
        self.data = data  # pdfium reads from it as long as the file is open
        self.cut = _END not in data[-_TAIL:]  # or its end was lost
        self.document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self.document and raw.FPDF_GetLastError() == _FORMAT:
            self.data = _with_trailer(data)
            self.document = raw.FPDF_LoadMemDocument64(self.data, len(self.data), None)
        if not self.document:
            error = raw.FPDF_GetLastError()
            code = "encrypted" if error in (_NEEDS_PASSWORD, _SECURITY) else "damaged"
            raise ReadingError(code, message(f"reading.{code}", path=shown))
        self.plumber = Plumber(self.data)
        self.fields = Fields(raw, self.document)
        self.remarks: list[Remark] = []  # on the pages that were read
        self.count = raw.FPDF_GetPageCount(self.document)
        if self.count <= 0:
            self.close()
            code = "damaged" if self.cut else "empty"
            raise ReadingError(code, message(f"reading.{code}", path=shown))
        if self.count > _MOST_PAGES:
            self.close()
            raise ReadingError("too-large", message("reading.too-large", path=shown))

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
    reader = _Reader(raw, opened)
    before: Table | None = None  # a table without ruling lines that the page before ends with
    for index in range(opened.count):
        page = raw.FPDF_LoadPage(opened.document, index)
        if not page:
            yield Page(index + 1, (0.0, 0.0, 0.0, 0.0), 0, reader.label(index), unreadable="damaged")
        else:
            try:
                read = reader.read(page, index, before)
                opened.remarks += remarks_on(raw, page, index + 1)
                before = _open_table(read)
                yield read
            finally:
                raw.FPDF_ClosePage(page)
        if progress is not None:
            progress(index + 1, opened.count)


class _Reader:
    """Reads the pages of one file, with what they share."""

    def __init__(self, raw: Any, file: Opened) -> None:
        calls = Calls()
        self._raw = raw
        self._calls = calls
        self._file = file
        self._fonts = Fonts(calls)
        self._drawings = Drawings(calls)
        self._sight = Sight(raw, calls, file.data)
        self._tagged = bool(raw.FPDFCatalog_IsTagged(file.document))
        self._labelled = page_label(raw, file.document, 0) is not None

    def label(self, index: int) -> str | None:
        return page_label(self._raw, self._file.document, index) if self._labelled else None

    def read(self, handle: Any, index: int, before: Table | None) -> Page:
        self._fonts.forget()
        text = TextPage(self._raw, self._calls, handle, index + 1, self._fonts)
        try:
            return self._page(handle, text, Page(index + 1, self._box(handle), 0, self.label(index)), before)
        finally:
            text.close()

    def _box(self, handle: Any) -> Box:
        corners = self._raw.FS_RECTF()
        self._raw.FPDF_GetPageBoundingBox(handle, corners)
        return corners.left, corners.bottom, corners.right, corners.top

    def _page(self, handle: Any, text: TextPage, found: Page, before: Table | None) -> Page:
        drawn = self._drawings.of(handle_of(handle))
        found.pictures = drawn.pictures
        lines = self._declared(handle, text.lines(self._tagged))
        found.words = len(text.text.split())
        if found.words < _SEVERAL * FEWEST_WORDS:
            found.words = words(text.text)
        self._judge(handle, found, drawn)
        if found.unreadable is None:
            sound = _sound(found, text, lines)
            if sound is None:
                return found
            lines = sound
        if written := self._file.fields.lines(handle, found.number):
            lines += written
            found.words += sum(words(line.text) for line in written)
        if not lines:
            return found
        lines = self._sight.seen(handle, lines, drawn, found.box)
        if lines:
            self._arrange(found, lines, drawn, text, before)
        return found

    def _declared(self, handle: Any, lines: list[Line]) -> list[Line]:
        """The lines with what their tags declare them to be."""
        if self._tagged:
            declared = tags(self._raw, handle)
            for line in lines:
                line.tag = declared.get(line.mark, "")
        return lines

    def _judge(self, handle: Any, found: Page, drawn: Drawn) -> None:
        """A page is a scan where pictures cover it, or where it shows something and says nothing.

        What stands on every page does not tell: whether a page says anything else is known once all are read.
        """
        if found.words >= FEWEST_WORDS:
            return
        if drawn.pictures and covered(drawn.pictures, found.box) > _HALF:
            found.unreadable = "scan"
        elif drawn.pictures or drawn.curves or drawn.fills:
            inky = inked(self._raw, handle) >= _INKED
            if inky and not found.words:
                found.unreadable = "scan"
            found.shows = inky
        elif self._file.cut and not found.words and not self._calls.Page_CountObjects(handle_of(handle)):
            found.unreadable = "damaged"

    def _arrange(self, found: Page, lines: list[Line], drawn: Drawn, text: TextPage, before: Table | None) -> None:
        """Tables, and the lines outside them in the order of reading."""
        turn = dominant_turn(lines)
        found.turn = turn
        found.box = turned(found.box, turn)
        drawn = drawn.turn(turn)
        upright = [line for line in lines if line.turn == turn]
        found.beside = [line for line in lines if line.turn != turn]
        upright = with_drop_caps(without_line_numbers(upright)) if upright else upright
        tables: list[Table] = []
        if drawn.across and drawn.down:
            if found.beside:
                upright += _standing(found, turn)
            tables, upright, rules, frames = ruled_tables(drawn, upright, text)
            found.frames = [grid.box for grid in frames]
        else:
            rules = drawn.across
        found.rules = [rule for rule in rules if rule[2] - rule[0] > _SHORTEST_RULE]
        if doubtful := regions(drawn, tables, upright):
            tables, upright = settle(doubtful, tables, upright, text, self._file.plumber, found)
        more, upright = aligned_tables(upright, before)
        for table in tables + more:
            upright.append(holder_of(table))
        found.lines = in_order(upright)


def _sound(found: Page, text: TextPage, lines: list[Line]) -> list[Line] | None:
    """The lines that can be read; None if the page cannot. Where codes and words have holes, the page says so."""
    letters = "".join(set(text.text))
    bad = bad_share(text.text, letters)
    if letters and is_garbage(text.text, text.unmapped(), bad, letters):
        found.unreadable = "garbage"
        return None
    if bad:
        sound = [line for line in lines if bad_share(line.text) < _MOST_BAD]
        if bad > _FEW_BAD and len(sound) < len(lines) - 1:
            found.unreadable = "garbage"
        elif any(has_holes(line.text) for line in lines):
            found.unreadable, found.holes = "garbage", True
        if bad > _FEW_BAD and not found.holes:
            lines = sound
    return lines


def _open_table(page: Page) -> Table | None:
    """The table without ruling lines with which a page ends, but for its number or a note in the margin."""
    texts = page.lines
    for number in range(len(texts) - 1, max(len(texts) - _LAST_LINES - 1, -1), -1):
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
