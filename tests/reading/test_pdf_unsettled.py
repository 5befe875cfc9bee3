"""Tables that rulings suggest and do not settle: a few rules, dashes, bands; and prose between rules, which is none."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from sapa.core.model.document import Block, Document, Kind
from sapa.core.reading.pdf.plumber import Plumber
from sapa.core.reading.pdf.read import read_pdf
from sapa.core.reading.tools import Tools

from ..pdffixtures import EN, KK, RU, Sheet, sentences

LEFT, WIDTHS = 60.0, (70.0, 250.0, 110.0)
EDGES = (60.0, 130.0, 380.0, 490.0)
HEAD = ("Criterion", "What the university does", "Evidence")
SAID = (sentences(EN, 22), sentences(RU, 19), sentences(KK, 16), sentences(EN, 7), sentences(RU, 25))
ROWS = [(f"3.2.{11 + i}", said, f"Minutes {chr(65 + i)}") for i, said in enumerate(SAID)]
WANTED = [list(HEAD), *map(list, ROWS)]


def read(path: Path) -> Document:
    return read_pdf(path, path.name, Tools(), ocr="never")


def rows(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind is Kind.ROW]


def said(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows(document)]


def table(sheet: Sheet, y: float, between: float = 6.0, size: float = 9.0) -> list[float]:
    """Head and rows without a line; gives the heights of the edges between the rows, from top to bottom."""
    edges = [y]
    for number, row in enumerate((HEAD, *ROWS)):
        most = 1
        for x, width, text in zip(EDGES, WIDTHS, row, strict=False):
            at = y - between / 2 - size + 1
            lines = sheet.wrapped(text, width - 8, size)
            for line in lines:
                sheet.text(x + 4, at, line, size, bold=number == 0)
                at -= 1.25 * size
            most = max(most, len(lines))
        y -= most * 1.25 * size + between
        edges.append(y)
    return edges


def between_paragraphs(sheet: Sheet) -> float:
    return sheet.paragraph(60, 780, 470, sentences(EN, 60)) - 10


def finished(sheet: Sheet, y: float, path: Path) -> Document:
    sheet.paragraph(60, y - 25, 470, sentences(KK, 60))
    document = read(sheet.save(path))
    kinds = [block.kind for block in document.blocks]
    assert kinds[0] is kinds[-1] is Kind.PARAGRAPH
    return document


def test_three_horizontal_rules(tmp_path: Path) -> None:
    sheet = Sheet()
    edges = table(sheet, between_paragraphs(sheet))
    for y in (edges[0], edges[1], edges[-1]):
        sheet.canvas.line(EDGES[0], y, EDGES[-1], y)
    document = finished(sheet, edges[-1], tmp_path / "a.pdf")
    assert said(document) == WANTED
    assert [row.header for row in rows(document)] == [True] + [False] * len(ROWS)


@pytest.mark.parametrize(("rotate", "shift"), [(0, 40), (90, 0), (180, 0), (270, 0)])
def test_three_horizontal_rules_on_a_turned_or_cut_page(tmp_path: Path, rotate: int, shift: int) -> None:
    """The page's content is turned the other way, so that it stands upright when shown."""
    from pypdf import PdfReader, PdfWriter, Transformation
    from pypdf.generic import RectangleObject

    sheet = Sheet()
    edges = table(sheet, between_paragraphs(sheet))
    for y in (edges[0], edges[1], edges[-1]):
        sheet.canvas.line(EDGES[0], y, EDGES[-1], y)
    writer = PdfWriter()
    page = writer.add_page(PdfReader(sheet.save(tmp_path / "a.pdf")).pages[0])
    width, height = 595.0, 842.0
    move = {0: (shift, shift), 90: (height, 0), 180: (width, height), 270: (0, width)}[rotate]
    page.add_transformation(Transformation().rotate(rotate).translate(*move))
    size = (width, height) if rotate % 180 == 0 else (height, width)
    page.mediabox = RectangleObject((shift, shift, size[0] + shift, size[1] + shift))
    page.cropbox = RectangleObject((shift + 10, shift + 12, size[0] + shift - 5, size[1] + shift - 7))
    page.rotate(rotate)
    writer.write(tmp_path / "b.pdf")
    assert said(read(tmp_path / "b.pdf")) == WANTED


def test_a_horizontal_rule_between_rows_only(tmp_path: Path) -> None:
    """Neither outer borders nor walls between the columns."""
    sheet = Sheet()
    edges = table(sheet, between_paragraphs(sheet))
    for y in edges[1:-1]:
        sheet.canvas.line(EDGES[0], y, EDGES[-1], y)
    assert said(finished(sheet, edges[-1], tmp_path / "a.pdf")) == WANTED


def test_missing_outer_borders(tmp_path: Path) -> None:
    sheet = Sheet()
    edges = table(sheet, between_paragraphs(sheet))
    for y in edges[1:-1]:
        sheet.canvas.line(EDGES[0], y, EDGES[-1], y)
    for x in EDGES[1:-1]:
        sheet.canvas.line(x, edges[0], x, edges[-1])
    assert said(finished(sheet, edges[-1], tmp_path / "a.pdf")) == WANTED


def test_walls_only(tmp_path: Path) -> None:
    """A frame and walls between the columns, and no rule between the rows."""
    sheet = Sheet()
    edges = table(sheet, between_paragraphs(sheet))
    for y in (edges[0], edges[1], edges[-1]):
        sheet.canvas.line(EDGES[0], y, EDGES[-1], y)
    for x in EDGES:
        sheet.canvas.line(x, edges[0], x, edges[-1])
    assert said(finished(sheet, edges[-1], tmp_path / "a.pdf")) == WANTED


@pytest.mark.parametrize(("dash", "gap"), [(6.0, 5.0), (2.0, 4.0), (1.0, 2.0)])
def test_lines_of_dashes_each_drawn_alone(tmp_path: Path, dash: float, gap: float) -> None:
    sheet = Sheet()
    edges = table(sheet, between_paragraphs(sheet))

    def dashes(low: float, high: float) -> list[tuple[float, float]]:
        count = int((high - low) / (dash + gap))
        return [(low + i * (dash + gap), low + i * (dash + gap) + dash) for i in range(count + 1)]

    for y in edges:
        for x0, x1 in dashes(EDGES[0], EDGES[-1]):
            sheet.canvas.line(x0, y, min(x1, EDGES[-1]), y)
    for x in EDGES:
        for y0, y1 in dashes(edges[-1], edges[0]):
            sheet.canvas.line(x, y0, x, min(y1, edges[0]))
    assert said(finished(sheet, edges[-1], tmp_path / "a.pdf")) == WANTED


def test_lines_with_a_dash_pattern(tmp_path: Path) -> None:
    sheet = Sheet()
    edges = table(sheet, between_paragraphs(sheet))
    sheet.canvas.setDash(3, 4)
    for y in edges:
        sheet.canvas.line(EDGES[0], y, EDGES[-1], y)
    for x in EDGES:
        sheet.canvas.line(x, edges[0], x, edges[-1])
    assert said(finished(sheet, edges[-1], tmp_path / "a.pdf")) == WANTED


@pytest.mark.parametrize("first", [0, 1])
def test_every_second_row_on_a_coloured_band(tmp_path: Path, first: int) -> None:
    sheet = Sheet()
    y = between_paragraphs(sheet)
    spare = Sheet()
    edges = table(spare, y)
    sheet.canvas.setFillColorRGB(0.85, 0.9, 0.97)
    for top, bottom in list(itertools.pairwise(edges))[first::2]:
        sheet.canvas.rect(EDGES[0], bottom, EDGES[-1] - EDGES[0], top - bottom, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(0, 0, 0)
    table(sheet, y)
    assert said(finished(sheet, edges[-1], tmp_path / "a.pdf")) == WANTED


def test_cells_on_grounds_of_their_own_without_a_line(tmp_path: Path) -> None:
    sheet = Sheet()
    y = between_paragraphs(sheet)
    edges = table(Sheet(), y)
    for number, (top, bottom) in enumerate(itertools.pairwise(edges)):
        shade = 0.75 if number == 0 else 0.92
        sheet.canvas.setFillColorRGB(shade, shade, 1)
        for left, right in itertools.pairwise(EDGES):
            sheet.canvas.rect(left + 0.7, bottom + 0.7, right - left - 1.4, top - bottom - 1.4, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(0, 0, 0)
    table(sheet, y)
    assert said(finished(sheet, edges[-1], tmp_path / "a.pdf")) == WANTED


def test_a_code_wrapped_in_its_narrow_column_between_rules(tmp_path: Path) -> None:
    sheet = Sheet()
    y = between_paragraphs(sheet)
    edges = [y]
    for key, lines in ((["No"], ["What is done"]), (["3.2.", "14"], ["One line here", "and one more"]),
                       (["3.2.", "15"], ["Another line", "and the last"])):  # fmt: skip
        for number in range(max(len(key), len(lines))):
            y -= 12
            if number < len(key):
                sheet.text(64, y, key[number], 9)
            sheet.text(100, y, lines[number], 9)
        y -= 5
        edges.append(y)
    for y in edges:
        sheet.canvas.line(60, y, 300, y)
    got = said(finished(sheet, y, tmp_path / "a.pdf"))
    assert got == [
        ["No", "What is done"],
        ["3.2.\n14", "One line here and one more"],
        ["3.2.\n15", "Another line and the last"],
    ]


# --- no tables -------------------------------------------------------------------------------------------------------


def test_paragraphs_between_rules_are_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 780.0
    for text in (EN, RU, KK, EN):
        sheet.canvas.line(60, y + 14, 530, y + 14)
        y = sheet.paragraph(60, y, 470, sentences(text, 50)) - 12
    sheet.canvas.line(60, y + 14, 530, y + 14)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert not rows(document)
    assert len(document.blocks) == 4


def test_underlined_headings_and_numbered_paragraphs_are_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 780.0
    for standard in range(3, 7):
        sheet.text(60, y, f"Standard {standard}. Learning and teaching", 14, bold=True)
        sheet.canvas.line(60, y - 5, 530, y - 5)
        y -= 24
        for number in range(1, 4):
            sheet.text(60, y, f"{standard}.2.{number}.")
            y = sheet.paragraph(110, y, 420, sentences(EN, 14)) - 2
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert not rows(document)


def test_paragraphs_on_coloured_grounds_are_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 780.0
    for text in (EN, RU, KK):
        sheet.canvas.setFillColorRGB(0.9, 0.95, 0.9)
        sheet.canvas.rect(55, y - 60, 480, 75, stroke=0, fill=1)
        sheet.canvas.setFillColorRGB(0, 0, 0)
        sheet.paragraph(60, y, 470, sentences(text, 35))
        y -= 100
    assert not rows(read(sheet.save(tmp_path / "a.pdf")))


def test_two_columns_of_prose_between_rules_are_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    for y in (800, 770, 420):
        sheet.canvas.line(60, y, 530, y)
    sheet.text(60, 780, "Bulletin of the fictional Example University")
    sheet.text(430, 780, "Issue twelve")
    sheet.paragraph(60, 750, 220, sentences(EN, 110))
    sheet.paragraph(310, 750, 220, sentences(RU, 90))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert not rows(document)
    assert any(sentences(EN, 110) in block.text for block in document.blocks)


def test_where_pdfplumber_fails_the_page_is_read_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet()
    edges = table(sheet, between_paragraphs(sheet))
    for y in (edges[0], edges[1], edges[-1]):
        sheet.canvas.line(EDGES[0], y, EDGES[-1], y)
    asked: list[int] = []

    def refuse(self: object, number: int) -> None:
        asked.append(number)
        raise ValueError("no such page")

    monkeypatch.setattr(Plumber, "_page", refuse)
    document = finished(sheet, edges[-1], tmp_path / "a.pdf")
    assert asked == [1]
    assert "3.2.14" in str(document.blocks)


def test_an_ordinary_page_does_not_need_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet()
    y = sheet.paragraph(60, 780, 470, sentences(EN, 60))
    sheet.grid(60, y, [80, 380], [["3.2.14", sentences(RU, 20)], ["3.2.15", sentences(KK, 20)]])
    asked: list[int] = []
    monkeypatch.setattr(Plumber, "_page", lambda self, number: asked.append(number))
    assert len(rows(read(sheet.save(tmp_path / "a.pdf")))) == 2
    assert not asked
