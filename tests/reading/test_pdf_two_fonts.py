"""Lines in which one font draws what another one lacks: read by the places of the characters, each word once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sapa.core.model.document import Document, Kind
from sapa.core.reading.pdf.read import read_pdf
from sapa.core.reading.tools import Tools
from sapa.core.reading.word.read import read_docx

from ..pdffixtures import EN, KAZAKH, KK, Sheet, by_libreoffice, old_fonts, sentences
from ..tools import needs

Piece = tuple[float, str, str]  # x, font, text


def read(path: Path) -> Document:
    return read_pdf(path, path.name, Tools(), ocr="never")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def pieces(sheet: Sheet, x: float, text: str, size: float) -> Iterator[Piece]:
    """A line in runs of one font: Serif where it can, Sans for Kazakh letters."""
    run, font = "", "Serif"
    for char in text:
        wanted = "Sans" if char in KAZAKH else "Serif" if char != " " else font
        if wanted != font and run:
            yield x, font, run
            sheet.font = font
            x += sheet.width(run, size)
            run = ""
        font = wanted
        run += char
    yield x, font, run


def as_they_come(line: list[Piece]) -> list[Piece]:
    return line


def main_font_first(line: list[Piece]) -> list[Piece]:
    return sorted(line, key=lambda piece: piece[1] == "Sans")


def other_font_first(line: list[Piece]) -> list[Piece]:
    return sorted(line, key=lambda piece: piece[1] != "Sans")


def from_the_right(line: list[Piece]) -> list[Piece]:
    return line[::-1]


ORDERS = [as_they_come, main_font_first, other_font_first, from_the_right]


def draw(sheet: Sheet, line: list[Piece], y: float, size: float) -> None:
    for x, font, text in line:
        sheet.canvas.setFont(font, size)
        sheet.canvas.drawString(x, y, text)


@pytest.mark.parametrize("order", ORDERS)
def test_line_of_two_fonts_reads_as_it_stands(tmp_path: Path, order: Callable[[list[Piece]], list[Piece]]) -> None:
    sheet = Sheet()
    text = sentences(KK, 90)
    lines, y = sheet.wrapped(text, 430), 780.0
    for line in lines:
        draw(sheet, order(list(pieces(sheet, 60, line, 11))), y, 11)
        sheet.font = "Serif"
        y -= 15
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == [text]


def test_missing_letters_of_a_whole_page_drawn_last(tmp_path: Path) -> None:
    sheet = Sheet()
    text = sentences(KK, 90)
    later: list[tuple[list[Piece], float]] = []
    y = 780.0
    for line in sheet.wrapped(text, 430):
        drawn = list(pieces(sheet, 60, line, 11))
        sheet.font = "Serif"
        draw(sheet, [piece for piece in drawn if piece[1] == "Serif"], y, 11)
        later.append(([piece for piece in drawn if piece[1] == "Sans"], y))
        y -= 15
    for rest, at in later:
        draw(sheet, rest, at, 11)
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == [text]


def test_cells_of_two_fonts(tmp_path: Path) -> None:
    """Columns stand apart however their letters are drawn, and a key keeps its digits."""
    sheet = Sheet()
    rows = [["3.2.4", "Оқу бағдарламасы өңделді", "№ 5 қосымша"], ["3.2.5", "Әдістемелік кеңес құрылды", "№ 6 қосымша"]]
    sheet.grid(60, 700, [60, 260, 120], [["", "", ""] for _ in rows])
    for number, row in enumerate(rows):
        for x, cell in zip((64, 124, 384), row, strict=True):
            sheet.font = "Serif"
            draw(sheet, main_font_first(list(pieces(sheet, x, cell, 9))), 700 - 11 - 17.25 * number, 9)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [[cell.text for cell in block.cells] for block in document.blocks if block.kind is Kind.ROW] == rows


def test_note_mark_in_a_line_of_two_fonts(tmp_path: Path) -> None:
    sheet = Sheet()
    drawn = list(pieces(sheet, 60, "3.2.4 Оқу бағдарламасының мазмұны", 11))
    x, font, last = drawn[-1]
    draw(sheet, main_font_first(drawn), 700, 11)
    sheet.font = font
    sheet.canvas.setFont("Serif", 7)
    sheet.canvas.drawString(x + sheet.width(last, 11), 705, "2")
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == ["3.2.4 Оқу бағдарламасының мазмұны²"]


def test_text_with_a_shadow_is_read_once(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.canvas.setFillGray(0.6)
    sheet.text(61, 699, "3.2.4 Design of the programme", 14)
    sheet.canvas.setFillGray(0)
    sheet.text(60, 700, "3.2.4 Design of the programme", 14)
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == ["3.2.4 Design of the programme"]


def test_letters_of_a_watermark_do_not_mix_with_a_line(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.canvas.setFillGray(0.8)
    for x in (20, 160, 300, 440):
        for y in (100, 300, 500, 700):
            sheet.text(x, y, "For internal use", 9)
    sheet.canvas.setFillGray(0)
    sheet.text(60, 700.4, "3.2.4 Design of the programme", 14, bold=True)
    sheet.paragraph(60, 680, 430, sentences(EN, 60))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [(block.kind, block.text) for block in document.blocks] == [
        (Kind.HEADING, "3.2.4 Design of the programme"),
        (Kind.PARAGRAPH, sentences(EN, 60)),
        (Kind.FURNITURE, "For internal use"),
    ]


def test_pale_word_in_large_letters_behind_the_text_is_furniture(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.canvas.setFillGray(0.85)
    sheet.text(100, 690, "DRAFT", 90)
    sheet.canvas.setFillGray(0)
    sheet.paragraph(60, 760, 430, sentences(EN, 120))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [(block.kind, block.text) for block in document.blocks] == [
        (Kind.PARAGRAPH, sentences(EN, 120)),
        (Kind.FURNITURE, "DRAFT"),
    ]


def test_the_same_pale_words_down_a_column_are_text(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid(60, 700, [60, 200], [[f"3.2.{k}", ""] for k in range(1, 9)])
    sheet.canvas.setFillGray(0.65)
    for k in range(8):
        sheet.text(124, 689 - 17.25 * k, "Not applicable", 9)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [block.cells[1].text for block in document.blocks] == ["Not applicable"] * 8


@pytest.mark.slow
@needs("soffice")
def test_kazakh_report_through_libreoffice_without_kazakh_letters_in_its_font(tmp_path: Path) -> None:
    import docx
    from docx.shared import Pt

    word = docx.Document()
    for name in ("Normal", "Heading 1", "Heading 2"):
        word.styles[name].font.name = "DejaVu Serif"
        word.styles[name].font.size = Pt(16 if name == "Heading 1" else 12)
        fonts = word.styles[name].element.rPr.rFonts
        for attribute in list(fonts.attrib):
            fonts.set(attribute, "DejaVu Serif")
    word.add_heading("3-стандарт. Білім беру бағдарламалары", 1)
    for number in range(4, 12):
        word.add_heading(f"3.2.{number} Құзыреттер мен оқу нәтижелері", 2)
        word.add_paragraph(sentences(KK, 70))
    source = tmp_path / "a.docx"
    word.save(str(source))
    with source.open("rb") as stream:
        twin = read_docx(stream, "a.docx", "")
    document = read(by_libreoffice(source, bookmarks=False, fonts=old_fonts(tmp_path / "fonts")))
    assert [(block.kind, block.text) for block in document.blocks] == [
        (block.kind, block.text) for block in twin.blocks
    ]
