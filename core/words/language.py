"""Which language a text is in: Kazakh, Russian or English, by script, letters and function words.

Latin letters alone are no English: Indonesian, German, Turkish and Uzbek have them too.
"""

from __future__ import annotations

from collections.abc import Iterable

_KAZAKH = "әғқңөұүһі"
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN_WORDS = frozenset("и в на с по для не что как при от из также является были был или их его к о за это".split())
_KAZAKH_WORDS = frozenset(
    "мен бен пен және үшін бойынша туралы бар жоқ болып табылады осы бұл да де ретінде арқылы".split()
)
# Words that every English text is full of and that its neighbours do not use so.
_ENGLISH_WORDS = frozenset(
    "the and of to are that with which by from this have has been were for its their was be it".split()
)
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
        return "en" if _those(_ENGLISH_WORDS, spoken) >= max(1, _ENGLISH_SHARE * len(spoken)) else None
    share = kazakh / max(cyrillic, 1)
    if share >= 0.05:
        return "kk"
    if share < 0.02:
        return "ru"
    spoken = sample.split()
    return "kk" if _those(_KAZAKH_WORDS, spoken) >= _those(_RUSSIAN_WORDS, spoken) else "ru"


def _letters(text: str, letters: str) -> int:
    return sum(map(text.count, letters))


def _those(known: frozenset[str], spoken: Iterable[str]) -> int:
    """How many of the words are among the known ones."""
    return sum(map(known.__contains__, spoken))
