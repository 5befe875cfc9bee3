"""Codes of educational programmes of Kazakhstan (6B06101) and Uzbekistan (60710500), look-alike letters included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ..words.patterns import pattern

Level = Literal["bachelor", "master", "doctorate"]

_LATIN = str.maketrans("ВМДРвмдр", "BMDRBMDR")  # look-alikes, and Д where D is meant
_LEVELS: dict[str, Level] = {"6B": "bachelor", "7M": "master", "8D": "doctorate"}
_LEVELS_BY_DIGIT: dict[str, Level] = {"6": "bachelor", "7": "master", "8": "doctorate"}
# Kazakhstan: level (7R is residency), field of education 01-12, direction (one digit), number in the institution's own
# register (two). Uzbekistan: level, then the field by the international classification (ISCED), 01-10, and five digits.
_KAZAKH = r"(?:6[BВ]|7[MМRР]|8[DД])(?:0[1-9]|1[0-2])[0-9]{3}"
_UZBEK = r"[678](?:0[1-9]|10)[0-9]{5}"
_CODE = pattern(rf"(?<![0-9A-Za-zА-Яа-яЁё])(?:{_KAZAKH}|{_UZBEK})(?![0-9])", re.IGNORECASE)


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
    if code is None:
        return None
    return _LEVELS_BY_DIGIT[code[0]] if code.isdecimal() else _LEVELS.get(code[:2])


def field_of(code: str) -> str:
    """The field of education, two digits: "07" of 6B07101 and of 60710500. code: as programme_code gives it."""
    return code[1:3] if code.isdecimal() else code[2:4]


def latin(code: str) -> str:
    """A programme's code, of whatever kind, with Latin letters in place of those that look like them."""
    return code.translate(_LATIN)
