"""A value of the rating scale as people write it: in three languages, broken over a line, in another's words.

The spellings are data (core/data/ratings.toml, or the procedure's own scale). What is not one of them, wholly, is no
rating: "substantially corresponds" is outside the scale, although a value of the scale stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from ..model.procedures import Rating
from ..words.text import clean
from ..words.vocabulary import NUMBERS, REVIEW, spelled

_SLIP = 0.88  # likeness from which a misspelt value is recognised as such

State = Literal["rated", "empty", "list", "outside", "several", "unclear"]

# Letters that only one alphabet has, where the other alphabet of the same word has one that looks the same.
_LATIN = "aceopxyikmthbABCEHKMOPTXI"
_CYRILLIC = "асеорхуікмтнвАВСЕНКМОРТХІ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
# Kazakh typed on a Russian keyboard, and the Russian letter that many leave out.
_FOLDED = str.maketrans("әіңғүұқөһё", "аингуукохе")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-‐‑\u00ad]\s*\n\s*(?=[^\W\d_])")
_NUMBERING = re.compile(r"^\s*(?:[(\[]?\s*(?:[0-9]{1,2}|[a-dа-г])\s*[.)\]]|[-–—•*·●])\s*", re.IGNORECASE)
_SEPARATOR = re.compile(rf"[\n\t/;|]|,\s|(?<!\w){spelled(NUMBERS.words('or'))}(?!\w)|(?=[☐☑☒✓✔])")
_TICKED = re.compile(r"^\s*(?:[☒☑✓✔]|\[\s*[xXхХ✓]\s*\])")
_BOX = re.compile(r"^\s*(?:[☐☒☑✓✔□]|\[\s*[xXхХ✓]?\s*\])\s*")
_BLANK = re.compile(r"[\s._…\-–—/\\|□☐:;,()\[\]{}<>«»\"'“”]*")

# What may stand around a value without changing it: "Rating: ...", "the standard ...", «Стандарт 3 ...». Folded.
_AROUND = frozenset(REVIEW.words("around"))
# What a value is said of; it may also stand between its words: «соответствует требованиям стандарта с замечаниями».
_SUBJECT = re.compile(spelled(REVIEW.words("rated_thing")))
_NEGATIONS = frozenset(REVIEW.words("no_value"))
_WITH = frozenset(REVIEW.words("with"))
_MOST_WORDS = 12  # of a value: "does not comply with the requirements of the standard"
# What may stand between two words of a value: a blank, a hyphen.
_WITHIN = re.compile(r"[ \u00a0]?[-‐‑\u00ad]?\n?[ \u00a0]?(?<!\s\s)(?<![^-‐‑\u00ad]\n)")
_LITTLE = frozenset(REVIEW.words("of_value"))
# Nouns whose form changes while the value stays the same. Folded.
_STEMS: Mapping[str, str] = {
    **dict.fromkeys(REVIEW.words("recommendations_of_value"), "~recommendations"),
    **dict.fromkeys(REVIEW.words("remarks_of_value"), "~remarks"),
}
_WITHOUT = re.compile(rf"{spelled(REVIEW.words('without'))}(?:$|\w)")


@dataclass(frozen=True, slots=True)
class Said:
    """What a place for a rating says.

    state    "rated": a value of the scale, its key is given; "empty": nothing; "list": the values to choose from
             still stand there; "several": more than one of them is marked; "unclear": which one cannot be told;
             "outside": something that is no value of the scale
    nearest  outside: the key of the value that may be meant
    """

    state: State
    key: str | None = None
    text: str = ""
    nearest: str | None = None


@dataclass(frozen=True)
class Scale:
    """A rating scale that reads. ratings: the best value first."""

    ratings: tuple[Rating, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(rating.key for rating in self.ratings)

    @property
    def best(self) -> str:
        return self.ratings[0].key

    def title(self, key: str, lang: str) -> str:
        """The value's name; the key itself where the scale has no such value."""
        return next((rating.titles.get(lang) for rating in self.ratings if rating.key == key), key)

    def rank(self, key: str) -> int:
        """Greater is better. Raises KeyError."""
        for rating in self.ratings:
            if rating.key == key:
                return rating.rank
        raise KeyError(key)

    def worst(self, keys: Sequence[str]) -> str | None:
        return min(keys, key=self.rank, default=None)

    def read(self, text: str) -> Said:
        """What a text says. A value's key counts as one of its spellings."""
        shown = " ".join(clean(_joined(text)).split())
        if not shown or _BLANK.fullmatch(shown):
            return Said("empty")
        if key := self._key(text):
            return Said("rated", key, shown)
        parts = [part for part in _SEPARATOR.split(clean(_joined(text))) if not _BLANK.fullmatch(part)]
        ticked = [key for part in parts if _TICKED.match(part) and (key := self._key(_BOX.sub("", part)))]
        if len(ticked) == 1:
            return Said("rated", ticked[0], shown)
        keys = [key for part in parts if (key := self._key(_BOX.sub("", part)))]
        if len(set(keys)) == 1 and len(keys) == len(parts) and len(parts) > 1:
            return Said("rated", keys[0], shown)  # the same value twice: in two languages, or over two lines
        if len(set(keys)) > 1 and len(keys) == len(parts) and not ticked:
            return Said("list", None, shown)
        return Said("outside", None, shown, self._nearest(shown))

    def values_in(self, text: str) -> list[tuple[int, int, str]]:
        """Values of the scale within a text: (start, end, key), none over another or over a wide space or a mark."""
        words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        joined = [bool(_WITHIN.fullmatch(text, end, start)) for (_, end), (start, _) in pairwise(words)]
        found: list[tuple[int, int, str]] = []
        at = 0
        while at < len(words):
            last = self._longest(text, words, joined, at)
            if last is None:
                at += 1
                continue
            start, end = words[at][0], words[last][1]
            key = self._own_key(text[start:end])
            assert key is not None
            found.append((start, end, key))
            at = last + 1
        return found

    def _longest(
        self, text: str, words: Sequence[tuple[int, int]], joined: Sequence[bool], at: int, *, inner: bool = False
    ) -> int | None:
        """Index of the last word of the value that begins at a word, None where none does. A value is not read past
        the beginning of another: "сәйкес келеді ұсынымдармен сәйкес келеді" are two."""
        ends = [at]
        while ends[-1] < len(joined) and joined[ends[-1]] and len(ends) < _MOST_WORDS:
            ends.append(ends[-1] + 1)
        fits = [end for end in ends if self._own_key(text[words[at][0] : words[end][1]]) is not None]
        if not fits or inner:
            return max(fits, default=None)
        longest = fits[-1]
        for shorter in fits[:-1]:
            following = self._longest(text, words, joined, shorter + 1, inner=True) if joined[shorter] else None
            if following is not None and following > longest:
                return shorter
        return longest

    def _own_key(self, text: str) -> str | None:
        """The value that a text is, with nothing before or behind it."""
        tokens = _tokens(text)
        if not tokens or any(_is_around(token) or token in _LITTLE for token in (tokens[0], tokens[-1])):
            return self._squeezed.get(_squeezed(tokens))
        if tokens[-1] in _WITH:
            return None
        return self._squeezed.get(_squeezed(tokens)) or self._reduced.get(_reduced(tokens))

    def is_around(self, word: str) -> bool:
        """A word that may stand beside a value without changing it: "rating", «стандарту», a number, a code."""
        token = next(iter(_tokens(word)), "")
        return _is_around(token) or token in _LITTLE

    def is_tail(self, text: str) -> bool:
        """What a value may end with, and no more: "with remarks"."""
        tokens = {_stem(token) for token in _tokens(text)}
        return bool(tokens) and tokens <= _WITH | set(_STEMS.values())

    @cached_property
    def _squeezed(self) -> Mapping[str, str]:
        return {_squeezed(_tokens(spelling)): key for key, spelling in self._spellings() if _tokens(spelling)}

    @cached_property
    def _reduced(self) -> Mapping[tuple[str, ...], str]:
        return {reduced: key for key, spelling in self._spellings() if (reduced := _reduced(_tokens(spelling)))}

    def _spellings(self) -> Iterator[tuple[str, str]]:
        for rating in self.ratings:
            for spelling in (*rating.titles.all(), *rating.spellings, rating.key):
                yield rating.key, spelling

    def _key(self, text: str) -> str | None:
        for candidate in dict.fromkeys((text, _NUMBERING.sub("", text))):
            tokens = _tokens(candidate)
            while tokens and (tokens[0] in _AROUND or tokens[0].isdigit()) and _squeezed(tokens) not in self._squeezed:
                tokens = tokens[1:]
            found = self._squeezed.get(_squeezed(tokens)) or self._reduced.get(_reduced(tokens))
            if found:
                return found
        return None

    def _nearest(self, shown: str) -> str | None:
        """Slips of the pen only: "partly corresponds" is not nearly "corresponds"."""
        from rapidfuzz.distance import OSA

        tokens = _tokens(shown)
        wanted = _squeezed(tokens)[:80]
        scored = [
            (OSA.normalized_similarity(wanted, _squeezed(known)), key)
            for spelling, key in ((spelling, key) for key, spelling in self._spellings())
            if _NEGATIONS.isdisjoint(known := _tokens(spelling)) == _NEGATIONS.isdisjoint(tokens)
        ]
        best, key = max(scored, key=lambda one: one[0], default=(0.0, ""))
        return key if best >= _SLIP else None


# --- how texts are compared


def _joined(text: str) -> str:
    """Words broken over a line are whole again: "con-\\nsistent"."""
    return _BROKEN.sub("", text)


def _fold(word: str) -> str:
    """One spelling for letters that look alike or are typed for each other."""
    cyrillic = sum(1 for c in word if "\u0400" <= c <= "\u04ff")
    word = word.translate(_TO_CYRILLIC if cyrillic * 2 >= len(word) else _TO_LATIN)
    return word.casefold().translate(_FOLDED)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_fold(word) for word in _WORD.findall(clean(_joined(text)).replace("_", " ")))


def _squeezed(tokens: Sequence[str]) -> str:
    """Without hyphens and spaces: "con-sistent", where the end of a line got lost, and "non compliance"."""
    return "".join(tokens).replace("-", "")


def _reduced(tokens: Sequence[str]) -> tuple[str, ...]:
    """Without articles and what the value is said of; nouns by their stems."""
    kept = [
        _stem(token) for token in tokens if token not in _LITTLE and not token.isdigit() and not _SUBJECT.match(token)
    ]
    while kept and kept[0] in _AROUND:
        kept.pop(0)
    while kept and kept[-1] in _WITH:
        kept.pop()
    # "complies with the standard with remarks"
    return tuple(token for i, token in enumerate(kept) if not (token == "with" and kept[i + 1 : i + 2] == ["with"]))


def _stem(token: str) -> str:
    """A noun whose form changes while the value stays the same, as one word for all its forms."""
    return next((to for start, to in _STEMS.items() if token.startswith(start) and not _WITHOUT.search(token)), token)


def _is_around(token: str) -> bool:
    return token in _AROUND or any(c.isdigit() for c in token) or _SUBJECT.match(token) is not None
