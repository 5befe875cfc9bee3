"""What the fields of a filled report hold, and what somebody wrote beside a field that is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..words.text import clean
from .choices import choose
from .fields import Field
from .gathered import ROWS, Gathered
from .report import Written, span
from .tags import RATED
from .words import LONGEST_TITLE


def fields(gathered: Gathered) -> None:
    numbers = _row_numbers(gathered.filled.fields)
    for one in gathered.filled.fields:
        tag = replace(one.tag, number=numbers.get(id(one), one.tag.number))
        at, last = gathered.text.span(one.content if one.content is not None else one.element) or (None, None)
        if at is not None and one.content is None:  # a bookmark says where its field begins
            last = _end(gathered, at, one.text)
        paras = [gathered.text.paras[position] for position in span(at, last)]
        choice = choose(paras, gathered.scale) if tag.kind in RATED and one.text and not one.value else None
        prompt = not one.text and any(para.prompt for para in paras)
        written = Written(one.text, one.value, one.by, at, last, prompt, choice)
        before = gathered.found.get(tag)
        if before is None or (not before.filled and written.filled):
            gathered.found[tag] = written
        for position in span(at, last):
            gathered.taken.setdefault(position, []).append(tag)


def _end(gathered: Gathered, at: int, text: str) -> int:
    """Position of the last paragraph of a text that begins at a paragraph."""
    lines = text.split("\n")
    while len(lines) > 1 and at + 1 < len(gathered.text.paras) and gathered.text.paras[at].text:
        shown = gathered.text.paras[at].text.split("\n")
        if len(lines) <= len(shown) or not gathered.text.paras[at + 1].text.startswith(lines[len(shown)][:20]):
            break
        lines, at = lines[len(shown) :], at + 1
    return at


def beside_fields(gathered: Gathered) -> None:
    """Text that somebody wrote beside an empty field: in its cell, or behind its label."""
    for tag, written in list(gathered.found.items()):
        if written.filled or written.at is None:
            continue
        para = gathered.text.paras[written.at]
        if para.table:
            cell = [p for p in gathered.cell_of(para) if p.text]
            tags = {t for p in gathered.cell_of(para) for t in gathered.taken.get(p.number - 1, ())}
            if cell and tags == {tag}:
                gathered.put_cell(tag, cell)
        elif tag.kind in ("rating", "conclusion") and para.text and len(gathered.taken.get(written.at, ())) == 1:
            label, colon, rest = para.text.partition(":")
            if colon and clean(rest) and len(label) < LONGEST_TITLE:
                gathered.put(tag, clean(rest), written.at)


def _row_numbers(fields: Sequence[Field]) -> dict[int, int]:
    """Numbers of the fields of repeated rows: copied rows carry the same tag, so rows are counted as they stand."""
    counts: dict[tuple[str, str, int], dict[tuple[int, int], int]] = {}
    numbers: dict[int, int] = {}
    for one in fields:
        tag = one.tag
        if tag.kind not in ROWS:
            continue
        rows = counts.setdefault((tag.kind, tag.standard, tag.expert), {})
        key = (one.row, 0 if one.row else tag.number)
        numbers[id(one)] = rows.setdefault(key, len(rows) + 1)
    return numbers
