"""The command `sapa` in tests: in the process of the test, which costs a tenth, or as users start it."""

from __future__ import annotations

import contextlib
import contextvars
import gc
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sapa.cli import main
from sapa.core.checking.worker import INSIDE

_TERMINAL = ("NO_COLOR", "FORCE_COLOR", "COLUMNS")  # what whoever runs the tests has said of their own terminal
_PATH = "PYTHONPATH"  # where a test has put a plugin


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


def sapa(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Run:
    """What the whole command prints, and its exit code: options, settings, errors and streams as in a process.

    A process of its own is started only for variables that Python reads as it starts.
    """
    if any(name.startswith("PYTHON") and name != _PATH for name in environment):
        return process(*arguments, cwd=cwd, **{INSIDE: "1", **environment})
    out, err = _stream(), _stream()
    with (
        patch.object(sys, "argv", ["sapa", *map(str, arguments)]),
        patch.object(sys.modules["__main__"], "__package__", None),  # by which click tells its name
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO())),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.dict(os.environ, {**_kept(), **environment}, clear=True),
        contextlib.chdir(cwd or Path.cwd()),
        _found_in(environment.get(_PATH)),
        _as_it_was(),
    ):
        try:
            contextvars.copy_context().run(main)
        except SystemExit as end:
            code = int(end.code or 0)
    return Run(code, _said(out), _said(err))


def process(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Run:
    """The command as users start it: a process of its own, its streams piped, reports in further processes."""
    kept = {name: value for name, value in _kept().items() if name != INSIDE}
    done = subprocess.run(
        [sys.executable, "-m", "sapa", *map(str, arguments)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**kept, **environment},
        cwd=cwd,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def _kept() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _TERMINAL}


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")


def _said(stream: Any) -> str:
    stream.flush()
    return bytes(stream.buffer.getvalue()).decode("utf-8")


@contextlib.contextmanager
def _found_in(folder: str | None) -> Iterator[None]:
    """Modules of this folder are found, and forgotten afterwards."""
    before = set(sys.modules)
    with patch.object(sys, "path", [*([folder] if folder else []), *sys.path]):
        yield
    for name in set(sys.modules) - before:
        if folder and Path(getattr(sys.modules[name], "__file__", None) or "/").is_relative_to(folder):
            del sys.modules[name]


@contextlib.contextmanager
def _as_it_was() -> Iterator[None]:
    """Undoes what the command does to its process for as long as that lasts."""
    heeded = {
        number: signal.getsignal(number) for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))
    }
    try:
        yield
    finally:
        gc.unfreeze()
        for number, handler in heeded.items():
            signal.signal(number, handler)
