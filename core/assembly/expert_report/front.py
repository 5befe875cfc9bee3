"""The opening parts of an EEG report: cover, composition, general description, programme of the visit."""

from __future__ import annotations

from typing import Any

from docx.shared import Pt

from ...expert_report.tags import COVER, EXPERT, GENERAL, GENERAL_OF_PROGRAMMES, INDICATOR, VISIT, Tag
from ...model.case import Case
from ...showing.institution import institution_of
from ...showing.view import span_text
from ...words.messages import day_text
from .outline import Outline
from .paper import Choice, Paper

# Hints of the fields of the general description that are no prose.
_HINTS = {"licence": "number", "programmes": "count"}
_KINDS = ("conceptual", "primary-without-graduates", "primary-with-graduates", "re-accreditation")
_ROLES = ("chair", "expert", "foreign", "employer", "student", "coordinator")
_EMPTY_SLOTS = 8  # rows of a visit's programme that nobody has planned yet
_INDICATORS = 6  # rows of the key figures; a row is copied for more
_ABOVE_TITLE = 110  # points that a cover leaves free


def cover(paper: Paper, outline: Outline) -> None:
    title = paper.heading(paper.tell("eeg.title"), 0)
    if not paper.template:
        title.paragraph_format.space_before = Pt(_ABOVE_TITLE)
    paper.paragraph(outline.set.title(paper.lang), "Subtitle")
    if outline.expert:
        paper.paragraph(paper.tell("eeg.part", expert=outline.expert), "Subtitle")
    if len(outline.standards) < len(outline.set.standards):
        numbers = tuple(standard.number for standard in outline.standards)
        paper.paragraph(paper.tell("eeg.part-standards", standards=numbers), "Subtitle")
    values = _cover_values(paper, outline)
    table = paper.table(
        [paper.tell("eeg-head.item"), paper.tell("eeg-head.text")], (6, 11), title=paper.tell("eeg.title")
    )
    for name in COVER:
        if name == "programmes" and not outline.of_programmes and not values.get(name):
            continue
        label = paper.tell(f"eeg-cover.{name}")
        row = table.row([label, ""])
        tag = Tag("cover", field=name)
        if name == "kind":
            choices = [Choice(kind, paper.tell(f"eeg-kind.{kind}")) for kind in _KINDS]
            value = outline.case.type if outline.case is not None and outline.case.type in _KINDS else None
            paper.field_choice(row.paragraph(1), tag, label, choices, paper.tell("eeg-hint.choose"), value)
        elif name == "report-date":
            paper.field_date(row.paragraph(1), tag, label, paper.tell("eeg-hint.date"))
        else:
            paper.field_text(row.paragraph(1), tag, label, paper.tell(f"eeg-hint.{name}"), values.get(name, ""))
    paper.note("")
    made = {"version": outline.version, "report": outline.report_name, "set": outline.set.title(paper.lang)}
    paper.note(paper.tell("eeg.made", edition=outline.set.edition, **made))
    paper.note(paper.tell("eeg.how"))
    for said in limits(paper, outline):
        paper.note(said)


def limits(paper: Paper, outline: Outline) -> list[str]:
    """What the statuses do not cover: said before anybody relies on them."""
    from ...showing.view import recognised_text, unread_text

    said = []
    if outline.document.error is not None:
        said.append(paper.tell("eeg.failed", error=outline.document.error.code))
    said += [paper.tell("eeg.unread", what=what) for what in unread_text(outline.document, paper.tell)]
    if recognised := recognised_text(outline.document, paper.tell):
        said.append(recognised)
    if not outline.set.complete:
        said.append(paper.tell("eeg.incomplete"))
    return said


def _cover_values(paper: Paper, outline: Outline) -> dict[str, str]:
    case = outline.case
    values: dict[str, str] = {}
    labels = [programme.label for programme in outline.programmes if programme.label]
    if labels:
        values["programmes"] = "\n".join(labels)
    if case is not None:
        values["institution"] = case.institution.names.get(outline.lang)
        if case.visit is not None:
            values["visit-dates"] = span_text(case.visit.first, case.visit.last, paper.tell)
    elif named := institution_of(outline.document.document):
        values["institution"] = named
    return values


def contents(paper: Paper, outline: Outline) -> Any:
    """The heading and the place of the table of contents; call what is returned when the report is written."""
    heading = paper.paragraph(paper.tell("eeg.contents"), "Contents Heading")
    heading.paragraph_format.page_break_before = True
    return paper.contents_here()


def composition(paper: Paper, outline: Outline) -> None:
    paper.heading(paper.tell("eeg.composition"), new_page=True)
    heads = [paper.tell(f"eeg-head.{name}") for name in ("number", *EXPERT)]
    listed = members(outline.case)
    whole = {
        1: [known["name"] for known in listed if "name" in known],
        2: [paper.tell(f"eeg-role.{role}") for role in _ROLES],
    }
    table = paper.table(heads, (1, 3.7, 3.1, 2.9, 3.8, 2.5), title=paper.tell("eeg.composition"), unbroken=whole)
    for number, known in enumerate(listed, start=1):
        row = table.row([str(number), "", "", "", "", ""])
        for column, name in enumerate(EXPERT, start=1):
            label = f"{paper.tell(f'eeg-head.{name}')} {number}"
            tag = Tag("expert", number=number, field=name)
            if name == "role":
                choices = [Choice(role, paper.tell(f"eeg-role.{role}")) for role in _ROLES]
                hint = paper.tell("eeg-hint.choose")
                paper.field_choice(row.paragraph(column), tag, label, choices, hint, known["role"] or None)
            else:
                hint = paper.tell(f"eeg-hint.{name}")
                paper.field_text(row.paragraph(column), tag, label, hint, known.get(name, ""))


def members(case: Case | None) -> list[dict[str, str]]:
    """The commission of the case, the coordinator last; without one, empty places by the usual roles."""
    if case is None or not case.commission:
        return [{"role": role} for role in _ROLES]
    listed = []
    for member in sorted(case.commission, key=lambda member: not member.chair):
        home = case.institution.country
        foreign = bool(member.country) and member.country != home
        role = "chair" if member.chair else "foreign" if member.role == "expert" and foreign else member.role
        listed.append(
            {
                "name": member.name,
                "role": role if role in _ROLES else "",
                "degree": member.degree,
                "organisation": ", ".join(part for part in (member.affiliation, member.country) if part),
            }
        )
    if case.coordinator is not None:
        coordinator = case.coordinator
        listed.append({"name": coordinator.name, "role": "coordinator", "organisation": coordinator.affiliation})
    return listed


def general(paper: Paper, outline: Outline) -> None:
    """The fields that the guideline lists: of the institution, and of every programme by itself."""
    paper.heading(paper.tell("eeg.general"))
    case = outline.case
    known = {"licence": case.institution.licence} if case is not None else {}
    if outline.cluster:
        paper.heading(paper.tell("eeg.general-institution"), 2)
    own = GENERAL_OF_PROGRAMMES if outline.of_programmes else ()
    first = GENERAL if outline.cluster else (*GENERAL, *own)
    _described(paper, "", first, known, paper.tell("eeg.general"))
    if outline.cluster and own:
        for programme in outline.programmes:
            title = paper.tell("eeg.general-programme", programme=programme.label)
            paper.heading(title, 2)
            _described(paper, programme.key, own, {}, title)


def _described(paper: Paper, key: str, fields: tuple[str, ...], known: dict[str, str], title: str) -> None:
    table = paper.table([paper.tell("eeg-head.item"), paper.tell("eeg-head.text")], (5.5, 11.5), title=title)
    for name in fields:
        label = paper.tell(f"eeg-general.{name}")
        row = table.row([label, ""])
        hint = paper.tell(f"eeg-hint.{_HINTS.get(name, 'general')}")
        tag = Tag("general", programme=key, field=name)
        paper.field_text(row.paragraph(1), tag, label, hint, known.get(name, ""))


def indicators(paper: Paper, outline: Outline) -> None:
    """Key figures in a table, as the agency's chapter on reporting asks; what the case knows stands there."""
    paper.heading(paper.tell("eeg.indicators"))
    heads = [paper.tell(f"eeg-head.indicator-{name}") for name in INDICATOR]
    table = paper.table(heads, (6.2, 3.2, 3.2, 4.4), title=paper.tell("eeg.indicators"))
    known = _figures(paper, outline)
    for number in range(1, max(_INDICATORS, len(known) + 2) + 1):
        name, value = known[number - 1] if number <= len(known) else ("", "")
        row = table.row(["", "", "", ""])
        for column, field in enumerate(INDICATOR):
            tag = Tag("indicator", number=number, field=field)
            hint = paper.tell(f"eeg-hint.indicator-{field}")
            text = {"name": name, "value": value}.get(field, "")
            paper.field_text(row.paragraph(column), tag, f"{heads[column]} {number}", hint, text)


def _figures(paper: Paper, outline: Outline) -> list[tuple[str, str]]:
    """Students and graduates, as far as the case gives them: (name, value)."""
    case = outline.case
    if case is None:
        return []
    of_each = [
        (f"{paper.tell(f'eeg-indicator.{kind}')}, {programme.code}", getattr(programme, kind))
        for programme in case.programmes
        for kind in ("students", "graduates")
    ]
    found = [(paper.tell("eeg-indicator.students"), case.institution.students), *of_each]
    return [(name, str(value)) for name, value in found if value is not None]


def visit(paper: Paper, outline: Outline) -> None:
    paper.heading(paper.tell("eeg.visit"))
    heads = [paper.tell(f"eeg-head.{name}") for name in VISIT]
    table = paper.table(heads, (2.9, 2.5, 4.8, 3.8, 3), title=paper.tell("eeg.visit"))
    for number, known in enumerate(_slots(paper, outline), start=1):
        row = table.row(["", "", "", "", ""])
        for column, name in enumerate(VISIT):
            label = f"{paper.tell(f'eeg-head.{name}')} {number}"
            tag = Tag("visit", number=number, field=name)
            hint = paper.tell(f"eeg-hint.{'room' if name == 'place' else name}")
            if name == "date":
                paper.field_date(row.paragraph(column), tag, label, hint, known.get(name, ""))
            else:
                paper.field_text(row.paragraph(column), tag, label, hint, known.get(name, ""))


def _slots(paper: Paper, outline: Outline) -> list[dict[str, str]]:
    """The agenda of the case; else the meetings that the procedure asks for; else empty lines."""
    case = outline.case
    if case is not None and case.agenda:
        return [
            {
                "date": day_text(str(slot.day), paper.lang, form="cell"),
                "time": f"{slot.start:%H:%M}–{slot.end:%H:%M}",
                "event": slot.event,
                "people": slot.person,
                "place": ", ".join(part for part in (slot.room, slot.link) if part),
            }
            for slot in case.agenda
        ]
    if outline.procedure is not None and outline.procedure.meetings:
        return [{"event": meeting.titles.get(paper.lang)} for meeting in outline.procedure.meetings]
    return [{} for _ in range(_EMPTY_SLOTS)]
