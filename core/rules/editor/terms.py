"""The words of core/data/editor.toml, as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from ...shipped import shipped
from ...words.vocabulary import alternatives


@cache
def _entries() -> Mapping[str, Mapping[str, list[str]]]:
    table: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(shipped("data", "editor.toml").read_text("utf-8"))
    return table


@cache
def pattern(meaning: str) -> str:
    """A regular expression that matches any word or phrase of a meaning, in every language."""
    entries = {entry.lower() for language in _entries()[meaning].values() for entry in language}
    return alternatives(sorted(entries, key=lambda entry: (-len(entry), entry)))


@cache
def any_of(meaning: str) -> re.Pattern[str]:
    """Finds any word of a meaning."""
    return re.compile(pattern(meaning), re.IGNORECASE)


@cache
def whole(meaning: str) -> re.Pattern[str]:
    """Matches a text that is such a word and nothing more but signs around it."""
    return re.compile(rf"[\W_]*{pattern(meaning)}[\W_]*", re.IGNORECASE)
