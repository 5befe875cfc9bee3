"""Findings about criteria: what is missing, thin or only mentioned, and codes that are not what they seem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import ne

from ..model.codes import Code
from ..model.coverage import OF_ITS_OWN, Citation, Status
from ..model.document import Kind
from ..model.findings import Finding, Severity
from ..model.standards import StandardSet
from ..words.messages import Value
from ..words.narrative import says_not_applicable
from . import Context
from .hints import hints

_GAPS: dict[Status, tuple[str, Severity]] = {
    Status.MISSING: ("criterion-missing", "error"),
    Status.THIN: ("criterion-thin", "warning"),
    Status.MENTIONED: ("criterion-mentioned", "warning"),
}
_VOLUME = 2  # standards that must be absent before a volume is thought of; a single one is a gap like any other


def gaps(context: Context) -> Iterator[Finding]:
    """One finding per criterion that is missing, thin or only mentioned (design: Finding); whole standards of which
    the file knows nothing, where it answers others, are one finding."""
    absent = _absent_standards(context)
    if absent:
        count = sum(covered.criterion.standard in absent for covered in context.coverage.criteria)
        arguments: dict[str, Value] = {"numbers": folded(absent), "count": count, "file": context.document.path}
        yield Finding("standards-not-in-file", "error", set=context.coverage.set.id, arguments=arguments)
    for covered in context.coverage.criteria:
        if covered.status in _GAPS and covered.criterion.standard not in absent:
            rule, severity = _GAPS[covered.status]
            place = covered.evidence[0].place if covered.evidence else None
            yield Finding(
                rule,
                severity,
                place,
                context.coverage.set.id,
                covered.criterion.code.text,
                {"words": covered.words},
            )


def _absent_standards(context: Context) -> list[str]:
    """The standards of a volume that was left out: neither they nor any of their criteria stand in the file, while
    another standard is there with answers."""
    standards = context.coverage.standards
    if not any(one.addressed for one in standards):
        return []
    missing = {one.standard.number for one in standards if one.status is Status.MISSING}
    for covered in context.coverage.criteria:
        if covered.status is not Status.MISSING or covered.evidence:
            missing.discard(covered.criterion.standard)
    absent = [one.standard.number for one in standards if one.standard.number in missing and one.total]
    return absent if len(absent) >= _VOLUME else []


def folded(numbers: Sequence[str]) -> tuple[str, ...]:
    """4, 5, 6, 8 as "4–6", "8"."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and number.isdecimal() and runs[-1][-1].isdecimal() and int(number) == int(runs[-1][-1]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


_ENOUGH = 2 / 3  # of the words that as many answers need: a shared passage below it is thin for all of them


def passages(context: Context) -> Iterator[Finding]:
    """Passages that criteria share with too few words for each, or that go on after saying "not applicable"."""
    standards = context.coverage.set
    statuses = {covered.criterion.code: covered for covered in context.coverage.criteria}
    needed = standards.enough_words("")
    told: set[Code] = set()
    for passage in context.coverage.passages:
        place = context.document.blocks[passage.citation.block].place
        count = len(passage.codes)
        if count > 1 and needed <= passage.words < needed * count * _ENOUGH:
            yield Finding(
                "shared-thin",
                "warning",
                place,
                standards.id,
                passage.codes[0].text,
                {"words": passage.words, "needed": needed * count, "codes": tuple(c.text for c in passage.codes)},
            )
        for code in passage.codes:
            if (
                code in statuses
                and statuses[code].status is Status.ADDRESSED
                and code not in told
                and says_not_applicable(passage.opening)
            ):
                told.add(code)
                yield Finding("says-not-applicable", "info", place, standards.id, code.text)


_FEWEST = 3  # passages that show whether a form was filled in


def form(context: Context) -> Iterator[Finding]:
    """Most passages hold only what the agency's form prints."""
    coverage = context.coverage
    count = len(coverage.passages)
    if count >= _FEWEST and coverage.unfilled * 2 > count:
        arguments = {"count": coverage.unfilled, "total": count}
        yield Finding("unfilled-form", "error", set=coverage.set.id, arguments=arguments)


def owned(context: Context) -> Iterator[Finding]:
    """Most of what the report says was given to no criterion, so its way of naming them may not be known."""
    if context.coverage.hardly_owned:
        yield Finding("mostly-unowned", "warning", set=context.coverage.set.id)


def codes(context: Context) -> Iterator[Finding]:
    """Codes that the set does not list, that stand for two sets, or that have several sections."""
    standards = context.coverage.set
    ambiguous: set[Code] = set()
    unknown: set[Code] = set()
    for citation in context.citations.all:
        if citation.refused == "ambiguous":
            place = context.document.blocks[citation.block].place
            for code in citation.codes:
                if code not in ambiguous:
                    ambiguous.add(code)
                    names = (standards.id, standards.extends or "")
                    yield Finding("ambiguous-code", "warning", place, standards.id, code.text, {"sets": names})
        if citation.refused:
            continue
        for code in citation.unknown:
            if code in unknown or not _speaks_of_criteria(citation, standards, code):
                continue
            unknown.add(code)
            place = context.document.blocks[citation.block].place
            if standards.in_gap(code):
                yield Finding("unlisted-code", "info", place, standards.id, code.text)
            else:
                near = _nearest(code, standards)
                arguments = {"cited": code.text, "nearest": near.text if near else None}
                yield Finding("unknown-code", "warning", place, standards.id, code.text, arguments)
    yield from _duplicates(context)


def _speaks_of_criteria(citation: Citation, standards: StandardSet, code: Code) -> bool:
    """A code that the set lacks is worth a word only where the report clearly means a criterion."""
    if citation.prefix:
        return True
    full = len(code.parts) == len(standards.grammar.levels) and len(code.parts) >= 3
    return citation.kind in OF_ITS_OWN and full and (bool(citation.codes) or code.parts[:-1] in standards.children)


def _nearest(code: Code, standards: StandardSet) -> Code | None:
    """The listed code under the same parent with the nearest number, else the first with the fewest other numbers."""
    if siblings := standards.children.get(code.parts[:-1]):
        return min(siblings, key=lambda known: (abs(known.parts[-1] - code.parts[-1]), known))
    near: list[tuple[int, Code]] = []
    for parent, children in standards.children.items():
        if len(parent) == len(code.parts) - 1:
            differing = sum(map(ne, parent, code.parts))
            same = next((known for known in children if known.parts[-1] == code.parts[-1]), None)
            near.append((differing, same) if same else (differing + 1, children[0]))
    return min(near)[1] if near else None


def _duplicates(context: Context) -> Iterable[Finding]:
    """A criterion with several headings of its own: one may be left over from an older report."""
    headings: dict[Code, list[int]] = {}
    for citation in context.citations.counted:
        if citation.kind == "heading" and len(citation.codes) == 1:
            headings.setdefault(citation.codes[0], []).append(citation.block)
    for code, blocks in sorted(headings.items()):
        distinct = list(dict.fromkeys(blocks))
        if len(distinct) > 1:
            place = context.document.blocks[distinct[1]].place
            arguments = {"count": len(distinct)}
            yield Finding("duplicate-section", "warning", place, context.coverage.set.id, code.text, arguments)


def contents(context: Context) -> Iterator[Finding]:
    """Entries of the contents whose heading the report no longer has.

    One that names several codes is a chapter's, "Standard 4 (4.2.1–4.2.17)": its heading is not that of a criterion.
    """
    own = {code for c in context.citations.counted if c.kind in OF_ITS_OWN for code in c.codes}
    headings = [b.shown.lower() for b in context.document.blocks if b.kind is Kind.HEADING]
    told: set[Code] = set()
    for citation in context.citations.counted:
        block = context.document.blocks[citation.block]
        if citation.kind != "contents" or block.kind is not Kind.CONTENTS or len(citation.codes) > 1:
            continue
        for code in citation.codes:
            if code in own or code in told or any(code.text in heading for heading in headings):
                continue
            told.add(code)
            entry = " ".join(block.shown.split())[:120]
            yield Finding("stale-contents", "info", block.place, context.coverage.set.id, code.text, {"entry": entry})


RULES = (form, owned, gaps, passages, codes, contents, hints)
