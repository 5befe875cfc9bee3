"""A second process that works beside this one: a copy of it, so that it can begin at once.

Only where copying a process is cheap and safe, which is Linux; elsewhere all work is done in one.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
_DEEPEST = 2  # the process that reads a report may have another one read half of its pages
_depth = 0  # of this process: 0 is the one that the user started


def at_hand() -> bool:
    """Whether a second process would save time: another core, and no threads, which a copy would lose."""
    if sys.platform != "linux" or threading.active_count() > 1 or _depth >= _DEEPEST:
        return False
    pool = sys.modules.get("multiprocessing")
    if pool is not None and pool.parent_process() is not None:  # one of several that read files side by side
        return False
    return len(os.sched_getaffinity(0)) > 1


class Second(Generic[T]):
    """Work that a second process does; iterating gives what it sends, until it has ended.

    failed, faulty: known then; what it sent before is whole. Leaving the context ends it at once.
    """

    failed = False
    faulty = False  # ended by a fault in native code, not by a defect of ours or from outside

    def __init__(self, work: Callable[[Callable[[T], None]], None]) -> None:
        reader, writer = os.pipe()
        try:
            self._process = os.fork()
        except OSError:
            os.close(reader)
            os.close(writer)
            raise
        if not self._process:
            os.close(reader)
            _work(work, writer)
        os.close(writer)
        self._said = os.fdopen(reader, "rb")

    def __enter__(self) -> Second[T]:
        return self

    def __iter__(self) -> Iterator[T]:
        import pickle

        while not self._said.closed:
            try:
                sent: T = pickle.load(self._said)  # of this program's own copy
            except (EOFError, pickle.UnpicklingError):
                break
            yield sent
        if self._process:
            process, self._process = self._process, 0  # first: what has ended must not be ended once more
            _, status = os.waitpid(process, 0)
            self.failed = status != 0
            self.faulty = os.WIFSIGNALED(status) and os.WTERMSIG(status) in _faults()

    def __exit__(self, *_: object) -> None:
        if self._process:
            import signal

            process, self._process = self._process, 0
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        self._said.close()


def _faults() -> frozenset[int]:
    import signal

    return frozenset({signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGABRT})


def start(work: Callable[[Callable[[T], None]], None]) -> Second[T] | None:
    """A second process that does this work; None where none is at hand, or the system refuses one."""
    if not at_hand():
        return None
    try:
        return Second(work)
    except OSError:
        return None


def shared(here: Callable[[], T], there: Callable[[], T]) -> tuple[T, T]:
    """Both results; what is to be done there a second process does meanwhile, if one is at hand and does not fail."""
    helper: Second[T] | None = start(lambda send: send(there()))
    if helper is None:
        return here(), there()
    with helper:
        ours = here()
        theirs = list(helper)
    return ours, theirs[0] if theirs else there()


def _work(work: Callable[[Callable[[T], None]], None], writer: int) -> None:
    """In the second process: whatever happens, it must not go on as if it were the first."""
    import pickle

    global _depth
    _depth += 1
    try:
        with os.fdopen(writer, "wb") as out:

            def send(value: T) -> None:
                pickle.dump(value, out, pickle.HIGHEST_PROTOCOL)
                out.flush()

            work(send)
        os._exit(0)
    finally:
        os._exit(1)
