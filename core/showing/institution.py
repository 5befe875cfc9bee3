"""Whose report it is, as its cover says."""

from __future__ import annotations

from ..model.document import Document, Kind
from ..words.vocabulary import any_of

_COVER = 40  # blocks among which a cover stands
_LONGEST = 120  # characters of a name
_FEWEST, _MOST = 2, 14  # words of a name


def institution_of(document: Document | None) -> str | None:
    """The first line of the cover that names an institution of education; None where none does."""
    if document is None:
        return None
    named, told = any_of("named-institution"), any_of("kind-of-report")
    for block in document.blocks[:_COVER]:
        text = " ".join(block.shown.split())
        if block.kind in (Kind.ROW, Kind.CONTENTS) or len(text) > _LONGEST or text.endswith((":", ".", ";")):
            continue
        if _FEWEST <= len(text.split()) <= _MOST and named.search(text) and not told.search(text):
            return text
    return None
