"""Cases are checked: one against its procedure, or several, each against its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from os import fspath
from typing import TYPE_CHECKING

from ..core.checking.inputs import sorted_out
from ..core.loading.installed import Loaded
from ..core.model import results
from ..core.model.programme_codes import Level
from ..core.reading import Ocr, Progress
from .given import Asked, asked, paths_of
from .loading import Files, load, load_for_case, read_case, with_sets_of
from .remembering import memory
from .results import Cases, Result, recorded

if TYPE_CHECKING:
    from ..core.case.several import Opened
    from ..core.checking.settings import Settings
    from ..core.checking.workers import Crew
    from ..core.model.case import Case, Waiver
    from ..core.reading.tools import Tools


def check_case(
    folder: Files,
    sets: Iterable[str] = (),
    *,
    loaded: Loaded | None = None,
    ocr: Ocr = "auto",
    level: Level | None = None,
    form: Files | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    waivers: Sequence[Waiver] = (),
    today: date | None = None,
    resume: bool = False,
    skip: Iterable[str] = (),
    workers: Crew | None = None,
) -> Result:
    """A case's folder against its procedure: its reports, annexes, commission, dates and agenda; `.case` has the lines.

    sets: in place of those that the procedure calls for. Raises DataFileError (all faults of its sapa.toml at once),
    UnknownSet, FailedSet. Where the rules come from stands with each line: `line.requirement.sources`.
    """
    wanted = asked(sets, ocr, level, form, jobs, progress, waivers, today, resume, skip, workers)
    return checked_case(fspath(folder), wanted, loaded)


def checked_case(folder: str, wanted: Asked, loaded: Loaded | None) -> Result:
    """As `check_case`, of what was asked."""
    from ..core.case.check import check_case as run
    from ..core.reading.tools import probe

    known = loaded or load_for_case(folder)
    case = read_case(folder, known)
    how = _settings_of(case, known, wanted, probe())
    with memory(wanted.resume) as kept:
        found = run(
            case,
            known,
            how,
            today=wanted.today,
            waivers=wanted.waivers,
            jobs=wanted.jobs,
            progress=wanted.progress,
            memory=kept,
            workers=wanted.workers,
        )
    return recorded(found, [folder], how, waivers=wanted.waivers, today=wanted.today, case=case, form=wanted.form)


def check_cases(
    paths: Files | Iterable[Files],
    sets: Iterable[str] = (),
    *,
    loaded: Loaded | None = None,
    ocr: Ocr = "auto",
    level: Level | None = None,
    form: Files | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    waivers: Sequence[Waiver] = (),
    today: date | None = None,
    resume: bool = False,
    skip: Iterable[str] = (),
    workers: Crew | None = None,
) -> Cases:
    """Several cases, each against its own procedure; reports that lie in none of them are checked apart.

    paths   folders with a sapa.toml each, or folders over such folders; reports may stand among them
    loaded  without the sets that cases bring themselves: those are loaded for each case

    The other arguments as for `check`. A case that cannot be checked, as one whose sapa.toml has faults, is no
    exception: its `.fault` says why. Ctrl-C raises a KeyboardInterrupt whose `result` has the cases that were checked.
    """
    from ..core.case import several
    from ..core.reading.tools import probe

    wanted = asked(sets, ocr, level, form, jobs, progress, waivers, today, resume, skip, workers)
    given = sorted_out(paths_of(paths))
    known, tools = loaded or load(), probe()

    def open_case(path: str) -> tuple[Case, Loaded, Settings]:
        own = with_sets_of(path, known)
        case = read_case(path, own)
        return case, own, _settings_of(case, own, wanted, tools)

    cases = [several.opened(path, open_case) for path in given.cases]
    how = wanted.settings(known, tools)
    with memory(resume) as kept:
        found = several.check_cases(
            cases,
            given.others,
            how,
            today=wanted.today,
            waivers=wanted.waivers,
            jobs=wanted.jobs,
            progress=wanted.progress,
            memory=kept,
            workers=wanted.workers,
        )
    settled = {one.path: one for one in cases if isinstance(one, several.Opened)}
    done = tuple(
        replace(one, result=_recorded(one.result, settled[one.path], wanted)) if one.path in settled else one
        for one in found.cases
    )
    apart = found.others
    return Cases(found.version, done, apart and recorded(apart, list(given.others), how, form=wanted.form))


def _recorded(found: results.Result, of: Opened, wanted: Asked) -> Result:
    return recorded(
        found, [of.path], of.given, waivers=wanted.waivers, today=wanted.today, case=of.case, form=wanted.form
    )


def _settings_of(case: Case, loaded: Loaded, wanted: Asked, tools: Tools) -> Settings:
    """How the reports of a case are checked, before it is known which sets its procedure calls for."""
    return wanted.settings(loaded, tools, case.path(case.form) if case.form else None)
