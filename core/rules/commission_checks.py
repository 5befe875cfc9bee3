"""Checks of the commission and the coordinator: how many, in which roles, with which degrees, and whose."""

from __future__ import annotations

import re

from ..model.case import Case
from ..model.findings import Severity
from ..model.procedures import Requirement
from ..words.messages import Value, message
from .degrees import has_degree
from .requirement_checks import (
    LIST,
    MAY_TRUTH,
    NUMBER,
    TEXT,
    CaseContext,
    Fault,
    Outcome,
    awaiting,
    check,
    judged,
    met,
    plain_name,
)


@check("role", role=TEXT, at_least=NUMBER, abroad=MAY_TRUTH)
def role(context: CaseContext, requirement: Requirement) -> Outcome:
    """At least that many members have the role; `abroad`: from another country than the institution."""
    case, wanted = context.case, str(requirement.parameters["role"])
    needed, abroad = int(requirement.parameters["at_least"]), requirement.parameters.get("abroad")
    if not case.commission:
        return awaiting("commission")
    in_role = [member for member in case.commission if member.role == wanted]
    counted = [
        m for m in in_role if abroad is None or (m.country and (m.country != case.institution.country) is abroad)
    ]
    names = tuple(member.name for member in counted)
    if len(counted) >= needed:
        return met(message("case.members", names=names, count=len(names)))
    kind = wanted if abroad is None else f"{wanted}-{'abroad' if abroad else 'home'}"
    nowhere = len([m for m in in_role if not m.country]) if abroad is not None else 0
    arguments: dict[str, Value] = {"kind": kind, "found": len(counted), "needed": needed}
    possible = len(counted) + nowhere >= needed  # members whose country is not stated may be the ones
    return Outcome("open" if possible else "not-met", None, (Fault("case-too-few", arguments, uncertain=possible),))


@check("members", at_least=NUMBER)
def members(context: CaseContext, requirement: Requirement) -> Outcome:
    """The commission has at least that many members, each once; the coordinator is none of them."""
    case, needed = context.case, int(requirement.parameters["at_least"])
    if not case.commission:
        return awaiting("commission")
    faults: list[Fault] = []
    names = [plain_name(member.name) for member in case.commission]
    for number, member in enumerate(case.commission):
        if names[number] in names[:number]:
            faults.append(Fault("case-member-twice", {"person": member.name}))
        if case.coordinator is not None and names[number] == plain_name(case.coordinator.name):
            faults.append(Fault("case-coordinator-member", {"person": member.name}))
    found = len(set(names))
    if found < needed:
        faults.append(Fault("case-too-few", {"kind": "member", "found": found, "needed": needed}))
    shown = tuple(member.name for member in case.commission)
    return judged(faults, message("case.members", names=shown, count=len(shown)))


@check("chair")
def chair(context: CaseContext, requirement: Requirement) -> Outcome:
    """One member is the chair: an academic expert, never the student."""
    if not context.case.commission:
        return awaiting("commission")
    chairs = [member for member in context.case.commission if member.chair]
    if len(chairs) != 1:
        return Outcome("not-met", None, (Fault("case-no-chair"),))
    one = chairs[0]
    if one.role != "expert":
        severity: Severity | None = None if one.role == "student" else "warning"
        return Outcome("not-met", None, (Fault("case-chair-role", {"person": one.name, "role": one.role}, severity),))
    return met(message("case.members", names=(one.name,), count=1))


@check("degrees", role=TEXT, degrees=LIST)
def degrees(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every member of the role has a degree of one of the kinds (core/data/degrees.toml), in any of its spellings."""
    wanted, accepted = str(requirement.parameters["role"]), requirement.parameters["degrees"]
    in_role = [member for member in context.case.commission if member.role == wanted]
    if not in_role:
        return awaiting("commission")
    faults: list[Fault] = []
    for member in in_role:
        if not member.degree:
            faults.append(Fault("case-no-degree", {"person": member.name}, uncertain=True))
        elif not has_degree(member.degree, accepted):
            faults.append(Fault("case-degree", {"person": member.name, "degree": member.degree}))
    return judged(faults, message("case.members", names=tuple(m.name for m in in_role), count=len(in_role)))


@check("certificates")
def certificates(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every member has a certificate as an expert of the agency, which holds until the visit is over."""
    case, visit = context.case, context.case.visit
    if not case.commission:
        return awaiting("commission")
    faults: list[Fault] = []
    if unstated := tuple(member.name for member in case.commission if not member.certificate):
        faults.append(Fault("case-no-certificate", {"persons": unstated}, uncertain=True))
    for member in case.commission:
        until = member.certificate_until
        if until is not None and visit is not None and until < visit.last:
            arguments: dict[str, Value] = {"person": member.name, "until": str(until), "visit": str(visit.last)}
            faults.append(Fault("case-certificate-ends", arguments))
    return judged(faults, message("case.certificates", count=len(case.commission)))


@check("no-conflicts")
def no_conflicts(context: CaseContext, requirement: Requirement) -> Outcome:
    """No member has a stated conflict of interest or belongs to the institution; every affiliation is stated."""
    case = context.case
    if not case.commission:
        return awaiting("commission")
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
    return judged(faults, message("case.no-conflicts", count=len(case.commission)))


@check("no-advisers")
def no_advisers(context: CaseContext, requirement: Requirement) -> Outcome:
    """No member advised the institution on its report."""
    if not context.case.commission:
        return awaiting("commission")
    faults = [Fault("case-adviser", {"person": member.name}) for member in context.case.commission if member.advised]
    return judged(faults, message("case.no-advisers", count=len(context.case.commission)))


@check("coordinator")
def coordinator(context: CaseContext, requirement: Requirement) -> Outcome:
    """A coordinator is named and does not belong to the institution."""
    one = context.case.coordinator
    if one is None:
        return awaiting("coordinator")
    if _own(context.case, one.affiliation):
        arguments = {"person": one.name, "affiliation": one.affiliation}
        return Outcome("not-met", None, (Fault("case-own-member", arguments),))
    return met(message("case.members", names=(one.name,), count=1))


def _own(case: Case, affiliation: str) -> bool | None:
    """True: the affiliation is the institution, or a part of it set off by a comma. False: its name is inside a longer
    one ("Second Example University"), which only people can judge. None: another institution."""
    from ..citing.titles import similarity

    maybe = None
    for name in map(plain_name, case.institution.names.all()):
        for part in re.split(r"[,;:()/–—]", affiliation):
            if name and (plain_name(part) == name or similarity(part, name) >= 0.95):
                return True
        if name and f" {name} " in f" {plain_name(affiliation)} ":
            maybe = False
    return maybe
