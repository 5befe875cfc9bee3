"""Checks that yield findings: one Rule protocol for the core and for plugins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # who loads or names a rule needs none of what it looks at
    from ..citing.citations import Citations
    from ..model.coverage import Coverage
    from ..model.document import Document
    from ..model.findings import Finding, Severity
    from ..model.programme_codes import Level
    from ..model.results import Overview


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


Rule = Callable[[Context], "Iterable[Finding]"]


@dataclass(frozen=True)
class PluginRule:
    """What the hook sapa_rules returns.

    check     is called once for each report and each of the plugin's sets that the report is checked against
    sets      ids of the sets to check instead; a plugin without sets of its own must name some
    severity  of its findings, for people who look it up; each finding says its own
    titles    the sentence of its findings by language, with their arguments in braces: {"en": "{count} tables"};
              where a language is lacking the English one is said
    source    where the rule is written; it stands behind the sentence
    """

    id: str
    check: Callable[[Context], Iterable[Finding | Overview]]
    sets: tuple[str, ...] = ()
    severity: Severity = "warning"
    titles: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class BoundRule:
    """A plugin's rule with the plugin's name and the ids of the sets for which it runs."""

    rule: Any
    plugin: str
    sets: tuple[str, ...]

    @property
    def id(self) -> str:
        return str(self.rule.id)
