"""A result by university: what each of them may see, and nothing of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from ..model.findings import Finding
from ..model.procedures import HAND
from ..model.results import CasesResult, DocumentResult, Line, Result
from ..showing.institution import institution_of
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
    """The result of each university: cases in their order, reports by the institutions on their covers, worst first.

    Only the same name is the same university: versions in several languages are rather two pages than two universities
    one. Reports whose cover names none are each by itself.
    """
    if isinstance(found, CasesResult):
        every = [one.result for one in found.cases if one.fault is None]
        every += [found.others] if found.others is not None else []
        return [university for result in every for university in universities(result, lang)]
    if found.case is not None:
        return [University(found.case.case.institution.names.get(lang), found)]
    groups: dict[str, list[DocumentResult]] = {}
    names: dict[str, str] = {}
    for document in ranked(found):
        named = institution_of(document.document)
        key = " ".join(named.casefold().split()) if named is not None else f"/{document.path}"
        names.setdefault(key, named or PurePath(file_name(document.path)).stem)
        groups.setdefault(key, []).append(document)
    return [University(names[key], replace(found, documents=tuple(documents))) for key, documents in groups.items()]


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
