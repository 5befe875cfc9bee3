"""A recommended decision as people write it: accredit for how many years, or refuse; in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.term_rules import Outcome
from ..words.text import clean
from .report import Written

# By the beginning of a word: "пять лет", "на пятилетний срок", "бес жылға".
_NUMBERS: Mapping[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "один": 1, "одного": 1, "одногод": 1, "два": 2, "двух": 2, "три": 3, "трех": 3, "трёх": 3, "четыре": 4, "пят": 5,
    "шест": 6, "семь": 7, "семи": 7, "восемь": 8, "восьми": 8, "девят": 9, "десят": 10,
    "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9, "он": 10,
}  # fmt: skip
_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_UNIT = r"(?:years?|yrs?|год\w*|лет\w*|жыл\w*)"
_YEARS = re.compile(
    rf"(?<![\w.,–-])(?P<digits>\d{{1,2}})\s*(?:\([^()]*\)\s*)?[-‑]?\s*{_UNIT}"
    rf"|(?<!\w)(?P<word>{_WORDS})\w*?\s*(?:\(\s*\d{{1,2}}\s*\)\s*)?[-‑]?\s*{_UNIT}"
)
_RANGE = re.compile(rf"\d\s*(?:[-–—]|to|до|or|или|немесе)\s*\d{{1,2}}\s*{_UNIT}")
# "We see no reason to refuse": what is denied here is the refusal.
_NO_REFUSAL = re.compile(
    r"\bno(?:t see)?\s+(?:any\s+)?(?:reasons?|grounds?|basis|cause|obstacles?)(?:\s+\w+){0,3}?\s*(?:to|for)\s+"
    r"(?:refus\w+|refrain\w*|reject\w*|den\w+|decline\w*)"
    r"|(?:нет|не\s+(?:видим|вид\w+|имеется|установлено|выявлено))\s+(?:\w+\s+){0,2}?(?:оснований|причин)\w*"
    r"\s+(?:для\s+)?(?:отказ\w*|отклон\w+|воздерж\w+)"
    r"|(?:оснований|причин)\s+(?:для\s+)?отказ\w*\s+нет|не\s+отказ\w+"
    r"|бас\s+тартуға\s+(?:\w+\s+){0,2}?(?:негіз|себеп)\w*\s+(?:жоқ|таппад\w*|көрмей\w*)"
)
_REFUSAL = re.compile(
    r"\b(?:refrain|refus\w+|reject\w*|decline\w*|deny|denied|denial|non-accreditation)\b"
    r"|\b(?:not|don't|cannot|can't|shouldn't|never)\s+(?:to\s+)?(?:be\s+)?(?:re-?)?(?:accredit\w*|grant\w*|recommend\w*"
    r"(?:\s+\w+){0,3}?\s+accredit\w*)"
    r"|\bno\s+accreditation\b|\bwithout\s+accreditation\b"
    r"|отказ\w*|воздерж\w+|отклон\w+"
    r"|\bне\s+(?:ре)?аккредит\w*|\bне\s+(?:предоставл\w+|рекоменд\w+|присва\w+|выдав\w+)(?:\s+\w+){0,3}?\s+(?:ре)?аккредит\w*"
    r"|бас\s+тарт\w*|аккредиттеме\w*|аккредиттелме\w*|аккредит\w+\s+ұсынылмай\w*"
)


def decided(written: Written) -> Outcome | None:
    """Of the drop-down, or in words; None where it cannot be told."""
    value = written.value
    if value == "refuse":
        return Outcome("refuse")
    if found := re.fullmatch(r"accredit-([0-9]+)", value):
        return Outcome("accredit", int(found[1]))
    return decision_in(written.text)


def decision_in(text: str) -> Outcome | None:
    """The decision that a text states; None where it states none, or two."""
    text = " ".join(clean(text).casefold().split())
    refused = _REFUSAL.search(_NO_REFUSAL.sub(" ", text)) is not None
    years = {_years(match) for match in _YEARS.finditer(text)}
    if refused:
        return None if years else Outcome("refuse")  # "refuse; apply again after one year": people must look
    if len(years) != 1 or _RANGE.search(text):
        return None
    return Outcome("accredit", years.pop())


def _years(match: re.Match[str]) -> int:
    return int(match["digits"]) if match["digits"] else _NUMBERS[match["word"]]
