"""Several cases at once: their reports are checked side by side, then each case is judged by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..checking.inputs import reports
from ..checking.joined import check_reports
from ..checking.report import check
from ..checking.settings import Settings
from ..checking.side_by_side import Interrupted
from ..checking.workers import Crew, CrewGone
from ..loading.installed import Loaded
from ..model.case import FILE_NAME, Case, Waiver, within
from ..model.findings import Finding
from ..model.places import Place
from ..model.results import CasesResult, CheckedCase, DocumentResult, Result
from ..reading import Progress
from ..version import __version__
from ..words.errors import SapaError
from ..words.messages import Message
from .check import Memory, asked_of, files_of, judge
from .copies import with_copies
from .reviewed import reviewed_report
from .shared_texts import with_shared_texts

Files = tuple[str, ...]  # of one report
_UNUSED = ("waiver-unused", "waiver-unknown")
Found = dict[tuple[str, Files], DocumentResult]  # by the case's path and the report's files


@dataclass(frozen=True)
class Opened:
    """A case that can be checked.

    loaded    what is installed, with the sets of its own
    given     what the user asked for; settings: of its reports, with what its procedure calls for
    """

    path: str
    case: Case
    loaded: Loaded
    given: Settings
    settings: Settings

    @property
    def reports(self) -> list[Files]:
        return files_of(self.case)


class CasesInterrupted(KeyboardInterrupt):
    """The run was ended before all was checked. result: the cases that were; done, total: reports.

    code, said: as of Interrupted
    """

    def __init__(self, result: CasesResult, done: int, total: int, stop: KeyboardInterrupt | CrewGone) -> None:
        super().__init__(done, total)
        self.result, self.done, self.total = result, done, total
        self.code = int(getattr(stop, "code", 130))
        self.said: Message | None = getattr(stop, "said", None)


def opened(path: str, open_case: Callable[[str], tuple[Case, Loaded, Settings]]) -> Opened | CheckedCase:
    """A case ready to be checked, or the result that says why it cannot be."""
    try:
        case, loaded, settings = open_case(path)
        return Opened(path, case, loaded, settings, asked_of(case, loaded, settings))
    except SapaError as error:
        file = within(path, FILE_NAME)
        finding = Finding("case-not-checked", "error", Place(file), arguments={"path": path})
        return CheckedCase(path, Result(__version__, {}, (), (finding,)), error)


def check_cases(
    cases: Sequence[Opened | CheckedCase],
    others: Sequence[str],
    settings: Settings,
    *,
    today: date,
    waivers: Sequence[Waiver] = (),
    jobs: int | None = None,
    progress: Progress | None = None,
    memory: Memory | None = None,
    workers: Crew | None = None,
) -> CasesResult:
    """settings: of the others, reports that lie in no case; what is remembered is kept under each case's own.

    progress(done, total): in reports. Raises CasesInterrupted as `check` raises Interrupted.
    """
    ready = [one for one in cases if isinstance(one, Opened)]
    apart = reports(others) if others else ()
    total = sum(len(one.reports) for one in ready) + len(apart)
    found: Found = {}
    besides: Result | None = None
    try:
        for asked, alike in _alike(ready):
            wanted = [(one.path, files) for one in alike for files in one.reports]
            shown = _counted(progress, len(found), len(wanted), total)
            files = [one for _, one in wanted]
            remembered = memory and memory(asked)
            documents = check_reports(files, asked, jobs=jobs, progress=shown, memory=remembered, workers=workers)
            found |= dict(zip(wanted, documents, strict=True))
        if apart:
            shown = _counted(progress, len(found), len(apart), total)
            remembered = memory and memory(settings)
            besides = check(apart, settings, jobs=jobs, progress=shown, memory=remembered, workers=workers)
    except (KeyboardInterrupt, CrewGone) as stop:
        read = stop.documents if isinstance(stop, Interrupted) else ()
        found |= {(case.path, one.files): one for case in ready for one in read if one.files in case.reports}
        done = len(found) + sum(one.path in apart for one in read)
        if not done:
            raise
        if part := tuple(one for one in read if one.path in apart):
            besides = Result(__version__, settings.tools.present(), part)
        raise CasesInterrupted(_judged(cases, found, besides, today, waivers), done, total, stop) from stop
    return _judged(cases, found, besides, today, waivers)


def _alike(ready: Sequence[Opened]) -> list[tuple[Settings, list[Opened]]]:
    """Cases by the settings of their reports: those of one kind are read side by side."""
    groups: list[tuple[Settings, list[Opened]]] = []
    for one in ready:
        for settings, alike in groups:
            if settings == one.settings:
                alike.append(one)
                break
        else:
            groups.append((one.settings, [one]))
    return groups


def _counted(progress: Progress | None, before: int, part: int, total: int) -> Progress | None:
    """The progress of a part as that of the whole, in reports; a single report alone tells its own, in pages."""
    if progress is None or total == 1:
        return progress
    progress(before, total)
    return None if part == 1 else lambda done, _: progress(before + done, total)


def _judged(
    cases: Sequence[Opened | CheckedCase],
    found: Found,
    others: Result | None,
    today: date,
    waivers: Sequence[Waiver],
) -> CasesResult:
    """The cases in their order; one whose reports were not all checked is left out."""
    results: list[CheckedCase] = []
    for one in cases:
        if isinstance(one, CheckedCase):
            results.append(one)
            continue
        keys = [(one.path, files) for files in one.reports]
        if all(key in found for key in keys):
            tools = one.settings.tools
            procedure = one.loaded.procedures[one.case.procedure]
            documents = with_copies(one.case, [found[key] for key in keys], one.settings)
            documents = with_shared_texts(documents, one.settings.skip)
            reviewed = reviewed_report(one.case, one.loaded, one.settings)
            result = judge(
                one.case, procedure, documents, __version__, tools, today=today, waivers=waivers, reviewed=reviewed
            )
            results.append(CheckedCase(one.path, result))
    return CasesResult(__version__, _without_strangers(results, waivers), others)


def _without_strangers(cases: Iterable[CheckedCase], waivers: Sequence[Waiver]) -> tuple[CheckedCase, ...]:
    """A waiver that was given for all cases and is of use in one of them is not called unused in the others."""
    given = {(one.criterion or one.rule, one.person, str(one.until)) for one in waivers}
    checked = [case.result.findings for case in cases if case.fault is None]
    unused = [{_waiver(one) for one in findings if one.rule in _UNUSED} for findings in checked]
    used = {one for one in given if any(one not in of for of in unused)}
    return tuple(
        replace(case, result=replace(case.result, findings=tuple(
            one for one in case.result.findings if not (one.rule in _UNUSED and _waiver(one) in used)
        )))
        for case in cases
    )  # fmt: skip


def _waiver(finding: Finding) -> tuple[str, str, str]:
    waived, person, until = (str(finding.arguments[name]) for name in ("waived", "person", "until"))
    return waived, person, until
