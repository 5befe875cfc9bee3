"""Endnotes: paragraphs numbered from one at a document's end, whose numbers stand raised in the text above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .draft import Paragraph
from .footnotes import reference_to

_FEWEST = 3  # notes: two numbered paragraphs at the end may be anything
_NUMBERED = re.compile(r"(?P<number>[1-9][0-9]{0,2})[.)]?\s+\S")


def with_endnotes(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs; the notes at the end stand with those that refer to them, where the text refers to every one."""
    start = _first_note(paragraphs)
    texts, notes = paragraphs[:start], paragraphs[start:]
    holders = [_holder(texts, note) for note in notes]
    if len(notes) < _FEWEST or None in holders:
        return list(paragraphs)
    for holder, note in zip(holders, notes, strict=True):
        if holder is not None:
            holder.notes = [*holder.notes, note.lines]
    return list(texts)


def _first_note(paragraphs: Sequence[Paragraph]) -> int:
    """Where the paragraphs begin that are numbered 1, 2, 3 … up to the document's end; their number where none are."""
    expected: int | None = None
    for index in range(len(paragraphs) - 1, -1, -1):
        found = _NUMBERED.match(paragraphs[index].first.text) if paragraphs[index].kind == "paragraph" else None
        number = int(found["number"]) if found else None
        if number is None or (expected is not None and number != expected):
            break
        if number == 1:
            return index
        expected = number - 1
    return len(paragraphs)


def _holder(texts: Sequence[Paragraph], note: Paragraph) -> Paragraph | None:
    """The paragraph that refers to a note."""
    mark = reference_to(note.lines)
    if mark is None:
        return None
    return next((one for one in texts if one.kind != "row" and any(mark.search(line.text) for line in one.lines)), None)
