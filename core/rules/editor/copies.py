"""Text that stands twice: one programme's answer taken over for another one, or for another criterion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ...model.document import Kind
from ...model.findings import Finding
from . import Material, quoted

_RUN = 8  # words in a row that two texts share by chance only where they quote the same thing
_FEWEST = 40  # words of a passage whose double is worth a word
_MOSTLY = 0.8  # of its runs stand in the other one: numbers and names may differ
_WORD = re.compile(r"[^\W\d_]{2,}")


def copied(material: Material) -> Iterator[Finding]:
    """A paragraph or cell of which nearly all stands in an earlier one, but for numbers, names and codes."""
    first: dict[int, int] = {}  # by the hash of a run of words: the first text in which it stands
    texts: list[tuple[int, str]] = []
    for index, text in _texts(material):
        spoken = [word.casefold() for word in _WORD.findall(text)]
        if len(spoken) < _FEWEST:
            continue
        number = len(texts)
        texts.append((index, text))
        runs = {hash(tuple(spoken[at : at + _RUN])) for at in range(len(spoken) - _RUN + 1)}
        shared = Counter(other for run in runs if (other := first.setdefault(run, number)) != number)
        for other, count in shared.most_common(1):
            if count >= _MOSTLY * len(runs) and texts[other][0] != index:
                yield _finding(material, index, texts[other][0], text)


def _texts(material: Material) -> Iterator[tuple[int, str]]:
    for index, block in enumerate(material.document.blocks):
        if block.cells:
            yield from ((index, cell.text) for cell in block.cells if not cell.merged)
        elif block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.BOX, Kind.NOTE):
            yield index, block.text


def _finding(material: Material, index: int, other: int, text: str) -> Finding:
    path = material.document.heading_path(other)
    arguments = {"quote": quoted(text), "heading": quoted(path[-1]) if path else None}
    return Finding("text-repeated", "info", material.place(index), arguments=arguments)
