"""Where a criterion's text ends: before what is said of the whole standard, and before the report's own chapters."""

from __future__ import annotations

import pytest

from .test_coverage import check, criterion, statuses


@pytest.mark.parametrize(
    "closing",
    [
        "Сильные стороны: {20}\nОбласти для улучшения: {20}\nВыводы по стандарту 2: {20}",
        "* Strengths\n- {15}\n- {15}\n* Areas for improvement\n- {15}\n- {15}",
        "Conclusions. {45}",
        "* Қорытынды\n{45}",
        "Стандарт бойынша қорытынды: {45}",
        "Вывод по разделу III. {45}",
        "General remark by the working group. {45}",
        "* Final remarks\n{45}",
    ],
)
def test_the_last_criterion_does_not_swallow_what_is_said_of_the_standard(closing: str) -> None:
    text = f"# Standard 2\n2.2.22 {{50}}\n2.2.23 Done.\n{closing}\n# Standard 3\n3.2.1 {{50}}"
    assert statuses(text, "2.2.22", "2.2.23", "3.2.1") == ["addressed", "thin", "addressed"]


@pytest.mark.parametrize(
    "closing",
    [
        "**Where we are ahead.** {45}\n**Where we lag behind.** {20}",
        "**Мақтанарымыз:** {45}",
        "ЧТО ДАЛЬШЕ ПО СТАНДАРТУ\n{45}",
        "* From here on\n{45}",
    ],
)
@pytest.mark.parametrize("opening", ["2.2.{} {}", "### 2.2.{} Title\n{}"], ids=["lead", "heading"])
def test_a_line_set_apart_behind_a_short_last_answer_is_nobodys_whatever_it_says(opening: str, closing: str) -> None:
    last = opening.format(23, "It is done in all schools.")
    text = f"# Standard 2\n{opening.format(22, '{50}.')}\n{last}\n{closing}\n# Standard 3\n3.2.1 {{50}}"
    assert statuses(text, "2.2.22", "2.2.23", "3.2.1") == ["addressed", "thin", "addressed"]


@pytest.mark.parametrize("opening", ["2.2.{} {}", "### 2.2.{} Title\n{}"], ids=["lead", "heading"])
@pytest.mark.parametrize(
    "closing",
    [
        "2.2.21 және 2.2.22 бойынша ұялмаймыз, {20}\nКелесі жылға: 2.2.23 бойынша {50}",
        "Мы довольны 2.2.21 и 2.2.22. {45}\nНа потом. По критерию 2.2.23 {50}",
        "Areas for improvement: under 2.2.23 we must {50}",
        "In a nutshell: {20}\nThe trustees are told why it is hard to meet 2.2.23 and {50}",
    ],
)
def test_what_looks_back_on_a_standard_behind_a_short_last_answer_is_not_of_its_criterion(
    opening: str, closing: str
) -> None:
    answers = "\n".join(opening.format(*one) for one in ((21, "{50}."), (22, "{50}."), (23, "It is.")))
    text = f"# Standard 2\n{answers}\n{closing}\n# Standard 3\n3.2.1 {{50}}"
    assert statuses(text, "2.2.22", "2.2.23", "3.2.1") == ["addressed", "thin", "addressed"]


@pytest.mark.parametrize(
    "more",
    [
        "As under 2.2.21, the board {50}",  # one other alone
        "Together with 2.2.22 and 3.2.1 the board {50}",  # not of the standard alone
        "What 2.2.21, 2.2.22 and 2.2.23 share is the board. {50}",  # its own among them
    ],
)
def test_an_answer_that_compares_itself_with_another_goes_on(more: str) -> None:
    text = f"# Standard 2\n2.2.21 {{50}}.\n2.2.22 {{50}}.\n2.2.23 It is done.\n{more}\n# Standard 3\n3.2.1 {{50}}"
    assert statuses(text, "2.2.23", "3.2.1") == ["addressed", "addressed"]


def test_a_long_answer_may_look_back_on_others_of_its_standard() -> None:
    text = "# Standard 2\n2.2.21 {50}.\n2.2.22 {50}.\n2.2.23 {35}.\nIt rests on 2.2.21 and 2.2.22, {20}\n# Standard 3\n3.2.1 {50}"
    assert statuses(text, "2.2.23") == ["addressed"]


def test_where_answers_have_parts_set_apart_so_has_the_last_one() -> None:
    one = "2.2.{} It is done.\n**In {} schools.** {{45}}"
    text = "# Standard 2\n" + "\n".join(one.format(number, number) for number in (1, 2, 3))
    result = check(text)
    assert [criterion(result, f"2.2.{number}").status.value for number in (1, 2, 3)] == ["addressed"] * 3
    assert [criterion(result, f"2.2.{number}").doubt for number in (1, 2, 3)] == [None] * 3


def test_a_label_that_nobody_set_apart_behind_a_short_last_answer_is_looked_at() -> None:
    text = "# Standard 2\n2.2.22 {50}.\n2.2.23 It is done in all schools.\nWhere we are ahead: {45}\n# Standard 3\n3.2.1 {50}"
    found = criterion(check(text), "2.2.23")
    assert found.status.value == "addressed"
    assert found.doubt is not None and found.doubt.id == "doubt.swallows"


def test_a_label_that_stands_under_every_criterion_belongs_to_each() -> None:
    one = "## 2.2.{} Title\n{{10}}\nStrengths: {{40}}"
    text = "# Standard 2\n" + "\n".join(one.format(number) for number in (1, 2, 3))
    assert statuses(text, "2.2.1", "2.2.2", "2.2.3") == ["addressed"] * 3


def test_a_sentence_that_begins_with_such_a_word_ends_nothing() -> None:
    text = "# Standard 2\n2.2.22 {20}\nOverall satisfaction of students and of staff rose in each of the last three years. {30}"
    assert criterion(check(text), "2.2.22").words > 40


def test_body_text_set_in_bold_is_no_quoted_criterion() -> None:
    bold = "* Each teacher must be heard, and so {45} each year, says the dean of the school, whose own teachers are heard too."
    text = "# Standard 3\n" + "\n".join(f"## 3.2.{number} Title\n{bold} {{40}}" for number in (1, 2, 3))
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["addressed"] * 3


def test_headings_of_the_reports_own_chapters_are_no_criteria() -> None:
    text = """
# Section 1. General information about the university
### 1.2.1 A short history
{45}
### 1.2.4 International relations
{45}
# Section 2. Self-assessment by standards
# Standard 1. Mission and strategy
Criterion 1.2.1. {48}
Criterion 1.2.3. {48}
# Section 3. Afterword
### 3.2.20 Dates and control
{45}
"""
    result = check(text)
    assert [criterion(result, code).status.value for code in ("1.2.1", "1.2.3", "1.2.4", "3.2.20")] == [
        "addressed", "addressed", "missing", "missing",
    ]  # fmt: skip
    assert criterion(result, "1.2.1").words == 48
    assert criterion(result, "1.2.4").doubt is not None, "somebody should look at it"


def test_headings_with_codes_under_a_chapter_titled_otherwise_count_where_they_stand_together() -> None:
    rows = "\n".join(f"### 3.2.{number} Title\n{{50}}" for number in range(1, 6))
    text = f"# Standard 1. Mission and strategy\n1.2.1 {{50}}\n# 3. How we teach\n{rows}"
    assert statuses(text, "1.2.1", "3.2.1", "3.2.5") == ["addressed"] * 3


def test_a_standards_title_in_body_style_opens_the_standard_and_ends_the_one_before() -> None:
    text = "# Standard 3. Educational programs\n3.2.1 {50}\n* Resources: material, technical and informational\n8.2.1 {50}\n8.2.6 {50}"
    result = check(text)
    assert [criterion(result, code).status.value for code in ("3.2.1", "8.2.1", "8.2.6")] == ["addressed"] * 3
    assert criterion(result, "3.2.1").words == 50


def test_an_answer_may_be_counted_out_under_headings_below_its_wording() -> None:
    text = "# Standard 4\n4.2.1 Explain how staff are trained.\n# 1. Plan of training\n{50}\n# 2. Means\n{50}"
    assert criterion(check(text), "4.2.1").words > 90
    text = "# Standard 4\n4.2.1 Done.\n# Annexes\n{50}"
    assert statuses(text, "4.2.1") == ["thin"]


def test_a_line_set_apart_behind_a_short_last_answer_begins_what_is_nobodys() -> None:
    text = "# Standard 3\n3.2.1 {50}\n3.2.2 None yet.\n* What comes next\n{60}\n# Standard 4\n4.2.1 {50}"
    assert statuses(text, "3.2.1", "3.2.2", "4.2.1") == ["addressed", "thin", "addressed"]
    text = "# Standard 3\n3.2.1 Design of programmes\n* How we do it\n{60}\n3.2.2 {50}"
    assert statuses(text, "3.2.1", "3.2.2") == ["addressed", "addressed"]


@pytest.mark.parametrize("chapter", ["Chapter 2. The university in brief", "Часть 2. Послесловие", "Раздел 2. О нас"])
def test_a_chapter_of_its_own_number_is_no_standard_where_every_standards_title_says_that_it_is_one(
    chapter: str,
) -> None:
    own = f"# {chapter}\n## 2.2.1 A\n{{50}}\n## 2.2.2 B\n{{50}}\n## 2.2.3 C\n{{50}}\n"
    text = own + "# Standard 3. Educational programs\n3.2.1 {50}\n3.2.2 {50}"
    assert statuses(text, "2.2.1", "2.2.2", "2.2.3", "3.2.1") == ["missing"] * 3 + ["addressed"]


def test_a_chapter_of_a_standards_number_is_one_where_titles_of_standards_do_not_say_so() -> None:
    own = "# Chapter 2. How we steer\n## 2.2.1 A\n{50}\n## 2.2.2 B\n{50}\n## 2.2.3 C\n{50}\n"
    text = own + "# Chapter 3. Educational programs\n3.2.1 {50}\n3.2.2 {50}"
    assert statuses(text, "2.2.1", "2.2.2", "2.2.3", "3.2.1") == ["addressed"] * 4
