"""A report in several files, a case's or `--joined` ones: one document, in which every place names its file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model.document import Block, Document, ReadingError, Unreadable
from ..model.results import DocumentResult, Result
from ..reading import Progress
from ..version import __version__
from .inputs import reports
from .report import check_document, failed, read_file
from .settings import Settings
from .steps import Steps

if TYPE_CHECKING:
    from .remembered import Remembered
    from .workers import Crew


def check_reports(
    reports: Sequence[tuple[str, ...]],
    settings: Settings,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
    memory: Remembered | None = None,
    workers: Crew | None = None,
) -> tuple[DocumentResult, ...]:
    """Checks reports, each in one or several files. A file that cannot be read leaves its whole report unchecked:
    nobody can say that a criterion is missing in what was not read."""
    from .side_by_side import each

    steps = Steps(read_files, check_document, failed_files)
    return each(steps, reports, settings, jobs=jobs, progress=progress, memory=memory, workers=workers)


def read_files(files: Sequence[str], settings: Settings, progress: Progress | None = None) -> Document:
    """Raises ReadingError."""
    return join([read_file(file, settings, progress) for file in files])


def failed_files(files: Sequence[str], settings: Settings, error: ReadingError) -> DocumentResult:
    """The report stands under the file that could not be read."""
    at = error.said.arguments.get("path")
    return replace(failed(str(at) if at in files else files[0], settings.sets, error), files=tuple(files))


def check(
    paths: Sequence[str],
    settings: Settings,
    *,
    progress: Progress | None = None,
    memory: Remembered | None = None,
    workers: Crew | None = None,
) -> Result:
    """Checks the one report that the files make, in this order; folders are searched for reports."""
    files = [tuple(reports(paths))]
    documents = check_reports(files, settings, progress=progress, memory=memory, workers=workers)
    return Result(__version__, settings.tools.present(), documents)


def join(documents: Sequence[Document]) -> Document:
    """One document of several, in their order. Paragraph and page numbers stay those of each file.

    path: of the first; sha256: of the files' own, joined; pages: the sum, None unless every file has pages.
    """
    if len(documents) == 1:
        return documents[0]
    blocks: list[Block] = []
    unreadable: list[Unreadable] = []
    pictures: list[int] = []
    tables = 0
    for document in documents:
        shift = len(blocks)
        pictures += [at + shift for at in document.pictures or ()]
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
        pictures=tuple(pictures) if any(document.pictures is not None for document in documents) else None,
    )
