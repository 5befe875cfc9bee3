"""Two editions of a set: what stays, is renumbered, reworded, removed or added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ..citing.titles import similarity
from ..model.codes import Code
from ..model.standards import Criterion, StandardSet, Titles

Kind = Literal["kept", "renumbered", "reworded", "removed", "added"]
KINDS: tuple[Kind, ...] = ("kept", "renumbered", "reworded", "removed", "added")
_SAME_WORDING = 0.85  # similarity from which two wordings without a common code are taken for one criterion


@dataclass(frozen=True)
class Change:
    """One criterion in both editions. certain: the newer file itself says so, or the code is the same.

    renumbered may be reworded too: reworded says so.
    """

    kind: Kind
    old: Criterion | None
    new: Criterion | None
    reworded: bool = False
    certain: bool = True


def changes(old: StandardSet, new: StandardSet) -> tuple[Change, ...]:
    """In the order of the newer edition, what it removes last."""
    pairs = _pairs(old, new)
    made = [_change(pairs.get(criterion.code), criterion) for criterion in new.criteria.values()]
    followed = {pair[0].code for pair in pairs.values()}
    removed = [Change("removed", criterion, None) for code, criterion in old.criteria.items() if code not in followed]
    return (*made, *removed)


def _pairs(old: StandardSet, new: StandardSet) -> dict[Code, tuple[Criterion, bool]]:
    """For each code of the newer edition the older criterion that it continues, and whether that is certain."""
    renumbered = new.renumbered if new.base == old.key else {}
    moved = {after: before for before, after in renumbered.items()}
    by_text = {code.text: criterion for code, criterion in old.criteria.items()}
    gone = set(new.removed) if new.base == old.key else set()
    pairs: dict[Code, tuple[Criterion, bool]] = {}
    for code in new.criteria:
        before = moved.get(code.text, code.text if code.text not in renumbered else "")
        if before in by_text and before not in gone:
            pairs[code] = (by_text[before], True)
    taken = {criterion.code for criterion, _ in pairs.values()}
    free = [one for code, one in old.criteria.items() if code not in taken and code.text not in gone]
    for code, criterion in new.criteria.items():
        if code not in pairs and new.base != old.key and (found := _alike(criterion, free)) is not None:
            pairs[code] = (found, False)
            free.remove(found)
    return pairs


def _alike(criterion: Criterion, free: list[Criterion]) -> Criterion | None:
    scored = [(score, one) for one in free if (score := _likeness(criterion, one)) >= _SAME_WORDING]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def _likeness(a: Criterion, b: Criterion) -> float:
    every = [similarity(_wording(a)[lang], _wording(b)[lang]) for lang in _wording(a) if lang in _wording(b)]
    return max(every, default=0.0)


def _wording(criterion: Criterion) -> Mapping[str, str]:
    return {**criterion.titles.by_language, **criterion.text.by_language}


def _change(pair: tuple[Criterion, bool] | None, new: Criterion) -> Change:
    if pair is None:
        return Change("added", None, new)
    old, certain = pair
    reworded = any(_differ(a, b) for a, b in ((old.titles, new.titles), (old.text, new.text)))
    if old.code != new.code:
        return Change("renumbered", old, new, reworded, certain)
    return Change("reworded" if reworded else "kept", old, new, reworded, certain)


def _differ(a: Titles, b: Titles) -> bool:
    """In a language that both have; a language that was added says nothing of the old one."""
    both = a.by_language.keys() & b.by_language.keys()
    return any(_plain(a.by_language[lang]) != _plain(b.by_language[lang]) for lang in both)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .;:")


def counted(every: tuple[Change, ...]) -> dict[Kind, int]:
    return {kind: sum(change.kind == kind for change in every) for kind in KINDS}


def reworded(every: tuple[Change, ...]) -> Iterator[Change]:
    return (change for change in every if change.reworded)
