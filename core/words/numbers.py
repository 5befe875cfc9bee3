"""Numbers in words: "seven", «семи», «жеті»; core/data/numbers.toml lists them by their value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from .vocabulary import NUMBERS, alternatives

_LONGEST = len("100")  # digits of the greatest number that the file has in words
_TENS = range(20, 100, 10)


@cache
def cardinals() -> Mapping[str, float]:
    """Every word that stands for a number before what is counted, with its value."""
    return {word: float(value) for value in NUMBERS.meanings() if _is_number(value) for word in NUMBERS.words(value)}


@cache
def counts() -> Mapping[str, float]:
    """The same, and the articles that stand for one: "a year"."""
    return {**cardinals(), **dict.fromkeys(NUMBERS.words("article"), 1.0)}


def _is_number(meaning: str) -> bool:
    return meaning.replace(".", "", 1).isdigit()


def says(value: str, text: str, language: str) -> bool:
    """A text in this language, or of one that is not known (""), has a whole number, in digits here, in words."""
    if not value.isdigit() or len(value) > _LONGEST:
        return False
    pattern = _pattern(int(value), language)
    return pattern is not None and pattern.search(text) is not None


@cache
def _pattern(number: int, language: str) -> re.Pattern[str] | None:
    shapes = [alternatives(known)] if (known := _said(number, language)) else []
    tens, ones = number - number % 10, number % 10
    if ones and tens in _TENS:
        shapes.append(rf"{alternatives(_said(tens, language))}[\s-]+{alternatives(_said(ones, language))}")
    return re.compile("|".join(shapes), re.IGNORECASE) if shapes else None


def _said(number: int, language: str) -> list[str]:
    """The words by which a language says a number of the file."""
    listed = (meaning for meaning in (str(number), f"{number}-also") if meaning in NUMBERS.meanings())
    return [word for meaning in listed for word in NUMBERS.words(meaning, *filter(None, [language]))]
