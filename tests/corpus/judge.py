"""Compares what Sapa says of a corpus document with its truth, criterion by criterion and page by page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .build import Built
from .codes import CODES
from .source import Label


@dataclass(frozen=True)
class Verdict:
    """One criterion of one document. got: None where the set is not in the result at all.

    page   the first evidence's page is one of those where the truth has it; None: no page is expected or none is known
    printed, false  pages printed for this code, and those of them that are not true
    """

    document: str
    container: str
    set: str
    code: str
    expected: str | None
    got: str | None
    reason: str = ""
    page: bool | None = None
    printed: int = 0
    false: int = 0
    pages: tuple[int | None, ...] = ()
    true_pages: tuple[int, ...] = ()

    @property
    def right(self) -> bool:
        return self.expected is None or self.expected == self.got

    def __str__(self) -> str:
        said = f"{self.document} [{self.container}] {self.set} {self.code}: expected {self.expected}, got {self.got}"
        if self.page is False or self.false:
            said += f"; pages {self.pages}, true {self.true_pages}"
        return f"{said} ({self.reason})" if self.reason else said


def judge(built: Built, result: Any) -> list[Verdict]:
    """result: core.check.DocumentResult of this file."""
    from sapa.core.words.messages import say

    by_set = {str(one.coverage.set.id): one.coverage for one in result.sets}
    verdicts: list[Verdict] = []
    for set_id in built.source.sets:
        labels, default = built.source.truth(set_id, built.container)
        coverage = by_set.get(set_id)
        got = {str(c.criterion.code): c for c in coverage.criteria} if coverage else {}
        for code in CODES[set_id]:
            label = labels.get(code, default)
            one = got.get(code)
            if one is None:
                verdicts.append(Verdict(built.source.name, built.container, set_id, code, label.status, None))
                continue
            page, printed, false, pages, true_pages = _pages(built, label, one.evidence)
            verdicts.append(
                Verdict(
                    built.source.name,
                    built.container,
                    set_id,
                    code,
                    label.status,
                    str(one.status),
                    say(one.reason),
                    page,
                    printed,
                    false,
                    pages,
                    true_pages,
                )
            )
    return verdicts


def _pages(
    built: Built, label: Label, evidence: Iterable[Any]
) -> tuple[bool | None, int, int, tuple[int | None, ...], tuple[int, ...]]:
    pages = tuple(e.place.page if e.place.page_source != "rendered" else None for e in evidence)
    if not built.pages:  # no page can be known: none may be printed; a PDF without labels has nothing to compare with
        if built.pages is None:
            printed = sum(page is not None for page in pages)
            return (None if not printed else False), printed, printed, pages, ()
        return None, 0, 0, pages, ()
    if "*" in label.others or "*" in label.first:  # a running header: on every page
        return None, 0, 0, pages, ()
    first = {built.pages[name] for name in label.first if name in built.pages}
    every = first | {built.pages[name] for name in label.others if name in built.pages}
    unknown = any(name not in built.pages for name in (*label.first, *label.others))
    if not first or unknown:
        return None, 0, 0, pages, tuple(sorted(every))
    given = [page for page in pages if page is not None]
    right = bool(pages) and pages[0] in first
    return right, len(given), sum(page not in every for page in given), pages, tuple(sorted(every))


def wrong_standards(built: Built, result: Any) -> list[str]:
    """The standards whose status is not the expected one."""
    wrong: list[str] = []
    for one in result.sets:
        if str(one.coverage.set.id) != built.source.sets[0]:
            continue
        got = {s.standard.number: str(s.status) for s in one.coverage.standards}
        for number, status in built.source.standards.items():
            if got.get(number) != status:
                wrong.append(f"standard {number}: expected {status}, got {got.get(number)}")
    return wrong


def wrong_findings(built: Built, result: Any) -> list[str]:
    """Expected findings that were not reported, and reported ones that must not be."""
    rules: set[str] = set()
    for finding in result.findings:
        rules |= {finding.rule, f"{finding.rule} {finding.code}"}
        for value in finding.arguments.values():
            rules.add(f"{finding.rule} {value}")
    wrong = [f"finding expected: {said}" for said in built.source.findings if said not in rules]
    return wrong + [f"finding not expected: {said}" for said in built.source.no_findings if said in rules]
