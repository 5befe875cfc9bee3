"""A result by university: what each of them may see, and nothing of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from ..model.findings import Finding
from ..model.procedures import HAND
from ..model.results import CasesResult, Line, Result
from ..showing.institution import by_institution
from ..showing.view import file_name
from ..words.messages import Lang
from .overview import ranked

# Parts of a procedure's checklist for which the university answers; what only people can check is the agency's.
_OWED = frozenset({"application", "rejection", "package", "supplied"})
# They name who decided what at the agency.
_INTERNAL = frozenset({"waived", "waiver-unused", "waiver-unknown", "waiver-expired"})


@dataclass(frozen=True)
class University:
    """name: as a case or the covers say, else of the file; result: of its reports alone."""

    name: str
    result: Result


def universities(found: Result | CasesResult, lang: Lang) -> list[University]:
    """The result of each university: cases in their order, reports by the institutions on their covers, worst first."""
    if isinstance(found, CasesResult):
        cases = [one.result for one in found.cases if one.fault is None]
        of_cases = [university for result in cases for university in universities(result, lang)]
        if found.others is None:
            return of_cases
        known = [one.case.case.institution.names.all() for one in cases if one.case is not None]
        return [*of_cases, *_of_reports(found.others, known)]
    if found.case is not None:
        return [University(found.case.case.institution.names.get(lang), found)]
    return _of_reports(found, ())


def _of_reports(found: Result, known: Sequence[Sequence[str]]) -> list[University]:
    """known: the names of institutions that have a case, in all its languages."""
    return [
        University(one.name or PurePath(file_name(one.documents[0].path)).stem, replace(found, documents=one.documents))
        for one in by_institution(ranked(found), known)
    ]


def owed(result: Result) -> Result:
    """A case's result as its university may see it: what it owes, without the agency's own matters."""
    if result.case is None:
        return result
    case = replace(result.case, lines=tuple(line for line in result.case.lines if _is_owed(line)))
    documents = tuple(replace(one, findings=_open(one.findings)) for one in result.documents)
    return replace(result, case=case, documents=documents, findings=_open(result.findings))


def _is_owed(line: Line) -> bool:
    asked = line.requirement
    return (
        asked.actor == "institution"
        and asked.group in _OWED
        and asked.check != HAND
        and line.state not in ("not-required", "waived")
    )


def _open(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.rule not in _INTERNAL)
