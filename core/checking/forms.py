"""The blank form that a report was written in: its words, and those of the criteria, are no answers."""

from __future__ import annotations

from ..model.document import ReadingError
from ..model.findings import Finding
from ..model.standards import StandardSet
from ..reading import read
from ..words.wording import Wording
from .settings import Settings


def wording_of(standards: StandardSet, settings: Settings) -> tuple[Wording, tuple[Finding, ...]]:
    """What is printed for a set: in the form that the user, the case or the set names, and as its criteria's texts."""
    file = settings.form or standards.form_file
    if not file:
        return Wording(standards.texts), ()
    try:
        form = read(file, settings.tools, ocr="never")
    except ReadingError as error:
        finding = Finding("form-not-read", "error", set=standards.id, arguments={"file": file, "error": error.code})
        return Wording(standards.texts), (finding,)
    cells = (cell.text for block in form.blocks for cell in block.cells)
    texts = (block.shown for block in form.blocks if not block.cells)
    return Wording((*standards.texts, *texts, *cells)), ()
