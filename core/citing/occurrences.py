"""Every occurrence of a code, with its class and why it counts or does not: for a reader who asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..model.codes import Code
from ..model.coverage import Citation, Convention
from ..model.document import Document
from ..model.places import Place
from ..model.standards import StandardSet
from ..words.messages import Message, message
from ..words.text import around


class Occurrence(NamedTuple):
    """A place where a document writes a code, for a reader who asks why.

    reason   message id "explain.*"
    refused  the class of a number that is no code ("section-number", "date"), or ""
    """

    place: Place
    heading: tuple[str, ...]
    kind: str
    counted: bool
    reason: Message
    excerpt: str
    block: int
    refused: str = ""


def explain(
    document: Document,
    standards: StandardSet,
    code: Code,
    citations: Iterable[Citation],
    conventions: Mapping[int, Convention] | None = None,
) -> list[Occurrence]:
    """Every occurrence of a code in a document, in its order, with its class and why it counts or does not.

    citations: all that cite() found; conventions: by block, how the code there stands to a passage that it has
    """
    known = conventions or {}
    return [
        _occurrence(document, standards, code, citation, known.get(citation.block))
        for citation in citations
        if code in citation.codes or code in citation.unknown
    ]


def _class_of(citation: Citation, convention: Convention | None) -> str:
    """How a citation counts: by its own class, or by the passage that it has all the same."""
    if convention == "closes":
        return "closes"
    if convention == "matrix" and citation.kind == "matrix":
        return "points"
    if citation.kind == "furniture" and convention is not None:
        return "running-head"
    if citation.kind in ("inline", "range") and convention in ("within", "opens"):
        return "within" if convention == "within" else "announces"
    if citation.kind in ("inline", "range") and citation.cell is None and convention == "beside":
        return "caption"
    return citation.kind


def _occurrence(
    document: Document, standards: StandardSet, code: Code, citation: Citation, convention: Convention | None
) -> Occurrence:
    block = document.blocks[citation.block]
    text = block.shown if citation.cell is None else block.cells[citation.cell].text
    counted = not citation.refused and code in citation.codes
    refused = "" if counted else citation.refused or "unlisted"
    if counted:
        reason = message(f"explain.{_class_of(citation, convention)}", shared=len(citation.codes))
    else:
        reason = message(f"explain.{refused}", set=standards.id)
    path = document.heading_path(citation.block)
    shown = around(text, citation.start, citation.end)
    place = block.place_at(citation.start) if citation.cell is None else block.place
    return Occurrence(place, path, citation.kind, counted, reason, shown, citation.block, refused)
