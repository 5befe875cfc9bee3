"""Checks that yield findings: one Rule protocol for the core and for plugins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ..citations import Citations
from ..coverage import Coverage
from ..document import Document
from ..findings import Finding
from ..messages import Message
from ..places import Place
from ..programme_codes import Level
from ..standards import Titles


@dataclass(frozen=True)
class Context:
    """What a rule may look at. coverage and citations: of one set.

    level    of the programme, where the user or the case says it; None: the report itself must tell
    options  settings for plugins' rules, by name
    """

    document: Document
    coverage: Coverage
    citations: Citations
    level: Level | None = None
    options: dict[str, str] = field(default_factory=dict)


Shown = str | Message | Titles | tuple[Place, ...]


@dataclass(frozen=True)
class Overview:
    """A table that a rule wants people to see, beside its findings: in the text and the page, not in the JSON.

    heads  one for each column; rows: as many cells each: a text, a message, a title, or places
    notes  sentences before the table
    """

    title: Message
    heads: tuple[Message, ...]
    rows: tuple[tuple[Shown, ...], ...]
    notes: tuple[Message, ...] = ()


Rule = Callable[[Context], Iterable[Finding]]


@dataclass(frozen=True)
class PluginRule:
    """What the hook sapa_rules returns.

    check  is called once for each report and each of the plugin's sets that the report is checked against
    sets   ids of the sets to check instead; a plugin without sets of its own must name some
    """

    id: str
    check: Callable[[Context], Iterable[Finding | Overview]]
    sets: tuple[str, ...] = ()


@dataclass(frozen=True)
class BoundRule:
    """A plugin's rule with the plugin's name and the ids of the sets for which it runs."""

    rule: Any
    plugin: str
    sets: tuple[str, ...]

    @property
    def id(self) -> str:
        return str(self.rule.id)
