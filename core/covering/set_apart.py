"""Lines set apart from the text around them that are no headings: bold ones, titles that run into a text, capitals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Literal, NamedTuple

from ..citing.labels import is_label
from ..model.document import Document, Kind

_TITLE = 8  # words of a line set apart that looks like a heading
_ANSWER = 30  # words of an answer behind which a line set apart begins something else
_BODY = 200  # characters of a paragraph of body text
_ENDS_TITLE = ".:–—"
_LABEL = re.compile(r"[^\W\d_][^.:;!?()\n]{2,60}:\s+(?=[^\W\d_])")

Look = Literal["bold", "run-in", "capitals", "label"]


class Title(NamedTuple):
    """look: how it is set apart; a label is not, but stands before a colon."""

    look: Look
    text: str


class SetApart:
    """openings: the blocks that open a criterion's text; standards: those that open a standard."""

    def __init__(self, document: Document, openings: Iterable[int], standards: Iterable[int]) -> None:
        self.document = document
        self.openings, self.standards = sorted(openings), sorted(standards)

    @cached_property
    def emphasis_tells(self) -> bool:
        """Body text is not itself set in bold: what is set apart then differs from it."""
        long = [b for b in self.document.blocks if b.kind is Kind.PARAGRAPH and len(b.shown) >= _BODY]
        return sum(block.emphasis for block in long) * 2 <= len(long)

    def title(self, index: int) -> Title | None:
        """The title that a paragraph is, or begins with."""
        block = self.document.blocks[index]
        if block.kind is not Kind.PARAGRAPH:
            return None
        shown = block.shown
        if self._short(shown) and shown[-1:] not in ".:;?,":
            if block.emphasis and self.emphasis_tells:
                return Title("bold", shown)
            if shown.isupper() and " " in shown:
                return Title("capitals", shown)
        run_in = block.text[: block.run_in].rstrip()
        if self._short(run_in) and run_in[-1] in _ENDS_TITLE:
            return Title("run-in", run_in.rstrip(" .:–—"))
        label = _LABEL.match(shown)
        return Title("label", label.group().rstrip(": ")) if label and self._short(label.group()) else None

    @staticmethod
    def _short(text: str) -> bool:
        return 0 < len(text.split()) <= _TITLE

    def sums_up(self, index: int, answer: str) -> bool:
        """A line set apart behind the finished sentence that answers a standard's last criterion: what follows is
        nobody's, unless answers above have parts that are set apart in the same way."""
        title = self.title(index)
        if title is None or title.look == "label" or is_label(title.text) or title.look in self.habits:
            return False
        return self.answered_shortly(index, answer)

    def answered_shortly(self, index: int, answer: str) -> bool:
        """No further criterion opens in the standard, and the answer to the last one is a finished sentence or two."""
        answer = answer.rstrip()
        return answer[-1:] in ".!…" and len(answer.split()) <= _ANSWER and self.ends_chapter(index)

    def ends_chapter(self, index: int) -> bool:
        """No further criterion opens in the standard."""
        following = bisect_right(self.openings, index)
        if following == len(self.openings):
            return True
        return bisect_right(self.standards, index) < bisect_right(self.standards, self.openings[following])

    @cached_property
    def habits(self) -> frozenset[Look]:
        """How parts of answers are set apart: between two openings of one standard."""
        opens = frozenset([*self.openings, *self.standards])
        first = self.openings[0] if self.openings else len(self.document.blocks)
        found = (
            title.look
            for index in range(first, len(self.document.blocks))
            if index not in opens and (title := self.title(index)) is not None and not self.ends_chapter(index)
        )
        return frozenset(found)
