"""The readers beside which Sapa is measured. Each is optional: one that is not installed is named as such."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Placed(NamedTuple):
    """A cell of a table: its first row and column, and how many of each it covers."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


Table = list[Placed]
Tables = Callable[[Path], list[Table]]


def document_of(path: Path) -> Any:
    """Sapa's reading, as every check arranges it."""
    from sapa.core.citing.structure import arrange
    from sapa.core.reading import read
    from sapa.core.reading.tools import Tools

    return arrange(read(path, Tools(), ocr="never"))


def sapa_tables(path: Path) -> list[Table]:
    from sapa.core.model.document import Kind

    rows: dict[int, list[Any]] = {}
    for block in document_of(path).blocks:
        if block.kind is Kind.ROW:
            rows.setdefault(block.table, []).append(block)
    return [_placed([[(c.column, c.span, c.merged, c.text) for c in row.cells] for row in each])
            for each in rows.values()]  # fmt: skip


def _placed(rows: list[list[tuple[int, int, bool, str]]]) -> Table:
    """Cells by row; one that continues the cell above makes that one longer."""
    table: Table = []
    open_: dict[int, int] = {}  # column -> position of the cell that reaches down to the row above
    for number, row in enumerate(rows):
        above, open_ = open_, {}
        for column, span, merged, text in row:
            if merged and column in above:
                open_[column] = above[column]
                table[above[column]] = table[above[column]]._replace(rows=number - table[above[column]].row + 1)
            else:
                open_[column] = len(table)
                table.append(Placed(number, column, 1, span, text))
    return table


def pdfplumber_tables(path: Path) -> list[Table]:
    import pdfplumber

    found: list[Table] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            found += [_grid(rows) for rows in page.extract_tables()]
            page.close()
    return found


def _grid(rows: list[list[str | None]]) -> Table:
    return [
        Placed(number, column, 1, 1, text or "")
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text is not None
    ]


def markitdown_tables(path: Path) -> list[Table]:
    from markitdown import MarkItDown

    return markdown_tables(MarkItDown().convert(str(path)).text_content)


def pdf_inspector_tables(path: Path) -> list[Table]:
    import pdf_inspector

    return markdown_tables(pdf_inspector.process_pdf(str(path)).markdown or "")


def kreuzberg_tables(path: Path) -> list[Table]:
    import kreuzberg

    result = kreuzberg.extract_file_sync(str(path))
    cells = [_grid([list(row) for row in table.cells]) for table in result.tables]
    return cells or markdown_tables(result.content)


_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*")
_MARKUP = re.compile(r"\*\*|</?[a-z]+/?>|\\(?=[|*_])")


def markdown_tables(text: str) -> list[Table]:
    """Pipe tables of a Markdown text."""
    found: list[list[list[str | None]]] = [[]]
    for line in text.splitlines():
        if line.lstrip().startswith("|"):
            if not _RULE.fullmatch(line):
                found[-1].append([_MARKUP.sub("", cell).strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]])
        elif found[-1]:
            found.append([])
    return [_grid(rows) for rows in found if rows]


PDF_TABLES: dict[str, Tables] = {
    "Sapa": sapa_tables,
    "pdfplumber": pdfplumber_tables,
    "markitdown": markitdown_tables,
    "pdf-inspector": pdf_inspector_tables,
    "kreuzberg": kreuzberg_tables,
}


def installed(tool: str) -> bool:
    return tool == "Sapa" or importlib.util.find_spec(tool.replace("-", "_")) is not None
