"""Whole paragraphs that a form prints, told by how the report repeats itself.

What stands in italics above each answer, or above the word "Answer", or above every empty place; options to choose
from; questions in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from ..citing.citations import Citations
from ..citing.mails import is_quoted
from ..citing.table_heads import is_wording_label
from ..model.document import Block, Document, Kind
from ..words.narrative import is_prompt
from ..words.printed import (
    asks_to_choose,
    empty_box,
    is_none_of_them,
    is_subquestion,
    opens_reply,
    option_mark,
    requests,
)

_HABIT = 2  # criteria under which something must stand alike to be the form's
_REPEATED = 12  # words of a paragraph that nobody writes twice by chance
_OPTIONS, _BOXES, _QUESTIONS = 3, 2, 2  # lines that make a list of them


Place = tuple[int, ...]  # the text behind one opening, up to the next: its paragraphs by index, the opening's own first


def printed_paragraphs(document: Document, citations: Citations) -> frozenset[int]:
    """The paragraphs behind openings that are the form's words as wholes."""
    places = list(_places(document, citations))
    blocks = document.blocks
    found: set[int] = set()
    for rule in (_in_italics, _in_quotes, _above_replies, _repeated, _above_blanks):
        found.update(rule(blocks, places))
    for place in places:
        found.update(_options(blocks, place))
        found.update(_questions(blocks, place))
    return frozenset(found)


def _places(document: Document, citations: Citations) -> Iterator[Place]:
    openings = {c.block: c for c in citations.counted if c.kind in ("heading", "lead") and c.cell is None}
    blocks = document.blocks
    for start in sorted(openings):
        own = blocks[start].kind is not Kind.HEADING and blocks[start].shown[openings[start].end :].strip(" .:–—-")
        texts = [start] if own else []
        for index in range(start + 1, len(blocks)):
            kind = blocks[index].kind
            if index in openings or kind is Kind.HEADING or index in citations.standards:
                break
            if kind in (Kind.PARAGRAPH, Kind.ITEM):
                texts.append(index)
        yield tuple(texts)


def _in_italics(blocks: Sequence[Block], places: Sequence[Place]) -> Iterator[int]:
    """In italics above what is upright, under one criterion after the other: wordings and guidance of the form.

    Where a place holds nothing but italics the form was left empty, unless more stands there than the form prints
    elsewhere; where most do, the answers are set so.
    """
    mixed, slanted, other = [], [], 0
    for place in places:
        leading = list(_leading(blocks, place))
        if leading and len(leading) < len(place):
            mixed.append(leading)
        elif leading:
            slanted.append(leading)
        else:
            other += any(blocks[index].italic for index in place)
    if len(mixed) < _HABIT or len(mixed) <= other:
        return
    fewest, most = min(map(len, mixed)), max(map(len, mixed))
    empty = [leading for leading in slanted if len(leading) <= most]
    below = [leading[:fewest] for leading in slanted if len(leading) > most]
    for some in (mixed, empty if len(empty) <= len(mixed) else (), below):
        yield from (index for leading in some for index in leading)


def _in_quotes(blocks: Sequence[Block], places: Sequence[Place]) -> Iterator[int]:
    """Questions that mails quote, above longer replies; where none stands below, the question was left open."""
    quoted = [(place, list(takewhile(lambda index: is_quoted(blocks[index]), place))) for place in places]
    quoted = [(place, asked) for place, asked in quoted if asked]
    replied = sum(_words(blocks, asked) < _words(blocks, place[len(asked) :]) for place, asked in quoted)
    if replied >= _HABIT and 2 * replied > len(quoted):
        yield from (index for _, asked in quoted for index in asked)


def _words(blocks: Sequence[Block], texts: Iterable[int]) -> int:
    return sum(blocks[index].narrative for index in texts)


def _leading(blocks: Sequence[Block], texts: Iterable[int]) -> Iterator[int]:
    return takewhile(lambda index: blocks[index].italic, texts)


def _above_replies(blocks: Sequence[Block], places: Sequence[Place]) -> Iterator[int]:
    """Above a line that opens with "Answer:", where the report's places for answers are marked so, or what stands above
    is labelled as the criterion's wording: «3.2.4. Требование: …»."""
    marked = []
    for place in places:
        at = next((number for number, index in enumerate(place) if opens_reply(blocks[index].shown)), None)
        if at is not None:
            marked.append(place[:at])
    habit = len(marked) >= _HABIT
    yield from (index for above in marked if habit or _is_wording(blocks, above) for index in above)


def _is_wording(blocks: Sequence[Block], texts: Sequence[int]) -> bool:
    """A label of the criterion's wording opens the text, behind the code."""
    label, colon, _ = blocks[texts[0]].shown.partition(":") if texts else ("", "", "")
    return bool(colon) and is_wording_label(label.rpartition(".")[2])


def _repeated(blocks: Sequence[Block], places: Sequence[Place]) -> Iterator[int]:
    """The same words first under several criteria, and once behind them a place to fill in, or a reply."""
    first: dict[str, list[Place]] = {}
    for place in places:
        if place:
            first.setdefault(" ".join(blocks[place[0]].shown.lower().split()), []).append(place)
    for words, some in first.items():
        empty = any(_to_fill_in(blocks, place[1:]) for place in some)
        if len(some) >= _HABIT and len(words.split()) >= _REPEATED and (empty or requests(words)):
            yield from (place[0] for place in some)


def _above_blanks(blocks: Sequence[Block], places: Sequence[Place]) -> Iterator[int]:
    """In quotation marks right above a line of dots: what shall be written on it."""
    for place in places:
        for above, below in pairwise(place):
            shown = blocks[above].shown.strip()
            if _QUOTED.fullmatch(shown) and blocks[below].shown.strip() and is_prompt(blocks[below].shown):
                yield above


_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]+[»”\"]\W?")


def _to_fill_in(blocks: Sequence[Block], texts: Sequence[int]) -> bool:
    return bool(texts) and (is_prompt(blocks[texts[0]].shown) or opens_reply(blocks[texts[0]].shown))


def _options(blocks: Sequence[Block], texts: Sequence[int]) -> Iterator[int]:
    """Lettered lines below a request to choose, or that end in "None of these"; lines with boxes, some empty."""
    for run in _runs(texts, {index: option_mark(blocks[index].shown) for index in texts}):
        lines = [blocks[index].shown for index in run]
        above = texts[texts.index(run[0]) - 1] if run[0] != texts[0] else None
        asked = above is not None and asks_to_choose(blocks[above].shown)
        boxes = len(run) >= _BOXES and any(map(empty_box, lines))
        if boxes or (len(run) >= _OPTIONS and (asked or is_none_of_them(lines[-1]))):
            yield from run
            if asked and above is not None:
                yield above


def _runs(texts: Sequence[int], marks: Mapping[int, str]) -> Iterator[list[int]]:
    """Lines one after the other whose marks are boxes, or letters or numbers in their order."""
    run: list[int] = []
    for index in texts:
        if run and marks[index] and _goes_on(marks[run[-1]], marks[index]):
            run.append(index)
            continue
        if run:
            yield run
        run = [index] if marks[index] else []
    if run:
        yield run


def _goes_on(before: str, mark: str) -> bool:
    if before.isdigit() and mark.isdigit():
        return int(mark) == int(before) + 1
    if before in _ROMAN and mark in _ROMAN and _ROMAN.index(mark) == _ROMAN.index(before) + 1:
        return True
    if len(before) == len(mark) == 1 and mark.isalpha() and before.isalpha():
        return 0 < ord(mark) - ord(before) <= _LETTERS_APART
    return before == mark


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_LETTERS_APART = 2  # Russian lists leave out «ё» and «й»


def _questions(blocks: Sequence[Block], texts: Sequence[int]) -> Iterator[int]:
    """A list of questions without question marks: «а) кто принимает решение; б) как часто …»."""
    marked = {index: option_mark(blocks[index].shown) or ("-" if _is_item(blocks[index]) else "") for index in texts}
    for run in _runs(texts, marked):
        told = texts.index(run[0]) and blocks[texts[texts.index(run[0]) - 1]].shown.rstrip().endswith(":")
        if len(run) >= _QUESTIONS and not told and all(is_subquestion(blocks[index].shown) for index in run):
            yield from run


def _is_item(block: Block) -> bool:
    return block.kind is Kind.ITEM
