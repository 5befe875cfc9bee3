"""The codes of a table's cells that can key a row or column, and what such a key governs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..model.codes import Cited, Code
from ..model.document import Block, Cell
from ..model.standards import StandardSet
from ..words.narrative import narrative_words
from ..words.patterns import pattern
from ..words.vocabulary import NUMBERS, spelled
from .codes_behind import closes_title
from .codes_in_text import only_codes
from .lookalikes import numbered_order
from .openings import opening
from .typed_codes import only_part, shifted

MATRIX_WORDS = 8  # design: keyed rows of a median under 8 words hold marks, pages or names, not sentences
_REACH = 200  # characters within which a key cell's code stands
OWN_SHARE = 2  # an answer holds at least this part (a half) of the words needed by itself; names of papers add to it


class Key(NamedTuple):
    """Codes that key a row or column. block and cell: where they stand; cited: their span in the cell's text.

    rebuilt: a line's end parts the digits of one of their numbers
    """

    block: int
    cell: int
    cited: Cited
    prefix: bool
    rebuilt: bool = False


Keys = dict[int, tuple[Key, bool]]  # of one row: by cell its key, and whether the cell holds nothing else


class KeyedPassage(NamedTuple):
    """What a key governs. pieces: (block, cell) of every cell that can hold its narrative, the key cell left out.

    matrix: the row holds marks, pages or names, so that its codes are mentions
    """

    key: Key
    pieces: tuple[tuple[int, int], ...]
    matrix: bool = False


def keys_of(index: int, block: Block, standards: StandardSet) -> Keys:
    """Per cell of a row: its key and whether the cell holds nothing else."""
    found: Keys = {}
    grammar = standards.grammar
    recognised = block.confidence is not None
    for position, cell in enumerate(block.cells) if grammar.may_hold(block.shown) else ():
        text = cell.text
        if not grammar.may_hold(text, _REACH):
            continue
        pure = only_codes(text, standards, recognised=recognised) or only_part(text, standards)
        if pure is not None and numbered_order(text, pure):
            continue
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


_NEXT_LINE = pattern(r"\n")
_NEXT_ONE = pattern(rf"\n|[;/•|]\s+(?=\S{{0,20}}?[0-9])|(?:[,.]|\s{spelled(NUMBERS.words('and'))})\s+(?=[0-9])")


def _with_further_lines(text: str, cited: Cited, standards: StandardSet) -> Cited:
    """The codes of a key cell that names several criteria, each with its wording on a line of its own, or behind a
    semicolon: "5.2.5 Help; 5.2.6 Growth"."""
    codes, written, end = list(cited.codes), list(cited.written), cited.end
    while further := _right_behind(text, end, standards):  # "4.2.12 4.2.13 Motivation; ethics"
        codes += further.codes
        written += further.written
        end = further.end
    for begins in (_NEXT_ONE if len(text) <= _REACH else _NEXT_LINE).finditer(text, end):
        offset = begins.end()
        line = text[offset:].partition("\n")[0]
        titled = opening(line, standards)
        if titled and titled.label and not titled.verdict.refused and _known(titled.cited.codes, standards):
            codes += titled.cited.codes
            written += [(code, start + offset, stop + offset) for code, start, stop in titled.cited.written]
            end = titled.cited.end + offset
    return Cited(cited.start, end, tuple(dict.fromkeys(codes)), cited.ranged, tuple(written))


def _right_behind(text: str, end: int, standards: StandardSet) -> Cited | None:
    """A code with nothing but blanks between it and the one before."""
    gap = _BLANKS.match(text, end)
    following = opening(text[gap.end() :], standards) if gap else None
    if gap is None or following is None or following.cited.start or following.verdict.refused:
        return None
    return shifted(following.cited, gap.end()) if _known(following.cited.codes, standards) else None


_BLANKS = pattern(r"[.)]?[ \u00a0]+(?=[\w])")


def keys_behind_titles(blocks: Sequence[Block], indexes: Sequence[int], standards: StandardSet) -> Mapping[int, Keys]:
    """The keys of a table whose rows begin with a title and its code ("Feedback, 7.2.1"): in every row but the first,
    which may name the columns, and rising."""
    found: dict[int, Keys] = {index: {} for index in indexes}
    for index in indexes:
        cells = blocks[index].cells
        cited = closes_title(cells[0].text, standards) if len(cells) > 1 else None
        if cited is not None:
            found[index] = {0: (Key(index, 0, cited, False), False)}
    codes = [key.cited.codes for keys in found.values() for key, _ in keys.values()]
    rising = all(above[-1] < below[0] for above, below in pairwise(codes))
    every = all(found[index] for index in indexes[1:])
    return found if rising and every and len(codes) >= _TITLED_ROWS else {}


_TITLED_ROWS = 2


def _known(codes: Sequence[Code], standards: StandardSet) -> bool:
    return any(code in standards.criteria or standards.in_gap(code) for code in codes)


def covers(cell: Cell, column: int) -> bool:
    return cell.column <= column < cell.column + cell.span


_SENTENCES = 3  # of an answer that stands in the cell of its code; a wording has fewer
_SENTENCE = re.compile(r"[\w%)»”\"]{2}[.!?…](?=\s|$)")


def is_told(text: str, enough: int) -> bool:
    """What stands behind the code in its cell is long enough for an answer, in several sentences: no wording."""
    return narrative_words(text) >= enough and len(_SENTENCE.findall(text)) >= _SENTENCES


def words_beside(block: Block, keys: Mapping[int, object]) -> int:
    """Words of a row beside its keys."""
    return sum(words for at, words in enumerate(block.narratives) if at not in keys)


def continues(block: Block, at: int) -> bool:
    return not re.search(r"[^\W_]", block.cells[at].text)


def nested(blocks: Sequence[Block], row: int, inner: Mapping[int, list[int]]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for index in inner.get(row, ()):
        pieces += [(index, position) for position in range(len(blocks[index].cells))] or [(index, -1)]
        pieces += nested(blocks, index, inner)
    return pieces
