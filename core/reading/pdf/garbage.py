"""Text that a PDF gives and nobody can read: letters mapped wrongly or not at all."""

from __future__ import annotations

import re

from ..tongues import by_language, entries, letters
from .settings import LEGIBILITY

_LETTER = re.compile(r"[^\W\d_]")
_PROVING = letters("proving")
# Letters of other Cyrillic alphabets, at which old Kazakh fonts (code page 1251 with changed glyphs) stand.
_FOREIGN = frozenset("ђѓљњќћџѕјўґїєЂЃЉЊЌЋЏЅЈЎҐЇЄ")
_FOREIGN_LETTER = re.compile("[ђѓљњќћџѕјўґїєЂЃЉЊЌЋЏЅЈЎҐЇЄ\u00c0-\u00ff\u0100-\u024f\u0370-\u03ff\u0590-\u1fff]")
_VOWELS = letters("vowels")
_USUAL = frozenset(entries("frequent"))  # without which no page of running text is written
_ODD = "!\"#$&'*;<=>?@[\\]^`{|}~"  # marks that stand beside letters, seldom among numbers
_CYRILLIC = re.compile("[\u0400-\u052f]")
_HARD = re.compile("|".join(f"[{some}]{{6,}}" for some in by_language("consonants")), re.I)


# Unmapped, private use (but for the bullets of Symbol and Wingdings), control characters.
_BAD = re.compile(
    "[\ufffd\ue000-\uf02c\uf02e-\uf06e\uf070-\uf075\uf077-\uf0a6\uf0a9-\uf0b6\uf0b8-\uf0d7\uf0d9-\uf0df"
    "\uf0e1-\uf0fb\uf0fd-\uf8ff\x00-\x01\x03-\x08\x0b\x0c\x0e-\x1f\x80-\x9f]|\\(cid:\\d+\\)"
)


def bad_share(text: str, letters: str = "") -> float:
    """Share of the visible characters that no text has.

    letters: each character of a page's text once, for they are few; "" stands for the text itself.
    """
    if not _BAD.search(letters or text) and "(cid:" not in text:
        return 0.0
    # a mark alone in a cell or before a list item is a tick or a bullet of some font, not a word
    tokens = [token for token in text.split() if len(token) > 2 or not _BAD.search(token)]
    return sum(map(len, _BAD.findall(" ".join(tokens)))) / max(sum(map(len, tokens)), 1)


def has_holes(text: str) -> bool:
    """Whether words or numbers of a line have characters that nobody can read, "\ufffd.\ufffd Aims".

    A mark alone or before a word is a bullet or an icon of some font.
    """
    for token in text.split():
        bad = _BAD.findall(token)
        if bad and len(token) > 1 and not (len(bad) == 1 and token.startswith(bad[0])):
            return True
    return False


def is_garbage(text: str, unmapped: int, share: float, letters: str = "") -> bool:
    """Whether a page's text cannot be read.

    unmapped: characters without Unicode, per hundred of a sample; share: what bad_share says of the text; letters: as
    there.

    A sample decides for the ordinary page; only a page whose sample looks odd is read as a whole.
    """

    odd = unmapped > LEGIBILITY.unmapped
    if share > LEGIBILITY.bad or (odd and share > LEGIBILITY.bad_unmapped) or _is_noise(text):
        return True
    if not odd and not _FOREIGN_LETTER.search(letters or text):
        if len(_USUAL.intersection(text[: LEGIBILITY.opening].lower().split())) >= LEGIBILITY.frequent:
            return False
        if len(text) > LEGIBILITY.long and _plausible_share(_taken(text)) > LEGIBILITY.good:
            return False
    count = sum(map(str.isalpha, text))
    if count < LEGIBILITY.few_letters:
        return unmapped > LEGIBILITY.few_unmapped
    cyrillic = sum("\u0400" <= c <= "\u052f" for c in text)
    if cyrillic > LEGIBILITY.cyrillic:
        foreign = sum(c in _FOREIGN for c in text)
        if foreign > LEGIBILITY.foreign * cyrillic and sum(c in _PROVING for c in text) < foreign / 2:
            return True
    latin = sum(c.isascii() and c.isalpha() for c in text)
    if count - cyrillic - latin > LEGIBILITY.neither * count:
        return True  # Latin-1 letters where Cyrillic ones should be, or another script altogether
    return _plausible_share(text) < LEGIBILITY.words


def _taken(text: str) -> str:
    """What of a long page is looked at: its beginning and middle."""
    middle = len(text) // 2
    return f"{text[: LEGIBILITY.taken]} {text[middle : middle + LEGIBILITY.taken]}"


def _is_noise(text: str) -> bool:
    """Marks and digits where letters should be, as codes of a font are that lead to no letters.

    Numbers and dates have other marks; addresses have these, and letters.
    """
    odd = sum(map(text.count, _ODD))
    if odd <= LEGIBILITY.odd * len(text) or len(text) < LEGIBILITY.few_odd * LEGIBILITY.fewest:
        return False
    shown = "".join(text.split())
    return odd > LEGIBILITY.odd * len(shown) and sum(map(str.isalpha, shown)) < LEGIBILITY.letters * len(shown)


def _plausible_share(text: str) -> float:
    """Share of the tokens that could be words of English, Russian or Kazakh; 1 if there are too few to say."""
    tokens = good = 0
    for token in text.split():
        token = token.strip(".,;:!?()[]«»\"'“”„’–—-/…|*•%№+")
        if len(token) < LEGIBILITY.token or token.isupper() or not _LETTER.search(token):
            continue
        if "@" in token or "/" in token or "www" in token:
            continue  # addresses
        tokens += 1
        good += _plausible(token)
        if tokens >= LEGIBILITY.most:
            break
    return good / tokens if tokens >= LEGIBILITY.fewest else 1.0


def _plausible(token: str) -> bool:
    word = token
    if not word.isalpha():
        word = token.replace("-", "").replace("'", "").replace("’", "").replace("–", "")
    if not word.isalpha():
        return word[:1].isalpha() and word.rstrip("0123456789¹²³⁴⁵⁶⁷⁸⁹⁰.,)").isalpha()
    if _VOWELS.isdisjoint(word) or _HARD.search(word):
        return False
    cyrillic = len(_CYRILLIC.findall(word))
    if cyrillic not in (0, len(word)) and len(word) >= LEGIBILITY.mixed and cyrillic not in (1, len(word) - 1):
        return False
    rest = word[1:]
    return rest.islower() or word.isupper() or sum(map(str.isupper, rest)) <= LEGIBILITY.capitals
