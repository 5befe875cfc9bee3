"""Every occurrence of a code, with its class and why it counts or does not: for a reader who asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from ..model.codes import Code
from ..model.coverage import Citation
from ..model.document import Document
from ..model.places import Place
from ..model.standards import StandardSet
from ..words.messages import Message, message
from ..words.text import around


class Occurrence(NamedTuple):
    """A place where a document writes a code, for a reader who asks why. reason: message id "explain.*"."""

    place: Place
    heading: tuple[str, ...]
    kind: str
    counted: bool
    reason: Message
    excerpt: str
    block: int


def explain(
    document: Document,
    standards: StandardSet,
    code: Code,
    citations: Iterable[Citation],
    closing: Collection[int] = (),
) -> list[Occurrence]:
    """Every occurrence of a code in a document, in its order, with its class and why it counts or does not.

    citations: all that cite() found; closing: the blocks at whose end codes close their answers
    """
    return [
        _occurrence(document, standards, code, citation, citation.block in closing)
        for citation in citations
        if code in citation.codes or code in citation.unknown
    ]


def _occurrence(document: Document, standards: StandardSet, code: Code, citation: Citation, closes: bool) -> Occurrence:
    block = document.blocks[citation.block]
    text = block.shown if citation.cell is None else block.cells[citation.cell].text
    counted = not citation.refused and code in citation.codes
    if counted and closes:
        reason = message("explain.closes")
    elif counted:
        reason = message(f"explain.{citation.kind}", shared=len(citation.codes))
    else:
        reason = message(f"explain.{citation.refused or 'unlisted'}", set=standards.id)
    path = document.heading_path(citation.block)
    shown = around(text, citation.start, citation.end)
    place = block.place_at(citation.start) if citation.cell is None else block.place
    return Occurrence(place, path, citation.kind, counted, reason, shown, citation.block)
