"""Whether a report's chapter on each standard has its parts: evidence, analysis, strengths, weaknesses, advice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ..model.document import Block, Document, Kind
from ..model.places import Place
from ..model.procedures import Requirement
from ..model.results import DocumentResult
from ..model.standards import StandardSet
from ..shipped import shipped
from ..words.messages import Value, message
from ..words.vocabulary import alternatives
from .requirement_checks import LIST, CaseContext, Fault, Outcome, awaiting, check, judged

_LONGEST = 10  # words of a title that names parts: "Strengths and weaknesses of standard 3"
_LABEL_ENDS = re.compile(r"\s*[:.–—-]")  # behind the label that opens a paragraph


@check("standard-parts", parts=LIST)
def standard_parts(context: CaseContext, requirement: Requirement) -> Outcome:
    """In each report every standard that has a chapter names the parts, by a title or a label of their own."""
    parts = [str(part) for part in requirement.parameters["parts"]]
    read = [one for number, one in enumerate(context.documents) if one.document and _as_stated(context, number)]
    if not read:
        return awaiting("reports")
    faults = [fault for document in read for fault in _of_report(document, context.procedure.sets, parts)]
    return judged(faults, message("case.parts", reports=len(read)))


def _as_stated(context: CaseContext, number: int) -> bool:
    """A report in another language than sapa.toml says is told once, where the languages are checked."""
    stated = [report.language for report in context.case.reports][number : number + 1]
    return not stated or context.documents[number].language in (None, *stated)


def _of_report(result: DocumentResult, sets: Sequence[str], parts: Sequence[str]) -> Iterator[Fault]:
    """One finding for each part that some standards lack, and one for those that none has."""
    document, place = result.document, Place(result.path)
    assert document is not None
    for found in result.sets:
        standards = found.coverage.set
        if standards.id not in sets:
            continue
        lacking = parts_lacking(document, standards, parts)
        arguments: dict[str, Value] = {"path": result.path}
        if not lacking:
            yield Fault("case-no-chapters", arguments, place=place, uncertain=True)
            continue
        without = {part: tuple(number for number, left in lacking.items() if part in left) for part in parts}
        nowhere = tuple(part for part in parts if len(without[part]) == len(lacking))
        if nowhere:
            yield Fault("case-parts-nowhere", {**arguments, "parts": nowhere}, place=place)
        for part, numbers in without.items():
            if numbers and part not in nowhere:
                yield Fault("case-part-lacking", {**arguments, "part": part, "standards": numbers}, place=place)


def parts_lacking(document: Document, standards: StandardSet, parts: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """By standard, in the order of its chapters: the parts that its chapter does not name."""
    lacking = {}
    for number, spans in chapters_of(document, standards).items():
        named = {part for start, end in spans for block in document.blocks[start:end] for part in _named(block)}
        lacking[number] = tuple(part for part in parts if part not in named)
    return lacking


def chapters_of(document: Document, standards: StandardSet) -> Mapping[str, list[tuple[int, int]]]:
    """Where each standard is spoken of, blocks from the first to before the last: to the next standard's heading."""
    from ..citing.titles import standard_headings  # a procedure that is only loaded reads no report

    starts = sorted(standard_headings(document, standards).items())
    chapters: dict[str, list[tuple[int, int]]] = {}
    for at, (start, heading) in enumerate(starts):
        end = starts[at + 1][0] if at + 1 < len(starts) else len(document.blocks)
        chapters.setdefault(heading.number, []).append((start + 1, end))
    return chapters


def _named(block: Block) -> Iterator[str]:
    texts = block.texts or (block.shown,)
    for text in texts:
        title = len(text.split()) <= _LONGEST and (block.kind in (Kind.HEADING, Kind.ROW) or block.emphasis)
        for part, pattern in _patterns().items():
            match = pattern.search(text) if title else pattern.match(text.lstrip(" •–—-0123456789.)"))
            if match and (title or _LABEL_ENDS.match(match.string, match.end())):
                yield part


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    table: Mapping[str, list[str]] = tomllib.loads(shipped("data", "report_parts.toml").read_text("utf-8"))
    return {part: re.compile(alternatives(entries), re.IGNORECASE) for part, entries in table.items()}
