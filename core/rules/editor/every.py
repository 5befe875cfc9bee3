"""What looks for the findings of an editor's rules, and how it is run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from ...model.document import Document
from ...model.findings import Finding
from ...model.progress import Step, silent
from ...model.results import SetResult
from . import Material
from .annex_lists import annexes
from .contents import gone, wrong_pages
from .copies import copied
from .indicators import two_values
from .objects import repeated, uncaptioned, unmentioned, unnumbered
from .periods import before_the_period
from .personal import personal
from .prompts import broken, draft, left
from .sections import empty
from .standards import without_analysis, without_weakness
from .sums import percentages, totals

Check = Callable[[Material], Iterable[Finding]]

# Each check with the ids of the rules whose findings it makes, in the order of those.
CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (personal, ("personal-data",)),
    (left, ("prompt-left",)),
    (draft, ("draft-mark",)),
    (broken, ("reference-broken",)),
    (empty, ("section-empty",)),
    (
        annexes,
        (
            "annex-unlisted",
            "annex-uncited",
            "annex-no-list",
        ),
    ),
    (totals, ("total-wrong",)),
    (percentages, ("percent-sum",)),
    (two_values, ("two-values",)),
    (without_weakness, ("standard-without-weakness",)),
    (without_analysis, ("standard-without-analysis",)),
    (copied, ("text-repeated",)),
    (
        before_the_period,
        ("year-outside-period", "date-before-period"),
    ),
    (unmentioned, ("object-unmentioned",)),
    (unnumbered, ("caption-unnumbered",)),
    (uncaptioned, ("object-uncaptioned",)),
    (repeated, ("object-number-twice",)),
    (gone, ("contents-entry-gone",)),
    (wrong_pages, ("contents-page-wrong",)),
)


def edited(
    document: Document, sets: Sequence[SetResult], skip: Collection[str] = (), step: Step = silent
) -> Iterator[Finding]:
    """What an editor would say of a report. skip: ids of rules that are left out; step: called before each check."""
    material = Material(document, tuple(sets))
    for check, rules in CHECKS:
        if any(rule not in skip for rule in rules):
            step()
            yield from (finding for finding in check(material) if finding.rule not in skip)
