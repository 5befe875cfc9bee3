"""The grid as an Excel file: a sheet as people read it, one code by code with filters, one with the mapping's gaps."""

from __future__ import annotations

from typing import Any

from ...showing.sheets import Book, Column
from ...showing.view import place_text, teller
from .view import SHAPES, View


def render(view: View) -> bytes:
    book = Book(view.lang, view.tell("grid.title"))
    _grid(book, view)
    _codes(book, view)
    if view.findings:
        sheet = book.sheet(view.tell("grid.sheet-mapping"), [Column(view.tell("grid.mapping"), 110)], filters=False)
        for said in view.remarks():
            sheet.row([said])
    return book.save()


def _grid(book: Book, view: View) -> None:
    heads = [Column(view.tell("grid.esg"), 32)]
    heads += [Column(f"{column.title(view.lang)}\n{column.key}", 44) for column in view.grid.columns]
    above = [view.tell("grid.title"), *view.about()]
    if view.laid:
        above.append(f"{view.tell('grid.legend')}: {', '.join(view.legend())}")
    sheet = book.sheet(view.tell("grid.sheet-grid"), heads, above=above, filters=False)
    for row in view.grid.rows:
        title: list[Any] = [(f"{row.code} {row.titles.get(view.lang)}", "bold")]
        title += [(f"\n{column.id}: {said}", None) for column, said in view.summed_up(row)]
        cells: list[Any] = [title if len(title) > 1 else title[0][0]]
        for column in view.grid.columns:
            pieces: list[Any] = []
            for number, cell in enumerate(row.cells[column.id]):
                standard = f"{cell.standard.number} {cell.standard.titles.get(view.lang)}"
                pieces.append((("\n" if number else "") + standard, "bold"))
                for marked in view.marked(column.id, cell):
                    mark = "" if marked.status is None else f"{view.mark(marked.status)}: "
                    pieces.append((f"\n{mark}{', '.join(marked.shown)}", None))
            cells.append(pieces or "–")
        sheet.row(cells, formats=["bold"] if len(title) == 1 else [])


def _codes(book: Book, view: View) -> None:
    """Every pair of ESG standard and criterion; an ESG standard without criteria has a row without a code."""
    tell = teller(view.lang)
    names = [("esg", 8), ("esg-title", 44), ("set", 16), ("standard", 10), ("standard-title", 36), ("code", 11)]
    if view.laid:
        names += [("status", 18), ("words", 9), ("where", 56)]
    sheet = book.sheet(
        view.tell("grid.sheet-codes"), [Column(view.tell(f"grid.head-{name}"), width) for name, width in names]
    )
    for row in view.grid.rows:
        for column in view.grid.columns:
            laid = view.laid.get(column.id)
            start = [row.code, row.titles.get(view.lang), column.id]
            rest: list[Any] = [None, None, None] if view.laid else []
            if not row.cells[column.id]:
                sheet.row([*start, None, view.tell("grid.none"), None, *rest])
            for cell in row.cells[column.id]:
                for code in cell.codes:
                    if laid is not None:
                        status = laid.status[code]
                        evidence = laid.evidence.get(code)
                        where = place_text(evidence.place, evidence.heading, tell) if evidence is not None else None
                        word = f"{SHAPES[status]} {view.tell(f'status.{status}')}"
                        rest = [word, laid.words[code], where]
                    sheet.row([*start, cell.standard.number, cell.standard.titles.get(view.lang), code.text, *rest])
