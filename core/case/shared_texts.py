"""Texts that stand in two reports of a case: one programme's answers, taken over for another one of the cluster."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ..model.document import Document
from ..model.results import DocumentResult

RULE = "text-shared"


def with_shared_texts(documents: Sequence[DocumentResult], skip: Collection[str]) -> tuple[DocumentResult, ...]:
    """The reports, in their order, each with a note on what an earlier one of the same language holds too."""
    if RULE in skip or len(documents) < 2:
        return tuple(documents)
    from ..rules.editor.copies import shared_with

    noted: list[DocumentResult] = []
    earlier: dict[str | None, list[Document]] = {}
    for one in documents:
        if one.document is None:
            noted.append(one)
            continue
        before = earlier.setdefault(one.language, [])
        noted.append(replace(one, findings=(*one.findings, *shared_with(one.document, before))))
        before.append(one.document)
    return tuple(noted)
