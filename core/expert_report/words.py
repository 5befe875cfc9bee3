"""What the words of an expert report mean: core/data/review_words.toml as questions that the review asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ..words.messages import LANGS, catalogue
from ..words.text import clean, words
from ..words.vocabulary import REVIEW, alternatives
from .due_dates import due

SECTIONS = (
    "criteria", "evidence", "analysis", "strengths", "weaknesses", "measures", "recommendations", "rating", "dissent",
)  # fmt: skip
_REGIONS = (
    "composition", "general", "indicators", "visit", "views", "questions", "conclusion", "signatures", "coverage",
    "grid", "summary", "follow-up", "decision", "contents",
)  # fmt: skip
_NUMBERING = re.compile(
    r"^\s*(?:[0-9]+(?:\.[0-9]+)*[.)]?\s*(?=[^\W\d_]|[0-9]+\.)|(?:[IVX]+|[a-zа-я])[.)]\s*|[-–—•*]\s*)", re.IGNORECASE
)
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{4}|(?:19|20)\d{2}(?:\s*[-–/]\s*(?:19|20)?\d{2})?)(?!\d)"
)
LONGEST_TITLE = 120  # characters of a heading or label
_LONGEST_NONE = 12  # words: a longer text says more than that there is nothing


def plain_title(text: str) -> str:
    """A heading without numbering, closing marks and case."""
    text = clean(text).replace("\n", " ")
    while (shorter := _NUMBERING.sub("", text)) != text:
        text = shorter
    return text.strip(" .:;–—-").casefold()


@cache
def _titles() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in (*SECTIONS, *_REGIONS):
        for lang in LANGS:
            if said := catalogue(lang).get(f"eeg.{name}"):
                found.setdefault(plain_title(said), name)
        for title in REVIEW.words("titles", name):
            found.setdefault(plain_title(title), name)
    for name in ("strengths", "practice", "recommendations", "due", "form", "decision", "reasons"):
        for lang in LANGS:
            found.setdefault(plain_title(catalogue(lang)[f"eeg-conclusion.{name}"]), f"conclusion-{name}")
    return found


def section_of(text: str) -> str | None:
    """Which part of a report a heading or label opens: one of SECTIONS, a region, "conclusion-<field>"."""
    return _titles().get(plain_title(text)) if len(text) < LONGEST_TITLE else None


def label_of(text: str) -> tuple[str, str] | None:
    """(part, rest) where a text opens with the title of a part and a colon: «Сильные стороны: …»."""
    head, colon, rest = text.partition(":")
    if not colon or len(head) > LONGEST_TITLE:
        return None
    named = section_of(head) or section_of(REVIEW.any_of("of_standard").split(head)[0])
    return (named, clean(rest)) if named else None


@cache
def _labels() -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for kind in ("cover", "general"):
        for lang in LANGS:
            for id, said in catalogue(lang).items():
                if id.startswith(f"eeg-{kind}."):
                    found.setdefault(plain_title(said), (kind, id.removeprefix(f"eeg-{kind}.")))
    return found


def item_of(text: str) -> tuple[str, str] | None:
    """(kind, field) of a line of the cover or the general description, by its label."""
    return _labels().get(plain_title(text))


@cache
def _column(name: str) -> re.Pattern[str]:
    id = f"eeg-head.{'recommendation' if name == 'text' else name}"
    said = {catalogue(lang)[id].lower() for lang in LANGS if id in catalogue(lang)}
    ordered = sorted({*said, *REVIEW.words("columns", name)}, key=lambda entry: (-len(entry), entry))
    return re.compile(alternatives(ordered) if ordered else r"(?!)", re.IGNORECASE)


def column_of(text: str, names: tuple[str, ...]) -> str | None:
    """Which of these columns a table's head names."""
    return next((name for name in names if _column(name).match(plain_title(text))), None)


@cache
def _nothing() -> re.Pattern[str]:
    noun, before, after = (REVIEW.any_of(f"nothing_{name}").pattern for name in ("of", "before", "after"))
    few = r"(?:\s+\w+){0,4}\s+"
    return re.compile(
        rf"(?:{REVIEW.any_of('none').pattern}|(?:\w+\s+){{0,2}}{before}(?:{few}|\s+){noun}.*|{noun}(?:{few}|\s+){after}.*)",
        re.IGNORECASE,
    )


def says_none(text: str) -> bool:
    """ "None", «слабых сторон не выявлено», «жоқ»: there is nothing to be said here."""
    text = plain_title(text)
    if not re.search(r"\w", text):
        return True
    if words(text) > _LONGEST_NONE or REVIEW.says(text, "however"):
        return False
    return _nothing().fullmatch(text) is not None


def names_shortcoming(text: str) -> bool:
    return not says_none(text) and REVIEW.says(text, "shortcoming")


def names_time(text: str) -> bool:
    """A date, a year, or words for a time: «до конца учебного года», "within 6 months"."""
    return due(text) is not None or _DATE.search(text) is not None or REVIEW.says(text, "time")
