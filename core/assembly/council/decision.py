"""`sapa assemble decision`: the sheet of the Accreditation Council's decision, with the experts' ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...loading.installed import Assembled, Assembly, Request
from ...model.calendar_days import later
from ...model.procedures import Stage
from ..decisions import FORMS
from ..files.word_text import Run
from ..subject import Subject
from .known import REPORT, TEMPLATE, Known, known

if TYPE_CHECKING:
    from .sheet import Sheet

_BASIS = ("sar", "eeg", "evaluation", "conclusion", "comments")
_VOTES = (("present", "count"), ("left", "people"), ("for", "count"), ("against", "count"), ("abstained", "count"))


def build(request: Request, format: str) -> Assembled:
    from .sheet import Sheet  # python-docx takes longer to load than most assemblies take

    of = known(request)
    sheet = Sheet.titled_by(of, "council.decision-title")
    day = of.decided_on
    facts = [
        ("council.number", "", "council.hint-number"),
        ("council.date", sheet.day(day), "eeg-hint.date"),
        *sheet.subject_facts(),
        sheet.visit_fact(),
    ]
    sheet.facts(sheet.title, facts)
    _basis(sheet)
    _experts(sheet)
    _decided(sheet)
    _vote(sheet)
    _after(sheet)
    sheet.signatures([(sheet.tell("council.council-chair"), ""), (sheet.tell("council.president"), "")])
    sheet.note(sheet.tell("council.blanks"))
    return Assembled(sheet.save(), sheet.said_of_template())


def _basis(sheet: Sheet) -> None:
    sheet.heading(sheet.tell("council.basis"))
    for name in _BASIS:
        sheet.paragraph(sheet.tell(f"council.basis-{name}"), "List Bullet")


def _experts(sheet: Sheet) -> None:
    """What the experts gave and recommend, and what follows from it by the rules."""
    tell = sheet.tell
    sheet.heading(tell("council.ratings"))
    sheet.note(sheet.origin(), keep_with_next=True)
    sheet.ratings(tell("council.ratings"))
    experts_say(sheet)


def experts_say(sheet: Sheet) -> None:
    """Dissenting opinions, the recommended decision, and the terms by every source of rules, for each subject."""
    tell, of = sheet.tell, sheet.known
    if of.review is not None:
        dissent = tell("council.dissent-in", standards=of.dissenting) if of.dissenting else tell("council.dissent-none")
        sheet.paragraph([Run(f"{tell('council.dissent')}: ", bold=True), dissent])
    for number, subject in enumerate(of.subjects, start=1):
        code = f" ({subject.code})" if len(of.subjects) > 1 else ""
        line = sheet.paragraph([Run(f"{tell('council.recommended')}{code}: ", bold=True)])
        label = f"{tell('council.recommended')} {subject.code}".strip()
        recommended = of.concluded("decision", subject)
        sheet.blank(line, f"recommended-{number}", label, "eeg-hint.choose", recommended)
        if terms := terms_text(sheet, of, subject):
            sheet.paragraph([Run(f"{tell('council.by-rules')}{code}: ", bold=True), terms])


def terms_text(sheet: Sheet, of: Known, subject: Subject) -> str:
    """Every source with its outcome; one outcome where they agree."""
    from ...reporting.review import outcome_text

    found = [(term.rules.titles.get(sheet.lang), outcome_text(term.outcome, sheet.tell)) for term in of.terms(subject)]
    if found and len({outcome for _, outcome in found}) == 1:
        return f"{found[0][1]} ({sheet.tell('term.agree').rstrip('.').lower()})"
    return "; ".join(f"{source}: {outcome}" for source, outcome in found)


def _decided(sheet: Sheet) -> None:
    tell, of = sheet.tell, sheet.known
    title = tell("council.decided")
    sheet.heading(title)
    sheet.note(tell("council.decided-freely"), keep_with_next=True)
    decisions(sheet, title)
    sheet.text_blank("reasons", tell("council.reasons"), "council.hint-reasons")
    sheet.heading(tell("council.follow-up"))
    follow_up(sheet)
    if any(id.startswith("eur-ace") for id in of.case.sets):
        sheet.paragraph(tell("council.label"))


def decisions(sheet: Sheet, title: str) -> None:
    """The decision for each subject, and from when to when it holds: chosen by people."""
    heads = [sheet.tell(f"council.head-{name}") for name in ("subject", "decision", "until")]
    table = sheet.table(heads, (7.0, 5.5, 4.5), title=title)
    for number, subject in enumerate(sheet.known.subjects, start=1):
        row = table.row([subject.label, "", ""])
        sheet.decision(row, 1, number, f"{heads[1]} {subject.code}".strip())
        sheet.blank(row.paragraph(2), f"until-{number}", f"{heads[2]} {number}", "council.hint-until")


def follow_up(sheet: Sheet) -> None:
    """By when and how the institution reports, as the experts' report says."""
    from ...expert_report.tags import Tag
    from ..expert_report.paper import Choice

    tell, of = sheet.tell, sheet.known
    line = sheet.paragraph([Run(f"{tell('council.due')}: ", bold=True)])
    sheet.blank(line, "due", tell("council.due"), "eeg-hint.follow-up", of.concluded("due"))
    line = sheet.paragraph([Run(f"{tell('council.form')}: ", bold=True)])
    said = of.concluded("form")
    if said:
        sheet.blank(line, "form", tell("council.form"), "eeg-hint.choose", said)
        return
    choices = [Choice(form, tell(f"eeg-form.{form}")) for form in FORMS]
    sheet.field_choice(
        line, Tag("council", number=1, field="form"), tell("council.form"), choices, tell("eeg-hint.choose")
    )


def _vote(sheet: Sheet) -> None:
    title = sheet.tell("council.vote")
    sheet.heading(title)
    sheet.facts(title, [(f"council.vote-{name}", "", f"council.hint-{hint}") for name, hint in _VOTES])


def _after(sheet: Sheet) -> None:
    """What the procedure asks for after the decision, with the day where the day of the decision is known."""
    tell, of = sheet.tell, sheet.known
    decided = of.procedure.events.get("decision", "")
    stages = [stage for stage in of.procedure.stages if decided and stage.after == decided]
    if not stages:
        return
    title = tell("council.after")
    sheet.heading(title)
    table = sheet.table(
        [tell(f"council.head-{name}") for name in ("stage", "by", "latest")], (8.5, 3.0, 5.5), title=title
    )
    for stage in stages:
        table.row([stage.titles.get(sheet.lang), tell(f"timeline.by-{stage.by}"), _latest(sheet, of, stage)])


def _latest(sheet: Sheet, of: Known, stage: Stage) -> str:
    if stage.id in of.case.agreed:
        return sheet.day(of.case.agreed[stage.id])
    if stage.at_most is None:
        return "–"
    if of.decided_on is not None:
        return sheet.day(later(of.decided_on, stage.at_most, stage.unit, of.case.calendar))
    limit = sheet.tell(f"limit.most-{stage.unit}", most=stage.at_most)
    return sheet.tell("council.counted-later", limit=limit)


ASSEMBLY = Assembly(
    id="decision",
    summary="The decision sheet of the Accreditation Council, with the experts' ratings and what they lead to.",
    formats=("docx",),
    needs="case",
    build=build,
    options=(REPORT, TEMPLATE),
    help="""Ratings, dissenting opinions and the recommended decision come from the filled experts' report; the decision
itself, the vote and the signatures are blanks. CASE is a folder with a sapa.toml.""",
)
