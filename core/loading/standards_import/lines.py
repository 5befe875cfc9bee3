"""The lines of a document of standards: paragraphs and rows, with the numbers that Word shows before them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...model.document import Block, Document, Kind
from ...words.language import language_of
from ...words.text import clean

TABLES = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})
_LEFT_OUT = frozenset({Kind.CONTENTS, Kind.FURNITURE, Kind.NOTE})
_SAMPLE = 20_000  # characters by which a language is told


@dataclass(frozen=True)
class Line:
    """cells: of a row, each as shown; a paragraph has one. rank: of a heading, 0 for other lines.

    at: where it stands, for people: "p. 3", "row 12".
    """

    cells: tuple[str, ...]
    rank: int = 0
    item: bool = False
    bold: bool = False
    at: str = ""

    @property
    def text(self) -> str:
        return " ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True)
class Source:
    """language: of its text, None where it cannot be told. table: every line is a row of one sheet."""

    path: str
    lines: tuple[Line, ...]
    language: str | None
    table: bool = False


def read_source(path: Path) -> Source:
    """Reads a Word file, PDF, spreadsheet or CSV. Raises ReadingError."""
    if path.suffix.lower() in TABLES:
        lines = tuple(_rows(path))
        return Source(str(path), lines, _language(lines), table=True)
    from ...reading import read
    from ...reading.tools import probe

    document = read(path, probe())
    lines = tuple(_of(document))
    return Source(str(path), lines, _language(lines))


def _language(lines: Sequence[Line]) -> str | None:
    return language_of(" ".join(line.text for line in lines)[:_SAMPLE])


def _of(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        if block.kind in _LEFT_OUT:
            continue
        at = f"p. {block.place.page}" if block.place.page else ""
        if block.kind is Kind.ROW:
            yield Line(tuple(_cell(cell.text) for cell in block.cells), at=at)
            continue
        for text in _parts(block):
            rank = block.level if block.kind is Kind.HEADING else 0
            yield Line((text,), rank, block.kind is Kind.ITEM, block.emphasis, at)


def _parts(block: Block) -> Iterator[str]:
    """A paragraph's text; line breaks that people typed inside it divide it where a new line may open with a code."""
    for part in block.shown.split("\n"):
        if part.strip():
            yield part.strip()


def _cell(text: str) -> str:
    """Its text, a line for each that holds anything."""
    return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))


def _rows(path: Path) -> Iterator[Line]:
    from . import sheets

    rows = sheets.read(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv(path)
    for number, row in enumerate(rows, 1):
        cells = tuple(_cell(clean(cell)) for cell in row)
        if any(cells):
            yield Line(cells, at=f"row {number}")


def _csv(path: Path) -> Iterator[list[str]]:
    from ...reading import opened

    with opened(path, str(path)) as stream:
        text = _decoded(stream.read())
    head = text[:4000]
    delimiter = max((";", "\t", ",", "|"), key=head.count)
    yield from csv.reader(io.StringIO(text), delimiter=delimiter)


def _decoded(raw: bytes) -> str:
    """UTF-8, else UTF-16 by its mark, else the code page of Windows for Cyrillic, as spreadsheets write it."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1251", "replace")
