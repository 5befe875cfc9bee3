"""Tables that are the answers, with the codes at the end of their captions: "Table 2.4 – Workload – criterion 2.5"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..averages import median
from ..citing.captions import caption_of
from ..citing.citations import Citations
from ..citing.keys import MATRIX_WORDS
from ..model.codes import Code
from ..model.coverage import Citation, Piece
from ..model.document import Document
from ..words.narrative import is_reference_cell, narrative_words
from .marks import Mark

_FEWEST = 4  # captions with codes of their own from which on they are how the report answers, not data on a criterion
_RISING = 0.75  # of the captions one after the other, at least, whose codes rise
_BEFORE = re.compile(r"(?:[(\[]|\s[–—-]|[.:])\s*$")  # the codes alone close the caption: "Staff (4.2.1)"
_BESIDE = ("row", "note", "box")  # citations that have a place of their own without a mark
_DEPTH = 3  # levels of codes that do so without a word for criterion


class Captioned(NamedTuple):
    """A caption's citation, all its codes, and the cells of its table."""

    citation: Citation
    codes: tuple[Code, ...]
    pieces: tuple[Piece, ...]


def captioned(document: Document, citations: Citations, marks: Iterable[Mark]) -> tuple[Captioned, ...]:
    """The tables whose captions end with codes that have no place elsewhere, where several do so in the codes' order.

    marks: of running text, captions included
    """
    every = list(_captioned(document, citations))
    captions = {one.citation.block for one in every}
    placed = {code for mark in marks if mark.block not in captions and not mark.refers for code in mark.codes}
    placed.update(code for one in citations.counted if one.kind in _BESIDE for code in one.codes)
    own = [one for one in every if not any(code in placed for code in one.codes)]
    rising = sum(above.codes[0] < below.codes[0] for above, below in pairwise(own))
    habit = len(own) >= _FEWEST and 2 * len(own) > len(every) and rising >= _RISING * (len(own) - 1)
    return tuple(one for one in own if _told(document, one.pieces)) if habit else ()


def _captioned(document: Document, citations: Citations) -> Iterator[Captioned]:
    by_block: dict[int, list[Citation]] = {}
    for citation in citations.counted:
        if citation.kind in ("inline", "range") and citation.cell is None:
            by_block.setdefault(citation.block, []).append(citation)
    taken: set[int] = set()
    for at, cited in sorted(by_block.items()):
        caption = caption_of(at, document.blocks[at])
        if caption is None or caption.kind != "table" or not _close(document.blocks[at].shown, cited):
            continue
        table = _table(document, at, taken)
        taken.add(table)
        if table and table not in citations.tables:
            codes = tuple(dict.fromkeys(code for citation in cited for code in citation.codes))
            yield Captioned(cited[0], codes, tuple(_cells(document, table)))


def _close(shown: str, cited: Sequence[Citation]) -> bool:
    """The codes end the caption, as criteria, and no others stand before them."""
    first, last = cited[0], cited[-1]
    deep = all(len(code.parts) >= _DEPTH for one in cited for code in one.codes)
    named = first.prefix or (deep and _BEFORE.search(shown[: first.start]) is not None)
    return named and not re.search(r"\w", shown[last.end :])


def _table(document: Document, caption: int, taken: Collection[int]) -> int:
    """The number of the caption's table: the one below, else the one above, if it has no caption yet; 0: none."""
    beside = (*document.blocks[caption + 1 : caption + 2], *document.blocks[max(caption - 1, 0) : caption])
    table = next((block.table for block in beside if block.table), 0)
    return 0 if table in taken else table


def _cells(document: Document, table: int) -> Iterator[Piece]:
    for row, block in enumerate(document.blocks):
        if block.table == table:
            yield from ((row, number) for number, cell in enumerate(block.cells) if not is_reference_cell(cell.text))


def _told(document: Document, pieces: Sequence[Piece]) -> bool:
    """The cells beside the labels hold sentences."""
    texts = [document.blocks[row].cells[cell].text for row, cell in pieces if cell]
    return bool(texts) and median([narrative_words(text) for text in texts]) >= MATRIX_WORDS
