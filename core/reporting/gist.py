"""A result in a sentence or two: what a rector reads in ten seconds, and what is said of a file that was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..model.coverage import Coverage
from ..model.results import DocumentResult, Result
from ..showing.view import GAPS, Tell, all_alike, gaps
from ..words.messages import Lang, say
from .as_json import summary
from .overview import sum_text

_STANDS_OUT = 2  # gaps from which on a standard is named as the one with most of them


def gist(result: Result, tell: Tell, lang: Lang) -> str:
    """The whole result in a line: of a case its checklist, of several reports how many have gaps."""
    if result.case is not None:
        from .case import summary as checklist

        return checklist(result.case, tell)
    if len(result.documents) != 1:
        return sum_text(result.documents, tell)
    document = result.documents[0]
    if document.error is not None:
        return say(document.error.said, lang)
    if document.candidates or not document.sets:
        return tell("finding.set-undecided", candidates=document.candidates)
    return " ".join(sentences(result.documents, tell, lang)) or say(document.sets[0].coverage.criteria[0].reason, lang)


def sentences(documents: Sequence[DocumentResult], tell: Tell, lang: Lang) -> list[str]:
    """Of one report, a sentence for each set, and where most of the gaps lie."""
    said = []
    for found in documents[0].sets if len(documents) == 1 else ():
        criteria = found.coverage.criteria
        if not criteria or all_alike(found.coverage):
            continue
        counts = summary(criteria)
        open_ = sum(gap.size for gap in gaps(found.coverage))
        sentence = tell(
            "html.first",
            addressed=counts["addressed"],
            total=len(criteria),
            not_applicable=counts["not_applicable"] or None,
            gaps=open_,
            missing=counts["missing"] or None,
            not_checked=counts["not_checked"] or None,
        )
        said.append(f"{sentence} {_most(found.coverage, tell, lang)}".rstrip() if open_ else sentence)
        if found.coverage.hardly_owned:
            said.append(f"{tell('finding.mostly-unowned')}.")
    return said


def _most(coverage: Coverage, tell: Tell, lang: Lang) -> str:
    """The standard with most gaps, where one stands out."""
    counts = Counter(one.criterion.standard for one in coverage.criteria if one.status in GAPS)
    (most, count), *others = counts.most_common(2)
    if count < _STANDS_OUT or (others and others[0][1] == count):
        return ""
    return tell("html.most", count=count, number=most, title=coverage.set.by_number[most].titles.get(lang))
