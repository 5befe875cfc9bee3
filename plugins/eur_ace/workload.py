"""How many credits the report says that the whole programme has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...core.model.document import Block, Document, Kind
from ...core.model.places import Place
from .data import load

_LEAST, _MOST = 30, 480  # of a whole programme; outside it is a module, or the sum over programmes


@dataclass(frozen=True)
class Credits:
    """total: the text says that it is the whole; else it is only the largest number of credits named."""

    number: int
    place: Place
    total: bool


def credits(document: Document) -> list[Credits]:
    """The totals that are named, each number once, the most often named first; without totals the largest number."""
    found = [one for block in document.blocks if block.kind is not Kind.ROW for one in _in(block)]
    tables: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.kind is Kind.ROW:
            tables.setdefault(block.table, []).append(block)
    for table in tables.values():
        columns = {cell.column for row in table[:2] for cell in row.cells if _words("credit").search(cell.text)}
        found += [one for row in table for one in _row(row, columns)]
    totals = [one for one in found if one.total]
    if not totals:
        plain = [one for one in found if one.number >= 60]
        return [max(plain, key=lambda one: one.number)] if plain else []
    numbers = [one.number for one in totals]
    unique = {one.number: one for one in reversed(totals)}
    return sorted(unique.values(), key=lambda one: (-numbers.count(one.number), -one.number))


def _in(block: Block) -> Iterator[Credits]:
    if block.kind in (Kind.CONTENTS, Kind.FURNITURE):
        return
    for sentence in re.split(r"(?<=[.;!?])\s+|\n", block.shown):
        total = _words("total").search(sentence) is not None
        for number in _numbers(sentence):
            yield Credits(number, block.place, total)


def _row(block: Block, columns: set[int]) -> Iterator[Credits]:
    """A row that says "total", with a number in a column of credits; or numbers with the word beside them."""
    total = _words("total").search(" ".join(cell.text for cell in block.cells)) is not None
    for cell in block.cells:
        numbers = list(_numbers(cell.text))
        if not numbers and total and cell.column in columns and re.fullmatch(r"\s*[0-9]{2,3}\s*", cell.text):
            numbers = [int(cell.text)]
        for number in numbers:
            if _LEAST <= number <= _MOST:
                yield Credits(number, block.place, total)


def _numbers(text: str) -> Iterator[int]:
    for match in _amount().finditer(text):
        number = int(match["before"] or match["after"])
        if _LEAST <= number <= _MOST:
            yield number


@cache
def _amount() -> re.Pattern[str]:
    """ "240 ECTS credits", "ECTS: 240"; a number with a fraction, or of hours, is none."""
    word = "|".join(sorted((re.escape(w) for w in load().words["credit"]), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,/])(?P<before>[0-9]{{2,3}})(?:\s*\([^()]{{0,40}}\))?\s*[-–]?\s*(?:{word})(?!\w*[/])"
        rf"|(?<!\w)(?:{word})\w{{0,4}}\s*(?:[:=–—-]|is|are)\s*(?P<after>[0-9]{{2,3}})(?![\w/]|[.,][0-9])",
        re.IGNORECASE,
    )


@cache
def _words(meaning: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}" for word in load().words[meaning]), re.IGNORECASE)
