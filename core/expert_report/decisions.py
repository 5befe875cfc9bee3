"""A recommended decision as people write it: accredit for how many years, or refuse; in three languages."""

from __future__ import annotations

import re
from functools import cache

from ..model.term_rules import Outcome
from ..words.numbers import cardinals
from ..words.text import clean
from ..words.vocabulary import DATES, NUMBERS, REVIEW, alternatives, spelled
from .report import Written


@cache
def _terms() -> re.Pattern[str]:
    """A number of years: "5 years", «пятилетний», «бес жылға»."""
    words = "|".join(sorted((word for word, value in cardinals().items() if value.is_integer()), key=len, reverse=True))
    unit = spelled(DATES.words("term"))
    return re.compile(
        rf"(?<![\w.,–-])(?P<digits>\d{{1,2}})\s*(?:\([^()]*\)\s*)?[-‑]?\s*{unit}"
        rf"|(?<!\w)(?P<word>{words})\s*(?:\(\s*\d{{1,2}}\s*\)\s*)?[-‑]?\s*{unit}"
    )


@cache
def _range() -> re.Pattern[str]:
    joint = spelled([*NUMBERS.words("to"), *NUMBERS.words("or")])
    return re.compile(rf"\d\s*(?:[-–—]|{joint})\s*\d{{1,2}}\s*{spelled(DATES.words('term'))}")


def _any_of(meaning: str) -> str:
    return alternatives(REVIEW.words(meaning))


@cache
def _no_refusal() -> re.Pattern[str]:
    """ "We see no reason to refuse": what is denied here is the refusal."""
    lacking, ground, refusal = map(_any_of, ("lacking", "ground", "refusal"))
    return re.compile(
        rf"{lacking}\s+(?:\w+\s+){{0,2}}?{ground}(?:\s+\w+){{0,4}}?\s+{refusal}"
        rf"|{ground}\s+(?:\w+\s+)?{refusal}\s+{lacking}"
        rf"|{refusal}\s+(?:\w+\s+){{0,2}}?{ground}\s+{lacking}"
        rf"|{_any_of('not_refused')}"
    )


@cache
def _refusal() -> re.Pattern[str]:
    accredit = _any_of("accredit")
    verb = rf"(?:{accredit}|{_any_of('recommend')}(?:\s+\w+){{0,3}}?\s+{accredit})"
    return re.compile(rf"{_any_of('refusal')}|{_any_of('negation')}\s+(?:{_any_of('little')}\s+){{0,2}}{verb}")


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
    refused = _refusal().search(_no_refusal().sub(" ", text)) is not None
    years = {_years(match) for match in _terms().finditer(text)}
    if refused:
        return None if years else Outcome("refuse")  # "refuse; apply again after one year": people must look
    if len(years) != 1 or _range().search(text):
        return None
    return Outcome("accredit", years.pop())


def _years(match: re.Match[str]) -> int:
    return int(match["digits"] or cardinals()[match["word"]])
