"""A Word file -> Document: one streamed walk over the main part, each block freed as soon as it is read."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence
from typing import IO, TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ...model.document import Document, Kind, ReadingError
from ...model.progress import Progress, Total
from ...words.messages import message
from .. import guard
from .bindings import MARK, bound
from .blocks import Blocks, Unread
from .colours import PAPER
from .controls import PLAIN, TRANSPARENT, WRAPPERS, Context, branch, inside
from .draft import Draft, Paragraph
from .drafts import Drafts
from .package import Package
from .tables import ReadTable
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


class _Walk(Drafts):
    """The walk through a file: what stands whole is read and dropped."""

    def __init__(self, package: Package, shown: str, *, embedded: bool = False) -> None:
        super().__init__(package, shown, self._chunk)
        self._embedded = embedded
        self._pending: Paragraph | None = None
        self._table: ReadTable | None = None  # the body's, while its rows are read
        self._bound = False  # some control so far is bound to data

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

    # ---------------------------------------------------------------- documents inside the document

    def _chunk(self, element: etree._Element) -> None:
        """An embedded document stands in place of its reference; what cannot be read is named."""
        relation = self.package.relations(self.main).get(element.get(R + "id") or "")
        name = relation.target if relation is not None else ""
        if self._embedded or not self._read_chunk(name):
            self._unread(name)

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


def _text_drafts(texts: Sequence[Text]) -> list[Draft]:
    drafts = []
    for text, level in texts:
        draft = Draft()
        draft.kind, draft.text, draft.level = (Kind.HEADING if level else Kind.PARAGRAPH), text, level
        draft.words = text.count(" ") + 1
        drafts.append(draft)
    return drafts
