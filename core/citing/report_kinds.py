"""What kind of report a document is by what it calls itself on its first pages: self-assessment, or the experts'."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ..model.document import Block, Document, Kind
from ..words.vocabulary import any_of

ReportKind = Literal["self-assessment", "experts"]
_FRONT = 40  # blocks within which a report says what it is
_LONGEST_TITLE = 25  # words: a title, no sentence that speaks of another report


def kind_of_report(document: Document) -> tuple[ReportKind, int] | None:
    """How a report calls itself, and the block that does so; None where it does not."""
    front = ((index, block) for index, block in enumerate(document.blocks[:_FRONT]) if _may_be_title(block))
    return kind_by_titles((index, block.shown) for index, block in front)


def kind_by_titles(titles: Iterable[tuple[int, str]]) -> tuple[ReportKind, int] | None:
    """The same by lines of text, numbered; the first that names a kind decides."""
    for index, title in titles:
        if len(title.split()) > _LONGEST_TITLE:
            continue
        if any_of("self_report").search(title):
            return "self-assessment", index
        if any_of("expert_report").search(title):
            return "experts", index
    return None


def _may_be_title(block: Block) -> bool:
    """A heading, or a line that ends no sentence."""
    if block.kind is Kind.HEADING:
        return True
    return block.kind in (Kind.PARAGRAPH, Kind.BOX) and block.shown.rstrip()[-1:] not in (".", ";", ",", ":")
