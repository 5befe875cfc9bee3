"""Reports are checked; and what a result is once an earlier one, or the last experts' report, is held against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from os import fspath
from typing import TYPE_CHECKING

from ..core.checking.inputs import sorted_out
from ..core.loading.installed import Loaded
from ..core.model import results
from ..core.model.programme_codes import Level
from ..core.reading import Ocr, Progress
from ..core.words.messages import message
from .cases import checked_case
from .given import NotDone, asked, paths_of
from .loading import Files, load_for_reports
from .remembering import memory
from .results import Result, as_kind, recorded

if TYPE_CHECKING:
    from ..core.checking.side_by_side import Interrupted
    from ..core.checking.waivers import Baseline
    from ..core.checking.workers import Crew
    from ..core.expert_report.recommendations import Recommendation
    from ..core.model.case import Waiver


def check(
    paths: Files | Iterable[Files],
    sets: Iterable[str] = (),
    *,
    loaded: Loaded | None = None,
    ocr: Ocr = "auto",
    level: Level | None = None,
    form: Files | None = None,
    joined: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
    waivers: Sequence[Waiver] = (),
    today: date | None = None,
    resume: bool = False,
    skip: Iterable[str] = (),
    workers: Crew | None = None,
) -> Result:
    """Which criteria the reports answer, where, and which not.

    paths   a report, several, or folders that are searched for reports; a single folder with a sapa.toml is a case.
            Several cases, or a folder over cases: `check_cases`
    sets    ids of standard sets, with edition ("institutional@2021") or without; none: recognised in each report
    loaded  what `load` gave; else all that is installed
    level   of the programme, for rules that depend on it; None: as each report says
    form    the blank form that the reports were written in, whose words are no answers
    joined  the files make one report, in this order
    jobs    so many reports at the same time
    today   the day against which waivers and deadlines are held
    skip    ids of an editor's rules that are left out (docs/rules.md)
    resume  what an earlier call with it has checked, and is the same, is taken over; it is kept in the user's cache
            folder (docs/agency.md)
    workers  what reads the reports in place of new processes: some that are there already, or those of a scheduler

    Ctrl-C in the middle of several reports raises a KeyboardInterrupt whose `documents` are those that were checked.
    A file that cannot be read is no exception: its DocumentResult says why. Raises UnknownSet, FailedSet,
    UnknownRule, and DataFileError for a case's sapa.toml.
    """
    wanted = asked(sets, ocr, level, form, jobs, progress, waivers, today, resume, skip, workers)
    files = paths_of(paths)
    given = sorted_out(files)
    if given.several:
        raise NotDone(message("case.one-only", folder=given.cases[0]))
    if given.alone:
        return checked_case(given.cases[0], wanted, loaded)
    from ..core.checking.report import check as run
    from ..core.reading.tools import probe

    how = wanted.settings(loaded or load_for_reports(wanted.sets), probe())
    with memory(resume) as kept:
        remembered = kept and kept(how)
        if joined:
            from ..core.checking.joined import check as run_joined

            found = run_joined(files, how, progress=progress, memory=remembered, workers=workers)
        else:
            found = run(files, how, jobs=jobs, progress=progress, memory=remembered, workers=workers)
    if waivers:
        from ..core.checking.waivers import Waivers, waive

        found = waive(found, Waivers(tuple(waivers), wanted.today))
    return recorded(found, files, how, waivers=waivers, today=wanted.today, form=wanted.form, joined=joined)


def partial(stop: Interrupted, waivers: Sequence[Waiver] = (), today: date | None = None) -> Result:
    """The result of a check that was ended: of the reports that were checked by then."""
    from ..core.checking.waivers import Waivers, waive
    from ..core.reading.tools import probe
    from ..core.version import __version__

    found = results.Result(__version__, probe().present(), stop.documents)
    if waivers:
        found = waive(found, Waivers(tuple(waivers), today or date.today()))
    return as_kind(Result, found)


def with_baseline(result: Result, known: Baseline, file: Files) -> Result:
    """The result with notes of what is new since an earlier one, and of what is mended; file: where that was read."""
    return as_kind(Result, known.named(result, fspath(file)))


def with_previous(result: Result, recommendations: Sequence[Recommendation]) -> Result:
    """The result with findings about the recommendations of the last experts' report: which of them are answered."""
    from ..core.expert_report.previous import with_previous as run

    return as_kind(Result, run(result, recommendations))
