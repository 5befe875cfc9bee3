"""Reports one after another, or several side by side, each read and checked in a worker process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..model.document import Document, ReadingError
from ..model.results import DocumentResult
from ..reading import Progress
from ..rules import plugged
from .settings import Settings
from .workers import Outcome, Workers, possible, stopped

Files = tuple[str, ...]  # of one report


@dataclass(frozen=True)
class Steps:
    """How the files of a report are read, and the document checked: module functions.

    refused  the result of a report that could not be read
    """

    read: Callable[[Files, Settings, Progress | None], Document]
    check: Callable[[Document, Settings], DocumentResult]
    refused: Callable[[Files, Settings, ReadingError], DocumentResult]


def each(
    steps: Steps,
    reports: Sequence[Files],
    settings: Settings,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> tuple[DocumentResult, ...]:
    """The results of the reports, in their order. jobs: so many at the same time.

    progress(done, total): of one report as its reading says, in pages or bytes; of several in reports.
    """
    if not possible():
        return tuple(one(files, settings, steps, progress=progress) for files in reports)
    found: dict[int, DocumentResult] = {}
    with Workers(settings.limits, min(jobs or 1, len(reports))) as workers:
        if plugged.can_travel(settings.rules):
            task: Callable[..., DocumentResult | Document | ReadingError] = one
            wanted = settings
        else:  # a plugin's lambda stays here: the reading goes out, and the document comes back
            task, wanted = _reading, replace(settings, rules=())
        for number, outcome in workers.run(task, [(files,) for files in reports], (wanted, steps), progress):
            found[number] = _result(outcome, reports[number], settings, steps)
            if progress is not None and len(reports) > 1:
                progress(len(found), len(reports))
    return tuple(found[number] for number in range(len(reports)))


def one(files: Files, settings: Settings, steps: Steps, *, progress: Progress | None) -> DocumentResult:
    """Reads and checks a report, in this process."""
    try:
        document = steps.read(files, settings, progress)
    except ReadingError as error:
        return steps.refused(files, settings, error)
    return steps.check(document, settings)


def _reading(files: Files, settings: Settings, steps: Steps, *, progress: Progress | None) -> Document | ReadingError:
    try:
        return steps.read(files, settings, progress)
    except ReadingError as error:
        return error


def _result(outcome: Outcome, files: Files, settings: Settings, steps: Steps) -> DocumentResult:
    if isinstance(outcome.value, DocumentResult):
        return outcome.value
    if isinstance(outcome.value, Document):
        return steps.check(outcome.value, settings)
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
            for number, alone in workers.run(_reading, items, (replace(settings, rules=()), steps)):
                if isinstance(alone.value, ReadingError):
                    return alone.value
                if alone.stopped is not None or alone.raised is not None:
                    return stopped(files[number], alone, settings.limits)
    return stopped(files[0], outcome, settings.limits)
