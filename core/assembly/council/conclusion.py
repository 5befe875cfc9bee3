"""`sapa assemble conclusion`: the coordinator's conclusion for the Accreditation Council, facts of the case alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ...loading.installed import Assembled, Assembly, Request
from ...model.case import FILE_NAME
from ...model.findings import Finding
from ...model.results import CaseResult, DocumentResult, Line
from ...showing.view import span_text
from ...words.messages import Message, catalogue, say
from ..expert_report.outline import file_name
from ..files.word_text import Run
from ..timeline.facts import NoStart, Planned, plan
from .decision import experts_say
from .known import REPORT, TEMPLATE, Known, known

if TYPE_CHECKING:
    from .sheet import Sheet

_OPEN = ("not-met", "open")
_DAYS = "deadlines"  # told by the course of the procedure
_FAULTS = ("error", "warning")  # findings about the experts' report that the council should know of
_MANY = 12  # of them that the council reads; `sapa review` lists all
_ENCLOSED = ("sar", "eeg", "evaluation", "comments")


def build(request: Request, format: str) -> Assembled:
    from .sheet import Sheet  # python-docx takes longer to load than most assemblies take

    of = known(request)
    assert request.result is not None and request.result.case is not None
    sheet = Sheet.titled_by(of, "council.conclusion-title")
    sheet.note(sheet.tell("council.conclusion-about"))
    coordinator = of.case.coordinator
    name = coordinator.name if coordinator is not None else ""
    sheet.facts(sheet.title, [*sheet.subject_facts(), ("council.coordinator", name, "" if name else "eeg-hint.name")])
    _course(sheet, request.today or request.result.case.today)
    _reports(sheet, request.result.documents)
    _checklist(sheet, request.result.case)
    sheet.heading(sheet.tell("council.commission"))
    sheet.commission(sheet.tell("council.commission"))
    _experts_report(sheet)
    sheet.text_blank("comments", sheet.tell("council.comments"), "council.hint-comments")
    sheet.heading(sheet.tell("council.enclosed"))
    for one in _ENCLOSED:
        sheet.paragraph(sheet.tell(f"council.enclosed-{one}"), "List Bullet")
    sheet.signatures([(sheet.tell("council.coordinator"), name)])
    sheet.note(sheet.tell("council.blanks"))
    return Assembled(sheet.save(), sheet.said_of_template())


def _course(sheet: Sheet, today: date) -> None:
    """Every stage with its day; where none is known, the latest that the procedure allows."""
    of, tell = sheet.known, sheet.tell
    title = tell("council.course")
    sheet.heading(title)
    try:
        stages: Sequence[Planned] = plan(of.case, of.procedure, today).stages
    except NoStart:
        sheet.note(tell("council.no-start"))
        stages = ()
    heads = [tell(f"council.head-{name}") for name in ("stage", "days", "state")]
    table = sheet.table(heads, (8.0, 5.5, 3.5), title=title)
    if of.case.start is not None:
        table.row([tell("council.registered"), sheet.day(of.case.start), ""])
    for one in stages:
        table.row([one.stage.titles.get(sheet.lang), _when(sheet, one), tell(f"timeline.state-{one.state}")])
    if not stages:
        for stage in of.procedure.stages:
            span = of.case.dates.get(stage.id)
            if span is not None:
                table.row([stage.titles.get(sheet.lang), span_text(span.first, span.last, tell), ""])


def _when(sheet: Sheet, one: Planned) -> str:
    if one.span is not None:
        return span_text(one.span.first, one.span.last, sheet.tell)
    if one.assumed or one.open_ended:
        return "–"
    return sheet.tell("council.not-later", day=sheet.day(one.latest))


def _reports(sheet: Sheet, documents: Sequence[DocumentResult]) -> None:
    tell = sheet.tell
    sheet.heading(tell("council.sar"))
    if not documents:
        sheet.paragraph(tell("council.sar-none"))
    for document in documents:
        name = file_name(document.path)
        if document.error is not None:
            sheet.paragraph(tell("council.sar-unread", report=name), "List Bullet")
        elif not document.sets:
            sheet.paragraph(tell("council.sar-undecided", report=name), "List Bullet")
        for checked in document.sets if document.error is None else ():
            coverage = checked.coverage
            addressed = sum(str(one.status) in ("addressed", "not_applicable") for one in coverage.criteria)
            said = tell(
                "council.sar-line",
                report=name,
                language=document.language,
                set=coverage.set.title(sheet.lang),
                addressed=addressed,
                total=len(coverage.criteria),
            )
            sheet.paragraph(said, "List Bullet")


def _checklist(sheet: Sheet, result: CaseResult) -> None:
    """How many requirements are met, and those that are not or wait for an answer."""
    from ...reporting.case import summary

    tell = sheet.tell
    sheet.heading(tell("council.checklist"))
    sheet.paragraph(summary(result, tell))
    lines = [line for line in result.lines if line.state in _OPEN and line.requirement.group != _DAYS]
    if not lines:
        return
    title = tell("council.checklist-open")
    heads = [tell("case.requirement"), tell("council.head-found"), tell("council.head-state")]
    states = {2: list(dict.fromkeys(tell(f"case-state.{line.state}") for line in lines))}
    table = sheet.table(heads, (6.5, 7.7, 2.8), title=title, unbroken=states)
    for line in lines:
        table.row([line.requirement.titles.get(sheet.lang), _wrong(line, sheet), tell(f"case-state.{line.state}")])


def _wrong(line: Line, sheet: Sheet) -> str:
    """What is wrong or awaited, in words for people outside the house: no path, no key of our files."""
    said = [_outside(finding.message, sheet) for finding in line.findings]
    said += [_outside(line.said, sheet)] if line.said is not None else []
    title = line.requirement.titles.get(sheet.lang)
    shown = [one.removeprefix(f"{title}: ") for one in said if FILE_NAME not in one]
    return "; ".join(dict.fromkeys(shown)) or "–"


def _outside(said: Message, sheet: Sheet) -> str:
    path = said.arguments.get("path")
    arguments = {**said.arguments, **({"path": file_name(path)} if isinstance(path, str) else {})}
    rule = said.id.rpartition(".")[2]
    known = catalogue("en")
    id = next((id for id in (f"council-fault.{rule}", f"letter-fault.{rule}") if id in known), said.id)
    return say(Message(id, arguments), sheet.lang)


def _experts_report(sheet: Sheet) -> None:
    tell, of = sheet.tell, sheet.known
    title = tell("council.eeg")
    sheet.heading(title)
    sheet.note(sheet.origin(), keep_with_next=True)
    sheet.ratings(title)
    experts_say(sheet)
    if of.review is None:
        return
    sheet.paragraph([Run(f"{tell('council.eeg-faults')}:", bold=True)], keep_with_next=True)
    faults = [finding for kind in _FAULTS for finding in of.review.findings if finding.severity == kind]
    said = _said(faults, of) or [tell("council.eeg-no-faults")]
    for one in said[:_MANY]:
        sheet.paragraph(one, "List Bullet")
    if len(said) > _MANY:
        sheet.paragraph(tell("council.more", count=len(said) - _MANY), "List Bullet")


def _said(findings: Sequence[Finding], of: Known) -> list[str]:
    return list(dict.fromkeys(say(finding.message, of.lang) for finding in findings))


ASSEMBLY = Assembly(
    id="conclusion",
    summary="The coordinator's conclusion for the Accreditation Council: the facts of the case, without advice.",
    formats=("docx",),
    needs="checked-case",
    build=build,
    options=(REPORT, TEMPLATE),
    help="""The reports of the case are checked for it. Ratings and what else the experts say come from their filled
report. CASE is a folder with a sapa.toml.""",
)
