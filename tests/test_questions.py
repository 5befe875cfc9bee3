"""What to ask on site: only of what is open, each open criterion at least once, by people who can answer."""

from __future__ import annotations

import pytest

from sapa.core.assembly.expert_report.questions import OPEN, open_criteria, prompts, questions
from sapa.core.model.coverage import Status
from sapa.core.model.hub import load_hub
from sapa.core.model.procedures import PEOPLE
from sapa.core.words.messages import LANGS

from .results import clean, coverage, every_status, small_set


def test_every_esg_standard_has_a_question_in_three_languages() -> None:
    assert {prompt.esg for prompt in prompts()} == {"", *load_hub().by_code}
    for prompt in prompts():
        assert prompt.meeting in PEOPLE
        assert set(prompt.titles.by_language) == set(LANGS)
        assert all(text.strip().endswith("?") for text in prompt.titles.all())


def test_no_question_is_asked_twice_in_one_meeting() -> None:
    pairs = [(prompt.esg, prompt.meeting) for prompt in prompts()]
    assert len(set(pairs)) == len(pairs)


def test_all_that_is_open_is_asked_about_and_nothing_else() -> None:
    found = every_status()
    asked = {
        covered.criterion.code
        for listed in questions(found).values()
        for question in listed
        for covered in question.criteria
    }
    assert asked == {covered.criterion.code for covered in open_criteria(found)}
    closed = {c.criterion.code for c in found.criteria if c.status in (Status.ADDRESSED, Status.NOT_APPLICABLE)}
    assert not asked & closed and set(OPEN) == set(Status) - {Status.ADDRESSED, Status.NOT_APPLICABLE}


def test_nothing_open_nothing_asked() -> None:
    assert questions(clean().sets[0].coverage) == {}


def test_meetings_come_in_the_order_of_the_visit() -> None:
    order = list(questions(coverage(small_set())))
    assert order == [meeting for meeting in PEOPLE if meeting in order] and len(order) > 2


def test_the_question_of_a_meeting_that_does_not_take_place_goes_to_the_leadership() -> None:
    found = coverage(small_set())
    asked = questions(found, meetings=("students",))
    assert set(asked) == {"leadership", "students"}
    everything = {question.number for listed in questions(found).values() for question in listed}
    assert {question.number for listed in asked.values() for question in listed} == everything


def test_a_question_has_one_number_in_every_part_of_a_report() -> None:
    found = coverage(small_set())
    whole = {(m, q.titles.get("en")): q.number for m, listed in questions(found).items() for q in listed}
    for standard in ("1", "2"):
        for meeting, listed in questions(found, standards={standard}).items():
            for question in listed:
                assert whole[meeting, question.titles.get("en")] == question.number
                assert {covered.criterion.standard for covered in question.criteria} == {standard}


@pytest.mark.parametrize("esg", [(), ("9.9",)])
def test_criteria_without_a_place_in_the_esg_get_the_general_question(esg: tuple[str, ...]) -> None:
    from dataclasses import replace

    known = small_set()
    first = known.standards[0]
    bare = replace(first, criteria=tuple(replace(criterion, esg=esg) for criterion in first.criteria))
    asked = questions(coverage(replace(known, standards=(bare,), hub="")))
    (question,) = asked["leadership"]
    assert question.esg == "" and len(question.criteria) == 3
