"""The formats for other programs say of every criterion what the JSON says, and nothing in them is taken for a formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any, cast

import openpyxl
import pytest
from lxml import etree

from sapa.core.model.findings import Finding
from sapa.core.model.places import Place
from sapa.core.model.results import Result
from sapa.core.reporting import OUTPUTS
from sapa.core.showing.plain import harmless
from sapa.core.words.messages import LANGS
from sapa.core.words.text import printable

from ..results import document_result, every_status, result
from ..results import failed as unread

STATUSES = ("addressed", "not_applicable", "thin", "mentioned", "not_checked", "missing")


def two() -> Result:
    return result(document_result((every_status(),)), document_result((every_status(),), path="=1+1.docx"))


def truth(made: Result) -> list[tuple[str, str, str]]:
    found = json.loads(OUTPUTS["json"].render(made, "en"))
    return [
        (document["path"], criterion["code"], criterion["status"])
        for document in found["documents"]
        for one in document["sets"]
        for criterion in one["criteria"]
    ]


def rendered(format: str, made: Result, lang: Any = "en") -> Any:
    return OUTPUTS[format].render(made, lang)


def test_csv_has_a_line_for_each_criterion_with_its_status_id() -> None:
    rows = list(csv.DictReader(io.StringIO(rendered("csv", two()).removeprefix("\ufeff"))))
    assert [(row["report"].lstrip("'"), row["code"], row["status"]) for row in rows] == truth(two())
    assert {row["status"] for row in rows} == set(STATUSES)
    assert all(not value.startswith("=") for row in rows for value in row.values())


@pytest.mark.parametrize("name", ["a\x1b[31m\x9b2J.docx", "a\u202excod.exe"])
@pytest.mark.parametrize("format", ["csv", "md"])
def test_what_people_look_at_in_a_terminal_holds_no_commands_to_it(format: str, name: str) -> None:
    made = rendered(format, result(document_result((every_status(),), path=name)))
    assert printable(made.replace("\r", "")) == made.replace("\r", "")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\n", " =", "＝", "\u00a0+"])
def test_no_cell_begins_like_a_formula(begin: str) -> None:
    assert harmless([f"{begin}1+1", "1+1"])[0].startswith("'")
    assert harmless(["1+1", ""]) == ["1+1", ""]


@pytest.mark.parametrize("format", sorted(OUTPUTS))
def test_a_files_name_that_is_no_text_stops_no_format(format: str) -> None:
    for path in ("bad\udcff.docx", "/bad\udcff.docx"):
        assert rendered(format, result(document_result((every_status(),), path=path)))


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8() -> None:
    assert rendered("csv", two()).startswith("\ufeffreport,set,code")


@pytest.mark.parametrize("lang", LANGS)
def test_sheets_hold_every_criterion_with_filters_and_a_head_in_sight(lang: Any) -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", two(), lang)))
    assert len(book.worksheets) == 5
    criteria = book.worksheets[1]
    assert criteria.max_row - 1 == len(truth(two()))
    assert [row[0].value for row in criteria.iter_rows(min_row=2)] == [path for path, _, _ in truth(two())]
    assert all(cell.data_type != "f" for row in criteria.iter_rows() for cell in row)
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref


@pytest.mark.parametrize("lang", LANGS)
def test_markdown_tables_have_as_many_cells_in_every_row(lang: Any) -> None:
    lines = rendered("md", result(document_result((every_status(),), path="a|b <i>.docx")), lang).split("\n")
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) > 10
    counts: list[set[int]] = [set()]
    for line in lines:
        if line.startswith("|"):
            counts[-1].add(line.replace("\\|", "").count("|"))
        elif counts[-1]:
            counts.append(set())
    assert all(len(one) == 1 for one in counts if one)
    assert "<i>" not in "".join(rows)


def failed() -> Result:
    return result(replace(unread("b.docx", "damaged"), sets=()))


def test_junit_counts_what_fails_what_is_unknown_and_what_does_not_apply() -> None:
    root = etree.fromstring(rendered("junit", two()).encode("utf-8"))
    statuses = [status for _, _, status in truth(two())]
    bad = sum(status in ("thin", "mentioned", "missing") for status in statuses)
    unknown = statuses.count("not_checked")
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == (str(len(statuses)), str(bad), str(unknown))
    cases = [(suite.get("name"), case) for suite in root for case in suite]
    told = {"failure": 0, "error": 0, "skipped": 0}
    for (_, case), status in zip(cases, statuses, strict=True):
        for mark in case:
            told[str(mark.tag)] += 1
            assert mark.get("message")
        assert bool(len(case)) == (status != "addressed")
    assert told == {"failure": bad, "error": unknown, "skipped": statuses.count("not_applicable")}


def test_junit_tells_a_report_that_could_not_be_read() -> None:
    root = etree.fromstring(rendered("junit", failed()).encode("utf-8"))
    (error,) = root.iter("error")
    assert error.get("type") == "damaged" and root.get("errors") == "1"


def test_sarif_names_rule_level_and_place_of_every_finding() -> None:
    finding = Finding("annex-not-supplied", "warning", Place("a b.pdf", page=3), arguments={"annex": "5"})
    made = result(document_result((every_status(),), path="a b.pdf", findings=(finding,)))
    found = json.loads(rendered("sarif", made))
    run = found["runs"][0]
    assert found["version"] == "2.1.0" and run["tool"]["driver"]["name"] == "Sapa"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for one in run["results"]:
        assert rules[one["ruleIndex"]] == one["ruleId"]
        assert one["level"] in ("error", "warning", "note") and one["message"]["text"]
    (told,) = [one for one in run["results"] if one["ruleId"] == "annex-not-supplied"]
    assert told["level"] == "warning"
    place = told["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.pdf"
    assert cast("dict[str, int]", place["properties"]) == {"page": 3}


def test_sarif_tells_what_could_not_be_read_as_a_failed_run() -> None:
    (run,) = json.loads(rendered("sarif", failed()))["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"]


@pytest.mark.parametrize("format", sorted(OUTPUTS))
def test_the_same_result_gives_the_same_content(format: str) -> None:
    assert rendered(format, two(), "kk") == rendered(format, two(), "kk")
    assert isinstance(rendered(format, two()), bytes) == OUTPUTS[format].binary


def test_what_is_new_and_what_is_mended_since_a_baseline_is_named_in_every_format() -> None:
    since = tuple(
        Finding(
            f"baseline-{kind}",
            "info",
            arguments={"count": 1, "path": "before.json", "findings": (code,), "shown": (code,)},
        )
        for kind, code in (("new", "1.2.3"), ("mended", "1.2.1"))
    )
    made = result(document_result((every_status(),), findings=since))
    rows = {row["code"]: row["since"] for row in csv.DictReader(io.StringIO(rendered("csv", made)))}
    assert (rows["1.2.3"], rows["1.2.1"], rows["1.2.2"]) == ("new", "mended", "")
    for format in OUTPUTS:
        if format not in ("csv", "xlsx"):
            assert str(rendered(format, made)).count("before.json") >= 2, format
    sheets = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", made))).worksheets
    cells = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert sum("before.json" in cell for cell in cells) == 2
