"""A second process that takes over a part of the reading: a copy of this one, so that it can begin at once.

Only where copying a process is cheap and safe, which is Linux; elsewhere the work is done here.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


def at_hand() -> bool:
    """Whether a second process would save time: another core, no threads to lose, and not in a second one already."""
    if sys.platform != "linux" or threading.active_count() > 1 or _Second.here:
        return False
    pool = sys.modules.get("multiprocessing")
    if pool is not None and pool.parent_process() is not None:  # one of several that read files side by side
        return False
    return len(os.sched_getaffinity(0)) > 1


class _Second:
    here = False  # this process is a second one


class Second(Generic[T]):
    """Work that a second process does meanwhile.

    result() waits for it; None if it failed, so that the work is to be done here. Leaving the context ends it.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        import pickle

        self._reader, writer = os.pipe()
        self._process = os.fork()
        if self._process:
            os.close(writer)
            return
        try:  # the second process: whatever happens, it must not go on as if it were the first
            _Second.here = True
            os.close(self._reader)
            with os.fdopen(writer, "wb") as out:
                pickle.dump(work(), out, pickle.HIGHEST_PROTOCOL)
            os._exit(0)
        finally:
            os._exit(1)

    def __enter__(self) -> Second[T]:
        return self

    def result(self) -> T | None:
        import pickle

        with os.fdopen(self._reader, "rb", closefd=False) as said:
            data = said.read()
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        if status:
            return None
        answer: T = pickle.loads(data)  # of this program's own copy
        return answer

    def __exit__(self, *_: object) -> None:
        import signal

        os.close(self._reader)
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
