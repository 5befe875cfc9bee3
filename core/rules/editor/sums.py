"""Numbers that do not add up: totals of tables, percentages of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ...model.document import Block, Kind
from ...model.findings import Finding
from ...words.patterns import pattern
from ...words.vocabulary import NUMBERS, spelled
from . import Material, quoted
from .terms import terms

_NUMBER = pattern(r"\s*(-?[0-9]{1,3}(?:[ '][0-9]{3})+|-?[0-9]+)(?:[.,]([0-9]{1,3}))?\s*(%?)\s*")
_NOTHING = pattern(r"[\s–—-]*")
_FEWEST = 2  # rows that a total sums up
_MOST_OFF = 0.25  # of the total: more, and the column is of another kind
_WIDE = 3  # percentages that a sentence divides a whole into
_SHORTEST = _WIDE * len("5%")  # characters of so many
_NEAR_WHOLE = 7.0  # percentage points: a sum this near to 100 was meant to be it
_SENTENCE = pattern(r"(?<=[.!?])\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ«])")


def _rounding(numbers: Sequence[Number], steps: int) -> float:
    """How far the sum of rounded numbers may be off, of `steps` roundings."""
    digits = min(one.digits for one in numbers)
    return 0.5 * float(10.0**-digits) * steps + 1e-6


class Number(NamedTuple):
    """digits: behind the point, so how it was rounded."""

    value: float
    digits: int
    percent: bool


def number_in(text: str) -> Number | None:
    """The one number of a cell; None for anything else."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    return _number(found[1], found[2], found[3])


def _number(before: str, behind: str | None, percent: str) -> Number:
    plain = before.replace(" ", "").replace("'", "")
    return Number(float(f"{plain}.{behind or 0}"), len(behind or ""), bool(percent))


class Column(NamedTuple):
    """A column above its total. block: of the total's row; head: of the column."""

    block: int
    head: str
    parts: tuple[Number, ...]
    total: Number

    @property
    def sum(self) -> float:
        return sum(part.value for part in self.parts)

    @property
    def adds_up(self) -> bool:
        numbers = (*self.parts, self.total)
        off = abs(self.sum - self.total.value)
        return off < 1e-6 or (any(one.digits for one in numbers) and off <= _rounding(numbers, len(numbers)))

    @property
    def evidently_meant(self) -> bool:
        """So near that a sum was meant."""
        return abs(self.sum - self.total.value) <= _MOST_OFF * max(abs(self.total.value), 1)


def totals(material: Material) -> Iterator[Finding]:
    """A total that is not the sum of its column, or of its row, in a table whose other totals are right."""
    for rows in _tables(material.document.blocks):
        columns = list(_columns(material.document.blocks, rows))
        right = sum(column.adds_up for column in columns)
        for column in columns:
            if not column.adds_up and column.evidently_meant and (right or len(columns) == 1):
                arguments = {
                    "head": quoted(column.head), "stated": _shown(column.total), "sum": _plain(column.sum),
                }  # fmt: skip
                yield Finding("total-wrong", "warning", material.place(column.block), arguments=arguments)
        yield from _across(material, rows)


def _tables(blocks: tuple[Block, ...]) -> Iterator[list[int]]:
    rows: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind is Kind.ROW and block.cells:
            rows.setdefault(block.table, []).append(index)
    return (found for found in rows.values() if len(found) > _FEWEST)


def _columns(blocks: tuple[Block, ...], rows: Sequence[int]) -> Iterator[Column]:
    """The columns with a plain total below them: the last row of a table without rows that repeat a part."""
    keys = [blocks[row].cells[0].text for row in rows]
    ends = [at for at, key in enumerate(keys) if terms("total").is_whole(key)]
    if len(ends) != 1 or ends[0] != len(rows) - 1 or any(terms("part_of").search(key) for key in keys):
        return
    heads = {cell.column: cell.text for cell in blocks[rows[0]].cells}
    above = [{cell.column: cell.text for cell in blocks[row].cells} for row in rows[1:-1]]
    for cell in blocks[rows[-1]].cells[1:]:
        total = number_in(cell.text)
        head = heads.get(cell.column, "")
        if total is None or terms("no_sum").search(head) or total.percent:
            continue
        texts = [row.get(cell.column, "") for row in above]
        parts = [number_in(text) for text in texts]
        known = tuple(part for part in parts if part is not None)
        blank = all(part is not None or _NOTHING.fullmatch(text) for part, text in zip(parts, texts, strict=True))
        if blank and len(known) >= _FEWEST and not any(part.percent for part in known):
            yield Column(rows[-1], head, known, total)


def _across(material: Material, rows: Sequence[int]) -> Iterator[Finding]:
    """A last column "Total" that sums up each row; where most rows add up, the others are wrong."""
    blocks = material.document.blocks
    at = next((cell.column for cell in blocks[rows[0]].cells[1:] if terms("total").is_whole(cell.text)), None)
    if at is None or any(terms("part_of").search(cell.text) for cell in blocks[rows[0]].cells):
        return
    heads = {cell.column: cell.text for cell in blocks[rows[0]].cells}
    lines: list[Column] = []
    for row in rows[1:]:
        numbers = {cell.column: number_in(cell.text) for cell in blocks[row].cells[1:]}
        total = numbers.get(at)
        parts = [
            n
            for column, n in numbers.items()
            if n and column < at and not terms("no_sum").search(heads.get(column, ""))
        ]
        if total is not None and len(parts) >= _FEWEST:
            lines.append(Column(row, blocks[row].cells[0].text, tuple(parts), total))
    right = sum(line.adds_up for line in lines)
    for line in lines:
        if not line.adds_up and line.evidently_meant and right > len(lines) / 2:
            arguments = {"head": quoted(line.head), "stated": _shown(line.total), "sum": _plain(line.sum)}
            yield Finding("total-wrong", "warning", material.place(line.block), arguments=arguments)


@cache
def _percent_words() -> tuple[str, ...]:
    return tuple(word.rstrip("*") for word in NUMBERS.words("percent"))


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![0-9.,])([0-9]{{1,3}})(?:[.,]([0-9]{{1,2}}))?\s?{spelled(NUMBERS.words('percent'))}", re.IGNORECASE
    )


def percentages(material: Material) -> Iterator[Finding]:
    """Percentages into which a whole is divided and that come near to 100 without being it."""
    for spoken in material.spoken:
        if len(spoken.low) < _SHORTEST or sum(map(spoken.low.count, _percent_words())) < _WIDE:
            continue
        for sentence in _SENTENCE.split(spoken.text):
            if not terms("whole").search(sentence):
                continue
            found = [
                Number(float(f"{one[1]}.{one[2] or 0}"), len(one[2] or ""), True)
                for one in _percent().finditer(sentence)
            ]
            if len(found) >= _WIDE and _nearly_whole(found):
                arguments = {"quote": quoted(sentence), "sum": _plain(sum(one.value for one in found))}
                yield Finding("percent-sum", "warning", material.place(spoken.block), arguments=arguments)
    yield from _percent_columns(material)


def _nearly_whole(numbers: Sequence[Number]) -> bool:
    off = abs(sum(one.value for one in numbers) - 100)
    return _rounding(numbers, len(numbers)) < off <= _NEAR_WHOLE


def _percent_columns(material: Material) -> Iterator[Finding]:
    """A column of percentages above a total of 100 %."""
    blocks = material.document.blocks
    for rows in _tables(blocks):
        last = blocks[rows[-1]]
        if not terms("total").is_whole(last.cells[0].text):
            continue
        for cell in last.cells[1:]:
            total = number_in(cell.text)
            texts = [c.text for row in rows[1:-1] for c in blocks[row].cells if c.column == cell.column]
            parts = [part for text in texts if (part := number_in(text)) is not None]
            head = next((c.text for c in blocks[rows[0]].cells if c.column == cell.column), "")
            percent = total is not None and (total.percent or "%" in head) and total.value == 100
            if percent and len(parts) == len(texts) >= _WIDE and _off(parts):
                arguments = {"quote": quoted(head), "sum": _plain(sum(part.value for part in parts))}
                yield Finding("percent-sum", "warning", material.place(rows[-1]), arguments=arguments)


def _off(parts: Sequence[Number]) -> bool:
    return abs(sum(part.value for part in parts) - 100) > _rounding(parts, len(parts))


def _shown(number: Number) -> str:
    return f"{number.value:.{number.digits}f}"


def _plain(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
