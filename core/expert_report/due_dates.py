"""By when: days and periods as people write them in Kazakh, Russian and English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..model.calendar_days import later
from ..model.case import Calendar

# Beginnings of the months' names, so that every case is meant; the first that fits wins.
_MONTHS: tuple[tuple[str, int], ...] = (
    ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("may", 5), ("jun", 6),
    ("jul", 7), ("aug", 8), ("sep", 9), ("oct", 10), ("nov", 11), ("dec", 12),
    ("январ", 1), ("феврал", 2), ("март", 3), ("апрел", 4), ("мая", 5), ("май", 5), ("июн", 6),
    ("июл", 7), ("август", 8), ("сентябр", 9), ("октябр", 10), ("ноябр", 11), ("декабр", 12),
    ("қаңтар", 1), ("ақпан", 2), ("наурыз", 3), ("сәуір", 4), ("мамыр", 5), ("маусым", 6),
    ("шілде", 7), ("тамыз", 8), ("қыркүйек", 9), ("қазан", 10), ("қараша", 11), ("желтоқсан", 12),
)  # fmt: skip
_NAMES = "|".join(name for name, _ in _MONTHS)
_NUMERIC = re.compile(r"(?<![0-9.])([0-3]?[0-9])[./-]([01]?[0-9])[./-](20[0-9]{2})(?![0-9])")
_ISO = re.compile(r"(?<![0-9])(20[0-9]{2})-([01][0-9])-([0-3][0-9])(?![0-9])")
_DAY_MONTH = re.compile(
    rf"(?<![0-9])([0-3]?[0-9])(?:st|nd|rd|th)?\s+({_NAMES})[\w.]*,?\s+(20[0-9]{{2}})", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"\b({_NAMES})[\w.]*\s+([0-3]?[0-9])(?:st|nd|rd|th)?,?\s+(20[0-9]{{2}})", re.IGNORECASE)
_KAZAKH = re.compile(
    rf"(20[0-9]{{2}})\s*(?:ж\.?|жыл\w*)\s*([0-3]?[0-9])[-–]?\s*({_NAMES})\w*", re.IGNORECASE
)  # 2027 жылғы 15 мамыр
_MONTH_YEAR = re.compile(rf"\b({_NAMES})[\w.]*\s+(20[0-9]{{2}})", re.IGNORECASE)
_KAZAKH_MONTH = re.compile(rf"(20[0-9]{{2}})\s*(?:ж\.?|жыл\w*)\s*({_NAMES})\w*", re.IGNORECASE)
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "twelve": 12, "a": 1, "an": 1,
    "один": 1, "одного": 1, "два": 2, "двух": 2, "три": 3, "трех": 3, "трёх": 3, "шести": 6, "шесть": 6,
    "бір": 1, "екі": 2, "үш": 3, "алты": 6,
}  # fmt: skip
_UNITS: tuple[tuple[str, str, int], ...] = (
    (r"months?|месяц\w*|мес\.?|ай(?:ға|дың|да|ды|дан)?", "months", 1),
    (r"weeks?|недел\w*|апта\w*", "weeks", 1),
    (r"days?|д(?:ень|ня|ней)|күн\w*", "days", 1),
    (r"years?|год(?:а|у)?|лет|жыл\w*", "months", 12),
)
_PERIOD = re.compile(
    rf"(?<![\w.])(?P<count>[0-9]{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})\s*"
    rf"(?:{'|'.join(f'(?P<u{i}>{pattern})' for i, (pattern, _, _) in enumerate(_UNITS))})(?!\w)",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"(?:в течение|within the|within a)\s+(?:года|year)", re.IGNORECASE)


@dataclass(frozen=True)
class Due:
    """day: None where it depends on a day that is not known; counted: it was counted from `start`."""

    day: date | None
    counted: bool = False


def due(text: str, start: date | None = None) -> Due | None:
    """The day that a text names, its last where it names several; a period is counted from `start`.

    None where it names neither. A month without a day is its last day.
    """
    days = sorted(found for found in _days(text) if found is not None)
    if days:
        return Due(days[-1])
    for match in _PERIOD.finditer(text):
        unit = next(i for i in range(len(_UNITS)) if match[f"u{i}"])
        _, name, times = _UNITS[unit]
        count = _WORDS.get(match["count"].casefold()) or int(match["count"])
        return _counted(start, count * times, name)
    if _BARE_YEAR.search(text):
        return _counted(start, 12, "months")
    return None


def _counted(start: date | None, count: int, unit: str) -> Due:
    if start is None:
        return Due(None, True)
    return Due(later(start, count, unit, Calendar()), True)  # type: ignore[arg-type]


def _days(text: str) -> list[date | None]:
    found: list[date | None] = []
    for match in _NUMERIC.finditer(text):
        found.append(_date(match[3], match[2], match[1]))
    for match in _ISO.finditer(text):
        found.append(_date(match[1], match[2], match[3]))
    for match in _DAY_MONTH.finditer(text):
        found.append(_date(match[3], _month(match[2]), match[1]))
    for match in _MONTH_DAY.finditer(text):
        found.append(_date(match[3], _month(match[1]), match[2]))
    for match in _KAZAKH.finditer(text):
        found.append(_date(match[1], _month(match[3]), match[2]))
    if not found:
        for match in _MONTH_YEAR.finditer(text):
            found.append(_end(match[2], _month(match[1])))
        for match in _KAZAKH_MONTH.finditer(text):
            found.append(_end(match[1], _month(match[2])))
    return found


def _month(name: str) -> int:
    return next(number for beginning, number in _MONTHS if name.casefold().startswith(beginning))


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _end(year: str, month: int) -> date:
    first = date(int(year) + month // 12, month % 12 + 1, 1)
    return date.fromordinal(first.toordinal() - 1)
