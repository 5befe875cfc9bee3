"""The stages of a case on the calendar: when each ends at the earliest and latest, what is done or overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...model.calendar_days import later
from ...model.case import Case, Span
from ...model.procedures import Procedure, Stage
from ...model.stage_days import latest as latest_day

State = Literal["done", "late", "overdue", "running", "planned", "planned-late", "ahead", "unset", "not-held"]


@dataclass(frozen=True)
class Planned:
    """One stage.

    begins     earliest and latest day from which its time counts; the same day once the stage before has its date
    earliest, latest  day on which it may end by the procedure, whenever it really does
    span       its days as the case gives them, past or planned; it then ends on their last day
    state      "unset": by its reckoned day it would be past, but the sources set no day by which it must be done
    assumed    the source sets no latest day, here or in a stage before that has no date yet: the least time is taken
    """

    stage: Stage
    begins: tuple[date, date]
    earliest: date
    latest: date
    span: Span | None
    state: State
    assumed: bool

    @property
    def open_ended(self) -> bool:
        """The source sets no latest day for this very stage; where the case does, nothing is assumed."""
        return self.stage.at_most is None

    @property
    def ends(self) -> tuple[date, date]:
        """Earliest and latest day on which it ends, as far as it is known: the case's own day where it gives one."""
        return (self.earliest, self.latest) if self.span is None else (self.span.last, self.span.last)


@dataclass(frozen=True)
class Plan:
    """whole: earliest and latest end of the whole process. beyond: the decision's latest day where that is after it."""

    start: date
    today: date
    stages: tuple[Planned, ...]
    whole: tuple[date, date] | None
    beyond: date | None

    @property
    def first(self) -> date:
        return self.start

    @property
    def last(self) -> date:
        days = [day for planned in self.stages for day in (planned.latest, planned.ends[1])]
        return max(self.start, *days, *(self.whole or ()))


class NoStart(ValueError):
    """The case does not say when the application was registered."""


def plan(case: Case, procedure: Procedure, today: date) -> Plan:
    """The case's stages. today: what lies before it is past. Raises NoStart."""
    if case.start is None:
        raise NoStart
    ends: dict[str, tuple[date, date, bool, bool]] = {"": (case.start, case.start, False, True)}
    stages: list[Planned] = []
    for stage in procedure.stages:
        if stage.terms and (case.decision is None or case.decision.years not in stage.terms):
            ends[stage.id] = ends[stage.after]
            continue
        early, late, assumed, fixed = ends[stage.after]
        if stage.id in case.not_held:
            stages.append(Planned(stage, (early, late), early, late, None, "not-held", assumed))
            ends[stage.id] = ends[stage.after]
            continue
        bound = ends[stage.not_before][0] if stage.not_before else early
        followed = any(other.after == stage.id and other.id in case.dates for other in procedure.stages)
        planned = _planned(case, stage, _Before((early, late), assumed, fixed, bound, followed), today)
        stages.append(planned)
        ends[stage.id] = (*planned.ends, planned.assumed, planned.span is not None)
    whole = None
    beyond = None
    limit = procedure.whole
    if limit is not None and limit.at_most is not None:
        least = later(case.start, limit.at_least or 0, limit.unit, case.calendar)
        whole = (least, latest_day(case, limit, case.start) or least)
        decided = next((one for one in stages if one.stage.event == "decision"), None)
        beyond = decided.ends[1] if decided is not None and decided.ends[1] > whole[1] else None
    return Plan(case.start, today, tuple(stages), whole, beyond)


@dataclass(frozen=True)
class _Before:
    """What a stage begins with. fixed: the stage before has its date, so the time of this one counts from a known day.

    bound     day before which it cannot end; followed: a stage that counts from it has its date already
    """

    begins: tuple[date, date]
    assumed: bool
    fixed: bool
    bound: date
    followed: bool


def _planned(case: Case, stage: Stage, before: _Before, today: date) -> Planned:
    begins, span = before.begins, case.dates.get(stage.id)
    least = max(later(begins[0], stage.at_least or 0, stage.unit, case.calendar), before.bound)
    most = latest_day(case, stage, begins[1])
    if span is not None:
        latest = most if most is not None else max(least, span.last)
        state = _dated(span, most if before.fixed else None, today)
        return Planned(stage, begins, min(least, latest), latest, span, state, False)
    latest = most if most is not None else max(later(begins[1], stage.at_least or 0, stage.unit, case.calendar), least)
    assumed = (before.assumed and stage.id not in case.agreed) or most is None
    return Planned(
        stage, begins, min(least, latest), latest, None, _undated(stage, before, latest, assumed, today), assumed
    )


def _dated(span: Span, most: date | None, today: date) -> State:
    too_late = most is not None and span.last > most
    if span.last > today:
        return "running" if span.first <= today else "planned-late" if too_late else "planned"
    return "late" if too_late else "done"


def _undated(stage: Stage, before: _Before, latest: date, assumed: bool, today: date) -> State:
    if latest < today:
        return "unset" if assumed or (stage.optional and before.followed) else "overdue"
    return "running" if before.fixed and before.begins[0] <= today else "ahead"
