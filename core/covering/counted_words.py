"""Narrative words of a document's pieces, each counted once, without codes and what the agency printed."""

from __future__ import annotations

from collections.abc import Iterable

from ..citing.citations import Citations
from ..model.coverage import Passage, Piece
from ..model.document import Document
from ..words.narrative import is_reference_cell, narrative_words
from ..words.printed import reads_like_wording
from ..words.text import words
from ..words.wording import Wording
from .hypotheses import Alignment, Claim
from .printed import Printed

_FORM_WORDS = 8  # of a passage, from which on they can be a form's


class Words:
    """Narrative words of a document's pieces, each counted once.

    lead_ends: for a paragraph that opens with a code, where the text behind the code begins; claimed: for one that
    closes with codes which claim it, by piece where the text of each begins and where its codes do.
    """

    def __init__(
        self, document: Document, citations: Citations, alignment: Alignment, printed: Printed | None = None
    ) -> None:
        self.document = document
        self.printed = printed or Printed(document, citations, Wording(()))
        self.lead_ends: dict[int, int] = {}
        for citation in citations.all:
            if citation.kind in ("lead", "note", "box") and citation.cell is None and citation.codes:
                self.lead_ends.setdefault(citation.block, citation.text_at)
        self.claimed = {
            claimed_piece(number, claim): (claim.begin, claim.mark.start)
            for claims in alignment.claims.values()
            for number, claim in enumerate(claims)
        }
        self.key_ends = {
            (passage.key.block, passage.key.cell): passage.key.cited.end
            for table in citations.tables.values()
            for passage in table.passages
        }
        self._known: dict[Piece, int] = {}
        self._written: dict[Piece, int] = {}

    def text(self, piece: Piece) -> str:
        """The piece's text behind, or before, its code."""
        block = self.document.blocks[piece[0]]
        if piece[1] >= 0:
            return block.cells[piece[1]].text[self.key_ends.get(piece, 0) :]
        if block.cells:
            return "\n".join(cell.text for cell in block.cells if not is_reference_cell(cell.text))
        if piece in self.claimed:
            begin, end = self.claimed[piece]
            return block.shown[begin:end]
        return block.shown[self.lead_ends.get(piece[0], 0) :]

    def written(self, piece: Piece) -> int:
        """The piece's narrative words, those that the agency printed included."""
        if piece not in self._written:
            self._written[piece] = self._count(piece)
        return self._written[piece]

    def _count(self, piece: Piece) -> int:
        block = self.document.blocks[piece[0]]
        if piece[1] >= 0 and piece not in self.key_ends:
            return block.narratives[piece[1]]
        if not block.cells and piece not in self.claimed and piece[0] not in self.lead_ends:
            return block.narrative
        return narrative_words(self.text(piece))

    def left(self, piece: Piece) -> str:
        """The piece's text without what the agency printed."""
        return self.printed.left(piece, self.text(piece))

    def total(self, pieces: Iterable[Piece]) -> int:
        known = self._known
        filled: list[Piece] = []
        total = 0
        for piece in pieces:
            count = known.get(piece)
            if count is None:
                text = self.text(piece)
                written = self.written(piece)
                # half of a report's cells are numbers: nothing in them that anybody printed, or wrote
                left = self.printed.left(piece, text) if written or words(text) else ""
                count = known[piece] = written if left == text else narrative_words(left)
            total += count
            if count:
                filled.append(piece)
        if len(filled) == 1 and reads_like_wording(self.left(filled[0])):
            return 0  # the criterion's own words, and no others
        return total

    def mostly_printed(self, passage: Passage) -> bool:
        """More than three of four words of the passage are no answer, but the form's."""
        written = sum(map(self.written, passage.pieces))
        return passage.words * 4 < written and written >= _FORM_WORDS


def claimed_piece(number: int, claim: Claim) -> Piece:
    """The part of a paragraph that a closing mark claims: the first such mark of the paragraph, the second, …"""
    return claim.mark.block, -1 - number
