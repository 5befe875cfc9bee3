"""Answers that open behind a short first sentence: "Text of the library. Criterion 8.2.9: we have …"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from ..model.codes import Code
from ..model.coverage import OF_ITS_OWN, Citation
from ..model.document import Block, Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import narrative_words
from ..words.vocabulary import any_of
from .table_heads import is_earlier_recommendation

_FIRST_SENTENCE = re.compile(r"(?:[^.!?:()]{3,40}:\s+)?(?:[^.!?:()]|\([^()]*\)){3,80}[.:]\s+(?=\S)")
_FEW_WORDS = 9  # of a sentence that only says whose text it is, what stands before its colon included
_BEFORE = 3  # words before the code in its sentence: «По критерию», "As criterion"
PLACED = (*OF_ITS_OWN, "note", "box")


def with_late_openings(
    document: Document, standards: StandardSet, found: Iterable[Citation], listed: Collection[int] = ()
) -> list[Citation]:
    """The citations; a mention that begins the second sentence of a text, with a word for criterion and enough of an
    answer behind it, is an opening where its codes have no place of their own elsewhere, unless the next paragraph
    names its criterion inside, too: then each paragraph is an answer of its own.

    listed: paragraphs that answer nothing, see Citations
    """
    found = list(found)
    placed = {code for one in found if one.kind in PLACED and not one.refused for code in one.codes}
    inside = {one.block for one in found if one.kind in ("inline", "range") and one.cell is None and one.prefix}
    return [
        one._replace(kind="lead")
        if one.block not in listed
        and not is_earlier_recommendation(document.blocks[one.block].shown)
        and (
            (one.block + 1 not in inside and _opens_late(document, standards, one, placed))
            or _named_first(document, standards, one, placed)
        )
        else one
        for one in found
    ]


def may_open(block: Block, one: Citation, placed: set[Code]) -> bool:
    """A mention in a paragraph with a word for criterion, of codes that have no place of their own."""
    named = one.kind in ("inline", "range") and one.cell is None and not one.refused and one.prefix
    return named and block.kind is Kind.PARAGRAPH and placed.isdisjoint(one.codes)


def sends_away(before: str) -> bool:
    """The words send the reader elsewhere: besides a table, not in it."""
    elsewhere = any_of("elsewhere").search(any_of("figure").sub(" ", before))
    return bool(elsewhere or any(any_of(meaning).search(before) for meaning in ("see", "as-well", "annex")))


def _named_first(document: Document, standards: StandardSet, one: Citation, placed: set[Code]) -> bool:
    """The first sentence ends with the codes, and the answer stands behind it: "Let us turn to criteria 5.2.5 and
    5.2.6. Each week …"."""
    block = document.blocks[one.block]
    if not may_open(block, one, placed):
        return False
    before, behind = block.shown[: one.start], block.shown[one.end :]
    if not _ENDS.match(behind) or _SENTENCE_ENDS.search(before) or len(before.split()) > ANNOUNCEMENT:
        return False
    return not sends_away(before) and narrative_words(behind) >= standards.enough_words("")


_ENDS = re.compile(r"\s*[.:]\s+\S")
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{3}[.!?…]\s|[()\[\]]")
ANNOUNCEMENT = 16  # words of a first sentence that ends with codes


def _opens_late(document: Document, standards: StandardSet, one: Citation, placed: set[Code]) -> bool:
    block = document.blocks[one.block]
    if one.kind not in ("inline", "range") or one.cell is not None or one.refused or not one.prefix:
        return False
    if block.kind not in (Kind.PARAGRAPH, Kind.BOX) or not placed.isdisjoint(one.codes):
        return False
    first = _FIRST_SENTENCE.match(block.shown)
    if first is None or one.start < first.end() or len(first.group().split()) > _FEW_WORDS:
        return False
    if any_of("see").search(first.group()):
        return False
    before = block.shown[first.end() : one.start]
    if len(before.split()) > _BEFORE or re.search(r"[.!?:;()]\s", before) or any_of("see").search(before):
        return False
    return narrative_words(block.shown[one.end :]) >= standards.enough_words("")
