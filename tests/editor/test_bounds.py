"""The other rules of an editor at their bounds: periods, contents, copies, sections, quotes, numbers of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.model.findings import Finding
from sapa.core.rules.editor import SHOWN, Material, contents, copies, periods, quoted
from sapa.core.rules.editor.personal import is_iin, personal

from ..documents import document, prose


def found(
    rule: Callable[[Material], Iterable[Finding]], text: str, *keys: str, **more: object
) -> list[tuple[object, ...]]:
    read = replace(document(text), **more)  # type: ignore[arg-type]
    return [tuple(one.arguments[key] for key in keys) for one in rule(Material(read))]


# --- the period

PERIOD = "Отчетный период: 2019–2023."


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("Отчетный период: 2019–2023.", (2019, 2023)),
        ("Отчетный период: 01.09.2019–31.08.2023.", (2019, 2023)),
        ("Отчетный период – 2023–2019.", None),
        ("Отчетный период – 2019–2019.", None),
        (f"Отчетный период: {'x ' * 29}2019–2023.", (2019, 2023)),  # within sixty characters
        (f"Отчетный период: {'x ' * 30}2019–2023.", None),
        ("В 2019–2023 годах.", None),
    ],
)
def test_the_period_is_two_years_behind_the_words_for_it(said: str, period: tuple[int, int] | None) -> None:
    assert periods.period_of(Material(document(said))) == period


@pytest.mark.parametrize(
    ("head", "old"),
    [
        ("2016 | 2021", ("2016",)),
        ("2018 | 2019", ("2018",)),
        ("2018 | 2023", ("2018",)),
        ("2018 | 2024", None),  # nothing of the period beside it
        ("2019 | 2024", None),
        ("2017 | 2018 | 2019", None),  # how something grew
        ("2017 | 2019 | 2020", ("2017",)),
        ("2018 | 2019 | 2020 | 2021", None),
        ("2015 г. | 2016 г. | 2021 г.", ("2015", "2016")),
        ("стр 2016 | 2021", None),
    ],
)
def test_a_column_from_before_the_period_stands_beside_one_within_it(head: str, old: tuple[str, ...] | None) -> None:
    told = found(periods.before_the_period, f"{PERIOD}\n| А | {head}\n| Б | 2010 | 2022", "years", "first", "last")
    assert told == ([(old, "2019", "2023")] if old else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Приказ № 14 от 03.02.2018.", True),
        ("Приказ № 14 от 03.02.2019.", False),
        (f"Приказ {'x ' * 27}от 03.02.2018", True),  # within sixty characters of its name
        (f"Приказ {'x ' * 30} 03.02.2018", False),
        ("Приказ № 1 от 3.2.2018 по закону.", False),  # the state's
        ("По закону есть. Приказ № 14 от 03.02.2018. И закон.", True),  # in other sentences
        ("По закону; приказ № 14 от 03.02.2018. И", True),
        ("По закону, приказ № 14 от 03.02.2018. И", False),
    ],
)
def test_a_paper_of_the_institutions_own_is_from_before_the_period(text: str, told: bool) -> None:
    assert len(found(periods.before_the_period, f"{PERIOD}\n{text}", "quote")) == told


# --- the contents


@pytest.mark.parametrize(
    ("entry", "told"), [("Абвгдежз", True), ("Абвгдеж", False), ("Другое дело", False), ("ДРУГОЕ Дёло", False)]
)
def test_an_entry_is_looked_for_by_eight_letters_whatever_their_case(entry: str, told: bool) -> None:
    assert len(found(contents.gone, f"~ {entry} 4\n~ Другое дело 5\n# Другое дело", "entry")) == told


@pytest.mark.parametrize(("line", "told"), [("{40}", False), ("{41}", True), ("* {41}", False), ("$ {9}", True)])
def test_what_an_entry_names_may_be_a_line_of_forty_words(line: str, told: bool) -> None:
    assert len(found(contents.gone, f"~ university works with employers 3\n{line}", "entry")) == told


@pytest.mark.parametrize(
    ("entry", "letters", "page"),
    [
        ("Глава 1 .... 12", "глава", 12), ("Глава 2-3", "глава", None), ("Введение", "введение", None),
        ("А 12345", "а", None), ("Б… 7 ", "б", 7), ("Сёла\t9999", "села", 9999),
    ],
)  # fmt: skip
def test_an_entry_has_letters_and_a_page(entry: str, letters: str, page: int | None) -> None:
    assert [(one.letters, one.page) for one in contents.entries(document(f"~ {entry}"))] == [(letters, page)]


@pytest.mark.parametrize(
    ("pages", "told", "left"),
    [
        ((2, 3, 9), [("Третья", 4)], 0),
        ((2, 9), [], 0),  # two show no habit
        ((2, 3, 9, 12), [], 1),  # half of them do not, either
        ((2, 3, 4, 8, 9), [("Четвертая", 5), ("Пятая", 6)], 1),  # three of five are enough
        ((12, 13, 14, 19), [("Четвертая", 15)], 0),
        ((12, 13, 14, 15), [], 0),
    ],
)
def test_a_page_of_the_contents_is_wrong_where_most_others_are_right(
    pages: tuple[int, ...], told: list[tuple[str, int]], left: int
) -> None:
    chapters = [f"{name} глава отчета" for name in ("Первая", "Вторая", "Третья", "Четвертая", "Пятая")]
    listed = "\n".join(f"~ {chapter} {page}" for chapter, page in zip(chapters, pages, strict=False))
    text = "\n---\n".join([listed, *(f"# {chapter}\n{{30}}" for chapter, _ in zip(chapters, pages, strict=False))])
    wrong = found(contents.wrong_pages, text, "entry", "page")
    assert [(str(entry).split()[0], page) for entry, page in wrong] == told
    again = f"{text}\n# {chapters[len(pages) - 1]}"  # a heading that stands twice tells nothing
    assert len(found(contents.wrong_pages, again, "entry")) == left


# --- copies


def passage(count: int, seed: str = "") -> str:
    """That many words, of one letter after the other, so that every fourth can begin a run."""
    return " ".join(f"{seed}{'abcdefghij'[index % 10]}{'klmnopqrst'[index // 10 % 10]}{'uv'[index % 2]}z"[:4] for index in range(count))  # fmt: skip


@pytest.mark.parametrize(("count", "told"), [(39, 0), (40, 1), (60, 1)])
def test_a_passage_of_forty_words_is_told_where_it_stands_again(count: int, told: int) -> None:
    text = f"# One\n{passage(count)}\n# Two\n{passage(count)}"
    assert found(copies.copied, text, "heading", "count") == [("One", 1)] * told
    assert found(copies.copied, f"# One\n{passage(count)}\n# Two\n{passage(count, 'x')}", "count") == []


def test_passages_that_follow_one_another_here_and_there_are_one_copy() -> None:
    one, two, three = (passage(50, seed) for seed in "xyw")
    assert found(copies.copied, f"{one}\n{two}\n{three}\n{one}\n{two}\n{three}", "count") == [(3,)]
    assert found(copies.copied, f"{one}\n{two}\n{three}\n{one}\n{three}", "count") == [(1,), (1,)]
    assert found(copies.copied, f"{one}\n{two}\n{two}\n{one}", "count") == [(1,), (1,)]
    assert found(copies.copied, f"| {one} | {one}", "count") == []  # one row
    first = f"{one}\n{two}\n{three}\n{passage(50, 'q')}"
    again = f"{first}\n{one}\n{passage(50, 'r')}\n{two}\n{three}\n{passage(50, 'q')}"
    assert found(copies.copied, again, "count") == [(1,), (3,)]


@pytest.mark.parametrize(("kept", "told"), [(40, 1), (44, 1), (30, 0)])
def test_four_fifths_of_a_passage_make_it_a_copy(kept: int, told: int) -> None:
    words = passage(50).split()
    changed = " ".join([*words[:kept], *(word[::-1] + "qq" for word in words[kept:])])
    assert len(found(copies.copied, f"{passage(50)}\n{changed}", "count")) == told


@pytest.mark.parametrize(("shared", "told"), [(2, []), (3, [3]), (4, [4])])
def test_three_passages_make_two_reports_alike(shared: int, told: list[int]) -> None:
    texts = [passage(50, seed) for seed in "xywqr"]
    other = document("\n".join(texts[:shared]))
    noted = list(copies.shared_with(document("\n".join(texts)), [document(prose(90)), other]))
    assert [(one.arguments["count"], one.arguments["path"]) for one in noted] == [(n, "report.pdf") for n in told]


# --- quotes and people


@given(st.text("ab \n\t", min_size=1, max_size=300), st.data())
def test_a_quote_is_one_line_of_the_text_about_eighty_characters_long(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    shown = quoted(text, at, data.draw(st.integers(at, len(text))))
    line = " ".join(text.replace("\n", " ").replace("\t", " ").split(" "))
    assert shown.strip("…").strip() in line
    assert len(shown) <= SHOWN + 2
    assert "\n" not in shown


@pytest.mark.parametrize(
    ("text", "at", "end", "shown"),
    [
        ("x" * 80, 0, None, "x" * 80),
        ("x" * 81, 0, None, "x" * 80 + "…"),
        (" a\tb\nc ", 0, None, "a b c"),
        ("word " * 30, 0, None, "word " * 15 + "word…"),
        ("word " * 30, 20, None, "word " * 15 + "word…"),
        ("word " * 30, 25, None, "…" + "word " * 14 + "word…"),
        ("word " * 30, 140, 149, "…" + "word " * 4 + "word"),
        ("word " * 30, 75, 60, "…" + "word " * 14 + "word…"),
    ],
)
def test_a_long_passage_is_quoted_from_a_little_before_its_place(
    text: str, at: int, end: int | None, shown: str
) -> None:
    assert quoted(text, at, end) == shown


# Of people who would be born from 2060 on: the first six by the first weights, the others by the second.
NUMBERS = (
    "990524686842", "610825508497", "700212640394", "840904502147", "700205620758", "680128534310",
    "730709563807", "901211578843", "611212602965", "920617675838", "661024648477", "830923679577",
)  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_a_national_number_has_a_day_a_century_and_a_check_digit(number: str) -> None:
    def right(begins: str) -> int:
        """How many check digits are right behind eleven digits."""
        return [is_iin(begins + digit) for digit in "0123456789"].count(True)

    assert is_iin(number)
    assert right(number[:11]) == 1
    for month, day in (("13", "01"), ("00", "01"), ("01", "32"), ("01", "00"), ("21", "01"), ("01", "40")):
        assert right(f"{number[:2]}{month}{day}{number[6:11]}") == 0
    assert [right(f"{number[:6]}{century}{number[7:11]}") for century in "789"] == [0, 0, 0]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"ИИН {NUMBERS[0]}.", ["99…42"]),
        (f"{NUMBERS[0]}1", []),
        (f"1{NUMBERS[0]}", []),
        ("+7 701 234 56 78", ["+7…78"]),
        ("| x | 8(701)234-56-78", ["8(…78"]),
        ("18 701 234 56 78", []),
        ("8 709 234 56 78", []),
        ("8 701 234 56 789", []),
        ("a.b@gmail.com", ["a…@gmail.com"]),
        ("a.b@gmail.community", []),
        ("a.b@example.org", []),
    ],
)
def test_a_persons_number_or_address_is_told_masked(text: str, masked: list[str]) -> None:
    assert found(personal, text, "masked") == [(one,) for one in masked]
