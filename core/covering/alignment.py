"""Whose text is whose in a chapter: do codes open their answers here, or close them?

Each chapter is cut twice, once as if codes opened their answers and once as if they closed them; the cut under which
more of the text belongs to somebody, and more of the codes have a text, is the one that its author meant. Where
nothing speaks for closing, codes open: most reports are written so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from ..citing.citations import Citations
from ..citing.closing_parts import closing_parts
from ..citing.structure import is_label
from ..model.codes import Code
from ..model.coverage import ChapterCuts, Cut
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import annexes, narrative_words
from .marks import Mark, by_block, marks_of

Convention = Literal["opens", "closes"]
_LEAST_A_CODE = 10  # words for each code of a mark: a range at the end of a short sentence answers none of its codes
_LEAD = 0.05  # by which closing must be ahead of opening, as a share of text and codes
_SURE_LEAD = 0.25  # from here on nobody would read the chapter the other way
_ALTERNATING = 2  # marks that close a text among openers before that is a habit
_SHORT_ENTRY = 30  # words of an entry in a list of annexes, at most


class Claim(NamedTuple):
    """A text that a mark claims: one that closes it, or a line that says what the text below it answers.

    blocks: in order, the mark's own among them; doubt: message id "doubt.*", or ""
    """

    mark: Mark
    blocks: tuple[int, ...]
    doubt: str = ""
    kind: Convention = "closes"


@dataclass(frozen=True)
class Hypothesis:
    """One way to cut a chapter. owned, words: narrative words that belong to a code, and all; codes: with a text."""

    kind: Convention
    claims: tuple[Claim, ...]
    owned: int
    words: int
    answered: int
    codes: int

    @property
    def score(self) -> float:
        """0 to 2: the share of the text that belongs to somebody, and the share of the codes that have a text."""
        return self.owned / max(self.words, 1) + self.answered / max(self.codes, 1)


@dataclass(frozen=True)
class Chapter:
    """blocks: first and end; the hypotheses of which the first was taken."""

    start: int
    end: int
    hypotheses: tuple[Hypothesis, ...]

    @property
    def lead(self) -> float:
        """How far the taken hypothesis is ahead of the other."""
        taken, *others = self.hypotheses
        return taken.score - max((other.score for other in others), default=0.0)


@dataclass(frozen=True)
class Alignment:
    """The chapters in which closing marks may stand, and what these claim, by the mark's block."""

    chapters: tuple[Chapter, ...]
    claims: Mapping[int, Claim]
    claimed: frozenset[int] = frozenset()  # blocks
    closing: frozenset[int] = frozenset()  # blocks that begin what is said of a standard as a whole


def align(document: Document, standards: StandardSet, citations: Citations) -> Alignment:
    """Cuts every chapter of the document that has marks."""
    marks = marks_of(document, citations)
    placed = _placed(citations, marks)
    bounds = list(_chapters(document, citations))
    closing = _closing(document, citations, marks, bounds)
    chapters = []
    for start, end in bounds:
        own = marks[bisect_left(marks, start, key=_block) : bisect_left(marks, end, key=_block)]
        if any(mark.kind != "opener" for mark in own):
            chapters.append(_chapter(_Cut(document, standards, own, placed, closing, start, end)))
    claims = {claim.mark.block: claim for chapter in chapters for claim in chapter.hypotheses[0].claims}
    claimed = frozenset(block for claim in claims.values() for block in claim.blocks)
    return Alignment(tuple(chapters), claims, claimed, closing)


def cuts(document: Document, alignment: Alignment) -> Iterator[ChapterCuts]:
    """How each chapter was read, for those who ask why."""
    for one in alignment.chapters:
        tried = tuple(Cut(h.kind, h.owned, h.words, h.answered, h.codes) for h in one.hypotheses)
        yield ChapterCuts(one.start, one.end, document.blocks[one.start].place, tried)


def _block(mark: Mark) -> int:
    return mark.block


def _closing(
    document: Document, citations: Citations, marks: Iterable[Mark], bounds: Iterable[tuple[int, int]]
) -> frozenset[int]:
    opens = {one.block for one in citations.counted if one.kind in ("row", "note", "box")}
    opens |= {mark.block for mark in marks if mark.kind != "closer" or _is_text(document, mark)}
    chapters = {index: end for start, end in bounds for index in range(start, end)}
    return closing_parts(document, opens, chapters)


def _is_text(document: Document, mark: Mark) -> bool:
    """A closing mark behind a text, not behind an entry of a list."""
    return not mark.refers and narrative_words(document.blocks[mark.block].shown) > _SHORT_ENTRY


def _chapter(cut: _Cut) -> Chapter:
    opens, closes = cut.hypothesis("opens"), cut.hypothesis("closes")
    lead = closes.score - opens.score
    better = lead >= _LEAD or (closes.owned >= opens.owned and closes.answered > opens.answered)
    if not any(claim.kind == "closes" for claim in closes.claims) or not better:
        return Chapter(cut.start, cut.end, (opens, closes))
    if lead < _SURE_LEAD and any(claim.mark.kind == "line" and claim.kind == "closes" for claim in closes.claims):
        lines = [claim._replace(doubt=claim.doubt or "doubt.close-call") for claim in closes.claims]
        closes = Hypothesis("closes", tuple(lines), closes.owned, closes.words, closes.answered, closes.codes)
    return Chapter(cut.start, cut.end, (closes, opens))


def _placed(citations: Citations, marks: Iterable[Mark]) -> frozenset[Code]:
    """Codes that open a text, key a row or head a box somewhere: a mention elsewhere is no answer to them."""
    openers = {code for mark in marks if mark.kind == "opener" for code in mark.codes}
    others = {code for one in citations.counted if one.kind in ("row", "note", "box") for code in one.codes}
    return frozenset(openers | others)


def _chapters(document: Document, citations: Citations) -> Iterator[tuple[int, int]]:
    """From one heading of the highest rank, or of a standard, to the next."""
    headings = [index for index, block in enumerate(document.blocks) if block.kind is Kind.HEADING]
    top = min((document.blocks[index].level for index in headings), default=0)
    starts = [at for at in headings if document.blocks[at].level == top or at in citations.standards]
    bounds = sorted({0, *starts, *citations.standards, len(document.blocks)})
    yield from pairwise(bounds)


class _Cut:
    """A chapter about to be cut. placed: see _placed()."""

    def __init__(
        self,
        document: Document,
        standards: StandardSet,
        marks: Sequence[Mark],
        placed: frozenset[Code],
        closing: frozenset[int],
        start: int,
        end: int,
    ) -> None:
        self.document, self.start, self.end = document, start, end
        self.closing_parts = closing
        self.enough = standards.enough_words("")
        self.marks, self.at, self.placed = marks, by_block(marks), placed
        texts = [i for i in range(start, end) if document.blocks[i].kind in (Kind.PARAGRAPH, Kind.ITEM)]
        self.words = {i: narrative_words(self._narrative(i)) for i in texts}
        self.closing = sum(mark.kind == "closer" for mark in marks) > sum(mark.kind == "opener" for mark in marks)

    def _narrative(self, index: int) -> str:
        shown = self.document.blocks[index].shown
        mark = self.at.get(index)
        return shown if mark is None or mark.kind == "opener" else shown[: mark.start]

    def hypothesis(self, kind: Convention) -> Hypothesis:
        """The chapter cut as if its codes opened, or closed, their answers."""
        refused: frozenset[int] = frozenset()
        owners, claims = self._walk(kind, refused)
        among = [claim for claim in claims if claim.mark.block in self._between]
        closing = [claim for claim in claims if claim.kind == "closes"]
        if closing and len(among) < _ALTERNATING and len(among) == len(closing) and not self.closing:
            owners, claims = self._walk(kind, frozenset(claim.mark.block for claim in among))
        of_codes: dict[Code, int] = {}
        for block, mark in owners.items():
            for code in mark.codes:
                of_codes[code] = of_codes.get(code, 0) + self.words[block]
        codes = {code for mark in self.marks for code in mark.codes}
        answered = sum(of_codes.get(code, 0) >= self.enough for code in codes)
        owned = sum(self.words[block] for block in owners)
        return Hypothesis(kind, tuple(claims), owned, sum(self.words.values()), answered, len(codes))

    def _walk(self, kind: Convention, refused: frozenset[int]) -> tuple[dict[int, Mark], list[Claim]]:
        """Who owns which block, and what closing marks claim; refused: marks that claim nothing."""
        owners: dict[int, Mark] = {}
        claims: list[Claim] = []
        owner: Mark | None = None
        pending: list[int] = []  # text since the last heading or mark that nobody owns
        self._between: set[int] = set()  # marks that close a text where an opener's text could go on
        for index in range(self.start, self.end):
            mark = self.at.get(index)
            if self._parts_texts(index, mark):
                if mark is not None or not is_label(self.document.blocks[index].shown):
                    owner, pending = mark, []
                continue
            claim = self._claim(index, mark, owner, pending, claims) if kind == "closes" else None
            if claim is not None and index not in refused:
                claims.append(claim)
                owners.update(dict.fromkeys((i for i in claim.blocks if i in self.words), claim.mark))
                if owner is not None:
                    self._between.add(index)
                owner, pending = None, []
            elif mark is not None and mark.kind != "closer":
                owner, pending = mark, []
                claims += self._opened(index, mark)
                if mark.kind == "opener" and index in self.words:
                    owners[index] = mark
            elif index in self.words and owner is not None:
                owners[index] = owner
            elif index in self.words:
                pending.append(index)
        return owners, claims

    def _opened(self, index: int, mark: Mark) -> list[Claim]:
        """What a line of codes claims that stands above its text."""
        above = mark.kind == "line" and mark.citation.kind in ("inline", "range")
        return [Claim(mark, self._below(index), "", "opens")] if above else []

    def _parts_texts(self, index: int, mark: Mark | None) -> bool:
        """A heading, or what closes a standard: no text goes on behind it."""
        is_heading = self.document.blocks[index].kind is Kind.HEADING
        return index in self.closing_parts or (is_heading and (mark is None or mark.kind != "line"))

    def _claim(
        self, index: int, mark: Mark | None, owner: Mark | None, pending: Sequence[int], claims: Sequence[Claim]
    ) -> Claim | None:
        """What a mark claims if marks close their texts; None where it claims nothing."""
        if mark is None or mark.kind == "opener":
            return None
        if mark.kind == "line":
            words = sum(self.words[block] for block in pending)
            return Claim(mark, (*pending, index)) if pending and self._worth(mark, words) else None
        if owner is not None and (set(mark.codes) <= set(owner.codes) or not self._goes_on(mark, owner)):
            return None
        if self._is_entry(index) or (mark.refers and not any(not claim.mark.refers for claim in claims)):
            return None
        if not self.closing:
            mark = mark._replace(codes=tuple(code for code in mark.codes if code not in self.placed))
            if not mark.codes:
                return None
        own = self.words[index]
        whole = own + sum(self.words[block] for block in pending)
        doubt = "doubt.refers" if mark.refers else ""
        listed = self._listed(index, pending)
        if listed:
            own += sum(self.words[block] for block in listed)
        if own >= self.enough or not self._ends_section(index):
            return Claim(mark, (*listed, index), doubt) if self._worth(mark, own) else None
        doubt = doubt or ("doubt.closes-section" if whole >= self.enough else "")
        return Claim(mark, (*pending, index), doubt) if self._worth(mark, whole) else None

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

    def _goes_on(self, mark: Mark, owner: Mark) -> bool:
        """A closing mark inside an opener's text carries the order of the codes on, and has no place elsewhere."""
        if mark.refers or set(mark.codes) & self.placed or self.words[mark.block] < self.enough:
            return False
        following = next((other for other in self.marks if other.block > mark.block), None)
        ahead = following is None or following.codes[0] > mark.codes[-1]
        return owner.codes[-1] < mark.codes[0] and ahead

    def _ends_section(self, index: int) -> bool:
        """The next text stands under another heading, and this is the only mark since the last one."""
        before = next((i for i in range(index - 1, self.start - 1, -1) if self._bound(i)), self.start)
        after = next((i for i in range(index + 1, self.end) if i in self.words or self._bound(i)), self.end)
        return not any(before < mark.block < index for mark in self.marks) and (after == self.end or self._bound(after))

    def _bound(self, index: int) -> bool:
        return self.document.blocks[index].kind is Kind.HEADING

    def _is_entry(self, index: int) -> bool:
        """An entry of a list of annexes («Приложение 7. Положение (3.2.1)»)."""
        return self.words[index] <= _SHORT_ENTRY and bool(annexes(self.document.blocks[index].shown[:40]))
