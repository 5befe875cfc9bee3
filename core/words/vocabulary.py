"""The words by which Sapa knows what a text says, as patterns: files of core/data, by meaning and language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from ..shipped import Tables
from .patterns import pattern


class Vocabulary:
    """The words of one file, each meaning's read when it is first asked for. "*" in an entry is any ending."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: dict[tuple[str, ...], re.Pattern[str]] = {}

    @cached_property
    def _meanings(self) -> Tables:
        return Tables("data", self._file)

    def meanings(self) -> Iterable[str]:
        return self._meanings

    def words(self, meaning: str, *languages: str) -> list[str]:
        """The entries of a meaning, of all or these languages, longest first: "table of contents" wins over "table"."""
        by_language = self._meanings[meaning]
        entries = {entry.lower() for language in languages or by_language for entry in by_language.get(language, ())}
        return sorted(entries, key=lambda entry: (-len(entry), entry))

    def in_order(self, meaning: str) -> list[list[str]]:
        """The entries of a meaning as they stand in the file, a list for each language."""
        return [[entry.lower() for entry in entries] for entries in self._meanings[meaning].values()]

    def any_of(self, *meanings: str) -> re.Pattern[str]:
        """Finds any word of these meanings."""
        if meanings not in self._found:
            entries = [word for meaning in meanings for word in self.words(meaning)]
            self._found[meanings] = pattern(alternatives(entries), re.IGNORECASE, hints_of(entries))
        return self._found[meanings]

    def says(self, text: str, *meanings: str) -> bool:
        """A word of these meanings stands in the text."""
        return self.any_of(*meanings).search(text) is not None


_VOCABULARY = Vocabulary("vocabulary.toml")  # what a text says of a number, a heading or itself
COLUMN_HEADS = Vocabulary("column_heads.toml")  # what a column of a table holds
TITLES = Vocabulary("titles.toml")  # what a title or a caption is of
SENTENCES = Vocabulary("sentences.toml")  # what a sentence says, and in which language
NUMBERS = Vocabulary("numbers.toml")  # numbers in words, and what stands beside numbers
DATES = Vocabulary("dates.toml")  # days, months and stretches of time
REVIEW = Vocabulary("review_words.toml")  # what an expert report says
words = _VOCABULARY.words
in_order = _VOCABULARY.in_order
any_of = _VOCABULARY.any_of


def is_entry(meaning: str, text: str) -> bool:
    """The whole text is an entry of this meaning."""
    wholes, stems = _titles(meaning)
    small = " ".join(text.lower().split())
    if small in wholes:
        return True
    return small.startswith(stems) and any(
        small.startswith(stem) and _ENDING.fullmatch(small, len(stem)) for stem in stems
    )


_ENDING = re.compile(r"[\w-]*")


@cache
def _titles(meaning: str) -> tuple[frozenset[str], tuple[str, ...]]:
    entries = words(meaning)
    return frozenset(entries), tuple(entry[:-1] for entry in entries if entry.endswith("*"))


def alternatives(entries: Iterable[str]) -> str:
    """A regular expression that matches any of the entries as whole words; "*" is any ending.

    It begins with the entries' first letters in both cases, to which `re` skips, and looks back from there: many times
    faster than to try every entry at every letter. Entries of one shape share their boundaries.
    """
    firsts: set[str] = set()
    stems, wholes, abbreviations, signs = (dict[str, list[str]]() for _ in range(4))
    for entry in entries:
        first, rest = entry[0], re.escape(entry[1:]).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+")
        firsts.update((first, first.upper()))
        if not first.isalnum():
            signs.setdefault(first, []).append(rest + (r"(?!\w)" if entry[-1].isalnum() else ""))
        elif entry.endswith("*"):
            stems.setdefault(first, []).append(rest.removesuffix(r"[\w-]*"))
        else:
            (wholes if entry[-1].isalnum() else abbreviations).setdefault(first, []).append(rest)
    begun = [_behind(abbreviations)] if abbreviations else []
    begun += [rf"{_behind(stems)}[\w-]*"] if stems else []
    begun += [rf"{_behind(wholes)}(?!\w)"] if wholes else []
    shapes = [_behind(signs)] if signs else []
    shapes += [rf"(?<!\w.)(?:{'|'.join(begun)})"] if begun else []
    return f"(?:(?-i:[{re.escape(''.join(sorted(firsts)))}])(?:{'|'.join(shapes)}))" if shapes else _NEVER


def _behind(rests: Mapping[str, Sequence[str]]) -> str:
    """Any of the rests behind its first letter."""
    return "(?:" + "|".join(f"(?<={re.escape(first)}){_any_of(some)}" for first, some in rests.items()) + ")"


def _any_of(shapes: Sequence[str]) -> str:
    return shapes[0] if len(shapes) == 1 else f"(?:{'|'.join(shapes)})"


def spelled(entries: Iterable[str]) -> str:
    """A regular expression that matches any of the entries, whatever letter stands beside it; "*" is any ending."""
    shapes = [re.escape(entry).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for entry in entries]
    return f"(?:{'|'.join(shapes or [_NEVER])})"


_NEVER = "(?!)"  # what no entries match


class _Index(NamedTuple):
    """The vocabulary by what a word may be: a whole word, or the last word of a phrase; stems by two letters."""

    wholes: Mapping[str, frozenset[str]]
    stems: Mapping[str, Sequence[tuple[str, str]]]  # stem and meaning
    phrases: Mapping[str, Sequence[tuple[list[str], str]]]  # by the first two letters of their last word


@cache
def _index() -> _Index:
    wholes: dict[str, set[str]] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    phrases: dict[str, list[tuple[list[str], str]]] = {}
    for meaning in _VOCABULARY.meanings():
        for entry in words(meaning):
            if " " in entry:
                phrases.setdefault(entry.split()[-1][:2], []).append((entry.split(), meaning))
            elif entry.endswith("*"):
                stems.setdefault(entry[:2], []).append((entry[:-1], meaning))
            else:
                wholes.setdefault(entry, set()).add(meaning)
    return _Index({word: frozenset(found) for word, found in wholes.items()}, stems, phrases)


@cache
def meanings(word: str) -> frozenset[str]:
    """What a word in small letters says: the meanings of the entries that it is.

    A full stop belongs to an abbreviation («разд.»); behind an inflected word it ends the sentence.
    """
    index = _index()
    whole: frozenset[str] = index.wholes.get(word, frozenset())
    if word.endswith("."):
        return whole
    return whole | {meaning for stem, meaning in index.stems.get(word[:2], ()) if word.startswith(stem)}


def meanings_at_end(spoken: Sequence[str]) -> frozenset[str]:
    """What the last of some words say, entries of several words ("as of", «техническое задание») included."""
    return _at_end(tuple(spoken[-_LONGEST_PHRASE:])) if spoken else frozenset()


_LONGEST_PHRASE = 4  # words of an entry


@lru_cache(maxsize=8192)
def _at_end(spoken: tuple[str, ...]) -> frozenset[str]:
    found = set(meanings(spoken[-1]))
    for phrase, meaning in _index().phrases.get(spoken[-1][:2], ()):
        ending = spoken[-len(phrase) :]
        if len(ending) == len(phrase) and all(map(_is, ending, phrase)):
            found.add(meaning)
    return frozenset(found)


def _is(word: str, entry: str) -> bool:
    return word.startswith(entry[:-1]) if entry.endswith("*") else word == entry


@cache
def after_number(*meanings: str) -> re.Pattern[str]:
    """Kazakh puts the number first: «3.2.14-критерийі», «5 кесте»; matched right behind the number.

    With a hyphen in any case, after a blank in small letters only: a capital begins a title («3.2.1 Модульдер»).
    """
    named = alternatives([word for meaning in meanings for word in words(meaning, "kk")])
    ordinal = "(?:ші|шы|інші|ыншы|нші|ншы)"
    # what stands behind nearly every number begins with another letter: that is seen at once
    firsts = {word[0] for meaning in meanings for word in words(meaning, "kk")} | set("шіын")
    begins = "".join(sorted(re.escape(letter) for first in firsts for letter in (first, first.upper())))
    return re.compile(
        rf"(?=[.)\]»”\"\s–—-]*[{begins}])\.?[)\]»”\"]?(?:(?i:\s?[-–—]\s?{ordinal}?\s*{named})|\s{ordinal}?\s*{named})"
    )


@cache
def hints(*meanings: str) -> tuple[str, ...]:
    """A word of each entry, in small letters: a text without any of them says none of these meanings. It is asked
    first where thousands of texts are, for a search takes ten times as long."""
    return hints_of(entry for meaning in meanings for entry in words(meaning))


def hints_of(entries: Iterable[str]) -> tuple[str, ...]:
    """The same of entries."""
    return tuple({max(entry.replace("*", " ").split(), key=len) for entry in entries})
