"""Checks of the days of a case: each stage after the one before it and in its time, and the whole process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..model.calendar_days import later
from ..model.procedures import Requirement, Stage
from ..words.messages import Value, message
from .requirement_checks import TEXT, CaseContext, Fault, Outcome, awaiting, check, judged


@check("stage", stage=TEXT)
def stage(context: CaseContext, requirement: Requirement) -> Outcome:
    """The stage was done after the one before it, and within its time; or its time has not run out yet."""
    case, one = context.case, context.procedure.stage_by_id[str(requirement.parameters["stage"])]
    begun = context.case.dates[one.after].last if one.after in case.dates else None if one.after else case.start
    done = case.dates.get(one.id)
    if begun is None:
        return awaiting(f"dates.{one.after or 'start'}")
    if done is None:
        latest = later(begun, one.at_most, one.unit, case.calendar) if one.at_most is not None else None
        if latest is not None and latest < context.today:
            arguments: dict[str, Value] = {"stage": one.id, "latest": str(latest), "today": str(context.today)}
            return Outcome("not-met", None, (Fault("case-overdue", arguments),))
        return Outcome("open", message("case.until", latest=str(latest)) if latest else message("case.no-date"))
    return judged(list(_in_time(context, one, begun)), message("case.done", day=str(done.last), since=str(begun)))


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


@check("whole")
def whole(context: CaseContext, requirement: Requirement) -> Outcome:
    """From the registered application to the decision the whole process takes no longer, and no less, than allowed."""
    case, one = context.case, context.procedure.whole
    if one is None or case.start is None:
        return awaiting("dates.start")
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
    return judged(faults, message("case.done", day=str(done.last), since=str(case.start)))
