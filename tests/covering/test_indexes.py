"""An index says where in the report each criterion is answered: by any label that the report gives its places."""

from __future__ import annotations

import pytest

from sapa.core.model.coverage import Status

from ..test_coverage import check, criterion, statuses

KEYS = "| 3.2.1 | {a}\n| 3.2.2 | {b}\n| 3.2.3 | {c}"


def index(head: str, a: str, b: str, c: str) -> str:
    return f"|h Criterion | {head}\n" + KEYS.format(a=a, b=b, c=c)


@pytest.mark.parametrize(
    ("head", "cells", "headings"),
    [
        ("Section of the volume", ("1.1", "1.1", "1.2"), ("1.1 Asking", "1.2 Deciding", "1.3 Doing")),
        ("Раздел тома", ("1.1", "2.3", "2.4"), ("1.1. Спрос", "2.3. Решения", "2.4. Дела")),
        ("Part", ("A", "A", "C"), ("A. Asking", "B. Deciding", "C. Doing")),
        ("Бөлім", ("II тарау", "III тарау", "II тарау"), ("I. Сұрау", "II. Шешу", "III. Іс")),
        ("See", ("I-a", "I-b", "I-a, I-b"), ("I-a Asking", "I-b Deciding", "II-a Doing")),
        ("Где раскрыт", ("§ 2", "§ 3", "§§ 2–3"), ("§ 1. Спрос", "§ 2. Решения", "§ 3. Дела")),
    ],
)
def test_a_label_of_the_reports_own_points_to_its_section(
    head: str, cells: tuple[str, str, str], headings: tuple[str, ...]
) -> None:
    text = "# Where\n" + index(head, *cells) + "".join(f"\n## {title}\n{{50}}" for title in headings)
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["addressed"] * 3
    assert criterion(check(text), "3.2.1").doubt is not None


def test_a_number_in_a_column_that_names_no_places_points_nowhere() -> None:
    text = "# A\n" + index("Level", "1", "2", "1") + "\n# 1. Asking\n{50}\n# 2. Deciding\n{50}"
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["mentioned"] * 3


def test_a_frameworks_numbers_are_no_places_of_the_report() -> None:
    text = "# A\n" + index("ESG", "1.2", "1.3", "1.9") + "\n# 1.2 Asking\n{50}\n# 1.3 Deciding\n{50}\n# 1.9 Doing\n{50}"
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["mentioned"] * 3


def test_paragraphs_counted_through_the_report_are_places() -> None:
    text = "# A\n§1. {50}\n§2. {50}\n{10}\n§3. {5}\n# Table\n" + index("Paragraphs", "§1", "§2", "§3")
    assert [criterion(check(text), code).words for code in ("3.2.1", "3.2.2", "3.2.3")] == [50, 60, 5]


def test_sections_that_an_index_names_are_the_reports_own_numbers_though_they_look_like_codes() -> None:
    sections = "\n# 2. Students\n## 2.2.1 Practice\n{50}\n## 2.2.2 Travel\n{50}\n## 2.2.3 Clubs\n{50}"
    text = "# Index\n" + index("Section", "2.2.1", "2.2.2", "2.2.2") + sections
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3", "2.2.1", "2.2.2", "2.2.3") == ["addressed"] * 3 + ["missing"] * 3


def test_an_index_of_codes_by_their_own_sections_leaves_them_codes() -> None:
    sections = "\n# Standard 3\n## 3.2.1 A\n{50}\n## 3.2.2 B\n{50}\n## 3.2.3 C\n{50}"
    text = "# Index\n" + index("Section", "3.2.1", "3.2.2", "3.2.3") + sections
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["addressed"] * 3


def test_a_place_that_the_file_does_not_have_is_a_doubt() -> None:
    text = "# Index\n" + index("Section", "7.1", "–", "") + "\n# 1. Asking\n{50}"
    doubts = [criterion(check(text), code).doubt for code in ("3.2.1", "3.2.2", "3.2.3")]
    assert [doubt.id if doubt else "" for doubt in doubts] == ["doubt.lost", "", ""]
    assert criterion(check(text), "3.2.1").status is Status.MENTIONED


def test_a_paragraph_that_an_index_gives_to_a_criterion_answers_no_other_that_it_only_names() -> None:
    told = "# A\n§1. {50}\n§2. {50} 3.2.9 {9}.\n§3. {50}\n# Table\n" + index("Paragraphs", "§1", "§2", "§3")
    assert statuses(told, "3.2.1", "3.2.2", "3.2.3", "3.2.9") == ["addressed"] * 3 + ["mentioned"]
    named = told.replace(" 3.2.9 ", " criterion 3.2.9 ")
    assert statuses(named, "3.2.9") == ["addressed"]


def test_a_numbered_paragraph_ends_at_the_next_one_whether_an_index_names_that_or_not() -> None:
    text = "# A\n§1. {50}\n§2. {50}\n§3. {5}\n§4. {50}\n# Table\n" + index("Paragraphs", "§1", "§2", "§3")
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["addressed", "addressed", "mentioned"]
