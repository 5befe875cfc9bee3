"""The file that was read, with what was found as comments at its place."""

from __future__ import annotations

from datetime import date
from os import fspath
from typing import TYPE_CHECKING

from ..core.model import results
from ..core.words.messages import Lang, message
from .given import NotDone
from .isolated import isolated
from .loading import Files

if TYPE_CHECKING:
    from ..core.reporting.review import Review


def annotate(path: Files, review: Review, lang: Lang = "en") -> tuple[bytes, int]:
    """The Word file that was reviewed, with each finding as a comment at its place, and how many there are."""
    from ..core.assembly.annotate import annotated_file
    from ..core.reading.tools import probe

    file = fspath(path)
    made: tuple[bytes, int] = isolated(file, annotated_file, file, review, lang, probe())
    return made


def annotate_check(
    result: results.Result, suffix: str, lang: Lang = "en", *, today: date | None = None
) -> tuple[bytes, int]:
    """A copy of the one report that was checked with what was found as comments at its place, and how many there are.

    suffix: of the file to be written: ".docx" of a Word file, ".pdf" of a PDF; today: the day of the comments.
    Raises ReadingError, and NotDone for several reports or another suffix.
    """
    from ..core.assembly.annotate_check import annotated_report
    from ..core.reading.tools import probe

    if len(result.documents) != 1 or len(result.documents[0].files) != 1:
        raise NotDone(message("annotate.one-only"))
    (document,) = result.documents
    if document.document is None:
        raise NotDone(message("annotate.not-read", path=document.path))
    wanted = ".pdf" if document.format == "pdf" else ".docx"
    if suffix not in (wanted, ".docm" if wanted == ".docx" else wanted):
        raise NotDone(message("annotate.suffix", path=document.path, suffix=wanted))
    day, tools = today or date.today(), probe()
    made: tuple[bytes, int] = isolated(document.path, annotated_report, document, lang, day, tools)
    return made
