"""Standards that are told without anything that could be better, or without any analysis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from re import DOTALL, IGNORECASE, Pattern, compile

from ...model.coverage import Coverage, Status
from ...model.document import Document, Kind
from ...model.findings import Finding
from ...model.results import SetResult
from ...words.messages import Value
from ...words.patterns import pattern
from ...words.text import words
from . import Material
from .terms import terms

_FEWEST_WORDS = 150  # of a standard's part; less says too little to be judged for itself
_FEWEST_BESIDE = 80  # where other standards show what is lacking
_ONE_BREATH = 200  # characters between what is strong and what is weak
_FEWEST_CRITERIA = 2  # answered
_LONGEST_TITLE = 8  # words of a line that is the title of a conclusion

Blocks = Sequence[int]  # indexes in Document.blocks


def without_weakness(material: Material) -> Iterator[Finding]:
    """A standard that sums up no weakness where others do; where none does, all of them, once."""
    if _of_all(material.document):
        return
    for found in _main_sets(material):
        ranges = _ranges(material.document, found.coverage)
        summed = tuple(sorted(n for n, blocks in ranges.items() if _sums_up(material.document, blocks)))
        fewest = _FEWEST_BESIDE if summed else _FEWEST_WORDS
        without = [
            number
            for number, blocks in ranges.items()
            if number not in summed and _holds(material.document, blocks, fewest)
        ]
        if len(summed) == 1 < len(ranges) and summed[0] == max(ranges, key=lambda number: ranges[number][-1]):
            continue  # it stands at the end, so it may be said of the whole report
        if not summed and without:
            first = ranges[without[0]]
            yield _weak(material, found.coverage, tuple(sorted(without)), first, ())
        for number in without if summed else ():
            yield _weak(material, found.coverage, (number,), ranges[number], summed)


def without_analysis(material: Material) -> Iterator[Finding]:
    """A standard in whose whole text no word compares, explains, measures or concludes."""
    for found in _main_sets(material):
        for number, blocks in _ranges(material.document, found.coverage).items():
            if _holds(material.document, blocks, _FEWEST_WORDS) and not _says(material.document, blocks, "analytic"):
                arguments = {"standard": number}
                place = material.place(blocks[0])
                yield Finding("standard-without-analysis", "info", place, found.coverage.set.id, None, arguments)


def _main_sets(material: Material) -> Iterator[SetResult]:
    """Without sets that ride on another one: their parts are read into it and have no chapters of their own."""
    return (found for found in material.sets if found.coverage.set.extends is None)


def _weak(
    material: Material, coverage: Coverage, numbers: tuple[str, ...], blocks: Blocks, others: tuple[str, ...]
) -> Finding:
    arguments: dict[str, Value] = {"numbers": numbers, "others": others}
    place = material.place(blocks[0])
    return Finding("standard-without-weakness", "info", place, coverage.set.id, None, arguments)


def _says(document: Document, blocks: Blocks, meaning: str) -> bool:
    return any(terms(meaning).search(document.blocks[index].shown) for index in blocks)


def _sums_up(document: Document, blocks: Blocks) -> bool:
    """By a heading or label of its own, by what is strong and what is weak in one breath, or by a conclusion."""
    sums_up, strong, plan = terms("sums_up"), terms("strong"), terms("plan")
    texts = ((text := document.blocks[index].shown, text.lower()) for index in blocks)
    return any(
        sums_up.search(text, low)
        or (strong.search(text, low) and _both().search(text))
        or plan.match(text.lstrip("*-–• "))
        for text, low in texts
    ) or any(_concludes(document, blocks, number) for number in range(len(blocks)))


def _concludes(document: Document, blocks: Blocks, number: int) -> bool:
    """A paragraph that opens as a conclusion and owns up to something, or a short title above such text."""
    opening = document.blocks[blocks[number]]
    text = opening.shown
    if not (terms("concludes").match(text, _before_words(text)) or terms("sums_up_all").is_whole(text)):
        return False
    if terms("weak").search(text):
        return True
    if opening.cells or words(text) > _LONGEST_TITLE:
        return False
    for index in blocks[number + 1 :]:
        if document.blocks[index].kind is Kind.HEADING:
            return False
        if terms("weak").search(document.blocks[index].shown):
            return True
    return False


_OPENING = pattern(r"[\W\d_]*")


def _before_words(text: str) -> int:
    found = _OPENING.match(text)
    return found.end() if found is not None else 0


@cache
def _both() -> Pattern[str]:
    return compile(rf"{terms('strong').pattern}.{{0,{_ONE_BREATH}}}{terms('feeble').pattern}", IGNORECASE | DOTALL)


def _holds(document: Document, blocks: Blocks, fewest: int) -> bool:
    """At least so many words."""
    count = 0
    for index in blocks:
        count += words(document.blocks[index].shown)
        if count >= fewest:
            return True
    return False


@cache
def _heads_all() -> Pattern[str]:
    return compile(rf"[\W\d_]*{terms('sums_up_all').pattern}", IGNORECASE)


def _of_all(document: Document) -> bool:
    """A part of its own, under no standard, sums up the weaknesses of the whole report."""
    blocks = document.blocks
    return any(
        _heads_all().match(blocks[section.heading].text)
        and not any(terms("standard").search(heading) for heading in document.heading_path(section.heading)[:-1])
        and _says(document, range(section.start, section.end), "weak")
        for section in document.sections
        if section.heading is not None
    )


def _ranges(document: Document, coverage: Coverage) -> Mapping[str, Blocks]:
    """By standard the blocks from its first answer to the next standard's: what sums it up stands behind its answers.

    Only standards with enough criteria answered. A standard that is answered in several places has all their blocks.
    """
    answered: dict[str, int] = {}
    for one in coverage.criteria:
        if one.status is Status.ADDRESSED:
            answered[one.criterion.standard] = answered.get(one.criterion.standard, 0) + 1
    of = {one.criterion.code: one.criterion.standard for one in coverage.criteria}
    starts = sorted(
        {(passage.first, of[code]) for passage in coverage.passages for code in passage.codes if code in of}
    )
    found: dict[str, list[int]] = {}
    ends = [*(start for start, _ in starts[1:]), len(document.blocks)]
    for (start, standard), end in zip(starts, ends, strict=False):
        kept = (index for index in range(start, end) if document.blocks[index].kind is not Kind.CONTENTS)
        found.setdefault(standard, []).extend(kept)
    return {
        number: blocks for number, blocks in found.items() if answered.get(number, 0) >= _FEWEST_CRITERIA and blocks
    }
