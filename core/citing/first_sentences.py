"""Answers that name their criterion in their first sentence, amid others that open with theirs.

"Practice, of which criterion 3.2.11 speaks, is our strength. …", between the texts that open with 3.2.9 and 3.2.18.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..model.codes import Code
from ..model.coverage import Citation
from ..model.document import Document
from ..model.standards import StandardSet
from .late_openings import ANNOUNCEMENT, PLACED, may_open, sends_away
from .table_heads import is_earlier_recommendation
from .titles import StandardHeading

_CHAIN = 2  # such paragraphs in a row, with rising codes: one alone may as well send the reader there
_OPENED = 2  # openings of the standard for each paragraph that names its criterion amid its text
_FEW_WORDS = 8  # before a code in the second sentence: "How do we teach? As to criterion 3.2.9, "
_AT_ITS_HEAD = 3  # words before a code at the head of the second sentence: "It begins in July. As to criterion 3.2.1, "
_NEAR = 40  # characters before a code in which the sentence sends the reader there
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{3}[.!?…]\s")
_GOES_ON = re.compile(r"[^\W\d_]{2,}\s+\S*[^\W\d_]{2,}")  # else it is a title, or a caption
_SUBJECT = re.compile(r"(?:[^\W\d_][^()\[\].;:!?]{2,60})[(\[]\s*[^()\[\]]*$")  # "Work for the disabled (criterion "
_CLOSES = re.compile(r"\s*[)\]]\s*[^\W\d_]")


class _Place(NamedTuple):
    """Where codes open a text, or nothing does: a standard's heading."""

    block: int
    codes: tuple[Code, ...]


def with_first_sentences(
    document: Document,
    standards: StandardSet,
    headings: Mapping[int, StandardHeading],
    found: Iterable[Citation],
    listed: Collection[int] = (),
) -> list[Citation]:
    """The citations; those of first sentences that carry on the order of the openings around them open their texts.

    listed: paragraphs that answer nothing, see Citations
    """
    found = list(found)
    placed = {code for one in found if one.kind in PLACED and not one.refused for code in one.codes}
    opens = {one.block: one.codes for one in found if one.kind in ("heading", "lead") and one.codes and not one.refused}
    places = sorted(
        [_Place(at, codes) for at, codes in opens.items()]
        + [_Place(at, ()) for at in headings if at not in opens]
        + [_Place(-1, ()), _Place(len(document.blocks), ())]
    )
    first: dict[int, Citation] = {}
    for one in found:
        if one.block not in first and one.cell is None:
            first[one.block] = one
    told = {at: one for at, one in first.items() if at not in listed and _is_told(document, one, placed)}
    alone = Counter(one.block for one in found)
    enough = standards.enough_words("")
    amid = {
        at: one
        for at, one in first.items()
        if at not in listed and alone[at] == 1 and _answers_amid(document, one, placed, enough)
    }
    usual = _openings(standards, places)
    opened: set[int] = set()
    for above, below in pairwise(places):
        between = range(above.block + 1, below.block)
        chain = [told[at] for at in between if at in told]
        each = len(between) >= _CHAIN and all(at in told or at in amid for at in between)
        if each and above.codes and below.codes and usual[above.codes[0]] >= _OPENED * len(between):
            chain = [told.get(at) or amid[at] for at in between]  # each paragraph names one
        if not chain or not _rises(standards, above, below, chain):
            continue
        end = next((at for at in range(chain[0].block + 1, below.block) if at in first), below.block)
        if len(chain) >= _CHAIN or _is_next(document, standards, above, chain[0], end, placed):
            opened.update(one.block for one in chain)
    return [one._replace(kind="lead") if one.block in opened and one is first[one.block] else one for one in found]


def _is_told(document: Document, one: Citation, placed: set[Code]) -> bool:
    """The first sentence, or one behind a few words, names the criterion, which has no place of its own, goes on, and
    sends nobody there."""
    block = document.blocks[one.block]
    before = block.shown[: one.start]
    if not may_open(block, one, placed) or not one.codes or is_earlier_recommendation(block.shown):
        return False
    if not _GOES_ON.search(block.shown, one.end):
        return False
    _, *second = _SENTENCE_ENDS.split(before)
    most = _FEW_WORDS if second and len(second[-1].split()) > _AT_ITS_HEAD else ANNOUNCEMENT
    return len(second) <= 1 and len(before.split()) <= most and not sends_away(before)


def _openings(standards: StandardSet, places: Iterable[_Place]) -> Mapping[Code, int]:
    """By code how many texts open with codes of its standard: where few do, paragraphs that name them amid their text
    are how the chapter is told (see covering/alignment.py)."""
    known = standards.criteria
    every = Counter(known[place.codes[0]].standard for place in places if place.codes and place.codes[0] in known)
    return Counter({code: every[criterion.standard] for code, criterion in known.items()})


def _answers_amid(document: Document, one: Citation, placed: set[Code], enough: int) -> bool:
    """A paragraph as long as an answer names it, with the word for criterion, wherever in its text, and sends nobody
    there."""
    block = document.blocks[one.block]
    near = block.shown[max(0, one.start - _NEAR) : one.start]
    return may_open(block, one, placed) and len(one.codes) == 1 and block.narrative >= enough and not sends_away(near)


def _rises(standards: StandardSet, above: _Place, below: _Place, chain: Sequence[Citation]) -> bool:
    """Their codes rise within one standard, between those of the openings above and below; one of these is there."""
    codes = [*above.codes, *(code for one in chain for code in one.codes), *below.codes]
    within = {standards.criteria[code].standard for code in codes if code in standards.criteria}
    rising = all(one < other for one, other in pairwise(codes))
    return rising and len(within) == 1 and bool(above.codes or below.codes)


def _is_next(
    document: Document, standards: StandardSet, above: _Place, one: Citation, end: int, placed: set[Code]
) -> bool:
    """One alone: with what stands below it as long as an answer, it names the next criterion that has no place, in a
    bracket behind its subject or in the sentence itself. end: the next block that opens a text or names any."""
    if not above.codes or _next_free(standards, above.codes[-1], placed) != one.codes[0]:
        return False
    if sum(block.narrative for block in document.blocks[one.block : end]) < standards.enough_words(""):
        return False
    shown = document.blocks[one.block].shown
    if _SUBJECT.fullmatch(shown, 0, one.start) and _CLOSES.match(shown, one.end):
        return True
    return not any(map(shown[: one.start].__contains__, "(["))


def _next_free(standards: StandardSet, code: Code, placed: set[Code]) -> Code | None:
    """The next criterion of the code's standard that has no place of its own."""
    known = standards.criteria
    free = (other for other in known if code < other and other not in placed)
    return next((other for other in free if code in known and known[other].standard == known[code].standard), None)
