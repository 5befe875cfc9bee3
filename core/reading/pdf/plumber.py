"""pdfplumber, asked about a part of a page: which grids it finds there."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .grids import Area, Grid
from .lines import LEFT, RIGHT, Box, turned
from .table_settings import UNSETTLED

_QUARTER_TURN, _FULL_TURN = 90, 360  # degrees
_SETTINGS: dict[str, Any] = {
    "snap_tolerance": 3,
    "join_tolerance": UNSETTLED.between_dashes,
    "intersection_tolerance": 5,
    "edge_min_length": 10,
    "edge_min_length_prefilter": 0.3,
}


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
    if page.rotation % _FULL_TURN != _QUARTER_TURN * turn:
        return None, None
    x0, y0, x1, y1 = (float(edge) for edge in page.bbox)
    if not turn:
        return 0.0, y1 - y0
    if x0 or y0:
        return None, None
    size = (y1, x1) if turn in (LEFT, RIGHT) else (x1, y1)
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
    xs = distinct([x for box in boxes for x in (box[0], box[2])])
    ys = distinct([y for box in boxes for y in (box[1], box[3])])[::-1]
    across, down = len(xs) - 1, len(ys) - 1
    if across < 1 or down < 1 or across * down > UNSETTLED.most_cells:
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


def distinct(values: list[float]) -> list[float]:
    """Coordinates in order, those of one rule once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > UNSETTLED.same_rule:
            found.append(value)
    return found


def _at(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
