"""All of an editor's rules by their ids, and how they are run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from ...model.document import Document
from ...model.findings import Finding
from ...model.results import SetResult
from . import EditorRule, Material
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

# Each check with the rules whose findings it makes, in the order in which people read them.
CHECKS: tuple[tuple[Check, tuple[EditorRule, ...]], ...] = (
    (personal, (EditorRule("personal-data", "warning", "personal"),)),
    (left, (EditorRule("prompt-left", "warning", "craft"),)),
    (draft, (EditorRule("draft-mark", "info", "craft"),)),
    (broken, (EditorRule("reference-broken", "warning", "craft"),)),
    (empty, (EditorRule("section-empty", "warning", "craft"),)),
    (
        annexes,
        (
            EditorRule("annex-unlisted", "warning", "evidence"),
            EditorRule("annex-uncited", "info", "evidence"),
            EditorRule("annex-no-list", "info", "evidence"),
        ),
    ),
    (totals, (EditorRule("total-wrong", "warning", "craft"),)),
    (percentages, (EditorRule("percent-sum", "warning", "craft"),)),
    (two_values, (EditorRule("two-values", "warning", "craft"),)),
    (without_weakness, (EditorRule("standard-without-weakness", "info", "analytical"),)),
    (without_analysis, (EditorRule("standard-without-analysis", "info", "analytical"),)),
    (copied, (EditorRule("text-repeated", "info", "craft"),)),
    (
        before_the_period,
        (EditorRule("year-outside-period", "info", "period"), EditorRule("date-before-period", "info", "period")),
    ),
    (unmentioned, (EditorRule("object-unmentioned", "info", "craft"),)),
    (unnumbered, (EditorRule("caption-unnumbered", "info", "craft"),)),
    (uncaptioned, (EditorRule("object-uncaptioned", "info", "craft"),)),
    (repeated, (EditorRule("object-number-twice", "info", "craft"),)),
    (gone, (EditorRule("contents-entry-gone", "info", "craft"),)),
    (wrong_pages, (EditorRule("contents-page-wrong", "info", "craft"),)),
)
# What the readers notice while they read, the check of criteria of the contents, and that of a case of its reports.
NOTICED = (
    EditorRule("revisions-left", "info", "craft"),
    EditorRule("comments-left", "info", "craft"),
    EditorRule("highlight-left", "info", "craft"),
    EditorRule("hidden-text", "info", "craft"),
    EditorRule("stale-contents", "info", "craft"),
    EditorRule("text-shared", "info", "craft"),
)
RULES: Mapping[str, EditorRule] = {
    rule.id: rule for rule in (*(rule for _, rules in CHECKS for rule in rules), *NOTICED)
}


def edited(document: Document, sets: Sequence[SetResult], skip: Collection[str] = ()) -> Iterator[Finding]:
    """What an editor would say of a report. skip: ids of rules that are left out."""
    material = Material(document, tuple(sets))
    for check, rules in CHECKS:
        if any(rule.id not in skip for rule in rules):
            yield from (finding for finding in check(material) if finding.rule not in skip)
