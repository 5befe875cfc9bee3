"""Checks of the type of accreditation: whether the case's facts fit it, and what the earlier accreditation allows."""

from __future__ import annotations

from ..model.calendar_days import later
from ..model.case import Case
from ..model.procedures import Requirement
from ..words.messages import Value, message
from .requirement_checks import NUMBER, CaseContext, Fault, Outcome, awaiting, check, judged

_CONCEPTUAL_YEARS = 1  # after them the next accreditation is called primary


@check("type-fits")
def type_fits(context: CaseContext, requirement: Requirement) -> Outcome:
    """The type fits the numbers of students and graduates, and whether there was an accreditation before: conceptual
    has no students; primary has some, with or without graduates; re-accreditation was accredited before."""
    case = context.case
    faults = [*_against_numbers(context), *_against_previous(case)]
    if not faults and (lacking := _lacking(context)):
        return awaiting(lacking)
    return judged(faults, message("case.type-fits", type=case.type))


def _subjects(context: CaseContext) -> list[tuple[str, int | None, int | None]]:
    """(code, students, graduates) of each programme, or of the institution where it is what is accredited."""
    case = context.case
    own = case.institution
    if any(one.check == "programmes-named" for one in context.procedure.requirements):
        return [(programme.code, programme.students, programme.graduates) for programme in case.programmes]
    students = [programme.students for programme in case.programmes]
    graduates = [programme.graduates for programme in case.programmes]
    return [("", _sum(own.students, students), _sum(own.graduates, graduates))]


def _sum(own: int | None, numbers: list[int | None]) -> int | None:
    if own is not None:
        return own
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _against_numbers(context: CaseContext) -> list[Fault]:
    type = context.case.type
    faults = []
    for code, students, graduates in _subjects(context):
        arguments: dict[str, Value] = {"type": type, "programme": code or None}
        if type == "conceptual" and students:
            faults.append(Fault("case-type-students", {**arguments, "students": students}))
        elif type.startswith("primary") and students == 0:
            faults.append(Fault("case-type-no-students", arguments))
        elif type == "primary-without-graduates" and graduates:
            faults.append(Fault("case-type-graduates", {**arguments, "graduates": graduates}))
        elif type == "primary-with-graduates" and graduates == 0:
            faults.append(Fault("case-type-no-graduates", arguments))
    return faults


def _against_previous(case: Case) -> list[Fault]:
    if case.type == "re-accreditation":
        return [Fault("case-type-no-previous", {"type": case.type})] if case.accredited_before is False else []
    years = case.previous.years if case.previous is not None else None
    if years is None or years <= _CONCEPTUAL_YEARS:
        return []
    return [Fault("case-type-again", {"type": case.type, "years": years}, "warning")]


def _lacking(context: CaseContext) -> str:
    """The part of sapa.toml that would tell; "" where all is known."""
    type, before = context.case.type, context.case.accredited_before
    if type == "re-accreditation":
        return "previous" if before is None else ""
    subjects = _subjects(context)
    table = "programmes" if not subjects or subjects[0][0] else "institution"
    if not subjects or any(students is None for _, students, _ in subjects):
        return f"{table}.students"
    with_graduates = type.startswith("primary") and any(graduates is None for _, _, graduates in subjects)
    return f"{table}.graduates" if with_graduates else ""


@check("before-term-ends", months=NUMBER)
def before_term_ends(context: CaseContext, requirement: Requirement) -> Outcome:
    """The application was registered at least so many months before the term of the accreditation before it ends."""
    case, months = context.case, int(requirement.parameters["months"])
    until = case.previous.until if case.previous is not None else None
    if until is None:
        return awaiting("previous.until")
    if case.start is None:
        return awaiting("dates.start")
    arguments: dict[str, Value] = {"start": str(case.start), "until": str(until), "months": months}
    near = later(case.start, months, "months", case.calendar) > until
    return judged([Fault("case-too-near", arguments)] if near else [], message("case.in-time", **arguments))


@check("after-ban", months=NUMBER)
def after_ban(context: CaseContext, requirement: Requirement) -> Outcome:
    """After a refused prolongation, or a revocation, no application is made for so many months."""
    case, months = context.case, int(requirement.parameters["months"])
    revoked = case.previous.revoked if case.previous is not None else None
    if revoked is None:
        return Outcome("met", message("case.no-ban"))
    if case.start is None:
        return awaiting("dates.start")
    until = later(revoked, months, "months", case.calendar)
    arguments: dict[str, Value] = {"start": str(case.start), "revoked": str(revoked), "until": str(until)}
    banned = case.start < until
    return judged([Fault("case-banned", arguments)] if banned else [], message("case.after-ban", **arguments))
