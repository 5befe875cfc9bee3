"""Whose text is whose in a chapter: do codes open their answers here, or close them?

Each chapter is cut twice, once as if codes opened their answers and once as if they closed them; the cut under which
more of the text belongs to somebody, and more of the codes have a text, is the one that its author meant. Where
nothing speaks for closing, codes open: most reports are written so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Literal, NamedTuple

from ..citing.citations import Citations
from ..citing.closing_parts import closing_parts
from ..citing.labels import is_label
from ..model.codes import Code
from ..model.coverage import ChapterCuts, Cut
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import annexes, narrative_words
from .marks import Mark, by_block, marks_of, sends_elsewhere

Convention = Literal["opens", "closes"]
_LEAST_A_CODE = 10  # words for each code of a mark: a range at the end of a short sentence answers none of its codes
_HABIT = 2  # paragraphs of a chapter that name one criterion inside: from here on it is how its author cites
_LEAD = 0.05  # by which closing must be ahead of opening, as a share of text and codes
_SURE_LEAD = 0.25  # from here on nobody would read the chapter the other way
_SAID = "doubt.said"
_SAID_OFTEN = 3  # paragraphs that close by saying what they answer: then nobody doubts that the report is written so
_SHORT_ENTRY = 30  # words of an entry in a list of annexes, at most


class Claim(NamedTuple):
    """A text that a mark claims: one that closes it, or a line that says what the text below it answers.

    blocks: in order, the mark's own among them; doubt: message id "doubt.*", or ""; begin: where its text begins in the
    mark's own block, behind another mark that claimed what stands before; inside: in an opener's text, whose order of
    codes it carries on
    """

    mark: Mark
    blocks: tuple[int, ...]
    doubt: str = ""
    kind: Convention = "closes"
    begin: int = 0
    inside: bool = False


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
    def closing(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.kind == "closes"]

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
    """The chapters in which closing marks may stand, and what these claim, by the mark's block in their order."""

    chapters: tuple[Chapter, ...]
    claims: Mapping[int, Sequence[Claim]]
    claimed: frozenset[int] = frozenset()  # blocks
    closing: frozenset[int] = frozenset()  # blocks that begin what is said of a standard as a whole
    otherwise: frozenset[Code] = frozenset()  # codes that have a text only in the way not taken
    even: frozenset[Code] = frozenset()  # codes on lines of their own, where the way not taken is as good


def align(document: Document, standards: StandardSet, citations: Citations) -> Alignment:
    """Cuts every chapter of the document that has marks."""
    marks = marks_of(document, citations)
    placed = _placed(citations, marks)
    named = _named_inside(document, standards, citations, marks, placed)
    bounds = list(_chapters(document, citations))
    closing = _closing(document, citations, marks, bounds)
    chapters = []
    for start, end in bounds:
        own = marks[bisect_left(marks, start, key=_block) : bisect_left(marks, end, key=_block)]
        if any(mark.kind != "opener" for mark in own):
            inside = [block for block in named if start <= block < end]
            answers = frozenset(inside) if len(inside) >= _HABIT else frozenset()
            chapters.append(_chapter(_Cut(document, standards, own, placed, closing, answers, start, end)))
    claims: dict[int, list[Claim]] = {}
    taken = [claim for chapter in chapters for claim in chapter.hypotheses[0].claims]
    habit = sum(claim.doubt == _SAID for claim in taken) >= _SAID_OFTEN
    for claim in taken:
        known = claim._replace(doubt="") if habit and claim.doubt == _SAID else claim
        claims.setdefault(claim.mark.block, []).append(known)
    claimed = frozenset(block for some in claims.values() for claim in some for block in claim.blocks)
    others = (claim for one in chapters for way in one.hypotheses[1:] for claim in way.closing)
    otherwise = frozenset(code for claim in others for code in claim.mark.codes)
    even = frozenset(code for one in chapters for code in _even(one))
    return Alignment(tuple(chapters), claims, claimed, closing, otherwise, even)


def _even(chapter: Chapter) -> Iterator[Code]:
    """The codes of a chapter with nothing but lines of codes, where they close texts in a way not taken that leaves no
    more text to nobody."""
    taken, *others = chapter.hypotheses
    for other in others:
        codes = {code for claim in other.closing if claim.mark.kind == "line" for code in claim.mark.codes}
        if len(codes) == other.codes and other.answered >= taken.answered and other.owned >= taken.owned:
            yield from codes


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
    opens = cut.hypothesis("opens")
    ways = [cut.hypothesis("closes")]
    if cut.has_lines_and_closers:
        ways.append(cut.hypothesis("closes", lines_open=True))
    closes = max(ways, key=lambda way: way.score)
    better = next((way for way in sorted(ways, key=lambda way: -way.score) if _better(way, opens)), None)
    if better is None:
        return Chapter(cut.start, cut.end, (opens, closes))
    closing = [claim for claim in better.closing if not claim.inside]
    lines = any(claim.mark.opens_or_closes for claim in better.closing)
    even = any(claim.mark.kind == "line" for claim in closing) and better.answered <= opens.answered
    if better.score - opens.score < _SURE_LEAD and (lines or even):
        claims = tuple(claim._replace(doubt=claim.doubt or "doubt.close-call") for claim in better.claims)
        better = replace(better, claims=claims)
    return Chapter(cut.start, cut.end, (better, opens))


def _better(closes: Hypothesis, opens: Hypothesis) -> bool:
    """Closing is ahead by enough, or loses nothing and answers more codes, or only carries on the order of openings.

    Lines of codes in brackets rather close what stands above them: with these it need not answer more.
    """
    if not closes.closing:
        return False
    bracketed = closes.answered == opens.answered and all(claim.mark.bracketed for claim in closes.closing)
    more = closes.answered > opens.answered or bracketed or all(claim.inside for claim in closes.closing)
    return closes.score - opens.score >= _LEAD or (closes.owned >= opens.owned and more)


def _placed(citations: Citations, marks: Iterable[Mark]) -> frozenset[Code]:
    """Codes that open a text, key a row or head a box somewhere: a mention elsewhere is no answer to them."""
    openers = {code for mark in marks if mark.kind == "opener" for code in mark.codes}
    closing = {mark.block for mark in marks if mark.kind == "note"}
    others = {
        code
        for one in citations.counted
        if one.kind in ("row", "note", "box") and one.block not in closing
        for code in one.codes
    }
    return frozenset(openers | others)


def _named_inside(
    document: Document, standards: StandardSet, citations: Citations, marks: Iterable[Mark], placed: frozenset[Code]
) -> list[int]:
    """Paragraphs long enough for an answer that name one criterion in the middle of their text, and no other one.

    "At 3.2.5 we were slow: …": where a chapter has several, each is that criterion's own answer, and what closes a
    text further below does not reach over it.
    """
    marked = {mark.block for mark in marks}
    codes: dict[int, set[Code]] = {}
    for one in citations.counted:
        if one.kind in ("inline", "range") and one.cell is None and one.block not in marked:
            codes.setdefault(one.block, set()).update(one.codes)
    enough = standards.enough_words("")
    return sorted(
        block
        for block, own in codes.items()
        if len(own) == 1
        and own.isdisjoint(placed)
        and document.blocks[block].kind in (Kind.PARAGRAPH, Kind.ITEM)
        and narrative_words(document.blocks[block].shown) >= enough
    )


def _chapters(document: Document, citations: Citations) -> Iterator[tuple[int, int]]:
    """From one heading of the highest rank, or of a standard, to the next."""
    headings = [index for index, block in enumerate(document.blocks) if block.kind is Kind.HEADING]
    top = min((document.blocks[index].level for index in headings), default=0)
    starts = [at for at in headings if document.blocks[at].level == top or at in citations.standards]
    bounds = sorted({0, *starts, *citations.standards, len(document.blocks)})
    yield from pairwise(bounds)


class _Owned(NamedTuple):
    """Words that belong to a mark. block: where they stand, or the mark that claimed them."""

    block: int
    mark: Mark
    words: int


class _Cut:
    """A chapter about to be cut. placed: see _placed(); answers: paragraphs of _named_inside()."""

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
        self.words = {i: narrative_words(self._narrative(i)) for i in texts}
        self.bounds = [i for i in range(start, end) if self._bound(i)]
        self.closing = sum(mark.kind == "closer" for mark in marks) > sum(mark.kind == "opener" for mark in marks)

    def _narrative(self, index: int) -> str:
        shown = self.document.blocks[index].shown
        last = self.at[index][-1] if index in self.at else None
        return shown if last is None or last.kind == "opener" else shown[: last.start]

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
                if mark is not None or not is_label(self.document.blocks[index].shown):
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
            free = owner is None and pending and self._worth(mark, words) and not set(mark.codes) & self.placed
            return Claim(mark, tuple(pending)) if free else None
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

    def _of_text(self, mark: Mark, begin: int, own: int, pending: Sequence[int]) -> Claim | None:
        """The text in front of a mark: its own paragraph, or with what stands before where that alone is too short."""
        doubt = "doubt.refers" if mark.refers else _SAID if mark.said else ""
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
        following = bisect_right(self.marks, mark.block, key=_block)
        ahead = following == len(self.marks) or self.marks[following].codes[0] > mark.codes[0]
        return owner.codes[-1] < mark.codes[0] and ahead

    def _ends_section(self, index: int) -> bool:
        """The next text stands under another heading, and this is the only mark since the last one."""
        last = bisect_left(self.bounds, index) - 1
        before = self.bounds[last] if last >= 0 else self.start
        after = next((i for i in range(index + 1, self.end) if i in self.words or self._bound(i)), self.end)
        marked = bisect_left(self.marks, index, key=_block) > bisect_right(self.marks, before, key=_block)
        return not marked and (after == self.end or self._bound(after))

    def _bound(self, index: int) -> bool:
        return self.document.blocks[index].kind is Kind.HEADING

    def _is_entry(self, index: int) -> bool:
        """An entry of a list of annexes («Приложение 7. Положение (3.2.1)»)."""
        return self.words[index] <= _SHORT_ENTRY and bool(annexes(self.document.blocks[index].shown[:40]))
