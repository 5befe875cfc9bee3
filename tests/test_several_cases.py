"""Several cases at once: a table of them, worst first, in one exit code; each case is what it is when checked alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

import sapa as public
from sapa.cli import sapa
from sapa.core.case import several
from sapa.core.checking import side_by_side
from sapa.core.checking.inputs import sorted_out
from sapa.core.checking.side_by_side import Interrupted
from sapa.core.words.messages import LANGS

from .test_cli import PROSE, SET, word_file

TODAY = "2027-06-01"
CASE = """
[case]
procedure = "institutional"
type = "re-accreditation"
[institution]
name = {{ en = "{name}", ru = "Вуз {name}" }}
[[reports]]
language = "en"
files = ["sar/report.docx"]
[dates]
start = {start}
"""


def make(folder: Path, name: str, *codes: str, start: str = "2027-05-25") -> Path:
    """A case whose report answers these criteria."""
    (folder / "sar").mkdir(parents=True)
    (folder / "sapa.toml").write_text(CASE.format(name=name, start=start), "utf-8")
    paragraphs = [(text, level) for code in codes for text, level in ((f"{code} Goals", 2), (PROSE, 0))]
    word_file(folder / "sar" / "report.docx", ("Standard 1", 1), *paragraphs)
    return folder


in_workers = pytest.mark.usefixtures("workers")


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    """Two cases, the later by name the better one, a third with a broken sapa.toml, and a report in no case."""
    folder = tmp_path / "agency"
    make(folder / "2027" / "alpha", "Alpha University", "1.2.1")
    make(folder / "beta", "Beta University", "1.2.1", "1.2.2", "1.2.3")
    make(folder / "gamma", "Gamma University")
    (folder / "gamma" / "sapa.toml").write_text('[case]\nprocedure = "instittutional"\n', "utf-8")
    word_file(folder / "stray.docx", ("Standard 1", 1), ("1.2.1 Goals", 2), (PROSE, 0))
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "sapa.toml").write_text("", "utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(sapa, [str(one) for one in arguments])


def checked(*arguments: str | Path) -> Any:
    done = run("check", *arguments, "--today", TODAY, "--format", "json")
    schema = json.loads(run("schema", "cases").stdout)
    value = json.loads(done.stdout)
    Draft202012Validator(schema).validate(value)
    return value


# --- what the arguments mean


def test_a_folder_over_cases_means_them_and_the_reports_that_lie_in_none(agency: Path) -> None:
    found = sorted_out([str(agency)])
    assert found.several and not found.alone
    assert [Path(one).name for one in found.cases] == ["alpha", "beta", "gamma"]
    assert [Path(one).name for one in found.others] == ["stray.docx"]


def test_one_case_alone_is_no_table_and_a_folder_over_one_case_is(agency: Path) -> None:
    assert sorted_out([str(agency / "beta")]).alone
    assert not sorted_out([str(agency / "beta")]).several
    assert sorted_out([str(agency / "2027")]).several


def test_a_case_given_twice_is_checked_once(agency: Path) -> None:
    found = sorted_out([str(agency / "beta"), str(agency / "beta" / "sapa.toml"), str(agency)])
    assert [Path(one).name for one in found.cases] == ["beta", "alpha", "gamma"]


def test_a_folder_without_cases_stays_a_folder_of_reports(tmp_path: Path) -> None:
    assert sorted_out([str(tmp_path)]).others == (str(tmp_path),)
    assert not sorted_out([str(tmp_path)]).several


# --- the result


def test_each_case_has_the_result_that_it_has_alone(agency: Path) -> None:
    value = checked(agency)
    assert value["schema"] == "sapa.cases/1"
    assert [Path(one["case"]["path"]).name for one in value["cases"]] == ["alpha", "beta", "gamma"]
    for one in value["cases"][:2]:
        alone = run("check", one["case"]["path"], "--today", TODAY, "--format", "json")
        assert json.loads(alone.stdout) == one


def test_reports_that_lie_in_no_case_are_checked_apart(agency: Path) -> None:
    others = checked(agency)["others"]
    assert [Path(one["path"]).name for one in others["documents"]] == ["stray.docx"]
    assert others["case"] is None
    assert checked(agency / "beta", agency / "2027")["others"] is None


def test_a_case_with_a_faulty_file_says_every_fault_and_stops_no_other(agency: Path) -> None:
    gamma = checked(agency)["cases"][2]
    assert gamma["documents"] == []
    (finding,) = gamma["findings"]
    assert (finding["rule"], finding["severity"]) == ("case-not-checked", "error")
    assert "institutional" in finding["message"] and "institution" in finding["message"].split("\n")[-1]


def test_the_exit_code_is_over_all(agency: Path) -> None:
    assert run("check", agency, "--today", TODAY).exit_code == 2, "gamma could not be checked"
    assert run("check", agency / "beta", agency / "2027", "--today", TODAY).exit_code == 1
    both = run("check", agency / "beta", agency / "2027", "--today", TODAY, "--fail-on", "never")
    assert both.exit_code == 0
    (agency / "beta" / "sar" / "report.docx").write_bytes(b"")
    both = run("check", agency / "beta", agency / "2027", "--today", TODAY, "--fail-on", "never")
    assert both.exit_code == 2


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_shows_the_worst_first(agency: Path, lang: str) -> None:
    out = run("check", agency, "--today", TODAY, "--lang", lang).stdout
    names = {"en": ("Alpha University", "Beta University"), "ru": ("Вуз Alpha", "Вуз Beta"), "kk": ("Alpha", "Beta")}
    at = [out.index(name) for name in ("gamma", *names[lang], "stray.docx")]
    assert at == sorted(at)
    assert not re.search(r"\{\w+|None\b", out)


def test_a_row_counts_gaps_and_names_the_next_deadline(agency: Path) -> None:
    out = run("check", agency / "beta", agency / "2027", "--today", TODAY).stdout
    row = next(line for line in out.split("\n") if line.startswith("Beta"))
    assert re.match(r"Beta University\s+105\s+0\s+\d+\s+\d+\s+\d\d Jun 2027", row), row


def test_what_is_overdue_goes_before_gaps(agency: Path) -> None:
    make(agency / "delta", "Delta University", "1.2.1", "1.2.2", "1.2.3", start="2027-01-10")
    out = run("check", agency / "delta", agency / "2027", "--today", TODAY).stdout
    assert out.index("Delta") < out.index("Alpha")
    row = next(line for line in out.split("\n") if line.startswith("Delta"))
    assert re.match(r"Delta University\s+105\s+[1-9]", row), row


def test_details_show_each_case_whole(agency: Path) -> None:
    short = run("check", agency / "beta", agency / "2027", "--today", TODAY).stdout
    long = run("check", agency / "beta", agency / "2027", "--today", TODAY, "-v").stdout
    assert "Checklist" not in short
    assert long.count("Checklist") == 2


def test_the_page_is_the_table_and_holds_no_path_of_this_machine(agency: Path, tmp_path: Path) -> None:
    page = tmp_path / "cases.html"
    assert run("check", agency, "--today", TODAY, "-o", page).exit_code == 2
    text = page.read_text("utf-8")
    at = [text.index(name) for name in ("gamma", "Alpha University", "Beta University", "stray.docx")]
    assert at == sorted(at)
    assert str(agency) not in text


@pytest.mark.parametrize(
    "option",
    [["--annotate", "x.docx"], ["--explain", "1.2.1"], ["--joined"], ["--baseline", "{}"], ["--previous", "{}"]],
)
def test_what_is_about_one_report_is_refused(agency: Path, tmp_path: Path, option: list[str]) -> None:
    (tmp_path / "old.json").write_text("{}")
    given = [one.format(tmp_path / "old.json") if one == "{}" else one for one in option]
    done = run("check", agency, *given)
    assert done.exit_code == 2
    assert option[0] in done.stderr and done.stdout == ""


def test_formats_of_one_result_are_refused_with_those_that_there_are(agency: Path) -> None:
    done = run("check", agency, "--format", "sarif")
    assert done.exit_code == 2 and "text, json, html" in done.stderr and "-o FOLDER/" in done.stderr


@pytest.mark.parametrize(
    ("format", "suffix"), [("xlsx", ".xlsx"), ("json", ".json"), ("text", ".txt"), ("csv", ".csv")]
)
def test_every_format_goes_into_a_folder_a_file_for_each_case(
    agency: Path, tmp_path: Path, format: str, suffix: str
) -> None:
    done = run("check", agency, "--format", format, "-o", f"{tmp_path}/out/")
    assert done.exit_code in (1, 2) and done.stdout == ""
    assert {one.name for one in (tmp_path / "out").iterdir()} == {
        f"Alpha University{suffix}", f"Beta University{suffix}", f"stray{suffix}",
    }  # fmt: skip
    if format == "json":
        told = json.loads((tmp_path / "out" / "Beta University.json").read_text("utf-8"))
        assert told["schema"] == "sapa.check/1" and "made" not in told
        assert {Path(one["path"]).parent.parent.name for one in told["documents"]} == {"beta"}


def test_sets_that_a_case_brings_are_its_own(agency: Path) -> None:
    own = agency / "beta" / "sets"
    own.mkdir()
    (own / "set.toml").write_text(SET, "utf-8")
    file = agency / "beta" / "sapa.toml"
    file.write_text(
        file.read_text("utf-8").replace('re-accreditation"', 're-accreditation"\nsets = ["tiny"]\nsets_dirs = ["sets"]')
    )
    value = checked(agency)
    assert [one["id"] for one in value["cases"][1]["documents"][0]["sets"]] == ["institutional", "tiny"]
    assert [one["id"] for one in value["cases"][0]["documents"][0]["sets"]] == ["institutional"]


# --- side by side, and going on


@in_workers
def test_reports_read_side_by_side_give_the_same(agency: Path) -> None:
    assert checked(agency, "--jobs", "2") == checked(agency)


@in_workers
def test_what_an_earlier_run_has_checked_is_taken_over(
    agency: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    once = public.check_cases(agency, resume=True, today=None)

    def read_again(*_: object, **__: object) -> Any:
        raise AssertionError("nothing is to be read again")

    monkeypatch.setattr(side_by_side, "_made", lambda steps, reports, *_: iter(()) if not reports else read_again())
    assert public.check_cases(agency, resume=True).to_json() == once.to_json()
    assert public.check_case(agency / "beta", resume=True).to_json()


def test_what_was_ended_has_the_cases_that_were_checked(agency: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = several.check_reports

    def stopped(reports: Any, settings: Any, **more: Any) -> Any:
        raise Interrupted(whole(reports[:1], settings), len(reports), KeyboardInterrupt())

    monkeypatch.setattr(several, "check_reports", stopped)
    done = run("check", agency, "--today", TODAY)
    assert done.exit_code == 130
    assert "Alpha University" in done.stdout and "Beta University" not in done.stdout
    assert "1 of 3" in done.stderr


def test_a_waiver_for_all_that_is_of_use_in_one_case_is_not_called_unused(agency: Path, tmp_path: Path) -> None:
    waivers = tmp_path / "waivers.toml"
    entry = '[[waivers]]\ncriterion = "{}"\nreason = "later"\nperson = "A. Coordinator"\nuntil = 2028-01-01\n'
    waivers.write_text(entry.format("1.2.2"), "utf-8")
    both = [agency / "beta", agency / "2027", "--waivers", waivers]
    rules = [one["rule"] for case in checked(*both)["cases"] for one in case["findings"]]
    assert "waiver-unused" not in rules
    waivers.write_text(entry.format("1.2.1"), "utf-8")
    rules = [one["rule"] for case in checked(*both)["cases"] for one in case["findings"]]
    assert rules.count("waiver-unused") == 2


# --- from Python


def test_python_gives_the_same_as_the_command(agency: Path) -> None:
    from datetime import date

    found = public.check_cases(agency, today=date.fromisoformat(TODAY))
    assert json.loads(found.to_json()) == checked(agency)
    assert [one.fault is None for one in found.cases] == [True, True, False]
    assert "Alpha University" in found.to_html()


def test_check_says_where_several_cases_are_checked(agency: Path) -> None:
    with pytest.raises(public.SapaError, match="check_cases"):
        public.check(agency)
