"""Checks that yield findings: one Rule protocol for the core and for plugins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..citations import Citations
from ..coverage import Coverage
from ..document import Document
from ..findings import Finding


@dataclass(frozen=True)
class Context:
    """What a rule may look at. coverage and citations: of one set; None for rules about the document alone."""

    document: Document
    coverage: Coverage
    citations: Citations


Rule = Callable[[Context], Iterable[Finding]]
