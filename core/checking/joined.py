"""A report in several files, a case's or `--joined` ones: one document, in which every place names its file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from ..citing.structure import arrange
from ..model.document import Block, Document, ReadingError, Unreadable
from ..model.results import DocumentResult
from ..reading import Progress, read
from .report import check_document, check_file, failed
from .settings import Settings


def check_report(files: Sequence[str], settings: Settings, progress: Progress | None = None) -> DocumentResult:
    """Checks the report that one or several files make. A file that cannot be read leaves the whole report unchecked:
    nobody can say that a criterion is missing in what was not read."""
    if len(files) == 1:
        return check_file(files[0], settings, progress)
    documents: list[Document] = []
    for file in files:
        try:
            document = read(file, settings.tools, ocr=settings.ocr, progress=progress)
        except ReadingError as error:
            return replace(failed(file, settings.sets, error), files=tuple(files))
        documents.append(arrange(document))
    return check_document(join(documents), settings)


def join(documents: Sequence[Document]) -> Document:
    """One document of several, in their order. Paragraph and page numbers stay those of each file.

    path: of the first; sha256: of the files' own, joined; pages: the sum, None unless every file has pages.
    """
    if len(documents) == 1:
        return documents[0]
    blocks: list[Block] = []
    unreadable: list[Unreadable] = []
    tables = 0
    for document in documents:
        shift = len(blocks)
        unreadable += [gap._replace(at=gap.at + shift) for gap in document.unreadable]
        for block in document.blocks:
            moved = block
            if block.table or block.outer is not None:
                outer = None if block.outer is None else block.outer + shift
                moved = block._replace(table=block.table + tables if block.table else 0, outer=outer)
            blocks.append(moved)
        tables += max((block.table for block in document.blocks), default=0)
    formats = list(dict.fromkeys(document.format for document in documents))
    pages = [document.pages for document in documents]
    return Document(
        path=documents[0].path,
        files=tuple(file for document in documents for file in document.files),
        sha256=hashlib.sha256("".join(document.sha256 for document in documents).encode("ascii")).hexdigest(),
        format="+".join(formats),
        blocks=tuple(blocks),
        pages=None if None in pages else sum(page or 0 for page in pages),
        unreadable=tuple(unreadable),
        findings=tuple(finding for document in documents for finding in document.findings),
    )
