"""Reports of several universities -> a table for the agency, worst first; nothing of them but their counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..model.coverage import CriterionCoverage, Status
from ..model.results import CasesResult, DocumentResult, Result
from ..showing.page import Frame, template
from ..showing.view import date_text, file_name, teller
from ..words.messages import Lang, Message
from .as_json import summary
from .overview import sum_text
from .page_parts import bar_segments, without_path
from .universities import University


@dataclass(frozen=True)
class Files:
    """Names of the files beside the index, "" for those that there are not."""

    page: str = ""
    letter: str = ""
    internal: str = ""


@dataclass(frozen=True)
class Row:
    """A report and a set of it. why: in place of counts, where there is nothing to count."""

    university: str
    files: Files
    report: str
    set: str
    criteria: tuple[CriterionCoverage, ...]
    why: str


def render(
    found: Result | CasesResult,
    universities: Sequence[University],
    files: Sequence[Files],
    lang: Lang = "en",
    *,
    day: date | None = None,
    frame: Frame | None = None,
) -> str:
    """files: of each university, in the same order; none: nothing is linked. frame: of a server that shows the page."""
    tell = teller(lang)
    told = without_path(lang)
    rows = [
        row
        for one, beside in zip(universities, files or [Files()] * len(universities), strict=True)
        for document in one.result.documents
        for row in _rows(one.name, beside, document, told)
    ]
    if isinstance(found, CasesResult):
        for case in found.cases:
            if case.fault is not None:
                rows.append(Row(file_name(case.path), Files(), "", "", (), case.fault.told(lang)))
    documents = [document for one in universities for document in one.result.documents]
    return template("index.html.j2", __package__).render(
        lang=lang,
        frame=frame,
        version=found.version,
        findings=found.findings if isinstance(found, Result) and found.case is None else (),
        rows=rows,
        linked=bool(files),
        sum=sum_text(documents, tell),
        day=None if day is None else date_text(day, tell),
        tell=tell,
        told=told,
        statuses=tuple(Status),
        summary=summary,
        segments=bar_segments,
    )


def _rows(name: str, files: Files, document: DocumentResult, told: Callable[[Message], str]) -> Iterator[Row]:
    report = file_name(document.path)
    if document.error is not None:
        yield Row(name, files, report, "", (), told(document.error.said))
    elif document.candidates or not document.sets:
        why = told(Message("finding.set-undecided", {"candidates": document.candidates}))
        yield Row(name, files, report, "", (), why)
    else:
        for found in document.sets:
            yield Row(name, files, report, found.coverage.set.key, found.coverage.criteria, "")
