"""The words of core/data/reading.toml, of all languages together: what a reader looks for in a file of any of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from ..shipped import shipped


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    tables: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(shipped("data", "reading.toml").read_text("utf-8"))
    return tables


def entries(meaning: str) -> tuple[str, ...]:
    """What a table of the file lists, each entry once."""
    return tuple(dict.fromkeys(entry for listed in _tables()[meaning].values() for entry in listed))


def by_language(meaning: str) -> tuple[str, ...]:
    """A table's entries, those of one language joined into one text."""
    return tuple("".join(listed) for listed in _tables()[meaning].values())


def any_of(meaning: str) -> str:
    """A regular expression, as a group, for any entry of a table; to be compiled without regard to case."""
    return f"(?:{'|'.join(entries(meaning))})"


def letters(meaning: str) -> frozenset[str]:
    """The letters of a table that lists letters, small and capital ones."""
    small = "".join(by_language(meaning))
    return frozenset(small + small.upper())


def alphabets() -> str:
    """The small letters of all languages, as the inside of a class of characters."""
    return "".join(by_language("alphabet"))


def capitals() -> str:
    """The capital letters of all languages, as the inside of a class of characters."""
    return alphabets().upper()
