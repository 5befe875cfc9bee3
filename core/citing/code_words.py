"""Words that say that the number beside them is a criterion, and what may stand between."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ..words.vocabulary import words as vocabulary

REACH = 200  # characters within which a code must begin to open a text
WINDOW = 400  # characters that surely hold a list of codes
# What may stand between the word and the number: «критерий № 3.2.14», "criterion (3.2.14)", «Критерий_3.2.5»
JOINT = r"[\s№#§:.«“\"'(\[_-]*(?:no\.?\s*|nr\.?\s*|(?:номер|number|нөмірі?)\s+)?"


def longest_first(entries: Iterable[str]) -> list[str]:
    return sorted({entry.lower() for entry in entries}, key=lambda entry: (-len(entry), entry))


@cache
def named() -> tuple[str, ...]:
    """Words for a criterion, wherever they stand."""
    return (*vocabulary("criterion"), *vocabulary("clause"), *vocabulary("standard"))


CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҰҮІҺ"
