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
from ..words.vocabulary import alternatives, in_order
from ..words.vocabulary import words as vocabulary
from .titles import StandardHeading

_FEWEST = 3  # texts of a section that open so: from here on it is how its author counts
_HEAD = 12  # characters before the word for criterion in an opening
_TEXTS = (Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM)


class _Named(NamedTuple):
    """numbers: of the criteria in their standard; start, end: where the text names them; ranged: as "5–7"."""

    numbers: tuple[int, ...]
    start: int
    end: int
    ranged: bool


def with_last_numbers(
    document: Document, standards: StandardSet, headings: Mapping[int, StandardHeading], found: Sequence[Citation]
) -> list[Citation]:
    """The citations with those by the last number alone, in sections of standards that write hardly any whole code."""
    if not standards.grammar.numeric:
        return list(found)
    added: list[Citation] = []
    bounds = [*sorted(headings), len(document.blocks)]
    for start, end in pairwise(bounds):
        codes = _by_last_number(standards, headings[start].number)
        placed = {one.codes for one in found if start <= one.block < end and one.kind in OF_ITS_OWN and not one.refused}
        if codes and len(placed) < _FEWEST:
            added += _of_section(document, range(start + 1, end), codes)
    return sorted([*found, *added], key=lambda one: one.block) if added else list(found)


def _by_last_number(standards: StandardSet, standard: str) -> Mapping[int, Code]:
    """The codes of a standard by their last number, those whose last number two have left out."""
    codes = [code for code, criterion in standards.criteria.items() if criterion.standard == standard]
    lasts = [code.parts[-1] for code in codes]
    return {code.parts[-1]: code for code in codes if lasts.count(code.parts[-1]) == 1}


def _of_section(document: Document, section: range, codes: Mapping[int, Code]) -> Iterator[Citation]:
    texts = [(at, document.blocks[at]) for at in section if document.blocks[at].kind in _TEXTS]
    opened = [(at, block, named) for at, block in texts if (named := _opening(block)) is not None]
    numbers = [number for _, _, named in opened for number in named.numbers]
    if len(opened) < _FEWEST or numbers != sorted(set(numbers)) or not set(numbers) <= set(codes):
        return
    for at, block, named in opened:
        kind = "heading" if block.kind is Kind.HEADING else "lead"
        own = tuple(codes[number] for number in named.numbers)
        yield Citation(kind, at, own, named.start, named.end, None, True, "", (), named.end)
    openings = {at: named.end for at, _, named in opened}
    for at, block in texts:
        for named in _in_text(block.shown, openings.get(at, 0)):
            known = tuple(codes[number] for number in named.numbers if number in codes)
            if known:
                yield Citation("range" if named.ranged else "inline", at, known, named.start, named.end, None, True)


def _opening(block: Block) -> _Named | None:
    """What a text opens with: "Criterion 7.", «По критерию 10.», «Критерии 5 и 6», «7-критерий», «Третий критерий»."""
    matches = (_pattern().match(block.shown, at) for at in range(min(_HEAD, len(block.shown)) + 1))
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


_TO = re.compile(r"[–—-]|(?<!\w)(?:to|through|по|до|дейін)(?!\w)")


def _numbers(written: str) -> Iterator[int]:
    """Digits and ordinals, in their order."""
    for match in re.finditer(rf"[0-9]+|{_any_ordinal()}", written, re.IGNORECASE):
        yield int(match[0]) if match[0].isdigit() else _ordinals()[_stem(match[0])]


def _stem(word: str) -> str:
    return next(stem for stem in _ordinals() if word.lower().startswith(stem))


@cache
def _ordinals() -> Mapping[str, int]:
    return {word.rstrip("*"): place for words in in_order("ordinals") for place, word in enumerate(words, 1)}


@cache
def _any_ordinal() -> str:
    return alternatives(vocabulary("ordinals"))


@cache
def _pattern() -> re.Pattern[str]:
    word = alternatives([*vocabulary("criterion"), *vocabulary("requirement")])
    number = r"(?<![0-9.,])[0-9]{1,2}(?![0-9]|\.[0-9]|\s?%)"
    joint = r"\s*(?:,|[–—-]|(?<!\w)(?:and|to|through|и|по|до|және|мен)(?!\w))\s*"
    ordinal = _any_ordinal()
    return re.compile(
        rf"{word}\s*(?:№\s*)?(?P<behind>{number}(?:{joint}{number})*)"
        rf"|(?P<before>{number}(?:{joint}{number})*)\s?[–-]\s?{word}"
        rf"|{word}\s+(?:from\s+|с\s+|со\s+)?(?P<word>{ordinal}(?:{joint}{ordinal})*)"
        rf"|(?P<worded>{ordinal}(?:{joint}{ordinal})*)\s+{word}",
        re.IGNORECASE,
    )
