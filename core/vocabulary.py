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


def words(meaning: str) -> list[str]:
    """All entries of a meaning, every language, longest first so that "table of contents" wins over "table"."""
    entries = {entry.lower() for by_language in _entries()[meaning].values() for entry in by_language}
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
def any_of(*meanings: str) -> re.Pattern[str]:
    """Finds any word of these meanings."""
    return re.compile(alternatives([word for meaning in meanings for word in words(meaning)]), re.IGNORECASE)
