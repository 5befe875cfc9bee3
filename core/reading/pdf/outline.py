"""A PDF's bookmarks and the numbers printed on its pages, as the file declares them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

_MOST = 20_000  # bookmarks
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Bookmark:
    """level from 1; page: 1-based physical page that it leads to, 0 if none; y: in the page's own coordinates."""

    title: str
    level: int
    page: int
    y: float | None


def bookmarks(raw: Any, document: Any) -> list[Bookmark]:
    """All bookmarks in their order; loops and endless lists, which broken files have, end."""
    found: list[Bookmark] = []
    seen: set[int] = set()
    has_x, has_y, has_zoom = (ctypes.c_int() for _ in range(3))
    x, y, zoom = (ctypes.c_float() for _ in range(3))

    def walk(parent: Any, level: int) -> None:
        mark = raw.FPDFBookmark_GetFirstChild(document, parent)
        while mark and len(found) < _MOST:
            handle = ctypes.cast(mark, ctypes.c_void_p).value or 0
            if handle in seen:
                return
            seen.add(handle)
            size = raw.FPDFBookmark_GetTitle(mark, None, 0)
            buffer = ctypes.create_string_buffer(max(size, 2))
            raw.FPDFBookmark_GetTitle(mark, buffer, size)
            title = buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")
            target = raw.FPDFBookmark_GetDest(document, mark)
            if not target:
                action = raw.FPDFBookmark_GetAction(mark)
                target = raw.FPDFAction_GetDest(document, action) if action else None
            page, height = 0, None
            if target:
                page = raw.FPDFDest_GetDestPageIndex(document, target) + 1
                if raw.FPDFDest_GetLocationInPage(target, has_x, has_y, has_zoom, x, y, zoom) and has_y.value:
                    height = y.value
            found.append(Bookmark(title, level, max(page, 0), height))
            if level < _DEEPEST:
                walk(mark, level + 1)
            mark = raw.FPDFBookmark_GetNextSibling(document, mark)

    walk(None, 1)
    return found


def page_label(raw: Any, document: Any, index: int) -> str | None:
    """The number printed on a page, where the file declares one."""
    size = raw.FPDF_GetPageLabel(document, index, None, 0)
    if size <= 2:
        return None
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetPageLabel(document, index, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace") or None
