"""Twins: a Word file against its own PDF by LibreOffice, each as Sapa reads and arranges it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Hashable
from pathlib import Path
from typing import Any

from .figures import MADE, Row, Score, Told, bare
from .peers import document_of
from .tags import by_libreoffice, sources

_NAME = "twins"
GOAL = "words ≥ 99.5 %, headings ≥ 95 %"


def run(tools: list[str], told: Told) -> list[Row]:
    if tools and "Sapa" not in tools:
        return []
    if shutil.which("soffice") is None:
        return [Row(_NAME, "Sapa", "needs LibreOffice")]
    with tempfile.TemporaryDirectory() as work:
        folder = Path(os.environ.get(MADE) or work) / "twins"
        files = sources(folder)
        out = folder / "pdf"
        if not out.exists():
            by_libreoffice(files, out, "pdf", "pdf")
        return _measured(list(zip(files, sorted(out.glob("*.pdf")), strict=True)), told)


def _measured(twins: list[tuple[Path, Path]], told: Told) -> list[Row]:
    words, headings, tables = Score(), Score(), Score()
    for word, pdf in twins:
        one, other = document_of(word), document_of(pdf)
        f = words.add(_words(one), _words(other))
        h = headings.add(_headings(one), _headings(other))
        t = tables.add(_rows(one), _rows(other))
        told(f"{_NAME} {word.name}: words {f:.4f}, headings {h:.3f}, rows of tables {t:.3f}")
        lost, false = _headings(one) - _headings(other), _headings(other) - _headings(one)
        if lost or false:
            told(f"    headings lost {[str(x)[:40] for x in lost][:5]}; false {[str(x)[:40] for x in false][:5]}")
    shown = f"words {words.micro:.2%}, headings {headings.micro:.1%}, rows of tables {tables.micro:.1%}"
    return [Row(_NAME, "Sapa", f"{shown}, {len(twins)} files", GOAL)]


def _words(document: Any) -> Counter[Hashable]:
    from sapa.core.model.document import Kind

    shown = (block.shown for block in document.blocks if block.kind not in (Kind.FURNITURE, Kind.CONTENTS))
    return Counter(word for text in shown for token in text.split() if (word := bare(token)))


def _headings(document: Any) -> Counter[Hashable]:
    from sapa.core.model.document import Kind

    return Counter(bare(block.shown) for block in document.blocks if block.kind is Kind.HEADING)


def _rows(document: Any) -> Counter[Hashable]:
    from sapa.core.model.document import Kind

    return Counter(bare(block.shown) for block in document.blocks if block.kind is Kind.ROW)
