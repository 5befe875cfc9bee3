"""Reports read by the workers of a Dask scheduler that the user names: the one way in which they leave this machine.

A report goes out as its bytes and comes back as its result, in which every place has the name that the file has here.
There it is read as here, in a process of its own with the limits of this run, and its copy goes with that process.
"""

from __future__ import annotations

import contextlib
import io
import ipaddress
import pickle
import queue
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..model.progress import Progress
from ..reading.tools import probe
from ..version import __version__
from ..whole import is_file
from ..words.messages import Message, message
from .limits import Limits
from .settings import Settings
from .workers import CrewGone, Outcome, Workers

Files = tuple[str, ...]  # of one report
_SECURE, _PLAIN = "tls://", "tcp://"
_ANSWER = 10.0  # seconds in which a scheduler answers
_ALONE = 60.0  # seconds in which a new worker must come where none is left
_LOOK = 0.5  # seconds after which a wait is looked at again
_AHEAD = 2  # reports that wait at each thread of a worker: the scheduler holds no more of them
_FORM = -1  # the blank form among a report's files
_MILLION = 1_000_000


class NoScheduler(CrewGone):
    """Nobody can be asked: the extra is not installed, the address is none, or nobody answers there."""


class OtherSapa(Exception):
    """A worker would read otherwise: another version of Sapa, other helper programs."""


class Elsewhere:
    """The workers of a scheduler in place of those of this machine. To be used in a `with`. Raises NoScheduler."""

    def __init__(self, address: str) -> None:
        _permitted(address)
        if find_spec("distributed") is None:
            raise NoScheduler(message("scheduler.no-extra"))
        dask: Any = import_module("distributed")
        self._address = address
        try:
            security = dask.Security(require_encryption=True) if address.startswith(_SECURE) else None
            self._client: Any = dask.Client(address, security=security, timeout=_ANSWER, set_as_default=False)
        except TypeError as error:  # Dask's settings name no certificates
            raise NoScheduler(message("scheduler.certificates", address=address)) from error
        except (OSError, ValueError) as error:
            raise NoScheduler(self._failed(error)) from error

    def __enter__(self) -> Elsewhere:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError, TimeoutError):
            self._client.close(timeout=_ANSWER)

    def run(
        self,
        task: Callable[..., Any],
        items: Sequence[tuple[Any, ...]],
        common: tuple[Any, ...] = (),
        progress: Progress | None = None,
    ) -> Iterator[tuple[int, Outcome]]:
        """As of Workers; items: a report's files each; common: the settings, and whatever else can be sent.

        What is no file that can be sent is left to this machine, which says why. Raises NoScheduler where the
        scheduler or its last worker is gone.
        """
        settings: Settings = common[0]
        try:
            call = pickle.dumps((task, common), pickle.HIGHEST_PROTOCOL)
        except Exception:  # a function of the caller's script
            yield from ((number, Outcome(stopped="stays")) for number in range(len(items)))
            return
        told: queue.SimpleQueue[tuple[int, Any]] = queue.SimpleQueue()
        waiting, here = list(range(len(items)))[::-1], list[int]()
        out: dict[int, Any] = {}
        while waiting or out:
            while waiting and len(out) < self._room():
                number = waiting.pop()
                (files,) = items[number]
                contents = _contents(files, settings)
                if contents is None:
                    here.append(number)
                else:
                    out[number] = self._sent(number, _packed(call, contents), told)
            if out:
                number, future = self._heard(told)
                del out[number]
                yield number, self._outcome(future, {**dict(enumerate(items[number][0])), _FORM: settings.form})
        with Workers(settings.limits) as workers:
            for at, outcome in workers.run(task, [items[number] for number in here], common):
                yield here[at], outcome

    def _room(self) -> int:
        return max(sum(self._threads().values()), 1) * _AHEAD

    def _threads(self) -> Mapping[str, int]:
        """Of each worker that is there."""
        try:
            return {name: int(count) for name, count in self._client.ncores().items()}
        except (OSError, TimeoutError) as error:
            raise NoScheduler(self._failed(error)) from error

    def _sent(self, number: int, job: bytes, told: queue.SimpleQueue[tuple[int, Any]]) -> Any:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a report is large for a graph, and goes out once
            future = self._client.submit(there, job, pure=False, key=f"sapa-{number}-{time.monotonic_ns()}")
        future.add_done_callback(lambda done: told.put((number, done)))
        return future

    def _heard(self, told: queue.SimpleQueue[tuple[int, Any]]) -> tuple[int, Any]:
        """The next report that is done."""
        since = time.monotonic()
        while True:
            try:
                return told.get(timeout=_LOOK)
            except queue.Empty:
                if self._threads():
                    since = time.monotonic()
                elif time.monotonic() - since > _ALONE:
                    raise NoScheduler(message("scheduler.no-worker", address=self._address)) from None

    def _outcome(self, future: Any, names: Mapping[int, str]) -> Outcome:
        dask: Any = import_module("distributed")
        if future.cancelled():
            raise NoScheduler(message("scheduler.gone", address=self._address, cause="lost"))
        try:
            answer = future.result(timeout=_ANSWER)
        except dask.KilledWorker:  # several workers ended while they had it
            return Outcome(stopped="ended")
        except (OSError, TimeoutError) as error:
            raise NoScheduler(self._failed(error)) from error
        except Exception as error:  # no Sapa there, or not this one
            raise NoScheduler(message("scheduler.other", address=self._address, cause=_line(error))) from error
        finally:
            future.release()
        return _unpacked(answer, names)

    def _failed(self, error: Exception) -> Message:
        return message("scheduler.gone", address=self._address, cause=_line(error))


def _permitted(address: str) -> None:
    """Encrypted, or to this machine itself. Raises NoScheduler."""
    if address.startswith(_SECURE) and len(address) > len(_SECURE):
        return
    host = address.removeprefix(_PLAIN).rpartition(":")[0].strip("[]")
    loopback = host == "localhost"
    with contextlib.suppress(ValueError):
        loopback = loopback or ipaddress.ip_address(host).is_loopback
    if not address.startswith(_PLAIN) or not loopback:
        raise NoScheduler(message("scheduler.address", address=address))


def _line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _contents(files: Files, settings: Settings) -> list[tuple[int, str, bytes]] | None:
    """Number, name and bytes of each file, the blank form's too; None where one of them cannot be sent."""
    wanted = [*enumerate(files), *([(_FORM, settings.form)] if settings.form else [])]
    most = settings.limits.memory * _MILLION
    try:
        if any(not is_file(name) or Path(name).stat().st_size > most for _, name in wanted):
            return None
        return [(number, Path(name).name, Path(name).read_bytes()) for number, name in wanted]
    except OSError:
        return None


def _packed(call: bytes, contents: list[tuple[int, str, bytes]]) -> bytes:
    present = probe().present()
    return pickle.dumps((__version__, present, call, contents), pickle.HIGHEST_PROTOCOL)


# --- on the other machine


def there(job: bytes) -> bytes:
    """Reads a report that was sent, in a process with the run's limits: the outcome, packed. Raises OtherSapa."""
    version, present, call, _ = pickle.loads(job)
    if (version, present) != (__version__, probe().present()):
        raise OtherSapa(f"sapa {__version__}, {probe().present()}; here {version}, {present}")
    limits: Limits = pickle.loads(call)[1][0].limits
    with Workers(limits) as workers:
        _, outcome = next(workers.run(_inside, [(job,)]))
    return pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)


def _inside(job: bytes, progress: Progress | None = None) -> bytes:
    """In that process: the result with marks for the names of the files."""
    *_, call, contents = pickle.loads(job)
    task, (settings, *rest) = pickle.loads(call)
    with tempfile.TemporaryDirectory(prefix="sapa-") as folder:
        placed: dict[int, str] = {}
        for number, name, data in contents:
            file = Path(folder, str(number), name)
            file.parent.mkdir()
            file.write_bytes(data)
            placed[number] = str(file)
        files = tuple(name for number, name in sorted(placed.items()) if number != _FORM)
        how = replace(settings, form=placed.get(_FORM, ""), tools=probe())
        stream = io.BytesIO()
        _Marking(stream, placed).dump(task(files, how, *rest, progress=progress))
    return stream.getvalue()


class _Marking(pickle.Pickler):
    """Writes a mark for the name of each file, also where a sentence has it."""

    def __init__(self, stream: io.BytesIO, names: Mapping[int, str]) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self._names = names

    def persistent_id(self, value: Any) -> str | None:
        if type(value) is not str or not any(name in value for name in self._names.values()):
            return None
        text: str = value
        for number, name in self._names.items():
            text = text.replace(name, _mark(number))
        return text


class _Naming(pickle.Unpickler):
    """Reads what _Marking wrote, with the names that the files have here."""

    def __init__(self, stream: io.BytesIO, names: Mapping[int, str]) -> None:
        super().__init__(stream)
        self._names = names

    def persistent_load(self, value: Any) -> str:
        text = str(value)
        for number, name in self._names.items():
            text = text.replace(_mark(number), name)
        return text


def _mark(number: int) -> str:
    return f"\0{number}\0"


def _unpacked(answer: bytes, names: Mapping[int, str]) -> Outcome:
    outcome: Outcome = pickle.loads(answer)
    if outcome.value is None:
        return outcome
    return outcome._replace(value=_Naming(io.BytesIO(outcome.value), names).load())
