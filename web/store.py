"""What is checked and kept, for a while: results in memory, files in a temporary folder that goes with the page.

Nobody can guess what another has dropped: every id is random, and asked for together with its owner.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .bounds import Bounds

if TYPE_CHECKING:
    from ..core.model.results import Result
    from ..core.reporting.compare import Comparison
    from ..core.reporting.parity import Parity
    from ..core.words.errors import SapaError
    from ..core.words.messages import Message

State = Literal["waiting", "working", "done", "failed"]
Mode = Literal["recognise", "each", "parity", "compare"]
EVERYBODY = ""  # owner of what lies in the watched folder

_PREFIX = "sapa-serve-"


def new_id() -> str:
    return secrets.token_urlsafe(16)


@dataclass(frozen=True)
class Report:
    """A report or a case, from the moment it is taken in.

    path     of the file, or of the case's folder; folder: removed with it, None where it is the user's own
    sets     that were asked for; none: recognised
    done, total  of its reading
    before   what was found in the draft before: of the same name, or of the same file when it was saved before
    shown    counts the results that it has had; at: when the last one was made
    live     a file of the watched folder; editing: somebody has it open
    unread   why what was saved last could not be read; the result is of what was saved before
    """

    id: str
    owner: str
    name: str
    path: str
    folder: Path | None = None
    sets: tuple[str, ...] = ()
    state: State = "waiting"
    done: int = 0
    total: int = 0
    result: Result | None = None
    before: Result | None = None
    error: SapaError | None = None
    shown: int = 0
    at: datetime | None = None
    live: bool = False
    editing: bool = False
    unread: Message | None = None


@dataclass(frozen=True)
class Drop:
    """What was given at once. reports: their ids; earlier: a JSON result, in place of the earlier draft.

    together  what comparing them gave; error: why that was not possible
    """

    id: str
    owner: str
    reports: tuple[str, ...]
    mode: Mode = "recognise"
    earlier: str = ""
    folder: Path | None = None
    state: State = "waiting"
    together: Parity | Comparison | None = None
    error: SapaError | None = None


Entry = Report | Drop


@dataclass
class Store:
    """To be used in a `with`: at its end nothing is left on the disk. clock: seconds."""

    bounds: Bounds = field(default_factory=Bounds)
    clock: Callable[[], float] = time.monotonic
    version: int = 0  # grows with every change

    def __post_init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._used: dict[str, float] = {}
        self._lock = threading.RLock()
        sweep()
        self.root = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))  # its owner's alone

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._entries.clear()
            shutil.rmtree(self.root, ignore_errors=True)

    def new_folder(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.root))

    def add(self, entry: Entry) -> None:
        with self._lock:
            self._entries[entry.id] = entry
            self._used[entry.id] = self.clock()
            self.version += 1
            for extra in self._too_many():
                self.forget(extra)

    def get(self, id: str, owner: str) -> Entry | None:
        """An entry of this owner or of everybody; asking for it keeps it."""
        with self._lock:
            found = self._entries.get(id)
            if found is None or found.owner not in (owner, EVERYBODY):
                return None
            self._used[id] = self.clock()
            for other in found.reports if isinstance(found, Drop) else ():
                self._used[other] = self.clock()
            return found

    def peek(self, id: str) -> Entry | None:
        """An entry as the work itself needs it: that does not count as a use."""
        with self._lock:
            return self._entries.get(id)

    def change(self, id: str, **changes: Any) -> bool:
        """False where it has been removed meanwhile."""
        with self._lock:
            found = self._entries.get(id)
            if found is None:
                return False
            self._entries[id] = replace(found, **changes)
            self.version += 1
            return True

    def reports(self, owner: str) -> list[Report]:
        """This owner's and everybody's, the newest last."""
        with self._lock:
            return [
                one for one in self._entries.values() if isinstance(one, Report) and one.owner in (owner, EVERYBODY)
            ]

    def of(self, drop: Drop) -> list[Report]:
        """Its reports, those that are left."""
        with self._lock:
            return [one for id in drop.reports if isinstance(one := self._entries.get(id), Report)]

    def forget(self, id: str) -> None:
        with self._lock:
            gone = self._entries.pop(id, None)
            self._used.pop(id, None)
            if gone is None:
                return
            self.version += 1
            if gone.folder is not None:
                shutil.rmtree(gone.folder, ignore_errors=True)
            for drop in [one for one in self._entries.values() if isinstance(one, Drop) and id in one.reports]:
                self.forget(drop.id)  # what a comparison says comes from its reports

    def empty(self, owner: str) -> None:
        """All that this owner has dropped. The watched folder stays watched."""
        with self._lock:
            for id in [one.id for one in self._entries.values() if one.owner == owner and owner != EVERYBODY]:
                self.forget(id)

    def expire(self) -> None:
        """Removes what has not been used for a while."""
        with self._lock:
            past = self.clock() - self.bounds.seconds
            for id in [id for id, used in self._used.items() if used < past]:
                found = self._entries.get(id)
                if found is not None and found.owner != EVERYBODY and found.state in ("done", "failed"):
                    self.forget(id)

    def room(self) -> int:
        """Bytes that may still be taken in."""
        return max(0, self.bounds.kept - sum(_sizes(self.root)))

    def _too_many(self) -> list[str]:
        """The reports that were not used for longest, beyond the bound."""
        mine = [one.id for one in self._entries.values() if isinstance(one, Report) and one.owner != EVERYBODY]
        mine.sort(key=lambda id: self._used[id])
        return mine[: max(0, len(mine) - self.bounds.reports)]


def _sizes(folder: Path) -> Iterator[int]:
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):  # removed meanwhile
            if path.is_file():
                yield path.stat().st_size


def sweep() -> None:
    """Removes what a page left behind that was ended by force, on systems where that can be told."""
    if os.name != "posix":
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        with contextlib.suppress(OSError):
            if number.isdecimal() and folder.stat().st_uid == os.getuid() and not _runs(int(number)):
                shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
