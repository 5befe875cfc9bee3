"""What people left in a Word file beside its text: revisions that nobody accepted yet, and comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from ...words.text import clean
from .xml import DELETED, FALLBACK, GONE, INSERTED, MOVED_FROM, MOVED_TO, TEXT, TXBX, P, W

_REVISIONS: Mapping[object, str] = {
    DELETED: "deleted",
    MOVED_FROM: "moved",
    INSERTED: "inserted",
    MOVED_TO: "moved",
    W + "cellIns": "inserted",
    W + "cellDel": "deleted",
    **{W + f"{what}PrChange": "formatted" for what in ("r", "p", "tbl", "tr", "tc", "sect")},
}
_BEGINS, _REFERS = W + "commentRangeStart", W + "commentReference"
_UNSEEN = GONE | {FALLBACK, TXBX}


class Revision(NamedTuple):
    """kind: inserted, deleted, moved or formatted; at: the paragraph (w:p) in or behind which it stands."""

    kind: str
    author: str
    at: etree._Element | None


class Comment(NamedTuple):
    """at: the paragraph (w:p) to which it was made."""

    id: str
    author: str
    text: str
    at: etree._Element | None


def revisions(root: etree._Element) -> Iterator[Revision]:
    """Of the main text, in its order; what stands inside a deletion is part of it."""
    at: etree._Element | None = None
    for element in root.iter(P, *map(str, _REVISIONS)):
        if any(outer.tag in _UNSEEN for outer in element.iterancestors()):
            continue
        if element.tag == P:
            at = element
        else:
            yield Revision(_REVISIONS[element.tag], clean(element.get(W + "author") or ""), at)


def comments(root: etree._Element, tree: etree._Element | None) -> Iterator[Comment]:
    """tree: the part that holds them. What nothing refers to is not shown."""
    places: dict[str, etree._Element | None] = {}
    for mark in root.iter(_BEGINS, _REFERS):
        places.setdefault(mark.get(W + "id") or "", next(mark.iterancestors(P), None))
    for item in () if tree is None else tree.iter(W + "comment"):
        id = item.get(W + "id") or ""
        if id in places:
            text = clean(" ".join(piece.text or "" for piece in item.iter(TEXT)))
            yield Comment(id, clean(item.get(W + "author") or ""), text, places[id])
