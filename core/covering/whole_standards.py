"""What is said of a standard as a whole, behind the answer to its last criterion: it answers none of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import takewhile

from ..model.codes import Code
from ..model.coverage import Citation
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from .set_apart import SetApart

_LOOKED_BACK = 2  # criteria of the standard that a paragraph names which looks back on it


class WholeStandards:
    """Where texts on whole standards stand in a document.

    headings: of the standards; opened: by block what opens a criterion's text; in_text: by block what running text
    cites in passing; placed: codes with a place of their own; closing: the blocks that begin to sum up, by their labels
    """

    def __init__(
        self,
        document: Document,
        standards: StandardSet,
        headings: Collection[int],
        opened: Mapping[int, Citation],
        in_text: Mapping[int, Sequence[Citation]],
        placed: frozenset[Code],
        apart: SetApart,
        closing: frozenset[int],
    ) -> None:
        self.document, self.criteria, self.headings = document, standards.criteria, headings
        self.opened, self.in_text, self.placed = opened, in_text, placed
        self.apart, self.closing = apart, closing

    @cached_property
    def begins(self) -> frozenset[int]:
        """Where such a text begins without a label, behind the short answer to the last criterion."""
        return frozenset(at for one in self.opened.values() if (at := self._summed_up(one)) is not None)

    @cached_property
    def blocks(self) -> frozenset[int]:
        """Such texts, each up to the next opening or heading."""
        found = set[int]()
        for start in (*self.begins, *self.closing):
            found.add(start)
            rest = range(start + 1, self._next(start))
            found.update(takewhile(lambda index: self.document.blocks[index].kind is not Kind.HEADING, rest))
        return frozenset(found)

    def _summed_up(self, opening: Citation) -> int | None:
        blocks, start = self.document.blocks, opening.block
        heading = blocks[start].kind is Kind.HEADING
        first = start + 1 if heading else start
        answer = blocks[first].shown[0 if heading else opening.end :] if first < len(blocks) else ""
        for index in range(first + 1, self._next(start)):
            if self.apart.sums_up(index, answer):
                return index
            if self._looks_back(index, opening.codes) and self.apart.answered_shortly(index, answer):
                return index
        return None

    def _next(self, start: int) -> int:
        """The next block that opens a criterion's text or a standard."""
        others = range(start + 1, len(self.document.blocks))
        return next((index for index in others if index in self.opened or index in self.headings), others.stop)

    def _looks_back(self, index: int, codes: Sequence[Code]) -> bool:
        """The paragraph names several other criteria of the standard, answered above, and not its own."""
        named = {code for one in self.in_text.get(index, ()) for code in one.codes}
        of = {self.criteria[code].standard for code in (*named, *codes) if code in self.criteria}
        return len(named) >= _LOOKED_BACK and named <= self.placed and named.isdisjoint(codes) and len(of) == 1
