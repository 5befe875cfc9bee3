"""Sets that have several parts of their own in a report (Appendix A and B): each of them must answer a criterion.

Such a set rides on another set's report, and each part is for programmes of one level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from ..citing.citations import Citations
from ..citing.parts import LabelledPart, labelled_parts
from ..model.coverage import Coverage, CriterionCoverage, StandardCoverage, Status, _esg
from ..model.document import Document
from ..model.programme_codes import Level, level_of, programme_codes
from ..model.standards import StandardSet
from ..words.messages import Message, message
from ..words.wording import Wording
from .coverage import cover

T = TypeVar("T", CriterionCoverage, StandardCoverage)
_WORST_FIRST = tuple(reversed(Status))


def cover_parts(
    document: Document,
    standards: StandardSet,
    citations: Citations,
    wording: Wording | None = None,
    level: Level | None = None,
) -> Coverage:
    """As `cover`; where the report has several parts of the set's own that its programmes need, each status is that of
    the weakest part. level: as the user says it; else every level that the report's programme codes have."""
    whole = cover(document, standards, citations, wording)
    parts = _needed(document, standards, level)
    if len({part.label for part in parts}) < 2:
        return whole
    covered = [
        (
            label,
            cover(document, standards, _within(citations, [p for p in parts if p.label == label]), wording, part=True),
        )
        for label in dict.fromkeys(part.label for part in parts)
    ]
    criteria = tuple(
        _weakest(criterion, [(label, of.criteria[at]) for label, of in covered])
        for at, criterion in enumerate(whole.criteria)
    )
    by_code = {one.criterion.code: one for one in criteria}
    headed = [(label, of.standards) for label, of in covered]
    every = tuple(
        replace(
            _weakest(standard, [(label, of[at]) for label, of in headed]),
            addressed=sum(by_code[c.code].status is Status.ADDRESSED for c in standard.standard.criteria),
        )
        for at, standard in enumerate(whole.standards)
    )
    return replace(whole, criteria=criteria, standards=every, esg=tuple(_esg(standards, by_code)))


def _needed(document: Document, standards: StandardSet, level: Level | None) -> Sequence[LabelledPart]:
    if not standards.recognition.each:
        return ()
    codes = {level_of(code) for block in document.blocks for code, _, _ in programme_codes(block.shown)} - {None}
    levels = {level} if level is not None else codes
    return [part for part in labelled_parts(document, standards) if not levels or part.level in levels]


def _within(citations: Citations, parts: Sequence[LabelledPart]) -> Citations:
    inside = {index for part in parts for index in range(part.start, part.end)}
    return replace(
        citations,
        all=tuple(citation for citation in citations.all if citation.block in inside),
        standards={at: heading for at, heading in citations.standards.items() if at in inside},
    )


def _weakest(whole: T, parts: Sequence[tuple[str, T]]) -> T:
    label, worst = min(parts, key=lambda pair: _WORST_FIRST.index(pair[1].status))
    if worst.status is whole.status:
        return whole
    reason: Message = message("reason.in-part", part=label, status=worst.status.value)
    if isinstance(whole, CriterionCoverage):
        return replace(whole, status=worst.status, reason=reason, words=worst.words, doubt=None)
    return replace(whole, status=worst.status, reason=reason)
