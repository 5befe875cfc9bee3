"""What of a report's text the agency printed, so that it is no answer: the form's words, and rows nobody filled in."""

from __future__ import annotations

from ..citing.citations import Citations
from ..model.coverage import Piece
from ..model.document import Block, Document, Kind
from ..words.narrative import narrative_words
from ..words.printed import answered
from ..words.wording import Wording

_LONGEST_LABEL = 15  # words of the first cell of a row that is still to be filled in


class Printed:
    """wording: of the blank form and of the criteria, as far as they are known."""

    def __init__(self, document: Document, citations: Citations, wording: Wording) -> None:
        self._wording = wording
        self._unfilled = _unfilled_rows(document, citations)

    def left(self, piece: Piece, text: str) -> str:
        """The piece's text without what was printed."""
        if piece[0] in self._unfilled:
            return ""
        return answered(self._wording.without(text))


def _unfilled_rows(document: Document, citations: Citations) -> frozenset[int]:
    """Rows of tables without codes that have a label and nothing beside it; where all rows are so, the headings too."""
    tables: dict[int, list[int]] = {}
    for index, block in enumerate(document.blocks):
        if block.kind is Kind.ROW and block.table not in citations.tables and len(block.cells) > 1:
            tables.setdefault(block.table, []).append(index)
    unfilled: set[int] = set()
    for rows in tables.values():
        empty = [index for index in rows if _awaits(document.blocks[index])]
        unfilled.update(empty)
        if len(rows) > 1 and len(empty) == len(rows) - 1 and rows[0] not in empty:
            unfilled.add(rows[0])
    return frozenset(unfilled)


def _awaits(row: Block) -> bool:
    """Nothing stands beside the row's label."""
    label, *beside = row.cells
    if any(cell.text.strip(" .…_-–—") or cell.merged for cell in beside):
        return False
    return narrative_words(label.text) <= _LONGEST_LABEL
