"""The parts of a submitted file: the report itself, the part that answers another set, and appended documents.

A programme's report carries the EUR-ACE appendix, which answers another set: codes mean something else in each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..model.code_levels import CYRILLIC_TO_LATIN
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from ..words.patterns import pattern
from .appended import annex_heading, appended, is_own_document, is_title
from .openings import opening
from .titles import StandardHeading, similarity, tokens


class Part(NamedTuple):
    """kind: "report", "appended" or "other-set"; set: which set an other-set part answers; heading: its block."""

    kind: str
    heading: int | None = None
    set: str | None = None


REPORT = Part("report")
OUTSIDE = Part("outside")  # beside the part that a riding set has of its own


def parts_of(
    document: Document,
    standards: StandardSet,
    others: Sequence[StandardSet],
    headings: Mapping[int, StandardHeading],
) -> tuple[Part, ...]:
    """For each block the part it stands in, as seen by one set; others: the other sets that may have a part."""
    parts = [REPORT] * len(document.blocks)
    for start, end, heading in appended(document, headings, standards):
        for index in range(start, end):
            parts[index] = Part("appended", heading)
    own: list[tuple[int, int]] = []
    for other in (standards, *others):
        if not other.recognition.part:
            continue
        for start, end in set_parts(document, other):
            part = REPORT if other.id == standards.id else Part("other-set", start, other.id)
            for index in range(start, end):
                parts[index] = part
            own = [*own, (start, end)] if other.id == standards.id else own
    if own:
        inside = {index for start, end in own for index in range(start, end)}
        parts = [part if index in inside else OUTSIDE for index, part in enumerate(parts)]
    # running headers and footers stand behind the text, whatever it ends with; they belong to the whole report
    return tuple(
        REPORT if block.kind is Kind.FURNITURE else part for block, part in zip(document.blocks, parts, strict=True)
    )


def set_parts(document: Document, standards: StandardSet) -> list[tuple[int, int]]:
    """Spans of blocks that answer a set which rides on another set's report."""
    if not standards.recognition.part:
        return []
    spans: list[tuple[int, int]] = []
    for index, block in enumerate(document.blocks):
        if spans and index < spans[-1][1]:
            continue
        if is_title(block) and _names_part(block.shown, standards) and _agreement(block.shown, standards) is None:
            end = _part_end(document, index, standards)
            if _answers(document, index, end, standards):
                spans.append((index, end))
    return spans


class LabelledPart(NamedTuple):
    """A part of the set's own, blocks start to end, and which of those that each have to answer it."""

    start: int
    end: int
    label: str
    level: str


def labelled_parts(document: Document, standards: StandardSet) -> list[LabelledPart]:
    """The set's own parts by their labels; one that holds headings of several is as many."""
    found: list[LabelledPart] = []
    for start, end in set_parts(document, standards):
        cuts: list[tuple[int, str, str]] = []
        for index in range(start, end):
            block = document.blocks[index]
            named = _own_part(block.shown, standards) if is_title(block) else None
            if named is not None and (not cuts or cuts[-1][1] != named[0]):
                cuts.append((index, *named))
        ends = [*(cut[0] for cut in cuts[1:]), *([end] if cuts else [])]  # the set's name alone is no label
        found += [LabelledPart(at, until, label, level) for (at, label, level), until in zip(cuts, ends, strict=True)]
    return found


def _own_part(title: str, standards: StandardSet) -> tuple[str, str] | None:
    for one in standards.recognition.each:
        if _any_of(one.headings).search(title):
            return one.label, one.level
    return None


def _names_part(title: str, standards: StandardSet) -> bool:
    phrases = standards.recognition.part
    return bool(phrases) and _any_of(phrases).search(title) is not None


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases as whole words."""
    words = [[word.lower() for word in phrase.split() if not _is_letter(word)] for phrase in phrases]
    hints = [max(some, key=len) for some in words if some]
    expression = rf"(?<!\w)(?:{'|'.join(map(_phrase, phrases))})(?!\w)"
    return pattern(expression, re.IGNORECASE, hints if len(hints) == len(phrases) else ())


def _is_letter(word: str) -> bool:
    """A letter by itself, or before a hyphen."""
    letter = word.partition("-")[0]
    return len(letter) == 1 and letter.isalpha()


def _phrase(phrase: str) -> str:
    """A letter by itself may be its look-alike of the other script, or in quotes."""
    words = []
    for word in phrase.split():
        if _is_letter(word):
            letter, hyphen, rest = word.partition("-")
            latin = letter.translate(CYRILLIC_TO_LATIN)
            alike = {letter, latin, *(chr(code) for code, to in CYRILLIC_TO_LATIN.items() if to == ord(latin))}
            letters = "".join(sorted(alike))
            word = rf"[«\"“”(]?[{letters}][»\"“”)]?" + (rf"\s?[-–]\s?{re.escape(rest)}" if hyphen else "")
        else:
            word = re.escape(word)
        words.append(word)
    return r"\s+".join(words)


def _part_end(document: Document, index: int, standards: StandardSet) -> int:
    """To the next heading of its rank that is neither about the set's codes nor a further appendix of the set."""
    lettered = _is_lettered(document.blocks[index].shown, standards)
    level = document.blocks[index].level or _rank_inside(document, index)
    for following in range(index + 1, len(document.blocks)):
        block = document.blocks[following]
        if block.kind is not Kind.HEADING or block.level > level:
            continue
        own = _agreement(block.shown, standards)
        # "2.4 Practice" after a chapter "EUR-ACE" of the same rank is the main set's 2.4 again
        goes_on = own is not None and (own or lettered)
        goes_on = goes_on or _is_inside(block.shown, standards)
        annex = bool(annex_heading().match(block.shown)) and not _names_part(block.shown, standards)
        if annex or not (goes_on or _names_part(block.shown, standards)):
            return following
    return len(document.blocks)


def _rank_inside(document: Document, index: int) -> int:
    """Of a bold paragraph: one below the section that it stands in."""
    heading = document.sections[document.section_of[index]].heading
    return document.blocks[heading].level + 1 if heading is not None else 1


def _is_lettered(title: str, standards: StandardSet) -> bool:
    """The title names the part by more than the set's own name: "Appendix A"."""
    names = {prefix.lower() for prefix in standards.recognition.prefixes}
    phrases = tuple(phrase for phrase in standards.recognition.part if phrase.lower() not in names)
    return bool(phrases) and _any_of(phrases).search(title) is not None


def _agreement(text: str, standards: StandardSet) -> bool | None:
    """Whether a text that opens with the set's code agrees with it by title or prefix; None: it opens with none."""
    opened = opening(text, standards)
    if opened is None or opened.verdict.refused:
        return None
    known = [code for code in opened.cited.codes if code in standards.criteria]
    if not known:
        return None
    if _named_by_prefix(text, standards):
        return True
    title = text[opened.end :]
    criterion = standards.criteria[known[0]]
    standard = standards.by_number[criterion.standard]
    names = (*criterion.titles.all(), *standard.titles.all(), *standard.aliases)
    return any(similarity(title, name) >= _AGREEING for name in names)


_AGREEING = 0.5  # from here on a title is the criterion's
_INSIDE = 0.75  # the same for titles that must show a part by themselves
_LEADING_NUMBER = re.compile(r"\W*(?:(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,4}|[IVX]{1,4})[.):]?\s+)?")


def _is_inside(text: str, standards: StandardSet) -> bool:
    """The text is, or its first words are, a title that stands in the set's part only."""
    if not standards.recognition.inside:
        return False
    bare = text[len(match[0]) :] if (match := _LEADING_NUMBER.match(text)) else text
    bare = re.split(r"[:.;(–—\n]", bare, maxsplit=1)[0]
    return bool(bare) and len(bare) <= 120 and _among(bare, standards.recognition.inside)


@lru_cache(maxsize=4096)
def _among(text: str, titles: tuple[str, ...]) -> bool:
    words = tokens(text)
    return 0 < len(words) <= 10 and any(similarity(text, title) >= _INSIDE for title in titles)


def _answers(document: Document, start: int, end: int, standards: StandardSet) -> bool:
    """The part answers the set: it holds codes of the set, or titles of its own, or names the set as an appendix.

    A letter alone ("Appendix A") names any annex; the set's name alone ("EUR-ACE") names any chapter about it.
    Longer codes in headings that only the main set can have show that the part is the main set's.
    """
    title = document.blocks[start].shown
    lettered = _is_lettered(title, standards)
    named = _named_by_prefix(title, standards)
    if not named and is_own_document(document, start):
        return False
    own, agreeing, inside, longer = 0, 0, 0, 0
    for index in range(start, end):
        block = document.blocks[index]
        texts = block.texts or (block.shown,)
        if block.cells and _agreement(" ".join(texts), standards):
            agreeing += 1  # the code in one cell, its title in the next
        for text in texts:
            agreed = _agreement(text, standards)
            if agreed is not None:
                own, agreeing = own + 1, agreeing + agreed
            elif block.kind is Kind.HEADING and _is_longer(text, standards):
                longer += 1
            inside += _is_inside(text, standards)
        named = named or (index - start < 4 and lettered and _named_by_prefix(block.shown, standards))
    if longer > own + inside:
        return False
    if lettered and named:
        return True
    return inside >= 2 or (own >= 2 and agreeing >= 1) or (named and own >= 1 and agreeing >= 1)


def _is_longer(text: str, standards: StandardSet) -> bool:
    """A code of three levels and more that the set has not, and that is no clause below one of its codes."""
    opened = opening(text, standards)
    if opened is None:
        return False
    return any(
        len(code.parts) >= 3
        and code not in standards.criteria
        and not standards.in_gap(code)
        and not any(code.extends(known) for known in standards.criteria)
        for code in opened.cited.codes
    )


def _named_by_prefix(text: str, standards: StandardSet) -> bool:
    return any(prefix.lower() in text.lower() for prefix in standards.recognition.prefixes)
