"""What is kept, for how long, and that nothing is left."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from sapa.web.bounds import Bounds
from sapa.web.server import tidy
from sapa.web.store import EVERYBODY, Drop, Report, Store, sweep


def test_nothing_is_left_at_the_end() -> None:
    with Store() as store:
        (store.new_folder() / "report.docx").write_text("secret")
        root = store.root
        if os.name == "posix":
            assert root.stat().st_mode & 0o077 == 0, "its owner's alone"
    assert not root.exists()


def test_what_is_not_used_for_a_while_is_removed_with_its_file() -> None:
    now = [0.0]
    with Store(Bounds(seconds=60), clock=lambda: now[0]) as store:
        old, used = store.new_folder(), store.new_folder()
        store.add(Report("old", "me", "old.docx", str(old / "r"), old, state="done"))
        store.add(Report("used", "me", "used.docx", str(used / "r"), used, state="done"))
        store.add(Report("live", EVERYBODY, "live.docx", "live.docx", state="done"))
        store.add(Report("busy", "me", "busy.docx", "busy.docx", state="working"))
        now[0] = 50
        assert store.get("used", "me") is not None
        now[0] = 100
        store.expire()
        assert [one.id for one in store.reports("me")] == ["used", "live", "busy"]
        assert not old.exists() and used.exists()


def test_it_goes_even_where_nobody_asks_for_anything_any_more() -> None:
    now = [0.0]

    class Ended(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            now[0] += 50
            return now[0] > 150

    with Store(Bounds(seconds=60), clock=lambda: now[0]) as store:
        store.add(Report("old", "me", "old.docx", "", state="done"))
        tidy(store, Ended())
        assert store.reports("me") == []


def test_a_look_at_a_comparison_keeps_its_reports() -> None:
    now = [0.0]
    with Store(Bounds(seconds=60), clock=lambda: now[0]) as store:
        store.add(Report("one", "me", "one.docx", "", state="done"))
        store.add(Drop("both", "me", ("one",), state="done"))
        now[0] = 50
        store.get("both", "me")
        now[0] = 100
        store.expire()
        assert store.get("one", "me") is not None


def test_a_comparison_goes_with_its_report() -> None:
    with Store() as store:
        store.add(Report("one", "me", "one.docx", ""))
        store.add(Drop("both", "me", ("one",)))
        store.forget("one")
        assert store.get("both", "me") is None


def test_the_button_empties_ones_own_and_nobody_elses() -> None:
    with Store() as store:
        for id, owner in (("mine", "me"), ("hers", "she"), ("live", EVERYBODY)):
            store.add(Report(id, owner, id, ""))
        store.empty("me")
        assert [one.id for one in store.reports("she")] == ["hers", "live"] and store.get("mine", "me") is None
        store.empty(EVERYBODY)
        assert store.get("live", "me") is not None


def test_beyond_the_bound_the_one_unused_for_longest_goes() -> None:
    now = [0.0]
    with Store(Bounds(reports=2), clock=lambda: now[0]) as store:
        for id in ("a", "b"):
            now[0] += 1
            store.add(Report(id, "me", id, ""))
        now[0] += 1
        store.get("a", "me")
        now[0] += 1
        store.add(Report("c", "me", "c", ""))
        assert [one.id for one in store.reports("me")] == ["a", "c"]


def test_what_was_removed_is_not_changed_any_more() -> None:
    with Store() as store:
        store.add(Report("a", "me", "a", ""))
        before = store.version
        assert store.change("a", done=1) and store.version > before
        store.forget("a")
        assert not store.change("a", done=2)


@pytest.mark.skipif(os.name != "posix", reason="only there it can be told which process is gone")
def test_what_an_ended_process_left_is_swept_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / f"sapa-serve-{_gone()}-x"
    running, others = tmp_path / f"sapa-serve-{os.getpid()}-x", tmp_path / "sapa-serve-notes"
    for folder in (left, running, others):
        folder.mkdir()
    sweep()
    assert not left.exists() and running.exists() and others.exists()


def _gone() -> int:
    process = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(process, 0)
    return process
