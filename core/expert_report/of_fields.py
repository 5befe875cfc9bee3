"""What the fields of a filled report hold, and what somebody wrote beside a field that is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..words.text import clean
from .choices import choose
from .fields import Field
from .gathered import ROWS, Gathered
from .report import Written
from .tags import RATED
from .words import LONGEST_TITLE


def fields(gathered: Gathered) -> None:
    numbers = _row_numbers(gathered.filled.fields)
    for one in gathered.filled.fields:
        tag = replace(one.tag, number=numbers.get(id(one), one.tag.number))
        span = gathered.text.span(one.content if one.content is not None else one.element)
        at, last = span if span is not None else (None, None)
        if at is not None and one.content is None:  # a bookmark says where its field begins
            last = _end(gathered, at, one.text)
        choice = None
        if tag.kind in RATED and one.text and not one.value and at is not None:
            choice = choose(gathered.text.paras[at : (last or at) + 1], gathered.scale)
        prompt = not one.text and _prompted(gathered, at, last)
        written = Written(one.text, one.value, one.by, at, last, prompt, choice)
        before = gathered.found.get(tag)
        if before is None or (not before.filled and written.filled):
            gathered.found[tag] = written
        for position in range(at, (last or at) + 1) if at is not None else ():
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


def _prompted(gathered: Gathered, at: int | None, last: int | None) -> bool:
    return at is not None and any(gathered.text.paras[i].prompt for i in range(at, (last or at) + 1))


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
                said = "\n".join(p.text for p in cell)
                gathered.put(tag, said, cell[0].number - 1, cell[-1].number - 1)
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
