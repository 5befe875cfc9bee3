"""What a text says that needs no translation: numbers, dates, percentages, codes, annexes, in one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ..model.programme_codes import programme_codes
from ..words.dates import month_names, month_of
from ..words.narrative import annex_citations
from ..words.vocabulary import DATES, NUMBERS, TITLES, spelled
from ..words.vocabulary import words as vocabulary

_COUNTED = 12  # up to here people write a number in words as often as in digits
_LETTER = "A-Za-zА-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ"
_TAKEN = "\x00"  # stands for a character that is part of something else


class Fact(NamedTuple):
    """kind: as in the contract; value: in one spelling for all languages; also: what else its spelling may mean."""

    kind: str
    value: str
    start: int
    end: int
    also: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """A number so small that another language may well have it in words."""
        return self.kind == "number" and self.value.isdigit() and int(self.value) <= _COUNTED

    def same(self, other: Fact) -> bool:
        """87 beside a column headed "%" is the 87% of the text; all else must be of one kind."""
        kinds = {self.kind, other.kind}
        if self.kind != other.kind and kinds != {"number", "percentage"}:
            return False
        return self.value == other.value or self.value in other.also or other.value in self.also


class Stated:
    """Facts, to be asked which of others they state too: as `Fact.same` says it, without comparing each with each."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._named: dict[tuple[str, str], list[int]] = {}  # whatever a spelling may mean
        self._meant: dict[tuple[str, str], list[int]] = {}
        for place, fact in enumerate(facts):
            kind = _KIN.get(fact.kind, fact.kind)
            self._meant.setdefault((kind, fact.value), []).append(place)
            for name in {fact.value, *fact.also}:
                self._named.setdefault((kind, name), []).append(place)

    def places(self, fact: Fact) -> Iterator[int]:
        """Where they state it, in no order; a place may come twice."""
        kind = _KIN.get(fact.kind, fact.kind)
        yield from self._named.get((kind, fact.value), ())
        for name in fact.also:
            yield from self._meant.get((kind, name), ())


_KIN = {"percentage": "number"}  # a number beside a column headed "%" is one


def facts_of(text: str, language: str) -> list[Fact]:
    """The facts of a paragraph or cell, in their order. language: decides what a comma in a number means."""
    left = text
    found: list[Fact] = []
    for step in (_addresses, _programmes, _annexes, _references, _dates, _codes, _academic_years, _times):
        taken = list(step(left, language))
        for fact in taken:
            left = left[: fact.start] + _TAKEN * (fact.end - fact.start) + left[fact.end :]
        found += (fact for fact in taken if fact.kind)
    found += _numbers(left, language)
    return sorted(found, key=lambda fact: (fact.start, fact.end))


# --- what is taken out first: kind "" is no fact


_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?<!\w)[\w-]+(?:\.[\w-]+)*\.(?:kz|com|org|edu|ru|eu)(?:/\S*)?\b"
)
# Pages differ between versions by nature; the number of a list's item is the list's.
_ITEM = re.compile(r"\A\s*\(?[0-9]{1,2}[.)](?=\s)")


@cache
def _pages() -> re.Pattern[str]:
    amid = vocabulary("page_amid")
    before, behind = (
        spelled(word for word in vocabulary("page") if word not in amid),
        spelled(vocabulary("page_behind")),
    )
    numbers = r"[0-9]+(?:\s*[-–,]\s*[0-9]+)*"
    return re.compile(
        rf"(?:(?<!\w){before}|(?<=[(,; ]){spelled(amid)})\s*{numbers}|{numbers}\s*-?\s*{behind}(?!\w)", re.IGNORECASE
    )


@cache
def _labels() -> re.Pattern[str]:
    before = [word for kind in ("table_named", "figure_named") for word in TITLES.words(kind)]
    behind = [word for kind in ("table_behind", "figure_behind") for word in TITLES.words(kind)]
    number, joint = r"[0-9]+(?:\.[0-9]+)*", rf"\s*(?:[-–,]|{spelled(NUMBERS.words('and'))})\s*"
    return re.compile(
        rf"(?<!\w){spelled(before)}\s*(?:№\s*)?{number}(?:{joint}{number})*|{number}\s*-?\s*{spelled(behind)}\w*",
        re.IGNORECASE,
    )


_GROUP = re.compile(rf"(?<![0-9{_LETTER}])[BMDВМД][0-9]{{3}}(?![0-9{_LETTER}])")
_LATIN = str.maketrans("ВМД", "BMD")


def _addresses(text: str, language: str) -> Iterator[Fact]:
    for match in _ADDRESS.finditer(text):
        yield Fact("", "", match.start(), match.end())


def _programmes(text: str, language: str) -> Iterator[Fact]:
    for code, start, end in programme_codes(text):
        yield Fact("programme-code", code, start, end)
    for match in _GROUP.finditer(text):
        yield Fact("programme-code", match[0].translate(_LATIN), match.start(), match.end())


# Annex «Б» may be Annex B by the order of the alphabet, «В» by its shape too.
_BY_ORDER = str.maketrans("АБВГДЕЖЗИКЛМ", "ABCDEFGHIJKL")
_BY_SHAPE = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")


def _annexes(text: str, language: str) -> Iterator[Fact]:
    for labels, start, end in annex_citations(text):
        for number, label in enumerate(labels):
            label = label.lstrip("0") or "0"
            also = tuple(said for table in (_BY_ORDER, _BY_SHAPE) if (said := label.translate(table)) != label)
            # the first takes the whole span; the others stand in it
            yield Fact("annex", label, start, end if number == 0 else start, also)


def _references(text: str, language: str) -> Iterator[Fact]:
    for pattern in (_labels(), _pages(), _ITEM):
        for match in pattern.finditer(text):
            yield Fact("", "", match.start(), match.end())


# --- dates


_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"


@cache
def _written() -> Sequence[re.Pattern[str]]:
    """Dates with a month's name, in the order in which they are looked for: the year first («2027 жылғы 15 мамыр»), the
    day, the month ("May 15, 2027"), a month alone."""
    ordinal = rf"(?:-?{spelled(NUMBERS.words('ordinal'))})?"
    day = rf"[«\"“]?(?<![0-9.,])[0-9]{{1,2}}(?![0-9])[»\"”]?{ordinal}"
    to = rf"\s*(?:[-–—]|{spelled(word for meaning in ('to', 'and', 'and_with') for word in NUMBERS.words(meaning))})\s*"
    days = rf"(?:(?P<first>{day}){to})?(?P<day>{day})"
    of_month, of_day = spelled(DATES.words("of_month")), spelled(DATES.words("of_day"))
    year_first, month_first = DATES.words("order", "year_first"), DATES.words("order", "month_first")
    of_year, theirs = spelled(DATES.words("of_year", *year_first)), month_names(*year_first)
    any_month = month_names()
    shapes = (
        rf"(?P<year>{_YEAR})(?:\s*{of_year})?\s*(?:{of_month}\s*)?(?:{days}\s*)?"
        rf"(?:(?P<from>{theirs}){to})?(?P<month>{theirs})(?:\s*{of_month})?(?:\s*(?P<after>{day})(?:\s*{of_day})?(?![0-9%]))?",
        rf"{days}\s*(?:{of_month}\s+)?(?P<month>{any_month})(?:,?\s*(?P<year>{_YEAR}))?",
        rf"(?<!\w)(?P<month>{month_names(*month_first)})\s+{days}(?:,?\s*(?P<year>{_YEAR}))?",
        rf"(?<!\w)(?:(?P<from>{any_month}){to})?(?P<month>{any_month})(?:\s+{of_month})?,?\s*(?P<year>{_YEAR})",
    )
    return [re.compile(shape, re.IGNORECASE) for shape in shapes]


_NUMERIC = re.compile(
    r"(?<![0-9.])(?P<day>[0-9]{1,2})[./](?P<month>[0-9]{1,2})[./](?P<year>(?:19|20)[0-9]{2})(?![0-9])"
)
_ISO = re.compile(r"(?<![0-9-])(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9-])")


def _dates(text: str, language: str) -> Iterator[Fact]:
    for pattern in (_ISO, _NUMERIC, *_written()):
        for match in pattern.finditer(text):
            dates = list(_of_match(match))
            if dates:
                for number, (value, also) in enumerate(dates):
                    yield Fact("date", value, match.start(), match.end() if number == 0 else match.start(), also)
                text = text[: match.start()] + _TAKEN * (match.end() - match.start()) + text[match.end() :]


def _of_match(match: re.Match[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    parts = {name: value for name, value in match.groupdict().items() if value}
    year, month = parts.get("year"), _month(parts["month"])
    written = (re.findall("[0-9]+", parts.get(name, "")) for name in ("first", "day", "after"))
    days = [int(digits[0]) for digits in written if digits]
    if not 1 <= month <= 12 or any(not 1 <= day <= 31 for day in days):
        return
    if days:
        for day in days:
            bare = f"--{month:02}-{day:02}"
            yield (f"{year}-{month:02}-{day:02}", (bare,)) if year else (bare, ())
        return
    if "from" in parts:
        yield f"{year}-{_month(parts['from']):02}", ()
    yield f"{year}-{month:02}", ()


def _month(name: str) -> int:
    """Its number; 0 for what is none."""
    return int(name) if name.isdigit() else month_of(name)


# --- codes, years, times, numbers


_CODE = re.compile(rf"(?<![0-9.{_LETTER}])[0-9]{{1,2}}(?:\.[0-9]{{1,3}}){{2,4}}(?![0-9])")
_ACADEMIC = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})\s?[/–—-]\s?(?P<next>[0-9]{2})(?![0-9.,]?[0-9])")
_TIME = re.compile(
    r"(?<![0-9:])(?P<hour>[01]?[0-9]|2[0-3])(?:[:](?P<minute>[0-5][0-9]))?(?![0-9:])\s*(?P<half>[ap]\.?m\.?(?!\w))?",
    re.IGNORECASE,
)
_SCALES = (("billion", 9), ("million", 6), ("thousand", 3))  # and their powers of ten


@cache
def _number() -> re.Pattern[str]:
    scales = "|".join(f"(?P<{name}>{spelled(NUMBERS.words(name))})" for name, _ in _SCALES)
    percent, to = spelled(NUMBERS.words("percent")), spelled([*NUMBERS.words("to"), *NUMBERS.words("and")])
    grouped = r"[0-9]{1,3}(?:[ '’][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    return re.compile(
        rf"(?<![{_LETTER}0-9])(?P<number>{grouped}|[0-9]+(?:[.,][0-9]+)*)"
        rf"(?:\s*(?:{scales})(?!\w))?(?P<percent>\s*{percent})?"
        rf"(?P<to>\s*(?:[-–—]|{to})\s*[0-9]+(?:[.,][0-9]+)?\s*{percent})?",
        re.IGNORECASE,
    )


def _codes(text: str, language: str) -> Iterator[Fact]:
    for match in _CODE.finditer(text):
        yield Fact("code-reference", match[0], match.start(), match.end())


def _academic_years(text: str, language: str) -> Iterator[Fact]:
    for match in _ACADEMIC.finditer(text):
        year = int(match["year"])
        if int(match["next"]) == (year + 1) % 100:
            yield Fact("number", str(year), match.start(), match.end())
            yield Fact("number", str(year + 1), match.start(), match.start())


def _times(text: str, language: str) -> Iterator[Fact]:
    """08:00, 8.00 and "8 часов" are one time, so a time is written as the number that "8.00" would be."""
    for match in _TIME.finditer(text):
        half = (match["half"] or "").lower()
        if match["minute"] is None and not half:
            continue
        hour = int(match["hour"]) % 12 + (12 if half.startswith("p") else 0) if half else int(match["hour"])
        end = match.end() if half else match.end("minute")
        yield Fact("number", _plain(Decimal(f"{hour}.{match['minute'] or '0'}")), match.start(), end)


def _numbers(text: str, language: str) -> Iterator[Fact]:
    position = 0
    while match := _number().search(text, position):
        position = match.start("to") if match["to"] else max(match.end(), match.start() + 1)
        power = next((power for name, power in _SCALES if match[name]), 0)
        kind = "percentage" if match["percent"] or match["to"] else "number"
        values = [_plain(value * 10**power) for value in _meanings(match["number"], language)]
        end = match.start("to") if match["to"] else match.end()
        yield Fact(kind, values[0], match.start(), end, tuple(values[1:]))


_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")


def _meanings(written: str, language: str) -> Sequence[Decimal]:
    """The number as written in this language; where "1,234" may be either, the other meaning too."""
    digits = re.sub("[ '’]", "", written)
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return [Decimal(digits)]
    whole = Decimal(re.sub("[.,]", "", digits))
    if len(set(signs)) == 2:  # 1,234.5 or 1.234,5: the last sign is the decimal one
        at = max(digits.rfind("."), digits.rfind(","))
        return [Decimal(re.sub("[.,]", "", digits[:at]) + "." + digits[at + 1 :])]
    if len(signs) > 1:
        return [whole]
    decimal = Decimal(digits.replace(",", "."))
    if not _THOUSANDS.fullmatch(digits) or digits.startswith("0"):
        return [decimal]
    return [whole, decimal] if signs == [","] and language == "en" else [decimal, whole]


def _plain(value: Decimal) -> str:
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


# --- the same facts in several versions


class Found(NamedTuple):
    """A fact of one version. unit: index of its paragraph; column: of the paragraphs side by side with that one."""

    fact: Fact
    unit: int
    column: int


def unmatched(versions: Sequence[Sequence[Found]]) -> list[dict[int, Found]]:
    """The facts that not all versions share, each with the versions that have it (by their index)."""
    left = [list(found) for found in versions]
    partial: list[dict[int, Found]] = []
    for number in range(len(left)):
        while left[number]:
            one = left[number].pop(0)
            group = {number: one}
            for other in range(number + 1, len(left)):
                match = _closest(one, left[other])
                if match is not None:
                    group[other] = left[other].pop(match)
            if len(group) < len(versions):
                partial.append(group)
    return partial


def _closest(one: Found, others: Sequence[Found]) -> int | None:
    """The index of the same fact in another version: of the same spelling first, in the nearest unit."""
    same = [index for index, other in enumerate(others) if one.fact.same(other.fact)]
    return min(same, key=lambda index: _distance(one, others[index])) if same else None


def _distance(one: Found, other: Found) -> tuple[bool, int]:
    return other.fact.value != one.fact.value, abs(other.column - one.column)
