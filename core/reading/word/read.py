"""A Word file -> Document: one streamed walk over the main part, each block freed as soon as it is read."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple, cast
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ...model.document import Block, Cell, Document, Kind, Line, ReadingError, Unreadable
from ...model.findings import Finding
from ...model.places import Place
from ...words.messages import message
from .. import guard
from .controls import PLAIN, TRANSPARENT, WRAPPERS, Context, branch, inside, unwrapped
from .numbering import Numbering
from .package import Package
from .pages import Scans, believable, statistics
from .stories import Stories
from .styles import Styles
from .text import Draft, Flow, Paragraph, ParagraphReader, Spot
from .xml import (  # fmt: skip
    ALT_CHUNK,
    ALTERNATE,
    BODY,
    DELETED,
    INSERTED,
    SDT,
    SDT_CONTENT,
    SECT,
    SPACE,
    SUB_DOC,
    TBL,
    TC,
    TR,
    VAL,
    P,
    R,
    W,
    number,
    on,
)

_ROW_PR, _HIDDEN, _HEADER, _BEFORE = (W + name for name in ("trPr", "hidden", "tblHeader", "gridBefore"))
_CELL_PR, _SPAN, _VMERGE, _HMERGE, _CELL_DEL = (
    W + name for name in ("tcPr", "gridSpan", "vMerge", "hMerge", "cellDel")
)
_CELL_FORMATS = frozenset({_SPAN, _VMERGE, _HMERGE, _CELL_DEL})
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RecursionError, etree.XMLSyntaxError, UnicodeError)
_CODE = re.compile(r"\d+\.\d")
_CHUNK = 32_768  # bytes parsed before what stands whole is read
Progress = Callable[[int, int], None]
Read = Callable[[etree._Element, Context], None]
_LARGER = 1.15  # "noticeably larger" than the body: 14 pt against 12 is, 13 against 12 is not


class _Cell:
    """items: what it holds, in order; nested: some item is a table."""

    nested: bool = False

    def __init__(self, column: int, span: int, merged: bool) -> None:
        self.column, self.span, self.merged = column, span, merged
        self.items: list[Paragraph | _Table] = []

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

    def tables(self) -> Iterator[_Table]:
        for item in self.items:
            if isinstance(item, _Table):
                if item.layout:
                    for row in item.rows:
                        for cell in row.cells:
                            yield from cell.tables()
                else:
                    yield item


class _Row(NamedTuple):
    cells: list[_Cell]
    header: bool
    page: int
    last_page: int


class _Table:
    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.merging: dict[int, bool] = {}  # columns in which a cell may be continued below

    @property
    def layout(self) -> bool:
        """Every row has one cell: a frame around text, no table."""
        return all(len(row.cells) == 1 for row in self.rows)


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
        self.stories = Stories(package, self.main, self.reader)
        self.flow = Flow(main=True)
        self.scans = Scans()
        self.drafts: list[Draft] = []
        self.tables = 0
        self.sections: list[etree._Element] = []
        self.unread: list[tuple[str, int | None, int]] = []
        self._pending: Paragraph | None = None
        self._table: _Table | None = None  # the body's, while its rows are read

    def _part(self, kind: str) -> etree._Element | None:
        name = self.package.related(self.main, kind)
        return None if name is None else self.package.tree(name)

    # ---------------------------------------------------------------- the walk

    def read(self, sha256: str, progress: Progress | None = None) -> Document:
        self.walk(progress)
        self._furniture()
        return self._document(sha256)

    def walk(self, progress: Progress | None = None) -> None:
        """Reads the main part into drafts. What stands whole is read and dropped, so that the tree never grows."""
        body: etree._Element | None = None
        size = self.package.size(self.main)
        parser = etree.XMLPullParser(events=("start",), tag=BODY, **guard.XML)
        with self.package.open(self.main) as part:
            while data := part.read(_CHUNK):
                parser.feed(data)
                if body is None and (body := next((element for _, element in parser.read_events()), None)) is not None:
                    self.reader.preserve = body.getroottree().getroot().get(SPACE) == "preserve"
                if body is not None:
                    self._drain(body, PLAIN, self._block, whole=False)
                if progress is not None:
                    progress(min(getattr(part, "done", 0), size), size)
            parser.close()
            guard.check_log(parser.feed_error_log, self.shown)
        if body is None:
            raise guard.damaged(self.shown)
        self._drain(body, PLAIN, self._block, whole=True)
        self._flush()
        self.scans.section(self.sections[-1] if self.sections else None)

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
                read(element, context)
        elif tag == SDT:
            content = element.find(SDT_CONTENT)
            if content is not None:
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
            self._table = _Table()
        self._drain(element, context, self._row, whole=whole)
        if whole:
            table, self._table = self._table, None
            self._emit_table(table, None)

    def _row(self, element: etree._Element, context: Context) -> None:
        if element.tag == TR and self._table is not None:
            self._read_row(element, self._table, self.flow, context)

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

    def _chunk(self, element: etree._Element) -> None:
        """An embedded document stands in place of its reference; what cannot be read is named."""
        relation = self.package.relations(self.main).get(element.get(R + "id") or "")
        name = relation.target if relation is not None else ""
        if self._embedded or not self._read_chunk(name):
            self._unread(name)

    def _unread(self, name: str) -> None:
        self.unread.append((name, self.reader.paragraphs + 1, self.reader.page))

    def _read_chunk(self, name: str) -> bool:
        from . import chunks as docx_chunks

        data = self.package.data(name, guard.MAX_PART)
        kind = docx_chunks.kind_of(data) if data else None
        if data is None or kind is None:
            return False
        if kind == "word":
            drafts = self._embedded_drafts(data)
            if drafts is None:
                return False
        else:
            drafts = []
            for text, level in docx_chunks.texts(data, kind):
                draft = Draft()
                draft.kind, draft.text, draft.level = (Kind.HEADING if level else Kind.PARAGRAPH), text, level
                draft.words = text.count(" ") + 1
                drafts.append(draft)
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
        for draft in inner.drafts:
            draft.table += self.tables if draft.table else 0
            draft.outer = None if draft.outer is None else draft.outer + len(self.drafts)
        self.tables += inner.tables
        self.unread += [(name, self.reader.paragraphs + 1, self.reader.page) for name, _, _ in inner.unread]
        return inner.drafts

    # ---------------------------------------------------------------- tables

    def _read_table(self, element: etree._Element, flow: Flow, context: Context) -> _Table:
        table = _Table()
        for row, inner in unwrapped(element, context):
            if row.tag == TR:
                self._read_row(row, table, flow, inner)
        return table

    def _read_row(self, element: etree._Element, table: _Table, flow: Flow, context: Context) -> None:
        """Adds a row, unless it is deleted or hidden."""
        reader = self.reader
        column = 0
        header = False
        properties = element.find(_ROW_PR)
        for item in () if properties is None else properties:
            tag = item.tag
            if tag == DELETED:
                reader.note_deleted()
                reader.skip(element, flow)
                return
            if tag == INSERTED:
                reader.note_inserted()
            elif tag == _HIDDEN and on(item):
                reader.skip(element, flow, hidden=True)
                return
            elif tag == _HEADER:
                header = on(item)
            elif tag == _BEFORE:
                column = number(item.get(VAL))
        start = last = reader.page
        cells: list[_Cell] = []
        merging: dict[int, bool] = {}
        for child, inner in unwrapped(element, context):
            if child.tag != TC:
                continue
            span, vertical, horizontal, deleted = _cell_properties(child)
            if deleted:
                reader.note_deleted()
                column += span
                continue
            if horizontal == "continue" and cells:
                cells[-1].span += span
                column += span
                continue
            merged = vertical == "continue" and table.merging.get(column, False)
            merging[column] = vertical is not None
            reader.page = start
            depth = len(flow.fields)
            cell = _Cell(column, span, merged)
            if not merged:
                self._read_cell(cell, child, flow, inner)
            if len(flow.fields) > depth:
                del flow.fields[depth:]  # a field does not leave its cell
            if reader.page > last:
                last = reader.page
            cells.append(cell)
            column += span
        reader.page = last
        table.merging = merging
        if cells:
            first = next((p for cell in cells for p in cell.paragraphs() if p.text), None)
            table.rows.append(_Row(cells, header, first.page if first else start, last))

    def _read_cell(self, cell: _Cell, element: etree._Element, flow: Flow, context: Context) -> None:
        items = cell.items
        pending: Paragraph | None = None
        for child, inner in unwrapped(element, context):
            tag = child.tag
            if tag == P:
                para = self.reader.read(child, flow, inner, pending)
                pending = None
                if para.merges:
                    pending = para
                else:
                    items.append(para)
            elif tag == TBL:
                if pending is not None:
                    items.append(pending.settled())
                    pending = None
                items.append(self._read_table(child, flow, inner))
                cell.nested = True
            elif tag == ALT_CHUNK:
                self._chunk(child)
        if pending is not None:
            items.append(pending.settled())

    # ---------------------------------------------------------------- blocks

    def _emit(self, para: Paragraph, outer: int | None = None) -> None:
        if para.broken:
            self.scans.bound()
        if para.level and not para.contents:
            self.scans.bound()
        if para.text or para.number:
            if para.contents:
                para.kind, para.level = Kind.CONTENTS, 0
            elif para.level:
                para.kind = Kind.HEADING
            elif para.caption:
                para.kind = Kind.CAPTION
            elif para.depth:
                para.kind, para.level = Kind.ITEM, para.depth
            para.outer = outer
            self.drafts.append(para)
            if para.kind is not Kind.HEADING:
                self.scans.text(para.words)
        self._attached(para, outer)
        if para.closed:
            self.scans.bound()
        if para.section is not None:
            self._section(para.section)

    def _attached(self, para: Paragraph, outer: int | None) -> None:
        for picture in para.pictures:
            self.scans.picture(picture, len(self.drafts), para.last_page)
        for kind, id, page in para.notes:
            for text, shown in self.stories.note(kind, id):
                self.drafts.append(self._beside(Kind.NOTE, text, shown, para.paragraph, page, outer))
        for text, shown in self.stories.boxes(para):
            page = para.anchor or para.page
            self.drafts.append(self._beside(Kind.BOX, text, shown, para.paragraph, page, outer))
            self.scans.text(text.count(" ") + 1)

    @staticmethod
    def _beside(kind: Kind, text: str, number: str, paragraph: int | None, page: int, outer: int | None) -> Draft:
        draft = Draft()
        draft.kind, draft.text, draft.number, draft.outer = kind, text, number, outer
        draft.page = draft.last_page = page
        draft.paragraph = paragraph
        return draft

    def _emit_table(self, table: _Table, outer: int | None) -> None:
        if table.layout:
            for row in table.rows:
                for item in row.cells[0].items:
                    if isinstance(item, Paragraph):
                        self._emit(item, outer)
                    else:
                        self._emit_table(item, outer)
            return
        self.tables += 1
        own = self.tables
        headers = _evident_header(table)
        for position, row in enumerate(table.rows):
            cells: list[Cell] = []
            words = 0
            text = False
            nested: list[_Table] = []
            attached: list[Paragraph] = []
            paragraph: int | None = None
            for cell in row.cells:
                lines: list[Line] = []
                for para in cell.paragraphs():
                    if paragraph is None and para.paragraph:
                        paragraph = para.paragraph
                    if para.notes or para.boxes or para.labels or para.pictures:
                        attached.append(para)
                    if para.text or para.number:
                        lines.append(Line(para.text, para.number, para.level))
                        words += para.words
                        text = True
                if cell.nested:
                    nested += cell.tables()
                cells.append(Cell(tuple(lines), cell.column, cell.span, cell.merged))
            index = len(self.drafts)
            if text or nested:
                draft = Draft()
                draft.kind, draft.cells, draft.table, draft.outer = Kind.ROW, tuple(cells), own, outer
                draft.page, draft.last_page, draft.paragraph = row.page, row.last_page, paragraph
                if row.last_page != row.page:
                    draft.turns = _row_turns(row)
                draft.header, draft.words = row.header or (position == 0 and headers), words
                self.drafts.append(draft)
                self.scans.text(words)
            for para in attached:
                self._attached(para, outer)
            for inner in nested:
                self._emit_table(inner, index)

    def _furniture(self) -> None:
        for text, shown in self.stories.furniture(self.sections):
            draft = Draft()
            draft.kind, draft.text, draft.number = Kind.FURNITURE, text, shown
            self.drafts.append(draft)

    # ---------------------------------------------------------------- the document

    def _document(self, sha256: str) -> Document:
        reader = self.reader
        text = [draft for draft in self.drafts if draft.kind is not Kind.FURNITURE]
        if not text:
            if self.scans.pictures:
                raise ReadingError("needs-ocr", message("reading.needs-ocr", path=self.shown))
            if not self.unread:
                raise ReadingError("empty", message("reading.empty", path=self.shown))
        words = sum(draft.words for draft in text)
        stored = statistics(self.package.tree("docProps/app.xml")) if reader.breaks else statistics(None)
        characters = sum(reader.sizes.values()) - words
        known = believable(reader.breaks, words, characters, stored)
        blocks = tuple(self._blocks(known))
        on_page: dict[int, float] | None = {} if known else None
        if on_page is not None and self.scans.pictures:
            for draft in text:
                if draft.page is not None and draft.last_page is not None:
                    share = draft.words / (draft.last_page - draft.page + 1)
                    for page in range(draft.page, draft.last_page + 1):
                        on_page[page] = on_page.get(page, 0) + share
        unreadable = tuple(
            Unreadable(self.shown, () if page is None else (page,), "picture", at)
            for at, page in self.scans.found(on_page)
        )
        return Document(
            path=self.shown,
            files=(self.shown,),
            sha256=sha256,
            format=self.package.format,
            blocks=blocks,
            pages=None,
            unreadable=unreadable,
            findings=tuple(self._findings(known)),
        )

    def _blocks(self, known: bool) -> Iterator[Block]:
        sizes = self.reader.sizes
        body = max(sizes, key=lambda size: sizes[size], default=0.0)
        bold_body = self.reader.bold_characters > 0.6 * sum(sizes.values())
        for draft in self.drafts:
            emphasis = draft.title or (draft.bold and not bold_body) or (body > 0 and draft.size >= _LARGER * body)
            yield Block(
                draft.kind,
                self._place(draft.paragraph, draft.page, draft.last_page, known),
                draft.text,
                draft.number,
                draft.level,
                emphasis,
                draft.cells,
                draft.table,
                draft.outer,
                draft.header,
                None,
                draft.turns if known else (),
            )

    def _place(self, paragraph: int | None, page: int | None, last_page: int | None, known: bool) -> Place:
        if not known or page is None:
            return Place(self.shown, paragraph=paragraph)
        return Place(self.shown, page, last_page, None, "word", paragraph)

    def _findings(self, known: bool) -> Iterator[Finding]:
        reader = self.reader

        def at(spot: Spot) -> Place:
            return self._place(spot.paragraph, spot.page, spot.page, known)

        if reader.inserted.count or reader.deleted.count:
            spots = [spot for spot in (reader.inserted, reader.deleted) if spot.count]
            first = min(spots, key=lambda spot: spot.paragraph or 0)
            yield Finding(
                "revisions-left",
                "info",
                at(first),
                arguments={"insertions": reader.inserted.count, "deletions": reader.deleted.count},
            )
        if reader.hidden.count:
            yield Finding("hidden-text", "info", at(reader.hidden), arguments={"words": reader.hidden.count})
        for paragraph, page, typed, automatic in reader.mismatches:
            yield Finding(
                "number-mismatch",
                "warning",
                self._place(paragraph, page, page, known),
                arguments={"typed": typed, "automatic": automatic},
            )
        for name, number_, page in self.unread:
            yield Finding("not-readable", "info", self._place(number_, page, page, known), arguments={"name": name})


def _copy(element: etree._Element) -> etree._Element:
    """A copy that does not hold the tree it came from."""
    copied: etree._Element = etree.fromstring(etree.tostring(element), etree.XMLParser(**guard.XML))
    return copied


def _cell_properties(cell: etree._Element) -> tuple[int, str | None, str | None, bool]:
    """(columns, vertical merge or None, horizontal merge or None, deleted)."""
    span, vertical, horizontal, deleted = 1, None, None, False
    properties = cell[0] if len(cell) else None
    if properties is not None and properties.tag == _CELL_PR:
        for item in properties:
            tag = item.tag
            if tag not in _CELL_FORMATS:
                continue
            if tag == _SPAN:
                span = max(number(item.get(VAL), 1), 1)
            elif tag == _VMERGE:
                vertical = item.get(VAL) or "continue"
            elif tag == _HMERGE:
                horizontal = item.get(VAL) or "continue"
            else:
                deleted = True
    return span, vertical, horizontal, deleted


def _row_turns(row: _Row) -> tuple[tuple[int, int], ...]:
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


def _evident_header(table: _Table) -> bool:
    """The first row is wholly bold, the second is not, and no code stands in it."""
    if len(table.rows) < 2 or table.rows[0].header:
        return False
    states = []
    for row in table.rows[:2]:
        paragraphs = [para for cell in row.cells for para in cell.paragraphs() if para.text]
        states.append(len(paragraphs) > 1 and all(para.bold for para in paragraphs))
        if len(states) == 1 and any(para.number or _CODE.search(para.text) for para in paragraphs):
            return False
    return states == [True, False]
