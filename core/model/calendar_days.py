"""Days as procedures count them: calendar months, weeks, working days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from .case import Calendar
from .procedures import Unit

if TYPE_CHECKING:
    from holidays import HolidayBase

_DAY = timedelta(days=1)
_SATURDAY = 5  # as date.weekday() counts
COUNTRIES = ("KZ", "UZ")  # where the agency accredits


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
    """Monday to Friday, no holiday; the case's own days first.

    Public holidays, those that move with another calendar, and days off that are moved to another day, by the
    package `holidays`; of a country that Sapa does not ask about none are made up.
    """
    if day in calendar.working_days:
        return True
    if day in calendar.holidays:
        return False
    if not calendar.public or calendar.country not in COUNTRIES:
        return day.weekday() < _SATURDAY
    return _public(calendar.country).is_working_day(day)


@cache
def _public(country: str) -> HolidayBase:
    from holidays import country_holidays

    return country_holidays(country)
