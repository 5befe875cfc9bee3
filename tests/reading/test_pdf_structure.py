"""Structure of a PDF: headings, contents, captions, running headers, notes, pages that cannot be read, broken files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from sapa.core.model.document import Block, Document, Kind, ReadingError
from sapa.core.reading.pdf.garbage import bad_share, is_garbage
from sapa.core.reading.pdf.read import read_pdf
from sapa.core.reading.tools import Tools

from ..pdffixtures import (
    EN,
    KK,
    RU,
    Sheet,
    by_libreoffice,
    sentences,
    with_wrong_unicode,
    without_unicode,
)
from ..tools import needs


def read(path: Path) -> Document:
    return read_pdf(path, path.name, Tools(), ocr="never")


def headings(document: Document) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in document.blocks if block.kind is Kind.HEADING]


def texts(document: Document, kind: Kind) -> list[str]:
    return [block.text for block in document.blocks if block.kind is kind]


# --- headings --------------------------------------------------------------------------------------------------------


def test_ranks_by_size_and_number_depth(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 790.0
    for title, size in (
        ("Introduction", 16), ("3 Educational programmes", 16), ("3.2 Design", 13), ("3.2.14 Quality", 11), ("Conclusion", 16),
    ):  # fmt: skip
        sheet.text(60, y, title, size, bold=True)
        y = sheet.paragraph(60, y - 24, 470, sentences(EN, 40)) - 12
    assert headings(read(sheet.save(tmp_path / "a.pdf"))) == [
        (1, "Introduction"), (1, "3 Educational programmes"), (2, "3.2 Design"), (3, "3.2.14 Quality"), (1, "Conclusion"),
    ]  # fmt: skip


def test_heading_over_three_lines_is_one(tmp_path: Path) -> None:
    sheet = Sheet()
    title = "3.2.14 " + sentences(EN, 30).rstrip(".")
    y = sheet.paragraph(60, 780, 470, title, 12, bold=True)
    sheet.paragraph(60, y, 470, sentences(RU, 60))
    assert headings(read(sheet.save(tmp_path / "a.pdf"))) == [(1, title)]


def test_centred_heading_broken_by_hand_is_one(tmp_path: Path) -> None:
    sheet = Sheet()
    for y, line in ((780, "СТАНДАРТ 3. ОБРАЗОВАТЕЛЬНЫЕ ПРОГРАММЫ"), (762, "И ИХ СОДЕРЖАНИЕ")):
        sheet.text(295 - sheet.width(line, 13, True) / 2, y, line, 13, bold=True)
    sheet.paragraph(60, 735, 470, sentences(RU, 90))
    assert headings(read(sheet.save(tmp_path / "a.pdf"))) == [
        (1, "СТАНДАРТ 3. ОБРАЗОВАТЕЛЬНЫЕ ПРОГРАММЫ И ИХ СОДЕРЖАНИЕ")
    ]


def test_two_headings_one_under_the_other_stay_two(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 780, "3 Educational programmes", 12, bold=True)
    sheet.text(60, 764, "3.2 Design", 12, bold=True)
    sheet.text(60, 748, "3.2.14 Quality", 12, bold=True)
    sheet.paragraph(60, 730, 470, sentences(EN, 80))
    assert headings(read(sheet.save(tmp_path / "a.pdf"))) == [
        (1, "3 Educational programmes"), (2, "3.2 Design"), (3, "3.2.14 Quality")
    ]  # fmt: skip


def test_bold_opening_of_a_paragraph_is_no_heading(tmp_path: Path) -> None:
    sheet = Sheet()
    end = sheet.text(60, 780, "3.2.14 Quality.", 11, bold=True)
    lines = sheet.wrapped("x" * round((end - 60) / sheet.width("x")) + " " + sentences(EN, 60), 470)
    sheet.text(end + 4, 780, lines[0].split(" ", 1)[1])
    for i, line in enumerate(lines[1:], 1):
        sheet.text(60, 780 - 14 * i, line)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert not headings(document)
    assert document.blocks[0].text.startswith("3.2.14 Quality. The fictional")
    assert not document.blocks[0].emphasis
    assert document.blocks[0].text[: document.blocks[0].run_in] == "3.2.14 Quality."


def test_short_bold_line_is_emphasis(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.paragraph(60, 780, 470, sentences(EN, 60))
    sheet.text(60, y, "Evidence and analysis", 11, bold=True)
    sheet.paragraph(60, y - 20, 470, sentences(RU, 60))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert not headings(document)
    assert [(block.text, block.emphasis) for block in document.blocks][1] == ("Evidence and analysis", True)


@pytest.mark.parametrize(
    "title",
    [
        "3-стандарт. Білім беру бағдарламалары",
        "Критерий 3.2.14. Качество",
        "Standard 3. Programmes",
        "Quality (3.2.14)",
    ],
)
def test_label_makes_a_bold_line_a_heading(tmp_path: Path, title: str) -> None:
    sheet = Sheet()
    y = sheet.paragraph(60, 780, 470, sentences(EN, 60))
    sheet.text(60, y - 8, title, 11, bold=True)
    sheet.paragraph(60, y - 28, 470, sentences(KK, 60))
    assert headings(read(sheet.save(tmp_path / "a.pdf"))) == [(1, title)]


def test_note_mark_behind_a_bold_title_with_its_code_at_the_end(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.paragraph(60, 780, 470, sentences(EN, 60))
    end = sheet.text(60, y - 8, "Quality of the programme [3.2.14]", 11, bold=True)
    sheet.text(end, y - 4, "7", 6.5)
    sheet.paragraph(60, y - 28, 470, sentences(KK, 60))
    assert headings(read(sheet.save(tmp_path / "a.pdf"))) == [(1, "Quality of the programme [3.2.14]")]


@pytest.mark.parametrize(("title", "kept"), [("3.2.14 Practice", False), ("3.2.14 Halls, m", True)])
def test_a_notes_mark_behind_a_heading_is_none_of_its_words_a_units_power_is(
    tmp_path: Path, title: str, kept: bool
) -> None:
    sheet = Sheet()
    end = sheet.text(60, 780, title, 12, bold=True)
    sheet.text(end, 784, "2", 6.5)
    sheet.paragraph(60, 755, 470, sentences(EN, 90))
    assert headings(read(sheet.save(tmp_path / "a.pdf"))) == [(1, title + "²" * kept)]


@pytest.mark.parametrize("gap", [5, 40])  # a blank, a tab
def test_a_plain_number_before_a_bold_title_is_its_number(tmp_path: Path, gap: float) -> None:
    sheet = Sheet()
    y = 780.0
    for number, title in (("3.2.1", "Practice of the students"), ("3.2.2", "Choice of the staff")):
        end = sheet.text(60, y, number)
        sheet.text(end + gap, y, title, bold=True)
        y = sheet.paragraph(60, y - 22, 470, sentences(EN, 60)) - 8
    assert headings(read(sheet.save(tmp_path / "a.pdf"))) == [
        (1, "3.2.1 Practice of the students"),
        (1, "3.2.2 Choice of the staff"),
    ]


def test_the_title_above_the_text_of_the_first_page_is_no_section(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 790, "Self-assessment of the fictional university", 18, bold=True)
    y = sheet.paragraph(60, 760, 470, sentences(EN, 150)) - 10
    sheet.text(60, y, "Mission and strategy", 14, bold=True)
    sheet.paragraph(60, y - 24, 470, sentences(RU, 90))
    sheet.page()
    sheet.text(60, 790, "Programmes", 14, bold=True)
    sheet.paragraph(60, 765, 470, sentences(RU, 90))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [text for _, text in headings(document)] == ["Mission and strategy", "Programmes"]


def test_a_first_section_that_looks_as_the_others_is_no_title(tmp_path: Path) -> None:
    sheet = Sheet()
    for title in ("Mission and strategy", "Programmes"):
        sheet.text(60, 790, title, 14, bold=True)
        sheet.paragraph(60, 765, 470, sentences(RU, 90))
        sheet.page()
    assert [text for _, text in headings(read(sheet.save(tmp_path / "a.pdf")))] == [
        "Mission and strategy",
        "Programmes",
    ]


def test_bold_line_once_in_each_section_is_a_heading_and_a_frequent_one_a_label(tmp_path: Path) -> None:
    sheet = Sheet()
    for standard in (1, 2, 3):
        y = 790.0
        sheet.text(60, y, f"Standard {standard}. Policy", 14, bold=True)
        y -= 24
        for k in (1, 2):
            y = sheet.paragraph(60, y, 470, f"{standard}.2.{k} The university. " + sentences(EN, 30 + k))
            sheet.text(60, y, "Evidence", 11, bold=True)
            y = sheet.paragraph(60, y - 18, 470, sentences(RU, 30 + standard))
        sheet.text(60, y, "SWOT analysis", 11, bold=True)
        sheet.paragraph(60, y - 18, 470, sentences(KK, 30 + standard))
        sheet.page()
    got = headings(read(sheet.save(tmp_path / "a.pdf")))
    assert got == [
        (level, text) for n in (1, 2, 3) for level, text in ((1, f"Standard {n}. Policy"), (2, "SWOT analysis"))
    ]


def test_bookmarks_name_headings_that_look_like_text(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 780.0
    for title, level in (("Programmes", 1), ("Design of the programmes", 2), ("Quality of the results", 2)):
        sheet.bookmark(title, level, y + 12)
        sheet.text(60, y, title)
        y = sheet.paragraph(60, y - 20, 470, sentences(EN, 50)) - 10
    assert headings(read(sheet.save(tmp_path / "a.pdf"))) == [
        (1, "Programmes"), (2, "Design of the programmes"), (2, "Quality of the results")
    ]  # fmt: skip


def test_stale_and_partial_bookmarks_do_no_harm(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 780.0
    for title, marked in (("3.1 Policy", True), ("3.2 Design", False), ("3.2.14 Quality", False)):
        if marked:
            sheet.bookmark(title, 1, y + 12)
        sheet.bookmark("A title that stands nowhere", 1, y)
        sheet.text(60, y, title, 12, bold=True)
        y = sheet.paragraph(60, y - 20, 470, sentences(EN, 50)) - 10
    got = headings(read(sheet.save(tmp_path / "a.pdf")))
    assert [text for _, text in got] == ["3.1 Policy", "3.2 Design", "3.2.14 Quality"]
    assert got[0][0] == got[1][0] < got[2][0]


def test_bookmarks_all_of_one_level_leave_the_ranks_to_the_numbers(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 780.0
    for title in ("3 Programmes", "3.2 Design", "3.2.14 Quality", "3.2.15 Results"):
        sheet.bookmark(title, 1, y + 12)
        sheet.text(60, y, title, 12, bold=True)
        y = sheet.paragraph(60, y - 20, 470, sentences(EN, 50)) - 10
    assert [level for level, _ in headings(read(sheet.save(tmp_path / "a.pdf")))] == [1, 2, 3, 3]


def test_large_title_page_is_no_section(tmp_path: Path) -> None:
    sheet = Sheet()
    for y, line, size in ((600, "SELF-ASSESSMENT REPORT", 24), (560, "Example University (fictional)", 16)):
        sheet.text(297 - sheet.width(line, size) / 2, y, line, size)
    sheet.page()
    sheet.text(60, 780, "1 Introduction", 16, bold=True)
    sheet.paragraph(60, 750, 470, sentences(EN, 120))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert headings(document) == [(1, "1 Introduction")]
    assert document.blocks[0].emphasis


def test_heading_at_a_page_top_is_no_running_header(tmp_path: Path) -> None:
    sheet = Sheet()
    for page in range(1, 6):
        sheet.text(60, 790, f"3.2.{page} Compliance with the criterion", 12, bold=True)
        sheet.paragraph(60, 765, 470, sentences(EN, 100 + page))
        sheet.page()
    assert [text for _, text in headings(read(sheet.save(tmp_path / "a.pdf")))] == [
        f"3.2.{page} Compliance with the criterion" for page in range(1, 6)
    ]


def test_same_heading_on_two_pages_of_a_short_file_stays(tmp_path: Path) -> None:
    sheet = Sheet()
    for text in (EN, RU):
        sheet.text(60, 790, "3.2.14 Quality of the programme", 12, bold=True)
        sheet.paragraph(60, 765, 470, sentences(text, 100))
        sheet.page()
    assert len(headings(read(sheet.save(tmp_path / "a.pdf")))) == 2


# --- contents, captions ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["Contents", "Содержание", "Мазмұны"])
@pytest.mark.parametrize("leaders", [True, False])
def test_contents_page_holds_no_headings(tmp_path: Path, title: str, leaders: bool) -> None:
    sheet = Sheet()
    sheet.text(260, 790, title, 14, bold=True)
    for i in range(1, 16):
        y = 770 - 18 * i
        end = sheet.text(60, y, f"3.2.{i} Compliance with the criterion", bold=i % 5 == 1)
        if leaders:
            sheet.text(end, y, "." * int((505 - end) / sheet.width(".")))
        sheet.text(515, y, str(i + 2))
    sheet.page()
    sheet.text(60, 790, "3.2.1 Compliance with the criterion", bold=True)
    sheet.paragraph(60, 770, 470, sentences(EN, 120))
    document = read(sheet.save(tmp_path / "a.pdf"))
    first = next(text for text in texts(document, Kind.CONTENTS) if text[:1] == "3")
    assert first.startswith("3.2.1 Compliance")
    assert sum(text.startswith("3.2.") for text in texts(document, Kind.CONTENTS)) == 15
    assert [text for _, text in headings(document)] == ["3.2.1 Compliance with the criterion"]
    assert not [block for block in document.blocks if block.kind is Kind.ROW]


def test_captions(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 780.0
    wanted = [
        "Таблица 3.2 – Состав кафедры",
        "Figure 4. The plan",
        "5-сурет. Құрылым",
        "Table 1",
        "12-кесте – Көрсеткіштер",
    ]
    for caption in wanted:
        y = sheet.paragraph(60, y, 470, sentences(EN, 30)) - 6
        sheet.text(60, y, caption)
        y -= 25
    sheet.paragraph(
        60, y, 470, "Table 3.2 shows that the plan of the fictional university was met in every year of it."
    )
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert texts(document, Kind.CAPTION) == wanted
    assert texts(document, Kind.PARAGRAPH)[-1].startswith("Table 3.2 shows")


# --- running headers, notes ------------------------------------------------------------------------------------------


def test_running_header_with_a_code_and_page_numbers(tmp_path: Path) -> None:
    sheet = Sheet()
    for page in range(1, 7):
        sheet.text(60, 810, "Example University. Criterion 3.2.14", 8)
        sheet.text(290, 30, f"Page {page} of 6", 8)
        sheet.paragraph(60, 770, 470, sentences((EN, RU, KK)[page % 3], 90 + page))
        sheet.page()
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert texts(document, Kind.FURNITURE) == ["Example University. Criterion 3.2.14"]
    assert len(texts(document, Kind.PARAGRAPH)) == 6
    assert not any(str(block.text).startswith("Page") for block in document.blocks)


def test_headers_of_sections_stand_right_above_tables_too(tmp_path: Path) -> None:
    sheet = Sheet()
    for page in range(1, 10):
        section = (page - 1) // 2 + 1
        sheet.text(60, 800, f"Standard {section}. Its long name", 12)
        text = sentences((EN, RU, KK)[page // 2 % 3], 60 + page)
        top = 788.0 if page % 2 == 0 else sheet.paragraph(60, 770, 470, text, 12) - 20
        sheet.grid(
            60, top, [80, 200, 200], [["Criteria", f"{section}.2.1", f"{section}.2.2"], ["Evidence", "a", "b"]], 12
        )
        sheet.paragraph(60, 300 - page, 470, sentences((RU, KK, EN)[page % 3], 40 + page), 12)
        sheet.page()
    found = read(sheet.save(tmp_path / "sections.pdf"))
    assert texts(found, Kind.FURNITURE) == [f"Standard {section}. Its long name" for section in range(1, 6)]


def test_headers_that_change_with_the_section_and_the_side(tmp_path: Path) -> None:
    sheet = Sheet()
    for page in range(1, 13):
        section = (page + 3) // 4
        header = f"Standard {section}. Policy" if page % 2 else "Example University"
        sheet.text(60 if page % 2 else 400, 810, header, 9)
        sheet.text(60 if page % 2 else 500, 30, str(page + 4), 9)
        sheet.paragraph(60, 770, 470, sentences((EN, RU, KK)[page % 3], 90 + page))
        sheet.page()
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert set(texts(document, Kind.FURNITURE)) == {"Example University", *(f"Standard {n}. Policy" for n in (1, 2, 3))}
    assert len(document.blocks) == 12 + 4


def test_footnote_stands_behind_the_text_of_its_page(tmp_path: Path) -> None:
    sheet = Sheet()
    text = sentences(EN, 330)
    lines = sheet.wrapped(text, 470)
    for number, line in enumerate(lines):
        if number == 20:
            sheet.canvas.line(60, 130, 200, 130)
            sheet.text(60, 119, "1", 5.5)
            sheet.text(65, 116, "See criterion 3.2.15 and the order of the rector on it.", 8.5)
            sheet.page()
        sheet.text(60, (780 if number < 20 else 1060) - 14 * number, line)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [block.kind for block in document.blocks] == [Kind.PARAGRAPH, Kind.NOTE]
    assert document.blocks[0].text == text
    assert document.blocks[1].text == "See criterion 3.2.15 and the order of the rector on it."
    assert document.blocks[1].place.page == 1


def test_footnote_follows_the_paragraph_with_its_mark(tmp_path: Path) -> None:
    sheet = Sheet()
    end = sheet.text(60, 780, "The fictional plan names a person for each measure")
    sheet.text(end, 784, "7", 6)
    sheet.paragraph(60, 740, 470, sentences(RU, 50))
    sheet.text(60, 600, "3.2.15 Results", 11, bold=True)
    sheet.canvas.line(60, 130, 200, 130)
    sheet.text(60, 119, "7", 5.5)
    sheet.text(65, 116, "See the order of the rector on it.", 8.5)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [block.kind for block in document.blocks] == [Kind.PARAGRAPH, Kind.NOTE, Kind.PARAGRAPH, Kind.HEADING]


@pytest.mark.parametrize(
    ("mark", "ruled", "kinds"),
    [
        ("7", True, [Kind.PARAGRAPH, Kind.NOTE, Kind.PARAGRAPH, Kind.HEADING]),
        ("8", True, [Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.HEADING, Kind.PARAGRAPH]),  # no mark of the text
        ("7", False, [Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.HEADING, Kind.PARAGRAPH]),
    ],
)
def test_a_footnote_in_letters_as_large_as_the_text_is_known_by_its_rule_and_its_mark(
    tmp_path: Path, mark: str, ruled: bool, kinds: list[Kind]
) -> None:
    sheet = Sheet()
    end = sheet.text(60, 780, "The fictional plan names a person for each measure")
    sheet.text(end, 784, mark, 6)
    sheet.paragraph(60, 740, 470, sentences(RU, 50))
    sheet.text(60, 600, "3.2.15 Results", 11, bold=True)
    if ruled:
        sheet.canvas.line(60, 130, 200, 130)
    sheet.text(60, 116, "7 See the order of the rector on it.")
    assert [block.kind for block in read(sheet.save(tmp_path / "a.pdf")).blocks] == kinds


@pytest.mark.parametrize(
    ("marks", "numbers", "follow"),
    [
        ((1, 2, 3), (1, 2, 3), True),
        ((1, 2), (1, 2), False),  # too few
        ((1, 2, 3), (1, 2, 4), False),
        ((1, 2, 5), (1, 2, 3), False),  # the text does not refer to the third
    ],
)
def test_endnotes_follow_the_paragraphs_with_their_marks(
    tmp_path: Path, marks: tuple[int, ...], numbers: tuple[int, ...], follow: bool
) -> None:
    sheet = Sheet()
    for place, mark in enumerate(marks):
        end = sheet.text(60, 780 - 60 * place, f"The fictional plan names a person for measure {'abc'[place]}.")
        sheet.text(end, 784 - 60 * place, str(mark), 6)
    sheet.page()
    for place, number in enumerate(numbers):
        sheet.text(60, 780 - 30 * place, f"{number} Order of the rector on measure {'abc'[place]}.")
    kinds = [block.kind for block in read(sheet.save(tmp_path / "a.pdf")).blocks]
    assert (kinds == [Kind.PARAGRAPH, Kind.NOTE] * len(marks)) is follow
    assert (Kind.NOTE in kinds) is follow


def test_subheading_that_comes_under_every_criterion_is_below_it(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 790.0
    for code in ("3.2.1", "3.2.2", "3.2.3"):
        for title in (f"{code} Quality of it", "Evidence"):
            sheet.text(60, y, title, 13, bold=True)
            y = sheet.paragraph(60, y - 22, 470, sentences(EN, 30)) - 10
    assert [level for level, _ in headings(read(sheet.save(tmp_path / "a.pdf")))] == [1, 2] * 3


def test_few_marks_of_an_unknown_font_are_no_garbage() -> None:
    text = (EN + " ") * 2 + "\uf0fe \ufffd \uf0fe " * 60
    assert not is_garbage(text, 10, bad_share(text))


def test_page_labels(tmp_path: Path) -> None:
    sheet = Sheet()
    for _ in range(3):
        sheet.paragraph(60, 780, 470, sentences(EN, 50))
        sheet.page()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheet.bytes())))
    writer.set_page_label(0, 1, style="/r")
    writer.set_page_label(2, 2, style="/D", start=1)
    path = tmp_path / "a.pdf"
    writer.write(path)
    assert [block.place.page_label for block in read(path).blocks] == ["i", "ii", "1"]
    assert read(sheet_without_labels(tmp_path)).blocks[0].place.page_label is None


def sheet_without_labels(folder: Path) -> Path:
    sheet = Sheet()
    sheet.paragraph(60, 780, 470, sentences(EN, 50))
    return sheet.save(folder / "plain.pdf")


# --- pages that cannot be read ---------------------------------------------------------------------------------------


def picture_page(sheet: Sheet, share: float = 1.0) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    sheet.canvas.drawImage(ImageReader(Image.new("L", (300, 400), 200)), 0, 0, 595, 842 * share)


def test_scanned_page_between_text_pages(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 780, 470, sentences(EN, 60))
    sheet.page()
    for _ in range(2):
        picture_page(sheet)
        sheet.text(60, 20, "Example University 2024", 8)
        sheet.page()
    sheet.paragraph(60, 780, 470, sentences(RU, 60))
    document = read(sheet.save(tmp_path / "a.pdf"))
    (unreadable,) = document.unreadable
    assert (unreadable.pages, unreadable.reason) == ((2, 3), "scan")
    assert document.blocks[unreadable.at].place.page in (2, 3, 4)
    assert all((block.place.page or 0) < 2 for block in document.blocks[: unreadable.at])


def test_page_with_a_small_picture_is_readable(tmp_path: Path) -> None:
    sheet = Sheet()
    picture_page(sheet, 0.4)
    sheet.text(60, 600, "3.2.14 Short")
    assert read(sheet.save(tmp_path / "a.pdf")).unreadable == ()


@pytest.mark.parametrize("spoil", [without_unicode, with_wrong_unicode])
def test_letters_without_or_with_wrong_unicode_are_garbage(tmp_path: Path, spoil: object) -> None:
    good, bad = Sheet(), Sheet(compress=False)
    good.paragraph(60, 780, 470, sentences(EN, 60))
    bad.text(60, 800, "3.2.14 Качество образовательной программы", 14, bold=True)
    bad.paragraph(60, 780, 470, sentences(RU, 80))
    bad.paragraph(60, 500, 470, sentences(KK, 80))
    assert callable(spoil)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(good.bytes())))
    writer.append(PdfReader(io.BytesIO(spoil(bad.bytes()))))
    path = tmp_path / "a.pdf"
    writer.write(path)
    document = read(path)
    assert [(u.pages, u.reason) for u in document.unreadable] == [((2,), "garbage")]
    assert [block.place.page for block in document.blocks] == [1]


@pytest.mark.parametrize(
    "text",
    [EN, RU, KK, "B057 6B07101 SQL, Java 8, C++; GPA 3,45; 87,4 % (N = 214) " * 6 + EN[:80],
     "АО «НК «КТЖ», ТОО «ВТБ», ПГУ, СКГУ, КГТУ, ЕНТ, МОН РК, ГОСО, РУП, УМКД, ППС, НИРС " * 5],
)  # fmt: skip
def test_real_text_is_no_garbage(text: str) -> None:
    assert not is_garbage(text, 0, bad_share(text))


def test_text_of_old_kazakh_fonts_is_garbage() -> None:
    old = KK.translate(str.maketrans("қғңөүұһә", "ќѓѕґїўћј")) * 2
    assert is_garbage(old, 0, bad_share(old))


def test_cyrillic_read_as_latin_is_garbage() -> None:
    text = RU.replace("ё", "е").encode("cp1251").decode("latin-1")
    assert is_garbage(text, 0, bad_share(text))


# --- files that do not open ------------------------------------------------------------------------------------------


def failure(path: Path) -> str:
    with pytest.raises(ReadingError) as raised:
        read(path)
    assert raised.value.said.arguments["path"] == path.name
    return raised.value.code


def encrypted(user: str, folder: Path) -> Path:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheet_without_labels(folder).read_bytes())))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    path = folder / "encrypted.pdf"
    writer.write(path)
    return path


def test_password_to_open(tmp_path: Path) -> None:
    assert failure(encrypted("secret", tmp_path)) == "encrypted"


def test_owner_password_only(tmp_path: Path) -> None:
    assert read(encrypted("", tmp_path)).blocks[0].text == sentences(EN, 50)


def test_all_pages_scanned(tmp_path: Path) -> None:
    sheet = Sheet()
    picture_page(sheet)
    assert failure(sheet.save(tmp_path / "a.pdf")) == "needs-ocr"


def test_blank_pages(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.page()
    sheet.page()
    assert failure(sheet.save(tmp_path / "a.pdf")) == "empty"


def test_not_a_pdf_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"nothing of a PDF follows " * 40)
    assert failure(path) == "damaged"


def test_cut_off_file_is_repaired_where_it_can_be(tmp_path: Path) -> None:
    """Without its cross-reference table the objects are still there."""
    data = sheet_without_labels(tmp_path).read_bytes()
    path = tmp_path / "a.pdf"
    path.write_bytes(data[: data.rindex(b"xref\n0")])
    assert read(path).blocks[0].text == sentences(EN, 50)


def test_page_without_size_does_no_harm(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheet_without_labels(tmp_path).read_bytes())))
    writer.add_blank_page(0, 0)
    path = tmp_path / "a.pdf"
    writer.write(path)
    document = read(path)
    assert document.pages == 2
    assert len(document.blocks) == 1


def test_progress_and_hash(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = sheet_without_labels(tmp_path)
    document = read_pdf(
        path, "shown.pdf", Tools(), ocr="never", progress=lambda done, total: told.append((done, total))
    )
    assert told == [(1, 1)]
    assert document.files == ("shown.pdf",)
    assert len(document.sha256) == 64
    assert document.blocks[0].place.file == "shown.pdf"


# --- LibreOffice's own ------------------------------------------------------------------------------------------------


@pytest.mark.slow
@needs("soffice")
@pytest.mark.parametrize("bookmarks", [True, False])
def test_word_file_through_libreoffice(tmp_path: Path, bookmarks: bool) -> None:
    """Headings, lists, a table over pages, header and page numbers as an office program writes them."""
    import docx
    from docx.shared import Pt

    word = docx.Document()
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        word.styles[name].font.name = "DejaVu Serif"
        word.styles[name].font.size = Pt({"Heading 1": 16, "Heading 2": 13}.get(name, 11))
    word.sections[0].header.paragraphs[0].text = "Example University 3.2.14"
    wanted = []
    for a in (1, 2):
        for level, title in ((1, f"Standard {a}. Policy"), (2, f"{a}.2 Design"), (3, f"{a}.2.1 Quality")):
            word.add_heading(title, level)
            wanted.append((level, title))
            word.add_paragraph(sentences((EN, RU, KK)[level % 3], 120))
        table = word.add_table(rows=30, cols=3)
        table.style = "Table Grid"
        for row in range(30):
            for column, text in enumerate((f"{a}.2.{row + 2}", sentences(RU, 9), str(row))):
                table.cell(row, column).text = text
    source = tmp_path / "a.docx"
    word.save(str(source))
    document = read(by_libreoffice(source, bookmarks=bookmarks))
    assert headings(document) == wanted
    rows: list[Block] = [block for block in document.blocks if block.kind is Kind.ROW]
    keys = [row.cells[0].text for row in rows if row.cells[0].text]
    assert keys == [f"{a}.2.{row + 2}" for a in (1, 2) for row in range(30)]
    assert {row.table for row in rows} == {1, 2}
    assert texts(document, Kind.FURNITURE) == ["Example University 3.2.14"]


@pytest.mark.slow
@needs("soffice")
def test_tags_name_headings_that_look_like_text(tmp_path: Path) -> None:
    """Word and LibreOffice write tagged files; there a heading may look like any line."""
    import docx
    from docx.shared import Pt, RGBColor

    word = docx.Document()
    for name in ("Normal", "Heading 1", "Heading 2"):
        font = word.styles[name].font
        font.name, font.size, font.bold, font.color.rgb = "DejaVu Serif", Pt(11), False, RGBColor(0, 0, 0)
        fonts = word.styles[name].element.rPr.rFonts
        for attribute in list(fonts.attrib):
            fonts.set(attribute, "DejaVu Serif")
    for level, title in ((1, "Programmes"), (2, "Design of programmes"), (2, "Results of learning")):
        word.add_heading(title, level)
        word.add_paragraph(sentences(EN, 90))
    source = tmp_path / "a.docx"
    word.save(str(source))
    assert headings(read(by_libreoffice(source, bookmarks=False))) == []
    assert headings(read(by_libreoffice(source, bookmarks=False, tagged=True))) == [
        (1, "Programmes"), (2, "Design of programmes"), (2, "Results of learning")
    ]  # fmt: skip


def test_heading_with_its_codes_in_brackets_over_two_lines(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.paragraph(60, 780, 470, sentences(RU, 60)) - 8
    sheet.text(60, y, "Organisation of the internships (4.2.9, 4.2.10, 4.2.11, 4.2.12 and", 12, bold=True)
    sheet.text(60, y - 15, "4.2.17)", 12, bold=True)
    sheet.paragraph(60, y - 38, 470, sentences(RU, 60))
    texts = [block.text for block in read(sheet.save(tmp_path / "a.pdf")).blocks]
    assert texts[1] == "Organisation of the internships (4.2.9, 4.2.10, 4.2.11, 4.2.12 and 4.2.17)"


def test_line_that_ends_a_bracket_belongs_to_its_sentence(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 780.0
    for said in ("1) The plan is renewed by the council every year in spring (compare 3.2.13 and also", "3.2.14)."):
        sheet.text(60, y, said)
        y -= 14
    sheet.text(60, y, "2) The report is discussed.")
    sheet.paragraph(60, y - 25, 470, sentences(RU, 60))
    texts = [block.text for block in read(sheet.save(tmp_path / "a.pdf")).blocks]
    assert texts[0].endswith("(compare 3.2.13 and also 3.2.14).")
    assert texts[1].startswith("2)")


@pytest.mark.parametrize("gap", [3.0, 12.0])
def test_item_whose_bullet_is_smaller_than_its_text(tmp_path: Path, gap: float) -> None:
    sheet = Sheet()
    y = sheet.paragraph(60, 780, 470, sentences(RU, 60)) - 4
    for said in (sentences(EN, 30), sentences(KK, 30)):
        end = sheet.text(70, y, "•", 9)
        for line in sheet.wrapped(said, 430):
            sheet.text(end + gap, y, line)
            y -= 14
    items = [block.text for block in read(sheet.save(tmp_path / "a.pdf")).blocks if block.kind is Kind.ITEM]
    assert items == [sentences(EN, 30), sentences(KK, 30)]


@pytest.mark.parametrize(("label", "wanted"), [("Evidence", True), ("N/A", False), ("Not applicable", False)])
def test_bold_line_under_each_heading_with_a_code_is_a_heading_below_it(
    tmp_path: Path, label: str, wanted: bool
) -> None:
    sheet = Sheet()
    y = 790.0
    for code in ("3.2.4", "3.2.5", "3.2.6"):
        sheet.text(60, y, f"{code} Design of programmes", 14, bold=True)
        y = sheet.paragraph(60, y - 20, 470, sentences(EN, 40)) - 4
        sheet.text(60, y, label, 11, bold=True)
        y = sheet.paragraph(60, y - 20, 470, sentences(RU, 40)) - 14
    got = headings(read(sheet.save(tmp_path / "a.pdf")))
    assert [text for _, text in got] == [
        text for code in ("3.2.4", "3.2.5", "3.2.6") for text in (f"{code} Design of programmes", label)[: 1 + wanted]
    ]
    assert not wanted or {level for level, text in got if text == label} == {2}


def test_bold_line_that_a_heading_follows_answers_by_itself(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 790.0
    for code in ("3.2.4", "3.2.5", "3.2.6", "3.2.7"):
        sheet.text(60, y, f"{code} Design of programmes", 14, bold=True)
        sheet.text(60, y - 24, "Does not concern us", 11, bold=True)
        y -= 60
    sheet.paragraph(60, y, 470, sentences(EN, 120))
    assert len(headings(read(sheet.save(tmp_path / "a.pdf")))) == 4
