"""Codes: grammar, order, ranges, and how they are found in text."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sapa.core.model.code_levels import CodeError, Level
from sapa.core.model.codes import Code, CodeGrammar
from sapa.core.words.text import clean

THREE = CodeGrammar((Level("digits", 9), Level("digits", 99), Level("digits", 99)), 3)
TWO_OR_THREE = CodeGrammar((Level("digits", 9), Level("digits", 99), Level("digits", 99)), 2)
MIXED = CodeGrammar((Level("roman"), Level("letters"), Level("digits", 99)), 2, "-")
LETTER_LAST = CodeGrammar((Level("digits", 9), Level("letters")), 2)
GLUED = CodeGrammar((Level("letters"), Level("digits", 9)), 1, "")
GRAMMARS = [THREE, TWO_OR_THREE, MIXED, LETTER_LAST, GLUED]


def found(text: str, grammar: CodeGrammar = THREE) -> list[list[str]]:
    return [[str(code) for code in cited.codes] for cited in grammar.find(clean(text))]


def flat(text: str, grammar: CodeGrammar = THREE) -> list[str]:
    return [code for codes in found(text, grammar) for code in codes]


def run(prefix: str, first: int, last: int) -> list[str]:
    return [f"{prefix}.{number}" for number in range(first, last + 1)]


# --- one code


def test_codes_are_ordered_by_number_not_by_text() -> None:
    texts = ["10.1", "3.2.14", "3.2.2", "3.2", "2.9.9"]
    wide = CodeGrammar((Level("digits", 99),) * 3, 2)
    assert [str(c) for c in sorted(map(wide.parse, texts))] == ["2.9.9", "3.2", "3.2.2", "3.2.14", "10.1"]


def test_equality_and_hash_are_by_number() -> None:
    assert THREE.parse("3.2.14") == Code((3, 2, 14), "3.2.14")
    assert len({THREE.parse("3.2.14"), THREE.parse(" 3.2.14. ")}) == 1


@pytest.mark.parametrize("text", ["", "3", "3.2", "3.2.14.1", "3.2.0", "3.02.1", "3.2.x", "3..2", "10.2.1", "3.2.100"])
def test_what_is_no_code_of_the_grammar_is_refused(text: str) -> None:
    with pytest.raises(CodeError):
        THREE.parse(text)


@pytest.mark.parametrize("text", ["3.2.1б", "З.2.16", "З.2.lб"])
def test_letters_typed_for_digits_are_understood(text: str) -> None:
    assert str(THREE.parse(text)) == "3.2.16"


def test_cyrillic_letters_are_understood_in_a_letter_level() -> None:
    assert str(LETTER_LAST.parse("2.В")) == "2.B"
    assert LETTER_LAST.parse("2.В") == LETTER_LAST.parse("2.B")


@pytest.mark.parametrize(("longer", "shorter", "extends"), [("2.4.1", "2.4", True), ("2.4", "2.4", False)])
def test_extends(longer: str, shorter: str, extends: bool) -> None:
    assert TWO_OR_THREE.parse(longer).extends(TWO_OR_THREE.parse(shorter)) is extends


def test_2_40_does_not_extend_2_4() -> None:
    assert not TWO_OR_THREE.parse("2.40.1").extends(TWO_OR_THREE.parse("2.4"))


@pytest.mark.parametrize("text", ["IC", "IIII", "VX", "C"])
def test_roman_numbers_are_only_those_people_write_and_within_the_level(text: str) -> None:
    with pytest.raises(CodeError):
        MIXED.parse(f"{text}-A")


# --- found in text


@pytest.mark.parametrize(
    "text",
    [
        "3.2.14",
        "3.2.14.",
        "(3.2.14)",
        "«3.2.14»",
        "§3.2.14",
        "№3.2.14",
        "п.3.2.14",
        "пп. 3.2.14",
        "3.2.14-критерий",
        "3.2.14-тармақ",
        "Criterion 3.2.14: the programme",
        "см. п. 3.2.14, с. 41",
        "3.2.14,15",
        "3.2.\n14",
        "3.\u00ad2.14",
        "3.2.\u200b14",
        "３.２.１４",
        "３．２．１４",
    ],
)
def test_a_code_is_found_as_people_write_it(text: str) -> None:
    assert flat(text) == ["3.2.14"]


@pytest.mark.parametrize(
    "text",
    [
        "18.06.2021",
        "18.6.21",
        "2021.06.18",
        "v3.2.14",
        "3.2.14.1",
        "13.2.14",
        "1.3.2.14",
        "10.3.2.14",
        "3.2.141",
        "3.2.14a",
        "http://example.org/3.2.14",
        "#3.2.14",
        "user@3.2.14",
        "3.2.14%",
        "3.2.14 %",
        "$3.2.14",
        "12,3.2.14",
        "2020/3.2.14",
        "3.2.14:30",
        "03.2.14",
    ],
)
def test_what_only_looks_like_a_code_is_not_found(text: str) -> None:
    assert flat(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("3.2.1, 3.2.3 and 3.2.6", ["3.2.1", "3.2.3", "3.2.6"]),
        ("3.2.1,3.2.3,3.2.6", ["3.2.1", "3.2.3", "3.2.6"]),
        ("3.2.1/3.2.2", ["3.2.1", "3.2.2"]),
        ("3.2.1; 3.2.2;\n3.2.3", ["3.2.1", "3.2.2", "3.2.3"]),
        ("8.2.15;.8.2.16", ["8.2.15", "8.2.16"]),
        ("пп. 3.2.1, 3.2.2 и п. 3.2.5", ["3.2.1", "3.2.2", "3.2.5"]),
        ("3.2.1, а также 3.2.5", ["3.2.1", "3.2.5"]),
        ("3.2.1 және 3.2.2", ["3.2.1", "3.2.2"]),
        ("3.2.1- және 3.2.2-критерийлер", ["3.2.1", "3.2.2"]),
        ("3.2.1-, 3.2.2- мен 3.2.3-критерийлер", ["3.2.1", "3.2.2", "3.2.3"]),
        ("3.2.1 мен 3.2.2", ["3.2.1", "3.2.2"]),
        ("3.2.3 пен 3.2.4", ["3.2.3", "3.2.4"]),
        ("3.2.1, .2, .5", ["3.2.1", "3.2.2", "3.2.5"]),
    ],
)
def test_a_list_is_one_citation_of_its_members(text: str, codes: list[str]) -> None:
    assert found(text) == [codes]


@pytest.mark.parametrize(
    "text",
    [
        "3.2.1-3.2.4",
        "3.2.1–3.2.4",
        "3.2.1 - 3.2.4",
        "3.2.1 \n\n– 3.2.4",
        "3.2.1 — 3.2.4",
        "3.2.1\u20113.2.4",
        "3.2.1\u00a0–\u00a03.2.4",
        "3.2.1 … 3.2.4",
        "3.2.1 to 3.2.4",
        "from 3.2.1 through 3.2.4",
        "с 3.2.1 по 3.2.4",
        "с п. 3.2.1 по п. 3.2.4",
        "от 3.2.1 до 3.2.4",
        "3.2.1-ден 3.2.4-ке дейін",
        "3.2.1-ден бастап 3.2.4-ке дейін",
        "3.2.1-критерийден 3.2.4-критерийге дейін",
        "3.2.1–4",
        "3.2.1-4",
        "3.2.1 – 4",
        "3.2.1–4.",
        "3.2.1–4 describe teaching",
        "3.2.1–4 критерии",
        "3.2.1-4-критерийлер",
    ],
)
def test_a_range_names_everything_between_its_ends(text: str) -> None:
    (cited,) = THREE.find(clean(text))
    assert [str(code) for code in cited.codes] == run("3.2", 1, 4)
    assert cited.ranged


@pytest.mark.parametrize(
    "text", ["3.2.18 – 20 students", "3.2.18-20 студентов", "3.2.18–20%", "3.2.18–20 кредитов", "3.2.15-2021"]
)
def test_a_dash_before_an_amount_is_no_range(text: str) -> None:
    assert found(text) == [["3.2.18" if "18" in text else "3.2.15"]]


def test_lists_and_ranges_mix() -> None:
    text = "3.2.1–3.2.3, 3.2.5, 3.2.7–9 and 3.2.12"
    assert found(text) == [[*run("3.2", 1, 3), "3.2.5", *run("3.2", 7, 9), "3.2.12"]]


def test_a_range_across_parents_is_certain_of_its_ends_only() -> None:
    (cited,) = THREE.find("3.2.9–4.2.2")
    assert [str(code) for code in cited.codes] == ["3.2.9", "4.2.2"]


def test_a_range_from_a_code_to_its_child_holds_the_children_between() -> None:
    assert found("2.4–2.4.3", TWO_OR_THREE) == [["2.4", "2.4.1", "2.4.2", "2.4.3"]]


def test_backwards_is_no_range() -> None:
    assert found("3.2.3–3.2.1") == [["3.2.3"], ["3.2.1"]]


def test_two_and_three_part_codes_stand_side_by_side() -> None:
    assert found("2.2.1; 2.4; 2.5; 2.8; 2.8.2", TWO_OR_THREE) == [["2.2.1", "2.4", "2.5", "2.8", "2.8.2"]]


def test_a_longer_number_is_not_its_first_two_parts() -> None:
    assert flat("2.4.1.1 and 2.4.100", TWO_OR_THREE) == []


def test_a_letter_is_not_found_at_the_beginning_of_a_word() -> None:
    assert flat("1.ABC 1.Bibliography 1.B", LETTER_LAST) == ["1.B"]


def test_a_separator_other_than_the_dot_is_not_inside_a_longer_code() -> None:
    dashed = CodeGrammar((Level("digits", 9), Level("digits", 99)), 2, "-")
    assert flat("2-14-5, 3-2", dashed) == ["3-2"]


# --- properties


@st.composite
def codes_of(draw: st.DrawFn, grammar: CodeGrammar) -> Code:
    count = draw(st.integers(grammar.fewest, len(grammar.levels)))
    most = {"digits": 99, "roman": 99, "letters": 26}
    parts = [draw(st.integers(1, min(level.most, most[level.kind]))) for level in grammar.levels[:count]]
    return grammar.code(parts)


grammar_and_code = st.sampled_from(GRAMMARS).flatmap(lambda g: st.tuples(st.just(g), codes_of(g)))
grammar_and_codes = st.sampled_from(GRAMMARS).flatmap(
    lambda g: st.tuples(st.just(g), st.lists(codes_of(g), min_size=1, max_size=6))
)


@given(grammar_and_code)
def test_a_code_is_read_back_as_written(case: tuple[CodeGrammar, Code]) -> None:
    grammar, code = case
    again = grammar.parse(code.text)
    assert again == code
    assert again.text == code.text


@given(grammar_and_code)
def test_a_code_alone_in_a_text_is_found_whole(case: tuple[CodeGrammar, Code]) -> None:
    grammar, code = case
    text = f"({code})"
    (cited,) = grammar.find(text)
    assert cited.codes == (code,)
    assert text[cited.start : cited.end] == code.text


@given(grammar_and_codes)
def test_codes_apart_are_each_found_in_their_order(case: tuple[CodeGrammar, list[Code]]) -> None:
    grammar, codes = case
    text = " stands beside ".join(str(code) for code in codes)
    assert [cited.codes for cited in grammar.find(text)] == [(code,) for code in codes]


@given(grammar_and_codes, st.sampled_from([", ", "; ", " and ", " и ", " және ", ",\n"]))
def test_a_list_loses_none_of_its_members(case: tuple[CodeGrammar, list[Code]], joint: str) -> None:
    grammar, codes = case
    cited = list(grammar.find(joint.join(map(str, codes))))
    assert {code for one in cited for code in one.codes} == set(codes)
    assert len(cited) == 1


@given(
    st.tuples(st.integers(1, 9), st.integers(1, 99)),
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(["-", "–", " - ", " – ", " to ", " по "]),
)
def test_a_range_is_every_number_between_once_and_in_order(
    parent: tuple[int, int], first: int, last: int, joint: str
) -> None:
    assume(first < last)
    head = ".".join(map(str, parent))
    assert found(f"{head}.{first}{joint}{head}.{last}") == [run(head, first, last)]


@given(
    codes_of(THREE),
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from("\u00ad\u200b\u200c\u200d\u2060\ufeff")), max_size=6),
    st.booleans(),
)
def test_invisible_marks_and_wide_digits_change_nothing(code: Code, marks: list[tuple[int, str]], wide: bool) -> None:
    text = code.text.translate({ord("0") + d: chr(0xFF10 + d) for d in range(10)}) if wide else code.text
    for place, mark in marks:
        text = text[:place] + mark + text[place:]
    assert flat(f"п. {text} раскрыт") == [code.text]


@given(codes_of(THREE), st.sampled_from(["1", "1.", ".1", "v", "_", "#"]))
def test_a_code_inside_something_longer_is_not_found(code: Code, glued: str) -> None:
    text = f"{code}{glued}" if glued == ".1" else f"{glued}{code}"
    assert code not in [c for cited in THREE.find(text) for c in cited.codes]


ANY = st.text(alphabet="0123456789.,;:/-–… \nABVIXabпиен%№()ЗОі", max_size=60)


@given(st.sampled_from(GRAMMARS), ANY)
def test_any_text_is_searched_without_failing_and_spans_are_true(grammar: CodeGrammar, text: str) -> None:
    end = 0
    for cited in grammar.find(text):
        assert end <= cited.start < cited.end <= len(text)
        end = cited.end
        assert cited.codes
        assert len(set(cited.codes)) == len(cited.codes)
        for code, first, last in cited.written:
            assert cited.start <= first < last <= cited.end
            assert grammar.parse(text[first:last].replace("\n", "")) == code
            assert code in cited.codes
        assert cited.ranged or len(cited.codes) <= text.count(",") + len(cited.written)


@given(st.sampled_from(GRAMMARS), st.text(max_size=12))
def test_parsing_gives_a_code_or_says_it_is_none(grammar: CodeGrammar, text: str) -> None:
    try:
        code = grammar.parse(text)
    except CodeError:
        return
    assert grammar.parse(code.text) == code


@given(st.lists(codes_of(TWO_OR_THREE), min_size=2, max_size=2))
def test_order_is_the_order_of_the_numbers(codes: list[Code]) -> None:
    first, second = codes
    assert (first < second) == (first.parts < second.parts)


# --- where nothing else is expected: a cell, a column for codes


@pytest.mark.parametrize(
    ("text", "grammar", "code"),
    [
        ("3.2.14 Staff", THREE, "3.2.14"),
        ("Criterion 3.2.14 and 3.2.15", THREE, "3.2.14"),
        ("  3,2,14 Staff", THREE, "3.2.14"),
        ("IV-B-2 Staff", MIXED, "IV-B-2"),
        ("3.2 Staff", THREE, None),
        ("version 13.2.14.5", THREE, None),
    ],
)
def test_the_first_code_of_a_cell(text: str, grammar: CodeGrammar, code: str | None) -> None:
    read = grammar.first(text)
    assert (read and read.text) == code


def test_a_text_may_have_to_open_with_its_code() -> None:
    assert THREE.first("3.2.14 Staff", opens=True) == THREE.parse("3.2.14")
    assert THREE.first("Criterion 3.2.14", opens=True) is None


def test_what_is_written_like_codes_is_given_with_the_code_that_it_is() -> None:
    attempts = THREE.attempts("3.2.14, 9.9.9; 3.2 and 3.2.14.7.1")
    assert [(written, code and code.text) for written, code in attempts] == [
        ("3.2.14", "3.2.14"), ("9.9.9", "9.9.9"), ("3.2", None), ("3.2.14.7.1", None),
    ]  # fmt: skip
    assert [written for written, _ in LETTER_LAST.attempts("2.B and 2.4")] == ["2.B", "2.4"]
    assert THREE.attempts("by 2028, in 3 steps") == []
