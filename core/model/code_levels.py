"""One level of a criterion's code: digits, letters or Roman numerals, and how people mistype them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

LevelKind = Literal["digits", "letters", "lower", "roman", "lower-roman", "cyrillic", "lower-cyrillic"]

LETTER_KINDS = ("letters", "lower", "roman", "lower-roman", "cyrillic", "lower-cyrillic")

# Cyrillic letters that look like Latin ones; typed for each other on a Kazakh or Russian keyboard.
CYRILLIC_TO_LATIN = str.maketrans("АВСЕНІКМОРТХЅЈавсеікмортхѕј", "ABCEHIKMOPTXSJabceikmoptxsj")
LATIN_TO_CYRILLIC = str.maketrans("ABCEHIKMOPTXYabceikmoptxy", "АВСЕНІКМОРТХУавсеікмортху")
# Letters typed, or read by text recognition, in place of a digit inside a number.
LETTER_TO_DIGIT = str.maketrans("ЗзОоOoІіIilӀ|бЬSs", "33000011111116655")
_SMALL_ALIKE = frozenset("асеорхіѕјaceopxy")
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# In the order in which people number with them; the letters that they pass over stand last.
_CYRILLIC = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯӘҒҚҢӨҰҮҺІЁЙЪЫЬ"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LONGEST_ROMAN = 8  # LXXXVIII


class CodeError(ValueError):
    """A text that is no code of the grammar."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a code; digits: at most as many digits as `most` has, its width."""

    kind: LevelKind = "digits"
    most: int = 99

    @property
    def width(self) -> int:
        return len(str(self.most))

    @property
    def written(self) -> str:
        """The letters, or kinds of them, that the level is written with, for a class of a regular expression."""
        if self.kind == "digits":
            return "0-9"
        letters = "IVXLC" if self._roman else _CYRILLIC if self._cyrillic else "A-Z"
        alike = LATIN_TO_CYRILLIC if self._cyrillic else CYRILLIC_TO_LATIN
        own = letters if letters != "A-Z" else _LATIN
        typed = "".join(chr(foreign) for foreign, of in alike.items() if chr(of) in own)
        if self.lower:  # fewer small letters look the same than capitals do
            return letters.lower() + "".join(letter for letter in typed.lower() if letter in _SMALL_ALIKE)
        return letters + typed

    @property
    def lower(self) -> bool:
        return self.kind.startswith("lower")

    @property
    def _roman(self) -> bool:
        return self.kind.endswith("roman")

    @property
    def _cyrillic(self) -> bool:
        return self.kind.endswith("cyrillic")

    @property
    def pattern(self) -> str:
        """As it is written correctly, with letters of the other script that look the same."""
        if self.kind == "digits":
            return f"[0-9]{{1,{self.width}}}"
        return f"[{self.written}]" + (f"{{1,{_LONGEST_ROMAN}}}" if self._roman else "")

    @property
    def misspelt(self) -> str:
        """As it may be typed: look-alike letters for digits, small letters for capitals."""
        if self.kind == "digits":
            return rf"[0-9{re.escape(''.join(map(chr, LETTER_TO_DIGIT)))}]{{1,{self.width}}}"
        letters = self.written
        return f"[{letters}{letters.swapcase()}]" + (f"{{1,{_LONGEST_ROMAN}}}" if self._roman else "")

    def number(self, text: str) -> int:
        if self.kind == "digits":
            text = text.translate(LETTER_TO_DIGIT)
            value = int(text)
            if not 1 <= value <= self.most or (len(text) > 1 and text[0] == "0"):
                raise CodeError(text)
            return value
        text = text.upper().translate(LATIN_TO_CYRILLIC if self._cyrillic else CYRILLIC_TO_LATIN)
        if self._roman:
            value = _roman(text)
            if value > self.most:
                raise CodeError(text)
            return value
        place = (_CYRILLIC if self._cyrillic else _LATIN).find(text)
        if place < 0 or len(text) != 1:
            raise CodeError(text)
        return place + 1

    def show(self, number: int) -> str:
        if self.kind == "digits":
            return str(number)
        shown = _to_roman(number) if self._roman else (_CYRILLIC if self._cyrillic else _LATIN)[number - 1]
        return shown.lower() if self.lower else shown


def _roman(text: str) -> int:
    values = [_ROMAN[c] for c in text]
    total = sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    if total < 1 or _to_roman(total) != text:
        raise CodeError(text)
    return total


def _to_roman(number: int) -> str:
    shown = ""
    for value, numeral in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        count, number = divmod(number, value)
        shown += numeral * count
    return shown
