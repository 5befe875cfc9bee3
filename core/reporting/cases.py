"""Several cases in one table, worst first: gaps, what is overdue, what is open, the next deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model.results import CasesResult, CheckedCase, Result
from ..showing.layout import Column, Line, Paper, Spans, cells_of, plain
from ..showing.terminal import PIPED
from ..showing.view import GAPS, Tell, file_name, teller
from ..words.messages import Lang, day_text
from . import as_text
from .outcome import settled

_DAY = 11  # columns of a date


@dataclass(frozen=True)
class Row:
    """A case in numbers.

    gaps      criteria that some report of the case leaves open; unread: reports not read or not wholly checked
    overdue   titles of the stages whose latest day has passed; next: the nearest latest day that has not, and its stage
    """

    case: CheckedCase
    name: str
    reports: int
    gaps: int
    unread: int
    overdue: tuple[str, ...]
    not_met: int
    open: int
    next: tuple[date, str] | None

    @property
    def unknown(self) -> bool:
        return self.case.fault is not None or bool(self.unread)

    @property
    def clean(self) -> bool:
        return not (self.unknown or self.gaps or self.overdue)


def rows(found: CasesResult, lang: Lang) -> list[Row]:
    """Worst first: not checked, not wholly checked, overdue, gaps, lines of the checklist that are not met or open."""
    made = [_row(one, lang) for one in found.cases]
    return sorted(made, key=lambda row: (
        row.case.fault is None, -row.unread, -len(row.overdue), -row.gaps, -row.not_met, -row.open, row.case.path
    ))  # fmt: skip


def _row(one: CheckedCase, lang: Lang) -> Row:
    case, documents = one.result.case, one.result.documents
    if case is None:
        return Row(one, "", 0, 0, 0, (), 0, 0, None)
    counts = case.counts()
    overdue, ahead = [], []
    for line in case.lines:
        title = line.requirement.titles.get(lang)
        if any(finding.rule == "case-overdue" for finding in line.findings):
            overdue.append(title)
        elif line.state == "open" and line.said is not None and line.said.id == "case.until":
            ahead.append((date.fromisoformat(str(line.said.arguments["latest"])), title))
    return Row(
        one,
        case.case.institution.names.get(lang),
        len(documents),
        _gaps(one.result),
        sum(not settled(document) for document in documents),
        tuple(overdue),
        counts["not-met"],
        counts["open"],
        min(ahead, default=None),
    )


def _gaps(result: Result) -> int:
    """Criteria, each once in however many languages it is a gap."""
    sets = [found.coverage for document in result.documents for found in document.sets]
    return len({(of.set.key, one.criterion.code) for of in sets for one in of.criteria if one.status in GAPS})


def summary(made: list[Row], tell: Tell) -> str:
    return tell(
        "cases.sum",
        cases=len(made),
        clean=sum(row.clean for row in made),
        gaps=sum(row.gaps > 0 for row in made),
        overdue=sum(bool(row.overdue) for row in made),
        unknown=sum(row.unknown for row in made),
    )


def remarks(row: Row, tell: Tell) -> list[str]:
    """What the numbers of a row do not tell: why nothing is known, or not all."""
    if row.case.fault is not None:
        return []
    said = [tell("cases.unread", count=row.unread)] if row.unread else []
    return said if row.reports else [tell("cases.no-report")]


def render(found: CasesResult, lang: Lang = "en", *, details: bool = False) -> str:
    return plain(lines(found, lang, width=PIPED, details=details))


def lines(found: CasesResult, lang: Lang = "en", *, width: int = 100, details: bool = False) -> list[Line]:
    """The table, then the reports that lie in no case; with details each case whole."""
    tell = teller(lang)
    paper = Paper(width)
    made = rows(found, lang)
    paper.write([(tell("cases.title", count=len(made)), "head")])
    paper.write([(tell("cases.order"), "quiet")])
    paper.blank()
    heads = [tell(f"cases.{name}") for name in ("gaps", "overdue", "not-met", "open")]
    nearest = max(_DAY, cells_of(tell("cases.next")))
    columns = [Column(), *(Column(cells_of(head), right=True) for head in heads), Column(nearest)]
    first = [tell("cases.case"), *heads, tell("cases.next")]
    paper.row([[(head, "head")] for head in first], columns)
    for row in made:
        _write(paper, row, columns, tell, lang)
    paper.blank()
    paper.write(summary(made, tell), hanging=2)
    if found.others is not None:
        paper.blank()
        paper.write([(tell("cases.others"), "title")])
        paper.lines += as_text.lines(found.others, lang, width=width, details=details)
    for row in made if details else ():
        paper.blank()
        paper.lines += as_text.lines(row.case.result, lang, width=width, details=True)
    return paper.lines


def next_day(row: Row, lang: Lang) -> str:
    return day_text(str(row.next[0]), lang, form="cell") if row.next is not None else "–"


def _write(paper: Paper, row: Row, columns: list[Column], tell: Tell, lang: Lang) -> None:
    if row.case.fault is not None:
        paper.write([(row.case.path, "title")])
        for line in row.case.fault.told(lang).split("\n"):
            paper.write([(line.strip(), "not_checked")], indent=2)
        return
    name: Spans = [(row.name, "title"), (f"\n{row.case.path}", "quiet")]
    numbers: list[Spans] = [
        [(str(number), style if number else "quiet")]
        for number, style in (
            (row.gaps, "missing"), (len(row.overdue), "missing"), (row.not_met, "missing"), (row.open, "thin"),
        )
    ]  # fmt: skip
    paper.row([name, *numbers, next_day(row, lang)], columns)
    for said in (*row.overdue, *remarks(row, tell)):
        paper.write([(f"{tell('cases.overdue')}: {said}" if said in row.overdue else said, "not_checked")], indent=2)


def name_of(row: Row) -> str:
    """For a page: the folder's name, no path of this machine."""
    return file_name(row.case.path)
