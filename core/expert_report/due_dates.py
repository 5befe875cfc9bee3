"""By when: days and periods as people write them in Kazakh, Russian and English; for the review and the follow-up."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ..model.calendar_days import later
from ..model.case import Calendar
from ..model.procedures import Unit
from ..words.dates import month_names, month_of, phrases
from ..words.numbers import counts
from ..words.vocabulary import DATES, NUMBERS, in_order, spelled

_YEAR = r"(?P<year>20[0-9]{2})"
_DAY = r"(?P<day>[0-3]?[0-9])"
_NO_RANGE = r"(?!\s*[-–/]\s*(?:20)?[0-9]{2})"  # 2026/2027 is no year of the calendar
_PARTS = 4  # of a year, at most: its quarters
_ROMAN = ("i", "ii", "iii", "iv")
_UNITS: Sequence[tuple[str, Unit, int]] = (  # by what the file calls them; how many of which unit they are
    ("months", "months", 1),
    ("weeks", "weeks", 1),
    ("working-days", "working-days", 1),
    ("days", "days", 1),
    ("years", "months", 12),
)
_HALF_MONTH = 15  # days
_MONTHS_OF_HALF, _MONTHS_OF_QUARTER = 6, 3

_Patterns = Sequence[re.Pattern[str]]


@cache
def _days() -> _Patterns:
    month, ordinal = rf"(?P<month>{month_names()})", rf"(?:-?{spelled(NUMBERS.words('ordinal'))})?"
    return [
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?<![0-9.]){_DAY}[./-](?P<month>[01]?[0-9])[./-]{_YEAR}(?![0-9])",
            rf"(?<![0-9]){_YEAR}-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9])",
            rf"(?<![0-9]){_DAY}{ordinal}\s+{month},?\s+{_YEAR}",
            rf"\b{month}\s+{_DAY}{ordinal},?\s+{_YEAR}",
            rf"{_YEAR}{_of_year()}{_DAY}[-–]?\s*{month}",
        )
    ]


@cache
def _whole_months() -> _Patterns:
    month = rf"(?P<month>{month_names()})"
    return [re.compile(pattern, re.IGNORECASE) for pattern in (rf"\b{month}\s+{_YEAR}", rf"{_YEAR}{_of_year()}{month}")]


def _of_year() -> str:
    """The word behind a year that stands before its month: «2027 жылғы 15 мамыр»."""
    return rf"\s*{spelled(DATES.words('of_year', *DATES.words('order', 'year_first')))}\s*"


@cache
def _ordinals() -> dict[str, int]:
    """The words for the parts of a year, without their endings."""
    said = (words[:_PARTS] for words in in_order("ordinals"))
    return {word.rstrip("*"): number for words in (_ROMAN, *said) for number, word in enumerate(words, 1)}


@cache
def _phrases(meaning: str) -> _Patterns:
    part = "|".join(sorted(_ordinals(), key=len, reverse=True))
    places = {
        "year": rf"{_YEAR}(?![0-9]){_NO_RANGE}(?:\s*{spelled(DATES.words('of_year'))})?",
        "part": rf"(?P<part>[1-{_PARTS}]|{part})(?:-?{spelled(NUMBERS.words('ordinal'))})?",
        "unit": _unit_names(),
    }
    return list(phrases(meaning, places))


@cache
def _unit_names() -> str:
    return f"(?:{'|'.join(f'(?P<u{i}>{spelled(DATES.words(name))})' for i, (name, _, _) in enumerate(_UNITS))})"


@cache
def _bare_year() -> re.Pattern[str]:
    return re.compile(rf"^\W*{_YEAR}{_NO_RANGE}(?:\s*{spelled(DATES.words('of_year'))})?\W*$", re.IGNORECASE)


@cache
def _period() -> re.Pattern[str]:
    count = spelled(sorted(counts(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,])(?P<count>[0-9]{{1,3}}(?:[.,][0-9])?|{count})[\s-]*(?:\([^()]{{1,40}}\)\s*)?{_unit_names()}(?!\w)",
        re.IGNORECASE,
    )


@cache
def _half_year() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){spelled(DATES.words('half_year'))}(?!\w)(?!\s+20)", re.IGNORECASE)


@cache
def _again() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What makes a period one that comes back, before it and behind it: every two years, әр 2 жыл сайын."""
    before, behind = spelled(DATES.words("again")), spelled(DATES.words("again_behind"))
    return re.compile(rf"(?<!\w){before}\s*$", re.IGNORECASE), re.compile(rf"\s*{behind}", re.IGNORECASE)


@cache
def _together() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|{spelled(DATES.words('together'))})?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Due:
    """day: None where it depends on a day that is not known; counted: it was counted from `start`."""

    day: date | None
    counted: bool = False


def due(text: str, start: date | None = None) -> Due | None:
    """The day that a text names, its last where it names several; a period is counted from `start`.

    None where it names neither. A month without a day is its last day, a year its last; "before 2028" is the last day
    of 2027. The end of an academic year is no day: it differs from one institution to the next.
    """
    text = " ".join(text.split())
    for found in (_named(text), _months(text), _parts_of_years(text)):
        days = list(found)
        if days:
            return Due(max(days))
    if _says("end_of_this_year", text) and not DATES.says(text, "studies"):
        return Due(None if start is None else date(start.year, 12, 31), True)
    periods = list(_periods(text))
    if not periods:
        return None
    return Due(None if start is None else max(_end_of(start, period) for period in periods), True)


def _says(meaning: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _phrases(meaning))


# --- days


def _named(text: str) -> Iterator[date]:
    for pattern in _days():
        for match in pattern.finditer(text):
            month = match["month"]
            try:
                yield date(int(match["year"]), int(month) if month.isdigit() else month_of(month), int(match["day"]))
            except ValueError:
                continue


def _months(text: str) -> Iterator[date]:
    for pattern in _whole_months():
        for match in pattern.finditer(text):
            yield _last(int(match["year"]), month_of(match["month"]))


def _parts_of_years(text: str) -> Iterator[date]:
    if DATES.says(text, "studies"):
        return
    for meaning, months in (("half", _MONTHS_OF_HALF), ("quarter", _MONTHS_OF_QUARTER)):
        for pattern in _phrases(meaning):
            for match in pattern.finditer(text):
                part = _part(match["part"])
                if part * months <= 12:
                    yield _last(int(match["year"]), part * months)
            text = pattern.sub(" ", text)  # in Kazakh the year stands first: «2027 жылғы 3-тоқсан» is not all of it
    yield from _years(text)


def _part(said: str) -> int:
    return int(said) if said.isdigit() else _ordinals()[said.casefold()]


def _years(text: str) -> Iterator[date]:
    ends = {
        int(match["year"]) for pattern in (*_phrases("end_of_year"), _bare_year()) for match in pattern.finditer(text)
    }
    begins = {int(match["year"]) for pattern in _phrases("beginning_of_year") for match in pattern.finditer(text)}
    before = {int(match["year"]) for pattern in _phrases("before_year") for match in pattern.finditer(text)}
    before -= ends | begins
    yield from (date(year, 12, 31) for year in ends)
    yield from (date(year, 1, 1) for year in begins)
    yield from (date(year - 1, 12, 31) for year in before)


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


# --- periods


_Period = tuple[tuple[float, Unit, int], ...]  # counts, units and how many of these make one; added up


def _periods(text: str) -> Iterator[_Period]:
    """Every period of a text; "2 years and 6 months" is one."""
    found: list[tuple[float, Unit, int]] = []
    end = 0
    before, behind = _again()
    left = text
    for match in _period().finditer(text):
        if before.search(text, 0, match.start()) or behind.match(text, match.end()):
            left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
            continue
        if found and not (_together().fullmatch(text, end, match.start()) and _smaller(found[-1], _unit(match))):
            yield tuple(found)
            found = []
        found.append((_count(match["count"]), *_unit(match)))
        end = match.end()
    if found:
        yield tuple(found)
    elif _half_year().search(left):
        yield ((_MONTHS_OF_HALF, "months", 1),)
    else:
        for one in filter(None, (pattern.search(left) for pattern in _phrases("one_unit"))):
            yield ((1, *_unit(one)),)


def _smaller(before: tuple[float, Unit, int], unit: tuple[Unit, int]) -> bool:
    order: tuple[tuple[Unit, int], ...] = (("months", 12), ("months", 1), ("weeks", 1), ("days", 1))
    known = {one: number for number, one in enumerate(order)}
    return known.get(before[1:], len(order)) < known.get(unit, -1)


def _unit(match: re.Match[str]) -> tuple[Unit, int]:
    _, name, times = _UNITS[next(i for i in range(len(_UNITS)) if match[f"u{i}"])]
    return name, times


def _count(said: str) -> float:
    known = counts().get(" ".join(said.casefold().split()))
    return known if known is not None else float(said.replace(",", "."))


def _end_of(start: date, period: _Period) -> date:
    day = start
    for count, unit, times in period:
        whole, rest = divmod(count * times, 1)
        day = later(day, int(whole) if unit == "months" else math.ceil(count * times), unit, Calendar())
        if unit == "months" and rest:
            day += timedelta(days=round(rest * 2 * _HALF_MONTH))
    return day
