"""What of a report's text the agency printed, so that it is no answer: the form's words, and rows nobody filled in."""

from __future__ import annotations

from collections.abc import Sequence

from ..citing.citations import Citations
from ..citing.table_heads import is_evidence_label
from ..model.coverage import Piece
from ..model.document import Block, Document
from ..words.narrative import is_reference_cell
from ..words.printed import answered
from ..words.wording import Wording
from .printed_paragraphs import printed_paragraphs

_FEWEST_PAPERS = 2  # rows of a table of papers
_LONGEST_HEAD = 6  # words of the heading of a column
_LONGEST_LINK = 4  # words: "Open the file"
_LONGEST_LABEL = 15  # words of the first cell of a row that is still to be filled in


class Printed:
    """wording: of the blank form and of the criteria, as far as they are known."""

    def __init__(self, document: Document, citations: Citations, wording: Wording) -> None:
        self._wording = wording
        self._printed = _unfilled_rows(document, citations) | printed_paragraphs(document, citations)

    def left(self, piece: Piece, text: str) -> str:
        """The piece's text without what was printed."""
        if piece[0] in self._printed:
            return ""
        return answered(self._wording.without(text))


def _unfilled_rows(document: Document, citations: Citations) -> frozenset[int]:
    """Rows of tables without codes that have a label and nothing beside it; where all rows are so, the headings too;
    and tables of papers to open or attach."""
    tables: dict[int, list[int]] = {}
    for index, block in enumerate(document.blocks):
        if block.table not in citations.tables and len(block.cells) > 1:
            tables.setdefault(block.table, []).append(index)
    unfilled: set[int] = set()
    for rows in tables.values():
        if _lists_papers([document.blocks[index] for index in rows]):
            unfilled.update(rows)
            continue
        empty = [index for index in rows if _awaits(document.blocks[index])]
        unfilled.update(empty)
        if len(rows) > 1 and len(empty) == len(rows) - 1 and rows[0] not in empty:
            unfilled.add(rows[0])
    return frozenset(unfilled)


def _lists_papers(rows: Sequence[Block]) -> bool:
    """Every column names papers, as its heading says, or says the same in each row, or only points: "Open file"."""
    head, *rest = rows
    if len(rest) < _FEWEST_PAPERS or any(len(cell.text.split()) > _LONGEST_HEAD for cell in head.cells):
        return False
    titles = {cell.column: cell.text for cell in head.cells if cell.text}
    papers = {column for column, title in titles.items() if is_evidence_label(title)}
    texts: dict[int, list[str]] = {}
    for row in rest:
        for cell in row.cells:
            texts.setdefault(cell.column, []).append(cell.text)
    return bool(papers) and all(column in papers or _points(some) for column, some in texts.items())


def _points(cells: Sequence[str]) -> bool:
    """A column of links, numbers or pages, or one that says the same in every row."""
    short = all(len(text.split()) <= _LONGEST_LINK for text in cells)
    return all(map(is_reference_cell, cells)) or (short and len({text.lower() for text in cells}) == 1)


def _awaits(row: Block) -> bool:
    """Nothing stands beside the row's label."""
    if any(cell.text.strip(" .…_-–—") or cell.merged for cell in row.cells[1:]):
        return False
    return row.narratives[0] <= _LONGEST_LABEL
