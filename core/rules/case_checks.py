"""The checks that a procedure's requirements can ask for, by name, with the parameters that each takes.

A requirement of procedure.toml says `check = "role"` and `parameters = { role = "expert", at_least = 5 }`; here stands
what that means. The numbers and sources are the procedure's, the engine is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ..citing.titles import similarity
from ..model.calendar_days import later
from ..model.case import Case, Slot
from ..model.coverage import Status
from ..model.findings import Severity
from ..model.places import Place
from ..model.procedures import Procedure, Requirement, Stage
from ..model.programme_codes import level_of, programme_code
from ..words.messages import Message, Value, message
from .annexes import Annexes, in_order

if TYPE_CHECKING:
    from ..model.results import DocumentResult

State = Literal["met", "not-met", "open"]


@dataclass(frozen=True)
class CaseContext:
    """What a check may look at. documents: one per report of the case, in its order; waived findings are gone."""

    case: Case
    procedure: Procedure
    documents: tuple[DocumentResult, ...]
    annexes: Annexes
    today: date
    exists: Callable[[str], int | None]  # the size of a file of the case, None where there is none

    @cached_property
    def place(self) -> Place:
        return Place(self.case.file)


@dataclass(frozen=True)
class Fault:
    """What is wrong; becomes a finding. severity None: the requirement's. uncertain: it may yet be right."""

    rule: str
    arguments: Mapping[str, Value] = field(default_factory=dict)
    severity: Severity | None = None
    place: Place | None = None
    uncertain: bool = False


@dataclass(frozen=True)
class Outcome:
    """met: a fact that shows it. open: the case says nothing yet that could be checked; said: what is awaited."""

    state: State
    said: Message | None = None
    faults: tuple[Fault, ...] = ()


CheckFunction = Callable[[CaseContext, Requirement], Outcome]


@dataclass(frozen=True)
class Parameter:
    """kind: text, number, truth or list (of texts)."""

    kind: str
    needed: bool = True

    def fits(self, value: object) -> bool:
        if self.kind == "list":
            return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)
        if self.kind == "number":
            return isinstance(value, int) and not isinstance(value, bool)
        return isinstance(value, bool) if self.kind == "truth" else isinstance(value, str) and bool(value)


@dataclass(frozen=True)
class Check:
    """A check by its name. what: the first sentence of its docstring, for the documentation."""

    name: str
    parameters: Mapping[str, Parameter]
    run: CheckFunction

    @property
    def what(self) -> str:
        return " ".join((self.run.__doc__ or "").split())


CHECKS: dict[str, Check] = {}

TEXT, NUMBER, LIST = Parameter("text"), Parameter("number"), Parameter("list")
MAY_NUMBER, MAY_TRUTH = Parameter("number", needed=False), Parameter("truth", needed=False)


def _check(name: str, **parameters: Parameter) -> Callable[[CheckFunction], CheckFunction]:
    def register(function: CheckFunction) -> CheckFunction:
        CHECKS[name] = Check(name, parameters, function)
        return function

    return register


def _met(said: Message) -> Outcome:
    return Outcome("met", said)


def _open(awaited: str) -> Outcome:
    """awaited: the part of sapa.toml that says nothing yet."""
    return Outcome("open", message("case.open", part=awaited))


def _judged(faults: list[Fault], said: Message) -> Outcome:
    if not faults:
        return _met(said)
    certain = any(not fault.uncertain for fault in faults)
    return Outcome("not-met" if certain else "open", None, tuple(faults))


# --- application


_STATED: Mapping[str, Callable[[Case], Value]] = {
    "institution.name": lambda case: case.institution.names.get("en"),
    "institution.legal_status": lambda case: case.institution.legal_status,
    "institution.licence": lambda case: case.institution.licence,
    "institution.previous": lambda case: case.institution.previous,
    "institution.students": lambda case: case.institution.students,
    "institution.website": lambda case: case.institution.website,
}


@_check("stated", key=TEXT)
def stated(context: CaseContext, requirement: Requirement) -> Outcome:
    """sapa.toml states the key."""
    key = str(requirement.parameters["key"])
    value = _STATED[key](context.case) if key in _STATED else None
    if value is None or value == "":
        return Outcome("not-met", None, (Fault("case-not-stated", {"key": key}),))
    return _met(message("case.stated", value=value))


@_check("programmes-named")
def programmes_named(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every programme is listed with its name and code."""
    codes = tuple(programme.code for programme in context.case.programmes)
    if not codes:
        return Outcome("not-met", None, (Fault("case-no-programmes"),))
    return _met(message("case.programmes", codes=codes))


@_check("programme-codes")
def programme_code_forms(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every programme's code has the classifier's form (level, field 01 to 12, direction, number) and its level."""
    if not context.case.programmes:
        return _open("programmes")
    faults: list[Fault] = []
    for programme in context.case.programmes:
        if programme_code(programme.code) is None:
            faults.append(Fault("case-programme-code", {"programme": programme.code}))
        elif programme.level is not None and programme.level != level_of(programme.code):
            arguments = {"programme": programme.code, "stated": programme.level, "level": level_of(programme.code)}
            faults.append(Fault("case-programme-level", arguments))
    return _judged(faults, message("case.programmes", codes=tuple(one.code for one in context.case.programmes)))


@_check("supplied", key=TEXT)
def supplied(context: CaseContext, requirement: Requirement) -> Outcome:
    """[supplied] in sapa.toml names at least one address, or a file that is there and not empty."""
    key = str(requirement.parameters["key"])
    given = context.case.supplied.get(key, ())
    if not given:
        return Outcome("not-met", None, (Fault("case-not-supplied", {"key": key}),))
    faults: list[Fault] = []
    for one in given:
        if "://" in one:
            continue
        size = context.exists(one)
        if size is None:
            faults.append(Fault("case-file-missing", {"path": one, "key": key}))
        elif size == 0:
            faults.append(Fault("case-file-empty", {"path": one, "key": key}))
    return _judged(faults, message("case.supplied", given=given))


# --- package


@_check("reports-in", languages=LIST)
def reports_in(context: CaseContext, requirement: Requirement) -> Outcome:
    """For each programme (or the institution) there is a report in each of the languages, it can be read, and it is
    written in the language that sapa.toml says."""
    case, wanted = context.case, tuple(requirement.parameters["languages"])
    if not case.reports:
        return _open("reports")
    faults: list[Fault] = []
    for code in [programme.code for programme in case.programmes] or [""]:
        there = {one.language for one in case.reports if not one.programmes or not code or code in one.programmes}
        for language in wanted:
            fault = Fault("case-language-missing", {"language": language})
            several = any(one.programmes for one in case.reports)
            if language not in there and several:
                faults.append(Fault("case-language-missing-for", {"language": language, "programme": code}))
            elif language not in there and fault not in faults:
                faults.append(fault)
    for report, document in zip(case.reports, context.documents, strict=True):
        if document.error is not None:
            arguments = {"path": document.path, "error": document.error.code}
            faults.append(Fault("case-report-unreadable", arguments, place=Place(document.path)))
        elif document.language is not None and document.language != report.language:
            arguments = {"path": document.path, "language": report.language, "actual": document.language}
            faults.append(Fault("case-language-differs", arguments, place=Place(document.path)))
    return _judged(faults, message("case.languages", languages=wanted))


@_check("reports-answer")
def reports_answer(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every criterion of the procedure's sets is addressed, or declared not applicable, in every report."""
    if not context.documents:
        return _open("reports")
    faults: list[Fault] = []
    total = 0
    for document in context.documents:
        open_findings = {(finding.rule, finding.set, finding.code) for finding in document.findings}
        for found in document.sets:
            id = found.coverage.set.id
            counts = dict.fromkeys(("missing", "thin", "mentioned"), 0)
            for status in counts:
                counts[status] = sum((f"criterion-{status}", id, c.criterion.code.text) in open_findings
                                     for c in found.coverage.criteria)  # fmt: skip
            absent = [f for f in document.findings if f.rule == "standards-not-in-file" and f.set == id]
            counts["missing"] += sum(int(str(finding.arguments["count"])) for finding in absent)
            unknown = sum(c.status is Status.NOT_CHECKED for c in found.coverage.criteria)
            total += len(found.coverage.criteria)
            arguments: dict[str, Value] = {"path": document.path, "standards": id, **counts}
            if any(counts.values()):
                faults.append(Fault("case-report-gaps", arguments, place=Place(document.path)))
            if unknown:
                arguments = {"path": document.path, "standards": id, "unknown": unknown}
                faults.append(Fault("case-report-unknown", arguments, place=Place(document.path), uncertain=True))
        if document.error is not None and not document.sets:
            arguments = {"path": document.path, "error": document.error.code}
            faults.append(Fault("case-report-unreadable", arguments, place=Place(document.path), uncertain=True))
    return _judged(faults, message("case.answered", total=total, reports=len(context.documents)))


@_check("annexes-supplied")
def annexes_supplied(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every annex that a report cites stands in the annex folder, or in the report itself, and is not empty."""
    if not context.documents or all(document.document is None for document in context.documents):
        return _open("reports")
    rules = ("annex-not-supplied", "annex-empty")
    wanting = [f for document in context.documents for f in document.findings if f.rule in rules]
    wanting += [f for f in context.annexes.findings if f.rule in rules]
    if not wanting:
        return _met(message("case.annexes", cited=len(context.annexes.cited), files=len(context.annexes.files)))
    labels = tuple(sorted({str(f.arguments["annex"]) for f in wanting}, key=in_order))
    return Outcome("not-met", None, (Fault("case-annexes-wanting", {"annexes": labels}),))


# --- commission


@_check("role", role=TEXT, at_least=NUMBER, abroad=MAY_TRUTH)
def role(context: CaseContext, requirement: Requirement) -> Outcome:
    """At least that many members have the role; `abroad`: from another country than the institution."""
    case, wanted = context.case, str(requirement.parameters["role"])
    needed, abroad = int(requirement.parameters["at_least"]), requirement.parameters.get("abroad")
    if not case.commission:
        return _open("commission")
    in_role = [member for member in case.commission if member.role == wanted]
    counted = [
        m for m in in_role if abroad is None or (m.country and (m.country != case.institution.country) is abroad)
    ]
    names = tuple(member.name for member in counted)
    if len(counted) >= needed:
        return _met(message("case.members", names=names, count=len(names)))
    kind = wanted if abroad is None else f"{wanted}-{'abroad' if abroad else 'home'}"
    nowhere = len([m for m in in_role if not m.country]) if abroad is not None else 0
    arguments: dict[str, Value] = {"kind": kind, "found": len(counted), "needed": needed}
    possible = len(counted) + nowhere >= needed  # members whose country is not stated may be the ones
    return Outcome("open" if possible else "not-met", None, (Fault("case-too-few", arguments, uncertain=possible),))


@_check("members", at_least=NUMBER)
def members(context: CaseContext, requirement: Requirement) -> Outcome:
    """The commission has at least that many members, each once; the coordinator is none of them."""
    case, needed = context.case, int(requirement.parameters["at_least"])
    if not case.commission:
        return _open("commission")
    faults: list[Fault] = []
    names = [_plain(member.name) for member in case.commission]
    for number, member in enumerate(case.commission):
        if names[number] in names[:number]:
            faults.append(Fault("case-member-twice", {"person": member.name}))
        if case.coordinator is not None and names[number] == _plain(case.coordinator.name):
            faults.append(Fault("case-coordinator-member", {"person": member.name}))
    found = len(set(names))
    if found < needed:
        faults.append(Fault("case-too-few", {"kind": "member", "found": found, "needed": needed}))
    shown = tuple(member.name for member in case.commission)
    return _judged(faults, message("case.members", names=shown, count=len(shown)))


@_check("chair")
def chair(context: CaseContext, requirement: Requirement) -> Outcome:
    """One member is the chair."""
    if not context.case.commission:
        return _open("commission")
    chairs = tuple(member.name for member in context.case.commission if member.chair)
    if len(chairs) == 1:
        return _met(message("case.members", names=chairs, count=1))
    return Outcome("not-met", None, (Fault("case-no-chair"),))


@_check("degrees", role=TEXT, degrees=LIST)
def degrees(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every member of the role has one of the degrees, in any of its spellings."""
    wanted, accepted = str(requirement.parameters["role"]), requirement.parameters["degrees"]
    in_role = [member for member in context.case.commission if member.role == wanted]
    if not in_role:
        return _open("commission")
    faults: list[Fault] = []
    for member in in_role:
        if not member.degree:
            faults.append(Fault("case-no-degree", {"person": member.name}, uncertain=True))
        elif not any(one.casefold() in member.degree.casefold() for one in accepted):
            faults.append(Fault("case-degree", {"person": member.name, "degree": member.degree}))
    return _judged(faults, message("case.members", names=tuple(m.name for m in in_role), count=len(in_role)))


@_check("no-conflicts")
def no_conflicts(context: CaseContext, requirement: Requirement) -> Outcome:
    """No member has a stated conflict of interest or belongs to the institution; every affiliation is stated."""
    case = context.case
    if not case.commission:
        return _open("commission")
    faults: list[Fault] = []
    for member in case.commission:
        faults += [Fault("case-conflict", {"person": member.name, "conflict": one}) for one in member.conflicts]
        if (own := _own(case, member.affiliation)) is not None:
            arguments = {"person": member.name, "affiliation": member.affiliation}
            faults.append(
                Fault("case-own-member", arguments)
                if own
                else Fault("case-maybe-own-member", arguments, "warning", uncertain=True)
            )
        elif not member.affiliation:
            faults.append(Fault("case-no-affiliation", {"person": member.name}, "warning", uncertain=True))
    return _judged(faults, message("case.no-conflicts", count=len(case.commission)))


@_check("no-advisers")
def no_advisers(context: CaseContext, requirement: Requirement) -> Outcome:
    """No member advised the institution on its report."""
    if not context.case.commission:
        return _open("commission")
    faults = [Fault("case-adviser", {"person": member.name}) for member in context.case.commission if member.advised]
    return _judged(faults, message("case.no-advisers", count=len(context.case.commission)))


@_check("coordinator")
def coordinator(context: CaseContext, requirement: Requirement) -> Outcome:
    """A coordinator is named and does not belong to the institution."""
    one = context.case.coordinator
    if one is None:
        return _open("coordinator")
    if _own(context.case, one.affiliation):
        arguments = {"person": one.name, "affiliation": one.affiliation}
        return Outcome("not-met", None, (Fault("case-own-member", arguments),))
    return _met(message("case.members", names=(one.name,), count=1))


def _own(case: Case, affiliation: str) -> bool | None:
    """True: the affiliation is the institution, or a part of it set off by a comma. False: its name is inside a longer
    one ("Second Example University"), which only people can judge. None: another institution."""
    maybe = None
    for name in map(_plain, case.institution.names.all()):
        for part in re.split(r"[,;:()/–—]", affiliation):
            if name and (_plain(part) == name or similarity(part, name) >= 0.95):
                return True
        if name and f" {name} " in f" {_plain(affiliation)} ":
            maybe = False
    return maybe


def _plain(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


# --- visit


@_check("visit-length", at_least=NUMBER, at_most=MAY_NUMBER)
def visit_length(context: CaseContext, requirement: Requirement) -> Outcome:
    """The visit takes at least that many days, and at most, where the source says so."""
    visit = context.case.visit
    if visit is None:
        return _open(f"dates.{context.case.events.get('visit', 'visit')}")
    needed, most = int(requirement.parameters["at_least"]), requirement.parameters.get("at_most")
    said = message("case.visit", first=str(visit.first), last=str(visit.last), days=visit.days)
    if visit.days < needed:
        return Outcome("not-met", None, (Fault("case-visit-short", {"days": visit.days, "needed": needed}),))
    if most is not None and visit.days > int(most):
        return Outcome("not-met", None, (Fault("case-visit-long", {"days": visit.days, "most": int(most)}, "info"),))
    return _met(said)


# --- agenda


def _days(context: CaseContext) -> dict[date, list[Slot]]:
    days: dict[date, list[Slot]] = {}
    for slot in sorted(context.case.agenda, key=lambda one: (one.day, one.start, one.end)):
        days.setdefault(slot.day, []).append(slot)
    return days


@_check("agenda-times")
def agenda_times(context: CaseContext, requirement: Requirement) -> Outcome:
    """On each day the slots follow one another without overlaps (but for those marked parallel) and without gaps."""
    if not context.case.agenda:
        return _open("agenda")
    faults: list[Fault] = []
    for day, slots in _days(context).items():
        before = slots[0]
        for slot in slots[1:]:
            arguments: dict[str, Value] = {
                "day": str(day), "event": slot.event, "other": before.event,
                "start": f"{slot.start:%H:%M}", "end": f"{before.end:%H:%M}",
            }  # fmt: skip
            if slot.start < before.end and not slot.parallel:
                faults.append(Fault("agenda-overlap", arguments))
            elif slot.start > before.end:
                faults.append(Fault("agenda-gap", arguments, "warning"))
            if slot.end > before.end:
                before = slot
    return _judged(faults, message("case.slots", count=len(context.case.agenda), days=len(_days(context))))


@_check("agenda-filled", fields=LIST)
def agenda_filled(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every slot that is no break names what is asked for: room, link, person."""
    if not context.case.agenda:
        return _open("agenda")
    wanting: dict[tuple[str, ...], list[str]] = {}
    several = len(_days(context)) > 1
    for slots in _days(context).values():
        for slot in slots:
            empty = tuple(name for name in requirement.parameters["fields"] if not getattr(slot, name, ""))
            if empty and not slot.rest:
                wanting.setdefault(empty, []).append(f"{slot.day} " * several + f"{slot.start:%H:%M}")
    faults = [
        Fault("agenda-not-filled", {"wanting": empty, "count": len(at), "slots": tuple(at)})
        for empty, at in wanting.items()
    ]
    return _judged(faults, message("case.slots", count=len(context.case.agenda), days=len(_days(context))))


@_check("agenda-meets")
def agenda_meets(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every group of people that the procedure names has a meeting; some types of accreditation may leave some out,
    and without any students there is nobody to meet."""
    if not context.case.agenda:
        return _open("agenda")
    met = {group for slot in context.case.agenda for group in slot.meets}
    wanted = [one.group for one in context.procedure.meetings if context.case.type not in one.not_for]
    numbers = [programme.students for programme in context.case.programmes] or [context.case.institution.students]
    if all(number == 0 for number in numbers):
        wanted = [group for group in wanted if group != "students"]
    faults = [Fault("agenda-not-met", {"group": group}) for group in wanted if group not in met]
    return _judged(faults, message("case.groups", groups=tuple(wanted)))


@_check("agenda-separate")
def agenda_separate(context: CaseContext, requirement: Requirement) -> Outcome:
    """No slot meets two groups of people at once."""
    if not context.case.agenda:
        return _open("agenda")
    groups = {one.group for one in context.procedure.meetings}
    faults: list[Fault] = []
    for slot in context.case.agenda:
        together = tuple(group for group in slot.meets if group in groups)
        if len(together) > 1:
            at: dict[str, Value] = {"event": slot.event, "start": f"{slot.start:%H:%M}", "day": str(slot.day)}
            faults.append(Fault("agenda-together", {**at, "groups": together}))
    return _judged(faults, message("case.slots", count=len(context.case.agenda), days=len(_days(context))))


@_check("agenda-opens")
def agenda_opens(context: CaseContext, requirement: Requirement) -> Outcome:
    """The first slot is a meeting of the experts among themselves."""
    if not context.case.agenda:
        return _open("agenda")
    first = next(iter(_days(context).values()))[0]
    if "experts" in first.meets:
        return _met(message("case.opens", event=first.event, start=f"{first.start:%H:%M}"))
    return Outcome("not-met", None, (Fault("agenda-opens-otherwise", {"event": first.event}),))


@_check("agenda-in-visit")
def agenda_in_visit(context: CaseContext, requirement: Requirement) -> Outcome:
    """The agenda's days are those of the visit, and each day of the visit has its slots."""
    visit, days = context.case.visit, _days(context)
    if not days:
        return _open("agenda")
    if visit is None:
        return _open(f"dates.{context.case.events.get('visit', 'visit')}")
    faults = [
        Fault("agenda-outside-visit", {"day": str(day), "first": str(visit.first), "last": str(visit.last)})
        for day in days
        if not visit.first <= day <= visit.last
    ]
    for number in range(visit.days):
        day = date.fromordinal(visit.first.toordinal() + number)
        if day not in days:
            faults.append(Fault("agenda-day-empty", {"day": str(day)}))
    said = message("case.visit", first=str(visit.first), last=str(visit.last), days=visit.days)
    return _judged(faults, said)


# --- deadlines


@_check("stage", stage=TEXT)
def stage(context: CaseContext, requirement: Requirement) -> Outcome:
    """The stage was done after the one before it, and within its time; or its time has not run out yet."""
    case, one = context.case, context.procedure.stage_by_id[str(requirement.parameters["stage"])]
    begun = context.case.dates[one.after].last if one.after in case.dates else None if one.after else case.start
    done = case.dates.get(one.id)
    if begun is None:
        return _open(f"dates.{one.after or 'start'}")
    if done is None:
        latest = later(begun, one.at_most, one.unit, case.calendar) if one.at_most is not None else None
        if latest is not None and latest < context.today:
            arguments: dict[str, Value] = {"stage": one.id, "latest": str(latest), "today": str(context.today)}
            return Outcome("not-met", None, (Fault("case-overdue", arguments),))
        return Outcome("open", message("case.until", latest=str(latest)) if latest else message("case.no-date"))
    return _judged(list(_in_time(context, one, begun)), message("case.done", day=str(done.last), since=str(begun)))


def _in_time(context: CaseContext, one: Stage, begun: date) -> Iterator[Fault]:
    calendar, done = context.case.calendar, context.case.dates[one.id]
    if done.first < begun:
        yield Fault("case-date-order", {"stage": one.id, "day": str(done.first), "before": one.after or "start",
                                        "begun": str(begun)})  # fmt: skip
        return
    if one.event == "visit":  # its time is its length, which a requirement of its own checks
        return
    arguments: dict[str, Value] = {"stage": one.id, "day": str(done.last), "begun": str(begun)}
    if one.at_most is not None and done.last > (latest := later(begun, one.at_most, one.unit, calendar)):
        yield Fault("case-late", {**arguments, "latest": str(latest)})
    if one.at_least is not None and done.last < (earliest := later(begun, one.at_least, one.unit, calendar)):
        yield Fault("case-early", {**arguments, "earliest": str(earliest)}, "info")


@_check("whole")
def whole(context: CaseContext, requirement: Requirement) -> Outcome:
    """From the registered application to the decision the whole process takes no longer, and no less, than allowed."""
    case, one = context.case, context.procedure.whole
    if one is None or case.start is None:
        return _open("dates.start")
    done = case.days_of("decision")
    latest = later(case.start, one.at_most, one.unit, case.calendar) if one.at_most is not None else None
    if done is None:
        if latest is not None and latest < context.today:
            arguments: dict[str, Value] = {"stage": "whole", "latest": str(latest), "today": str(context.today)}
            return Outcome("not-met", None, (Fault("case-overdue", arguments),))
        return Outcome("open", message("case.until", latest=str(latest)) if latest else message("case.no-date"))
    arguments = {"stage": "whole", "day": str(done.last), "begun": str(case.start)}
    faults: list[Fault] = []
    if latest is not None and done.last > latest:
        faults.append(Fault("case-late", {**arguments, "latest": str(latest)}))
    if one.at_least is not None:
        earliest = later(case.start, one.at_least, one.unit, case.calendar)
        if done.last < earliest:
            faults.append(Fault("case-early", {**arguments, "earliest": str(earliest)}, "info"))
    return _judged(faults, message("case.done", day=str(done.last), since=str(case.start)))
