"""A document as it was read: Markdown for people, JSON by the contract sapa.document/1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.document import Block, Cell, Document, Kind, Unreadable
from ..words.language import language_of_all
from .as_json import Json, dump

_TELLING = 2000  # blocks that tell a document's language, as for a check


def render_json(document: Document) -> str:
    return dump(
        {
            "schema": "sapa.document/1",
            "path": document.path,
            "format": document.format,
            "language": language_of_all(block.shown for block in document.blocks[:_TELLING]),
            "pages": document.pages,
            "unreadable": [
                {"file": gap.file, "pages": list(gap.pages), "reason": gap.reason} for gap in document.unreadable
            ],
            "blocks": list(_blocks(document)),
        }
    )


def _blocks(document: Document) -> Iterator[Json]:
    rows: dict[int, int] = {}  # rows so far, by table
    for block in document.blocks:
        row = rows[block.table] = rows.get(block.table, 0) + 1 if block.table else 0
        yield {
            "kind": block.kind.value,
            "level": block.level,
            "number": block.number,
            "text": block.shown if block.cells else block.text,
            "page": block.place.page,
            "page_label": block.place.page_label,
            "paragraph": block.place.paragraph,
            "table": block.table or None,
            "row": row or None,
            "header": block.header,
            "cells": [
                {"column": cell.column, "span": cell.span, "merged": cell.merged, "text": cell.text}
                for cell in block.cells
            ],
        }


def render_markdown(document: Document) -> str:
    """One paragraph a block; tables with pipes, a cell that continues another one empty; pages as comments."""
    pieces: list[tuple[str, str]] = []  # text, and what it belongs to: pieces of one table or list stand together
    page: int | None = None
    table = 0
    gaps = list(document.unreadable)
    for index, block in enumerate(document.blocks):
        while gaps and gaps[0].at <= index:
            pieces.append((_gap(gaps.pop(0)), ""))
        if block.place.page is not None and block.place.page != page:
            page = block.place.page
            pieces.append((f"<!-- page {page} -->", ""))
        if block.kind is Kind.ROW:
            pieces.append((_row(block.cells, rule=block.table != table or not pieces[-1][1]), f"table {block.table}"))
        else:
            pieces.append((_shown(block), block.kind.value if block.kind in (Kind.ITEM, Kind.CONTENTS) else ""))
        table = block.table
    pieces += [(_gap(gap), "") for gap in gaps]
    return "".join(_joined(pieces)) + "\n"


def _joined(pieces: list[tuple[str, str]]) -> Iterator[str]:
    for index, (text, whole) in enumerate(pieces):
        if index:
            yield "\n" if whole and whole == pieces[index - 1][1] else "\n\n"
        yield text


def _gap(gap: Unreadable) -> str:
    where = f"{gap.file}, page {', '.join(map(str, gap.pages))}" if gap.pages else gap.file
    return f"<!-- not read: {where} ({gap.reason}) -->"


def _shown(block: Block) -> str:
    text = _escaped(block.shown)
    kind = block.kind
    if kind is Kind.HEADING:
        return f"{'#' * min(max(block.level, 1), _DEEPEST)} {' '.join(text.split())}"
    if kind is Kind.ITEM:
        return f"{'  ' * (max(block.level, 1) - 1)}- {_broken(text)}"
    if kind is Kind.CAPTION:
        return f"*{_broken(text)}*"
    if kind in (Kind.NOTE, Kind.BOX):
        return f"> [{kind.value}] {_broken(text)}"
    if kind is Kind.FURNITURE:
        return f"<!-- furniture: {' '.join(text.replace('-->', '--&gt;').split())} -->"
    if kind is Kind.CONTENTS:
        return f"- {_broken(text)}"
    return _broken(text)


_DEEPEST = 6  # Markdown has no more ranks of headings


def _row(cells: tuple[Cell, ...], *, rule: bool) -> str:
    """rule: it is its table's first, under which Markdown wants a line."""
    shown: list[str] = []
    for cell in cells:
        shown += [""] * (cell.column - len(shown))
        shown.append("<br>".join(_escaped(cell.text).replace("|", "\\|").split("\n")))
        shown += [""] * (cell.span - 1)
    line = f"| {' | '.join(shown)} |"
    return f"{line}\n|{' --- |' * len(shown)}" if rule else line


def _broken(text: str) -> str:
    return text.replace("\n", "  \n")


_MARKS = re.compile(r"^(?=[#>|+*-](?:\s|$))|(?=[<`\\])", re.MULTILINE)


def _escaped(text: str) -> str:
    """Letters that Markdown would take for its own marks, as themselves."""
    return _MARKS.sub(r"\\", text)
