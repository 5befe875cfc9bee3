"""Form fields of a PDF: what is filled in and shown counts as text of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, NameObject, NumberObject, TextStringObject

from sapa.core.model.document import Document, Kind
from sapa.core.reading.pdf.read import read_pdf
from sapa.core.reading.tools import Tools

from ..pdffixtures import EN, Sheet, sentences


def read(path: Path) -> Document:
    return read_pdf(path, path.name, Tools(), ocr="never")


def said(document: Document) -> str:
    return "\n".join(block.text or " | ".join(cell.text for cell in block.cells) for block in document.blocks)


def form() -> Sheet:
    sheet = Sheet()
    sheet.paragraph(60, 780, 470, sentences(EN, 60))
    sheet.text(60, 600, "Answer of the university:")
    return sheet


def test_text_in_a_field_stands_where_the_field_stands(tmp_path: Path) -> None:
    sheet = form()
    value = "3.2.14 The plan was renewed with employers."
    sheet.canvas.acroForm.textfield(name="a", value=value, x=60, y=560, width=400, height=20, fontSize=10)
    sheet.paragraph(60, 520, 470, sentences(EN, 40))
    document = read(sheet.save(tmp_path / "a.pdf"))
    texts = [block.text for block in document.blocks]
    assert texts == [sentences(EN, 60), "Answer of the university:", value, sentences(EN, 40)]
    assert document.blocks[2].place.page == 1


def test_text_without_an_appearance_is_read_all_the_same(tmp_path: Path) -> None:
    """Some programs store the value only and leave drawing it to the viewer."""
    sheet = form()
    sheet.canvas.acroForm.textfield(
        name="a", value="old", x=60, y=500, width=400, height=80, fontSize=10, fieldFlags="multiline"
    )
    writer = PdfWriter(PdfReader(sheet.save(tmp_path / "a.pdf")))
    for annotation in writer.pages[0]["/Annots"]:  # type: ignore[attr-defined]
        field = annotation.get_object()
        field[NameObject("/V")] = TextStringObject("Бірінші жол 3.2.15\nЕкінші жол")
        del field["/AP"]
    writer.root_object["/AcroForm"].get_object()[NameObject("/NeedAppearances")] = BooleanObject(True)
    writer.write(tmp_path / "b.pdf")
    text = said(read(tmp_path / "b.pdf"))
    assert "Бірінші жол 3.2.15\nЕкінші жол" in text
    assert "old" not in text


def test_choice_and_tick_count_and_what_is_not_chosen_does_not(tmp_path: Path) -> None:
    sheet = form()
    forms = sheet.canvas.acroForm
    forms.choice(
        name="b", value="partly met", options=["fully met", "partly met", "not met"], x=60, y=560, width=120, height=20
    )
    sheet.text(80, 520, "agreed")
    forms.checkbox(name="c", checked=True, x=60, y=518, size=12)
    sheet.text(80, 490, "refused")
    forms.checkbox(name="d", checked=False, x=60, y=488, size=12)
    text = said(read(sheet.save(tmp_path / "a.pdf")))
    assert "partly met" in text
    assert "fully met" not in text and "not met" not in text
    assert "☑ agreed" in text
    assert text.count("☑") == 1


@pytest.mark.parametrize("flag", [2, 32])
def test_hidden_field_does_not_count(tmp_path: Path, flag: int) -> None:
    sheet = form()
    sheet.canvas.acroForm.textfield(name="a", value="3.2.14 unseen", x=60, y=560, width=400, height=20)
    writer = PdfWriter(PdfReader(sheet.save(tmp_path / "a.pdf")))
    for annotation in writer.pages[0]["/Annots"]:  # type: ignore[attr-defined]
        annotation.get_object()[NameObject("/F")] = NumberObject(flag)
    writer.write(tmp_path / "b.pdf")
    assert "unseen" not in said(read(tmp_path / "b.pdf"))


def test_password_does_not_count(tmp_path: Path) -> None:
    sheet = form()
    sheet.canvas.acroForm.textfield(name="a", value="secret", x=60, y=560, width=400, height=20, fieldFlags="password")
    assert "secret" not in said(read(sheet.save(tmp_path / "a.pdf")))


def test_field_in_a_cell_of_a_table(tmp_path: Path) -> None:
    sheet = form()
    bottom = sheet.grid(60, 580, [80, 300], [["3.2.14", "a b c d"], ["3.2.15", "\n\n"], ["3.2.16", "e f g"]])
    sheet.canvas.acroForm.textfield(
        name="a", value="filled in later", x=145, y=bottom + 20, width=280, height=14, fontSize=9
    )
    rows = [
        [cell.text for cell in block.cells]
        for block in read(sheet.save(tmp_path / "a.pdf")).blocks
        if block.kind is Kind.ROW
    ]
    assert ["3.2.15", "filled in later"] in rows


def test_comment_is_no_text(tmp_path: Path) -> None:
    sheet = form()
    sheet.canvas.textAnnotation("3.2.14 remark of a reader", Rect=[60, 500, 80, 520], addtopage=1)
    assert "remark" not in said(read(sheet.save(tmp_path / "a.pdf")))
