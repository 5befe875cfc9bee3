"""PDF -> Document: pages are read one by one, then put together over the whole file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from ...model.document import Block, Document, ReadingError, Unreadable
from ...model.findings import Finding
from ...model.places import Place
from ...words.messages import message
from ..tools import Tools
from .attachments import documents_inside
from .contents import contents_lines
from .endnotes import with_endnotes
from .figures import pictures_among
from .footnotes import set_notes_apart
from .furniture import Page, only_furniture, set_furniture_apart
from .going_on import number_tables, open_frames
from .headings import judge_headings
from .join import Joiner
from .measures import measure
from .order import set_edges
from .outline import Bookmark, bookmarks
from .pages import Opened, Progress, read_pages
from .paragraphs import paragraphs
from .remarks import findings_of
from .writer import Writer

Ocr = Literal["auto", "never", "always"]


def read_pdf(path: Path, shown: str, tools: Tools, *, ocr: Ocr = "auto", progress: Progress | None = None) -> Document:
    """Reads a PDF. shown: the path as the user gave it; progress is told pages done and pages in all.

    Raises ReadingError: encrypted (a password is needed to open it), damaged, empty (no page, or nothing on any),
    needs-ocr (no page can be read).
    """
    data = path.read_bytes()
    from pypdfium2_raw import bindings as raw  # without the helpers of pypdfium2, which take long to load

    with Opened(raw, data, shown) as opened:
        pages = list(read_pages(raw, opened, progress))
        for page in only_furniture(pages):
            page.unreadable = "scan"
        if ocr != "never":
            from .recognised import recognise

            recognise(raw, opened, pages, tools, everything=ocr == "always", progress=progress)
        marks = bookmarks(raw, opened.document)
        inside = documents_inside(raw, opened.document)
        cut, remarks = opened.cut, opened.remarks
    readable = [page for page in pages if not page.unreadable or page.holes]
    if not any(page.lines or page.beside for page in readable):
        code = "needs-ocr" if any(page.unreadable for page in pages) else "empty"
        said = "needs-ocr-off" if code == "needs-ocr" and ocr == "never" and tools.tesseract else code
        raise ReadingError(code, message(f"reading.{said}", path=shown))
    blocks, unreadable = _blocks(pages, marks, shown)
    if inside:
        unreadable.append(Unreadable(shown, (), "attachment", len(blocks)))
    findings = [
        Finding("not-readable", "warning", Place(shown), arguments={"name": name, "reason": "attachment"})
        for name in inside
    ]
    if cut:
        lost = tuple(page.number for page in pages if page.unreadable == "damaged")
        findings.append(Finding("cut-off", "warning", Place(shown), arguments={"pages": lost}))
    findings += findings_of(remarks, shown)
    return Document(
        path=shown,
        files=(shown,),
        sha256=hashlib.sha256(data).hexdigest(),
        format="pdf",
        blocks=tuple(blocks),
        pages=len(pages),
        unreadable=tuple(unreadable),
        findings=tuple(findings),
        pictures=pictures_among(pages, blocks),
    )


# --- blocks ----------------------------------------------------------------------------------------------------------


def _blocks(pages: list[Page], marks: list[Bookmark], shown: str) -> tuple[list[Block], list[Unreadable]]:
    usual = measure(pages)
    furniture = set_furniture_apart(pages, (usual.font, round(2 * usual.size)))
    for page in pages:
        if page.confidence is None:
            set_edges(page.lines)
        set_notes_apart(page, usual)
    open_frames(pages)
    number_tables(pages)
    contents = contents_lines(pages)
    lines = [line for page in pages for line in page.lines]
    cells = [line for holder in lines if holder.rows is not None for row in holder.rows.rows for line in row.lines]
    joiner = Joiner([line for line in lines if line.rows is None], cells)
    found = with_endnotes(list(paragraphs(pages, usual, contents)))
    found = judge_headings(found, usual, marks, joiner)
    writer = Writer(shown, pages, joiner)
    for paragraph in found:
        writer.add(paragraph)
    writer.finish(furniture)
    return writer.blocks, writer.unreadable()
