"""Tables whose rows are keyed by the codes of one column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..model.document import Block
from ..words.narrative import is_reference_cell, narrative_words
from ..words.vocabulary import NUMBERS, any_of
from .closing_parts import closing_label
from .keys import MATRIX_WORDS, OWN_SHARE, Key, KeyedPassage, Keys, continues, covers, is_told, nested
from .table_heads import (
    evidence_columns,
    files_papers,
    quoted_columns,
)

_PROSE = 40  # characters of a cell from which on it holds sentences
_LONG_KEY = 25  # words behind the code in a key cell that can only be the answer itself


class ColumnOfKeys:
    """A table whose rows are keyed by the codes of one column."""

    def __init__(
        self,
        blocks: Sequence[Block],
        indexes: Sequence[int],
        keys: Mapping[int, Keys],
        header: Sequence[int],
        inner: Mapping[int, list[int]],
        enough: int,
    ) -> None:
        self.enough = enough
        self.blocks, self.indexes, self.keys, self.header, self.inner = blocks, indexes, keys, frozenset(header), inner
        self.column = _key_column(blocks, indexes, keys, header)
        self.wide = max(cell.column + cell.span for index in indexes for cell in blocks[index].cells)
        self.quoted = quoted_columns(blocks, header, self.column)
        self.papers = evidence_columns(blocks, header, self.column, self.quoted)
        self.found: list[tuple[Key, list[tuple[int, int]]]] = []
        self.under_spanning = False  # the last key stands in a heading row across the table: all rows below are its own
        self.open = False  # the last key still governs the rows
        self.above: dict[int, tuple[int, int]] = {}  # by column the last cell that continues none above it

    def passages(self) -> list[KeyedPassage]:
        for index in self.indexes:
            if index not in self.header:
                self._row(index, self.blocks[index])
        alone = _answers_in_key(self.blocks, [key for key, _ in self.found])
        self._share_what_runs_on()
        return [KeyedPassage(key, self._pieces(key, pieces, alone)) for key, pieces in self.found]

    def _share_what_runs_on(self) -> None:
        """Codes one below the other in one cell, whose rows a PDF does not part rightly: a sentence runs on from the
        row of the one into that of the other, so that they have one answer."""
        for (_, above), (_, below) in pairwise(self.found):
            if above and below and self._runs_on(above[-1], below):
                above += below
                below[:] = above

    def _runs_on(self, last: tuple[int, int], below: Sequence[tuple[int, int]]) -> bool:
        rows = self.blocks[last[0]], self.blocks[below[0][0]]
        if last[1] < 0 or not all(row.place.page_source == "pdf" for row in rows):
            return False
        if any(cell.merged for row in rows for cell in row.cells):
            return False
        texts = {cell.column: cell.text.rstrip() for cell in rows[0].cells if self._is_begun(cell.text)}
        following = ((cell.column, cell.text.lstrip()) for cell in rows[1].cells)
        return any(len(texts.get(column, "")) > _PROSE and _goes_on(texts[column], text) for column, text in following)

    def _is_begun(self, text: str) -> bool:
        """A text that begins as a sentence does, and is no answer yet."""
        return text[:1].isupper() and narrative_words(text) < self.enough

    def _row(self, index: int, block: Block) -> None:
        spanning = self._spans(block)
        at = 0 if spanning else _cell_at(block, self.column)
        key = self.keys[index].get(at) if at is not None else None
        if key is not None:
            self.found.append((key[0], []))
            self.open, self.under_spanning = True, spanning
        elif spanning:
            # a heading row without a code ends what the rows above it were keyed by
            self.open = self.open and _follows(block)
        elif at is not None and not self.under_spanning and not block.cells[at].merged and not continues(block, at):
            self.open = False
        if self.open:
            keyed = at if key is not None else None
            self.found[-1][1].extend(self._answers(index, block, keyed))
            self.found[-1][1].extend(nested(self.blocks, index, self.inner))
        self.above.update({cell.column: (index, place) for place, cell in enumerate(block.cells) if not cell.merged})

    def _spans(self, block: Block) -> bool:
        return len(block.cells) == 1 and self.wide > 1 and block.cells[0].span >= self.wide

    def _answers(self, index: int, block: Block, keyed: int | None) -> Iterator[tuple[int, int]]:
        """The cells of a row that can hold an answer. One merged down over several criteria answers each of them."""
        for position, cell in enumerate(block.cells):
            if position == keyed or cell.column in self.quoted:
                continue
            if cell.merged and keyed is not None and cell.column in self.above:
                yield self.above[cell.column]
            elif cell.text and not is_reference_cell(cell.text) and not self._only_codes(index, position):
                yield index, position

    def _only_codes(self, index: int, position: int) -> bool:
        return position in self.keys[index] and self.keys[index][position][1]

    def _pieces(self, key: Key, pieces: list[tuple[int, int]], alone: bool) -> tuple[tuple[int, int], ...]:
        """What a key governs; the key cell itself where it can only be the answer."""
        pieces = self._without_papers(pieces)
        text = self.blocks[key.block].cells[key.cell].text[key.cited.end :]
        own = ((key.block, key.cell),) if narrative_words(text) >= _LONG_KEY else ()
        if not pieces:
            return own if alone or is_told(text, self.enough) else ()
        if is_told(text, self.enough) and self._words(pieces) * OWN_SHARE < self.enough:
            return (*own, *pieces)  # what stands beside and below lists papers
        across = self._spans(self.blocks[key.block]) and "\n" in text.strip()
        if not own or not across:
            return tuple(pieces)
        return (*own, *pieces) if narrative_words(text) > self._words(pieces) else tuple(pieces)

    def _words(self, pieces: Sequence[tuple[int, int]]) -> int:
        return sum(self.blocks[block].narratives[cell] for block, cell in pieces if cell >= 0)

    def _without_papers(self, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Names of papers in a column or a row of their own make no answer where little is written beside them."""
        own = [piece for piece in pieces if not self._is_paper(piece)]
        if len(own) == len(pieces):
            return pieces
        words = self._words(own)
        return pieces if words * OWN_SHARE >= self.enough else own

    def _is_paper(self, piece: tuple[int, int]) -> bool:
        row = self.blocks[piece[0]]
        if piece[1] < 0 or row.outer is not None:
            return False
        return row.cells[piece[1]].column in self.papers or (not self.keys[piece[0]] and files_papers(row))


def _goes_on(text: str, following: str) -> bool:
    """A sentence is not at its end, and the next text goes on in small letters or behind the word that joins them."""
    if not text[-1].isalnum():
        return False
    return following[:1].islower() or text.split()[-1].lower() in NUMBERS.words("and")


def _answers_in_key(blocks: Sequence[Block], keys: Sequence[Key]) -> bool:
    """The table has no place for an answer but the key cells: what stands beside them points or marks, and nothing
    is left empty (an empty cell waits for an answer, and the key cell then holds the criterion's wording)."""
    beside = [cell for key in keys for at, cell in enumerate(blocks[key.block].cells) if at != key.cell]
    return all(cell.text and narrative_words(cell.text) < MATRIX_WORDS for cell in beside if not cell.merged)


def _follows(block: Block) -> bool:
    """A full-width row below a key that is text rather than a new heading, or the conclusions on the standard."""
    text = block.cells[0].text
    return narrative_words(text) >= MATRIX_WORDS and not closing_label(text)


def _cell_at(block: Block, column: int) -> int | None:
    for position, cell in enumerate(block.cells):
        if covers(cell, column):
            return position
    return None


def _key_column(
    blocks: Sequence[Block],
    indexes: Sequence[int],
    keys: Mapping[int, Keys],
    header: Sequence[int],
) -> int:
    """The column that holds the keys of most rows; cells with nothing but codes weigh more."""
    weight: Counter[int] = Counter()
    for index in indexes:
        if index in header:
            continue
        for position, (_, pure) in keys[index].items():
            cell = blocks[index].cells[position]
            weight[cell.column] += 3 if pure else 2
    for index in header:
        for cell in blocks[index].cells:
            if weight[cell.column] and any_of("criterion").search(cell.text):
                weight[cell.column] += 2
            if weight[cell.column] and any_of("framework").search(cell.text):
                weight[cell.column] -= 2
    return max(weight, key=lambda column: (weight[column], -column), default=0)
