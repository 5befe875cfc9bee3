"""Word's automatic numbering: the number that Word shows before a paragraph, and no other.

The rules are those of ECMA-376 part 1, 17.9, read as Word carries them out (measurements in Word that others have
published, and LibreOffice's rendering where it follows Word):
- Paragraphs count on the abstract definition; all its instances (w:num) share the counters. A definition that only
  refers to a numbering style (numStyleLink) counts for itself all the same.
- A startOverride sets the counter when its instance is used on that level for the first time.
- A level begins again after any paragraph of a higher level, unless lvlRestart says after which, or never (0).
- A level that is skipped counts as used once: after "1.1" as the first number of all the next chapter is 2.
- Legal numbering (isLgl) shows the levels above in digits; the level itself keeps its own format.
- A style that names a list stands on the level that is linked to it, else on the level that it names itself
  (17.9.23); one that names none numbers nothing where the first level is linked to another style.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from .xml import ALTERNATE, CHOICE, FALLBACK, RPR, VAL, W, number, on

LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list. restart: 1-based level after which it begins again, 0 never, None after any higher."""

    start: int = 0
    format: str = "decimal"
    pattern: str = ""
    legal: bool = False
    restart: int | None = None
    suffix: str = "tab"
    style: str | None = None
    hidden: bool = False
    width: int = 1  # of a custom format: least number of digits

    @property
    def bullet(self) -> bool:
        return self.format == "bullet"


class List(NamedTuple):
    """An instance (w:num). counters: name of the counters it shares; starts: startOverride by level."""

    id: str
    counters: str
    levels: tuple[Level | None, ...]
    starts: dict[int, int]

    def level_of(self, style: str) -> int | None:
        """The level that is linked to a paragraph style."""
        for index, level in enumerate(self.levels):
            if level is not None and level.style == style:
                return index
        return None


class Story:
    """Counters of one story. counts: by list and level; used: lists and levels that have been in use."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int | None]] = {}
        self.used: set[tuple[str, int]] = set()


class Shown(NamedTuple):
    """A paragraph's place in a list. number: as Word shows it, or ""; bullet: it has a mark instead."""

    number: str = ""
    bullet: bool = False
    glued: bool = False  # nothing stands between number and text


class Numbering:
    """The numbering part. link: numId by the id of a numbering style, for lists that only refer to a style."""

    def __init__(self, tree: etree._Element | None, link: dict[str, str] | None = None) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._num: dict[str, etree._Element] = {}
        for item in () if tree is None else tree:
            if item.tag == W + "abstractNum":
                self._abstract.setdefault(item.get(W + "abstractNumId") or "", item)
            elif item.tag == W + "num":
                self._num.setdefault(item.get(W + "numId") or "", item)
        self._link = link or {}
        self._lists: dict[str, List | None] = {}
        self._levels: dict[str, tuple[Level | None, ...]] = {}

    @cached_property
    def _by_style_link(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for id, item in self._abstract.items():
            if (style := _value(item, "styleLink")) is not None:
                found.setdefault(style, id)
        return found

    def list(self, num: str) -> List | None:
        """The list of that numId; None where it is 0 or defined nowhere (then Word shows no number)."""
        if num not in self._lists:
            self._lists[num] = self._read(num)
        return self._lists[num]

    def _read(self, num: str) -> List | None:
        item = self._num.get(num)
        if item is None or num == "0":
            return None
        own = _value(item, "abstractNumId") or ""
        abstract = self._resolve(own, frozenset())
        if abstract is None:
            return None
        if abstract not in self._levels:
            self._levels[abstract] = _levels(self._abstract[abstract])
        levels = list(self._levels[abstract])
        starts: dict[int, int] = {}
        for override in item.iterchildren(W + "lvlOverride"):
            index = number(override.get(W + "ilvl"), -1)
            if not 0 <= index < LEVELS:
                continue
            if (start := _value(override, "startOverride")) is not None:
                starts[index] = number(start)
            for level in override.iterchildren(W + "lvl"):
                levels[index] = _level(level)
        return List(num, own, tuple(levels), starts)

    def _resolve(self, abstract: str, seen: frozenset[str]) -> str | None:
        """Follows numStyleLink to the definition that has the levels."""
        item = self._abstract.get(abstract)
        if item is None or abstract in seen:
            return None
        style = _value(item, "numStyleLink")
        if style is None:
            return abstract
        target = self._by_style_link.get(style)
        if target is None and style in self._link and self._link[style] in self._num:
            target = _value(self._num[self._link[style]], "abstractNumId")
        found = self._resolve(target, seen | {abstract}) if target is not None else None
        return found if found is not None else abstract

    def count(self, story: Story, num: str, index: int) -> Shown | None:
        """Counts a paragraph on that level. None where there is no such list or level."""
        used = self.list(num)
        if used is None or not 0 <= index < LEVELS:
            return None
        level = used.levels[index]
        if level is None:
            return None
        counts = story.counts.get(used.counters)
        if counts is None:
            counts = story.counts[used.counters] = [None] * LEVELS
        for above in range(index):
            skipped = used.levels[above]
            if counts[above] is None and skipped is not None:
                counts[above] = used.starts.get(above, skipped.start)
                story.used.add((num, above))
        current = counts[index]
        if index in used.starts and (num, index) not in story.used:
            counts[index] = used.starts[index]
        elif current is None:
            counts[index] = used.starts.get(index, level.start)
        else:
            counts[index] = current + 1
        story.used.add((num, index))
        for deeper in range(index + 1, LEVELS):
            below = used.levels[deeper]
            restart = None if below is None else below.restart
            if restart is None or index < restart:
                counts[deeper] = None
        return _shown(used, counts, index, level)


def _shown(used: List, counts: list[int | None], index: int, level: Level) -> Shown:
    if level.bullet:
        return Shown(bullet=not level.hidden and bool(level.pattern))
    if level.hidden:
        return Shown()
    text = ""
    end = 0
    for match in _PLACEHOLDER.finditer(level.pattern):
        other = int(match[1]) - 1
        source = used.levels[other]
        count = counts[other]
        text += level.pattern[end : match.start()]
        end = match.end()
        if other > index or source is None or count is None:
            continue
        format = source.format
        if format in SPELLED:
            return Shown(bullet=True)
        if level.legal and other < index and format not in ("none", "bullet"):
            format = "decimal"
        text += formatted(count, format, source.width)
    text += level.pattern[end:]
    return Shown(text.strip(), glued=level.suffix == "nothing" and text[-1:] != " ")


def _levels(abstract: etree._Element) -> tuple[Level | None, ...]:
    levels: list[Level | None] = [None] * LEVELS
    for item in abstract.iterchildren(W + "lvl"):
        index = number(item.get(W + "ilvl"), -1)
        if 0 <= index < LEVELS:
            levels[index] = _level(item)
    return tuple(levels)


def _level(item: etree._Element) -> Level:
    children = {str(child.tag): child for child in reversed(item)}  # the first of each

    def value(name: str) -> str | None:
        child = children.get(W + name)
        return None if child is None else child.get(VAL)

    restart, legal, look = value("lvlRestart"), children.get(W + "isLgl"), children.get(RPR)
    level = Level(
        start=number(value("start")),
        pattern=value("lvlText") or "",
        legal=legal is not None and on(legal),
        restart=None if restart is None else number(restart),
        suffix=value("suff") or "tab",
        style=value("pStyle"),
        hidden=look is not None and any(on(v) for v in look.iterchildren(W + "vanish")),
    )
    format = _format(children)
    return level if format is None else _with_format(level, format)


def _format(children: Mapping[str, etree._Element]) -> etree._Element | None:
    """A custom format comes with a fallback for old versions."""
    alternate = children.get(ALTERNATE)
    if alternate is None:
        return children.get(W + "numFmt")
    branches = [*alternate.iterchildren(CHOICE), *alternate.iterchildren(FALLBACK)]
    found = [f for branch in branches for f in branch.iterchildren(W + "numFmt")]
    return found[0] if found else children.get(W + "numFmt")


def _with_format(level: Level, item: etree._Element) -> Level:
    name = item.get(VAL) or "decimal"
    if name != "custom":
        return level._replace(format=name)
    first = (item.get(W + "format") or "").split(",")[0].strip()
    return level._replace(format="decimal", width=min(len(first), _WIDEST) if first.isdigit() else 1)


def _value(item: etree._Element, name: str) -> str | None:
    child = item.find(W + name)
    return None if child is None else child.get(VAL)


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # ECMA-376 17.18.59: without ё й ъ ь
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LAST_ROMAN = 3999
_WIDEST = 9  # digits
_REPEATED = 30  # times that Word repeats a letter: aa, bb
# These spell the number out in the proofing language ("First", "1-й") or with marks: they carry no code, and what
# Word shows is not known, so no number is shown.
SPELLED = frozenset({"ordinal", "cardinalText", "ordinalText", "chicago"})


def formatted(count: int, format: str, width: int = 1) -> str:
    """A count as Word writes it in a number format (ST_NumberFormat); digits where the format cannot express it."""
    if format in ("none", "bullet"):
        return ""
    if format == "decimalZero":
        return f"{count:02d}"
    if format in ("upperRoman", "lowerRoman") and 0 < count <= _LAST_ROMAN:
        roman = _roman(count)
        return roman.upper() if format == "upperRoman" else roman
    if format in ("upperLetter", "lowerLetter") and 0 < count <= _REPEATED * len(_LATIN):
        letters = _letters(count, _LATIN)
        return letters.upper() if format == "upperLetter" else letters
    if format in ("russianUpper", "russianLower") and 0 < count <= _REPEATED * len(_RUSSIAN):
        letters = _letters(count, _RUSSIAN)
        return letters.upper() if format == "russianUpper" else letters
    if format == "numberInDash":
        return f"- {count} -"
    if format == "hex":
        return f"{count:X}"
    return str(count).zfill(width)


def _letters(count: int, alphabet: str) -> str:
    """a, b, ... z, aa, bb, ...: Word repeats the letter."""
    times, index = divmod(count - 1, len(alphabet))
    return alphabet[index] * (times + 1)


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        text += letters * times
    return text
