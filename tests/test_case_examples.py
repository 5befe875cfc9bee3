"""The example cases: every planted fault of their READMEs is found, with its source, in every output."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from sapa.cli import sapa
from sapa.core.model.results import STATES
from sapa.core.words.messages import LANGS

from .tools import needs

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
TODAY = {"case-online": "2027-11-01", "case-programme": "2028-03-01"}

pytestmark = pytest.mark.skipif(not EXAMPLES.is_dir(), reason="not a checkout of the repository")


@cache
def checked(case: str, lang: str = "en") -> dict[str, Any]:
    arguments = ["check", str(EXAMPLES / case), "--today", TODAY[case], "--format", "json", "--lang", lang]
    done = CliRunner().invoke(sapa, arguments)
    assert done.exit_code == 1, done.output
    value: dict[str, Any] = json.loads(done.stdout)
    return value


def planted(case: str) -> list[tuple[str, str, str, str]]:
    """(what, rule, requirement, source) from the table of the case's README."""
    text = (EXAMPLES / case / "README.md").read_text("utf-8")
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in text.split("\n") if line[:2] == "| "]
    return [(row[0], row[1], row[2], row[3]) for row in rows if row[0] not in ("What is planted", "---")]


@pytest.mark.parametrize("case", TODAY)
def test_every_planted_fault_is_found_with_its_source(case: str) -> None:
    assert len(planted(case)) >= 15
    value = checked(case)
    found = [*value["findings"], *(one for document in value["documents"] for one in document["findings"])]
    for what, rule, requirement, source in planted(case):
        fitting = [
            one
            for one in found
            if one["rule"] == rule
            and one["arguments"].get("requirement", "") == requirement
            and source in one["arguments"].get("source", "").replace("\u00a0", " ")
        ]
        assert fitting, (what, rule, requirement, source)


@pytest.mark.parametrize("case", TODAY)
def test_nothing_is_found_that_is_not_planted(case: str) -> None:
    told = {
        "requirement-met", "requirement-open", "requirement-by-hand", "requirement-confirmed", "requirement-not-due",
        "requirement-not-asked",
    }  # fmt: skip
    named = {(rule, requirement) for _, rule, requirement, _ in planted(case)}
    found = {
        (one["rule"], one["arguments"].get("requirement", ""))
        for one in checked(case)["findings"]
        if one["rule"] not in told
    }
    assert found - named == set()


@pytest.mark.parametrize("case", TODAY)
def test_the_result_fits_the_schema_and_names_the_case(case: str) -> None:
    schema = json.loads(CliRunner().invoke(sapa, ["schema", "check"]).stdout)
    value = checked(case)
    jsonschema.Draft202012Validator(schema).validate(value)
    assert value["case"] == {"path": str(EXAMPLES / case)}


@pytest.mark.parametrize("case", TODAY)
def test_every_line_of_the_checklist_is_a_finding(case: str) -> None:
    """met, not met, by hand, open: nothing of the procedure is passed in silence."""
    from . import cases

    id = {"case-online": "online-audit", "case-programme": "programme"}[case]
    told = {one["arguments"].get("requirement") for one in checked(case)["findings"]}
    assert {one.id for one in cases.procedure(id).checklist} <= told


@pytest.mark.parametrize("lang", LANGS)
def test_the_text_opens_with_the_checklist_in_every_language(lang: str) -> None:
    done = CliRunner().invoke(
        sapa, ["check", str(EXAMPLES / "case-online"), "--today", TODAY["case-online"], "--lang", lang]
    )
    first = {"en": "Case: Example University", "ru": "Дело: Примерный", "kk": "Іс: Үлгі"}[lang]
    assert done.stdout.startswith(first)
    words = {"en": ("not met", "by hand"), "ru": ("не выполнено", "вручную"), "kk": ("орындалмаған", "қолмен")}[lang]
    lines = done.stdout.split("\n")
    assert sum(line.startswith(words[0]) for line in lines) == 18
    by_hand = sum(finding["rule"] == "requirement-by-hand" for finding in checked("case-online")["findings"])
    assert sum(line.startswith(words[1]) for line in lines) == by_hand > 20
    actors = {"en": ("The university", "The agency", "The commission"), "ru": ("Вуз", "Агентство", "Комиссия")}
    assert [line for line in lines if line in actors.get(lang, ("Жоғары оқу орны", "Агенттік", "Комиссия"))] == list(
        actors.get(lang, ("Жоғары оқу орны", "Агенттік", "Комиссия"))
    )
    assert not re.search(r"\{\w+|None\b", done.stdout)


def test_titles_and_sources_of_findings_are_in_the_language_of_the_output() -> None:
    found = next(one for one in checked("case-online", "ru")["findings"] if one["rule"] == "case-late")
    assert found["arguments"]["title"] == "Изучение отчета и решение о продолжении"
    assert found["message"].startswith("Изучение отчета")
    assert "Процедура онлайн-аккредитации" in found["arguments"]["source"]


def test_annex_files_are_evidence_and_give_no_status() -> None:
    english = checked("case-online")["documents"][0]
    criteria = english["sets"][0]["criteria"]
    with_annex = [c for c in criteria if any(item["kind"] == "annex" for item in c["evidence"])]
    assert with_annex
    for criterion in with_annex:
        own = [item for item in criterion["evidence"] if item["kind"] != "annex"]
        files = [item for item in criterion["evidence"] if item["kind"] == "annex"]
        assert own and criterion["words"] >= max(item["words"] for item in own)
        assert all(item["words"] == 0 and "annexes" in item["file"] for item in files)


def test_a_report_in_two_files_names_the_file_of_every_place() -> None:
    english = checked("case-online")["documents"][0]
    assert [Path(file).name for file in english["files"]] == ["report-en-1.docx", "report-en-2.docx"]
    files = {
        c["standard"]: Path(c["evidence"][0]["file"]).name for c in english["sets"][0]["criteria"] if c["evidence"]
    }
    assert files["1"] == files["4"] == "report-en-1.docx"
    assert files["5"] == files["8"] == "report-en-2.docx"


def test_the_page_holds_the_checklist_and_no_path_of_this_machine(tmp_path: Path) -> None:
    page = tmp_path / "case.html"
    arguments = ["check", str(EXAMPLES / "case-online"), "--today", TODAY["case-online"], "-o", str(page)]
    assert CliRunner().invoke(sapa, arguments).exit_code == 1
    text = page.read_text("utf-8")
    assert "The report is there in Kazakh, Russian and English" in text
    assert "At least 5 expert auditors" not in text, "the commission is the agency's own matter"
    assert str(EXAMPLES) not in text
    assert text.index("Checklist") < text.index("report-en-1.docx")


def test_the_states_of_the_checklist_are_all_named_in_three_languages() -> None:
    from sapa.core.words.messages import catalogue

    assert all(f"case-state.{state}" in catalogue(lang) for state in STATES for lang in LANGS)


# --- the files that are built


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sapa_examples_build_cases", EXAMPLES / "build_cases.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


AGENCY = ("agency/lake-institute", "agency/mountain-university")


def test_two_cases_in_one_folder_are_a_table_with_what_is_planted() -> None:
    arguments = ["check", str(EXAMPLES / "agency"), "--today", "2027-11-01", "--format", "json"]
    done = CliRunner().invoke(sapa, arguments)
    value = json.loads(done.stdout)
    assert (done.exit_code, value["schema"], value["others"]) == (1, "sapa.cases/1", None)
    lake, mountain = value["cases"]
    assert [Path(one["case"]["path"]).name for one in (lake, mountain)] == ["lake-institute", "mountain-university"]
    absent = [one["rule"] for one in lake["documents"][0]["findings"]]
    assert "standards-not-in-file" in absent
    overdue = [[one for one in case["findings"] if one["rule"] == "case-overdue"] for case in (lake, mountain)]
    assert [len(one) for one in overdue] == [1, 0]
    assert mountain["documents"][0]["sets"][0]["summary"]["missing"] == 1


@pytest.mark.parametrize("case", [*TODAY, *AGENCY])
def test_the_files_of_a_case_are_those_that_the_script_builds(case: str, tmp_path: Path) -> None:
    for path in builder().build(case, tmp_path / case):
        committed = EXAMPLES / case / path.relative_to(tmp_path / case)
        assert parts(path) == parts(committed), path.name


def parts(file: Path) -> dict[str, bytes]:
    """What a Word file holds, however it was packed; any other file as it is."""
    if file.suffix != ".docx":
        return {"": file.read_bytes()}
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


# --- what is assembled from them, opened by other programs


@pytest.mark.slow
@needs("soffice")
def test_libreoffice_opens_what_is_assembled(tmp_path: Path) -> None:
    import pypdfium2

    expected = {
        "agenda.docx": ("case-online", "Meeting the leadership"),
        "agenda.xlsx": ("case-online", "Meeting the leadership"),
        "timeline.xlsx": ("case-online", "Online audit"),
        "cluster.xlsx": ("case-programme", "6B07199"),
    }
    targets = {}
    for name, (case, text) in expected.items():
        kind, _, suffix = name.partition(".")
        target = tmp_path / f"{kind}-{suffix}.{suffix}"  # each PDF has a name of its own
        done = CliRunner().invoke(sapa, ["assemble", kind, str(EXAMPLES / case), "-o", str(target)])
        assert target.is_file(), done.output
        targets[target] = text
    subprocess.run(
        [shutil.which("soffice") or "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, targets)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    for target, text in targets.items():
        with pypdfium2.PdfDocument(target.with_suffix(".pdf")) as pdf:
            assert text in " ".join(page.get_textpage().get_text_range() for page in pdf), target.name


def test_dates_of_the_examples_are_real_days() -> None:
    for today in TODAY.values():
        date.fromisoformat(today)
