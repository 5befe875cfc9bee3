"""`sapa check --annotate`: the report itself, a copy of it, with what was found as comments at its place.

In a Word file comments of Word, in a PDF its own annotations. Nothing else in the file changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from ..expert_report.review import word_data
from ..expert_report.text import OUR_AUTHOR
from ..model.coverage import CriterionCoverage
from ..model.document import Document, ReadingError
from ..model.findings import Finding
from ..model.places import Place
from ..model.results import DocumentResult, SetResult
from ..reading.tools import Tools
from ..showing.view import GAPS, Tell, gaps, other_findings, teller
from ..words.messages import Lang, message, say
from .files.comments import Remark, commented, paragraphs_of
from .files.word_text import harmless

_MARGIN = 24  # points: where a remark about a page stands, from its left upper corner
_SIZE = 18  # points: the mark of a remark
_LINE = 12  # points between marks about one place


class Note(NamedTuple):
    """What is to be said, and where."""

    place: Place
    text: str


def annotated_report(result: DocumentResult, lang: Lang, day: date, tools: Tools) -> tuple[bytes, int]:
    """A copy of the report with its gaps and findings as comments, and how many. Raises ReadingError."""
    assert result.document is not None
    notes = list(notes_of(result, lang))
    if result.format == "pdf":
        return _pdf(result.path, notes, day)
    data = word_data(result.path, tools)
    where = _Paragraphs(paragraphs_of(data, result.path), result.document)
    stamp = f"{day.isoformat()}T00:00:00Z"
    remarks = [Remark(where.of(note.place), harmless(note.text), OUR_AUTHOR, stamp) for note in notes]
    remarks.sort(key=lambda remark: remark.para)
    return commented(data, remarks, result.path, replaced={OUR_AUTHOR}), len(remarks)


def notes_of(result: DocumentResult, lang: Lang) -> Iterator[Note]:
    """Gaps at their passage, a missing criterion where its neighbours say it belongs; doubtful ones; other findings."""
    tell = teller(lang)
    start = Place(result.files[0])
    for found in result.sets:
        for gap in gaps(found.coverage, GAPS):
            near = gap.near
            said = tell(
                "annotate.gap", label=gap.label, status=tell(f"status.{gap.status}"), reason=say(gap.reason, lang)
            )
            if near is not None and near.relation in ("after", "before"):
                said += " " + tell(f"annotate.{near.relation}", code=near.code)
            yield Note(near.evidence.place if near is not None else start, said)
        yield from _doubtful(found, tell, lang)
    for finding in other_findings(result):
        if finding.place is not None and finding.place.file in result.files:
            yield Note(finding.place, _finding(finding, tell, lang))


def _doubtful(found: SetResult, tell: Tell, lang: Lang) -> Iterator[Note]:
    for one in found.coverage.criteria:
        if one.status not in GAPS and one.doubt is not None and one.evidence:
            yield Note(one.evidence[0].place, _doubt(one, tell, lang))


def _doubt(one: CriterionCoverage, tell: Tell, lang: Lang) -> str:
    assert one.doubt is not None
    status = tell(f"status.{one.status}")
    return tell("annotate.look", label=one.criterion.code.text, status=status, doubt=say(one.doubt, lang))


def _finding(finding: Finding, tell: Tell, lang: Lang) -> str:
    return tell("review.comment", severity=tell(f"severity.{finding.severity}"), message=say(finding.message, lang))


# --- Word


class _Paragraphs:
    """Where in the main part of a Word file stands what the reader has read.

    By its words, in the order of the file: a reader leaves out paragraphs that nobody sees and joins others.
    """

    def __init__(self, texts: Sequence[str], document: Document) -> None:
        self.known: dict[int, int] = {}
        plain = [_letters(text) for text in texts]
        at = 0
        for block in document.blocks:
            number = block.place.paragraph
            said = _letters(next((line.text for cell in block.cells for line in cell.lines if line.text), block.text))
            if number is None or not said or number in self.known:
                continue
            found = next((index for index in range(at, len(plain)) if said in plain[index]), None)
            if found is not None:
                self.known[number] = at = found
        self.numbers = sorted(self.known)

    def of(self, place: Place) -> int:
        """The position among all paragraphs; of what has no place the first."""
        number = place.paragraph
        before = [known for known in self.numbers if number is not None and known <= number]
        return self.known[before[-1]] if before else 0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


# --- PDF


def _pdf(path: str, notes: Sequence[Note], day: date) -> tuple[bytes, int]:
    """Raises ReadingError of a file that is read all the same: its pages can be, but its objects are not in order."""
    try:
        return _noted(path, notes, day), len(notes)
    except MemoryError:
        raise
    except Exception as error:  # pypdf says KeyError, ValueError, RecursionError and more of such files
        raise ReadingError("damaged", message("annotate.pdf-disorder", path=path)) from error


def _noted(path: str, notes: Sequence[Note], day: date) -> bytes:
    import logging
    from pathlib import Path

    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import Text

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it makes of a file in disorder is nothing for people
    writer = PdfWriter(clone_from=PdfReader(BytesIO(Path(path).read_bytes())))
    _forget(writer)
    taken: dict[tuple[int, int, int], int] = {}
    for note in notes:
        number = min(max((note.place.page or 1) - 1, 0), len(writer.pages) - 1)
        page = writer.pages[number]
        left, top = float(page.mediabox.left) + _MARGIN, float(page.mediabox.top) - _MARGIN
        if note.place.box is not None:
            left, top = max(note.place.box[0] - _SIZE, left - _MARGIN), note.place.box[3]
        spot = (number, int(left), int(top))
        shift = taken.get(spot, 0) * _LINE
        taken[spot] = taken.get(spot, 0) + 1
        rect = (left, top - shift - _SIZE, left + _SIZE, top - shift)
        annotation = Text(rect=rect, text=note.text, title_bar=OUR_AUTHOR)
        annotation[_name("/Type")] = _name("/Annot")  # without it pdfium finds no answers to it
        annotation[_name("/M")] = _string(f"D:{day:%Y%m%d}000000Z")
        annotation[_name("/Name")] = _name("/Comment")
        writer.add_annotation(number, annotation)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _forget(writer: Any) -> None:
    """Takes out the remarks of an earlier run, with the states that people gave them; their answers stay as notes."""
    from pypdf.generic import ArrayObject

    for page in writer.pages:
        annotations = page.get("/Annots")
        if annotations is None:
            continue
        kept = []
        for reference in annotations.get_object():
            one = reference.get_object()
            parent = one.get("/IRT")
            of_ours = parent is not None and parent.get_object().get("/T") == OUR_AUTHOR
            if one.get("/T") == OUR_AUTHOR or (of_ours and "/State" in one):
                continue
            for key in ("/IRT", "/RT") if of_ours else ():
                one.pop(_name(key), None)
            kept.append(reference)
        page[_name("/Annots")] = ArrayObject(kept)


def _name(value: str) -> Any:
    from pypdf.generic import NameObject

    return NameObject(value)


def _string(value: str) -> Any:
    from pypdf.generic import TextStringObject

    return TextStringObject(value)
