"""Parity -> an Excel file: the criteria by language, the differing ones first, and every difference with filters."""

from __future__ import annotations

from ..comparing.difference import Parity
from ..showing.sheets import Book, Column
from ..showing.view import file_name, teller
from ..words.messages import Lang
from .parity import rows, summary


def render(parity: Parity, lang: Lang) -> bytes:
    tell = teller(lang)
    book = Book(lang, tell("parity.title"), subject=parity.set.key)
    names = {language: tell(f"language.{language}") for language in parity.languages}
    above = [tell("parity.title"), summary(parity, tell)]
    above += [f"{names[language]}: {file_name(one.path)}" for language, one in parity.documents.items()]
    heads = [Column(tell("parity.criterion"), 12), *(Column(name, 18) for name in names.values())]
    sheet = book.sheet(tell("parity.statuses"), heads, above=above)
    uneven = sorted(parity.statuses.items(), key=lambda item: len(set(item[1].values())) == 1)
    for code, statuses in uneven:
        sheet.row([code, *(tell(f"status.{status}") for status in statuses.values())])
    columns = [
        Column(tell("parity.kind"), 22),
        Column(tell("review.severity"), 12),
        Column(tell("parity.criterion"), 12),
        Column(tell("parity.label"), 12),
    ]
    for name in names.values():
        columns.append(Column(tell("parity.value", language=name), 20))
        columns.append(Column(tell("parity.place", language=name), 30))
        columns.append(Column(tell("parity.text", language=name), 50))
    sheet = book.sheet(tell("parity.differences"), columns, above=[tell("parity.differences")])
    for row in rows(parity, lang):
        sheet.row(list(row))
    return book.save()
