"""What is wrong with a filled expert report: every rule is a function of the report and what it is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..model.findings import SEVERITIES, Finding
from . import findings_advice, findings_compared, findings_file, findings_ratings, findings_unwritten
from .context import Context

Rule = Callable[[Context], Iterable[Finding]]


def find(context: Context) -> tuple[Finding, ...]:
    """All findings, worst first, each severity in the order of the document."""
    found = [finding for rule in RULES for finding in rule(context)]

    def order(finding: Finding) -> tuple[int, int]:
        place = finding.place
        return SEVERITIES.index(finding.severity), place.paragraph or 0 if place is not None else 0

    return tuple(sorted(found, key=order))


RULES: tuple[Rule, ...] = (
    findings_file.structure,
    findings_ratings.chapters,
    findings_ratings.ratings,
    findings_ratings.summary,
    findings_ratings.criteria,
    findings_advice.weaknesses,
    findings_advice.recommendations,
    findings_unwritten.parts,
    findings_unwritten.surroundings,
    findings_compared.citations,
    findings_compared.commission,
    findings_file.unaccepted,
    findings_file.languages,
    findings_file.decision,
)
