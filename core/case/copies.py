"""The same report in another format: both are read, and where they differ on a criterion a person should look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..checking.joined import check_reports
from ..checking.settings import Settings
from ..model.case import Case
from ..model.codes import Code
from ..model.coverage import Coverage, CriterionCoverage, Status
from ..model.findings import Finding
from ..model.places import Place
from ..model.results import DocumentResult, SetResult
from ..words.messages import message


def with_copies(case: Case, documents: Sequence[DocumentResult], settings: Settings) -> tuple[DocumentResult, ...]:
    """The reports of a case, in its order, with a doubt on each criterion on which a copy of the report differs."""
    having = [number for number, report in enumerate(case.reports) if report.also]
    files = [tuple(case.path(file) for file in case.reports[number].also) for number in having]
    found = dict(zip(having, check_reports(files, settings), strict=True)) if having else {}
    return tuple(
        _compared(document, found[number]) if number in found else document for number, document in enumerate(documents)
    )


def _compared(document: DocumentResult, copy: DocumentResult) -> DocumentResult:
    if document.error is not None:
        return document
    if copy.error is not None:
        arguments = {"path": copy.path, "error": copy.error.code}
        unread = Finding("copy-unread", "warning", Place(copy.path), arguments=arguments)
        return replace(document, findings=(*document.findings, unread))
    others = {one.coverage.set.key: one.coverage for one in copy.sets}
    sets = tuple(_doubted(one, others.get(one.coverage.set.key), copy.path) for one in document.sets)
    return replace(document, sets=sets)


def _doubted(found: SetResult, other: Coverage | None, path: str) -> SetResult:
    """The set's result with the doubts; one that was there already stays."""
    if other is None:
        return found
    statuses = {one.criterion.code: one.status for one in other.criteria}
    criteria = tuple(_criterion(one, statuses, path) for one in found.coverage.criteria)
    return replace(found, coverage=replace(found.coverage, criteria=criteria))


def _criterion(one: CriterionCoverage, statuses: Mapping[Code, Status], path: str) -> CriterionCoverage:
    status = statuses.get(one.criterion.code, one.status)
    if one.doubt is not None or status is one.status:
        return one
    return replace(one, doubt=message("doubt.copy-differs", path=Path(path).name, status=status.value))
