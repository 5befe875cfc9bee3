"""Result -> an Excel file: summary, criteria, gaps, findings and ESG, each a sheet with filters and a head in sight."""

from __future__ import annotations

from ..model.results import Result
from ..showing.sheets import Book, Column
from ..showing.view import teller
from ..words.messages import Lang
from .tables import tables


def render(result: Result, lang: Lang = "en") -> bytes:
    tell = teller(lang)
    book = Book(lang, tell("tables.title"))
    for table in tables(result, tell, lang):
        titled = zip(table.titles(tell), table.widths, strict=True)
        sheet = book.sheet(table.title(tell), [Column(title, width) for title, width in titled])
        for row in table.rows:
            sheet.row(row)
    return book.save()
