"""Months by their names, and phrases that name a day or a stretch of time, from core/data/dates.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from .vocabulary import DATES, spelled

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def month_names(*languages: str) -> str:
    """A regular expression for the name of any month, of every language or these."""
    return rf"{spelled(name for month in MONTHS for name in DATES.words(month, *languages))}(?!\w)"


@cache
def _months() -> Sequence[re.Pattern[str]]:
    return [re.compile(spelled(DATES.words(month)), re.IGNORECASE) for month in MONTHS]


def month_of(name: str) -> int:
    """The number of the month that is named so; 0 for what is none."""
    return next((number for number, known in enumerate(_months(), 1) if known.fullmatch(name)), 0)


def phrases(meaning: str, places: Mapping[str, str]) -> Iterator[re.Pattern[str]]:
    """The phrases of a meaning, each as a regular expression. places: what may stand for {year} and the like."""
    return (re.compile(_phrase(entry.split(), places), re.IGNORECASE) for entry in DATES.words(meaning))


_PLACE = re.compile(r"\{(\w+)\}")


def _phrase(words: Sequence[str], places: Mapping[str, str]) -> str:
    made = r"(?<![\w.])"
    for word in words:
        plain = word.strip("()")
        shape = re.escape(_PLACE.sub("", plain)).replace(r"\*", r"\w*")
        shape += "".join(places[name] for name in _PLACE.findall(plain))
        if word is not words[-1]:
            shape += r"\s+" if plain[-1].isalpha() or plain.endswith("*") else r"[-–]?\s*"
        made += f"(?:{shape})?" if plain != word else shape
    return made + (r"" if words[-1].endswith("*") else r"(?!\w)")
