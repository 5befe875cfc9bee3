"""The words of core/data/vocabulary.toml as patterns: what a text says of a number, a heading or itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

LETTER = r"[^\W\d_]"


@cache
def _entries() -> Mapping[str, Mapping[str, list[str]]]:
    text = files(__package__).joinpath("data", "vocabulary.toml").read_text("utf-8")
    table: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(text)
    return table


def words(meaning: str, *languages: str) -> list[str]:
    """The entries of a meaning, of every language or these, longest first: "table of contents" wins over "table"."""
    by_language = _entries()[meaning]
    entries = {entry.lower() for language in languages or by_language for entry in by_language[language]}
    return sorted(entries, key=lambda entry: (-len(entry), entry))


def alternatives(entries: Iterable[str]) -> str:
    """A regular expression that matches any of the entries as whole words; "*" is any ending."""
    return "(?:" + "|".join(_pattern(entry) for entry in entries) + ")"


def _pattern(entry: str) -> str:
    pattern = re.escape(entry).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+")
    before = r"(?<!\w)" if entry[0].isalnum() else ""
    after = r"(?!\w)" if entry[-1].isalnum() else ""
    return before + pattern + after


@cache
def after_number(*meanings: str) -> re.Pattern[str]:
    """Kazakh puts the number first: «3.2.14-критерийі», «5 кесте»; matched right behind the number.

    With a hyphen in any case, after a blank in small letters only: a capital begins a title («3.2.1 Модульдер»).
    """
    named = alternatives([word for meaning in meanings for word in words(meaning, "kk")])
    ordinal = "(?:ші|шы|інші|ыншы|нші|ншы)"
    return re.compile(rf"\.?[)\]]?(?:(?i:\s?[-–—]\s?{ordinal}?\s*{named})|\s{ordinal}?\s*{named})")


@cache
def any_of(*meanings: str) -> re.Pattern[str]:
    """Finds any word of these meanings."""
    return re.compile(alternatives([word for meaning in meanings for word in words(meaning)]), re.IGNORECASE)
