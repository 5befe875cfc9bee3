"""Whose report it is, as its cover says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.document import Document, Kind
from ..model.results import DocumentResult
from ..words.vocabulary import any_of

_COVER = 40  # blocks among which a cover stands
_LONGEST = 120  # characters of a name
_FEWEST, _MOST = 2, 14  # words of a name


def institution_of(document: Document | None) -> str | None:
    """The first line of the cover that names an institution of education; None where none does."""
    if document is None:
        return None
    named, told = any_of("named-institution"), any_of("kind-of-report")
    for block in document.blocks[:_COVER]:
        text = " ".join(block.shown.split())
        if block.kind in (Kind.ROW, Kind.CONTENTS) or len(text) > _LONGEST:
            continue
        if text.endswith((":", ".", ";")) or text[:1].isdigit():  # a sentence, a heading with its number
            continue
        if _FEWEST <= len(text.split()) <= _MOST and named.search(text) and not told.search(text):
            return text
    return None


@dataclass(frozen=True)
class Institution:
    """Reports of one institution, in their order. name: as the first cover that names it says; None: none does."""

    name: str | None
    documents: tuple[DocumentResult, ...]


def by_institution(documents: Sequence[DocumentResult]) -> list[Institution]:
    """Reports by the institutions on their covers.

    Versions of one report in several languages name it each in its own words: two names in the same language tell two
    institutions, where no language has two all are of one. Beside two institutions a report that names none is alone.
    """
    names = [institution_of(one.document) for one in documents]
    keys = [" ".join(name.casefold().split()) if name else "" for name in names]
    in_languages = {(one.language, key) for one, key in zip(documents, keys, strict=True) if key}
    if len(in_languages) == len({language for language, _ in in_languages}):
        return [Institution(next(filter(None, names), None), tuple(documents))] if documents else []
    groups: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        groups.setdefault(key or f"/{number}", []).append(number)
    return [Institution(names[of[0]], tuple(documents[number] for number in of)) for of in groups.values()]
