"""Totals and shares at their bounds: what was meant to be a sum, what was rounded, what is another kind of number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.rules.editor.sums import Column, Number, number_in

from .eye import findings, seen


def table(*rows: str) -> str:
    return "# Глава\n" + "\n".join(f"| {row} |" for row in rows)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", Number(5, 0, False)), ("1 204,5", Number(1204.5, 1, False)), ("-3", Number(-3, 0, False)),
        ("5%", Number(5, 0, True)), (" 5.25 ", Number(5.25, 2, False)), ("1204", Number(1204, 0, False)),
        ("1'000", Number(1000, 0, False)), ("0,5 %", Number(0.5, 1, True)), ("12 04", None), ("5,", None),
        ("a", None), ("1 204 5", None), ("5.1234", None), ("–", None), ("", None),
    ],
)  # fmt: skip
def test_a_cell_holds_one_number_or_none(text: str, number: Number | None) -> None:
    assert number_in(text) == number


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=9))
def test_a_true_sum_adds_up_and_a_whole_number_more_does_not(parts: list[int]) -> None:
    def column(total: int) -> Column:
        return Column(0, "", tuple(Number(part, 0, False) for part in parts), Number(total, 0, False))

    assert column(sum(parts)).adds_up
    assert not column(sum(parts) + 1).adds_up
    assert column(sum(parts)).evidently_meant


@given(st.lists(st.integers(0, 9999), min_size=2, max_size=9))
def test_parts_that_were_rounded_add_up_to_the_rounded_sum(hundredths: list[int]) -> None:
    parts = tuple(Number(round(one / 100, 1), 1, False) for one in hundredths)
    assert Column(0, "", parts, Number(round(sum(hundredths) / 100, 1), 1, False)).adds_up


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        # a quarter of the total is the most that a sum is off
        (("К | А | Б", "1 | 40 | 10", "2 | 60 | 10", "Итого | 80 | 20"), [("А", "80", "100")]),
        (("К | А | Б", "1 | 40 | 10", "2 | 60 | 10", "Итого | 79 | 20"), []),
        (("К | А | Б", "1 | 40 | 10", "2 | 60 | 10", "Итого | 133 | 20"), [("А", "133", "100")]),
        (("К | А | Б", "1 | 40 | 10", "2 | 60 | 10", "Итого | 134 | 20"), []),
        # where no other total is right, nobody knows whether sums were meant
        (("К | А | Б", "1 | 40 | 10", "2 | 60 | 10", "Итого | 90 | 21"), []),
        (("К | А", "1 | 40", "2 | 60", "Итого | 101"), [("А", "101", "100")]),
        (("К | А", "1 | 40", "Итого | 41"), []),  # one row is no sum
        (("К | А", "1 | 40", "2 | –", "3 | ", "4 | 3", "Итого | 44"), [("А", "44", "43")]),
        (("К | А", "1 | -4", "2 | 10", "Итого | 7"), [("А", "7", "6")]),
        (("К | А", "1 | 40", "2 | 60", "3 | 5", "Итого | 106"), [("А", "106", "105")]),
        # rounding: half of the last digit for each number
        (("К | А", "1 | 1,4", "2 | 1,4", "Итого | 3"), []),
        (("К | А", "1 | 1,4", "2 | 1,4", "Итого | 2,9"), []),
        (("К | А", "1 | 1,4", "2 | 1,4", "Итого | 3,0"), [("А", "3.0", "2.8")]),
        (("К | А", "1 | 1,44", "2 | 1,44", "Итого | 2,9"), []),
        (("К | А", "1 | 1,44", "2 | 1,44", "Итого | 3,1"), [("А", "3.1", "2.88")]),
        # across: where more than half of the rows add up
        (("К | А | Итого", "1 | 4 | 4", "2 | 4 | 5"), []),
        (("К | А | Б | Итого", "1 | 4 | 1 | 5", "2 | 4 | 1 | 6"), []),
        (("К | А | Б | Итого", "1 | 4 | 1 | 5", "2 | 4 | 1 | 5", "3 | 4 | 1 | 6"), [("3", "6", "5")]),
        (("К | А | Б | Итого | Г", "1 | 4 | 1 | 5 | 9", "2 | 4 | 1 | 5 | 9", "3 | 4 | 1 | 6 | 9"), [("3", "6", "5")]),
        (("К | Год | А | Б | Итого", "1 | 2020 | 4 | 1 | 5", "2 | 2021 | 4 | 1 | 5", "3 | 2022 | 4 | 1 | 6"), [("3", "6", "5")]),
        (("К | А | в т.ч. Б | Итого", "1 | 4 | 1 | 5", "2 | 4 | 1 | 5", "3 | 4 | 1 | 6"), []),
        (("Итого | А | Б | В", "1 | 4 | 1 | 5", "2 | 4 | 1 | 5", "3 | 4 | 1 | 6"), []),
        (("К | А | Б | Итого", "1 | 4 | 1 | 5", "2 | 4 | 1 | 5", "3 | 4 | 1 | 9"), []),
    ],
)  # fmt: skip
def test_a_total_is_wrong_where_a_sum_was_evidently_meant(rows: tuple[str, ...], told: list[tuple[str, ...]]) -> None:
    found = [one for one in findings(table(*rows)) if one.rule == "total-wrong"]
    assert [(one.arguments["head"], one.arguments["stated"], one.arguments["sum"]) for one in found] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Структура: а – 50 %, б – 30 %, в – 27 %.", ["107"]),  # seven points off at most
        ("Структура: а – 50 %, б – 30 %, в – 28 %.", []),
        ("Структура: а – 50 %, б – 30 %, в – 13 %.", ["93"]),
        ("Структура: а – 50 %, б – 30 %, в – 12 %.", []),
        ("Структура: а – 50 %, б – 49 %.", []),  # of two nobody knows whether they are all
        ("Структура: а – 50 %, б – 30 %, в – 21 %.", []),  # rounded
        ("Структура: а – 50 %, б – 30 %, в – 22 %.", ["102"]),
        ("Структура: а – 50,5 %, б – 30,2 %, в – 19,5 %.", ["100.2"]),
        ("Структура: а – 50,5 %, б – 30,2 %, в – 19,2 %.", []),
        ("Структура такова. А – 50 %, б – 30 %, в – 27 %.", []),  # another sentence
    ],
)
def test_percentages_near_a_hundred_were_meant_to_be_the_whole(text: str, told: list[str]) -> None:
    assert seen(text, "percent-sum", "sum") == told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("В | Доля, %", "а | 30", "б | 55", "в | 20", "Итого | 100"), ["105"]),
        (("В | Доля", "а | 30", "б | 55", "в | 20", "Итого | 100%"), ["105"]),
        (("В | Доля", "а | 30", "б | 55", "в | 20", "Итого | 100"), []),
        (("В | %", "а | 30", "б | 75", "Итого | 100"), []),
        (("В | %", "а | 30", "б | 55", "в | x", "Итого | 100"), []),
        (("В | %", "а | 30", "б | 55", "в | 16", "Итого | 100"), []),
        (("В | %", "а | 30", "б | 55", "в | 17", "Итого | 100"), ["102"]),
        (("В | %", "а | 30", "б | 55", "в | 13", "Итого | 100"), ["98"]),
        (("В | %", "а | 30", "б | 55", "в | 20", "Итого | 105"), []),
        (("В | %", "а | 30", "б | 55", "в | 20", "Все | 100"), []),
        (("В | n | %", "а | 1 | 30", "б | 1 | 55", "в | 1 | 20", "Итого | 3 | 100"), ["105"]),
    ],
)
def test_a_column_of_shares_is_a_hundred_where_its_total_says_so(rows: tuple[str, ...], told: list[str]) -> None:
    assert seen(table(*rows), "percent-sum", "sum") == told
