"""The text that a table "criterion, section, page" points to, as the answer to the criteria of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ..citing.citations import Citations
from ..citing.index_tables import numbered_paragraphs
from ..model.codes import Code
from ..model.coverage import Citation, Piece
from ..model.document import Document, Kind


class Pointed(NamedTuple):
    """What a row of the table points to. pieces: the text there, in order."""

    citation: Citation
    pieces: tuple[Piece, ...]


def sent_there(citations: Citations) -> Mapping[int, frozenset[Code]]:
    """By block of a numbered paragraph or a section the criteria that an index says are answered there."""
    keyed = {(one.block, one.cell): one.codes for one in citations.counted if one.kind == "matrix"}
    found: dict[int, set[Code]] = {}
    for key, pointer in citations.index.items():
        for at in pointer.places:
            found.setdefault(at, set()).update(keyed.get(key, ()))
    return {at: frozenset(codes) for at, codes in found.items()}


class Pointing:
    """The texts of the sections, numbered paragraphs and pages that a report's indexes name."""

    def __init__(self, document: Document, citations: Citations) -> None:
        self.document, self.citations = document, citations
        self.opened = {c.block for c in citations.counted if c.kind in ("heading", "lead")}
        self.counted = {at for _, at in numbered_paragraphs(document.blocks)}

    def all(self) -> Iterator[Pointed]:
        """Each row that points, with the text it points to."""
        keyed = {(c.block, c.cell): c for c in self.citations.counted if c.kind == "matrix"}
        for key, pointer in self.citations.index.items():
            pieces = [piece for at in pointer.places for piece in self._at(at)] or self._on_pages(pointer.pages)
            if key in keyed and pieces:
                yield Pointed(keyed[key], tuple(dict.fromkeys(pieces)))

    def _at(self, place: int) -> Iterator[Piece]:
        """The text of a section, up to the next heading of its rank or the first one that a code opens; of a numbered
        paragraph, up to the next one or a heading."""
        level = self.document.blocks[place].level
        paragraph = self.document.blocks[place].kind is not Kind.HEADING
        if paragraph:
            yield from self._of_block(place)
        for index in range(place + 1, len(self.document.blocks)):
            block = self.document.blocks[index]
            heading = block.kind is Kind.HEADING
            if index in self.opened or (heading and (paragraph or block.level <= level)):
                return
            if paragraph and index in self.counted:
                return
            yield from self._of_block(index)

    def _on_pages(self, pages: tuple[int, ...]) -> list[Piece]:
        blocks = sorted({at for page in pages for at in self._by_page.get(page, ())})
        return [piece for at in blocks if at not in self.opened for piece in self._of_block(at)]

    def _of_block(self, index: int) -> Iterator[Piece]:
        block = self.document.blocks[index]
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.BOX):
            yield index, -1
        elif block.table not in self.citations.tables:
            yield from ((index, at) for at in range(len(block.cells)))

    @cached_property
    def _by_page(self) -> Mapping[int, list[int]]:
        """Blocks by the number printed on their page, or else by its place in the file."""
        found: dict[int, list[int]] = {}
        for index, block in enumerate(self.document.blocks):
            label = block.place.page_label
            page = int(label) if label and label.isascii() and label.isdigit() else block.place.page
            if page is not None:
                found.setdefault(page, []).append(index)
        return found
