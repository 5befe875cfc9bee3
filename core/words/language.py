"""Which language a text is in: Kazakh, Russian or English, by script, letters and function words."""

from __future__ import annotations

from collections import Counter

_KAZAKH = "әғқңөұүһі"
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + _KAZAKH
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN_WORDS = frozenset("и в на с по для не что как при от из также является были был или их его к о за это".split())
_KAZAKH_WORDS = frozenset(
    "мен бен пен және үшін бойынша туралы бар жоқ болып табылады осы бұл да де ретінде арқылы".split()
)


def language_of(text: str) -> str | None:
    """ "kk", "ru" or "en"; None where there are too few letters to tell.

    Kazakh in Cyrillic shows its own letters in nearly every word; Russian shows none.
    """
    sample = text[:20000].lower()
    cyrillic, latin = _count(sample, _CYRILLIC), _count(sample, _LATIN)
    if cyrillic + latin < 3:
        return None
    if latin > cyrillic:
        return "en"
    counts = Counter(sample.split())
    kazakh_words = sum(counts[word] for word in _KAZAKH_WORDS)
    russian_words = sum(counts[word] for word in _RUSSIAN_WORDS)
    share = _count(sample, _KAZAKH) / max(cyrillic, 1)
    if share >= 0.05 or (share >= 0.02 and kazakh_words >= russian_words):
        return "kk"
    return "ru"


def _count(text: str, letters: str) -> int:
    return sum(map(text.count, letters))
