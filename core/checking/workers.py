"""Worker processes as the one who starts them sees them: files go out, results come back, and none takes another along.

A worker that crashes, takes too long or too much memory is ended with all that it started, and replaced; only the file
that it was reading suffers. A worker is a plain child process: the program that calls Sapa is not imported in it, so
that `sapa.check` works in any script.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, Literal, NamedTuple, Protocol

from ..model.document import ReadingError
from ..words.errors import SapaError
from ..words.messages import Message, message
from .limits import Limits
from .worker import INSIDE, LENGTH, Answer

Progress = Callable[[int, int], None]
Stop = Literal["time", "memory", "ended", "stays"]

# -P: a report's folder may hold a file named like a module; nothing of it is imported.
_START = (
    "import sys, pickle; path, module, *rest = pickle.load(sys.stdin.buffer); sys.path[:] = path;"
    "from importlib import import_module; import_module(module).serve(sys.stdin.buffer, *rest)"
)
_LOOK = 0.5  # seconds after which a wait is looked at again: Windows hears Ctrl-C only between waits
_GONE = 10.0  # seconds in which an ended process must be gone


class Outcome(NamedTuple):
    """What became of a task: its value, the exception that it raised, or why it was stopped.

    stopped  time, memory; ended: its process crashed; stays: task or result cannot be sent to another process
    where    of an exception: file and line
    """

    value: Any = None
    raised: Exception | None = None
    stopped: Stop | None = None
    where: str = ""


def possible() -> bool:
    """Whether Sapa can start workers here: not inside one, in a frozen program or where Python has no program."""
    return bool(sys.executable) and not getattr(sys, "frozen", False) and INSIDE not in os.environ


class NoWorker(SapaError):
    """The system starts no process, or has no folder for its temporary files."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.said = message("reading.no-worker", cause=error.strerror or str(error))


class CrewGone(SapaError):
    """Nobody is left to do the tasks. code: exit code of a command."""

    code = 2

    def __init__(self, said: Message) -> None:
        super().__init__(said.id)
        self.said = said


class Crew(Protocol):
    """What does tasks elsewhere: processes of this machine, or of others."""

    def run(
        self,
        task: Callable[..., Any],
        items: Sequence[tuple[Any, ...]],
        common: tuple[Any, ...] = (),
        progress: Progress | None = None,
    ) -> Iterator[tuple[int, Outcome]]:
        """task(*item, *common, progress=...) for each item, as they come: (number of the item, outcome)."""


class Workers:
    """So many processes at the most, started when they are needed. To be used in a `with`: it ends them all."""

    def __init__(self, limits: Limits, most: int = 1) -> None:
        self._limits, self._most = limits, max(most, 1)
        self._told: queue.SimpleQueue[tuple[_Worker, Answer | None]] = queue.SimpleQueue()
        self._workers: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def get_ready(self) -> None:
        """Starts the first worker, which loads what checks a report while others do something else."""
        if not self._workers:
            self._workers.append(_Worker(self._limits, self._told, early=True))

    def run(
        self,
        task: Callable[..., Any],
        items: Sequence[tuple[Any, ...]],
        common: tuple[Any, ...] = (),
        progress: Progress | None = None,
    ) -> Iterator[tuple[int, Outcome]]:
        """task(*item, *common, progress=...) for each item, as they come: (number of the item, outcome).

        progress(done, total) is called where one item alone is worked on. Raises NoWorker.
        """
        try:
            shared = pickle.dumps(common, pickle.HIGHEST_PROTOCOL)
            waiting = [(number, _packed(task, item, shared)) for number, item in enumerate(items)]
        except Exception:  # a lambda, a function of the caller's script
            yield from ((number, Outcome(stopped="stays")) for number in range(len(items)))
            return
        waiting.reverse()
        left = len(waiting)
        while left:
            self._hand_out(waiting)
            worker, answer = self._hear()
            if worker.busy is None:
                continue
            if isinstance(answer, Answer) and answer.kind == "progress":
                worker.goes_on()
                if progress is not None and len(items) == 1:
                    progress(*answer.value)
                continue
            number, packed = worker.busy
            outcome = _outcome(answer)
            again = outcome.stopped in ("memory", "ended") and worker.used
            worker.free()
            if outcome.stopped in ("time", "memory", "ended"):
                worker.end()
                self._workers.remove(worker)
            if again:  # what was read before may have taken the memory, or have left it in disorder
                waiting.append((number, packed))
                continue
            left -= 1
            yield number, outcome

    def _hand_out(self, waiting: list[tuple[int, bytes]]) -> None:
        for worker in self._workers:
            if waiting and worker.busy is None:
                worker.give(*waiting.pop())
        while waiting and len(self._workers) < self._most:
            try:
                self._workers.append(_Worker(self._limits, self._told))
            except NoWorker:
                if not self._workers:
                    raise
                return  # those that there are do all of it
            self._workers[-1].give(*waiting.pop())

    def _hear(self) -> tuple[_Worker, Answer | Stop | None]:
        """The next answer; None: the worker has ended; "time": it has had its time."""
        while True:
            busy = [worker for worker in self._workers if worker.busy is not None]
            first = min(busy, key=lambda worker: worker.until)
            wait = first.until - time.monotonic()
            if wait <= 0:
                return first, "time"
            try:
                return self._told.get(timeout=min(wait, _LOOK))
            except queue.Empty:
                continue


def _packed(task: Callable[..., Any], item: tuple[Any, ...], shared: bytes) -> bytes:
    inner = pickle.dumps((task, item), pickle.HIGHEST_PROTOCOL)
    return pickle.dumps((shared, inner), pickle.HIGHEST_PROTOCOL)


def _outcome(answer: Answer | Stop | None) -> Outcome:
    if answer is None:
        return Outcome(stopped="ended")
    if not isinstance(answer, Answer):
        return Outcome(stopped=answer)
    if answer.kind == "done":
        return Outcome(answer.value)
    if answer.kind == "raised":
        return Outcome(raised=answer.value, where=answer.trace)
    return Outcome(stopped="memory" if answer.kind == "memory" else "stays")


class _Worker:
    """One process. busy: what it works on; until: when that has had its time; used: it has worked on another before."""

    def __init__(
        self, limits: Limits, told: queue.SimpleQueue[tuple[_Worker, Answer | None]], *, early: bool = False
    ) -> None:
        self._limits = limits
        self.busy: tuple[int, bytes] | None = None
        self.used = False
        self._had = False
        self.until = self._last = 0.0
        try:
            self._folder = tempfile.mkdtemp(prefix="sapa-")
        except OSError as error:
            raise NoWorker(error) from error
        try:
            self._process = _started(self._folder)
        except OSError as error:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise NoWorker(error) from error
        name = f"{__package__}.worker"
        self._send(pickle.dumps((sys.path, name, self._folder, limits.whole, limits.memory, early)))
        assert self._process.stdout is not None
        self._ears = threading.Thread(target=_listen, args=(self, self._process.stdout, told), daemon=True)
        self._ears.start()

    def give(self, number: int, packed: bytes) -> None:
        self.used, self._had = self._had, True
        self.busy = (number, packed)
        self._last = time.monotonic() + self._limits.whole
        self.goes_on()
        self._send(LENGTH.pack(len(packed)) + packed)

    def goes_on(self) -> None:
        self.until = min(time.monotonic() + self._limits.seconds, self._last)

    def free(self) -> None:
        self.busy = None

    def end(self) -> None:
        """Ends the process and all that it started; its temporary folder goes with it."""
        _killed(self._process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GONE)
        self._ears.join(_GONE)
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _send(self, data: bytes) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it has ended: that is heard by the ears
            self._process.stdin.write(data)
            self._process.stdin.flush()


def _started(folder: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", *(["-X", "utf8"] if sys.flags.utf8_mode else []), "-c", _START]
    environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)}
    if os.name == "posix":  # a group of its own: Ctrl-C comes to us alone, and it is ended whole
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, process_group=0
        )
    flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, creationflags=flags
    )


def _killed(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)


def _listen(worker: _Worker, source: IO[bytes], told: queue.SimpleQueue[tuple[_Worker, Answer | None]]) -> None:
    with contextlib.suppress(OSError, ValueError):
        while len(head := source.read(LENGTH.size)) == LENGTH.size:
            if len(data := source.read(LENGTH.unpack(head)[0])) < LENGTH.unpack(head)[0]:
                break  # it has ended in the middle of an answer
            told.put((worker, _answer(data)))
    told.put((worker, None))


def _answer(data: bytes) -> Answer:
    try:
        answer = pickle.loads(data)
    except Exception:  # of a class that is not to be found here
        return Answer("stays")
    return answer if isinstance(answer, Answer) else Answer("stays")


# --- one task


def apart(
    path: str,
    task: Callable[..., Any],
    *arguments: Any,
    limits: Limits,
    progress: Progress | None = None,
) -> Any:
    """task(*arguments) in a worker of its own, with `progress` where it is given. path: the file that it reads.

    Raises what the task raises, and ReadingError `too-large` or `damaged` where it had to be stopped.
    """
    if progress is None:
        task, arguments = _quietly, (task, *arguments)
    if not possible():
        return task(*arguments, progress=progress)
    with Workers(limits) as workers:
        _, outcome = next(workers.run(task, [arguments], progress=progress))
    if outcome.stopped == "stays":
        return task(*arguments, progress=progress)
    if outcome.raised is not None:
        raise outcome.raised
    if outcome.stopped is not None:
        raise stopped(path, outcome, limits)
    return outcome.value


def _quietly(task: Callable[..., Any], *arguments: Any, progress: Progress | None) -> Any:
    return task(*arguments)


def stopped(path: str, outcome: Outcome, limits: Limits) -> ReadingError:
    """What an outcome without a value means for a file."""
    if isinstance(outcome.raised, ReadingError):
        return outcome.raised
    if outcome.raised is not None:
        cause = " ".join(f"{type(outcome.raised).__name__}: {outcome.raised}".split())
        return ReadingError("damaged", message("reading.defect", path=path, cause=cause, where=outcome.where))
    if outcome.stopped == "time":
        return ReadingError("too-large", message("reading.too-long", path=path, seconds=round(limits.seconds)))
    if outcome.stopped == "memory":
        return ReadingError("too-large", message("reading.too-much", path=path, memory=limits.memory))
    return ReadingError("damaged", message("reading.crashed", path=path))
