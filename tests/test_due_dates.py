"""Days and periods as people write them, in three languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.expert_report.due_dates import Due, due

START = date(2027, 1, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01.05.2028", date(2028, 5, 1)),
        ("by 1/5/2028", date(2028, 5, 1)),
        ("2028-05-01", date(2028, 5, 1)),
        ("1 May 2028", date(2028, 5, 1)),
        ("May 1st, 2028", date(2028, 5, 1)),
        ("до 1 мая 2028 года", date(2028, 5, 1)),
        ("2028 жылғы 1 мамырға дейін", date(2028, 5, 1)),
        ("2028 ж. 1 қыркүйек", date(2028, 9, 1)),
        ("September 2028", date(2028, 9, 30)),
        ("в декабре 2028 г.", date(2028, 12, 31)),
        ("2028 жылғы ақпан", date(2028, 2, 29)),
        ("from 01.02.2028 to 01.05.2028", date(2028, 5, 1)),
        ("до конца 2026 года", date(2026, 12, 31)),
        ("by the end of 2027", date(2027, 12, 31)),
        ("2027 жылдың соңына дейін", date(2027, 12, 31)),
        ("в 2027 году", date(2027, 12, 31)),
        ("2027", date(2027, 12, 31)),
        ("до 2028 года", date(2027, 12, 31)),
        ("not later than 2028", date(2028, 12, 31)),
        ("в первом полугодии 2027 г.", date(2027, 6, 30)),
        ("Q2 2027", date(2027, 6, 30)),
        ("IV квартал 2027 г.", date(2027, 12, 31)),
        ("by the beginning of 2028", date(2028, 1, 1)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert due(text) == Due(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("within 6 months", date(2027, 7, 31)),
        ("в течение трех месяцев", date(2027, 4, 30)),
        ("6 ай ішінде", date(2027, 7, 31)),
        ("one year", date(2028, 1, 31)),
        ("в течение года", date(2028, 1, 31)),
        ("1 жыл", date(2028, 1, 31)),
        ("2 недели", date(2027, 2, 14)),
        ("10 күн", date(2027, 2, 10)),
        ("1,5 года", date(2028, 7, 31)),
        ("1.5 years", date(2028, 7, 31)),
        ("полтора года", date(2028, 7, 31)),
        ("бір жарым жыл", date(2028, 7, 31)),
        ("half a year", date(2027, 7, 31)),
        ("в течение полугода", date(2027, 7, 31)),
        ("жарты жыл", date(2027, 7, 31)),
        ("6 (six) months", date(2027, 7, 31)),
        ("в течение 6 (шести) месяцев", date(2027, 7, 31)),
        ("within five months", date(2027, 6, 30)),
        ("бес ай ішінде", date(2027, 6, 30)),
        ("eighteen months", date(2028, 7, 31)),
        ("10 рабочих дней", date(2027, 2, 12)),
        ("10 working days", date(2027, 2, 12)),
        ("10 жұмыс күні", date(2027, 2, 12)),
        ("within 30 (thirty) calendar days", date(2027, 3, 2)),
        ("3-6 months", date(2027, 7, 31)),
        ("от 3 до 6 месяцев", date(2027, 7, 31)),
        ("2 года 6 месяцев", date(2029, 7, 31)),
        ("within a month", date(2027, 2, 28)),
        ("апта ішінде", date(2027, 2, 7)),
        ("within sixty days", date(2027, 4, 1)),
        ("в течение месяца", date(2027, 2, 28)),
        ("до конца года", date(2027, 12, 31)),
    ],
)
def test_a_period_is_counted_from_the_start(text: str, day: date) -> None:
    assert due(text, START) == Due(day, True)
    assert due(text) == Due(None, True), "without a start nobody knows the day"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "as planned",
        "31.02.2028",
        "3.2.14",
        "срок не указан",
        "paragraph 6",
        "every 2 years",
        "раз в 2 года",
        "әр 3 ай ішінде",
        "до конца 2026/2027 учебного года",
        "by the end of the academic year 2027",
    ],
)
def test_what_names_neither_day_nor_period_is_none(text: str) -> None:
    assert due(text, START) is None


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_every_written_day_comes_back(day: date) -> None:
    assert due(day.strftime("%d.%m.%Y")) == Due(day)
    assert due(f"by {day.isoformat()}.") == Due(day)


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    due(text, START)
