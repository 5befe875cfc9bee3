"""A report written for one edition of a set, against another: which answers stay good, move, or are wanting now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..model.coverage import Coverage, CriterionCoverage, Status
from ..model.standards import Criterion, StandardSet
from .editions import Change, changes

State = Literal["kept", "moved", "reworded", "unanswered", "not-checked"]
STATES: tuple[State, ...] = ("kept", "moved", "reworded", "unanswered", "not-checked")
_ANSWERED = (Status.ADDRESSED, Status.NOT_APPLICABLE)


@dataclass(frozen=True)
class Carried:
    """A criterion of the newer edition.

    state      kept: same code and wording, answered; moved: answered under another code; reworded: answered, but the
               question has changed; unanswered: new, or without an answer in the old edition either; not-checked:
               the old answer could not be looked for
    reworded   of a moved one: the wording has changed as well
    answer     the old answer, None for what is new
    """

    criterion: Criterion
    state: State
    change: Change
    answer: CriterionCoverage | None

    @property
    def old(self) -> Criterion | None:
        return self.change.old


@dataclass(frozen=True)
class Carry:
    """criteria: of the newer edition, in its order; dropped: answered ones that it no longer asks for."""

    old: StandardSet
    new: StandardSet
    criteria: tuple[Carried, ...]
    dropped: tuple[CriterionCoverage, ...]

    def counts(self) -> dict[State, int]:
        return {state: sum(one.state == state for one in self.criteria) for state in STATES}


def carry(coverage: Coverage, new: StandardSet) -> Carry:
    """coverage: of the report by the older edition."""
    answers = {one.criterion.code: one for one in coverage.criteria}
    every = changes(coverage.set, new)
    carried = tuple(
        _carried(change, change.new, answers[change.old.code] if change.old is not None else None)
        for change in every
        if change.new is not None
    )
    gone = [change.old.code for change in every if change.kind == "removed" and change.old is not None]
    dropped = tuple(answers[code] for code in gone if answers[code].status in _ANSWERED)
    return Carry(coverage.set, new, carried, dropped)


def _carried(change: Change, criterion: Criterion, answer: CriterionCoverage | None) -> Carried:
    state: State
    if answer is None:
        state = "unanswered"
    elif answer.status is Status.NOT_CHECKED:
        state = "not-checked"
    elif answer.status not in _ANSWERED:
        state = "unanswered"
    elif change.kind == "renumbered":
        state = "moved"
    else:
        state = "reworded" if change.reworded else "kept"
    return Carried(criterion, state, change, answer)
