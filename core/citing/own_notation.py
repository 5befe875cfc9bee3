"""Codes in a notation of the report's own: «С2-К14», "S2/C14", "Standard 2, criterion 14" for 2.2.14."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from ..model.codes import Code, Notation
from ..model.document import Block, Document, Kind
from ..model.standards import StandardSet
from ..words.vocabulary import alternatives
from ..words.vocabulary import words as vocabulary
from .last_numbers import by_last_number

_FEWEST = 3  # criteria so written at the edge of a text: from here on it is how its author cites, and numbers no rooms
_EDGE = 3  # characters between the code and the beginning or end of the text: "(С2-К14)."
_MOST = 0.75  # of all that is written so names criteria of the set: the rest may be contracts («С8-К2/23»)


def with_own_notation(document: Document, standards: StandardSet) -> StandardSet:
    """The set with what the report writes for its codes by the numbers of their standard and of their place in it."""
    if not standards.grammar.numeric:
        return standards
    found = [(block, match) for block in document.blocks for match in _in(block.shown)]
    every = frozenset(match.group() for _, match in found)
    codes = {written: code for written in every if (code := _code(written, standards)) is not None}
    telling = {codes.get(match.group()) for block, match in found if _at_an_edge(block, match)} - {None}
    if len(telling) < _FEWEST or len(codes) < _MOST * len(every):
        return standards
    return replace(standards, grammar=replace(standards.grammar, notation=Notation.of(codes)))


_AMID = re.compile(r"[0-9]\s?[-–./,:]?\s?[^\W\d_]{1,12}\.?\s?(?:№\s?)?[0-9]")  # hardly any text has it


def _in(shown: str) -> Iterator[re.Match[str]]:
    if _AMID.search(shown):
        yield from _pattern().finditer(shown)


def _at_an_edge(block: Block, match: re.Match[str]) -> bool:
    """It opens or closes a text, and is no entry of a table."""
    near = match.start() <= _EDGE or len(block.shown) - match.end() <= _EDGE
    return near and block.kind in (Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM)


def _code(written: str, standards: StandardSet) -> Code | None:
    match = _pattern().fullmatch(written)
    if match is None:
        return None
    return _by_place(standards, str(int(match["standard"]))).get(int(match["criterion"]))


def _by_place(standards: StandardSet, standard: str) -> Mapping[int, Code]:
    return by_last_number(standards, standard) if standard in standards.by_number else {}


@cache
def _pattern() -> re.Pattern[str]:
    standard, criterion = _word_or_sign("standard"), _word_or_sign("criterion")
    return re.compile(
        rf"(?<![\w-]){standard}\s?(?:№\s?)?(?P<standard>[0-9]{{1,2}})\s?[-–./,:]?\s?"
        rf"{criterion}\s?(?:№\s?)?(?P<criterion>[0-9]{{1,2}})(?!\w|[-/.][0-9])",
        re.IGNORECASE,
    )


def _word_or_sign(meaning: str) -> str:
    signs = "|".join(sorted(map(re.escape, vocabulary(f"{meaning}_sign")), key=len, reverse=True))
    return rf"(?:{alternatives(vocabulary(meaning))}|(?:{signs})\.?)"
