"""Documents that are appended to a report: where each begins and ends, by its title or its annex's label.

An appended regulation numbers its own clauses: codes mean nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ..model.codes import Code
from ..model.document import Block, Document, Kind
from ..model.standards import StandardSet
from ..words.vocabulary import TITLES, alternatives, any_of
from ..words.vocabulary import words as vocabulary
from .openings import opening
from .titles import StandardHeading

_ANNEX_LABEL = r"\s*(?:№|no\.?)?\s*(?:[0-9]{1,3}(?:\.[0-9]{1,2})*|[A-ZА-Я]|[IVX]{1,5})(?![\w])"


@cache
def annex_heading() -> re.Pattern[str]:
    word, behind = alternatives(vocabulary("part")), alternatives(vocabulary("part_behind"))
    return re.compile(
        rf"[\W_]*(?:{word}{_ANNEX_LABEL}|(?:[0-9]{{1,3}}|[A-ZА-Я])\s*[-–]?\s*{behind}|{word}\s*$)", re.IGNORECASE
    )


@cache
def _any_title(meaning: str) -> str:
    return alternatives(TITLES.words(meaning))


@cache
def _own_document() -> re.Pattern[str]:
    """A document of its own, named by the first word of its title."""
    return re.compile(rf"[\W_]*(?:{_any_title('own_document')}|{_any_title('own_document_of')}\s)", re.IGNORECASE)


@cache
def _own_document_behind() -> re.Pattern[str]:
    """The same, named by what its title ends with."""
    return re.compile(rf"{_any_title('own_document_within')}|{_any_title('own_document_last')}\W*$", re.IGNORECASE)


@cache
def _policy() -> re.Pattern[str]:
    return re.compile(rf"^[\W_]*{_any_title('policy')}|{_any_title('policy_last')}\W*$", re.IGNORECASE)


def _titles_own_document(title: str) -> bool:
    return bool(_own_document().match(title) or _own_document_behind().search(title))


def is_title(block: Block) -> bool:
    return block.kind is Kind.HEADING or (
        block.kind in (Kind.PARAGRAPH, Kind.ITEM) and block.emphasis and len(block.shown) < 160
    )


def is_own_document(document: Document, index: int) -> bool:
    """An annex whose title, or the title right below it, is that of a regulation, a charter or the like."""
    titles = [re.sub(r"^.*?[.:–—-]\s*", "", document.blocks[index].shown)]
    if index + 1 < len(document.blocks) and is_title(document.blocks[index + 1]):
        titles.append(document.blocks[index + 1].shown)
    return any(map(_titles_own_document, titles))


def appended(
    document: Document, headings: Mapping[int, StandardHeading], standards: StandardSet
) -> list[tuple[int, int, int]]:
    """Spans of appended documents: (first block, end, heading)."""
    spans: list[tuple[int, int, int]] = []
    until = 0
    for index, block in enumerate(document.blocks):
        if index < until or not is_title(block) or index in headings:
            continue
        title = block.shown
        if _opens_with_code(title, standards):
            continue
        if block.kind is Kind.HEADING and annex_heading().match(title):
            end = _annex_end(document, index, headings)
            if not _about_criteria(document, index) and not _mere_label(document, index, standards):
                spans.append((index, end, index))
                until = end
            continue
        if _names_code(title, standards):
            continue
        own = _titles_own_document(title)
        if own or (_policy().search(title) and not _under_standard(document, index, headings)):
            if block.kind is not Kind.HEADING and not own:
                continue
            end = _own_document_end(document, index, headings)
            spans.append((index, end, index))
            until = end
    return spans


def _mere_label(document: Document, index: int, standards: StandardSet) -> bool:
    """An annex's label alone («Приложение 10» in a column of its own) between criteria that go on in their order."""
    title = document.blocks[index].shown
    label = annex_heading().match(title)
    if label is None or re.search(r"[^\W\d_]{2,}", title[label.end() :]):
        return False
    following = [block.shown for block in document.blocks[index + 1 : index + 3]]
    if any(map(_titles_own_document, following)):
        return False
    before = next((code for at in range(index - 1, -1, -1) if (code := _code_at(document, at, standards))), None)
    places = range(index + 1, len(document.blocks))
    after = next((code for at in places if (code := _code_at(document, at, standards))), None)
    return before is not None and after is not None and before < after


def _code_at(document: Document, index: int, standards: StandardSet) -> Code | None:
    """The set's code that a block, or a cell of a row, opens with."""
    block = document.blocks[index]
    for text in block.texts or (block.shown,):
        opened = opening(text, standards)
        known = [code for code in opened.cited.codes if code in standards.criteria] if opened else []
        if known:
            return known[0]
    return None


def _names_code(title: str, standards: StandardSet) -> bool:
    """A title that closes with a code («Публикация политики [3.2.6]») is a criterion's."""
    return any(code in standards.criteria for cited in standards.grammar.find(title) for code in cited.codes)


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
        if block.kind is Kind.HEADING and annex_heading().match(block.shown):
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
    if index + 1 < len(document.blocks) and is_title(document.blocks[index + 1]):
        texts.append(document.blocks[index + 1].shown)
    title = " ".join(texts)
    return bool(any_of("coverage").search(title)) and not _own_document().match(re.sub(r"^.*?[.:–—-]\s*", "", title))


def _under_standard(document: Document, index: int, headings: Mapping[int, StandardHeading]) -> bool:
    section: int | None = document.section_of[index]
    while section is not None:
        heading = document.sections[section].heading
        if heading is not None and heading != index and heading in headings:
            return True
        section = document.sections[section].parent
    return False


def _end_of_section(document: Document, index: int) -> int:
    """Where the section that a heading opens ends."""
    level = document.blocks[index].level or 1
    for following in range(index + 1, len(document.blocks)):
        block = document.blocks[following]
        if block.kind is Kind.HEADING and block.level <= level:
            return following
    return len(document.blocks)
