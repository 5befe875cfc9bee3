"""Headings and contents as a tagged PDF declares them: Word and LibreOffice write such files."""

from __future__ import annotations

import ctypes
from typing import Any

_DEEPEST = 40
_MOST = 5000  # elements of one page
_HEADINGS = {f"H{level}": level for level in range(1, 7)}
_CONTENTS = {"TOC", "TOCI"}
_NAME_LENGTH = 64  # bytes of an element's kind


def heading_level(tag: str) -> int:
    """1 to 6 for the tag of a heading, else 0."""
    return int(tag[1]) if tag[:1] == "H" else 0


def is_contents(tag: str) -> bool:
    return tag[:1] == "T"


def tags(raw: Any, page: Any) -> dict[int, str]:
    """By marked-content id: "H2:17" for a heading of rank 2 that is the page's element 17, "T:5" for contents."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    walk = _Walk(raw)
    try:
        for i in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, i)
            if child:
                walk.into(child, "", 0)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return walk.found


class _Walk:
    """Through the elements of a page; found: the tags by marked-content id."""

    def __init__(self, raw: Any) -> None:
        self.found: dict[int, str] = {}
        self._raw = raw
        self._buffer = ctypes.create_string_buffer(_NAME_LENGTH)
        self._seen = 0

    def _kind(self, element: Any) -> str:
        size = self._raw.FPDF_StructElement_GetType(element, self._buffer, _NAME_LENGTH)
        return self._buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace") if size <= _NAME_LENGTH else ""

    def into(self, element: Any, tag: str, depth: int) -> None:
        """Into an element that lies in another one with a tag, or in none."""
        self._seen += 1
        if self._seen > _MOST or depth > _DEEPEST:
            return
        raw = self._raw
        name = self._kind(element)
        if not tag and name in _HEADINGS:
            tag = f"H{_HEADINGS[name]}:{self._seen}"
        elif name in _CONTENTS:
            tag = f"T:{self._seen}"
        for i in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child:
                self.into(child, tag, depth + 1)
            elif tag:
                content = raw.FPDF_StructElement_GetChildMarkedContentID(element, i)
                if content >= 0:
                    self.found[content] = tag
