"""Checks of the visit and its agenda: days, slots one after another, rooms and links, whom the commission meets."""

from __future__ import annotations

from datetime import date

from ..model.case import Slot
from ..model.procedures import Requirement
from ..words.messages import Value, message
from .requirement_checks import (
    LIST,
    MAY_NUMBER,
    NUMBER,
    CaseContext,
    Fault,
    Outcome,
    awaiting,
    check,
    judged,
    met,
)


@check("visit-length", at_least=NUMBER, at_most=MAY_NUMBER)
def visit_length(context: CaseContext, requirement: Requirement) -> Outcome:
    """The visit takes at least that many days, and at most, where the source says so."""
    visit = context.case.visit
    if visit is None:
        return awaiting(f"dates.{context.case.events.get('visit', 'visit')}")
    needed, most = int(requirement.parameters["at_least"]), requirement.parameters.get("at_most")
    said = message("case.visit", first=str(visit.first), last=str(visit.last), days=visit.days)
    if visit.days < needed:
        return Outcome("not-met", None, (Fault("case-visit-short", {"days": visit.days, "needed": needed}),))
    if most is not None and visit.days > int(most):
        return Outcome("not-met", None, (Fault("case-visit-long", {"days": visit.days, "most": int(most)}, "info"),))
    return met(said)


def _days(context: CaseContext) -> dict[date, list[Slot]]:
    days: dict[date, list[Slot]] = {}
    for slot in sorted(context.case.agenda, key=lambda one: (one.day, one.start, one.end)):
        days.setdefault(slot.day, []).append(slot)
    return days


@check("agenda-times")
def agenda_times(context: CaseContext, requirement: Requirement) -> Outcome:
    """On each day the slots follow one another without overlaps (but for those marked parallel) and without gaps."""
    if not context.case.agenda:
        return awaiting("agenda")
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
    return judged(faults, message("case.slots", count=len(context.case.agenda), days=len(_days(context))))


@check("agenda-filled", fields=LIST)
def agenda_filled(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every slot that is no break names what is asked for: room, link, person."""
    if not context.case.agenda:
        return awaiting("agenda")
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
    return judged(faults, message("case.slots", count=len(context.case.agenda), days=len(_days(context))))


@check("agenda-meets")
def agenda_meets(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every group of people that the procedure names has a meeting; some types of accreditation may leave some out,
    and without any students there is nobody to meet."""
    if not context.case.agenda:
        return awaiting("agenda")
    met = {group for slot in context.case.agenda for group in slot.meets}
    wanted = [one.group for one in context.procedure.meetings if context.case.type not in one.not_for]
    numbers = [programme.students for programme in context.case.programmes] or [context.case.institution.students]
    if all(number == 0 for number in numbers):
        wanted = [group for group in wanted if group != "students"]
    faults = [Fault("agenda-not-met", {"group": group}) for group in wanted if group not in met]
    return judged(faults, message("case.groups", groups=tuple(wanted)))


@check("agenda-separate")
def agenda_separate(context: CaseContext, requirement: Requirement) -> Outcome:
    """No slot meets two groups of people at once."""
    if not context.case.agenda:
        return awaiting("agenda")
    groups = {one.group for one in context.procedure.meetings}
    faults: list[Fault] = []
    for slot in context.case.agenda:
        together = tuple(group for group in slot.meets if group in groups)
        if len(together) > 1:
            at: dict[str, Value] = {"event": slot.event, "start": f"{slot.start:%H:%M}", "day": str(slot.day)}
            faults.append(Fault("agenda-together", {**at, "groups": together}))
    return judged(faults, message("case.slots", count=len(context.case.agenda), days=len(_days(context))))


@check("agenda-opens")
def agenda_opens(context: CaseContext, requirement: Requirement) -> Outcome:
    """The first slot is a meeting of the experts among themselves."""
    if not context.case.agenda:
        return awaiting("agenda")
    first = next(iter(_days(context).values()))[0]
    if "experts" in first.meets:
        return met(message("case.opens", event=first.event, start=f"{first.start:%H:%M}"))
    return Outcome("not-met", None, (Fault("agenda-opens-otherwise", {"event": first.event}),))


@check("agenda-visits", places=LIST)
def agenda_visits(context: CaseContext, requirement: Requirement) -> Outcome:
    """The commission looks at every one of the places."""
    if not context.case.agenda:
        return awaiting("agenda")
    seen = {place for slot in context.case.agenda for place in slot.visits}
    left = tuple(place for place in requirement.parameters["places"] if place not in seen)
    faults = [Fault("agenda-not-visited", {"places": left})] if left else []
    return judged(faults, message("case.slots", count=len(context.case.agenda), days=len(_days(context))))


@check("agenda-closes")
def agenda_closes(context: CaseContext, requirement: Requirement) -> Outcome:
    """The last meeting with people of the institution, on the last day, is the one with its leadership."""
    if not context.case.agenda:
        return awaiting("agenda")
    last = list(_days(context).values())[-1]
    own = [slot for slot in last if set(slot.meets) - {"experts"}]
    if own and "leadership" in own[-1].meets:
        return met(message("case.opens", event=own[-1].event, start=f"{own[-1].start:%H:%M}"))
    return Outcome("not-met", None, (Fault("agenda-closes-otherwise", {"day": str(last[0].day)}),))


@check("agenda-in-visit")
def agenda_in_visit(context: CaseContext, requirement: Requirement) -> Outcome:
    """The agenda's days are those of the visit, and each day of the visit has its slots."""
    visit, days = context.case.visit, _days(context)
    if not days:
        return awaiting("agenda")
    if visit is None:
        return awaiting(f"dates.{context.case.events.get('visit', 'visit')}")
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
    return judged(faults, said)
