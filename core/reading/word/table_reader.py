"""The tables of a Word file, row by row: which rows and cells are there, and the paragraphs and tables in each."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from .colours import ground_of
from .controls import Context, unwrapped
from .draft import Paragraph
from .fields import Flow
from .styles import Styles
from .tables import ReadCell, ReadRow, ReadTable, cell_stated, row_stated
from .text import ParagraphReader
from .xml import ALT_CHUNK, SHADE, TBL, TBL_PR, TC, TR, VAL, P, W


class TableReader:
    """chunk: called with what stands for an embedded document (w:altChunk)."""

    def __init__(self, reader: ParagraphReader, styles: Styles, chunk: Callable[[etree._Element], None]) -> None:
        self._reader, self._styles, self._chunk = reader, styles, chunk

    def read(self, element: etree._Element, flow: Flow, context: Context) -> ReadTable:
        table = ReadTable(self._reader.ground)
        for row, inner in unwrapped(element, context):
            self.row_of(table, row, flow, inner)
        return table

    def row_of(self, table: ReadTable, element: etree._Element, flow: Flow, context: Context) -> None:
        """What stands right inside a table: its properties, or a row."""
        if element.tag == TR:
            self._row(element, table, flow, context)
        elif element.tag == TBL_PR:
            style, shade = element.find(W + "tblStyle"), element.find(SHADE)
            if style is not None and self._styles.shades_tables(style.get(VAL)):
                table.ground = None
            elif shade is not None:
                table.ground = ground_of(shade, table.ground)

    def _row(self, element: etree._Element, table: ReadTable, flow: Flow, context: Context) -> None:
        """Adds a row, unless it is deleted or hidden."""
        reader = self._reader
        stated = row_stated(element)
        if stated.inserted:
            reader.note_inserted()
        if stated.deleted or stated.hidden:
            if stated.deleted:
                reader.note_deleted()
            reader.skip(element, flow, hidden=stated.hidden and not stated.deleted)
            return
        start = reader.page
        cells, last = self._cells(element, table, flow, context, stated.before)
        reader.page = last
        if cells:
            first = next((p for cell in cells for p in cell.paragraphs() if p.text), None)
            table.rows.append(ReadRow(cells, stated.header, first.page if first else start, last))

    def _cells(
        self, element: etree._Element, table: ReadTable, flow: Flow, context: Context, column: int
    ) -> tuple[list[ReadCell], int]:
        """The cells of a row and the page on which its longest one ends."""
        reader = self._reader
        start = last = reader.page
        cells: list[ReadCell] = []
        merging: dict[int, bool] = {}
        for child, inner in unwrapped(element, context):
            if child.tag != TC:
                continue
            stated = cell_stated(child)
            if stated.deleted:
                reader.note_deleted()
            elif stated.horizontal == "continue" and cells:
                cells[-1].span += stated.span
            else:
                cell = ReadCell(column, stated.span, stated.vertical == "continue" and table.merging.get(column, False))
                merging[column] = stated.vertical is not None
                reader.page = start
                cell.shade = stated.shade
                if not cell.merged or context.form:
                    around, reader.ground = reader.ground, stated.behind(table.ground)
                    self.cell(cell, child, flow, inner)
                    reader.ground = around
                last = max(last, reader.page)
                cells.append(cell)
            column += stated.span
        table.merging = merging
        return cells, last

    def cell(self, cell: ReadCell, element: etree._Element, flow: Flow, context: Context) -> None:
        items = cell.items
        pending: Paragraph | None = None
        depth = len(flow.fields)
        for child, inner in unwrapped(element, context):
            tag = child.tag
            if tag == P:
                para = self._reader.read(child, flow, inner, pending)
                pending = None
                if para.merges:
                    pending = para
                else:
                    items.append(para)
            elif tag == TBL:
                if pending is not None:
                    items.append(pending.settled())
                    pending = None
                items.append(self.read(child, flow, inner))
                cell.nested = True
            elif tag == ALT_CHUNK:
                self._chunk(child)
        if pending is not None:
            items.append(pending.settled())
        del flow.fields[depth:]  # a field does not leave its cell
