"""A result as plain tables: what sheets, CSV and Markdown hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.coverage import CriterionCoverage
from ..model.findings import Finding
from ..model.results import DocumentResult, Result, SetResult
from ..showing.esg import esg_title
from ..showing.places import Places
from ..showing.view import GAPS, Tell, gaps, near_text, other_findings, place_text
from ..words.messages import Lang, say
from .as_json import summary

Cell = str | int | None


@dataclass(frozen=True)
class Table:
    """id: name of its title and heads in the catalogue; widths: of its columns, in characters."""

    id: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def title(self, tell: Tell) -> str:
        return tell(f"tables.{self.id}")

    def titles(self, tell: Tell) -> list[str]:
        return [tell(f"tables.head-{head}") for head in self.heads]


def tables(result: Result, tell: Tell, lang: Lang) -> tuple[Table, ...]:
    """Summary, criteria, gaps, findings, ESG: every report of the result in each."""
    every = [(document, found) for document in result.documents for found in document.sets]
    return (
        _table("summary", SUMMARY, _summaries(result, tell, lang)),
        criteria_table(result, tell, lang),
        _table("gaps", GAPS_OF, [row for document, found in every for row in _gaps(document, found, tell, lang)]),
        _table("findings", FINDINGS, _findings(result, tell, lang)),
        _table("esg", ESG, [row for document, found in every for row in _esg(document, found, lang)]),
    )


def criteria_table(result: Result, tell: Tell, lang: Lang) -> Table:
    """Every criterion of every set of every report, in the order of its code."""
    rows = [
        _criterion(document, found, criterion, tell, lang)
        for document in result.documents
        for found in document.sets
        for criterion in found.coverage.criteria
    ]
    return _table("criteria", CRITERIA, rows)


# heads with the width of their column, in characters
SUMMARY = {"report": 40, "set": 20, "total": 10, "addressed": 10, "not_applicable": 12, "thin": 10, "mentioned": 12,
           "not_checked": 12, "missing": 10, "error": 40}  # fmt: skip
CRITERIA = {"report": 30, "set": 18, "code": 10, "standard": 10, "status": 16, "reason": 50, "words": 8, "place": 40,
            "esg": 12, "look": 40}  # fmt: skip
GAPS_OF = {"report": 30, "set": 18, "standard": 30, "codes": 18, "status": 16, "reason": 50, "place": 40, "esg": 12}
FINDINGS = {"report": 30, "severity": 12, "rule": 24, "said": 70, "place": 40}
ESG = {"report": 30, "set": 18, "code": 8, "title": 50, "addressed": 10, "total": 10}


def _table(id: str, heads: dict[str, int], rows: Sequence[tuple[Cell, ...]]) -> Table:
    return Table(id, tuple(heads), tuple(heads.values()), tuple(rows))


def _summaries(result: Result, tell: Tell, lang: Lang) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for document in result.documents:
        error = say(document.error.said, lang) if document.error is not None else None
        if error is None and document.candidates:
            error = tell("finding.set-undecided", candidates=document.candidates)
        for found in document.sets:
            counts = summary(found.coverage.criteria)
            rows.append((document.path, found.coverage.set.key, len(found.coverage.criteria), *counts.values(), error))
        if not document.sets:
            rows.append((document.path, *([None] * (len(SUMMARY) - 2)), error))
    return rows


def _criterion(
    document: DocumentResult, found: SetResult, criterion: CriterionCoverage, tell: Tell, lang: Lang
) -> tuple[Cell, ...]:
    first = criterion.evidence[0] if criterion.evidence else None
    return (
        document.path,
        found.coverage.set.key,
        criterion.criterion.code.text,
        criterion.criterion.standard,
        tell(f"status.{criterion.status}"),
        say(criterion.reason, lang),
        criterion.words,
        place_text(first.place, first.heading, tell, files=len(document.files)) if first is not None else None,
        ", ".join(criterion.criterion.esg),
        say(criterion.doubt, lang) if criterion.doubt is not None else None,
    )


def _gaps(document: DocumentResult, found: SetResult, tell: Tell, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    standards = found.coverage.set
    for gap in gaps(found.coverage, GAPS):
        yield (
            document.path,
            standards.key,
            f"{gap.standard} {standards.by_number[gap.standard].titles.get(lang)}",
            gap.label,
            tell(f"status.{gap.status}"),
            say(gap.reason, lang),
            near_text(gap.near, tell, files=len(document.files)) if gap.near is not None else None,
            ", ".join(gap.esg),
        )


def _findings(result: Result, tell: Tell, lang: Lang) -> list[tuple[Cell, ...]]:
    rows = [_finding("", finding, None, tell, lang) for finding in result.findings]
    for document in result.documents:
        places = Places(document, tell)
        rows += [_finding(document.path, finding, places, tell, lang) for finding in other_findings(document)]
    return rows


def _finding(path: str, finding: Finding, places: Places | None, tell: Tell, lang: Lang) -> tuple[Cell, ...]:
    """places: of the report; None for a finding of the case, whose place is a file of its own."""
    if places is not None:
        place = places.text(finding.place)
    else:
        place = place_text(finding.place, (), tell) if finding.place is not None else ""
    return (path, tell(f"severity.{finding.severity}"), finding.rule, say(finding.message, lang), place or None)


def _esg(document: DocumentResult, found: SetResult, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    standards = found.coverage.set
    for esg in found.coverage.esg:
        title = esg_title(standards.hub, esg.code, lang)
        yield document.path, standards.key, esg.code, title, esg.addressed, esg.total
