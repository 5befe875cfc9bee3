"""Where a standard's criteria end: "Strengths", «Области для улучшения», «Қорытынды» of the whole standard."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from ..model.document import Block, Document, Kind
from ..words.vocabulary import alternatives, any_of, hints
from ..words.vocabulary import words as vocabulary

_LONGEST_LABEL = 12  # words before a colon, or on a line of their own
_LONGEST_SENTENCE = 6  # words of a label that ends with a full stop
_LABEL = re.compile(r"[\W\d_]*(?P<label>[^.:;!?–—\n]{3,120})(?P<end>[.:;!?–—\n]|$)")


@cache
def _closing() -> re.Pattern[str]:
    """Words with which the label of a closing part begins."""
    return re.compile(alternatives(vocabulary("closing_part")), re.IGNORECASE)


@cache
def _concluding() -> re.Pattern[str]:
    """Words with which a sentence draws a conclusion."""
    return re.compile(alternatives(vocabulary("concluding")), re.IGNORECASE)


@cache
def _one_standard() -> re.Pattern[str]:
    """A standard of the set, by its place or as the one spoken of: no state or professional standard, nor the standard
    of living."""
    standard = alternatives(vocabulary("standard"))
    which = alternatives([*vocabulary("ordinals"), *vocabulary("this_standard")])
    behind = alternatives(vocabulary("standard_behind"))
    number = r"(?<![0-9])[0-9]{1,2}"
    return re.compile(
        rf"(?:{which}|{number}-?\w{{0,3}})\s+{standard}(?!\s+of\s)|{standard}\s+(?:{behind}|(?:№\s*)?(?:{number}|[IVX]+)(?!\w))",
        re.IGNORECASE,
    )


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(alternatives([*vocabulary("standard"), *vocabulary("section")]), re.IGNORECASE)


def closing_parts(document: Document, opens: Collection[int], chapters: Mapping[int, int]) -> frozenset[int]:
    """The paragraphs that begin what is said of a standard as a whole, behind its last criterion.

    opens: blocks that open a criterion's text; chapters: for each block the end of its standard's chapter. A label that
    also stands between two criteria belongs to each criterion's own text, unless it names the standard.
    """
    found: dict[int, str] = {}
    for index, label in _labels(document):
        if index not in opens:
            found[index] = label
    last = {}  # by chapter, its last opening
    for index in sorted(opens):
        last[chapters.get(index, 0)] = index
    inside = {label for index, label in found.items() if index < last.get(chapters.get(index, 0), -1)}
    return frozenset(
        index
        for index, label in found.items()
        if _whole().search(label)
        or (label not in inside and index > last.get(chapters.get(index, 0), len(document.blocks)))
    )


def _labels(document: Document) -> Iterator[tuple[int, str]]:
    table = 0
    for index, block in enumerate(document.blocks):
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM):
            label = closing_label(block.shown) or _conclusion(block.shown)
        else:
            label = _columns(block) if block.kind is Kind.ROW and block.table != table else ""
        table = block.table or table
        if label:
            yield index, label


def _columns(row: Block) -> str:
    """What the columns of a table hold whose first row sums up in every cell: "Strengths | Weaknesses"."""
    labels = [closing_label(cell.text) for cell in row.cells if cell.text.strip()]
    return ", ".join(labels) if len(labels) > 1 and all(labels) else ""


def _conclusion(text: str) -> str:
    """The first words of a paragraph that draws a conclusion on a standard («Таким образом, по первому стандарту …»),
    in small letters, or ""; one that names a criterion belongs to that."""
    if not text.lstrip()[:1].isupper():
        return ""
    first = " ".join(text.split(maxsplit=_LONGEST_LABEL)[:_LONGEST_LABEL])
    speaks = _concluding().match(first) and _one_standard().search(first)
    return first.lower() if speaks and not any_of("criterion").search(first) else ""


def closing_label(text: str) -> str:
    """The label with which a text sums up ("Strengths:", «Вывод по разделу III.»), in small letters, or ""."""
    match = _LABEL.match(text)
    if match is None or len(match["label"].split()) > _LONGEST_LABEL:
        return ""
    label = match["label"].strip()
    alone = match.end() >= len(text.rstrip())
    if not alone and (match["end"] not in ".:" or (match["end"] == "." and len(label.split()) > _LONGEST_SENTENCE)):
        return ""
    low = label.lower()
    if not any(map(low.__contains__, hints("closing_part"))):
        return ""
    if _closing().match(label) or (_whole().search(label) and _closing().search(label)):
        return low
    return ""
