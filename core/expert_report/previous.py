"""`sapa check SAR --previous REPORT`: which earlier recommendations a new self-assessment report answers, and where.

By words and codes alone nobody can know that a recommendation was followed. So three things are said, and no more: the
report has a passage that speaks of it (previous-answered), only the criterion that it names is answered
(previous-criterion), or neither was found (previous-not-found). What could not be read is not checked.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ..citing.titles import tokens
from ..model.coverage import CriterionCoverage, Status
from ..model.document import Document, Kind
from ..model.findings import SEVERITIES, Finding
from ..model.places import Place
from ..model.results import DocumentResult, Result
from ..words.language import language_of
from ..words.messages import Value
from ..words.vocabulary import REVIEW
from .recommendations import Recommendation

R = TypeVar("R", bound=Result)
_KINDS = (Kind.PARAGRAPH, Kind.ITEM, Kind.ROW, Kind.NOTE, Kind.BOX)
_ENOUGH = 0.55  # share of a recommendation's weight in words that a passage has in common with it
_ENOUGH_NAMED = 0.35  # the same where the passage itself speaks of recommendations
_FEWEST = 3  # words in common
_STEM = 5  # letters that the forms of a word have in common; shorter words whole
_SHOWN = 160  # characters of a recommendation in a finding


@dataclass(frozen=True)
class Answer:
    """How one recommendation stands. score: 0 to 1, the share of its words that the passage has."""

    recommendation: Recommendation
    kind: str  # answered, criterion, not-found, not-checked
    place: Place | None = None
    heading: tuple[str, ...] = ()
    score: float = 0.0
    code: str = ""
    other_language: str | None = None


def with_previous(result: R, recommendations: Sequence[Recommendation]) -> R:
    """The same result with a finding for every recommendation in every report."""
    documents = []
    for document in result.documents:
        found = [_finding(answer) for answer in answers(document, recommendations)]
        every = sorted((*document.findings, *found), key=lambda finding: SEVERITIES.index(finding.severity))
        documents.append(replace(document, findings=tuple(every)))
    return replace(result, documents=tuple(documents))


def answers(result: DocumentResult, recommendations: Sequence[Recommendation]) -> list[Answer]:
    if result.document is None:
        return [Answer(one, "not-checked") for one in recommendations]
    passages = _Passages(result.document)
    covered = {found.criterion.code.text: found for one in result.sets for found in one.coverage.criteria}
    return [_answer(one, passages, covered, result) for one in recommendations]


def _answer(
    recommendation: Recommendation,
    passages: _Passages,
    covered: Mapping[str, CriterionCoverage],
    result: DocumentResult,
) -> Answer:
    best = passages.best(recommendation.text)
    if best is not None:
        index, score = best
        assert result.document is not None
        block = result.document.blocks[index]
        return Answer(recommendation, "answered", block.place, result.document.heading_path(index), score)
    other = _other_language(recommendation, result)
    codes = recommendation.codes(found.coverage.set.grammar for found in result.sets)
    for code in codes:
        found = covered.get(code)
        if found is not None and found.status is Status.ADDRESSED and found.evidence:
            first = found.evidence[0]
            return Answer(recommendation, "criterion", first.place, first.heading, 0.0, code, other)
    unknown = [code for code in codes if (c := covered.get(code)) and c.status is Status.NOT_CHECKED]
    if unknown or result.unreadable:
        return Answer(recommendation, "not-checked", code=unknown[0] if unknown else "", other_language=other)
    return Answer(recommendation, "not-found", other_language=other)


def _other_language(recommendation: Recommendation, result: DocumentResult) -> str | None:
    """The recommendation's language where it is not the report's: then words cannot tell."""
    language = language_of(recommendation.text)
    return language if language is not None and result.language not in (None, language) else None


class _Passages:
    """The report's paragraphs, items and rows by the words in them; a rare word weighs more than a common one."""

    def __init__(self, document: Document) -> None:
        self.words: list[tuple[int, frozenset[str]]] = []
        self.speaks: set[int] = set()

        pattern = REVIEW.any_of("speaks_of_advice")
        for index, block in enumerate(document.blocks):
            if block.kind not in _KINDS:
                continue
            stems = _stems(block.shown)
            if stems:
                self.words.append((index, stems))
                path = document.heading_path(index)
                if pattern.search(block.shown) or (path and pattern.search(path[-1])):
                    self.speaks.add(index)
        self.count: Counter[str] = Counter(stem for _, stems in self.words for stem in stems)

    def weight(self, stem: str) -> float:
        return math.log(1 + len(self.words) / (1 + self.count[stem]))

    def best(self, text: str) -> tuple[int, float] | None:
        """The passage that has most of a recommendation's words, if it has enough of them."""
        wanted = _stems(text)
        weights = {stem: self.weight(stem) for stem in wanted}
        whole = sum(weights.values())
        if len(wanted) < _FEWEST or not whole:
            return None
        found: tuple[float, int] | None = None
        for index, stems in self.words:
            common = wanted & stems
            if len(common) < _FEWEST:
                continue
            score = sum(weights[stem] for stem in common) / whole
            enough = _ENOUGH_NAMED if index in self.speaks else _ENOUGH
            if score >= enough and (found is None or score > found[0]):
                found = (score, index)
        return (found[1], found[0]) if found is not None else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem_of(text))


def _stem_of(text: str) -> Iterator[str]:
    for word in tokens(text):
        if len(word) > 3:
            yield word[:_STEM]


def _finding(answer: Answer) -> Finding:
    one = answer.recommendation
    text = " ".join(one.text.split())
    text = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    arguments: dict[str, Value] = {"standard": one.standard or None, "number": one.number, "recommendation": text}
    if answer.kind == "answered":
        arguments["share"] = round(answer.score, 2)
        return Finding("previous-answered", "info", answer.place, None, None, arguments)
    arguments["language"] = answer.other_language
    if answer.kind == "criterion":
        return Finding("previous-criterion", "warning", answer.place, None, answer.code, arguments)
    if answer.kind == "not-checked":
        return Finding("previous-not-checked", "warning", None, None, answer.code or None, arguments)
    return Finding("previous-not-found", "warning", None, None, None, arguments)
