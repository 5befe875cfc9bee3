"""Paragraphs that name what they answer inside their text: one criterion alone, or a few together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..citing.citations import Citations
from ..citing.table_heads import is_earlier_recommendation
from ..model.codes import Code
from ..model.coverage import Citation
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from .marks import named_in_passing, only_names
from .themes import Themes

_NEAR = 60  # characters within which an answer says which criteria it answers
_HEAD_BRACKET = re.compile(rf"[^()\[\].;:!?]{{3,{_NEAR}}}[(\[](?P<inside>[^()\[\]]+)[)\]]")
_IN_HEAD = 6  # criteria that a bracket behind the first words may name
_IN_MIDDLE = 3  # criteria that a text may answer which names them in its middle only
_BRACKETS = frozenset("()[]")


class Named(NamedTuple):
    """A paragraph and what it names. doubt: message id "doubt.*", or ""."""

    block: int
    citation: Citation
    codes: tuple[Code, ...]
    doubt: str


def named_inside(
    document: Document,
    standards: StandardSet,
    citations: Citations,
    placed: frozenset[Code],
    within: Themes,
) -> Iterator[Named]:
    """placed: the codes that open a text, key a row or head a note somewhere; within: the paragraphs of chapters whose
    author names inside each text what it answers."""
    inside = _inside_standards(standards, citations, placed)
    begins = min(citations.standards, default=0)  # above it, an introduction names criteria in passing
    cited: dict[int, list[Citation]] = {}
    for citation in citations.counted:
        if citation.kind in ("inline", "range") and citation.cell is None:
            cited.setdefault(citation.block, []).append(citation)
    for index, every in cited.items():
        block = document.blocks[index]
        if index in citations.listed or block.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.BOX):
            continue
        if is_earlier_recommendation(block.shown):
            continue
        codes = tuple(dict.fromkeys(code for citation in every for code in citation.codes))
        free = placed.isdisjoint(codes)
        alone = len(codes) == 1 and index >= begins and not any(citation.kind == "range" for citation in every)
        in_head = free and len(codes) <= _IN_HEAD and _in_head(block.shown, every)
        if alone or in_head:
            amid = not in_head and index not in within and _amid(block.shown, every)
            yield Named(index, every[0], codes, "doubt.within" if amid else "")
        elif index in within:
            told = within[index]
            first = next(one for one in every if set(one.codes) & {*told.codes})
            yield Named(index, first, *told)
        elif free and len(every) == 1 and 1 < len(codes) <= _IN_MIDDLE and _in_middle(block.shown, every[0]):
            known = standards.criteria.get(codes[0])
            if known is not None and known.standard in inside:
                yield Named(index, every[0], codes, "doubt.within")


def _bracketed(shown: str, one: Citation) -> bool:
    return shown[one.start - 1 : one.start] in _BRACKETS and shown[one.end : one.end + 1] in _BRACKETS


def _in_head(shown: str, every: Sequence[Citation]) -> bool:
    """A bracket of nothing but codes behind the first words names all that the paragraph answers: "Methods
    (3.2.6–3.2.8) deserve …"."""
    bracket = _HEAD_BRACKET.match(shown)
    if bracket is None:
        return False
    start, end = bracket.span("inside")
    inside = all(start <= one.start and one.end <= end for one in every)
    return inside and only_names(shown, start, end, every)


def _amid(shown: str, every: Sequence[Citation]) -> bool:
    """Neither the first words nor the last ones name it: it may as well be named in passing."""
    return every[0].start > _NEAR and len(shown) - every[-1].end > _NEAR


def _in_middle(shown: str, one: Citation) -> bool:
    """The paragraph names a few criteria once, together, and sends nobody to them: "In fulfilment of clauses 1.2.2 and
    1.2.3 the aims were compared …"."""
    named = one.prefix or (_bracketed(shown, one) and one.kind != "range")
    return named and not named_in_passing(shown, one)


def _inside_standards(standards: StandardSet, citations: Citations, placed: frozenset[Code]) -> set[str]:
    """The standards most of whose named criteria have no place of their own: their author names codes inside texts."""
    criteria = standards.criteria
    named = {code for one in citations.counted for code in one.codes if code in criteria}
    every = Counter(criteria[code].standard for code in named)
    own = Counter(criteria[code].standard for code in named & placed)
    return {standard for standard, count in every.items() if own[standard] * 2 < count}
