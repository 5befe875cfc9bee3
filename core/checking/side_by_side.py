"""Reports one after another, or several side by side, each read and checked in a worker process."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.document import Document, ReadingError
from ..model.progress import Progress, Total, about
from ..model.results import DocumentResult
from ..rules import plugged
from .settings import Settings
from .steps import Files, Steps, one, reading
from .workers import Crew, CrewGone, Outcome, Workers, possible, stopped

if TYPE_CHECKING:
    from .remembered import Remembered

_CTRL_C = 130  # what a shell gives for a program that Ctrl-C has ended


def each(
    steps: Steps,
    reports: Sequence[Files],
    settings: Settings,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
    memory: Remembered | None = None,
    workers: Crew | None = None,
) -> tuple[DocumentResult, ...]:
    """The results of the reports, in their order. jobs: so many at the same time; memory: of an earlier run.

    workers: that are there already, and stay, in place of new ones.

    progress(done, total): of one report as its reading and its check say; of several in reports.
    Raises Interrupted where Ctrl-C or a signal comes after the first of several, or the last worker elsewhere goes.
    """
    if workers is None and not possible():
        return tuple(one(files, settings, steps, progress=progress) for files in reports)
    found: dict[int, DocumentResult] = {}
    if memory is not None:
        found = {number: known for number, files in enumerate(reports) if (known := memory.get(files)) is not None}
    order = _order(reports, jobs or 1)
    left = [number for number in order if number not in found]
    own = about(progress, reports[0][0]) if len(reports) == 1 else None
    _tell(progress, found, reports, order)
    try:
        for number, result in _made(steps, [reports[number] for number in left], settings, jobs, own, workers):
            found[left[number]] = result
            if memory is not None:
                memory.put(reports[left[number]], result)
            if len(reports) > 1:
                _tell(progress, found, reports, order)
    except (KeyboardInterrupt, CrewGone) as stop:
        if not found or len(reports) == 1:
            raise
        raise Interrupted([found[number] for number in sorted(found)], len(reports), stop) from stop
    return tuple(found[number] for number in range(len(reports)))


def _order(reports: Sequence[Files], jobs: int) -> Sequence[int]:
    """In which they are begun: side by side the largest first, so that none is left to one process at the end."""
    numbers = range(len(reports))
    return numbers if jobs == 1 else sorted(numbers, key=lambda number: -sum(map(_size, reports[number])))


def _size(file: str) -> int:
    try:
        return Path(file).stat().st_size
    except (OSError, ValueError):  # reading it will say why
        return 0


def _tell(
    progress: Progress | None, found: Mapping[int, object], reports: Sequence[Files], order: Sequence[int]
) -> None:
    """Which is the first report that is not done; of several also how many are."""
    if progress is None:
        return
    if len(reports) == 1:
        progress(0, Total(0, "pages", reports[0][0]))
    else:
        current = next((reports[number][0] for number in order if number not in found), "")
        progress(len(found), Total(len(reports), "reports", current))


class Interrupted(KeyboardInterrupt):
    """The run was ended before all reports were checked. documents: those that were.

    code: exit code of a command; said: why it was ended, where nobody ended it by hand
    """

    def __init__(self, documents: Sequence[DocumentResult], total: int, stop: KeyboardInterrupt | CrewGone) -> None:
        super().__init__(len(documents), total)
        self.documents, self.total = tuple(documents), total
        self.code = int(getattr(stop, "code", _CTRL_C))
        self.said = stop.said if isinstance(stop, CrewGone) else None


def _made(
    steps: Steps,
    reports: Sequence[Files],
    settings: Settings,
    jobs: int | None,
    progress: Progress | None,
    there: Crew | None,
) -> Iterator[tuple[int, DocumentResult]]:
    """Number and result of each report, as they come."""
    with contextlib.ExitStack() as ended:
        workers = there or ended.enter_context(Workers(settings.limits, min(jobs or 1, len(reports))))
        if plugged.can_travel(settings.rules):
            task: Callable[..., DocumentResult | Document | ReadingError] = one
            wanted = settings
        else:  # a plugin's lambda stays here: the reading goes out, and the document comes back
            task, wanted = reading, replace(settings, rules=())
        for number, outcome in workers.run(task, [(files,) for files in reports], (wanted, steps), progress):
            yield number, _result(outcome, reports[number], settings, steps)


def _result(outcome: Outcome, files: Files, settings: Settings, steps: Steps) -> DocumentResult:
    if isinstance(outcome.value, DocumentResult):
        return outcome.value
    if isinstance(outcome.value, Document):
        return steps.check(outcome.value, settings, None)
    if isinstance(outcome.value, ReadingError):
        return steps.refused(files, settings, outcome.value)
    if outcome.stopped == "stays":  # a result that a plugin's rule has filled with what cannot be sent
        return one(files, settings, steps, progress=None)
    return steps.refused(files, settings, _why(outcome, files, settings, steps))


def _why(outcome: Outcome, files: Files, settings: Settings, steps: Steps) -> ReadingError:
    """Why a report could not be read; of several files the one that alone cannot be read is named."""
    if len(files) > 1:
        with Workers(settings.limits) as workers:
            items = [((file,),) for file in files]
            for number, alone in workers.run(reading, items, (replace(settings, rules=()), steps)):
                if isinstance(alone.value, ReadingError):
                    return alone.value
                if alone.stopped is not None or alone.raised is not None:
                    return stopped(files[number], alone, settings.limits)
    return stopped(files[0], outcome, settings.limits)
