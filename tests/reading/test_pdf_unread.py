"""What a PDF shows and does not say is unreadable, at its place: never missing."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from sapa.core.model.document import Document, Kind
from sapa.core.reading.pdf.garbage import has_holes, is_garbage
from sapa.core.reading.pdf.read import read_pdf
from sapa.core.reading.tools import Tools

from ..pdffixtures import EN, KK, RU, Sheet, sentences


def read(path: Path) -> Document:
    return read_pdf(path, path.name, Tools(), ocr="never")


def unread(document: Document) -> list[tuple[tuple[int, ...], str]]:
    return [(gap.pages, gap.reason) for gap in document.unreadable]


def lines_of_text(width: int, height: int, seed: int = 1) -> object:
    """A picture with something like a line of text."""
    from PIL import Image, ImageDraw
    from reportlab.lib.utils import ImageReader

    picture = Image.new("L", (width, height), 255)
    draw, dice = ImageDraw.Draw(picture), random.Random(seed)
    for y in range(4, height - 8, 20):
        x = 4
        while x < width - 12:
            draw.rectangle((x, y, x + 3, y + dice.choice((8, 11))), fill=0)
            x += dice.choice((6, 7, 7, 12))
    return ImageReader(picture)


def with_page(draw: object, words: str = "") -> Sheet:
    """Three pages, of which the second one shows something."""
    sheet = Sheet()
    sheet.paragraph(60, 780, 470, sentences(EN, 60))
    sheet.page()
    draw(sheet)  # type: ignore[operator]
    if words:
        sheet.text(60, 30, words, 9)
    sheet.page()
    sheet.paragraph(60, 780, 470, sentences(RU, 60))
    return sheet


def in_strips(sheet: Sheet) -> None:
    for number in range(14):
        sheet.canvas.drawImage(lines_of_text(460, 20, number), 67, 750 - 17 * number, 460, 15)


def upper_part(sheet: Sheet) -> None:
    sheet.canvas.drawImage(lines_of_text(560, 360), 0, 480, 595, 362)


def as_mask(sheet: Sheet) -> None:
    """Black wherever a mask of one bit says so, as scanners store text."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    grey = lines_of_text(470, 220)._image.convert("L")  # type: ignore[attr-defined]
    picture = Image.new("RGBA", grey.size, (0, 0, 0, 0))
    picture.putalpha(grey.point(lambda value: 255 if value < 128 else 0))
    sheet.canvas.drawImage(ImageReader(picture), 60, 560, 470, 220, mask="auto")


def as_outlines(sheet: Sheet) -> None:
    """Letters drawn as curves, some of them in one path."""
    for row in range(12):
        path = sheet.canvas.beginPath()
        for number in range(70):
            x, y = 60 + 6.5 * number, 760 - 16 * row
            path.moveTo(x, y)
            path.curveTo(x + 5, y, x + 5, y + 8, x, y + 8)
            path.lineTo(x + 2, y + 4)
            path.close()
        sheet.canvas.drawPath(path, stroke=0, fill=1)


@pytest.mark.parametrize("draw", [in_strips, upper_part, as_mask, as_outlines])
def test_page_that_shows_something_and_says_nothing(tmp_path: Path, draw: object) -> None:
    assert unread(read(with_page(draw).save(tmp_path / "a.pdf"))) == [((2,), "scan")]


def test_page_whose_only_words_are_its_number(tmp_path: Path) -> None:
    assert unread(read(with_page(upper_part, "2").save(tmp_path / "a.pdf"))) == [((2,), "scan")]


def test_page_whose_only_words_stand_on_every_page(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in range(1, 6):
        sheet.text(60, 815, "Example University. Report of the year", 9)
        sheet.text(300, 30, str(number), 9)
        if number == 3:
            upper_part(sheet)
        else:
            sheet.paragraph(60, 780, 470, sentences(EN, 60 + number))
        sheet.page()
    assert unread(read(sheet.save(tmp_path / "a.pdf"))) == [((3,), "scan")]


def test_picture_with_its_caption_is_readable(tmp_path: Path) -> None:
    document = read(with_page(upper_part, "Figure 3. Structure of the faculty").save(tmp_path / "a.pdf"))
    assert unread(document) == []


def empty(sheet: Sheet) -> None:
    pass


def logo_and_rule(sheet: Sheet) -> None:
    sheet.canvas.line(60, 800, 530, 800)
    sheet.canvas.drawImage(lines_of_text(60, 60), 60, 60, 40, 40)


def even_ground(sheet: Sheet) -> None:
    sheet.canvas.setFillColorRGB(0.1, 0.3, 0.6)
    sheet.canvas.rect(0, 0, 595, 842, stroke=0, fill=1)


@pytest.mark.parametrize("draw", [empty, logo_and_rule, even_ground])
def test_page_that_shows_nothing_to_read(tmp_path: Path, draw: object) -> None:
    assert unread(read(with_page(draw).save(tmp_path / "a.pdf"))) == []


@pytest.mark.parametrize("text", ["\ufffd.\ufffd.\ufffd Design", "in the year \ufffd\ufffd\ufffd\ufffd", "a\ue123b"])
def test_words_with_holes(text: str) -> None:
    assert has_holes(text)


@pytest.mark.parametrize("text", ["\ufffd Design", "\uf0e0Design of programmes", "\ue123", "3.2.4 Design"])
def test_bullets_and_icons_are_no_holes(text: str) -> None:
    assert not has_holes(text)


def digits_to(sheet: Sheet, first: int) -> bytes:
    """The same file (not compressed) with the digits of its fonts mapped to other characters."""
    data = sheet.bytes()
    for digit in range(10):
        data = data.replace(b"<%04X>" % (0x30 + digit), b"<%04X>" % (first + (digit if first != 0xFFFD else 0)))
    return data


def report() -> Sheet:
    sheet = Sheet(compress=False)
    sheet.text(60, 790, "1.2 Aims", 14, bold=True)
    y = sheet.paragraph(60, 760, 470, sentences(EN, 60))
    sheet.text(60, y, "3.2.4 Design of programmes", 14, bold=True)
    sheet.paragraph(60, y - 30, 470, sentences(EN, 70))
    return sheet


def test_digits_that_nobody_can_read_are_told_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(digits_to(report(), 0xFFFD))
    document = read(path)
    assert {(gap.pages, gap.reason) for gap in document.unreadable} == {((1,), "garbage")}
    assert [document.blocks[gap.at].kind for gap in document.unreadable] == [Kind.HEADING, Kind.HEADING]
    assert sentences(EN, 70) in [block.text for block in document.blocks]  # the rest of the page is there


@pytest.mark.parametrize("first", [0xF730, 0xF030])
def test_private_digits_are_digits_where_that_is_certain(tmp_path: Path, first: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(digits_to(report(), first))
    document = read(path)
    assert document.unreadable == ()
    assert [block.text for block in document.blocks if block.kind is Kind.HEADING] == [
        "1.2 Aims", "3.2.4 Design of programmes"
    ]  # fmt: skip


def shifted(text: str) -> str:
    """The codes of a font whose characters run on from 33, in the order in which they are first used."""
    order = {char: chr(33 + number) for number, char in enumerate(dict.fromkeys(text.replace(" ", "")))}
    return " ".join("".join(order[char] for char in word) for word in text.split())


@pytest.mark.parametrize("text", [sentences(EN, 100), sentences(RU, 100), sentences(KK, 100)])
def test_codes_of_a_font_instead_of_letters_are_garbage(text: str) -> None:
    assert is_garbage(shifted(text), 0, 0.0)
    assert not is_garbage(text, 0, 0.0)


@pytest.mark.parametrize(
    "text",
    [
        " ".join(
            f"{year}-{year + 1} {year % 97}.{year % 7}% +7(701){year}-45-{year % 90 + 10}" for year in range(2000, 2030)
        ),
        " ".join(f"http://example.edu/a?b={n}&c=d_{n} dean_{n}@example.edu" for n in range(30)),
        " ".join(f"3.2.{n}, 4.2.{n}; 12.05.20{n:02} №{n}/а-{n}" for n in range(30)),
    ],
)
def test_numbers_and_addresses_are_no_garbage(text: str) -> None:
    assert not is_garbage(text, 0, 0.0)


def attached(data: bytes, *names: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for name in names:
        writer.add_attachment(name, b"%PDF-1.4")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_documents_inside_the_file_are_named_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(attached(report().bytes(), "chapter 2.pdf", "data.csv", "Original.odt"))
    document = read(path)
    assert unread(document) == [((), "attachment")]
    assert document.unreadable[0].at == len(document.blocks)
    assert [(finding.rule, finding.arguments["name"]) for finding in document.findings] == [
        ("not-readable", "chapter 2.pdf")
    ]


def test_cut_file_says_so(tmp_path: Path) -> None:
    sheet = Sheet()
    for _ in range(4):
        sheet.paragraph(60, 780, 470, sentences(EN, 60))
        sheet.page()
    data = sheet.bytes()
    whole, cut = tmp_path / "whole.pdf", tmp_path / "cut.pdf"
    whole.write_bytes(data)
    cut.write_bytes(data[: data.rindex(b"xref\n0")])
    assert [finding.rule for finding in read(whole).findings] == []
    assert [finding.rule for finding in read(cut).findings] == ["cut-off"]


def test_pages_that_a_cut_file_lost_are_named(tmp_path: Path) -> None:
    """The pages are listed at the file's beginning, as a program does that writes for the web; their texts are gone."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>endobj",
    ]
    for number in (3, 4, 5):
        parts.append(
            b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 9 0 R>>>>>>endobj"
            % (number, number + 3)
        )
    parts.append(b"9 0 obj" + font + b"endobj")
    for number in (6, 7, 8):
        said = b"BT /F1 11 Tf 60 700 Td (The council discusses the results of every year and decides) Tj ET"
        parts.append(b"%d 0 obj<</Length %d>>stream\n%s\nendstream endobj" % (number, len(said), said))
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + b"\n".join(parts[:-2]))
    document = read(path)
    assert unread(document) == [((2, 3), "damaged")]
    assert [(finding.rule, finding.arguments["pages"]) for finding in document.findings] == [("cut-off", (2, 3))]
