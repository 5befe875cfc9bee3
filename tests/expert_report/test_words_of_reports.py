"""What an expert report's words mean: titles of its parts, "none", a time, the columns of its tables."""

from __future__ import annotations

import pytest

from sapa.core.expert_report.words import (
    column_of,
    item_of,
    label_of,
    names_shortcoming,
    names_time,
    plain_title,
    says_none,
    section_of,
)


@pytest.mark.parametrize(
    ("text", "none", "shortcoming"),
    [
        ("None", True, False),
        ("no weaknesses were found", True, False),
        ("слабых сторон не выявлено", True, False),
        ("жоқ", True, False),
        ("–", True, False),
        ("", True, False),
        ("None but the library", False, False),
        ("No weaknesses except the library", False, True),
        ("The library is insufficient", False, True),
        ("The library is open", False, False),
        ("no" + " word" * 12, False, False),
    ],
)
def test_none_is_said_in_few_words_and_without_a_but(text: str, none: bool, shortcoming: bool) -> None:
    assert says_none(text) is none
    assert names_shortcoming(text) is shortcoming


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by 2027", True), ("within 6 months", True), ("до конца учебного года", True), ("2026-2027", True),
        ("05.2027", True), ("31.12.27", True), ("soon", False), ("every day", False), ("12345", False), ("3.2.1", False),
    ],
)  # fmt: skip
def test_a_time_is_a_day_a_year_or_words_for_one(text: str, expected: bool) -> None:
    assert names_time(text) is expected


@pytest.mark.parametrize(
    ("text", "section", "plain"),
    [
        ("3. Strengths:", "strengths", "strengths"),
        ("Сильные стороны", "strengths", "сильные стороны"),
        ("3.2.1 Analysis", "analysis", "analysis"),
        ("IV. Evidence –", "evidence", "evidence"),
        ("– 2) Measures", "measures", "measures"),
        ("Our strengths", None, "our strengths"),
        ("Strengths " + "x" * 111, None, "strengths " + "x" * 111),
    ],
)
def test_a_title_is_known_without_its_number_and_marks(text: str, section: str | None, plain: str) -> None:
    assert section_of(text) == section
    assert plain_title(text) == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Strengths: a library", ("strengths", "a library")),
        ("Сильные стороны по стандарту 3: библиотека", ("strengths", "библиотека")),
        ("Strengths of standard 3: a library: new", ("strengths", "a library: new")),
        ("Strengths", None),
        ("Our strengths: a library", None),
        (f"{'Strengths of standard 3':x<120}: a library", ("strengths", "a library")),
        (f"{'Strengths of standard 3':x<121}: a library", None),
    ],
)
def test_a_label_opens_a_text_before_a_colon(text: str, expected: tuple[str, str] | None) -> None:
    assert label_of(text) == expected


def test_columns_are_known_by_their_heads_the_first_that_fits() -> None:
    assert column_of("Recommendation", ("text", "due")) == "text"
    assert column_of("1. Recommendation", ("due", "text")) == "text"
    assert column_of("Рекомендация", ("text", "due")) == "text"
    assert column_of("Recommendation", ("due",)) is None
    assert column_of("Number", ("text", "due")) is None
    assert item_of("Something else") is None
