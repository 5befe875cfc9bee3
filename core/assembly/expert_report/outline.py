"""What one expert report is about: set, coverage, programmes, commission, and which part of it is to be written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ...expert_report.tags import encoded
from ...loading.installed import AssemblyError, Request
from ...loading.rating_scale import scale_of
from ...model.coverage import Coverage, CriterionCoverage, StandardCoverage
from ...model.findings import Finding
from ...model.procedures import Procedure, Rating
from ...model.programme_codes import latin
from ...model.results import DocumentResult, Result, SetResult
from ...model.standards import Standard, StandardSet
from ...words.messages import Lang, Value, message
from ..subject import Subject

_LONGEST_KEY = 12  # characters of a programme's key in a tag: tags and bookmarks have an end


@dataclass(frozen=True)
class Outline:
    """programmes: never empty, one with the key "" where nothing is told apart; standards: those of this part.

    expert: whose part it is, "" for the whole report; others: further reports that answer the same set.
    """

    lang: Lang
    version: str
    document: DocumentResult
    coverage: Coverage
    procedure: Procedure | None
    scale: tuple[Rating, ...]
    programmes: tuple[Subject, ...]
    standards: tuple[Standard, ...]
    expert: str = ""
    case: Any = None
    others: tuple[DocumentResult, ...] = ()
    request: Request | None = field(default=None, compare=False)

    @property
    def set(self) -> StandardSet:
        return self.coverage.set

    @property
    def cluster(self) -> bool:
        return len(self.programmes) > 1

    @property
    def of_programmes(self) -> bool:
        """False where the institution as a whole is assessed: its procedure asks for no programmes by name."""
        known = self.procedure
        return known is None or any(one.check == "programmes-named" for one in known.requirements)

    @property
    def whole(self) -> bool:
        return not self.expert and len(self.standards) == len(self.set.standards)

    @property
    def report_name(self) -> str:
        return file_name(self.document.path)

    def criteria(self, standard: Standard) -> tuple[CriterionCoverage, ...]:
        return tuple(found for found in self.coverage.criteria if found.criterion.standard == standard.number)

    def standard(self, standard: Standard) -> StandardCoverage | None:
        return next((found for found in self.coverage.standards if found.standard.number == standard.number), None)


def file_name(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def outlines(request: Request) -> tuple[tuple[Outline, ...], tuple[Finding, ...]]:
    """One outline for every set that the reports answer. Raises AssemblyError where none is known."""
    assert request.result is not None
    answering = _answering(request.result)
    if not answering:
        raise AssemblyError(message("eeg-error.no-set"))
    made: list[Outline] = []
    findings: list[Finding] = []
    for pairs in answering.values():
        document, checked = min(
            pairs, key=lambda pair: (pair[0].error is not None, pair[0].language != request.lang, pairs.index(pair))
        )
        others = tuple(other for other, _ in pairs if other is not document)
        if others:
            arguments: dict[str, Value] = {"count": len(pairs), "report": file_name(document.path)}
            findings.append(Finding("eeg-several-reports", "info", None, checked.coverage.set.id, None, arguments))
        made.append(_outline(request, document, checked, others))
    return tuple(made), tuple(findings)


def _answering(result: Result) -> Mapping[str, list[tuple[DocumentResult, SetResult]]]:
    found: dict[str, list[tuple[DocumentResult, SetResult]]] = {}
    for document in result.documents:
        for checked in document.sets:
            found.setdefault(checked.coverage.set.key, []).append((document, checked))
    return found


def _outline(
    request: Request, document: DocumentResult, checked: SetResult, others: tuple[DocumentResult, ...]
) -> Outline:
    assert request.result is not None
    standards = checked.coverage.set
    procedure = procedure_of(request, standards)
    return Outline(
        request.lang,
        request.result.version,
        document,
        checked.coverage,
        procedure,
        scale_of(procedure),
        programmes_of(request),
        chosen_standards(standards, request.options.get("standards") or ""),
        " ".join((request.options.get("expert") or "").split()),
        request.case,
        others,
        request,
    )


def procedure_of(request: Request, standards: StandardSet) -> Procedure | None:
    """The case's procedure; without a case the one that works with this set and no other, if there is one."""
    procedures = request.loaded.procedures
    if request.case is not None and request.case.procedure in procedures:
        return procedures[request.case.procedure]
    if standards.id in procedures:
        return procedures[standards.id]
    working = [one for one in procedures.values() if one.sets == (standards.id,)]
    return working[0] if len(working) == 1 else None


def programmes_of(request: Request) -> tuple[Subject, ...]:
    """Those that --programme names, else the case's; one without a key where there are fewer than two."""
    named: list[Subject] = []
    for asked in request.options.get("programme") or ():
        code, _, name = (part.strip() for part in asked.partition("="))
        if not code[:1].isalnum():  # "+1+1" is a formula, no programme
            raise AssemblyError(message("eeg-error.bad-programme", asked=asked))
        named.append(Subject(code, name))
    if not named and request.case is not None:
        named = [Subject(one.code, one.names.get(request.lang)) for one in request.case.programmes]
    for one in named:
        if sum(other.code == one.code for other in named) > 1:
            raise AssemblyError(message("eeg-error.two-programmes", programme=one.code))
    if len(named) < 2:
        return tuple(named) or (Subject(""),)
    return tuple(replace(one, key=_key(one.code, number)) for number, one in enumerate(named, start=1))


def _key(code: str, number: int) -> str:
    """The code where it makes a short part of a tag; else the programme's number."""
    plain = latin(code)
    return plain if len(encoded(plain)) <= _LONGEST_KEY and encoded(plain) == plain else f"P{number}"


def chosen_standards(standards: StandardSet, asked: str) -> tuple[Standard, ...]:
    """Those that "1-3,5" names, in the set's order; "" is all. Raises AssemblyError."""
    if not asked.strip():
        return standards.standards
    numbers = [standard.number for standard in standards.standards]
    wanted: set[str] = set()
    for piece in re.split(r"[,;\s]+", re.sub(r"\s*[-–—]\s*", "-", asked.strip())):
        if not piece:
            continue
        first, dash, last = piece.partition("-")
        for end in (first, *([last] if dash else [])):
            if end not in numbers:
                if not re.fullmatch(r"[0-9A-Za-z.]+", end):
                    raise AssemblyError(message("eeg-error.bad-standards", asked=asked))
                raise AssemblyError(
                    message("eeg-error.unknown-standard", set=standards.id, asked=end, known=tuple(numbers))
                )
        start, stop = numbers.index(first), numbers.index(last or first)
        if stop < start:
            raise AssemblyError(message("eeg-error.bad-standards", asked=asked))
        wanted.update(numbers[start : stop + 1])
    if not wanted:
        raise AssemblyError(message("eeg-error.bad-standards", asked=asked))
    return tuple(standard for standard in standards.standards if standard.number in wanted)


def template_of(request: Request) -> bytes | None:
    path: Path | None = request.options.get("template")
    return path.read_bytes() if path is not None else None
