"""One figure of the whole institution given with two values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...model.findings import Finding
from ...words.patterns import pattern
from . import Material, Spoken, quoted
from .terms import terms

_N = r"([0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
_SHARE = r"([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?(?:%|процент|пайыз)"
_GAP = r"[^.;!?0-9()]{0,40}?"


class Indicator(NamedTuple):
    """hints: one of these words stands in every text that gives the figure."""

    hints: tuple[str, ...]
    shapes: re.Pattern[str]


def _indicator(hints: str, *shapes: str) -> Indicator:
    return Indicator(tuple(hints.split("|")), pattern("|".join(shapes), re.IGNORECASE))


# The few figures of which every report has one for the whole; what a sentence counts else is of a part.
_INDICATORS = {
    "students": _indicator(
        "контингент|всего обучается|total number of students|total enrolment|студенттердің жалпы саны",
        rf"контингент\w*\s+(?:студентов|обучающихся){_GAP}{_N}",
        rf"контингент\s*[-–—]?\s*{_N}",
        rf"всего обучается{_GAP}{_N}",
        rf"total number of students{_GAP}{_N}",
        rf"total enrolment{_GAP}{_N}",
        rf"(?:студенттер|білім алушылар)(?:дің|дың)?\s+контингент\w*{_GAP}{_N}",
        rf"студенттердің жалпы саны{_GAP}{_N}",
    ),
    "staff": _indicator(
        "штат|численность|full-time teach",
        rf"штат\w*\s+ППС\s*[-–—]?\s*{_N}",
        rf"{_N}\s+штатн\w+\s+преподавател\w+",
        rf"численность\s+ППС{_GAP}{_N}",
        rf"{_N}\s+full-time (?:teachers|teaching staff)",
        rf"{_N}\s+штаттағы оқытушы\w*",
    ),
    "degrees": _indicator(
        "остепененност|дәрежелі|share of staff|share of teachers",
        rf"остепененност\w*{_GAP}{_SHARE}",
        rf"дәрежелі\w* үлесі{_GAP}{_SHARE}",
        rf"share of (?:staff|teachers) with (?:a )?degrees?{_GAP}{_SHARE}",
    ),
}
_HINTS = tuple(hint for indicator in _INDICATORS.values() for hint in indicator.hints)
_YEAR = pattern(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_SENTENCE = pattern(r"[^.!?\n]+(?:\.[0-9][^.!?\n]*)*")


def two_values(material: Material) -> Iterator[Finding]:
    """A figure of the whole institution that another sentence, of the same year, gives otherwise."""
    first: dict[tuple[str, str], tuple[str, int]] = {}
    hints = tuple(filter(material.low.__contains__, _HINTS))
    for spoken in material.worded if hints else ():
        if not any(map(spoken.low.__contains__, hints)) or not _may_give(spoken):
            continue
        for sentence in _SENTENCE.findall(spoken.text):
            for name, value, year in _figures(sentence):
                known, at = first.setdefault((name, year), (value, spoken.block))
                if known != value:
                    path = material.document.heading_path(at)
                    arguments = {
                        "indicator": name, "values": (known, value), "quote": quoted(sentence.strip()),
                        "heading": quoted(path[-1]) if path else None,
                    }  # fmt: skip
                    yield Finding("two-values", "warning", material.place(spoken.block), arguments=arguments)


def _may_give(spoken: Spoken) -> bool:
    """Whether a text gives one of the figures, in whatever sentence: in most a hint is another word."""
    return any(
        any(map(spoken.low.__contains__, hints)) and expression.search(spoken.text)
        for hints, expression in _INDICATORS.values()
    )


def _figures(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Indicator, value and year ("" for now) of what a sentence says of the whole institution as a fact."""
    low = sentence.lower()
    for name, (hints, expression) in _INDICATORS.items():
        found = expression.search(sentence) if any(map(low.__contains__, hints)) else None
        if found is None or terms("narrower").search(sentence) or terms("planned").search(sentence):
            continue
        value = next(filter(None, found.groups())).replace(" ", "").replace(",", ".")
        years = sorted(set(_YEAR.findall(sentence)))
        if len(years) < 2 and len(expression.findall(sentence)) == 1 and value not in years:
            yield name, value, "".join(years)
