"""The passages of a document that answer criteria: where each begins and ends, and how many words it holds.

A passage is (a) the text under a heading that cites codes, (b) from a lead to the next lead or heading, (c) a keyed
table row or column, (d) a note or box that opens with a code, (e) a paragraph that cites one code alone outside
every other criterion's passage (design: Passage), and (f) the text that codes close, where a chapter is written so
(see alignment.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..citing.citations import Citations
from ..citing.keyed_rows import KeyedTable
from ..citing.labels import ends_text, is_label
from ..citing.titles import repeats
from ..model.codes import Code
from ..model.coverage import Citation, Convention, Passage, Piece
from ..model.document import Block, Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import is_reference_cell
from ..words.vocabulary import SENTENCES
from .counted_words import Words, claimed_piece
from .hypotheses import Alignment
from .marks import sends_elsewhere
from .named_inside import named_inside
from .pointing import Pointed, Pointing, sent_there
from .running_heads import headed
from .set_apart import SetApart
from .whole_standards import WholeStandards

_OPENING = 60  # characters within which an answer says which criteria it answers
_SENTENCE_ENDS = re.compile(r"[^.:)\n]{0,30}[.:)]")
_CLOSES_BRACKET = re.compile(r"[^()\[\]]*[)\]][\s.]*")
_WORDING = 30  # words of a paragraph that can be a criterion's title or wording only
_FIRST_PART, _PART = re.compile(r"\W*1[.)]\s"), re.compile(r"\W*[0-9]{1,2}[.)]\s")
_TOGETHER = 6  # criteria that one answer may answer together
_SAME = 0.9  # share of common words from which on a text repeats another
_TELLING_TITLE = 4  # words of a heading that a text may repeat
_QUOTING = 3  # a criterion's own wording, if it is quoted, stands first


def passages_of(
    document: Document, standards: StandardSet, citations: Citations, alignment: Alignment, words: Words
) -> list[Passage]:
    """All passages, in document order."""
    cutter = _Cutter(document, standards, citations, alignment, words)
    found = [*cutter.headings_and_leads(), *cutter.closed(), *cutter.asides(), *cutter.rows()]
    found += cutter.under_captions(found)
    found += cutter.paragraphs(found)
    found += cutter.pointed(found)
    found += cutter.under_running_heads(found)
    return sorted(found, key=lambda passage: (passage.first, passage.citation.cell or 0))


class _Row(NamedTuple):
    """What one row of a keyed table holds for a key."""

    codes: frozenset[Code]
    pieces: tuple[Piece, ...]


class _Cutter:
    """A document about to be cut into passages."""

    def __init__(
        self, document: Document, standards: StandardSet, citations: Citations, alignment: Alignment, words: Words
    ) -> None:
        self.document, self.standards, self.citations = document, standards, citations
        self.alignment, self.words = alignment, words
        closing = alignment.claims
        self.opened = {  # by block, the citation that opens a text
            c.block: c
            for c in citations.counted
            if c.kind in ("heading", "lead") and c.cell is None and c.block not in closing
        }
        self.apart = SetApart(document, self.opened, citations.standards)
        self.headings: dict[int, tuple[Code, ...]] = {}
        for citation in citations.counted:
            if citation.kind == "heading" and citation.block not in closing:
                known = self.headings.get(citation.block, ())
                self.headings[citation.block] = tuple(dict.fromkeys((*known, *citation.codes)))
        self.keyed_rows = _keyed_rows(citations.tables)
        self.in_text: dict[int, list[Citation]] = {}  # by block what running text cites in passing
        for citation in citations.counted:
            if citation.cell is None and citation.kind in ("inline", "range"):
                self.in_text.setdefault(citation.block, []).append(citation)
        own = (c for c in citations.counted if c.kind in ("heading", "lead", "row", "note", "box"))
        self.placed = frozenset(code for citation in own for code in citation.codes)
        self.whole = WholeStandards(
            document,
            standards,
            citations.standards,
            self.opened,
            self.in_text,
            self.placed,
            self.apart,
            alignment.closing,
        )
        self.in_cells: dict[int, list[Citation]] = {}  # by block what the cells of a row cite besides its key
        for citation in citations.counted:
            if citation.cell is not None and citation.kind in ("inline", "range"):
                self.in_cells.setdefault(citation.block, []).append(citation)

    def passage(
        self,
        kind: str,
        citation: Citation,
        codes: tuple[Code, ...],
        pieces: Sequence[Piece],
        convention: Convention = "opens",
        doubt: str = "",
    ) -> Passage:
        texts = (text for piece in pieces if (text := self.words.text(piece).strip(" .:–—-")))
        opening = next(texts, "")[:400]
        return Passage(kind, citation, codes, tuple(pieces), self.words.total(pieces), opening, convention, doubt)

    # -- (a) and (b)

    def headings_and_leads(self) -> Iterator[Passage]:
        for block, codes in self.headings.items():
            pieces = self.under_heading(block, codes)
            quoted = {p for p in pieces[:_QUOTING] if self.quotes(block, codes, p)}
            pieces = [piece for piece in pieces if piece not in quoted]
            yield self.passage("heading", self.opened[block], (*codes, *self.joint(codes, pieces)), pieces)
        for citation in self.citations.counted:
            if citation.kind == "lead" and citation.block not in self.alignment.claims:
                if self.same_lines(citation.block + 1):
                    continue
                codes = (*self.lines_above(citation.block), *citation.codes)
                pieces = self.from_lead(citation)
                yield self.passage("lead", citation, (*codes, *self.joint(codes, pieces)), pieces)

    def lines_above(self, block: int) -> tuple[Code, ...]:
        """The codes on further lines of the same paragraph, right above a line of nothing but codes."""
        codes: tuple[Code, ...] = ()
        while self.same_lines(block):
            block -= 1
            codes = (*self.opened[block].codes, *codes)
        return codes

    def same_lines(self, block: int) -> bool:
        """The block and the one above it are lines of one paragraph, and both hold nothing but codes."""
        both = [self.opened.get(block - 1), self.opened.get(block)]
        if any(one is None or one.kind != "lead" for one in both):
            return False
        places = [self.document.blocks[at].place for at in (block - 1, block)]
        rests = [self.document.blocks[one.block].shown[one.end :] for one in both if one is not None]
        same = places[0].paragraph is not None and places[0].paragraph == places[1].paragraph
        return same and not any(re.search(r"\w", rest) for rest in rests)

    def joint(self, codes: tuple[Code, ...], pieces: Sequence[Piece]) -> Iterator[Code]:
        """Codes without a place of their own that a text says it answers too, at its very beginning or end:
        "Joint answer to criteria 2.4 and 2.5."."""
        ends = dict.fromkeys(piece[0] for piece in (*pieces[:1], *pieces[-1:]) if piece[1] < 0)
        for block in ends:
            shown = self.document.blocks[block].shown
            for one in self.in_text.get(block, ()):
                if _says_together(shown, one) and set(codes) < set(one.codes) and len(one.codes) <= _TOGETHER:
                    yield from (code for code in one.codes if code not in codes and code not in self.placed)

    def under_heading(self, start: int, codes: tuple[Code, ...]) -> list[Piece]:
        """(a): to the next heading of equal or higher rank or with any code, unless that code extends this one."""
        pieces: list[Piece] = []
        for index in range(start + 1, len(self.document.blocks)):
            if self.document.blocks[index].kind is Kind.HEADING:
                if self.ends_heading(index, start, codes):
                    break
                continue
            lead = self.opened.get(index)
            if lead is not None and _ends_at_lead(lead.codes, codes):
                break
            if index in self.alignment.claimed or index in self.alignment.closing or self.ends_at_title(index):
                break
            if index in self.whole.begins:
                break
            pieces += self.pieces(index, codes)
        return pieces

    def quotes(self, heading: int, codes: Sequence[Code], piece: Piece) -> bool:
        """A paragraph that only repeats the heading, or the criterion's own wording where the set has it."""
        block = self.document.blocks[piece[0]]
        text = block.shown if piece[1] < 0 else block.cells[piece[1]].text
        if self.apart.emphasis_tells and block.emphasis and piece[0] == heading + 1 and SENTENCES.says(text, "duty"):
            return True  # set apart right below the heading, saying what must be: the criterion, not the answer
        criteria = self.standards.criteria
        own = [wording for code in codes if code in criteria for wording in criteria[code].text.all()]
        title = self.document.blocks[heading].shown
        return any(repeats(text, wording, _SAME) for wording in own) or (
            len(title.split()) >= _TELLING_TITLE and repeats(text, title, _SAME)
        )

    def ends_heading(self, index: int, start: int, codes: tuple[Code, ...]) -> bool:
        """Whether the heading `index` ends the text of the one at `start`."""
        block = self.document.blocks[index]
        if index in self.headings:
            return not all(any(code.extends(own) for own in codes) for code in self.headings[index])
        if index in self.citations.standards and not is_label(block.shown):
            return True
        level = self.document.blocks[start].level
        return ends_text(self.citations.labels, block, level, codes) and not self.under_wording(index, start)

    def ends_at_title(self, index: int) -> bool:
        """A standard's title in the style of body text."""
        block = self.document.blocks[index]
        return index in self.citations.standards and block.kind is not Kind.HEADING and not is_label(block.shown)

    def from_lead(self, lead: Citation) -> list[Piece]:
        """(b): from a lead to the next lead or heading."""
        pieces: list[Piece] = [(lead.block, -1)]
        if sends_elsewhere(self.document.blocks[lead.block].shown[lead.end :]):
            return pieces
        part = self.citations.parts[lead.block].kind
        for index in range(lead.block + 1, len(self.document.blocks)):
            if self.ends_lead(index, lead):
                break
            if index in self.opened or index in self.alignment.claimed or index in self.alignment.closing:
                break
            if index in self.alignment.within:
                break
            if self.citations.parts[index].kind != part:
                break
            pieces += self.pieces(index, lead.codes)
        return pieces

    def ends_lead(self, index: int, lead: Citation) -> bool:
        """A heading ends a lead's text, unless it counts the parts of its answer."""
        block = self.document.blocks[index]
        if index in self.citations.standards and not is_label(block.shown):
            return True
        if block.kind is not Kind.HEADING:
            return index in self.whole.begins
        if index in self.headings:
            return True
        return ends_text(self.citations.labels, block, 0, lead.codes) and not self.under_wording(index, lead.block)

    def under_wording(self, index: int, start: int) -> bool:
        """The heading counts the parts of an answer that begins with only a title or wording: "1. Plan", "2. Means"."""
        blocks = self.document.blocks
        if start + 1 >= len(blocks) or len(blocks[start].shown.split()) > _WORDING:
            return False
        first = blocks[start + 1]
        counted = first.kind is Kind.HEADING and _FIRST_PART.match(first.shown)
        return bool(counted) and first.level == blocks[index].level and bool(_PART.match(blocks[index].shown))

    def pieces(self, index: int, codes: tuple[Code, ...]) -> list[Piece]:
        """What a block inside a passage adds: nothing for headings, captions, rows and notes of other criteria."""
        block = self.document.blocks[index]
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.BOX):
            own_codes = self.citations.asides.get(index)
            return [(index, -1)] if own_codes is None or set(own_codes) & set(codes) else []
        if block.kind is not Kind.ROW:
            return []
        table = _keyed(self.document, self.citations.tables, block)
        if table is None or table.foreign or index in table.before:
            return [(index, at) for at, cell in enumerate(block.cells) if not is_reference_cell(cell.text)]
        rows = self.keyed_rows.get(index, ())
        return [piece for row in rows if not row.codes.isdisjoint(codes) for piece in row.pieces]

    # -- (c), (d), (e) and what closing marks claim

    def closed(self) -> Iterator[Passage]:
        for claims in self.alignment.claims.values():
            for number, claim in enumerate(claims):
                own = claimed_piece(number, claim)
                pieces = [own if block == own[0] else (block, -1) for block in claim.blocks]
                pieces = [piece for piece in pieces if piece != own or claim.mark.start]
                yield self.passage("paragraph", claim.mark.citation, claim.mark.codes, pieces, claim.kind, claim.doubt)

    def asides(self) -> Iterator[Passage]:
        for citation in self.citations.counted:
            if citation.kind in ("note", "box") and citation.block not in self.alignment.claims:
                yield self.passage(citation.kind, citation, citation.codes, ((citation.block, -1),), "beside")

    def rows(self) -> Iterator[Passage]:
        keyed = {(c.block, c.cell): c for c in self.citations.counted if c.kind == "row"}
        for table in self.citations.tables.values():
            for row in table.passages:
                citation = keyed.get((row.key.block, row.key.cell))
                if citation is not None:
                    kind: Convention = "passport" if table.form else "beside"
                    codes = (*citation.codes, *self.answered_too(citation, row.pieces))
                    doubt = "doubt.rebuilt-key" if row.key.rebuilt else ""
                    yield self.passage("row", citation, codes, row.pieces, kind, doubt)

    def answered_too(self, key: Citation, pieces: Sequence[Piece]) -> Iterator[Code]:
        """Further codes that a row's answer opens with, its own among them: "Answer to criteria 2.2.4–2.2.6. …"."""
        cells = dict.fromkeys(piece for piece in pieces if piece[0] == key.block)
        for citation in self.in_cells.get(key.block, ()):
            together = set(key.codes) < set(citation.codes) and len(citation.codes) <= _TOGETHER
            text = self.document.blocks[key.block].cells[citation.cell or 0].text
            if together and (citation.block, citation.cell) in cells and _says_together(text, citation):
                yield from (code for code in citation.codes if code not in key.codes)

    def pointed(self, found: Sequence[Passage]) -> Iterator[Passage]:
        """What a table of criteria and sections points to, for criteria that have no place of their own.

        Where most of its criteria have one, the table is an index of a report whose codes stand at their answers.
        """
        placed = {code for passage in found for code in passage.codes}
        taken = {piece[0] for passage in found for piece in passage.pieces}
        by_table: dict[int, list[Pointed]] = {}
        for pointed in Pointing(self.document, self.citations).all():
            by_table.setdefault(self.document.blocks[pointed.citation.block].table, []).append(pointed)
        for rows in by_table.values():
            codes = {code for row in rows for code in row.citation.codes}
            if len(codes & placed) * 2 > len(codes):
                continue
            for citation, pieces in rows:
                own = tuple(code for code in citation.codes if code not in placed)
                free = [piece for piece in pieces if piece[0] not in taken]
                if own and free:
                    yield self.passage("paragraph", citation, own, free, "matrix", "doubt.matrix")

    def under_running_heads(self, found: Sequence[Passage]) -> Iterator[Passage]:
        """The text of the pages whose running head names criteria that have no place of their own."""
        placed = {code for passage in found for code in passage.codes}
        taken = {piece[0] for passage in found for piece in passage.pieces}
        for citation, codes, pieces in headed(self.document, self.citations):
            own = tuple(code for code in codes if code not in placed)
            free = [piece for piece in pieces if piece[0] not in taken]
            if own and free:
                yield self.passage("paragraph", citation, own, free, "beside", "doubt.running-head")

    def under_captions(self, found: Sequence[Passage]) -> Iterator[Passage]:
        """The tables that answer the criteria which their captions name."""
        taken = {piece for passage in found for piece in passage.pieces}
        for citation, codes, pieces in self.alignment.captioned:
            if taken.isdisjoint(pieces):
                yield self.passage("paragraph", citation, codes, pieces, "beside")

    def paragraphs(self, found: Sequence[Passage]) -> Iterator[Passage]:
        """(e): a paragraph that cites one code alone, or several together, and lies in no other's passage."""
        covered: dict[int, set[Code]] = {}
        sent = sent_there(self.citations)
        captions = {passage.citation.block for passage in found if passage.citation.kind in ("inline", "range")}
        for passage in found:
            for piece in passage.pieces:
                covered.setdefault(piece[0], set()).update(passage.codes)
        for named in named_inside(self.document, self.standards, self.citations, self.placed, self.alignment.within):
            if named.block in captions or named.block in self.alignment.claimed:
                continue
            if sent.get(named.block, frozenset(named.codes)).isdisjoint(named.codes) and not named.citation.prefix:
                continue  # an index says that it answers others
            within = named.block in self.alignment.within
            if not within and named.block in self.whole.blocks and self.placed.issuperset(named.codes):
                continue
            if within or not covered.get(named.block, set()) - {*named.codes}:
                yield self.passage(
                    "paragraph", named.citation, named.codes, ((named.block, -1),), "within", named.doubt
                )


def _says_together(text: str, citation: Citation) -> bool:
    """A short first sentence names the codes, or a bracket at the end: what stands here answers them together."""
    first = citation.start <= _OPENING and _SENTENCE_ENDS.match(text, citation.end)
    last = len(text) - citation.end <= _OPENING and _CLOSES_BRACKET.fullmatch(text, citation.end)
    return bool(first or last)


def _ends_at_lead(lead: tuple[Code, ...], codes: tuple[Code, ...]) -> bool:
    """The next criterion begins without a heading of its own."""
    if set(lead) == set(codes):
        return False
    if len(codes) > 1 and set(lead) <= set(codes):
        return True
    return not any(code.extends(own) for own in codes for code in lead)


def _keyed_rows(tables: Mapping[int, KeyedTable]) -> Mapping[int, list[_Row]]:
    """By block of a row, what it holds for each key of its table."""
    found: dict[int, list[_Row]] = {}
    for table in tables.values():
        for passage in table.passages:
            if passage.matrix:
                continue
            of_row: dict[int, list[Piece]] = {}
            for piece in passage.pieces:
                of_row.setdefault(piece[0], []).append(piece)
            for block, pieces in of_row.items():
                found.setdefault(block, []).append(_Row(frozenset(passage.key.cited.codes), tuple(pieces)))
    return found


def _keyed(document: Document, tables: Mapping[int, KeyedTable], block: Block) -> KeyedTable | None:
    """The keyed table that a row stands in, its own or the one it is nested in."""
    while block.table not in tables and block.outer is not None:
        block = document.blocks[block.outer]
    return tables.get(block.table)
