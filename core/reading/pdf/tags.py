"""Headings and contents as a tagged PDF declares them: Word and LibreOffice write such files."""

from __future__ import annotations

import ctypes
from typing import Any

_DEEPEST = 40
_MOST = 5000  # elements of one page
_HEADINGS = {f"H{level}": level for level in range(1, 7)}
_CONTENTS = {"TOC", "TOCI"}


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
    found: dict[int, str] = {}
    buffer = ctypes.create_string_buffer(64)
    seen = 0

    def kind(element: Any) -> str:
        size = raw.FPDF_StructElement_GetType(element, buffer, 64)
        return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace") if size <= 64 else ""

    def walk(element: Any, tag: str, depth: int) -> None:
        nonlocal seen
        seen += 1
        if seen > _MOST or depth > _DEEPEST:
            return
        name = kind(element)
        if not tag and name in _HEADINGS:
            tag = f"H{_HEADINGS[name]}:{seen}"
        elif name in _CONTENTS:
            tag = f"T:{seen}"
        for i in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child:
                walk(child, tag, depth + 1)
            elif tag:
                content = raw.FPDF_StructElement_GetChildMarkedContentID(element, i)
                if content >= 0:
                    found[content] = tag

    try:
        for i in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, i)
            if child:
                walk(child, "", 0)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return found
