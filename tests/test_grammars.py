"""One small corpus, written in the codes of nine sets: digits, letters, Roman numbers, small letters, Cyrillic, mixed.

Whatever a set's codes look like, they are found, typed badly and told from other things in the same way.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import Settings
from sapa.core.loading.set_file import parse_set
from sapa.core.model.standards import StandardSet

from .documents import document


class Grammar(NamedTuple):
    """codes: four of one standard, in their order; alike: the third as it may be mistyped; stranger: no code of it.

    tight: the first code as plain text writes something else
    """

    name: str
    toml: str
    codes: tuple[str, str, str, str]
    mistyped: tuple[str, ...]
    others: tuple[str, ...]


GRAMMARS = (
    Grammar("digits", "levels = [9, 9, 99]", ("3.2.1", "3.2.2", "3.2.3", "3.2.4"), ("3. 2. 3", "3-2-3", "З.2.3"), ("13.2.1", "v3.2.1", "3.2.1.2021")),
    Grammar("letters", 'levels = ["letters", 99]', ("B.1", "B.2", "B.3", "B.4"), ("В.3", "B. 3", "b.3"), ("AB.1", "B.1.5", "B.100")),
    Grammar("glued", 'levels = ["letters", 99]\nseparator = ""', ("C10", "C11", "C12", "C13"), ("С12", "C 12", "C-12"), ("AC10", "C100", "vitamin C105")),
    Grammar("small", 'levels = [9, "lower"]\nseparator = ""', ("3a", "3b", "3c", "3d"), ("3с", "3 c"), ("13a", "3ab", "3 apples")),
    Grammar("brackets", 'levels = [9, 9, "lower"]\nseparators = [".", "()"]', ("4.1(a)", "4.1(b)", "4.1(c)", "4.1(d)"), ("4.1 (c)", "4.1(с)"), ("4.1(ab)", "14.1(a)")),
    Grammar("cyrillic", 'levels = ["cyrillic", 99]', ("К.1", "К.2", "К.3", "К.4"), ("K.3", "К. 3"), ("НК.1", "К.1.5")),
    Grammar("roman", 'levels = ["roman", 99]', ("IV.1", "IV.2", "IV.3", "IV.4"), ("ІV.3", "IV. 3"), ("XIIV.1", "IV.1.5")),
    Grammar("dashes", 'levels = [9, 99]\nseparator = "-"', ("3-1", "3-2", "3-3", "3-4"), ("3–3",), ("13-1", "3-1-5", "2019-20")),
    Grammar("tiers", 'levels = ["letters", 9, "lower-roman", 9]', ("A.1.i.1", "A.1.i.2", "A.1.ii.1", "A.1.ii.2"), ("А.1.ii.1", "A. 1. ii. 1"), ("BA.1.i.1", "A.1.i.1.5")),
)  # fmt: skip


@cache
def standards(name: str) -> StandardSet:
    grammar = next(one for one in GRAMMARS if one.name == name)
    criteria = ", ".join(f'{{ code = "{code}" }}' for code in grammar.codes)
    number = {"glued": "C", "small": "3", "brackets": "4", "dashes": "3", "digits": "3"}.get(
        name, grammar.codes[0].split(".")[0]
    )
    return parse_set(
        f"""
[set]
id = "example"
edition = "2024"
complete = true
hub = ""
titles = {{ en = "Example standards" }}
[codes]
{grammar.toml}
words = ["Metric", "Показатель"]
[[standards]]
number = "{number}"
titles = {{ en = "Teaching and learning" }}
criteria = [{criteria}]
"""
    )


def statuses(name: str, text: str) -> list[str]:
    """Of the four codes of the grammar, in a document written with {a} to {d} for them."""
    one = next(grammar for grammar in GRAMMARS if grammar.name == name)
    for key, code in zip("abcd", one.codes, strict=True):
        text = text.replace(f"<{key}>", code)
    found = check_document(document(text), Settings((standards(name),)))
    return [covered.status.value for covered in found.sets[0].coverage.criteria]


CORPUS = {
    "headings": ("# Teaching and learning\n## <a> First\n{50}\n## <b> Second\n{10}\n## <c>\n{50}", "addressed thin addressed missing"),
    "leads": ("# Teaching and learning\n<a>. {50}\n<b>) {50}\nMetric <c>. {50}\nПоказатель <d>: {50}", "addressed addressed addressed addressed"),
    "rows": ("# Teaching and learning\n|h Criterion | Answer\n| <a> | {50}\n| <b> | {8}\n| Metric <c> | {50}", "addressed thin addressed missing"),
    "lists": ("# Teaching and learning\n## Policy (<a>, <b>)\n{50}\n## <c> and <d> Staff\n{50}", "addressed addressed addressed addressed"),
    "range": ("# Teaching and learning\n## <a> – <b> Policy\n{50}", "addressed addressed missing missing"),
    "mention": ("# Teaching and learning\n## Other\n{10} (criterion <b>), {50}\n{10} criterion <c> {5} criterion <d> {50}", "missing addressed mentioned mentioned"),
    "contents": ("# Contents\n~ <a> First 4\n# Teaching and learning\n## <b> Second\n{50}", "mentioned addressed missing missing"),
}  # fmt: skip


@pytest.mark.parametrize("kind", CORPUS)
@pytest.mark.parametrize("name", [grammar.name for grammar in GRAMMARS])
def test_a_report_is_read_alike_in_the_codes_of_every_set(name: str, kind: str) -> None:
    text, expected = CORPUS[kind]
    assert statuses(name, text) == expected.split()


@pytest.mark.parametrize(
    ("name", "typed"), [(grammar.name, typed) for grammar in GRAMMARS for typed in grammar.mistyped]
)
@pytest.mark.parametrize("place", ["## {typed} Third\n", "{typed}. ", "| {typed} | "])
def test_a_mistyped_code_is_understood_where_it_opens_a_text(name: str, typed: str, place: str) -> None:
    text = f"# Teaching and learning\n{place.format(typed=typed)}{{50}}\n"
    if place.startswith("|"):
        text = text.replace("| ", "|h Criterion | Answer\n| ", 1)
    assert statuses(name, text) == ["missing", "missing", "addressed", "missing"]


@pytest.mark.parametrize(("name", "other"), [(grammar.name, other) for grammar in GRAMMARS for other in grammar.others])
def test_what_only_looks_like_a_code_of_the_set_is_none(name: str, other: str) -> None:
    text = f"# Teaching and learning\n## <a> First\n{{50}}\n## Other\n{{10}} {other} {{50}}"
    assert statuses(name, text) == ["addressed", "missing", "missing", "missing"]


def test_cyrillic_letters_are_ordered_as_people_number_with_them() -> None:
    grammar = standards("cyrillic").grammar
    assert [str(code) for code in grammar.members(grammar.parse("К.1"), grammar.parse("К.3"))] == ["К.1", "К.2", "К.3"]
    assert grammar.parse("Ж.1") < grammar.parse("З.1") < grammar.parse("И.1") < grammar.parse("К.1")


TWO_LEVELS = """
[set]
id = "two"
edition = "1"
complete = true
hub = ""
titles = { en = "Two levels" }
[codes]
levels = [9, 99]
[[standards]]
number = "6"
titles = { en = "Governance and leadership" }
criteria = [{ code = "6.1" }, { code = "6.2" }, { code = "6.3" }, { code = "6.4" }]
"""


@pytest.mark.parametrize(
    "text",
    [
        "# Steering of the college\n## 6.1 Leadership\n{50}\n### 6. Student council\n{50}\n## 6.2 Planning\n{50}",
        "# 6. Steering of the college\n## 6.1 Leadership\n{50}\n## 6. 2. Planning\n{50}",
        "# Governance\n| 6.1 - Leadership\n| {50}\n| 6.2 - Planning\n| {50}",
        # a heading of its own with the standard's number, in the standard's section
        "# Standard 6. Governance\n6.1. {50}\n## 6. Student council\n6.2. {50}",
        # a table in the standard's section, with texts beside its keys
        "# Standard 6. Governance\n|h No. | \n| 6.1 | {50}\n| 6.2 | {50}",
    ],
)
def test_codes_of_two_levels_in_their_order_are_no_section_numbers(text: str) -> None:
    found = check_document(document(text), Settings((parse_set(TWO_LEVELS),)))
    statuses = [covered.status.value for covered in found.sets[0].coverage.criteria]
    assert statuses == ["addressed", "addressed", "missing", "missing"]


OTHER_STANDARD = """
[[standards]]
number = "7"
titles = { en = "Money" }
criteria = [{ code = "7.1" }]
"""


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("# 6. People and their studies", "addressed"),  # the only one with its number, of the rank of a standard
        ("## 6. People and their studies", "missing"),
        ("# 6. People\n{5}\n# Standard 6. Governance", "addressed"),
    ],
)
def test_a_heading_with_the_number_of_a_standard_that_has_no_other_is_the_standards(heading: str, status: str) -> None:
    text = f"# Standard 7. Money\n7.1. {{50}}\n{heading}\n6.2. {{50}}\n6.3. {{50}}"
    found = check_document(document(text), Settings((parse_set(TWO_LEVELS + OTHER_STANDARD),)))
    of = {covered.criterion.code.text: covered.status.value for covered in found.sets[0].coverage.criteria}
    assert (of["6.2"], of["6.3"]) == (status, status)


def test_the_only_code_of_a_standard_has_no_neighbours_that_tell_it_from_a_clause() -> None:
    text = "# Standard 7. Money\nThe house pays by the collective agreement (7.1), {50}"
    found = check_document(document(text), Settings((parse_set(TWO_LEVELS + OTHER_STANDARD),)))
    of = {covered.criterion.code.text: covered.status.value for covered in found.sets[0].coverage.criteria}
    assert of["7.1"] in ("missing", "not_checked")


def test_own_section_numbers_that_do_not_fit_the_set_stay_the_reports_own() -> None:
    text = "# 6 Library\n## 6.0 Aims\n{50}\n## 6.5 Stock\n{50}\n## 6.2 Staff\n{50}\n## 6.1 Rooms\n{50}"
    found = check_document(document(text), Settings((parse_set(TWO_LEVELS),)))
    assert {covered.status.value for covered in found.sets[0].coverage.criteria} <= {"missing", "not_checked"}


def test_a_table_of_decimals_is_keyed_by_no_codes() -> None:
    text = "# Governance and leadership\n{50}\n| 6.1 | 6.2 | 6.3\n| 6.2 | 6.3 | 6.4"
    found = check_document(document(text), Settings((parse_set(TWO_LEVELS),)))
    assert {covered.status.value for covered in found.sets[0].coverage.criteria} <= {"missing", "not_checked"}
