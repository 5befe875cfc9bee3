"""Whether what is written of a person's degree names one: whole words, by core/data/degrees.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ..shipped import shipped
from ..words.text import clean
from ..words.vocabulary import NUMBERS, spelled

_PARTS = re.compile(rf"[,;/\n]|\s{spelled(NUMBERS.words('and'))}\s")
_WORDS_BETWEEN = r"(?:\s+[\w-]+\.?){0,4}"  # of "кандидат * наук"
_BRANCH = r"\s*[\w-]{1,8}(?:\.\s*-?\s*[\w-]{1,8})?"  # of «к.ф.-м.н.»


def has_degree(text: str, kinds: Sequence[str]) -> bool:
    """Does the text name a degree of one of the kinds? A kind that the file does not know is itself the word."""
    denied, wanted = _denied(), _wanted(tuple(kinds))
    return any(wanted.search(part) and not denied.search(part) for part in _PARTS.split(clean(text).casefold()))


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    table: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(shipped("data", "degrees.toml").read_text("utf-8"))
    return table


@cache
def _denied() -> re.Pattern[str]:
    return _whole_words(_data()["denied"]["words"])


@lru_cache(maxsize=32)
def _wanted(kinds: tuple[str, ...]) -> re.Pattern[str]:
    known = _data()["words"]
    return _whole_words([word for kind in kinds for word in known.get(kind, [kind])])


def _whole_words(entries: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_pattern(entry) for entry in entries)})(?!\w)")


def _pattern(entry: str) -> str:
    """An entry of the file as a regular expression."""
    told = ""
    for word in entry.casefold().split():
        if word == "*":
            told += _WORDS_BETWEEN
        else:
            told += (r"\s+" if told else "") + _word(word)
    return told


def _word(word: str) -> str:
    if ".*." in word:
        before, _, after = word.partition(".*.")
        return rf"{re.escape(before)}\.{_BRANCH}\.\s*{re.escape(after)}"
    letters = re.escape(word.rstrip("*")).replace(r"\.", r"\.?\s*").removesuffix(r"\s*")
    return letters + (r"\w*" if word.endswith("*") else "")
