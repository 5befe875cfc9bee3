"""One chapter, cut as if its codes opened their answers, or closed them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from ..citing.closing_parts import closing_label
from ..citing.labels import is_label
from ..model.codes import Code
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import annexes, narrative_words
from .hypotheses import Claim, Convention, Hypothesis
from .marks import Mark, by_block, sends_elsewhere

_LEAST_A_CODE = 10  # words for each code of a mark: a range at the end of a short sentence answers none of its codes
SAID = "doubt.said"
SHORT_ENTRY = 30  # words of an entry in a list of annexes, at most


def block_of(mark: Mark) -> int:
    return mark.block


class _Owned(NamedTuple):
    """Words that belong to a mark. block: where they stand, or the mark that claimed them."""

    block: int
    mark: Mark
    words: int


class ChapterCut:
    """A chapter about to be cut.

    placed: codes that have a place of their own somewhere; closing: blocks that begin what is said of a standard as a
    whole; answers: paragraphs that name one criterion inside, and answer it
    """

    def __init__(
        self,
        document: Document,
        standards: StandardSet,
        marks: Sequence[Mark],
        placed: frozenset[Code],
        closing: frozenset[int],
        answers: frozenset[int],
        start: int,
        end: int,
    ) -> None:
        self.document, self.start, self.end, self.answers = document, start, end, answers
        self.closing_parts = closing
        self.enough = standards.enough_words("")
        self.marks, self.at, self.placed = marks, by_block(marks), placed
        texts = [i for i in range(start, end) if document.blocks[i].kind in (Kind.PARAGRAPH, Kind.ITEM)]
        self.words = {i: self._narrative(i) for i in texts}
        self.bounds = [i for i in range(start, end) if self._bound(i)]
        self.closing = sum(mark.kind == "closer" for mark in marks) > sum(mark.kind == "opener" for mark in marks)

    def _narrative(self, index: int) -> int:
        """Narrative words of a paragraph before the mark that closes it."""
        block = self.document.blocks[index]
        last = self.at[index][-1] if index in self.at else None
        return block.narrative if last is None or last.kind == "opener" else narrative_words(block.shown[: last.start])

    @property
    def has_lines_and_closers(self) -> bool:
        return {True, False} == {mark.opens_or_closes for mark in self.marks if mark.kind != "opener"}

    def hypothesis(self, kind: Convention, *, lines_open: bool = False) -> Hypothesis:
        """The chapter cut as if its codes opened, or closed, their answers; lines_open: those at the end of a paragraph
        close it, those on a line of their own open what follows."""
        owned, claims = self._walk(kind, lines_open)
        of_codes: dict[Code, int] = {}
        for _, mark, words in owned:
            for code in mark.codes:
                of_codes[code] = of_codes.get(code, 0) + words
        codes = {code for mark in self.marks for code in mark.codes}
        answered = sum(of_codes.get(code, 0) >= self.enough for code in codes)
        total = sum(words for _, _, words in owned)
        return Hypothesis(kind, tuple(claims), total, sum(self.words.values()), answered, len(codes))

    def _walk(self, kind: Convention, lines_open: bool) -> tuple[list[_Owned], list[Claim]]:
        """Who owns how many words, and what closing marks claim."""
        owned: list[_Owned] = []
        claims: list[Claim] = []
        owner: Mark | None = None
        pending: list[int] = []  # text since the last heading or mark, an opener's own paragraph apart
        for index in range(self.start, self.end):
            marks = self.at.get(index, [])
            mark = marks[0] if marks else None
            if self._parts_texts(index, mark):
                label = mark is None and is_label(self.document.blocks[index].shown)
                if not label or self._sums_up_in_a_list(index):
                    owner, pending = mark, []
                continue
            closes = kind == "closes" and not (lines_open and mark is not None and mark.opens_or_closes)
            closed = self._claims(marks, owner, pending, claims) if closes else []
            if closed:
                claims += closed
                taken = {block for claim in closed for block in claim.blocks}
                first = bisect_left(owned, min(taken), key=lambda one: one.block)
                owned[first:] = [one for one in owned[first:] if one.block not in taken]
                owned += [_Owned(index, claim.mark, self._claimed(claim)) for claim in closed]
                owner, pending = None, []
            elif mark is not None and mark.kind not in ("closer", "note"):
                owner, pending = None if self._sends_elsewhere(mark) else mark, []
                claims += self._opened(index, mark)
                if mark.kind == "opener" and index in self.words:
                    owned.append(_Owned(index, mark, self.words[index]))
            elif index in self.answers and owner is None:
                pending = []
            elif index in self.words:
                pending.append(index)
                if owner is not None:
                    owned.append(_Owned(index, owner, self.words[index]))
        return owned, claims

    def _sends_elsewhere(self, mark: Mark) -> bool:
        """An opening that says where, or when, its codes are answered: the text below is not theirs."""
        return sends_elsewhere(self.document.blocks[mark.block].shown[mark.citation.end :])

    def _claimed(self, claim: Claim) -> int:
        others = sum(self.words.get(block, 0) for block in claim.blocks if block != claim.mark.block)
        return others + self._own(claim.mark, claim.begin)

    def _own(self, mark: Mark, begin: int) -> int:
        """Words of the mark's own paragraph, from where its text begins."""
        return narrative_words(self.document.blocks[mark.block].shown[begin : mark.start])

    def _claims(
        self, marks: Sequence[Mark], owner: Mark | None, pending: Sequence[int], sooner: Sequence[Claim]
    ) -> list[Claim]:
        """What the marks of one block claim, each the text behind the one before it."""
        found: list[Claim] = []
        for mark in marks:
            begin = found[-1].mark.end if found else 0
            free = pending if owner is None else self._behind(owner, pending)
            claim = self._claim(mark, begin, owner, free, chain(sooner, found))
            if claim is not None:
                found.append(claim._replace(inside=owner is not None))
                owner, pending = None, []
        return found

    def _behind(self, owner: Mark, pending: Sequence[int]) -> Sequence[int]:
        """What can be another's of the text behind an opener: not the first of it where the opener has none itself."""
        if owner.kind == "opener" and narrative_words(self.document.blocks[owner.block].shown[owner.citation.end :]):
            return pending if owner.citation.kind != "heading" else pending[1:]
        return pending[1:]

    def _opened(self, index: int, mark: Mark) -> list[Claim]:
        """What a line of codes claims that stands above its text."""
        above = mark.kind == "line" and mark.citation.kind in ("inline", "range")
        return [Claim(mark, self._below(index), "", "opens")] if above else []

    def _parts_texts(self, index: int, mark: Mark | None) -> bool:
        """A heading, or what closes a standard: no text goes on behind it."""
        is_heading = self.document.blocks[index].kind is Kind.HEADING
        return index in self.closing_parts or (is_heading and (mark is None or mark.kind != "line"))

    def _sums_up_in_a_list(self, index: int) -> bool:
        """ "Strengths and weaknesses" above a list: an item that names criteria says nothing of the text above."""
        below = self.document.blocks[index + 1 : index + 2]
        return bool(closing_label(self.document.blocks[index].shown)) and any(b.kind is Kind.ITEM for b in below)

    def _claim(
        self, mark: Mark, begin: int, owner: Mark | None, pending: Sequence[int], claims: Iterable[Claim]
    ) -> Claim | None:
        """What a mark claims if marks close their texts; None where it claims nothing."""
        index = mark.block
        if mark.kind == "opener":
            return None
        own = self._own(mark, begin)
        words = own + sum(self.words[block] for block in pending)
        if owner is not None and (set(mark.codes) <= set(owner.codes) or not self._goes_on(mark, owner, words)):
            return None
        if mark.kind == "note":
            noted = self._noted(pending) if owner is None else ()
            worth = self._worth(mark, sum(self.words[block] for block in noted))
            return Claim(mark, noted) if noted and worth and not set(mark.codes) & self.placed else None
        if mark.kind == "line":
            alone = owner is None or mark.bracketed
            return Claim(mark, (*pending, index)) if alone and pending and self._worth(mark, words) else None
        if self._is_entry(index) or (mark.refers and not any(not claim.mark.refers for claim in claims)):
            return None
        if mark.said and (set(mark.codes) & self.placed or own < self.enough):
            return None
        if not self.closing:
            mark = mark._replace(codes=tuple(code for code in mark.codes if code not in self.placed))
            if not mark.codes:
                return None
        return self._of_text(mark, begin, own, pending)

    def _noted(self, pending: Sequence[int]) -> tuple[int, ...]:
        """The paragraph that a footnote stands at; where that alone is too short with those before it, up to one that
        has a footnote of its own."""
        noted = list(pending[-1:])
        if not noted or self.words[noted[0]] >= self.enough:
            return tuple(noted)
        for index in reversed(pending[:-1]):
            if any(block.kind is Kind.NOTE for block in self.document.blocks[index + 1 : noted[0]]):
                break
            noted.insert(0, index)
        return tuple(noted)

    def _of_text(self, mark: Mark, begin: int, own: int, pending: Sequence[int]) -> Claim | None:
        """The text in front of a mark: its own paragraph, or with what stands before where that alone is too short."""
        doubt = "doubt.refers" if mark.refers else SAID if mark.said else ""
        listed = self._listed(mark.block, pending)
        own += sum(self.words[block] for block in listed)
        whole = own + sum(self.words[block] for block in pending if block not in listed)
        if own >= self.enough or whole < self.enough:
            ends = own < self.enough and self._ends_section(mark.block)
            blocks = (*(pending if ends else listed), mark.block)
            return Claim(mark, blocks, doubt, begin=begin) if self._worth(mark, whole if ends else own) else None
        first = pending[0] - 1
        if first in self.at and self.at[first][-1].kind == "closer":
            first = -1  # another answer ends right above: nothing else can begin there
        doubt = doubt or ("doubt.closes-section" if first >= 0 else "")
        return Claim(mark, (*pending, mark.block), doubt, begin=begin) if self._worth(mark, whole) else None

    def _listed(self, index: int, pending: Sequence[int]) -> tuple[int, ...]:
        """The items before a closing item, and the paragraph that introduces them: one text."""
        blocks = self.document.blocks
        if blocks[index].kind is not Kind.ITEM:
            return ()
        listed: list[int] = []
        for block in reversed(pending):
            listed.insert(0, block)
            if blocks[block].kind is not Kind.ITEM:
                break
        return tuple(listed)

    def _below(self, index: int) -> tuple[int, ...]:
        """The text below a line, up to the next heading, mark, or part that sums up."""
        blocks = [index]
        for following in range(index + 1, self.end):
            if self._bound(following) or following in self.at or following in self.closing_parts:
                break
            if following in self.words:
                blocks.append(following)
        return tuple(blocks)

    @staticmethod
    def _worth(mark: Mark, words: int) -> bool:
        return len(mark.codes) == 1 or words >= _LEAST_A_CODE * len(mark.codes)

    def _goes_on(self, mark: Mark, owner: Mark, own: int) -> bool:
        """A closing mark inside an opener's text carries the order of the codes on, and has no place elsewhere."""
        if mark.refers or set(mark.codes) & self.placed or own < self.enough:
            return False
        following = bisect_right(self.marks, mark.block, key=block_of)
        ahead = following == len(self.marks) or self.marks[following].codes[0] > mark.codes[0]
        return owner.codes[-1] < mark.codes[0] and ahead

    def _ends_section(self, index: int) -> bool:
        """The next text stands under another heading, and this is the only mark since the last one."""
        last = bisect_left(self.bounds, index) - 1
        before = self.bounds[last] if last >= 0 else self.start
        after = next((i for i in range(index + 1, self.end) if i in self.words or self._bound(i)), self.end)
        marked = bisect_left(self.marks, index, key=block_of) > bisect_right(self.marks, before, key=block_of)
        return not marked and (after == self.end or self._bound(after))

    def _bound(self, index: int) -> bool:
        return self.document.blocks[index].kind is Kind.HEADING

    def _is_entry(self, index: int) -> bool:
        """An entry of a list of annexes («Приложение 7. Положение (3.2.1)»)."""
        return self.words[index] <= SHORT_ENTRY and bool(annexes(self.document.blocks[index].shown[:40]))
