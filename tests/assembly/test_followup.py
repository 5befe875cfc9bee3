"""The corrective action plan: every recommendation of the report with its day, as a Word file and as a sheet."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from sapa.cli import sapa
from sapa.core.assembly import assemble, built_in
from sapa.core.loading.installed import Assembled, AssemblyError, Request
from sapa.core.words.messages import LANGS, Lang, catalogue

from ..results import small_set
from .eeg import control, fill, loaded, report, request, tables, text
from .ooxml import faults

VALUES = {
    "sapa:cover:institution": "Example University & Sons",
    "sapa:recommendation::1:1:text": "Publish the <strategy> & the plan\non the site",
    "sapa:recommendation::1:1:code": "1.2.3",
    "sapa:recommendation::1:1:due": "1 May 2028",
    "sapa:recommendation::1:2:text": "=1+1 train the staff",
    "sapa:recommendation::1:2:due": "within 6 months",
    "sapa:recommendation::2:3:text": "Renew the laboratories",
    "sapa:conclusion::form": "plan",
    "sapa:conclusion::due": "two years",
}


def filled(folder: Path, values: dict[str, str] | None = None, lang: Lang = "en") -> str:
    file = folder / "report.docx"
    file.write_bytes(fill(report(request(lang=lang)), VALUES if values is None else values))
    return str(file)


def plan(path: str, format: str, lang: Lang | None = None, **options: Any) -> Assembled:
    asked = Request(loaded(small_set()), lang or "en", options=options, lang_given=lang is not None, paths=(path,))
    return assemble(built_in()["followup"], asked, format)


def word(path: str, lang: Lang | None = None, **options: Any) -> bytes:
    content = plan(path, "docx", lang, **options).content
    assert isinstance(content, bytes)
    assert faults(content) == []
    return content


def sheet(path: str, **options: Any) -> Any:
    content = plan(path, "xlsx", **options).content
    assert isinstance(content, bytes)
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def test_every_recommendation_is_a_line_with_its_day(tmp_path: Path) -> None:
    content = word(filled(tmp_path), decided=date(2027, 1, 31))
    rows = tables(content)[0]
    assert [row[0] for row in rows] == ["No.", "1", "2", "3"]
    assert rows[1][1] == "Standard 11.2.3", "a line break between"
    assert "Publish the <strategy> & the plan" in rows[1][2]
    assert text(control(content, "sapa:followup:1:1:due")) == "1 May 2028"
    assert text(control(content, "sapa:followup:1:2:due")) == "31 Jul 2027", "six months after the decision"
    assert text(control(content, "sapa:followup:2:3:due")) == "[day, month, year]"
    assert "within 6 months" in rows[2][3], "what the report says stays"


def test_a_period_without_the_day_of_the_decision_is_left_open(tmp_path: Path) -> None:
    made = plan(filled(tmp_path), "docx")
    assert [finding.arguments["number"] for finding in made.findings] == [2, 1]
    assert {finding.rule for finding in made.findings} == {"followup-no-day"}


def test_the_sheet_has_the_same_lines_and_no_formula(tmp_path: Path) -> None:
    found = sheet(filled(tmp_path), decided=date(2027, 1, 31))
    rows = [[cell.value for cell in row] for row in found.iter_rows()]
    head = next(number for number, row in enumerate(rows) if row[0] == "No.")
    body = rows[head + 1 :]
    assert [row[0] for row in body] == [1, 2, 3]
    assert body[1][4] == "=1+1 train the staff"
    assert all(cell.data_type != "f" for row in found.iter_rows() for cell in row)
    assert [row[7] for row in body] == [datetime(2028, 5, 1), datetime(2027, 7, 31), None]
    assert any("Example University & Sons" in str(row[0]) for row in rows[:head])
    assert any("corrective action plan" in str(row[0]) for row in rows[:head])


@pytest.mark.parametrize("lang", LANGS)
def test_the_plan_is_in_the_language_of_the_report(tmp_path: Path, lang: Lang) -> None:
    content = word(filled(tmp_path, lang=lang))
    assert catalogue(lang)["followup.title"] in text(docx.Document(io.BytesIO(content)).element.body)
    assert tables(content)[0][0][2] == catalogue(lang)["followup.head-recommendation"]


def test_a_language_that_was_asked_for_comes_first(tmp_path: Path) -> None:
    assert tables(word(filled(tmp_path), lang="kk"))[0][0][2] == catalogue("kk")["followup.head-recommendation"]


def test_recommendations_of_a_report_without_our_fields_are_those_under_its_headings(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_heading("Стандарт 2. Менеджмент", 1)
    paper.add_heading("Рекомендации", 2)
    paper.add_paragraph("1. Разработать план обновления лабораторий (2.2.4)")
    paper.add_paragraph("Опубликовать отчет на сайте университета")
    paper.add_heading("Оценка", 2)
    paper.add_paragraph("Соответствует с рекомендациями по этому стандарту")
    paper.save(str(tmp_path / "old.docx"))
    rows = tables(word(str(tmp_path / "old.docx")))[0]
    assert [row[2] for row in rows[1:]] == [
        "Разработать план обновления лабораторий (2.2.4)",
        "Опубликовать отчет на сайте университета",
    ]
    assert rows[1][1] == "Стандарт 22.2.4", "a line break between, and the language of the recommendations"


@pytest.mark.parametrize("none", ["None", "нет", "Рекомендаций нет.", "жоқ", "–"])
def test_a_row_that_says_that_there_is_none_is_none(tmp_path: Path, none: str) -> None:
    with pytest.raises(AssemblyError) as raised:
        word(filled(tmp_path, {"sapa:recommendation::1:1:text": none}))
    assert raised.value.said.id == "followup.none"


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(AssemblyError):
        word(str(tmp_path / "x.docx"))


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    path = filled(tmp_path)
    assert word(path) == word(path)
    assert plan(path, "xlsx").content == plan(path, "xlsx").content


def test_the_command_takes_the_report_and_reads_no_self_assessment(tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    done = CliRunner().invoke(sapa, ["assemble", "followup", filled(tmp_path), "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(b"PK")
    assert CliRunner().invoke(sapa, ["assemble", "followup", "-o", str(out)]).exit_code == 2
