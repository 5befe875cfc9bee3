"""What nobody sees on a page does not count, and what is seen does."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from sapa.core.model.document import Document
from sapa.core.reading.pdf.read import read_pdf
from sapa.core.reading.tools import Tools

from ..pdffixtures import EN, RU, Sheet, sentences

SEEN, UNSEEN = sentences(EN, 40), sentences(RU, 40)


def read(path: Path) -> Document:
    return read_pdf(path, path.name, Tools(), ocr="never")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def page() -> Sheet:
    sheet = Sheet()
    sheet.paragraph(60, 780, 470, SEEN)
    return sheet


def unseen(sheet: Sheet, y: float = 600) -> Sheet:
    sheet.paragraph(60, y, 470, UNSEEN)
    return sheet


def test_text_under_a_filled_rectangle_painted_later(tmp_path: Path) -> None:
    sheet = unseen(page())
    sheet.canvas.setFillGray(1)
    sheet.canvas.rect(50, 500, 495, 130, stroke=0, fill=1)
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == [SEEN]


def test_new_text_over_a_painted_out_passage(tmp_path: Path) -> None:
    sheet = unseen(page())
    sheet.canvas.setFillGray(1)
    sheet.canvas.rect(50, 500, 495, 130, stroke=0, fill=1)
    sheet.canvas.setFillGray(0)
    sheet.text(60, 600, "A new line stands where an old passage stood.")
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == [SEEN, "A new line stands where an old passage stood."]


@pytest.mark.parametrize("how", ["below", "transparent", "beside", "clipped", "frame"])
def test_rectangles_that_cover_nothing(tmp_path: Path, how: str) -> None:
    """A ground painted before, a marker's colour, a neighbour, a large area of which little is shown, a frame."""
    sheet = page()
    canvas = sheet.canvas
    if how == "below":
        canvas.setFillGray(0.9)
        canvas.rect(50, 500, 495, 130, stroke=0, fill=1)
        canvas.setFillGray(0)
    unseen(sheet)
    canvas.saveState()
    canvas.setFillColorRGB(1, 1, 0)
    if how == "transparent":
        canvas.setFillAlpha(0.4)
        canvas.rect(50, 500, 495, 130, stroke=0, fill=1)
    elif how == "beside":
        canvas.rect(50, 400, 495, 90, stroke=0, fill=1)
    elif how == "clipped":
        clip = canvas.beginPath()
        clip.rect(50, 400, 495, 50)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.rect(0, 0, 595, 842, stroke=0, fill=1)
    elif how == "frame":
        canvas.rect(50, 500, 495, 130, stroke=1, fill=0)
    canvas.restoreState()
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == [SEEN, UNSEEN]


def test_transparent_text(tmp_path: Path) -> None:
    sheet = page()
    sheet.canvas.setFillAlpha(0)
    assert texts(read(unseen(sheet).save(tmp_path / "a.pdf"))) == [SEEN]


def test_text_that_is_neither_filled_nor_stroked(tmp_path: Path) -> None:
    sheet = page()
    sheet.canvas.setFont("Serif", 11)
    for number, line in enumerate(sheet.wrapped(UNSEEN, 470)):
        sheet.canvas.drawString(60, 600 - 14 * number, line, mode=3)
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == [SEEN]


@pytest.mark.parametrize("colour", [(1.0, 1.0, 1.0), (0.1, 0.3, 0.6)])
def test_text_in_the_colour_of_its_ground(tmp_path: Path, colour: tuple[float, float, float]) -> None:
    sheet = page()
    sheet.canvas.setFillColorRGB(*colour)
    sheet.canvas.rect(50, 500, 495, 130, stroke=0, fill=1)
    assert texts(read(unseen(sheet).save(tmp_path / "a.pdf"))) == [SEEN]


def test_white_text_on_a_dark_ground_is_seen(tmp_path: Path) -> None:
    sheet = page()
    sheet.canvas.setFillColorRGB(0.1, 0.3, 0.6)
    sheet.canvas.rect(50, 500, 495, 130, stroke=0, fill=1)
    sheet.canvas.setFillGray(1)
    assert texts(read(unseen(sheet).save(tmp_path / "a.pdf"))) == [SEEN, UNSEEN]


def test_text_without_size(tmp_path: Path) -> None:
    sheet = page()
    sheet.text(60, 600, UNSEEN, 0.4)
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == [SEEN]


def test_text_outside_its_clipping_path(tmp_path: Path) -> None:
    sheet = page()
    clip = sheet.canvas.beginPath()
    clip.rect(50, 100, 495, 50)
    sheet.canvas.clipPath(clip, stroke=0, fill=0)
    assert texts(read(unseen(sheet).save(tmp_path / "a.pdf"))) == [SEEN]


def layered(data: bytes, *, off: bool, packed: bool = False) -> bytes:
    """A file whose second page's text belongs to a layer."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    layer = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Old")})
    )
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {
            NameObject("/OCGs"): ArrayObject([layer]),
            NameObject("/D"): DictionaryObject({NameObject("/OFF"): ArrayObject([layer] if off else [])}),
        }
    )
    page = writer.pages[1]
    resources = page["/Resources"].get_object()
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L0"): layer})  # type: ignore[index]
    content = page.get_contents()
    assert content is not None
    content.set_data(b"/OC /L0 BDC\n" + content.get_data() + b"\nEMC\n")
    page.replace_contents(content)
    if packed:
        writer.compress_identical_objects()
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("off", [True, False])
def test_text_on_a_layer(tmp_path: Path, off: bool) -> None:
    sheet = page()
    sheet.page()
    path = tmp_path / "a.pdf"
    path.write_bytes(layered(unseen(sheet).bytes(), off=off))
    assert texts(read(path)) == ([SEEN] if off else [SEEN, UNSEEN])


@pytest.mark.parametrize("turn", [0, 90])
def test_layers_of_a_turned_page(tmp_path: Path, turn: int) -> None:
    sheet = page()
    sheet.page()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(layered(unseen(sheet).bytes(), off=False))))
    writer.pages[1].rotate(turn)
    path = tmp_path / "a.pdf"
    with path.open("wb") as stream:
        writer.write(stream)
    assert len(read(path).blocks) == 2
