"""What only the whole report says of its citations: lists of criteria, refused headings, codes that two sets have."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from ..model.codes import Code
from ..model.coverage import OF_ITS_OWN, Citation
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from ..words.vocabulary import any_of
from .openings import opening
from .titles import SAME_TITLE, StandardHeading, similarity


def short_in_order(document: Document, standards: StandardSet, found: list[Citation]) -> list[Citation]:
    """A code of two levels alone in brackets, "(2.8)", is one between the nearest codes, 2.6 of its standard and 2.8.2
    or the first of the next standard: a decimal would hardly fit between them, nor another document's clause. "By a
    contract (3.2.4)" speaks of the criterion, too, where 3.2.3 and 3.2.5 stand near."""
    counted = [one for one in found if not one.refused and one.codes and one.kind not in ("contents", "furniture")]
    blocks = [one.block for one in counted]

    def cited_near(block: int) -> set[Code]:
        near = counted[bisect_left(blocks, block - _NEAR) : bisect_right(blocks, block + _NEAR)]
        return {code for one in near for code in one.codes}

    def fits(one: Citation) -> bool:
        text = document.blocks[one.block].shown
        code = next((code for code in one.codes if code in standards.criteria), None)
        if (
            code is None
            or text[one.start - 1 : one.start] not in ("(", "[")
            or text[one.end : one.end + 1] not in (")", "]")
        ):
            return False
        beside = _neighbours(code, standards) if one.refused == "other-document" else set()
        if beside and beside <= cited_near(one.block):
            return True
        at, behind = bisect_left(blocks, one.block), bisect_right(blocks, one.block)
        if not 0 < at <= behind < len(counted):
            return False
        before, after = counted[at - 1].codes[-1], counted[behind].codes[0]
        known = standards.criteria
        return before < code < after and before in known and known[before].standard == known[code].standard

    return [
        one._replace(refused="") if one.refused in _ARGUABLE and one.cell is None and fits(one) else one
        for one in found
    ]


def _neighbours(code: Code, standards: StandardSet) -> set[Code]:
    """The codes right before and right behind it in the set."""
    *_, last = code.parts
    beside = [other for other in standards.criteria if other.parts[:-1] == code.parts[:-1]]
    return {other for other in beside if abs(other.parts[-1] - last) == 1}


_NEAR = 5  # blocks within which the neighbours of a code stand
# What a number alone in brackets may wrongly be taken for; "of our lectures (4.2.7)" counts none of them
_ARGUABLE = frozenset(["bare-number", "other-document", "numbered"])


def without_bare_numbers_above(
    document: Document, headings: Mapping[int, StandardHeading], found: list[Citation]
) -> list[Citation]:
    """In an introduction, above the first standard, a number alone without brackets or the word for criterion is a
    room, a form, an extension: «телестудия 3.2.8 (третий этаж)»."""
    begins = min(headings, default=0)

    def is_bare(one: Citation) -> bool:
        if one.block >= begins or one.kind != "inline" or one.cell is not None or one.prefix or len(one.codes) != 1:
            return False
        return document.blocks[one.block].shown[one.start - 1 : one.start] not in ("(", "[")

    return [one._replace(refused="bare-number") if not one.refused and is_bare(one) else one for one in found]


def ambiguous(document: Document, standards: StandardSet, base: StandardSet, found: list[Citation]) -> list[Citation]:
    """Programme 2.4 or EUR-ACE 2.4? In a programme's report without the appendix only the title can tell."""
    answers_base = any(
        code in base.criteria and code not in standards.criteria
        for block in document.blocks
        for text in block.texts or (block.shown,)
        if (opened := opening(text, base)) is not None
        for code in opened.cited.codes
    )
    if not answers_base:
        return found

    def told(citation: Citation) -> bool:
        title = document.blocks[citation.block].shown[citation.end :] if citation.cell is None else ""
        names = (
            name
            for code in citation.codes
            if code in standards.criteria
            for name in standards.criteria[code].titles.all()
        )
        return any(similarity(title, name) >= SAME_TITLE for name in names)

    return [
        citation._replace(refused="ambiguous")
        if not citation.refused
        and not citation.prefix
        and citation.codes
        and all(code in base.criteria for code in citation.codes)
        and not told(citation)
        else citation
        for citation in found
    ]


def lists_of_criteria(document: Document, standards: StandardSet, found: list[Citation]) -> list[Citation]:
    """Leads that follow one another with nothing between are a quoted list of the criteria, when its heading says so
    or most of them are answered elsewhere; a list is no narrative."""
    elsewhere: dict[Code, set[int]] = {}
    for citation in found:
        if citation.kind in OF_ITS_OWN and not citation.refused:
            for code in citation.codes:
                elsewhere.setdefault(code, set()).add(citation.block)
    leads = {c.block: position for position, c in enumerate(found) if c.kind == "lead" and not c.refused and c.codes}
    result = list(found)
    for run in _runs(document, sorted(leads)):
        if len(run) < 3:
            continue
        sizes = sorted(document.blocks[block].narrative for block in run)
        if sizes[len(sizes) // 2] >= standards.enough_words("") or sizes[-1] >= 2 * standards.enough_words(""):
            continue
        codes = [code for block in run for code in found[leads[block]].codes]
        here = set(run)
        others = {code for code in set(codes) if not elsewhere[code] <= here}
        answered = sum(code in others for code in codes)
        titled = any_of("list").search(_heading_above(document, run[0])) is not None
        if titled or answered * 2 > len(codes):
            for block in run:
                result[leads[block]] = found[leads[block]]._replace(kind="contents")
    return result


def entries_of_refused(document: Document, found: list[Citation]) -> list[Citation]:
    """An entry of the contents is what its heading is: no citation where the heading is none (another set's part)."""
    if not any(citation.kind == "contents" for citation in found):
        return found
    by_title: dict[str, list[int]] = {}
    for index, block in enumerate(document.blocks):
        if block.kind is Kind.HEADING:
            by_title.setdefault(_bare_entry(block.shown), []).append(index)
    verdicts: dict[int, list[Citation]] = {}
    for citation in found:
        if citation.kind == "heading":
            verdicts.setdefault(citation.block, []).append(citation)
    result = []
    for citation in found:
        if citation.kind == "contents" and not citation.refused:
            headings = by_title.get(_bare_entry(document.blocks[citation.block].shown), [])
            same = [one for at in headings for one in verdicts.get(at, []) if set(one.codes) & set(citation.codes)]
            if same and all(one.refused for one in same):
                citation = citation._replace(refused=same[0].refused)
        result.append(citation)
    return result


def _bare_entry(shown: str) -> str:
    """A heading, or its entry in the contents without leaders and page number."""
    return re.sub(r"[\s.…_·]*[0-9]*$", "", " ".join(shown.lower().split()))


def _runs(document: Document, blocks: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for block in blocks:
        between = document.blocks[runs[-1][-1] + 1 : block] if runs else ()
        if runs and all(other.kind is Kind.FURNITURE for other in between):
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _heading_above(document: Document, index: int) -> str:
    path = document.heading_path(index)
    before = document.blocks[index - 1].shown if index else ""
    return " ".join([*path[-1:], before if before.endswith(":") else ""])
