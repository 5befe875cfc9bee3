"""Criteria named by their place in the standard: "Criterion 7" under the heading of standard 2, «Третий критерий»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..model.codes import Code
from ..model.coverage import OF_ITS_OWN, Citation
from ..model.document import Block, Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import narrative_words
from ..words.numbers import ROMAN, any_ordinal, place
from ..words.vocabulary import NUMBERS, alternatives, hints, spelled
from ..words.vocabulary import words as vocabulary
from .titles import StandardHeading

_FEWEST = 3  # texts of a section that open so: from here on it is how its author counts
_SECTIONS = (
    2  # that name criteria so, for one out of order: then the report is written so, and it is no list of its own
)
_ANSWERED = 0.5  # of the texts that open so out of order, at least, with a sentence or more behind: no list of names
_SENTENCE = 12  # words of it
_HEAD = 12  # characters before the word for criterion in an opening, or before the numbers in front of that word
_REACH = 120  # characters within which the word stands, however many numbers are in front of it
_TEXTS = (Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM)


class _Named(NamedTuple):
    """numbers: of the criteria in their standard; start, end: where the text names them; ranged: as "5–7"."""

    numbers: tuple[int, ...]
    start: int
    end: int
    ranged: bool


class _Section(NamedTuple):
    """A standard's section. texts: its blocks; opened: those that open with last numbers; codes: by these; rises: the
    numbers do; else they are the report's own order."""

    standard: str
    texts: tuple[int, ...]
    opened: Mapping[int, _Named]
    codes: Mapping[int, Code]
    rises: bool


def with_last_numbers(
    document: Document, standards: StandardSet, headings: Mapping[int, StandardHeading], found: Sequence[Citation]
) -> list[Citation]:
    """The citations with those by the last number alone, in sections of standards that write hardly any whole code."""
    if not standards.grammar.numeric:
        return list(found)
    sections = list(_sections(document, standards, headings, found))
    habit = len({one.standard for one in sections}) >= _SECTIONS
    added = [cited for one in sections if one.rises or habit for cited in _of_section(document, one)]
    return sorted([*found, *added], key=lambda one: one.block) if added else list(found)


def by_last_number(standards: StandardSet, standard: str) -> Mapping[int, Code]:
    """The codes of a standard by their last number, those whose last number two have left out."""
    codes = [code for code, criterion in standards.criteria.items() if criterion.standard == standard]
    lasts = [code.parts[-1] for code in codes]
    return {code.parts[-1]: code for code in codes if lasts.count(code.parts[-1]) == 1}


def _sections(
    document: Document, standards: StandardSet, headings: Mapping[int, StandardHeading], found: Sequence[Citation]
) -> Iterator[_Section]:
    """The sections of standards in which texts open with last numbers, and hardly any with a whole code."""
    for start, end in pairwise([*sorted(headings), len(document.blocks)]):
        codes = by_last_number(standards, headings[start].number)
        placed = {one.codes for one in found if start <= one.block < end and one.kind in OF_ITS_OWN and not one.refused}
        if not codes or len(placed) >= _FEWEST:
            continue
        texts = tuple(at for at in range(start + 1, end) if document.blocks[at].kind in _TEXTS)
        opened = {at: named for at in texts if (named := _opening(document.blocks[at])) is not None}
        numbers = [number for named in opened.values() for number in named.numbers]
        if len(opened) < _FEWEST or not set(numbers) <= set(codes):
            continue
        if numbers == sorted(set(numbers)):
            yield _Section(headings[start].number, texts, opened, codes, True)
        elif (labels := _labels(document, opened)) and _answer(document, labels):
            yield _Section(headings[start].number, texts, labels, codes, False)


def _labels(document: Document, opened: Mapping[int, _Named]) -> Mapping[int, _Named]:
    """Of the openings those that stand as labels ("Criterion 7. …", «По критерию 7: …»), where these name no criterion
    twice."""
    labels = {at: one for at, one in opened.items() if _is_label(document.blocks[at].shown, one)}
    numbers = [number for one in labels.values() for number in one.numbers]
    return labels if len(labels) >= _FEWEST and len(numbers) == len(set(numbers)) else {}


def _is_label(shown: str, named: _Named) -> bool:
    return _before().fullmatch(shown, 0, named.start) is not None and _BEHIND.match(shown, named.end) is not None


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"[\W\d]*(?:{alternatives(vocabulary('preposition'))}\s+)?", re.IGNORECASE)


_BEHIND = re.compile(r"\s*(?:[.:–—]|$|\n)")


def _answer(document: Document, labels: Mapping[int, _Named]) -> bool:
    """Most of them have a sentence behind the label, or a text below the heading."""
    answered = 0
    for at, named in labels.items():
        block, below = document.blocks[at], document.blocks[at + 1 : at + 2]
        text = below[0].shown if block.kind is Kind.HEADING and below else block.shown[named.end :]
        answered += narrative_words(text) >= _SENTENCE
    return answered >= _ANSWERED * len(labels)


def _of_section(document: Document, section: _Section) -> Iterator[Citation]:
    codes = section.codes
    for at, named in section.opened.items():
        kind = "heading" if document.blocks[at].kind is Kind.HEADING else "lead"
        own = tuple(codes[number] for number in named.numbers)
        yield Citation(kind, at, own, named.start, named.end, None, True, "", (), named.end)
    for at in section.texts:
        opened = section.opened.get(at)
        for named in _in_text(document.blocks[at].shown, opened.end if opened else 0):
            known = tuple(codes[number] for number in named.numbers if number in codes)
            if known:
                yield Citation("range" if named.ranged else "inline", at, known, named.start, named.end, None, True)


def _opening(block: Block) -> _Named | None:
    """What a text opens with: "Criterion 7.", «По критерию 10.», «Критерии 5 и 6», «7-критерий», «Третий критерий»."""
    shown = block.shown
    low = shown[:_REACH].lower()
    if not any(map(low.__contains__, hints("criterion", "requirement"))):
        return None
    matches = (_pattern().match(shown, at) for at in range(min(_HEAD, len(shown)) + 1))
    return next((_named(match) for match in matches if match is not None), None)


def _in_text(shown: str, start: int) -> Iterator[_Named]:
    return map(_named, _pattern().finditer(shown, start))


def _named(match: re.Match[str]) -> _Named:
    written = match["behind"] or match["before"] or match["word"] or match["worded"]
    first, *others = _numbers(written)
    ranged = _TO.search(written) is not None
    if ranged and len(others) == 1 and first < others[0]:
        numbers: tuple[int, ...] = tuple(range(first, others[0] + 1))
    else:
        numbers = tuple(dict.fromkeys((first, *others)))
    return _Named(numbers, match.start(), match.end(), ranged)


_TO = re.compile(rf"[–—-]|(?<!\w){spelled(NUMBERS.words('to'))}(?!\w)")


def _numbers(written: str) -> Iterator[int]:
    """Digits, Roman numerals and ordinals, in their order."""
    for match in re.finditer(rf"[0-9]+|{ROMAN}|{any_ordinal()}", written, re.IGNORECASE):
        yield place(match[0])


@cache
def _pattern() -> re.Pattern[str]:
    word = alternatives([*vocabulary("criterion"), *vocabulary("requirement")])
    number = rf"(?:(?<![0-9.,])[0-9]{{1,2}}(?![0-9]|\.[0-9]|\s?%)|{ROMAN})"
    joining = [word for meaning in ("and", "and_with", "to") for word in NUMBERS.words(meaning)]
    joint = rf"\s*(?:,|[–—-]|(?<!\w){spelled(joining)}(?!\w))\s*"
    ordinal = any_ordinal()
    return re.compile(
        rf"{word}\s*(?:№\s*)?(?P<behind>{number}(?:{joint}{number})*)"
        rf"|(?P<before>{number}(?:{joint}{number})*)\s?[–-]\s?{word}"
        rf"|{word}\s+(?:from\s+|с\s+|со\s+)?(?P<word>{ordinal}(?:{joint}{ordinal})*)"
        rf"|(?P<worded>{ordinal}(?:{joint}{ordinal})*)\s+{word}",
        re.IGNORECASE,
    )
