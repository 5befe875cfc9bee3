"""What became of an earlier panel's recommendations, told under a heading of its own: its codes answer no criterion."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..model.coverage import Citation
from ..model.document import Document, Kind
from ..words.vocabulary import COLUMN_HEADS

_LONGEST_TITLE = 15  # words
_OPENING = ("heading", "lead")


def earlier_visits(document: Document, standards: Collection[int], found: Sequence[Citation]) -> frozenset[int]:
    """The blocks under headings such as "How the recommendations of the last panel were fulfilled".

    standards: the headings that open one. Where most texts that codes open would stand there, the heading governs less
    than its rank says.
    """
    opened = [one.block for one in found if one.kind in _OPENING and not one.refused and one.codes and one.cell is None]
    told = frozenset(_told(document, standards, {one.block for one in found if one.codes}))
    return told if 2 * sum(block in told for block in opened) < len(opened) else frozenset()


def only_told(found: Sequence[Citation], told: Collection[int]) -> list[Citation]:
    """The citations; those that open a text there are mentions."""
    return [
        one._replace(kind="inline") if one.block in told and one.kind in _OPENING and one.cell is None else one
        for one in found
    ]


def _told(document: Document, standards: Collection[int], coded: Collection[int]) -> Iterator[int]:
    level = 0  # of the heading whose section it is; 0: none
    for index, block in enumerate(document.blocks):
        if index in standards or (block.kind is Kind.HEADING and 0 < block.level <= level):
            level = 0
        if not level and block.kind is Kind.HEADING and index not in standards and index not in coded:
            level = block.level if _titles(block.shown) else 0
        elif level:
            yield index


def _titles(shown: str) -> bool:
    if len(shown.split()) > _LONGEST_TITLE:
        return False
    return COLUMN_HEADS.says(shown, "earlier") and COLUMN_HEADS.says(shown, "panel")
