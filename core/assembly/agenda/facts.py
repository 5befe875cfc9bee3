"""The agenda of a visit: the case's own, or the procedure's model on its days; and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ...model.case import Case, Slot, Span
from ...model.findings import Finding
from ...model.procedures import Procedure
from ...rules.annexes import Annexes
from ...rules.case_checks import CHECKS, CaseContext
from ...words.messages import Lang, message, say

_LUNCH = (time(13), time(14))
_MORNING = time(9)
_OPENING = timedelta(minutes=30)
_MEETING = timedelta(minutes=45)
_EVENING = time(16, 30)  # from which the experts sum up


_Tell = Callable[..., str]


@dataclass(frozen=True)
class Agenda:
    """slots: by day and time. model: they are the procedure's, not the case's."""

    slots: tuple[Slot, ...]
    time_zone: str
    model: bool

    @property
    def days(self) -> dict[date, tuple[Slot, ...]]:
        days: dict[date, tuple[Slot, ...]] = {}
        for slot in self.slots:
            days[slot.day] = (*days.get(slot.day, ()), slot)
        return days

    def moment(self, slot: Slot) -> tuple[datetime, datetime]:
        """Start and end in the agenda's time zone."""
        zone = ZoneInfo(self.time_zone)
        return datetime.combine(slot.day, slot.start, zone), datetime.combine(slot.day, slot.end, zone)


class NoVisit(ValueError):
    """There is no agenda in the case, and no day on which the model could be laid."""


def agenda_of(case: Case, procedure: Procedure, lang: Lang, *, model: bool = False) -> Agenda:
    """The case's agenda; without one, or with `model`, the procedure's. Raises NoVisit."""
    if case.agenda and not model:
        return Agenda(_sorted(case.agenda), case.time_zone, False)
    if case.visit is None:
        raise NoVisit
    made = _from_model(procedure, case.visit, lang) if procedure.agenda else _from_meetings(case, procedure, lang)
    return Agenda(_sorted(made), case.time_zone, True)


def problems(case: Case, procedure: Procedure, agenda: Agenda, today: date) -> tuple[Finding, ...]:
    """What the procedure's rules find wrong with an agenda."""
    with_it = replace(case, agenda=agenda.slots)
    context = CaseContext(with_it, procedure, (), Annexes(), today, lambda _: None)
    return tuple(
        Finding(fault.rule, fault.severity or requirement.severity, context.place, arguments={
            **fault.arguments, "requirement": requirement.id, "title": requirement.titles.get("en"),
            "source": procedure.source_text(requirement.sources, "en"),
        })
        for requirement in procedure.requirements
        if requirement.check.startswith("agenda-")
        and (not requirement.types or case.type in requirement.types)
        for fault in CHECKS[requirement.check].run(context, requirement).faults
    )  # fmt: skip


def _sorted(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    return tuple(sorted(slots, key=lambda slot: (slot.day, slot.start, slot.end)))


def _from_model(procedure: Procedure, visit: Span, lang: Lang) -> list[Slot]:
    """The model's one day, on the visit's first."""
    return [
        Slot(
            visit.first, one.start, one.end, one.event.get(lang), one.audit_object.get(lang), one.room.get(lang),
            meets=one.meets, rest=one.rest, visits=one.visits,
        )
        for one in procedure.agenda
    ]  # fmt: skip


def _from_meetings(case: Case, procedure: Procedure, lang: Lang) -> list[Slot]:
    """A procedure without a model: the required meetings on the first day, documents, laboratories and facilities on
    the others; at the end of the last day what was found is told to the leadership."""
    visit = case.visit
    assert visit is not None

    def tell(id: str, **arguments: str) -> str:
        return say(message(id, **arguments), lang)

    slots: list[Slot] = []
    for number in range(visit.days):
        day = visit.first + timedelta(days=number)
        now = _MORNING
        if number == 0:
            own = [one.titles.get(lang) for one in procedure.meetings if case.type not in one.not_for]
            groups = [one.group for one in procedure.meetings if case.type not in one.not_for]
            titles = [tell("agenda.meeting", who=who) for who in own]
            met, now = _meetings(day, tell, list(zip(titles, groups, strict=True)))
            slots += met
        if now < _LUNCH[0]:
            slots.append(_seeing(day, now, _LUNCH[0], tell))
        if now <= _LUNCH[0]:
            slots.append(Slot(day, *_LUNCH, tell("agenda.lunch"), rest=True))
            now = _LUNCH[1]
        slots.append(_seeing(day, now, _EVENING, tell))
        slots += _evening(day, tell("agenda.closing"), tell("agenda.results") if day == visit.last else "")
    return slots


def _meetings(day: date, tell: _Tell, meetings: Sequence[tuple[str, str]]) -> tuple[list[Slot], time]:
    """The experts among themselves, then each meeting (title, group), with lunch where it falls; and until when."""
    now = _after(_MORNING, _OPENING)
    slots = [Slot(day, _MORNING, now, tell("agenda.opening"), meets=("experts",))]
    for title, group in meetings:
        if _after(now, _MEETING) > _LUNCH[0] and now <= _LUNCH[0]:
            if now < _LUNCH[0]:
                slots.append(_seeing(day, now, _LUNCH[0], tell))
            slots.append(Slot(day, *_LUNCH, tell("agenda.lunch"), rest=True))
            now = _LUNCH[1]
        end = _after(now, _MEETING)
        slots.append(Slot(day, now, end, title, meets=(group,)))
        now = end
    return slots, now


def _seeing(day: date, start: time, end: time, tell: _Tell) -> Slot:
    return Slot(day, start, end, tell("agenda.documents"), visits=("laboratories", "facilities"))


def _evening(day: date, closing: str, results: str) -> list[Slot]:
    """results: of the closing meeting with the leadership, on the last day."""
    end = _after(_EVENING, _MEETING)
    slots = [Slot(day, _EVENING, end, closing, meets=("experts",))]
    if results:
        slots.append(Slot(day, end, _after(end, _MEETING), results, meets=("leadership",)))
    return slots


def _after(now: time, length: timedelta) -> time:
    return (datetime.combine(date(2000, 1, 1), now) + length).time()
