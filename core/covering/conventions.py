"""How the codes of each standard stand to their answers, as the passages show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.coverage import Convention, ConventionFound, Passage
from ..model.document import Document
from ..model.standards import StandardSet

_HABIT = 2  # passages of a standard from which on a second convention is one, too


def conventions(document: Document, standards: StandardSet, passages: Sequence[Passage]) -> Iterator[ConventionFound]:
    """For each standard the conventions of its passages that hold text, the most frequent first."""
    found: dict[str, dict[Convention, list[int]]] = {}
    for passage in passages:
        if passage.words:
            numbers = {standards.criteria[code].standard for code in passage.codes if code in standards.criteria}
            for number in numbers:
                found.setdefault(number, {}).setdefault(passage.convention, []).append(passage.first)
    for number in standards.by_number:
        kinds = sorted(found.get(number, {}).items(), key=lambda item: (-len(item[1]), item[1][0]))
        for position, (kind, blocks) in enumerate(kinds):
            if position == 0 or len(blocks) >= _HABIT:
                yield ConventionFound(number, kind, document.blocks[blocks[0]].place)
