"""Which language a text is in: Kazakh, Russian or English, by script, letters and function words.

Latin letters alone are no English: Indonesian, German, Turkish and Uzbek have them too.
"""

from __future__ import annotations

from collections import Counter

_KAZAKH = "әғқңөұүһі"
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + _KAZAKH
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


def language_of(text: str) -> str | None:
    """ "kk", "ru" or "en"; None where there are too few letters to tell, or where it is a language of none of these.

    Kazakh in Cyrillic shows its own letters in nearly every word; Russian shows none.
    """
    sample = text[:20000].lower()
    cyrillic, latin = _count(sample, _CYRILLIC), _count(sample, _LATIN)
    if cyrillic + latin < 3:
        return None
    spoken = sample.split()
    counts = Counter(spoken)
    if latin > cyrillic:
        english = sum(counts[word] for word in _ENGLISH_WORDS)
        return "en" if english >= max(1, _ENGLISH_SHARE * len(spoken)) else None
    kazakh_words = sum(counts[word] for word in _KAZAKH_WORDS)
    russian_words = sum(counts[word] for word in _RUSSIAN_WORDS)
    share = _count(sample, _KAZAKH) / max(cyrillic, 1)
    if share >= 0.05 or (share >= 0.02 and kazakh_words >= russian_words):
        return "kk"
    return "ru"


def _count(text: str, letters: str) -> int:
    return sum(map(text.count, letters))
