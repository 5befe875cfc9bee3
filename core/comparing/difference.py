"""What differs between the language versions of a report, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..model.coverage import Status
from ..model.findings import SEVERITIES, Severity
from ..model.places import Place
from ..model.results import DocumentResult, MadeOf
from ..model.standards import StandardSet

Kind = Literal[
    "coverage", "order", "row-missing", "row-doubled", "row-merged", "row-shifted", "column", "table", "figure",
    "annex", "number", "date", "percentage", "programme-code", "code-reference", "language", "length", "sentence",
    "paragraph",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "coverage", "language", "table", "figure", "row-missing", "row-doubled", "row-merged", "row-shifted", "column",
    "paragraph", "annex", "programme-code", "code-reference", "number", "date", "percentage", "sentence", "length",
    "order",
)  # fmt: skip
_NOTES: frozenset[Kind] = frozenset({"length", "order", "sentence"})
Value = str | tuple[str, ...]


@dataclass(frozen=True)
class Spot:
    """A place in one version. text: as it stands there; lacking: what is meant is not there, but would belong here."""

    place: Place
    heading: tuple[str, ...] = ()
    text: str = ""
    lacking: bool = False


@dataclass(frozen=True)
class Difference:
    """One fact that the versions do not share. values, places: by language; label: "table 3" where there is one."""

    kind: Kind
    code: str | None
    values: Mapping[str, Value]
    places: Mapping[str, Spot]
    label: str | None = None
    cause: Kind | None = None
    grave: bool = False

    @property
    def severity(self) -> Severity:
        if self.grave:
            return "error"
        return "info" if self.kind in _NOTES else "warning"

    @property
    def lacking(self) -> tuple[str, ...]:
        """The languages that lack it."""
        return tuple(language for language, spot in self.places.items() if spot.lacking)


@dataclass(frozen=True)
class Parity:
    """The versions of one report side by side. documents: by language, in the order given.

    statuses: of every criterion by language; ratios: words of each version for one of the first, the pair's own measure

    made: how, where that is known
    """

    version: str
    set: StandardSet
    documents: Mapping[str, DocumentResult]
    statuses: Mapping[str, Mapping[str, Status]]
    differences: tuple[Difference, ...]
    ratios: Mapping[str, float] = field(default_factory=dict)
    made: MadeOf | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.documents)

    @property
    def counted(self) -> tuple[Difference, ...]:
        """Without those that another difference causes."""
        return tuple(one for one in self.differences if one.cause is None)

    @property
    def not_checked(self) -> tuple[str, ...]:
        """Codes that could not be checked in some version."""
        return tuple(
            code
            for code, statuses in self.statuses.items()
            if any(one is Status.NOT_CHECKED for one in statuses.values())
        )

    def counts(self) -> Mapping[str, int]:
        """How many differences there are of each kind that occurs."""
        count = Counter(one.kind for one in self.counted)
        return {kind: count[kind] for kind in KINDS if count[kind]}

    def severities(self) -> Mapping[Severity, int]:
        count = Counter(one.severity for one in self.counted)
        return {severity: count[severity] for severity in SEVERITIES}

    def exit_code(self, fail_on: str = "warning") -> int:
        """0 nothing at or above the threshold, 1 differences, 2 a criterion could not be checked."""
        if self.not_checked:
            return 2
        severities = {"error": {"error"}, "warning": {"error", "warning"}, "never": set()}[fail_on]
        return int(any(one.severity in severities for one in self.differences))
