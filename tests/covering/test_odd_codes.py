"""Codes whose numbers are parted by other signs, at the head or the end of texts; and codes one slip apart."""

from __future__ import annotations

import pytest

from sapa.core.covering.odd_codes import oddly_written, one_slip

from ..documents import document
from ..reports import installed

SETS = installed().sets


def odd(text: str, name: str = "institutional") -> dict[str, str]:
    return {code.text: written for code, written in oddly_written(document(text), SETS.find(name)).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3/2/1 We teach\n3_2_2 We ask", {"3.2.1": "3/2/1", "3.2.2": "3_2_2"}),
        ("Criterion 3 2 1. We teach\n№ 3-2-2 We ask", {"3.2.1": "3 2 1", "3.2.2": "3-2-2"}),
        ("We teach [3:2:1].\nWe ask – 3 . 2 . 2", {"3.2.1": "3:2:1", "3.2.2": "3 . 2 . 2"}),
        ("| 3/2/1 | We teach\n| x | We ask 3/2/2", {"3.2.1": "3/2/1", "3.2.2": "3/2/2"}),
        (
            "3/2/1 We teach\n3_2_1 We teach\n3_2_2 We ask",
            {"3.2.1": "3/2/1", "3.2.2": "3_2_2"},
        ),  # as it is first written
        ("3/2/1 We teach", {}),  # one is no way of writing
        ("3/2/1 We teach\n3_2_1 We ask", {}),
        ("3.2.1 We teach\n3.2.2 We ask", {}),
        ("3/2/1 We teach\n3/2/77 We ask", {}),  # no code of the set
        ("3/2/1 We teach\n3/0/1 We ask", {}),
        ("3/2/1 We teach\nWe ask 3/2/2 and plan", {}),  # in the middle
        ("3/2/1 We teach\n3/2/2/5 We ask", {}),
        ("3/2/1 We teach\n13/2/2 We ask", {}),
        ("3/2/1 We teach\n~ 3/2/2 We ask 7", {}),
        ("3/2/1 We teach\n$ 3/2/2", {}),
        ("~ 3/2/4 Aims 7\n3/2/1 We teach\n3/2/2 We ask", {"3.2.1": "3/2/1", "3.2.2": "3/2/2"}),
        ("3/2/1 We teach\n3/2/2", {"3.2.1": "3/2/1", "3.2.2": "3/2/2"}),
        (f"3/2/1 We teach\nWe ask (3/2/2{')' * 34}", {"3.2.1": "3/2/1", "3.2.2": "3/2/2"}),
        (f"3/2/1 We teach\nWe ask (3/2/2{')' * 36}", {}),  # not at its very end
    ],
)
def test_numbers_at_the_head_or_the_end_of_texts_are_the_codes_that_they_would_be(
    text: str, expected: dict[str, str]
) -> None:
    assert odd(text) == expected


def test_codes_of_another_grammar_are_never_so_written() -> None:
    assert odd("3/2/1 We teach\n3_2_2 We ask", "eur-ace") == {}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("3.2.42", "3.2.24", True),
        ("3.2.4", "2.3.4", True),
        ("3.2.29", "3.2.24", True),
        ("3.2.4", "3.2.4", False),
        ("3.2.39", "3.2.14", False),
        ("3.2.4", "3.2.14", False),
        ("1.2.3", "2.3.1", False),  # three are moved
    ],
)
def test_two_swapped_or_one_other_character_is_one_slip(one: str, other: str, expected: bool) -> None:
    assert one_slip(one, other) is expected
    assert one_slip(other, one) is expected
