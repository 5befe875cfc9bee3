"""Text that stands twice: one programme's answer taken over for another one, or for another criterion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from ...model.document import Document, Kind
from ...model.findings import Finding
from ...words.messages import Value
from . import Material, quoted

_RUN = 8  # words in a row that two texts share by chance only where they quote the same thing
_FEWEST = 40  # words of a passage whose double is worth a word
_SHORTEST = 3 * _FEWEST - 1  # characters that so many words of two letters have at least
_SAMPLED = 4  # runs that begin with a word of 4, 8, 12 … letters stand for all
_FEWEST_RUNS = 5
_FEWEST_SHARED = 3  # passages of two reports that are worth a word: an introduction may well be the same
_MOSTLY = 0.8  # of its runs stand in the other one: numbers and names may differ
_WORD = re.compile(r"[^\W\d_]{2,}")


def copied(material: Material) -> Iterator[Finding]:
    """Paragraphs or cells of which nearly all stands in earlier ones, but for numbers, names and codes; those that
    follow each other there and here are one finding."""
    first: dict[int, int] = {}  # by the hash of a run of words: the first text in which it stands
    blocks: list[int] = []  # of each text
    told: list[tuple[int, int, str, int]] = []  # text, the one it repeats, its words, how many follow each other
    for index, text in _texts(material.document):
        runs = _runs(text)
        if not runs:
            continue
        number = len(blocks)
        blocks.append(index)
        shared = Counter(other for run in runs if (other := first.setdefault(run, number)) != number)
        for other, count in shared.most_common(1):
            if count < _MOSTLY * len(runs) or blocks[other] == index:
                continue
            if told and (told[-1][0] + told[-1][3], told[-1][1] + told[-1][3]) == (number, other):
                told[-1] = (*told[-1][:3], told[-1][3] + 1)
            else:
                told.append((number, other, text, 1))
    for number, other, text, count in told:
        yield _finding(material, blocks[number], blocks[other], text, count)


def shared_with(document: Document, others: Sequence[Document]) -> Iterator[Finding]:
    """A note for each of the other documents that holds several of this one's longer paragraphs or cells."""
    first: dict[int, int] = {}  # by the hash of a run of words: the document in which it stands
    for number, other in enumerate(others):
        for _, text in _texts(other):
            for run in _runs(text):
                first.setdefault(run, number)
    found: dict[int, list[tuple[int, str]]] = {}
    for index, text in _texts(document):
        runs = _runs(text)
        for number, count in Counter(first[run] for run in runs if run in first).most_common(1):
            if count >= _MOSTLY * len(runs):
                found.setdefault(number, []).append((index, text))
    for number, texts in sorted(found.items()):
        if len(texts) >= _FEWEST_SHARED:
            index, text = texts[0]
            path = PurePath(others[number].path).name
            arguments: dict[str, Value] = {"count": len(texts), "path": path, "quote": quoted(text)}
            yield Finding("text-shared", "info", document.blocks[index].place, arguments=arguments)


def _runs(text: str) -> list[int]:
    """Some runs of words of a passage that is long enough, each by its hash; which, depends on the words alone."""
    if len(text) < _SHORTEST:
        return []
    spoken = _WORD.findall(text.casefold())
    if len(spoken) < _FEWEST:
        return []
    begins = [at for at, word in enumerate(spoken[: 1 - _RUN]) if len(word) % _SAMPLED == 0]
    runs = dict.fromkeys(hash(tuple(spoken[at : at + _RUN])) for at in begins)
    return list(runs) if len(runs) >= _FEWEST_RUNS else []


def _texts(document: Document) -> Iterator[tuple[int, str]]:
    for index, block in enumerate(document.blocks):
        if block.cells:
            yield from ((index, cell.text) for cell in block.cells if not cell.merged)
        elif block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.BOX, Kind.NOTE):
            yield index, block.text


def _finding(material: Material, index: int, other: int, text: str, count: int) -> Finding:
    path = material.document.heading_path(other)
    arguments: dict[str, Value] = {"count": count, "quote": quoted(text), "heading": quoted(path[-1]) if path else None}
    return Finding("text-repeated", "info", material.place(index), arguments=arguments)
