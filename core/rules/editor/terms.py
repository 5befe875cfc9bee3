"""The words of core/data/editor.toml, found in a text."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import NamedTuple

from ...words.vocabulary import Vocabulary, alternatives

_SIGNS = " \t\n*•·-–—_«»“”\"'()[]{}<>.,:;!?…"  # before the first word of a text
_OPENING = 2  # letters of a text that tell whether it can open with one of the words


class Terms:
    """The words and phrases of a meaning, in every language. A text without any of their longest words, or that opens
    with other letters, is done with before the regular expression is tried: nearly every text, and a report has
    thousands."""

    def __init__(self, entries: set[str]) -> None:
        self._entries = entries
        self._hints = tuple({max(entry.replace("*", " ").split(), key=len) for entry in entries})
        self._phrases = tuple({max(entry.split("*"), key=len).strip() for entry in entries})
        self._openings = frozenset(entry[:_OPENING] for entry in entries)
        self._closings = tuple(entry.rstrip("*") for entry in entries)

    @cached_property
    def pattern(self) -> str:
        """Any of the entries, the longest first, for a regular expression."""
        return alternatives(sorted(self._entries, key=lambda entry: (-len(entry), entry)))

    # Each is made when a text first comes to it, for making takes long: of a small report few texts do.
    @cached_property
    def _found(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(rf"[\W_]*{self.pattern}[\W_]*", re.IGNORECASE)

    def within(self, low: str) -> Sought:
        """The same to look for in the pieces of a text, given in small letters."""
        return Sought(self, tuple(filter(low.__contains__, self._hints)))

    def search(self, text: str, low: str | None = None) -> re.Match[str] | None:
        """low: the text in small letters, where they are there already."""
        low = text.lower() if low is None else low
        if not any(map(low.__contains__, self._hints)):
            return None
        plain = low.isprintable() and "  " not in low  # one blank between two words, as the phrases have it
        if plain and not any(map(low.__contains__, self._phrases)):
            return None
        return self._found.search(text)

    def match(self, text: str, begins: int = 0) -> re.Match[str] | None:
        if text[begins : begins + _OPENING].lower() not in self._openings:
            return None
        return self._found.match(text, begins)

    def removed(self, text: str) -> str:
        return self._found.sub("", text) if self.search(text) else text

    def is_whole(self, text: str) -> bool:
        """The text is such a word and nothing more but signs around it."""
        if text.lstrip(_SIGNS)[:_OPENING].lower() not in self._openings:
            return False
        return self._whole.fullmatch(text) is not None

    def closes(self, text: str) -> bool:
        """The text ends with such a word."""
        return text.rstrip(_SIGNS).lower().endswith(self._closings)


class Sought(NamedTuple):
    """Terms in the pieces of one text. hints: those of their longest words that are anywhere in it."""

    terms: Terms
    hints: tuple[str, ...]

    def search(self, text: str, low: str) -> re.Match[str] | None:
        """low: the text in small letters."""
        return self.terms.search(text, low) if any(map(low.__contains__, self.hints)) else None


_EDITOR = Vocabulary("editor.toml")


@cache
def terms(meaning: str) -> Terms:
    return Terms(set(_EDITOR.words(meaning)))
