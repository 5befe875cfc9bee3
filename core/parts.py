"""The parts of a submitted file: the report itself, the part that answers another set, and appended documents.

An appended regulation numbers its own clauses; a programme's report carries the EUR-ACE appendix, which answers
another set. Codes mean something else in each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .document import Block, Document, Kind
from .openings import opening
from .standards import StandardSet
from .titles import StandardHeading
from .vocabulary import alternatives, any_of
from .vocabulary import words as vocabulary

_ANNEX_LABEL = r"\s*(?:№|no\.?)?\s*(?:[0-9]{1,3}(?:\.[0-9]{1,2})*|[A-ZА-Я]|[IVX]{1,5})(?![\w])"


@cache
def _annex_heading() -> re.Pattern[str]:
    word = alternatives(vocabulary("part"))
    return re.compile(
        rf"[\W_]*(?:{word}{_ANNEX_LABEL}|(?:[0-9]{{1,3}}|[A-ZА-Я])\s*[-–]?\s*қосымша\w*|{word}\s*$)", re.IGNORECASE
    )


# A document of its own, named by the first word of its title.
_OWN_DOCUMENT = re.compile(
    r"[\W_]*(?:(?:extract|excerpt)s?\s+from|regulations?\b|charter\b|statute\b|by-?laws?\b|internal\s+rules|rules\s+(?:of|for|on)\b|"
    r"instructions?\s+(?:on|for)\b|order\s+(?:no|№|of)\b|terms\s+of\s+reference|"
    r"выписка\b|извлечени\w+|положение\s+о|устав\b|правила\s|инструкция\s|приказ\b|регламент\b|кодекс\s|"
    r"үзінді\b|жарғы\w*|ереже\w*|қағида\w*|бұйрық\w*|нұсқаулық\w*)",
    re.IGNORECASE,
)
_OWN_DOCUMENT_KK = re.compile(
    r"(?:туралы|жөніндегі)\s+(?:ереже|қағида|нұсқаулық)\w*|(?:ережес|жарғыс|қағидалар|регламент)\w*\W*$", re.IGNORECASE
)
_POLICY = re.compile(r"[\W_]*(?:policy\b|политика\b|code\s+of\b|саясат\w*)|саясаты\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """kind: "report", "appended" or "other-set"; set: which set an other-set part answers; heading: its block."""

    kind: str
    heading: int | None = None
    set: str | None = None


REPORT = Part("report")


def parts_of(
    document: Document,
    standards: StandardSet,
    others: Sequence[StandardSet],
    headings: Mapping[int, StandardHeading],
) -> tuple[Part, ...]:
    """For each block the part it stands in, as seen by one set; others: the other sets that may have a part."""
    parts = [REPORT] * len(document.blocks)
    for start, end, heading in _appended(document, headings, standards):
        for index in range(start, end):
            parts[index] = Part("appended", heading)
    for other in (standards, *others):
        if not other.recognition.part:
            continue
        for start, end in set_parts(document, other):
            part = REPORT if other.id == standards.id else Part("other-set", start, other.id)
            for index in range(start, end):
                parts[index] = part
    if standards.recognition.part and set_parts(document, standards):
        inside = {index for start, end in set_parts(document, standards) for index in range(start, end)}
        parts = [part if index in inside else Part("outside") for index, part in enumerate(parts)]
    # running headers and footers stand behind the text, whatever it ends with; they belong to the whole report
    return tuple(
        REPORT if block.kind is Kind.FURNITURE else part for block, part in zip(document.blocks, parts, strict=True)
    )


def _end_of_section(document: Document, index: int) -> int:
    """Where the section that a heading opens ends."""
    level = document.blocks[index].level or 1
    for following in range(index + 1, len(document.blocks)):
        block = document.blocks[following]
        if block.kind is Kind.HEADING and block.level <= level:
            return following
    return len(document.blocks)


def set_parts(document: Document, standards: StandardSet) -> list[tuple[int, int]]:
    """Spans of blocks that answer a set which rides on another set's report."""
    if not standards.recognition.part:
        return []
    spans: list[tuple[int, int]] = []
    for index, block in enumerate(document.blocks):
        if spans and index < spans[-1][1]:
            continue
        if _is_title(block) and _names_part(block.shown, standards):
            end = _part_end(document, index, standards)
            if _answers(document, index, end, standards):
                spans.append((index, end))
    return spans


def _is_title(block: Block) -> bool:
    return block.kind is Kind.HEADING or (
        block.kind in (Kind.PARAGRAPH, Kind.ITEM) and block.emphasis and len(block.shown) < 160
    )


def _names_part(title: str, standards: StandardSet) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", title, re.IGNORECASE) for phrase in standards.recognition.part
    )


def _part_end(document: Document, index: int, standards: StandardSet) -> int:
    """To the next heading of its rank that is neither about the set's codes nor a further appendix of the set."""
    level = document.blocks[index].level or 1
    for following in range(index + 1, len(document.blocks)):
        block = document.blocks[following]
        if block.kind is not Kind.HEADING or block.level > level:
            continue
        opened = opening(block.shown, standards)
        own = opened is not None and any(code in standards.criteria for code in opened.cited.codes)
        annex = bool(_annex_heading().match(block.shown)) and not _names_part(block.shown, standards)
        if annex or not (own or _names_part(block.shown, standards)):
            return following
    return len(document.blocks)


def _answers(document: Document, start: int, end: int, standards: StandardSet) -> bool:
    """The part holds codes of the set, or names the set, and no longer codes that only the main set has."""
    named = _named_by_prefix(document.blocks[start].shown, standards)
    own, longer = 0, 0
    for index in range(start, end):
        block = document.blocks[index]
        texts = [cell.text for cell in block.cells] if block.cells else [block.shown]
        for text in texts:
            opened = opening(text, standards)
            if opened is None:
                continue
            if any(code in standards.criteria for code in opened.cited.codes):
                own += 1
            elif block.kind is Kind.HEADING and any(len(code.parts) >= 3 for code in opened.cited.codes):
                longer += 1
        named = named or (index - start < 4 and _named_by_prefix(block.shown, standards))
    return (own >= 1 or named) and longer <= own and (named or own >= 2)


def _named_by_prefix(text: str, standards: StandardSet) -> bool:
    return any(prefix.lower() in text.lower() for prefix in standards.recognition.prefixes)


def _appended(
    document: Document, headings: Mapping[int, StandardHeading], standards: StandardSet
) -> list[tuple[int, int, int]]:
    """Spans of appended documents: (first block, end, heading)."""
    spans: list[tuple[int, int, int]] = []
    until = 0
    for index, block in enumerate(document.blocks):
        if index < until or not _is_title(block) or index in headings:
            continue
        title = block.shown
        if block.kind is Kind.HEADING and _annex_heading().match(title):
            end = _annex_end(document, index, headings)
            if not _about_criteria(document, index):
                spans.append((index, end, index))
                until = end
            continue
        if _opens_with_code(title, standards):
            continue
        own = _OWN_DOCUMENT.match(title) or _OWN_DOCUMENT_KK.search(title)
        if own or (_POLICY.search(title) and not _under_standard(document, index, headings)):
            if block.kind is not Kind.HEADING and not own:
                continue
            end = _own_document_end(document, index, headings)
            spans.append((index, end, index))
            until = end
    return spans


def _opens_with_code(title: str, standards: StandardSet) -> bool:
    opened = opening(title, standards)
    return opened is not None and any(
        code in standards.criteria or standards.in_gap(code) for code in opened.cited.codes
    )


def _annex_end(document: Document, index: int, headings: Mapping[int, StandardHeading]) -> int:
    """An annex goes on, whatever its own headings' rank, to the next annex or the next standard of the report."""
    for following in range(index + 1, len(document.blocks)):
        block = document.blocks[following]
        if following in headings and headings[following].by == "number":
            return following
        if block.kind is Kind.HEADING and _annex_heading().match(block.shown):
            return following
    return len(document.blocks)


def _own_document_end(document: Document, index: int, headings: Mapping[int, StandardHeading]) -> int:
    end = _end_of_section(document, index)
    if document.blocks[index].kind is not Kind.HEADING:
        end = next(
            (i for i in range(index + 1, len(document.blocks)) if document.blocks[i].kind is Kind.HEADING),
            len(document.blocks),
        )
    return min([end, *(i for i in headings if i > index and headings[i].by == "number")])


def _about_criteria(document: Document, index: int) -> bool:
    """An annex that answers the standards after all says so in its title."""
    texts = [document.blocks[index].shown]
    if index + 1 < len(document.blocks) and _is_title(document.blocks[index + 1]):
        texts.append(document.blocks[index + 1].shown)
    title = " ".join(texts)
    return bool(any_of("coverage").search(title)) and not _OWN_DOCUMENT.match(re.sub(r"^.*?[.:–—-]\s*", "", title))


def _under_standard(document: Document, index: int, headings: Mapping[int, StandardHeading]) -> bool:
    section: int | None = document.section_of[index]
    while section is not None:
        heading = document.sections[section].heading
        if heading is not None and heading != index and heading in headings:
            return True
        section = document.sections[section].parent
    return False
