"""`sapa assemble followup`: the corrective action plan from the recommendations of a filled expert report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ..loading.installed import Assembled, Assembly, AssemblyError, Option, Request
from ..model.findings import Finding

if TYPE_CHECKING:
    from ..expert_report.fields import FilledReport
    from ..expert_report.recommendations import Recommendation
    from ..words.messages import Lang

_STATES = ("planned", "in-progress", "done")
_WIDTHS = (1.0, 2.4, 6.2, 2.8, 4.6, 3.2, 3.2, 2.6)
_COLUMNS = ("number", "criterion", "recommendation", "due", "measure", "person", "evidence", "state")


@dataclass(frozen=True)
class Item:
    """A line of the plan. day: as the recommendation names it, or counted from the decision; None: nobody knows."""

    recommendation: Recommendation
    day: date | None
    counted: bool


@dataclass(frozen=True)
class Plan:
    """due, form: what the report's conclusion says of the follow-up."""

    lang: Lang
    reports: tuple[str, ...]
    items: tuple[Item, ...]
    institution: str
    due: str
    form: str
    decision: date | None


def build(request: Request, format: str) -> Assembled:
    plan = plan_of(request)
    told: tuple[Finding, ...] = ()
    if format == "xlsx":
        content = _sheets(plan)
    else:
        content, told = _word(plan, request)
    findings = tuple(
        Finding(
            "followup-no-day",
            "info",
            item.recommendation.place,
            arguments={"standard": item.recommendation.standard or None, "number": item.recommendation.number},
        )
        for item in plan.items
        if item.day is None
    )
    return Assembled(content, (*findings, *told))


def plan_of(request: Request) -> Plan:
    """Raises AssemblyError for a file that cannot be read or has no recommendation."""
    from ..expert_report.due_dates import due
    from ..expert_report.fields import read_filled
    from ..expert_report.recommendations import read_recommendations
    from ..model.document import ReadingError
    from ..words.language import language_of
    from ..words.messages import LANGS, message
    from .expert_report.outline import file_name

    decided = request.options.get("decided")
    items: list[Item] = []
    filled: FilledReport | None = None
    for path in request.paths:
        try:
            found = read_recommendations(path, [one.grammar for one in request.loaded.sets.values()])
        except ReadingError as error:
            raise AssemblyError(error.said) from None
        for one in found:
            named = due(one.due, decided) if one.due else None
            items.append(Item(one, named.day if named else None, bool(named and named.counted)))
        if filled is None:
            try:
                filled = read_filled(path)
            except ReadingError:  # another format: its recommendations were read from its headings
                filled = None
    if not items:
        raise AssemblyError(message("followup.none", paths=tuple(request.paths)))
    lang = request.lang
    if not request.lang_given:
        language = filled.language if filled is not None else ""
        language = language or language_of(" ".join(item.recommendation.text for item in items)) or ""
        lang = next((one for one in LANGS if one == language), lang)
    return Plan(
        lang,
        tuple(file_name(path) for path in request.paths),
        tuple(items),
        _field(filled, "cover", "institution"),
        _field(filled, "conclusion", "due"),
        _field(filled, "conclusion", "form"),
        decided,
    )


def _field(filled: FilledReport | None, kind: str, name: str) -> str:
    texts = [one.text for one in filled.of(kind) if one.tag.field == name and one.filled] if filled is not None else []
    return texts[0] if texts else ""


def _about(plan: Plan) -> list[str]:
    from ..words.messages import message, say

    lines = [say(message("followup.from", reports=plan.reports), plan.lang)]
    if plan.institution:
        lines.insert(0, plan.institution)
    if plan.decision is not None:
        lines.append(say(message("followup.decision", day=str(plan.decision)), plan.lang))
    if plan.due:
        lines.append(say(message("followup.time-frame", text=plan.due), plan.lang))
    if plan.form:
        lines.append(say(message("followup.form", text=plan.form), plan.lang))
    return lines


def _word(plan: Plan, request: Request) -> tuple[bytes, tuple[Finding, ...]]:
    from ..expert_report.tags import Tag
    from ..words.messages import day_text, message
    from .expert_report.paper import Choice, Paper
    from .expert_report.template import keep_pictures
    from .files.word_template import NoTemplate

    template = request.options.get("template")
    try:
        paper = Paper(plan.lang, "", template=template.read_bytes() if template is not None else None, landscape=True)
    except NoTemplate:
        raise AssemblyError(message("eeg-error.bad-template", path=str(template))) from None
    title = paper.tell("followup.title")
    if paper.template:
        keep_pictures(paper)
    else:
        paper.footer(title)
    paper.titled_as(title)
    paper.heading(title, 0)
    for line in _about(plan):
        paper.paragraph(line)
    paper.note(paper.tell("followup.how"))
    heads = [paper.tell(f"followup.head-{name}") for name in _COLUMNS]
    table = paper.table(heads, _WIDTHS, title=title)
    states = [Choice(state, paper.tell(f"followup.{state}")) for state in _STATES]
    for number, item in enumerate(plan.items, start=1):
        one = item.recommendation
        row = table.row([str(number), _criterion(paper.tell, one), _said(paper.tell, one), "", "", "", "", ""])
        hint = paper.tell("eeg-hint.date")
        tag = Tag("followup", standard=one.standard, number=number)
        shown = day_text(str(item.day), paper.lang, form="cell") if item.day is not None else ""
        if one.due and one.due != shown:
            paper.fill(row.paragraph(3), one.due)
        line = row.add(3) if one.due and one.due != shown else row.paragraph(3)
        paper.field_date(line, replace(tag, field="due"), f"{heads[3]} {number}", hint, shown)
        for column, name in ((4, "measure"), (5, "person"), (6, "evidence")):
            own = replace(tag, field=name)
            label = f"{heads[column]} {number}"
            paper.field_text(row.paragraph(column), own, label, paper.tell(f"followup.hint-{name}"))
        own = replace(tag, field="state")
        choose = paper.tell("eeg-hint.choose")
        paper.field_choice(row.paragraph(7), own, f"{heads[7]} {number}", states, choose, "planned")
    paper.property("Sapa.Document", "followup")
    return paper.save(), paper.said_of_template()


def _criterion(tell: Any, one: Recommendation) -> str:
    standard = f"{tell('eeg-head.standard')} {one.standard}" if one.standard else ""
    code = one.code if one.code != one.standard else ""
    return "\n".join(part for part in (standard, code, one.programme) if part)


def _said(tell: Any, one: Recommendation) -> str:
    return f"{one.text}\n({one.expert})" if one.expert else one.text


def _sheets(plan: Plan) -> bytes:
    from ..showing.sheets import Book, Column
    from ..words.messages import message, say

    def tell(id: str) -> str:
        return say(message(id), plan.lang)

    book = Book(plan.lang, tell("followup.title"))
    titles = (
        "number standard criterion programme recommendation expert due-text due measure person evidence state".split()
    )
    widths = (6, 10, 12, 12, 50, 18, 18, 13, 35, 20, 25, 14)
    columns = [Column(tell(f"followup.head-{name}"), width) for name, width in zip(titles, widths, strict=True)]
    sheet = book.sheet(tell("followup.sheet"), columns, above=[tell("followup.title"), *_about(plan)])
    states = [tell(f"followup.{state}") for state in _STATES]
    first = sheet.next
    for number, item in enumerate(plan.items, start=1):
        one = item.recommendation
        known: Sequence[Any] = (number, one.standard, one.code, one.programme, one.text, one.expert, one.due, item.day)
        sheet.row([*known, "", "", "", states[0]])
    last = sheet.next - 1
    sheet.sheet.data_validation(first, len(titles) - 1, last, len(titles) - 1, {"validate": "list", "source": states})
    return book.save()


ASSEMBLY = Assembly(
    id="followup",
    summary="The corrective action plan from the recommendations of a filled experts' report, with dates.",
    formats=("docx", "xlsx"),
    needs="filled",
    build=build,
    options=(
        Option("decided", "Day of the decision: periods (“within 6 months”) count from it.", "date"),
        Option("template", "The agency's own Word file: its styles, header, footer and logo are taken.", "file"),
    ),
    help="""REPORT is a report that the experts filled in; of one that Sapa did not assemble, the recommendations are
what stands under headings such as “Recommendations”. The plan is in the language of the report, unless --lang says
otherwise.""",
)
