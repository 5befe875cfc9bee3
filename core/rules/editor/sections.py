"""Headings under which nothing stands."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.document import Block, Document, Kind
from ...model.findings import Finding
from ...words.text import words
from ..annex_labels import opens_annex
from ..annex_lists import heads_list
from . import Material, quoted
from .terms import terms

_PROSE = 20  # words of the first paragraph of the report itself; what stands before is the cover
_LONGEST = 25  # words of a heading
_BLANK = "___"
_ROOM = 60.0  # points between two headings on a page: a drawing may stand there


def empty(material: Material) -> Iterator[Finding]:
    """A heading followed at once by one of the same or a higher rank, or by the end; criteria tell theirs."""
    document = material.document
    blocks = document.blocks
    begun = next(
        (i for i, block in enumerate(blocks) if block.kind is not Kind.CONTENTS and _speaks(block)), len(blocks)
    )
    pictures = set(document.pictures or ())
    gaps = {gap.at for gap in document.unreadable}
    for section in document.sections:
        if section.heading is None or section.heading < begun:
            continue
        after = section.heading + 1
        if any(block.kind is not Kind.FURNITURE for block in blocks[after : section.end]):
            continue
        if {after, section.end} & (pictures | gaps) or not _stands_alone(document, section.heading, section.end):
            continue
        if section.heading not in material.keyed and not _has_below(document, section.heading):
            heading = blocks[section.heading]
            yield Finding("section-empty", "warning", heading.place, arguments={"heading": quoted(heading.shown)})


def _has_below(document: Document, heading: int) -> bool:
    """Something that was read before it stands below it on its page all the same: a table, say."""
    own = document.blocks[heading].place
    for block in reversed(document.blocks[:heading]):
        if block.place.page != own.page or own.box is None:
            return False
        if block.kind is not Kind.FURNITURE and block.place.box is not None and block.place.box[3] <= own.box[1]:
            return True
    return False


def _speaks(block: Block) -> bool:
    return block.kind is not Kind.HEADING and words(block.shown) >= _PROSE


def _stands_alone(document: Document, index: int, end: int) -> bool:
    """It is a heading and no half of one, no line set in bold, no name of an annex that is a file of its own."""
    heading = document.blocks[index]
    text = heading.shown
    if not any(map(str.isalpha, text)) or words(text) > _LONGEST or text[-1:] in ".;,!?" or text[:1].islower():
        return False
    if opens_annex(text) or heads_list(text) or _is_signed(text):
        return False
    return end >= len(document.blocks) or _separate(heading, document.blocks[end])


def _is_signed(text: str) -> bool:
    """A line for a signature or a day: "Rector ________ A. Smith"."""
    return _BLANK in text or terms("signed").match(text) is not None


def _separate(heading: Block, following: Block) -> bool:
    """The next heading does not go on with this one, and no drawing has room between them."""
    if following.shown[:1].islower():
        return False
    above, below = heading.place, following.place
    if above.box is None or below.box is None:
        return True
    return above.page == below.page and above.box[1] - below.box[3] < _ROOM
