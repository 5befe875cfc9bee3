"""sapa parity: its formats, its exit codes, and what it refuses."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

import sapa
from sapa.cli import sapa as command
from sapa.core.reporting import parity as shown
from sapa.core.reporting.parity_page import render
from sapa.core.reporting.parity_sheets import render as sheets
from sapa.core.showing.layout import plain
from sapa.core.words.messages import LANGS, Lang

from ..reporting.test_json import errors
from .versions import EN, KK, RU, changed, compared, written


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["parity", *arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("versions")
    texts = {"kk": KK, "ru": RU, "en": EN, "other": changed("kk", ("610 түлекті", "601 түлекті"))}
    return {name: str(written(text, folder / f"{name}.docx")) for name, text in texts.items()}


def test_faithful_versions_give_nothing_in_any_order(files: dict[str, str]) -> None:
    done = run(files["ru"], files["kk"], files["en"], "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 0
    assert errors(found, "parity") == []
    assert found["languages"] == ["ru", "kk", "en"] and found["differences"] == []


def test_a_difference_is_exit_code_1_and_stands_in_the_contract(files: dict[str, str]) -> None:
    done = run(files["other"], files["en"], "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert errors(found, "parity") == []
    (one,) = found["differences"]
    assert (one["kind"], one["code"], one["values"]) == ("number", "1.2.4", {"kk": ["601"], "en": ["610"]})
    assert one["places"]["kk"]["paragraph"] and one["cause"] is None
    assert run(files["other"], files["en"], "--fail-on", "error").exit_code == 0


def test_what_cannot_be_compared_is_refused_with_exit_code_2(files: dict[str, str], tmp_path: Path) -> None:
    same = run(files["kk"], files["other"])
    assert same.exit_code == 2 and "all in one language" in same.stderr
    text = tmp_path / "text.docx"
    text.write_text("no Word file", "utf-8")
    unread = run(files["kk"], str(text))
    assert unread.exit_code == 2 and unread.stderr.startswith("sapa: unsupported: ")
    assert run(files["kk"]).exit_code == 2
    assert run(files["kk"], files["en"], "--languages", "kk").exit_code == 2


def test_languages_can_be_named(files: dict[str, str]) -> None:
    found = json.loads(run(files["kk"], files["other"], "--languages", "kk,ru", "--format", "json").stdout)
    assert found["languages"] == ["kk", "ru"]


def test_one_file_alone_is_refused(files: dict[str, str]) -> None:
    with pytest.raises(sapa.SapaError, match="two or three"):
        sapa.parity([files["kk"]])


@pytest.mark.parametrize("lang", LANGS)
def test_text_page_and_sheet_name_every_difference_in_every_language(lang: Lang) -> None:
    found = compared(kk=changed("kk", ("610 түлекті", "601 түлекті"), ("## 1.2.3", "## 3.2.3")))
    text = plain(shown.lines(found, lang, width=100))
    page = render(found, lang)
    book = load_workbook(BytesIO(sheets(found, lang)))
    cells = "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    assert len(found.differences) >= 3
    for one in found.differences:
        assert (one.code or "") in text and (one.code or "") in page and (one.code or "") in cells
    assert "601" in text and "601" in page and "601" in cells


def test_the_page_shows_what_a_report_says_as_text() -> None:
    page = render(compared(kk=changed("kk", ("610 түлекті", "601 <b>түлекті</b>"))), "en")
    assert "&lt;b&gt;" in page and "<b>түлекті" not in page and "<script" not in page


@pytest.mark.parametrize("lang", LANGS)
def test_criteria_that_one_version_lacks_one_after_another_are_one_row(lang: Lang) -> None:
    begin, end = KK.index("## 1.2.2 "), KK.index("## 1.2.4 ")
    parity = compared(kk=KK[:begin] + KK[end:])
    (row,) = shown.uneven(parity)
    assert (row.codes, row.label) == (("1.2.2", "1.2.3"), "1.2.2, 1.2.3")
    text = [line for line in plain(shown.lines(parity, lang)).split("\n") if "1.2.2, 1.2.3" in line]
    assert len(text) == 1
    assert render(parity, lang).count('<th scope="row">1.2.2, 1.2.3</th>') == 1


def test_criteria_that_are_lacking_at_different_places_stay_apart() -> None:
    def without(text: str, code: str) -> str:
        begin = text.index(f"## {code} ")
        return text[:begin] + text[min(at for mark in ("\n## ", "\n# ") if (at := text.find(mark, begin)) > 0) + 1 :]

    parity = compared(kk=without(without(KK, "1.2.2"), "1.2.4"))
    assert [row.label for row in shown.uneven(parity)] == ["1.2.2", "1.2.4"]


def test_a_thin_answer_is_not_said_to_be_lacking() -> None:
    begin = KK.index("\n", KK.index("## 1.2.4 ")) + 1
    end = KK.index("\n", begin)
    text = plain(shown.lines(compared(kk=f"{KK[:begin]}Серіктестер бар.{KK[end:]}"), "en"))
    assert "thin" in text and "Kazakh: “1.2.4 Серіктестер”" in text and "lacking" not in text
