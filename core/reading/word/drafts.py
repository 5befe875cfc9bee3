"""What the walk through a Word file reads, put down as drafts of blocks: notes and boxes behind what refers to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lxml import etree

from ...model.document import Cell, Kind, Line, UnreadableReason
from .. import guard
from .bindings import Bindings
from .blocks import Unread
from .colours import PAPER
from .controls import PLAIN
from .draft import Draft, Paragraph
from .fields import Flow
from .numbering import Numbering
from .package import Package
from .pages import Scans
from .settings import SETTINGS
from .stories import Stories, Story
from .styles import Styles
from .table_reader import TableReader
from .tables import ReadCell, ReadRow, ReadTable, row_turns
from .text import ParagraphReader


class Where(NamedTuple):
    """Where a note or box stands: the paragraph and page that it belongs to, and the row that holds them."""

    paragraph: int | None
    page: int
    outer: int | None


class Drafts:
    """The blocks of a Word file so far, and what they are read with. chunk: reads a document that is embedded in it."""

    def __init__(self, package: Package, shown: str, chunk: Callable[[etree._Element], None]) -> None:
        assert package.main is not None
        self.package, self.shown, self.main = package, shown, package.main
        self.styles = Styles(self._part("styles"))
        self.numbering = Numbering(self._part("numbering"), self.styles.list_links())
        self.styles.numbering = self.numbering
        self.reader = ParagraphReader(self.styles, self.numbering)
        self.bindings = Bindings(package)
        self.stories = Stories(package, self.main, self.reader, self.bindings)
        self.flow = Flow(main=True)
        self.scans = Scans()
        self.drafts: list[Draft] = []
        self.tables = 0
        self.table_reader = TableReader(self.reader, self.styles, chunk)
        self.sections: list[etree._Element] = []
        self._begins: list[int | None] = [None]  # the first paragraph of each section, none of the document's first
        self.unread: list[Unread] = []
        self._new_page = False  # a page break was the last that was read

    def _part(self, kind: str) -> etree._Element | None:
        name = self.package.related(self.main, kind)
        return None if name is None else self.package.tree(name)

    def _emit(self, para: Paragraph, outer: int | None = None) -> None:
        if para.broken or (para.level and not para.contents):
            self.scans.bound()
        para.opens = para.opens or self._new_page
        at = len(self.drafts)
        if para.text or para.number:
            _settle_kind(para)
            para.outer = outer
            self.drafts.append(para)
            if para.kind is not Kind.HEADING:
                self.scans.text(para.words)
            self._new_page = para.ends_page
        else:
            self._new_page = para.opens or para.ends_page
        self._attached(para, outer, at if para.text and para.kind is not Kind.HEADING else None)
        if para.closed:
            self.scans.bound()
        if para.section is not None:
            self._section(para.section)

    def _section(self, properties: etree._Element) -> None:
        self.scans.section(properties)
        self.scans.bound()
        self.sections.append(_copy(properties))
        self._begins.append(self.reader.paragraphs + 1)

    def _unread(self, name: str, reason: UnreadableReason = "attachment") -> None:
        self.unread.append(Unread(name, self.reader.paragraphs + 1, self.reader.page, len(self.drafts), reason))

    def _attached(self, para: Paragraph, outer: int | None, own: int | None = None, *, in_cell: bool = False) -> None:
        """What a paragraph refers to or anchors.

        own: where it stands itself, if a heading in a box may stand above it; in_cell: no heading governs from here.
        """
        for picture in para.pictures:
            self.scans.picture(picture, len(self.drafts), para.last_page)
        for id in para.embedded:
            relation = self.package.relations(self.main).get(id)
            self._unread(relation.target if relation is not None else "")
        for kind, id, page in para.notes:
            if (story := self.stories.note(kind, id)) is not None:
                self._beside(Kind.NOTE, story, Where(para.paragraph, page, outer))
        for number, aside in enumerate(para.asides):
            if (told := self.stories.aside(aside)) is None:
                continue
            before = len(self.drafts)
            where = Where(para.paragraph, para.anchor or para.page, outer)
            is_heading = self._beside(Kind.BOX, told, where, may_govern=not in_cell)
            if is_heading and own is not None and number < para.leading:
                banner = self.drafts[before:]
                del self.drafts[before:]
                self.drafts[own:own] = banner
                own += len(banner)

    def _beside(self, kind: Kind, story: Story, where: Where, *, may_govern: bool = False) -> bool:
        """Emits a note or box, a small document of its own. Whether it is nothing but a heading of what follows."""
        if story.lost:
            self._unread(story.lost, "damaged")
            return False
        if story.element is None:
            paras = [_line(text, bold=story.shown) for text in story.lines]
            items: Sequence[Paragraph | ReadTable] = paras
        else:
            cell = ReadCell(0, 1, False)
            around, self.reader.ground = self.reader.ground, PAPER if kind is Kind.NOTE else None
            self.table_reader.cell(cell, story.element, story.flow, PLAIN)
            self.reader.ground = around
            items = cell.items
        if may_govern and self._is_heading(items):
            for para in items:
                if isinstance(para, Paragraph) and para.shown:
                    para.kind = Kind.HEADING if para.level else Kind.BOX
                    self._put(para, where)
            return True
        self._small_document(kind, items, where)
        return False

    def _is_heading(self, items: Sequence[Paragraph | ReadTable]) -> bool:
        """All that it says is set apart as headings are: a banner, word art."""
        shown = [item for item in items if isinstance(item, ReadTable) or item.shown]
        return bool(shown) and all(isinstance(item, Paragraph) and self._set_apart(item) for item in shown)

    def _set_apart(self, para: Paragraph) -> bool:
        if para.contents or para.words > SETTINGS.banner_words:
            return False
        sizes = self.reader.sizes
        body = max(sizes, key=lambda size: sizes[size], default=0.0)
        return para.level > 0 or para.bold or para.title or (body > 0 and para.size >= SETTINGS.larger * body)

    def _small_document(self, kind: Kind, items: Sequence[Paragraph | ReadTable], where: Where) -> None:
        """Its tables as tables; its text in pieces, each from what looks like a heading to the next."""
        piece: list[Paragraph] = []
        for item in items:
            if isinstance(item, ReadTable):
                self._piece(kind, piece, where)
                piece = []
                self._emit_table(item, where.outer, where)
                continue
            if item.level and piece and not all(para.level for para in piece):
                self._piece(kind, piece, where)
                piece = []
            piece.append(item)
        self._piece(kind, piece, where)

    def _piece(self, kind: Kind, paras: Sequence[Paragraph], where: Where) -> None:
        said = [para for para in paras if para.text or para.number]
        if said:
            draft = Draft()
            draft.kind, draft.number = kind, said[0].number
            draft.text = "\n".join([said[0].text, *(para.shown for para in said[1:])])
            self._put(draft, where)
            if kind is Kind.BOX:
                self.scans.text(sum(para.words for para in said))
        for para in paras:
            para.paragraph, para.anchor = where.paragraph, where.page
            self._attached(para, where.outer, in_cell=True)

    def _put(self, draft: Draft, where: Where) -> None:
        draft.paragraph, draft.outer = where.paragraph, where.outer
        draft.page = draft.last_page = where.page
        self.drafts.append(draft)

    def _emit_table(self, table: ReadTable, outer: int | None, where: Where | None = None) -> None:
        """where: of a table in a note or box, whose own paragraphs nobody counts."""
        if table.layout and where is not None:
            for row in table.rows:
                self._small_document(Kind.BOX, row.cells[0].items, where)
        elif table.layout:
            for row in table.rows:
                for item in row.cells[0].items:
                    if isinstance(item, Paragraph):
                        self._emit(item, outer)
                    else:
                        self._emit_table(item, outer)
        else:
            self.tables += 1
            own, headers = self.tables, table.has_evident_header()
            for position, row in enumerate(table.rows):
                self._emit_row(row, own, headers and position == 0, outer, where)

    def _emit_row(self, row: ReadRow, table: int, header: bool, outer: int | None, where: Where | None) -> None:
        paras = [para for cell in row.cells for para in cell.paragraphs()]
        nested = [inner for cell in row.cells if cell.nested for inner in cell.tables()]
        index = len(self.drafts)
        if nested or any(para.text or para.number for para in paras):
            draft = Draft()
            draft.kind, draft.cells, draft.table = Kind.ROW, tuple(map(_cell, row.cells)), table
            draft.outer, draft.header = outer, row.header or header
            draft.words = sum(para.words for para in paras if para.text or para.number)
            if where is None:
                draft.page, draft.last_page = row.page, row.last_page
                draft.paragraph = next((para.paragraph for para in paras if para.paragraph), None)
                draft.turns = row_turns(row) if row.last_page != row.page else ()
                self.drafts.append(draft)
            else:
                self._put(draft, where)
            self.scans.text(draft.words)
        for para in paras:
            if para.notes or para.asides or para.pictures or para.embedded:
                self._attached(para, outer, in_cell=True)
        for inner in nested:
            self._emit_table(inner, index, where and where._replace(outer=index))

    def _furniture(self) -> None:
        for section, (text, shown) in self.stories.furniture(self.sections):
            draft = Draft()
            draft.kind, draft.text, draft.number = Kind.FURNITURE, text, shown
            draft.paragraph = self._begins[section]
            self.drafts.append(draft)


def _settle_kind(para: Paragraph) -> None:
    if para.contents:
        para.kind, para.level = Kind.CONTENTS, 0
    elif para.level:
        para.kind = Kind.HEADING
    elif para.caption:
        para.kind = Kind.CAPTION
    elif para.depth:
        para.kind, para.level = Kind.ITEM, para.depth


def _line(text: str, *, bold: bool) -> Paragraph:
    para = Paragraph()
    para.text, para.bold, para.words = text, bold, text.count(" ") + 1
    return para


def _cell(cell: ReadCell) -> Cell:
    lines = (Line(para.text, para.number, para.level) for para in cell.paragraphs() if para.text or para.number)
    return Cell(tuple(lines), cell.column, cell.span, cell.merged)


def _copy(element: etree._Element) -> etree._Element:
    """A copy that does not hold the tree it came from."""
    copied: etree._Element = etree.fromstring(etree.tostring(element), etree.XMLParser(**guard.XML))
    return copied
