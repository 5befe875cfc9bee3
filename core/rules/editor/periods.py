"""Years and papers from before the period that a report is about, where the report says which that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ...model.document import Kind
from ...model.findings import Finding
from ...words.messages import Value
from ...words.patterns import pattern
from . import Material, quoted
from .terms import terms

_YEARS = pattern(r"(?<![0-9])(20[0-4][0-9])(?:\s*[-–/]\s*(?:20)?([0-9]{2}))?(?![0-9])")
_HEAD = pattern(
    r"\W*(?:на\s+)?(?:20[0-4][0-9])(?:\s*[-–/]\s*(?:20)?[0-9]{2})?\W*(?:г\w*\.?|уч\w*\.?|год\w*|year|ж\w*\.?|\s)*\W*",
    re.I,
)
_BEHIND = 60  # characters behind the words for the period within which its years stand
_SERIES = 3  # years one after another
_BEFORE_DAY = 60  # characters before a day within which the paper's name stands


@cache
def _period() -> re.Pattern[str]:
    return re.compile(
        rf"{terms('period').pattern}.{{0,{_BEHIND}}}?(20[0-4][0-9])\D.{{0,20}}?(20[0-4][0-9])", re.I | re.S
    )


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(
        rf"{terms('act').pattern}[^.;!?()]{{0,{_BEFORE_DAY}}}?(?<![0-9.])[0-3]?[0-9]\.[01]?[0-9]\.((?:19|20)[0-9]{{2}})(?![0-9])",
        re.I,
    )


def period_of(material: Material) -> tuple[int, int] | None:
    """First and last year of the period that the report says it is about."""
    named = terms("period").within(material.low)
    for spoken in material.worded if named.hints else ():
        found = _period().search(spoken.text) if named.search(spoken.text, spoken.low) else None
        if found is not None and int(found[1]) < int(found[2]):
            return int(found[1]), int(found[2])
    return None


def before_the_period(material: Material) -> Iterator[Finding]:
    """Columns for years, and the institution's own papers, from before the period that the report names."""
    period = period_of(material)
    if period is not None:
        yield from _columns(material, *period)
        yield from _papers(material, period[0])


def _columns(material: Material, first: int, last: int) -> Iterator[Finding]:
    """A table's column for a year that ended before the period began, beside columns for years within it.

    Years that follow one another up to the period show how something grew.
    """
    seen: set[int] = set()
    for index, block in enumerate(material.document.blocks):
        if block.kind is not Kind.ROW or block.table in seen:
            continue
        seen.add(block.table)  # only its first row
        heads = [cell.text for cell in block.cells if _HEAD.fullmatch(cell.text)]
        years = [int(found[1]) for head in heads if (found := _YEARS.search(head))]
        old = tuple(year for year in years if year < first)
        if old and any(first <= year <= last for year in years) and not _is_series(years):
            arguments: dict[str, Value] = {"years": tuple(map(str, old)), "first": str(first), "last": str(last)}
            yield Finding("year-outside-period", "info", material.place(index), arguments=arguments)


def _is_series(years: Sequence[int]) -> bool:
    return len(years) >= _SERIES and all(later - sooner == 1 for sooner, later in pairwise(years))


def _papers(material: Material, begins: int) -> Iterator[Finding]:
    """A paper of the institution's own from before the period: is it still in force?"""
    for spoken in material.worded:
        for found in _dated().finditer(spoken.text):
            if int(found[1]) < begins and not terms("not_own_act").search(_sentence(spoken.text, found)):
                place = material.place(spoken.block, found.start() if spoken.cell < 0 else None)
                shown = quoted(spoken.text, found.start(), found.end())
                arguments = {"quote": shown, "first": str(begins)}
                yield Finding("date-before-period", "info", place, arguments=arguments)


def _sentence(text: str, found: re.Match[str]) -> str:
    start = max(text.rfind(". ", 0, found.start()), text.rfind("; ", 0, found.start()), 0)
    end = text.find(". ", found.end())
    return text[start : end if end >= 0 else len(text)]
