"""A check of a few made lines, while a report is being read: what is prepared on first use is ready then."""

from __future__ import annotations

from collections.abc import Sequence

from .check import check_document
from .document import Block, Cell, Document, Kind, Line
from .places import Place
from .standards import StandardSet
from .structure import arrange


def rehearse(sets: Sequence[StandardSet], known: Sequence[StandardSet]) -> None:
    """Checks a few made lines, so that what is prepared on first use is ready before a report has been read."""
    place = Place("")
    code = next((code.text for one in sets or known for code in one.criteria), "1.1.1")
    said = f"As clause {code} says on page 1, criterion {code} and {code} are answered in Annex 1, not on 01.02.2020."
    blocks = [
        Block(Kind.HEADING, place, "Standard 1", level=1),
        Block(Kind.HEADING, place, f"{code} Title ({code})", level=2),
        Block(Kind.PARAGRAPH, place, said),
        Block(Kind.PARAGRAPH, place, f"{code} Title", emphasis=True),
        Block(Kind.PARAGRAPH, place, "not applicable"),
        Block(Kind.ROW, place, cells=(Cell((Line("criterion"),), 0), Cell((Line("text"),), 1)), table=1, header=True),
        Block(Kind.ROW, place, cells=(Cell((Line(code),), 0), Cell((Line(said),), 1)), table=1),
    ]
    check_document(arrange(Document("", (), "", "", tuple(blocks))), sets, known)
