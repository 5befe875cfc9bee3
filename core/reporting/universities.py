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
_INTERNAL = frozenset({"waived", "waiver-unused", "waiver-expired"})  # they name who decided what at the agency


@dataclass(frozen=True)
class University:
    """name: as a case or the covers say, else of the file; result: of its reports alone."""

    name: str
    result: Result


def universities(found: Result | CasesResult, lang: Lang) -> list[University]:
    """The result of each university: cases in their order, reports by the institutions on their covers, worst first."""
    if isinstance(found, CasesResult):
        every = [one.result for one in found.cases if one.fault is None]
        every += [found.others] if found.others is not None else []
        return [university for result in every for university in universities(result, lang)]
    if found.case is not None:
        return [University(found.case.case.institution.names.get(lang), found)]
    groups = [
        (one.name or PurePath(file_name(documents[0].path)).stem, documents)
        for one in by_institution(ranked(found))
        for documents in ([one.documents] if one.name else [(document,) for document in one.documents])
    ]
    return [University(name, replace(found, documents=documents)) for name, documents in groups]


def owed(result: Result) -> Result:
    """A case's result as its university may see it: what it owes, without the agency's own matters."""
    if result.case is None:
        return result
    case = replace(result.case, lines=tuple(line for line in result.case.lines if _is_owed(line)))
    documents = tuple(replace(one, findings=_open(one.findings)) for one in result.documents)
    return replace(result, case=case, documents=documents, findings=_open(result.findings))


def _is_owed(line: Line) -> bool:
    asked = line.requirement
    return asked.group in _OWED and asked.check != HAND and line.state not in ("not-required", "waived")


def _open(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.rule not in _INTERNAL)
