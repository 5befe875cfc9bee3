"""Annexes that a report cites, against those that it lists; whether they are supplied, a case knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from ...model.document import Block, Document, Kind
from ...model.findings import Finding
from ...model.places import Place
from ...words.narrative import annexes as labels_in
from ...words.narrative import bare_annexes
from ...words.patterns import pattern
from ..annex_labels import are_one, in_order, opens_annex, plain_label
from ..annex_lists import heads_list, listed_in
from ..annexes_named import cited_in, within_report
from . import Material

# "Annex 3. Plan", «Приложение 3 – План», «3-қосымша. Жоспар»: a name, where a sentence would go on in small letters
_ENTRY = pattern(
    r"(?:(?:[Aa]nnex|[Aa]ppendix|[Пп]риложение)\s*(?:№\s*)?[0-9A-ZА-Я.-]{1,8}|[0-9A-ZА-Я.-]{1,6}(?:\s?-\s?|\s)қосымша(?:сы)?)\s*[.:–—-]?\s+[«\"A-ZА-ЯЁӘҒҚҢӨҰҮІҺ]",
)
# what heads the column of the numbers; or a table without a head begins with the first of them
_NUMBERS = pattern(
    r"\s*(?:annex|append|приложени|прил\.|қосымша|№|номер|нөмір|no\b|nr\b|number|р/с|п/п|1\W*$)", re.IGNORECASE
)
_LETTER = re.compile(r"[IVX]+|[A-ZА-Я]")
_LETTERED = re.compile(r"(?<![\w-])[A-ZА-Я][.‑-]?[0-9]{1,2}(?![\w-])")


def annexes(material: Material) -> Iterator[Finding]:
    """Cited and not in the list; in the list and never cited; cited where there is no list at all."""
    document = material.document
    every = listed_in(document)
    entries = _entries(document, _listed(document, every))
    others = tuple(block for index, block in enumerate(document.blocks) if index not in entries)
    rest = replace(document, blocks=others) if entries else document
    cited, bound = cited_in(rest, None if entries else every), within_report(rest)
    listed: dict[str, Place] = {}
    for index, labels in entries.items():
        for label in labels:
            listed.setdefault(label, document.blocks[index].place)
    if not cited and not listed:
        return
    if not listed:
        wanting = [label for label in cited if not _among(label, bound)]
        if wanting:
            all_of_them = tuple(sorted(wanting, key=in_order))
            yield Finding("annex-no-list", "info", cited[wanting[0]][0], arguments={"annexes": all_of_them})
        return
    for label in sorted(cited, key=in_order):
        if not _among(label, listed) and not _among(label, bound):
            yield Finding("annex-unlisted", "warning", cited[label][0], arguments={"annex": label})
    uncited = [label for label in listed if not _among(label, cited) and label not in bound]
    alone = _alone(rest) if any(label[0].isalpha() for label in uncited) else ()
    for label in uncited:
        if label not in alone:
            yield Finding("annex-uncited", "info", listed[label], arguments={"annex": label})


def _among(label: str, known: Collection[str]) -> bool:
    """The annex itself, the whole that it is a part of, or a part of it."""
    return any(are_one(label, one) for one in known)


def _alone(document: Document) -> set[str]:
    """Labels that open with a letter and say more («П-1»): they are known without the word for an annex."""
    return {plain_label(found) for block in document.blocks for found in _LETTERED.findall(block.shown)}


def _listed(document: Document, every: frozenset[int]) -> Iterable[int]:
    """The blocks of the list of annexes.

    Sections with such a heading; else a line that was not set as one; else paragraphs at the end that are entries
    themselves; else a table of annexes, or entries that follow one another somewhere: `every` entry of a list.
    """
    headed = [
        index
        for section in document.sections
        if section.heading is not None and heads_list(document.blocks[section.heading].text)
        for index in range(section.heading, section.end)
    ]
    if headed:
        return headed
    blocks = document.blocks
    for index in range(len(blocks) - 1, -1, -1):
        line = blocks[index]
        if line.kind is Kind.PARAGRAPH and heads_list(line.text) and _lists(blocks[index + 1 : index + 2]):
            return range(index, _end(blocks, index + 1))
    last = len(blocks) - 1
    while last >= 0 and blocks[last].kind is Kind.FURNITURE:
        last -= 1
    start = last + 1
    while start and blocks[start - 1].kind in (Kind.PARAGRAPH, Kind.ITEM) and _ENTRY.match(blocks[start - 1].shown):
        start -= 1
    return range(start, last + 1) if start <= last else sorted(every)


def _lists(blocks: tuple[Block, ...]) -> bool:
    return any(opens_annex(block.shown) for block in blocks)


def _end(blocks: tuple[Block, ...], start: int) -> int:
    end = start
    while end < len(blocks) and (opens_annex(blocks[end].shown) or blocks[end].kind in (Kind.ITEM, Kind.ROW)):
        end += 1
    return end


def _entries(document: Document, indexes: Iterable[int]) -> dict[int, list[str]]:
    """The labels that each block of the list gives: named as annexes, or by the numbers of its items or rows."""
    found: dict[int, list[str]] = {}
    numbered: dict[int, bool] = {}  # by table: is its first column that of the annexes' numbers?
    for index in indexes:
        block = document.blocks[index]
        if block.kind in (Kind.CONTENTS, Kind.FURNITURE, Kind.CAPTION) or heads_list(block.text):
            continue
        label = opens_annex(block.shown)
        labels = [label] if label else []
        if label and not block.cells:
            labels += [plain_label(one) for one in labels_in(block.shown)]  # several in one paragraph
        if not block.cells or numbered.setdefault(block.table, bool(_NUMBERS.match(block.cells[0].text))):
            labels = labels or _bare(block)
        if labels:
            found[index] = labels
    return found


def _bare(block: Block) -> list[str]:
    """The number before a list's item, or in the first cell of a row."""
    text = (block.cells[0].text if block.cells else block.number).strip(" .)")
    labels = [text] if _LETTER.fullmatch(text) else bare_annexes(text)
    return [plain_label(label) for label in labels]
