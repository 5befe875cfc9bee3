"""The passages of a document that answer criteria: where each begins and ends, and how many words it holds.

A passage is (a) the text under a heading that cites codes, (b) from a lead to the next lead or heading, (c) a keyed
table row or column, (d) a note or box that opens with a code, (e) a paragraph that cites one code alone outside
every other criterion's passage (design: Passage).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ..citing.citations import Citations
from ..citing.keyed_rows import KeyedTable
from ..citing.structure import ends_text, is_label
from ..citing.titles import similarity
from ..model.codes import Code
from ..model.coverage import Citation, Passage, Piece
from ..model.document import Block, Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import is_reference_cell, narrative_words

_DUTY = re.compile(r"(?<!\w)(?:shall|must|should|долж[ен]\w*|обязан\w*|тиіс|керек|қажет)(?!\w)", re.IGNORECASE)
_QUOTING = 3  # a criterion's own wording, if it is quoted, stands first


class Words:
    """Narrative words of a document's pieces, each counted once.

    lead_ends: for a paragraph that opens with a code, where the text behind the code begins.
    """

    def __init__(self, document: Document, citations: Citations) -> None:
        self.document = document
        self.lead_ends: dict[int, int] = {}
        for citation in citations.all:
            if citation.kind in ("lead", "note", "box") and citation.cell is None and citation.codes:
                self.lead_ends.setdefault(citation.block, citation.text_at)
        self.key_ends = {
            (passage.key.block, passage.key.cell): passage.key.cited.end
            for table in citations.tables.values()
            for passage in table.passages
        }
        self._known: dict[Piece, int] = {}

    def text(self, piece: Piece) -> str:
        """The piece's text behind its code."""
        block = self.document.blocks[piece[0]]
        if piece[1] >= 0:
            return block.cells[piece[1]].text[self.key_ends.get(piece, 0) :]
        shown = block.shown
        if block.cells:
            return "\n".join(cell.text for cell in block.cells if not is_reference_cell(cell.text))
        return shown[self.lead_ends.get(piece[0], 0) :]

    def total(self, pieces: Iterable[Piece]) -> int:
        known = self._known
        total = 0
        for piece in pieces:
            count = known.get(piece)
            if count is None:
                count = known[piece] = narrative_words(self.text(piece))
            total += count
        return total


def passages_of(document: Document, standards: StandardSet, citations: Citations, words: Words) -> list[Passage]:
    """All passages, in document order."""
    found: list[Passage] = []
    opened = {c.block: c for c in citations.counted if c.kind in ("heading", "lead") and c.cell is None}
    headings: dict[int, tuple[Code, ...]] = {}
    for citation in citations.counted:
        if citation.kind == "heading":
            headings[citation.block] = tuple(dict.fromkeys((*headings.get(citation.block, ()), *citation.codes)))
    for block, codes in headings.items():
        pieces = _under_heading(document, citations, headings, opened, block, codes)
        quoted = {piece for piece in pieces[:_QUOTING] if _quotes(document, standards, block, codes, piece)}
        pieces = [piece for piece in pieces if piece not in quoted]
        found.append(_passage("heading", opened[block], codes, pieces, words))
    for citation in citations.counted:
        if citation.kind == "lead":
            pieces = _from_lead(document, citations, headings, opened, citation)
            found.append(_passage("lead", citation, citation.codes, pieces, words))
        elif citation.kind in ("note", "box"):
            found.append(_passage(citation.kind, citation, citation.codes, ((citation.block, -1),), words))
    keyed = {(c.block, c.cell): c for c in citations.counted if c.kind == "row"}
    for table in citations.tables.values():
        for row in table.passages:
            citation_or_none = keyed.get((row.key.block, row.key.cell))
            if citation_or_none is not None:
                found.append(_passage("row", citation_or_none, citation_or_none.codes, row.pieces, words))
    found += _paragraphs(document, citations, found, words)
    return sorted(found, key=lambda passage: (passage.citation.block, passage.citation.cell or 0))


def _passage(kind: str, citation: Citation, codes: tuple[Code, ...], pieces: Sequence[Piece], words: Words) -> Passage:
    texts = (text for piece in pieces if (text := words.text(piece).strip(" .:–—-")))
    return Passage(kind, citation, codes, tuple(pieces), words.total(pieces), next(texts, "")[:400])


def _under_heading(
    document: Document,
    citations: Citations,
    headings: Mapping[int, tuple[Code, ...]],
    opened: Mapping[int, Citation],
    start: int,
    codes: tuple[Code, ...],
) -> list[Piece]:
    """(a): to the next heading of equal or higher rank or with any code, unless that code extends this one."""
    level = document.blocks[start].level
    pieces: list[Piece] = []
    for index in range(start + 1, len(document.blocks)):
        block = document.blocks[index]
        if block.kind is Kind.HEADING:
            if _ends_heading(document, citations, headings, index, level, codes):
                break
            continue
        lead = opened.get(index)
        if lead is not None and not _continues(lead.codes, codes):
            # The next criterion begins without a heading of its own.
            if len(codes) > 1 and set(lead.codes) <= set(codes):
                break
            if not any(code.extends(own) for own in codes for code in lead.codes):
                break
        pieces += _pieces(document, citations, index, codes)
    return pieces


def _continues(found: tuple[Code, ...], own: tuple[Code, ...]) -> bool:
    return set(found) == set(own)


def _ends_heading(
    document: Document,
    citations: Citations,
    headings: Mapping[int, tuple[Code, ...]],
    index: int,
    level: int,
    codes: tuple[Code, ...],
) -> bool:
    block = document.blocks[index]
    if index in headings:
        return not all(any(code.extends(own) for own in codes) for code in headings[index])
    if index in citations.standards and not is_label(block.shown):
        return True
    return ends_text(citations.labels, block, level, codes)


def _from_lead(
    document: Document,
    citations: Citations,
    headings: Mapping[int, tuple[Code, ...]],
    opened: Mapping[int, Citation],
    lead: Citation,
) -> list[Piece]:
    """(b): from a lead to the next lead or heading."""
    pieces: list[Piece] = [(lead.block, -1)]
    for index in range(lead.block + 1, len(document.blocks)):
        block = document.blocks[index]
        if block.kind is Kind.HEADING and (
            index in headings or index in citations.standards or ends_text(citations.labels, block, 0, lead.codes)
        ):
            break
        if index in opened or citations.parts[index].kind != citations.parts[lead.block].kind:
            break
        pieces += _pieces(document, citations, index, lead.codes)
    return pieces


def _pieces(document: Document, citations: Citations, index: int, codes: tuple[Code, ...]) -> list[Piece]:
    """What a block inside a passage adds: nothing for headings, captions, rows and notes of other criteria."""
    block = document.blocks[index]
    if block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.BOX):
        own_codes = citations.asides.get(index)
        return [(index, -1)] if own_codes is None or set(own_codes) & set(codes) else []
    if block.kind is not Kind.ROW:
        return []
    table = _keyed(document, citations.tables, block)
    if table is None or table.foreign:
        return [(index, at) for at, cell in enumerate(block.cells) if not is_reference_cell(cell.text)]
    return [
        piece
        for passage in table.passages
        if set(passage.key.cited.codes) & set(codes) and not passage.matrix
        for piece in passage.pieces
        if piece[0] == index
    ]


def _keyed(document: Document, tables: Mapping[int, KeyedTable], block: Block) -> KeyedTable | None:
    """The keyed table that a row stands in, its own or the one it is nested in."""
    while block.table not in tables and block.outer is not None:
        block = document.blocks[block.outer]
    return tables.get(block.table)


def _paragraphs(document: Document, citations: Citations, found: Sequence[Passage], words: Words) -> list[Passage]:
    """(e): a paragraph that cites one code alone and lies in no other criterion's passage."""
    covered: dict[int, set[Code]] = {}
    for passage in found:
        for piece in passage.pieces:
            covered.setdefault(piece[0], set()).update(passage.codes)
    cited: dict[int, list[Citation]] = {}
    for citation in citations.counted:
        if citation.kind in ("inline", "range") and citation.cell is None:
            cited.setdefault(citation.block, []).append(citation)
    passages: list[Passage] = []
    for index, every in cited.items():
        block = document.blocks[index]
        codes = {code for citation in every for code in citation.codes}
        if block.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.BOX) or len(codes) != 1:
            continue
        if any(citation.kind == "range" for citation in every) or covered.get(index, set()) - codes:
            continue
        passages.append(_passage("paragraph", every[0], tuple(codes), ((index, -1),), words))
    return passages


def _quotes(document: Document, standards: StandardSet, heading: int, codes: Sequence[Code], piece: Piece) -> bool:
    """A paragraph that only repeats the heading, or the criterion's own wording where the set has it."""
    text = document.blocks[piece[0]].shown if piece[1] < 0 else document.blocks[piece[0]].cells[piece[1]].text
    own = [wording for code in codes if code in standards.criteria for wording in standards.criteria[code].text.all()]
    title = document.blocks[heading].shown
    block = document.blocks[piece[0]]
    if block.emphasis and piece[0] == heading + 1 and _DUTY.search(text):
        return True  # set apart right below the heading, saying what must be: the criterion, not the answer
    return any(similarity(text, wording) >= 0.9 for wording in own) or (
        len(title.split()) >= 4 and similarity(text, title) >= 0.9
    )
