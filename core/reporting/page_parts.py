"""What several pages need: sentences that name no path of this machine, bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from ..model.coverage import CriterionCoverage, Status
from ..showing.view import file_name
from ..words.messages import Lang, Message, say


def without_path(lang: Lang) -> Callable[[Message], str]:
    """Makes sentences, with a file's name in place of its path on this machine."""

    def told(said: Message) -> str:
        path = said.arguments.get("path")
        kept = {**said.arguments, "path": file_name(path)} if isinstance(path, str) else said.arguments
        return say(Message(said.id, kept), lang)

    return told


def bar_segments(criteria: Sequence[CriterionCoverage]) -> list[tuple[str, float, float]]:
    """(status, left, width) of a bar 100 wide, in the order of the statuses."""
    counts = Counter(found.status for found in criteria)
    left, parts = 0.0, []
    for status in Status:
        if counts[status]:
            width = 100 * counts[status] / len(criteria)
            parts.append((status.value, round(left, 2), round(width, 2)))
            left += width
    return parts
