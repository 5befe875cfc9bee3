"""The names nearest to one that is not known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.words.nearest import nearest

IDS = ["eur-ace", "institutional", "online-audit", "programme"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("institutonal", "institutional"),
        ("inst", "institutional"),
        ("Programme", "programme"),
        ("program", "programme"),
        ("EUR_ACE", "eur-ace"),
        ("euracé", "eur-ace"),
        ("audit", "online-audit"),
    ],
)
def test_a_slip_leads_to_the_name_that_was_meant(typed: str, meant: str) -> None:
    assert nearest(typed, IDS)[0] == meant


@pytest.mark.parametrize("typed", ["", "  ", "xyz", "q"])
def test_what_resembles_nothing_leads_nowhere(typed: str) -> None:
    assert nearest(typed, IDS) == ()


def test_swapped_digits_are_one_slip() -> None:
    assert nearest("3.2.41", ["3.2.9", "3.2.14", "3.2.22"])[0] == "3.2.14"


def test_equally_near_names_keep_their_order() -> None:
    assert nearest("1.11", ["1.1", "1.10", "1.12"]) == nearest("1.11", ["1.1", "1.10", "1.12", "1.1"])
    assert nearest("1.3", ["1.2", "1.1"]) == ("1.2", "1.1")


@given(st.text(max_size=10), st.lists(st.text(max_size=10), max_size=6))
def test_only_known_names_each_once_at_most_three(typed: str, known: list[str]) -> None:
    found = nearest(typed, known)
    assert len(found) <= 3
    assert len(set(found)) == len(found)
    assert set(found) <= set(known)
