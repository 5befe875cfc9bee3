"""Where a passage goes on and where it ends: frames over a page's end, words cut by a wall, parts without a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapa.core.model.document import Document, Kind
from sapa.core.reading.pdf.read import read_pdf
from sapa.core.reading.tools import Tools

from ..pdffixtures import EN, RU, Sheet, by_libreoffice, sentences
from ..tools import needs


def read(path: Path) -> Document:
    return read_pdf(path, path.name, Tools(), ocr="never")


def shown(document: Document) -> list[tuple[Kind, str]]:
    return [(block.kind, block.shown) for block in document.blocks]


def frame(sheet: Sheet, top: float, bottom: float) -> None:
    for x in (60, 530):
        sheet.canvas.line(x, top, x, bottom)
    for y in (top, bottom):
        sheet.canvas.line(60, y, 530, y)


def lines(sheet: Sheet, y: float, some: list[str]) -> float:
    for line in some:
        sheet.text(66, y, line)
        y -= 14
    return y


@pytest.mark.parametrize("at", [4, 5])
def test_framed_answer_goes_on_above_the_rows_of_a_table(tmp_path: Path, at: int) -> None:
    """Whether the page ends inside a sentence or between two."""
    sheet = Sheet()
    answer = sentences(EN, 110)
    wrapped = sheet.wrapped(answer, 450)
    sheet.text(66, 160, "3.2.1 Design of programmes", bold=True)
    lines(sheet, 140, wrapped[:at])
    frame(sheet, 180, 140 - 14 * at + 4)
    sheet.page()
    y = lines(sheet, 780, wrapped[at:])
    frame(sheet, 800, y + 4)
    sheet.grid(60, y + 4, [235, 235], [["File", "Document"], ["Order of the rector", "No. 14"]], 11)
    document = read(sheet.save(tmp_path / "a.pdf"))
    text = " ".join(block.text for block in document.blocks if block.kind is Kind.PARAGRAPH)
    assert text == f"3.2.1 Design of programmes {answer}" or text == answer
    assert [block.shown for block in document.blocks if block.kind is Kind.ROW] == [
        "File\tDocument",
        "Order of the rector\tNo. 14",
    ]


def test_row_across_a_table_goes_on_in_a_frame_of_its_own(tmp_path: Path) -> None:
    sheet = Sheet()
    answer = sentences(EN, 110)
    wrapped = sheet.wrapped(answer, 450)
    y = sheet.grid(60, 200, [235, 235], [["File", "Document"], ["Order of the rector", "No. 14"]], 11)
    lines(sheet, y - 14, wrapped[:4])
    frame(sheet, y, y - 14 * 5)
    sheet.page()
    y = lines(sheet, 780, wrapped[4:])
    frame(sheet, 800, y + 4)
    sheet.paragraph(60, y - 40, 470, sentences(RU, 40))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [text for kind, text in shown(document) if kind is Kind.ROW][-1] == answer
    assert shown(document)[-1] == (Kind.PARAGRAPH, sentences(RU, 40))


def test_a_heading_in_the_first_row_of_a_page_opens_a_row_of_its_own(tmp_path: Path) -> None:
    sheet = Sheet()
    wrapped = sheet.wrapped(sentences(EN, 40), 450)
    lines(sheet, 140, wrapped)
    frame(sheet, 160, 140 - 14 * len(wrapped) + 4)
    sheet.page()
    sheet.grid(
        60, 800, [235, 235], [["3.2.2 Approval of programmes", "<"], ["File", "Document"], ["Order", "No. 14"]], 11
    )
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert (Kind.ROW, "3.2.2 Approval of programmes") in shown(document)


def test_word_cut_by_the_wall_of_a_narrow_column_is_whole(tmp_path: Path) -> None:
    sheet = Sheet()
    width = sheet.width("Критери", 11) + 9
    top = 780.0
    for k, (key, end) in enumerate((("5.2.1", "й"), ("5.2.2", "й"), ("5.2.3", "й"))):
        low = top - 52
        for x in (60, 60 + width, 460):
            sheet.canvas.line(x, top, x, low)
        for y in (top, low):
            sheet.canvas.line(60, y, 460, y)
        sheet.text(64, top - 14, "Критери")
        sheet.text(64, top - 28, f"{end} {key}")
        sheet.text(68 + width, top - 14, f"Заявка кафедры номер {k} рассмотрена")
        top = low
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [block.cells[0].text for block in document.blocks] == [f"Критерий 5.2.{k}" for k in (1, 2, 3)]


def test_two_words_in_a_narrow_column_stay_two(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 820, 470, "Профессор кафедры читает курс. Мнение: профессор, а также совет кафедры согласны.")
    width = sheet.width("Профессор", 11) + 9
    for x in (60, 60 + width, 460):
        sheet.canvas.line(x, 700, x, 600)
    for y in (700, 650, 600):
        sheet.canvas.line(60, y, 460, y)
    for top in (700, 650):
        sheet.text(64, top - 14, "Профессор")
        sheet.text(64, top - 28, "кафедры")
        sheet.text(68 + width, top - 14, f"Иванова Анна, {top} часов")
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [block.cells[0].text for block in document.blocks if block.cells] == ["Профессор кафедры"] * 2


def test_larger_line_that_a_page_was_broken_for_ends_the_section_above(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 790, "3 Programmes", 18, bold=True)
    y = 760.0
    for code in ("3.2.4", "3.2.5"):
        sheet.text(60, y, f"{code} Design of programmes", 14, bold=True)
        y = sheet.paragraph(60, y - 20, 470, sentences(EN, 150)) - 10
    sheet.page()
    sheet.text(60, 790, "What the faculty concludes", 12.5, bold=True)
    sheet.paragraph(60, 760, 470, sentences(EN, 60))
    sheet.page()
    y = 790.0
    for _ in range(5):
        y = sheet.paragraph(60, y, 470, sentences(EN, 130))
    document = read(sheet.save(tmp_path / "a.pdf"))
    at = next(i for i, block in enumerate(document.blocks) if block.text == "What the faculty concludes")
    assert document.blocks[at].kind is Kind.HEADING
    assert document.heading_path(at + 1) == ("What the faculty concludes",)


def test_larger_line_at_the_top_of_a_page_that_text_ran_over_to_stays_below_its_section(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 790, "3.2.4 Design of programmes", 14, bold=True)
    y = 760.0
    for _ in range(5):
        y = sheet.paragraph(60, y, 470, sentences(EN, 130))
    sheet.page()
    sheet.text(60, 790, "Analysis of the results", 12.5, bold=True)
    sheet.paragraph(60, 760, 470, sentences(EN, 60))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert document.heading_path(len(document.blocks) - 1) == ("3.2.4 Design of programmes", "Analysis of the results")


@pytest.mark.slow
@needs("soffice")
def test_text_of_several_sentences_tagged_as_a_heading_is_text(tmp_path: Path) -> None:
    import docx
    from docx.shared import Pt, RGBColor

    word = docx.Document()
    for name in ("Normal", "Heading 2", "Heading 4"):
        font = word.styles[name].font
        font.name, font.size = "DejaVu Serif", Pt(14 if name == "Heading 2" else 11)
        font.bold, font.italic, font.color.rgb = name == "Heading 2", False, RGBColor(0, 0, 0)
        fonts = word.styles[name].element.rPr.rFonts
        for attribute in list(fonts.attrib):
            fonts.set(attribute, "DejaVu Serif")
    for code in ("4.2.15", "4.2.16", "4.2.17"):
        word.add_heading(f"{code} Teaching staff", 2)
        word.add_heading(sentences(EN, 75), 4)
    source = tmp_path / "a.docx"
    word.save(str(source))
    document = read(by_libreoffice(source, tagged=True))
    assert [block.text for block in document.blocks if block.kind is Kind.HEADING] == [
        f"{code} Teaching staff" for code in ("4.2.15", "4.2.16", "4.2.17")
    ]
    assert [block.text for block in document.blocks if block.kind is Kind.PARAGRAPH] == [sentences(EN, 75)] * 3


@pytest.mark.parametrize(
    "opening", ["Criterion 3.2.5", "3.2.5", "3.2.5 Design of programmes", "3.2.5. Design of programmes."]
)
def test_a_row_with_the_code_alone_at_a_pages_end_is_the_first_of_the_table_that_goes_on(
    tmp_path: Path, opening: str
) -> None:
    """It is one cell over all columns: alone on its page it looks like a frame around a line of text."""
    sheet = Sheet()
    sheet.paragraph(60, 780, 470, sentences(EN, 60))
    sheet.text(66, 100, opening)
    frame(sheet, 114, 94)
    sheet.page()
    sheet.grid(60, 800, [100, 370], [["Answer", sentences(EN, 12)], ["Evidence", "Order of the rector"]], 11)
    document = read(sheet.save(tmp_path / "a.pdf"))
    rows = [block for block in document.blocks if block.kind is Kind.ROW]
    assert [block.shown for block in rows] == [
        opening,
        f"Answer\t{sentences(EN, 12)}",
        "Evidence\tOrder of the rector",
    ]
    assert [block.place.page for block in rows] == [1, 2, 2]
    assert {block.table for block in rows} == {1}
    assert rows[0].cells[0].span == 2


@pytest.mark.parametrize("own", ["3.2.6", "3.2.6. Approval of programmes."])
def test_a_framed_answer_above_a_table_that_names_its_own_criterion_stays_an_answer(tmp_path: Path, own: str) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 780, 470, sentences(EN, 60))
    sheet.text(66, 100, "3.2.5 Design of programmes")
    frame(sheet, 114, 94)
    sheet.page()
    sheet.grid(60, 800, [100, 370], [[own, sentences(EN, 12)], ["Evidence", "Order of the rector"]], 11)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert next(block.shown for block in document.blocks if block.kind is Kind.ROW).startswith("3.2.6")
