"""sapa.testing: reports from text, asserts, cases and the conformance suite; each fails where it should."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import sapa
from sapa.core.loading.installed import Loaded
from sapa.core.model.document import Kind
from sapa.testing import (
    CaseError,
    assert_finding,
    assert_no_finding,
    assert_statuses,
    check_text,
    conformance,
    prose,
    read_cases,
    run_case,
    write_report,
)
from sapa.testing.suite import CannotRun

from .tools import pytest_with_sapa

TEXT = """
# 1 Purpose
#+ Numbered
##+ Below
A plain paragraph.
- an item
+ counted
* set apart
|h Code | Answer |
| 1.1 | {5} |
---
The end.
"""
SET = """
[set]
id = "sample-set"
edition = "1"
complete = true
hub = ""
titles = { en = "Sample" }
[codes]
levels = [9, 99]
[recognition]
phrases = ["sample self-assessment of colleges"]
[[standards]]
number = "1"
titles = { en = "Purpose" }
criteria = [
    { code = "1.1", titles = { en = "Purpose of the college" } },
    { code = "1.2", titles = { en = "Planning of the work" } },
    { code = "1.3", titles = { en = "Means for the plan" } },
]
"""
REPORT = "# 1 Purpose\n## 1.1 Purpose of the college\n{60}\n## 1.2 Planning of the work\n{5}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sample-set"
    made.mkdir()
    (made / "set.toml").write_text(SET, "utf-8")
    return made


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return sapa.load()


# --- reports


def test_each_line_is_in_the_word_file_what_it_says(tmp_path: Path) -> None:
    document = sapa.read(write_report(TEXT, tmp_path / "report.docx"))
    shown = [(block.kind, block.shown) for block in document.blocks]
    assert shown == [
        (Kind.HEADING, "1 Purpose"),
        (Kind.HEADING, "1 Numbered"),
        (Kind.HEADING, "1.1 Below"),
        (Kind.PARAGRAPH, "A plain paragraph."),
        (Kind.ITEM, "an item"),
        (Kind.ITEM, "1. counted"),
        (Kind.PARAGRAPH, "set apart"),
        (Kind.ROW, "Code\tAnswer"),
        (Kind.ROW, f"1.1\t{prose(5)}"),
        (Kind.PARAGRAPH, "The end."),
    ]
    assert document.blocks[6].emphasis


def test_a_pdf_holds_the_same_text(tmp_path: Path) -> None:
    document = sapa.read(write_report(TEXT, tmp_path / "report.pdf"))
    whole = " ".join(block.shown for block in document.blocks)
    assert document.pages == 2
    for text in ("1 Purpose", "1 Numbered", "1.1 Below", "A plain paragraph.", "an item", "1. counted", "The end."):
        assert text in whole


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    for format in ("docx", "pdf"):
        first, second = (write_report(TEXT, tmp_path / f"{name}.{format}").read_bytes() for name in ("a", "b"))
        assert first == second


def test_words_are_those_of_the_language_and_of_that_number() -> None:
    for lang, word in (("en", "university"), ("ru", "университет"), ("kk", "жылда")):
        assert len(prose(40, lang).split()) == 40
        assert word[:5] in prose(40, lang) or lang == "kk"
    assert prose(3, "fr") == prose(3)


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"docx or pdf"):
        write_report(TEXT, tmp_path / "report.odt")


# --- asserts


def test_statuses_hold_and_fail(folder: Path) -> None:
    found = check_text(REPORT, "sample-set", sets_dirs=[folder])
    assert_statuses(found, {"1.1": "addressed", "1.2": "thin", "1.3": "missing"})
    for wrong, why in (
        ({"1.1": "missing"}, "expected missing, is addressed"),
        ({"9.9": "missing"}, "no such criterion"),
        ({"1.1": "compliant"}, "there is no status"),
    ):
        with pytest.raises(AssertionError, match=why):
            assert_statuses(found, wrong)


def test_findings_hold_and_fail(folder: Path) -> None:
    found = check_text(REPORT, "sample-set", sets_dirs=[folder])
    assert assert_finding(found, "criterion-missing", code="1.3", severity="error").code == "1.3"
    assert_no_finding(found, "criterion-missing", code="1.1")
    for rule, code, severity in (
        ("criterion-missing", "1.1", None),
        ("criterion-missing", "1.3", "info"),
        ("no", None, None),
    ):
        with pytest.raises(AssertionError, match="no finding"):
            assert_finding(found, rule, code=code, severity=severity)
    with pytest.raises(AssertionError, match="not expected"):
        assert_no_finding(found, "criterion-missing")


def test_a_set_that_is_not_there_is_an_error() -> None:
    with pytest.raises(sapa.SapaError):
        check_text(REPORT, "nothing-like-it")


# --- cases

CASE = '[[cases]]\nname = "one"\nset = "sample-set"\nreport = """\n# 1.1 Purpose of the college\n{60}\n"""\n'


def cases(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "some.sapa.toml"
    file.write_text(text, "utf-8")
    return file


def test_a_case_holds_and_fails(folder: Path, tmp_path: Path) -> None:
    for expects, holds in (
        ('statuses = { "1.1" = "addressed" }', True),
        ('statuses = { "1.1" = "thin" }', False),
        ('findings = ["criterion-missing 1.2"]', True),
        ('findings = ["criterion-missing 1.1"]', False),
        ('no_findings = ["criterion-missing 1.1"]', True),
        ('no_findings = ["criterion-missing"]', False),
        ('recognised = "sample-set"', True),
        ('recognised = "institutional"', False),
    ):
        (case,) = read_cases(cases(tmp_path, CASE + expects))
        if holds:
            run_case(case, [folder])
        else:
            with pytest.raises(AssertionError):
                run_case(case, [folder])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "holds"),
        ("[[cases", "some.sapa.toml"),
        (CASE, "expects nothing"),
        (CASE + 'status = "x"', "no such key as 'status'"),
        (CASE + 'statuses = "x"', "statuses is of the wrong type"),
        ('[[cases]]\nname = "x"\nrecognised = ""', "report is missing"),
        (f'{CASE}recognised = ""\n{CASE}recognised = ""', "two cases are named 'one'"),
    ],
)
def test_a_faulty_file_of_cases_says_what_is_wrong(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(CaseError, match=why):
        read_cases(cases(tmp_path, text))


# --- the conformance suite


def failing(name: str, loaded: Loaded | None = None) -> dict[str, str]:
    found = {}
    for check in conformance(name, loaded):
        try:
            check.run()
        except CannotRun:
            continue
        except AssertionError as failed:
            found[check.name] = str(failed)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", ["institutional", "programme", "eur-ace"])
def test_built_in_sets_conform(name: str, loaded: Loaded) -> None:
    assert failing(name, loaded) == {}


def test_a_good_set_in_a_folder_conforms(folder: Path) -> None:
    assert failing(str(folder)) == {}
    assert failing(str(folder / "set.toml")) == {}


def test_a_set_that_is_not_there_or_faulty_fails_with_the_cause(folder: Path) -> None:
    assert "no standard set" in failing("nothing-like-it")["the set is loaded"]
    (folder / "set.toml").write_text(SET.replace("levels", "levles"), "utf-8")
    assert "levles" in failing(str(folder))["the set is loaded"]


def test_a_set_that_cannot_be_told_from_another_fails(folder: Path) -> None:
    text = files("sapa.plugins.standards_institutional").joinpath("set.toml").read_text("utf-8")
    (folder / "set.toml").write_text(text.replace('id = "institutional"', 'id = "twin"', 1), "utf-8")
    assert "a report of this set is recognised" in failing(str(folder))


# --- pytest


def run_pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*pytest_with_sapa(), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_pytest_runs_the_suite_and_the_cases_of_a_folder(folder: Path) -> None:
    cases(folder, CASE + 'statuses = { "1.1" = "addressed" }')
    done = run_pytest(folder, "--sapa-set", ".", "--sapa-sets-dir", ".")
    assert done.returncode == 0, done.stdout + done.stderr
    cases(folder, CASE + 'statuses = { "1.1" = "missing" }')
    done = run_pytest(folder, "--sapa-sets-dir", ".")
    assert done.returncode == 1
    assert "1.1: expected missing, is addressed" in done.stdout


def test_pytest_fails_for_a_set_that_is_not_there(tmp_path: Path) -> None:
    done = run_pytest(tmp_path, "--sapa-set", "nothing-like-it")
    assert done.returncode == 1
    assert "there is no standard set nothing-like-it" in done.stdout


def test_the_plugin_of_pytest_imports_nothing_heavy() -> None:
    code = "import sapa.testing.pytest_plugin, sys; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for heavy in ("lxml", "pydantic", "pypdfium2", "reportlab", "sapa.api", "sapa.testing.suite"):
        assert f"'{heavy}'" not in done.stdout
