"""The blank form of a set, a case or the command: its words are no answers. And a report in several volumes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import sapa
from sapa.core.loading.set_file import SetFileError, read_set

from . import wordxml as w

QUESTION = (
    "Programmes are designed with all who are concerned by them, as the standard says and as the law of the land asks."
)
ANSWER = "Nine people met four times, drew it on paper first and showed the drawing to employers. " * 3
SET = """
[set]
id = "small"
edition = "1"
complete = true
hub = ""
form = "form.docx"
titles = { en = "Small standards" }
[codes]
levels = [9, 9, 99]
[words]
default = 20
[words.kinds.figure]
default = 0
[[standards]]
number = "1"
titles = { en = "Design of programmes" }
criteria = [{ code = "1.2.1" }, { code = "1.2.2" }, { code = "1.2.3", kind = "figure" }, { code = "1.2.4", kind = "figure" }]
"""


def word(folder: Path, name: str, *paragraphs: str) -> Path:
    body = "".join(w.p(text, style="Heading1") if text.startswith("#") else w.p(text) for text in paragraphs)
    return w.save(folder, w.package(body.replace("#", ""), styles=w.headings()), name)


def statuses(result: sapa.Result) -> dict[str, str]:
    criteria = result.documents[0].sets[0].coverage.criteria
    return {covered.criterion.code.text: covered.status.value for covered in criteria}


@pytest.fixture
def sets_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "set.toml").write_text(SET, "utf-8")
    word(folder, "form.docx", "#1.2.1", QUESTION, "#1.2.2", QUESTION, "#1.2.3", "Number of staff")
    return folder


def report(folder: Path) -> Path:
    figures = ("#1.2.3", "Number of staff", "12", "#1.2.4", "Number of staff", "…")
    return word(folder, "report.docx", "#1.2.1", QUESTION, "#1.2.2", QUESTION, ANSWER, *figures)


def test_a_sets_form_takes_its_words_from_the_answers(tmp_path: Path, sets_dir: Path) -> None:
    result = sapa.check(report(tmp_path), ["small"], loaded=sapa.load([sets_dir]))
    assert statuses(result) == {"1.2.1": "thin", "1.2.2": "addressed", "1.2.3": "addressed", "1.2.4": "thin"}


def test_the_form_of_the_command_does_so_for_a_set_without_one(tmp_path: Path, sets_dir: Path) -> None:
    (sets_dir / "set.toml").write_text(SET.replace('form = "form.docx"\n', ""), "utf-8")
    loaded = sapa.load([sets_dir])
    assert statuses(sapa.check(report(tmp_path), ["small"], loaded=loaded))["1.2.1"] == "addressed"
    with_form = sapa.check(report(tmp_path), ["small"], loaded=loaded, form=sets_dir / "form.docx")
    assert statuses(with_form)["1.2.1"] == "thin"


def test_a_form_that_is_not_there_is_a_fault_of_the_set(sets_dir: Path) -> None:
    (sets_dir / "form.docx").unlink()
    with pytest.raises(SetFileError) as raised:
        read_set(sets_dir / "set.toml")
    assert [(fault.path, fault.said.id) for fault in raised.value.problems] == [("set.form", "set-file.no-form")]


def test_a_form_that_cannot_be_read_is_told(tmp_path: Path, sets_dir: Path) -> None:
    (sets_dir / "form.docx").write_bytes(b"PK no form")
    result = sapa.check(report(tmp_path), ["small"], loaded=sapa.load([sets_dir]))
    assert "form-not-read" in [finding.rule for finding in result.documents[0].findings]


def test_volumes_are_one_report_and_one_volume_alone_says_which_standards_it_lacks(tmp_path: Path) -> None:
    one = word(tmp_path, "one.docx", "#Standard 1. Mission and strategy of the HEI", "#1.2.1", ANSWER, "#1.2.2", ANSWER)
    two = word(tmp_path, "two.docx", "#Standard 7. Finance", "#7.2.1", ANSWER)
    both = sapa.check([one, two], ["institutional"], joined=True)
    assert len(both.documents) == 1
    assert both.documents[0].files == (str(one), str(two))
    assert {statuses(both)[code] for code in ("1.2.1", "1.2.2", "7.2.1")} == {"addressed"}

    alone = sapa.check(one, ["institutional"]).documents[0]
    (absent,) = [finding for finding in alone.findings if finding.rule == "standards-not-in-file"]
    assert (absent.severity, absent.arguments) == ("error", {"numbers": ("2–8",), "count": 100, "file": str(one)})
    missing = [finding.code for finding in alone.findings if finding.rule == "criterion-missing"]
    assert missing
    assert all(code is not None and code.startswith("1.") for code in missing)
    assert statuses(sapa.check(one, ["institutional"]))["7.2.1"] == "missing"


def test_the_command_joins_its_files(tmp_path: Path) -> None:
    one = word(tmp_path, "one.docx", "#1.2.1", ANSWER)
    two = word(tmp_path, "two.docx", "#7.2.1", ANSWER)
    command = [sys.executable, "-m", "sapa", "check", str(one), str(two), "--joined", "--set", "institutional"]
    said = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, check=False)
    (document,) = json.loads(said.stdout)["documents"]
    assert document["files"] == [str(one), str(two)]
    assert said.returncode == 1
