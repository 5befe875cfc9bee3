"""The checks that a procedure's requirements can ask for, by name; here those of application, reports and annexes.

A requirement of procedure.toml says `check = "role"` and `parameters = { role = "expert", at_least = 5 }`; what that
means stands in the modules named *_checks. The numbers and sources are the procedure's, the engine is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model.case import Case, CaseReport
from ..model.coverage import Status
from ..model.places import Place
from ..model.procedures import Requirement
from ..model.programme_codes import level_of, programme_code
from ..words.messages import Value, message
from . import (  # noqa: F401  (each puts its checks into CHECKS)
    agenda_checks,
    commission_checks,
    deadline_checks,
    follow_checks,
    part_checks,
    report_checks,
    type_checks,
)
from .requirement_checks import (
    CHECKS,
    LIST,
    MAY_TEXT,
    TEXT,
    CaseContext,
    Check,
    Fault,
    Outcome,
    awaiting,
    check,
    judged,
    met,
)

if TYPE_CHECKING:
    from ..model.results import DocumentResult, SetResult

__all__ = ["CHECKS", "CaseContext", "Check", "Fault", "Outcome"]

_STATED: Mapping[str, Callable[[Case], Value]] = {
    "institution.name": lambda case: case.institution.names.get("en"),
    "institution.legal_status": lambda case: case.institution.legal_status,
    "institution.licence": lambda case: case.institution.licence,
    "institution.previous": lambda case: case.institution.previous,
    "institution.students": lambda case: case.institution.students,
    "institution.website": lambda case: case.institution.website,
}


@check("stated", key=TEXT)
def stated(context: CaseContext, requirement: Requirement) -> Outcome:
    """sapa.toml states the key."""
    key = str(requirement.parameters["key"])
    value = _STATED[key](context.case) if key in _STATED else None
    if value is None or value == "":
        return Outcome("not-met", None, (Fault("case-not-stated", {"key": key}),))
    return met(message("case.stated", value=value))


@check("licence", key=MAY_TEXT)
def licence(context: CaseContext, requirement: Requirement) -> Outcome:
    """The case states the licence, or [supplied] names a copy of it that is there."""
    if context.case.institution.licence:
        return met(message("case.stated", value=context.case.institution.licence))
    key = str(requirement.parameters.get("key", ""))
    if context.case.supplied.get(key):
        return supplied(context, requirement)
    return Outcome("not-met", None, (Fault("case-no-licence", severity="warning"),))


@check("programmes-named")
def programmes_named(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every programme is listed with its name and code."""
    codes = tuple(programme.code for programme in context.case.programmes)
    if not codes:
        return Outcome("not-met", None, (Fault("case-no-programmes"),))
    return met(message("case.programmes", codes=codes))


@check("programme-codes")
def programme_code_forms(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every programme's code has the classifier's form (level, field 01 to 12, direction, number) and its level."""
    if not context.case.programmes:
        return awaiting("programmes")
    faults: list[Fault] = []
    for programme in context.case.programmes:
        if programme_code(programme.code) is None:
            faults.append(Fault("case-programme-code", {"programme": programme.code}))
        elif programme.level is not None and (level := level_of(programme.code)) not in (None, programme.level):
            arguments = {"programme": programme.code, "stated": programme.level, "level": level}
            faults.append(Fault("case-programme-level", arguments))
    return judged(faults, message("case.programmes", codes=tuple(one.code for one in context.case.programmes)))


@check("supplied", key=TEXT)
def supplied(context: CaseContext, requirement: Requirement) -> Outcome:
    """[supplied] in sapa.toml names at least one address, or a file that is there and not empty."""
    key = str(requirement.parameters["key"])
    given = context.case.supplied.get(key, ())
    if not given:
        return Outcome("not-met", None, (Fault("case-not-supplied", {"key": key}),))
    faults: list[Fault] = []
    for one in given:
        if "://" in one:
            continue
        try:
            size = context.exists(one)
        except OSError:
            faults.append(Fault("case-file-closed", {"path": one, "key": key}))
            continue
        if size is None:
            faults.append(Fault("case-file-missing", {"path": one, "key": key}))
        elif size == 0:
            faults.append(Fault("case-file-empty", {"path": one, "key": key}))
    return judged(faults, message("case.supplied", given=given))


# --- package


@check("reports-in", languages=LIST)
def reports_in(context: CaseContext, requirement: Requirement) -> Outcome:
    """For each programme (or the institution) there is a report in each of the languages, it can be read, and it is
    written in the language that sapa.toml says."""
    case, wanted = context.case, tuple(requirement.parameters["languages"])
    if not case.reports:
        return awaiting("reports")
    faults: list[Fault] = []
    for code in [programme.code for programme in case.programmes] or [""]:
        there = {one.language for one in case.reports if not one.programmes or not code or code in one.programmes}
        for language in wanted:
            fault = Fault("case-language-missing", {"language": language})
            several = any(one.programmes for one in case.reports)
            if language not in there and several:
                faults.append(Fault("case-language-missing-for", {"language": language, "programme": code}))
            elif language not in there and fault not in faults:
                faults.append(fault)
    for report, document in zip(case.reports, context.documents, strict=True):
        if document.error is not None:
            arguments = {"path": document.path, "error": document.error.code}
            faults.append(Fault("case-report-unreadable", arguments, place=Place(document.path)))
        elif (other := _in_another_language(report, document)) is not None:
            faults.append(other)
    return judged(faults, message("case.languages", languages=wanted))


@check("reports-answer")
def reports_answer(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every criterion of the procedure's sets is addressed, or declared not applicable, in every report."""
    if not context.documents:
        return awaiting("reports")
    faults: list[Fault] = []
    for report, document in zip(context.case.reports, context.documents, strict=True):
        if document.error is not None and not document.sets:
            arguments: dict[str, Value] = {"path": document.path, "error": document.error.code}
            faults.append(Fault("case-report-unreadable", arguments, place=Place(document.path), uncertain=True))
        elif (other := _in_another_language(report, document)) is not None:
            faults.append(replace(other, uncertain=True))  # what it leaves open, the right file may answer
        else:
            faults += [fault for found in document.sets for fault in _gaps(document, found)]
    total = sum(len(found.coverage.criteria) for document in context.documents for found in document.sets)
    return judged(faults, message("case.answered", total=total, reports=len(context.documents)))


def _in_another_language(report: CaseReport, document: DocumentResult) -> Fault | None:
    """The file is written in another language than sapa.toml says."""
    if document.error is not None or document.language in (None, report.language):
        return None
    arguments = {"path": document.path, "language": report.language, "actual": document.language}
    return Fault("case-language-differs", arguments, place=Place(document.path))


def _gaps(document: DocumentResult, found: SetResult) -> Iterator[Fault]:
    """What a report leaves open of a set, less what is waived."""
    id = found.coverage.set.id
    open_findings = {(finding.rule, finding.set, finding.code) for finding in document.findings}
    counts = {
        status: sum(
            (f"criterion-{status}", id, c.criterion.code.text) in open_findings for c in found.coverage.criteria
        )
        for status in ("missing", "thin", "mentioned")
    }
    absent = [f for f in document.findings if f.rule == "standards-not-in-file" and f.set == id]
    counts["missing"] += sum(int(str(finding.arguments["count"])) for finding in absent)
    unknown = sum(c.status is Status.NOT_CHECKED for c in found.coverage.criteria)
    about: dict[str, Value] = {"path": document.path, "standards": id}
    if any(counts.values()):
        yield Fault("case-report-gaps", {**about, **counts}, place=Place(document.path))
    if unknown:
        yield Fault("case-report-unknown", {**about, "unknown": unknown}, place=Place(document.path), uncertain=True)


@check("versions-agree")
def versions_agree(context: CaseContext, requirement: Requirement) -> Outcome:
    """What one language version of a report states the others state too; `sapa parity` shows each difference."""
    compared = [one for one in context.versions if one.error is None]
    if not compared:
        return awaiting("reports")
    faults = [
        Fault(
            "case-versions-differ",
            {
                "kind": kind,
                "count": count,
                "languages": one.languages,
                "codes": one.codes.get(kind) or None,
                "ranges": one.ranges.get(kind) or None,
            },
            place=Place(one.paths[0]),
        )
        for one in compared
        for kind, count in one.differences.items()
    ]
    return judged(faults, message("case.versions", languages=compared[0].languages))


@check("annexes-supplied")
def annexes_supplied(context: CaseContext, requirement: Requirement) -> Outcome:
    """Every annex that a report cites stands in the annex folder, or in the report itself, and can be
    opened and is not empty."""
    if not context.documents or all(document.document is None for document in context.documents):
        return awaiting("reports")
    rules = ("annex-not-supplied", "annex-empty", "annex-encrypted")
    wanting = [f for document in context.documents for f in document.findings if f.rule in rules]
    wanting += [f for f in context.annexes.findings if f.rule in rules and f.severity != "info"]
    if not wanting:
        return met(message("case.annexes", cited=len(context.annexes.cited), files=len(context.annexes.files)))
    from .annex_labels import in_order

    labels = tuple(sorted({str(f.arguments["annex"]) for f in wanting}, key=in_order))
    return Outcome("not-met", None, (Fault("case-annexes-wanting", {"annexes": labels}),))
