"""sapa compare: its formats, its exit codes, and an earlier result in place of the old draft."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from sapa.cli import sapa as command
from sapa.core.comparing.drafts import compare
from sapa.core.reporting import compare as shown
from sapa.core.reporting.compare_page import render
from sapa.core.reporting.compare_sheets import render as sheets
from sapa.core.showing.layout import plain
from sapa.core.words.messages import LANGS, Lang

from ..reporting.test_json import errors
from .versions import EN, changed, version, written

THIN = EN[: EN.index("The university has agreements")] + "Agreements.\n" + EN[EN.index("# 2 Leadership") :]
NEWER = changed("en", ("610 graduates", "640 graduates"), ("Annex 7", "Annex 9"), ("| 4,120", "| 4,210"), ("Figure 1. Cycle of monitoring\n", ""))  # fmt: skip


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), catch_exceptions=False)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("drafts")
    return {name: str(written(text, folder / f"{name}.docx")) for name, text in {"thin": THIN, "newer": NEWER}.items()}


def test_a_draft_that_mends_is_exit_code_0_and_one_that_loses_1(files: dict[str, str]) -> None:
    done = run("compare", files["thin"], files["newer"], "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 0
    assert errors(found, "compare") == []
    assert [(one["code"], one["change"]) for one in found["changes"]] == [("1.2.4", "newly-addressed")]
    assert found["summary"]["gaps"]["mended"] == 1
    assert [one["change"] for one in found["annexes"]] == ["relabelled"]
    lost = run("compare", files["newer"], files["thin"])
    assert lost.exit_code == 1 and "Lost" in lost.stdout


def test_an_earlier_result_takes_the_place_of_the_old_draft(files: dict[str, str], tmp_path: Path) -> None:
    earlier = tmp_path / "check.json"
    run("check", files["thin"], "-o", str(earlier))
    done = run("compare", str(earlier), files["newer"], "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 0 and errors(found, "compare") == []
    assert [(one["code"], one["change"]) for one in found["changes"]] == [("1.2.4", "newly-addressed")]
    assert found["figures"] == [] and found["summary"]["notes"]


def test_what_cannot_be_compared_is_refused_with_exit_code_2(files: dict[str, str], tmp_path: Path) -> None:
    plain_text = tmp_path / "text.docx"
    plain_text.write_text("no Word file", "utf-8")
    done = run("compare", str(plain_text), files["newer"])
    assert done.exit_code == 2 and done.stderr.startswith("sapa: unsupported: ")
    without = str(written("# A report\nIt says that all is well and names no code at all.", tmp_path / "none.docx"))
    assert run("compare", without, files["newer"], "--set", "institutional").exit_code == 2


@pytest.mark.parametrize("lang", LANGS)
def test_text_page_and_sheet_name_every_change_in_every_language(lang: Lang) -> None:
    found = compare(version(THIN, "en"), version(NEWER, "en"))
    book = load_workbook(BytesIO(sheets(found, lang)))
    cells = "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    for text in (plain(shown.lines(found, lang, width=100)), render(found, lang), cells):
        assert "1.2.4" in text and "9" in text and "Figure 1" in text
