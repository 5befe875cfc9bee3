"""A report that the experts filled in is read back."""

from __future__ import annotations

from os import fspath
from typing import TYPE_CHECKING, Literal

from ..core.loading.installed import Loaded
from ..core.model.document import ReadingError
from .isolated import isolated
from .loading import Files, chosen_sets, data_of, load_for_case, read_case
from .results import as_kind, traced

if TYPE_CHECKING:
    from ..core.reporting.review import Review

AccreditationType = Literal[
    "conceptual", "primary-without-graduates", "primary-with-graduates", "re-accreditation"
]  # as model.procedures.TYPES


def review(
    path: Files,
    *,
    set: str | None = None,
    case: Files | None = None,
    sar: Files | None = None,
    type: AccreditationType | None = None,
    previous_years: int | None = None,
    loaded: Loaded | None = None,
) -> Review:
    """A report that the experts filled in, read back: its ratings, what is wrong with it, the indicative terms.

    set   id of a standard set, or of a procedure; none: as the report says
    case  its folder
    sar   the self-assessment report that the experts cite
    type, previous_years  facts on which the term depends; else the case's

    The terms follow the rules in core/data/terms_*.toml, each with its source. A report that cannot be read is no
    exception: `.error` says why. Raises UnknownSet, FailedSet, and DataFileError for the case's sapa.toml.
    """
    from ..core.expert_report.review import Given, failed
    from ..core.expert_report.review import review as run
    from ..core.model.term_rules import Facts
    from ..core.reading.tools import probe
    from ..core.reporting.review import Review

    known = loaded or load_for_case(case)
    chosen = chosen_sets(known, [set] if set else [])
    given = Given(
        chosen[0] if chosen else None,
        known.procedures.get(set.strip()) if set else None,
        None if case is None else read_case(case, known),
        None if sar is None else fspath(sar),
        Facts(type, previous_years),
    )
    file = fspath(path)
    tools = probe()
    try:
        found = isolated(file, run, file, given, data_of(known), tools)
    except ReadingError as error:
        found = failed(file, error)
    own = given.case
    files = [] if own is None else [own.file, *(own.path(file) for report in own.reports for file in report.files)]
    return traced(
        as_kind(Review, found),
        [file],
        set,
        chosen or known.sets.values(),
        tools,
        {
            "case": None if case is None else fspath(case),
            "sar": given.sar,
            "type": type,
            "previous_years": previous_years,
        },
        [*files, *([given.sar] if given.sar else [])],
    )
