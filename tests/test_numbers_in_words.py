"""Numbers in words: what says one in its own language, and what only begins like one."""

from __future__ import annotations

import pytest

from sapa.core.words.numbers import counts, says


@pytest.mark.parametrize(
    ("value", "text", "language"),
    [
        ("7", "seven departments", "en"),
        ("7", "семь кафедр", "ru"),
        ("7", "в седьмой раз", "ru"),
        ("7", "жеті кафедра", "kk"),
        ("10", "он кафедра", "kk"),
        ("10", "оннан астам", "kk"),
        ("2", "двумя кафедрами", "ru"),
        ("3", "тремя кафедрами", "ru"),
        ("12", "он екі кафедра", "kk"),
        ("25", "двадцать пять преподавателей", "ru"),
        ("25", "twenty-five teachers", "en"),
        ("25", "жиырма бес оқытушы", "kk"),
        ("24", "двадцать четвертый", "ru"),
        ("100", "сто студентов", "ru"),
        ("100", "жүз студент", "kk"),
        ("10", "он кафедра", ""),
    ],
)
def test_a_number_in_words_is_found(value: str, text: str, language: str) -> None:
    assert says(value, text, language)


@pytest.mark.parametrize(
    ("value", "text", "language"),
    [
        ("10", "Он рассмотрел отчет", "ru"),
        ("10", "Они учатся онлайн", "ru"),
        ("10", "оның оқытушылары", "kk"),
        ("10", "a tender for tenants", "en"),
        ("7", "семестр, семинар, семья", "ru"),
        ("7", "жетілдіру мен жетістіктер", "kk"),
        ("3", "требования к отчету", "ru"),
        ("3", "студенттер үшін", "kk"),
        ("1", "бірге, бірақ", "kk"),
        ("100", "стоимость обучения", "ru"),
        ("100", "жүзеге асыру", "kk"),
        ("5", "пятнадцать и пятьдесят", "ru"),
        ("6", "sixteen", "en"),
        ("25", "двадцать", "ru"),
        ("101", "сто один", "ru"),
        ("1.5", "one", "en"),
    ],
)
def test_a_word_that_begins_like_a_number_is_none(value: str, text: str, language: str) -> None:
    assert not says(value, text, language)


def test_a_count_of_years_is_known_in_the_forms_that_stand_before_the_word_for_years() -> None:
    assert counts()["a"] == counts()["бір"] == counts()["одного"] == 1
    assert counts()["полтора"] == 1.5
    assert "second" not in counts()
