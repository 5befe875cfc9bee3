"""Codes of Kazakhstan's educational programmes: 6B06101, with the Cyrillic letters that people type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Level = Literal["bachelor", "master", "doctorate"]

_LATIN = str.maketrans("ВМДРвмдр", "BMDRBMDR")  # look-alikes, and Д where D is meant
_LEVELS: dict[str, Level] = {"6B": "bachelor", "7M": "master", "8D": "doctorate"}
# Level, field of education 01-12, direction (one digit), number in the institution's own register (two).
_CODE = re.compile(r"(?<![0-9A-Za-zА-Яа-яЁё])(?:6[BВ]|7[MМ]|8[DД])(?:0[1-9]|1[0-2])[0-9]{3}(?![0-9])", re.IGNORECASE)


def programme_code(text: str) -> str | None:
    """The code that a text is, in Latin capitals; None where it is none. " 6в06101" is 6B06101."""
    text = "".join(text.split())
    return latin(text).upper() if _CODE.fullmatch(text) else None


def programme_codes(text: str) -> Iterator[tuple[str, int, int]]:
    """Every code in a text, in Latin capitals, with its start and end."""
    for found in _CODE.finditer(text):
        yield latin(found[0]).upper(), found.start(), found.end()


def level_of(text: str) -> Level | None:
    """By the code's beginning; None for what is no code. Residency (7R) is no level of these."""
    code = programme_code(text)
    return _LEVELS[code[:2]] if code else None


def latin(code: str) -> str:
    """A programme's code, of whatever kind, with Latin letters in place of those that look like them."""
    return code.translate(_LATIN)
