"""Which standard set a report answers, and how that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..model.coverage import OF_ITS_OWN
from ..model.document import Document, Kind
from ..model.progress import Step, silent
from ..model.results import Detection
from ..model.standards import StandardSet
from ..words.language import language_of_all
from ..words.messages import message
from ..words.patterns import pattern
from ..words.vocabulary import alternatives, hints_of
from .citations import Citations, begin, cite
from .parts import set_parts
from .titles import StandardHeading

_ENOUGH = 0.2  # below, nothing in the report speaks for the set
_MARGIN = 0.08  # by which the best set must beat the next
_AGREEING = 0.5  # from here on a heading's title is the standard's
_SURE = 0.35  # from here on nobody asks whether another set fits better
_FAR = 0.2  # by which another set must fit better to speak against the one that was named
_NEVER = 0.15  # what nothing but titles can reach
_AGAINST = 2  # codes under the title of another standard that speak against the set
_OTHER_LANGUAGE = 0.5  # what clues weigh in a language that the set does not have
_SAMPLE = 400  # blocks that tell a report's language
_FRONT = 60  # blocks in which a report says what it is


@dataclass(frozen=True)
class Detected:
    """sets: those that the report answers, main set first; candidates: where it is undecided, those in question.

    citations: of the sets that were looked at, by id, as cite() gives them with the sets that ride on each
    """

    sets: tuple[tuple[StandardSet, Detection], ...]
    candidates: tuple[StandardSet, ...] = ()
    citations: Mapping[str, Citations] = field(default_factory=dict)


def detect(document: Document, sets: Sequence[StandardSet], step: Step = silent) -> Detected:
    """The sets that a report answers. Those that extend another ride on its report and do not compete.

    step: called before each set that is tried
    """
    main = [standards for standards in sets if standards.extends is None]
    riding = [standards for standards in sets if standards.extends is not None]
    judged = _judged(document, main, riding, step)
    if not judged or judged[0].score < _ENOUGH:
        alone = _judged(document, riding, (), step)
        if alone and alone[0].score >= _ENOUGH:
            return Detected(((alone[0].standards, alone[0].detection),))
        return Detected((), tuple(one.standards for one in judged if one.score > 0) or tuple(main))
    best = judged[0]
    close = [one.standards for one in judged if best.score - one.score < _MARGIN]
    if len(close) > 1:
        return Detected((), tuple(close))
    chosen = [(best.standards, best.detection)]
    for one in riding:
        spans = set_parts(document, one) if one.extends == best.standards.id else []
        if spans:
            heading = document.blocks[spans[0][0]].shown
            chosen.append((one, Detection(message("detect.part", heading=heading), 1.0)))
    return Detected(tuple(chosen), citations={best.standards.id: best.citations})


class _Judged(NamedTuple):
    """A set and what speaks for it."""

    standards: StandardSet
    detection: Detection
    citations: Citations

    @property
    def score(self) -> float:
        return self.detection.score


def _judged(
    document: Document, sets: Sequence[StandardSet], riding: Sequence[StandardSet], step: Step
) -> list[_Judged]:
    """The sets by what speaks for them, best first, equal ones by id; each with those that ride on it.

    What could not come near the best one with all its codes is left out, and its codes are not looked for.
    """
    begun = {one.key: begin(document, one) for one in sets}
    signs = {one.key: _signs(document, one, begun[one.key].headings) for one in sets}
    judged: list[_Judged] = []
    best = 0.0
    for one in sorted(sets, key=lambda one: -signs[one.key].most):
        if best >= _ENOUGH and best - signs[one.key].most >= _MARGIN:
            continue
        step()
        citations = cite(document, one, [other for other in riding if other.extends == one.id], begun[one.key])
        judged.append(_Judged(one, _judge(one, citations, signs[one.key]), citations))
        best = max(best, judged[-1].score)
    return sorted(judged, key=lambda one: (-one.score, one.standards.id))


class _Signs(NamedTuple):
    """What speaks for a set before its codes are looked for.

    titles  how many of its standards a heading names by title; named: their share
    phrase  words by which the report's front names its kind
    spoken  the set has titles in the report's language, or that cannot be told
    """

    titles: int
    named: float
    phrase: str | None
    spoken: bool

    def score(self, share: float, *, codes: bool) -> float:
        """share: how well the codes agree; codes: there are some, and they stand under their own standards."""
        score = 0.45 * share + 0.35 * self.named + (0.3 if self.phrase else 0.0)
        if not self.phrase:
            if not codes:
                score = min(score, _NEVER)  # titles are alike from agency to agency
            if not self.spoken:
                score *= _OTHER_LANGUAGE
        return round(min(score, 1.0), 2)

    @property
    def most(self) -> float:
        """What the codes can make of it."""
        return self.score(1.0, codes=True)


def _signs(document: Document, standards: StandardSet, headings: Mapping[int, StandardHeading]) -> _Signs:
    titles = _titles(headings.values())
    language = language_of_all(block.shown for block in document.blocks[:_SAMPLE])
    spoken = language is None or any(language in standard.titles.by_language for standard in standards.standards)
    return _Signs(titles, titles / max(len(standards.standards), 1), _phrase(document, standards), spoken)


def _judge(standards: StandardSet, citations: Citations, signs: _Signs) -> Detection:
    """How much of the set the report shows: its codes, its standards' titles, the name of its kind of report."""
    codes, share = _codes(citations, standards)
    if signs.named >= share and signs.titles:
        reason = message("detect.titles", titles=signs.titles)
    elif codes:
        reason = message("detect.codes", codes=codes, share=round(codes / len(standards.criteria), 2))
    else:
        reason = message("detect.phrases", phrase=signs.phrase or "")
    return Detection(reason, signs.score(share, codes=codes > 0 and not contradicted(standards, citations)))


def contradicted(standards: StandardSet, citations: Citations) -> bool:
    """Most codes that open a text stand under the title of another standard than their own: the titles are alike, the
    numbers are another agency's."""
    agreeing = against = 0
    section: str | None = None
    places = {c.block: c for c in citations.all if c.kind in ("heading", "lead") and c.codes and c.cell is None}
    for block in sorted({*places, *citations.standards}):
        heading = citations.standards.get(block)
        if heading is not None:
            section = heading.number if heading.agreement is not None else None
        elif section is not None and places[block].refused in ("", "out-of-place"):
            own = {standards.criteria[code].standard for code in places[block].codes if code in standards.criteria}
            agreeing, against = agreeing + (section in own), against + bool(own and section not in own)
    return against >= _AGAINST and against > agreeing


def spoken_against(
    document: Document,
    standards: StandardSet,
    citations: Citations,
    known: Sequence[StandardSet],
    step: Step = silent,
) -> tuple[str, str] | None:
    """What speaks against a set that somebody named: ("contradicted", ""), or ("other", the set that the report's own
    signs point to)."""
    if standards.extends is not None:
        return None
    if contradicted(standards, citations):
        return "contradicted", ""
    own = _judge(standards, citations, _signs(document, standards, citations.standards)).score
    if own >= _SURE:
        return None
    riding = [one for one in known if one.extends is not None]
    others = [one for one in known if one.extends is None and one.id != standards.id]
    judged = _judged(document, others, riding, step)
    if judged and judged[0].score >= max(_ENOUGH, own + _FAR):
        return "other", judged[0].standards.id
    return None


def _codes(citations: Citations, standards: StandardSet) -> tuple[int, float]:
    """How many codes have a place of their own, and how well what is cited agrees with the set (0 to 1). A code of one
    level is a number like any other."""
    own = [citation for citation in citations.all if not citation.refused]
    strong = [citation for citation in own if citation.kind in (*OF_ITS_OWN, "contents", "matrix")] or own
    known = {
        code
        for citation in strong
        for code in citation.codes
        if code in standards.criteria and (len(code.parts) > 1 or citation.prefix)
    }
    unknown = {code for citation in strong for code in citation.unknown}
    if not known:
        return 0, 0.0
    precision = len(known) / (len(known) + len(unknown))
    recall = len(known) / len(standards.criteria)
    return len(known), precision * (0.5 + 0.5 * recall)


def _titles(headings: Iterable[StandardHeading]) -> int:
    """How many standards a heading names by title; a number alone fits every set."""
    return len({one.number for one in headings if one.agreement is not None and one.agreement >= _AGREEING})


def _phrase(document: Document, standards: StandardSet) -> str | None:
    """The words by which the report's front names its kind."""
    if not standards.recognition.phrases:
        return None
    front = "\n".join(block.shown for block in document.blocks[:_FRONT] if block.kind is not Kind.CONTENTS)
    phrases = sorted({phrase.lower() + "*" for phrase in standards.recognition.phrases}, key=lambda p: (-len(p), p))
    match = pattern(alternatives(phrases), re.IGNORECASE, hints_of(phrases)).search(front)
    return match.group() if match else None
