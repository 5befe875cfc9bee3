"""Criteria that a report names by their place in the standard, under the standard's own heading."""

from __future__ import annotations

import pytest

from ..test_coverage import check, criterion, statuses

THREE = "# Standard 2. Leadership\n{first}. {{50}}\n{second}. {{60}}\n{third}. {{5}}\n# Standard 3\n3.2.1 {{50}}"


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("Criterion 1", "Criterion 2", "Criterion 4"),
        ("По критерию 1", "Критерий № 2", "Критерий 4"),
        ("1-критерий", "2-критерий", "4-критерий"),
        ("First criterion", "Second criterion", "Fourth criterion"),
        ("Критерий первый", "Второй критерий", "Критерий четвертый"),
        ("Бірінші критерий", "Екінші критерий", "Төртінші критерий"),
        ("Criterion I", "Criterion II", "Criterion IV"),
        ("Критерий I", "Критерий II", "Критерий IV"),
    ],
)
def test_a_number_or_a_word_under_the_standards_heading_names_its_criterion(
    first: str, second: str, third: str
) -> None:
    text = THREE.format(first=first, second=second, third=third)
    assert statuses(text, "2.2.1", "2.2.2", "2.2.4", "2.2.3") == ["addressed", "addressed", "thin", "missing"]


@pytest.mark.parametrize("several", ["Criteria 2–4", "Criteria 2, 3 and 4", "Критерии со второго по четвертый"])
def test_several_are_named_together(several: str) -> None:
    text = f"# Standard 2\nCriterion 1. {{50}}\n{several}. {{60}}\nCriterion 5. {{50}}"
    assert statuses(text, *(f"2.2.{number}" for number in range(1, 6))) == ["addressed"] * 5


def test_what_a_text_names_besides_is_a_mention() -> None:
    text = "# Standard 2\nCriterion 1. {50}\nCriterion 2. {50}\nCriterion 3. As criterion 7 asks. {50}"
    assert statuses(text, "2.2.3", "2.2.7", "2.2.8") == ["addressed", "mentioned", "missing"]


@pytest.mark.parametrize(
    "text",
    [
        "# Standard 2\nCriterion 1. {50}\nCriterion 2. {50}",  # too few to be a way of counting
        "# Standard 2\nCriterion 3. {50}\nCriterion 1. {50}\nCriterion 2. {50}",  # counts something else
        "# Standard 2\n2.2.1 {50}\n2.2.2 {50}\n2.2.3 {50}\n" + "".join(f"Criterion {n}. {{50}}\n" for n in (4, 5, 6)),
        "# About us\nCriterion 4. {50}\nCriterion 5. {50}\nCriterion 6. {50}",
        "# Standard 2\nCriterion 97. {50}\nCriterion 98. {50}\nCriterion 99. {50}",
    ],
)
def test_numbers_that_count_something_else_name_none(text: str) -> None:
    found = check(text + "\n# Standard 3\n3.2.1 {50}")
    assert [criterion(found, code).status.value for code in ("2.2.4", "2.2.5", "2.2.6")] == ["missing"] * 3


JUMBLED = """# {one}. Миссия
{a}. {{50}}
{c}. {{50}}
{b}. {{50}}
# {two}. Көшбасшылық
{c}. {{50}}
{a}. {{50}}
{b}. {{6}}
"""
KAZAKH = ("1-өлшемшарт", "2, 3-өлшемшарттар", "5-өлшемшарт")
CODES = ("1.2.1", "1.2.3", "1.2.5", "1.2.4", "2.2.1", "2.2.3", "2.2.5", "2.2.4")


@pytest.mark.parametrize(
    ("one", "two", "names"),
    [
        ("БІРІНШІ СТАНДАРТ", "ЕКІНШІ СТАНДАРТ", KAZAKH),
        ("1-стандарт", "2-стандарт", KAZAKH),
        ("ПЕРВЫЙ СТАНДАРТ", "ВТОРОЙ СТАНДАРТ", ("Критерий 1", "Критерии 2 и 3", "По критерию 5")),
        ("Стандарт первый", "Стандарт второй", ("Критерий первый", "Критерии 2, 3", "Пятый критерий")),
        ("STANDARD ONE", "STANDARD TWO", ("Criterion 1", "Criteria 2–3", "Criterion 5")),
        ("Standard I", "Standard II", ("Criterion I", "Criteria II and III", "Criterion V")),
    ],
)
def test_where_several_standards_name_them_so_they_stand_in_any_order(
    one: str, two: str, names: tuple[str, str, str]
) -> None:
    text = JUMBLED.format(one=one, two=two, a=names[0], b=names[1], c=names[2])
    four = ["addressed", "addressed", "addressed", "missing", "addressed", "thin", "addressed", "missing"]
    assert statuses(text, *CODES) == four


def test_one_whole_code_among_them_is_a_slip_and_a_plan_names_them_in_passing() -> None:
    text = JUMBLED.format(one="БІРІНШІ СТАНДАРТ", two="ЕКІНШІ СТАНДАРТ", a=KAZAKH[0], b=KAZAKH[1], c=KAZAKH[2])
    text += "2.2.16 критерийі. {50}\n7-өлшемшарт. {50}\nЖоспар: 8-өлшемшарт бойынша материал кейін беріледі.\n"
    text += "Жоспар: 7-өлшемшарт бойынша материал кейін беріледі."
    assert statuses(text, *CODES[4:], "2.2.16", "2.2.7", "2.2.8") == [
        *("addressed", "thin", "addressed", "missing"),
        *("addressed", "addressed", "mentioned"),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("ISO-ның 1-өлшемшарты", "ISO-ның 2-өлшемшарты", "ISO-ның 5-өлшемшарты"),  # those of somebody else
        ("1-өлшемшарт бойынша", "2-өлшемшарт бойынша", "5-өлшемшарт бойынша"),  # sentences about them
        ("5-өлшемшарт", "5-өлшемшарт", "1-өлшемшарт"),  # a criterion twice: they count something else
        ("1-өлшемшарт", "97-өлшемшарт", "5-өлшемшарт"),  # more than the standard has
    ],
)
def test_numbers_out_of_order_that_are_no_labels_of_the_standards_own_criteria_name_none(
    names: tuple[str, str, str],
) -> None:
    text = JUMBLED.format(one="БІРІНШІ СТАНДАРТ", two="ЕКІНШІ СТАНДАРТ", a=names[0], b=names[1], c=names[2])
    assert "addressed" not in statuses(text, *CODES)


def test_names_out_of_order_without_texts_are_a_list() -> None:
    names = "Criterion 5. Pay.\nCriterion 1. Health.\nCriterion 2. Age.\n"
    assert statuses(f"# Standard 1\n{names}# Standard 2\n{names}# Standard 3\n3.2.1 {{50}}", *CODES) == ["missing"] * 8


@pytest.mark.parametrize("line", ["# The second standard of our field", "# Второй стандарт отрасли", "# Two standards"])
def test_a_standard_that_is_counted_in_a_sentence_opens_none(line: str) -> None:
    names = "Criterion 1. {50}\nCriterion 2. {50}\nCriterion 3. {50}\n"
    assert statuses(line + "\n" + names + "# Standard 3\n3.2.1 {50}", "2.2.1", "2.2.2", "2.2.3") == ["missing"] * 3
