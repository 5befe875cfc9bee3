"""Which language a text is in: Kazakh, Russian or English, by script, letters and function words.

Latin letters alone are no English: Indonesian, German, Turkish and Uzbek have them too.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from .vocabulary import SENTENCES

_KAZAKH = "әғқңөұүһі"
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ENGLISH_SHARE = 0.05  # of all words; English prose has a quarter, a list of titles a tenth, other languages under 0.03


_SAMPLE = 20000  # characters that tell


def language_of_all(texts: Iterable[str]) -> str | None:
    """The language of texts one after another: as many of them as tell."""
    some: list[str] = []
    left = _SAMPLE + 1
    for text in texts:
        some.append(text)
        left -= len(text) + 1
        if left <= 0:
            break
    return language_of(" ".join(some))


def language_of(text: str) -> str | None:
    """ "kk", "ru" or "en"; None where there are too few letters to tell, or where it is a language of none of these.

    Kazakh in Cyrillic shows its own letters in nearly every word; Russian shows none.
    """
    sample = text[:_SAMPLE].lower()
    kazakh = 0 if sample.isascii() else _letters(sample, _KAZAKH)
    cyrillic = 0 if sample.isascii() else _letters(sample, _RUSSIAN) + kazakh
    latin = _letters(sample, _LATIN)
    if cyrillic + latin < 3:
        return None
    if latin > cyrillic:
        spoken = sample.split()
        return "en" if function_words("en", spoken) >= max(1, _ENGLISH_SHARE * len(spoken)) else None
    share = kazakh / max(cyrillic, 1)
    if share >= 0.05:
        return "kk"
    if share < 0.02:
        return "ru"
    spoken = sample.split()
    return "kk" if function_words("kk", spoken) >= function_words("ru", spoken) else "ru"


def _letters(text: str, letters: str) -> int:
    return sum(map(text.count, letters))


def function_words(language: str, spoken: Iterable[str]) -> int:
    """How many of the words, in small letters, are words that every text of this language is full of."""
    return sum(map(_function(language).__contains__, spoken))


@cache
def _function(language: str) -> frozenset[str]:
    return frozenset(SENTENCES.words("function", language))
