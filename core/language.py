"""Which language a text is in: Kazakh, Russian or English, by script, letters and function words."""

from __future__ import annotations

import re
from collections import Counter

_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_CYRILLIC = re.compile("[А-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ]")
_LATIN = re.compile("[A-Za-z]")
_RUSSIAN_WORDS = frozenset("и в на с по для не что как при от из также является были был или их его к о за это".split())
_KAZAKH_WORDS = frozenset(
    "мен бен пен және үшін бойынша туралы бар жоқ болып табылады осы бұл да де ретінде арқылы".split()
)


def language_of(text: str) -> str | None:
    """ "kk", "ru" or "en"; None where there are too few letters to tell.

    Kazakh in Cyrillic shows its own letters in nearly every word; Russian shows none.
    """
    sample = text[:20000]
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if cyrillic + latin < 3:
        return None
    if latin > cyrillic:
        return "en"
    counts = Counter(sample.lower().split())
    kazakh_words = sum(counts[word] for word in _KAZAKH_WORDS)
    russian_words = sum(counts[word] for word in _RUSSIAN_WORDS)
    share = len(_KAZAKH.findall(sample)) / max(cyrillic, 1)
    if share >= 0.05 or (share >= 0.02 and kazakh_words >= russian_words):
        return "kk"
    return "ru"
