"""Checks of the days of a case: each stage after the one before it and in its time, and the whole process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..model.calendar_days import later
from ..model.procedures import Requirement, Stage
from ..model.stage_days import Begin, begin, latest
from ..words.messages import Value, message
from .requirement_checks import TEXT, CaseContext, Fault, Outcome, awaiting, check, judged, met


@check("stage", stage=TEXT)
def stage(context: CaseContext, requirement: Requirement) -> Outcome:
    """The stage was done after the one before it, and within its time; or its time has not run out yet. An optional
    stage may be declared as not held."""
    case, one = context.case, context.procedure.stage_by_id[str(requirement.parameters["stage"])]
    if one.id in case.not_held:
        return met(message("case.not-held"))
    if one.terms and case.decision is None:
        return awaiting("decision")
    begun = begin(case, context.procedure, one)
    if begun is None:
        return awaiting("dates.start")
    if one.id not in case.dates:
        return _waiting(context, one, begun)
    faults = [*_in_order(context, one, begun)] or [*_in_time(context, one, begun)]
    if not faults and (lacking := _decisive(context, one, begun)):
        return awaiting(f"dates.{lacking}")
    return _dated(context, case.dates[one.id].last, begun.since, faults)


def _waiting(context: CaseContext, one: Stage, begun: Begin) -> Outcome:
    """Of a stage that has no day: it may be overdue, but for an optional one that another has followed."""
    if lacking := next(iter(_needed(context, begun)), None):
        return awaiting(f"dates.{lacking}")
    followed = any(other.after == one.id and other.id in context.case.dates for other in context.procedure.stages)
    last = latest(context.case, one, begun.latest)
    if last is None or (one.optional and followed):
        return Outcome("open", message("case.no-date"))
    return _until(context, one, last)


def _until(context: CaseContext, one: Stage, last: date) -> Outcome:
    if last >= context.today:
        return Outcome("open", message("case.until", latest=str(last)))
    arguments: dict[str, Value] = {"stage": one.id, "latest": str(last), "today": str(context.today)}
    return Outcome("not-met", None, (Fault("case-overdue", arguments),))


def _needed(context: CaseContext, begun: Begin) -> list[str]:
    """Stages before that have no day and are not optional."""
    return [id for id in begun.lacking if not context.procedure.stage_by_id[id].optional]


def _in_order(context: CaseContext, one: Stage, begun: Begin) -> Iterator[Fault]:
    done, bound = context.case.dates[one.id], context.case.dates.get(one.not_before)
    known = [(begun.since, begun.stage or "start"), *([(bound.last, one.not_before)] if bound is not None else [])]
    last, id = max(known)
    if done.first < last:
        arguments: dict[str, Value] = {"stage": one.id, "day": str(done.first), "before": id, "begun": str(last)}
        yield Fault("case-date-order", arguments)


def _in_time(context: CaseContext, one: Stage, begun: Begin) -> Iterator[Fault]:
    """The time of a visit is its length, which a requirement of its own checks."""
    calendar, done = context.case.calendar, context.case.dates[one.id].last
    if one.event == "visit":
        return
    arguments: dict[str, Value] = {"stage": one.id, "day": str(done), "begun": str(begun.since)}
    if (last := latest(context.case, one, begun.latest)) is not None:
        yield from _late(context, done, last, arguments)
    if one.at_least is not None and not begun.lacking:
        yield from _early(done, later(begun.earliest, one.at_least, one.unit, calendar), arguments)


def _late(context: CaseContext, done: date, last: date, arguments: dict[str, Value]) -> Iterator[Fault]:
    """A day that has not come can still be changed."""
    if done > last and done > context.today:
        yield Fault("case-planned-late", {**arguments, "latest": str(last)}, "warning", uncertain=True)
    elif done > last:
        yield Fault("case-late", {**arguments, "latest": str(last)})


def _early(done: date, earliest: date, arguments: dict[str, Value]) -> Iterator[Fault]:
    if done < earliest:
        yield Fault("case-early", {**arguments, "earliest": str(earliest)}, "info")


def _decisive(context: CaseContext, one: Stage, begun: Begin) -> str | None:
    """The stage without a day on whose day it depends whether this one was in its time; None where it was anyhow."""
    if needed := _needed(context, begun):
        return needed[0]
    surely = latest(context.case, one, begun.earliest)
    if not begun.lacking or surely is None or one.event == "visit":
        return None
    return begun.lacking[0] if context.case.dates[one.id].last > surely else None


def _dated(context: CaseContext, day: date, since: date, faults: list[Fault]) -> Outcome:
    if day <= context.today:
        return judged(faults, message("case.done", day=str(day), since=str(since)))
    planned = judged(faults, message("case.planned", day=str(day), since=str(since)))
    return Outcome("open", planned.said) if planned.state == "met" else planned


@check("whole")
def whole(context: CaseContext, requirement: Requirement) -> Outcome:
    """From the registered application to the decision the whole process takes no longer, and no less, than allowed."""
    case, one = context.case, context.procedure.whole
    if one is None or case.start is None:
        return awaiting("dates.start")
    done = case.days_of("decision")
    last = latest(case, one, case.start)
    if done is None:
        return Outcome("open", message("case.no-date")) if last is None else _until(context, one, last)
    arguments: dict[str, Value] = {"stage": one.id, "day": str(done.last), "begun": str(case.start)}
    faults: list[Fault] = []
    if last is not None:
        faults += _late(context, done.last, last, arguments)
    if one.at_least is not None:
        faults += _early(done.last, later(case.start, one.at_least, one.unit, case.calendar), arguments)
    return _dated(context, done.last, case.start, faults)
