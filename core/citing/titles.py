"""Which headings name a standard: by its number word ("Standard 3", «3-стандарт») or by its title in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import ceil
from typing import NamedTuple

from ..model.document import Block, Document, Kind
from ..model.standards import StandardSet
from ..words.numbers import any_ordinal, any_whole, hints, place
from ..words.patterns import pattern
from ..words.vocabulary import NUMBERS, TITLES, alternatives, spelled
from ..words.vocabulary import words as vocabulary
from .openings import opening

SAME_TITLE = 0.6  # share of common words from which on a heading carries a criterion's own title
_WORD = alternatives(vocabulary("standard"))
_STEMS = tuple(word.split()[0].rstrip("*") for word in vocabulary("standard"))
_NUMBERED = re.compile(
    rf"(?:{_WORD}\s*(?:№|no\.?)?\s*(?P<after>[0-9]{{1,2}}(?:\.[0-9])?|[IVX]{{1,5}}(?!\w))(?![0-9]|\.[0-9])"
    rf"|(?<![0-9.])(?P<before>[0-9]{{1,2}}(?:\.[0-9])?|(?<!\w)[IVX]{{1,5}})\s*[-–]?\s*{_WORD}"
    r"(?!\s*(?:№|no\.?)?\s*(?:[0-9]|[IVX]+\b)))",  # "2 Standard 3": the number behind the word is the standard's
    re.IGNORECASE,
)
_PART = alternatives([*vocabulary("section"), *vocabulary("division")])
_LEADING = re.compile(
    rf"(?:{_PART}\s+)?(?P<number>[0-9]{{1,2}}|[IVX]{{1,5}})(?![0-9A-Za-z]|\.[0-9])[.)]?\s*[-–—:.]?\s*", re.IGNORECASE
)
_STOP = frozenset(TITLES.words("little"))
_LETTERS = re.compile(r"[^\W\d_]+")
_ENOUGH_ALONE = 0.74  # share of common words that makes a title without a number
_ENOUGH_NUMBERED = 0.5  # the same where the number agrees
_MARGIN = 0.15  # by which the best title must beat the next


class StandardHeading(NamedTuple):
    """A block that opens a standard.

    by         "number" where it carries the number word ("Standard 3"), else "title"
    agreement  0 to 1, how well its title agrees with the standard's; None where it gives no title
    """

    number: str
    by: str
    agreement: float | None


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """The words that carry a title's meaning, lower case."""
    found = _LETTERS.findall(text.lower())
    return tuple(dict.fromkeys(word for word in found if len(word) > 2 and word not in _STOP))


def _same(one: str, other: str) -> bool:
    """The same word, inflected: a common beginning of at least four letters and 70 % of the shorter."""
    shorter = min(len(one), len(other))
    enough = ceil(max(min(4, shorter), 0.7 * shorter))
    return one[:enough] == other[:enough]


def similarity(heading: str, title: str) -> float:
    """0 to 1: share of words that two titles have in common, whatever their order and endings."""
    return _similarity(tokens(heading), tokens(title))


def repeats(text: str, title: str, share: float) -> bool:
    """Whether a text, however long, and a title have this share of words in common; most texts are too long for it."""
    wanted = tokens(title)
    most = 2 * len(wanted) / share - len(wanted)  # different words; with more the share is smaller, whatever they are
    found: dict[str, None] = {}
    for match in _LETTERS.finditer(text.lower()):
        word = match.group()
        if len(word) > 2 and word not in _STOP:
            found[word] = None
            if len(found) > most + 1:  # one more than that: it is a quotient of floats
                return False
    return _similarity(tuple(found), wanted) >= share


def _similarity(some: tuple[str, ...], others: tuple[str, ...]) -> float:
    if not some or not others:
        return 0.0
    left = list(others)
    common = 0
    for word in some:
        for candidate in left:
            if word[0] == candidate[0] and _same(word, candidate):
                left.remove(candidate)
                common += 1
                break
    return 2 * common / (len(some) + len(others))


def standard_headings(document: Document, standards: StandardSet) -> Mapping[int, StandardHeading]:
    """For each block that opens a standard of the set: which, and how that is known."""
    found: dict[int, StandardHeading] = {}
    known = _known_titles(standards)
    level, number = 0, ""  # of the heading above that names its standard by number
    for index, block in enumerate(document.blocks):
        heading = _read(block.shown, standards, known) if _may_open(block) else None
        if block.kind is Kind.HEADING and (block.level <= level or (heading and heading.by == "number")):
            level, number = (block.level, heading.number) if heading and heading.by == "number" else (0, "")
        if heading is None or (heading.by == "title" and block.level > level > 0 and heading.number != number):
            continue  # a sub-heading of another standard's section: "Students at the centre" in that of programmes
        found[index] = heading
    return found


def _may_open(block: Block) -> bool:
    if block.kind is Kind.HEADING:
        return True
    return block.kind in (Kind.PARAGRAPH, Kind.ITEM) and block.emphasis and len(block.shown) < 150


def _read(shown: str, standards: StandardSet, known: Sequence[_Known]) -> StandardHeading | None:
    match = (_NUMBERED.search(shown) or _worded().search(shown)) if names_standard(shown) else None
    if match and _opens(shown[: match.start()], standards):
        number = _number(match["after"] or match["before"])
        if number not in standards.by_number:
            return None
        title = shown[match.end() :]
        if _SEVERAL.fullmatch(title):
            return None  # a cover's list of the standards that the report answers
        return StandardHeading(number, "number", _agreement(title, standards, number) if tokens(title) else None)
    opened = opening(shown, standards)
    if opened and any(code in standards.criteria or standards.in_gap(code) for code in opened.cited.codes):
        return None  # a criterion's heading, however much its title sounds like a standard's
    if opened and any(len(code.parts) > 2 and code.text not in standards.by_number for code in opened.cited.codes):
        return None  # or another set's
    leading = _LEADING.match(shown)
    bare = shown[leading.end() :] if leading else shown
    best = _best_title(bare, known)
    if leading and leading["number"].isdigit() and leading["number"] in standards.by_number:
        own = _agreement(bare, standards, leading["number"])
        other = best is not None and best[0] != leading["number"] and best[1] >= max(own, _ENOUGH_ALONE)
        if own >= _ENOUGH_NUMBERED and not other:
            return StandardHeading(leading["number"], "title", own)
    if best and best[1] >= _ENOUGH_ALONE:
        return StandardHeading(best[0], "title", best[1])
    return None


# «, 2 и 7» behind «Стандарты 1»
_SEVERAL = re.compile(
    rf"(?:\s*(?:[,;&–—-]|{spelled(NUMBERS.words('and'))})\s*(?:№\s*)?[0-9]{{1,2}})+[\s.]*", re.IGNORECASE
)


def names_standard(text: str) -> bool:
    """Cheap: False only where no word for standard stands."""
    small = text.lower()
    return any(stem in small for stem in _STEMS)


@cache
def _worded() -> re.Pattern[str]:
    """ "Standard Two", «Стандарт второй.», «Екінші стандарт:», alone or before a title; no «второй стандарт сети»."""
    return pattern(
        rf"(?:{_WORD}\s+(?P<after>{any_ordinal()}|{any_whole()})|(?P<before>{any_ordinal()})\s+{_WORD})"
        r"\s*(?:$|[.:–—\n(«“]|-\s)",
        re.IGNORECASE,
        hints(),
    )


def _number(written: str) -> str:
    """«Стандарт III» and «Третий стандарт» are Standard 3."""
    return str(place(written) or written)


def _opens(before: str, standards: StandardSet) -> bool:
    """Nothing but the set's own prefix or a numbering stands before the number word."""
    rest = before
    for prefix in standards.recognition.prefixes:
        rest = re.sub(re.escape(prefix), " ", rest, flags=re.IGNORECASE)
    return not re.search(r"[^\W\d_]{2,}", rest)


def _agreement(title: str, standards: StandardSet, number: str) -> float:
    return max((similarity(title, known) for known in _titles(standards, number)), default=0.0)


def _titles(standards: StandardSet, number: str) -> Iterable[str]:
    standard = standards.by_number[number]
    return (*standard.titles.all(), *standard.aliases)


def _best_title(text: str, known: Sequence[_Known]) -> tuple[str, float] | None:
    """The standard whose title the text is, with its score, if it clearly beats the others."""
    heading = tokens(text)
    if not heading or len(heading) > 14:
        return None
    begins = {word[:3] for word in heading}
    best: dict[str, float] = {}
    for number, title, beginnings in known:
        if begins & beginnings:
            best[number] = max(best.get(number, 0.0), _similarity(heading, title))
    scores = sorted(((score, number) for number, score in best.items()), reverse=True)
    if scores and (len(scores) == 1 or scores[0][0] - scores[1][0] >= _MARGIN):
        return scores[0][1], scores[0][0]
    return None


class _Known(NamedTuple):
    """One wording of a standard's title: its words, and how they begin (two that are the same begin alike)."""

    number: str
    title: tuple[str, ...]
    beginnings: frozenset[str]


def _known_titles(standards: StandardSet) -> tuple[_Known, ...]:
    """Every wording of every title of the set."""
    return tuple(
        _Known(number, tokens(title), frozenset(word[:3] for word in tokens(title)))
        for number in standards.by_number
        for title in _titles(standards, number)
    )
