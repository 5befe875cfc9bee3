"""Paragraphs and cells in which several criteria are answered line after line, taken apart."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.document import Block, Cell, Kind, Line
from ..words.text import words
from .first_words import LINE_OPENS

_LONGEST_WORDING = 30  # words: a criterion's wording in a key cell
_LINE_ANSWERS = 3  # words behind a code that make a line more than an entry of a list of codes
_LINED = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.BOX})  # a box or note holds a paragraph a line


def lines_apart(blocks: Sequence[Block]) -> tuple[list[Block], list[int]]:
    """The blocks with coded lines taken apart, and where each old block (and the end) now begins."""
    found: list[Block] = []
    begins: list[int] = []
    for block in blocks:
        begins.append(len(found))
        if block.kind in _LINED and "\n" in block.text and block.place.page_source != "pdf":
            found += _lines_apart(block)
        elif block.kind is Kind.ROW:
            found += _cells_apart(block)
        else:
            found.append(block)
    begins.append(len(found))
    return found, begins


def _lines_apart(block: Block) -> list[Block]:
    """A paragraph with line breaks, cut before every line that opens with a code."""
    lines = block.text.split("\n")
    starts = [at for at, line in enumerate(lines) if at and LINE_OPENS.match(line)]
    if not starts:
        return [block]
    parts = []
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        offset = sum(len(line) + 1 for line in lines[:start]) + len(block.shown) - len(block.text)
        part = block._replace(text="\n".join(lines[start:end]), place=block.place_at(offset), turns=())
        parts.append(part if not start else part._replace(number="", emphasis=False, run_in=0))
    return parts


def _cells_apart(block: Block) -> list[Block]:
    """A row whose cell answers several criteria, a line each: these follow the row as paragraphs of their own."""
    lines = [_lines(cell) for cell in block.cells]
    answering = [at for at, some in enumerate(lines) if len(some) > 1 and sum(map(_opens_answer, some)) > 1]
    if not answering or any(LINE_OPENS.match(cell.text) for at, cell in enumerate(block.cells) if at not in answering):
        return [block]
    if any(_is_key(lines, at) for at in answering):
        return [block]
    cells, paragraphs = list(block.cells), []
    for at in answering:
        first = next(number for number, line in enumerate(lines[at]) if _opens_answer(line))
        cells[at] = cells[at]._replace(lines=tuple(lines[at][:first]))
        paragraphs += [
            Block(Kind.PARAGRAPH, block.place, line.text, line.number, confidence=block.confidence)
            for line in lines[at][first:]
        ]
    return [block._replace(cells=tuple(cells)), *paragraphs]


def _lines(cell: Cell) -> list[Line]:
    """The lines of a cell, soft breaks included where a code stands behind one."""
    found: list[Line] = []
    for line in cell.lines:
        parts = line.text.split("\n")
        if not any(map(LINE_OPENS.match, parts[1:])):
            found.append(line)
            continue
        begun = [line._replace(text=parts[0])]
        for part in parts[1:]:
            if LINE_OPENS.match(part):
                begun.append(Line(part))
            else:
                begun[-1] = begun[-1]._replace(text=f"{begun[-1].text}\n{part}")
        found += begun
    return found


def _is_key(lines: Sequence[Sequence[Line]], at: int) -> bool:
    """Several criteria with their wordings, a line each, that share the answer in the cell beside them."""
    own = [words(line.shown) for line in lines[at]]
    beside = max(
        (sum(words(line.shown) for line in some) for place, some in enumerate(lines) if place != at), default=0
    )
    return max(own) <= _LONGEST_WORDING and (beside > sum(own) or beside == 0)


def _opens_answer(line: Line) -> bool:
    match = LINE_OPENS.match(line.shown)
    return match is not None and words(line.shown[match.end() :]) >= _LINE_ANSWERS
