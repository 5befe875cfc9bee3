"""Document x StandardSet -> the status of every criterion and standard, with its evidence and reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .messages import Message
from .places import Place
from .standards import Criterion, Standard, StandardSet


class Status(StrEnum):
    """Of a criterion or standard; the first that holds, in this order, except that MISSING is what remains."""

    ADDRESSED = "addressed"
    NOT_APPLICABLE = "not_applicable"
    THIN = "thin"
    MENTIONED = "mentioned"
    NOT_CHECKED = "not_checked"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that gives a status.

    kind       heading, row, lead, paragraph, note, box, range, contents, matrix, furniture, inline or annex
    words      of narrative that the passage here holds (0 for a mere mention)
    shared     how many codes the passage answers at once
    annexes    labels of the annexes it cites
    heading    the headings above it, outermost first
    confidence of the text recognition, None for a file's own text
    """

    kind: str
    place: Place
    heading: tuple[str, ...]
    words: int
    shared: int
    annexes: tuple[str, ...]
    confidence: float | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class CriterionCoverage:
    """evidence: strongest first; words: of all its passages, overlaps counted once."""

    criterion: Criterion
    status: Status
    reason: Message
    words: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class StandardCoverage:
    standard: Standard
    status: Status
    reason: Message
    addressed: int
    total: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class EsgCoverage:
    """One standard of the hub (ESG Part 1): how many of the criteria mapped to it are addressed."""

    code: str
    addressed: int
    total: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """A set's coverage by one document. criteria: all of the set, in the order of their codes."""

    set: StandardSet
    criteria: tuple[CriterionCoverage, ...]
    standards: tuple[StandardCoverage, ...]
    esg: tuple[EsgCoverage, ...]
