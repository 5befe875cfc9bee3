"""What is done with reports that were dropped, one drop after the other: checked, and compared where that is meant.

Each report is read in a worker process with limits of time and memory (core/checking/workers.py).
"""

from __future__ import annotations

import queue
import shutil
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from .. import api
from ..core.checking.inputs import reports_in
from ..core.checking.workers import Workers
from ..core.loading.installed import Loaded
from ..core.model.case_folder import FILE_NAME
from ..core.model.results import DocumentResult, Result
from ..core.reading.containers import sniff
from ..core.reporting.compare import Comparison
from ..core.reporting.parity import Parity
from ..core.whole import is_file
from ..core.words.errors import SapaError
from ..core.words.messages import LANGS, message
from . import archive
from .names import safe
from .store import Drop, Mode, Report, Store, new_id

Work = Callable[[], None]
_FEWEST = 2  # of what is compared
_MOST_JSON = 50_000_000  # bytes; the result of a report of 1,000 pages has about 3 million


class Queue:
    """Work that is done in the order in which it comes, by so many threads that end with the program."""

    def __init__(self, threads: int = 2) -> None:
        self._waiting: queue.SimpleQueue[Work] = queue.SimpleQueue()
        for _ in range(threads):
            threading.Thread(target=self._go, daemon=True).start()

    def __call__(self, work: Work) -> None:
        self._waiting.put(work)

    def _go(self) -> None:
        while True:
            self._waiting.get()()


class Forgotten(Exception):
    """The entry was removed while it was worked on: nobody wants the result."""


class Defect(SapaError):
    """Something that Sapa should have foreseen; what it is stands in the terminal."""

    def __init__(self) -> None:
        super().__init__("serve.defect")
        self.said = message("serve.defect")


@dataclass(frozen=True)
class Given:
    """A file as it was sent, already in a folder of its own in the store."""

    path: Path
    name: str


@dataclass(frozen=True)
class Desk:
    """Takes in what people drop, and hands it to `run`, which works it off."""

    store: Store
    loaded: Loaded
    run: Callable[[Work], None]

    def save(self, name: str | None, write: Callable[[Path], None]) -> Given:
        """A file that is sent, in a folder of its own; write(path) puts it there."""
        path = self.store.new_folder() / safe(name)
        try:
            write(path)
        except BaseException:
            shutil.rmtree(path.parent, ignore_errors=True)
            raise
        return Given(path, path.name)

    def discard(self, files: Sequence[Given]) -> None:
        for given in files:
            shutil.rmtree(given.path.parent, ignore_errors=True)

    def take(self, owner: str, files: Sequence[Given], sets: Sequence[str] = (), mode: Mode = "recognise") -> Drop:
        """Reports, cases and archives of them. Raises Refused or ReadingError for an archive."""
        reports: list[Report] = []
        try:
            for given in files:
                reports += self._reports_of(given, owner, tuple(sets))
            if len(reports) > self.store.bounds.files:
                raise archive.Refused("serve.too-many", most=self.store.bounds.files)
        except SapaError:
            for report in reports:
                shutil.rmtree(Path(str(report.folder)), ignore_errors=True)
            self.discard(files)
            raise
        for report in reports:
            self.store.add(report)
        return self._begin(Drop(new_id(), owner, tuple(one.id for one in reports), mode))

    def compare(self, owner: str, earlier: Given, report: Report) -> Drop:
        """An earlier draft, or a JSON result of it, against a report that was checked."""
        if _is_json(earlier.path):
            folder = earlier.path.parent
            return self._begin(Drop(new_id(), owner, (report.id,), "compare", str(earlier.path), folder))
        old = _report(earlier.path, earlier.name, owner, report.sets, earlier.path.parent)
        self.store.add(old)
        return self._begin(Drop(new_id(), owner, (old.id, report.id), "compare"))

    def together(self, owner: str, reports: Sequence[Report], mode: Mode) -> Drop:
        """Reports that were checked before, compared as drafts (the older first) or as language versions."""
        return self._begin(Drop(new_id(), owner, tuple(one.id for one in reports), mode))

    def _begin(self, drop: Drop) -> Drop:
        self.store.add(drop)
        self.run(lambda: work_off(drop.id, self.store, self.loaded))
        return drop

    def _reports_of(self, given: Given, owner: str, sets: tuple[str, ...]) -> list[Report]:
        with given.path.open("rb") as stream:
            kind = sniff(stream)
        if kind != "zip":
            return [self._report(given.path, given.name, owner, sets, given.path.parent)]
        folder = self.store.new_folder()
        try:
            archive.unpack(given.path, folder, self.store.bounds, given.name)
            shutil.rmtree(given.path.parent, ignore_errors=True)
            return self._unpacked(folder, given.name, owner, sets)
        except SapaError:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _unpacked(self, folder: Path, name: str, owner: str, sets: tuple[str, ...]) -> list[Report]:
        """The cases that an archive holds, and its reports outside of them, each moved into a folder of its own."""
        cases = archive.cases_in(folder)
        for case in cases:
            archive.check_case(case, name)
        if cases == [folder]:
            return [self._report(folder, name, owner, sets, folder)]
        loose = [path for path in reports_in(str(folder)) if not any(Path(path).is_relative_to(one) for one in cases)]
        found = [*map(str, cases), *loose]
        if not found:
            raise archive.Refused("serve.zip-empty", path=name)
        moved = [Path(shutil.move(path, self.store.new_folder())) for path in found]
        shutil.rmtree(folder, ignore_errors=True)
        names = [name] if len(moved) == 1 and cases else [path.name for path in moved]
        return [self._report(path, shown, owner, sets, path.parent) for path, shown in zip(moved, names, strict=True)]

    def _report(self, path: Path, name: str, owner: str, sets: tuple[str, ...], folder: Path) -> Report:
        return _report(path, name, owner, sets, folder, self._before(name, owner))

    def _before(self, name: str, owner: str) -> Result | None:
        """What was found in the last draft, one of the same name."""
        same = [
            one
            for one in self.store.reports(owner)
            if one.owner == owner and one.name.casefold() == name.casefold() and one.result is not None
        ]
        return same[-1].result if same else None


def _report(
    path: Path, name: str, owner: str, sets: tuple[str, ...], folder: Path, before: Result | None = None
) -> Report:
    return Report(new_id(), owner, name, str(path), folder, sets, before=before)


def _is_json(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


# --- the work itself


def work_off(id: str, store: Store, loaded: Loaded) -> None:
    """Checks the reports of a drop that are not checked yet, then compares them."""
    if not store.change(id, state="working"):
        return
    try:
        drop = _drop(id, store)
        for report in store.of(drop):
            if report.state == "waiting":
                check(report.id, store, loaded)
        store.change(id, state="done", together=_together(_drop(id, store), store, loaded))
    except Forgotten:
        return
    except SapaError as error:
        store.change(id, state="failed", error=error)
    except Exception:
        traceback.print_exc()
        store.change(id, state="failed", error=Defect())


def _drop(id: str, store: Store) -> Drop:
    found = store.peek(id)
    if not isinstance(found, Drop):
        raise Forgotten
    return found


def check(id: str, store: Store, loaded: Loaded) -> None:
    """Checks one report; what cannot be done stands in it. Raises Forgotten."""
    report = store.peek(id)
    if not isinstance(report, Report) or not store.change(id, state="working", done=0, total=0):
        raise Forgotten
    if not store.change(id, **outcome(report, store, loaded)):
        raise Forgotten


def outcome(report: Report, store: Store, loaded: Loaded, workers: Workers | None = None) -> dict[str, Any]:
    """What a check changes in a report: its result, or the error that there is in place of one. Raises Forgotten."""

    def progress(done: int, total: int) -> None:
        if not store.change(report.id, done=done, total=total):
            raise Forgotten  # ends the worker, too

    result, error = None, None
    try:
        result = found_in(report, loaded, progress, workers)
    except SapaError as raised:
        error = raised
    except Forgotten:
        raise
    except Exception:
        traceback.print_exc()
        error = Defect()
    state = "failed" if result is None else "done"
    return {"state": state, "result": result, "error": error, "shown": report.shown + 1, "at": datetime.now()}


def found_in(
    report: Report, loaded: Loaded, progress: Callable[[int, int], None], workers: Workers | None = None
) -> api.Result:
    """What the check finds in a report or case. A case's own sets are loaded with it."""
    known = api.with_sets_of(report.path, loaded) if is_file(Path(report.path) / FILE_NAME) else loaded
    return api.check(report.path, report.sets, loaded=known, progress=progress, workers=workers)


def _together(drop: Drop, store: Store, loaded: Loaded) -> Parity | Comparison | None:
    """What comparing the reports gives; None where they are not meant to be compared, or do not belong together."""
    results = [one.result for one in store.of(drop) if one.result is not None]
    if drop.earlier:
        return _with_earlier(drop.earlier, results[0], loaded)
    if drop.mode == "compare":
        if len(results) != _FEWEST:
            raise archive.Refused("serve.two-drafts", count=len(results))
        return api.compare(results[0], results[1], loaded=loaded)
    if drop.mode == "parity" or (drop.mode == "recognise" and are_versions(results)):
        return api.parity(results, loaded=loaded)
    return None


def _with_earlier(path: str, now: Result, loaded: Loaded) -> Comparison:
    """Against a JSON result that somebody sent: it may hold anything."""
    wrong = archive.Refused("comparing.no-single-result", path=Path(path).name)
    if Path(path).stat().st_size > _MOST_JSON:
        raise wrong
    try:
        return api.compare(path, now, loaded=loaded)
    except SapaError:
        raise
    except Exception as error:  # not what the contract says
        raise wrong from error


def are_versions(results: Sequence[Result]) -> bool:
    """Whether they look like language versions of one report: each in another language, all by the same set."""
    documents = [one.documents[0] for one in results if len(one.documents) == 1 and one.case is None]
    if len(documents) != len(results) or not _FEWEST <= len(documents) <= len(LANGS):
        return False
    languages = {one.language for one in documents}
    keys = [_keys(one) for one in documents]
    return len(languages) == len(documents) and languages <= set(LANGS) and bool(set.intersection(*keys))


def _keys(document: DocumentResult) -> set[str]:
    return {one.coverage.set.key for one in document.sets}
