"""Results of a run that was broken off, for `--resume`: an SQLite file that its owner alone can read.

A result counts only for the same bytes under the same name, the same sets to the letter, the same rules, settings,
helper programs and version of Sapa. Nothing is written unless the user asks to resume.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..model.digests import digest
from ..model.results import DocumentResult
from ..rules import BoundRule
from ..version import __version__
from ..whole import is_file
from .settings import Settings

_NAME = "results.sqlite"
_OWNER_ONLY = 0o600
_OTHERS = 0o077


def place(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The file in the folder that the system has for such things."""
    if platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "sapa" / _NAME


def forget(file: Path | None = None) -> int:
    """Removes the file; bytes that it had, 0 where there was none."""
    file = file or place()
    try:
        size = file.stat().st_size
        file.unlink()
    except FileNotFoundError:
        return 0
    return size


class Remembered:
    """The results by key; to be used in a `with`. Raises OSError where the file cannot be made or is open to others."""

    def __init__(self, file: Path, settings: Settings) -> None:
        import sqlite3

        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ONLY))
        if os.name == "posix" and (file.stat().st_mode & _OTHERS or file.stat().st_uid != os.getuid()):
            raise PermissionError(0, "it can be read or written by others", str(file))
        self._how = _how(settings)
        try:
            self._table = sqlite3.connect(file, isolation_level=None)
            self._table.execute("CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, result BLOB NOT NULL)")
        except sqlite3.Error as error:
            if hasattr(self, "_table"):
                self._table.close()
            raise OSError(0, str(error), str(file)) from error

    def __enter__(self) -> Remembered:
        return self

    def __exit__(self, *_: object) -> None:
        self._table.close()

    def get(self, files: Sequence[str]) -> DocumentResult | None:
        key = self._key(files)
        row = self._table.execute("SELECT result FROM results WHERE key = ?", (key,)).fetchone() if key else None
        if row is None:
            return None
        with contextlib.suppress(Exception):  # written by another Python: it is made again
            found = pickle.loads(row[0])
            if isinstance(found, DocumentResult):
                return found
        return None

    def put(self, files: Sequence[str], result: DocumentResult) -> None:
        """What could not be read is not kept: it may be mended, or have more time."""
        key = self._key(files)
        if key and result.error is None:
            with contextlib.suppress(Exception):  # a plugin's finding that cannot be written
                self._table.execute("INSERT OR REPLACE INTO results VALUES (?, ?)", (key, pickle.dumps(result)))

    def _key(self, files: Sequence[str]) -> str:
        """ "" where a file cannot be read."""
        made = hashlib.sha256(self._how)
        try:
            for name in files:
                made.update(repr(name).encode())
                if not is_file(name):
                    return ""
                with Path(name).open("rb") as stream:
                    made.update(hashlib.file_digest(stream, "sha256").digest())
        except OSError:
            return ""
        return made.hexdigest()


def _how(settings: Settings) -> bytes:
    """All but the files on which a result depends."""
    made = hashlib.sha256()
    for part in (
        __version__,
        [one.key for one in settings.sets],
        [(one.key, digest(one)) for one in (*settings.sets, *settings.known)],
        [(one.id, one.plugin, one.sets, _code(one)) for one in settings.rules],
        sorted(settings.tools.present().items()),
        settings.ocr,
        settings.level,
        settings.skip,
        settings.form,
        hashlib.sha256(Path(settings.form).read_bytes()).hexdigest() if settings.form else "",
    ):
        made.update(repr(part).encode())
    return made.digest()


def _code(rule: BoundRule) -> str:
    """Of the file in which a plugin's rule is written."""
    module = sys.modules.get(getattr(rule.rule.check, "__module__", ""))
    file = getattr(module, "__file__", None)
    return hashlib.sha256(Path(file).read_bytes()).hexdigest() if file and is_file(file) else ""
