"""The words beside codes, as patterns take them."""

from __future__ import annotations

from sapa.core.citing.code_words import longest_first


def test_a_longer_word_is_tried_before_the_one_that_it_begins_with() -> None:
    assert longest_first(["b", "criteria", "A", "criterion", "Criteria", "crit"]) == [
        "criterion",
        "criteria",
        "crit",
        "a",
        "b",
    ]
