"""A procedure: how an accreditation runs over one or more standard sets."""

from __future__ import annotations

from dataclasses import dataclass

from .standards import Titles


@dataclass(frozen=True)
class Procedure:
    """sets: the ids of the sets whose criteria it works with; `--set <id of a procedure>` means them plus it."""

    id: str
    titles: Titles
    sets: tuple[str, ...]
