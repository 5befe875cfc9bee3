"""Tables and figures at the bounds of each rule: how near, how many, which numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from sapa.core.model.findings import Finding
from sapa.core.rules.editor import Material, objects

from ..documents import document

TABLE = "| a | b |\n| c | d |\n| e | f |"
APART = "\n{30}\n{30}\n{30}\n"


def found(
    rule: Callable[[Material], Iterable[Finding]], text: str, key: str = "number", pictures: tuple[int, ...] | None = None
) -> list[object]:  # fmt: skip
    return [one.arguments[key] for one in rule(Material(replace(document(f"# A\n{text}"), pictures=pictures)))]


def captioned(*numbers: int) -> list[str]:
    return [f"Table {number}. Data\n{TABLE}" for number in numbers]


@pytest.mark.parametrize(
    ("numbers", "each"),
    [
        ("3", {"3"}), ("3, 4 and 6–8", {"3", "4", "6", "7", "8"}), ("3.1-3.3", {"3.1", "3.2", "3.3"}),
        ("3.1–4.3", {"3.1", "4.3"}), ("2; 5 to 7", {"2", "5", "6", "7"}), ("3-3", {"3"}), ("5-3", {"5", "3"}),
        ("1–2–3", {"1", "2", "3"}), ("9–11", {"9", "10", "11"}),
    ],
)  # fmt: skip
def test_several_tables_in_one_mention_are_each_of_them(numbers: str, each: set[str]) -> None:
    said = f"See Tables {numbers}.{APART}"
    for number in ("2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "3.1", "3.2", "3.3", "4.3"):
        unmentioned = found(objects.unmentioned, f"{said}Table {number}. Data\n{TABLE}")
        assert unmentioned == ([] if number in each else [number])


@pytest.mark.parametrize(("between", "told"), [(0, []), (1, []), (2, ["1"]), (3, ["1"])])
def test_a_sentence_speaks_of_the_table_within_two_blocks(between: int, told: list[str]) -> None:
    gap, (table,) = "{30}\n" * between, captioned(1)
    for sentence in ("The table shows it.", "- The table shows it."):
        assert found(objects.unmentioned, f"{table}\n{gap}{sentence}") == told
        assert found(objects.unmentioned, f"{sentence}\n{gap}{table}") == told
    assert found(objects.unmentioned, f"{table}\n{gap}> The table shows it.") == ["1"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("See Tables 3 and 4.", []),
        ("See figures 3.", ["3"]),
        ("| See table 3 | x", []),
        ("Таблица 3.1 дана.", ["3"]),
        ("* See Table 3", []),
        ("Table 3", ["3", "3"]),  # another caption is no mention
        ("Nothing.", ["3"]),
    ],
)
def test_a_table_is_mentioned_in_text_and_cells_by_its_own_number(text: str, told: list[str]) -> None:
    assert found(objects.unmentioned, f"{text}{APART}{captioned(3)[0]}") == told


def test_a_figure_is_mentioned_as_a_figure_and_a_list_of_annexes_by_nobody() -> None:
    figure = f"Figure 2. Structure{APART}"
    assert found(objects.unmentioned, f"{figure}Table 2 shows.") == ["2"]
    assert found(objects.unmentioned, f"{figure}See figure 2.") == []
    assert found(objects.unmentioned, f"Table 1. List of annexes\n{TABLE}") == []


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("Table 1. Other", ["1"]),
        ("Table 1. DATA", []),  # the same once more
        ("Continuation of table 1\nTable 1. Other data", []),
        ("Table 1. Other (continued)", []),
        ("Table 1.", []),  # too little to be another one
        ("Figure 1. Other", []),
        ("Table 2. Other", []),
    ],
)
def test_a_number_is_given_to_one_table(second: str, told: list[str]) -> None:
    assert found(objects.repeated, f"{captioned(1)[0]}\n{{30}}\n{second}\n{TABLE}") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"Table – Data\n{TABLE}", 1),
        (f"{TABLE}\nTable – Data", 1),
        (f"Table № – Data\n{TABLE}", 1),
        (f"{TABLE}\n{{30}}\nTable – Data", 0),
        (f"Table – Data\n{{30}}\n{TABLE}", 0),
        (f"# Table – Data\n{TABLE}", 0),
        (f"Table Data\n{TABLE}", 0),
        (f"Table 3 – Data\n{TABLE}", 0),
        (f"- Table – Data\n{TABLE}", 0),
    ],
)
def test_a_caption_without_a_number_stands_beside_its_table(text: str, told: int) -> None:
    assert len(found(objects.unnumbered, text, "quote")) == told


@pytest.mark.parametrize(
    ("captions", "others", "told"),
    [(0, 1, 0), (1, 1, 0), (2, 1, 1), (2, 2, 0), (3, 2, 2), (3, 3, 0), (4, 3, 3)],
)
def test_more_than_half_of_the_tables_and_two_at_least_show_a_habit(captions: int, others: int, told: int) -> None:
    text = APART.join([*captioned(*range(1, captions + 1)), *[TABLE] * others])
    assert found(objects.uncaptioned, text, "object") == ["table"] * told
    pictures = "\n".join([*(f"Figure {number}. A{APART}" for number in range(1, captions + 1)), *[APART] * others])
    blocks = document(f"# A\n{pictures}").blocks
    own = [index for index, block in enumerate(blocks) if block.text.startswith("Figure")]
    bare = [len(blocks) - 3 * number for number in range(others)]
    assert found(objects.uncaptioned, pictures, "object", (*own, *sorted(bare))) == ["figure"] * told


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ("| a | b |\n| c | d |", 0),  # two rows are layout
        ("| a\n| b\n| c", 0),  # and so is one column
        (f"# Abbreviations\n{TABLE}", 0),
        (f"# Other\n{TABLE}", 1),
        (f"Table – Data\n{TABLE}", 0),
        (f"Table 9. Above\n{{30}}\n{TABLE}", 0),
        (f"Table 9. Above\n{{30}}\n{{30}}\n{TABLE}", 1),
        (f"{TABLE}\n{{30}}\nTable 9. Below", 0),
        (f"{TABLE}\n{{30}}\n{{30}}\nTable 9. Below", 1),
    ],
)
def test_a_table_is_captioned_within_two_blocks(extra: str, told: int) -> None:
    text = APART.join([*captioned(1, 2), extra])
    assert len(found(objects.uncaptioned, text, "quote")) == told


@pytest.mark.parametrize(("distance", "told"), [(0, 0), (2, 0), (3, 1)])
def test_a_picture_is_captioned_within_two_blocks(distance: int, told: int) -> None:
    text = f"{{30}}\n{{30}}\n{{30}}\nFigure 1. A{APART}Figure 2. B{APART}Figure 3. C{APART}{{30}}"
    at = [index for index, block in enumerate(document(f"# A\n{text}").blocks) if block.text.startswith("Figure")]
    assert found(objects.uncaptioned, text, "object", (at[0], at[1], at[2] + distance)) == ["figure"] * told
    assert found(objects.uncaptioned, text, "object", (at[0] - distance, at[1], at[2])) == ["figure"] * told
