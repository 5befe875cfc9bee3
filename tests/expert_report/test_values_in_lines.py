"""Values of the scale with marks beside them, as they stand in lines, rows and matrices: which one is chosen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sapa.core.expert_report.choices import Letters, choose
from sapa.core.expert_report.looks import NO_LOOK, Piece, fill_of, look_of
from sapa.core.expert_report.marks import Mark, marks_in
from sapa.core.expert_report.matrix import matrix, turned

from ..wordxml import part
from .lines import filled, gathered, scale

A, B, C, D = (rating.titles.get("en") for rating in scale().ratings)
KEYS = scale().keys


def chosen(text: str) -> str | None:
    """The key of the value that is marked, or why there is none; None where there is nothing to choose from."""
    said = choose(filled(text)[1].paras, scale())
    return None if said is None else said.key or said.state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"☐ {A}\n☒ {D}", "does_not_meet"),
        (f"{A} ☐\n{D} ☒", "does_not_meet"),
        (f"☐ {A} ☒ {D}", "does_not_meet"),
        (f"{A} ☐ {D} ☒", "does_not_meet"),
        (f"☒ {A} ☐ {D}", "meets"),
        (f"☒ {A} ☐ {D} ☐", "unclear"),  # before or behind: nobody knows
        (f"☒ {A} ☐\n{D}", "unclear"),
        (f"{A} / {D}", "list"),
        (f"{A} / x {D}", "does_not_meet"),
        (f"x {A} / {D}", "meets"),
        (f"{A}, {D}: x", "does_not_meet"),
        (f"{A} / {B} / {C} / [x] {D}", "does_not_meet"),
        (f"[x] {A} [ ] {B} [ ] {C} [ ] {D}", "meets"),
        (f"{A} [ ] [x] {D}", "unclear"),
        (f"Rating: x {A}; {D}", "meets"),  # what stands before a colon is a label
        (f"1) {A}\n2) ☒ {D}", "does_not_meet"),
        (f"a) x {A}\nb) {D}", "meets"),  # "a)" numbers, "x" marks
        (f"■ {A}\n■ {D}", "list"),
        (f"■ {A}\n□ {D}", "meets"),
        (f"{A} yes\n{D} no", "meets"),
        (f"{A} - yes\n{D} - no", "meets"),  # a dash only leads to the mark
        (f"{A} –\n{D} – +", "does_not_meet"),
        (f"+ {A}\n- {D}", "meets"),
        (f"x {A} x\n{D}", "meets"),
        (f"% {A}\n{D}", "unclear"),  # a circle may be drawn around either
        (f"☒ The standard {A}\n☐ {D}", "meets"),
        (f"☒ the library {A}\n☐ {D}", "outside"),  # it is something else that corresponds
        (f"☐ the library {A}\n☒ {D}", "does_not_meet"),
        (f"☐ {A} (as said)\n☒ {D}: it lacks books", "does_not_meet"),
        (f"☐ {A}\n☒ {D} because it lacks books", "outside"),
        (f"the library {A}\n☒ {D}", None),  # a sentence is nothing to choose
        (f"☐ {'so ' * 6} {A}\n☒ {D}", "does_not_meet"),
        (f"☐ {'so ' * 7} {A}\n☒ {D}", None),  # seven words beside a value are a sentence
        (f"| ■ {'why ' * 6} | {A} |\n| | {D} |", "unclear"),
        (f"| ■ {'why ' * 7} | {A} |\n| | {D} |", "list"),
        (f"{A}\n☒ with remarks\n{D}", "unclear"),  # the rest of a value
        (f"{A}\n☒\n{D}", "unclear"),  # a mark beside none
        (A, None),
        (f"☒ {A}", None),
        (f"☐ {A}", "list"),
        (f"☐ {A}\ntext", "list"),
        ("text", None),
        ("", None),
        # --- in tables
        (f"| {A} | x\n| {D} |", "meets"),
        (f"| x | {A} | | {D}", "meets"),
        (f"| {A} | x | {D} |", "meets"),
        (f"| {A} | | {D} | x", "does_not_meet"),
        (f"| Rating | {A} | | {D} | x", "does_not_meet"),
        (f"| Rating | x | {A} | | {D}", "meets"),
        (f"| x | x\n| {A} | {D}", "unclear"),
        (f"| {A} | | {D} | x | x\n{B}\n{C}", "unclear"),
        (f"| {A} | x | x | {D}\n{B}\n{C}", "unclear"),
        (f"| {A} / {D} | x\n{B}\n{C}", "unclear"),
        (f"| - {'why ' * 7} | {A} | x\n| | {D} |", "meets"),
        (f"| - {'why ' * 6} | {A} |\n| | {D} |", "list"),
        (f"| ☒ {'why ' * 7} | {A} |\n| | {D} |", "meets"),
        (f"| ☐ {A} | ☒ {D}", "does_not_meet"),
        (f"| {A} // ☒ | {B} // ☐", "meets"),
    ],
)
def test_a_value_is_chosen_by_the_mark_beside_it(text: str, expected: str | None) -> None:
    assert chosen(text) == expected


@given(
    st.permutations([A, B, C, D]), st.integers(0, 3), st.sampled_from(["{0} {1}", "{1} {0}", "{1}: {0}", "1) {0} {1}"])
)
def test_one_ticked_box_is_the_choice_in_every_order_and_on_either_side(
    names: list[str], number: int, form: str
) -> None:
    lines = [form.format("☒" if at == number else "☐", name) for at, name in enumerate(names)]
    expected = KEYS[[A, B, C, D].index(names[number])]
    for joint in ("\n", "; ", " / ", " | "):
        if joint != " | ":
            assert chosen(joint.join(lines)) == expected
        else:
            assert chosen(f"| {joint.join(lines)}") == expected


@pytest.mark.parametrize(
    ("text", "marks", "alone", "words"),
    [
        ("", (), (), ""),
        ("x", ("cross",), ("cross",), ""),
        ("the x", ("cross",), (), "the"),  # among words a letter is no mark
        ("☒ and", ("cross",), ("cross",), "and"),
        ("[x]", ("tick",), ("tick",), ""),
        ("[ ]", ("empty",), ("empty",), ""),
        ("[-]", ("empty",), ("empty",), ""),
        ("_x_", ("tick",), ("tick",), ""),
        ("___", ("empty",), ("empty",), ""),
        ("-", ("dash",), ("dash",), ""),
        ("- x", ("cross",), ("cross",), ""),
        ("☒ -", ("cross",), ("cross",), ""),
        ("yes", ("tick",), ("tick",), ""),
        ("жоқ", ("empty",), ("empty",), ""),
        ("yesterday", (), (), "yesterday"),
        ("1) x", ("cross",), ("cross",), ""),
        ("123. ☐", ("empty",), ("empty",), "123"),
        ("☑\ufe0f", ("tick",), ("tick",), ""),
        ("☐☒", ("empty", "cross"), ("empty", "cross"), ""),
        ("•", ("full",), ("full",), ""),
    ],
)
def test_signs_are_marks_and_what_only_leads_to_one_is_none(
    text: str, marks: tuple[Mark, ...], alone: tuple[Mark, ...], words: str
) -> None:
    gap = marks_in(text)
    assert (gap.all, gap.alone, gap.words) == (marks, alone, words)


@pytest.mark.parametrize(
    ("pieces", "bold", "struck"),
    [
        ([("abcd", "bold")], True, False),
        ([("ab", "bold"), ("cd", "")], False, False),
        ([("ab", "bold"), (" .", ""), ("cd", "bold")], True, False),  # only letters count
        ([("ab", "struck"), ("cd", "")], False, False),
        ([("abc", "struck"), ("d", "")], False, True),  # most of them
        ([("...", "bold")], False, False),
    ],
)
def test_a_stretch_looks_as_all_its_letters_do_and_is_struck_where_most_are(
    pieces: list[tuple[str, str]], bold: bool, struck: bool
) -> None:
    letters = Letters()
    (para,) = filled("x")[1].paras
    para.pieces = tuple(Piece(text, frozenset(look.split()) or NO_LOOK) for text, look in pieces)
    letters.add(para)
    look = letters.look(0, len(letters.text))
    assert ("bold" in look, "struck" in look) == (bold, struck)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<w:b/><w:i w:val="0"/><w:u w:val="single"/>', {"bold", "underlined"}),
        ('<w:dstrike/>', {"struck"}),
        ('<w:color w:val="FF0000"/>', {"coloured:ff0000"}),
        ('<w:color w:val="auto"/><w:highlight w:val="none"/><w:u w:val="none"/>', set()),
        ('<w:color w:val="000000"/>', set()),
        ('<w:highlight w:val="yellow"/>', {"highlighted:yellow"}),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', {"shaded:ffff00"}),
        ('<w:shd w:val="clear" w:fill="FFFFFF"/>', set()),
        ('<w:shd w:val="clear" w:fill="000000"/>', {"shaded:000000"}),
        ('<w:shd w:val="clear" w:fill="auto"/>', set()),
        ('<w:shd w:val="clear"/>', set()),
        ('<w:sz w:val="24"/>', set()),
    ],
)  # fmt: skip
def test_a_run_is_set_apart_by_strokes_and_colours(inner: str, expected: set[str]) -> None:
    assert look_of(element(f"<w:r><w:rPr>{inner}</w:rPr></w:r>")) == expected
    assert look_of(element("<w:r/>")) == NO_LOOK
    assert fill_of(element('<w:shd w:fill="00FF00"/>')) == "00ff00"


def element(xml: str) -> Any:
    return etree.fromstring(part("document", xml).encode())[0]


# --- matrices

HEAD = f"| Standard | {A} | {B} | {C} | {D}"


def lines(text: str, *, sideways: bool = False, fills: dict[int, str] | None = None) -> list[tuple[object, ...]]:
    made = gathered(text)
    for number, fill in (fills or {}).items():
        made.text.paras[number].fill = fill
    (table,) = made.tables
    found = (turned if sideways else matrix)(made.tables[table], scale())
    return [(*one.head, one.said.key or one.said.state, one.at, one.last) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}\n| 1 | x | | |\n| 2 | | | | +", [("1", "meets", 5, 9), ("2", "does_not_meet", 10, 14)]),
        (f"{HEAD}\n| 1 | | | |", [("1", "empty", 5, 9)]),
        (f"{HEAD}\n| 1 | x | x | |", [("1", "several", 5, 9)]),
        (f"{HEAD}\n| 1 | x because | | |", [("1", "unclear", 5, 9)]),
        (f"{HEAD}\n| 1 | {A} | | |", [("1", "meets", 5, 9)]),  # the value itself in its column
        (f"{HEAD}\n| 1 | {B} | | |", []),  # another's
        (f"{HEAD}\n| 1 | 3 | | |\n| 2 | x | | |", []),  # a count
        (f"{HEAD}\n| 1\n| 2 | x | | |", [("2", "meets", 6, 10)]),
        (f"| | x | | |\n{HEAD}", [("", "meets", 0, 4)]),  # the only line stands above its heads
        (f"| | x | | |\n| | x | | |\n{HEAD}", []),
        (f"| Rating of | standards | | |\n{HEAD}\n| 1 | x | | |", [("1", "meets", 10, 14)]),
        (f"| Standard | {A}\n| 1 | x", []),  # one value is no scale
        (f"| Standard | {A} | {A}\n| 1 | x |", []),  # nor is one twice
        (f"| No. | Standard | {A} | {D}\n| 1 | Mission | | x", [("1", "Mission", "does_not_meet", 4, 7)]),
        (f"{HEAD}\n| 1 | % | | |", [("1", "unclear", 5, 9)]),
    ],
)
def test_lines_under_the_values_of_the_scale_have_one_mark(text: str, expected: list[tuple[object, ...]]) -> None:
    assert lines(text) == expected


def test_a_cell_of_another_colour_than_its_head_is_marked() -> None:
    text = f"{HEAD}\n| 1 | | | |"
    assert lines(text, fills={7: "ff0000"}) == [("1", "meets_with_recommendations", 5, 9)]
    assert lines(text, fills={2: "ff0000", 7: "ff0000"}) == [("1", "empty", 5, 9)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"| Rating | 1 | 2\n| {A} | x |\n| {B} | |\n| {C} | | x\n| {D} | |",
            [("1", "meets", 1, 13), ("2", "meets_with_remarks", 2, 14)],
        ),
        (f"| {A} | x\n| {B} | |", []),  # no head
        (f"| Rating | 1\n| {A} | x\n| {A} |", []),  # a list of answers
        (f"| Rating | 1\n| {A} | x", []),
        (f"| Rating | 1\n| {A} | {B}\n| {C} |", []),  # values in two columns
        (f"| No. | Rating | 1\n| {A} | | x\n| | {B} |", []),
        (f"| Rating | 1\n| {A} | 3\n| {B} | 4", []),  # counts
        (f"| Rating | 1 | 2\n| {A} | x\n| {B} | | x", [("1", "meets", 1, 6)]),  # a column that ends early
        (f"| 1 | Rating\n| x | {A}\n| | {D}", [("1", "meets", 0, 4)]),
    ],
)
def test_values_below_each_other_under_a_head_are_a_matrix_on_its_side(
    text: str, expected: list[tuple[object, ...]]
) -> None:
    assert lines(text, sideways=True) == expected
