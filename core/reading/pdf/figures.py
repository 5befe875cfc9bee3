"""Pictures of a PDF that show something, and between which blocks they stand: not the emblem on every page, no scan."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from ...model.document import Block, Kind
from .furniture import Page
from .lines import Box

_LEAST = 113.4**2  # square points: four centimetres by four, as in a Word file (word/pages.py)
_NARROWEST = 40.0  # points: lines and strips along a margin show nothing
_MOST = 0.6  # of the page: more is its ground
_TOUCH = 3.0  # points between the strips that one picture was cut into
_EVERYWHERE = 3  # pages on which a picture stands at the same place: it belongs to the paper


def pictures_among(pages: Sequence[Page], blocks: Sequence[Block]) -> tuple[int, ...]:
    """Before which blocks a picture stands."""
    shown = list(_shown(pages))
    at_place = Counter(tuple(map(round, box)) for _, box in shown)
    ordered = [
        (index, block.place.page or 0, block.place.box[3])
        for index, block in enumerate(blocks)
        if block.kind is not Kind.FURNITURE and block.place.box is not None
    ]
    starts = [page for _, page, _ in ordered]
    found = set()
    for number, box in shown:
        if at_place[tuple(map(round, box))] < _EVERYWHERE:
            middle = (box[1] + box[3]) / 2
            later = ordered[bisect_left(starts, number) :]
            at = next((index for index, page, top in later if page > number or top <= middle), len(blocks))
            found.add(at)
    return tuple(sorted(found))


def _shown(pages: Sequence[Page]) -> Iterator[tuple[int, Box]]:
    """The page and box of each picture that is large enough, on pages that could be read."""
    for page in pages:
        if page.unreadable is None and page.confidence is None and page.pictures:
            room = max((page.box[2] - page.box[0]) * (page.box[3] - page.box[1]), 1.0)
            for box in _whole(page.pictures):
                wide, high = box[2] - box[0], box[3] - box[1]
                if min(wide, high) >= _NARROWEST and _LEAST <= wide * high <= _MOST * room:
                    yield page.number, box


def _whole(boxes: Sequence[Box]) -> list[Box]:
    """Pictures that were cut into strips, put together again."""
    made: list[Box] = []
    for box in sorted(boxes, key=lambda one: (-one[3], one[0])):
        for number, other in enumerate(made):
            if _touch(box, other):
                made[number] = (
                    min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])
                )  # fmt: skip
                break
        else:
            made.append(box)
    return made


def _touch(one: Box, other: Box) -> bool:
    return all(one[side] - _TOUCH <= other[side + 2] and other[side] - _TOUCH <= one[side + 2] for side in (0, 1))
