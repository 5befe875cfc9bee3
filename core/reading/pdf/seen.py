"""What of a page's text somebody who looks at it sees.

Text may be there and yet unseen: in the colour of its ground, without size, transparent, under a shape that was painted
later, outside its clipping path, on a layer that is off, or drawn in no colour at all, as recognised text is under a
scan. What the objects themselves tell is asked first; only where layers may be off, the page is rendered with and
without the text in question.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from .calls import Calls
from .lines import Box, Line, unturned
from .picture import rendered
from .rulings import Drawn, Ground

_INVISIBLE = 16  # alpha, of 255
_SMALLEST = 1.0  # points: smaller text is no text to anybody
_ALIKE = 8  # of 255 in each colour: not to be told apart
_NEARLY_WHITE = 0xF00000
_MARGIN = 2.0  # points that a box may stick out
_CLIPPED = 0.3  # share of a line's box that must lie inside its clipping path
_MOST_SEGMENTS = 50  # of a clipping path; longer ones are shapes that pictures are cut to
_NAME_LENGTH = 64
_STREAMS = re.compile(rb"/Type\s*/ObjStm.{0,400}?stream\r?\n", re.S)
_LAYERS = b"/OCProperties"


def has_layers(data: bytes) -> bool:
    """Whether a file has layers, or may have them where its objects cannot be looked into."""
    if _LAYERS in data:
        return True
    for found in _STREAMS.finditer(data):
        end = data.find(b"endstream", found.end())
        try:
            if _LAYERS in zlib.decompressobj().decompress(data[found.end() : end]):
                return True
        except zlib.error:
            return b"/Encrypt" in data
    return False


class Sight:
    """Tells seen text from unseen, on one page after another of a file."""

    def __init__(self, raw: Any, calls: Calls, data: bytes) -> None:
        self._raw = raw
        self._calls = calls
        self._layers = has_layers(data)
        self._floats = tuple(ctypes.c_float() for _ in range(4))
        self._at = tuple(ctypes.byref(number) for number in self._floats)

    def seen(self, page: Any, lines: list[Line], drawn: Drawn, box: Box) -> list[Line]:
        """The lines that are seen on a page. box: its visible part."""
        left, bottom, right, top = box[0] - _MARGIN, box[1] - _MARGIN, box[2] + _MARGIN, box[3] + _MARGIN
        last = max((ground.order for ground in drawn.grounds if ground.solid), default=-1)
        kept: list[Line] = []
        for line in lines:
            x, y = (line.x0, line.y) if line.turn == 0 else (_box(line)[0], line_y(line))
            if not (left <= x <= right and bottom <= y <= top):
                continue
            if line.start < 0 or self._is_seen(line, drawn, last):  # filled in, and so not among the page's objects
                kept.append(line)
        return self._on_shown_layers(page, kept, drawn) if self._layers else kept

    def _is_seen(self, line: Line, drawn: Drawn, last: int) -> bool:
        """last: when the last opaque rectangle of the page was painted."""
        if line.alpha < _INVISIBLE or line.size < _SMALLEST:
            return False
        if line.unpainted:
            x, y, _, _ = _box(line)
            return any(_holds(picture, x, y) for picture in drawn.pictures)
        if (drawn.grounds or line.colour >= _NEARLY_WHITE) and self._like_its_ground(line, drawn, _box(line)):
            return False
        if drawn.order.get(line.drawn, last) < last and self._covered(line, drawn, _box(line)):
            return False
        return not self._clipped(line)

    def _like_its_ground(self, line: Line, drawn: Drawn, box: Box) -> bool:
        """White on white, or as it may be."""
        order = drawn.order.get(line.drawn, -1)
        x, y = box[0] + 1, line_y(line) + 1
        ground: int | None = 0xFFFFFF
        for one in drawn.grounds:
            if one.order < order and _holds(one.box, x, y):
                ground = one.colour
        return ground is not None and all(
            abs((ground >> shift & 255) - (line.colour >> shift & 255)) < _ALIKE for shift in (16, 8, 0)
        )

    def _covered(self, line: Line, drawn: Drawn, box: Box) -> bool:
        """Painted over with an opaque rectangle."""
        order = drawn.order.get(line.drawn)
        if order is None:
            return False
        return any(
            ground.order > order and ground.solid and _inside(box, ground.box) and self._hides(ground, box)
            for ground in reversed(drawn.grounds)
        )

    def _hides(self, ground: Ground, box: Box) -> bool:
        if self._calls.PageObj_HasTransparency(ground.handle):
            return False
        clip = self._clip(ground.handle)
        return clip is None or _inside(box, clip)

    def _clipped(self, line: Line) -> bool:
        """Most of the line lies outside the path that it is clipped to."""
        path = self._calls.PageObj_GetClipPath(line.drawn)
        if not path or self._calls.ClipPath_CountPaths(path) <= 0:
            return False
        clip = self._clip(line.drawn)
        if clip is None:
            return False
        box = _box(line)
        wide = min(box[2], clip[2]) - max(box[0], clip[0])
        high = min(box[3], clip[3]) - max(box[1], clip[1])
        if wide <= 0 or high <= 0:
            return True
        return wide * high < _CLIPPED * (box[2] - box[0]) * (box[3] - box[1])

    def _clip(self, handle: int) -> Box | None:
        """The box of an object's clipping paths; None if it has none, or one that cannot be told."""
        calls = self._calls
        path = calls.PageObj_GetClipPath(handle)
        count = calls.ClipPath_CountPaths(path) if path else 0
        found: Box | None = None
        for number in range(max(count, 0)):
            points = list(self._points(path, number))
            if not points:
                return None
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            found = box if found is None else _shared(found, box)
        return found

    def _points(self, path: int, number: int) -> Iterator[tuple[float, float]]:
        calls = self._calls
        count = calls.ClipPath_CountPathSegments(path, number)
        if count > _MOST_SEGMENTS:
            return
        for i in range(max(count, 0)):
            segment = calls.ClipPath_GetPathSegment(path, number, i)
            if segment and calls.PathSegment_GetPoint(segment, self._at[0], self._at[1]):
                yield self._floats[0].value, self._floats[1].value

    # --- layers ------------------------------------------------------------------------------------------------------

    def _on_shown_layers(self, page: Any, lines: list[Line], drawn: Drawn) -> list[Line]:
        """Without what changes nothing of the page's picture when it is taken off: its layer is off.

        Only text that is marked as belonging to a layer, or lies inside a form, which may belong to one, is tried.
        """
        doubted = [
            line
            for line in lines
            if line.start >= 0 and not line.unpainted and (line.drawn in drawn.inside or self._marked(line.drawn))
        ]
        if not doubted:
            return lines
        raw = self._raw
        columns, rows = int(raw.FPDF_GetPageWidthF(page)), int(raw.FPDF_GetPageHeightF(page))
        shown = rendered(raw, page, columns, rows)
        with _inactive(raw, [line.drawn for line in doubted]):
            without = rendered(raw, page, columns, rows)
        unseen: set[int] = set()
        for line in doubted:
            left, top, right, bottom = _pixels(raw, page, _box(line), columns, rows)
            parts = ((row * columns + left, row * columns + right) for row in range(top, bottom))
            if not any(shown[begin:end] != without[begin:end] for begin, end in parts):
                unseen.add(id(line))
        return [line for line in lines if id(line) not in unseen]

    def _marked(self, handle: int) -> bool:
        """The object carries the mark of a layer."""
        raw = self._raw
        count = self._calls.PageObj_CountMarks(handle)
        if count <= 0:
            return False
        item = ctypes.cast(handle, raw.FPDF_PAGEOBJECT)
        length = ctypes.c_ulong()
        buffer = (ctypes.c_ushort * _NAME_LENGTH)()
        for number in range(count):
            mark = raw.FPDFPageObj_GetMark(item, number)
            if raw.FPDFPageObjMark_GetName(mark, buffer, 2 * _NAME_LENGTH, ctypes.byref(length)):
                name = bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")
                if name == "OC":
                    return True
        return False


@contextmanager
def _inactive(raw: Any, handles: Iterable[int]) -> Iterator[None]:
    """Objects taken off the page for as long as it lasts."""
    items = [ctypes.cast(handle, raw.FPDF_PAGEOBJECT) for handle in set(handles)]
    for item in items:
        raw.FPDFPageObj_SetIsActive(item, False)
    try:
        yield
    finally:
        for item in items:
            raw.FPDFPageObj_SetIsActive(item, True)


def _pixels(raw: Any, page: Any, box: Box, columns: int, rows: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a box in a picture of the page, a pixel wider on each side."""
    across, down = ctypes.c_int(), ctypes.c_int()
    xs: list[int] = []
    ys: list[int] = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        raw.FPDF_PageToDevice(page, 0, 0, columns, rows, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        xs.append(across.value)
        ys.append(down.value)
    return max(min(xs) - 1, 0), max(min(ys) - 1, 0), min(max(xs) + 2, columns), min(max(ys) + 2, rows)


def line_y(line: Line) -> float:
    """The height of a line's beginning in the page's own coordinates."""
    return line.y if line.turn == 0 else unturned((line.x0, line.y, line.x0, line.y), max(line.turn, 0))[1]


def _box(line: Line) -> Box:
    """Where a line stands in the page's own coordinates."""
    return unturned((line.x0, line.bottom, line.x1, line.top), max(line.turn, 0))


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] - _MARGIN <= x <= box[2] + _MARGIN and box[1] - _MARGIN <= y <= box[3] + _MARGIN


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - _MARGIN
        and inner[2] <= outer[2] + _MARGIN
        and inner[1] >= outer[1] - _MARGIN
        and inner[3] <= outer[3] + _MARGIN
    )


def _shared(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
