"""The closing parts of an EEG report: questions on site, conclusion, signatures."""

from __future__ import annotations

from collections.abc import Sequence

from ...expert_report.tags import SIGNATURE, VIEW, Tag
from ...model.coverage import CriterionCoverage
from ...model.hub import load_hub
from ...model.procedures import PEOPLE
from ..decisions import DECISIONS, FORMS
from ..files.word import Row
from ..files.word_text import Run
from ..grid.view import SHAPES, fold
from .chapter import rating_choices
from .front import members
from .outline import Outline
from .paper import Choice, Paper
from .questions import OPEN, Question, questions

_MANY_PROGRAMMES = 4  # columns of the summary; more programmes stand in rows


def on_site(paper: Paper, outline: Outline) -> None:
    """Questions by the meeting where they fit, with the criteria that the report leaves open."""
    meetings: tuple[str, ...] = PEOPLE
    if outline.procedure is not None and outline.procedure.meetings:
        meetings = tuple(
            meeting.group
            for meeting in outline.procedure.meetings
            if outline.case is None or outline.case.type not in meeting.not_for
        )
        meetings = (*meetings, "support")  # met in the round of the premises, whatever the list of meetings says
    asked = questions(outline.coverage, meetings=meetings, standards={one.number for one in outline.standards})
    paper.heading(paper.tell("eeg.questions"))
    if not asked:
        paper.paragraph(paper.tell("questions.none"))
        return
    paper.note(paper.tell("eeg.questions-about"), keep_with_next=True)
    for meeting, listed in asked.items():
        title = paper.tell(f"questions.{meeting}")
        paper.heading(title, 2)
        heads = [paper.tell(f"eeg-head.{name}") for name in ("number", "question", "why", "answer")]
        table = paper.table(heads, (1.1, 5.9, 5.5, 4.5), title=title)
        for number, question in enumerate(listed, start=1):
            row = table.row([str(number), question.titles.get(paper.lang), "", ""])
            _why(paper, row, 2, question)
            label = f"{paper.tell('eeg-head.answer')}: {title} {number}"
            tag = Tag("answer", field=meeting, number=question.number)
            paper.field_text(row.paragraph(3), tag, label, paper.tell("eeg-hint.answer"))


def _why(paper: Paper, row: Row, column: int, question: Question) -> None:
    hub = load_hub()
    first = True
    if question.esg and question.esg in hub.by_code:
        title = hub.by_code[question.esg].titles.get(paper.lang)
        paper.fill(row.paragraph(column), Run(f"ESG {question.esg} {title}", bold=True))
        first = False
    for line in _open(paper, question.criteria):
        if first:
            paper.fill(row.paragraph(column), line)
            first = False
        else:
            row.add(column, line, "Small")


def _open(paper: Paper, criteria: Sequence[CriterionCoverage]) -> list[str]:
    """The open criteria by status, the worst first; consecutive codes folded."""
    lines = []
    for status in OPEN:
        codes = [found.criterion.code for found in criteria if found.status is status]
        if codes:
            lines.append(f"{SHAPES[status]} {paper.tell(f'status.{status}')}: {', '.join(fold(codes))}")
    return lines


def views(paper: Paper, outline: Outline) -> None:
    """What the employer and the student assess by themselves, each under the name that the case gives."""
    paper.heading(paper.tell("eeg.views"))
    names = {one["role"]: one.get("name", "") for one in members(outline.case)}
    for role in roles_heard(outline):
        label = paper.tell(f"eeg-view.{role}")
        paper.heading(f"{label} ({names[role]})" if names.get(role) else label, 2)
        paper.field_block(Tag("view", field=role), label, paper.tell(f"eeg-hint.view-{role}"))


def roles_heard(outline: Outline) -> tuple[str, ...]:
    """In the whole report both; in an expert's part the expert's own, where the case says which role that is."""
    if not outline.expert:
        return VIEW
    own = {one["role"] for one in members(outline.case) if one.get("name") == outline.expert}
    return tuple(role for role in VIEW if role in own)


def conclusion(paper: Paper, outline: Outline) -> None:
    paper.heading(paper.tell("eeg.conclusion"))
    paper.heading(paper.tell("eeg.summary"), 2)
    _summary(paper, outline)
    if not outline.whole:
        return  # what concerns the whole is written once, in the report that the parts are merged into
    for name in ("strengths", "practice", "recommendations"):
        label = paper.tell(f"eeg-conclusion.{name}")
        paper.heading(label, 2)
        paper.field_block(Tag("conclusion", field=name), label, paper.tell(f"eeg-hint.conclusion-{name}"))
    paper.heading(paper.tell("eeg.follow-up"), 2)
    for name in ("due", "form"):
        label = paper.tell(f"eeg-conclusion.{name}")
        paragraph = paper.paragraph([Run(f"{label}: ", bold=True)])
        tag = Tag("conclusion", field=name)
        if name == "form":
            choices = [Choice(form, paper.tell(f"eeg-form.{form}")) for form in FORMS]
            paper.field_choice(paragraph, tag, label, choices, paper.tell("eeg-hint.choose"))
        else:
            paper.field_text(paragraph, tag, label, paper.tell("eeg-hint.follow-up"))
    paper.heading(paper.tell("eeg.decision"), 2)
    choices = [Choice(decision, paper.tell(f"eeg-decision.{decision}")) for decision in DECISIONS]
    for programme in outline.programmes:
        label = paper.tell("eeg-conclusion.decision")
        paragraph = paper.paragraph([Run(f"{programme.code if programme.key else label}: ", bold=True)])
        alias = f"{label} {programme.code}".strip()
        tag = Tag("conclusion", programme=programme.key, field="decision")
        paper.field_choice(paragraph, tag, alias, choices, paper.tell("eeg-hint.choose"))
    label = paper.tell("eeg-conclusion.reasons")
    paper.paragraph([Run(f"{label}:", bold=True)], keep_with_next=True)
    paper.field_block(Tag("conclusion", field="reasons"), label, paper.tell("eeg-hint.reasons"))


def _summary(paper: Paper, outline: Outline) -> None:
    """Standards in rows, programmes in columns; where there are many programmes a row for each pair."""
    choices = rating_choices(paper, outline)
    hint = paper.tell("eeg-hint.choose-rating")
    title = paper.tell("eeg.summary")

    def field(row: Row, column: int, number: str, key: str, code: str) -> None:
        alias = f"{title}: {number} {code}".strip()
        tag = Tag("summary", programme=key, standard=number)
        paper.field_choice(row.paragraph(column), tag, alias, choices, hint)

    columns = outline.cluster and len(outline.programmes) <= _MANY_PROGRAMMES
    if outline.cluster and not columns:
        heads = [paper.tell(f"eeg-head.{name}") for name in ("standard", "programme", "rating")]
        table = paper.table(heads, (7, 4, 6), title=title)
        for standard in outline.standards:
            for programme in outline.programmes:
                row = table.row([f"{standard.number} {standard.titles.get(paper.lang)}", programme.code, ""])
                field(row, 2, standard.number, programme.key, programme.code)
        return
    heads = [paper.tell("eeg-head.standard")]
    heads += [one.code if columns else paper.tell("eeg-head.rating") for one in outline.programmes]
    first = 9.0 if len(outline.programmes) == 1 else 5.0
    widths = [first, *((17 - first) / len(outline.programmes) for _ in outline.programmes)]
    table = paper.table(heads, widths, title=title)
    for standard in outline.standards:
        row = table.row([f"{standard.number} {standard.titles.get(paper.lang)}", *("" for _ in outline.programmes)])
        for column, programme in enumerate(outline.programmes, start=1):
            field(row, column, standard.number, programme.key, programme.code)


def signatures(paper: Paper, outline: Outline) -> None:
    paper.heading(paper.tell("eeg.signatures"))
    heads = [paper.tell(f"eeg-head.{name}") for name in ("number", *SIGNATURE)]
    table = paper.table(heads, (1.1, 7.4, 5.5, 3), title=paper.tell("eeg.signatures"))
    names = [outline.expert] if outline.expert else [known.get("name", "") for known in members(outline.case)]
    for number, name in enumerate(names, start=1):
        row = table.row([str(number), "", "", ""])
        for column, kind in enumerate(SIGNATURE, start=1):
            tag = Tag("signature", number=number, field=kind)
            label = f"{heads[column]} {number}"
            hint = paper.tell(f"eeg-hint.{kind}")
            if kind == "date":
                paper.field_date(row.paragraph(column), tag, label, hint)
            else:
                paper.field_text(row.paragraph(column), tag, label, hint, name if kind == "name" else "")
        if number < len(names):
            row.keep_with_next()  # nobody signs alone on a page
