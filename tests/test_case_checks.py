"""Each check of a procedure's rules: what meets it, what does not, and what leaves it open. One fixture per rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from sapa.core.model.case import Calendar, Case, Institution, Programme, Slot, Span
from sapa.core.model.procedures import HAND
from sapa.core.model.standards import Titles

from . import cases
from .cases import case, member, outcome, report, rules

# --- application


@pytest.mark.parametrize("key", ["legal_status", "licence", "previous", "website"])
def test_what_the_application_must_state_is_named_where_it_is_not(key: str) -> None:
    requirement = {"legal_status": "application-legal-status", "licence": "application-licence",
                   "previous": "application-previous", "website": "reject-website"}[key]  # fmt: skip
    id = "programme" if key == "website" else "online-audit"
    good = case(id)
    assert outcome(good, requirement).state == "met"
    wanting = replace(good, institution=replace(good.institution, **{key: ""}))
    found = outcome(wanting, requirement)
    assert (found.state, rules(found)) == ("not-met", ["case-not-stated"])
    assert found.faults[0].arguments["key"] == f"institution.{key}"


def test_no_students_at_all_is_a_statement_too() -> None:
    good = case("online-audit")
    for students, state in ((0, "met"), (None, "not-met")):
        of = replace(good, institution=replace(good.institution, students=students))
        assert outcome(of, "application-students").state == state


def test_programmes_must_be_listed_with_their_codes() -> None:
    assert outcome(case("programme"), "application-programmes").state == "met"
    assert rules(outcome(case("programme", programmes=()), "application-programmes")) == ["case-no-programmes"]


@pytest.mark.parametrize(
    ("code", "level", "expected"),
    [
        ("6B06101", "bachelor", []),
        ("6B06101", None, []),
        ("7M06101", "bachelor", ["case-programme-level"]),
        ("8D06101", "doctorate", []),
        ("6B13101", "bachelor", ["case-programme-code"]),  # there is no field 13
        ("5B070400", "bachelor", ["case-programme-code"]),  # a speciality of the old list
    ],
)
def test_a_programme_code_has_the_form_of_the_classifier(code: str, level: str | None, expected: list[str]) -> None:
    programme = Programme(code, Titles({"en": "X"}), level)  # type: ignore[arg-type]
    assert rules(outcome(case("programme", programmes=(programme,)), "programme-code-form")) == expected


def test_what_is_supplied_is_an_address_or_a_file_that_is_there_and_not_empty() -> None:
    def of(*given: str) -> Case:
        good = case("online-audit")
        return replace(good, supplied={**good.supplied, "video": given})

    files = {"tour.mp4": 100, "empty.mp4": 0}
    assert outcome(of("https://video.example/tour"), "supplied-video", files=files).state == "met"
    assert outcome(of("tour.mp4"), "supplied-video", files=files).state == "met"
    assert rules(outcome(of("empty.mp4"), "supplied-video", files=files)) == ["case-file-empty"]
    assert rules(outcome(of("none.mp4"), "supplied-video", files=files)) == ["case-file-missing"]
    assert rules(outcome(of(), "supplied-video", files=files)) == ["case-not-supplied"]


# --- package


def reports(*languages: str) -> dict[str, object]:
    return {"reports": tuple(report(language) for language in languages)}


def documents(*languages: str) -> tuple[cases.DocumentResult, ...]:
    return tuple(cases.document(f"sar-{language}.docx", language) for language in languages)


def test_a_report_in_each_of_three_languages() -> None:
    found = outcome(case(**reports("kk", "ru", "en")), "sar-languages", documents=documents("kk", "ru", "en"))
    assert found.state == "met"


def test_a_language_without_a_report_is_named_once() -> None:
    found = outcome(case(**reports("ru", "en")), "sar-languages", documents=documents("ru", "en"))
    assert [(f.rule, f.arguments["language"]) for f in found.faults] == [("case-language-missing", "kk")]


def test_no_report_yet_leaves_the_languages_open() -> None:
    assert outcome(case(), "sar-languages").state == "open"


def test_a_report_in_another_language_than_stated() -> None:
    found = outcome(case(**reports("kk", "ru", "en")), "sar-languages", documents=documents("kk", "ru", "ru"))
    assert [(f.rule, f.arguments["actual"]) for f in found.faults] == [("case-language-differs", "ru")]


def test_each_programme_needs_its_report_in_each_language() -> None:
    programmes = tuple(Programme(code, Titles({"en": code})) for code in ("6B06101", "6B06102"))
    listed = (report("kk"), report("ru", "6B06101"), report("ru", "6B06102"), report("en", "6B06101"))
    of = case("programme", programmes=programmes, reports=listed)
    found = outcome(of, "sar-languages", documents=documents("kk", "ru", "ru", "en"))
    assert [(f.rule, f.arguments["language"], f.arguments["programme"]) for f in found.faults] == [
        ("case-language-missing-for", "en", "6B06102")
    ]


# --- commission


@pytest.mark.parametrize(("count", "state"), [(5, "met"), (4, "not-met"), (0, "open")])
def test_an_online_audit_needs_five_experts(count: int, state: str) -> None:
    experts = tuple(member(f"Expert {number}") for number in range(count))
    assert outcome(case("online-audit", commission=experts), "commission-experts").state == state


@pytest.mark.parametrize("role", ["employer", "student"])
@pytest.mark.parametrize("id", ["institutional", "programme", "online-audit"])
def test_an_employer_and_a_student_take_part(id: str, role: str) -> None:
    good = case(id)
    without = replace(good, commission=tuple(one for one in good.commission if one.role != role))
    assert outcome(good, f"commission-{role}").state == "met"
    assert rules(outcome(without, f"commission-{role}")) == ["case-too-few"]


def test_a_foreign_expert_is_one_from_another_country_than_the_institution() -> None:
    at_home = (member("A"), member("B"))
    assert outcome(case(commission=at_home), "commission-foreign").state == "not-met"
    assert outcome(case(commission=(*at_home, member("C", country="DE"))), "commission-foreign").state == "met"
    uzbek = replace(case().institution, country="UZ")
    assert outcome(case(commission=at_home, institution=uzbek), "commission-foreign").state == "met"


def test_a_country_that_is_not_stated_leaves_the_foreign_expert_open() -> None:
    found = outcome(case(commission=(member("A"), member("B", country=""))), "commission-foreign")
    assert (found.state, rules(found)) == ("open", ["case-too-few"])


def test_a_missing_foreign_expert_is_a_note_where_the_procedure_itself_does_not_ask_for_one() -> None:
    assert cases.procedure("programme").by_id["commission-foreign"].severity == "info"
    assert cases.procedure("institutional").by_id["commission-foreign"].severity == "error"


def test_one_chair() -> None:
    assert rules(outcome(case(commission=(member("A"), member("B"))), "commission-chair")) == ["case-no-chair"]
    assert outcome(case(commission=(member("A", chair=True), member("B"))), "commission-chair").state == "met"


@pytest.mark.parametrize(
    ("role", "state", "expected", "severity"),
    [
        ("expert", "met", [], None),
        ("student", "not-met", ["case-chair-role"], None),
        ("employer", "not-met", ["case-chair-role"], "warning"),
    ],
)
@pytest.mark.parametrize("id", ["institutional", "programme", "online-audit"])
def test_the_chair_is_an_academic_expert_and_never_the_student(
    id: str, role: str, state: str, expected: list[str], severity: str | None
) -> None:
    found = outcome(case(id, commission=(member("A", role, chair=True), member("B"))), "commission-chair")
    assert (found.state, rules(found)) == (state, expected)
    assert [fault.severity for fault in found.faults] == [severity] * len(expected)


def test_a_member_counts_once_and_the_coordinator_not_at_all() -> None:
    listed = (member("Aliya Exampleva"), member("aliya  exampleva"), member("Coordinator"))
    assert rules(outcome(case(commission=listed), "commission-size")) == [
        "case-member-twice", "case-coordinator-member", "case-too-few",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("degree", "expected"),
    [
        ("PhD", []),
        ("доктор технических наук", []),
        ("Candidate of Science", []),
        ("техника ғылымдарының докторы", []),
        ("к.т.н., доцент", []),
        ("Ph. D.", []),
        ("EngD", []),
        ("DBA", []),
        ("Dr.-Ing.", []),
        ("D.Sc.", []),
        ("кандидат технических наук", []),
        ("кандидат физико-математических наук", []),
        ("к.ф.-м.н.", []),
        ("канд. техн. наук", []),
        ("д. т. н., профессор", []),
        ("доктор по профилю", []),
        ("философия докторы (PhD)", []),
        ("PhD; студент второго высшего", []),
        ("докторант", ["case-degree"]),
        ("докторант PhD", ["case-degree"]),
        ("PhD student", ["case-degree"]),
        ("PhD candidate", ["case-degree"]),
        ("Doctoral student in engineering", ["case-degree"]),
        ("кандидат в депутаты", ["case-degree"]),
        ("кандидат в мастера спорта", ["case-degree"]),
        ("Candidate for the degree of Doctor of Science", ["case-degree"]),
        ("аспирант", ["case-degree"]),
        ("почетный доктор", ["case-degree"]),
        ("без степени", ["case-degree"]),
        ("Drummond School", ["case-degree"]),
        ("Master of Science", ["case-degree"]),
        ("", ["case-no-degree"]),
    ],
)
def test_experts_of_a_programme_have_a_doctorate(degree: str, expected: list[str]) -> None:
    found = outcome(case("programme", commission=(member("A", degree=degree),)), "commission-degrees")
    assert rules(found) == expected
    assert found.state == {(): "met", ("case-degree",): "not-met"}.get(tuple(expected), "open")


@pytest.mark.parametrize(
    ("affiliation", "rule", "state"),
    [
        ("Second Sample University", None, "met"),
        ("Example University", "case-own-member", "not-met"),
        ("Department of Physics, Example University", "case-own-member", "not-met"),
        ("Университет Пример", "case-own-member", "not-met"),
        ("New Example University of Mines", "case-maybe-own-member", "open"),
        ("", "case-no-affiliation", "open"),
    ],
)
def test_nobody_of_the_institution_itself_is_a_member(affiliation: str, rule: str | None, state: str) -> None:
    found = outcome(case(commission=(member("A", affiliation=affiliation),)), "commission-conflicts")
    assert (found.state, rules(found)) == (state, [rule] if rule else [])


def test_a_stated_conflict_of_interest() -> None:
    found = outcome(case(commission=(member("A", conflicts=("wife of the rector",)),)), "commission-conflicts")
    assert [(f.rule, f.arguments["conflict"]) for f in found.faults] == [("case-conflict", "wife of the rector")]


@pytest.mark.parametrize("id", ["institutional", "programme", "online-audit"])
def test_nobody_who_advised_on_the_report_is_a_member(id: str) -> None:
    found = outcome(case(id, commission=(member("A", advised=True), member("B"))), "commission-advisers")
    assert [(f.rule, f.arguments["person"]) for f in found.faults] == [("case-adviser", "A")]


def test_a_coordinator_is_named_and_not_of_the_institution() -> None:
    good = case()
    assert good.coordinator is not None
    assert outcome(good, "coordinator-named").state == "met"
    assert outcome(case(coordinator=None), "coordinator-named").state == "open"
    own = replace(good.coordinator, affiliation="Example University")
    assert rules(outcome(case(coordinator=own), "coordinator-named")) == ["case-own-member"]


# --- visit


@pytest.mark.parametrize(
    ("id", "requirement", "days", "state"),
    [
        ("online-audit", "audit-length", 1, "met"),
        ("programme", "visit-length", 1, "not-met"),
        ("programme", "visit-length", 2, "met"),
        ("institutional", "visit-length", 3, "met"),
        ("institutional", "visit-length", 4, "not-met"),
    ],
)
def test_the_visit_has_its_length(id: str, requirement: str, days: int, state: str) -> None:
    visit = Span(date(2027, 5, 12), cases.day_after(date(2027, 5, 12), days - 1))
    assert outcome(case(id, dates={"visit": visit}), requirement).state == state
    assert outcome(case(id, dates={}), requirement).state == "open"


# --- agenda


def slot(start: str, end: str, *meets: str, **more: object) -> Slot:
    given: dict[str, object] = {"room": "1", "link": "https://x.example", "person": "Someone", "meets": meets, **more}
    return Slot(cases.VISIT.first, time.fromisoformat(start), time.fromisoformat(end), "Event", **given)  # type: ignore[arg-type]


def agenda(*slots: Slot, id: str = "online-audit", **more: object) -> Case:
    return case(id, agenda=slots, dates={"visit": Span(cases.VISIT.first, cases.VISIT.first)}, **more)


def test_slots_that_follow_each_other_are_met_in_whatever_order_they_are_listed() -> None:
    of = agenda(slot("10:00", "11:00"), slot("09:00", "10:00", "experts"))
    assert outcome(of, "agenda-times").state == "met"
    assert outcome(of, "agenda-opens").state == "met"


def test_an_overlap() -> None:
    assert rules(outcome(agenda(slot("09:00", "10:00"), slot("09:45", "10:30")), "agenda-times")) == ["agenda-overlap"]


def test_an_overlap_with_a_slot_before_the_last_one() -> None:
    found = outcome(agenda(slot("09:00", "12:00"), slot("09:30", "10:00"), slot("11:00", "13:00")), "agenda-times")
    assert rules(found) == ["agenda-overlap", "agenda-overlap"]


def test_a_divided_commission_may_meet_two_groups_at_the_same_time() -> None:
    of = agenda(slot("09:00", "10:00"), slot("09:00", "10:00", parallel=True), slot("10:00", "11:00"))
    assert outcome(of, "agenda-times").state == "met"


def test_a_gap_is_a_warning() -> None:
    found = outcome(agenda(slot("09:00", "10:00"), slot("10:15", "11:00")), "agenda-times")
    assert [(f.rule, f.severity, f.arguments["end"]) for f in found.faults] == [("agenda-gap", "warning", "10:00")]


def test_the_night_between_two_days_is_no_gap() -> None:
    second = replace(slot("09:00", "10:00"), day=cases.VISIT.last)
    assert outcome(agenda(slot("09:00", "10:00"), second), "agenda-times").state == "met"


@pytest.mark.parametrize("group", ["students", "staff", "leadership", "faculty", "employers"])
def test_each_required_group_is_met(group: str) -> None:
    groups = [one.group for one in cases.procedure("online-audit").meetings]
    whole = case("online-audit", agenda=cases.slots(cases.VISIT.first, *groups))
    assert outcome(whole, "agenda-meets").state == "met"
    without = case("online-audit", agenda=cases.slots(cases.VISIT.first, *(one for one in groups if one != group)))
    found = outcome(without, "agenda-meets")
    assert [(f.rule, f.arguments["group"]) for f in found.faults] == [("agenda-not-met", group)]


@pytest.mark.parametrize(
    ("type", "missing"),
    [
        ("re-accreditation", {"graduates", "employers", "students"}),
        ("primary-with-graduates", {"students"}),
        ("primary-without-graduates", {"students"}),
        ("conceptual", set()),
    ],
)
def test_a_primary_accreditation_may_do_without_graduates_and_employers(type: str, missing: set[str]) -> None:
    slots = cases.slots(cases.VISIT.first, "staff", "leadership", "faculty")
    found = outcome(case("programme", type=type, agenda=slots), "agenda-meets")
    assert {f.arguments["group"] for f in found.faults} == missing


def test_without_any_students_there_is_nobody_to_meet() -> None:
    slots = cases.slots(cases.VISIT.first, "staff", "leadership", "faculty")
    for students, missing in ((0, set()), (1, {"students"}), (None, {"students"})):
        programme = Programme("6B06101", Titles({"en": "X"}), students=students)
        of = case("programme", type="primary-without-graduates", agenda=slots, programmes=(programme,))
        assert {f.arguments["group"] for f in outcome(of, "agenda-meets").faults} == missing


def test_groups_are_met_separately() -> None:
    found = outcome(agenda(slot("09:00", "10:00", "students", "staff")), "agenda-separate")
    assert [(f.rule, f.arguments["groups"]) for f in found.faults] == [("agenda-together", ("students", "staff"))]


def test_experts_may_sit_in_every_meeting() -> None:
    assert outcome(agenda(slot("09:00", "10:00", "experts", "students")), "agenda-separate").state == "met"


@pytest.mark.parametrize("field", ["room", "link", "person"])
def test_each_slot_of_an_online_audit_has_room_link_and_person(field: str) -> None:
    found = outcome(agenda(slot("09:00", "10:00", **{field: ""}), slot("10:00", "11:00")), "agenda-filled")
    assert [(f.rule, f.arguments["wanting"], f.arguments["slots"]) for f in found.faults] == [
        ("agenda-not-filled", (field,), ("09:00",))
    ]


def test_a_break_needs_no_room() -> None:
    rest = slot("09:00", "10:00", room="", link="", person="", rest=True)
    assert outcome(agenda(rest), "agenda-filled").state == "met"


def test_a_visit_on_site_needs_no_link() -> None:
    of = case("programme", agenda=(slot("09:00", "10:00", link=""),))
    assert outcome(of, "agenda-filled").state == "met"


def test_the_agenda_covers_the_days_of_the_visit_and_no_others() -> None:
    visit = {"visit": cases.VISIT}
    stray = replace(slot("09:00", "10:00"), day=date(2027, 5, 20))
    found = outcome(case("programme", agenda=(slot("09:00", "10:00"), stray), dates=visit), "agenda-days")
    assert rules(found) == ["agenda-outside-visit", "agenda-day-empty"]


def test_no_agenda_yet_leaves_its_rules_open() -> None:
    of = case("online-audit", agenda=())
    for one in cases.procedure("online-audit").requirements:
        if one.check.startswith("agenda-"):
            assert outcome(of, one.id).state == "open"


# --- deadlines


def dated(id: str = "online-audit", start: date | None = date(2027, 1, 11), **days: date) -> Case:
    dates = {key.replace("_", "-"): Span(day, day) for key, day in days.items()}
    return case(id, start=start, dates=dates, calendar=Calendar())


def test_a_stage_in_its_time() -> None:
    of = dated(application=date(2027, 2, 11))
    assert outcome(of, "deadline-application").state == "met", "one month to the day"


def test_a_stage_that_took_too_long() -> None:
    found = outcome(dated(application=date(2027, 2, 12)), "deadline-application")
    assert [(f.rule, f.arguments["latest"]) for f in found.faults] == [("case-late", "2027-02-11")]


def test_a_stage_sooner_than_its_time_is_a_note() -> None:
    of = dated(application=date(2027, 2, 1), self_assessment=date(2027, 3, 1))
    found = outcome(of, "deadline-self-assessment")
    assert [(f.rule, f.severity) for f in found.faults] == [("case-early", "info")]


def test_a_stage_dated_before_the_one_it_follows() -> None:
    of = dated(application=date(2027, 2, 1), self_assessment=date(2027, 1, 20))
    assert rules(outcome(of, "deadline-self-assessment")) == ["case-date-order"]


def test_a_stage_not_done_is_open_until_its_last_day_and_overdue_after_it() -> None:
    of = dated()
    assert outcome(of, "deadline-application", today=date(2027, 2, 11)).state == "open"
    assert rules(outcome(of, "deadline-application", today=date(2027, 2, 12))) == ["case-overdue"]


def test_without_a_start_no_stage_can_be_judged() -> None:
    assert outcome(dated(start=None), "deadline-application").state == "open"
    assert outcome(dated(start=None), "deadline-whole").state == "open"


def test_ten_working_days_leave_out_weekends_and_holidays() -> None:
    # decision on Friday 12 March 2027; 15 March is Constitution Day, 21-23 Nauryz; the 21st is a Sunday, made up for on the 24th
    def of(day: date) -> Case:
        return dated("programme", decision=date(2027, 3, 12), ministry=day)

    assert outcome(of(date(2027, 4, 1)), "deadline-ministry").state == "met"
    assert rules(outcome(of(date(2027, 4, 2)), "deadline-ministry")) == ["case-late"]


def test_the_whole_process_takes_no_longer_than_allowed() -> None:
    after = date(2028, 3, 1)
    late = outcome(dated("programme", decision=date(2028, 1, 12)), "deadline-whole", today=after)
    assert (late.state, rules(late)) == ("not-met", ["case-late"])
    assert outcome(dated("programme", decision=date(2028, 1, 11)), "deadline-whole", today=after).state == "met"
    assert outcome(dated("online-audit", decision=date(2028, 1, 12)), "deadline-whole", today=after).state == "met"


def test_a_visit_is_judged_by_its_length_and_not_by_the_wait_before_it() -> None:
    of = dated(application=date(2027, 2, 1), correction=date(2027, 3, 1), visit=date(2027, 9, 1))
    assert outcome(of, "deadline-visit", today=date(2027, 9, 2)).state == "met"


def of_sent(**days: date) -> Case:
    return dated("programme", start=date(2027, 1, 4), visit=date(2027, 5, 13), **days)


@pytest.mark.parametrize("id", ["programme", "institutional", "online-audit"])
def test_comments_count_from_the_day_on_which_the_report_was_received(id: str) -> None:
    of = dated(id, visit=date(2027, 5, 13), draft_report=date(2027, 5, 28), report_sent=date(2027, 6, 10))
    late = replace(of, dates={**of.dates, "comments": Span(date(2027, 6, 25), date(2027, 6, 25))})
    in_time = replace(of, dates={**of.dates, "comments": Span(date(2027, 6, 24), date(2027, 6, 24))})
    after = date(2027, 7, 1)
    assert outcome(in_time, "deadline-comments", today=after).state == "met"
    found = outcome(late, "deadline-comments", today=after)
    assert [(f.rule, f.arguments["begun"]) for f in found.faults] == [("case-late", "2027-06-10")]


@pytest.mark.parametrize("id", ["programme", "institutional", "online-audit"])
def test_a_report_is_not_sent_before_there_is_a_draft(id: str) -> None:
    of = dated(id, visit=date(2027, 5, 13), draft_report=date(2027, 5, 28), report_sent=date(2027, 5, 27))
    found = outcome(of, "deadline-report-sent")
    assert [(f.rule, f.arguments["begun"]) for f in found.faults] == [("case-date-order", "2027-05-28")]


def test_a_stage_that_was_not_held_is_overdue_nothing_and_the_next_one_counts_from_the_one_before() -> None:
    after = date(2027, 9, 1)
    of = of_sent(draft_report=date(2027, 5, 28), report_sent=date(2027, 6, 1))
    assert rules(outcome(of, "deadline-comments", today=after)) == ["case-overdue"]
    without = replace(of, not_held=("comments",))
    found = outcome(without, "deadline-comments", today=after)
    assert found.state == "met" and found.said is not None and found.said.id == "case.not-held"
    assert outcome(without, "deadline-decision", today=date(2027, 8, 1)).state == "open"
    overdue = outcome(without, "deadline-decision", today=date(2027, 8, 2))
    assert [f.arguments["latest"] for f in overdue.faults] == ["2027-08-01"], "two months after the report was received"


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2027, 8, 1), "met"),  # in its time, whenever the comments came
        (date(2027, 8, 10), "open"),  # in its time only if there were comments
        (date(2027, 8, 15), "open"),
        (date(2027, 8, 16), "not-met"),  # too late in any case
    ],
)
def test_after_an_optional_stage_without_a_day_the_next_one_uses_the_day_that_is_there(day: date, state: str) -> None:
    of = of_sent(draft_report=date(2027, 5, 28), report_sent=date(2027, 6, 1), decision=day)
    found = outcome(of, "deadline-decision", today=date(2027, 9, 1))
    assert found.state == state


def test_a_stage_must_not_lie_before_the_last_day_that_is_there() -> None:
    of = dated("programme", contract=date(2027, 2, 1), self_assessment=date(2027, 5, 1), study=date(2027, 4, 1),
               visit=date(2027, 4, 20))  # fmt: skip
    assert rules(outcome(of, "deadline-visit", today=date(2027, 6, 1))) == []
    early = replace(of, dates={**of.dates, "study": Span(date(2027, 5, 10), date(2027, 5, 10))})
    assert rules(outcome(early, "deadline-visit", today=date(2027, 6, 1))) == ["case-date-order"]


def test_an_optional_stage_is_not_overdue_once_the_next_one_has_its_day() -> None:
    of = dated("programme", study=date(2027, 4, 1), visit=date(2027, 5, 12))
    assert outcome(of, "deadline-correction", today=date(2027, 6, 1)).state == "open"
    assert rules(outcome(of, "deadline-correction", today=date(2027, 6, 1))) == []
    waiting = dated("programme", study=date(2027, 4, 1))
    assert rules(outcome(waiting, "deadline-correction", today=date(2027, 6, 1))) == ["case-overdue"]


def test_a_day_that_has_not_come_is_planned_and_not_done() -> None:
    of = dated(application=date(2027, 2, 1))
    before = outcome(of, "deadline-application", today=date(2027, 1, 31))
    assert (before.state, before.said and before.said.id) == ("open", "case.planned")
    on_the_day = outcome(of, "deadline-application", today=date(2027, 2, 1))
    assert (on_the_day.state, on_the_day.said and on_the_day.said.id) == ("met", "case.done")
    late = outcome(dated(application=date(2027, 3, 1)), "deadline-application", today=date(2027, 2, 1))
    assert (late.state, [(f.rule, f.severity) for f in late.faults]) == ("open", [("case-planned-late", "warning")])


def test_the_whole_process_is_planned_too_until_the_decision_has_been_made() -> None:
    of = dated("programme", decision=date(2027, 12, 1))
    found = outcome(of, "deadline-whole", today=date(2027, 11, 1))
    assert (found.state, found.said and found.said.id) == ("open", "case.planned")
    late = outcome(dated("programme", decision=date(2028, 1, 12)), "deadline-whole", today=date(2027, 11, 1))
    assert rules(late) == ["case-planned-late"]


def test_every_check_has_a_test_here() -> None:
    """A new check in a shipped procedure must be proved above, on a case that meets it and one that does not."""
    proved = {
        "stated", "programmes-named", "programme-codes", "supplied", "reports-in", "role", "members", "chair",
        "degrees", "no-conflicts", "no-advisers", "coordinator", "visit-length", "agenda-times", "agenda-filled",
        "agenda-meets", "agenda-separate", "agenda-opens", "agenda-in-visit", "stage", "whole",
    }  # fmt: skip
    elsewhere = {
        "reports-answer", "annexes-supplied",  # test_case_reports.py, test_case_annexes.py
        "type-fits", "before-term-ends", "after-ban", "certificates", "evaluated", "appeals", "agenda-visits",
        "agenda-closes",  # test_case_facts.py
        "standard-parts",  # test_report_parts.py
        "licence", "opinions",  # test_case_experts_report.py
        "versions-agree",  # test_case_versions.py
    }  # fmt: skip
    used = {one.check for id in ("institutional", "programme", "online-audit") for one in cases.procedure(id).checklist}
    assert used - {HAND} == proved | elsewhere


def test_the_opening_of_another_kind_is_named() -> None:
    found = outcome(agenda(slot("09:00", "10:00", "students")), "agenda-opens")
    assert rules(found) == ["agenda-opens-otherwise"]


def test_an_institution_without_names_is_nobodys() -> None:
    nameless = Institution(Titles({}))
    assert outcome(case(institution=nameless, commission=(member("A"),)), "commission-conflicts").state == "met"


# --- who acts


@pytest.mark.parametrize("id", ["institutional", "programme", "online-audit"])
def test_every_line_says_who_acts(id: str) -> None:
    by = {one.id: one.actor for one in cases.procedure(id).checklist}
    assert by["sar-languages"] == by["commission-objection"] == by["deadline-self-assessment"] == "institution"
    assert by["commission-chair"] == by["continue-decision"] == by["council-interest"] == "agency"
    assert by["report-signed"] == by["commission-statements"] == "commission"
    assert {one.actor for one in cases.procedure(id).checklist} == {"institution", "agency", "commission"}
