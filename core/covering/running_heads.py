"""Running heads and feet that name the criteria of their pages: which text stands under which of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..citing.citations import Citations
from ..citing.contents_pages import is_contents_heading
from ..model.codes import Code
from ..model.coverage import Citation, Piece
from ..model.document import Document, Kind
from ..model.places import Place

_FEW_CODES = 6  # of one head; more are an overview
_TEXTS = (Kind.PARAGRAPH, Kind.ITEM, Kind.BOX)
_FEWEST = 2  # heads with codes of their own from which on they are how the report cites


class Headed(NamedTuple):
    """A running head with the text of its pages."""

    citation: Citation
    codes: tuple[Code, ...]
    pieces: tuple[Piece, ...]


def headed(document: Document, citations: Citations) -> Iterator[Headed]:
    """The texts under running heads that name criteria, where several do so and their codes rise with the pages.

    A head holds from where it first stands to where the next one does, and not beyond the chapter it begins in.
    """
    heads = _heads(document, citations)
    codes = [citation.codes[0] for _, citation in heads]
    if len(heads) < _FEWEST or codes != sorted(set(codes)):
        return
    ends = (*(start for start, _ in heads[1:]), len(document.blocks))
    for (start, citation), end in zip(heads, ends, strict=True):
        blocks = _under(document, citations, range(start, end))
        yield Headed(citation, citation.codes, tuple((at, -1) for at in blocks))


def _heads(document: Document, citations: Citations) -> list[tuple[int, Citation]]:
    """Each running head with codes and the block above which it first stands, in the order of the text."""
    named = [one for one in citations.counted if one.kind == "furniture" and len(one.codes) <= _FEW_CODES]
    texts: dict[str, list[int]] = {}  # by file
    for at, block in enumerate(document.blocks):
        if block.kind in (Kind.HEADING, *_TEXTS):
            texts.setdefault(block.place.file, []).append(at)
    found: dict[int, Citation] = {}
    for one in named:
        place = document.blocks[one.block].place
        own = texts.get(place.file, [])
        first = bisect_left(own, _position(place), key=lambda at: _position(document.blocks[at].place))
        if first < len(own):
            found.setdefault(own[first], one)
    return sorted(found.items())


def _position(place: Place) -> int:
    """A number that grows with the text: the page of a PDF, the paragraph of a Word file. A Word file's first running
    head has none, and stands above all of the text."""
    return (place.page if place.page_source == "pdf" else place.paragraph) or 0


def _under(document: Document, citations: Citations, blocks: Sequence[int]) -> Iterator[int]:
    """The paragraphs of a stretch, up to the heading of another chapter or of the contents."""
    top = min((block.level for block in document.blocks if block.kind is Kind.HEADING), default=0)
    begun = False
    for at in blocks:
        block = document.blocks[at]
        chapter = at in citations.standards or (block.kind is Kind.HEADING and block.level == top)
        if begun and (chapter or is_contents_heading(block)):
            return
        if block.kind in _TEXTS:
            begun = True
            yield at
