"""How a text opens with a code, as working groups of three languages write and mistype it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import Settings
from sapa.core.citing.citations import cite
from sapa.core.citing.codes_in_text import mentions, only_codes
from sapa.core.citing.openings import opening
from sapa.core.citing.structure import arrange
from sapa.core.model.document import Block, Kind
from sapa.core.model.places import Place

from .documents import document, prose
from .reports import installed
from .test_coverage import check, criterion, statuses

SETS = installed().sets
INSTITUTIONAL, PROGRAMME = SETS.find("institutional"), SETS.find("programme")


def leads(text: str, name: str = "institutional") -> list[str]:
    """The codes with which paragraphs open that the walk takes for the beginning of an answer."""
    found = cite(document(f"# Standard 3. Educational programs\n{text}"), SETS.find(name))
    return [str(code) for one in found.counted if one.kind == "lead" for code in one.codes]


@pytest.mark.parametrize(
    "opened",
    [
        "К 3.2.14.",
        "к.3.2.14:",
        "Крит. 3.2.14.",
        "Кр. 3.2.14",
        "(к. 3.2.14)",
        "Критерий_3.2.14.",
        "§ 3.2.14.",
        "Индикатор 3.2.14.",
        "Требование 3.2.14:",
        "Показатель 3.2.14.",
        "Вопрос 3.2.14.",
        "Паспорт 3.2.14.",
        "Ответ на 3.2.14:",
        "3-2-14.",
        "3.2-14.",
        "3·2·14.",
        "3,2,14)",
        "3. 2. 14",
        "3.2.14.1.",
        "Критерий-3.2.14.",
        "Критерий3.2.14.",
        "К-3.2.14.",
        "1) 3.2.14.",
        "а) критерий 3.2.14.",
        "Стандарт 3, критерий 3.2.14.",
        "Стандарт 3. Критерий 3.2.14.",
        "Раскрытие критерия 3.2.14.",
        "Пояснение к 3.2.14:",
        "Касательно критерия 3.2.14:",
        "Относительно 3.2.14.",
    ],
)
def test_an_answer_in_russian_opens_with_its_code(opened: str) -> None:
    assert leads(f"{opened} Заявка кафедры рассматривается комиссией.") == ["3.2.14"]


@pytest.mark.parametrize(
    "opened",
    [
        "3.2.14 бойынша.",
        "3.2.14 бойынша:",
        "3.2.14-критерий.",
        "Талап 3.2.14.",
        "3.2.14-талап.",
        "Көрсеткіш 3.2.14.",
        "3.2.14-крит.",
        "3.2.14 ӨШ.",
        "Өлшем 3.2.14.",
        "3-стандарт, 3.2.14-критерий.",
    ],
)
def test_an_answer_in_kazakh_opens_with_its_code(opened: str) -> None:
    assert leads(f"{opened} Кафедра өтінімін комиссия қарайды.") == ["3.2.14"]


@pytest.mark.parametrize(
    "opened",
    [
        "Cr. 3.2.14",
        "C 3.2.14:",
        "C3.2.14.",
        "Ad 3.2.14.",
        "Under 3.2.14",
        "Answer to 3.2.14:",
        "Sec. 3.2.14",
        "Indicator 3.2.14.",
        "Requirement 3.2.14:",
        "Question 3.2.14.",
        "Q 3.2.14",
        "No. 3.2.14.",
        "Crit 3.2.14",
        "Std 3.2.14",
        "Concerning 3.2.14:",
        "With regard to criterion 3.2.14:",
    ],
)
def test_an_answer_in_english_opens_with_its_code(opened: str) -> None:
    assert leads(f"{opened} Every request is read by a panel.") == ["3.2.14"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Question 3.2.14 of the survey was skipped by many.",
        "Section 3.2.14 of the Charter says who decides.",
        "№ 3.2.14-НҚ бұйрығымен комиссия құрылды.",
        "No. 3.2.14-K is the order by which the group was made.",
        "Раздел 3.2.14 Устава говорит о порядке.",
    ],
)
def test_the_same_word_in_a_sentence_about_something_else_opens_no_answer(sentence: str) -> None:
    assert leads(sentence) == []


@pytest.mark.parametrize(
    ("opened", "last"),
    [
        ("3.2.15 – 17 Every", 17),
        ("3.2.15–.17 Every", 17),
        ("3.2.15 / 16 / 17 Every", 17),
        ("3.2.15, 16, 17. Every", 17),
        ("3.2.15, 16 and 17. Every", 17),
        ("3.2.15÷3.2.17. Every", 17),
        ("3.2.15 ~ 3.2.17. Every", 17),
        ("from 3.2.15 to 3.2.17 Every", 17),
        ("с 3.2.15 по 3.2.17 Каждая", 17),
        ("3-2-15, 3-2-16, 3-2-17. Every", 17),
        ("C 3.2.15 and C 3.2.16. Every", 16),
        ("3.2.15-критерий және 3.2.16-критерий. Кафедра", 16),
        ("3.2.15, 3.2.16 бойынша: кафедра", 16),
        ("Indicators 3.2.15 / 3.2.16: every", 16),
    ],
)
def test_an_answer_opens_with_several_codes(opened: str, last: int) -> None:
    assert leads(f"{opened} request is read by a panel.") == [f"3.2.{number}" for number in range(15, last + 1)]


@pytest.mark.parametrize(
    "text",
    [
        "1,2,3, & 4 October, in the large hall",
        "1,2,3 and 4 October",
        "3.2.14, 40 students took part in it",
        "3.2.14 – 20 new places were made",
        "3.2.14/15 places are kept free",
    ],
)
def test_numbers_that_follow_are_no_further_codes(text: str) -> None:
    opened = opening(text, INSTITUTIONAL)
    assert opened is None or [str(code) for code in opened.cited.codes] == ["3.2.14"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The panel decides [3-2-9; 3-2-10].", ["3.2.9", "3.2.10"]),
        ("The panel decides (criterion 3. 2. 9).", ["3.2.9"]),
        ("The panel decides (см. критерии 3.2.5-3.2.7).", ["3.2.5", "3.2.6", "3.2.7"]),
        ("The panel met on 3-2-9 and 3, 2, 9 members came.", []),
    ],
)
def test_mistyped_codes_count_inside_a_text_where_something_says_that_they_are_codes(
    text: str, codes: list[str]
) -> None:
    assert [str(code) for cited in mentions(text, INSTITUTIONAL) for code in cited.codes] == codes


@pytest.mark.parametrize("cell", ["Критерий 3-2-9", "3. 2. 9", "[3.2.9]", "К 3.2.9", "§ 3.2.9", "Индикатор 3.2.9"])
def test_a_cell_that_holds_only_a_code_keys_its_row(cell: str) -> None:
    cited = only_codes(cell, INSTITUTIONAL)
    assert cited is not None
    assert [str(code) for code in cited.codes] == ["3.2.9"]


def test_a_code_of_two_levels_with_a_blank_opens_a_title_and_no_amount() -> None:
    titled = opening("2. 4. Learning outcomes", PROGRAMME)
    assert titled is not None
    assert [str(code) for code in titled.cited.codes] == ["2.4"]
    assert opening("2. 4 students", PROGRAMME) is None


def test_a_deeper_number_inside_the_criterions_section_is_a_part_of_it() -> None:
    found = cite(document("# 3.2.14 Practice\n{20}\n## 3.2.14.1 Bases\n{20}"), INSTITUTIONAL)
    assert [one.block for one in found.counted if one.kind == "heading"] == [0]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Choice and flexible paths (5.2.4, 5.2.5). Every request is read.", ["5.2.4", "5.2.5"]),
        ("Student data (5.2.11 to 5.2.12). Every request is read.", ["5.2.11", "5.2.12"]),
        ("5.2.4. Peer observation (also answers 5.2.7). Everybody is visited.", ["5.2.4", "5.2.7"]),
        ("Выбор траектории [критерии 5.2.4; 5.2.5]: каждая заявка рассматривается.", ["5.2.4", "5.2.5"]),
        ("Выбор траектории [критерии 5.2.4; 5.2.5]. Каждая заявка рассматривается.", ["5.2.4", "5.2.5"]),
        ("The deans decide (see 5.2.4). Every request is read.", []),
    ],
)
def test_a_title_in_front_of_the_answer_may_carry_codes_in_brackets(text: str, codes: list[str]) -> None:
    assert leads(text) == codes


def test_a_bold_line_that_ends_with_a_code_opens_its_answer_and_a_bold_caption_does_not() -> None:
    assert leads("* Design of programmes 3.2.4\n{50}\n* Table 3.2.5\n{50}") == ["3.2.4"]


def test_a_standards_heading_with_a_chapter_number_before_it_names_the_standard_behind_the_word() -> None:
    found = cite(document("# 2 Standard 3. Educational programs\n3.2.4. {50}"), INSTITUTIONAL)
    assert found.standards[0].number == "3"


def test_a_question_that_ends_with_its_code_opens_the_answer_below_it() -> None:
    assert leads("Q: Who controls spending? (3.2.14)\nA: {50}\nQ: And who checks it? [criterion 3.2.15]\nA: {50}") == [
        "3.2.14",
        "3.2.15",
    ]


def test_codes_on_several_lines_of_one_paragraph_share_the_text_below() -> None:
    blocks = [Block(Kind.HEADING, Place("x.docx", paragraph=1), "Standard 4", level=1)]
    for number, line in ((2, "4.2.2"), (2, "4.2.3"), (3, prose(50)), (4, "4.2.5"), (5, "4.2.6"), (6, prose(50))):
        blocks.append(Block(Kind.PARAGRAPH, Place("x.docx", paragraph=number), line))
    made = arrange(replace(document("# x"), blocks=tuple(blocks)))
    result = check_document(made, Settings((SETS.find("institutional"),), tuple(SETS.values())))
    found = [criterion(result, code).status.value for code in ("4.2.2", "4.2.3", "4.2.5", "4.2.6")]
    assert found == ["addressed", "addressed", "thin", "addressed"]


def test_a_line_of_codes_with_full_stops_opens_with_all_of_them() -> None:
    assert leads("3.2.2. 3.2.3.\n{50}") == ["3.2.2", "3.2.3"]


def test_a_first_sentence_about_the_next_criteria_opens_their_answer() -> None:
    assert leads("3.2.1 {50}\n3.2.2 and 3.2.3 are combined by agreement. {50}") == ["3.2.1", "3.2.2", "3.2.3"]
    assert leads("3.2.1 {50}\n3.2.2 is not yet done. {10}") == ["3.2.1"]
    assert leads("3.2.1 {50}\n3.2.7 and 3.2.8 are combined by agreement. {50}") == ["3.2.1"]


def test_a_word_typed_in_two_alphabets_is_the_word() -> None:
    assert leads("Kритерий 3.2.7. {50}") == ["3.2.7"]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("п.4.2.2. Организация практики", 3),
        ("Clause 4.2.2 Practice", 3),
        ("4.2.2 Practice", 3),
        ("1 Practice", 1),
        ("9", 0),  # a page's number, or an item's
    ],
)
def test_a_bold_line_that_opens_with_a_number_heads_a_section(line: str, level: int) -> None:
    (found,) = [block for block in document(f"* {line}\n{{50}}").blocks if block.shown == line]
    assert (found.kind is Kind.HEADING, found.level) == (bool(level), level)


@pytest.mark.parametrize("opened", ["3.2.6) 3.2.7)", "3.2.6), 3.2.7)", "(3.2.6), (3.2.7)", "3.2.6; 3.2.7)"])
def test_codes_counted_with_brackets_open_together(opened: str) -> None:
    assert statuses(f"# Standard 3\n3.2.5) {{50}}\n{opened} {{60}}", "3.2.6", "3.2.7") == ["addressed"] * 2


NUMBERED = "# Chapter 1. Aims\n## 1.1 Why (criterion 1.2.1)\n{50}\n## 1.2 How (criteria 1.2.2, 1.2.3)\n{50}\n"


def test_in_a_chapter_without_own_numbers_a_code_opens_its_paragraph() -> None:
    text = f"{NUMBERED}# Chapter 3. Programmes\n3.2.1 {{50}}\n3.2.2 {{50}}"
    assert statuses(text, "1.2.1", "3.2.1", "3.2.2") == ["addressed"] * 3


def test_own_numbers_of_two_levels_do_not_hide_a_code_of_three_that_opens_a_paragraph_beside_them() -> None:
    assert statuses(f"{NUMBERED}1.2.4. {{50}}", "1.2.4") == ["addressed"]


def test_own_numbers_of_three_levels_are_no_codes_in_paragraphs_either() -> None:
    text = "# Chapter 1\n## 1.2.1 Why (criterion 1.2.3)\n{50}\n## 1.2.2 How (criterion 1.2.1)\n{50}\n1.2.4 {50}"
    assert statuses(text, "1.2.4") == ["missing"]


def test_a_first_sentence_that_names_another_criterion_in_brackets_is_no_title_with_two_codes() -> None:
    first = "The university is governed by its founder, the supervisory board and the academic council [3.2.7]."
    text = f"# Standard 3\n3.2.6 {first} {{50}}\n3.2.7 Not applicable to a private institution."
    assert statuses(text, "3.2.6", "3.2.7") == ["addressed", "not_applicable"]


@pytest.mark.parametrize("box", ["☐ ", "☑", "⊠ ", "🗹 ", "\uf0fe ", "[x] ", "( ) ", "[ ]", "o "])
@pytest.mark.parametrize(
    "text",
    [
        "# Standard 3\n## {0}3.2.1 Aims\n{{60}}\n## {0}3.2.2 Work\n{{60}}",
        "# Standard 3\n{0}3.2.1\n{{60}}\n{0}3.2.2\n{{60}}",
        "# Standard 3\n{0}Criterion 3.2.1. {{60}}\n{0}Criterion 3.2.2. {{60}}",
        "# Standard 3\n|h Criterion | Answer\n| {0}3.2.1 | {{60}}\n| {0}3.2.2 | {{60}}",
    ],
)
def test_a_box_to_tick_in_front_of_a_code_hides_it_nowhere(text: str, box: str) -> None:
    assert statuses(text.format(box), "3.2.1", "3.2.2") == ["addressed"] * 2


def test_a_box_to_tick_in_front_of_a_code_of_two_levels_is_none_of_its_digits() -> None:
    found = cite(document("# Standard 2\n## ☑ 2.4 Aims\n{60}\n## ☐ 2.5 Work\n{60}"), PROGRAMME)
    assert [str(code) for one in found.counted for code in one.codes] == ["2.4", "2.5"]


@pytest.mark.parametrize("closing", ["(C{})", "[К{}]", "(Cr{})"])
def test_a_letter_for_criterion_may_stand_right_before_the_number_in_a_closing_bracket(closing: str) -> None:
    texts = "\n".join(f"{{50}} {closing.format(code)}" for code in ("3.2.1", "3.2.2; C3.2.3", "3.2.4"))
    assert statuses(f"# Standard 3\n{texts}", "3.2.1", "3.2.2", "3.2.3", "3.2.4") == ["addressed"] * 4


@pytest.mark.parametrize(
    "first",
    [
        "Text of the students' office (left in English). On criterion 3.2.6 we say this:",
        "Кітапхананың мәтіні. 3.2.6-критерий бойынша:",
        "Сбоку: текст отдела персонала. Критерий 3.2.6.",
        "Opinion of graduates. As criterion 3.2.6 expects, they are asked.",
    ],
)
def test_an_answer_may_open_behind_a_sentence_that_says_whose_text_it_is(first: str) -> None:
    text = f"# Standard 3\n3.2.5 {{50}}\n{first} {{60}}\n3.2.7 {{50}}"
    assert statuses(text, "3.2.5", "3.2.6", "3.2.7") == ["addressed"] * 3
    assert statuses(f"# Standard 3\n3.2.5 {{50}}\n> {first} {{60}}", "3.2.5", "3.2.6") == ["addressed"] * 2


def test_a_mention_behind_a_sentence_opens_nothing_that_is_answered_elsewhere_or_has_no_text() -> None:
    elsewhere = "# Standard 3\n3.2.5 {50}\nAll was told. Criterion 3.2.6 is met, too. {60}\n3.2.6 {50}"
    assert criterion(check(elsewhere), "3.2.6").words == 50
    short = "# Standard 3\n3.2.5 {50}\nAll was told. Criterion 3.2.6 is met, too."
    assert statuses(short, "3.2.6") == ["mentioned"]


@pytest.mark.parametrize("word", ["Критерии", "Критерий", "Criteria"])
def test_a_sections_own_number_before_the_word_for_criterion_is_no_code_of_the_list(word: str) -> None:
    text = f"# Chapter 4\n## 4.2.3 {word} 3.2.9\n{{50}}\n## 4.2.4 {word} 3.2.10, 3.2.11\n{{50}}"
    assert statuses(text, "3.2.9", "3.2.10", "3.2.11", "4.2.4") == ["addressed"] * 3 + ["missing"]


def test_a_code_in_brackets_behind_the_title_of_a_heading_is_one_whatever_the_title_ends_with() -> None:
    text = "# Chapter 1\n## 1.6.3 Здания и аудитории [8.2.1]\n{50}\n## 1.6.4 Часть [8.2.6]\n{50}"
    assert statuses(text, "8.2.1", "8.2.6") == ["addressed"] * 2


def test_paragraphs_that_each_name_their_criterion_behind_a_first_sentence_are_answers_of_their_own() -> None:
    text = "# Standard 3\nTracking. Criterion 3.2.1 asks how. {50}\nOpinion. As criterion 3.2.2 expects, {50}\n{50}"
    assert statuses(text, "3.2.1", "3.2.2") == ["addressed"] * 2


@pytest.mark.parametrize(
    "opened",
    ["3.2.6 және 3.2.7-тармақтар.", "По пунктам 3.2.6 и 3.2.7.", "П. 3.2.6, п. 3.2.7.", "Criteria 3.2.6, 3.2.7:"],
)
def test_a_paragraphs_own_number_hides_no_code(opened: str) -> None:
    text = f"# Standard 3\n1. 3.2.5-тармақ. {{50}}\n2. {opened} {{60}}\n103. 3.2.9. {{50}}"
    assert statuses(text, "3.2.5", "3.2.6", "3.2.7", "3.2.9") == ["addressed"] * 4


def test_a_code_with_blanks_is_no_paragraphs_number_and_a_code() -> None:
    assert statuses("# Standard 3\n3. 2. 14. {50}\n3.2.15 {50}", "3.2.14", "3.2.15") == ["addressed"] * 2
