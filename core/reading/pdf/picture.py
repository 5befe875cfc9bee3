"""A page as a picture: for recognition, and to see what text alone does not tell."""

from __future__ import annotations

import ctypes
from typing import Any


def rendered(raw: Any, page: Any, columns: int, rows: int) -> bytes:
    """A page as it is shown, in grey: a byte a pixel, rows from the top down without gaps; b"" where it fails."""
    if columns <= 0 or rows <= 0:
        return b""
    bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return b""
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * rows)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    if stride == columns:
        return buffer
    return b"".join(buffer[row * stride : row * stride + columns] for row in range(rows))


_CELL = 6  # points: the side of the squares in which ink is counted
_CONTRAST = 60  # of 255 between the lightest and the darkest point of a square that holds ink


def inked(raw: Any, page: Any) -> int:
    """In how many squares of six points there is something: letters, a drawing, not an even ground."""
    columns, rows = int(raw.FPDF_GetPageWidthF(page)), int(raw.FPDF_GetPageHeightF(page))
    grey = rendered(raw, page, columns, rows)
    if not grey:
        return 0
    count = 0
    for top in range(0, rows - _CELL + 1, _CELL):
        band = [grey[row * columns : (row + 1) * columns] for row in range(top, top + _CELL)]
        if all(line.count(line[0]) == columns for line in band):
            continue
        for left in range(0, columns - _CELL + 1, _CELL):
            square = b"".join(line[left : left + _CELL] for line in band)
            count += max(square) - min(square) > _CONTRAST
    return count
