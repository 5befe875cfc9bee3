"""What a line of printed standards opens with: a word for it, a code, a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...model.code_levels import CYRILLIC_TO_LATIN, LevelKind

Says = Literal["standard", "criterion", ""]

_STANDARD = r"standards?|section|chapter|area|part|стандарт\w{0,2}|раздел|глава|область|бөлім|тарау|сала"
_CRITERION = (
    r"criteri(?:on|a)|indicators?|requirements?|clauses?|items?|metrics?|критери[йияею]\w{0,2}|показател\w{1,2}|"
    r"индикатор\w{0,2}|требовани\w{1,2}|пункт\w{0,2}|п\.|көрсеткіш\w{0,4}|талап\w{0,4}|өлшемшарт\w{0,4}|тармақ\w{0,4}"
)
_PART = r"(?:[0-9]{1,3}|[IVXLC]{1,7}|[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]|[a-zа-яё])"
_CODE = (
    rf"(?:[A-ZА-Я]{{1,3}}[.-]?)?[0-9]{{1,3}}(?:[.\-/:][0-9A-Za-zА-Яа-я]{{1,4}}){{0,5}}(?:\([a-z0-9]{{1,4}}\))?[a-zа-я]?"
    rf"|{_PART}(?:[.\-/:]{_PART}){{0,5}}"
)
_WORDED = re.compile(
    rf"(?P<word>{_STANDARD}|{_CRITERION})(?:\s*(?:№|no\.)\s*|\s+|(?<=\.))(?P<code>{_CODE})(?![\w-])(?P<after>[.):]?\s*[–—-]?\s*)(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_KAZAKH = re.compile(
    rf"(?P<code>{_CODE})\s?[-–]\s?(?P<word>стандарт|критерий|көрсеткіш|талап|өлшемшарт|бөлім)\b(?P<after>[.:]?\s*)(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(rf"(?P<code>{_CODE})(?P<after>[.):]\s+|[.):]?\s*[–—]\s+|\s+|\.?$)(?P<text>.*)", re.DOTALL)
_IS_STANDARD = re.compile(_STANDARD, re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLC]+")
_PIECE = re.compile(r"[0-9]+|[IVXLC]+(?![A-Za-z])|[A-Za-zА-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]+")


@dataclass(frozen=True)
class Opening:
    """says: what the word before the code calls it, "" without one; closed: a mark parts code and text."""

    says: Says
    code: str
    text: str
    closed: bool = False


def opening(text: str) -> Opening | None:
    """The code that a line opens with, and what follows it."""
    for pattern in (_KAZAKH, _WORDED):
        if found := pattern.match(text):
            says: Says = "standard" if _IS_STANDARD.fullmatch(found["word"]) else "criterion"
            return Opening(says, found["code"], found["text"].strip(), True)
    found = _BARE.match(text)
    if found is None or not _may_be(found["code"], found["after"], found["text"]):
        return None
    return Opening("", found["code"], found["text"].strip(), bool(found["after"].strip()))


def _may_be(code: str, after: str, text: str) -> bool:
    """A single letter or number opens an ordinary sentence too: "A team of experts", "12 months after"."""
    if len(parts(code)) > 1:
        return True
    if code.isdigit():
        return len(code) <= 2 and (bool(after.strip()) or text[:1].isupper() or not text)
    return bool(after.strip()) or not text


def parts(code: str) -> list[str]:
    """The levels of a code, whatever parts them: 4.1(a) has three, C10 two."""
    return _PIECE.findall(code)


def joints(code: str) -> tuple[str, ...]:
    """What stands between the levels of a code: "." and "()" in 4.1(a), "" in C10."""
    between = _PIECE.split(code)[1:-1]
    return tuple("()" if joint == "(" else joint for joint in between)


def kind_of(held: Sequence[str]) -> LevelKind:
    """The kind of a level of which these pieces are printed.

    Numerals are those of which one has several letters: I, II; C and D alone are letters. Letters are Cyrillic where
    one of them looks like no Latin one: «А, Б», while «А, В, С» are A, B, C typed on a Russian keyboard.
    """
    if all(piece.isdigit() for piece in held):
        return "digits"
    latin = [piece.translate(CYRILLIC_TO_LATIN) for piece in held]
    lower = all(piece.islower() for piece in held)
    if any(len(piece) > 1 for piece in latin) and all(_ROMAN.fullmatch(piece.upper()) for piece in latin):
        return "lower-roman" if lower else "roman"
    if not all(piece.isascii() for piece in latin):
        return "lower-cyrillic" if lower else "cyrillic"
    return "lower" if lower else "letters"
