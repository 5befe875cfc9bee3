"""A Word file -> Document: one streamed walk over the main part, each block freed as soon as it is read."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence
from typing import IO, TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ...model.document import Cell, Document, Kind, Line, ReadingError, UnreadableReason
from ...model.progress import Progress, Total
from ...words.messages import message
from .. import guard
from .bindings import MARK, Bindings, bound
from .blocks import Blocks, Unread
from .colours import PAPER
from .controls import PLAIN, TRANSPARENT, WRAPPERS, Context, branch, inside
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
from .xml import (  # fmt: skip
    ALT_CHUNK,
    ALTERNATE,
    BODY,
    SDT,
    SDT_CONTENT,
    SECT,
    SPACE,
    SUB_DOC,
    TBL,
    P,
    R,
    W,
)

if TYPE_CHECKING:
    from .chunks import Text

_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RecursionError, etree.XMLSyntaxError, UnicodeError)
_CHUNK = 32_768  # bytes parsed before what stands whole is read
Read = Callable[[etree._Element, Context], None]


def read_docx(stream: IO[bytes], shown: str, sha256: str, *, progress: Progress | None = None) -> Document:
    """Reads a Word file from a seekable stream of its bytes.

    shown: the path as the user gave it, for places and messages. progress: called with bytes done and bytes in all.
    Raises ReadingError: damaged, encrypted, too-large, unsupported, empty, needs-ocr.
    """
    try:
        with ZipFile(stream) as archive:
            package = Package(archive, shown)
            if package.main is None:
                raise ReadingError("unsupported", message("reading.unsupported", path=shown, found=package.family()))
            return _Walk(package, shown).read(sha256, progress)
    except _BROKEN as error:
        raise guard.damaged(shown) from error


class _Walk:
    """State of the walk; drafts are the blocks so far."""

    def __init__(self, package: Package, shown: str, *, embedded: bool = False) -> None:
        assert package.main is not None
        self._embedded = embedded
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
        self.table_reader = TableReader(self.reader, self.styles, self._chunk)
        self.sections: list[etree._Element] = []
        self.unread: list[Unread] = []
        self._pending: Paragraph | None = None
        self._table: ReadTable | None = None  # the body's, while its rows are read
        self._new_page = False  # a page break was the last that was read
        self._bound = False  # some control so far is bound to data

    def _part(self, kind: str) -> etree._Element | None:
        name = self.package.related(self.main, kind)
        return None if name is None else self.package.tree(name)

    # ---------------------------------------------------------------- the walk

    def read(self, sha256: str, progress: Progress | None = None) -> Document:
        self.walk(progress)
        self._furniture()
        return Blocks(self.package, self.shown, self.reader, self.drafts, self.unread).document(sha256, self.scans)

    def walk(self, progress: Progress | None = None) -> None:
        """Reads the main part into drafts. What stands whole is read and dropped, so that the tree never grows."""
        body: etree._Element | None = None
        end = b""
        size = self.package.size(self.main)
        parser = etree.XMLPullParser(events=("start",), tag=BODY, **guard.XML)
        with self.package.open(self.main) as part:
            while data := part.read(_CHUNK):
                self._bound = self._bound or MARK in data or MARK in end + data[: len(MARK)]
                end = data[-len(MARK) :]
                parser.feed(data)
                if body is None and (body := next((element for _, element in parser.read_events()), None)) is not None:
                    self._begin(body.getroottree().getroot())
                if body is not None:
                    self._drain(body, PLAIN, self._block, whole=False)
                if progress is not None:
                    progress(min(getattr(part, "done", 0), size), Total(size, "bytes"))
            parser.close()
            guard.check_log(parser.feed_error_log, self.shown)
        if body is None:
            raise guard.damaged(self.shown)
        self._drain(body, PLAIN, self._block, whole=True)
        self._flush()
        self.scans.section(self.sections[-1] if self.sections else None)

    def _begin(self, root: etree._Element) -> None:
        """What the document says before its body."""
        self.reader.preserve = root.get(SPACE) == "preserve"
        background = root.find(W + "background")
        if background is not None:
            colour = background.get(W + "color")
            self.reader.ground = PAPER if colour in (None, "auto") else None

    def _drain(self, parent: etree._Element, context: Context, read: Read, *, whole: bool) -> None:
        """Reads the children out of their wrappers and drops them; the last one is still being parsed unless whole."""
        while len(parent) > (not whole):
            child = parent[0]
            self._open(child, context, read, whole=True)
            child.clear(keep_tail=False)  # first: emptying frees at once, dropping alone would walk through all of it
            del parent[0]
        if len(parent):
            self._open(parent[0], context, read, whole=False)

    def _open(self, element: etree._Element, context: Context, read: Read, *, whole: bool) -> None:
        tag = element.tag
        if tag == TBL and read == self._block:
            self._main_table(element, context, whole=whole)
        elif tag not in WRAPPERS:
            if whole:
                if self._bound:
                    self.bindings.fill(element)
                read(element, context)
        elif tag == SDT:
            content = element.find(SDT_CONTENT)
            if content is None or (not whole and bound(element)):
                return
            if whole and self._bound:
                self.bindings.fill(element)
            self._drain(content, inside(element, context), read, whole=whole)
        elif tag in TRANSPARENT:
            self._drain(element, context, read, whole=whole)
        elif tag == ALTERNATE and whole and (chosen := branch(element)) is not None:
            self._drain(chosen, context, read, whole=True)

    def _block(self, element: etree._Element, context: Context) -> None:
        tag = element.tag
        if tag == P:
            self._paragraph(element, context)
        elif tag == SECT:
            self._section(element)
        elif tag in (ALT_CHUNK, SUB_DOC):
            self._flush()
            self._chunk(element)

    def _main_table(self, element: etree._Element, context: Context, *, whole: bool) -> None:
        """A table of the body, row by row."""
        if self._table is None:
            self._flush()
            self._table = ReadTable(self.reader.ground)
        self._drain(element, context, self._row, whole=whole)
        if whole:
            table, self._table = self._table, None
            self._emit_table(table, None)

    def _row(self, element: etree._Element, context: Context) -> None:
        if self._table is not None:
            self.table_reader.row_of(self._table, element, self.flow, context)

    def _paragraph(self, element: etree._Element, context: Context) -> None:
        para = self.reader.read(element, self.flow, context, self._pending)
        self._pending = None
        while self.reader.unread:
            relation = self.package.relations(self.main).get(self.reader.unread.pop())
            self._unread(relation.target if relation is not None else "")
        if para.merges:
            self._pending = para
        else:
            self._emit(para)

    def _flush(self) -> None:
        """What waited for its continuation stands alone."""
        if self._pending is not None:
            para, self._pending = self._pending, None
            self._emit(para.settled())

    def _section(self, properties: etree._Element) -> None:
        self.scans.section(properties)
        self.scans.bound()
        self.sections.append(_copy(properties))

    # ---------------------------------------------------------------- documents inside the document

    def _chunk(self, element: etree._Element) -> None:
        """An embedded document stands in place of its reference; what cannot be read is named."""
        relation = self.package.relations(self.main).get(element.get(R + "id") or "")
        name = relation.target if relation is not None else ""
        if self._embedded or not self._read_chunk(name):
            self._unread(name)

    def _unread(self, name: str, reason: UnreadableReason = "attachment") -> None:
        self.unread.append(Unread(name, self.reader.paragraphs + 1, self.reader.page, len(self.drafts), reason))

    def _read_chunk(self, name: str) -> bool:
        from . import chunks

        data = self.package.data(name, guard.MAX_PART)
        kind = chunks.kind_of(data) if data else None
        if data is None or kind is None:
            return False
        drafts = self._embedded_drafts(data) if kind == "word" else _text_drafts(chunks.texts(data, kind))
        if drafts is None:
            return False
        for draft in drafts:
            draft.page = draft.last_page = self.reader.page
            draft.paragraph = self.reader.paragraphs + 1
            self.drafts.append(draft)
            self.scans.text(draft.words)
        return True

    def _embedded_drafts(self, data: bytes) -> list[Draft] | None:
        try:
            with ZipFile(io.BytesIO(data)) as archive:
                package = Package(archive, self.shown)
                if package.main is None:
                    return None
                inner = _Walk(package, self.shown, embedded=True)
                inner.walk()
        except (*_BROKEN, ReadingError):
            return None
        before = len(self.drafts)
        for draft in inner.drafts:
            draft.table += self.tables if draft.table else 0
            draft.outer = None if draft.outer is None else draft.outer + before
        self.tables += inner.tables
        self.unread += [
            Unread(part.name, self.reader.paragraphs + 1, self.reader.page, before + part.at) for part in inner.unread
        ]
        return inner.drafts

    # ---------------------------------------------------------------- blocks

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
                self._beside(Kind.NOTE, story, _Where(para.paragraph, page, outer))
        for number, aside in enumerate(para.asides):
            if (told := self.stories.aside(aside)) is None:
                continue
            before = len(self.drafts)
            where = _Where(para.paragraph, para.anchor or para.page, outer)
            is_heading = self._beside(Kind.BOX, told, where, may_govern=not in_cell)
            if is_heading and own is not None and number < para.leading:
                banner = self.drafts[before:]
                del self.drafts[before:]
                self.drafts[own:own] = banner
                own += len(banner)

    def _beside(self, kind: Kind, story: Story, where: _Where, *, may_govern: bool = False) -> bool:
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
        if para.contents or para.words > _LONGEST_BANNER:
            return False
        sizes = self.reader.sizes
        body = max(sizes, key=lambda size: sizes[size], default=0.0)
        return para.level > 0 or para.bold or para.title or (body > 0 and para.size >= SETTINGS.larger * body)

    def _small_document(self, kind: Kind, items: Sequence[Paragraph | ReadTable], where: _Where) -> None:
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

    def _piece(self, kind: Kind, paras: Sequence[Paragraph], where: _Where) -> None:
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

    def _put(self, draft: Draft, where: _Where) -> None:
        draft.paragraph, draft.outer = where.paragraph, where.outer
        draft.page = draft.last_page = where.page
        self.drafts.append(draft)

    def _emit_table(self, table: ReadTable, outer: int | None, where: _Where | None = None) -> None:
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

    def _emit_row(self, row: ReadRow, table: int, header: bool, outer: int | None, where: _Where | None) -> None:
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
        for text, shown in self.stories.furniture(self.sections):
            draft = Draft()
            draft.kind, draft.text, draft.number = Kind.FURNITURE, text, shown
            self.drafts.append(draft)


class _Where(NamedTuple):
    """Where a note or box stands: the paragraph and page that it belongs to, and the row that holds them."""

    paragraph: int | None
    page: int
    outer: int | None


_LONGEST_BANNER = 20  # words; a box with more says something itself


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


def _text_drafts(texts: Sequence[Text]) -> list[Draft]:
    drafts = []
    for text, level in texts:
        draft = Draft()
        draft.kind, draft.text, draft.level = (Kind.HEADING if level else Kind.PARAGRAPH), text, level
        draft.words = text.count(" ") + 1
        drafts.append(draft)
    return drafts


def _copy(element: etree._Element) -> etree._Element:
    """A copy that does not hold the tree it came from."""
    copied: etree._Element = etree.fromstring(etree.tostring(element), etree.XMLParser(**guard.XML))
    return copied
