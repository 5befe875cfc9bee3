"""Whose text is whose in a chapter: do codes open their answers here, or close them?

Each chapter is cut twice, once as if codes opened their answers and once as if they closed them; the cut under which
more of the text belongs to somebody, and more of the codes have a text, is the one that its author meant. Where
nothing speaks for closing, codes open: most reports are written so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..citing.citations import Citations
from ..citing.closing_parts import closing_parts
from ..citing.mails import mail_ends
from ..model.codes import Code
from ..model.coverage import ChapterCuts, Citation, Cut
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from .captioned import captioned
from .chapter_cut import SAID, SHORT_ENTRY, ChapterCut, block_of
from .hypotheses import Alignment, Chapter, Claim, Hypothesis
from .marks import Mark, marks_of
from .themes import Inside, Themes, free_paragraphs, themes

_HABIT = 2  # paragraphs of a chapter that name one criterion inside: from here on it is how its author cites
_SHARE = 0.5  # of the chapter's long paragraphs, at least: then no text goes on over such a paragraph
_OPENED = 0.5  # long paragraphs that open with codes, at most, for each that names them inside
_TOGETHER = 3  # criteria that a paragraph names which answers them inside
_BREATH = 24  # characters between two codes that are named together
_LEAD = 0.05  # by which closing must be ahead of opening, as a share of text and codes
_SURE_LEAD = 0.25  # from here on nobody would read the chapter the other way
_SAID_OFTEN = 3  # paragraphs that close by saying what they answer: then nobody doubts that the report is written so


def align(document: Document, standards: StandardSet, citations: Citations) -> Alignment:
    """Cuts every chapter of the document that has marks."""
    marks = marks_of(document, citations)
    tables = captioned(document, citations, marks)
    captions = {one.citation.block for one in tables}
    marks = [mark for mark in marks if mark.block not in captions]
    placed = _placed(citations, marks)
    named = _named_inside(document, standards, citations, marks, placed)
    bounds = list(_chapters(document, citations))
    told = themes(document, standards, citations, marks, placed, bounds)
    marks = [mark for mark in marks if mark.block not in told]
    answers_inside = sorted({*named, *told})
    closing = _closing(document, citations, marks, bounds)
    chapters = []
    within: dict[int, Inside] = {}
    for start, end in bounds:
        within |= _habit(document, standards, citations, named, start, end)
        own = marks[bisect_left(marks, start, key=block_of) : bisect_left(marks, end, key=block_of)]
        if any(mark.kind != "opener" for mark in own):
            inside = [block for block in answers_inside if start <= block < end]
            answers = frozenset(inside) if len(inside) >= _HABIT else frozenset()
            chapters.append(_chapter(ChapterCut(document, standards, own, placed, closing, answers, start, end)))
    claims: dict[int, list[Claim]] = {}
    taken = [claim for chapter in chapters for claim in chapter.hypotheses[0].claims]
    habit = sum(claim.doubt == SAID for claim in taken) >= _SAID_OFTEN
    for claim in taken:
        known = claim._replace(doubt="") if habit and claim.doubt == SAID else claim
        claims.setdefault(claim.mark.block, []).append(known)
    claimed = frozenset(block for some in claims.values() for claim in some for block in claim.blocks)
    others = (claim for one in chapters for way in one.hypotheses[1:] for claim in way.closing)
    otherwise = frozenset(code for claim in others for code in claim.mark.codes)
    even = frozenset(code for one in chapters for code in _even(one))
    return Alignment(tuple(chapters), claims, claimed, closing, otherwise, even, tables, {**within, **told})


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


def _closing(
    document: Document, citations: Citations, marks: Iterable[Mark], bounds: Iterable[tuple[int, int]]
) -> frozenset[int]:
    opens = {one.block for one in citations.counted if one.kind in ("row", "note", "box")}
    opens |= {mark.block for mark in marks if mark.kind != "closer" or _is_text(document, mark)}
    chapters = {index: end for start, end in bounds for index in range(start, end)}
    return closing_parts(document, opens, chapters) | mail_ends(document, opens)


def _is_text(document: Document, mark: Mark) -> bool:
    """A closing mark behind a text, not behind an entry of a list."""
    return not mark.refers and document.blocks[mark.block].narrative > SHORT_ENTRY


def _chapter(cut: ChapterCut) -> Chapter:
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
) -> Themes:
    """Paragraphs long enough for an answer that name a criterion, or a few, in the middle of their text only.

    "At 3.2.5 we were slow: …": where a chapter has several, each is its criteria's own answer, and what closes a text
    further below does not reach over it.
    """
    marked = {mark.block for mark in marks}
    inside: dict[int, list[Citation]] = {}
    for one in citations.counted:
        if one.kind in ("inline", "range") and one.cell is None and one.block not in marked:
            inside.setdefault(one.block, []).append(one)
    enough = standards.enough_words("")
    return {
        block: Inside(tuple(dict.fromkeys(code for one in every for code in one.codes)))
        for block, every in sorted(inside.items())
        if _together(every)
        and placed.isdisjoint(code for one in every for code in one.codes)
        and document.blocks[block].kind in (Kind.PARAGRAPH, Kind.ITEM)
        and document.blocks[block].narrative >= enough
    }


def _together(every: Sequence[Citation]) -> bool:
    """One criterion, or a few that are named in one breath: "3.2.2 and criterion 3.2.3"."""
    codes = {code for one in every for code in one.codes}
    near = all(below.start - above.end <= _BREATH for above, below in pairwise(every))
    return len(codes) == 1 or (len(codes) <= _TOGETHER and near)


def _habit(
    document: Document, standards: StandardSet, citations: Citations, named: Themes, start: int, end: int
) -> Themes:
    """Those of a chapter, where most of its long paragraphs name what they answer so, and hardly any opens with it.

    What stands below a heading with codes is that heading's answer: what it names besides is a reference.
    """
    free = free_paragraphs(document, citations, (), start, end)
    inside = {block: named[block] for block in free if block in named}
    opened = {one.block for one in citations.counted if one.kind in ("heading", "lead") and start <= one.block < end}
    enough = standards.enough_words("")
    texts = (i for i in range(start, end) if document.blocks[i].kind is Kind.PARAGRAPH)
    long = [i for i in texts if document.blocks[i].narrative >= enough] if len(inside) >= _HABIT else []
    most = len(inside) >= _HABIT and len(inside) >= _SHARE * len(long)
    return inside if most and len(opened.intersection(long)) <= _OPENED * len(inside) else {}


def _chapters(document: Document, citations: Citations) -> Iterator[tuple[int, int]]:
    """From one heading of the highest rank, or of a standard, to the next."""
    headings = [index for index, block in enumerate(document.blocks) if block.kind is Kind.HEADING]
    top = min((document.blocks[index].level for index in headings), default=0)
    starts = [at for at in headings if document.blocks[at].level == top or at in citations.standards]
    bounds = sorted({0, *starts, *citations.standards, len(document.blocks)})
    yield from pairwise(bounds)
