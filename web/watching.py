"""The watched folder: a report that was saved is checked again, once its file stands still.

Programs save in steps: Word writes a temporary file and puts it in place of the report, LibreOffice writes over it. A
report counts as saved when it is the same at two looks; it is checked as a copy, so that nobody's saving is disturbed.
"""

from __future__ import annotations

import os
import shutil
import threading
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..core.checking.inputs import reports_in
from ..core.checking.limits import limits
from ..core.checking.workers import Workers, possible
from ..core.loading.installed import Loaded
from ..core.model.case_folder import FILE_NAME
from ..core.model.results import Result
from ..core.whole import is_file, is_there
from ..core.words.messages import Message
from . import work
from .store import EVERYBODY, Report, Store, new_id

OFTEN = 0.1  # seconds between two looks
_GONE = 21  # looks: Word takes a report away for a moment while it saves
_HALF = 30  # looks for which a report that cannot be read may be one that is being written
_OF_HALF_FILES = frozenset({"damaged", "empty"})
_MOST = 60  # reports; files of a case
_MOST_OF_CASE = 5_000
_WORD_LOCK, _WORD_CUT = "~$", 2  # of a name of 9 letters and more Word leaves out the first two

Stamp = tuple[int, int]  # time in nanoseconds, size in bytes


@dataclass(frozen=True)
class Seen:
    """A file or case at the last look. checked: how it was when it was checked; left: looks until it is given up."""

    id: str
    now: Stamp | None = None
    checked: Stamp | None = None
    absent: int = 0
    left: int = _HALF


@dataclass
class Watch:
    """Looks at a folder again and again; `look` is one look, and says whether anything was checked."""

    folder: Path
    store: Store
    loaded: Loaded
    sets: tuple[str, ...] = ()
    left_out: int = 0  # reports beyond the bound
    _seen: dict[str, Seen] = field(default_factory=dict)
    _ended: threading.Event = field(default_factory=threading.Event)
    _workers: Workers | None = None

    def start(self) -> None:
        threading.Thread(target=self._go, daemon=True).start()

    def stop(self) -> None:
        self._ended.set()

    def _go(self) -> None:
        """One process reads all that is saved; it is there before a report is, so nobody waits for its start."""
        with Workers(limits()) as self._workers:
            if possible():
                self._workers.get_ready()
            while not self._ended.wait(OFTEN):
                try:
                    self.look()
                except Exception:  # a look that failed is followed by another
                    if not self._ended.is_set():
                        traceback.print_exc()

    @property
    def is_case(self) -> bool:
        return is_file(self.folder / FILE_NAME)

    def look(self) -> bool:
        """Checks what has been saved since the last look and stands still. True where something was."""
        stamps = self._stamps()
        for name in stamps:
            if name not in self._seen:
                self._seen[name] = Seen(self._add(name))
        self._count_absent(stamps)
        saved = [name for name, stamp in stamps.items() if self._is_saved(name, stamp)]
        self._editing(stamps)
        for name in saved:
            self._check(name)
        return bool(saved)

    def _is_saved(self, name: str, stamp: Stamp) -> bool:
        before = self._seen[name]
        self._seen[name] = replace(before, now=stamp, absent=0)
        return before.now == stamp and before.checked != stamp

    def _count_absent(self, stamps: Mapping[str, Stamp]) -> None:
        for name in [name for name in self._seen if name not in stamps]:
            absent = self._seen[name].absent + 1
            self._seen[name] = replace(self._seen[name], absent=absent)
            if absent >= _GONE:
                self.store.forget(self._seen.pop(name).id)

    def _stamps(self) -> dict[str, Stamp]:
        if self.is_case:
            stamps = list(_case_stamps(self.folder))
            newest = max((stamp[0] for stamp in stamps), default=0)
            return {self.folder.name: (newest, sum(stamp[1] for stamp in stamps) + len(stamps))}
        found: dict[str, Stamp] = {}
        paths = [path for path in reports_in(str(self.folder)) if not Path(path).name.startswith("~")]
        self.left_out = max(0, len(paths) - _MOST)
        for path in paths[:_MOST]:
            stamp = _stamp(path)
            if stamp is not None and stamp[1]:  # an empty file is one that is about to be written
                found[os.path.relpath(path, self.folder)] = stamp
        return found

    def _add(self, name: str) -> str:
        report = Report(new_id(), EVERYBODY, name, str(self._path(name)), sets=self.sets, live=True)
        self.store.add(report)
        return report.id

    def _path(self, name: str) -> Path:
        return self.folder if self.is_case else self.folder / name

    def _editing(self, stamps: Mapping[str, Stamp]) -> None:
        for name in stamps:
            report = self.store.peek(self._seen[name].id)
            editing = not self.is_case and is_open(self.folder / name)
            if isinstance(report, Report) and report.editing != editing:
                self.store.change(report.id, editing=editing)

    def _check(self, name: str) -> None:
        """Checks a copy, whose name is the report's. What cannot be read may still be in the middle of being saved."""
        seen = self._seen[name]
        report = self.store.peek(seen.id)
        copy = None if self.is_case else self._copy(name)
        if not isinstance(report, Report) or (copy is None and not self.is_case):
            return  # locked, or moved away: the next look sees
        self.store.change(report.id, state="working", done=0, total=0)
        path = str(copy or self.folder)
        changes = work.outcome(replace(report, path=path), self.store, self.loaded, self._workers)
        code, why = _unread(changes)
        if code in _OF_HALF_FILES and seen.left:
            self._seen[name] = replace(seen, left=seen.left - 1)
            why = None
        else:
            self._seen[name] = replace(seen, checked=seen.now, left=_HALF)
            if report.result is None or (not code and not _same(report.result, changes["result"])):
                self.store.change(
                    report.id, **changes, before=report.result, path=path, folder=_parent(copy), unread=None
                )
                _remove(report.folder)
                return
        # What was found before stays to be seen.
        state = "waiting" if report.result is None else "done"
        self.store.change(report.id, state=state, unread=why)
        _remove(_parent(copy))

    def _copy(self, name: str) -> Path | None:
        copy = self.store.new_folder() / Path(name).name
        try:
            shutil.copyfile(self.folder / name, copy)
        except OSError:
            shutil.rmtree(copy.parent, ignore_errors=True)
            return None
        return copy


def _unread(changes: Mapping[str, Any]) -> tuple[str, Message | None]:
    """Why a report or case could not be read: a code, and the sentence; "" and None where it was."""
    result, error = changes["result"], changes["error"]
    if result is None:
        return "failed", error.said if error is not None else None
    failures = [one.error for one in result.documents if one.error is not None]
    return (failures[0].code, failures[0].said) if failures else ("", None)


def _same(one: Result, other: Result) -> bool:
    """The same bytes, saved once more."""
    digests = [tuple(document.sha256 for document in result.documents) for result in (one, other)]
    return one.case is None and digests[0] == digests[1]


def _parent(copy: Path | None) -> Path | None:
    return copy.parent if copy is not None else None


def _remove(folder: Path | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _stamp(path: str | Path) -> Stamp | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _case_stamps(folder: Path) -> Iterator[Stamp]:
    """Of all files in the folder and below, temporary ones left out."""
    count = 0
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith((".", "~")) or count >= _MOST_OF_CASE:
                continue
            count += 1
            if (stamp := _stamp(Path(base, name))) is not None:
                yield stamp


def is_open(file: Path) -> bool:
    """Whether somebody has it open in Word or LibreOffice, as their lock files beside it tell."""
    names = (f".~lock.{file.name}#", f"{_WORD_LOCK}{file.name}", f"{_WORD_LOCK}{file.name[_WORD_CUT:]}")
    return any(is_there(file.parent / name) for name in names)
