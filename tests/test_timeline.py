"""Days as people count them, and the stages of a case on the calendar."""

from __future__ import annotations

import io
import re
from calendar import monthrange
from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar as Ics
from lxml import etree

from sapa.core.assembly import assemble, built_in
from sapa.core.assembly.timeline.facts import NoStart, Plan, plan
from sapa.core.loading.installed import AssemblyError, Request
from sapa.core.model.calendar_days import later, works
from sapa.core.model.case import Calendar, Case, Span
from sapa.core.words.messages import Lang

from . import cases

NONE = Calendar(public=False)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


# --- counting days


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 15), 1, date(2027, 2, 15)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2027, 12, 1), 1, date(2028, 1, 1)),
        (date(2027, 3, 31), 18, date(2028, 9, 30)),
        (date(2027, 5, 5), 0, date(2027, 5, 5)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, expected: date) -> None:
    assert later(day, months, "months", NONE) == expected


@given(DAYS, st.integers(0, 60))
def test_months_keep_the_day_as_far_as_the_month_has_it(day: date, months: int) -> None:
    found = later(day, months, "months", NONE)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])


@given(DAYS, st.integers(0, 60))
def test_weeks_keep_the_day_of_the_week(day: date, weeks: int) -> None:
    assert later(day, weeks, "weeks", NONE) - day == timedelta(days=7 * weeks)


@given(DAYS, st.integers(1, 60), st.frozensets(DAYS, max_size=20), st.frozensets(DAYS, max_size=5))
def test_working_days_are_counted_one_by_one(
    day: date, count: int, holidays: frozenset[date], worked: frozenset[date]
) -> None:
    calendar = Calendar(holidays, worked, public=True)
    end = later(day, count, "working-days", calendar)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert works(end, calendar)
    assert sum(works(one, calendar) for one in between) == count


def test_one_working_day_after_a_friday_is_the_monday() -> None:
    assert later(date(2027, 4, 2), 1, "working-days", NONE) == date(2027, 4, 5)


def test_public_holidays_of_the_country_count_unless_switched_off() -> None:
    womens_day = date(2027, 3, 8)  # a Monday
    assert not works(womens_day, Calendar())
    assert works(womens_day, Calendar(public=False))
    assert works(womens_day, Calendar(working_days=frozenset({womens_day})))
    assert works(womens_day, Calendar(country="DE")), "no list of that country: none is made up"


def test_a_holiday_of_the_case_is_no_working_day_and_a_worked_saturday_is_one() -> None:
    saturday, tuesday = date(2027, 4, 3), date(2027, 4, 6)
    calendar = Calendar(frozenset({tuesday}), frozenset({saturday}))
    assert works(saturday, calendar) and not works(tuesday, calendar)


@pytest.mark.parametrize(
    ("country", "day", "worked"),
    [
        ("KZ", date(2026, 3, 24), False),  # the 21st and 22nd fall on a weekend and are made up for
        ("KZ", date(2026, 3, 26), True),
        ("KZ", date(2026, 5, 27), False),  # Kurban Ait, by the moon
        ("KZ", date(2025, 1, 3), False),  # moved by decree to ...
        ("KZ", date(2025, 1, 5), True),  # ... this Sunday
        ("UZ", date(2026, 9, 1), False),
        ("UZ", date(2026, 12, 16), True),  # a holiday of the other country
    ],
)
def test_days_off_that_move_are_known(country: str, day: date, worked: bool) -> None:
    assert works(day, Calendar(country=country)) is worked


# --- the plan


def made(
    id: str = "online-audit", today: date = date(2027, 1, 11), not_held: tuple[str, ...] = (), **days: date
) -> Plan:
    dates = {key.replace("_", "-"): Span(day, day) for key, day in days.items()}
    case = cases.case(id, start=date(2027, 1, 11), dates=dates, not_held=not_held)
    return plan(case, cases.procedure(id), today)


def by_id(of: Plan) -> dict[str, tuple[date, date]]:
    return {one.stage.id: (one.earliest, one.latest) for one in of.stages}


def test_earliest_and_latest_days_follow_from_stage_to_stage() -> None:
    found = by_id(made())
    assert found["application"] == (date(2027, 1, 11), date(2027, 2, 11))
    assert found["self-assessment"] == (date(2027, 4, 11), date(2027, 7, 11))
    assert found["study"] == (date(2027, 4, 11), date(2027, 9, 11))
    assert found["correction"] == (date(2027, 4, 11), date(2027, 10, 11))
    assert found["visit"] == (date(2027, 4, 12), date(2027, 10, 12))
    assert found["draft-report"] == (date(2027, 4, 26), date(2027, 11, 2))
    assert found["ministry"][1] == date(2028, 3, 16)


def test_a_date_of_the_case_takes_the_place_of_the_calculation() -> None:
    plan = made(application=date(2027, 2, 1))
    found = by_id(plan)
    application = next(one for one in plan.stages if one.stage.id == "application")
    assert application.ends == (date(2027, 2, 1), date(2027, 2, 1))
    assert application.latest == date(2027, 2, 11), "what the procedure allows is told beside what was done"
    assert found["self-assessment"] == (date(2027, 5, 1), date(2027, 7, 1))


def test_both_reports_count_from_the_audit_and_not_from_each_other() -> None:
    found = {one.stage.id: one.begins for one in made(visit=date(2027, 6, 1)).stages}
    assert found["draft-report"] == found["report-sent"] == (date(2027, 6, 1), date(2027, 6, 1))


def test_a_stage_without_a_latest_day_in_the_sources_is_told_from_those_that_only_follow_one() -> None:
    found = {one.stage.id: one for one in made().stages}
    assert not found["correction"].assumed
    assert found["visit"].assumed and found["visit"].open_ended
    for id in ("draft-report", "ministry"):  # their own time is limited, only where it begins is not known
        assert found[id].assumed and not found[id].open_ended, id
    fixed = {one.stage.id: one.assumed for one in made(visit=date(2027, 6, 1)).stages}
    assert not fixed["draft-report"]


@pytest.mark.parametrize("id", ["institutional", "programme", "online-audit"])
def test_comments_count_from_the_report_that_was_sent(id: str) -> None:
    found = by_id(made(id, visit=date(2027, 6, 1), draft_report=date(2027, 6, 16), report_sent=date(2027, 6, 20)))
    assert found["comments"][1] == date(2027, 7, 4)
    unsent = by_id(made(id, visit=date(2027, 6, 1), draft_report=date(2027, 6, 16)))
    assert unsent["report-sent"][0] == date(2027, 6, 16), "never before the draft"


def test_a_stage_that_was_not_held_takes_no_time() -> None:
    days = {"visit": date(2027, 6, 1), "draft_report": date(2027, 6, 16), "report_sent": date(2027, 6, 20)}
    plan = made("programme", today=date(2027, 8, 1), not_held=("comments",), **days)
    assert next(one.state for one in plan.stages if one.stage.id == "comments") == "not-held"
    assert by_id(plan)["decision"] == (date(2027, 7, 20), date(2027, 8, 20))
    assert by_id(made("programme", **days))["decision"] == (date(2027, 7, 20), date(2027, 9, 4))


@pytest.mark.parametrize(
    ("today", "days", "states"),
    [
        (date(2027, 1, 20), {}, {"application": "running", "self-assessment": "ahead"}),
        (date(2027, 2, 11), {}, {"application": "running"}),
        (date(2027, 2, 12), {}, {"application": "overdue", "self-assessment": "ahead"}),
        (date(2027, 8, 1), {}, {"application": "overdue", "self-assessment": "overdue", "study": "ahead"}),
        (date(2027, 2, 12), {"application": date(2027, 2, 1)}, {"application": "done", "self-assessment": "running"}),
        (date(2027, 3, 1), {"application": date(2027, 2, 20)}, {"application": "late"}),
        (date(2027, 2, 1), {"application": date(2027, 2, 5)}, {"application": "planned"}),
        (date(2027, 2, 1), {"application": date(2027, 3, 5)}, {"application": "planned-late"}),
        (date(2030, 1, 1), {}, {"visit": "unset"}),  # long past, but nobody set a day by which it must be
        (date(2027, 9, 1), {"correction": date(2027, 7, 20)}, {"visit": "unset"}),
        (date(2027, 7, 20), {"correction": date(2027, 7, 20)}, {"visit": "running"}),
        (date(2027, 9, 1), {"study": date(2027, 6, 1), "visit": date(2027, 7, 1)}, {"correction": "unset"}),
    ],
)
def test_what_is_done_late_overdue_running_or_ahead(today: date, days: dict[str, date], states: dict[str, str]) -> None:
    found = {one.stage.id: one.state for one in made(today=today, **days).stages}
    assert {id: found[id] for id in states} == states


def test_the_whole_process_and_a_decision_beyond_it() -> None:
    online = made()
    assert online.whole == (date(2027, 7, 11), date(2028, 7, 11))
    assert online.beyond is None
    programme = made("programme", visit=date(2027, 12, 1))
    assert programme.whole == (date(2027, 7, 11), date(2028, 1, 11))
    assert programme.beyond == date(2028, 3, 5)


def test_without_a_start_there_is_no_timeline() -> None:
    with pytest.raises(NoStart):
        plan(cases.case(start=None), cases.procedure("institutional"), cases.TODAY)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.sampled_from(["institutional", "online-audit", "programme"]))
def test_no_stage_ends_before_it_begins(start: date, id: str) -> None:
    found = plan(cases.case(id, start=start, dates={}), cases.procedure(id), start)
    for one in found.stages:
        assert one.begins[0] <= one.earliest <= one.latest and one.begins[1] <= one.latest
        assert one.latest <= found.last


# --- the files


def online(**changes: object) -> Case:
    dates = {
        "application": Span(date(2027, 2, 8), date(2027, 2, 8)),
        "visit": Span(date(2027, 10, 12), date(2027, 10, 13)),
    }
    return cases.case("online-audit", **{"start": date(2027, 1, 11), "dates": dates, **changes})


def with_a_day() -> int:
    """Stages of the case that have a day, or a latest one, of their own."""
    stages = plan(online(), cases.procedure("online-audit"), date(2027, 9, 20)).stages
    return sum(one.span is not None or one.stage.at_most is not None for one in stages)


def file(format: str, lang: Lang = "en", today: date = date(2027, 9, 20), **changes: object) -> bytes | str:
    case = online(**changes)
    request = Request(cases.loaded(), lang, case=case, options={"today": today})
    return assemble(built_in()["timeline"], request, format).content


def test_the_text_says_what_is_overdue() -> None:
    text = file("text")
    assert isinstance(text, str)
    line = next(line for line in text.split("\n") if line.startswith("Self-assessment report prepared"))
    assert "8 Jul 2027" in line and "overdue" in line
    assert "6 to 18 months" in text


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_the_page_is_one_file_with_its_picture_and_a_table_that_says_the_same(lang: Lang) -> None:
    page = file("html", lang)
    assert isinstance(page, str)
    assert f'<html lang="{lang}">' in page
    assert not re.search(r"(src|href)=|<script|@import|url\(", page), "nothing is fetched"
    svg = etree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6].encode())
    bars = [one for one in svg.iter("{*}rect") if "sure" in (one.get("class") or "")]
    assert len(bars) == len(plan(online(), cases.procedure("online-audit"), date(2027, 9, 20)).stages)
    width = float(svg.get("viewBox").split()[2])
    for bar in svg.iter("{*}rect"):
        assert float(bar.get("x")) >= 0 and float(bar.get("x")) + float(bar.get("width")) <= width
    assert svg.find("{*}title") is not None and svg.find("{*}desc") is not None
    assert page.count("<tr>") == 1 + len(bars)


@pytest.mark.parametrize("format", ["text", "html", "xlsx", "ics"])
@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_a_stage_that_was_not_held_says_so_and_has_no_deadline(format: str, lang: Lang) -> None:
    content = file(format, lang, not_held=("correction",))
    if format == "ics":
        assert isinstance(content, bytes)
        assert len(Ics.from_ical(content).walk("VEVENT")) == with_a_day() - 1
    else:
        said = {"en": "not held", "ru": "не проводил", "kk": "өткізілме"}[lang]
        shown = str(content) if format != "xlsx" else " ".join(
            str(cell) for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)  # type: ignore[arg-type,union-attr]
            for cell in row
        )  # fmt: skip
        assert said in shown


def test_a_stage_that_was_not_held_has_no_bar() -> None:
    with_it, without = (str(file("html", not_held=left)) for left in ((), ("correction",)))
    assert with_it.count('<rect class="sure') == without.count('<rect class="sure') + 1


def test_marks_tell_no_latest_day_from_a_begin_that_is_not_known() -> None:
    text = str(file("text", dates={"application": Span(date(2027, 2, 8), date(2027, 2, 8))}))
    line = next(line for line in text.split("\n") if line.startswith("Online audit  "))
    assert re.search(r"\d \*(?!\*)", line)
    line = next(line for line in text.split("\n") if line.startswith("Draft report"))
    assert re.search(r"\d \*\*", line)
    assert "\n* no latest day in the sources" in text and "\n** " in text


def test_names_from_the_case_are_escaped_on_the_page() -> None:
    institution = cases.case().institution
    from dataclasses import replace

    from sapa.core.model.standards import Titles

    page = file("html", institution=replace(institution, names=Titles({"en": "<b>R&D</b> University"})))
    assert "&lt;b&gt;R&amp;D" in str(page) and "<b>R&D" not in str(page)


def test_the_sheet_has_real_dates() -> None:
    content = file("xlsx", "ru")
    assert isinstance(content, bytes)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Рассмотрение заявки"]
    days = [value.date() for value in rows[0][3:6] if hasattr(value, "date")]
    assert days == [date(2027, 1, 11), date(2027, 2, 11), date(2027, 2, 8)]


def test_the_calendar_file_has_a_whole_day_for_each_deadline_and_the_days_of_the_audit() -> None:
    content = file("ics")
    assert isinstance(content, bytes)
    events = {str(one["summary"]): one for one in Ics.from_ical(content).walk("VEVENT")}
    assert len(events) == with_a_day()
    assert not any("Questionnaires" in name for name in events), "nobody has set a day for them"
    audit = events["Online audit"]
    assert (audit.decoded("dtstart"), audit.decoded("dtend")) == (date(2027, 10, 12), date(2027, 10, 14))
    report = events["Self-assessment report prepared: latest day"]
    assert (report.decoded("dtstart"), report.decoded("dtend")) == (date(2027, 7, 8), date(2027, 7, 9))


def test_the_calendar_keeps_its_ids_when_a_day_moves_or_the_language_changes() -> None:
    def uids(content: bytes | str) -> list[str]:
        assert isinstance(content, bytes)
        return [str(one["uid"]) for one in Ics.from_ical(content).walk("VEVENT")]

    first = uids(file("ics"))
    assert len(set(first)) == len(first)
    assert uids(file("ics", "kk")) == first
    moved = {"visit": Span(date(2027, 11, 1), date(2027, 11, 1))}
    assert uids(file("ics", dates=moved)) == first


@pytest.mark.parametrize("format", ["text", "html", "xlsx", "ics"])
def test_the_same_case_is_the_same_file(format: str) -> None:
    assert file(format) == file(format)


def test_a_case_without_a_start_is_told_what_to_write() -> None:
    with pytest.raises(AssemblyError) as raised:
        file("text", start=None)
    assert raised.value.said.id == "timeline.no-start"
