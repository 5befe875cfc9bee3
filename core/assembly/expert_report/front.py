"""The opening parts of an EEG report: cover, composition, general description, programme of the visit."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...expert_report.tags import COVER, EXPERT, VISIT, Tag
from .outline import Outline, roles
from .paper import Choice, Paper

_KINDS = ("conceptual", "primary-without-graduates", "primary-with-graduates", "re-accreditation")
_ROLES = ("chair", "expert", "foreign", "employer", "student", "coordinator")
_EMPTY_SLOTS = 8  # rows of a visit's programme that nobody has planned yet
_DAY = "%d.%m.%Y"


def cover(paper: Paper, outline: Outline) -> None:
    paper.heading(paper.tell("eeg.title"), 0)
    paper.paragraph(outline.set.title(paper.lang), "Subtitle")
    if outline.expert:
        paper.paragraph(paper.tell("eeg.part", expert=outline.expert), "Subtitle")
    if len(outline.standards) < len(outline.set.standards):
        numbers = tuple(standard.number for standard in outline.standards)
        paper.paragraph(paper.tell("eeg.part-standards", standards=numbers), "Subtitle")
    values = _cover_values(outline)
    table = paper.table(
        [paper.tell("eeg-head.item"), paper.tell("eeg-head.text")], (6, 11), title=paper.tell("eeg.title")
    )
    for name in COVER:
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


def _cover_values(outline: Outline) -> dict[str, str]:
    case = outline.case
    values: dict[str, str] = {}
    labels = [programme.label for programme in outline.programmes if programme.label]
    if labels:
        values["programmes"] = "\n".join(labels)
    if case is not None:
        values["institution"] = case.institution.names.get(outline.lang)
        if case.visit is not None:
            values["visit-dates"] = days(case.visit.first, case.visit.last)
    return values


def days(first: date, last: date) -> str:
    return first.strftime(_DAY) if first == last else f"{first.strftime(_DAY)}–{last.strftime(_DAY)}"


def contents(paper: Paper, outline: Outline) -> Any:
    """The heading and the place of the table of contents; call what is returned when the report is written."""
    paper.paragraph(paper.tell("eeg.contents"), "Contents Heading")
    return paper.contents_here()


def composition(paper: Paper, outline: Outline) -> None:
    paper.heading(paper.tell("eeg.composition"))
    heads = [paper.tell(f"eeg-head.{name}") for name in ("number", *EXPERT)]
    table = paper.table(heads, (1, 3.7, 3.1, 2.9, 3.8, 2.5), title=paper.tell("eeg.composition"))
    for number, known in enumerate(members(outline), start=1):
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


def members(outline: Outline) -> list[dict[str, str]]:
    """The commission of the case, the coordinator last; without one, empty places by the usual roles."""
    case = outline.case
    if case is None or not case.commission:
        return [{"role": role} for role in roles(outline.procedure)]
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
    fields = ("presentation", "licence", "structure", "programmes")
    own = ("study-length", "intake", "graduates")
    first = fields if outline.cluster else (*fields, *own)
    _described(paper, "", first, known, paper.tell("eeg.general"))
    if outline.cluster:
        for programme in outline.programmes:
            title = paper.tell("eeg.general-programme", programme=programme.label)
            paper.heading(title, 2)
            _described(paper, programme.key, own, {}, title)


def _described(paper: Paper, key: str, fields: tuple[str, ...], known: dict[str, str], title: str) -> None:
    table = paper.table([paper.tell("eeg-head.item"), paper.tell("eeg-head.text")], (5.5, 11.5), title=title)
    for name in fields:
        label = paper.tell(f"eeg-general.{name}")
        row = table.row([label, ""])
        hint = paper.tell("eeg-hint.number" if name in ("licence", "programmes") else "eeg-hint.general")
        tag = Tag("general", programme=key, field=name)
        paper.field_text(row.paragraph(1), tag, label, hint, known.get(name, ""))


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
                "date": slot.day.strftime(_DAY),
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
