"""What every Excel output shares: text stays text, dates are dates, the same content is the same file."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapa.core.showing.sheets import LONGEST, Book, Column, sheet_name
from sapa.core.words.messages import Lang


def book(*rows: list[Any], columns: int = 2, **given: Any) -> Book:
    made = Book("ru", "Таблица")
    sheet = made.sheet("Лист", [Column(f"Колонка {number}", 20) for number in range(columns)], **given)
    for row in rows:
        sheet.row(row)
    return made


def opened(made: Book) -> Any:
    return openpyxl.load_workbook(io.BytesIO(made.save()))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x.invalid")', "http://x.invalid", "mailto:a@x.invalid", "1.10", "2.3",
     "007", "internal:Лист!A1", "{=SUM(A1)}", "'quoted", "1e5", "TRUE"],
)  # fmt: skip
def test_text_stays_text(text: str) -> None:
    cell = opened(book([text, "x"]))["Лист"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_at_all_becomes_a_formula_or_breaks_the_file(text: str) -> None:
    sheet = opened(book([text, [(text, "bold"), (text, None)]]))["Лист"]
    assert all(cell.data_type in ("s", "n") for cell in sheet[2])
    assert all(cell.data_type == "s" or cell.value is None for cell in sheet[2])


def test_dates_times_and_numbers_are_what_they_are() -> None:
    sheet = opened(book([date(2026, 3, 1), time(10, 15)], [datetime(2026, 3, 1, 9, 30), 5]))["Лист"]
    assert sheet["A2"].is_date and sheet["A2"].value == datetime(2026, 3, 1)
    assert sheet["B2"].value == time(10, 15)
    assert sheet["A3"].value == datetime(2026, 3, 1, 9, 30)
    assert (sheet["B3"].value, sheet["B3"].data_type) == (5, "n")


@pytest.mark.parametrize(("lang", "format"), [("en", "d mmm yyyy"), ("ru", "dd.mm.yyyy"), ("kk", "dd.mm.yyyy")])
def test_days_are_written_as_people_of_the_language_do(lang: Lang, format: str) -> None:
    made = Book(lang, "Title")
    made.sheet("Sheet", [Column("Day")]).row([date(2026, 3, 1)])
    cell = opened(made)["Sheet"]["A2"]
    assert cell.number_format.endswith(format) and cell.value == datetime(2026, 3, 1)


def test_a_text_longer_than_a_cell_is_cut_and_marked() -> None:
    value = opened(book(["x" * (LONGEST + 9), [("y" * LONGEST, "bold"), ("y", None)]]))["Лист"]
    assert len(value["A2"].value) == len(value["B2"].value) == LONGEST
    assert value["A2"].value.endswith("…")


def test_the_header_row_stays_in_sight_and_is_repeated_on_paper() -> None:
    sheet = opened(book(["a", "b"], above=["Название", "Строка"]))["Лист"]
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == ["Название", "Строка", "Колонка 0"]
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:B4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9


def test_a_sheet_without_rows_is_no_fault() -> None:
    assert opened(book())["Лист"].auto_filter.ref == "A1:B1"


def test_the_same_content_is_the_same_bytes() -> None:
    assert book(["a", date(2026, 1, 1)]).save() == book(["a", date(2026, 1, 1)]).save()


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_every_sheet_gets_a_name_that_excel_takes(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        taken.append(sheet_name(name, taken))
    assert len({name.casefold() for name in taken}) == len(names)
    for name in taken:
        assert (
            1 <= len(name.encode("utf-16-le")) <= 62
            and not set(name) & set("[]:*?/\\")
            and name.casefold() != "history"
        )
        assert name[0] != "'" and name[-1] != "'"


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_every_name_can_be_written(names: list[str]) -> None:
    made = Book("en", "x")
    for name in names:
        made.sheet(name, [Column("a")]).row(["b"])
    assert len(opened(made).sheetnames) == len(names)
