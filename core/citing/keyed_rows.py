"""Tables that answer criteria: which rows or columns are keyed by which codes, and which cells can hold narrative."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..averages import median
from ..model.codes import Cited, Code
from ..model.document import Block, Cell, Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import is_reference_cell, narrative_words, says_not_applicable
from ..words.vocabulary import any_of
from .openings import only_codes, opening
from .structure import is_label

MATRIX_WORDS = 8  # design: keyed rows of a median under 8 words hold marks, pages or names, not sentences
_REACH = 200  # characters within which a key cell's code stands
_LONG_KEY = 25  # words behind the code in a key cell that can only be the answer itself


class Key(NamedTuple):
    """Codes that key a row or column. block and cell: where they stand; cited: their span in the cell's text."""

    block: int
    cell: int
    cited: Cited
    prefix: bool


class KeyedPassage(NamedTuple):
    """What a key governs. pieces: (block, cell) of every cell that can hold its narrative, the key cell left out.

    matrix: the row holds marks, pages or names, so that its codes are mentions
    """

    key: Key
    pieces: tuple[tuple[int, int], ...]
    matrix: bool = False


class KeyedTable(NamedTuple):
    """The keyed rows or columns of one table.

    foreign  it numbers things of its own (equipment, a budget): its numbers are no codes
    form     each criterion has rows of its own, its answer in one of them
    """

    passages: tuple[KeyedPassage, ...]
    foreign: bool
    form: bool = False


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
    for number, indexes in rows.items():
        keyed = _table(document.blocks, indexes, inner, dated.get(number, frozenset()), standards)
        if keyed is not None:
            tables[number] = keyed
    return tables


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
    keys = {index: _keys(index, blocks[index], standards) for index in indexes}
    if not any(keys.values()):
        return None
    header = [index for index in indexes if blocks[index].header] or _header(indexes, keys)
    for index in indexes:
        keys[index] = {at: key for at, key in keys[index].items() if blocks[index].cells[at].column not in dated}
    foreign = _is_foreign(blocks, indexes, header)
    passages = _transposed(blocks, indexes, keys)
    form = [] if passages else _form(blocks, indexes, keys, header, inner)
    passages = passages or form or _by_rows(blocks, indexes, keys, header, inner)
    if not passages:
        return None
    if not form:
        passages = _with_marks(blocks, passages, standards.enough_words(""))
    return KeyedTable(tuple(passages), foreign, bool(form))


def _with_marks(blocks: Sequence[Block], passages: Sequence[KeyedPassage], enough: int) -> list[KeyedPassage]:
    """Where the rows' median is under 8 words they hold marks, but for a row that answers all the same, or says that
    the criterion does not apply."""
    texts = [[blocks[block].cells[cell].text for block, cell in one.pieces if cell >= 0] for one in passages]
    counts = [sum(map(narrative_words, cells)) for cells in texts]
    answers = [any(map(says_not_applicable, cells)) for cells in texts]
    told = [count for count, answer in zip(counts, answers, strict=True) if not answer]
    if not told or median(told) >= MATRIX_WORDS:
        return list(passages)
    return [
        one._replace(matrix=count < enough and not answer)
        for one, count, answer in zip(passages, counts, answers, strict=True)
    ]


def _keys(index: int, block: Block, standards: StandardSet) -> dict[int, tuple[Key, bool]]:
    """Per cell of a row: its key and whether the cell holds nothing else."""
    found: dict[int, tuple[Key, bool]] = {}
    grammar = standards.grammar
    recognised = block.confidence is not None
    for position, cell in enumerate(block.cells):
        text = cell.text
        if not grammar.may_hold(text, _REACH):
            continue
        pure = only_codes(text, standards, recognised=recognised)
        if pure is not None and _known(pure.codes, standards):
            found[position] = Key(index, position, pure, text[: pure.start].strip(" (") != ""), True
            continue
        titled = opening(text, standards, recognised=recognised)
        if titled and titled.label and not titled.verdict.refused and _known(titled.cited.codes, standards):
            found[position] = Key(index, position, titled.cited, titled.prefix), False
    return found


def _known(codes: Sequence[Code], standards: StandardSet) -> bool:
    return any(code in standards.criteria or standards.in_gap(code) for code in codes)


def _header(indexes: Sequence[int], keys: Mapping[int, object]) -> list[int]:
    """The first row, if it has no key of its own while later rows have."""
    first = indexes[0]
    return [first] if len(indexes) > 1 and not keys[first] else []


_DATE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)[0-9]{2}")
_SHORTEST_DATE, _LONGEST_DATE = 8, 20  # characters, with what may stand around it
_DATE_TITLE = re.compile(r"(?:^|\W)(?:dates?|deadlines?|дата|даты|срок\w*|күні|мерзім\w*)(?:\W|$)", re.IGNORECASE)


def dated_columns(document: Document) -> Mapping[int, frozenset[int]]:
    """By table its columns of dates: their heading says so, or another cell of theirs is a date with its full year."""
    found: dict[int, set[int]] = {}
    first: set[int] = set()
    for block in document.blocks:
        if block.kind is Kind.ROW:
            heading = block.header or block.table not in first
            first.add(block.table)
            for cell in block.cells:
                text = cell.text
                dated = _SHORTEST_DATE <= len(text) <= _LONGEST_DATE and _DATE.fullmatch(text.strip(" .г"))
                if dated or (heading and _DATE_TITLE.search(text)):
                    found.setdefault(block.table, set()).add(cell.column)
    return {table: frozenset(columns) for table, columns in found.items()}


def _is_foreign(blocks: Sequence[Block], indexes: Sequence[int], header: Sequence[int]) -> bool:
    shown = " \n".join(blocks[index].shown for index in header)
    if any_of("criterion").search(shown):
        return False
    before = blocks[indexes[0] - 1].shown if indexes[0] else ""
    caption = before if blocks[indexes[0] - 1].kind is Kind.CAPTION else ""
    return bool(any_of("things").search(shown) or any_of("things").search(caption))


def _transposed(
    blocks: Sequence[Block], indexes: Sequence[int], keys: Mapping[int, dict[int, tuple[Key, bool]]]
) -> list[KeyedPassage]:
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
            pieces = [(row, at) for row in below for at, cell in enumerate(blocks[row].cells) if _covers(cell, column)]
            passages.append(KeyedPassage(key, tuple(pieces)))
    return passages


def _covers(cell: Cell, column: int) -> bool:
    return cell.column <= column < cell.column + cell.span


def _form(
    blocks: Sequence[Block],
    indexes: Sequence[int],
    keys: Mapping[int, dict[int, tuple[Key, bool]]],
    header: Sequence[int],
    inner: Mapping[int, list[int]],
) -> list[KeyedPassage]:
    """A form: a row that names the criterion ("Criterion | 3.2.14"), then its answer in rows of their own
    ("Evidence | …", or across the table), until the next such row."""
    rows = [index for index in indexes if index not in header or keys[index]]
    opens = [index for index in rows if keys[index]]
    if any(_beside(blocks[index], keys[index]) >= MATRIX_WORDS for index in opens):
        return []
    answers = [index for index in rows if index > opens[0] and not keys[index]] if opens else []
    if len(answers) < len(opens) or sum(_beside(blocks[index], {}) for index in answers) < MATRIX_WORDS:
        return []
    passages = []
    for number, index in enumerate(opens):
        stop = opens[number + 1] if number + 1 < len(opens) else rows[-1] + 1
        pieces: list[tuple[int, int]] = []
        for row in (answer for answer in answers if index < answer < stop):
            pieces += _answer(blocks, row)
            pieces += _nested(blocks, row, inner)
        key = min(keys[index].values(), key=lambda found: (not found[1], found[0].cell))[0]
        passages.append(KeyedPassage(key, tuple(pieces)))
    return passages


def _beside(block: Block, keys: Mapping[int, object]) -> int:
    """Words of a row beside its keys."""
    return sum(narrative_words(cell.text) for at, cell in enumerate(block.cells) if at not in keys)


def _answer(blocks: Sequence[Block], row: int) -> list[tuple[int, int]]:
    """The cells of a form's row that hold the answer: not the label at its left, nor a label across the table."""
    cells = blocks[row].cells
    label = cells[0].text if cells else ""
    labelled = narrative_words(label) <= MATRIX_WORDS
    if labelled and len(cells) > 1 and _is_wording_label(label):
        return []
    if len(cells) == 1:
        labelled = is_label(label) or label.rstrip().endswith(":")
    elif says_not_applicable(label):
        labelled = False
    return [
        (row, at)
        for at, cell in enumerate(cells)
        if not (at == 0 and labelled) and cell.text and not is_reference_cell(cell.text)
    ]


def _is_wording_label(label: str) -> bool:
    """«Название критерия», "Title:": the criterion's own words stand beside it."""
    return bool(_WORDING.search(any_of("criterion").sub(" ", label))) and len(label.split()) <= _LONGEST_TITLE


def _by_rows(
    blocks: Sequence[Block],
    indexes: Sequence[int],
    keys: Mapping[int, dict[int, tuple[Key, bool]]],
    header: Sequence[int],
    inner: Mapping[int, list[int]],
) -> list[KeyedPassage]:
    column = _key_column(blocks, indexes, keys, header)
    wide = max(cell.column + cell.span for index in indexes for cell in blocks[index].cells)
    quoted = _quoted_columns(blocks, header, column)
    passages: list[tuple[Key, list[tuple[int, int]]]] = []
    current: tuple[Key, list[tuple[int, int]]] | None = None
    under_spanning = False  # the last key stands in a heading row across the table: all rows below are its own
    for index in indexes:
        block = blocks[index]
        if index in header:
            continue
        spanning = len(block.cells) == 1 and wide > 1 and block.cells[0].span >= wide
        at = 0 if spanning else _cell_at(block, column)
        key = keys[index].get(at) if at is not None else None
        if key is not None:
            current = (key[0], [])
            passages.append(current)
            under_spanning = spanning
        elif spanning:
            # a heading row without a code ends what the rows above it were keyed by
            current = None if not current or not _follows(block) else current
        elif at is not None and not under_spanning and not block.cells[at].merged and not _continues(block, at):
            current = None
        if current is None:
            continue
        for position, cell in enumerate(block.cells):
            if key is not None and position == at:
                continue
            if not cell.text or is_reference_cell(cell.text) or _column_in(cell, quoted):
                continue
            if any(position in row and row[position][1] for row in (keys[index],)):
                continue
            current[1].append((index, position))
        current[1].extend(_nested(blocks, index, inner))
    alone = _answers_in_key(blocks, [key for key, _ in passages])
    return [KeyedPassage(key, tuple(pieces) or (_long_key(blocks, key) if alone else ())) for key, pieces in passages]


def _answers_in_key(blocks: Sequence[Block], keys: Sequence[Key]) -> bool:
    """The table has no place for an answer but the key cells: what stands beside them points or marks, and nothing
    is left empty (an empty cell waits for an answer, and the key cell then holds the criterion's wording)."""
    beside = [cell for key in keys for at, cell in enumerate(blocks[key.block].cells) if at != key.cell]
    return all(cell.text and narrative_words(cell.text) < MATRIX_WORDS for cell in beside if not cell.merged)


def _long_key(blocks: Sequence[Block], key: Key) -> tuple[tuple[int, int], ...]:
    """A key cell that holds the answer itself, behind its code."""
    text = blocks[key.block].cells[key.cell].text
    return ((key.block, key.cell),) if narrative_words(text[key.cited.end :]) >= _LONG_KEY else ()


def _follows(block: Block) -> bool:
    """A full-width row below a key that is text rather than a new heading."""
    return narrative_words(block.cells[0].text) >= MATRIX_WORDS


def _continues(block: Block, at: int) -> bool:
    return not re.search(r"[^\W_]", block.cells[at].text)


def _nested(blocks: Sequence[Block], row: int, inner: Mapping[int, list[int]]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for index in inner.get(row, ()):
        pieces += [(index, position) for position in range(len(blocks[index].cells))] or [(index, -1)]
        pieces += _nested(blocks, index, inner)
    return pieces


def _cell_at(block: Block, column: int) -> int | None:
    for position, cell in enumerate(block.cells):
        if _covers(cell, column):
            return position
    return None


def _column_in(cell: Cell, columns: frozenset[int]) -> bool:
    return cell.column in columns


def _key_column(
    blocks: Sequence[Block],
    indexes: Sequence[int],
    keys: Mapping[int, dict[int, tuple[Key, bool]]],
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


def _quoted_columns(blocks: Sequence[Block], header: Sequence[int], key_column: int) -> frozenset[int]:
    """Columns whose heading says that they hold the criterion's own wording, not the answer."""
    return frozenset(
        cell.column
        for index in header
        for cell in blocks[index].cells
        if cell.column != key_column and _is_wording_title(cell.text)
    )


_LONGEST_TITLE = 6  # words of a column's or row's title
_WORDING = re.compile(
    r"(?:^|\W)(?:wording|text|title|name|requirement|content|формулировк\w*|наименовани\w*|название|текст|требовани\w*|содержани\w*|"
    r"тұжырым\w*|атауы|мәтіні|талап\w*|мазмұны)(?:\W|$)",
    re.IGNORECASE,
)


def _is_wording_title(title: str) -> bool:
    if len(title.split()) > _LONGEST_TITLE:
        return False
    plain = any_of("criterion").sub("", title)
    said = any_of("criterion").search(title) is not None
    return said and (not re.search(r"[^\W\d_]", plain) or bool(_WORDING.search(title)))
