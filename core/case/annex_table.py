"""Cited, listed, supplied: what is known of each annex of a case, as a table."""

from __future__ import annotations

from pathlib import Path

from ..model.results import Overview, Shown
from ..rules.annexes import Annexes, AnnexFacts, facts
from ..words.messages import Message, message

NOTHING = "–"


def annex_table(annexes: Annexes) -> Overview | None:
    """One row for each annex; None where no report cites or lists any and none was supplied."""
    known = facts(annexes)
    if not known:
        return None
    heads = tuple(message(f"annexes.{name}") for name in ("annex", "cited", "listed", "supplied"))
    return Overview(message("annexes.title"), heads, tuple(_row(one) for one in known))


def _row(one: AnnexFacts) -> tuple[Shown, ...]:
    cited: Shown = message("annexes.times", count=one.cited) if one.cited else NOTHING
    return (one.label, cited, message("annexes.yes") if one.listed else NOTHING, _supplied(one))


def _supplied(one: AnnexFacts) -> Shown:
    if not one.files:
        return message("annexes.inside") if one.inside else NOTHING
    names = tuple(Path(file.path).name for file in one.files)
    return Message(_state(one), {"files": names})


def _state(one: AnnexFacts) -> str:
    """The id of the sentence: only what all files of an annex are is said of it."""
    if all(file.locked for file in one.files):
        return "annexes.locked"
    return "annexes.empty" if all(not file.size for file in one.files) else "annexes.files"
