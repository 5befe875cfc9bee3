"""Forms: a row that names the criterion, then its answer in rows of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..model.document import Block
from ..words.narrative import is_reference_cell, narrative_words, says_not_applicable
from .keys import MATRIX_WORDS, OWN_SHARE, KeyedPassage, Keys, is_told, nested, words_beside
from .labels import is_label
from .table_heads import (
    files_papers,
    is_answer_label,
    is_wording_label,
)


def form_passages(
    blocks: Sequence[Block],
    indexes: Sequence[int],
    keys: Mapping[int, Keys],
    header: Sequence[int],
    inner: Mapping[int, list[int]],
    enough: int,
) -> list[KeyedPassage]:
    """A form: a row that names the criterion ("Criterion | 3.2.14"), then its answer in rows of their own
    ("Evidence | …", or across the table), until the next such row; or these rows first, and the criterion last."""
    rows = [index for index in indexes if index not in header or keys[index]]
    opens = [index for index in rows if keys[index]]
    if any(words_beside(blocks[index], keys[index]) >= MATRIX_WORDS for index in opens):
        return []
    if any(
        is_told(blocks[index].cells[at].text[key.cited.end :], enough)
        for index in opens
        for at, (key, _) in keys[index].items()
    ):
        return []  # each names its criterion and answers it in one cell
    closes = bool(opens) and _ends_with_its_key(blocks, indexes, opens)
    answers = [index for index in rows if (closes or index > opens[0]) and not keys[index]] if opens else []
    answered = sum(words_beside(blocks[index], {}) for index in answers)
    if len(answers) < len(opens) or answered < max(
        MATRIX_WORDS, sum(_in_key(blocks[index], keys[index]) for index in opens)
    ):
        return []
    passages = []
    bounds = [indexes[0] - 1, *opens] if closes else [*opens, rows[-1] + 1]
    for index, (above, below) in zip(opens, pairwise(bounds), strict=True):
        own = [answer for answer in answers if above < answer < below]
        pieces = [piece for row in _without_papers(blocks, own, enough) for piece in _answer(blocks, row)]
        pieces += [piece for row in own for piece in nested(blocks, row, inner)]
        key = min(keys[index].values(), key=lambda found: (not found[1], found[0].cell))[0]
        passages.append(KeyedPassage(key, tuple(pieces)))
    return passages


def _ends_with_its_key(blocks: Sequence[Block], indexes: Sequence[int], opens: Sequence[int]) -> bool:
    """The first row is labelled as the criterion's wording, and the last one names the criterion."""
    first = blocks[indexes[0]].cells
    return opens[-1] == indexes[-1] and indexes[0] not in opens and len(first) > 1 and is_wording_label(first[0].text)


def _without_papers(blocks: Sequence[Block], rows: Sequence[int], enough: int) -> list[int]:
    """The rows of a form's criterion without lists of papers, where little is written in the row of the answer."""
    labels = {row: blocks[row].cells[0].text for row in rows if blocks[row].cells}
    answer = [row for row, label in labels.items() if is_answer_label(label)]
    words = sum(words_beside(blocks[row], {0: None}) for row in answer)
    if not answer or words * OWN_SHARE >= enough:
        return list(rows)
    return [row for row in rows if not files_papers(blocks[row])]


def _in_key(block: Block, keys: Keys) -> int:
    """Words of a row's key cells behind the line that names the criterion."""
    texts = (block.cells[at].text[key.cited.end :].partition("\n")[2] for at, (key, _) in keys.items())
    return sum(map(narrative_words, texts))


def _answer(blocks: Sequence[Block], row: int) -> list[tuple[int, int]]:
    """The cells of a form's row that hold the answer: not the label at its left, nor a label across the table."""
    cells = blocks[row].cells
    label = cells[0].text if cells else ""
    labelled = not cells or blocks[row].narratives[0] <= MATRIX_WORDS
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
