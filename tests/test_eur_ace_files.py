"""The EUR-ACE appendix in real files: Word tables with merged cells, and the same report as a PDF."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.shared import Cm

from sapa.core.checking.report import check
from sapa.core.checking.settings import settings
from sapa.core.loading.plugins import load_plugins
from sapa.core.model.results import DocumentResult
from sapa.core.reading.tools import probe
from sapa.core.words.messages import LANGS
from sapa.plugins.eur_ace.data import load

from .reports import prose
from .tools import needs

FRONT = {
    "en": ("Self-assessment report, Example University (fictional), 7M07199", "Standard 1. Objectives of the educational program"),
    "ru": ("Отчет по самооценке, Пример-университет (вымышленный), 7М07199", "Стандарт 1. Цели образовательной программы"),
    "kk": ("Өзін-өзі бағалау есебі, Мысал университеті (ойдан шығарылған), 7М07199", "1-стандарт. Білім беру бағдарламасының мақсаттары"),
}  # fmt: skip
APPENDIX = {"en": "Appendix B. EUR-ACE", "ru": "Приложение В. EUR-ACE", "kk": "В қосымшасы. EUR-ACE"}
HEADS = {
    "en": ("Learning area", "Programme outcomes", "Modules", "Module", "Outcomes of the programme", "Basic courses"),
    "ru": ("Область обучения", "Результаты обучения", "Модули", "Дисциплина", "Результаты обучения программы", "Базовые дисциплины"),
    "kk": ("Оқыту саласы", "Оқыту нәтижелері", "Модульдер", "Пән", "Бағдарламаның оқыту нәтижелері", "Базалық пәндер"),
}  # fmt: skip
LABEL = {"en": "LO{0}", "ru": "РО{0}", "kk": "ОН{0}"}
COURSES = {
    "en": ("Mathematical modelling", "Control systems", "Research seminar"),
    "ru": ("Математическое моделирование", "Системы управления", "Научный семинар"),
    "kk": ("Математикалық модельдеу", "Басқару жүйелері", "Ғылыми семинар"),
}
CREDITS = {
    "en": "The whole programme comprises 120 ECTS credits.", "ru": "Объем программы составляет 120 академических кредитов.",
    "kk": "Бағдарламаның көлемі 120 академиялық кредит.",
}  # fmt: skip


def write(path: Path, lang: str) -> Path:
    """Areas: all but the last; outcomes 1 to 5; outcome 5 is in no module, the third course has no outcome."""
    document = docx.Document()
    label = LABEL[lang].format
    title, standard = FRONT[lang]
    document.add_heading(title, 0)
    document.add_heading(standard, 1)
    document.add_heading("1.2.1", 2)
    document.add_paragraph(prose(60, lang))
    document.add_paragraph(CREDITS[lang])
    for number in range(1, 6):
        document.add_paragraph(f"{label(number)} – {prose(12, lang)}")
    document.add_heading(APPENDIX[lang], 1)
    areas = load().schemes[0].areas[:-1]
    table = document.add_table(rows=1 + len(areas), cols=3, style="Table Grid")
    for column, head in enumerate(HEADS[lang][:3]):
        table.cell(0, column).text = head
    for row, area in enumerate(areas, start=1):
        table.cell(row, 0).text = area.titles.get(lang)
        table.cell(row, 1).text = f"{label(1)}, {label(2)}" if row == 1 else label(min(row + 1, 5))
        table.cell(row, 2).text = "\n".join(COURSES[lang][:2])
    document.add_paragraph()
    matrix = document.add_table(rows=6, cols=7, style="Table Grid")
    matrix.autofit = False
    for column, width in zip(matrix.columns, (1, 6, 1.6, 1.6, 1.6, 1.6, 1.6), strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    matrix.cell(0, 2).merge(matrix.cell(0, 6)).text = HEADS[lang][4]
    matrix.cell(0, 1).merge(matrix.cell(1, 1)).text = HEADS[lang][3]
    matrix.cell(0, 0).merge(matrix.cell(1, 0)).text = "№"
    matrix.cell(2, 0).merge(matrix.cell(2, 6)).text = HEADS[lang][5]
    for number in range(1, 6):
        matrix.cell(1, 1 + number).text = label(number)
    for row, course in enumerate(COURSES[lang]):
        matrix.cell(3 + row, 0).text = str(row + 1)
        matrix.cell(3 + row, 1).text = course
    for row, number in ((0, 1), (0, 2), (1, 3), (1, 4)):
        matrix.cell(3 + row, 1 + number).text = "+"
    document.save(str(path))
    return path


def found(file: Path) -> DocumentResult:
    loaded = load_plugins()
    sets = [loaded.sets.find(id) for id in ("programme", "eur-ace")]
    return check([str(file)], settings(loaded, probe(), sets)).documents[0]


def told(result: DocumentResult) -> list[tuple[str, str | None]]:
    names = ("area", "outcome", "modules", "credits", "level", "letter")
    return sorted(
        (f.rule, next((str(f.arguments[n]) for n in names if n in f.arguments), None))
        for f in result.findings
        if f.rule.startswith(("eur-ace", "rule-failed"))
    )


def expected(lang: str) -> list[tuple[str, str | None]]:
    return sorted(
        [
            ("eur-ace-level", "master"),
            ("eur-ace-area-missing", "lifelong"),
            ("eur-ace-outcome-without-module", LABEL[lang].format(5)),
            ("eur-ace-modules-without-outcome", str((COURSES[lang][2],))),
            ("eur-ace-workload", "('120',)"),
        ]
    )


@pytest.mark.parametrize("lang", LANGS)
def test_a_word_file_with_merged_cells(tmp_path: Path, lang: str) -> None:
    result = found(write(tmp_path / "report.docx", lang))
    assert told(result) == expected(lang)
    (overview,) = result.overviews
    label = LABEL[lang].format
    assert overview.rows[0][1:3] == (f"{label(1)}, {label(2)}", "; ".join(COURSES[lang][:2]))


@needs("soffice")
def test_the_same_report_as_a_pdf_says_the_same(tmp_path: Path) -> None:
    files = [str(write(tmp_path / f"{lang}.docx", lang)) for lang in LANGS]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [shutil.which("soffice") or "soffice", "--headless", profile, "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(tmp_path), *files], check=True, capture_output=True, timeout=300)
    for lang in LANGS:
        result = found(tmp_path / f"{lang}.pdf")
        assert told(result) == expected(lang), lang
        (overview,) = result.overviews
        assert all(places and places[0].page for *_, places in overview.rows[:-1])  # type: ignore[union-attr, misc]
