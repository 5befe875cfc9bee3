"""Which of the values to choose from is marked, by marks and by looks; what cannot be told is no rating."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.expert_report.looks import NO_LOOK
from sapa.core.expert_report.marks import Mark
from sapa.core.expert_report.weighing import Option, decide

KEYS = ("a", "b", "c", "d")


def said(*marks: Mark, looks: tuple[str, ...] = (), drawn: bool = False) -> str:
    """The key that was chosen, or why none was. looks: of each value, "" or its looks, parted by blanks."""
    shown = looks or ("",) * len(marks)
    options = [
        Option(key, mark, frozenset(look.split()) or NO_LOOK)
        for key, mark, look in zip(KEYS, marks or ("",) * len(shown), shown, strict=False)
    ]
    found = decide(options, drawn=drawn)
    return found.key or found.state


@given(st.lists(st.booleans(), min_size=2, max_size=4), st.sampled_from(["", "empty", "dash", "cross"]))
def test_one_tick_among_others_is_the_choice_and_two_are_several(ticked: list[bool], other: Mark) -> None:
    found = said(*("tick" if one else other for one in ticked))
    if sum(ticked) == 1:
        assert found == KEYS[ticked.index(True)]
    elif 1 < sum(ticked) < len(ticked):
        assert found == "several"
    else:
        assert found not in KEYS


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (("", "cross", "", ""), "b"),
        (("empty", "cross", "empty", "empty"), "b"),
        (("dash", "cross", "dash", "dash"), "b"),
        (("cross", "tick", "cross", "cross"), "b"),  # beside a tick a cross refuses
        (("cross", "cross", "", ""), "several"),
        (("cross", "cross", "cross", "cross"), "list"),
        (("empty", "full", "empty", "empty"), "b"),
        (("dash", "full", "dash", "dash"), "b"),
        (("", "full", "", ""), "unclear"),  # a bullet that only some have
        (("full", "full", "full", "full"), "list"),
        (("empty", "empty", "empty", "empty"), "list"),
        (("empty", "empty", "", ""), "unclear"),
        (("dash", "dash", "dash", "empty"), "list"),
        (("", "unsure", "", ""), "unclear"),
        (("tick", "unsure", "", ""), "unclear"),
        (("", "", "", ""), "list"),
    ],
)
def test_a_mark_counts_against_those_of_the_others(marks: tuple[Mark, ...], expected: str) -> None:
    assert said(*marks) == expected


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        (("", "bold", "", ""), "b"),
        (("", "bold", ""), "b"),
        (("", "bold"), "unclear"),  # of two nobody knows which is meant
        (("bold", "bold", "", ""), "unclear"),
        (("bold", "bold", "bold", "bold"), "list"),
        (("bold", "", "bold", "bold"), "unclear"),
        (("coloured:red", "", "coloured:red", "coloured:red"), "b"),  # in another colour than the others
        (("coloured:red", "coloured:blue", "coloured:green", "coloured:black"), "list"),
        (("coloured:red", "coloured:red", "coloured:blue", "coloured:red"), "c"),
        (("", "bold", "italic", ""), "unclear"),
        (("", "bold italic", "", ""), "b"),
        (("struck", "", "struck", "struck"), "b"),
        (("struck", "", "", "struck"), "unclear"),
        (("struck", "struck", "struck", "struck"), "unclear"),
        (("", "struck", "", ""), "unclear"),
    ],
)
def test_a_value_set_apart_from_all_others_is_the_choice(looks: tuple[str, ...], expected: str) -> None:
    assert said(looks=looks) == expected


def test_what_was_drawn_over_the_page_may_circle_any_value() -> None:
    assert said("", "", "", "", drawn=True) == "unclear"
    assert said("empty", "empty", "empty", "empty", drawn=True) == "unclear"
    assert said(looks=("struck", "", "struck", "struck"), drawn=True) == "unclear"
    assert said("", "tick", "", "", drawn=True) == "b"


def test_a_mark_that_the_looks_contradict_is_unclear() -> None:
    assert said("", "tick", "", "", looks=("", "struck", "", "")) == "unclear"
    assert said("", "tick", "", "", looks=("bold", "", "", "")) == "unclear"
    assert said("", "tick", "", "", looks=("", "bold", "", "")) == "b"
    assert said("empty", "empty", "", "", looks=("", "bold", "", "")) == "unclear"
    assert said("empty", "empty", "empty", "empty", looks=("", "bold", "", "")) == "unclear"
    assert said("empty", "empty", "empty", "empty", looks=("struck", "", "struck", "struck")) == "b"


def state(*options: Option) -> str:
    found = decide(options)
    return found.key or found.state


def test_the_same_value_in_two_languages_is_one_and_a_value_repeated_behind_all_is_the_answer() -> None:
    two = (Option("a", "tick"), Option("a"), Option("b", "empty"), Option("b"))
    assert state(*two) == "a"
    assert state(Option("a"), Option("b"), Option("c"), Option("b")) == "b"
    assert state(Option("a"), Option("b"), Option("a", "tick")) == "unclear"
    assert state(Option("a"), Option("b"), Option("a"), Option("b")) == "unclear"
    assert state(Option("a", "tick"), Option("a", "tick"), Option("b")) == "unclear"


def test_words_beside_the_chosen_value_put_it_outside_the_scale() -> None:
    assert state(Option("a", "tick", pure=False), Option("b"), Option("c")) == "outside"
    assert state(Option("a", "tick"), Option("b", pure=False), Option("c")) == "a"
