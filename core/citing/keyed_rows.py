"""Tables that answer criteria: which rows or columns are keyed by which codes, and which cells can hold narrative."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..averages import median
from ..model.codes import Cited, Code
from ..model.document import Block, Cell, Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import is_reference_cell, names_papers, narrative_words, says_not_applicable
from ..words.vocabulary import any_of
from .openings import only_codes, only_part, opening
from .structure import is_label
from .table_heads import (
    answers_nothing,
    evidence_columns,
    heading_rows,
    is_answer_label,
    is_evidence_label,
    is_foreign,
    is_wording_label,
    quoted_columns,
)

MATRIX_WORDS = 8  # design: keyed rows of a median under 8 words hold marks, pages or names, not sentences
_REACH = 200  # characters within which a key cell's code stands
_OWN_SHARE = 2  # an answer holds at least this part (a half) of the words needed by itself; names of papers add to it
_BETWEEN = 30  # words of a footnote or page number between two halves of a table that runs over a page
_PROSE = 40  # characters of a cell from which on it holds sentences
_LONG_KEY = 25  # words behind the code in a key cell that can only be the answer itself


class Key(NamedTuple):
    """Codes that key a row or column. block and cell: where they stand; cited: their span in the cell's text.

    rebuilt: a line's end parts the digits of one of their numbers
    """

    block: int
    cell: int
    cited: Cited
    prefix: bool
    rebuilt: bool = False


_Keys = dict[int, tuple[Key, bool]]  # of one row: by cell its key, and whether the cell holds nothing else


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
        if not _continues(block, 0):
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
    keys = {index: _keys(index, blocks[index], standards) for index in indexes}
    if not any(keys.values()):
        return None
    header = heading_rows(blocks, indexes, keys)
    for index in indexes:
        keys[index] = {at: key for at, key in keys[index].items() if blocks[index].cells[at].column not in dated}
    foreign = is_foreign(blocks, indexes, header)
    passages = _transposed(blocks, indexes, keys) or _parallel(blocks, indexes, keys, inner)
    enough = standards.enough_words("")
    form = [] if passages else _form(blocks, indexes, keys, header, inner, enough)
    passages = passages or form or _ByRows(blocks, indexes, keys, header, inner, enough).passages()
    if not passages:
        return None
    silent = answers_nothing(blocks, indexes, header)
    if silent:
        passages = [one._replace(matrix=True) for one in passages]
    elif not form:
        passages = _with_marks(blocks, passages, enough)
    first = min(passage.key.block for passage in passages)
    before = tuple(index for index in indexes if index < first and index not in header)
    return KeyedTable(tuple(passages), foreign, bool(form), silent, before)


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


def _keys(index: int, block: Block, standards: StandardSet) -> _Keys:
    """Per cell of a row: its key and whether the cell holds nothing else."""
    found: _Keys = {}
    grammar = standards.grammar
    recognised = block.confidence is not None
    for position, cell in enumerate(block.cells):
        text = cell.text
        if not grammar.may_hold(text, _REACH):
            continue
        pure = only_codes(text, standards, recognised=recognised) or only_part(text, standards)
        if pure is not None and _known(pure.codes, standards):
            rebuilt = _PARTED.search(text) is not None and len(pure.written) == 1
            found[position] = Key(index, position, pure, text[: pure.start].strip(" (") != "", rebuilt), True
            continue
        broken = _with_broken_word(text, standards)
        if broken is not None:
            found[position] = Key(index, position, broken, True), True
            continue
        titled = opening(text, standards, recognised=recognised)
        if titled and titled.label and not titled.verdict.refused and _known(titled.cited.codes, standards):
            cited = _with_further_lines(text, titled.cited, standards)
            found[position] = Key(index, position, cited, titled.prefix), False
    return found


_PARTED = re.compile(r"[0-9]\n[0-9]")
_LONGEST_BROKEN = 60  # characters of a cell of a narrow column
_BROKEN = re.compile(r"(?<=[^\W\d_])\s(?=[^\W\d_]{1,4}(?:\s|$))")


def _with_broken_word(text: str, standards: StandardSet) -> Cited | None:
    """The codes of a cell in which a line's end broke the word beside them: "Criteri on 5.2.1"."""
    if len(text) > _LONGEST_BROKEN or not (whole := _BROKEN.sub("", text)) or whole == text:
        return None
    every = list(standards.grammar.find(text))
    if not every or only_codes(whole, standards) is None:
        return None
    codes = tuple(dict.fromkeys(code for cited in every for code in cited.codes))
    written = tuple(item for cited in every for item in cited.written)
    if not _known(codes, standards):
        return None
    return Cited(every[0].start, every[-1].end, codes, any(cited.ranged for cited in every), written)


def _with_further_lines(text: str, cited: Cited, standards: StandardSet) -> Cited:
    """The codes of a key cell that names several criteria, each with its wording on a line of its own."""
    codes, written, end = list(cited.codes), list(cited.written), cited.end
    offset = 0
    for line in text.split("\n"):
        titled = opening(line, standards) if offset > cited.start else None
        if titled and titled.label and not titled.verdict.refused and _known(titled.cited.codes, standards):
            codes += titled.cited.codes
            written += [(code, start + offset, stop + offset) for code, start, stop in titled.cited.written]
            end = titled.cited.end + offset
        offset += len(line) + 1
    return Cited(cited.start, end, tuple(dict.fromkeys(codes)), cited.ranged, tuple(written))


def _known(codes: Sequence[Code], standards: StandardSet) -> bool:
    return any(code in standards.criteria or standards.in_gap(code) for code in codes)


def _parallel(
    blocks: Sequence[Block], indexes: Sequence[int], keys: Mapping[int, _Keys], inner: Mapping[int, list[int]]
) -> list[KeyedPassage]:
    """A bilingual table: each cell opens with the code and answers it, in its own language; all cells count."""
    keyed = [index for index in indexes if keys[index]]
    twice = [index for index in keyed if len(keys[index]) > 1 and _same_codes(keys[index])]
    if not twice or any(pure for index in keyed for _, pure in keys[index].values()):
        return []
    if any(_beside(blocks[index], keys[index]) for index in twice):
        return []
    passages = []
    for index in keyed:
        key = min(keys[index].values(), key=lambda found: found[0].cell)[0]
        pieces = [(index, at) for at, cell in enumerate(blocks[index].cells) if cell.text]
        passages.append(KeyedPassage(key, (*pieces, *_nested(blocks, index, inner))))
    return passages


def _same_codes(keys: _Keys) -> bool:
    return len({key.cited.codes for key, _ in keys.values()}) == 1


def _transposed(blocks: Sequence[Block], indexes: Sequence[int], keys: Mapping[int, _Keys]) -> list[KeyedPassage]:
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
    keys: Mapping[int, _Keys],
    header: Sequence[int],
    inner: Mapping[int, list[int]],
    enough: int,
) -> list[KeyedPassage]:
    """A form: a row that names the criterion ("Criterion | 3.2.14"), then its answer in rows of their own
    ("Evidence | …", or across the table), until the next such row."""
    rows = [index for index in indexes if index not in header or keys[index]]
    opens = [index for index in rows if keys[index]]
    if any(_beside(blocks[index], keys[index]) >= MATRIX_WORDS for index in opens):
        return []
    answers = [index for index in rows if index > opens[0] and not keys[index]] if opens else []
    answered = sum(_beside(blocks[index], {}) for index in answers)
    if len(answers) < len(opens) or answered < max(
        MATRIX_WORDS, sum(_in_key(blocks[index], keys[index]) for index in opens)
    ):
        return []
    passages = []
    for number, index in enumerate(opens):
        stop = opens[number + 1] if number + 1 < len(opens) else rows[-1] + 1
        own = [answer for answer in answers if index < answer < stop]
        pieces = [piece for row in _without_papers(blocks, own, enough) for piece in _answer(blocks, row)]
        pieces += [piece for row in own for piece in _nested(blocks, row, inner)]
        key = min(keys[index].values(), key=lambda found: (not found[1], found[0].cell))[0]
        passages.append(KeyedPassage(key, tuple(pieces)))
    return passages


def _without_papers(blocks: Sequence[Block], rows: Sequence[int], enough: int) -> list[int]:
    """The rows of a form's criterion without lists of papers, where little is written in the row of the answer."""
    labels = {row: blocks[row].cells[0].text for row in rows if blocks[row].cells}
    answer = [row for row, label in labels.items() if is_answer_label(label)]
    words = sum(_beside(blocks[row], {0: None}) for row in answer)
    if not answer or words * _OWN_SHARE >= enough:
        return list(rows)
    return [
        row
        for row in rows
        if not is_evidence_label(labels.get(row, ""))
        or not any(names_papers(cell.text) for cell in blocks[row].cells[1:])
    ]


def _beside(block: Block, keys: Mapping[int, object]) -> int:
    """Words of a row beside its keys."""
    return sum(narrative_words(cell.text) for at, cell in enumerate(block.cells) if at not in keys)


def _in_key(block: Block, keys: _Keys) -> int:
    """Words of a row's key cells behind the line that names the criterion."""
    texts = (block.cells[at].text[key.cited.end :].partition("\n")[2] for at, (key, _) in keys.items())
    return sum(map(narrative_words, texts))


def _answer(blocks: Sequence[Block], row: int) -> list[tuple[int, int]]:
    """The cells of a form's row that hold the answer: not the label at its left, nor a label across the table."""
    cells = blocks[row].cells
    label = cells[0].text if cells else ""
    labelled = narrative_words(label) <= MATRIX_WORDS
    if labelled and len(cells) > 1 and is_wording_label(label):
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


class _ByRows:
    """A table whose rows are keyed by the codes of one column."""

    def __init__(
        self,
        blocks: Sequence[Block],
        indexes: Sequence[int],
        keys: Mapping[int, _Keys],
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
        return any(
            len(texts.get(column, "")) > _PROSE and texts[column][-1].isalnum() and text[:1].islower()
            for column, text in following
        )

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
        elif at is not None and not self.under_spanning and not block.cells[at].merged and not _continues(block, at):
            self.open = False
        if self.open:
            keyed = at if key is not None else None
            self.found[-1][1].extend(self._answers(index, block, keyed))
            self.found[-1][1].extend(_nested(self.blocks, index, self.inner))
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
            return own if alone else ()
        across = self._spans(self.blocks[key.block]) and "\n" in text.strip()
        if not own or not across:
            return tuple(pieces)
        beside = sum(narrative_words(self.blocks[block].cells[cell].text) for block, cell in pieces if cell >= 0)
        return (*own, *pieces) if narrative_words(text) > beside else tuple(pieces)

    def _without_papers(self, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Names of papers in a column of their own make no answer where little is written beside them."""
        if not self.papers:
            return pieces
        own = [piece for piece in pieces if self.blocks[piece[0]].cells[piece[1]].column not in self.papers]
        words = sum(narrative_words(self.blocks[block].cells[cell].text) for block, cell in own)
        return pieces if words * _OWN_SHARE >= self.enough else own


def _answers_in_key(blocks: Sequence[Block], keys: Sequence[Key]) -> bool:
    """The table has no place for an answer but the key cells: what stands beside them points or marks, and nothing
    is left empty (an empty cell waits for an answer, and the key cell then holds the criterion's wording)."""
    beside = [cell for key in keys for at, cell in enumerate(blocks[key.block].cells) if at != key.cell]
    return all(cell.text and narrative_words(cell.text) < MATRIX_WORDS for cell in beside if not cell.merged)


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


def _key_column(
    blocks: Sequence[Block],
    indexes: Sequence[int],
    keys: Mapping[int, _Keys],
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
