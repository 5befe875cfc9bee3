"""How a report's files are read, and the document checked: in the process in which that is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..model.document import Document, ReadingError
from ..model.progress import Progress
from ..model.results import DocumentResult
from .settings import Settings

Files = tuple[str, ...]  # of one report


class Steps(NamedTuple):
    """How the files of a report are read, and the document checked: module functions.

    refused  the result of a report that could not be read
    """

    read: Callable[[Files, Settings, Progress | None], Document]
    check: Callable[[Document, Settings, Progress | None], DocumentResult]
    refused: Callable[[Files, Settings, ReadingError], DocumentResult]


def one(files: Files, settings: Settings, steps: Steps, *, progress: Progress | None) -> DocumentResult:
    """Reads and checks a report, in this process."""
    try:
        document = steps.read(files, settings, progress)
    except ReadingError as error:
        return steps.refused(files, settings, error)
    return steps.check(document, settings, progress)


def reading(files: Files, settings: Settings, steps: Steps, *, progress: Progress | None) -> Document | ReadingError:
    """Reads a report, or says why it cannot be read."""
    try:
        return steps.read(files, settings, progress)
    except ReadingError as error:
        return error
