"""Several reports in one table, worst first."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.coverage import Status
from ..model.results import DocumentResult, Result, SetResult
from ..showing.layout import Column, Paper, Span, Spans, cells_of
from ..showing.view import GAPS, Tell, of_text, share, unread_text
from ..words.messages import Lang, say
from .as_json import summary

BAR = 8
WIDE = 90  # columns from which on there is room for the bars beside the names of files
_SHOWN = (Status.NOT_CHECKED, Status.MISSING, Status.MENTIONED, Status.THIN)


def ranked(result: Result) -> list[DocumentResult]:
    """Worst first: not read, undecided, then the greater share of criteria that are not checked or have gaps."""
    return sorted(result.documents, key=_rank)


def _rank(document: DocumentResult) -> tuple[int, float, float, str]:
    if document.error is not None:
        return (0, 0, 0, document.path)
    if not document.sets or document.candidates:
        return (1, 0, 0, document.path)
    criteria = [criterion for found in document.sets for criterion in found.coverage.criteria]
    total = len(criteria) or 1
    unknown = sum(criterion.status is Status.NOT_CHECKED for criterion in criteria) / total
    good = sum(criterion.status in (Status.ADDRESSED, Status.NOT_APPLICABLE) for criterion in criteria) / total
    return (2, good, -unknown, document.path)


def write_overview(paper: Paper, result: Result, tell: Tell, lang: Lang) -> None:
    folder = common_folder([document.path for document in result.documents])
    sets = list(dict.fromkeys(_set_ids(document) for document in result.documents if document.sets))
    paper.write([(tell("report.overview", count=len(result.documents)), "head")])
    if folder:
        paper.write(tell("report.folder", path=folder), indent=2)
    if len(sets) == 1:
        paper.write(tell("report.set", set=sets[0]), indent=2)
    paper.blank()
    heads = [tell(f"short.{status}") for status in _SHOWN]
    documents = ranked(result)
    of = max((cells_of(_of(found, tell)) for document in documents for found in document.sets), default=5)
    bars = paper.width >= WIDE
    columns = [
        Column(),
        *([Column(BAR)] if bars else []),
        Column(max(of, cells_of(tell("short.addressed"))), right=True),
        *(Column(max(cells_of(head), 4), right=True) for head in heads),
    ]
    cells: list[Spans] = [tell("report.file"), *([""] if bars else []), tell("short.addressed"), *heads]
    paper.row([[(cell, "head")] if isinstance(cell, str) else cell for cell in cells], columns)
    for document in documents:
        _rows(paper, document, columns, folder, len(sets) > 1, tell, lang)
    paper.blank()
    paper.write(_sum(documents, tell), hanging=2)


def _rows(
    paper: Paper, document: DocumentResult, columns: list[Column], folder: str, name_set: bool, tell: Tell, lang: Lang
) -> None:
    name = document.path[len(folder) :]
    bars = paper.width >= WIDE
    if document.error is not None:
        why = say(document.error.said, lang).removeprefix(f"{document.path}: ")
        paper.write([(name, "title"), ("\n" + why, "not_checked")], hanging=2)
        return
    if document.candidates or not document.sets:
        why = tell("finding.set-undecided", candidates=document.candidates)
        paper.write([(name, "title"), ("\n" + why, "not_checked")], hanging=2)
    for found in document.sets:
        counts = summary(found.coverage.criteria)
        shown: list[Spans] = [
            [(name, "title"), (f" ({_set_id(found)})" if name_set else "", "quiet")],
            *([[(share(counts[Status.ADDRESSED], len(found.coverage.criteria), BAR), "bar")]] if bars else []),
            _of(found, tell),
            *([(str(counts[status]), status.value if counts[status] else "quiet")] for status in _SHOWN),
        ]
        paper.row(shown, columns)
    for line in unread_text(document, tell):
        paper.write([(line, "not_checked")], indent=2)


def _of(found: SetResult, tell: Tell) -> str:
    counts = summary(found.coverage.criteria)
    return of_text(counts[Status.ADDRESSED], len(found.coverage.criteria), tell)


def sum_text(documents: Sequence[DocumentResult], tell: Tell) -> str:
    """15 reports: 4 with undecided standards, 11 with gaps."""
    return "".join(text for text, _ in _sum(documents, tell))


def _sum(documents: Sequence[DocumentResult], tell: Tell) -> list[Span]:
    """How many reports there are of each kind; kinds without any are not named."""
    kinds = {"unread": 0, "undecided": 0, "unknown": 0, "with-gaps": 0, "without-gaps": 0}
    for document in documents:
        statuses = {criterion.status for found in document.sets for criterion in found.coverage.criteria}
        if document.error is not None:
            kinds["unread"] += 1
        elif document.candidates or not document.sets:
            kinds["undecided"] += 1
        elif Status.NOT_CHECKED in statuses:
            kinds["unknown"] += 1
        else:
            kinds["with-gaps" if statuses & set(GAPS) else "without-gaps"] += 1
    counts = ", ".join(tell(f"sum.{kind}", count=count) for kind, count in kinds.items() if count)
    return [(tell("report.reports", count=len(documents)) + " ", "head"), (counts, "")]


def _set_ids(document: DocumentResult) -> str:
    return ", ".join(map(_set_id, document.sets))


def _set_id(found: SetResult) -> str:
    return f"{found.coverage.set.id}@{found.coverage.set.edition}"


def common_folder(paths: list[str]) -> str:
    """What all paths begin with, up to a separator, so that it need not be said on every line."""
    first, last = min(paths), max(paths)
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[: max(first.rfind("/", 0, same), first.rfind("\\", 0, same)) + 1]
