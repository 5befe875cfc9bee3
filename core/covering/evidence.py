"""Where a passage or a citation stands, as evidence of a status: place, heading, words, annexes, excerpt."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.coverage import Citation, Evidence, Passage
from ..model.document import Document
from ..words.narrative import annexes
from ..words.text import around
from .counted_words import Words

_EXCERPT = 240  # characters


class Evidences:
    """Of one document. words: of its pieces."""

    def __init__(self, document: Document, words: Words) -> None:
        self.document, self.words = document, words

    def of_passage(self, passage: Passage) -> Evidence:
        citation = passage.citation
        block = self.document.blocks[passage.first]
        at_code = citation.cell is None and passage.first == citation.block and passage.convention != "closes"
        place = block.place_at(citation.start) if at_code else block.place
        blocks = dict.fromkeys([*sorted((passage.first, citation.block)), *(block for block, _ in passage.pieces)])
        if place.page is not None:
            inside = [self.document.blocks[block].place for block in blocks]
            pages = [page for other in inside if other.file == place.file and (page := other.last_page or other.page)]
            place = place._replace(last_page=max(place.last_page or place.page, *pages, 0))
        texts = (text for piece in passage.pieces if (text := self.words.text(piece).strip(" .:–—-\n")))
        excerpt = next(texts, "") or self.document.blocks[citation.block].shown
        return Evidence(
            passage.kind,
            place,
            self.document.heading_path(passage.first),
            passage.words,
            len(passage.codes),
            tuple(
                annexes("\n|\n".join(one.shown for block in blocks if (one := self.document.blocks[block]).names_annex))
            ),
            self._confidence(blocks),
            _shortened(excerpt),
        )

    def of_citation(self, citation: Citation) -> Evidence:
        block = self.document.blocks[citation.block]
        text = block.shown if citation.cell is None else block.cells[citation.cell].text
        return Evidence(
            citation.kind,
            block.place_at(citation.start) if citation.cell is None else block.place,
            self.document.heading_path(citation.block),
            0,
            max(len(citation.codes), 1),
            (),
            block.confidence,
            around(text, citation.start, citation.end),
        )

    def _confidence(self, blocks: Iterable[int]) -> float | None:
        known = [c for block in blocks if (c := self.document.blocks[block].confidence) is not None]
        return min(known) if known else None


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _EXCERPT:
        return text
    return text[:_EXCERPT].rsplit(" ", 1)[0] + " …"
