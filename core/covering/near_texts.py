"""Texts beside a code that count for another criterion, or for none: what a person may read as its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ..model.coverage import Citation
from ..model.document import Document, Kind
from ..words.narrative import narrative_words

_TEXTS = (Kind.PARAGRAPH, Kind.ITEM)
_HEAD = 30  # characters within which a code stands at the head of a text
_FIRST = 160  # characters of a first sentence at the end of which it may stand
_FEW_CODES = 6  # a range or list of so many may be an answer to them; a longer one is an overview
_ENDS_SENTENCE = re.compile(r"[^.()\[\]]{0,20}[)\]]?\s*\.")
_ENDS_FIRST = re.compile(r"\s*[)\]]\s*[.:]?\s")
_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?…][»”\")]?\s")


class NearTexts:
    """The texts of a document beside the codes that it writes in passing. in_block: the citations of each paragraph."""

    def __init__(self, document: Document, in_block: Mapping[int, Sequence[Citation]]) -> None:
        self.document, self.in_block = document, in_block

    def in_passing(self, cited: Iterable[Citation]) -> list[Citation]:
        """The mentions that may be more: few codes, in running text."""
        kinds = ("inline", "range")
        return [one for one in cited if one.cell is None and one.kind in kinds and len(one.codes) <= _FEW_CODES]

    def in_bracket(self, citation: Citation) -> bool:
        """It stands alone in brackets: «и решили эту задачу (3.2.14)»."""
        text = self.document.blocks[citation.block].shown
        return text[: citation.start].endswith(("(", "[")) and text.startswith((")", "]"), citation.end)

    def behind(self, citation: Citation) -> int:
        """The words that a code at the head of a text, or at the end of its first sentence, would open."""
        text = self.document.blocks[citation.block].shown
        heads = citation.start <= _HEAD or (
            citation.end <= _FIRST
            and _ENDS_FIRST.match(text, citation.end) is not None
            and not _SENTENCE.search(text[: citation.start])
        )
        return self.document.blocks[citation.block].narrative + self._beside(citation.block, 1) if heads else 0

    def before(self, citation: Citation) -> int:
        """The words that a code at the end of a text, or of a sentence, or within the last one, would close."""
        text = self.document.blocks[citation.block].shown
        others = [one.end for one in self.in_block.get(citation.block, ()) if one.end <= citation.start]
        ends = _ENDS_SENTENCE.match(text, citation.end)
        if not ends and _SENTENCE.search(text + " ", citation.end, len(text)):
            return 0
        own = narrative_words(text[max(others, default=0) : citation.start])
        return own + (self._beside(citation.block, -1) if not others else 0)

    def above(self, block: int) -> int:
        """The words of the paragraph above a line, where it holds no codes."""
        return self._beside(block, -1)

    def _beside(self, block: int, step: int) -> int:
        """The words of the next paragraph, or the one before, where it holds no codes."""
        at = block + step
        if not 0 <= at < len(self.document.blocks) or at in self.in_block:
            return 0
        other = self.document.blocks[at]
        return other.narrative if other.kind in _TEXTS else 0


_LONG_CELL = 60  # characters of a cell that holds prose


def rows_over_a_page(document: Document) -> frozenset[int]:
    """Rows on both sides of a page's end where a sentence runs over it from one row into the next."""
    found: set[int] = set()
    for index, (above, below) in enumerate(pairwise(document.blocks)):
        if below.place.page != above.place.page:
            cells = zip(above.cells, below.cells, strict=False)
            if any(len(one.text) > _LONG_CELL and _runs_on(one.text, other.text) for one, other in cells):
                found.update((index, index + 1))
    return frozenset(found)


def _runs_on(text: str, following: str) -> bool:
    """The sentence does not end, and the next text goes on in small letters."""
    return text.rstrip()[-1:].isalnum() and following.lstrip()[:1].islower()
