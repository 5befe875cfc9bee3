"""What one version of Sapa makes of a file, as a line of JSON; run by that version's own Python (see compare.py).

Uses of Sapa only what every version has: `read`, `check`, `load`. Paths come on standard input, one a line.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

import sapa


def summary(path: str, loaded: Any) -> dict[str, Any]:
    """format, error, language, pages, words (how often each), headings, tables, rows, statuses by set and code."""
    try:
        read = sapa.read(path, ocr="never")
    except Exception as error:
        return {"error": getattr(error, "code", None) or f"{type(error).__name__}: {error}"}
    found: dict[str, Any] = _content(read)
    try:
        (document,) = json.loads(sapa.check(path, loaded=loaded, ocr="never").to_json())["documents"]
    except Exception as error:
        return {**found, "language": None, "error": f"{type(error).__name__}: {error}"}
    if document["error"] is not None:  # read, and nobody knows against which standards
        found["error"] = document["error"]["code"]
    statuses = {one["id"]: {each["code"]: each["status"] for each in one["criteria"]} for one in document["sets"]}
    return {**found, "language": document["language"], "statuses": statuses}


def _content(document: Any) -> dict[str, Any]:
    tables = {block.table for block in document.blocks if block.table}
    return {
        "error": None,
        "format": document.format,
        "pages": document.pages,
        "unread": sum(len(one.pages) or 1 for one in document.unreadable),
        "words": Counter(word for block in document.blocks for word in block.text.lower().split()),
        "headings": [
            f"{block.level} {block.number} {block.text}".replace("  ", " ")
            for block in document.blocks
            if block.kind.value == "heading"
        ],
        "tables": len(tables),
        "rows": sum(bool(block.table) for block in document.blocks),
    }


if __name__ == "__main__":
    installed = sapa.load()
    for line in sys.stdin.read().splitlines():
        print(json.dumps([line, summary(line, installed)]), flush=True)
