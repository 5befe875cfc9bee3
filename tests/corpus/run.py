"""Runs Sapa over a built document. Pages are read by text recognition only where the container's name says so."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from .build import Built


@cache
def loaded() -> Any:
    from sapa.core.loading.plugins import load_plugins

    return load_plugins()


def check_built(built: Built, detect: bool = False) -> Any:
    """core.check.DocumentResult; detect: the set is not named but found out."""
    from sapa.core.checking.report import check_file
    from sapa.core.checking.settings import settings
    from sapa.core.reading.tools import probe

    sets = () if detect else tuple(loaded().sets.find(name) for name in built.source.sets)
    ocr: Any = "auto" if built.container.endswith("+ocr") else "never"
    return check_file(str(built.path), replace(settings(loaded(), probe(), sets, ocr=ocr), rules=()))
