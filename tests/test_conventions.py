"""How a report's author puts codes to texts, found out from the document itself, chapter by chapter."""

from __future__ import annotations

import pytest

from sapa.core.model.coverage import Status

from .test_coverage import check, criterion, statuses

CLOSING = """
# Стандарт 4. Преподавательский состав
Состав. {45} (к. 4.2.1).
Развитие. {60} (критерии 4.2.2 и 4.2.3)
Оценка. {60} (см. критерии 4.2.5-4.2.7)
Нагрузка. {5} (к. 4.2.4).
"""


def test_codes_at_the_end_of_paragraphs_close_their_answers() -> None:
    codes = ("4.2.1", "4.2.2", "4.2.3", "4.2.5", "4.2.7", "4.2.4")
    assert statuses(CLOSING, *codes) == ["addressed"] * 5 + ["thin"]


def test_a_closed_answer_is_shown_where_it_begins_and_without_its_codes() -> None:
    text = "# Standard 3\n## A story\n{30}\n---\n{30}\nCriteria covered: 3.2.1, 3.2.2\n## Another\n{50} (3.2.3)"
    covered = criterion(check(text), "3.2.1")
    assert covered.words == 60
    assert (covered.evidence[0].place.page, covered.evidence[0].place.last_page) == (1, 2)
    assert criterion(check(text), "3.2.3").words == 50


@pytest.mark.parametrize(
    "line",
    [
        "Criteria 3.2.1 and 3.2.2",
        "Критерии: 3.2.1, 3.2.2",
        "(3.2.1, 3.2.2)",
        "Критерийлер: 3.2.1, 3.2.2.",
        "[3.2.1; 3.2.2]",
    ],
)
def test_a_line_of_codes_belongs_to_the_text_above_it_where_that_text_is_nobody_elses(line: str) -> None:
    text = f"# Standard 3\n## How a programme begins\n{{60}}\n{line}\n## Marks\n{{50}} (3.2.10)\n{{50}} (3.2.11)"
    assert statuses(text, "3.2.1", "3.2.2", "3.2.10", "3.2.11") == ["addressed"] * 4


def test_the_same_line_belongs_to_the_text_below_it_where_codes_open() -> None:
    text = "# Standard 3\nCriterion 3.2.1\n{60}\nCriterion 3.2.2\n{60}\nCriterion 3.2.3\n{30}"
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["addressed", "addressed", "thin"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Participation of partners (3.2.1)", "Openness of procedures (3.2.2)"),
        ("Серіктестердің қатысуы [3.2.1]", "Рәсімдердің ашықтығы [3.2.2]"),
        ("Programme A | Standard 3 | 3.2.1", "Programme A | Standard 3 | 3.2.2"),
    ],
)
def test_lines_of_one_shape_above_texts_open_them_to_the_last(first: str, second: str) -> None:
    text = f"# Standard 3\n{first}\n{{50}}\n{{20}}\n{second}\n{{45}}"
    assert [criterion(check(text), code).words for code in ("3.2.1", "3.2.2")] == [70, 45]


def test_a_short_sentence_that_names_a_code_in_brackets_is_no_title() -> None:
    text = "# Standard 3\n## 3.2.1 A\n{50}\nWe met twice. It was well (see 3.2.9)\n{50}\n## 3.2.2 B\n{50}"
    assert [criterion(check(text), code).words for code in ("3.2.1", "3.2.2")][1] == 50
    assert criterion(check(text), "3.2.9").status is Status.MENTIONED


def test_where_long_paragraphs_name_what_they_answer_inside_a_short_opening_takes_none_of_them() -> None:
    named = "{{30}} and so {code} is met, though {{20}}"
    paragraphs = [named.format(code="criterion 3.2.1"), "3.2.2 is fulfilled.", named.format(code="criterion 3.2.3"),
                  "3.2.4: none.", named.format(code="criteria 3.2.5 and 3.2.6")]  # fmt: skip
    text = "# Standard 3\n" + "\n".join(paragraphs)
    expected = ["addressed", "thin", "addressed", "thin", "addressed", "addressed"]
    assert statuses(text, *(f"3.2.{number}" for number in range(1, 7))) == expected


def test_where_texts_open_with_their_codes_a_code_inside_the_next_paragraph_ends_nothing() -> None:
    text = "# Standard 3\n3.2.1 {5}\n{30} as criterion 3.2.9 says {20}\n3.2.2 {50}\n3.2.3 {50}\n{30} by 3.2.8 too {20}"
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["addressed"] * 3


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Обратимся к критериям 3.2.5 и 3.2.6.", "addressed"),
        ("In addition to the table we now report on criterion 3.2.5:", "addressed"),
        ("For all of this see criterion 3.2.5.", "mentioned"),
        ("This was told in volume 2 under criterion 3.2.5.", "mentioned"),
    ],
)
def test_a_first_sentence_that_ends_with_the_code_announces_the_answer_behind_it(first: str, expected: str) -> None:
    text = f"# Standard 3\n3.2.4 {{50}}\n{first} We did {{50}}\n3.2.7 {{50}}"
    assert statuses(text, "3.2.4", "3.2.5", "3.2.7") == ["addressed", expected, "addressed"]


def test_one_chapter_may_open_and_the_next_close() -> None:
    opens = "# Standard 3\n## 3.2.1 A\n{50}\n## 3.2.2 B\n{20}\n"
    result = check(opens + "# Standard 4\n{50} (4.2.1)\n{50} (4.2.2, 4.2.3)")
    assert [criterion(result, code).status for code in ("3.2.1", "3.2.2", "4.2.1", "4.2.3")] == [
        Status.ADDRESSED,
        Status.THIN,
        Status.ADDRESSED,
        Status.ADDRESSED,
    ]


def test_openings_and_closings_may_alternate_in_one_chapter() -> None:
    text = "# Standard 2\n{50} [2.2.8]\n[2.2.9] {50}\n{50} [2.2.13]\n[2.2.15] {5}\n{50} [2.2.18]"
    assert statuses(text, "2.2.8", "2.2.9", "2.2.13", "2.2.15", "2.2.18") == [
        "addressed", "addressed", "addressed", "thin", "addressed",
    ]  # fmt: skip


def test_a_mention_at_the_end_of_anothers_text_is_no_closing() -> None:
    text = "# Standard 3\n3.2.1 {50}\nMore of it. {45} (see criterion 3.2.9)\n3.2.2 {50}\n3.2.3 {50}"
    assert statuses(text, "3.2.1", "3.2.9") == ["addressed", "mentioned"]
    text = "# Standard 3\n## 3.2.4 A\n{50}\n{45} (3.2.1, 3.2.2)\n## 3.2.5 B\n{50}"
    assert statuses(text, "3.2.1", "3.2.2") == ["mentioned", "mentioned"]


def test_a_range_at_the_end_of_a_sentence_answers_none_of_its_codes() -> None:
    text = "# Standard 4\n{50} (4.2.1)\n{50} (4.2.2)\nThe rest is in Annex 9, says the working group of this standard (4.2.4–4.2.13)."
    assert statuses(text, "4.2.1", "4.2.4", "4.2.9") == ["addressed", "mentioned", "mentioned"]


def test_a_list_of_annexes_closes_nothing() -> None:
    text = "# Standard 4\n{50} (4.2.1)\n{50} (4.2.2)\n# Annexes\nAnnex 7. {20} (4.2.5)\nAnnex 8. {20} (4.2.6)"
    assert statuses(text, "4.2.5", "4.2.6") == ["mentioned", "mentioned"]


MATRIX = """
# Table of correspondence
|h Criterion | Section of the report | Page
| 1.2.1 | 1. Who we are | 2
| 1.2.3 | 2. How the strategy was born | 2
| 1.2.4 | Section 3 | 3
| 1.2.5 | – | –
| 1.2.9 | 4. Trips | 3
---
## 1. Who we are
{60}
## 2. How the strategy was born
{60}
---
## 3. Policy
{60}
## 4. Trips
{8}
"""


def test_a_table_of_sections_points_to_the_answers_and_a_person_should_look() -> None:
    result = check(MATRIX)
    codes = ("1.2.1", "1.2.3", "1.2.4", "1.2.5", "1.2.9")
    assert [criterion(result, code).status.value for code in codes] == ["addressed"] * 3 + ["mentioned"] * 2
    assert criterion(result, "1.2.3").evidence[0].place.page == 2
    assert criterion(result, "1.2.4").evidence[0].place.page == 3


def test_a_table_of_pages_points_to_what_stands_on_them() -> None:
    text = "# Map\n|h Criterion | Page\n| 1.2.1 | 2\n| 1.2.3 | 3\n---\n## Who we are\n{60}\n---\n## Strategy\n{10}"
    assert statuses(text, "1.2.1", "1.2.3") == ["addressed", "mentioned"]


def test_a_table_of_earlier_recommendations_points_to_nothing() -> None:
    text = "# Standard 1\n|h Criterion | Recommendation | Done\n| 1.2.3 | Strategy | yes\n| 1.2.4 | Policy | no\n## Strategy\n{60}"
    assert statuses(text, "1.2.3", "1.2.4") == ["mentioned", "mentioned"]


def test_an_aside_in_the_closing_bracket_is_not_closed() -> None:
    text = "# Standard 8\n{60} – 8.2.1\n{60} (criteria 8.2.14 and 8.2.16; for 8.2.15 see volume 1)\n{60} [8.2.13]"
    assert statuses(text, "8.2.1", "8.2.14", "8.2.16", "8.2.15") == ["addressed"] * 3 + ["mentioned"]


def test_an_index_of_a_report_whose_codes_stand_at_their_answers_points_to_nothing_new() -> None:
    text = "# Map\n|h Criterion | Page\n| 1.2.1 | 2\n| 1.2.3 | 2\n| 1.2.4 | 2\n---\n# Standard 1\n1.2.1 {60}\n1.2.3 {60}\n{60}"
    assert statuses(text, "1.2.1", "1.2.3", "1.2.4") == ["addressed", "addressed", "mentioned"]


def test_a_text_that_says_that_it_answers_two_criteria_answers_both() -> None:
    text = "# Standard 2\n## 2.2.4 Powers\n{60} (A joint answer to criteria 2.2.4 and 2.2.5.)\n## 2.2.6 Records\n{60}"
    assert statuses(text, "2.2.4", "2.2.5") == ["addressed", "addressed"]
    text = "# Standard 2\n## 2.2.4 Powers\n{60} How they are used is treated for criteria 2.2.4–2.2.6, since one office serves all."
    assert statuses(text, "2.2.4", "2.2.5") == ["addressed", "mentioned"]


@pytest.mark.parametrize(
    "line",
    [
        "This section answers criteria 3.2.1 and 3.2.2.",
        "Настоящий раздел отвечает на критерии 3.2.1 и 3.2.2.",
        "Бұл бөлім 3.2.1 және 3.2.2-критерийлерге жауап береді.",
    ],
)
def test_a_line_may_say_what_a_section_answers_above_or_below_its_text(line: str) -> None:
    above = f"# Standard 3\n## One\n{line}\n{{60}}\n## Two\n{line.replace('3.2.1', '3.2.4').replace('3.2.2', '3.2.5')}\n{{60}}"
    assert statuses(above, "3.2.1", "3.2.2", "3.2.4") == ["addressed"] * 3
    below = f"# Standard 3\n## One\n{{60}}\n{line}\n## Two\n{{60}}\n{line.replace('3.2.1', '3.2.4').replace('3.2.2', '3.2.5')}"
    assert statuses(below, "3.2.1", "3.2.2", "3.2.4") == ["addressed"] * 3


def test_a_line_that_sends_the_reader_to_another_volume_answers_nothing() -> None:
    text = "# Standard 3\n## One\nCriteria 3.2.7 and 3.2.8 are covered in volume 1.\n{60}\n## 3.2.9 B\n{60}"
    assert statuses(text, "3.2.7", "3.2.9") == ["thin", "addressed"]


def test_codes_behind_the_last_item_close_the_list_and_what_introduces_it() -> None:
    text = "# Standard 3\n{50} (3.2.1)\nThree things were done: {20}\n- {15}\n- {15} (3.2.2)\n{50} (3.2.3, Annex 5)"
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["addressed"] * 3


@pytest.mark.parametrize("title", ["3.2.14", "Criterion 3.2.14"])
def test_a_heading_of_nothing_but_a_code_opens_its_text_and_never_closes_what_stands_above(title: str) -> None:
    text = f"# Standard 3\n{{60}}\n{{60}}\n## {title}\nYes, it has.\n## 3.2.15\n{{60}}"
    assert statuses(text, "3.2.14", "3.2.15") == ["thin", "addressed"]


def test_a_paragraph_may_close_several_answers_each_at_the_end_of_its_sentence() -> None:
    text = "# Standard 3\n{50} (3.2.1)\n{45} (3.2.9). Open lessons in November (3.2.10).\n{50} (3.2.11)"
    assert statuses(text, "3.2.9", "3.2.10", "3.2.11") == ["addressed", "thin", "addressed"]
    assert [criterion(check(text), code).words for code in ("3.2.9", "3.2.10")] == [45, 4]


def test_a_few_words_may_follow_the_closing_code() -> None:
    text = "# Standard 3\n{50} (3.2.1)\n{45} (3.2.9). Of criterion 3.2.8 we write later.\n{50} (3.2.11)"
    assert statuses(text, "3.2.9", "3.2.8") == ["addressed", "mentioned"]


def test_a_code_behind_a_title_in_the_paragraph_does_not_close_the_title() -> None:
    text = "# Standard 6\n6.2.3 {10}\nTaking results into lessons (6.2.5). They come {60}"
    assert statuses(text, "6.2.5") == ["addressed"]


TITLES = ("Budget 4.2.1", "Purchases 4.2.2", "Letters 4.2.3", "Salaries 4.2.4")


def test_titles_with_codes_behind_them_head_the_answers_whatever_they_are_set_in() -> None:
    text = "# Standard 4\n" + "".join(f"{title}\n{{50}}\n" for title in TITLES)
    assert statuses(text, "4.2.1", "4.2.2", "4.2.3", "4.2.4") == ["addressed"] * 4


@pytest.mark.parametrize(
    "lines",
    [
        TITLES[:2],  # too few to be a habit
        (TITLES[1], TITLES[0], TITLES[3]),  # in no order
        tuple(f"Annex {number}. {title}" for number, title in enumerate(TITLES)),  # entries
    ],
)
def test_other_lines_that_end_with_codes_head_nothing(lines: tuple[str, ...]) -> None:
    text = "# Standard 4\n" + "".join(f"{title}\n{{50}}\n" for title in lines)
    assert "addressed" not in statuses(text, "4.2.1", "4.2.2")


def test_sentences_that_codes_close_are_no_titles_of_what_stands_below() -> None:
    said = ("The data are kept at one place (4.2.1).", "We have forty advisers (4.2.2).", "All goes by post (4.2.3).")
    text = "# Standard 4\n{50}\n" + "\n{50}\n".join(said)
    assert [criterion(check(text), f"4.2.{n}").words for n in (1, 2, 3)] == [57, 54, 54]


GROWTH = "Growth of teachers, which criteria 4.2.4 and 4.2.5 speak of, follows a plan. {50}"


def test_a_first_sentence_may_name_the_criteria_between_those_of_the_paragraphs_around() -> None:
    for below in ("Criterion 4.2.7 is marks. {50}", "{50}"):
        text = f"# Standard 4\nCriterion 4.2.3 is load. {{50}}\n{GROWTH}\n{below}"
        assert statuses(text, "4.2.3", "4.2.4", "4.2.5") == ["addressed"] * 3
        assert criterion(check(text), "4.2.3").words < 60


@pytest.mark.parametrize(
    "text",
    [
        f"Criterion 4.2.2 is load. {{50}}\n{GROWTH}\nCriterion 4.2.7 is marks. {{50}}",  # not the next
        f"Criterion 4.2.3 is load. {{50}}\n{GROWTH}\n4.2.7 {{50}}\n4.2.5 {{50}}",  # one has a place of its own
        f"Criterion 4.2.3 is load. {{50}}\nSee {GROWTH}\nCriterion 4.2.7 is marks. {{50}}",
        f"Criterion 4.2.3 is load. {{50}}\nIt is so here. {GROWTH}\nCriterion 4.2.7 is marks. {{50}}",
        f"Criterion 4.2.3 is load. {{50}}\n{GROWTH.replace('{50}', '{9}')}\nCriterion 4.2.7 is marks. {{50}}",
    ],
)
def test_else_what_a_first_sentence_names_belongs_to_the_text_above(text: str) -> None:
    assert statuses(f"# Standard 4\n{text}", "4.2.4") == ["mentioned"]


def test_a_code_right_behind_a_contract_is_a_criterion_where_its_neighbours_stand_near() -> None:
    near = (
        "Of plans (3.2.3), visits and {50}\nOne elective may be replaced by a contract (3.2.4), {50}\n{50} (3.2.5), {9}"
    )
    assert statuses(f"# Standard 3\n{near}", "3.2.4") != ["missing"]


def test_further_last_numbers_may_stand_behind_semicolons() -> None:
    assert statuses("# Standard 3\n3.2.10; 11; 12. Rooms {50}", "3.2.11", "3.2.12") == ["addressed"] * 2
    assert statuses("# Standard 3\n3.2.10; 12 rooms {50}", "3.2.12") == ["missing"]


@pytest.mark.parametrize("joint", ["together with", "along with", "вместе с", "совместно с"])
def test_criteria_are_answered_together_in_so_many_words(joint: str) -> None:
    assert statuses(f"# Standard 4\nCriterion 4.2.1 {joint} 4.2.2. {{50}}", "4.2.1", "4.2.2") == ["addressed"] * 2


def test_one_closing_code_among_openings_carries_on_their_order() -> None:
    text = "# Standard 4\n4.2.1 {50}\n4.2.4: {5}\n{50} (4.2.5)\n4.2.6 {50}"
    assert statuses(text, "4.2.4", "4.2.5", "4.2.6") == ["thin", "addressed", "addressed"]
    backwards = "# Standard 4\n4.2.5 {50}\n{50} (4.2.1)\n4.2.6 {50}"
    assert statuses(backwards, "4.2.5", "4.2.1") == ["addressed", "mentioned"]


def test_codes_on_a_line_may_open_where_those_at_the_end_of_a_paragraph_close() -> None:
    text = "# Standard 4\n{20}\n4.2.1, 4.2.2\n{60}\n4.2.3\n{60}\n{60} (4.2.9; 4.2.10)"
    assert statuses(text, "4.2.1", "4.2.3", "4.2.9", "4.2.10") == ["addressed"] * 4
    assert criterion(check(text), "4.2.3").words == 60


@pytest.mark.parametrize(
    "sentence",
    [
        "This answers criterion 1.2.4, I am told.",
        "Критерий 1.2.4 мы понимаем именно так.",
        "Осымен 1.2.4-критерий жабылады.",
    ],
)
def test_a_last_sentence_may_say_what_the_paragraph_answered_and_a_person_should_look(sentence: str) -> None:
    result = check(f"# Standard 1\n1.2.3: {{5}}\nOf the targets {{50}}. {sentence}\n1.2.5 {{50}}")
    covered = criterion(result, "1.2.4")
    assert (covered.status, criterion(result, "1.2.3").status) == (Status.ADDRESSED, Status.THIN)
    assert covered.doubt is not None
    assert covered.doubt.id == "doubt.said"


def test_a_last_sentence_that_only_names_another_criterion_closes_nothing() -> None:
    text = "# Standard 1\n1.2.3: {5}\nOf the targets {50}. This has to do with criterion 1.2.4.\n1.2.5 {50}"
    assert statuses(text, "1.2.3", "1.2.4") == ["addressed", "mentioned"]


def test_an_answer_of_two_paragraphs_may_be_closed_by_the_second_and_a_person_should_look() -> None:
    text = "# Standard 7\n## Money\n{50}\n{20} (7.2.1, 7.2.3)\n{50} (7.2.4)"
    result = check(text)
    covered = criterion(result, "7.2.1")
    assert (covered.status, covered.words) == (Status.ADDRESSED, 70)
    assert covered.doubt is not None


def test_a_dash_before_the_last_codes_is_as_good_as_brackets() -> None:
    assert statuses("# Standard 3\n{50} – 3.2.1.\n{50} – 3.2.2, 3.2.3", "3.2.1", "3.2.3") == ["addressed", "addressed"]


def test_a_line_of_codes_in_brackets_closes_what_stands_above_it_among_openings_too() -> None:
    text = "# Standard 4\n4.2.4: {5}\n{50}\n(4.2.5)\n4.2.6 {50}"
    assert statuses(text, "4.2.4", "4.2.5", "4.2.6") == ["thin", "addressed", "addressed"]
    opens = "# Standard 4\n(4.2.4)\n{50}\n(4.2.5)\n{50}\n(4.2.6)\n{50}"
    assert statuses(opens, "4.2.4", "4.2.5", "4.2.6") == ["addressed"] * 3
    assert criterion(check(opens), "4.2.6").words == 50


def test_an_answer_of_two_paragraphs_among_openings_is_closed_by_the_second() -> None:
    text = "# Standard 4\n4.2.4: {5}\n{32}\n{32} (4.2.5)\n4.2.6 {50}"
    result = check(text)
    assert [criterion(result, code).words for code in ("4.2.4", "4.2.5", "4.2.6")] == [5, 64, 50]
    assert criterion(result, "4.2.5").doubt is not None


def test_what_closes_a_text_does_not_reach_over_paragraphs_that_name_their_criterion_inside() -> None:
    named = (
        "# Standard 4\nAt 4.2.5, as all know, we were slow: {45}\nTo 4.2.6 belongs that {45}\nGuests came {12} (4.2.9)."
    )
    assert statuses(named, "4.2.5", "4.2.6", "4.2.9") == ["addressed", "addressed", "thin"]
    one = "# Standard 4\nAs 4.2.5 is far from us, {45}\nGuests came {12} (4.2.9)."
    assert statuses(one, "4.2.9") == ["addressed"]  # one paragraph is no habit: it may cite in passing


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("On methods (3.2.6–3.2.8) we allow ourselves more: ", ["addressed"] * 3),
        ("О методах (критерии 3.2.6, 3.2.7 и 3.2.8) скажем подробнее: ", ["addressed"] * 3),
        ("On methods (see 3.2.6–3.2.8) we have nothing new: ", ["mentioned"] * 3),
        ("On methods (3.2.6–3.2.8 are met by all) we say: ", ["mentioned"] * 3),
        (
            "As we said about methods, marks, appeals and practice in another place of ours (3.2.6–3.2.8) ",
            ["mentioned"] * 3,
        ),
    ],
)
def test_a_bracket_of_codes_behind_the_first_words_says_what_a_paragraph_answers(
    head: str, expected: list[str]
) -> None:
    text = f"# Standard 3\n## 3.2.5 Feedback\n{{50}}\n## Teaching\n{head}{{130}}"
    assert statuses(text, "3.2.6", "3.2.7", "3.2.8") == expected


def test_codes_between_slashes_close_as_those_in_brackets_do() -> None:
    assert statuses("# Standard 3\n{50} /3.2.1/\n{50} /3.2.2, 3.2.3/", "3.2.1", "3.2.3") == ["addressed", "addressed"]
    assert statuses("# Standard 3\n{50} (no. 12/3.2.1/4)\n3.2.2 {50}", "3.2.1") == ["missing"]


def test_a_short_line_may_say_that_it_closes_one_criterion() -> None:
    text = "# Standard 3\n## Admission\n{50}\nЭтим закрывается критерий 3.2.1.\n## Practice\n{50}\nЭтим закрывается критерий 3.2.2."
    assert statuses(text, "3.2.1", "3.2.2") == ["addressed", "addressed"]


def test_the_number_of_a_footnote_hides_no_code() -> None:
    text = "# Standard 3\n3.2.1 {50}\n1 3.2.2-критерий бойынша: {50}\n3.2.3 {50}\n2 По критерию 3.2.4: {50}"
    assert statuses(text, "3.2.2", "3.2.4") == ["addressed", "addressed"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Our policy of quality (3.2.4) was adopted in May. {45}", ["addressed", "addressed"]),
        ("Сапа саясаты (3.2.4) кафедрада қабылданды. {45}", ["addressed", "addressed"]),
        ("Our policy of quality (see 3.2.4) was adopted in May. {45}", ["addressed", "mentioned"]),
        ("Our policy of quality (3.2.9) was adopted in May. {45}", ["addressed", "missing"]),  # not the next one
        ("Our policy of quality (3.2.4) was adopted in May.", ["addressed", "mentioned"]),  # too short to be an answer
    ],
)
def test_a_first_sentence_whose_subject_names_the_next_criterion_opens_its_answer(
    line: str, expected: list[str]
) -> None:
    assert statuses(f"# Standard 3\n3.2.3. {{50}}\n{line}\n3.2.5. {{50}}", "3.2.3", "3.2.4") == expected


def test_sentences_that_say_what_was_answered_are_a_habit_that_nobody_doubts() -> None:
    text = "# Standard 1\n" + "\n".join(f"In 2024 {{50}}. This answers criterion 1.2.{n}, we think." for n in (1, 3, 4))
    assert [criterion(check(text), code).doubt for code in ("1.2.1", "1.2.3", "1.2.4")] == [None] * 3


@pytest.mark.parametrize(
    "note",
    [
        "Criterion 3.2.1.",
        "3.2.1; see also 1.2.4.",
        "EAFSG 2.3; KAZSEE institutional criterion 3.2.1.",
        "К критерию 3.2.1.",
        "Оценивание: критерий 3.2.1.",
    ],
)
def test_a_footnote_of_little_but_codes_says_what_the_text_above_it_answers(note: str) -> None:
    text = f"# Standard 3\nIntake. {{50}}\n! {note}\nCare. {{60}}\n! Criteria 3.2.2 and 3.2.3 are taken together."
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["addressed"] * 3
    assert criterion(check(text), "1.2.4").status in (Status.MISSING, Status.MENTIONED)


@pytest.mark.parametrize(
    "note", ["See criterion 3.2.5.", "The order of 2021 on criterion 3.2.5 was repealed by the ministry in spring."]
)
def test_a_footnote_that_sends_the_reader_or_tells_something_closes_nothing(note: str) -> None:
    text = f"# Standard 3\nIntake. {{50}}\n! Criterion 3.2.1.\nCare. {{60}}\n! {note}"
    assert statuses(text, "3.2.1", "3.2.5") == ["addressed", "mentioned"]


def test_a_footnote_inside_an_opened_answer_takes_nothing_from_it() -> None:
    text = "# Standard 3\n3.2.1 Intake\n{50}\n! Criterion 3.2.2.\n3.2.3 Care\n{50}"
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["addressed", "mentioned", "addressed"]


def test_a_letter_alone_points_to_the_section_that_another_row_names_with_its_title() -> None:
    table = "|h Criterion | Section\n| 3.2.1 | A. How we began\n| 3.2.2 | A\n| 3.2.3 | B. Whom we take\n| 3.2.4 | C\n"
    text = f"# Matrix\n{table}# Programmes\n## A. How we began\n{{50}}\n## B. Whom we take\n{{45}}\n## C. Fees\n{{50}}"
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3", "3.2.4") == ["addressed"] * 4


def test_a_rating_beside_lettered_sections_points_nowhere() -> None:
    table = "|h Criterion | Mark\n| 3.2.1 | A\n| 3.2.2 | B\n"
    text = f"# Matrix\n{table}# Programmes\n## A. How we began\n{{50}}\n## B. Whom we take\n{{45}}"
    assert statuses(text, "3.2.1", "3.2.2") == ["mentioned"] * 2


def test_lines_of_codes_in_brackets_close_the_texts_above_even_where_they_could_open_as_many() -> None:
    text = (
        "# Standard 3\n{7}.\n(3.2.1)\n{59}.\n(3.2.2)\n{50}.\n(3.2.3)\n{4}.\n(3.2.4)\n{55}.\n(3.2.5)\n# Standard 4\n{60}"
    )
    assert statuses(text, "3.2.1", "3.2.2", "3.2.4", "3.2.5") == ["thin", "addressed", "thin", "addressed"]


@pytest.mark.parametrize("closing", ["3.2.1 бойынша", "3.2.1-критерийге жауап", "3.2.1-критерийге сәйкес"])
def test_a_kazakh_word_behind_the_number_keeps_a_bracket_a_closing_one(closing: str) -> None:
    text = f"# 3-стандарт. Білім беру бағдарламалары\n{{50}} ({closing}).\n{{50}} (3.2.2 бойынша)\n{{50}} (3.2.3)"
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["addressed"] * 3


HEADED = """
# Standard 3
$ Criteria 3.2.1, 3.2.2
## Aims
{70}
---
$ Criterion 3.2.3
## Students
{50}
---
{20}
# Conclusions
{60}
"""


def test_running_heads_say_what_the_pages_under_them_answer_and_a_person_should_look() -> None:
    result = check(HEADED)
    found = [criterion(result, code) for code in ("3.2.1", "3.2.2", "3.2.3")]
    assert [(str(one.status), one.words) for one in found] == [("addressed", 70), ("addressed", 70), ("addressed", 70)]
    assert [one.doubt.id for one in found if one.doubt] == ["doubt.running-head"] * 3
    assert [one.evidence[0].place.page for one in found] == [1, 1, 2]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("$ Criterion 3.2.3", ""),  # one running head with a code is a passing thing
        ("Criterion 3.2.3", "Criterion 3.2.1"),  # nothing rises
        ("{70}", "3.2.1 {70}"),  # it has a place of its own
    ],
)
def test_a_running_head_answers_nothing_where_codes_stand_at_their_answers_or_no_other_head_names_any(
    old: str, new: str
) -> None:
    passages = check(HEADED.replace(old, new)).sets[0].coverage.passages
    assert not any(one.doubt for one in passages if "3.2.1" in map(str, one.codes))


@pytest.mark.parametrize(
    "promise",
    [
        "Ответы по критериям 5.2.13, 5.2.14 готовит офис регистратора (срок 15.06.2023).",
        "Criteria 5.2.13 and 5.2.14 are being prepared by the registrar.",
        "5.2.13 және 5.2.14 критерийлерін тіркеуші кейін жазып жатыр.",
        "О критериях 5.2.13 и 5.2.14 напишет учебный отдел, мы ждем от него цифры по движению контингента и дополним текст.",
        "Критерии 5.2.13 и 5.2.14 будут раскрыты в дополнении к отчету после аттестации в мае.",
    ],
)
def test_a_sentence_that_promises_answers_owns_no_text_below_it(promise: str) -> None:
    text = f"# Standard 5\n{{60}} (5.2.11)\n{{60}} (5.2.12)\n{promise}\n{{60}} (5.2.15–5.2.16)\n{{60}} (5.2.17)"
    expected = ["addressed", "addressed", "addressed", "addressed", "addressed"]
    assert statuses(text, "5.2.11", "5.2.12", "5.2.15", "5.2.16", "5.2.17") == expected
    assert "addressed" not in statuses(text, "5.2.13", "5.2.14")


@pytest.mark.parametrize(
    "sentence",
    [
        "{10} In fulfilment of criteria 3.2.5 and 3.2.6 the aims were compared. {50}",
        "{10} Во исполнение пунктов 3.2.5 и 3.2.6 цели сопоставлены. {50}",
        "{10} Сопоставляя эти данные с целями (3.2.5 и 3.2.6), видим рост. {50}",
    ],
)
def test_a_text_that_names_a_few_criteria_once_in_its_middle_answers_them_and_a_person_should_look(
    sentence: str,
) -> None:
    result = check(f"# Standard 3\n{{50}}\n{sentence}\n{{50}}")
    found = [criterion(result, code) for code in ("3.2.5", "3.2.6")]
    assert [one.status for one in found] == [Status.ADDRESSED] * 2
    assert all(one.doubt is not None for one in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "{20} see criteria 3.2.5 and 3.2.6 below. {50}",
        "{20} criteria 3.2.5, 3.2.6, 3.2.7 and 3.2.8 were listed. {50}",
        "{20} criteria 3.2.5 and 3.2.1 were compared. {50}",
        "{20} This meets criteria 3.2.5 and 3.2.6 as well. {50}",
        "{50} The same order applies to criteria 3.2.5 and 3.2.6.",
        "{50} То же относится к критериям 3.2.5 и 3.2.6.",
        "{50} Осы тәртіп 3.2.5 және 3.2.6-критерийлерге де қолданылады.",
    ],
)
def test_a_text_that_sends_the_reader_lists_many_or_names_what_is_answered_elsewhere_answers_none(
    sentence: str,
) -> None:
    result = check(f"# Standard 3\n## 3.2.1 Aims\n{{50}}\n## Students\n{sentence}")
    assert criterion(result, "3.2.5").status is Status.MENTIONED


def test_a_footnote_claims_its_own_paragraph_and_not_those_before_it() -> None:
    text = "# Standard 3\n{50} criteria 3.2.5 and 3.2.6 {20}\n{50}\n! Criterion 3.2.7."
    assert statuses(text, "3.2.5", "3.2.6", "3.2.7") == ["addressed"] * 3
    assert criterion(check(text), "3.2.7").words == 50


def test_a_footnote_at_a_short_paragraph_takes_nothing_of_one_that_has_a_footnote_of_its_own() -> None:
    notes = "{50}\n! Criterion 3.2.5.\n{50}\n! Cf. criterion 3.2.6.\n{6}\n! Criteria 3.2.7, 3.2.8."
    assert statuses(f"# Standard 3\n{notes}", "3.2.5", "3.2.7", "3.2.8") == ["addressed", "mentioned", "mentioned"]
    alone = "{50}\n! Criterion 3.2.5.\n{30}\n{6}\n{9}\n! Criterion 3.2.7."
    assert criterion(check(f"# Standard 3\n{alone}"), "3.2.7").words == 45


def test_where_codes_have_places_of_their_own_two_named_in_the_middle_of_a_text_are_mentions() -> None:
    placed = "".join(f"## 3.2.{number} Title\n{{50}}\n" for number in (1, 2, 3))
    text = f"# Standard 3\n{placed}## Students\n{{10}} in fulfilment of criteria 3.2.5 and 3.2.6 the aims were compared. {{50}}"
    assert statuses(text, "3.2.5", "3.2.6") == ["mentioned"] * 2


@pytest.mark.parametrize(("code", "known"), [("4.2.2", True), ("4.2.9", False)])
def test_a_code_alone_in_brackets_between_its_neighbours_is_no_clause_of_the_paper_before_it(
    code: str, known: bool
) -> None:
    text = f"# Standard 4\n{{50}} (4.2.1).\nOn pay we refer to the collective agreement ({code}).\n{{50}} (4.2.3)."
    assert (statuses(text, code) != ["missing"]) is known
