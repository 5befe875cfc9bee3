"""Where a doubt begins and where it ends: the last case without one, and the first with it."""

from __future__ import annotations

import pytest

from sapa.core.reporting.gist import sentences
from sapa.core.showing.view import teller

from ..test_coverage import check, criterion


def doubt(text: str, code: str = "3.2.1") -> str:
    found = criterion(check(f"# Standard 3\n{text}"), code).doubt
    return "" if found is None else found.id.removeprefix("doubt.")


NEXT = "\n# Standard 4\n{9}"
CLOSED = "# Standard 4\n" + "".join(f"In 2024 {{50}} (4.2.{number}).\n" for number in (1, 2, 3))


PLAN = "|h Criterion | Measure | Date\n"


def answered(*numbers: int) -> str:
    return "".join(f"3.2.{number} In 2024 {{50}}.\n" for number in numbers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # words around the forty that are needed
        ("In 2024 {35}", ""),
        ("In 2024 {36}", "near"),
        ("In 2024 {40}", "near"),
        ("In 2024 {41}", ""),
        ("{36} in 2021, 2022, 2023 and 2024, all with 40 % or № 17", "near"),  # numbers count as no words
        ("{24} in 2021, 2022, 2023 and 2024, all with 40 % or № 17", ""),
        # a title inside the text, without whose text it would be too short
        ("In 2024 {25}\n### Detail\n{30}", "swallows"),
        ("In 2024 {39}\n### Detail\n{30}", ""),
        ("In 2024 {25}\n### Strengths\n{30}", ""),
        ("In 2024 {25}\n* Details of it\n{30}", "swallows"),
        ("In 2024 {25}\n* Details of it:\n{30}", ""),
        ("In 2024 {25}\n* {8}\n{30}", "swallows"),
        ("In 2024 {25}\n* {9}\n{30}", ""),
        # in italics, as few texts of the report are
        ("In 2024 {38}\n/ {20}\n3.2.2 {50}\n3.2.4 {50}", "italics"),
        ("In 2024 {40}\n/ {20}\n3.2.2 {50}\n3.2.4 {50}", ""),
        ("In 2024 {20}\n/ {38}\n3.2.2 {50}", ""),
        # more than half of it asks
        ("In 2024 {32}? {33}.", ""),
        ("In 2024 {33}? {32}.", "questions"),
        # one sentence about the institution, which may be the criterion's own wording
        ("The university {43}. It {4}", ""),
        ("Our people {43}", ""),
        # it says that it does not apply, and goes on
        ("Not applicable.", ""),
        ("Not applicable, {23}", ""),
        ("Not applicable, {24}", "long-not-applicable"),
        ("Not applicable to courses by mail. In 2024 {50}", "says-not-applicable"),
        # a text behind it that is nobody's
        ("{5}\n## Our aims\n{34}", ""),
        ("{5}\n## Our aims\n{35}", "text-behind"),
        ("{5}\n## a\n## b\n## c\n## d\n## e\n{35}", "text-behind"),
        ("{5}\n## a\n## b\n## c\n## d\n## e\n## f\n{35}", ""),
        ("{5}\n# Standard 4\n{35}", ""),
        # or that a code further below takes as its own
        ("We {8}\n{31}\n{25} (3.2.2)\n3.2.4 {50}", "text-behind"),
        ("We {8}\n{30}\n{25} (3.2.2)\n3.2.4 {50}", ""),
        ("We {8}\n{50} (3.2.2)\n3.2.4 {50}", ""),
        # nothing but that the answer is another's
        ("See the answer to the question above.", "answered-before"),
        ("Объединен с 3.2.7.", "answered-before"),
        ("Алдыңғы жауапты қараңыз.", "answered-before"),
        ("See above. {10}", "answered-before"),
        ("See above. {11}", ""),
        ("See 3.2.7.", ""),  # it says where to look
        ("The senate meets in May.", ""),
        # lists of papers, without which it would be too short
        ("In 2024 {39}\n{9}; {9}; {9}", ""),
        ("In 2024 {38}\n{9}; {9}; {9}", "lists-papers"),
        ("In 2024 {38}\n{9} a.pdf, b.docx, {9} c.xlsx", "lists-papers"),
        ("In 2024 {38}\n{9} a.pdf, b.docx, {9}", ""),
        # another code that heads one of its paragraphs
        ("In 2024 {25}\nOf 3.2.5 we {20}", "other-code"),
        ("In 2024 {25}\nOf 3.2.5 we {20}\n## 3.2.5 B", ""),
        ("In 2024 {41}\n{9}", ""),
        # a form's words make more than half of what would be enough
        ("/ Say {29}\nWe {9}\n## 3.2.2 B\n/ Say {30}\n{60}", "printed"),
        ("/ Say {28}\nWe {9}\n## 3.2.2 B\n/ Say {30}\n{60}", ""),
        ("/ Say {20}\nWe {18}\n## 3.2.2 B\n/ Say {30}\n{60}", "printed"),
        ("/ Say {19}\nWe {19}\n## 3.2.2 B\n/ Say {30}\n{60}", ""),
        # a title inside the text, and what else answers the criterion
        ("In 2024 {10}\n### Detail\n{50}\n## 3.2.2 B\n{50}\n## 3.2.1 C\nWe {27}", "swallows"),
        ("In 2024 {10}\n### Detail\n{50}\n## 3.2.2 B\n{50}\n## 3.2.1 C\nWe {28}", ""),
        ("In 2024 {50}\n### Detail\n{50}", ""),
        # capitals, or a title run in, where parts of answers are not set apart so
        (f"In 2024 {{25}}\nOUR LIBRARY\n{{50}}{NEXT}", "swallows"),
        (f"In 2024 {{25}}\n**Library.** {{50}}{NEXT}", "swallows"),
        (f"In 2024 {{25}}\nOUR LIBRARY\n{{50}}\n## 3.2.2 B\n{{50}}\nOUR LIBRARY\n{{50}}\n## 3.2.4 C\n{{50}}{NEXT}", ""),
        (f"In 2024 {{25}}\n* Our library\n{{50}}\n## 3.2.2 B\n{{50}}\n* Our library\n{{50}}\n## 3.2.4 C\n{{50}}{NEXT}", "swallows"),
        # cells are not set in italics
        ("In 2024 {20}\n| a | {22}\n3.2.2 {50}\n3.2.4 {50}\n/ {9}", ""),
        ("In 2024 {20}\n- {22}\n3.2.2 {50}\n/ {9}\n3.2.4 {50}", ""),
    ],
)  # fmt: skip
def test_an_answer_is_looked_at_where_a_person_could_count_otherwise(text: str, expected: str) -> None:
    assert doubt(f"## 3.2.1 A\n{text}") == expected


THINGS = "lines boxes shelves drawers rooms floors walls doors windows tables chairs lamps books maps plans".split()


@pytest.mark.parametrize(
    ("title", "words", "expected"), [(15, 24, "long-heading"), (15, 23, ""), (14, 25, ""), (14, 29, "")]
)
def test_with_the_words_of_a_long_heading_it_would_be_enough(title: int, words: int, expected: str) -> None:
    assert doubt(f"## 3.2.1 {' '.join(THINGS[:title])}\nIn 2024 {{{words}}}") == expected


@pytest.mark.parametrize(("words", "expected"), [(30, ""), (31, "papers"), (40, "papers")])
def test_with_the_names_of_papers_beside_it_it_would_be_enough(words: int, expected: str) -> None:
    text = f"|h Criterion | Answer | Evidence\n| 3.2.1 | {{9}} | {{{words}}}\n| 3.2.2 | {{50}} | {{9}}"
    assert doubt(text) == expected


@pytest.mark.parametrize(("words", "expected"), [(58, "shared-by-many"), (59, "")])
def test_a_few_words_for_each_of_several_criteria(words: int, expected: str) -> None:
    assert doubt(f"## 3.2.1–3.2.5 Together\nIn 2024 {{{words}}}") == expected


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("$ Criteria 3.2.4–3.2.9\n{5}", "3.2.4", "running-head"),
        ("$ Criteria 3.2.4–3.2.10\n{5}", "3.2.4", ""),
        ("~ Criteria 3.2.4–3.2.9 5\n{5}", "3.2.4", "contents-alone"),
        ("~ Criterion 3.2.4 5\n{5}", "3.2.4", ""),
        (f"{answered(1)}In all of this 3.2.5 {{50}}\n{answered(2)}", "3.2.5", "heads-a-text"),
        (f"{answered(1)}In all of this and of all that 3.2.5 {{50}}\n{answered(2)}", "3.2.5", "within"),
        (f"{answered(1)}Of 3.2.5–3.2.10 {{50}}\n{answered(2)}", "3.2.5", "heads-a-text"),
        (f"{answered(1)}Of 3.2.5–3.2.11 {{50}}\n{answered(2)}", "3.2.5", ""),
        (f"{answered(1)}Of 3.2.5 {{38}}\n{answered(2)}", "3.2.5", ""),
        (f"{answered(1)}Of 3.2.5 {{9}}\n{{30}}\n{answered(2)}", "3.2.5", "heads-a-text"),
        (f"{answered(1)}Of 3.2.5 {{9}}\n{{28}}\n{answered(2)}", "3.2.5", ""),
        (f"{answered(1)}Of 3.2.5 {{9}}\n! {{40}}\n{answered(2)}", "3.2.5", ""),  # a note is no text behind it
        (f"{answered(1)}{{30}}\n{{9}} as 3.2.5 says.\n{answered(2)}{CLOSED}", "3.2.5", "ends-a-text"),
        (f"{answered(1)}{{30}}\n{{9}} as 3.2.5 says.\n{answered(2)}", "3.2.5", ""),  # codes open, none closes
        (f"{answered(1)}{{28}}\n{{9}} as 3.2.5 says.\n{answered(2)}{CLOSED}", "3.2.5", ""),
        (f"{answered(1)}{{39}} as 3.2.5 says.\n{answered(2)}{CLOSED}", "3.2.5", "ends-a-text"),
        (f"{answered(1)}{{36}} as 3.2.5 says.\n{answered(2)}{CLOSED}", "3.2.5", ""),
        (f"{answered(1)}{{50}} as 3.2.5 says. It {{30}}.\n{answered(2)}{CLOSED}", "3.2.5", "ends-a-text"),
        (f"{answered(1)}{{50}} as 3.2.5 says. It {{30}}.\n{answered(2)}", "3.2.5", "within"),
        (f"{answered(1)}Of 3.2.5 {{9}}\n{{28}} 3.2.7 {{8}}\n{answered(2)}", "3.2.5", ""),  # the next text has its own
        (f"{answered(1)}3.2.42 In 2024 {{50}}\n{answered(2)}", "3.2.24", "mistyped"),
        (f"{answered(1)}3.2.29 In 2024 {{50}}\n{answered(2)}", "3.2.24", "mistyped"),
        (f"{answered(1)}3.2.29 In 2024 {{50}}\n{answered(2)}", "3.2.9", ""),
        (f"{answered(1)}3.2.39 In 2024 {{50}}\n{answered(2)}", "3.2.14", ""),
        ("5.2.1 In 2024 {50}\n# Standard 5\n## 5.2.2 C\n{5}", "5.2.1", "refused"),
        # in the middle of a text as long as an answer, in its own standard's section
        (f"{answered(1)}{{30}} as we said on 3.2.5 there {{30}}. It {{9}}.\n{answered(2)}", "3.2.5", "within"),
        (f"{answered(1)}{{30}} as we said, see 3.2.5 there {{30}}. It {{9}}.\n{answered(2)}", "3.2.5", ""),
        (f"{answered(1)}{{10}} as we said on 3.2.5 there {{10}}. It {{9}}.\n{answered(2)}", "3.2.5", ""),
        (f"{answered(1)}{{30}} as we said on 4.2.5 there {{30}}. It {{9}}.\n{answered(2)}", "4.2.5", ""),
        # alone in brackets behind a word for other numbers, at the end of a text as long as an answer
        ("3.2.1 In 2024 {50}.\n{39} task (3.2.5).", "3.2.5", "ends-a-text"),
        ("3.2.1 In 2024 {50}.\n{39} [3.2.1] and {37} table [3.2.5]", "3.2.5", ""),
        ("3.2.1 In 2024 {50}.\n{39} table [3.2.5]", "3.2.5", "ends-a-text"),
        ("3.2.1 In 2024 {50}.\n{38} task (3.2.5).", "3.2.5", ""),
        ("3.2.1 In 2024 {50}.\n{39} task 3.2.5.", "3.2.5", ""),
        ("3.2.1 In 2024 {50}.\n{39} (task 3.2.5).", "3.2.5", ""),
        ("3.2.1 In 2024 {50}.\n{39} task (3.2.5 and on).", "3.2.5", ""),
        # at the end of a bracket that says so
        (f"{answered(1)}{{50}} (to 3.2.5 as well)\n{answered(2)}", "3.2.5", "ends-a-text"),
        (f"{answered(1)}{{50}} (see also 3.2.5)\n{answered(2)}", "3.2.5", ""),
        # a box that ends with it above a text of nobody
        (
            f"## Aims\n> How the practice of our students is planned: 3.2.5; 3.2.6\n{{50}}\n{answered(2)}",
            "3.2.5",
            "heads-a-text",
        ),
        (f"## Aims\n> How the practice of our students is planned: 3.2.5; 3.2.6\n{{30}}\n{answered(2)}", "3.2.5", ""),
        (f"## Aims\n> {{10}}: 3.2.5; 3.2.6\n{{50}}\n{answered(2)}", "3.2.5", "heads-a-text"),
        (f"## Aims\n> {{11}}: 3.2.5; 3.2.6\n{{50}}\n{answered(2)}", "3.2.5", ""),
        (f"## Aims\n> How the practice of our students, 3.2.5; 3.2.6, is planned\n{{50}}\n{answered(2)}", "3.2.5", ""),
        # a row of a plan
        (f"{PLAN}| 3.2.1 | {{39}} | May\n| 3.2.2 | {{5}} | June", "3.2.1", "silent-table"),
        (f"{PLAN}| 3.2.1 | {{38}} | May\n| 3.2.2 | {{5}} | June", "3.2.1", ""),
        ("| Aims | {30} of 3.2.1–3.2.3 {20} | May\n| Other | {5} | June", "3.2.1", ""),  # one cell of a plan names it
        # behind a word for other numbers
        (f"{answered(1)}Code 3.2.5: {{39}}\n{answered(2)}", "3.2.5", "heads-a-text"),
        (f"{answered(1)}Code 3.2.5: {{38}}\n{answered(2)}", "3.2.5", ""),
        (f"{answered(1)}{'a' * 24} code 3.2.5: {{50}}\n{answered(2)}", "3.2.5", "heads-a-text"),
        (f"{answered(1)}{'a' * 25} code 3.2.5: {{50}}\n{answered(2)}", "3.2.5", ""),
        # refused there
        (f"{answered(1)}{{30}} by clause 3.2.5 of the law {{30}}. It {{9}}.\n{answered(2)}", "3.2.5", "refused"),
        (f"{answered(1)}{{10}} by clause 3.2.5 of the law {{10}}. It {{9}}.\n{answered(2)}", "3.2.5", ""),
    ],
)
def test_what_is_only_mentioned_or_missing_is_looked_at_where_it_may_be_answered(
    text: str, code: str, expected: str
) -> None:
    assert doubt(text, code) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{answered(2, 3, 4)}3.2.6 In 2024 {{10}}.\n{{50}}\n{answered(7)}", "next-paragraph"),
        (f"{answered(2, 3)}3.2.6 In 2024 {{10}}.\n{{50}}", ""),  # too few to show a habit
        (f"{answered(2, 3, 4)}3.2.6 In 2024 {{10}}\n{{50}}\n{answered(7)}", ""),  # the sentence goes on
        (f"{answered(2, 3, 4)}3.2.6 In 2024 {{45}}.\n{{50}}\n{answered(7)}", ""),
        ("".join(f"3.2.{n} In 2024 {{10}}.\n{{50}}\n" for n in (2, 3, 6, 7)), ""),
        (f"{answered(2, 3, 4)}| 3.2.6 | In 2024 {{10}}. | {{50}}\n{answered(7)}", ""),
        (f"{answered(2, 3, 4)}3.2.6 In 2024 {{38}}.\n{{50}}\n{answered(7)}", "next-paragraph"),
        (f"{answered(2, 3, 4)}3.2.6 In 2024 {{10}}. It {{9}}.\n{{50}}\n{answered(7)}", ""),  # two sentences
        (f"{answered(2, 3, 4)}3.2.6 In 2024 {{39}}.\n{{50}}\n{answered(7)}", ""),
        (f"{answered(2, 3, 4)}3.2.6 In 2024 {{10}}…\n{{50}}\n{answered(7)}", "next-paragraph"),
        (f"{answered(2, 3, 4)}3.2.6\nIn 2024 {{10}}.\n{{50}}\n{answered(7)}", ""),  # the code has a line of its own
        (f"{answered(2, 3, 4)}## 3.2.6 A\nIn 2024 {{10}}.\n{{50}}\n{answered(7)}", ""),
        (f"{answered(2, 3, 4)}3.2.6 In 2024 {{10}}.\n{{50}}\n{answered(7)}## 3.2.6 More\nWe {{27}}", "next-paragraph"),
        (f"{answered(2, 3, 4)}3.2.6 In 2024 {{10}}.\n{{50}}\n{answered(7)}## 3.2.6 More\nWe {{28}}", ""),
        (f"{answered(2, 3, 4)}3.2.6 In 2024 {{10}}.\n{answered(7)}## 3.2.6 More\nWe {{50}}", ""),
    ],
)
def test_where_each_answer_is_one_paragraph_a_second_one_may_be_anothers(text: str, expected: str) -> None:
    assert doubt(text, "3.2.6" if "3.2.6" in text else "3.2.2") == expected


@pytest.mark.parametrize(
    ("others", "answer", "expected"),
    [
        (450, 223, "untold"),
        (450, 224, ""),  # a third of them answers
        (450, 149, "untold"),
        (450, 148, ""),  # of less than six hundred words an introduction may be most
    ],
)
def test_a_report_most_of_which_belongs_to_nobody_is_looked_at(others: int, answer: int, expected: str) -> None:
    text = f"# Our house\n{{{others}}}\n# Standard 3\n## 3.2.1 A\nIn 2024 {{{answer}}}"
    assert doubt(text, "3.2.1") == ""
    assert doubt(text, "3.2.2") == expected


def test_what_is_appended_or_stands_in_the_contents_is_nobodys_for_good_reason() -> None:
    text = "# Our house\n~ {500} 5\n# Standard 3\n## 3.2.1 A\nIn 2024 {150}"
    assert doubt(text, "3.2.2") == ""


@pytest.mark.parametrize(("answer", "told"), [(150, True), (400, False)])
def test_a_report_most_of_which_belongs_to_nobody_says_so_first(answer: int, told: bool) -> None:
    result = check(f"# Our house\n{{450}}\n# Standard 3\n## 3.2.1 A\nIn 2024 {{{answer}}}")
    assert ("mostly-unowned" in [finding.rule for finding in result.findings]) is told
    first = sentences([result], teller("en"), "en")
    assert any(line.startswith("Most of the report belongs to no criterion") for line in first) is told


@pytest.mark.parametrize(
    ("whole", "parted", "expected"),
    [(3, 1, "next-paragraph"), (2, 1, ""), (3, 2, ""), (4, 2, "next-paragraph"), (4, 3, "")],
)
def test_answers_of_one_paragraph_are_a_habit_where_more_than_half_of_them_are_so(
    whole: int, parted: int, expected: str
) -> None:
    others = [f"3.2.{10 + number} In 2024 {{50}}.\n" for number in range(whole)]
    others += [f"3.2.{20 + number} In 2024 {{9}}\n{{60}}\n" for number in range(parted)]
    assert doubt("3.2.6 In 2024 {10}.\n{50}\n" + "".join(others), "3.2.6") == expected


@pytest.mark.parametrize(("upright", "expected"), [(1, ""), (2, "italics"), (3, "italics")])
def test_italics_tell_where_a_quarter_of_the_texts_is_set_so(upright: int, expected: str) -> None:
    others = "".join(f"3.2.{10 + number} {{50}}\n" for number in range(upright))
    assert doubt(f"## 3.2.1 A\nIn 2024 {{20}}\n/ {{22}}\n{others}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 3.2.2 B\n{60}\n", "other-standard"),
        ("## 3.2.2 B\n{60}\n# Standard 3\n## 3.2.2 B", "other-standard"),
        ("## 3.2.2 B\n{60}\n# Standard 3\n## 3.2.2 B\n{60}", ""),
        ("In 2024 {60} (3.2.2)", ""),  # what closes a text was written for it
        ("Criterion 3.2.2. In 2024 {60}", ""),
    ],
)
def test_a_heading_in_the_section_of_another_standard_is_looked_at(text: str, expected: str) -> None:
    assert doubt(f"## 3.2.1 A\n{{60}}\n# Standard 4\n{text}", "3.2.2") == expected
