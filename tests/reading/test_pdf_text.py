"""Text of a PDF: lines to paragraphs, columns, hyphens, numbers cut by a line's end, note marks, turned pages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from sapa.core.model.document import Document, Kind
from sapa.core.reading.pdf.read import read_pdf
from sapa.core.reading.tools import Tools

from ..pdffixtures import EN, KK, RU, Sheet, sentences


def read(path: Path) -> Document:
    return read_pdf(path, path.name, Tools(), ocr="never")


def texts(document: Document, *kinds: Kind) -> list[str]:
    return [block.text for block in document.blocks if not kinds or block.kind in kinds]


def test_wrapped_lines_are_one_paragraph_and_a_short_line_ends_it(tmp_path: Path) -> None:
    sheet = Sheet()
    first, second = sentences(EN, 60), sentences(RU, 50)
    y = 780.0
    for text in (first, second):  # no space between the paragraphs: only the short last line tells
        for line in sheet.wrapped(text, 470):
            sheet.text(60, y, line)
            y -= 14
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert texts(document) == [first, second]


def test_first_line_indent_begins_a_paragraph(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 780.0
    wanted = []
    for text in (sentences(EN, 70), sentences(RU, 60), sentences(KK, 55)):
        wanted.append(text)
        y = sheet.paragraph(60, y, 470, text, indent=30) + 5.5  # without space between paragraphs
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == wanted


def test_paragraph_over_a_page_break_is_one_block_with_both_pages(tmp_path: Path) -> None:
    sheet = Sheet()
    text = sentences(EN, 120)
    lines = sheet.wrapped(text, 470)
    for number, line in enumerate(lines):
        if number == 4:
            sheet.page()
        sheet.text(60, (120 if number < 4 else 830) - 14 * number, line)
    block = read(sheet.save(tmp_path / "a.pdf")).blocks[0]
    assert block.text == text
    assert (block.place.page, block.place.last_page) == (1, 2)
    assert block.place.page_source == "pdf"


def test_sentence_that_ends_a_page_does_not_swallow_the_next_page(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.paragraph(60, 120, 470, sentences(EN, 40))
    assert y > 20
    sheet.page()
    sheet.paragraph(60, 780, 470, sentences(RU, 40))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert texts(document) == [sentences(EN, 40), sentences(RU, 40)]
    assert [block.place.page for block in document.blocks] == [1, 2]


@pytest.mark.parametrize("order", ["rows", "columns"])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, order: str) -> None:
    sheet = Sheet()
    sheet.text(60, 790, "3 Heading over both columns of this page", 15, bold=True)
    left = sheet.wrapped(sentences(EN, 130), 225, 10)
    right = sheet.wrapped(sentences(KK, 110), 225, 10)
    drawn = [(60, 760 - 13 * i, line) for i, line in enumerate(left)]
    drawn += [(310, 760 - 13 * i, line) for i, line in enumerate(right)]
    if order == "rows":
        drawn.sort(key=lambda item: (-item[1], item[0]))
    for x, y, line in drawn:
        sheet.text(x, y, line, 10)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert texts(document) == ["3 Heading over both columns of this page", sentences(EN, 130), sentences(KK, 110)]


def justified(sheet: Sheet, x: float, y: float, width: float, text: str, size: float = 10) -> float:
    """Text whose words are drawn one by one, from edge to edge; gives the baseline below it."""
    lines = sheet.wrapped(text, width, size)
    for line in lines:
        words = line.split()
        space = (width - sum(sheet.width(word, size) for word in words)) / max(len(words) - 1, 1)
        at = x
        for word in words:
            sheet.text(at, y, word, size)
            at += sheet.width(word, size) + (space if line is not lines[-1] else sheet.width(" ", size))
        y -= 1.3 * size
    return y


def test_justified_columns_whose_words_stand_far_apart_are_columns(tmp_path: Path) -> None:
    sheet = Sheet()
    justified(sheet, 60, 780, 150, sentences(RU, 100))
    justified(sheet, 230, 774, 150, sentences(KK, 100))
    got = texts(read(sheet.save(tmp_path / "a.pdf")))
    assert got == [sentences(RU, 100), sentences(KK, 100)]


def test_one_justified_column_whose_words_stand_far_apart_is_one(tmp_path: Path) -> None:
    sheet = Sheet()
    justified(sheet, 60, 780, 200, sentences(KK, 150))
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == [sentences(KK, 150)]


def test_full_width_heading_between_columns_keeps_its_place(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 780.0
    for number, text in enumerate((EN, RU), 1):
        sheet.text(60, y, f"{number} A heading that runs over both columns of the whole page", 14, bold=True)
        for x, part in ((60, sentences(text, 45)), (310, sentences(text, 42))):
            for i, line in enumerate(sheet.wrapped(part, 225, 10)):
                sheet.text(x, y - 25 - 13 * i, line, 10)
        y -= 320
    got = texts(read(sheet.save(tmp_path / "a.pdf")))
    assert [text[:9] for text in got] == ["1 A headi", "The ficti", "The ficti", "2 A headi", "Вымышленн", "Вымышленн"]


def test_column_continues_in_the_next_column(tmp_path: Path) -> None:
    sheet = Sheet()
    text = sentences(EN, 200)
    lines = sheet.wrapped(text, 225, 10)
    half = len(lines) // 2
    for i, line in enumerate(lines):
        sheet.text(60 if i < half else 310, 780 - 13 * (i % half if i < 2 * half else half), line, 10)
    assert texts(read(sheet.save(tmp_path / "a.pdf")))[0] == text


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the criterion 3.2.", "14 of the set", "the criterion 3.2.\n14 of the set"),
        ("the criterion 3.2", ".14 of the set", "the criterion 3.2\n.14 of the set"),
        ("the criterion 3.2.1", "4 of the set", "the criterion 3.2.1\n4 of the set"),
        ("the criteria 3.2.1-", "3.2.5 of the set", "the criteria 3.2.1-3.2.5 of the set"),
        ("the criteria 3.2.1–", "3.2.5 of the set", "the criteria 3.2.1–3.2.5 of the set"),
        ("this is an ordinary", "line of the text", "this is an ordinary line of the text"),
        ("a dash stands here –", "and the text goes on", "a dash stands here – and the text goes on"),
    ],
)
def test_join_of_two_lines(tmp_path: Path, first: str, second: str, joined: str) -> None:
    sheet = Sheet()
    cut = f"Notwithstanding all objections the second line says that {first}"
    width = sheet.width(cut)
    begin = sheet.wrapped(sentences(EN, 60), width)[0]
    sheet.text(60, 780, begin)
    sheet.text(60, 766, cut)
    sheet.text(60, 752, f"{second} and goes on with some more words.")
    got = texts(read(sheet.save(tmp_path / "a.pdf")))
    assert joined in got[0]


def test_hyphenated_word_is_joined_where_the_document_knows_it(tmp_path: Path) -> None:
    sheet = Sheet()
    width = sheet.width("in this line all students and teachers of the fictional uni-")
    sheet.text(60, 780, "in this line all students and teachers of the fictional uni-")
    sheet.text(60, 766, "versity take part, and the university says so.")
    sheet.text(60, 752 - 20, "x" * int(width / sheet.width("x")))
    assert "fictional university take part" in texts(read(sheet.save(tmp_path / "a.pdf")))[0]


def test_real_hyphen_at_a_line_end_stays(tmp_path: Path) -> None:
    sheet = Sheet()
    first = "Университеттің барлық факультеттерінде жұмыс істейтін оқытушы-"
    sheet.text(60, 780, first)
    sheet.text(60, 766, "профессорлар құрамы жыл сайын есеп береді, әр оқытушы жауап береді,")
    sheet.text(60, 752, "ал профессорлар кеңесі қорытынды шығарады.")
    assert "оқытушы-профессорлар құрамы" in texts(read(sheet.save(tmp_path / "a.pdf")))[0]


def test_note_mark_after_a_code_is_no_digit_of_it(tmp_path: Path) -> None:
    sheet = Sheet()
    text = sheet.canvas.beginText(60, 780)
    for piece, size, rise in (("as criterion 3.2.1", 11, 0), ("12", 6.5, 4), (" asks, the plan says", 11, 0)):
        text.setFont("Serif", size)
        text.setRise(rise)
        text.textOut(piece)
    sheet.canvas.drawText(text)
    end = sheet.text(60, 740, "and as criterion 3.2.4")
    sheet.text(end, 744, "5", 6.5)
    sheet.text(end + 6, 740, "asks as well")
    got = " ".join(texts(read(sheet.save(tmp_path / "a.pdf"))))
    assert "3.2.1¹² asks" in got
    assert "3.2.4⁵ asks" in got


def test_pieces_of_a_heading_on_one_baseline_are_one_line(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 780, "3.2.14", 11)
    sheet.text(120, 780, "Quality of the programme, set off by a tabulator", 11)
    sheet.paragraph(60, 750, 470, sentences(EN, 40))
    assert texts(read(sheet.save(tmp_path / "a.pdf")))[0] == "3.2.14 Quality of the programme, set off by a tabulator"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_page_is_read_as_it_is_shown(tmp_path: Path, turn: int) -> None:
    """A landscape page as office programs write it: the text is turned in the file, and the page turns it back."""
    sheet = Sheet()
    width, height = sheet.size
    canvas = sheet.canvas
    canvas.setPageRotation(turn)
    if turn != 180:
        width, height = height, width  # reportlab swaps the sides of a turned page
    canvas.translate(width if turn != 270 else 0, height if turn != 90 else 0)
    canvas.rotate(turn)
    first, second = sentences(EN, 80), sentences(RU, 60)
    y = sheet.paragraph(60, 780, 470, first)
    y = sheet.paragraph(60, y, 470, second)
    sheet.grid(60, y, [80, 200], [["3.2.14", "one"], ["3.2.15", "two"], ["3.2.16", "three"]])
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert texts(document, Kind.PARAGRAPH) == [first, second]
    rows = [block for block in document.blocks if block.kind is Kind.ROW]
    assert [row.cells[0].text for row in rows] == ["3.2.14", "3.2.15", "3.2.16"]
    left, bottom, right, top = document.blocks[0].place.box or (0, 0, 0, 0)
    assert 0 <= left < right <= width
    assert 0 <= bottom < top <= height


def test_text_beyond_the_crop_box_does_not_count(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 600, 470, sentences(EN, 40))
    sheet.text(60, 800, "3.2.14 Cut off by the crop box")
    sheet.text(700, 400, "3.2.15 Beside the page")
    reader = PdfReader(io.BytesIO(sheet.bytes()))
    writer = PdfWriter(clone_from=reader)
    writer.pages[0].cropbox = RectangleObject((0, 0, 595, 700))
    path = tmp_path / "a.pdf"
    writer.write(path)
    assert texts(read(path)) == [sentences(EN, 40)]


def test_white_text_on_white_does_not_count_but_on_a_dark_field_it_does(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 700, 470, sentences(EN, 40))
    sheet.canvas.setFillColorRGB(0, 0, 0.5)
    sheet.canvas.rect(50, 540, 300, 30, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(1, 1, 1)
    sheet.text(60, 500, "3.2.14 Nobody sees this")
    sheet.text(60, 550, "3.2.15 On a dark field")
    got = texts(read(sheet.save(tmp_path / "a.pdf")))
    assert "3.2.15 On a dark field" in got
    assert not any("3.2.14" in text for text in got)


def test_invisible_text_over_a_scan_counts(tmp_path: Path) -> None:
    """A scan with a layer of recognised text, as scanners make it."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    sheet = Sheet()
    sheet.canvas.drawImage(ImageReader(Image.new("L", (200, 280), 230)), 0, 0, 595, 842)
    text = sheet.canvas.beginText(60, 780)
    text.setTextRenderMode(3)
    text.setFont("Serif", 11)
    for line in sheet.wrapped("3.2.14 Quality. " + sentences(EN, 60), 470):
        text.textLine(line)
    sheet.canvas.drawText(text)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert document.unreadable == ()
    assert document.blocks[0].text.startswith("3.2.14 Quality.")
    assert document.blocks[0].confidence is None


def test_text_drawn_twice_to_look_bold_is_read_once(tmp_path: Path) -> None:
    sheet = Sheet()
    for shift in (0, 0.3):
        sheet.text(60 + shift, 780, "3.2.14 Quality of the programme")
    sheet.paragraph(60, 750, 470, sentences(EN, 40))
    assert "".join(texts(read(sheet.save(tmp_path / "a.pdf")))).count("3.2.14") == 1


def test_slanted_stamp_is_furniture_once(tmp_path: Path) -> None:
    sheet = Sheet()
    for _ in range(2):
        sheet.paragraph(60, 780, 470, sentences(EN, 80))
        sheet.canvas.saveState()
        sheet.canvas.translate(200, 300)
        sheet.canvas.rotate(45)
        sheet.text(0, 0, "DRAFT 3.2.14", 40)
        sheet.canvas.restoreState()
        sheet.page()
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert texts(document, Kind.FURNITURE) == ["DRAFT 3.2.14"]
    assert texts(document, Kind.PARAGRAPH) == [sentences(EN, 80)] * 2


def test_list_items_with_bullets_and_numbers(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.paragraph(60, 780, 470, "The university lists what it has done:") + 5
    for mark, text in (("•", EN), ("•", RU), ("1)", EN), ("2)", KK)):
        sheet.text(70, y, mark)
        for line in sheet.wrapped(sentences(text, 22), 430):
            sheet.text(90, y, line)
            y -= 14
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert texts(document, Kind.ITEM) == [
        sentences(EN, 22), sentences(RU, 22), "1) " + sentences(EN, 22), "2) " + sentences(KK, 22)
    ]  # fmt: skip


def test_lead_after_a_full_line_begins_a_paragraph(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 780.0
    full = sheet.wrapped(sentences(EN, 120), 470)[:4]
    full[-1] = full[-1].rstrip(".,") + "."
    for line in full:
        sheet.text(60, y, line)
        y -= 14
    for line in sheet.wrapped("3.2.14 The university. " + sentences(RU, 40), 470):
        sheet.text(60, y, line)
        y -= 14
    assert texts(read(sheet.save(tmp_path / "a.pdf")))[1].startswith("3.2.14 The university.")


def test_code_at_a_line_begin_inside_a_sentence_is_no_new_paragraph(tmp_path: Path) -> None:
    sheet = Sheet()
    before = "The council discussed in its meeting of the last autumn how the whole faculty meets criterion"
    lines = sheet.wrapped(before, 470)
    y = 780.0
    for line in [*lines[:-1], lines[-1].ljust(10)]:
        sheet.text(60, y, line)
        y -= 14
    width = max(sheet.width(line) for line in lines)
    while sheet.width(lines[-1] + " and more") < width:
        lines[-1] += " and more"
    sheet = Sheet()
    y = 780.0
    for line in [*lines, "3.2.14 and what the plan says about it, which is a long story."]:
        sheet.text(60, y, line)
        y -= 14
    assert len(texts(read(sheet.save(tmp_path / "a.pdf")))) == 1


def test_raised_digits_of_nearly_full_size_are_note_marks(tmp_path: Path) -> None:
    sheet = Sheet()
    text = sheet.canvas.beginText(60, 780)
    for piece, size, rise in (("3.2.1", 11, 0), ("4", 9.4, 3.5), (" Quality of the programme", 11, 0)):
        text.setFont("Serif", size)
        text.setRise(rise)
        text.textOut(piece)
    sheet.canvas.drawText(text)
    sheet.paragraph(60, 750, 470, sentences(EN, 40))
    assert texts(read(sheet.save(tmp_path / "a.pdf")))[0] == "3.2.1⁴ Quality of the programme"


def test_where_space_tells_paragraphs_apart_a_code_at_a_line_begin_does_not(tmp_path: Path) -> None:
    """The sentence before ends with its line, and the next one happens to begin with a code."""
    sheet = Sheet()
    y = 780.0
    for _ in range(6):
        y = sheet.paragraph(60, y, 300, sentences(EN, 33)) - 2
    first = sheet.wrapped(sentences(EN, 30), 300)[:2]
    first[-1] = first[-1][:-1] + "."
    for line in (*first, "3.2.14 is the criterion that the plan names first."):
        sheet.text(60, y, line)
        y -= 11 * 1.25
    assert texts(read(sheet.save(tmp_path / "a.pdf")))[-1].endswith(
        "3.2.14 is the criterion that the plan names first."
    )


def test_text_in_one_of_two_columns_alone_on_its_page(tmp_path: Path) -> None:
    sheet = Sheet()
    text = sentences(EN, 60)
    for page in range(4):
        sheet.text(60, 810, "Example University, self-assessment report, a header as wide as the whole page", 9)
        sheet.text(290, 30, str(page + 1), 9)
        if page < 3:
            sheet.paragraph(60, 770, 470, sentences(RU, 100))
        else:
            for i, line in enumerate(sheet.wrapped(text, 220, 10)):
                sheet.text(60, 770 - 13 * i, line, 10)
        sheet.page()
    assert text in texts(read(sheet.save(tmp_path / "a.pdf")))


def test_page_turns_inside_a_paragraph_are_marked(tmp_path: Path) -> None:
    sheet = Sheet()
    lines = sheet.wrapped(sentences(EN, 60) + " More is said under 3.2.14 of the set.", 470)
    for number, line in enumerate(lines):
        if number == 2:
            sheet.page()
        sheet.text(60, (100 if number < 2 else 800) - 14 * number, line)
    block = read(sheet.save(tmp_path / "a.pdf")).blocks[0]
    assert block.place_at(0).page == 1
    assert block.place_at(block.text.index("3.2.14")).page == 2


def test_ligatures_are_letters(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(
        60, 780, 470, "The e\ufb03cient o\ufb00er of the \ufb01rst year is re\ufb02ected in the plan of this year."
    )
    assert texts(read(sheet.save(tmp_path / "a.pdf"))) == [
        "The efficient offer of the first year is reflected in the plan of this year."
    ]
