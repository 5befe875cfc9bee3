"""Reports in one file each: read, and checked, in worker processes.

What reads and checks is loaded where that is done: mostly not in the process that asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model.coverage import Coverage
from ..model.document import Document, ReadingError
from ..model.progress import steps_of
from ..model.results import DocumentResult, Failure, Result, SetResult
from ..model.standards import StandardSet
from ..reading import Progress, read
from ..version import __version__
from ..words.messages import message
from .inputs import reports
from .settings import Settings
from .steps import Steps

if TYPE_CHECKING:
    from .remembered import Remembered
    from .workers import Crew


def check(
    paths: Sequence[str],
    settings: Settings,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
    memory: Remembered | None = None,
    workers: Crew | None = None,
) -> Result:
    """Checks files and folders. progress(done, total) is called while a report is read and checked."""
    from .side_by_side import each

    files = [(path,) for path in reports(paths)]
    documents = each(STEPS, files, settings, jobs=jobs, progress=progress, memory=memory, workers=workers)
    return Result(__version__, settings.tools.present(), documents)


def read_file(path: str, settings: Settings, progress: Progress | None = None) -> Document:
    """Raises ReadingError."""
    from ..citing.structure import arrange

    return arrange(read(path, settings.tools, ocr=settings.ocr, progress=progress))


def check_document(document: Document, settings: Settings, progress: Progress | None = None) -> DocumentResult:
    """Checks a report that has been read."""
    from .document import check as run

    return run(document, settings, steps_of(progress))


def failed(path: str, sets: Sequence[StandardSet], error: ReadingError) -> DocumentResult:
    """The requested sets are listed whole, not checked: a file that failed must not look like a report without gaps."""
    reason = message("reason.not-checked-file", error=error.code)
    return DocumentResult(
        path=path,
        files=(path,),
        sha256=None,
        format=None,
        language=None,
        pages=None,
        error=Failure(error.code, error.said),
        unreadable=(),
        sets=tuple(SetResult(Coverage.not_checked(one, reason), None) for one in sets),
        candidates=(),
        findings=(),
        document=None,
    )


def _read(files: Sequence[str], settings: Settings, progress: Progress | None) -> Document:
    return read_file(files[0], settings, progress)


def _failed(files: Sequence[str], settings: Settings, error: ReadingError) -> DocumentResult:
    return failed(files[0], settings.sets, error)


STEPS = Steps(_read, check_document, _failed)  # of a report in one file
