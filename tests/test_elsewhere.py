"""Reports on other machines: the same result, whichever worker ends in the middle."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import sapa
from sapa.cli import sapa as command
from sapa.commands import asked
from sapa.core.checking import elsewhere
from sapa.core.checking.elsewhere import Elsewhere, NoScheduler
from sapa.core.checking.workers import Outcome
from sapa.core.words.messages import message

from . import wordxml as w

WORDS = "words of an answer that says what is done and by whom " * 6


def reports(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        w.save(folder, w.package(w.p(f"1.2.{number % 9 + 1} Policy") + w.p(WORDS)), f"{number:02}.docx")
    return folder


@pytest.mark.parametrize("address", ["tcp://192.0.2.1:8786", "tcp://example:1", "http://127.0.0.1:1", "tls://", "x"])
def test_an_address_that_is_neither_encrypted_nor_this_machine_is_refused(address: str, tmp_path: Path) -> None:
    report = str(next(reports(tmp_path / "r", 1).iterdir()))
    done = CliRunner().invoke(command, ["check", report, "--lang", "en", "--scheduler", address])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"sapa: {NoScheduler(sapa_message(address)).told('en')}\n"


def sapa_message(address: str) -> Any:
    from sapa.core.words.messages import message

    return message("scheduler.address", address=address)


def test_without_the_extra_one_line_says_which_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "find_spec", lambda name: None)
    with pytest.raises(NoScheduler) as raised:
        Elsewhere("tls://scheduler.example:8786")
    assert "sapa[dask]" in raised.value.told("en")


def test_a_report_is_sent_as_bytes_and_its_places_have_the_names_that_it_has_here(tmp_path: Path) -> None:
    from sapa.core.checking.report import check
    from sapa.core.checking.settings import settings
    from sapa.core.reading.tools import probe

    class There:
        """Does at once what a worker of a scheduler does; the file is no longer to be had."""

        run = Elsewhere.run
        _packed = staticmethod(elsewhere._packed)

        def _room(self) -> int:
            return 1

        def _sent(self, number: int, job: bytes, told: queue.SimpleQueue[Any]) -> None:
            told.put((number, elsewhere.there(job)))

        def _heard(self, told: queue.SimpleQueue[Any]) -> Any:
            return told.get()

        def _outcome(self, future: bytes, names: Any) -> Any:
            return elsewhere._unpacked(future, names)

    folder = reports(tmp_path / "r", 2)
    (folder / "gone.docx").write_bytes(b"PK\x03\x04 no package")
    loaded = sapa.load()
    how = settings(loaded, probe(), [loaded.sets["institutional"]])
    here = check([str(folder)], how)
    assert (
        sapa.api.Result(**vars(check([str(folder)], how, workers=There()))).to_json()
        == sapa.api.Result(**vars(here)).to_json()
    )  # type: ignore[arg-type]


def test_a_worker_with_another_version_does_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = elsewhere._packed(b"", [])
    monkeypatch.setattr(elsewhere, "__version__", "0.0")
    with pytest.raises(elsewhere.OtherSapa):
        elsewhere.there(job)


# --- a real scheduler


@contextlib.contextmanager
def started(*arguments: str, until: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A program of Dask that has said the words, and the line in which it did."""
    said: queue.SimpleQueue[str] = queue.SimpleQueue()
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]], stderr=subprocess.PIPE, text=True
    )

    def listen() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            said.put(line)

    ears = threading.Thread(target=listen, daemon=True)
    ears.start()
    try:
        while until not in (line := said.get(timeout=120)):
            pass
        yield process, line
    finally:
        process.kill()
        process.wait()
        ears.join()
        assert process.stderr is not None
        process.stderr.close()


@pytest.mark.slow
@pytest.mark.usefixtures("workers")
@pytest.mark.skipif(os.name != "posix", reason="ends a worker by a signal")
@pytest.mark.filterwarnings("ignore")
def test_a_worker_that_ends_in_the_middle_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    folder = reports(tmp_path / "r", 12)
    here = sapa.check(folder, ["institutional"])
    worker = ("dask_worker", "--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path))
    scheduler = ("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    with started(*scheduler, until="Scheduler at:") as (_, line):
        address = line.split()[-1]
        known = "Registered to:"
        with (
            started(*worker, address, until=known) as (first, _),
            started(*worker, address, until=known),
            Elsewhere(address) as workers,
        ):
            told = []

            def progress(done: int, total: int) -> None:
                told.append(done)
                if done == 3:
                    first.send_signal(signal.SIGKILL)
                    first.wait()

            found = sapa.check(folder, ["institutional"], workers=workers, progress=progress)
            assert len(workers._threads()) == 1
    assert told == list(range(13))
    assert found.to_json() == here.to_json()


class SoonGone:
    """A scheduler that is lost after so many reports."""

    def __init__(self, count: int) -> None:
        self.left = count

    def __enter__(self) -> SoonGone:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, task: Any, items: Any, common: Any = (), progress: Any = None) -> Iterator[tuple[int, Outcome]]:
        for number, item in enumerate(items):
            if not self.left:
                raise NoScheduler(message("scheduler.gone", address="tls://example.org:1", cause="lost"))
            self.left -= 1
            yield number, Outcome(task(*item, *common, progress=None))


@pytest.mark.parametrize("cases", [False, True])
@pytest.mark.parametrize(("before", "named"), [(0, []), (2, ["00.docx", "01.docx"])])
def test_a_scheduler_that_is_lost_in_the_middle_leaves_a_result_of_what_was_checked(
    before: int, named: list[str], cases: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = reports(tmp_path / "r", 4), tmp_path / "o.json"
    if cases:
        for name in ("a", "b"):
            (tmp_path / "r" / name).mkdir()
            (tmp_path / "r" / name / "sapa.toml").write_text('[case]\nprocedure = "institutional"\n', "utf-8")
    crew = SoonGone(before)
    monkeypatch.setattr(asked, "crew_of", lambda address, lang: crew)
    arguments = ["check", str(folder), "--set", "institutional", "--scheduler", "tls://example.org:1", "-o", str(out)]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 2
    said = done.stderr.splitlines()
    assert sum("does not answer" in line for line in said) == 1
    assert out.exists() == bool(named)
    if named:
        found = json.loads(out.read_text("utf-8"))
        listed = found["others"]["documents"] if cases else found["documents"]
        assert [Path(one["path"]).name for one in listed] == named
        assert "2 of 4 reports" in said[-1]


def test_jobs_of_this_machine_and_a_scheduler_are_not_asked_for_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = reports(tmp_path / "r", 1)
    arguments = ["check", str(folder), "--scheduler", "tls://example.org:1"]
    done = CliRunner().invoke(command, [*arguments, "--jobs", "2"])
    assert done.exit_code == 2 and "--jobs" in done.stderr and "example.org" not in done.stderr
    monkeypatch.setattr(asked, "crew_of", lambda address, lang: SoonGone(0))
    settings = CliRunner().invoke(command, arguments, default_map={"check": {"jobs": 2}})
    assert "does not answer" in settings.stderr  # what is usual here stands back


def test_a_scheduler_that_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(elsewhere, "_ANSWER", 0.1)
    with pytest.raises(NoScheduler) as raised:
        Elsewhere("tcp://127.0.0.1:9")
    assert raised.value.said.id == "scheduler.gone"


def test_without_certificates_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(NoScheduler) as raised:
        Elsewhere("tls://127.0.0.1:9")
    assert raised.value.said.id == "scheduler.certificates"
