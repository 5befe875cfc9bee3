"""Chapters told by themes: their paragraphs name inside the text, in brackets, what they answer.

"Admission is by four waves of visits (5.2.1). The rules are published in February (criterion 5.2.2), and …" answers
both where the chapter is written so: a person reads the paragraph, and finds both criteria discussed in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..citing.citations import Citations
from ..model.codes import Code
from ..model.coverage import Citation
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import narrative_words
from ..words.vocabulary import any_of
from .marks import Mark, only_names

_HABIT = 2  # paragraphs of a standard's chapter that name codes so: from here on it is how its author writes
_CERTAIN = 4  # from here on nobody asks whether these paragraphs are meant as answers
_WITHOUT_STANDARD = 3  # of a chapter that belongs to no standard, where a code may as well send the reader there
_SHARE = 0.5  # of the chapter's long paragraphs that no code opens, at least
_NEAR = 40  # characters before a bracket in which the sentence says that it only sends the reader there
_SENTENCE_END = re.compile(r"[.!?;:]\s")
_LEFT = re.compile(r"[(\[]([^()\[\]]*)$")
_RIGHT = re.compile(r"[^()\[\]]*(?=[)\]])")


class Inside(NamedTuple):
    """What a paragraph answers that names it inside. doubt: message id "doubt.*", or ""."""

    codes: tuple[Code, ...]
    doubt: str = "doubt.within"


Themes = Mapping[int, Inside]  # by block of a paragraph


def themes(
    document: Document,
    standards: StandardSet,
    citations: Citations,
    marks: Iterable[Mark],
    placed: frozenset[Code],
    bounds: Iterable[tuple[int, int]],
) -> Themes:
    """placed: codes with a place of their own, which a mention does not answer; bounds: of the chapters."""
    cited: dict[int, list[Citation]] = {}
    for one in citations.counted:
        if one.kind in ("inline", "range") and one.cell is None:
            cited.setdefault(one.block, []).append(one)
    marked: dict[int, list[Mark]] = {}
    for mark in marks:
        marked.setdefault(mark.block, []).append(mark)
    leads = {one.block for one in citations.counted if one.kind == "lead" and not one.start}
    enough = standards.enough_words("")
    found: dict[int, Inside] = {}
    for start, end in bounds:
        heading = citations.standards.get(start)
        free = list(free_paragraphs(document, citations, leads, start, end))
        named = {
            at: codes
            for at in free
            if at in cited
            and (codes := _named(document.blocks[at].shown, cited[at], standards, heading and heading.number, placed))
        }
        long = [at for at in free if document.blocks[at].narrative >= enough]
        answers = [at for at in long if at in named]
        needed = _HABIT if heading else _WITHOUT_STANDARD
        inside = [at for at in answers if not {*named[at]} <= _closed(marked.get(at, ()))]
        if len(inside) >= needed and len(answers) >= _SHARE * len(long) and len(inside) >= _SHARE * len(answers):
            doubt = "" if len(inside) >= _CERTAIN else "doubt.within"
            found |= {
                at: Inside(named[at], doubt)
                for at in answers
                if _as_a_whole(document.blocks[at].shown, named[at], marked.get(at, ()), enough)
            }
    return found


def free_paragraphs(
    document: Document, citations: Citations, leads: Collection[int], start: int, end: int
) -> Iterator[int]:
    """The paragraphs of a chapter that no heading with codes, and none of the leads, stands above or at the head of."""
    heads = {one.block for one in citations.counted if one.kind == "heading"}
    level = 0  # of the heading with codes above; 0 where there is none
    led = False
    for index in range(start, end):
        block = document.blocks[index]
        if block.kind is Kind.HEADING:
            led = False
            if index in heads:
                level = block.level
            elif block.level <= level:
                level = 0
        elif index in leads:
            led = True
        elif block.kind in (Kind.PARAGRAPH, Kind.ITEM) and not level and not led:
            yield index


def _named(
    shown: str, cited: Sequence[Citation], standards: StandardSet, standard: str | None, placed: frozenset[Code]
) -> tuple[Code, ...]:
    """The criteria, of the chapter's standard if it has one, that a paragraph names and does not only refer to."""
    codes = (code for one in cited if _stands(shown, one, cited) for code in one.codes)
    known = standards.criteria
    return tuple(
        dict.fromkeys(
            code
            for code in codes
            if code in known and code not in placed and (standard is None or known[code].standard == standard)
        )
    )


def _stands(shown: str, one: Citation, cited: Sequence[Citation]) -> bool:
    """In a bracket of nothing but codes and words for them; and the sentence sends nobody elsewhere."""
    left, right = _LEFT.search(shown[: one.start]), _RIGHT.match(shown, one.end)
    if left is None or right is None or any_of("see").search(_SENTENCE_END.split(shown[: left.start()])[-1][-_NEAR:]):
        return False
    inside = [other for other in cited if left.start(1) <= other.start and other.end <= right.end()]
    return only_names(shown, left.start(1), right.end(), inside)


def _as_a_whole(shown: str, codes: Iterable[Code], marks: Sequence[Mark], enough: int) -> bool:
    """Not each of its codes closes a part of the text that is an answer by itself."""
    if not {*codes} <= _closed(marks):
        return True
    begins = [0, *(mark.end for mark in marks)]
    return any(narrative_words(shown[begin : mark.start]) < enough for begin, mark in zip(begins, marks, strict=False))


def _closed(marks: Iterable[Mark]) -> set[Code]:
    """The codes that close the text, or a sentence of it."""
    return {code for mark in marks for code in mark.codes}
