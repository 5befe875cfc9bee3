"""By when: days and periods as people write them in Kazakh, Russian and English; for the review and the follow-up."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ..model.calendar_days import later
from ..model.case import Calendar
from ..model.procedures import Unit

# Beginnings of the months' names, so that every case is meant; the first that fits wins.
_MONTHS: tuple[tuple[str, int], ...] = (
    ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("may", 5), ("jun", 6),
    ("jul", 7), ("aug", 8), ("sep", 9), ("oct", 10), ("nov", 11), ("dec", 12),
    ("январ", 1), ("феврал", 2), ("март", 3), ("апрел", 4), ("мая", 5), ("май", 5), ("мае", 5), ("июн", 6),
    ("июл", 7), ("август", 8), ("сентябр", 9), ("октябр", 10), ("ноябр", 11), ("декабр", 12),
    ("қаңтар", 1), ("ақпан", 2), ("наурыз", 3), ("сәуір", 4), ("мамыр", 5), ("маусым", 6),
    ("шілде", 7), ("тамыз", 8), ("қыркүйек", 9), ("қазан", 10), ("қараша", 11), ("желтоқсан", 12),
)  # fmt: skip
_NAMES = "|".join(name for name, _ in _MONTHS)
_YEAR = r"(?P<year>20[0-9]{2})"
_DAY = r"(?P<day>[0-3]?[0-9])"
_MONTH = rf"(?P<month>{_NAMES})[\w.]*"
_OF_YEAR = r"\s*(?:ж\.?|жыл\w*)\s*"  # 2027 жылғы 15 мамыр


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_DAYS = _compiled(
    rf"(?<![0-9.]){_DAY}[./-](?P<month>[01]?[0-9])[./-]{_YEAR}(?![0-9])",
    rf"(?<![0-9]){_YEAR}-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9])",
    rf"(?<![0-9]){_DAY}(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}",
    rf"\b{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
    rf"{_YEAR}{_OF_YEAR}{_DAY}[-–]?\s*{_MONTH}",
)
_WHOLE_MONTHS = _compiled(rf"\b{_MONTH}\s+{_YEAR}", rf"{_YEAR}{_OF_YEAR}{_MONTH}")
# Parts of a year: the number of the part is its last group that matched. A year of studies is none of the calendar.
_ORDINALS: Mapping[str, int] = {
    "1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "first": 1, "second": 2, "third": 3,
    "fourth": 4, "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "бірінші": 1, "екінші": 2, "үшінші": 3, "төртінші": 4,
}  # fmt: skip
_PART = (
    rf"(?<![\w.])(?P<part>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
    r"(?:-?(?:й|го|м|му|ый|ого|ом|ому|ий|его|ше|ші))?"
)
_HALVES = _compiled(
    rf"{_PART}\s+half\s+(?:of\s+)?(?:the\s+year\s+)?{_YEAR}",
    rf"{_PART}\s*полугоди\w+\s+{_YEAR}",
    rf"{_YEAR}{_OF_YEAR}{_PART}[-–]?\s*жартыжылды\w+",
)
_QUARTERS = _compiled(
    rf"(?:{_PART}\s+quarter\s+(?:of\s+)?|\bq(?P<number>[1-4])\s*){_YEAR}",
    rf"{_PART}\s*квартал\w*\s+{_YEAR}",
    rf"{_YEAR}{_OF_YEAR}{_PART}[-–]?\s*тоқсан\w*",
)
_STUDIES = re.compile(r"academic|school year|учебн|оқу жыл", re.IGNORECASE)
_IS_YEAR = r"(?!\s*[-–/]\s*(?:20)?[0-9]{2})(?:\s*(?:год\w*|г\.?|years?|жыл\w*|ж\.?))?"
_ENDS = _compiled(
    rf"(?:end of|end)\s+(?:the\s+)?(?:calendar\s+)?(?:year\s+)?{_YEAR}(?!\s*[-–/]\s*(?:20)?[0-9]{{2}})",
    rf"конц\w+\s+{_YEAR}{_IS_YEAR}",
    rf"{_YEAR}\s*(?:жыл\w*|ж\.?)\s+(?:соңы|аяғы)\w*",
    rf"\b(?:in|during|within|year|not later than|no later than|в|во|в течение|не позднее)\s+{_YEAR}{_IS_YEAR}(?!\w)",
    rf"^\W*{_YEAR}{_IS_YEAR}\W*$",
    rf"{_YEAR}\s*жыл(?:ы|ғы|дың ішінде| ішінде)(?!\w)",
)
_BEFORE = _compiled(rf"\b(?:by|before|until|до|к)\s+{_YEAR}{_IS_YEAR}(?!\w)", rf"{_YEAR}\s*жыл\w*\s+дейін")
_BEGINNINGS = _compiled(
    rf"(?:beginning|start) of\s+(?:the\s+)?(?:year\s+)?{_YEAR}(?!\s*[-–/]\s*(?:20)?[0-9]{{2}})",
    rf"начал\w+\s+{_YEAR}{_IS_YEAR}",
    rf"{_YEAR}\s*(?:жыл\w*|ж\.?)\s+бас\w+",
)
_THIS_YEAR = re.compile(
    r"(?:by|before|until)?\s*the end of (?:the|this) (?:calendar )?year"
    r"|до конца (?:этого |текущего |календарного )?года"
    r"|(?:осы |ағымдағы )?жыл(?:дың)? соңына дейін",
    re.IGNORECASE,
)

_NUMBERS: Mapping[str, float] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "twenty-four": 24, "thirty": 30,
    "half a": 0.5, "one and a half": 1.5, "two and a half": 2.5, "a year and a half": 1.5,
    "один": 1, "одна": 1, "одного": 1, "одной": 1, "одну": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трех": 3,
    "трёх": 3, "четыре": 4, "четырех": 4, "четырёх": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7,
    "семи": 7, "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9, "десять": 10, "десяти": 10, "одиннадцать": 11,
    "одиннадцати": 11, "двенадцать": 12, "двенадцати": 12, "пятнадцать": 15, "пятнадцати": 15, "восемнадцать": 18,
    "восемнадцати": 18, "двадцать": 20, "двадцати": 20, "тридцать": 30, "тридцати": 30, "полтора": 1.5,
    "полутора": 1.5, "полторы": 1.5,
    "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9, "он": 10,
    "он бір": 11, "он екі": 12, "он бес": 15, "он сегіз": 18, "жиырма": 20, "отыз": 30, "жарты": 0.5,
    "бір жарым": 1.5, "екі жарым": 2.5,
}  # fmt: skip
_UNITS: tuple[tuple[str, Unit, int], ...] = (
    (r"months?|месяц\w*|мес\.?|ай(?:ға|дың|да|ды|дан)?", "months", 1),
    (r"weeks?|недел\w*|апта\w*", "weeks", 1),
    (r"(?:working|business)\s+days?|рабоч\w+\s+д(?:ень|ня|ней)|жұмыс\s+күн\w*", "working-days", 1),
    (
        r"(?:calendar\s+)?days?|(?:календарн\w+\s+)?(?:д(?:ень|ня|ней)|сут\w+)|(?:күнтізбелік\s+)?күн\w*",
        "days",
        1,
    ),
    (r"years?|год(?:а|у)?|лет|жыл\w*", "months", 12),
)
_UNIT = "|".join(f"(?P<u{i}>{pattern})" for i, (pattern, _, _) in enumerate(_UNITS))
_COUNT = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_PERIOD = re.compile(
    rf"(?<![\w.,])(?P<count>[0-9]{{1,3}}(?:[.,][0-9])?|{_COUNT})[\s-]*(?:\([^()]{{1,40}}\)\s*)?(?:{_UNIT})(?!\w)",
    re.IGNORECASE,
)
_HALF_YEAR = re.compile(r"(?<!\w)(?:полгода|полугода|полугодия|half-year|half year)(?!\w)(?!\s+20)", re.IGNORECASE)
_ONE = re.compile(
    rf"(?:в течение|within the|within|in the course of a)\s+(?:{_UNIT})(?!\w)|(?<!\w)(?:ай|апта|жыл)\s+ішінде",
    re.IGNORECASE,
)
# A period that comes back is no day: every two years, once in 2 years, әр 2 жыл сайын.
_REPEATED = re.compile(r"(?:every|each|once (?:in|a|per)|per|раз\w? в|кажд\w+|ежегодн\w*|әр|әрбір)\s*$", re.IGNORECASE)
_REPEATED_BEHIND = re.compile(r"\s*(?:сайын)", re.IGNORECASE)
_TOGETHER = re.compile(r"\s*(?:,|and|и|және|мен)?\s*", re.IGNORECASE)
_HALF_MONTH = 15  # days
_MONTHS_OF_HALF, _MONTHS_OF_QUARTER = 6, 3


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
    if _THIS_YEAR.search(text) and not _STUDIES.search(text):
        return Due(None if start is None else date(start.year, 12, 31), True)
    periods = list(_periods(text))
    if not periods:
        return None
    return Due(None if start is None else max(_end_of(start, period) for period in periods), True)


# --- days


def _named(text: str) -> Iterator[date]:
    for pattern in _DAYS:
        for match in pattern.finditer(text):
            month = match["month"]
            try:
                yield date(int(match["year"]), int(month) if month.isdigit() else _month(month), int(match["day"]))
            except ValueError:
                continue


def _months(text: str) -> Iterator[date]:
    for pattern in _WHOLE_MONTHS:
        for match in pattern.finditer(text):
            yield _last(int(match["year"]), _month(match["month"]))


def _parts_of_years(text: str) -> Iterator[date]:
    if _STUDIES.search(text):
        return
    for patterns, months in ((_HALVES, _MONTHS_OF_HALF), (_QUARTERS, _MONTHS_OF_QUARTER)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                part = _ORDINALS[(match["part"] or match["number"]).casefold()]
                if part * months <= 12:
                    yield _last(int(match["year"]), part * months)
            text = pattern.sub(" ", text)  # in Kazakh the year stands first: «2027 жылғы 3-тоқсан» is not all of it
    yield from _years(text)


def _years(text: str) -> Iterator[date]:
    ends = {int(match["year"]) for pattern in _ENDS for match in pattern.finditer(text)}
    begins = {int(match["year"]) for pattern in _BEGINNINGS for match in pattern.finditer(text)}
    before = {int(match["year"]) for pattern in _BEFORE for match in pattern.finditer(text)} - ends - begins
    yield from (date(year, 12, 31) for year in ends)
    yield from (date(year, 1, 1) for year in begins)
    yield from (date(year - 1, 12, 31) for year in before)


def _month(name: str) -> int:
    return next(number for beginning, number in _MONTHS if name.casefold().startswith(beginning))


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


# --- periods


_Period = tuple[tuple[float, Unit, int], ...]  # counts, units and how many of these make one; added up


def _periods(text: str) -> Iterator[_Period]:
    """Every period of a text; "2 years and 6 months" is one."""
    found: list[tuple[float, Unit, int]] = []
    end = 0
    for match in _PERIOD.finditer(text):
        if _REPEATED.search(text, 0, match.start()) or _REPEATED_BEHIND.match(text, match.end()):
            continue
        if found and not (_TOGETHER.fullmatch(text, end, match.start()) and _smaller(found[-1], _unit(match))):
            yield tuple(found)
            found = []
        found.append((_count(match["count"]), *_unit(match)))
        end = match.end()
    if found:
        yield tuple(found)
    elif _HALF_YEAR.search(text):
        yield ((_MONTHS_OF_HALF, "months", 1),)
    elif (one := _ONE.search(text)) is not None:
        kazakh: Mapping[str, tuple[Unit, int]] = {"ай": ("months", 1), "апта": ("weeks", 1), "жыл": ("months", 12)}
        unit = _unit(one) if any(one[f"u{i}"] for i in range(len(_UNITS))) else kazakh[one[0].split()[0].casefold()]
        yield ((1, *unit),)


def _smaller(before: tuple[float, Unit, int], unit: tuple[Unit, int]) -> bool:
    order: tuple[tuple[Unit, int], ...] = (("months", 12), ("months", 1), ("weeks", 1), ("days", 1))
    known = {one: number for number, one in enumerate(order)}
    return known.get(before[1:], len(order)) < known.get(unit, -1)


def _unit(match: re.Match[str]) -> tuple[Unit, int]:
    _, name, times = _UNITS[next(i for i in range(len(_UNITS)) if match[f"u{i}"])]
    return name, times


def _count(said: str) -> float:
    known = _NUMBERS.get(" ".join(said.casefold().split()))
    return known if known is not None else float(said.replace(",", "."))


def _end_of(start: date, period: _Period) -> date:
    day = start
    for count, unit, times in period:
        whole, rest = divmod(count * times, 1)
        day = later(day, int(whole) if unit == "months" else math.ceil(count * times), unit, Calendar())
        if unit == "months" and rest:
            day += timedelta(days=round(rest * 2 * _HALF_MONTH))
    return day
