"""A report as Sapa reads it."""

from __future__ import annotations

from os import fspath
from typing import TYPE_CHECKING

from ..core.reading import Ocr, Progress
from .isolated import isolated
from .loading import Files

if TYPE_CHECKING:
    from ..core.model.document import Document


def read(path: Files, *, ocr: Ocr = "auto", progress: Progress | None = None) -> Document:
    """A report as Sapa reads it: blocks in reading order, each with its place. Raises ReadingError.

    ocr: "auto" reads scanned pages by tesseract where that is installed, "never" and "always" as they say.
    progress(done, total) is called meanwhile, in pages or bytes.
    """
    from ..core.checking.report import read_file
    from ..core.checking.settings import Settings
    from ..core.model.progress import about
    from ..core.reading.tools import probe

    file, how = fspath(path), Settings(tools=probe(), ocr=ocr)
    told = about(progress, file)
    read: Document = isolated(file, read_file, file, how, progress=told)
    return read
