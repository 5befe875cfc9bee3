"""Runs Sapa over a built document. Pages are read by text recognition only where the container's name says so."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from .build import Built


@cache
def loaded_sets() -> Any:
    from sapa.core.loading import load_plugins

    return load_plugins().sets


def check_built(built: Built, detect: bool = False) -> Any:
    """core.check.DocumentResult; detect: the set is not named but found out."""
    from sapa.core.check import check_file
    from sapa.core.reading.tools import probe

    tools = probe()
    if not built.container.endswith("+ocr"):
        tools = replace(tools, tesseract=None)
    return check_file(str(built.path), None if detect else list(built.source.sets), tools)
