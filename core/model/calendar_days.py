"""Days as procedures count them: calendar months, weeks, working days."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from ..shipped import shipped
from .case import Calendar
from .procedures import Unit

_DAY = timedelta(days=1)


def later(day: date, count: int, unit: Unit, calendar: Calendar) -> date:
    """`count` units after a day. A month later is the same day of the next month, or its last: 31 January, 28 February.

    Working days are counted from the day after: one working day after a Friday is the Monday.
    """
    if unit == "months":
        months = day.month - 1 + count
        year, month = day.year + months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    if unit == "weeks":
        return day + timedelta(weeks=count)
    if unit == "days":
        return day + timedelta(days=count)
    left = count
    while left > 0:
        day += _DAY
        if works(day, calendar):
            left -= 1
    return day


def works(day: date, calendar: Calendar) -> bool:
    """Monday to Friday, no holiday; the case's own working days first."""
    if day in calendar.working_days:
        return True
    if day.weekday() >= 5 or day in calendar.holidays:
        return False
    return not (calendar.public and (day.month, day.day) in public_holidays(calendar.country))


@cache
def public_holidays(country: str) -> frozenset[tuple[int, int]]:
    """(month, day) of a country's holidays of fixed date; none where core/data/holidays.toml does not know it."""
    raw = tomllib.loads(shipped("data", "holidays.toml").read_text("utf-8"))
    days: Iterable[str] = raw.get(country, {}).get("days", ())
    return frozenset((int(day[:2]), int(day[3:])) for day in days)
