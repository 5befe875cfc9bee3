"""One version of a report as it is compared with others: texts, tables and captions by the criterion they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..citing.captions import Caption, caption_of
from ..citing.citations import Citations, cite
from ..model.codes import Code
from ..model.coverage import Coverage, CriterionCoverage, Passage
from ..model.document import Block, Document, Kind
from ..model.places import Place
from ..model.results import DocumentResult, SetResult
from ..words.narrative import is_reference_cell
from ..words.text import words
from .facts import Fact, facts_of

_TEXT = (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.BOX)
_NEAR = 2  # blocks between a table and its caption

Key = str  # the first code of the criteria that a stretch answers; "" or "=3" (of standard 3) for what answers none


class Unit(NamedTuple):
    """A paragraph, or the cell of a row that answers a criterion. cell: -1 for the whole block."""

    block: int
    cell: int
    text: str
    facts: tuple[Fact, ...]
    words: int
    heading: bool = False


class Row(NamedTuple):
    """A row of a table. cells: text by column; facts: of each column."""

    block: int
    cells: Mapping[int, str]
    facts: Mapping[int, tuple[Fact, ...]]
    header: bool

    @property
    def text(self) -> str:
        return " | ".join(text for text in self.cells.values() if text)

    @property
    def every(self) -> tuple[Fact, ...]:
        return tuple(fact for facts in self.facts.values() for fact in facts)


class Table(NamedTuple):
    """keyed: its rows answer criteria, so that their text is compared with the criteria's."""

    number: int
    key: Key
    rows: tuple[Row, ...]
    keyed: bool
    caption: Caption | None

    @property
    def width(self) -> int:
        counts = [len(row.cells) for row in self.rows]
        return max(set(counts), key=counts.count) if counts else 0


@dataclass(frozen=True)
class Version:
    """language: as its content shows. found: what it answers of the set; citations: where it writes which code."""

    language: str
    result: DocumentResult
    document: Document
    found: SetResult
    citations: Citations

    @classmethod
    def of(cls, result: DocumentResult, found: SetResult, language: str) -> Version:
        assert result.document is not None
        citations = cite(result.document, found.coverage.set, found.others)
        return cls(language, result, result.document, found, citations)

    @property
    def coverage(self) -> Coverage:
        return self.found.coverage

    @cached_property
    def by_code(self) -> Mapping[str, CriterionCoverage]:
        return {one.criterion.code.text: one for one in self.coverage.criteria}

    @cached_property
    def joined(self) -> tuple[tuple[str, ...], ...]:
        """Codes that one passage answers together."""
        return tuple({tuple(c.text for c in p.codes) for p in self.coverage.passages if len(p.codes) > 1})

    @cached_property
    def first_block(self) -> Mapping[str, int]:
        """Where each code is answered first: by a heading, row or lead of its own."""
        first: dict[str, int] = {}
        for passage in self.coverage.passages:
            if passage.kind in ("heading", "row", "lead"):
                for code in passage.codes:
                    first.setdefault(code.text, passage.citation.block)
        return first

    @cached_property
    def owners(self) -> Mapping[int, tuple[Code, ...]]:
        """By block the codes that it answers; what answers none is not in it."""
        owned: dict[int, tuple[Code, ...]] = {}
        blocks = self.document.blocks
        for passage in sorted(self.coverage.passages, key=_last, reverse=True):
            start, end = passage.citation.block, _last(passage) + 1
            if passage.kind in ("heading", "lead"):
                while end < len(blocks) and blocks[end].kind is not Kind.HEADING and end not in owned:
                    end += 1
                owned |= dict.fromkeys(range(start, end), passage.codes)
            else:
                owned |= dict.fromkeys([start, *(block for block, _ in passage.pieces)], passage.codes)
        return owned

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        rows: dict[int, list[int]] = {}
        for index, block in enumerate(self.document.blocks):
            if block.kind is Kind.ROW:
                rows.setdefault(block.table, []).append(index)
        captions = {caption.block: caption for caption in self.captions if caption.kind == "table"}
        found: list[Table] = []
        for number, indexes in rows.items():
            nearest = [
                *range(indexes[0] - 1, indexes[0] - 1 - _NEAR, -1),
                *range(indexes[-1] + 1, indexes[-1] + 1 + _NEAR),
            ]
            caption = next((captions.pop(index) for index in nearest if index in captions), None)
            found.append(
                Table(
                    number,
                    self.key(indexes[0]),
                    tuple(self._row(index) for index in indexes),
                    number in self.citations.tables,
                    caption,
                )
            )
        return tuple(found)

    def _row(self, index: int) -> Row:
        block = self.document.blocks[index]
        cells = {cell.column: cell.text for cell in block.cells}
        facts = {column: tuple(facts_of(text, self.language)) for column, text in cells.items()}
        return Row(index, cells, facts, block.header)

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        found = (caption_of(index, block) for index, block in enumerate(self.document.blocks))
        return tuple(caption for caption in found if caption is not None)

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """For each block the stretch that it belongs to, by the codes of this version alone."""
        standard = ""
        keys: list[Key] = []
        for index in range(len(self.document.blocks)):
            if index in self.citations.standards:
                standard = self.citations.standards[index].number
            codes = self.owners.get(index)
            keys.append(codes[0].text if codes else f"={standard}")
        return tuple(keys)

    @cached_property
    def unread(self) -> frozenset[Key]:
        """The stretches in which pages lie that could not be read: what they lack nobody knows."""
        last = len(self.keys) - 1
        around = (at for gap in self.document.unreadable for at in (gap.at - 1, gap.at))
        return frozenset(self.keys[min(max(at, 0), last)] for at in around if last >= 0)

    def key(self, block: int) -> Key:
        return self.keys[block]

    @cached_property
    def units(self) -> tuple[tuple[Key, Unit], ...]:
        """All texts outside tables of their own, each with its stretch; captions and pages of contents left out."""
        return tuple(self._every_unit())

    def _every_unit(self) -> Iterator[tuple[Key, Unit]]:
        captions = {caption.block for caption in self.captions}
        keyed = set(self.citations.tables)
        for index, block in enumerate(self.document.blocks):
            if block.kind is Kind.ROW:
                if block.table in keyed and index in self.owners:
                    yield from self._cells(index, block)
            elif (block.kind in _TEXT or block.kind is Kind.HEADING) and index not in captions:
                yield self.key(index), self._unit(index, -1, block.text, block.kind is Kind.HEADING)

    @cached_property
    def answered(self) -> Mapping[int, Mapping[int, Key]]:
        """By block and cell the code that a cell answers."""
        found: dict[int, dict[int, Key]] = {}
        for passage in self.coverage.passages:
            for block, cell in passage.pieces:
                if cell >= 0:
                    found.setdefault(block, {}).setdefault(cell, passage.codes[0].text)
        return found

    def _cells(self, index: int, block: Block) -> Iterator[tuple[Key, Unit]]:
        """Of a row that answers criteria: its key and the numbers of pages are none of its text."""
        answered = self.answered.get(index, {})
        for number, cell in enumerate(block.cells):
            if number in answered or not _is_key(cell.text):
                text = cell.text
                unit = self._unit(index, number, text, False)
                if is_reference_cell(text):
                    unit = unit._replace(facts=tuple(fact for fact in unit.facts if fact.kind == "annex"), words=0)
                yield answered.get(number, self.key(index)), unit

    def _unit(self, index: int, cell: int, text: str, heading: bool) -> Unit:
        own = {code.text for code in self.owners.get(index, ())}
        facts = tuple(fact for fact in facts_of(text, self.language) if fact.value not in own)
        return Unit(index, cell, text, facts, words(text), heading)

    def place(self, block: int) -> Place:
        return self.document.blocks[block].place

    def neighbour(self, code: str) -> int:
        """The block that holds the nearest criterion before a code, else the nearest after it, else the first block."""
        codes = list(self.by_code)
        at = codes.index(code)
        before = (self.first_block[one] for one in reversed(codes[:at]) if one in self.first_block)
        after = (self.first_block[one] for one in codes[at:] if one in self.first_block)
        return next(before, next(after, 0))

    def heading(self, block: int) -> tuple[str, ...]:
        return self.document.heading_path(block)


def _last(passage: Passage) -> int:
    return max((block for block, _ in passage.pieces), default=passage.citation.block)


_KEY = re.compile(r"\W*\w{0,12}\W*[0-9]{1,2}(?:[.][0-9]{1,3})+\W*")


def _is_key(text: str) -> bool:
    return bool(_KEY.fullmatch(text)) or not text


def groups(versions: Sequence[Version]) -> Mapping[str, str]:
    """For each code the first of those that some version answers together with it."""
    first: dict[str, str] = {}

    def root(code: str) -> str:
        while first.setdefault(code, code) != code:
            code = first[code]
        return code

    order = {code: number for number, code in enumerate(versions[0].by_code)}
    for version in versions:
        for codes in version.joined:
            one, *others = sorted({root(code) for code in codes}, key=lambda code: order.get(code, -1))
            for other in others:
                first[other] = one
    return {code: root(code) for code in order}
