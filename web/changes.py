"""Which gaps closed and opened between two checks of one report, at a glance; the comparison says the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..core.model.results import Result
from ..core.showing.view import GAPS


@dataclass(frozen=True)
class Changes:
    """Codes of criteria, in their order; of several sets each with its set's id."""

    closed: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()


def changes(before: Result | None, now: Result | None) -> Changes | None:
    """None where there is nothing to compare: one of them is missing, could not be read, or answers other sets."""
    if before is None or now is None:
        return None
    old, new = dict(_gaps(before)), dict(_gaps(now))
    if not old or old.keys() != new.keys():
        return None
    return Changes(
        tuple(code for code in old if old[code] and not new[code]),
        tuple(code for code in new if new[code] and not old[code]),
    )


def _gaps(result: Result) -> Iterator[tuple[str, bool]]:
    """Whether each criterion is a gap."""
    for document in result.documents:
        if document.error is not None:
            continue
        for found in document.sets:
            of = f"{found.coverage.set.id} " if len(document.sets) > 1 else ""
            for one in found.coverage.criteria:
                yield of + one.criterion.code.text, one.status in GAPS
