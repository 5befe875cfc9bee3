"""A chapter of an EEG report: one standard with its criteria, evidence, analysis, recommendations and rating."""

from __future__ import annotations

from ...expert_report.tags import RECOMMENDATION, Tag
from ...model.coverage import CriterionCoverage, Evidence
from ...model.standards import Standard
from ...showing.view import place_text
from ...words.messages import say
from ..files.word import Row
from ..files.word_text import Run
from ..grid.view import SHAPES
from .outline import Outline, file_name
from .paper import Choice, Paper

_MENTIONS = frozenset({"contents", "furniture", "matrix", "range", "inline"})
_PLACES = 3  # of a criterion's places; the check itself lists all
_RECOMMENDATIONS = 3  # empty rows; a row is copied for more


def chapter(paper: Paper, outline: Outline, standard: Standard) -> None:
    number = standard.number
    paper.heading(paper.tell("eeg.standard", number=number, title=standard.titles.get(paper.lang)))
    _criteria(paper, outline, standard)
    paper.heading(paper.tell("eeg.evidence"), 2)
    _block(paper, "evidence", number)
    paper.heading(paper.tell("eeg.analysis"), 2)
    _block(paper, "analysis", number)
    for kind in ("strengths", "weaknesses", "measures"):
        paper.heading(paper.tell(f"eeg.{kind}"), 3)
        _block(paper, kind, number)
    paper.heading(paper.tell("eeg.recommendations"), 2)
    _recommendations(paper, outline, standard)
    paper.heading(paper.tell("eeg.rating"), 2)
    _ratings(paper, outline, standard)


def rating_choices(paper: Paper, outline: Outline) -> list[Choice]:
    """The values of the scale in their order, the best first."""
    return [Choice(rating.key, rating.titles.get(paper.lang)) for rating in outline.scale]


def _block(paper: Paper, kind: str, standard: str) -> None:
    alias = f"{paper.tell(f'eeg.{kind}')} – {standard}"
    paper.field_block(Tag(kind, standard=standard), alias, paper.tell(f"eeg-hint.{kind}"))


# -- criteria


def _criteria(paper: Paper, outline: Outline, standard: Standard) -> None:
    paper.heading(paper.tell("eeg.criteria"), 2)
    whole = outline.standard(standard)
    criteria = outline.criteria(standard)
    if whole is not None:
        said = []
        if criteria:
            said.append(paper.tell("eeg.answered", addressed=whole.addressed, total=whole.total))
        status = paper.tell(f"status.{whole.status}")
        said.append(paper.tell("eeg.standard-status", status=status, reason=say(whole.reason, paper.lang)))
        paper.note(" ".join(said), keep_with_next=True)
    if not criteria:
        paper.paragraph(paper.tell("eeg.no-criteria"))
        return
    heads = [paper.tell(f"eeg-head.{name}") for name in ("criterion", "sar", "experts")]
    texts = any(_wording(found, paper) for found in criteria)
    widths = (5.0, 6.5, 5.5) if texts else (2.4, 8.6, 6.0)
    title = f"{paper.tell('eeg.criteria')} – {standard.number}"
    table = paper.table(heads, widths, title=title, description=" ".join(heads))
    for found in criteria:
        row = table.row([Run(found.criterion.code.text, bold=True), "", ""], may_break=texts)
        if wording := _wording(found, paper):
            row.add(0, wording, "Small")
        answered(paper, outline, row, 1, found)
        _assessed(paper, outline, row, 2, found)


def _wording(found: CriterionCoverage, paper: Paper) -> str:
    """The criterion's text where the agency's texts are imported, else its title where it has one."""
    return found.criterion.text.get(paper.lang) or found.criterion.titles.get(paper.lang)


def answered(paper: Paper, outline: Outline, row: Row, column: int, found: CriterionCoverage) -> None:
    """The status by sign and word, why, where, and the annexes cited there."""
    status = Run(f"{SHAPES[found.status]} {paper.tell(f'status.{found.status}')}", bold=True)
    paper.fill(row.paragraph(column), [status, f" – {say(found.reason, paper.lang)}"])
    for line in where(paper, outline, found):
        row.add(column, line, "Small")


def where(paper: Paper, outline: Outline, found: CriterionCoverage) -> list[str]:
    """Its places, strongest first, each once, mere mentions only where there is nothing else; then the annexes."""
    files = len(outline.document.files)
    own = [item for item in found.evidence if item.kind not in _MENTIONS]
    places = list(dict.fromkeys(_place(paper, item, files) for item in own or found.evidence))
    lines = places[:_PLACES]
    if len(places) > _PLACES:
        lines.append(paper.tell("eeg.places-more", count=len(places) - _PLACES))
    if cited := annexes(found):
        lines.append(paper.tell("eeg.annexes", annexes=cited))
    return lines


def _place(paper: Paper, item: Evidence, files: int) -> str:
    """The page and the heading above; without a page the heading path, which Word finds. What a mention stands in."""
    if item.place.page is not None:
        parts = [place_text(item.place, item.heading, paper.tell, files=files), *item.heading[-1:]]
    else:
        path, number = " › ".join(item.heading[-2:]), item.place.paragraph
        parts = [path] if path or number is None else [paper.tell("report.paragraph", number=number)]
        if files > 1 or not any(parts):
            parts.append(file_name(item.place.file))
    if item.kind in _MENTIONS:
        parts.insert(0, paper.tell(f"kind.{item.kind}"))
    return ", ".join(part for part in parts if part)


def annexes(found: CriterionCoverage) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for item in found.evidence for label in item.annexes))


def _assessed(paper: Paper, outline: Outline, row: Row, column: int, found: CriterionCoverage) -> None:
    code = found.criterion.code.text
    choices = rating_choices(paper, outline)
    for position, programme in enumerate(outline.programmes):
        paragraph = row.paragraph(column) if position == 0 else row.add(column)
        if programme.key:
            paper.fill(paragraph, f"{programme.code}: ")
        alias = f"{paper.tell('eeg.assessment-of', code=code)} {programme.code}".strip()
        tag = Tag("assessment", programme=programme.key, code=code)
        paper.field_choice(paragraph, tag, alias, choices, paper.tell("eeg-hint.choose-rating"))
    note = row.add(column, style="Small")
    paper.field_text(note, Tag("note", code=code), f"{paper.tell('eeg-hint.note')} {code}", paper.tell("eeg-hint.note"))


# -- recommendations and ratings


def _recommendations(paper: Paper, outline: Outline, standard: Standard) -> None:
    names = [name for name in RECOMMENDATION if name != "programme" or outline.cluster]
    head = {"text": "recommendation"}
    heads = [paper.tell("eeg-head.number"), *(paper.tell(f"eeg-head.{head.get(name, name)}") for name in names)]
    widths = {"text": 7.8 if outline.cluster else 10.8, "code": 2.5, "programme": 3.0, "due": 2.7}
    title = f"{paper.tell('eeg.recommendations')} – {standard.number}"
    table = paper.table(heads, (1.1, *(widths[name] for name in names)), title=title)
    for number in range(1, _RECOMMENDATIONS + 1):
        row = table.row([str(number), *("" for _ in names)])
        for column, name in enumerate(names, start=1):
            tag = Tag("recommendation", standard=standard.number, number=number, field=name)
            label = f"{heads[column]} {standard.number}, {number}"
            hint = paper.tell(f"eeg-hint.{head.get(name, name)}")
            if name == "programme":
                choices = [Choice(programme.key, programme.code) for programme in outline.programmes]
                paper.field_choice(row.paragraph(column), tag, label, choices, hint)
            else:
                paper.field_text(row.paragraph(column), tag, label, hint)
        if number == _RECOMMENDATIONS:
            row.keep_with_next()  # the rating stays with what it is given for


def _ratings(paper: Paper, outline: Outline, standard: Standard) -> None:
    choices = rating_choices(paper, outline)
    for programme in outline.programmes:
        label = programme.code if programme.key else paper.tell("eeg.rating")
        paragraph = paper.paragraph([Run(f"{label}: ", bold=True)], keep_with_next=True)
        alias = f"{paper.tell('eeg.rating-of', standard=standard.number)} {programme.code}".strip()
        tag = Tag("rating", programme=programme.key, standard=standard.number)
        paper.field_choice(paragraph, tag, alias, choices, paper.tell("eeg-hint.choose-rating"))
    paper.heading(paper.tell("eeg.dissent"), 3)
    for programme in outline.programmes:
        if programme.key:
            paper.paragraph([Run(f"{programme.code}:", bold=True)], keep_with_next=True)
        alias = f"{paper.tell('eeg.dissent')} – {standard.number} {programme.code}".strip()
        tag = Tag("dissent", programme=programme.key, standard=standard.number)
        paper.field_block(tag, alias, paper.tell("eeg-hint.dissent"))
