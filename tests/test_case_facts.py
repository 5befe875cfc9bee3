"""Facts of the accreditation type, of the earlier accreditation, of what follows: each rule on a case that meets it and
one that does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from sapa.core.assembly.agenda.facts import agenda_of, problems
from sapa.core.assembly.timeline.facts import plan
from sapa.core.case.check import judge
from sapa.core.expert_report.review import Given, facts_of
from sapa.core.model.case import Appeal, Case, Decision, Previous, Programme, Slot, Span
from sapa.core.model.standards import Titles
from sapa.core.reading.tools import Tools
from sapa.core.words.messages import LANGS, Lang

from . import cases
from .cases import case, member, outcome, rules

IDS = ("institutional", "programme", "online-audit")
NAMES = Titles({"en": "X"})


def of_type(type: str, id: str = "programme", *, students: int | None, graduates: int | None, **more: object) -> Case:
    programme = Programme("6B06101", NAMES, "bachelor", students, graduates)
    found = case(id, type=type, programmes=(programme,), previous=None, **more)
    return replace(found, institution=replace(found.institution, students=students, previous="none"))


# --- the type


@pytest.mark.parametrize(
    ("type", "students", "graduates", "state", "expected"),
    [
        ("conceptual", 0, 0, "met", []),
        ("conceptual", 12, 0, "not-met", ["case-type-students"]),
        ("conceptual", None, None, "open", []),
        ("primary-without-graduates", 12, 0, "met", []),
        ("primary-without-graduates", 12, 5, "not-met", ["case-type-graduates"]),
        ("primary-without-graduates", 0, 0, "not-met", ["case-type-no-students"]),
        ("primary-with-graduates", 12, 5, "met", []),
        ("primary-with-graduates", 12, 0, "not-met", ["case-type-no-graduates"]),
        ("primary-with-graduates", 12, None, "open", []),
        ("re-accreditation", 12, 5, "not-met", ["case-type-no-previous"]),
    ],
)
def test_the_type_fits_students_and_graduates(
    type: str, students: int | None, graduates: int | None, state: str, expected: list[str]
) -> None:
    found = outcome(of_type(type, students=students, graduates=graduates), "type-fits")
    assert (found.state, rules(found)) == (state, expected)


@pytest.mark.parametrize("id", IDS)
def test_a_re_accreditation_has_an_accreditation_before_it(id: str) -> None:
    good = case(id)
    assert outcome(good, "type-fits").state == "met"
    unknown = replace(good, previous=None, institution=replace(good.institution, previous=""))
    assert outcome(unknown, "type-fits").state == "open"
    in_words = replace(good, previous=None, institution=replace(good.institution, previous="No. 7, 5 years"))
    assert outcome(in_words, "type-fits").state == "met"


@pytest.mark.parametrize(("years", "expected"), [(1, []), (3, ["case-type-again"]), (5, ["case-type-again"])])
def test_what_was_accredited_before_is_accredited_again_but_after_a_conceptual_year(
    years: int, expected: list[str]
) -> None:
    """After the one year of a conceptual accreditation the next one is called primary."""
    of = of_type("primary-with-graduates", students=12, graduates=5)
    found = outcome(replace(of, previous=Previous(years=years)), "type-fits")
    assert rules(found) == expected


# --- application in time, and after a refusal


@pytest.mark.parametrize(
    ("start", "state"),
    [(date(2027, 1, 11), "met"), (date(2027, 1, 12), "not-met"), (None, "open")],
)
@pytest.mark.parametrize("id", IDS)
def test_the_application_comes_a_year_before_the_term_ends(id: str, start: date | None, state: str) -> None:
    of = case(id, start=start, previous=Previous(years=5, until=date(2028, 1, 11)))
    found = outcome(of, "application-in-time")
    assert (found.state, rules(found)) == (state, ["case-too-near"] if state == "not-met" else [])
    assert outcome(case(id, start=start, previous=Previous(years=5)), "application-in-time").state == "open"


@pytest.mark.parametrize("id", IDS)
def test_within_a_year_after_a_refused_prolongation_there_is_no_application(id: str) -> None:
    def of(start: date) -> Case:
        return case(id, start=start, previous=Previous(years=1, revoked=date(2026, 3, 2)))

    found = outcome(of(date(2027, 3, 1)), "application-ban")
    assert [(f.rule, f.arguments["until"]) for f in found.faults] == [("case-banned", "2027-03-02")]
    assert outcome(of(date(2027, 3, 2)), "application-ban").state == "met"
    assert outcome(case(id, previous=None), "application-ban").state == "met", "nothing was revoked"


def test_the_rule_for_the_term_is_one_for_re_accreditation_only() -> None:
    first = of_type("primary-with-graduates", students=12, graduates=5)
    assert state_of(first, "application-in-time") == "not-required"
    assert state_of(case("programme"), "application-in-time") != "not-required"


def state_of(of: Case, requirement: str, today: date = cases.TODAY) -> str:
    made = judge(of, cases.procedure(of.procedure), (), "0", Tools(), today=today).case
    assert made is not None
    return next(line.state for line in made.lines if line.requirement.id == requirement)


@pytest.mark.parametrize(("previous", "years"), [(Previous(years=3), 3), (Previous(until=date(2028, 1, 1)), 7)])
def test_the_term_is_derived_from_the_earlier_term_that_the_case_gives(previous: Previous, years: int) -> None:
    """In words only where the data says nothing."""
    of = case(previous=previous)
    of = replace(of, institution=replace(of.institution, previous="No. 7, for 7 years"))
    nothing_else: Any = None  # the filled report is asked only for what the case does not say
    assert facts_of(nothing_else, Given(case=of), "").previous == years


# --- commission


def test_certificates_of_the_experts_hold_until_the_visit_is_over() -> None:
    def of(until: date | None, number: str = "77") -> Case:
        return case(commission=(member("A", certificate=number, certificate_until=until),))

    assert outcome(of(cases.VISIT.last), "commission-certificates").state == "met"
    assert outcome(of(None), "commission-certificates").state == "met"
    assert rules(outcome(of(cases.VISIT.first), "commission-certificates")) == ["case-certificate-ends"]
    found = outcome(of(None, ""), "commission-certificates")
    assert (found.state, rules(found)) == ("open", ["case-no-certificate"])


def test_the_work_of_the_experts_is_evaluated_after_the_visit() -> None:
    def of(day: date | None) -> Case:
        return case(commission=(member("A", evaluated=day),))

    assert outcome(of(date(2027, 5, 20)), "after-evaluation").state == "met"
    assert rules(outcome(of(date(2027, 5, 12)), "after-evaluation")) == ["case-evaluated-early"]
    found = outcome(of(None), "after-evaluation")
    assert (found.state, rules(found)) == ("open", ["case-not-evaluated"])
    assert rules(outcome(of(None), "after-evaluation", today=date(2027, 5, 1))) == [], "the visit lies ahead"


# --- agenda


def slot(start: str, end: str, *meets: str, day: date = cases.VISIT.last, **more: object) -> Slot:
    given: dict[str, object] = {"room": "1", "person": "Someone", "meets": meets, **more}
    return Slot(day, time.fromisoformat(start), time.fromisoformat(end), "Event", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("id", ["institutional", "programme"])
def test_the_agenda_has_the_laboratories(id: str) -> None:
    with_them = case(id, agenda=(slot("09:00", "10:00", visits=("laboratories",)),))
    assert outcome(with_them, "agenda-laboratories").state == "met"
    without = case(id, agenda=(slot("09:00", "10:00", visits=("library",)),))
    found = outcome(without, "agenda-laboratories")
    assert [(f.rule, f.arguments["places"]) for f in found.faults] == [("agenda-not-visited", ("laboratories",))]


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ((slot("16:00", "17:00", "leadership"),), []),
        ((slot("15:00", "16:00", "leadership"), slot("16:00", "17:00", "experts")), []),
        ((slot("09:00", "10:00", "leadership"), slot("16:00", "17:00", "students")), ["agenda-closes-otherwise"]),
        ((slot("09:00", "10:00", "leadership", day=cases.VISIT.first), slot("16:00", "17:00", "experts")),
         ["agenda-closes-otherwise"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("id", ["institutional", "programme"])
def test_the_visit_closes_with_the_leadership(id: str, slots: tuple[Slot, ...], expected: list[str]) -> None:
    assert rules(outcome(case(id, agenda=slots), "agenda-closes")) == expected


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", IDS)
def test_an_agenda_made_from_the_procedure_breaks_none_of_its_rules_of_content(id: str, lang: Lang) -> None:
    of = case(id, agenda=())
    made = agenda_of(of, cases.procedure(id), lang)
    found = {one.rule for one in problems(of, cases.procedure(id), made, cases.TODAY)}
    assert found & {"agenda-not-visited", "agenda-closes-otherwise", "agenda-together", "agenda-overlap"} == set()


# --- after the decision


def decided(years: int | None, **more: object) -> Case:
    dates = {"visit": cases.VISIT, "decision": Span(date(2027, 8, 2), date(2027, 8, 2))}
    decision = None if years is None else Decision(accredited=True, years=years)
    return case("online-audit", start=date(2027, 1, 11), dates=dates, decision=decision, **more)


def test_after_one_year_an_audit_is_due() -> None:
    of = decided(1)
    today = date(2028, 8, 2)
    stages = {one.stage.id: one for one in plan(of, cases.procedure("online-audit"), today).stages}
    assert stages["one-year-audit"].earliest == date(2028, 8, 2)
    early = replace(of, dates={**of.dates, "one-year-audit": Span(date(2028, 5, 2), date(2028, 5, 2))})
    assert rules(outcome(early, "deadline-one-year-audit", today=date(2028, 9, 1))) == ["case-early"]


@pytest.mark.parametrize(("years", "state"), [(1, "open"), (5, "not-required"), (None, "open")])
def test_the_audit_is_asked_for_after_a_term_of_one_year_only(years: int | None, state: str) -> None:
    assert state_of(decided(years), "deadline-one-year-audit", today=date(2027, 9, 1)) == state
    shown = {one.stage.id for one in plan(decided(years), cases.procedure("online-audit"), cases.TODAY).stages}
    assert ("one-year-audit" in shown) is (years == 1)


def test_before_the_decision_nobody_asks_for_the_audit() -> None:
    assert state_of(case("online-audit"), "deadline-one-year-audit") == "not-required"


@pytest.mark.parametrize("id", ["institutional", "programme"])
def test_an_interim_report_is_due_on_the_day_that_was_set(id: str) -> None:
    dates = {"visit": cases.VISIT, "decision": Span(date(2027, 8, 2), date(2027, 8, 2))}
    of = case(id, start=date(2027, 1, 11), dates=dates)
    assert outcome(of, "deadline-interim-report", today=date(2029, 1, 1)).state == "open", "nobody has set a day"
    due = replace(of, agreed={"interim-report": date(2028, 2, 1)})
    assert outcome(due, "deadline-interim-report", today=date(2028, 2, 1)).state == "open"
    assert rules(outcome(due, "deadline-interim-report", today=date(2028, 2, 2))) == ["case-overdue"]
    late = replace(due, dates={**dates, "interim-report": Span(date(2028, 2, 2), date(2028, 2, 2))})
    assert rules(outcome(late, "deadline-interim-report", today=date(2028, 3, 1))) == ["case-late"]
    shown = {one.stage.id: one for one in plan(due, cases.procedure(id), date(2028, 2, 2)).stages}
    assert (shown["interim-report"].latest, shown["interim-report"].state) == (date(2028, 2, 1), "overdue")


def test_a_day_that_the_parties_agreed_on_takes_the_place_of_the_procedures() -> None:
    of = case("programme", start=date(2027, 1, 11), dates={"contract": Span(date(2027, 3, 1), date(2027, 3, 1))})
    assert rules(outcome(of, "deadline-contract")) == ["case-late"]
    assert outcome(replace(of, agreed={"contract": date(2027, 3, 1)}), "deadline-contract").state == "met"


# --- questionnaires, appeals


@pytest.mark.parametrize("id", IDS)
def test_questionnaires_follow_the_visit(id: str) -> None:
    of = case(id, dates={"visit": cases.VISIT})
    assert outcome(of, "deadline-questionnaires").state == "open"
    done = replace(of, dates={**of.dates, "questionnaires": Span(date(2027, 5, 20), date(2027, 5, 20))})
    assert outcome(done, "deadline-questionnaires").state == "met"
    before = replace(of, dates={**of.dates, "questionnaires": Span(date(2027, 5, 1), date(2027, 5, 1))})
    assert rules(outcome(before, "deadline-questionnaires")) == ["case-date-order"]


@pytest.mark.parametrize("id", IDS)
def test_appeals_are_written_and_signed_and_have_their_days(id: str) -> None:
    day = date(2027, 5, 25)
    good = Appeal("appeal", day, decided=date(2027, 5, 30), in_writing=True, signed=True)
    assert outcome(case(id, appeals=(good,)), "after-appeal").state == "met"
    assert outcome(case(id, appeals=()), "after-appeal").state == "met"
    oral = replace(good, in_writing=False)
    assert rules(outcome(case(id, appeals=(oral,)), "after-appeal")) == ["case-appeal-oral"]
    unsigned = replace(good, signed=False)
    assert rules(outcome(case(id, appeals=(unsigned,)), "after-appeal")) == ["case-appeal-unsigned"]
    waiting = replace(good, decided=None)
    found = outcome(case(id, appeals=(waiting,)), "after-appeal")
    assert (found.state, rules(found)) == ("open", ["case-appeal-undecided"])
    backwards = replace(good, decided=date(2027, 5, 24))
    assert rules(outcome(case(id, appeals=(backwards,)), "after-appeal")) == ["case-appeal-order"]


def test_a_complaint_needs_no_letterhead() -> None:
    complaint = Appeal("complaint", date(2027, 5, 25), decided=date(2027, 5, 30), in_writing=False, signed=False)
    assert outcome(case(appeals=(complaint,)), "after-appeal").state == "met"
