"""Personal data before publication: found, never repeated; numbers of offices, firms and projects are none."""

from __future__ import annotations

import pytest

from sapa.core.rules.editor.personal import is_iin

from .eye import findings, seen

IIN = "900101300017"  # made up: day, century and check digit are right
assert is_iin(IIN)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"Иванов А. А., ИИН {IIN}", "iin"),
        ("тел. +7 (701) 234-56-78", "phone"),
        ("8 777 234 56 78", "phone"),
        ("87052345678", "phone"),
        ("Write to somebody.fictional@gmail.com", "email"),
        ("| Куратор | kurator_77@mail.ru |", "email"),
    ],
)
def test_personal_data_are_found(text: str, what: str) -> None:
    assert seen(text, "personal-data", "what") == [what]


@pytest.mark.parametrize(
    "text",
    [
        "Грант № 900101300018 на 84 млн тенге",  # wrong check digit
        "БИН 990140000123",  # a firm: no such day
        "Приемная: +7 (7172) 23-45-67",
        "8 (727) 234-56-78",
        "office@university.example",
        "dean@kaznu.example.kz",
        "6B07101, 7M07101",
        "Бюджет 87 052 345 678 тенге",
    ],
)
def test_numbers_of_offices_firms_and_projects_are_none(text: str) -> None:
    assert seen(text, "personal-data", "what") == []


def test_a_finding_never_repeats_what_must_not_be_published() -> None:
    text = f"{IIN}, +7 701 234 56 78, somebody.fictional@gmail.com"
    shown = str([finding.arguments for finding in findings(text)])
    assert IIN not in shown
    assert "234" not in shown
    assert "somebody" not in shown
    assert "gmail.com" in shown


def test_a_wrong_digit_is_no_number_of_a_person() -> None:
    assert [is_iin(IIN[:11] + str(digit)) for digit in range(10)].count(True) == 1
    assert not is_iin("901301300017")  # month 13
    assert not is_iin("900132300017")  # day 32
