"""Excel files: text is never a formula or a link, the same bytes for the same content.

book = Book("ru", "График")
sheet = book.sheet("Этапы", [Column("Этап", 40), Column("Начало", 12)])
sheet.row(["Договор", date(2026, 1, 12)])
content = book.save()
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from ..words.languages import all_languages
from ..words.messages import Lang
from .made import NO_DATE

Value = str | int | float | date | datetime | time | None
LONGEST = 32767  # characters (UTF-16) that a cell holds; Excel refuses the file if there are more
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(text: str) -> str:
    """Without characters that XML forbids, and no longer than a cell holds. A formula's text stays what it is: text."""
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if _units(text) <= LONGEST else _cut(text, LONGEST - 1) + "…"


def sheet_name(name: str, taken: Sequence[str] = ()) -> str:
    """A name that Excel takes: 31 characters, none of []:*?/\\, no apostrophe at an end, none twice."""
    name = re.sub(r"[\[\]:*?/\\\n\t]", " ", harmless(name)).strip().strip("'").strip() or "–"
    name = _cut(name, 31).rstrip(" '") or "–"
    used = {one.casefold() for one in taken}
    number = 1
    unique = name
    while unique.casefold() in used or unique.casefold() == "history":  # Excel keeps that one for itself
        number += 1
        unique = f"{_cut(name, 31 - len(str(number)) - 1)} {number}"
    return unique


def _units(text: str) -> int:
    """Length as Excel counts it: in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, most: int) -> str:
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


@dataclass(frozen=True)
class Column:
    """title: in the header row; width: in characters; wrap: long texts take several lines."""

    title: str
    width: float = 12
    wrap: bool = True


class Book:
    def __init__(self, lang: Lang, title: str, *, subject: str = "") -> None:
        self.lang = lang
        self._out = io.BytesIO()
        self._names: list[str] = []
        self._sheets: list[Sheet] = []
        day = all_languages()[lang].sheet
        self.workbook: Any = xlsxwriter.Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": day,
                "remove_timezone": True,
            },
        )
        self.workbook.set_properties(
            {"title": harmless(title), "subject": harmless(subject), "author": "Sapa", "created": NO_DATE}
        )
        base = {"font_name": "Calibri", "font_size": 10, "valign": "top", "bottom": 1, "bottom_color": "#D5DADE"}
        self.formats: dict[str, Any] = {
            "text": self.workbook.add_format({**base, "text_wrap": True, "num_format": "@"}),
            "line": self.workbook.add_format({**base, "num_format": "@"}),
            "number": self.workbook.add_format({**base, "align": "center"}),
            "date": self.workbook.add_format({**base, "num_format": day, "align": "left"}),
            "time": self.workbook.add_format({**base, "num_format": "hh:mm", "align": "left"}),
            "datetime": self.workbook.add_format({**base, "num_format": f"{day} hh:mm", "align": "left"}),
            "bold": self.workbook.add_format({**base, "bold": True, "text_wrap": True, "num_format": "@"}),
            "title": self.workbook.add_format({"font_name": "Calibri", "bold": True, "font_size": 14}),
            "above": self.workbook.add_format({"font_name": "Calibri", "font_size": 10, "num_format": "@"}),
            "head": self.workbook.add_format(
                {**base, "bold": True, "text_wrap": True, "bg_color": "#EEF2F5", "bottom": 1, "num_format": "@"}
            ),
        }

    def sheet(self, name: str, columns: Sequence[Column], *, above: Sequence[str] = (), filters: bool = True) -> Sheet:
        """above: lines before the header row. The header row stays in sight and is repeated on paper."""
        unique = sheet_name(name, self._names)
        self._names.append(unique)
        self._sheets.append(Sheet(self, self.workbook.add_worksheet(unique), columns, above, filters))
        return self._sheets[-1]

    def save(self) -> bytes:
        for made in self._sheets:
            made.set_filter()
        for sheet in self.workbook.worksheets():
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
            sheet.set_margins(0.4, 0.4, 0.6, 0.6)
            sheet.set_footer("&C&P / &N")
        self.workbook.close()
        return self._out.getvalue()


class Sheet:
    def __init__(self, book: Book, sheet: Any, columns: Sequence[Column], above: Sequence[str], filters: bool) -> None:
        self.book, self.sheet, self.columns, self.filters = book, sheet, columns, filters
        for number, line in enumerate(above):
            sheet.write_string(number, 0, harmless(line), book.formats["title" if number == 0 else "above"])
        self.head = len(above)
        self.next = self.head + 1
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(self.head, number, harmless(column.title), book.formats["head"])
        sheet.set_row(self.head, _height(max(_lines(column.title, column.width) for column in columns)))
        sheet.freeze_panes(self.head + 1, 0)
        sheet.repeat_rows(self.head)

    def row(self, values: Sequence[Value | list[Any]], *, formats: Sequence[str | None] = ()) -> None:
        """One row; formats: names in Book.formats instead of the usual ones. A list is a rich text (see rich())."""
        lines = 1
        for number, value in enumerate(values):
            text = "".join(piece for piece, _ in value) if isinstance(value, list) else value
            if isinstance(text, str) and self.columns[number].wrap:
                lines = max(lines, _lines(text, self.columns[number].width))
            named = formats[number] if number < len(formats) else None
            self._cell(number, value, named)
        self.sheet.set_row(self.next, _height(lines))
        self.next += 1

    def _cell(self, column: int, value: Value | list[Any], named: str | None) -> None:
        formats = self.book.formats
        chosen = formats[named] if named else None
        if value is None or value == "":
            self.sheet.write_blank(self.next, column, None, chosen or formats["text"])
        elif isinstance(value, str):
            usual = formats["text" if self.columns[column].wrap else "line"]
            self.sheet.write_string(self.next, column, harmless(value), chosen or usual)
        elif isinstance(value, bool | int | float):
            self.sheet.write_number(self.next, column, value, chosen or formats["number"])
        elif isinstance(value, list):
            self._rich(column, value, chosen or formats["text"])
        else:
            kind = "datetime" if isinstance(value, datetime) else "date" if isinstance(value, date) else "time"
            self.sheet.write_datetime(self.next, column, value, chosen or formats[kind])

    def _rich(self, column: int, pieces: list[Any], cell: Any) -> None:
        """pieces: (text, name of a format or None); short ones and long ones alike, as plain text where it must be."""
        pieces = [(harmless(text), named) for text, named in pieces if harmless(text)]
        plain = "".join(text for text, _ in pieces)
        if len(pieces) < 2 or _units(plain) > LONGEST:
            self.sheet.write_string(self.next, column, harmless(plain), cell)
            return
        parts: list[Any] = []
        for text, named in pieces:
            parts += [self.book.formats[named], text] if named else [text]
        self.sheet.write_rich_string(self.next, column, *parts, cell)

    def set_filter(self) -> None:
        """Over all rows that are there: once, as the last thing."""
        if self.filters:
            self.sheet.autofilter(self.head, 0, max(self.next - 1, self.head), len(self.columns) - 1)


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column: LibreOffice, unlike Excel, leaves rows as low as the file says."""
    return sum(max(1, -(-int(len(line) * 1.05) // max(int(width), 1))) for line in harmless(text).split("\n"))


def _height(lines: int) -> float:
    """Of a row, in points; Excel has no higher ones than 409."""
    return float(min(max(15, 14.5 * lines + 2), 409))
