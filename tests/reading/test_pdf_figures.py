"""Which pictures of a PDF show something, and between which blocks they stand."""

from __future__ import annotations

import io
from pathlib import Path

from sapa.core.model.document import Document

from ..pdffixtures import EN, Sheet, sentences
from .test_pdf_fields import read


def picture(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    data = io.BytesIO()
    Image.new("RGB", (30, 20), (90, 140, 200)).save(data, "PNG")
    data.seek(0)
    sheet.canvas.drawImage(ImageReader(data), x, y, width, height)


def prose(sheet: Sheet, y: float, words: int = 60) -> float:
    return sheet.paragraph(60, y, 470, sentences(EN, words))


def beside(document: Document) -> list[tuple[str, str]]:
    """The first words of the blocks before and behind each picture."""
    texts = ["", *(block.text for block in document.blocks), ""]
    return [(texts[at][:12], texts[at + 1][:12]) for at in document.pictures or ()]


def test_a_picture_stands_between_the_texts_above_and_below_it(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 780, "Above the picture stands this line.")
    picture(sheet, 100, 500, 300, 200)
    sheet.text(60, 470, "Below the picture stands this line.")
    assert beside(read(sheet.save(tmp_path / "a.pdf"))) == [("Above the pi", "Below the pi")]


def test_strips_of_one_picture_are_one(tmp_path: Path) -> None:
    sheet = Sheet()
    prose(sheet, 780)
    for number in range(4):
        picture(sheet, 100, 500 + 40 * number, 300, 40)
    prose(sheet, 470)
    assert len(beside(read(sheet.save(tmp_path / "a.pdf")))) == 1


def test_small_pictures_and_the_ground_of_a_page_show_nothing(tmp_path: Path) -> None:
    sheet = Sheet()
    picture(sheet, 0, 0, *sheet.size)
    sheet.canvas.showPage()
    prose(sheet, 780, 120)
    picture(sheet, 60, 500, 60, 60)
    picture(sheet, 60, 300, 470, 20)
    assert not beside(read(sheet.save(tmp_path / "a.pdf")))


def test_an_emblem_on_every_page_belongs_to_the_paper(tmp_path: Path) -> None:
    sheet = Sheet()
    for _ in range(3):
        picture(sheet, 100, 600, 200, 150)
        prose(sheet, 560, 80)
        sheet.canvas.showPage()
    assert not beside(read(sheet.save(tmp_path / "a.pdf")))
