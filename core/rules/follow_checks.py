"""Checks of what follows a visit: the experts' work evaluated, appeals and complaints with their days."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.case import Appeal
from ..model.procedures import Requirement
from ..words.messages import Value, message
from .requirement_checks import CaseContext, Fault, Outcome, awaiting, check, judged


@check("evaluated")
def evaluated(context: CaseContext, requirement: Requirement) -> Outcome:
    """After the visit the work of every member of the commission was evaluated."""
    case, visit = context.case, context.case.visit
    if not case.commission:
        return awaiting("commission")
    if visit is None:
        return awaiting(f"dates.{case.events.get('visit', 'visit')}")
    if visit.last > context.today:
        return Outcome("open", message("case.visit-ahead", day=str(visit.last)))
    faults: list[Fault] = []
    if left := tuple(member.name for member in case.commission if member.evaluated is None):
        faults.append(Fault("case-not-evaluated", {"persons": left}, uncertain=True))
    for member in case.commission:
        if member.evaluated is not None and member.evaluated < visit.last:
            arguments: dict[str, Value] = {
                "person": member.name,
                "day": str(member.evaluated),
                "visit": str(visit.last),
            }
            faults.append(Fault("case-evaluated-early", arguments))
    return judged(faults, message("case.evaluated", count=len(case.commission)))


@check("appeals")
def appeals(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every appeal is in writing, on letterhead and signed by the head; appeals and complaints have been decided."""
    faults = [fault for one in context.case.appeals for fault in _of_appeal(one)]
    if not context.case.appeals:
        return Outcome("met", message("case.no-appeals"))
    days = tuple(str(one.day) for one in context.case.appeals)
    return judged(faults, message("case.appeals", count=len(days), days=days))


def _of_appeal(one: Appeal) -> Iterator[Fault]:
    at: dict[str, Value] = {"kind": one.kind, "day": str(one.day)}
    if one.kind == "appeal":
        if one.in_writing is not True:
            yield Fault("case-appeal-oral", at, uncertain=one.in_writing is None)
        if one.signed is not True:
            yield Fault("case-appeal-unsigned", at, uncertain=one.signed is None)
    if one.decided is None:
        yield Fault("case-appeal-undecided", at, "warning", uncertain=True)
    elif one.decided < one.day:
        yield Fault("case-appeal-order", {**at, "decided": str(one.decided)})
