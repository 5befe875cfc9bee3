"""From which day the time of a stage counts: from the nearest stage before it that took place and has its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .calendar_days import later
from .case import Case
from .procedures import Procedure, Stage


@dataclass(frozen=True)
class Begin:
    """since: the nearest day that the case gives, with its stage ("" for the registered application).

    earliest, latest  between which days the stage begins: the same day where the stage before has its own. latest None:
                      a stage in between has no day yet, and the source sets none by which it must end
    lacking           stages in between that have no day yet, the last first
    """

    since: date
    stage: str
    earliest: date
    latest: date | None
    lacking: tuple[str, ...] = ()


def latest(case: Case, stage: Stage, begins: date | None) -> date | None:
    """The last day by which a stage that begins on a day must end: the one set for this case, else the procedure's.
    None where neither sets any, or where it is not known when the stage begins."""
    if stage.id in case.agreed:
        return case.agreed[stage.id]
    if stage.at_most is None or begins is None:
        return None
    return later(begins, stage.at_most, stage.unit, case.calendar)


def before(case: Case, procedure: Procedure, stage: Stage) -> Stage | None:
    """The stage whose end this one counts from: the one before, or before that where it was not held. None: the
    registered application."""
    previous = procedure.stage_by_id.get(stage.after)
    while previous is not None and previous.id in case.not_held:
        previous = procedure.stage_by_id.get(previous.after)
    return previous


def begin(case: Case, procedure: Procedure, stage: Stage) -> Begin | None:
    """None where no stage before has a day, nor the application. An optional stage may take no time at all."""
    previous = before(case, procedure, stage)
    if previous is None:
        return Begin(case.start, "", case.start, case.start) if case.start is not None else None
    if previous.id in case.dates:
        day = case.dates[previous.id].last
        return Begin(day, previous.id, day, day)
    known = begin(case, procedure, previous)
    if known is None:
        return None
    least = later(known.earliest, previous.at_least or 0, previous.unit, case.calendar)
    most = latest(case, previous, known.latest)
    return Begin(known.since, known.stage, least, most, (previous.id, *known.lacking))
