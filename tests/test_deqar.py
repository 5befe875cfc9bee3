"""Draft records for DEQAR: every rule of the submission, both forms, placeholders for what nobody has yet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.assembly import assemble, built_in
from sapa.core.assembly.deqar.facts import (
    FULL_DEGREE,
    NO_DEGREE,
    Activity,
    File,
    Programme,
    Record,
    as_csv,
    as_json,
    check,
    columns,
    decision_of,
    end_of,
    identifier,
    is_placeholder,
    level_of,
    placeholders,
    status_of,
)
from sapa.core.assembly.deqar.facts import Institution as Registered
from sapa.core.expert_report.tags import Tag
from sapa.core.loading.installed import Assembled, AssemblyError, Loaded, Request, Sets
from sapa.core.model.case import Case, Institution
from sapa.core.model.case import Programme as InCase
from sapa.core.model.procedures import Procedure
from sapa.core.model.standards import Titles
from sapa.core.words.messages import LANGS, Lang

from .filled import SET, complete, fill, skeleton

INSTITUTION = Registered("DEQARINST0034", "Example University", "KZ")
PROGRAMME = Programme("Informatics", "first cycle", "6", "6B06101", ("Информатика",))
RECORD = Record(
    agency="EXAMPLE",
    local_identifier="programme-6b06101-example",
    activities=(Activity("101", "programme"),),
    status="part of obligatory EQA system",
    decision="positive",
    valid_from="2027-03-05",
    valid_to="2032-03-04",
    files=(File("https://example.org/report.pdf", "Report", ("en",)),),
    institutions=(INSTITUTION,),
    programmes=(PROGRAMME,),
    summary="In short.",
)


def rules(record: Record, *severities: str) -> list[str]:
    return [f.rule.removeprefix("deqar-") for f in check(record) if f.severity in (severities or ("error", "warning"))]


def test_a_record_that_keeps_all_rules_has_no_findings() -> None:
    assert check(RECORD) == []


OTHER = Registered("DEQARINST0099", "Other University", "KZ")
INSTITUTIONAL = Activity("1", "institutional")
PROGRAMMES = Activity("2", "programme")
BOTH = Activity("3", "institutional/programme")
JOINT = Activity("4", "joint")


@pytest.mark.parametrize(
    ("activities", "institutions", "programmes", "told"),
    [
        ((INSTITUTIONAL,), 1, 0, []),
        ((INSTITUTIONAL,), 2, 0, []),
        ((INSTITUTIONAL,), 1, 1, ["programme-in-institutional"]),
        ((INSTITUTIONAL,), 0, 0, ["no-institution"]),
        ((PROGRAMMES,), 1, 1, []),
        ((PROGRAMMES,), 1, 3, []),
        ((PROGRAMMES,), 1, 0, ["no-programme"]),
        ((PROGRAMMES,), 2, 1, ["one-institution"]),
        ((BOTH,), 1, 1, []),
        ((BOTH,), 1, 0, ["no-programme"]),
        ((JOINT,), 2, 1, []),
        ((JOINT,), 1, 1, ["two-institutions"]),
        ((JOINT,), 2, 0, ["no-programme"]),
        ((INSTITUTIONAL, PROGRAMMES), 1, 1, []),
        ((INSTITUTIONAL, PROGRAMMES), 1, 0, ["no-programme"]),
        ((PROGRAMMES, PROGRAMMES), 1, 1, []),
        ((), 1, 1, ["no-activity"]),
    ],
)
def test_what_an_activity_needs(
    activities: tuple[Activity, ...], institutions: int, programmes: int, told: list[str]
) -> None:
    record = replace(
        RECORD,
        activities=activities,
        institutions=(INSTITUTION, OTHER)[:institutions],
        programmes=(PROGRAMME,) * programmes,
    )
    assert rules(record) == told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"valid_to": "2027-03-05"}, ["dates"]),
        ({"valid_to": "2026-01-01"}, ["dates"]),
        ({"valid_to": ""}, []),
        ({"valid_from": "05.03.2027"}, ["value"]),
        ({"valid_from": "2027-02-30"}, ["value"]),
        ({"valid_from": "<valid from>"}, ["placeholders"]),
        ({"status": "obligatory"}, ["value"]),
        ({"status": "voluntary"}, []),
        ({"decision": "accredited"}, ["value"]),
        ({"decision": "negative"}, []),
        ({"agency": ""}, ["empty"]),
        ({"local_identifier": "x" * 256}, ["too-long"]),
        ({"files": ()}, ["no-file"]),
        ({"institutions": (replace(INSTITUTION, country="UZ"),)}, ["voluntary"]),
    ],
)
def test_values_and_dates(change: dict[str, Any], told: list[str]) -> None:
    assert rules(replace(RECORD, **change)) == told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"original_location": ""}, ["empty"]),
        ({"original_location": "report.pdf"}, ["value"]),
        ({"original_location": "https://example.org/" + "x" * 500 + ".pdf"}, ["too-long"]),
        ({"original_location": "https://example.org/report.docx"}, ["no-pdf"]),
        ({"original_location": "https://example.org/report.pdf?id=1"}, []),
        ({"report_language": ()}, ["empty"]),
        ({"report_language": ("English",)}, ["value"]),
        ({"report_language": ("kk", "ru", "eng")}, []),
        ({"display_name": "Report of Example University"}, ["display-name"]),
    ],
)
def test_files(change: dict[str, Any], told: list[str]) -> None:
    assert rules(replace(RECORD, files=(replace(RECORD.files[0], **change),))) == told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name_primary": ""}, ["empty"]),
        ({"name_primary": "x" * 256}, ["too-long"]),
        ({"qf_ehea_level": "bachelor"}, ["value"]),
        ({"degree_outcome": "yes, mostly"}, ["value"]),
        ({"degree_outcome": NO_DEGREE}, ["no-full-degree"]),
        ({"degree_outcome": NO_DEGREE, "workload_ects": 30, "assessment_certification": "1"}, []),
        ({"degree_outcome": FULL_DEGREE, "assessment_certification": "1"}, ["full-degree"]),
    ],
)
def test_programmes(change: dict[str, Any], told: list[str]) -> None:
    assert rules(replace(RECORD, programmes=(replace(PROGRAMME, **change),))) == told


def test_what_was_only_remembered_is_no_error() -> None:
    outside = replace(RECORD, institutions=(replace(INSTITUTION, country="UZ"),))
    assert rules(outside, "error") == []


def test_a_draft_says_which_placeholders_are_left() -> None:
    record = replace(RECORD, agency="<agency>", files=(replace(RECORD.files[0], original_location="<address>"),))
    assert placeholders(record) == ["<agency>", "<address>"]
    assert rules(record) == ["placeholders"] and rules(record, "error") == []


# --- what follows from facts


def test_decisions_by_their_term() -> None:
    assert [decision_of("accredit", years) for years in (7, 5, 3, 1)] == [
        "positive", "positive", "positive with conditions or restrictions", "positive with conditions or restrictions",
    ]  # fmt: skip
    assert decision_of("refuse", None) == "negative"
    assert is_placeholder(decision_of("undetermined", None))


def test_status_by_country() -> None:
    assert status_of(["KZ"]) == "part of obligatory EQA system"
    assert status_of(["UZ"]) == status_of(["KZ", "UZ"]) == status_of([]) == "voluntary"


@pytest.mark.parametrize(
    ("code", "level"),
    [("6B06101", ("first cycle", "6")), ("7М06101", ("second cycle", "7")), ("8D06101", ("third cycle", "8")),
     ("6в06101", ("first cycle", "6"))],
)  # fmt: skip
def test_levels_by_the_code_of_a_programme(code: str, level: tuple[str, str]) -> None:
    assert level_of(code) == level


def test_another_kind_of_code_has_no_level_that_is_known() -> None:
    assert is_placeholder(level_of("5B070400")[0])


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [(date(2027, 3, 5), 5, date(2032, 3, 4)), (date(2028, 2, 29), 3, date(2031, 2, 28)), (date(2027, 1, 1), 1, date(2027, 12, 31))],
)  # fmt: skip
def test_the_last_day_of_a_term(start: date, years: int, end: date) -> None:
    assert end_of(start, years) == end


@given(st.lists(st.text(max_size=80), max_size=6))
def test_identifiers_are_short_and_plain(parts: list[str]) -> None:
    made = identifier(*parts)
    assert 0 < len(made) <= 255 and made.isascii() and made == identifier(*parts)
    assert not made.startswith("-") and not made.endswith("-")


# --- the two forms


def test_json_and_csv_say_the_same() -> None:
    (line,) = csv.DictReader(io.StringIO(as_csv([RECORD])))
    assert line == {name: str(value) for name, value in columns(RECORD).items()}
    body = as_json(RECORD)
    assert line["programme[1].name_primary"] == body["programmes"][0]["name_primary"] == "Informatics"
    assert line["programme[1].identifier[1]"] == body["programmes"][0]["identifiers"][0]["identifier"] == "6B06101"
    assert line["programme[1].name_alternative[1]"] == "Информатика"
    assert line["institution[1].deqar_id"] == body["institutions"][0]["deqar_id"]
    assert line["file[1].report_language[1]"] == body["report_files"][0]["report_language"][0] == "en"
    assert "kind" not in str(body) and "country" not in str(body), "what is for our rules only is not submitted"


def test_several_records_share_one_head_in_the_order_of_a_record() -> None:
    two = replace(RECORD, programmes=(PROGRAMME,) * 11, local_identifier="second")
    rows = list(csv.reader(io.StringIO(as_csv([RECORD, two]))))
    heads = rows[0]
    assert heads.index("programme[2].name_primary") < heads.index("programme[10].name_primary")
    assert heads.index("agency") == 0 and heads.index("institution[1].deqar_id") < heads.index(
        "programme[1].name_primary"
    )
    assert rows[1][heads.index("programme[11].name_primary")] == ""


def test_a_csv_cell_is_never_a_formula() -> None:
    hostile = replace(RECORD, summary="=HYPERLINK(1)", programmes=(replace(PROGRAMME, name_primary="@SUM(1)"),))
    cells = [cell for row in csv.reader(io.StringIO(as_csv([hostile]))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@")]


# --- from a case and a report

CASE = Case(
    folder="case",
    procedure="small",
    type="re-accreditation",
    institution=Institution(Titles({"en": "Example University", "ru": "Пример"})),
    programmes=(
        InCase("6B06101", Titles({"en": "Informatics", "ru": "Информатика", "kk": "Информатика"})),
        InCase("7M06101", Titles({"ru": "Вычисления"})),
    ),
    start=date(2026, 9, 1),
)
LOADED = Loaded((), Sets((SET,), {}, ()), {"small": Procedure("small", Titles({"en": "Small"}), ("small",))})
CODES = ("6B06101", "7M06101")


def made(paths: tuple[str, ...] = (), case: Case | None = None, format: str = "json", **options: Any) -> Assembled:
    given_ = {name.replace("_", "-"): value for name, value in options.items()}
    return assemble(built_in()["deqar"], Request(LOADED, case=case, options=given_, paths=paths), format)


def value_of(assembled: Assembled) -> dict[str, Any]:
    schema = json.loads(files("sapa").joinpath("core", "schemas", "deqar.schema.json").read_text("utf-8"))
    assert isinstance(assembled.content, str)
    value: dict[str, Any] = json.loads(assembled.content)
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


def report(folder: Path, decisions: dict[str, str], lang: Lang = "en") -> str:
    path = folder / "report.docx"
    values = complete(lang, CODES)
    for code, decision in decisions.items():
        values[Tag("conclusion", programme=code, field="decision")] = decision
    values[Tag("conclusion", field="reasons")] = "All standards are met"
    values[Tag("cover", field="institution")] = "Example University"
    path.write_bytes(fill(skeleton(lang, CODES), values))
    return str(path)


def test_a_case_and_the_councils_decision_give_one_record(tmp_path: Path) -> None:
    value = value_of(made(case=CASE, decision="accredit-5", decided=date(2027, 3, 5)))
    (record,) = value["records"]
    assert value["draft"] is True
    assert record["decision"] == "positive" and record["status"] == "part of obligatory EQA system"
    assert (record["valid_from"], record["valid_to"]) == ("2027-03-05", "2032-03-04")
    assert [one["name_primary"] for one in record["programmes"]] == ["Informatics", "Вычисления"]
    assert [one["qf_ehea_level"] for one in record["programmes"]] == ["first cycle", "second cycle"]
    assert record["institutions"] == [{"deqar_id": "<DEQAR id of Example University>"}]
    assert record["local_identifier"] == "small-6b06101-7m06101-example-university-2026-09-01"
    assert not [f for f in value["findings"] if f["severity"] == "error"]
    assert "<acronym or DEQAR id of the agency>" in value["placeholders"]


def test_the_identifier_of_a_record_stays_when_more_is_known() -> None:
    first = value_of(made(case=CASE))["records"][0]["local_identifier"]
    later = value_of(made(case=CASE, decision="accredit-5", decided=date(2027, 3, 5), agency="EX"))["records"][0]
    assert later["local_identifier"] == first and later["agency"] == "EX"


def test_programmes_with_different_decisions_are_records_of_their_own(tmp_path: Path) -> None:
    path = report(tmp_path, {"6B06101": "accredit-5", "7M06101": "refuse"})
    value = value_of(made((path,), case=CASE))
    told = [(r["decision"], [p["identifiers"][0]["identifier"] for p in r["programmes"]]) for r in value["records"]]
    assert told == [("positive", ["6B06101"]), ("negative", ["7M06101"])]
    assert len({r["local_identifier"] for r in value["records"]}) == 2
    assert "deqar-recommended" in [f["rule"] for f in value["findings"]]
    assert value["records"][0]["summary"] == "All standards are met"
    assert "valid_to" not in value["records"][1], "a refusal has no term"


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_alone_is_enough_for_a_draft(lang: Lang, tmp_path: Path) -> None:
    value = value_of(made((report(tmp_path, {}, lang),)))
    (record,) = value["records"]
    assert record["decision"] == "<decision of the Accreditation Council>"
    assert record["report_files"][0]["report_language"] == [lang]
    assert ("summary" in record) == (lang == "en"), "DEQAR wants summaries in English"
    assert "deqar-country" in [f["rule"] for f in value["findings"]]


def test_an_institutional_record_names_no_programmes() -> None:
    value = value_of(made(case=CASE, activity="institutional"))
    assert "programmes" not in value["records"][0]
    assert not [f for f in value["findings"] if f["severity"] == "error"]


def test_a_broken_rule_gives_an_error() -> None:
    found = made(case=CASE, decision="accredit-5", decided=date(2027, 3, 5), valid_to=date(2020, 1, 1))
    assert [f.rule for f in found.findings if f.severity == "error"] == ["deqar-dates"]
    joint = made(case=CASE, activity="joint")
    assert [f.rule for f in joint.findings if f.severity == "error"] == ["deqar-two-institutions"]


def test_csv_has_a_line_for_every_record(tmp_path: Path) -> None:
    path = report(tmp_path, {"6B06101": "accredit-5", "7M06101": "refuse"})
    content = made((path,), case=CASE, format="csv").content
    assert isinstance(content, str)
    assert [row["decision"] for row in csv.DictReader(io.StringIO(content))] == ["positive", "negative"]


def test_what_cannot_be_told_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssemblyError) as nothing:
        made()
    assert nothing.value.said.id == "deqar.no-set"
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"text")
    with pytest.raises(AssemblyError) as refused:
        made((str(broken),))
    assert refused.value.said.id == "review.not-word"
    with pytest.raises(AssemblyError) as several:
        made((str(broken), str(broken) + "2"))
    assert several.value.said.id == "deqar.one-each"


def test_every_rule_has_its_sentence() -> None:
    import re

    from sapa.core.words.messages import catalogue

    source = files("sapa").joinpath("core", "assembly", "deqar", "facts.py").read_text("utf-8")
    named = set(re.findall(r'_finding\(\s*"([a-z-]+)"', source)) | {"country", "recommended"}
    told = {id.removeprefix("finding.deqar-") for id in catalogue("en") if id.startswith("finding.deqar-")}
    assert told == named and len(named) > 15
