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
