"""A table while it is read: rows, cells and what stands in them, before they become blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from lxml import etree

from .colours import Ground, ground_of
from .draft import Paragraph
from .xml import DELETED, INSERTED, SHADE, VAL, W, number, on

_ROW_PR, _HIDDEN, _HEADER, _BEFORE = (W + name for name in ("trPr", "hidden", "tblHeader", "gridBefore"))
_CELL_PR, _SPAN, _VMERGE, _HMERGE, _CELL_DEL = (
    W + name for name in ("tcPr", "gridSpan", "vMerge", "hMerge", "cellDel")
)
_CODE = re.compile(r"\d+\.\d")


class ReadCell:
    """items: what it holds, in order; nested: some item is a table; shade: its own w:shd."""

    nested: bool = False
    shade: etree._Element | None = None

    def __init__(self, column: int, span: int, merged: bool) -> None:
        self.column, self.span, self.merged = column, span, merged
        self.items: list[Paragraph | ReadTable] = []

    def paragraphs(self) -> list[Paragraph]:
        """Its paragraphs, those of frames (tables of one column) in it included."""
        if not self.nested:
            return cast("list[Paragraph]", self.items)
        found: list[Paragraph] = []
        for item in self.items:
            if isinstance(item, Paragraph):
                found.append(item)
            elif item.layout:
                found += [para for row in item.rows for cell in row.cells for para in cell.paragraphs()]
        return found

    def tables(self) -> Iterator[ReadTable]:
        for item in self.items:
            if isinstance(item, ReadTable):
                if item.layout:
                    for row in item.rows:
                        for cell in row.cells:
                            yield from cell.tables()
                else:
                    yield item


class ReadRow(NamedTuple):
    cells: list[ReadCell]
    header: bool
    page: int
    last_page: int


class ReadTable:
    """ground: the colour behind its cells."""

    def __init__(self, ground: Ground) -> None:
        self.rows: list[ReadRow] = []
        self.merging: dict[int, bool] = {}  # columns in which a cell may be continued below
        self.ground = ground

    @property
    def layout(self) -> bool:
        """Every row has one cell: a frame around text, no table."""
        return all(len(row.cells) == 1 for row in self.rows)

    def has_evident_header(self) -> bool:
        """The first row is wholly bold, the second is not, and no code stands in it."""
        if len(self.rows) < 2 or self.rows[0].header:
            return False
        states = []
        for row in self.rows[:2]:
            paragraphs = [para for cell in row.cells for para in cell.paragraphs() if para.text]
            states.append(len(paragraphs) > 1 and all(para.bold for para in paragraphs))
            if len(states) == 1 and any(para.number or _CODE.search(para.text) for para in paragraphs):
                return False
        return states == [True, False]


class RowStated(NamedTuple):
    """What a row's properties say. before: columns that it leaves out at its beginning."""

    deleted: bool = False
    inserted: bool = False
    hidden: bool = False
    header: bool = False
    before: int = 0


def row_stated(element: etree._Element) -> RowStated:
    stated = RowStated()
    properties = element.find(_ROW_PR)
    for item in () if properties is None else properties:
        tag = item.tag
        if tag == DELETED:
            stated = stated._replace(deleted=True)
        elif tag == INSERTED:
            stated = stated._replace(inserted=True)
        elif tag == _HIDDEN:
            stated = stated._replace(hidden=on(item))
        elif tag == _HEADER:
            stated = stated._replace(header=on(item))
        elif tag == _BEFORE:
            stated = stated._replace(before=number(item.get(VAL)))
    return stated


class CellStated(NamedTuple):
    """What a cell's properties say. span: columns; vertical, horizontal: its part in a merged cell, None for none."""

    span: int = 1
    vertical: str | None = None
    horizontal: str | None = None
    deleted: bool = False
    shade: etree._Element | None = None

    def behind(self, table: Ground) -> Ground:
        return table if self.shade is None else ground_of(self.shade, table)


_WHOLE = CellStated()


def cell_stated(cell: etree._Element) -> CellStated:
    properties = cell[0] if len(cell) else None
    if properties is None or properties.tag != _CELL_PR:
        return _WHOLE
    span, vertical, horizontal, deleted = 1, None, None, False
    shade: etree._Element | None = None
    for item in properties:
        tag = item.tag
        if tag == _SPAN:
            span = max(number(item.get(VAL), 1), 1)
        elif tag == _VMERGE:
            vertical = item.get(VAL) or "continue"
        elif tag == _HMERGE:
            horizontal = item.get(VAL) or "continue"
        elif tag == _CELL_DEL:
            deleted = True
        elif tag == SHADE:
            shade = item
    return CellStated(span, vertical, horizontal, deleted, shade)


def row_turns(row: ReadRow) -> tuple[tuple[int, int], ...]:
    """Where the page changes in the shown text of a row: each cell begins on the row's own page again."""
    turns: list[tuple[int, int]] = []
    page = row.page
    at = 0
    for cell in row.cells:
        for para in cell.paragraphs():
            if not (para.text or para.number):
                continue
            if para.page != page:
                turns.append((at, para.page))
            start = at + (len(para.shown) - len(para.text))
            turns += [(start + offset, turn) for offset, turn in para.turns]
            page = para.last_page
            at += len(para.shown) + 1  # the line's end, or the tab after the last line
        if not any(para.text or para.number for para in cell.paragraphs()):
            at += 1
    return tuple(turns)
