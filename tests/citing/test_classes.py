"""What each place that writes a code is taken for: its class, its codes, and why it is none."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite

from ..documents import document
from ..reports import installed

SETS = installed().sets


def cited(text: str, name: str = "institutional", *others: str) -> list[str]:
    """ "heading 3.2.1", "lead 3.2.2+3.2.3", "inline 3.2.4 date": class, codes, and why they do not count."""
    found = cite(document(text), SETS.find(name), [SETS.find(other) for other in others])
    return [
        " ".join(filter(None, [one.kind, "+".join(code.text for code in one.codes or one.unknown), one.refused]))
        for one in found.all
    ]


REPORT = "# Standard 3\n## 3.2.1 A\n{5}\n"
PROGRAMME = "# Standard 2\n## 2.3 A\n{5}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Aims (3.2.4, 3.2.5)", ["heading 3.2.4+3.2.5"]),
        ("## Aims (3. 2. 4)", ["heading 3.2.4"]),
        ("## Aims – criterion 3. 2. 4", ["heading 3.2.4"]),
        ("## Aims – 3. 2. 77", []),
        ("## 3.2.1.1 A part of it", []),
        ("## 3.2.4.1 A part of another", ["heading 3.2.4"]),
        ("Question 3.2.4., 3.2.5. Planning {5}", ["lead 3.2.4+3.2.5"]),
        ("3.2.4. Planning; 3.2.5 {5}", ["lead 3.2.4", "inline 3.2.5"]),
        ("Who controls spending? (3.2.4)\n{50}", ["lead 3.2.4"]),
        ("* Design of programmes 3.2.4\n{50}", ["lead 3.2.4"]),
        ("Design of programmes 3.2.4\n{50}", ["inline 3.2.4"]),
        ("! 3.2.4 {5}", ["note 3.2.4"]),
        ("! See 3.2.4", ["inline 3.2.4"]),
        ("> Criterion 3.2.4. {5}", ["box 3.2.4"]),
        ("~ 3.2.4 Aims 7", ["contents 3.2.4"]),
        ("$ Criteria 3.2.4–3.2.6", ["furniture 3.2.4+3.2.5+3.2.6"]),
        ("Of 3.2.4–3.2.6 we spoke.", ["range 3.2.4+3.2.5+3.2.6"]),
        ("This is said (see\ncriterion 3.2.4).", ["inline 3.2.4"]),
        ("5.2.1 is what we do {5}\n# Standard 5\n## 5.2.2 B", ["inline 5.2.1 out-of-place", "heading 5.2.2"]),
        ("5.2.1 is what we do {5}\n# Standard 4\n## 4.2.1 B", ["inline 5.2.1", "heading 4.2.1"]),
        ("4.2.1, 5.2.1 {5}\n# Standard 5\n## 5.2.2 B", ["lead 4.2.1+5.2.1", "heading 5.2.2"]),
        ("Criterion 5.2.1. {5}\n# Standard 5\n## 5.2.2 B", ["lead 5.2.1", "heading 5.2.2"]),
        ("| Order | № 3.2.4-П\n| Order | № 3.2.5-04", ["inline 3.2.4 order", "inline 3.2.5 order"]),
        ("| Standard | Author | Tel., room\n| 3 | A. Sample | 3.2.4\n| 4 | B. Sample | 4.2.5", ["matrix 3.2.4 own-table", "matrix 4.2.5 own-table"]),
        ("| № 3.2.4 | {20}\n| № 3.2.5 | {20}", ["row 3.2.4", "row 3.2.5"]),
        ("The Charter says:\n3.2.2 {5}\n3.2.3 {5}\nThe end.\n3.2.4 {5}", ["lead 3.2.2 other-document", "lead 3.2.3 other-document", "lead 3.2.4"]),
        ("The Charter says so.\n3.2.2 {5}", ["lead 3.2.2"]),
        ("## Criterion 3.2..2. Aims", ["heading 3.2.2"]),
        ("## 3..2.2 Aims", ["heading 3.2.2"]),
        # in brackets right behind a thing that has numbers of its own, between the codes around it, or not
        ("{50} of the lecture (3.2.2).\n3.2.3 {5}", ["inline 3.2.2", "lead 3.2.3"]),
        ("{50} of the lecture (3.2.5).\n3.2.3 {5}", ["inline 3.2.5 numbered", "lead 3.2.3"]),
        ("Our answers are:\n3.2.2 {5}", ["lead 3.2.2"]),
    ],
)  # fmt: skip
def test_a_place_has_the_class_that_a_reader_sees(text: str, expected: list[str]) -> None:
    assert cited(REPORT + text) == ["heading 3.2.1", *expected]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("1.2.3 {50}\nOur policy (1.2.4) was adopted {40}", "lead 1.2.4"),
        ("1.2.3 {50}\nOur policy (1.2.4) was adopted {30}", "inline 1.2.4"),
        ("1.2.3 {50}\nOur policy (1.2.5) was adopted {40}", "inline 1.2.5"),
        ("## 1.2.3 A\n{50}\nOur policy (1.2.4) was adopted {40}", "inline 1.2.4"),
        ("{50}\nOur policy (1.2.4) was adopted {40}", "inline 1.2.4"),
        ("3.2.4 {50}\nUnder 3.2.5 we {5}", "lead 3.2.5"),
        ("3.2.4 {50}\nUnder 3.2.6 we {5}", "inline 3.2.6"),
        ("3.2.4 {50}\n3.2.5 and 3.2.6 are taken together. {40}", "lead 3.2.5+3.2.6"),
        ("3.2.4 {50}\n3.2.5 and 3.2.6 are taken together. {39}", "inline 3.2.5+3.2.6"),
        ("3.2.4 {50}\n3.2.5 and 3.2.6 are taken together, see volume 1. {40}", "inline 3.2.5+3.2.6"),
    ],
)
def test_behind_one_answer_the_next_code_opens_the_next_answer(text: str, last: str) -> None:
    assert cited(f"# Standard 1\n{text}")[-1] == last


# --- a number whose word stands at the end of the line before (in a PDF)


@pytest.mark.parametrize(
    ("before", "line", "expected"),
    [
        ("Звоните: тел.", "3.2.10 и другие", "inline 3.2.10 phone"),
        ("Приказ №", "3.2.10 от мая", "inline 3.2.10 order"),
        ("Звоните всегда.", "3.2.10 Другие", "lead 3.2.10"),
        ("Звоните: тел.", "Критерий 3.2.10. Другие", "lead 3.2.10"),
        ("## Звоните: тел.", "3.2.10 Другие", "lead 3.2.10"),
    ],
)
def test_a_line_goes_on_from_the_abbreviation_that_ends_the_line_before(before: str, line: str, expected: str) -> None:
    assert cited(f"{REPORT}{before}\n{line}")[-1] == expected


# --- the report's own numbers


def sections(*numbers: str) -> str:
    return "\n".join(f"## {number} Title\n{{5}}" for number in numbers)


@pytest.mark.parametrize(
    ("numbers", "counts"),
    [
        (["3.1.1", "3.1.2", "3.1.3", "3.2.1"], False),
        (["3.1.1", "3.1.2", "3.2.1"], True),
        (["3.1.1", "3.1.2", "3.1.3", "3.2.2", "3.2.3", "3.2.1"], True),
        (["3.1.1", "3.1.2", "3.1.3", "3.2.2", "3.2.1"], False),
    ],
)
def test_headings_numbered_as_no_criterion_is_are_the_reports_own(numbers: list[str], counts: bool) -> None:
    last = cited(f"# 3 Our work\n{sections(*numbers)}")[-1]
    assert last == ("heading 3.2.1" if counts else "heading 3.2.1 section-number")


@pytest.mark.parametrize(
    ("named", "bare", "counts"), [(1, 1, True), (2, 1, False), (2, 4, False), (2, 5, True), (3, 6, False)]
)
def test_numbers_beside_named_codes_are_the_reports_own(named: int, bare: int, counts: bool) -> None:
    both = "\n".join(f"## 4.{n} Policy (3.2.{n})\n{{5}}" for n in range(1, named + 1))
    last = cited(f"# Report\n{both}\n{sections(*(f'3.2.{n}' for n in range(8, 8 + bare)))}")[-1]
    assert last.endswith("section-number") is not counts


def test_a_chapter_of_general_facts_has_numbers_of_its_own_and_so_have_its_entries_in_the_contents() -> None:
    text = """
~ 1.2.1 History 3
~ 1.2.3 Aims 7
# Section 1. General facts
## 1.2.1 History
{5}
# Self-assessment
# Standard 1. Mission
## 1.2.1 A
{5}
## 1.2.3 Aims
{5}
"""
    assert cited(text) == [
        "contents 1.2.1 section-number",
        "contents 1.2.3",
        "heading 1.2.1 section-number",
        "heading 1.2.1",
        "heading 1.2.3",
    ]


# --- codes of two levels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our teachers (2.4) are new.\n## 2.5 B", "inline 2.4"),
        ("Our teachers [2.4] are new.\n## 2.5 B", "inline 2.4"),
        ("Our teachers, 2.4 a group, are new.\n## 2.5 B", "inline 2.4 bare-number"),
        ("Our teachers (2.4 a group) are new.\n## 2.5 B", "inline 2.4 bare-number"),
        ("Our teachers (now 2.4) are new.\n## 2.5 B", "inline 2.4 bare-number"),
        ("## 2.5 B\nOur teachers (2.4) are new.\n## 2.6 C", "inline 2.4 bare-number"),
        ("Our teachers (2.6) are new.\n## 2.5 B", "inline 2.6 bare-number"),
        ("Our teachers (2.4) are new.", "inline 2.4 bare-number"),
        ("Our teachers (2.4) are new.\n# Standard 9\n## 9.2.1 B", "inline 2.4"),
        ("# Standard 1\n## 1.2.1 A\nOur teachers (2.4) are new.\n## 2.5 B", "inline 2.4 bare-number"),
        ("~ 2.9 Later 5\nOur teachers (2.4) are new.\n## 2.5 B", "inline 2.4"),
        ("! 2.4 {5}", "note 2.4 bare-number"),
        ("> Criterion 2.4. {5}", "box 2.4"),
        ("$ 2.4 Modules", "furniture 2.4 bare-number"),
        ("$ Criterion 2.4", "furniture 2.4"),
        ("## Aims (2.4)", "heading 2.4"),
        ("## Aims 2.4 and more", "heading 2.4 bare-number"),
        ("## Aims (as in 2.4 and so)", "heading 2.4"),
    ],
)
def test_a_code_of_two_levels_is_one_where_no_decimal_would_stand(text: str, expected: str) -> None:
    assert expected in cited(PROGRAMME + text, "programme")


@pytest.mark.parametrize(
    ("head", "rows", "counts"),
    [
        ("No.", ["2.3", "2.4"], False),
        ("Criterion", ["2.3", "2.4"], True),
        ("Standard", ["2.3", "2.4"], True),
        ("No.", ["2.3", "2.2.1"], True),
        ("No.", ["2.3 Modules", "2.4 Teachers"], True),
        ("No.", ["2.4 Modules", "2.3 Teachers"], False),
        ("No.", ["2.3 pp", "2.4 pp"], False),
        ("No.", ["2.3 Modules"], False),
    ],
)
def test_a_table_of_two_level_codes_says_so_or_could_be_no_table_of_decimals(
    head: str, rows: list[str], counts: bool
) -> None:
    table = "\n".join(f"| {cell} | {{5}}" for cell in rows)
    found = [one for one in cited(f"# Standard 2\n|h {head} | Grade\n{table}", "programme") if one.startswith("matrix")]
    assert len(found) == len(rows)
    assert [not one.endswith("bare-number") for one in found] == [counts] * len(rows)


def test_a_column_of_dates_and_a_list_of_things_hold_codes_only_where_a_word_says_so() -> None:
    dates = "|h Criterion | Date\n| 3.2.1 | 3.2.14\n| 3.2.2 | criterion 3.2.14"
    assert cited(f"# Standard 3\n{dates}") == ["matrix 3.2.1", "inline 3.2.14 date", "matrix 3.2.2", "inline 3.2.14"]
    things = "|h No. | Equipment\n| 3.2.1 | {5} 3.2.7\n| 3.2.2 | {5} criterion 3.2.8"
    assert cited(f"# Standard 3\n{things}") == [
        "matrix 3.2.1 own-table",
        "inline 3.2.7 own-table",
        "matrix 3.2.2 own-table",
        "inline 3.2.8",
    ]


def test_without_a_part_of_its_own_a_riding_sets_codes_need_its_name_or_their_title() -> None:
    title = SETS.find("eur-ace").criteria[SETS.find("eur-ace").grammar.parse("2.4")].titles.by_language["en"]
    report = "# Standard 2\n## 2.3 Teachers\n{5}\n## 9.2.1 B\n{5}\n"
    assert cited(f"{report}## EUR-ACE 2.4", "eur-ace", "programme")[-1] == "heading 2.4"
    assert cited(f"{report}## 2.4 {title}", "eur-ace", "programme")[-1] == "heading 2.4"
    assert cited(f"{report}## 2.4 Modules", "eur-ace", "programme")[-1] == "heading 2.4 ambiguous"
    assert cited("# Standard 2\n## 2.4 Modules", "eur-ace", "programme")[-1] == "heading 2.4"


# --- lists of criteria


@pytest.mark.parametrize(
    ("answered", "title", "listed", "kind"),
    [
        ([1, 2], "Afterword", [5, 5, 5], "contents"),
        ([1], "Afterword", [5, 5, 5], "lead"),
        ([1, 2], "Afterword", [5, 5], "lead"),
        ([1], "List of criteria", [5, 5, 5], "contents"),
        ([1, 2], "Afterword", [40, 40, 5], "lead"),
        ([1, 2], "Afterword", [39, 39, 5], "contents"),
        ([1, 2], "Afterword", [80, 5, 5], "lead"),
        ([1, 2], "Afterword", [79, 5, 5], "contents"),
    ],
)
def test_criteria_quoted_one_after_the_other_are_a_list_where_most_are_answered_elsewhere(
    answered: list[int], title: str, listed: list[int], kind: str
) -> None:
    headings = "\n".join(f"## 3.2.{n} A\n{{50}}" for n in answered)
    lines = "\n".join(f"3.2.{n} {{{words}}}" for n, words in enumerate(listed, start=1))
    found = cited(f"# Standard 3\n{headings}\n# {title}\n{lines}\nThe end.")
    assert found[len(answered) :] == [f"{kind} 3.2.{n}" for n in range(1, len(listed) + 1)]


@pytest.mark.parametrize(
    ("answers", "counts"),
    [
        ("1.2.1 {5}\n1.2.3 {5}\n1.2.4 {5}", False),
        ("| 1.2.1 | {20}\n| 1.2.3 | {20}\n| 1.2.4 | {20}", False),
        ("1.2.1 {5}\n1.2.5 {5}\n1.2.7 {5}", False),  # one of them: they are one chapter's
        ("1.2.5 {5}\n1.2.7 {5}\n1.2.8 {5}", False),  # it answers others, and has a title that says what it is
    ],
)
def test_headings_of_a_chapter_with_a_number_are_its_own_where_the_standard_answers_their_codes(
    answers: str, counts: bool
) -> None:
    chapter = "# Section 1. General facts\n" + sections("1.2.1", "1.2.3", "1.2.4")
    found = cited(f"{chapter}\n# Self-assessment\n# Standard 1. Mission\n{answers}")[:3]
    assert [one.endswith("section-number") for one in found] == [not counts] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our studio 3.2.8 is there.", "inline 3.2.8 bare-number"),
        ("Our aims (3.2.8) are there.", "inline 3.2.8"),
        ("Of criterion 3.2.8 we spoke.", "inline 3.2.8"),
        ("Of 3.2.8 and 3.2.9 we spoke.", "inline 3.2.8+3.2.9"),
    ],
)
def test_in_an_introduction_a_bare_number_is_no_criterion(text: str, expected: str) -> None:
    assert cited(f"# About us\n{text}\n# Standard 3\n## 3.2.1 A\n{{5}}")[0] == expected
    assert not cited(f"# Standard 3\n{text}\n## 3.2.1 A\n{{5}}")[0].endswith("bare-number")


def test_an_entry_of_the_contents_is_no_code_where_the_report_numbers_its_sections_itself() -> None:
    text = "~ 3.2.9 Our library 5\n# Report\n## 4.1 Policy (3.2.1)\n{5}\n## 4.2 Policy (3.2.2)\n{5}"
    assert cited(text)[0] == "contents 3.2.9 section-number"
    assert cited("~ 3.2.9 Our library 5\n# Report\n## 3.2.1 A\n{5}")[0] == "contents 3.2.9"
