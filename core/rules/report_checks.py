"""What the experts' filled report tells of lines that only people could check without it; and the experts' opinions."""

from __future__ import annotations

from ..model.findings import Finding
from ..model.procedures import Requirement
from ..words.messages import message
from .requirement_checks import CaseContext, Fault, Outcome, awaiting, check, judged, met, plain_name

_NOT_A_REPORT = ("review-no-report", "review-self-assessment")


def told_by_review(context: CaseContext, requirement: Requirement) -> Outcome | None:
    """What the review says of a line; None where it says nothing against and people must look at the rest."""
    reviewed = context.reviewed
    if reviewed is None or not requirement.reviewed:
        return None
    if reviewed.error is not None or any(one.rule in _NOT_A_REPORT for one in reviewed.findings):
        fault = Fault("case-experts-report", {"path": reviewed.path}, "warning", uncertain=True)
        return Outcome("open", None, (fault,))
    against = [one for one in reviewed.findings if one.severity != "info" and _speaks(one, requirement)]
    if against:
        faults = tuple(Fault(one.rule, {**one.arguments, "code": one.code}, one.severity, one.place) for one in against)
        return Outcome("not-met", None, faults)
    return met(message("case.reviewed", path=reviewed.path)) if requirement.wholly else None


def _speaks(finding: Finding, requirement: Requirement) -> bool:
    """Whether a finding of the review is one of those that speak against a line."""
    rule, part = finding.rule.removeprefix("review-"), str(finding.arguments.get("part") or "")
    for one in requirement.reviewed:
        wanted, _, where = one.partition(":")
        if rule == wanted and part.startswith(where):
            return True
    return False


@check("opinions")
def opinions(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every member of the commission has given an opinion on the report, and none finds it incomplete."""
    case = context.case
    if not case.opinions or not case.commission:
        return awaiting("commission" if case.opinions else "opinions")
    given = {plain_name(one.person): one for one in case.opinions}
    members = {plain_name(one.name) for one in case.commission}
    faults = [
        Fault("case-opinion-incomplete", {"person": one.person, "note": one.note or None})
        for one in case.opinions
        if not one.complete
    ]
    faults += [
        Fault("case-opinion-stranger", {"person": one.person}, "warning", uncertain=True)
        for name, one in given.items()
        if name not in members
    ]
    faults += [
        Fault("case-no-opinion", {"person": one.name}, "warning", uncertain=True)
        for one in case.commission
        if plain_name(one.name) not in given
    ]
    names = tuple(one.person for one in case.opinions)
    return judged(faults, message("case.members", names=names, count=len(names)))
