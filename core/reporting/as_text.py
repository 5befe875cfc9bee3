"""Result -> lines, as a coordinator reads them: what was not read, the standards, the gaps, and last the counts."""

from __future__ import annotations

from collections import Counter

from ..model.coverage import Coverage, EsgCoverage, StandardCoverage, Status
from ..model.results import DocumentResult, Result, SetResult
from ..showing.esg import esg_title
from ..showing.layout import Column, Line, Paper, Span, Spans, cells_of, plain, wrap
from ..showing.places import Places
from ..showing.terminal import PIPED
from ..showing.view import (
    Gap,
    Tell,
    about,
    all_alike,
    conventions,
    gaps,
    looks,
    near_text,
    of_text,
    page_sources,
    recognised_text,
    share,
    teller,
    unread_text,
    worst,
)
from ..words.messages import Lang, say
from .as_json import summary
from .edited import others, write_edited
from .overview import write_overview
from .rule_tables import write_overviews

BAR = 12
WIDE = 72  # columns from which on there is room for the bars beside the titles
CODES = 16  # columns for codes; a longer list of them takes several lines
SAME_RULE = 5  # of the findings of one rule so many are listed; the rest is counted


def render(result: Result, lang: Lang = "en", *, details: bool = False) -> str:
    """The lines as a file holds them, as wide on every machine."""
    return plain(lines(result, lang, width=PIPED, details=details))


def lines(result: Result, lang: Lang = "en", *, width: int = 100, details: bool = False) -> list[Line]:
    """One report in detail; several as one table, worst first, and each in detail only if `details`."""
    tell = teller(lang)
    paper = Paper(width)
    several = len(result.documents) > 1
    if result.case is not None:
        from .case import write_case

        write_case(paper, result, tell, lang, details=details)
        paper.blank()
    if several:
        write_overview(paper, result, tell, lang)
    for finding in result.findings if result.case is None else ():
        paper.write([(say(finding.message, lang), finding.severity)])
    for document in result.documents:
        if details or not several:
            paper.blank()
            _document(paper, document, tell, lang, details)
    return paper.lines


def _document(paper: Paper, document: DocumentResult, tell: Tell, lang: Lang, details: bool) -> None:
    _reading(paper, document, tell, lang)
    for found in document.sets:
        paper.blank()
        _set(paper, document, found, tell, lang)
    write_overviews(paper, document, tell, lang)
    _findings(paper, document, tell, lang, details)
    write_edited(paper, document, tell, lang, details=details)
    if document.sets:
        paper.blank()
    for found in document.sets:
        _counts(paper, found.coverage, tell, several=len(document.sets) > 1)


def _reading(paper: Paper, document: DocumentResult, tell: Tell, lang: Lang) -> None:
    """What was read, and what not; which standards could not be told."""
    for file in document.files:
        paper.lines.append([(file, "title")])  # never broken: people copy it
    if document.error is not None:
        why = say(document.error.said, lang).removeprefix(f"{document.path}: ")
        paper.write([(tell("report.failed") + " ", "not_checked"), (why, "")], hanging=2)
    facts = about(document, tell)
    if facts:
        paper.write(facts)
    unread = unread_text(document, tell)
    if unread:
        paper.blank()
        paper.write([(tell("report.not-read"), "not_checked")])
        for line in unread:
            paper.write(line, indent=2)
    if recognised := recognised_text(document, tell):
        paper.write([(recognised, "warning")], hanging=2)
    if document.candidates:
        paper.blank()
        paper.write([(tell("finding.set-undecided", candidates=document.candidates), "not_checked")])
    for source in page_sources(document):
        paper.write([(tell(f"report.pages-{source}"), "quiet")])


def _set(paper: Paper, document: DocumentResult, found: SetResult, tell: Tell, lang: Lang) -> None:
    coverage, standards = found.coverage, found.coverage.set
    paper.write([(standards.title(lang), "title"), (f" ({standards.id}@{standards.edition})", "")])
    if found.detected is not None:
        paper.write(tell("report.detected", reason=say(found.detected.reason, lang)), indent=2)
    if not standards.complete:
        paper.write([(tell("report.incomplete"), "quiet")], indent=2)
    for said in conventions(coverage):
        paper.write(say(said, lang), indent=2)
    paper.blank()
    unknown = all_alike(coverage) and coverage.criteria[0].status is Status.NOT_CHECKED
    if unknown:
        paper.write(
            [
                (tell("report.all-not-checked", total=len(coverage.criteria)) + " ", "not_checked"),
                (say(coverage.criteria[0].reason, lang), ""),
            ],
            hanging=2,
        )
        if document.error is not None:
            return
        paper.blank()
    paper.write([(tell("report.standards"), "head")])
    number = max((cells_of(standard.standard.number) for standard in coverage.standards), default=1)
    counts = max((cells_of(_of(standard, tell)) for standard in coverage.standards), default=1)
    bar = [Column(BAR)] if paper.width >= WIDE else []
    columns = [Column(number), Column(), *bar, Column(counts, right=True), Column(_status_width(tell))]
    for standard in coverage.standards:
        cells: list[Spans] = [standard.standard.number, standard.standard.titles.get(lang)]
        cells += [[(share(standard.addressed, standard.total, BAR), "bar")]] if bar else []
        paper.row([*cells, _of(standard, tell), _worst(coverage, standard, tell)], columns, indent=2)
    if not unknown:
        _gaps(paper, document, coverage, tell, lang)
        _looks(paper, coverage, tell, lang)
        _esg(paper, coverage, tell, lang)


def _worst(coverage: Coverage, standard: StandardCoverage, tell: Tell) -> list[Span]:
    """The status of the standard's worst criterion; of a standard without criteria its own."""
    status = worst(coverage, standard)
    return [(tell(f"status.{status}"), status.value)]


def _of(one: StandardCoverage | EsgCoverage, tell: Tell) -> str:
    return of_text(one.addressed, one.total, tell)


def _status_width(tell: Tell) -> int:
    return max(cells_of(tell(f"status.{status}")) for status in Status)


def _gaps(paper: Paper, document: DocumentResult, coverage: Coverage, tell: Tell, lang: Lang) -> None:
    found = gaps(coverage)
    total = len(coverage.criteria)
    paper.blank()
    if not found:
        paper.write([(tell("report.no-gaps", total=total), "addressed")])
    else:
        unknown = sum(one.status is Status.NOT_CHECKED for one in coverage.criteria)
        count = sum(len(gap.criteria) for gap in found) - unknown
        title = "report.gaps-unknown" if unknown else "report.gaps"
        paper.write([(tell(title, count=count, total=total, unknown=unknown), "head")])
        _list(paper, document, coverage, found, tell, lang)
    absent = gaps(coverage, (Status.NOT_APPLICABLE,))
    if absent:
        paper.blank()
        paper.write([(tell("report.declared"), "head")])
        _list(paper, document, coverage, absent, tell, lang)


def _list(paper: Paper, document: DocumentResult, coverage: Coverage, found: list[Gap], tell: Tell, lang: Lang) -> None:
    labels = [line for gap in found for line in wrap(gap.label, CODES)]
    code = max(sum(cells_of(text) for text, _ in line) for line in labels)
    status = max(cells_of(tell(f"status.{gap.status}")) for gap in found)
    columns = [Column(code), Column(status), Column()]
    standard = None
    for gap in found:
        if gap.standard != standard:
            standard = gap.standard
            title = coverage.set.by_number[standard].titles.get(lang)
            paper.write([(tell("report.standard", number=standard, title=title), "quiet")], indent=2)
        said: list[Span] = [(say(gap.reason, lang), "")]
        if gap.near is not None:
            where = near_text(gap.near, tell, files=len(document.files))
            said += [("\n", ""), (where, "place")]
        if gap.esg:
            said.append(("\n" + esg_text(coverage.set.hub, gap.esg, tell, lang), "quiet"))
        cells = [[(gap.label, "code")], [(tell(f"status.{gap.status}"), gap.status.value)], said]
        paper.row(cells, columns, indent=4)


def _looks(paper: Paper, coverage: Coverage, tell: Tell, lang: Lang) -> None:
    """Statuses that could be read another way, each doubt once."""
    found = looks(coverage)
    if not found:
        return
    paper.blank()
    paper.write([(tell("report.looks", count=sum(look.gap.size for look in found)), "head")])
    labels = [line for look in found for line in wrap(look.gap.label, CODES)]
    code = max(sum(cells_of(text) for text, _ in line) for line in labels)
    columns = [Column(code), Column(_status_width(tell)), Column()]
    for look in found:
        status = [(tell(f"status.{look.gap.status}"), look.gap.status.value)]
        paper.row([[(look.gap.label, "code")], status, say(look.doubt, lang)], columns, indent=4)


def esg_text(hub: str, codes: tuple[str, ...], tell: Tell, lang: Lang) -> str:
    """ESG 1.2 Design and approval of programmes; 1.9 On-going monitoring."""
    titled = [f"{code}\u00a0{esg_title(hub, code, lang)}".rstrip() for code in codes]
    return tell("report.esg-list", standards="; ".join(titled))


def _esg(paper: Paper, coverage: Coverage, tell: Tell, lang: Lang) -> None:
    if not coverage.esg:
        return
    paper.blank()
    paper.write([(tell("report.esg"), "head")])
    code = max(cells_of(esg.code) for esg in coverage.esg)
    shown = [_of(esg, tell) for esg in coverage.esg]
    bar = [Column(BAR)] if paper.width >= WIDE else []
    below = [Column(_status_width(tell))] if bar else []  # the bars stand below those of the standards
    columns = [Column(code), Column(), *bar, Column(max(map(cells_of, shown)), right=True), *below]
    for esg, of in zip(coverage.esg, shown, strict=True):
        cells: list[Spans] = [esg.code, esg_title(coverage.set.hub, esg.code, lang)]
        cells += [[(share(esg.addressed, esg.total, BAR), "bar")]] if bar else []
        paper.row([*cells, of, *([""] if below else [])], columns, indent=2)


def _findings(paper: Paper, document: DocumentResult, tell: Tell, lang: Lang, details: bool) -> None:
    found = others(document)
    if not found:
        return
    paper.blank()
    paper.write([(tell("report.findings"), "head")])
    columns = [Column(max(cells_of(tell(f"severity.{finding.severity}")) for finding in found)), Column()]
    counts = Counter(finding.rule for finding in found)
    shown: Counter[str] = Counter()
    places = Places(document, tell)
    for finding in found:
        shown[finding.rule] += 1
        if details or shown[finding.rule] <= SAME_RULE:
            said: list[Span] = [(say(finding.message, lang), "")]
            if where := places.text(finding.place):
                said.append((f"; {where}", "place"))
            paper.row([[(tell(f"severity.{finding.severity}"), finding.severity)], said], columns, indent=2)
        elif shown[finding.rule] == counts[finding.rule]:
            rest = tell("report.more", count=counts[finding.rule] - SAME_RULE)
            paper.row(["", [(rest, "quiet")]], columns, indent=2)


def _counts(paper: Paper, coverage: Coverage, tell: Tell, *, several: bool) -> None:
    counts = summary(coverage.criteria)
    said: list[Span] = [(f"{coverage.set.id}: " if several else "", "")]
    said.append((tell("report.criteria-count", total=len(coverage.criteria)) + " ", "head"))
    for number, status in enumerate(Status):
        said.append((", " if number else "", ""))
        style = status.value if counts[status] else "quiet"
        said.append((tell(f"counted.{status}", count=counts[status]), style))
    paper.write(said, hanging=2)
