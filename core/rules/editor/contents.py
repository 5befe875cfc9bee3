"""A table of contents that was not updated: entries that are no heading, pages that are another heading's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...citing.contents_pages import is_contents_heading
from ...model.document import Block, Document, Kind
from ...model.findings import Finding
from ...words.messages import Value
from ...words.text import words
from . import Material, quoted
from .terms import terms

_SHORTEST = 8  # letters by which an entry can be found again
_LONGEST_HEADING = 40  # words of a paragraph that may be what an entry names
_FEWEST = 3  # entries with a page that show how pages are counted
_MOSTLY = 0.6  # of them agree on it
_SLACK = 1  # pages: of a break that Word stored
_LETTERS = re.compile(r"[^\W\d_]+")
_PAGE = re.compile(r"[\s.…_]*(?<![0-9.,-])([0-9]{1,4})\s*$")


class Entry(NamedTuple):
    """block: its index; letters: of its title; page: that it names, or None."""

    block: int
    letters: str
    page: int | None


def entries(document: Document) -> list[Entry]:
    """Without those that were recognised: that misspells."""
    found: list[Entry] = []
    for index, block in enumerate(document.blocks):
        if block.kind is Kind.CONTENTS and block.confidence is None and not is_contents_heading(block):
            text = terms("broken").removed(block.text)  # it stands where the page should
            page = _PAGE.search(text)
            title = text[: page.start()] if page else text
            found.append(Entry(index, _letters(title), int(page[1]) if page else None))
    return found


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold())).replace("ё", "е")


def gone(material: Material) -> Iterator[Finding]:
    """An entry without a heading; those with a criterion's code the check of criteria tells (`stale-contents`)."""
    document = material.document
    named = entries(document)
    if not any(len(one.letters) >= _SHORTEST for one in named):
        return
    coded = {one.block for found in material.sets for one in found.citations if one.kind == "contents"}
    text = "".join(_letters(block.shown) for block in document.blocks if _may_be_named(block))  # one may take two lines
    for entry in named:
        if len(entry.letters) >= _SHORTEST and entry.block not in coded and entry.letters not in text:
            arguments = {"entry": quoted(document.blocks[entry.block].shown)}
            yield Finding("contents-entry-gone", "info", material.place(entry.block), arguments=arguments)


def _may_be_named(block: Block) -> bool:
    if block.kind in (Kind.CONTENTS, Kind.FURNITURE):
        return False
    return block.kind is not Kind.PARAGRAPH or block.emphasis or words(block.text) <= _LONGEST_HEADING


def wrong_pages(material: Material) -> Iterator[Finding]:
    """A page that is not the heading's, where most of the other entries' pages are right by the same count.

    In a Word file only where it stores the breaks between pages that can be believed; those may be off by a page.
    """
    document = material.document
    headings = _headings(document)
    offsets = {
        entry: entry.page - page
        for entry in entries(document)
        if entry.page is not None and (page := headings.get(entry.letters)) is not None
    }
    slack = 0 if document.format == "pdf" else _SLACK
    if len(offsets) < _FEWEST:
        return
    usual, count = Counter(offsets.values()).most_common(1)[0]
    if count < _MOSTLY * len(offsets):
        return
    for entry, offset in offsets.items():
        if abs(offset - usual) > slack and entry.page is not None:
            arguments: dict[str, Value] = {
                "entry": quoted(document.blocks[entry.block].shown),
                "page": entry.page - offset + usual,
            }
            yield Finding("contents-page-wrong", "info", material.place(entry.block), arguments=arguments)


def _headings(document: Document) -> Mapping[str, int]:
    """The page of each heading by its letters; one that stands twice tells nothing."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for block in document.blocks:
        if block.kind is Kind.HEADING and block.place.page is not None:
            letters = _letters(block.shown)
            if letters in found:
                twice.add(letters)
            found[letters] = block.place.page
    return {letters: page for letters, page in found.items() if letters not in twice and len(letters) >= _SHORTEST}
