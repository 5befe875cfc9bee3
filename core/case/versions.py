"""The language versions of each report of a case side by side, for a line of the checklist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..comparing.inputs import CannotCompare, versions_of
from ..comparing.parity import parity
from ..model.case import Case
from ..model.results import DocumentResult
from ..rules.requirement_checks import Versions
from ..showing.view import ranges_of


def versions(case: Case, documents: Sequence[DocumentResult]) -> tuple[Versions, ...]:
    """What the versions of each report state differently; reports about other programmes are other reports.

    documents: one for each report of the case, in its order. A file that could not be read is left out, and so is a
    report that is there in one language only.
    """
    groups: dict[tuple[str, ...], list[DocumentResult]] = {}
    for report, document in zip(case.reports, documents, strict=True):
        if document.document is not None and document.sets and document.language == report.language:
            groups.setdefault(tuple(sorted(report.programmes)), []).append(document)
    return tuple(_compared(of) for of in groups.values() if len(of) > 1)


def _compared(documents: Sequence[DocumentResult]) -> Versions:
    languages = tuple(one.language or "" for one in documents)
    paths = tuple(one.path for one in documents)
    try:
        found = parity(versions_of(documents))
    except CannotCompare as error:
        return Versions(languages, paths, error=error.said)
    grave = [one for one in found.differences if one.severity != "info"]
    codes: dict[str, tuple[str, ...]] = {}
    for one in grave:
        codes[one.kind] = tuple(dict.fromkeys((*codes.get(one.kind, ()), *([one.code] if one.code else []))))
    ranges = {kind: ranges_of(of, found.set) for kind, of in codes.items()}
    return Versions(languages, paths, Counter(one.kind for one in grave), codes, ranges)
