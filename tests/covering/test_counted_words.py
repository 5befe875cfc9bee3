"""What a piece of a document says besides its code, and which passages hold mostly what a form prints."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.covering.alignment import align
from sapa.core.covering.counted_words import Words

from ..documents import document
from ..reports import installed
from ..test_coverage import check

INSTITUTIONAL = installed().sets.find("institutional")


def words(text: str) -> Words:
    read = document(f"# Standard 4\n{text}")
    citations = cite(read, INSTITUTIONAL, [])
    return Words(read, citations, align(read, INSTITUTIONAL, citations))


ANSWER = "We teach every student of the house in her own language and ask her what she thinks of it each year " * 2
LAST = "And so we ask each of them what they think of all that was done in the year for them, by whom and why " * 2


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("4.2.1 We teach", (1, -1), "We teach"),
        ("! 4.2.1 We teach", (1, -1), "We teach"),
        ("> Criterion 4.2.1. We teach", (1, -1), "We teach"),
        ("We said of 4.2.1 that", (1, -1), "We said of 4.2.1 that"),
        (f"{ANSWER}(4.2.1)", (1, -1), ANSWER),
        (f"{ANSWER}(4.2.1). {LAST}(4.2.2).", (1, -1), ANSWER),
        (f"{ANSWER}(4.2.1). {LAST}(4.2.2).", (1, -2), LAST),
        ("| 4.2.1 Doors | We teach | Annex 5", (1, 0), "Doors"),
        ("| 4.2.1 Doors | We teach | Annex 5", (1, 1), "We teach"),
        ("| Doors | We teach | Annex 5", (1, -1), "Doors\nWe teach"),
    ],
)
def test_a_piece_says_what_stands_behind_or_before_its_code(text: str, piece: tuple[int, int], expected: str) -> None:
    assert words(text).text(piece).strip(" .") == expected.strip()


def test_words_are_counted_once_a_piece_and_a_criterions_own_wording_not_at_all() -> None:
    own = "The university ensures that teachers take part in the design of programmes and in the choice of partners"
    told = words(f"4.2.1 {own}\nIn May we met.\n4.2.2 In May they met 30 teachers.")
    assert told.written((1, -1)) == 18
    assert told.total([(1, -1)]) == 0
    assert told.total([(1, -1), (2, -1)]) == 18 + 4
    assert told.total([(3, -1)]) == told.total([(3, -1)]) == 5
    assert told.left((3, -1)).strip() == "In May they met 30 teachers."


@pytest.mark.parametrize(
    ("printed", "written", "count"),
    [
        (31, 10, 1),  # more than three of four words
        (30, 10, 0),
        (7, 1, 1),
        (6, 1, 0),  # too few to be a form's
    ],
)
def test_a_passage_of_mostly_a_forms_words_was_not_filled_in(printed: int, written: int, count: int) -> None:
    other = "## 4.2.2 B\n/ Say {20}\n{60}"
    text = f"# Standard 4\n## 4.2.1 A\n/ {{{printed}}}\n{{{written}}}\n{other}"
    (found,) = check(text).sets
    assert found.coverage.unfilled == count
