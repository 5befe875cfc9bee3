"""Reads a Word file made of raw XML, for the tests of the Word reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sapa.core.model.document import Block, Document, Kind
from sapa.core.reading import read
from sapa.core.reading.tools import Tools

from ..wordxml import headings, package, save

NOTHING = Tools(None, None, ())


def document(folder: Path, body: str, **parts: Any) -> Document:
    """The document of a body; built-in heading styles unless other styles are given."""
    parts.setdefault("styles", headings(5))
    return read(save(folder, package(body, **parts)), NOTHING)


def main(found: Document) -> list[Block]:
    return [block for block in found.blocks if block.kind is not Kind.FURNITURE]


def texts(found: Document) -> list[str]:
    return [block.shown for block in main(found)]


def kinds(found: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.shown) for block in main(found)]


def rules(found: Document) -> dict[str, dict[str, Any]]:
    """Arguments of each finding by rule."""
    return {finding.rule: dict(finding.arguments) for finding in found.findings}
