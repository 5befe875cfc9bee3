"""Codes that are written short ("3.2.18–20"), mistyped, or with other letters and numerals than the next set's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.model.code_levels import CodeError, Level, LevelKind
from sapa.core.model.codes import CodeGrammar, between_codes
from sapa.core.words.text import clean

THREE = CodeGrammar((Level("digits", 9), Level("digits", 99), Level("digits", 99)), 3)
TWO_OR_THREE = CodeGrammar(THREE.levels, 2)
NARROW = CodeGrammar((Level("digits", 9), Level("digits", 30)), 2)
WIDE = CodeGrammar((Level("digits", 9), Level("digits", 999), Level("digits", 999)), 2)
BRACKETS = CodeGrammar((Level("digits", 9), Level("digits", 9), Level("lower")), 2, separators=(".", "()"))


def found(text: str, grammar: CodeGrammar = THREE) -> list[str]:
    """Each citation as its first and last code, with how many it holds."""
    return [f"{one.codes[0]}…{one.codes[-1]} {len(one.codes)}" for one in grammar.find(clean(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.2.18–20", "3.2.18…3.2.20 3"),
        ("3.2.18–20 Title", "3.2.18…3.2.20 3"),
        ("3.2.18–20 students", "3.2.18…3.2.18 1"),
        ("3.2.18–20%", "3.2.18…3.2.18 1"),
        ("3.2.18–20.5", "3.2.18…3.2.18 1"),
        ("3.2.18 – 20", "3.2.18…3.2.20 3"),
        ("3.2.18 – 20 Title", "3.2.18…3.2.20 3"),
        ("3.2.18 – 20 new places", "3.2.18…3.2.18 1"),
        ("See 3.2.18 – 20 Title", "3.2.18…3.2.18 1"),  # a capital begins what the codes label only at the beginning
        ("3.2.18 – 30.", "3.2.18…3.2.30 13"),
        ("3.2.18 – 31.", "3.2.18…3.2.18 1"),  # so far apart with blanks between: any numbers
        ("3.2.18–31", "3.2.18…3.2.31 14"),
        ("3.2.18–18", "3.2.18…3.2.18 1"),
        ("3.2.18–17", "3.2.18…3.2.18 1"),
        ("3.2.10–.12", "3.2.10…3.2.12 3"),
        ("3.2.1, .2", "3.2.1…3.2.2 2"),
        ("3.2.1, 2", "3.2.1…3.2.2 2"),
        ("3.2.8, 9, 10 Title", "3.2.8…3.2.10 3"),
        ("3.2.8, 9 and 10 Title", "3.2.8…3.2.10 3"),
        ("3.2.8, 9, 10 places", "3.2.8…3.2.8 1"),
        ("See 3.2.8, 9, 10 Title", "3.2.8…3.2.8 1"),
        ("3.2.1, 2 are", "3.2.1…3.2.1 1"),
        ("3.2.1,2", "3.2.1…3.2.1 1"),
        ("3.2.16 / 17", "3.2.16…3.2.17 2"),
        ("3.2.1 / 13", "3.2.1…3.2.13 2"),
        ("3.2.1 / 14", "3.2.1…3.2.1 1"),
        ("3.2.1, 2 and 3", "3.2.1…3.2.3 3"),
        ("3.2.19 and 21", "3.2.19…3.2.19 1"),  # "and" alone joins anything
        ("3.2.18-20, 22", "3.2.18…3.2.22 4"),
        ("3.2.8 to 10. Title", "3.2.8…3.2.10 3"),
        ("3.2.8 through 10", "3.2.8…3.2.10 3"),
        ("3.2.8 по 10", "3.2.8…3.2.10 3"),
        ("3.2.8 to 10 credits", "3.2.8…3.2.8 1"),
        ("3.2.8 to 10 more places", "3.2.8…3.2.8 1"),
        ("3.2.11 & 12. Title", "3.2.11…3.2.12 2"),
        ("3.2.11 & 12 more", "3.2.11…3.2.11 1"),
    ],
)
def test_a_shortened_code_counts_on_where_nothing_but_codes_is_written_so(text: str, expected: str) -> None:
    assert found(text) == [expected]


def test_a_level_that_ends_at_thirty_has_no_thirty_first() -> None:
    assert found("3.28–30", NARROW) == ["3.28…3.30 3"]
    assert found("3.28–31", NARROW) == ["3.28…3.28 1"]


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [("3.2", "3.2", 1), ("3.2", "3.202", 201), ("3.2", "3.203", 2), ("3.2", "3.2.200", 201), ("3.2", "3.2.201", 2), ("3.2", "4.1", 2)],
)  # fmt: skip
def test_a_range_is_spelt_out_as_far_as_anyone_numbers(first: str, last: str, count: int) -> None:
    members = WIDE.members(WIDE.parse(first), WIDE.parse(last))
    assert len(members) == count
    assert (members[0].text, members[-1].text) == (first, last)


@pytest.mark.parametrize(
    ("text", "code", "blanks", "ended"),
    [
        ("3. 2. 14 Title", "3.2.14", True, False),
        ("3,2,14. Title", "3.2.14", False, True),
        ("3-2-14) Title", "3.2.14", False, True),
        ("З.2.l4 Title", "3.2.14", False, False),
        ("3.2.14", "3.2.14", False, True),
    ],
)
def test_a_mistyped_code_is_read_at_the_beginning_of_a_text(text: str, code: str, blanks: bool, ended: bool) -> None:
    typed = THREE.typed(text)
    assert typed is not None
    assert (typed.code.text, typed.blanks, typed.ended) == (code, blanks, ended)
    assert text[: typed.end].strip()[-1] == "4"


@pytest.mark.parametrize(
    "text", ["1,2,3, & 4 October", "3.2.14%", "3,2,14,5", "3.2.14.5", "See 3.2.14", "3.2", "10.2.1"]
)
def test_what_may_be_anything_is_no_mistyped_code(text: str) -> None:
    assert THREE.typed(text) is None


@pytest.mark.parametrize(
    ("text", "code"), [("2. 9", "2.9"), ("2.9", "2.9"), ("2,9", None), ("2-9", None), ("2,9,1", "2.9.1")]
)
def test_two_numbers_are_a_mistyped_code_with_a_full_stop_only(text: str, code: str | None) -> None:
    typed = TWO_OR_THREE.typed(text)
    assert (typed.code.text if typed else None) == code


# --- letters, numerals, brackets


KINDS: list[tuple[LevelKind, int]] = [
    ("digits", 99), ("letters", 26), ("lower", 26), ("roman", 89), ("lower-roman", 89), ("cyrillic", 20), ("lower-cyrillic", 20)
]  # fmt: skip


@given(st.sampled_from(KINDS), st.integers(1, 99))
def test_every_number_of_a_level_is_read_as_it_is_shown(kind: tuple[LevelKind, int], number: int) -> None:
    level = Level(kind[0], 99)
    if number <= kind[1]:
        assert level.number(level.show(number)) == number
        assert level.show(number).islower() is kind[0].startswith("lower")


@given(st.integers(1, 299))
def test_roman_numerals_are_those_that_people_write(number: int) -> None:
    shown = Level("roman", 299).show(number)
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    values = [worth[letter] for letter in shown]
    total = sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
    assert total == number
    assert all(four not in shown for four in ("IIII", "XXXX", "VV", "LL"))


@pytest.mark.parametrize("text", ["", "0", "00", "07", "100"])
def test_a_level_has_no_nought_and_no_leading_nought(text: str) -> None:
    with pytest.raises((CodeError, ValueError)):
        Level("digits", 99).number(text)


@pytest.mark.parametrize(
    ("text", "levels"),
    [("2", ["2"]), ("2.4", ["2", "4"]), ("2.4(a)", ["2", "4", "a"]), ("2.4.1", []), ("x", []), ("", [])],
)
def test_a_code_is_taken_apart_and_put_together(text: str, levels: list[str]) -> None:
    assert BRACKETS.split(text) == levels
    if len(levels) > 1:
        assert BRACKETS.joined(levels) == BRACKETS.parse(text)


@pytest.mark.parametrize("levels", [[], ["2"], ["2", "4", "a", "b"], ["2", "x"]])
def test_levels_that_make_no_code_are_refused(levels: list[str]) -> None:
    with pytest.raises(CodeError):
        BRACKETS.joined(levels)


@given(st.text(alphabet="0123456789.,-–  abЗl·", max_size=24))
def test_where_no_code_may_stand_none_is_found(text: str) -> None:
    for grammar in (THREE, TWO_OR_THREE, BRACKETS, NARROW):
        if not grammar.may_hold(text):
            assert list(grammar.find(text)) == []
            assert grammar.typed(text) is None


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (", 3.2.2", (2, "list")),
        (" and 3.2.2", (5, "list")),
        ("–3.2.2", (1, "range")),
        (" to 3.2.2", (4, "range")),
        (" Title", (0, "list")),
        (", ", (0, "list")),
    ],
)
def test_what_joins_two_codes_is_told(behind: str, expected: tuple[int, str]) -> None:
    assert between_codes(f"3.2.1{behind}", 5, THREE) == expected


def test_each_level_has_the_separator_before_it_that_the_set_gives() -> None:
    four = CodeGrammar((*THREE.levels, Level("lower")), 2, separators=(".", "-", "()"))
    assert [four.code(parts).text for parts in ((1, 2), (1, 2, 3), (1, 2, 3, 1))] == ["1.2", "1.2-3", "1.2-3(a)"]
    for text in ("1.2", "1.2-3", "1.2-3(a)"):
        assert four.parse(text).text == text
        assert [code.text for cited in four.find(f"As {text} says") for code in cited.codes] == [text]
