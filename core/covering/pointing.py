"""A table "criterion, section, page" that points to the answers: which section of the report a row means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ..citing.citations import Citations
from ..citing.titles import similarity
from ..model.coverage import Citation, Piece
from ..model.document import Document, Kind
from ..words.patterns import pattern
from ..words.vocabulary import alternatives
from ..words.vocabulary import words as vocabulary

_NUMBER = pattern(
    rf"\W*(?:{alternatives([*vocabulary('section'), *vocabulary('annex')])}\s*)?(?:№|no\.?)?\s*"
    r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,3})(?![0-9])[.):]?\s*",
    re.IGNORECASE,
)
_LETTER = pattern(r"\W*(?P<letter>[^\W\d_]|[IVX]{2,4})[.)]?\W*")  # a section's letter or numeral, in a cell
_LETTERED = pattern(r"\W*(?P<letter>[^\W\d_]|[IVX]{2,4})[.)]\s+\w")  # and at the head of its title
_PAGES = pattern(r"\W*(?:[^\W\d]+\.?\s*)?(?P<first>[0-9]{1,4})(?:\s*[-–—]\s*(?P<last>[0-9]{1,4}))?\W*$")
_PAGE_TITLE = pattern(r"(?:^|\W)(?:pages?|pp?|стр\w*|с|бет\w*)(?:\W|$)", re.IGNORECASE)
_ALIKE = 0.75  # from here on a cell's words are a heading's title
_FEW_PAGES = 12  # that one row may point to


class Pointed(NamedTuple):
    """What a row of the table points to. pieces: the text there, in order."""

    citation: Citation
    pieces: tuple[Piece, ...]


class Pointing:
    """The sections and pages of a document as a table may name them."""

    def __init__(self, document: Document, citations: Citations) -> None:
        self.document, self.citations = document, citations
        self.opened = {c.block for c in citations.counted if c.kind in ("heading", "lead")}

    def all(self) -> Iterator[Pointed]:
        """Each row that points, with the text it points to."""
        keyed = {(c.block, c.cell): c for c in self.citations.counted if c.kind == "matrix"}
        for table in self.citations.tables.values():
            for passage in table.passages if not (table.silent or table.foreign) else ():
                citation = keyed.get((passage.key.block, passage.key.cell))
                if citation is not None and (pieces := self._pieces(passage.key.block, passage.key.cell)):
                    yield Pointed(citation, pieces)

    def _pieces(self, row: int, key: int) -> tuple[Piece, ...]:
        cells = [(cell.column, cell.text) for at, cell in enumerate(self.document.blocks[row].cells) if at != key]
        parts = [(column, part) for column, text in cells for part in re.split(r"[;\n]", text) if part.strip()]
        table = self.document.blocks[row].table
        named = [self._by_letter(table, column, part, self._section(part)) for column, part in parts]
        sections = [at for at in named if at is not None]
        if sections:
            return tuple(dict.fromkeys(piece for at in sections for piece in self._under(at)))
        titled = self._page_columns.get(table, ())
        pages = [page for column, part in parts if column in titled for page in _pages(part)]
        return self._on_pages(pages) if pages else ()

    def _section(self, text: str) -> int | None:
        """The heading that a cell names by its title, or by its number where the word "section" stands there."""
        match = _NUMBER.match(text)
        number, title = (match["number"], text[match.end() :]) if match else ("", text)
        title = _bare(title)
        if title and (at := self._titles.get(title)) is not None:
            return at
        numbered = self._numbers.get(number, []) if number else []
        if len(numbered) == 1 and (title or _SECTION.search(text)):
            heading = self.document.blocks[numbered[0]].shown
            own = _NUMBER.match(heading)
            rest = heading[own.end() :] if own else heading
            return numbered[0] if not title or similarity(title, rest) >= _ALIKE else None
        return None

    def _by_letter(self, table: int, column: int, text: str, named: int | None) -> int | None:
        """A bare letter, where other rows of its column name lettered sections by title: "C. Library", then "C"."""
        match = _LETTER.fullmatch(text) if named is None else None
        if match is None or column not in self._lettered_columns.get(table, ()):
            return named
        return self._letters.get(match["letter"])

    @cached_property
    def _letters(self) -> Mapping[str, int]:
        """Headings by the letter or Roman numeral before their title, those that stand twice left out."""
        return _unique(
            (match["letter"], index)
            for index, block in enumerate(self.document.blocks)
            if block.kind is Kind.HEADING and (match := _LETTERED.match(block.shown))
        )

    @cached_property
    def _lettered_columns(self) -> Mapping[int, set[int]]:
        """By table the columns in which a lettered section is named by its title."""
        lettered = set(self._letters.values())
        found: dict[int, set[int]] = {}
        for block in self.document.blocks:
            if block.table in self.citations.tables:
                columns = {cell.column for cell in block.cells if self._section(cell.text) in lettered}
                found.setdefault(block.table, set()).update(columns)
        return found

    def _under(self, heading: int) -> Iterator[Piece]:
        """The text of a section, up to the next heading of its rank or the first one that a code opens."""
        level = self.document.blocks[heading].level
        for index in range(heading + 1, len(self.document.blocks)):
            block = self.document.blocks[index]
            if index in self.opened or (block.kind is Kind.HEADING and block.level <= level):
                return
            yield from self._of_block(index)

    def _on_pages(self, pages: list[int]) -> tuple[Piece, ...]:
        blocks = sorted({at for page in pages for at in self._by_page.get(page, ())})
        return tuple(piece for at in blocks if at not in self.opened for piece in self._of_block(at))

    def _of_block(self, index: int) -> Iterator[Piece]:
        block = self.document.blocks[index]
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.BOX):
            yield index, -1
        elif block.kind is Kind.ROW and block.table not in self.citations.tables:
            yield from ((index, at) for at in range(len(block.cells)))

    @cached_property
    def _titles(self) -> Mapping[str, int]:
        """Headings by their title without a number, those that stand twice left out."""
        headings = (
            (index, block.shown) for index, block in enumerate(self.document.blocks) if block.kind is Kind.HEADING
        )
        bare = ((_bare(shown[m.end() :] if (m := _NUMBER.match(shown)) else shown), index) for index, shown in headings)
        return _unique((title, index) for title, index in bare if title)

    @cached_property
    def _numbers(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, block in enumerate(self.document.blocks):
            if block.kind is Kind.HEADING and (match := _NUMBER.match(block.shown)):
                found.setdefault(match["number"], []).append(index)
        return found

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

    @cached_property
    def _page_columns(self) -> Mapping[int, tuple[int, ...]]:
        """By table the columns whose title says that they hold pages."""
        found: dict[int, tuple[int, ...]] = {}
        for block in self.document.blocks:
            if block.kind is Kind.ROW and block.table not in found:
                found[block.table] = tuple(cell.column for cell in block.cells if _PAGE_TITLE.search(cell.text))
        return found


_SECTION = pattern(alternatives(vocabulary("section")), re.IGNORECASE)


def _unique(named: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Blocks by name, without the names of several."""
    found: dict[str, list[int]] = {}
    for name, index in named:
        found.setdefault(name, []).append(index)
    return {name: several[0] for name, several in found.items() if len(several) == 1}


def _pages(text: str) -> Iterator[int]:
    match = _PAGES.match(text)
    if match is None:
        return
    first, last = int(match["first"]), int(match["last"] or match["first"])
    if first <= last < first + _FEW_PAGES:
        yield from range(first, last + 1)


def _bare(title: str) -> str:
    """A title in small letters without numbers, codes in brackets and punctuation at its ends."""
    title = re.sub(r"[(\[][^()\[\]]*[)\]]\s*$", "", title)
    return re.sub(r"^[\W\d]+|[\W\d]+$", "", " ".join(title.lower().split()))
