"""Which text answers which criterion, to the word: where answers begin and end, and which codes close theirs."""

from __future__ import annotations

import pytest

from sapa.core.model.coverage import CriterionCoverage

from ..test_coverage import check, criterion


def covered(text: str, unreadable: tuple[int, ...] = ()) -> list[CriterionCoverage]:
    """The criteria that the report knows anything of."""
    (found,) = check(text, unreadable=unreadable).sets
    return [one for one in found.coverage.criteria if one.evidence]


def answers(text: str) -> dict[str, int]:
    """By code the words that answer it; -1 where it is only mentioned."""
    return {one.criterion.code.text: -1 if one.status.value == "mentioned" else one.words for one in covered(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4.2.1 {30}.\n* Our aims\n{50}\n# Standard 5\n5.2.1 {50}", {"4.2.1": 30, "5.2.1": 50}),
        ("4.2.1 {30}.\n* Our aims\n{50}", {"4.2.1": 30}),
        ("4.2.1 {30}.\n* Our aims\n{50}\n4.2.2 {50}\n# Standard 5\n{5}", {"4.2.1": 82, "4.2.2": 50}),
        ("4.2.1 {30}\n* Our aims\n{50}\n# Standard 5\n{5}", {"4.2.1": 82}),  # a sentence that goes on
        ("4.2.1 {31}.\n* Our aims\n{50}\n# Standard 5\n{5}", {"4.2.1": 83}),
        ("4.2.1 {30}.\n* {9}\n{50}\n# Standard 5\n{5}", {"4.2.1": 89}),
        ("4.2.1 {30}.\n* Our aims:\n{50}\n# Standard 5\n{5}", {"4.2.1": 82}),
        ("4.2.1 {50}\n# Annex 3. Regulation\n{50}", {"4.2.1": 50}),
        ("4.2.1 {20}\n> {20}\n- {20}\n~ {20} 5\n{30}\n# Standard 5\n{5}", {"4.2.1": 90}),
        # what became of an earlier panel's recommendations
        ("4.2.1 {50}\n## The last panel\nRecommendation 1 (criterion 4.2.2). {50}", {"4.2.1": 50, "4.2.2": -1}),
        ("4.2.1 {50}\n## The last panel\nЗамечание 1. По критерию 4.2.2 {50}", {"4.2.1": 50, "4.2.2": -1}),
        ("4.2.1 {50}\n## The last panel\nRecommended reading (criterion 4.2.2). {50}", {"4.2.1": 50, "4.2.2": 53}),
        # what is said of the whole standard: in a table of strengths and weaknesses, in a paragraph that names it
        ("4.2.1 {9}.\n| Strengths | Weaknesses |\n| {20} | {20} |", {"4.2.1": 9}),
        ("4.2.1 {9}.\n| Сильные стороны (S) | Слабые стороны (W) |\n| {20} | {20} |", {"4.2.1": 9}),
        ("4.2.1 {9}.\n| Group | Share |\n| {20} | {20} |", {"4.2.1": 51}),
        ("4.2.1 {9}.\nТаким образом, по первому стандарту {40}", {"4.2.1": 9}),
        ("4.2.1 {9}.\nIn conclusion, this standard is met {40}", {"4.2.1": 9}),
        ("4.2.1 {9}.\nЖалпы алғанда, стандарт бойынша {40}", {"4.2.1": 9}),
        ("4.2.1 {9}.\nИтак, третий стандарт выполнен {40}", {"4.2.1": 9}),
        ("4.2.1 {9}.\nТаким образом, курс отвечает профессиональному стандарту {40}", {"4.2.1": 55}),
        ("4.2.1 {9}.\nThus the state standard is met {40}", {"4.2.1": 55}),
        ("4.2.1 {9}.\nТаким образом, все это {40}", {"4.2.1": 53}),
        ("4.2.1 {9}.\nTherefore criterion 4.2.1 of this standard is met {40}", {"4.2.1": 56}),
        ("4.2.1 is answered in volume 1.\n{50}\n4.2.2 {50}", {"4.2.1": 4, "4.2.2": 50}),
        ("4.2.1 {29}\n## 1. Plan\n{50}\n## 2. Means\n{50}\n## Other\n{50}", {"4.2.1": 129}),
        ("4.2.1 {30}\n## 1. Plan\n{50}\n## 2. Means\n{50}", {"4.2.1": 30}),
        ("4.2.1 {20}\n## 2. Plan\n{50}", {"4.2.1": 20}),
        ("4.2.1 {20}\n## 1. Plan\n{50}\n### 2. Means\n{50}", {"4.2.1": 70}),
    ],
)
def test_a_lead_answers_up_to_what_begins_something_else(text: str, expected: dict[str, int]) -> None:
    assert answers(f"# Standard 4\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 4.2.1 Employers take part in design of programmes\nEmployers take part in design of programmes\n{50}", {"4.2.1": 50}),
        ("## 4.2.1 Our aims\nOur aims\n{50}", {"4.2.1": 52}),
        ("## 4.2.1 A\n* The university must {10}\n{50}", {"4.2.1": 50}),  # the criterion, set apart, and no answer
        ("## 4.2.1 A\nThe university must {10}\n{50}", {"4.2.1": 63}),
        ("## 4.2.1 A\n{5}\n* The university must {10}\n{50}", {"4.2.1": 68}),
        ("## 4.2.1 A\n### Detail of it\n{50}", {"4.2.1": 50}),
        ("## 4.2.1 A\n{20}\n4.2.1 {45}", {"4.2.1": 65}),
        ("## 4.2.1, 4.2.2 A\n{20}\n4.2.1 {45}\n4.2.2 {50}", {"4.2.1": 65, "4.2.2": 70}),
        ("## 4.2.1, 4.2.2 A\n{20}\n## 4.2.2 B\n{20}", {"4.2.1": 20, "4.2.2": 40}),
        ("## 4.2.1 A\n{20}\n! 4.2.2 {45}\n! {10}", {"4.2.1": 30, "4.2.2": 45}),
        ("## 4.2.1 A\n{20}\n| 4.2.2 | {45}\n| 4.2.1 | {10}", {"4.2.1": 30, "4.2.2": 45}),
        ("## 4.2.1 A\n{20}\n| a | {45}\n| b | p. 5", {"4.2.1": 67}),
        ("## 4.2.1 A\nJoint answer to criteria 4.2.1 and 4.2.2. {50}", {"4.2.1": 55, "4.2.2": 55}),
        ("## 4.2.1 A\n{50} (criteria 4.2.1 and 4.2.2)", {"4.2.1": 52, "4.2.2": 52}),
        ("## 4.2.1 A\nJoint answer to criteria 4.2.1 and 4.2.2. {50}\n## 4.2.2 B\n{8}", {"4.2.1": 55, "4.2.2": 8}),
        ("## 4.2.1 A\n{50} Of 4.2.1 and 4.2.2 {20}", {"4.2.1": 72, "4.2.2": -1}),
        # a line set apart behind a finished sentence that is the whole answer
        ("## 4.2.1 A\n{20}\n* Our aims\n{30}\n# Standard 5\n{5}", {"4.2.1": 52}),
        ("## 4.2.1 A\n{20}.\n* Our aims\n{30}\n# Standard 5\n{5}", {"4.2.1": 20}),
        ("## 4.2.1 A\n{5}\n{20}.\n* Our aims\n{30}\n# Standard 5\n{5}", {"4.2.1": 57}),
        # what else ends it, and what does not
        ("## 4.2.1 A\n{20}\nStandard 5. Students and student-centered learning\n{30}", {"4.2.1": 20}),
        ("## 4.2.1 A\n{20}\nStrengths: {50}\n# Standard 5\n{5}", {"4.2.1": 20}),
        ("## 4.2.1 A\n{20}\n{50} (4.2.2)\n## 4.2.4 B\n{50}", {"4.2.1": 20, "4.2.2": 50, "4.2.4": 50}),
        ("## 4.2.1 A\n{20}\n4.2.2 {30}", {"4.2.1": 20, "4.2.2": 30}),
        ("## 4.2.1 A\n{20}\n4.2.1.1 {30}", {"4.2.1": 50}),
        ("## 4.2.1, 4.2.2 A\n{20}\n4.2.2 {30}\n4.2.4 {9}", {"4.2.1": 20, "4.2.2": 50, "4.2.4": 9}),
        ("## 4.2.1 A\n## 1. Plan\n{9}\n## 2. Means\n{9}\n## Other\n{9}", {"4.2.1": 18}),
        # at its beginning or end it says that it answers others, too
        ("## 4.2.1 A\n{50}\nTogether with 4.2.1, 4.2.2: {9}", {"4.2.1": 61, "4.2.2": 61}),
        ("## 4.2.1 A\nJoint answer to criteria 4.2.1–4.2.6. {50}", {f"4.2.{n}": 54 for n in range(1, 7)}),
        ("## 4.2.1 A\nA joint answer that we give in this place now to criteria 4.2.1 and 4.2.2. {50}", {"4.2.1": 63, "4.2.2": 63}),
        ("## 4.2.1 A\nA joint answer that we give in this place now to you, criteria 4.2.1 and 4.2.2. {50}", {"4.2.1": 64, "4.2.2": -1}),
        ("## 4.2.1 A\n{50} (criteria 4.2.1 and 4.2.2) {9}", {"4.2.1": 61, "4.2.2": -1}),
        ("| 4.2.1 | Answer to criteria 4.2.1–4.2.3. {50}\n| 4.2.4 | {50}", {"4.2.1": 53, "4.2.2": 53, "4.2.3": 53, "4.2.4": 50}),
        ("| 4.2.1 | {50} | Answer to criteria 4.2.1–4.2.3.\n| 4.2.4 | {50} | x", {"4.2.1": 50, "4.2.2": -1, "4.2.3": -1, "4.2.4": 50}),
        ("| 4.2.1 | Answer to criteria 4.2.2–4.2.3. {50}\n| 4.2.4 | {50}", {"4.2.1": 53, "4.2.2": -1, "4.2.3": -1, "4.2.4": 50}),
        ("| 4.2.1 | Answer to criteria 4.2.1–4.2.7. {50}\n| 4.2.8 | {50}", {"4.2.1": 53, **{f"4.2.{n}": -1 for n in range(2, 8)}, "4.2.8": 50}),
        (f"## 4.2.1 A\n{{50}} (criteria 4.2.1, 4.2.2 {'x' * 58})", {"4.2.1": 52, "4.2.2": 52}),  # sixty characters
        (f"## 4.2.1 A\n{{50}} (criteria 4.2.1, 4.2.2 {'x' * 59})", {"4.2.1": 52, "4.2.2": -1}),
        ("| Answer to criteria 4.2.1–4.2.3. {50} | 4.2.1\n| {50} | 4.2.4", {"4.2.1": 53, "4.2.2": 53, "4.2.3": 53, "4.2.4": 50}),
        ("{5}\n{5}\n## 4.2.1 A\n* The university must {10}\n{50}", {"4.2.1": 50}),
        ("## 4.2.1 A\nJoint answer to criteria 4.2.1–4.2.7. {50}", {"4.2.1": 54, **{f"4.2.{n}": -1 for n in range(2, 8)}}),
    ],
)  # fmt: skip
def test_a_heading_answers_with_what_stands_under_it_and_is_nobody_elses(text: str, expected: dict[str, int]) -> None:
    assert answers(f"# Standard 4\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{50} (4.2.1). We {50} (4.2.2).", {"4.2.1": 50, "4.2.2": 51}),
        ("{50} (4.2.1). We {50} (4.2.2). But {10}.", {"4.2.1": 50, "4.2.2": 51}),
        ("{50} (4.2.1). We {50} (4.2.2). But {30}.", {"4.2.1": -1, "4.2.2": -1}),
        ("## A\n{50}\n{10} (4.2.1)\n## B\n{50} (4.2.2)\n{50} (4.2.3)", {"4.2.1": 60, "4.2.2": 50, "4.2.3": 50}),
        ("## A\n{50}\n{50} (4.2.1)\n{50} (4.2.2)\n{50} (4.2.3)", {"4.2.1": 50, "4.2.2": 50, "4.2.3": 50}),
        ("## A\nWe have:\n- {20}\n- {20}\n- {20} (4.2.1)\n## B\n{50} (4.2.2)", {"4.2.1": 62, "4.2.2": 50}),
        ("## A\n{50}. This answers criterion 4.2.1.\n## B\n{50} (4.2.2)", {"4.2.1": 50, "4.2.2": 50}),
        ("{50} (4.2.1)\n{40} (4.2.4–4.2.7)", {"4.2.1": 50, "4.2.4": 40, "4.2.5": 40, "4.2.6": 40, "4.2.7": 40}),
        ("{50} (4.2.1)\n{39} (4.2.4–4.2.7)", {"4.2.1": 50, "4.2.4": -1, "4.2.5": -1, "4.2.6": -1, "4.2.7": -1}),
        ("{50} (4.2.1)\n{50} (4.2.2)\nAnnex 7. {28} (4.2.5)", {"4.2.1": 50, "4.2.2": 50, "4.2.5": -1}),
        ("{50} (4.2.1)\n{50} (4.2.2)\nAnnex 7. {60} (4.2.5)", {"4.2.1": 50, "4.2.2": 50, "4.2.5": 61}),
        ("{50}\n(4.2.1)\n{50}\n(4.2.2)", {"4.2.1": 50, "4.2.2": 50}),
        ("{50}\nCriterion 4.2.1\n{50}\nCriterion 4.2.2", {"4.2.1": 50, "4.2.2": 50}),
        ("Criterion 4.2.1\n{50}\nCriterion 4.2.2\n{50}", {"4.2.1": 50, "4.2.2": 50}),
        ("Criterion 4.2.1\n{50}\nCriterion 4.2.2", {"4.2.1": 50, "4.2.2": 0}),
        ("## A\nThis section answers criteria 4.2.1 and 4.2.2.\n{50}\n## B\n{50}", {"4.2.1": 50, "4.2.2": 50}),
        ("## A\n{50}\nThe above text answers criteria 4.2.1 and 4.2.2.\n## B\n{50}", {"4.2.1": 50, "4.2.2": 50}),
        ("## A\nThis section answers criterion 4.2.1.\n{50}\n{50} (4.2.3)", {"4.2.1": 50, "4.2.3": 50}),
        ("## A\nThis section answers criterion 4.2.1.\n{50}\n4.2.3 {50}", {"4.2.1": 50, "4.2.3": 50}),
        ("The following answers criterion 4.2.1.\n{50}\nThe following answers criterion 4.2.2.\n{45}", {"4.2.1": 50, "4.2.2": 45}),
        ("The following answers criterion 4.2.1.\n{50}\nStrengths of the standard: {20}\n# Standard 5\n{5}", {"4.2.1": 50}),
        ("The following answers criterion 4.2.1.\n{50}\n## Other\n{20}", {"4.2.1": 50}),
        ("## A\n{50}\n{31} (4.2.1)\n## B\n{50} (4.2.2)\n{50} (4.2.3)", {"4.2.1": 81, "4.2.2": 50, "4.2.3": 50}),
        ("## A\n{50}\n{50} (4.2.4)\n{20}\n{31} (4.2.1)\n## B\n{50} (4.2.2)", {"4.2.1": 51, "4.2.2": 50, "4.2.4": 50}),
        ("Criterion 4.2.1\n{50}\n{50} (4.2.2)\nCriterion 4.2.3\n{50}\n{50} (4.2.4)", {f"4.2.{n}": 50 for n in (1, 2, 3, 4)}),
        ("{50}\n! Criterion 4.2.1.\n{50}\n! Criterion 4.2.2.", {"4.2.1": 50, "4.2.2": 50}),
        ("4.2.1 {50}\n{50} (4.2.2)\n4.2.3 {50}", {"4.2.1": 50, "4.2.2": 50, "4.2.3": 50}),
        ("4.2.3 {50}\n{50} (4.2.2)\n4.2.4 {50}", {"4.2.2": -1, "4.2.3": 100, "4.2.4": 50}),
        ("4.2.1 {50}\n{50} (4.2.5)\n4.2.4 {50}", {"4.2.1": 100, "4.2.4": 50, "4.2.5": -1}),
        ("At 4.2.1 we were slow: {50}\nAt 4.2.2 we {50}", {"4.2.1": 54, "4.2.2": 52}),
        ("At 4.2.1 we were slow: {20}\nAt 4.2.2 we {50}", {"4.2.1": -1, "4.2.2": 52}),
        ("Methods (4.2.6–4.2.8) deserve {50}", {"4.2.6": 52, "4.2.7": 52, "4.2.8": 52}),
        ("Methods (4.2.1–4.2.7) deserve {50}", {f"4.2.{n}": -1 for n in range(1, 8)}),
        ("Methods (4.2.6–4.2.8) deserve {50}\n4.2.6 {50}", {"4.2.6": 50, "4.2.7": -1, "4.2.8": -1}),
        ("Methods (see 4.2.6–4.2.8) deserve {50}", {"4.2.6": -1, "4.2.7": -1, "4.2.8": -1}),
    ],
)  # fmt: skip
def test_codes_close_or_name_the_answers_of_a_chapter_that_is_written_so(text: str, expected: dict[str, int]) -> None:
    assert answers(f"# Standard 4\n{text}") == expected


# --- a table that points to the answers


MAP = "# Map\n|h Criterion | {}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MAP.format("Pages") + "| 1.2.1 | 2–3\n| 1.2.3 | 14\n---\n{20}\n---\n{20}", {"1.2.1": 40, "1.2.3": -1}),
        (MAP.format("Pages") + "| 1.2.1 | 2–13\n| 1.2.3 | 3–2\n" + "---\n{20}\n" * 13, {"1.2.1": 240, "1.2.3": -1}),
        (MAP.format("Pages") + "| 1.2.1 | 2–14\n| 1.2.3 | 50\n" + "---\n{20}\n" * 13, {"1.2.1": -1, "1.2.3": -1}),
        (MAP.format("Pages") + "| 1.2.1 | 8–9\n| 1.2.3 | 20\n" + "---\n{20}\n" * 9, {"1.2.1": 40, "1.2.3": -1}),
        (MAP.format("Number") + "| 1.2.1 | 2\n| 1.2.3 | 3\n---\n{50}\n---\n{50}", {"1.2.1": -1, "1.2.3": -1}),
        (MAP.format("Section") + "| 1.2.1 | Aims\n| 1.2.3 | Means\n# Aims\n{50}\n# Aims\n{50}\n# Means\n{50}", {"1.2.1": -1, "1.2.3": 50}),
        (MAP.format("Section") + "| 1.2.1 | Section 2\n| 1.2.3 | 3\n# 2 Aims\n{50}\n# 3 Means\n{50}", {"1.2.1": 50, "1.2.3": 50}),
        (MAP.format("Section") + "| 1.2.1 | 2. Library\n| 1.2.3 | 3. Means\n# 2 Aims\n{50}\n# 3 Means\n{50}", {"1.2.1": -1, "1.2.3": 50}),
        (MAP.format("Section") + "| 1.2.1 | Aims; Means\n| 1.2.3 | –\n# Aims\n{30}\n# Means\n{30}", {"1.2.1": 60, "1.2.3": -1}),
        (MAP.format("Section") + "| 1.2.1 | Aims\n| 1.2.3 | Means\n# Aims\n{30}\n## Part\n{30}\n# Means\n{30}", {"1.2.1": 60, "1.2.3": -1}),
        (MAP.format("Section") + "| 1.2.1 | Aims\n| 1.2.3 | Means\n# 1.2.3 Means\n{50}\n# Aims\n{50}", {"1.2.1": 50, "1.2.3": 50}),
        (MAP.format("Section") + "| 1.2.1 | Aims\n| 1.2.3 | Means\n| 1.2.4 | Ends\n# 1.2.3 Means\n{50}\n# 1.2.4 Ends\n{50}\n# Aims\n{50}", {"1.2.1": -1, "1.2.3": 50, "1.2.4": 50}),
    ],
)  # fmt: skip
def test_a_table_of_sections_or_pages_points_to_what_stands_there(text: str, expected: dict[str, int]) -> None:
    assert answers(text) == expected


# --- why a status is what it is


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("## 4.2.1 A\n{40}", "addressed"),
        ("## 4.2.1, 4.2.2 A\n{40}", "addressed-shared"),
        ("## 4.2.1, 4.2.2 A\n{40}\n## 4.2.1 B\n{1}", "addressed"),
        ("## 4.2.1 A\n{39}", "thin"),
        ("## 4.2.1 A", "thin-empty"),
        ("|h Criterion | Answer\n| 4.2.1 | \n| 4.2.2 | {50}", "thin-row"),
        ("Criterion 4.2.1:\n4.2.2 {50}\n4.2.3 {50}", "thin-line"),
        ("|h Criterion | Answer\n| 4.2.1 | \n| 4.2.2 | {50}\n## 4.2.1 A", "thin-empty"),
        ("## 4.2.1 A\n…", "thin-prompt"),
        ("## 4.2.1 A\n[insert text]", "thin-prompt"),
        ("~ 4.2.1 A 5\n{5}", "mentioned-contents"),
        ("~ 4.2.1 A 5\n$ Criterion 4.2.1", "mentioned-inline"),
        ("$ Criterion 4.2.1\n{5}", "mentioned-furniture"),
        ("Criteria 4.2.1–4.2.3 {5}", "mentioned-range"),
        ("| 4.2.1 | +\n| 4.2.2 | +", "mentioned-matrix"),
        ("{9} 4.2.1, too, {9} as 4.2.3 {3}.", "mentioned-inline"),
        ("## 4.2.1 Not applicable\n{3}", "not-applicable"),
        ("## 4.2.1 A\n! {3}\nNot applicable.", "not-applicable"),
        ("## 4.2.1 A\n! {3}\n- Not applicable.", "not-applicable"),
        ("## 4.2.1 A\n! Not applicable.", "not-applicable"),
        ("## 4.2.1 A\nNot applicable: {38}", "not-applicable"),  # as long as an answer, but for its reason
        ("## 4.2.1 A\nNot applicable: {77}", "not-applicable"),
        ("## 4.2.1 A\nNot applicable: {78}", "addressed"),
        ("## 4.2.1 A\nNot applicable: {28}\n{20}", "addressed"),
        ("## 4.2.1 A\n{5}.\nNot applicable.", "thin"),
        ("| 4.2.1 | Order 5 | Not applicable\n| 4.2.2 | {50} | x", "not-applicable"),
        ("4.2.1 Branch campuses\nNot applicable, for we have none.\n4.2.2 {50}", "not-applicable"),
        ("4.2.1 Branch campuses.\nNot applicable, for we have none.\n4.2.2 {50}", "not-applicable"),
        ("4.2.1 {16}\nNot applicable, for we have none.\n4.2.2 {50}", "thin"),
    ],
)
def test_the_reason_says_how_the_status_came_about(text: str, reason: str) -> None:
    first = covered(f"# Standard 4\n{text}")[0]
    assert first.criterion.code.text == "4.2.1"
    assert first.reason.id == f"reason.{reason}"


# --- evidence


def test_the_fullest_place_stands_first_and_every_place_is_named() -> None:
    text = """
# Standard 4
~ 4.2.1 A 5
Of 4.2.1 and 4.2.2 we speak below.
---
| 4.2.1 | {45} | Annex 7
---
## 4.2.1 A
{10} See Annex 5
---
and Annex 6.
"""
    found = criterion(check(text), "4.2.1")
    shown = [(one.kind, one.place.page, one.place.last_page, one.words, one.annexes) for one in found.evidence]
    assert shown == [
        ("row", 2, 2, 45, ("7",)),
        ("heading", 3, 4, 14, ("5", "6")),
        ("inline", 1, 1, 0, ()),
        ("contents", 1, 1, 0, ()),
    ]
    assert found.evidence[1].heading == ("Standard 4", "4.2.1 A")
    text = "# Standard 4\n## 4.2.1 A\n## 4.2.2 B\n{9}\n| 4.2.1 | {5}\n| 4.2.4 | {50}\n# Standard 4\n4.2.1 {45}"
    shown = [(one.kind, one.words) for one in criterion(check(text), "4.2.1").evidence]
    assert shown == [("lead", 45), ("row", 5), ("heading", 0)]


@pytest.mark.parametrize(("length", "cut"), [(240, False), (241, True)])
def test_an_excerpt_is_cut_between_words_where_it_is_long(length: int, cut: bool) -> None:
    text = ("word " * 60)[: length - 4] + "ends"
    excerpt = criterion(check(f"# Standard 4\n## 4.2.1 A\n{text}"), "4.2.1").evidence[0].excerpt
    assert excerpt == (f"{text[:240].rsplit(' ', 1)[0]} …" if cut else text)


# --- what could not be read


def not_checked(text: str, *unreadable: int) -> dict[str, tuple[object, ...]]:
    """By code of the third standard the pages, and the neighbours between which it may stand."""
    (found,) = check(text, unreadable=unreadable).sets
    return {
        one.criterion.code.text: tuple(one.reason.arguments[name] for name in ("pages", "before", "after"))
        for one in found.coverage.criteria
        if one.reason.id == "reason.not-checked-pages" and one.criterion.standard == "3"
    }


def test_pages_nobody_could_read_hide_what_stands_between_their_neighbours() -> None:
    text = "# Standard 3\n## 3.2.1 A\n{50}\n---\n---\n---\n---\n## 3.2.4 D\n{50}"
    between = (("2–3",), "3.2.1", "3.2.4")
    assert not_checked(text, 2, 3) == {"3.2.2": between, "3.2.3": between}
    assert not_checked(text, 2, 4)["3.2.2"][0] == ("2", "4")
    assert not_checked("# Standard 3\n## 3.2.4 A\n{50}\n---\n---\n## 3.2.1 D\n{50}", 2)["3.2.2"] == (
        ("2",),
        "3.2.1",
        "3.2.4",
    )
    last = not_checked("# Standard 3\n## 3.2.22 A\n{50}\n---\n---\n{3}", 2)
    assert set(last.values()) == {(("2",), "3.2.22", None)}
    assert "3.2.21" not in last
    first = not_checked("---\n---\n# Standard 3\n## 3.2.3 A\n{50}", 2)
    assert first == {"3.2.1": (("2",), None, "3.2.3"), "3.2.2": (("2",), None, "3.2.3")}


@pytest.mark.parametrize(
    ("label", "words"),
    [("Талап: ", 4), ("Requirement: ", 4), ("Формулировка критерия: ", 4), ("", 42), ("Our house: ", 44)],
)
def test_what_is_labelled_as_the_wording_above_an_answer_is_none(label: str, words: int) -> None:
    assert answers(f"# Standard 4\n4.2.1. {label}{{38}}.\nAnswer: {{3}}.\n4.2.2 {{50}}") == {
        "4.2.1": words,
        "4.2.2": 50,
    }
