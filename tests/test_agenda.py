"""The agenda of a visit: the case's own, the procedure's model, what is wrong with it, and its files."""

from __future__ import annotations

import io
import json
import os
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from icalendar import Calendar as Ics

from sapa.cli import sapa
from sapa.core.assembly import assemble, built_in
from sapa.core.assembly.agenda.facts import NoVisit, agenda_of, problems
from sapa.core.loading.case_file import parse_case, template
from sapa.core.loading.installed import AssemblyError, Request
from sapa.core.model.case import Case, Slot, Span
from sapa.core.model.procedures import TYPES
from sapa.core.words.messages import Lang

from . import cases
from .test_cli import valid

DAY = date(2027, 10, 12)
SEEDS = Path(os.environ.get("SAPA_SEEDS", Path(__file__).parent.parent.parent / "shared" / "seeds"))


def online(**changes: object) -> Case:
    return cases.case("online-audit", **{"agenda": (), "dates": {"visit": Span(DAY, DAY)}, **changes})


def test_the_model_has_eleven_slots_and_lunch_without_a_gap() -> None:
    agenda = agenda_of(online(), cases.procedure("online-audit"), "en")
    assert agenda.model
    assert [slot.rest for slot in agenda.slots].count(True) == 1
    assert len(agenda.slots) == 12
    assert (agenda.slots[0].start, agenda.slots[-1].end) == (time(10), time(18))
    assert all(one.end == other.start for one, other in zip(agenda.slots, agenda.slots[1:], strict=False))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not on this machine")
def test_the_model_has_the_times_and_rooms_of_the_appendix() -> None:
    text = next(SEEDS.glob("001_*")).read_text("utf-8")
    appendix = text[text.index("Link to enter") :]
    pairs = re.findall(r"(\d\d:\d\d)\s+(\d\d:\d\d)\s+(Lunch|(?:Main )?Room(?: \d+)?)", appendix)
    agenda = agenda_of(online(), cases.procedure("online-audit"), "en")
    assert [(f"{s.start:%H:%M}", f"{s.end:%H:%M}") for s in agenda.slots] == [(a, b) for a, b, _ in pairs]
    rooms = [s.room.casefold() for s in agenda.slots]
    assert rooms == ["" if room == "Lunch" else room.casefold() for _, _, room in pairs]


def test_the_model_itself_meets_no_leadership_of_faculties_and_the_check_says_so() -> None:
    agenda = agenda_of(online(), cases.procedure("online-audit"), "en")
    found = problems(online(), cases.procedure("online-audit"), agenda, DAY)
    not_met = [(f.severity, f.arguments["group"]) for f in found if f.rule == "agenda-not-met"]
    assert not_met == [("error", "faculty")]
    assert {f.rule for f in found} == {"agenda-not-met", "agenda-not-filled"}
    assert all(f.arguments["source"] for f in found)


@pytest.mark.parametrize("type", TYPES)
@pytest.mark.parametrize("id", ["institutional", "programme"])
@pytest.mark.parametrize("days", [1, 2, 3])
def test_a_procedure_without_a_model_gives_every_required_meeting_and_no_gap(type: str, id: str, days: int) -> None:
    visit = {"visit": Span(DAY, DAY + timedelta(days=days - 1))}
    case = cases.case(id, agenda=(), dates=visit, type=type)
    agenda = agenda_of(case, cases.procedure(id), "en")
    assert {f.rule for f in problems(case, cases.procedure(id), agenda, DAY)} == {"agenda-not-filled"}
    assert len(agenda.days) == days


def test_the_cases_own_agenda_comes_before_the_model() -> None:
    own = cases.slots(DAY, "students")
    case = online(agenda=own)
    procedure = cases.procedure("online-audit")
    assert agenda_of(case, procedure, "en").slots == own
    assert len(agenda_of(case, procedure, "en", model=True).slots) == 12


def test_without_a_day_of_the_visit_there_is_no_model() -> None:
    with pytest.raises(NoVisit):
        agenda_of(online(dates={}), cases.procedure("online-audit"), "en")
    with pytest.raises(AssemblyError) as raised:
        assembled("text", online(dates={}))
    assert raised.value.said.id == "agenda.no-days"


# --- the files


def assembled(format: str, case: Case | None = None, lang: Lang = "en") -> bytes | str:
    request = Request(cases.loaded(), lang, case=case or online(), options={"model": False})
    return assemble(built_in()["agenda"], request, format).content


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_the_word_file_has_every_slot_in_a_table_with_a_header_row(lang: Lang) -> None:
    content = assembled("docx", lang=lang)
    assert isinstance(content, bytes)
    read = docx.Document(io.BytesIO(content))
    table = read.tables[0]
    assert len(table.rows) == 13
    assert (
        table.rows[0]._tr.trPr is not None and table.rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None
    )
    slot = cases.procedure("online-audit").agenda[1]
    assert [table.rows[2].cells[n].text for n in (0, 1, 2)] == [
        "10:15–10:30", slot.room.get(lang), slot.event.get(lang),
    ]  # fmt: skip


def test_the_sheet_has_real_times_and_no_formulas() -> None:
    hostile = replace(cases.slots(DAY)[0], event="=HYPERLINK(1)", person="+7 700 000 00 00")
    content = assembled("xlsx", online(agenda=(hostile,)))
    assert isinstance(content, bytes)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    row = next(row for row in sheet.iter_rows() if row[1].value == time(9))
    assert row[0].value == datetime(2027, 10, 12)
    assert (row[4].value, row[4].data_type) == ("=HYPERLINK(1)", "s")


def test_the_calendar_file_carries_its_time_zone_and_the_moments_are_right() -> None:
    content = assembled("ics")
    assert isinstance(content, bytes)
    made = Ics.from_ical(content)
    events = made.walk("VEVENT")
    assert len(events) == 12
    first = events[0].decoded("dtstart")
    assert first.utcoffset() == timedelta(hours=5), "Kazakhstan has had one time, UTC+5, since March 2024"
    assert first.replace(tzinfo=None) == datetime(2027, 10, 12, 10)
    assert [str(one["tzid"]) for one in made.walk("VTIMEZONE")] == ["Asia/Almaty"]
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "lines are folded in octets"


def test_a_time_zone_with_summer_time_is_described_whole() -> None:
    content = assembled(
        "ics", online(time_zone="Europe/Berlin", dates={"visit": Span(date(2027, 3, 28), date(2027, 3, 28))})
    )
    zone = Ics.from_ical(content).walk("VTIMEZONE")[0]
    assert {one.name for one in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    first = Ics.from_ical(content).walk("VEVENT")[0].decoded("dtstart")
    assert first.utcoffset() == timedelta(hours=2)


def test_calendar_entries_keep_their_ids_when_a_meeting_moves_or_the_language_changes() -> None:
    def uids(case: Case, lang: Lang = "en") -> list[str]:
        content = assembled("ics", case, lang)
        assert isinstance(content, bytes)
        return [str(one["uid"]) for one in Ics.from_ical(content).walk("VEVENT")]

    slots = tuple(replace(slot, room=f"Room {n}") for n, slot in enumerate(cases.slots(DAY, "students", "staff")))
    before = uids(online(agenda=slots))
    assert len(set(before)) == 3
    moved = tuple(replace(slot, start=time(14 + n), end=time(15 + n)) for n, slot in enumerate(slots))
    assert uids(online(agenda=moved)) == before
    assert uids(online(agenda=slots), "kk") == before
    assert uids(online(), "ru") == uids(online(), "kk")


@pytest.mark.parametrize("format", ["text", "docx", "xlsx", "ics", "json", "toml"])
def test_the_same_case_is_the_same_file(format: str) -> None:
    assert assembled(format) == assembled(format)


def test_slots_written_as_toml_are_read_back_as_they_are() -> None:
    odd = Slot(DAY, time(9), time(10), 'A "quoted" \\ event', "line\nbreak", "Комната", "https://x.example", "Әлия",
               ("students",), False, True)  # fmt: skip
    case = online(agenda=(odd, *cases.slots(DAY, "staff", start=time(10))))
    known = cases.loaded()
    text = f"{template(cases.procedure('online-audit'))}\n{assembled('toml', case)}"
    back = parse_case(text, "folder", known.procedures, list(known.sets))
    assert back.agenda == case.agenda


def test_an_agenda_that_goes_out_says_nothing_of_what_is_wrong_with_it() -> None:
    bad = online(agenda=cases.slots(DAY, "students"))
    said = "has no meeting"  # as stderr tells it
    text = assembled("text", bad)
    word, sheet = assembled("docx", bad), assembled("xlsx", bad)
    assert isinstance(text, str) and isinstance(word, bytes) and isinstance(sheet, bytes)
    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs]
    assert said not in text and "check" not in text.casefold()
    assert not any(said in one or "check" in one.casefold() for one in paragraphs)
    assert len(openpyxl.load_workbook(io.BytesIO(sheet)).sheetnames) == 1


def test_columns_that_hold_nothing_are_left_out_unless_the_procedure_asks_for_them() -> None:
    bare = tuple(replace(slot, link="", audit_object="") for slot in cases.case().agenda)
    for made, heads in (
        (cases.case(agenda=bare), ["Time", "Room", "Event", "Who is met", "Responsible"]),
        (online(agenda=bare), ["Time", "Room", "Event", "Who is met", "Responsible", "Link"]),
    ):
        read = docx.Document(io.BytesIO(assembled("docx", made)))  # type: ignore[arg-type]
        assert [cell.text for cell in read.tables[0].rows[0].cells] == heads


def test_an_agenda_that_goes_out_names_days_and_zone_as_people_do() -> None:
    said = assembled("text", lang="ru")
    assert isinstance(said, str) and "2027 г." in said and "(UTC+5)" in said and "sapa.toml" not in said


def test_json_says_what_is_wrong_too() -> None:
    value = json.loads(assembled("json"))
    assert value["schema"] == "sapa.agenda/1" and value["model"] is True
    valid(json.dumps(value), "agenda")
    assert [one["rule"] for one in value["findings"]] == ["agenda-not-met", "agenda-not-filled"]
    assert len(value["slots"]) == 12


def test_the_command_makes_the_file_tells_what_is_wrong_and_ends_with_1(tmp_path: Path) -> None:
    text = template(cases.procedure("online-audit")).replace("# [dates]", "[dates]\nvisit = 2027-10-12")
    (tmp_path / "sapa.toml").write_text(text, encoding="utf-8")
    target = tmp_path / "agenda.ics"
    run = CliRunner().invoke(sapa, ["assemble", "agenda", str(tmp_path), "-o", str(target)])
    assert run.exit_code == 1, run.output
    assert "leadership of faculties and departments" in run.output
    assert len(Ics.from_ical(target.read_bytes()).walk("VEVENT")) == 12


def test_the_command_needs_a_case(tmp_path: Path) -> None:
    run = CliRunner().invoke(sapa, ["assemble", "agenda", str(tmp_path)])
    assert run.exit_code == 2
