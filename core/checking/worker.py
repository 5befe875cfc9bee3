"""The process in which files are read: it takes tasks from its standard input and answers on its standard output.

It bounds itself where the system can (POSIX): address space, processor time, size of files, no core dumps. When the
process that started it is gone, however it went, it ends itself with all that it started and removes its folder.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import queue
import shutil
import signal
import struct
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NamedTuple

from ..model.progress import Total

LENGTH = struct.Struct("<Q")  # before each message
INSIDE = "SAPA_INSIDE_WORKER"  # set in a worker: what it calls is within its limits already
_OFTEN = 0.1  # seconds between two signs of progress
_FAREWELL = 0.3  # seconds that LibreOffice has to go by itself
_MILLION = 1_000_000
# More values than before, from which on Python looks for circles: a report of 1,000 pages holds half of that, and of
# what it leaves behind a fifth is circles.
_CONTAINERS = 400_000


class Answer(NamedTuple):
    """kind: "done" with the value, "raised" with the exception, "memory", "stays" for what cannot be sent, "progress".

    trace: where an exception was raised, for people
    """

    kind: str
    value: Any = None
    trace: str = ""


def serve(source: IO[bytes], folder: str, seconds: float, memory: int, early: bool) -> None:
    """Works until the source ends. folder: for temporary files; seconds: of processor time for one task.

    early: a report will come, and is not there yet: what checks it is loaded meanwhile
    """
    os.environ[INSIDE] = "1"
    _bound(memory)
    out = os.fdopen(os.dup(1), "wb")
    with contextlib.suppress(OSError):  # whatever else is printed here is no answer
        os.dup2(2, 1)
    gc.set_threshold(_CONTAINERS, 50, 50)
    tasks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, lambda *_: None)  # ends what we started, see _leave
    threading.Thread(target=_listen, args=(source, tasks, folder), daemon=True).start()
    if early:
        with contextlib.suppress(Exception):  # it will be raised again where it is needed
            import_module(f"{__package__}.document")
    shared: tuple[bytes, Any] = (b"", None)
    while True:
        common, item = pickle.loads(tasks.get())
        _allow(seconds)
        try:
            if shared[0] != common:
                shared = (common, pickle.loads(common))
            task, arguments = pickle.loads(item)
        except Exception:  # a plugin's module that is not to be found here
            _tell(out, Answer("stays"))
            continue
        try:
            _tell(out, _done(task, (*arguments, *shared[1]), _Progress(out)))
        except MemoryError:
            _tell(out, Answer("memory"))
        del task, arguments, item


def _done(task: Callable[..., Any], arguments: tuple[Any, ...], progress: _Progress) -> Answer:
    try:
        return Answer("done", task(*arguments, progress=progress))
    except MemoryError:
        return Answer("memory")
    except Exception as error:
        return Answer("raised", _sendable(error), _where(error))


def _sendable(error: Exception) -> Exception:
    """The exception itself where it comes back whole from being sent; else its kind and text."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _where(error: BaseException) -> str:
    """The innermost place of an exception: "passages.py:48"."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else ""


def _tell(out: IO[bytes], answer: Answer) -> None:
    try:
        data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        raise
    except Exception:
        data = pickle.dumps(Answer("stays"), pickle.HIGHEST_PROTOCOL)
    try:
        out.write(LENGTH.pack(len(data)) + data)
        out.flush()
    except OSError:  # nobody is left to tell: the listening thread ends this process and cleans up
        threading.Event().wait()


class _Progress:
    """progress(done, total), told now and then."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._next, self._unit = out, 0.0, ""

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        unit = total.unit if isinstance(total, Total) else ""
        if now >= self._next or unit != self._unit:  # what takes longer now is told at once
            self._next, self._unit = now + _OFTEN, unit
            _tell(self._out, Answer("progress", (done, total)))


def _listen(source: IO[bytes], tasks: queue.SimpleQueue[bytes], folder: str) -> None:
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        tasks.put(source.read(LENGTH.unpack(head)[0]))
    _leave(folder)


def _leave(folder: str) -> None:
    """Ends this process and those it started, and removes the folder with the report's copy."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGTERM)
        time.sleep(_FAREWELL)
        shutil.rmtree(folder, ignore_errors=True)
        os.killpg(0, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _bound(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory * _MILLION),
        (resource.RLIMIT_FSIZE, memory * _MILLION),
        (resource.RLIMIT_CORE, 0),  # a dump would hold the report
    ):
        _lower(resource, kind, most)


def _allow(seconds: float) -> None:
    """Processor time for the next task, besides what has been used: holds even when nobody is left to watch."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource, resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 1)


def _lower(resource: Any, kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    with contextlib.suppress(ValueError, OSError):  # a system that knows the limit and does not hold it
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
