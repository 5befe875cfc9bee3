"""Line numbers, drop caps, typed text: what stands beside or on the text of a page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from sapa.core.model.document import Document, Kind
from sapa.core.reading.pdf.read import read_pdf
from sapa.core.reading.tools import Tools

from ..pdffixtures import EN, RU, Sheet, sentences


def read(path: Path) -> Document:
    return read_pdf(path, path.name, Tools(), ocr="never")


def said(document: Document) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in document.blocks]


@pytest.mark.parametrize("size", [11, 8])
@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("right", [False, True])
def test_line_numbers_are_no_text(tmp_path: Path, size: float, step: int, right: bool) -> None:
    sheet = Sheet()
    number, y = 0, 790.0
    wanted: list[tuple[Kind, str]] = []
    for code in ("3.2.4", "3.2.5", "3.2.6"):
        text = sentences(EN if code == "3.2.5" else RU, 110)
        wanted += [(Kind.HEADING, f"{code} Design of programmes"), (Kind.PARAGRAPH, text)]
        for line in (f"{code} Design of programmes", *sheet.wrapped(text, 440)):
            number += 1
            sheet.text(72, y, line, bold=line.startswith(code))
            if number % step == 0:
                shown = str(number)
                sheet.text(540 if right else 54 - sheet.width(shown, size), y, shown, size)
            y -= 15
    assert said(read(sheet.save(tmp_path / "a.pdf"))) == wanted


def test_numbers_of_list_items_stay(tmp_path: Path) -> None:
    sheet = Sheet()
    items = [f"The council discussed the results of group {n} and decided what to do about them" for n in range(1, 13)]
    for number, item in enumerate(items, 1):
        sheet.text(54, 790 - 15 * number, str(number))
        sheet.text(80, 790 - 15 * number, item)
    document = read(sheet.save(tmp_path / "a.pdf"))
    shown = " ".join(block.shown for block in document.blocks).split()
    assert all(str(number) in shown for number in range(1, 13))


@pytest.mark.parametrize("text", [sentences(EN, 60), sentences(RU, 60)])
def test_drop_cap_belongs_to_its_word(tmp_path: Path, text: str) -> None:
    sheet = Sheet()
    sheet.text(60, 800, "3.2.4 Design of programmes", 14, bold=True)
    end = sheet.text(60, 752, text[0], 36, bold=True)
    beside = sheet.wrapped(text[1:], 440)[:2]
    for number, line in enumerate(beside):
        sheet.text(end + 4, 767 - 15 * number, line)
    rest = text[1:][len(" ".join(beside)) :].strip()
    sheet.paragraph(60, 737, 470, rest, leading=15 / 11)
    assert said(read(sheet.save(tmp_path / "a.pdf"))) == [
        (Kind.HEADING, "3.2.4 Design of programmes"),
        (Kind.PARAGRAPH, text),
    ]


@pytest.mark.parametrize("appearance", [True, False])
def test_text_typed_onto_a_page_stands_where_it_is_typed(tmp_path: Path, appearance: bool) -> None:
    sheet = Sheet()
    sheet.text(60, 790, "3.2.4 Design of programmes", 14, bold=True)
    sheet.text(60, 600, "3.2.5 Aims of programmes", 14, bold=True)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheet.bytes())))
    note = FreeText(text=sentences(RU, 60), rect=(60, 640, 530, 770), font_size="11pt")
    if not appearance:
        note.pop("/AP", None)
    writer.add_annotation(0, note)
    path = tmp_path / "a.pdf"
    with path.open("wb") as stream:
        writer.write(stream)
    assert said(read(path)) == [
        (Kind.HEADING, "3.2.4 Design of programmes"),
        (Kind.PARAGRAPH, sentences(RU, 60)),
        (Kind.HEADING, "3.2.5 Aims of programmes"),
    ]


@pytest.mark.parametrize(("size", "raised"), [(7.5, 0.0), (7.5, 2.5), (11.0, 3.0)])
def test_a_code_in_the_margin_may_be_smaller_and_higher_than_its_text(
    tmp_path: Path, size: float, raised: float
) -> None:
    sheet = Sheet()
    for top, code in ((780, "7.2.1"), (680, "7.2.2")):
        sheet.text(60, top + raised, code, size)
        sheet.paragraph(100, top, 430, sentences(EN, 60))
    texts = [block.shown for block in read(sheet.save(tmp_path / "a.pdf")).blocks]
    assert [code for code in ("7.2.1", "7.2.2") if any(text.startswith(code) for text in texts)] == ["7.2.1", "7.2.2"]


def test_a_note_mark_behind_a_code_is_no_digit_of_it(tmp_path: Path) -> None:
    sheet = Sheet()
    end = sheet.text(60, 780, "As said under 7.2.1")
    end = sheet.text(end, 784, "2", 6.5)
    sheet.text(end, 780, " the council decides once a year.")
    (block,) = read(sheet.save(tmp_path / "a.pdf")).blocks
    assert "7.2.1² the council" in block.shown
