"""By when, at the edges: parts of a year, several days in one text, periods that add up and periods that do not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.expert_report.due_dates import Due, due

START = date(2027, 1, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("first half of 2027", date(2027, 6, 30)),
        ("second half of the year 2027", date(2027, 12, 31)),
        ("во втором полугодии 2027 года", date(2027, 12, 31)),
        ("2027 жылғы бірінші жартыжылдықта", date(2027, 6, 30)),
        ("2027 жылғы 3-тоқсан", date(2027, 9, 30)),
        ("Q1 2028", date(2028, 3, 31)),
        ("III квартал 2027", date(2027, 9, 30)),
        ("second quarter of 2027 and the year 2028", date(2028, 12, 31)),
        ("May 2028", date(2028, 5, 31)),
        ("February 2028", date(2028, 2, 29)),
        ("2028 жылғы мамыр", date(2028, 5, 31)),
        ("30.2.2028 or May 2028", date(2028, 5, 31)),  # there is no such day
        ("by 1.5.2028 and 3.6.2027", date(2028, 5, 1)),
        ("1 мая 2028 г., then 2029", date(2028, 5, 1)),  # a day says more than a year
        ("31.12.2027-01.02.2028", date(2028, 2, 1)),
        ("before 2028", date(2027, 12, 31)),
        ("by the end of 2028, before 2028", date(2028, 12, 31)),
        ("by the start of 2028", date(2028, 1, 1)),
        ("2028 жылдың басында", date(2028, 1, 1)),
        ("2027 жылға дейін", date(2026, 12, 31)),
        ("2027 год.", date(2027, 12, 31)),
    ],
)
def test_a_part_of_a_year_ends_on_its_last_day(text: str, day: date) -> None:
    assert due(text, START) == due(text) == Due(day)


@given(st.integers(2001, 2098), st.integers(1, 4))
def test_every_quarter_and_half_of_every_year(year: int, quarter: int) -> None:
    first_of_next = date(year + quarter // 4, quarter * 3 % 12 + 1, 1)
    expected = Due(first_of_next - timedelta(days=1))
    for text in (f"Q{quarter} {year}", f"{quarter} квартал {year} года", f"{year} жылғы {quarter}-тоқсан"):
        assert due(text) == expected
    if quarter % 2 == 0:
        assert due(f"{quarter // 2} полугодие {year}") == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 years and 6 months", date(2029, 7, 31)),
        ("6 months and 2 years", date(2029, 1, 31)),  # two periods: the longer one
        ("1 month, 10 days", date(2027, 3, 10)),
        ("10 days, 1 month", date(2027, 2, 28)),
        ("two weeks and 3 days", date(2027, 2, 17)),
        ("3 weeks and 2 weeks", date(2027, 2, 21)),
        ("3 months or 5 months", date(2027, 6, 30)),
        ("5 months or 3 months", date(2027, 6, 30)),
        ("1.5 months", date(2027, 3, 15)),
        ("2.5 months", date(2027, 4, 15)),
        ("1,5 недели", date(2027, 2, 14)),
        ("300 days", date(2027, 11, 27)),
        ("twenty-four months", date(2029, 1, 31)),
        ("once in 2 years; within 6 months", date(2027, 7, 31)),
        ("ай ішінде", date(2027, 2, 28)),
        ("апта ішінде", date(2027, 2, 7)),
        ("жыл ішінде", date(2028, 1, 31)),
        ("half-year", date(2027, 7, 31)),
        ("by the end of the year", date(2027, 12, 31)),
    ],
)
def test_periods_add_up_from_the_larger_unit_to_the_smaller(text: str, day: date) -> None:
    assert due(text, START) == Due(day, True)
    assert due(text) == Due(None, True)


@pytest.mark.parametrize(
    "text",
    ["2 жыл сайын", "каждые 2 года", "1000 days", "5 квартал 2027", "3 полугодие 2027", "until 2028/29", "by the end of 2027/28",
     "academic year 2027", "first half of the academic year 2027", "до конца учебного года", "2028-02-30"],
)  # fmt: skip
def test_what_comes_back_or_differs_from_place_to_place_is_no_day(text: str) -> None:
    assert due(text, START) is None


@given(st.integers(1, 40), st.integers(1, 11), st.dates(date(2020, 1, 1), date(2050, 1, 1)))
def test_years_and_months_together_are_as_many_months(years: int, months: int, start: date) -> None:
    assert due(f"{years} years and {months} months", start) == due(f"{years * 12 + months} months", start)
