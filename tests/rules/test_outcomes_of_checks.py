"""What each check of a case says, whole: state, sentence and faults with all their arguments, at its bounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.model.case import (
    Appeal,
    Calendar,
    Case,
    CaseReport,
    Coordinator,
    Member,
    Opinion,
    Previous,
    Programme,
    Slot,
    Span,
)
from sapa.core.model.findings import Finding
from sapa.core.model.standards import Titles
from sapa.core.rules.case_checks import CHECKS
from sapa.core.rules.report_checks import told_by_review
from sapa.core.rules.requirement_checks import CaseContext, Fault, Reviewed, Versions
from sapa.core.words.messages import Message

from ..cases import VISIT, case, context, member, procedure, report

IDS = ("institutional", "programme", "online-audit")


def run(name: str, of: Case, **parameters: object) -> tuple[object, ...]:
    """(state, what is said or awaited, its arguments, faults) of a check."""
    return judged(name, context(of), **parameters)


def judged(name: str, about: CaseContext, **parameters: object) -> tuple[object, ...]:
    one = next(one for id in IDS for one in procedure(id).by_id.values() if one.check == name)
    found = CHECKS[name].run(about, replace(one, parameters=parameters or one.parameters))
    faults = [(fault.rule, *fault.arguments.values(), *_how(fault)) for fault in found.faults]
    said = (found.said.id.removeprefix("case."), *found.said.arguments.values()) if found.said else ()
    return (found.state, *said, *faults)


def _how(fault: Fault) -> list[str]:
    return [*([fault.severity] if fault.severity else []), *(["uncertain"] if fault.uncertain else [])]


# --- the commission

AWAITED = ("open", "open", "commission")


def commission(*members: Member, **changes: object) -> Case:
    return case(commission=members, **changes)


def test_a_role_is_taken_by_so_many_members_at_home_or_abroad() -> None:
    three = commission(member("A"), member("B", country="DE"), member("C", "student"))
    assert run("role", three, role="expert", at_least=2) == ("met", "members", ("A", "B"), 2)
    assert run("role", three, role="expert", at_least=3) == ("not-met", ("case-too-few", "expert", 2, 3))
    assert run("role", commission(), role="expert", at_least=1) == AWAITED
    one_unknown = commission(member("A"), member("B", country="DE"), member("C", country=""))
    for abroad, name, kind in ((True, "B", "expert-abroad"), (False, "A", "expert-home")):
        found = [run("role", one_unknown, role="expert", at_least=needed, abroad=abroad) for needed in (1, 2, 3)]
        assert found == [
            ("met", "members", (name,), 1),
            ("open", ("case-too-few", kind, 1, 2, "uncertain")),  # the third may be the one
            ("not-met", ("case-too-few", kind, 1, 3)),
        ]


def test_members_are_counted_once_and_the_coordinator_is_none() -> None:
    names = commission(member("A. B"), member("a b"), member("Coordinator"), coordinator=Coordinator("Coordinator"))
    assert run("members", names, at_least=3) == (
        "not-met",
        ("case-member-twice", "a b"),
        ("case-coordinator-member", "Coordinator"),
        ("case-too-few", "member", 2, 3),
    )
    assert run("members", commission(member("A"), member("B")), at_least=2) == ("met", "members", ("A", "B"), 2)
    assert run("members", commission(), at_least=2) == AWAITED


def test_one_expert_is_the_chair() -> None:
    none = ("not-met", ("case-no-chair",))
    assert run("chair", commission(member("A"))) == none
    assert run("chair", commission(member("A", chair=True), member("B", chair=True))) == none
    assert run("chair", commission(member("A", "student", chair=True))) == (
        "not-met",
        ("case-chair-role", "A", "student"),
    )
    employer = ("not-met", ("case-chair-role", "A", "employer", "warning"))
    assert run("chair", commission(member("A", "employer", chair=True))) == employer
    assert run("chair", commission(member("A", chair=True))) == ("met", "members", ("A",), 1)
    assert run("chair", commission()) == AWAITED


def test_degrees_of_a_role_are_of_the_accepted_kinds() -> None:
    four = commission(member("A", degree="PhD"), member("B", degree=""), member("C", degree="MSc"), member("D", "student", degree=""))  # fmt: skip
    accepted = {"degrees": ["doctor", "phd"]}
    assert run("degrees", four, role="expert", **accepted) == (
        "not-met",
        ("case-no-degree", "B", "uncertain"),
        ("case-degree", "C", "MSc"),
    )
    one = commission(member("A", degree=""))
    assert run("degrees", one, role="expert", **accepted) == ("open", ("case-no-degree", "A", "uncertain"))
    assert run("degrees", one, role="student", **accepted) == AWAITED
    assert run("degrees", commission(member("A", degree="PhD")), role="expert", **accepted) == (
        "met",
        "members",
        ("A",),
        1,
    )


def test_certificates_hold_until_the_last_day_of_the_visit() -> None:
    before = VISIT.last - timedelta(1)
    three = commission(
        member("A", certificate="1", certificate_until=VISIT.last),
        member("B", certificate="2", certificate_until=before),
        member("C", certificate=""),
    )
    assert run("certificates", three) == (
        "not-met",
        ("case-no-certificate", ("C",), "uncertain"),
        ("case-certificate-ends", "B", str(before), str(VISIT.last)),
    )
    without = commission(member("A", certificate="1", certificate_until=before), dates={})
    assert run("certificates", without) == ("met", "certificates", 1)
    assert run("certificates", commission()) == AWAITED


def test_nobody_has_a_conflict_advised_or_belongs_to_the_institution() -> None:
    five = commission(
        member("A", conflicts=("x", "y")),
        member("B", affiliation="Example University"),
        member("C", affiliation="Second Example University"),
        member("D", affiliation=""),
        member("E", affiliation="Other"),
    )
    assert run("no-conflicts", five) == (
        "not-met",
        ("case-conflict", "A", "x"),
        ("case-conflict", "A", "y"),
        ("case-own-member", "B", "Example University"),
        ("case-maybe-own-member", "C", "Second Example University", "warning", "uncertain"),
        ("case-no-affiliation", "D", "warning", "uncertain"),
    )
    assert run("no-conflicts", commission(member("E", affiliation="Other"))) == ("met", "no-conflicts", 1)
    assert run("no-conflicts", commission()) == run("no-advisers", commission()) == AWAITED
    adviser = commission(member("A", advised=True), member("B"))
    assert run("no-advisers", adviser) == ("not-met", ("case-adviser", "A"))
    assert run("no-advisers", commission(member("B"))) == ("met", "no-advisers", 1)
    faculty = Coordinator("C", affiliation="Faculty, Example University")
    assert run("coordinator", case(coordinator=None)) == ("open", "open", "coordinator")
    assert run("coordinator", case(coordinator=faculty)) == ("not-met", ("case-own-member", "C", faculty.affiliation))
    another = Coordinator("C", affiliation="Second Example University")
    assert run("coordinator", case(coordinator=another)) == ("met", "members", ("C",), 1)


def test_the_experts_are_evaluated_when_the_visit_is_over() -> None:
    early = VISIT.last - timedelta(1)
    three = commission(member("A", evaluated=VISIT.last), member("B", evaluated=None), member("C", evaluated=early))
    assert run("evaluated", three) == (
        "not-met",
        ("case-not-evaluated", ("B",), "uncertain"),
        ("case-evaluated-early", "C", str(early), str(VISIT.last)),
    )
    one = commission(member("A", evaluated=None))
    unsaid = ("open", ("case-not-evaluated", ("A",), "uncertain"))
    assert judged("evaluated", context(one, today=VISIT.last)) == unsaid
    assert judged("evaluated", context(one, today=early)) == ("open", "visit-ahead", str(VISIT.last))
    assert run("evaluated", replace(one, dates={})) == ("open", "open", "dates.visit")
    assert run("evaluated", commission()) == AWAITED


def test_appeals_are_in_writing_signed_and_decided_behind_their_day() -> None:
    day = date(2027, 7, 1)
    at, before = str(day), str(day - timedelta(1))
    appeals = (
        Appeal("appeal", day),
        Appeal("appeal", day, in_writing=False, signed=False, decided=day - timedelta(1)),
        Appeal("appeal", day, in_writing=True, signed=True, decided=day),
        Appeal("complaint", day),
    )
    assert run("appeals", case(appeals=appeals)) == (
        "not-met",
        ("case-appeal-oral", "appeal", at, "uncertain"),
        ("case-appeal-unsigned", "appeal", at, "uncertain"),
        ("case-appeal-undecided", "appeal", at, "warning", "uncertain"),
        ("case-appeal-oral", "appeal", at),
        ("case-appeal-unsigned", "appeal", at),
        ("case-appeal-order", "appeal", at, before),
        ("case-appeal-undecided", "complaint", at, "warning", "uncertain"),
    )
    assert run("appeals", case(appeals=appeals[2:3])) == ("met", "appeals", 1, (at,))
    assert run("appeals", case()) == ("met", "no-appeals")


def test_every_member_gives_an_opinion_that_finds_the_report_complete() -> None:
    two = (member("A"), member("B"))
    given = (Opinion("a", True), Opinion("C", False, note="no annexes"))
    assert run("opinions", commission(*two, opinions=given)) == (
        "not-met",
        ("case-opinion-incomplete", "C", "no annexes"),
        ("case-opinion-stranger", "C", "warning", "uncertain"),
        ("case-no-opinion", "B", "warning", "uncertain"),
    )
    both = (Opinion("A", True), Opinion("B", True))
    assert run("opinions", commission(*two, opinions=both)) == ("met", "members", ("A", "B"), 2)
    assert run("opinions", commission(*two)) == ("open", "open", "opinions")
    assert run("opinions", commission(opinions=both)) == AWAITED


@pytest.mark.parametrize(
    ("reviewed", "found", "expected"),
    [
        ((), (), None),
        (("no-rating",), None, None),
        (("no-rating",), (), "met"),
        (("no-rating",), (Finding("review-no-rating", "error"),), "not-met"),
        (("no-rating",), (Finding("review-no-rating", "info"),), "met"),
        (("no-rating",), (Finding("review-no-report", "error"),), "open"),
        (("no-rating",), (Finding("review-self-assessment", "error"),), "open"),
        (("empty-section:conclusion",), (Finding("review-empty-section", "error", arguments={"part": "conclusion-form"}),), "not-met"),
        (("empty-section:conclusion",), (Finding("review-empty-section", "error", arguments={"part": "cover-kind"}),), "met"),
        (("no-assessment", "no-rating"), (Finding("review-no-rating", "error", code="1.2.1"),), "not-met"),
    ],
)  # fmt: skip
def test_the_review_tells_of_a_line_what_speaks_against_it(
    reviewed: tuple[str, ...], found: tuple[Finding, ...] | None, expected: str | None
) -> None:
    one = replace(procedure("institutional").requirements[0], reviewed=reviewed, wholly=True)
    about = replace(context(case()), reviewed=None if found is None else Reviewed("report.docx", found))
    outcome = told_by_review(about, one)
    assert (outcome and outcome.state) == expected
    if outcome is not None and expected == "met":
        assert told_by_review(about, replace(one, wholly=False)) is None
    if expected == "not-met" and outcome is not None and found:
        assert [(fault.rule, fault.severity, fault.arguments["code"]) for fault in outcome.faults] == [
            (found[0].rule, "error", found[0].code)
        ]
    broken = replace(about, reviewed=Reviewed("report.docx", (), Message("reading.damaged", {})))
    if reviewed:
        unread = told_by_review(broken, one)
        assert unread is not None and (unread.state, unread.faults[0].uncertain) == ("open", True)


# --- the visit and its agenda

DAY, NEXT = date(2027, 10, 12), date(2027, 10, 13)


def slot(day: date, start: tuple[int, int], end: tuple[int, int], *meets: str, event: str, **more: object) -> Slot:
    return Slot(day, time(*start), time(*end), event, meets=meets, **more)  # type: ignore[arg-type]


SLOTS = (
    slot(DAY, (9, 0), (10, 0), "experts", event="One"),
    slot(DAY, (10, 0), (11, 0), "leadership", event="Two", room="R"),
    slot(DAY, (10, 30), (12, 0), "students", event="Three"),
    slot(DAY, (12, 30), (13, 0), event="Lunch", rest=True),
)
FOUR = slot(NEXT, (9, 0), (10, 0), "leadership", "students", event="Four", visits=("library",))
ONE_DAY, TWO_DAYS = case(agenda=SLOTS), case(agenda=(FOUR, *reversed(SLOTS)))
OVERLAP = ("agenda-overlap", "2027-10-12", "Three", "Two", "10:30", "11:00")
GAP = ("agenda-gap", "2027-10-12", "Lunch", "Three", "12:30", "12:00", "warning")


def test_slots_neither_overlap_nor_leave_a_gap() -> None:
    assert run("agenda-times", ONE_DAY) == run("agenda-times", TWO_DAYS) == ("not-met", OVERLAP, GAP)
    parallel = case(agenda=(*SLOTS[:2], replace(SLOTS[2], parallel=True), SLOTS[3]))
    assert run("agenda-times", parallel) == ("not-met", GAP)
    within = slot(DAY, (9, 15), (9, 30), event="Within", parallel=True)
    assert run("agenda-times", case(agenda=(SLOTS[0], within, SLOTS[1]))) == ("met", "slots", 3, 1)


def test_slots_name_what_is_asked_for() -> None:
    fields = {"fields": ["room", "link"]}
    assert run("agenda-filled", ONE_DAY, **fields) == (
        "not-met",
        ("agenda-not-filled", ("room", "link"), 2, ("09:00", "10:30")),
        ("agenda-not-filled", ("link",), 1, ("10:00",)),
    )
    assert run("agenda-filled", TWO_DAYS, **fields) == (
        "not-met",
        ("agenda-not-filled", ("room", "link"), 3, ("2027-10-12 09:00", "2027-10-12 10:30", "2027-10-13 09:00")),
        ("agenda-not-filled", ("link",), 1, ("2027-10-12 10:00",)),
    )
    assert run("agenda-filled", ONE_DAY, fields=["event"]) == ("met", "slots", 4, 1)


def test_who_is_met_when_and_what_is_seen() -> None:
    together = ("agenda-together", "Four", "09:00", "2027-10-13", ("leadership", "students"))
    assert run("agenda-separate", ONE_DAY) == ("met", "slots", 4, 1)
    assert run("agenda-separate", TWO_DAYS) == ("not-met", together)
    assert run("agenda-opens", TWO_DAYS) == ("met", "opens", "One", "09:00")
    assert run("agenda-opens", case(agenda=SLOTS[1:])) == ("not-met", ("agenda-opens-otherwise", "Two"))
    assert run("agenda-closes", ONE_DAY) == ("not-met", ("agenda-closes-otherwise", "2027-10-12"))
    assert run("agenda-closes", TWO_DAYS) == ("met", "opens", "Four", "09:00")
    assert run("agenda-closes", case(agenda=SLOTS[:1])) == ("not-met", ("agenda-closes-otherwise", "2027-10-12"))
    experts_last = case(agenda=(*SLOTS[:2], slot(DAY, (11, 0), (12, 0), "experts", event="Among themselves")))
    assert run("agenda-closes", experts_last) == ("met", "opens", "Two", "10:00")
    places = {"places": ["laboratories", "library"]}
    assert run("agenda-visits", ONE_DAY, **places) == ("not-met", ("agenda-not-visited", ("laboratories", "library")))
    assert run("agenda-visits", TWO_DAYS, **places) == ("not-met", ("agenda-not-visited", ("laboratories",)))
    assert run("agenda-visits", TWO_DAYS, places=["library"]) == ("met", "slots", 5, 2)


def test_the_agenda_has_the_days_of_the_visit() -> None:
    first, last = DAY - timedelta(1), DAY + timedelta(2)
    within = ("2027-10-11", "2027-10-14")
    assert run("agenda-in-visit", replace(TWO_DAYS, dates={"visit": Span(DAY, NEXT)})) == (
        "met",
        "visit",
        str(DAY),
        str(NEXT),
        2,
    )
    assert run("agenda-in-visit", replace(TWO_DAYS, dates={"visit": Span(first, last)})) == (
        "not-met", ("agenda-day-empty", within[0]), ("agenda-day-empty", within[1]),
    )  # fmt: skip
    assert run("agenda-in-visit", replace(TWO_DAYS, dates={"visit": Span(NEXT, NEXT)})) == (
        "not-met", ("agenda-outside-visit", str(DAY), str(NEXT), str(NEXT)),
    )  # fmt: skip
    assert run("agenda-in-visit", replace(TWO_DAYS, dates={})) == ("open", "open", "dates.visit")


@pytest.mark.parametrize("name", sorted(name for name in CHECKS if name.startswith("agenda-")))
def test_without_an_agenda_its_checks_are_open(name: str) -> None:
    assert run(name, case(agenda=())) == ("open", "open", "agenda")


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"at_least": 2}, ("met", "visit", str(VISIT.first), str(VISIT.last), 2)),
        ({"at_least": 3}, ("not-met", ("case-visit-short", 2, 3))),
        ({"at_least": 1, "at_most": 2}, ("met", "visit", str(VISIT.first), str(VISIT.last), 2)),
        ({"at_least": 1, "at_most": 1}, ("not-met", ("case-visit-long", 2, 1, "info"))),
    ],
)
def test_the_visit_takes_its_days(bounds: dict[str, int], expected: tuple[object, ...]) -> None:
    assert run("visit-length", case(), **bounds) == expected
    assert run("visit-length", case(dates={}), **bounds) == ("open", "open", "dates.visit")


# --- the type of accreditation

CONCEPTUAL, RE = "conceptual", "re-accreditation"
WITH, WITHOUT = "primary-with-graduates", "primary-without-graduates"


def fits(type: str, *numbers: tuple[int | None, int | None], previous: Previous | None = None, id: str = "institutional") -> tuple[object, ...]:  # fmt: skip
    """numbers: students and graduates, of the institution or, where there are several, of its programmes."""
    made = [Programme(f"6B0610{at}", Titles({"en": "X"}), students=one, graduates=other) for at, (one, other) in enumerate(numbers, 1)]  # fmt: skip
    of = case(id, type=type, programmes=tuple(made) if len(made) > 1 or id == "programme" else (), previous=previous)
    if len(made) == 1:
        of = replace(of, institution=replace(of.institution, students=numbers[0][0], graduates=numbers[0][1]))
    else:
        of = replace(of, institution=replace(of.institution, students=None, graduates=None))
    return run("type-fits", of)


@pytest.mark.parametrize(
    ("type", "students", "graduates", "expected"),
    [
        (CONCEPTUAL, 0, 0, ()), (CONCEPTUAL, 5, None, ("case-type-students", CONCEPTUAL, None, 5)),
        (CONCEPTUAL, 0, None, ()), (CONCEPTUAL, None, None, "institution.students"),
        (WITH, 0, 0, ("case-type-no-students", WITH, None)), (WITH, 5, 0, ("case-type-no-graduates", WITH, None)),
        (WITH, 5, 5, ()), (WITH, 5, None, "institution.graduates"), (WITH, None, 5, "institution.students"),
        (WITHOUT, 0, 0, ("case-type-no-students", WITHOUT, None)), (WITHOUT, 5, 0, ()),
        (WITHOUT, 5, 5, ("case-type-graduates", WITHOUT, None, 5)), (WITHOUT, 5, None, "institution.graduates"),
    ],
)  # fmt: skip
def test_the_type_goes_with_the_numbers(
    type: str, students: int | None, graduates: int | None, expected: str | tuple[object, ...]
) -> None:
    found = fits(type, (students, graduates))
    if isinstance(expected, str):
        assert found == ("open", "open", expected)
    else:
        assert found == (("not-met", expected) if expected else ("met", "type-fits", type))


def test_numbers_of_an_institution_are_the_sums_of_its_programmes_and_of_programmes_each_its_own() -> None:
    assert fits(WITH, (5, 0), (3, 0)) == ("not-met", ("case-type-no-graduates", WITH, None))
    assert fits(WITH, (5, 1), (3, 0)) == ("met", "type-fits", WITH)
    assert fits(WITH, (5, 1), (None, 0)) == ("open", "open", "institution.students")
    assert fits(WITH, (5, 1), (3, 0), id="programme") == ("not-met", ("case-type-no-graduates", WITH, "6B06102"))
    assert fits(WITH, (5, 1), (None, 1), id="programme") == ("open", "open", "programmes.students")
    assert fits(WITH, (5, 1), (5, None), id="programme") == ("open", "open", "programmes.graduates")
    assert fits(WITH, id="programme") == ("open", "open", "programmes.students")


@pytest.mark.parametrize(("years", "again"), [(None, False), (0, False), (1, False), (2, True)])
def test_after_more_than_a_conceptual_year_the_next_accreditation_is_no_first_one(
    years: int | None, again: bool
) -> None:
    found = fits(WITH, (5, 5), previous=Previous(years))
    assert found == (("not-met", ("case-type-again", WITH, years, "warning")) if again else ("met", "type-fits", WITH))
    assert fits(RE, (5, 5), previous=Previous(5)) == ("met", "type-fits", RE)
    before = {
        "": ("open", "open", "previous"),
        "none": ("not-met", ("case-type-no-previous", RE)),
        "2022": ("met", "type-fits", RE),
    }
    for said, expected in before.items():
        of = case(type=RE, previous=None)
        assert run("type-fits", replace(of, institution=replace(of.institution, previous=said))) == expected


def test_the_application_comes_in_time_and_behind_a_ban() -> None:
    until, revoked = date(2028, 6, 30), date(2026, 6, 30)

    def applied(start: date | None, previous: Previous | None) -> list[tuple[object, ...]]:
        of = case(start=start, previous=previous)
        return [run("before-term-ends", of, months=12), run("after-ban", of, months=12)]

    in_time, late = date(2027, 6, 30), date(2027, 7, 1)
    assert applied(in_time, Previous(5, until)) == [
        ("met", "in-time", str(in_time), str(until), 12),
        ("met", "no-ban"),
    ]
    assert applied(late, Previous(5, until))[0] == ("not-met", ("case-too-near", str(late), str(until), 12))
    assert applied(in_time, Previous(5, None, revoked)) == [
        ("open", "open", "previous.until"),
        ("met", "after-ban", str(in_time), str(revoked), str(in_time)),
    ]
    soon = date(2027, 6, 29)
    assert applied(soon, Previous(5, None, revoked))[1] == (
        "not-met",
        ("case-banned", str(soon), str(revoked), str(in_time)),
    )
    assert applied(None, Previous(5, until, revoked)) == [("open", "open", "dates.start")] * 2
    assert applied(in_time, None) == [("open", "open", "previous.until"), ("met", "no-ban")]


# --- the package


def test_language_versions_agree() -> None:
    pair = Versions(
        ("en", "ru"), ("a.docx", "b.docx"), {"numbers": 2, "codes": 1}, {"codes": ("3.2.1",)}, {"codes": "3.2.1"}
    )
    about = replace(context(case()), versions=(pair, Versions(("en", "kk"), (), error=Message("x", {}))))
    assert judged("versions-agree", about) == (
        "not-met",
        ("case-versions-differ", "numbers", 2, ("en", "ru"), None, None),
        ("case-versions-differ", "codes", 1, ("en", "ru"), ("3.2.1",), "3.2.1"),
    )
    same = replace(about, versions=(replace(pair, differences={}),))
    assert judged("versions-agree", same) == ("met", "versions", ("en", "ru"))
    assert judged("versions-agree", replace(about, versions=about.versions[1:])) == ("open", "open", "reports")


def test_what_is_supplied_is_there_and_not_empty() -> None:
    def supplied(*given: str) -> tuple[object, ...]:
        of = case(supplied={"plan": given} if given else {})
        about = context(of, files={"empty.pdf": 0, "plan.pdf": 5})

        def size(path: str) -> int | None:
            if path == "closed.pdf":
                raise OSError
            return about.exists(path)

        return judged("supplied", replace(about, exists=size), key="plan")

    assert supplied() == ("not-met", ("case-not-supplied", "plan"))
    assert supplied("plan.pdf", "https://university.example") == (
        "met",
        "supplied",
        ("plan.pdf", "https://university.example"),
    )
    assert supplied("none.pdf", "empty.pdf", "closed.pdf") == (
        "not-met",
        ("case-file-missing", "none.pdf", "plan"),
        ("case-file-empty", "empty.pdf", "plan"),
        ("case-file-closed", "closed.pdf", "plan"),
    )


def test_reports_are_there_in_each_language() -> None:
    from ..cases import document

    def there(*reports: CaseReport, languages: tuple[str, ...] = ("en", "ru")) -> tuple[object, ...]:
        read = tuple(document(f"{one.language}.docx", one.language) for one in reports)
        return judged("reports-in", context(case(reports=reports), documents=read), languages=list(languages))

    assert there(report("en"), report("ru")) == ("met", "languages", ("en", "ru"))
    assert there(report("en")) == ("not-met", ("case-language-missing", "ru"))
    assert there() == ("open", "open", "reports")
    of_one = report("ru", "6B06101")
    assert there(report("en"), of_one) == ("met", "languages", ("en", "ru"))
    assert there(report("en"), report("ru", "6B06102")) == ("not-met", ("case-language-missing-for", "ru", "6B06101"))


# --- days of stages


START = date(2027, 1, 11)
DONE = date(2028, 1, 1)  # when all of it is over


def on(month: int, day: int, year: int = 2027) -> Span:
    return Span(date(year, month, day), date(year, month, day))


@pytest.mark.parametrize(
    ("stage", "days", "today", "expected"),
    [
        ("contract", {"contract": on(2, 11)}, DONE, ("met", "done", "2027-02-11", "2027-01-11")),
        ("contract", {"contract": on(2, 12)}, DONE,
         ("not-met", ("case-late", "contract", "2027-02-12", "2027-01-11", "2027-02-11"))),
        ("contract", {"contract": on(1, 10)}, DONE,
         ("not-met", ("case-date-order", "contract", "2027-01-10", "start", "2027-01-11"))),
        ("contract", {}, date(2027, 2, 11), ("open", "until", "2027-02-11")),
        ("contract", {}, date(2027, 2, 12), ("not-met", ("case-overdue", "contract", "2027-02-11", "2027-02-12"))),
        ("self-assessment", {"contract": on(2, 1), "self-assessment": on(3, 31)}, DONE,
         ("not-met", ("case-early", "self-assessment", "2027-03-31", "2027-02-01", "2027-04-01", "info"))),
        ("self-assessment", {"contract": on(2, 1), "self-assessment": on(4, 1)}, DONE,
         ("met", "done", "2027-04-01", "2027-02-01")),
        ("self-assessment", {"contract": on(2, 1), "self-assessment": on(5, 2)}, date(2027, 5, 1),
         ("open", ("case-planned-late", "self-assessment", "2027-05-02", "2027-02-01", "2027-05-01", "warning", "uncertain"))),
        ("self-assessment", {"contract": on(2, 1), "self-assessment": on(5, 2)}, date(2027, 5, 2),
         ("not-met", ("case-late", "self-assessment", "2027-05-02", "2027-02-01", "2027-05-01"))),
        ("self-assessment", {"self-assessment": on(5, 2)}, DONE, ("open", "open", "dates.contract")),
        ("study", {"contract": on(2, 1)}, DONE, ("open", "open", "dates.self-assessment")),
        ("study", {"contract": on(2, 1), "study": on(4, 1)}, DONE, ("open", "open", "dates.self-assessment")),
        ("correction", {"study": on(4, 1), "visit": on(5, 12)}, DONE, ("open", "no-date")),
        ("correction", {"study": on(4, 1)}, date(2027, 5, 1), ("open", "until", "2027-05-01")),
        ("correction", {"study": on(4, 1)}, date(2027, 5, 2),
         ("not-met", ("case-overdue", "correction", "2027-05-01", "2027-05-02"))),
        ("decision", {"report-sent": on(6, 1), "decision": on(8, 10)}, DONE, ("open", "open", "dates.comments")),
        ("decision", {"report-sent": on(6, 1), "decision": on(6, 20)}, DONE, ("met", "done", "2027-06-20", "2027-06-01")),
        ("decision", {"report-sent": on(6, 1), "comments": on(6, 10), "decision": on(6, 20)}, DONE,
         ("not-met", ("case-early", "decision", "2027-06-20", "2027-06-10", "2027-07-10", "info"))),
        ("visit", {"self-assessment": on(5, 1), "study": on(5, 10), "visit": on(4, 20)}, DONE,
         ("not-met", ("case-date-order", "visit", "2027-04-20", "study", "2027-05-10"))),
        ("visit", {"study": on(5, 10), "visit": on(4, 20, 2028)}, DONE, ("open", "planned", "2028-04-20", "2027-05-10")),
    ],
)  # fmt: skip
def test_a_stage_is_in_order_and_in_its_time(
    stage: str, days: dict[str, Span], today: date, expected: tuple[object, ...]
) -> None:
    of = case("programme", start=START, dates=days, calendar=Calendar())
    one = procedure("programme").by_id[f"deadline-{stage}"]
    assert judged("stage", context(of, today=today), **one.parameters) == expected
    if expected[1] == "open":
        return
    agreed = replace(of, agreed={stage: date(2029, 1, 1)})  # the parties set another day
    assert "late" not in str(judged("stage", context(agreed, today=today), **one.parameters))


@given(st.integers(-40, 40))
def test_the_whole_process_is_in_its_time_up_to_its_last_day(off: int) -> None:
    from sapa.core.model.stage_days import latest

    of = case("programme", start=date(2026, 9, 1))
    whole = procedure("programme").whole
    assert whole is not None
    last = latest(of, whole, date(2026, 9, 1))
    assert last is not None
    day = last + timedelta(off)
    decided = replace(of, dates={**of.dates, of.events.get("decision", "decision"): Span(day, day)})
    found = judged("whole", context(decided, today=date(2030, 1, 1)))
    assert ("case-late" in str(found)) is (off > 0)
    planned = judged("whole", context(decided, today=last - timedelta(41)))
    assert planned[0] == "open"
    assert ("case-planned-late" in str(planned)) is (off > 0)
    waiting = replace(of, dates={})
    assert judged("whole", context(waiting, today=last)) == ("open", "until", str(last))
    over = judged("whole", context(waiting, today=last + timedelta(1)))
    assert over == ("not-met", ("case-overdue", whole.id, str(last), str(last + timedelta(1))))
    assert judged("whole", context(replace(of, start=None))) == ("open", "open", "dates.start")
