"""Runs Sapa over a built document. Pages are read by text recognition only where the container's name says so."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from .build import Built

TRUTH_WORDS = 40  # the labels count so many words as an answer in every language


@cache
def loaded() -> Any:
    from sapa.core.loading.plugins import load_plugins

    return load_plugins()


def check_built(built: Built, detect: bool = False) -> Any:
    """core.check.DocumentResult; detect: the set is not named but found out."""
    from sapa.core.checking.report import STEPS
    from sapa.core.checking.settings import settings
    from sapa.core.checking.steps import one
    from sapa.core.reading.tools import probe

    every = {one.key: replace(one, words={"": TRUTH_WORDS}) for one in loaded().sets.values()}
    sets = () if detect else tuple(every[loaded().sets.find(name).key] for name in built.source.sets)
    ocr: Any = "auto" if built.container.endswith("+ocr") else "never"
    how = settings(loaded(), probe(), sets, ocr=ocr)
    how = replace(how, known=tuple(every.values()), rules=())
    return one((str(built.path),), how, STEPS, progress=None)
