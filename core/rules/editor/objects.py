"""Tables and figures: numbered, captioned, mentioned in the text, and each number given once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import islice, takewhile
from typing import Literal

from ...citing.captions import Caption, caption_of
from ...model.document import Block, Document, Kind
from ...model.findings import Finding
from ...words.vocabulary import NUMBERS, TITLES, spelled
from ..annex_lists import heads_list, names_list
from . import Material, quoted
from .terms import terms

ObjectKind = Literal["table", "figure"]
_NEAR = 2  # blocks between a table or figure and what is said of it
_MOST = 0.5  # of the tables carry a caption: then the others lack theirs
_FEWEST_CAPTIONS = 2  # that show a report's habit
_FEWEST_ROWS = 3  # of a table that deserves a caption; smaller ones are layout


def _joint() -> str:
    """Between the numbers of several: "Tables 3, 4 and 6–8"."""
    return rf"(?:,|;|{spelled(NUMBERS.words('and'))}|{_to()})"


def _to() -> str:
    return rf"(?:{spelled(NUMBERS.words('to'))}|[-–—])"


def _before(kind: ObjectKind) -> list[str]:
    """Words before the number of a table, or figure."""
    return [*TITLES.words(f"{kind}_named"), *(TITLES.words("figure_perhaps") if kind == "figure" else ())]


@cache
def _hints(kind: ObjectKind) -> tuple[str, ...]:
    """One of these is in a text that mentions one: it is asked first, for the expression takes ten times as long."""
    words = (*_before(kind), *TITLES.words(f"{kind}_behind"))
    return tuple({re.split(r"[* ]", word)[0] for word in words})


@cache
def _mentions(kind: ObjectKind) -> re.Pattern[str]:
    before = spelled(_before(kind))
    number = r"[0-9]+(?:\.[0-9]+)*"
    numbers = rf"{number}(?:\s*{_joint()}\s*{number})*"
    return re.compile(
        rf"{before}\s*(?:№\s*)?(?P<behind>{numbers})"
        rf"|(?P<before>{numbers})\s*[-–‑]?\s*{spelled(TITLES.words(f'{kind}_behind'))}\w*",
        re.IGNORECASE,
    )


@cache
def _unnumbered() -> re.Pattern[str]:
    captions = spelled(word for kind in ("table", "figure") for word in TITLES.words(kind) if not word.endswith("."))
    return re.compile(rf"{captions}\s*(?:№|no\.?)?\s*[.:–—-]\s*[^\W\d_]", re.IGNORECASE)


def unmentioned(material: Material) -> Iterator[Finding]:
    """A numbered table or figure that no sentence names, by its number or as the one that stands here."""
    captions = material.captions
    own = {caption.block for caption in captions}
    named: dict[ObjectKind, AbstractSet[str]] = {
        kind: _mentioned(material, kind, own) if any(one.kind == kind for one in captions) else frozenset()
        for kind in ("table", "figure")
    }
    for caption in captions:
        if names_list(caption.text):
            continue
        if caption.label not in named[caption.kind] and not _shown_here(material.document, caption, own):
            arguments = {"object": caption.kind, "number": caption.label, "quote": quoted(caption.text)}
            yield Finding("object-unmentioned", "info", material.place(caption.block), arguments=arguments)


def _mentioned(material: Material, kind: ObjectKind, captions: AbstractSet[int]) -> set[str]:
    """The numbers of the tables, or figures, of which the text speaks."""
    labels: set[str] = set()
    for spoken in material.spoken:
        if spoken.block in captions or not any(map(spoken.low.__contains__, _hints(kind))):
            continue
        for found in _mentions(kind).finditer(spoken.text):
            labels |= set(_spelt_out(found["behind"] or found["before"]))
    return labels


def _spelt_out(numbers: str) -> Iterator[str]:
    """ "3–5, 7" is 3, 4, 5, 7."""
    for piece in re.split(rf"\s*(?:,|;|{spelled(NUMBERS.words('and'))})\s*", numbers):
        ends = re.split(rf"\s*{_to()}\s*", piece)
        yield from ends
        heads = [end.rpartition(".") for end in ends]
        if len(ends) == 2 and heads[0][0] == heads[1][0]:
            head, dot, first = heads[0]
            yield from (f"{head}{dot}{number}" for number in range(int(first) + 1, int(heads[1][2])))


def _shown_here(document: Document, caption: Caption, captions: AbstractSet[int]) -> bool:
    """A sentence beside it, above or below its rows and its caption, says "the table below"."""
    first, last = _extent(document.blocks, caption)
    beside = [*islice(_texts(document.blocks, first, -1), _NEAR), *islice(_texts(document.blocks, last, 1), _NEAR)]
    return any(
        terms("shown_here").search(document.blocks[index].text)
        for index in beside
        if index not in captions and document.blocks[index].kind in (Kind.PARAGRAPH, Kind.ITEM)
    )


def _extent(blocks: Sequence[Block], caption: Caption) -> tuple[int, int]:
    """First and last block of a caption with the rows of its table, which stand below it or else above."""
    first = last = caption.block
    if caption.kind == "table":
        for step in (1, -1):
            rows = list(takewhile(lambda index: blocks[index].kind is Kind.ROW, _texts(blocks, caption.block, step)))
            if rows:
                return min(first, rows[-1]), max(last, rows[-1])
    return first, last


def _texts(blocks: Sequence[Block], start: int, step: Literal[1, -1]) -> Iterator[int]:
    """The blocks from there on, or back, without running headers and notes, which stand where a page ends."""
    for index in range(start + step, len(blocks) if step > 0 else -1, step):
        if blocks[index].kind not in (Kind.FURNITURE, Kind.NOTE):
            yield index


def repeated(material: Material) -> Iterator[Finding]:
    """Two tables, or two figures, of one number; a continuation on the next page is none."""
    first: dict[tuple[str, str], Caption] = {}
    for caption in material.captions:
        one = first.setdefault((caption.kind, caption.label), caption)
        if one is not caption and one.text.casefold() != caption.text.casefold() and not _continues(material, caption):
            arguments = {"object": caption.kind, "number": caption.label, "quote": quoted(caption.text)}
            yield Finding("object-number-twice", "info", material.place(caption.block), arguments=arguments)


def _continues(material: Material, caption: Caption) -> bool:
    before = material.document.blocks[caption.block - 1].text if caption.block else ""
    goes_on = TITLES.says(caption.text, "continued") or TITLES.any_of("continued").match(before) is not None
    return goes_on or len(caption.text.split()) < 3


def unnumbered(material: Material) -> Iterator[Finding]:
    """A caption that says "Table" and no number."""
    for index, block in enumerate(material.document.blocks):
        if block.kind not in (Kind.CAPTION, Kind.PARAGRAPH) or block.number or not _unnumbered().match(block.text):
            continue
        if block.kind is Kind.CAPTION or _beside_table(material.document, index):
            arguments = {"quote": quoted(block.text)}
            yield Finding("caption-unnumbered", "info", material.place(index), arguments=arguments)


def _beside_table(document: Document, index: int) -> bool:
    blocks = document.blocks[max(index - 1, 0) : index + 2]
    return any(block.kind is Kind.ROW for block in blocks)


def uncaptioned(material: Material) -> Iterator[Finding]:
    """A table or figure without a caption in a report whose others have theirs."""
    yield from _uncaptioned_tables(material)
    yield from _uncaptioned_figures(material)


def _uncaptioned_tables(material: Material) -> Iterator[Finding]:
    """Tables of the report's form need no caption, but one that they have shows a habit."""
    blocks = material.document.blocks
    tables = _tables(blocks)
    captioned = {
        number for number, (first, last) in tables.items() if _captioned(blocks, first, last) or _goes_on(blocks, first)
    }
    form = {number for number, (first, last) in tables.items() if not material.keyed.isdisjoint(range(first, last + 1))}
    others = {number for number, (first, _) in tables.items() if number not in form and not _is_list(blocks, first)}
    if len(captioned) < _FEWEST_CAPTIONS or len(captioned) <= _MOST * len(captioned | others):
        return
    for number in tables:
        if number in others - captioned:
            first = tables[number][0]
            arguments = {"object": "table", "quote": quoted(blocks[first].shown)}
            yield Finding("object-uncaptioned", "info", material.place(first), arguments=arguments)


def _tables(blocks: tuple[Block, ...]) -> Mapping[int, tuple[int, int]]:
    """First and last block of each table that is no cover and no frame around text: a heading stands before each."""
    spans: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind is Kind.ROW and block.outer is None:
            spans.setdefault(block.table, []).append(index)
    opening = next((index for index, block in enumerate(blocks) if block.kind is Kind.HEADING), len(blocks))
    return {
        table: (rows[0], rows[-1])
        for table, rows in spans.items()
        if len(rows) >= _FEWEST_ROWS and rows[0] > opening and len(blocks[rows[0]].cells) > 1
    }


def _is_list(blocks: tuple[Block, ...], first: int) -> bool:
    """A list that its heading names: of abbreviations or of annexes."""
    title = blocks[first - 1].text
    return heads_list(title) or terms("list_heading").is_whole(title)


def _captioned(blocks: tuple[Block, ...], first: int, last: int) -> bool:
    beside = [*range(max(first - _NEAR, 0), first), *range(last + 1, min(last + 1 + _NEAR, len(blocks)))]
    return any(
        blocks[index].kind is Kind.CAPTION
        or caption_of(index, blocks[index]) is not None
        or _unnumbered().match(blocks[index].text)
        for index in beside
    )


def _goes_on(blocks: tuple[Block, ...], first: int) -> bool:
    """The table goes on from the page before, where a reader took it for another one."""
    return blocks[first - 1].kind is Kind.ROW


def _uncaptioned_figures(material: Material) -> Iterator[Finding]:
    blocks = material.document.blocks
    pictures = [at for at in material.document.pictures or () if _in_text(blocks, at)]
    captioned = [at for at in pictures if _near_caption(blocks, at)]
    if len(captioned) < _FEWEST_CAPTIONS or len(captioned) <= _MOST * len(pictures):
        return
    for at in pictures:
        if at not in captioned:
            before = blocks[min(at, len(blocks) - 1)]
            arguments = {"object": "figure", "quote": quoted(before.shown)}
            yield Finding("object-uncaptioned", "info", before.place, arguments=arguments)


def _in_text(blocks: tuple[Block, ...], at: int) -> bool:
    """Behind the first heading, so no emblem of the cover, and in no table."""
    return any(block.kind is Kind.HEADING for block in blocks[:at]) and not (
        at < len(blocks) and blocks[at].kind is Kind.ROW
    )


def _near_caption(blocks: tuple[Block, ...], at: int) -> bool:
    beside = range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(blocks)))
    return any(
        blocks[index].kind is Kind.CAPTION or _unnumbered().match(blocks[index].text)
        or ((found := caption_of(index, blocks[index])) is not None and found.kind == "figure")
        for index in beside
    )  # fmt: skip
