"""Where a report carries no codes: which of its sections probably speaks of which standard, and by which words.

A place to look at, never a status. The words come from the set (`terms` of a standard) and from the hub, to whose
standards the criteria map.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.document import Document, Section
from ..model.findings import Finding
from ..model.hub import load_hub
from ..model.standards import StandardSet
from ..words.messages import Value
from . import Context

_LEAST = 3  # different terms in one section: fewer stand in any text
_SHOWN = 5  # words that a hint names
_CLEARLY = 1.25  # times the weight of the next section's: of two that are alike neither is named


@dataclass(frozen=True)
class _Subject:
    """A standard of the set, or of its hub, with its terms."""

    name: str
    terms: tuple[str, ...]


def hints(context: Context) -> Iterator[Finding]:
    """One finding for each standard whose words stand together in one section."""
    if context.citations.counted:
        return
    sections = [one for one in context.document.sections if one.heading is not None]
    texts = list(_texts(context.document, sections))
    for subject in _subjects(context.coverage.set):
        patterns = {term: _pattern(term) for term in subject.terms}
        best = _best([_found(patterns, text) for text in texts])
        if best is None:
            continue
        at, words = best
        place = context.document.blocks[sections[at].start].place
        arguments: dict[str, Value] = {"standard": subject.name, "terms": words}
        yield Finding("standard-probably", "info", place, context.coverage.set.id, None, arguments)


def _best(found: Sequence[Mapping[str, str]]) -> tuple[int, tuple[str, ...]] | None:
    """The section in which most of the terms stand, the rarer weighing more, and its words; None where none stands out.

    found: for each section the terms that stand in it, and the words by which they were found.
    """
    counts = Counter(term for words in found for term in words)
    rare = {term: math.log(1 + len(found) / count) for term, count in counts.items()}
    weights = [sum(rare[term] for term in words) for words in found]
    best = max(range(len(found)), key=weights.__getitem__, default=None)
    if best is None or len(found[best]) < _LEAST:
        return None
    others = [weight for at, weight in enumerate(weights) if at != best]
    if weights[best] < _CLEARLY * max(others, default=0.0):
        return None
    words = sorted(found[best].items(), key=lambda one: -rare[one[0]])
    return best, tuple(word for _, word in words[:_SHOWN])


def _subjects(standards: StandardSet) -> list[_Subject]:
    """The set's own standards where it gives terms; for the others the hub's standards to which their criteria map."""
    others = [criterion for one in standards.standards if not one.terms for criterion in one.criteria]
    codes = {esg for criterion in others for esg in criterion.esg}
    return [
        *(_Subject(one.number, one.terms) for one in standards.standards if one.terms),
        *(_Subject(f"ESG {one.code}", one.terms) for one in load_hub(standards.hub).standards if one.code in codes),
    ]


def _texts(document: Document, sections: Sequence[Section]) -> Iterator[str]:
    """What stands under each heading itself, its subsections left out: they are sections of their own."""
    starts = sorted(one.start for one in sections)
    for section in sections:
        after = bisect_right(starts, section.start)
        end = min(section.end, starts[after]) if after < len(starts) else section.end
        yield " ".join(block.shown for block in document.blocks[section.start : end]).casefold()


def _pattern(term: str) -> re.Pattern[str]:
    """ "*" in a term is any ending."""
    written = re.escape(term.casefold()).replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w){written}(?!\w)")


def _found(terms: Mapping[str, re.Pattern[str]], text: str) -> Mapping[str, str]:
    """The terms that stand in the text, and the word by which each was found."""
    return {term: match[0] for term, pattern in terms.items() if (match := pattern.search(text))}
