"""Waivers: counted apart, never for good, never unseen. Baseline: only what is new fails."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from sapa.cli import sapa
from sapa.core.case.check import check_case
from sapa.core.checking.settings import settings
from sapa.core.checking.waivers import Baseline, BaselineError, Waivers, read_baseline
from sapa.core.model.case import Waiver
from sapa.core.model.findings import Finding
from sapa.core.model.results import Result, SetResult
from sapa.core.reading.tools import probe
from sapa.core.reporting import as_json
from sapa.core.reporting.outcome import exit_code
from sapa.core.words.messages import say

from . import cases
from .results import every_status

TODAY = date(2027, 6, 1)
MISSING = Finding("criterion-missing", "error", set="institutional", code="3.2.14")


def waiver(until: date = date(2027, 12, 31), **what: str) -> Waiver:
    return Waiver("Because", "Somebody", until, **what)


def applied(finding: Finding, *waivers: Waiver) -> tuple[str, list[str]]:
    made = Waivers(waivers, TODAY)
    found = made.apply([finding])[0]
    return found.rule, [one.rule for one in made.about_themselves()]


def test_a_waived_finding_stays_visible_as_a_note_that_says_who_and_why() -> None:
    made = Waivers((waiver(criterion="3.2.14"),), TODAY)
    found = made.apply([MISSING])[0]
    assert (found.rule, found.severity, found.code) == ("waived", "info", "3.2.14")
    assert found.arguments["rule"] == "criterion-missing"
    assert (found.arguments["person"], found.arguments["reason"]) == ("Somebody", "Because")
    assert made.about_themselves() == ()


@pytest.mark.parametrize(
    ("what", "rule"),
    [
        ({"criterion": "3.2.14"}, "waived"),
        ({"criterion": "3.2.1"}, "criterion-missing"),  # no beginning of a code stands for it
        ({"criterion": "3.2.14", "set": "institutional"}, "waived"),
        ({"criterion": "3.2.14", "set": "programme"}, "criterion-missing"),
        ({"rule": "criterion-missing"}, "waived"),
        ({"rule": "criterion-thin"}, "criterion-missing"),
    ],
)
def test_a_waiver_is_for_one_criterion_or_one_rule(what: dict[str, str], rule: str) -> None:
    found, about = applied(MISSING, waiver(**what))
    assert found == rule
    assert about == ([] if rule == "waived" else ["waiver-unused"])


def test_a_rule_may_be_a_requirement_of_the_procedure() -> None:
    late = Finding("case-late", "error", arguments={"requirement": "deadline-study"})
    assert applied(late, waiver(rule="deadline-study"))[0] == "waived"


def test_a_waiver_ends_with_its_day() -> None:
    assert applied(MISSING, waiver(TODAY, criterion="3.2.14")) == ("waived", [])
    assert applied(MISSING, waiver(date(2027, 5, 31), criterion="3.2.14")) == ("criterion-missing", ["waiver-expired"])


@pytest.mark.parametrize("rule", ["set-undecided", "not-readable", "rule-failed"])
def test_what_could_not_be_known_cannot_be_waived(rule: str) -> None:
    assert applied(Finding(rule, "error"), waiver(rule=rule))[0] == rule


def test_a_waived_line_of_the_checklist_is_neither_met_nor_not() -> None:
    of = cases.case("programme", commission=(cases.member("A"),), waivers=(waiver(rule="commission-student"),))
    result = check_case(of, cases.loaded(), settings(cases.loaded(), probe()), today=TODAY)
    assert result.case is not None
    states = {line.requirement.id: line.state for line in result.case.lines}
    assert (states["commission-student"], states["commission-employer"]) == ("waived", "not-met")


# --- through the command line


def word(file: Path, *codes: str) -> Path:
    made = docx.Document()
    text = "The university plans, does, checks and improves, and shows each year what came of it. " * 5
    for code in codes:
        made.add_heading(f"{code} Something", 2)
        made.add_paragraph(text)
    made.save(str(file))
    return file


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(sapa, ["check", *map(str, arguments)])
    return done.exit_code, done.output


def test_a_file_of_waivers_for_a_report_without_a_case(tmp_path: Path) -> None:
    report = word(tmp_path / "sar.docx", "1.2.1")
    waivers = tmp_path / "waivers.toml"
    waivers.write_text(
        "".join(
            f'[[waivers]]\nrule = "{rule}"\nreason = "draft"\nperson = "X"\nuntil = 2027-12-31\n'
            for rule in ("criterion-missing", "standards-not-in-file")
        ),
        "utf-8",
    )
    assert run(report, "--set", "institutional", "--today", "2027-06-01")[0] == 1
    code, output = run(report, "--set", "institutional", "--today", "2027-06-01", "--waivers", waivers)
    assert code == 0, output
    code, output = run(report, "--set", "institutional", "--today", "2028-01-01", "--waivers", waivers)
    assert code == 1 and "ended on 31 December 2027" in output


def test_a_faulty_file_of_waivers_ends_with_2_and_names_its_faults(tmp_path: Path) -> None:
    report = word(tmp_path / "sar.docx", "1.2.1")
    waivers = tmp_path / "waivers.toml"
    waivers.write_text('[[waivers]]\nrul = "x"\nreason = "y"\nuntil = "soon"\n', "utf-8")
    code, output = run(report, "--waivers", waivers)
    assert code == 2
    for said in ("waivers[1].rul", "did you mean rule", "waivers[1].person", "waivers[1].until"):
        assert said in output


def test_a_baseline_lets_only_new_findings_fail(tmp_path: Path) -> None:
    report = word(tmp_path / "sar.docx", "1.2.1", "1.2.2", "1.2.3")
    before = tmp_path / "before.json"
    assert run(report, "--set", "institutional", "-o", before)[0] == 1
    code, output = run(report, "--set", "institutional", "--baseline", before)
    assert code == 0 and "0 new findings" in output
    word(tmp_path / "sar.docx", "1.2.1", "1.2.3")
    code, output = run(report, "--set", "institutional", "--baseline", before)
    assert code == 1 and "1 new finding," in output


def test_a_baseline_names_what_is_new_and_what_is_mended(tmp_path: Path) -> None:
    report = word(tmp_path / "sar.docx", "1.2.1", "1.2.3")
    before = tmp_path / "before.json"
    run(report, "--set", "institutional", "-o", before)
    word(tmp_path / "sar.docx", "1.2.1", "1.2.2")
    code, output = run(report, "--set", "institutional", "--baseline", before)
    assert code == 1
    assert "new since before.json (1): 1.2.3" in output
    assert "mended since before.json (1): 1.2.2" in output
    again = tmp_path / "again.json"
    run(report, "--set", "institutional", "--baseline", before, "-o", again)
    code, output = run(report, "--set", "institutional", "--baseline", again)
    assert code == 0 and "since again.json" not in output


def test_many_criteria_are_named_as_ranges_and_a_rule_once() -> None:
    of = cases.document()
    gone = [Finding("criterion-missing", "error", None, "small", f"2.2.{n}") for n in (1, 2, 3, 6)]
    others = [Finding("annex-not-supplied", "warning", arguments={"annex": annex}) for annex in ("5", "7")]
    before = Result("1", {}, (replace(of, sets=(SetResult(every_status(), None),), findings=(*gone, *others)),))
    now = Result("1", {}, (replace(before.documents[0], findings=()),))
    (mended,) = baseline(before).named(now, "before.json").documents[0].findings
    assert say(mended.message) == "mended since before.json (6): 2.2.1–2.2.3, 2.2.6, annex-not-supplied (5; 7)"
    assert mended.arguments["findings"] == (
        "2.2.1", "2.2.2", "2.2.3", "2.2.6", "annex-not-supplied (5)", "annex-not-supplied (7)",
    ), "programs take them one by one"  # fmt: skip


def test_a_report_under_a_new_name_is_still_the_same_where_there_is_only_one(tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    assert run(word(tmp_path / "sar.docx", "1.2.1"), "--set", "institutional", "-o", before)[0] == 1
    assert run(word(tmp_path / "sar-v2.docx", "1.2.1"), "--set", "institutional", "--baseline", before)[0] == 0


def test_a_baseline_hides_nothing_that_could_not_be_known(tmp_path: Path) -> None:
    report = word(tmp_path / "sar.docx", "1.2.1")
    before = tmp_path / "before.json"
    run(report, "--set", "institutional", "-o", before)
    report.write_bytes(b"")
    assert run(report, "--set", "institutional", "--baseline", before)[0] == 2


def result(*findings: Finding) -> Result:
    return Result("1", {}, (replace(cases.document(), findings=findings),))


def baseline(of: Result) -> Baseline:
    path = of.documents[0].path
    raw = json.loads(as_json.render(of))
    file = Path(path)
    assert raw["documents"][0]["path"] == str(file)
    return _read(raw)


def _read(raw: object) -> Baseline:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "before.json")
        file.write_text(json.dumps(raw), encoding="utf-8")
        return read_baseline(file)


def test_each_known_finding_excuses_one_of_its_kind() -> None:
    one = Finding("agenda-together", "error", arguments={"event": "Students"})
    known = baseline(result(one))
    assert known.fresh(result(one, one)).documents[0].findings == (one,)
    other = replace(one, arguments={"event": "Staff"})
    assert known.fresh(result(other)).documents[0].findings == (other,)


def test_counts_that_change_do_not_make_a_finding_new() -> None:
    known = baseline(result(Finding("criterion-thin", "warning", code="1.2.1", arguments={"words": 12})))
    now = result(Finding("criterion-thin", "warning", code="1.2.1", arguments={"words": 20}))
    assert known.fresh(now).documents[0].findings == ()
    assert exit_code(known.fresh(now), "warning") == 2, "the report answers no set, which no baseline excuses"


@pytest.mark.parametrize("content", ["", "[]", '{"schema": "sapa.grid/1"}', "no json"])
def test_a_baseline_that_is_no_result_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "before.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BaselineError):
        read_baseline(file)
    assert run(word(tmp_path / "sar.docx", "1.2.1"), "--baseline", file)[0] == 2


def test_a_waiver_of_a_code_that_no_standard_has_says_so() -> None:
    made = Waivers((waiver(criterion="3.2.41"), waiver(criterion="3.2.14")), TODAY)
    assert [(one.rule, one.arguments.get("nearest")) for one in made.about_themselves({"3.2.14", "3.2.4"})] == [
        ("waiver-unknown", ("3.2.14", "3.2.4")), ("waiver-unused", None),
    ]  # fmt: skip
    assert [one.rule for one in made.about_themselves()] == ["waiver-unused"] * 2, "no report could be read"


def test_a_waiver_of_a_criterion_in_a_standard_that_the_file_has_not_counts(tmp_path: Path) -> None:
    """Standards that a file leaves out whole are one error; a waived criterion of them is told and counted out."""
    import json

    file = tmp_path / "sar.docx"
    codes = [f"{standard}.2.{number}" for standard in (1, 2) for number in range(1, 6)]
    word(file, *codes)
    options = ("--set", "institutional", "--today", "2027-06-01", "--format", "json")
    found = json.loads(CliRunner().invoke(sapa, ["check", str(file), *options]).stdout)["documents"][0]["findings"]
    (before,) = [one for one in found if one["rule"] == "standards-not-in-file"]
    waivers = tmp_path / "waivers.toml"
    entry = '[[waivers]]\ncriterion = "8.2.1"\nreason = "later"\nperson = "X"\nuntil = 2027-12-31\n'
    waivers.write_text(entry, "utf-8")
    done = CliRunner().invoke(sapa, ["check", str(file), *options, "--waivers", str(waivers)])
    value = json.loads(done.stdout)
    findings = [*value["findings"], *value["documents"][0]["findings"]]
    (after,) = [one for one in findings if one["rule"] == "standards-not-in-file"]
    assert after["arguments"]["count"] == before["arguments"]["count"] - 1
    assert [one["code"] for one in findings if one["rule"] == "waived"] == ["8.2.1"]
    assert not [one for one in findings if one["rule"].startswith("waiver-")]
