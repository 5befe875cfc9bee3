"""The experts' filled report of a case, reviewed for the lines of the checklist that it tells."""

from __future__ import annotations

from dataclasses import replace

from ..checking.settings import Settings
from ..checking.workers import apart
from ..expert_report.review import Given, Review, review
from ..loading.installed import Loaded
from ..model.case import Case
from ..model.document import ReadingError
from ..rules.requirement_checks import Reviewed


def reviewed_report(case: Case, loaded: Loaded, settings: Settings) -> Reviewed | None:
    """None where the case names no report of the experts. One that cannot be read is no exception: its error says why.

    It is not compared with the self-assessment report, which would have to be read once more: `sapa review` does that.
    """
    if not case.experts_report:
        return None
    file = case.path(case.experts_report)
    alone = Given(case=replace(case, reports=()))
    data = replace(loaded, rules=(), assemblies=(), formats=())  # plugins' code may not go into another process
    try:
        found: Review = apart(file, review, file, alone, data, settings.tools, limits=settings.limits)
    except ReadingError as error:
        return Reviewed(file, error=error.said)
    return Reviewed(file, found.findings, found.error)
