"""Tables of a PDF: ruled, merged, over pages, without lines; and what only looks like a table."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapa.core.model.document import Block, Document, Kind
from sapa.core.reading.pdf.grids import grids
from sapa.core.reading.pdf.read import read_pdf
from sapa.core.reading.tools import Tools

from ..pdffixtures import EN, KK, RU, Sheet, sentences


def read(path: Path) -> Document:
    return read_pdf(path, path.name, Tools(), ocr="never")


def rows(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind is Kind.ROW]


def cells(block: Block) -> list[str]:
    return [cell.text for cell in block.cells]


def test_ruled_table_between_paragraphs(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.paragraph(60, 780, 470, sentences(EN, 40))
    y = sheet.grid(60, y, [70, 300, 60], [["Code", "Evidence", "Page"], ["3.2.14", sentences(RU, 20), "7"]])
    sheet.paragraph(60, y - 25, 470, sentences(KK, 40))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [block.kind for block in document.blocks] == [Kind.PARAGRAPH, Kind.ROW, Kind.ROW, Kind.PARAGRAPH]
    assert cells(rows(document)[1]) == ["3.2.14", sentences(RU, 20), "7"]
    assert {block.table for block in rows(document)} == {1}
    assert "".join(block.text for block in document.blocks if block.kind is not Kind.ROW).count("3.2.14") == 0


def test_code_broken_inside_a_narrow_cell_keeps_the_break(tmp_path: Path) -> None:
    sheet = Sheet()
    table = [["Code", "Evidence"], ["3.2.\n14", "An ordinary text that is wrapped in its cell"], ["3.2\n.15", "more"]]
    sheet.grid(60, 700, [34, 120], table)
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [row.cells[0].text for row in got] == ["Code", "3.2.\n14", "3.2\n.15"]
    assert got[1].cells[1].text == "An ordinary text that is wrapped in its cell"


def test_vertically_merged_key_comes_once(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid(60, 700, [80, 200], [["3.2.14", "first"], [None, "second"], [None, "third"], ["3.2.15", "fourth"]])
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [(row.cells[0].text, row.cells[0].merged) for row in got] == [
        ("3.2.14", False), ("", True), ("", True), ("3.2.15", False)
    ]  # fmt: skip
    assert [row.cells[1].text for row in got] == ["first", "second", "third", "fourth"]


def test_spanning_cells_have_their_span_and_column(tmp_path: Path) -> None:
    sheet = Sheet()
    table = [["Standard 3", "<", "<"], ["3.2.14", "<", "7"], ["a", "b", "c"]]
    sheet.grid(60, 700, [80, 80, 80], table)
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [[(c.text, c.column, c.span) for c in row.cells] for row in got] == [
        [("Standard 3", 0, 3)],
        [("3.2.14", 0, 2), ("7", 2, 1)],
        [("a", 0, 1), ("b", 1, 1), ("c", 2, 1)],
    ]


def test_table_over_two_pages_keeps_its_number_and_its_heading_comes_once(tmp_path: Path) -> None:
    sheet = Sheet()
    head = ["Criterion", "Evidence"]
    y = 780.0
    y = sheet.paragraph(60, y, 470, sentences(EN, 30))
    sheet.grid(60, y, [80, 380], [head, *([f"3.2.{i}", sentences(EN, 12)] for i in range(1, 6))])
    sheet.page()
    y = sheet.grid(60, 790, [80, 380], [head, *([f"3.2.{i}", sentences(RU, 12)] for i in range(6, 9))])
    y = sheet.paragraph(60, y - 25, 470, sentences(EN, 30))
    sheet.grid(60, y, [80, 380], [["A", "table of its own"], ["b", "c"]])
    document = read(sheet.save(tmp_path / "a.pdf"))
    got = rows(document)
    assert [row.cells[0].text for row in got] == ["Criterion", *(f"3.2.{i}" for i in range(1, 9)), "A", "b"]
    assert [row.table for row in got] == [1] * 9 + [2, 2]
    assert [row.header for row in got[:2]] == [True, False]
    assert [row.place.page for row in got] == [1] * 6 + [2] * 5


def broken_row(folder: Path, end: str, begin: str, head: list[list[str]] | None = None) -> list[Block]:
    sheet = Sheet()
    sheet.grid(60, 200, [80, 380], [*(head or []), ["3.2.13", "short"], ["3.2.14", end]])
    sheet.page()
    sheet.grid(60, 790, [80, 380], [*(head or []), ["", begin], ["3.2.15", "next"]])
    return rows(read(sheet.save(folder / "a.pdf")))


def test_row_broken_by_the_page_end_is_one_row(tmp_path: Path) -> None:
    got = broken_row(tmp_path, "The text of this row goes on", "over the end of the page.")
    assert [cells(row) for row in got] == [
        ["3.2.13", "short"],
        ["3.2.14", "The text of this row goes on over the end of the page."],
        ["3.2.15", "next"],
    ]
    assert [(row.place.page, row.place.last_page) for row in got] == [(1, 1), (1, 2), (2, 2)]
    assert len({row.table for row in got}) == 1


def test_row_that_may_be_broken_by_the_page_end_has_a_merged_key(tmp_path: Path) -> None:
    got = broken_row(tmp_path, "The text of this row has ended.", "Another sentence stands here.")
    assert [(row.cells[0].text, row.cells[0].merged) for row in got] == [
        ("3.2.13", False), ("3.2.14", False), ("", True), ("3.2.15", False)
    ]  # fmt: skip


def test_broken_row_under_a_repeated_heading_row(tmp_path: Path) -> None:
    got = broken_row(tmp_path, "The text of this row goes on", "over the end of the page.", [["Code", "Evidence"]])
    assert [row.cells[0].text for row in got] == ["Code", "3.2.13", "3.2.14", "3.2.15"]
    assert got[2].cells[1].text.endswith("goes on over the end of the page.")
    assert got[0].header


def test_repeated_heading_row_without_a_line_under_it(tmp_path: Path) -> None:
    """reportlab repeats the heading row and draws no line between it and the rest of a broken row."""
    sheet = Sheet()
    sheet.grid(60, 200, [80, 380], [["Code", "Evidence"], ["3.2.14", "The text of this row goes on"]])
    sheet.page()
    sheet.grid(60, 790, [80, 380], [["Code\n ", "Evidence\nover the end of the page."], ["3.2.15", "next"]])
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [row.cells[0].text for row in got] == ["Code", "3.2.14", "3.2.15"]
    assert got[1].cells[1].text == "The text of this row goes on over the end of the page."


def test_rest_of_a_row_alone_on_the_next_page(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid(60, 200, [80, 380], [["3.2.13", "short"], ["3.2.14", "The text of this row goes on"]])
    sheet.page()
    y = sheet.grid(60, 790, [80, 380], [["", "over the end of the page."]])
    sheet.paragraph(60, y - 30, 470, sentences(EN, 40))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert rows(document)[-1].cells[1].text == "The text of this row goes on over the end of the page."
    assert [block.text for block in document.blocks if block.kind is Kind.PARAGRAPH] == [sentences(EN, 40)]


def test_table_goes_on_in_the_next_column(tmp_path: Path) -> None:
    sheet = Sheet()
    for x, text, first in ((50, EN, 1), (310, KK, 4)):
        y = 780.0
        if first == 1:
            for line in sheet.wrapped(sentences(text, 60), 230, 10):
                sheet.text(x, y, line, 10)
                y -= 13
        y = sheet.grid(x, y, [60, 170], [[f"3.2.{i}", sentences(RU, 6)] for i in range(first, first + 3)])
        if first == 4:
            y -= 20
            for line in sheet.wrapped(sentences(text, 60), 230, 10):
                sheet.text(x, y, line, 10)
                y -= 13
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [row.cells[0].text for row in got] == [f"3.2.{i}" for i in range(1, 7)]
    assert {row.table for row in got} == {1}


def test_words_that_touch_over_a_wall_are_two(tmp_path: Path) -> None:
    sheet = Sheet()
    width = sheet.width("3.2.14.")
    sheet.canvas.grid([60, 60 + width, 260], [660, 680, 700])
    for y, code in ((686, "3.2.14."), (666, "3.2.15.")):
        sheet.text(60, y, code)
        sheet.text(60 + width, y, "Not applicable")
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [cells(row) for row in got] == [["3.2.14.", "Not applicable"], ["3.2.15.", "Not applicable"]]


def test_code_broken_by_the_page_end(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid(60, 200, [300, 60], [["The text of the row goes on", "3.2."]])
    sheet.page()
    sheet.grid(60, 790, [300, 60], [["over the end of the page.", "14"], ["Next", "3.2.15"]])
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [cells(row) for row in got] == [
        ["The text of the row goes on over the end of the page.", "3.2.\n14"],
        ["Next", "3.2.15"],
    ]


@pytest.mark.parametrize(("last", "first"), [("1.", "2."), ("5.2.9.", "5.2.10.")])
def test_keys_with_a_full_stop_over_the_page_end_are_two(tmp_path: Path, last: str, first: str) -> None:
    sheet = Sheet()
    sheet.grid(60, 200, [60, 300], [[last, "The text of this row ends here."]])
    sheet.page()
    sheet.grid(60, 790, [60, 300], [[first, "Another text stands here."], ["Next", "row"]])
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [row.cells[0].text for row in got] == [last, first, "Next"]
    assert [row.place.page for row in got] == [1, 2, 2]


def test_repeated_heading_row_whose_words_a_narrow_column_cuts_comes_once(tmp_path: Path) -> None:
    """No line of it holds a word: «Кри», «тер», «ий»."""
    sheet = Sheet()
    head = ["Кри\nтер\nий", "2.1"]
    sheet.grid(60, 200, [60, 300], [head, ["A", sentences(EN, 12)]])
    sheet.page()
    sheet.grid(60, 790, [60, 300], [["", "of employers."], head, ["B", sentences(EN, 12)]])
    assert [row.cells[0].text for row in rows(read(sheet.save(tmp_path / "a.pdf")))].count("Кри тер ий") == 1


def test_code_that_runs_over_its_wall_is_read_to_its_end(tmp_path: Path) -> None:
    """Its last digit lies behind the first letter of the next cell: "8.2.11" is not "8.2.1" before "T1he"."""
    sheet = Sheet()
    sheet.canvas.grid([60, 84, 300], [610, 640, 670, 700])
    texts = ("The Office revises the rules", "Heads of departments meet", "Members of the council agree")
    for y, code, text in zip((700, 670, 640), ("8.2.11", "8.2.12", "8.2.13"), texts, strict=True):
        sheet.text(64, y - 12, code, 9)
        sheet.text(85, y - 12, text, 9)
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [cells(row) for row in got] == [
        ["8.2.11", "The Office revises the rules"],
        ["8.2.12", "Heads of departments meet"],
        ["8.2.13", "Members of the council agree"],
    ]


def test_codes_repeated_as_the_heading_of_a_turned_table_come_once(tmp_path: Path) -> None:
    sheet = Sheet()
    head = ["Код", "2.2.5", "2.2.7"]
    sheet.grid(60, 200, [60, 150, 150], [head, ["A", "Text of one cell.", "Text of another."]])
    sheet.page()
    sheet.grid(60, 790, [60, 150, 150], [["B", "More of one cell.", "More of it."], head, ["C", "One.", "Two."]])
    got = [row.cells[0].text for row in rows(read(sheet.save(tmp_path / "a.pdf")))]
    assert got == ["Код", "A", "B", "C"]


def test_code_wrapped_in_its_cell_stands_higher_than_the_cells_beside_it(tmp_path: Path) -> None:
    """Its digits are no note marks."""
    sheet = Sheet()
    sheet.canvas.grid([60, 90, 200, 260], [640, 670, 700])
    for y, code in ((700, "3.2.1"), (670, "3.2.2")):
        sheet.text(64, y - 12, code, 9)
        sheet.text(64, y - 23, "0", 9)
        sheet.text(94, y - 15, "A. Example", 9)
        sheet.text(204, y - 15, "37", 9)
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [row.cells[0].text for row in got] == ["3.2.1\n0", "3.2.2\n0"]


def test_turned_table_has_no_heading_row(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid(60, 700, [80, 80, 80], [["Code", "3.2.14", "3.2.15"], ["Answer", "a", "b"]], bold_first=True)
    assert [row.header for row in rows(read(sheet.save(tmp_path / "a.pdf")))] == [False, False]


def test_bold_first_row_is_a_heading_row_and_no_heading(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 780, 470, sentences(EN, 60))
    sheet.grid(60, 600, [80, 200], [["3.2.14", "Evidence"], ["a", "b"]], bold_first=True)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [row.header for row in rows(document)] == [True, False]
    assert not [block for block in document.blocks if block.kind is Kind.HEADING]


def test_borders_as_thin_filled_rectangles(tmp_path: Path) -> None:
    """Word draws each border as a filled rectangle half a point thick."""
    sheet = Sheet()
    xs, ys = [60, 140, 340], [700, 680, 660, 640]
    for y in ys:
        for left, right in pairwise(xs):
            sheet.canvas.rect(left, y, right - left, 0.48, stroke=0, fill=1)
    for x in xs:
        for top, bottom in pairwise(ys):
            sheet.canvas.rect(x, bottom, 0.48, top - bottom, stroke=0, fill=1)
    for i, y in enumerate(ys[1:], 1):
        sheet.text(64, y + 6, f"3.2.{i}")
        sheet.text(144, y + 6, "evidence")
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [cells(row) for row in got] == [[f"3.2.{i}", "evidence"] for i in (1, 2, 3)]


def test_whole_grid_drawn_as_one_path(tmp_path: Path) -> None:
    sheet = Sheet()
    path = sheet.canvas.beginPath()
    for y in (700, 680, 660):
        path.moveTo(60, y)
        path.lineTo(260, y)
    for x in (60, 140, 260):
        path.moveTo(x, 700)
        path.lineTo(x, 660)
    sheet.canvas.drawPath(path)
    for y, code in ((686, "3.2.1"), (666, "3.2.2")):
        sheet.text(64, y, code)
        sheet.text(144, y, "evidence")
    assert [cells(row) for row in rows(read(sheet.save(tmp_path / "a.pdf")))] == [
        ["3.2.1", "evidence"], ["3.2.2", "evidence"]
    ]  # fmt: skip


def test_table_inside_a_form_object(tmp_path: Path) -> None:
    sheet = Sheet()
    canvas = sheet.canvas
    canvas.beginForm("table")
    canvas.grid([0, 80, 200], [0, 20, 40])
    canvas.endForm()
    canvas.saveState()
    canvas.translate(60, 600)
    canvas.doForm("table")
    canvas.restoreState()
    for y, code in ((626, "3.2.1"), (606, "3.2.2")):
        sheet.text(64, y, code)
        sheet.text(144, y, "evidence")
    assert len(rows(read(sheet.save(tmp_path / "a.pdf")))) == 2


def test_table_open_at_its_sides(tmp_path: Path) -> None:
    sheet = Sheet()
    for y in (700, 680, 660, 640):
        sheet.canvas.line(60, y, 360, y)
    for x in (140, 260):
        sheet.canvas.line(x, 700, x, 640)
    for i, y in enumerate((686, 666, 646), 1):
        sheet.text(64, y, f"3.2.{i}")
        sheet.text(144, y, "evidence")
        sheet.text(264, y, str(i))
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [cells(row) for row in got] == [[f"3.2.{i}", "evidence", str(i)] for i in (1, 2, 3)]


def test_frame_around_text_is_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.canvas.rect(40, 40, 515, 762)
    sheet.paragraph(60, 770, 470, sentences(EN, 80))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [(block.kind, block.text) for block in document.blocks] == [(Kind.PARAGRAPH, sentences(EN, 80))]


def test_one_column_of_boxes_is_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid(60, 700, [300], [["3.2.14 First box of the page"], ["3.2.15 Second box of the page"]])
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert not rows(document)
    assert [block.text for block in document.blocks] == [
        "3.2.14 First box of the page",
        "3.2.15 Second box of the page",
    ]


def test_chart_is_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.canvas.grid(range(100, 401, 30), range(300, 601, 30))
    for i in range(11):
        sheet.text(76, 297 + 30 * i, str(10 * i), 8)
        sheet.text(95 + 30 * i, 285, str(2010 + i), 8)
    sheet.paragraph(60, 780, 470, sentences(EN, 60))
    assert not rows(read(sheet.save(tmp_path / "a.pdf")))


def test_nested_table_follows_its_row(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.canvas.grid([60, 140, 500], [500, 600, 700])
    sheet.text(64, 680, "3.2.14")
    sheet.text(144, 680, "The table in this cell shows the plan:")
    sheet.grid(160, 660, [80, 80], [["3.2.15", "inner"], ["3.2.16", "inner"]])
    sheet.text(64, 580, "3.2.17")
    sheet.text(144, 580, "last")
    document = read(sheet.save(tmp_path / "a.pdf"))
    got = rows(document)
    assert [row.cells[0].text for row in got] == ["3.2.14", "3.2.15", "3.2.16", "3.2.17"]
    assert got[0].cells[1].text == "The table in this cell shows the plan:"
    assert [row.outer for row in got] == [None, 0, 0, None]
    assert got[1].table == got[2].table != got[0].table == got[3].table


def test_table_without_lines(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.paragraph(60, 780, 470, sentences(EN, 40))
    table = [["Code", "Name", "Year"]] + [
        [f"3.2.{i}", f"Evidence number {i} of many", str(2020 + i)] for i in range(1, 6)
    ]
    y = sheet.grid(60, y, [80, 200, 80], table, rules=False)
    sheet.paragraph(60, y - 25, 470, sentences(RU, 40))
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [cells(row) for row in got] == table


def test_wrapped_cell_of_a_table_without_lines_stays_in_its_row(tmp_path: Path) -> None:
    sheet = Sheet()
    table = [[f"3.2.{i}", sentences(EN, 12), str(2020 + i)] for i in range(1, 6)]
    sheet.grid(60, 700, [80, 160, 80], table, rules=False)
    assert [cells(row) for row in rows(read(sheet.save(tmp_path / "a.pdf")))] == table


def test_two_tables_that_touch_are_two(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.grid(60, 700, [100, 100, 100, 100], [["No", "Name", "Date", "Pay"], ["1", "A", "2.1.14", "7"],
                                                   ["2", "B", "2.1.15", "8"]], bold_first=True)  # fmt: skip
    table = [["Item", "What for", "Sum"], ["2.2.1", "Repairs", "500"], ["2.2.2", "Pay", "700"]]
    sheet.grid(60, y, [130, 140, 130], table, bold_first=True)
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [row.table for row in got] == [1, 1, 1, 2, 2, 2]
    assert [row.header for row in got] == [True, False, False, True, False, False]
    assert [cells(row) for row in got[3:]] == table


def test_rows_of_a_form_with_other_walls_are_one_table(tmp_path: Path) -> None:
    sheet = Sheet()
    form = [["Standard", "3", "Criterion", "3.2.14"], ["Evidence", "Minutes", "Annex", "4"]]
    y = sheet.grid(60, 700, [100, 100, 100, 100], form)
    sheet.grid(60, y, [130, 270], [["Analysis", sentences(EN, 50)], ["Conclusion", sentences(RU, 20)]])
    assert {row.table for row in rows(read(sheet.save(tmp_path / "a.pdf")))} == {1}


def columns_of(sheet: Sheet, y: float, key: str, text: str, annex: str, *, centred: bool = False) -> float:
    """A row of a table without ruling lines, its key on the first line or in the middle; gives y of the next one."""
    lines = sheet.wrapped(text, 250, 10)
    sheet.text(60, y - 12 * (len(lines) // 2 if centred else 0), key, 10)
    for number, line in enumerate(lines):
        sheet.text(130, y - 12 * number, line, 10)
    sheet.text(420, y, annex, 10)
    return y - 12 * len(lines) - 6


def test_row_of_a_table_without_lines_goes_on_over_the_page_end(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 800, "Example University", 9)
    sheet.paragraph(60, 770, 470, sentences(RU, 90), 10)
    y = columns_of(sheet, 200, "Code", "Evidence", "Annex")
    for code in ("3.2.14", "3.2.15"):
        y = columns_of(sheet, y, code, sentences(EN, 20), f"Annex {code[-1]}")
    text = sheet.wrapped(sentences(RU, 80), 250, 10)
    columns_of(sheet, y, "3.2.16", " ".join(text[:4]), "Annex 6")
    sheet.page()
    sheet.text(60, 800, "Example University", 9)
    for number, line in enumerate(text[4:]):
        sheet.text(130, 770 - 12 * number, line, 10)
    y = columns_of(sheet, 764 - 12 * len(text[4:]), "3.2.17", sentences(KK, 30), "Annex 7")
    y = sheet.paragraph(60, y - 12, 470, sentences(EN, 60), 10)
    sheet.page()
    sheet.text(60, 800, "Example University", 9)
    sheet.paragraph(60, 770, 470, sentences(KK, 90), 10)
    document = read(sheet.save(tmp_path / "a.pdf"))
    said = {cells(row)[0]: cells(row)[1] for row in rows(document)}
    assert said["3.2.16"] == sentences(RU, 80)
    assert said["3.2.17"] == sentences(KK, 30)
    assert {row.table for row in rows(document)} == {1}
    assert sentences(EN, 60) in [block.text for block in document.blocks]


def test_text_below_the_page_end_is_no_rest_of_a_table_without_lines(tmp_path: Path) -> None:
    sheet = Sheet()
    y = columns_of(sheet, 150, "Code", "Evidence", "Annex")
    for code in ("3.2.14", "3.2.15"):
        y = columns_of(sheet, y, code, sentences(EN, 20), f"Annex {code[-1]}")
    sheet.page()
    sheet.text(60, 780, "Results", 10)
    y = sheet.paragraph(60, 764, 470, sentences(RU, 40), 10, indent=70)
    sheet.text(130, y, "A line that is short", 10)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [cells(row)[0] for row in rows(document)] == ["Code", "3.2.14", "3.2.15"]
    assert all("short" not in row.text for row in rows(document))


def test_keys_in_the_middle_of_their_rows(tmp_path: Path) -> None:
    sheet = Sheet()
    y = columns_of(sheet, 700, "Code", "Evidence", "Annex")
    wanted = {f"3.2.{i}": sentences(text, 22 + 5 * i) for i, text in enumerate((EN, RU, KK, EN), 4)}
    for code, text in wanted.items():
        y = columns_of(sheet, y, code, text, "Annex", centred=True)
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert {cells(row)[0]: cells(row)[1] for row in got[1:]} == wanted


def test_row_whose_key_stands_in_its_middle_goes_on_over_the_page_end(tmp_path: Path) -> None:
    sheet = Sheet()
    y = columns_of(sheet, 250, "Code", "Evidence", "Annex")
    for code in ("3.2.14", "3.2.15"):
        y = columns_of(sheet, y, code, sentences(EN, 30), "Annex", centred=True)
    lines = sheet.wrapped(sentences(RU, 70), 250, 10)
    for number, line in enumerate(lines[:3]):
        sheet.text(130, y - 12 * number, line, 10)
    sheet.page()
    for number, line in enumerate(lines[3:]):
        sheet.text(130, 780 - 12 * number, line, 10)
    sheet.text(60, 768, "3.2.16", 10)
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert {cells(row)[0]: cells(row)[1] for row in got[1:]} == {
        "3.2.14": sentences(EN, 30), "3.2.15": sentences(EN, 30), "3.2.16": sentences(RU, 70)
    }  # fmt: skip


def test_prose_with_wide_word_spaces_is_no_table(tmp_path: Path) -> None:
    """Justified text in which each word is drawn alone, with wide spaces."""
    sheet = Sheet()
    for i, line in enumerate(sheet.wrapped(sentences(EN, 120), 380)):
        words = line.split()
        room = (470 - sum(sheet.width(word) for word in words)) / max(len(words) - 1, 1)
        x = 60.0
        for word in words:
            x = sheet.text(x, 780 - 14 * i, word) + room
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert not rows(document)
    assert document.blocks[0].text.startswith("The fictional Example University reviews")


def test_numbered_list_with_hanging_text_is_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    for i in range(5):
        sheet.text(60, 780 - 20 * i, f"{i + 1}.")
        sheet.text(100, 780 - 20 * i, f"Item of a list, the one with number {i}")
    assert not rows(read(sheet.save(tmp_path / "a.pdf")))


lines = st.lists(st.integers(0, 8).map(lambda n: 20.0 * n), min_size=2, max_size=6, unique=True).map(sorted)


@given(lines, lines, st.data())
@settings(max_examples=60, deadline=None)
def test_any_full_grid_is_found_whatever_its_lines_are_cut_into(
    xs: list[float], ys: list[float], data: st.DataObject
) -> None:
    """Borders come whole, or cell by cell, in any order."""
    across, down = [], []
    for y in ys:
        if data.draw(st.booleans()):
            across.append((xs[0], y, xs[-1], y))
        else:
            across += [(a, y, b, y) for a, b in pairwise(xs)]
    for x in xs:
        if data.draw(st.booleans()):
            down.append((x, ys[0], x, ys[-1]))
        else:
            down += [(x, a, x, b) for a, b in pairwise(ys)]
    across = data.draw(st.permutations(across))
    found, alone = grids(across, down)
    assert len(found) == 1
    assert found[0].xs == xs
    assert found[0].ys == ys[::-1]
    assert len(found[0].areas) == (len(xs) - 1) * (len(ys) - 1)
    assert not alone


def test_heading_row_repeated_without_a_rule_below_it_and_wrapped_otherwise(tmp_path: Path) -> None:
    """A table that its program had to break in two columns: each part opens with the heading, glued to what goes on."""
    sheet = Sheet()
    head = ["Criterion", "Answer of the university"]
    said = [sentences(EN, count) for count in (14, 16, 18)]
    bottom = sheet.grid(60, 200, [60, 170], [head, ["3.2.13", said[0]], ["3.2.14", "The text of this row goes on"]])
    assert bottom > 60
    sheet.page()
    y = sheet.grid(60, 790, [60, 170], [["Crite\nrion", "Answer of\nthe university\nover the end of the page."]])
    sheet.grid(60, y, [60, 170], [head, ["3.2.15", said[1]], ["3.2.16", said[2]]])
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [cells(row) for row in got] == [
        head,
        ["3.2.13", said[0]],
        ["3.2.14", "The text of this row goes on over the end of the page."],
        ["3.2.15", said[1]],
        ["3.2.16", said[2]],
    ]
    assert len({row.table for row in got}) == 1


def test_table_that_fills_a_column_beside_text(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(60, 780, 220, sentences(EN, 120))
    sheet.text(310, 780, "Standard 4.", 15, bold=True)
    sheet.text(310, 760, "Staff", 15, bold=True)
    sheet.grid(310, 745, [50, 160], [["Code", "Answer"], *([f"4.2.{i}", sentences(RU, 30)] for i in range(1, 6))])
    sheet.text(530, 30, "3", 9)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert document.blocks[0].text == sentences(EN, 120)
    assert [block.text for block in document.blocks[1:3]] == ["Standard 4.", "Staff"]
    assert len(rows(document)) == 6


def test_numbered_headings_with_a_tab_are_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.paragraph(60, 780, 470, sentences(KK, 40)) - 8
    for number, title in ((7, "Policy"), (8, "Staff"), (9, "Mobility")):
        sheet.text(90, y, f"1.2.{number}-критерий.", 10, bold=True)
        sheet.text(200, y, title, 10, bold=True)
        y -= 20
    sheet.paragraph(60, y, 470, sentences(KK, 40))
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert not rows(document)
    assert "1.2.8-критерий. Staff" in [block.text for block in document.blocks]


def test_rows_of_small_letters_over_the_page_end_stay_two(tmp_path: Path) -> None:
    """A cell that begins with a small letter goes on from the page before, unless its row has a key of its own."""
    sheet = Sheet()
    sheet.grid(60, 120, [40, 120, 120], [["1", "B. Sample", "senior lecturer"]])
    sheet.page()
    sheet.grid(60, 790, [40, 120, 120], [["2", "D. Muster", "professor"], ["3", "A. Example", "docent"]])
    got = rows(read(sheet.save(tmp_path / "a.pdf")))
    assert [cells(row)[2] for row in got] == ["senior lecturer", "professor", "docent"]
    assert len({row.table for row in got}) == 1


def rules(sheet: Sheet, xs: list[float], ys: list[float], walls: int) -> None:
    """Rules between all rows, the outer walls, and inner walls in the first rows only."""
    for y in ys:
        sheet.canvas.line(xs[0], y, xs[-1], y)
    for x in xs:
        low = ys[-1] if x in (xs[0], xs[-1]) else ys[walls]
        sheet.canvas.line(x, ys[0], x, low)


FIGURES = [["Country", "Domestic", "Imported", "Total"]] + [
    [name, str(7 * k), f"{k}.5", f"{k},{k}75"]
    for k, name in enumerate(("Austria", "Belgium", "Czech Republic", "Denmark", "Estonia"), 1)
]


def test_walls_between_columns_in_the_heading_row_only(tmp_path: Path) -> None:
    sheet = Sheet()
    xs = [60.0, 160.0, 230.0, 300.0, 400.0]
    ys = [700.0 - 16 * k for k in range(len(FIGURES) + 1)]
    rules(sheet, xs, ys, 1)
    for row, top in zip(FIGURES, ys, strict=False):
        for x, cell in zip(xs, row, strict=False):
            sheet.text(x + 4, top - 12, cell, 9)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [cells(block) for block in rows(document)] == FIGURES
    assert {len(block.cells) for block in rows(document)} == {4}


def test_full_row_of_prose_stays_one_cell(tmp_path: Path) -> None:
    sheet = Sheet()
    xs = [60.0, 160.0, 400.0]
    ys = [700.0 - 16 * k for k in range(6)]
    rules(sheet, xs, ys, 1)
    said = ["The council discusses the results of the year", "Students take part in all groups",
            "Employers read the plan", "The dean reports twice a year"]  # fmt: skip
    for cell, x in (("Code", 64), ("Text", 164)):
        sheet.text(x, 688, cell, 9)
    for number, text in enumerate(said):
        sheet.text(64, 672 - 16 * number, text, 9)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [cells(block) for block in rows(document)][1:] == [[text] for text in said]


def test_rows_of_figures_without_rules_between_them(tmp_path: Path) -> None:
    sheet = Sheet()
    xs = [60.0, 160.0, 230.0, 300.0, 400.0]
    ys = [700.0, 684.0, 684.0 - 13 * (len(FIGURES) - 1) - 4]
    rules(sheet, xs, ys, 2)
    for number, row in enumerate(FIGURES):
        for x, cell in zip(xs, row, strict=False):
            sheet.text(x + 4, 688 - 13 * number - (3 if number else 0), cell, 9)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [cells(block) for block in rows(document)] == FIGURES


def test_words_wrapped_in_all_cells_of_a_row_are_one_row(tmp_path: Path) -> None:
    sheet = Sheet()
    table = [["Name of\nprogramme", "Number of\nstudents", "Share of\ngrants"], ["Design of\nbuildings", "120", "40 %"]]
    sheet.grid(60, 700, [100, 100, 100], table)
    document = read(sheet.save(tmp_path / "a.pdf"))
    assert [[" ".join(cell.split()) for cell in cells(block)] for block in rows(document)] == [
        [" ".join(cell.split()) for cell in row] for row in table
    ]
