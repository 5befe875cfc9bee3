"""Numbers in words: "seven", «семи», «жеті»; core/data/numbers.toml lists them by their value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from .vocabulary import NUMBERS, alternatives, hints_of, in_order
from .vocabulary import words as vocabulary

_LONGEST = len("100")  # digits of the greatest number that the file has in words
_TENS = range(20, 100, 10)
# In capitals, whatever the letters around may be; "the criterion I wrote of" has none
ROMAN = r"(?-i:(?<!\w)(?!I\s+(?!and|to)[a-z])[IVX]{1,5}(?!\w))"
_NUMERALS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split()


@cache
def cardinals() -> Mapping[str, float]:
    """Every word that stands for a number before what is counted, with its value."""
    return {word: float(value) for value in NUMBERS.meanings() if _is_number(value) for word in NUMBERS.words(value)}


@cache
def counts() -> Mapping[str, float]:
    """The same, and the articles that stand for one: "a year"."""
    return {**cardinals(), **dict.fromkeys(NUMBERS.words("article"), 1.0)}


def place(written: str) -> int:
    """Which one in an order it is that digits, a Roman numeral, an ordinal or a number in words name; 0 for none."""
    if written.isdigit():
        return int(written)
    if written.upper() in _NUMERALS:
        return _NUMERALS.index(written.upper()) + 1
    small = written.lower()
    named = next((number for stem, number in _ordinals().items() if small.startswith(stem)), 0)
    return named or int(cardinals().get(small, 0))


@cache
def any_ordinal() -> str:
    """ "First", «второго», «үшінші»: a regular expression."""
    return alternatives(vocabulary("ordinals"))


@cache
def any_whole() -> str:
    """ "Two", «два», «екі», to ten: a regular expression."""
    return alternatives(_wholes())


@cache
def hints() -> tuple[str, ...]:
    """Words of which one stands in every text with an ordinal or a number in words, to ten."""
    return hints_of([*vocabulary("ordinals"), *_wholes()])


def _wholes() -> list[str]:
    return [word for value in range(1, 11) for word in NUMBERS.words(str(value))]


@cache
def _ordinals() -> Mapping[str, int]:
    """Without their endings."""
    return {word.rstrip("*"): number for words in in_order("ordinals") for number, word in enumerate(words, 1)}


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
