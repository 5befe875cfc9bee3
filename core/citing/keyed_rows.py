"""Tables that answer criteria: which rows or columns are keyed by which codes, and which cells can hold narrative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..averages import median
from ..model.document import Block, Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import is_reference_cell, says_not_applicable
from .column_of_keys import ColumnOfKeys
from .form_rows import form_passages
from .keys import (
    MATRIX_WORDS,
    Key,
    KeyedPassage,
    Keys,
    continues,
    covers,
    keys_behind_titles,
    keys_of,
    nested,
    words_beside,
)
from .table_heads import (
    answers_nothing,
    heading_rows,
    is_evidence_label,
    is_foreign,
)

_BETWEEN = 30  # words of a footnote or page number between two halves of a table that runs over a page


class KeyedTable(NamedTuple):
    """The keyed rows or columns of one table.

    foreign  it numbers things of its own (equipment, a budget): its numbers are no codes
    form     each criterion has rows of its own, its answer in one of them
    silent   keyed by criteria, but no answer to them: earlier recommendations, a plan, a summary of ratings
    before   the rows above its first key, heading rows apart: they may go on from the page before
    """

    passages: tuple[KeyedPassage, ...]
    foreign: bool
    form: bool = False
    silent: bool = False
    before: tuple[int, ...] = ()


def keyed_tables(
    document: Document, standards: StandardSet, dated: Mapping[int, frozenset[int]]
) -> Mapping[int, KeyedTable]:
    """The tables with keys, by table number; dated: see dated_columns()."""
    rows: dict[int, list[int]] = {}
    for index, block in enumerate(document.blocks):
        if block.kind is Kind.ROW:
            rows.setdefault(block.table, []).append(index)
    inner = _inner_rows(document)
    tables: dict[int, KeyedTable] = {}
    before: tuple[int, int] | None = None  # the table before this one, and its last row
    for number, indexes in rows.items():
        keyed = _table(document.blocks, indexes, inner, dated.get(number, frozenset()), standards)
        if keyed is not None:
            tables[number] = keyed
        if before is not None and before[0] in tables:
            rest = _goes_on(document.blocks, before[1], indexes, keyed)
            tables[before[0]] = _extended(tables[before[0]], rest)
        before = number, indexes[-1]
    return tables


def _goes_on(
    blocks: Sequence[Block], last: int, indexes: Sequence[int], keyed: KeyedTable | None
) -> list[tuple[int, int]]:
    """The cells at the head of a table that go on from the last row of the one before: a page's end parted them."""
    page, following = blocks[last].place.page, blocks[indexes[0]].place.page
    if page is None or following is None or following - page != 1:
        return []
    between = blocks[last + 1 : indexes[0]]
    if any(block.kind is Kind.HEADING or len(block.shown.split()) > _BETWEEN for block in between):
        return []
    if len(blocks[indexes[0]].cells) != len(blocks[last].cells):
        return []
    found = []
    for index in keyed.before if keyed is not None else ():
        block = blocks[index]
        if not continues(block, 0):
            break
        found += [(index, at) for at, cell in enumerate(block.cells) if cell.text and not is_reference_cell(cell.text)]
    return found


def _extended(table: KeyedTable, pieces: list[tuple[int, int]]) -> KeyedTable:
    if not pieces:
        return table
    *passages, final = table.passages
    return table._replace(passages=(*passages, final._replace(pieces=(*final.pieces, *pieces))))


def _inner_rows(document: Document) -> Mapping[int, list[int]]:
    """For each row that holds a nested table, the blocks of that table."""
    inner: dict[int, list[int]] = {}
    for index, block in enumerate(document.blocks):
        if block.outer is not None:
            inner.setdefault(block.outer, []).append(index)
    return inner


def _table(
    blocks: Sequence[Block],
    indexes: list[int],
    inner: Mapping[int, list[int]],
    dated: frozenset[int],
    standards: StandardSet,
) -> KeyedTable | None:
    keys = {index: keys_of(index, blocks[index], standards) for index in indexes}
    if not any(keys.values()):
        keys = dict(keys_behind_titles(blocks, indexes, standards))
    if not any(keys.values()):
        return None
    for index in indexes:
        keys[index] = _without_numbers_of_papers(blocks[index], keys[index])
    header = heading_rows(blocks, indexes, keys)
    for index in indexes:
        keys[index] = {at: key for at, key in keys[index].items() if blocks[index].cells[at].column not in dated}
    columns = {blocks[index].cells[at].column for index, found in keys.items() for at in found}
    foreign = is_foreign(blocks, indexes, header, columns)
    passages = _transposed(blocks, indexes, keys) or _parallel(blocks, indexes, keys, inner)
    enough = standards.enough_words("")
    form = [] if passages else form_passages(blocks, indexes, keys, header, inner, enough)
    passages = passages or form or ColumnOfKeys(blocks, indexes, keys, header, inner, enough).passages()
    if not passages:
        return None
    silent = answers_nothing(blocks, indexes, header)
    if silent:
        passages = [one._replace(matrix=True) for one in passages]
    elif not form:
        passages = _with_marks(blocks, passages, enough)
        foreign = foreign or _of_telephones(blocks, passages)
    first = min(passage.key.block for passage in passages)
    before = tuple(index for index in indexes if index < first and index not in header)
    return KeyedTable(tuple(passages), foreign, bool(form), silent, before)


def _without_numbers_of_papers(row: Block, keys: Keys) -> Keys:
    """Beside a label of papers ("Documents | 3.2.14 order of the rector") a code with other words numbers a paper."""
    if not keys or 0 in keys or not is_evidence_label(row.cells[0].text):
        return keys
    return {at: (key, pure) for at, (key, pure) in keys.items() if pure or key.prefix}


def _with_marks(blocks: Sequence[Block], passages: Sequence[KeyedPassage], enough: int) -> list[KeyedPassage]:
    """Where the rows' median is under 8 words they hold marks, but for a row that answers all the same, or says that
    the criterion does not apply."""
    texts = [[blocks[block].cells[cell].text for block, cell in one.pieces if cell >= 0] for one in passages]
    counts = [sum(blocks[block].narratives[cell] for block, cell in one.pieces if cell >= 0) for one in passages]
    answers = [any(map(says_not_applicable, cells)) for cells in texts]
    told = [count for count, answer in zip(counts, answers, strict=True) if not answer]
    if not told or median(told) >= MATRIX_WORDS:
        return list(passages)
    return [
        one._replace(matrix=count < enough and not answer)
        for one, count, answer in zip(passages, counts, answers, strict=True)
    ]


def _of_telephones(blocks: Sequence[Block], passages: Sequence[KeyedPassage]) -> bool:
    """Every number is parted by hyphens, which are no part of the set's codes, and beside it stand names alone:
    "3-2-14 | reception"."""
    return all(one.matrix and one.pieces and _is_telephone(blocks, one.key) for one in passages)


def _is_telephone(blocks: Sequence[Block], key: Key) -> bool:
    text = blocks[key.block].cells[key.cell].text
    parted = all("-" in text[start:end] and "-" not in code.text for code, start, end in key.cited.written)
    return parted and not any(map(str.isalpha, text))


def _parallel(
    blocks: Sequence[Block], indexes: Sequence[int], keys: Mapping[int, Keys], inner: Mapping[int, list[int]]
) -> list[KeyedPassage]:
    """A bilingual table: each cell opens with the code and answers it, in its own language; all cells count."""
    keyed = [index for index in indexes if keys[index]]
    twice = [index for index in keyed if len(keys[index]) > 1 and _same_codes(keys[index])]
    if not twice or any(pure for index in keyed for _, pure in keys[index].values()):
        return []
    if any(words_beside(blocks[index], keys[index]) for index in twice):
        return []
    passages = []
    for index in keyed:
        key = min(keys[index].values(), key=lambda found: found[0].cell)[0]
        pieces = [(index, at) for at, cell in enumerate(blocks[index].cells) if cell.text]
        passages.append(KeyedPassage(key, (*pieces, *nested(blocks, index, inner))))
    return passages


def _same_codes(keys: Keys) -> bool:
    return len({key.cited.codes for key, _ in keys.values()}) == 1


def _transposed(blocks: Sequence[Block], indexes: Sequence[int], keys: Mapping[int, Keys]) -> list[KeyedPassage]:
    """Codes across a row, their texts in the columns below."""
    across = [index for index in indexes if sum(pure for _, pure in keys[index].values()) >= 2]
    down = Counter(blocks[index].cells[position].column for index in indexes for position in keys[index])
    if not across or len(across) * 2 > len(indexes) or max(down.values()) > len(across):
        return []
    passages: list[KeyedPassage] = []
    for number, index in enumerate(across):
        stop = across[number + 1] if number + 1 < len(across) else None
        below = [row for row in indexes if row > index and (stop is None or row < stop)]
        for position, (key, _) in keys[index].items():
            column = blocks[index].cells[position].column
            pieces = [(row, at) for row in below for at, cell in enumerate(blocks[row].cells) if covers(cell, column)]
            passages.append(KeyedPassage(key, tuple(pieces)))
    return passages
