"""Pages whose text is recognised: rendered one by one, read side by side, and put in place of what they carried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...model.progress import Total
from .. import ocr as recognition
from ..tools import Tools
from .furniture import Page
from .lines import Box, Line
from .marks import opens_heading
from .measures import Measures, measure
from .pages import Opened, Progress
from .picture import rendered
from .text_settings import PARAGRAPHS

_POINTS = 72  # of an inch


@dataclass(frozen=True, slots=True)
class RecognisedSettings:
    """How recognised lines become lines like a page's own."""

    hugged: float = 0.87  # height of most words' boxes, in font sizes
    larger: float = 1.35  # against the usual line: heights between vary by the letters alone
    smaller: float = 0.7
    heading: float = 1.15  # against the usual line: a line that opens with a code may be a heading
    heading_words: int = 16
    alone: int = 2  # lines of a paragraph that may be a heading
    descent: float = 0.22  # of a line's box below its baseline, in font sizes
    size: float = 11.0  # points of the running text where no page carries text
    most_pixels: int = 10_000  # on the longer side of a picture


_SETTINGS = RecognisedSettings()


def recognise(
    raw: Any, opened: Opened, pages: list[Page], tools: Tools, *, everything: bool, progress: Progress | None
) -> None:
    """Reads pages that carry no text, and with everything all of them; those that stay hopeless stay as they are.

    progress goes on from the pages that were read.
    """
    wanted = [page for page in pages if everything or page.unreadable]
    able = recognition.available(tools) if wanted else None
    if able is None:
        return
    native = [page for page in pages if not page.unreadable and page.lines]
    usual = measure(native) if native else Measures("", _SETTINGS.size, False, 0, PARAGRAPHS.leading, {})
    pictures = _pictures(raw, opened, wanted)
    steps = Total(len(pages) + len(wanted), "pictures")
    if progress is not None:
        progress(len(pages), steps)  # the first picture takes a while
    for done, (page, got) in enumerate(recognition.recognised(pictures, able, " ".join(_said(native))), 1):
        if got is not None and got.lines and got.confidence >= recognition.HOPELESS:
            _take(page, got, usual)
        if progress is not None:
            progress(len(pages) + done, steps)


def _said(pages: list[Page]) -> Iterator[str]:
    for page in pages:
        yield from (line.text for line in page.lines if line.rows is None)


def _pictures(raw: Any, opened: Opened, pages: list[Page]) -> Iterator[tuple[Page, bytes]]:
    """Each page that can be rendered with its picture; it learns its size in points as it is shown."""
    for page in pages:
        picture, place = _render(raw, opened, page)
        if picture:
            page.box = place
            yield page, picture


def _render(raw: Any, opened: Opened, page: Page) -> tuple[bytes, Box]:
    """A page as a grey PGM picture, as it is shown, and its size in points."""
    handle = raw.FPDF_LoadPage(opened.document, page.number - 1)
    if not handle:
        return b"", page.box
    try:
        width, height = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
        if width <= 0 or height <= 0:
            return b"", page.box
        scale = min(recognition.DPI / _POINTS, _SETTINGS.most_pixels / max(width, height))
        columns, rows = max(int(width * scale), 1), max(int(height * scale), 1)
        grey = rendered(raw, handle, columns, rows)
        return (b"P5 %d %d 255\n" % (columns, rows) + grey if grey else b""), (0.0, 0.0, width, height)
    finally:
        raw.FPDF_ClosePage(handle)


def _take(page: Page, got: recognition.RecognisedPage, usual: Measures) -> None:
    """The recognised lines in place of the page's own.

    Boxes hug the letters, so a line's height says little: sizes are evened out, and the page is scaled so that its
    usual line has the size of the file's running text (11 pt where no page carries text). What stands alone and opens
    with a code or a label, or is much taller, is set apart.
    """
    width, height = page.box[2] - page.box[0], page.box[3] - page.box[1]
    pixel = max(_POINTS / recognition.DPI, max(width, height) / _SETTINGS.most_pixels)
    page.turn, page.unreadable, page.holes, page.beside, page.notes, page.rules = 0, None, False, [], [], []
    page.confidence = got.confidence
    page.words = sum(len(line.words) for line in got.lines)
    heights = sorted(_height(line) for line in got.lines)
    common = heights[len(heights) // 2]
    page.scale = usual.size / (common / _SETTINGS.hugged * pixel)
    point = pixel * page.scale
    page.box = (0.0, 0.0, width * page.scale, height * page.scale)
    lengths: dict[tuple[int, int], int] = {}
    for line in got.lines:
        key = (line.block, line.paragraph)
        lengths[key] = lengths.get(key, 0) + 1
    lines = [
        _line(line, page, usual, point, _height(line) / common, lengths[line.block, line.paragraph])
        for line in got.lines
    ]
    edges: dict[int, tuple[float, float]] = {}
    for made in lines:
        left, right = edges.get(made.column, (made.x0, made.x1))
        edges[made.column] = (min(left, made.x0), max(right, made.x1))
    for made in lines:
        made.left, made.right = edges[made.column]
    page.lines = lines


def _line(
    line: recognition.RecognisedLine, page: Page, usual: Measures, point: float, ratio: float, length: int
) -> Line:
    """A recognised line. ratio: its height against the usual line's; length: lines of its paragraph."""
    left = min(word.left for word in line.words) * point
    right = max(word.right for word in line.words) * point
    low = page.box[3] - max(word.bottom for word in line.words) * point
    size = usual.size * (ratio if ratio > _SETTINGS.larger or ratio < _SETTINGS.smaller else 1.0)
    alone = length <= _SETTINGS.alone or ratio > _SETTINGS.heading
    bold = alone and len(line.words) <= _SETTINGS.heading_words and opens_heading(line.text)
    made = Line(
        line.text, left, right, low + _SETTINGS.descent * size, size, bold, usual.font, usual.colour, page.number
    )
    made.end_bold, made.column = bold, line.block
    return made


def _height(line: recognition.RecognisedLine) -> float:
    tall = sorted(word.bottom - word.top for word in line.words)
    return float(tall[len(tall) // 2])
