"""What of some facts others state too: found by their values, and the same as comparing each with each."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sapa.core.comparing.facts import Fact, Stated
from sapa.core.comparing.merged import shared

VALUES = st.sampled_from(["1", "2", "3", "12", "1.2"])
FACTS = st.lists(
    st.builds(
        lambda kind, value, also: Fact(kind, value, 0, 1, also),
        st.sampled_from(["number", "percentage", "date", "annex"]),
        VALUES,
        st.lists(VALUES, max_size=2).map(tuple),
    ),
    max_size=7,
)


def one_by_one(facts: Sequence[Fact], others: Sequence[Fact]) -> float:
    left = list(others)
    count = 0
    for fact in facts:
        match = next((index for index, other in enumerate(left) if fact.same(other)), None)
        if match is not None:
            count += 1
            del left[match]
    return count / len(facts) if facts else 0.0


@given(FACTS, FACTS)
def test_the_share_is_that_of_comparing_each_with_each(facts: list[Fact], others: list[Fact]) -> None:
    assert shared(facts, others) == one_by_one(facts, others)


@given(FACTS, FACTS)
def test_places_are_those_of_the_same_facts(facts: list[Fact], others: list[Fact]) -> None:
    stated = Stated(others)
    for fact in facts:
        assert set(stated.places(fact)) == {place for place, other in enumerate(others) if fact.same(other)}
