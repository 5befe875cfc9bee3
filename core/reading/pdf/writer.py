"""Paragraphs and tables of a PDF -> blocks, with their places."""

from __future__ import annotations

import re
from dataclasses import replace

from ...model.document import Block, Cell, Kind, Unreadable
from ...model.document import Line as CellLine
from ...model.places import Place
from ...words.text import clean
from .breaks import cell_breaks
from .draft import Paragraph
from .fonts import is_italic
from .furniture import Page
from .garbage import has_holes
from .join import Joiner
from .lines import Box, Line, unturned
from .marks import bullet, is_caption, is_contents_title, item_number
from .order import in_order
from .table import Table, TableCell
from .table_settings import TABLES

_NOTE_MARK = re.compile(r"^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,3}|\d{1,3}(?=\s))[\s)]*")
_RUN_IN = re.compile(r".{2,90}?[.:!?](?=\s)")


class Writer:
    """Paragraphs -> blocks, with their places."""

    def __init__(self, shown: str, pages: list[Page], joiner: Joiner) -> None:
        self.blocks: list[Block] = []
        self._shown = shown
        self._pages = {page.number: page for page in pages}
        self._joiner = joiner
        self._indents: list[float] = []
        self._holes: list[tuple[int, int]] = []  # page and block where something cannot be read

    def _place(self, lines: list[Line]) -> Place:
        first, last = lines[0], lines[-1]
        page = self._pages[first.page]
        here = lines if last.page == first.page else [line for line in lines if line.page == first.page]
        if len(here) == 1:
            box = (first.x0, first.bottom, first.x1, first.top)
        else:
            x0, x1 = min([line.x0 for line in here]), max([line.x1 for line in here])
            box = (x0, min([line.bottom for line in here]), x1, max([line.top for line in here]))
        return self._at(page, last.page, unturned(box, max(first.turn, 0)))

    def _at(self, page: Page, last: int, box: Box) -> Place:
        scale = page.scale
        rounded = (
            round(box[0] / scale, 1), round(box[1] / scale, 1), round(box[2] / scale, 1), round(box[3] / scale, 1)
        )  # fmt: skip
        return Place(self._shown, page.number, last, page.label, "pdf", None, rounded)

    def _put(self, block: Block) -> None:
        page = block.place.page
        if page is not None and self._pages[page].holes and has_holes(block.shown):
            self._holes.append((page, len(self.blocks)))
        self.blocks.append(block)

    def add(self, paragraph: Paragraph) -> None:
        if paragraph.kind == "row":
            self._table(paragraph.first.rows)
        else:
            kind, text = _kind(Kind(paragraph.kind), self._joiner.text(paragraph.lines))
            level = paragraph.level
            if kind is Kind.ITEM:
                level = self._depth(paragraph.first)
            else:
                self._indents = []
            text = clean(text)
            if text:
                confidence = self._pages[paragraph.first.page].confidence
                emphasis = paragraph.emphasis and kind in (Kind.PARAGRAPH, Kind.ITEM)
                self._put(
                    Block(
                        kind,
                        self._place(paragraph.lines),
                        text,
                        level=level,
                        emphasis=emphasis,
                        confidence=confidence,
                        turns=self._turns(paragraph.lines, len(text)),
                        italic=all(is_italic(line.font) for line in paragraph.lines),
                        run_in=_run_in(paragraph.first, text) if kind is Kind.PARAGRAPH else 0,
                    )
                )
        for note in paragraph.notes:
            self.add(Paragraph(note, "note"))

    def _turns(self, lines: list[Line], length: int) -> tuple[tuple[int, int], ...]:
        """Where the paragraph goes on on another page, counted from its end: bullets are cut off its beginning."""
        if lines[0].page == lines[-1].page:
            return ()
        turning = [i for i in range(1, len(lines)) if lines[i].page != lines[i - 1].page]
        rests = [(clean(self._joiner.text(lines[i:])), lines[i].page) for i in turning]
        return tuple((max(length - len(rest), 0), page) for rest, page in rests)

    def _depth(self, line: Line) -> int:
        indents = [x for x in self._indents if x < line.x0 - TABLES.same_indent]
        self._indents = [*indents, line.x0]
        return len(self._indents)

    def _table(self, table: Table, outer: int | None = None) -> None:
        page = self._pages[table.page]
        for number, row in enumerate(table.rows):
            cells = tuple(self._cell(cell) for cell in row.cells)
            index = len(self.blocks)
            if any(cell.lines for cell in cells):
                box = unturned((table.xs[0], row.bottom, table.xs[-1], row.top), table.turn)
                self._put(
                    Block(
                        Kind.ROW,
                        self._at(page, max([page.number, *(line.page for line in row.lines)]), box),
                        cells=cells,
                        table=table.number,
                        outer=outer,
                        header=number < table.header_rows,
                        confidence=page.confidence,
                    )
                )
            elif row.inner:
                index = max(len(self.blocks) - 1, 0)
            for inner in row.inner:
                self._table(inner, index if self.blocks else None)

    def _cell(self, cell: TableCell) -> Cell:
        parts: list[list[Line]] = []
        for line in cell.lines:
            line.left, line.right = cell.left, cell.right - TABLES.cell_margin
            before = parts[-1][-1] if parts else None
            if before is not None and self._joiner.cut_inside(before, line):
                parts[-1][-1] = replace(line, text=before.text + line.text)
            elif before is not None and not cell_breaks(before, line):
                parts[-1].append(line)
            else:
                parts.append([line])
        texts = [clean(self._joiner.text(part)) for part in parts]
        return Cell(tuple(CellLine(text) for text in texts if text), cell.column, cell.span, cell.merged)

    def finish(self, furniture: list[tuple[str, Line]]) -> None:
        """What stands beside the text, then running headers and footers."""
        self._boxes()
        slanted: dict[str, Line] = {}
        for page in self._pages.values():
            for line in page.beside:
                if line.turn < 0:
                    slanted.setdefault(line.text, line)
        for text, line in [*furniture, *slanted.items()]:
            if said := clean(text):
                confidence = self._pages[line.page].confidence
                self.blocks.append(Block(Kind.FURNITURE, self._place([line]), said, confidence=confidence))

    def _boxes(self) -> None:
        """What is written in another direction than its page."""
        for page in self._pages.values():
            groups: dict[int, list[Line]] = {}
            for line in page.beside:
                if line.turn >= 0:
                    groups.setdefault(line.turn, []).append(line)
            for lines in groups.values():
                lines = in_order(lines)
                text = clean(self._joiner.text([line for line in lines if line.rows is None]))
                if text:
                    self._put(Block(Kind.BOX, self._place(lines), text))

    def unreadable(self) -> list[Unreadable]:
        """Unreadable pages, neighbours together, each before the first block of a later page.

        A page that is unreadable in places stands at each of these.
        """
        runs: list[list[Page]] = []
        for page in self._pages.values():
            if page.unreadable is None or page.holes:
                continue
            before = runs[-1][-1] if runs else None
            if before is not None and before.number == page.number - 1 and before.unreadable == page.unreadable:
                runs[-1].append(page)
            else:
                runs.append([page])
        body = [i for i, block in enumerate(self.blocks) if block.kind is not Kind.FURNITURE]
        end = body[-1] + 1 if body else 0
        found: list[Unreadable] = []
        for run in runs:
            at = next((i for i in body if (self.blocks[i].place.page or 0) >= run[0].number), end)
            found.append(
                Unreadable(self._shown, tuple(page.number for page in run), run[0].unreadable or "garbage", at)
            )
        found += [Unreadable(self._shown, (page,), "garbage", at) for page, at in self._holes]
        return sorted(found, key=lambda gap: gap.at)


def _run_in(first: Line, text: str) -> int:
    """Where a title in bold ends that runs into a paragraph: with the first sentence or colon, as near as is known."""
    title = _RUN_IN.match(text) if first.bold and not first.end_bold else None
    return title.end() if title else 0


def _kind(kind: Kind, text: str) -> tuple[Kind, str]:
    """What a paragraph is by its text, and the text without the mark that says so."""
    if kind is Kind.NOTE:
        return kind, _NOTE_MARK.sub("", text)
    if kind is not Kind.PARAGRAPH:
        return kind, text
    if is_contents_title(text):
        return Kind.CONTENTS, text
    if is_caption(text):
        return Kind.CAPTION, text
    if found := bullet(text):
        return Kind.ITEM, text[found.end() :]
    return (Kind.ITEM if item_number(text) else kind), text
