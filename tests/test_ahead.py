"""A report read by a second process is the report; whatever happens to that process, nothing is lost."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

import sapa.core.reading
from sapa.core import second
from sapa.core.ahead import Ahead
from sapa.core.citations import cite
from sapa.core.detection import detect
from sapa.core.document import Document, ReadingError
from sapa.core.loading import load_plugins
from sapa.core.narrative import narrative_words
from sapa.core.reading import read
from sapa.core.reading.tools import Tools
from sapa.core.rehearsal import rehearse
from sapa.core.structure import arrange

from .pdffixtures import EN, Sheet, sentences
from .wordxml import p, package, tbl, tr

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="a second process is used on Linux only")
NOTHING = Tools()
T = TypeVar("T")
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(autouse=True)
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "at_hand", lambda: sys.platform == "linux")


def word_file(folder: Path) -> Path:
    rows = [tr(f"3.2.{n}", "Evidence of quality") for n in range(1, 15)]
    path = folder / "report.docx"
    path.write_bytes(package("".join(p(f"Paragraph {n}") for n in range(900)) + tbl(*rows)))
    return path


def pdf_file(folder: Path) -> Path:
    sheet = Sheet()
    for page in range(1, 4):
        sheet.text(60, 780, f"3.2.{page} Quality", 13, bold=True)
        sheet.paragraph(60, 760, 470, sentences(EN, 90))
        sheet.page()
    return sheet.save(folder / "report.pdf")


def by_second(path: Path, *, before: Callable[[], object] = lambda: None) -> Document:
    with Ahead(str(path), "never") as reader:
        before()
        return reader(str(path), NOTHING, ocr="never", progress=None)


@pytest.mark.parametrize("make", [word_file, pdf_file])
def test_the_document_is_the_same(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path)
    assert by_second(path) == read(str(path), NOTHING, ocr="never")


@pytest.mark.parametrize("make", [word_file, pdf_file])
def test_words_are_counted_meanwhile(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path)
    with Ahead(str(path), "never") as reader:
        document = reader(str(path), NOTHING, ocr="never", progress=None)
        texts = {text for block in document.blocks for text in [cell.text for cell in block.cells] or [block.shown]}
        counted = dict(document.counted)
    assert sys.platform != "linux" or counted == {text: narrative_words(text) for text in texts}
    assert document.counted == counted  # known once, known after the second process has ended


def test_words_that_nobody_counted_are_counted_here(tmp_path: Path) -> None:
    path = word_file(tmp_path)
    with Ahead(str(path), "never") as reader:
        document = reader(str(path), NOTHING, ocr="never", progress=None)
    assert document.counted.get("Paragraph 1") is None  # the second process was ended before anybody asked


def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sapa.core.ahead._EVERY", 0)
    path = pdf_file(tmp_path)
    told: list[tuple[int, int]] = []
    with Ahead(str(path), "never") as reader:
        reader(str(path), NOTHING, ocr="never", progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_file_that_cannot_be_read_is_refused_in_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "empty.docx"
    path.write_bytes(b"")
    with pytest.raises(ReadingError) as here:
        read(str(path), NOTHING)
    with pytest.raises(ReadingError) as there:
        by_second(path)
    assert (there.value.code, there.value.said) == (here.value.code, here.value.said)


def test_another_file_is_read_here(tmp_path: Path) -> None:
    word, pdf = word_file(tmp_path), pdf_file(tmp_path)
    with Ahead(str(pdf), "never") as reader:
        assert reader(str(word), NOTHING, ocr="never", progress=None) == read(str(word), NOTHING)


def broken_there(monkeypatch: pytest.MonkeyPatch, how: Callable[[], Any]) -> None:
    """Reading goes wrong in the second process only."""
    first, original = os.getpid(), sapa.core.reading.read

    def reading(*given: Any, **asked: Any) -> Document:
        if os.getpid() != first:
            how()
        return original(*given, **asked)

    monkeypatch.setattr(sapa.core.reading, "read", reading)


def fail() -> None:
    raise RuntimeError("a defect")


@only_linux
def test_a_fault_in_native_code_is_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault() -> None:
        faulthandler.disable()
        os.kill(os.getpid(), signal.SIGSEGV)

    broken_there(monkeypatch, fault)
    with pytest.raises(ReadingError) as refused:
        by_second(word_file(tmp_path))
    assert refused.value.code == "damaged"


@pytest.mark.parametrize("how", [fail, lambda: os._exit(3), lambda: os.kill(os.getpid(), 9)])
def test_after_a_defect_there_or_an_end_from_outside_the_file_is_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], how: Callable[[], Any]
) -> None:
    path = word_file(tmp_path)
    alone = read(str(path), NOTHING)
    broken_there(monkeypatch, how)
    assert by_second(path) == alone
    assert capfd.readouterr() == ("", "")


def test_what_is_due_meanwhile_is_done_before_the_document_is_asked_for(tmp_path: Path) -> None:
    done: list[str] = []
    with Ahead(str(word_file(tmp_path)), "never") as reader:
        reader.meanwhile(lambda: done.append("ready"))
    assert done == (["ready"] if sys.platform == "linux" else [])


def test_without_a_second_process_nothing_is_done_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "at_hand", lambda: False)
    path = word_file(tmp_path)
    done: list[str] = []
    with Ahead(str(path), "never") as reader:
        reader.meanwhile(lambda: done.append("ready"))
        assert reader(str(path), NOTHING, ocr="never", progress=None) == read(str(path), NOTHING)
    assert done == []


@only_linux
def test_a_report_that_nobody_asks_for_any_more_is_left(tmp_path: Path) -> None:
    with Ahead(str(word_file(tmp_path)), "never"):
        pass
    with pytest.raises(ChildProcessError):  # no second process is left, not even an ended one
        os.waitpid(-1, os.WNOHANG)


def test_no_second_process_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert not second.at_hand()
    finally:
        done.set()
        other.join()


@only_linux
def test_where_the_system_refuses_a_process_all_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(os, "fork", refused)
    path = word_file(tmp_path)
    assert by_second(path) == read(str(path), NOTHING)
    assert second.shared(lambda: 1, lambda: 2) == (1, 2)


@only_linux
def test_an_interrupted_wait_ends_no_process_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    wait = os.waitpid

    def interrupted(process: int, options: int) -> tuple[int, int]:
        ended.append(wait(process, options)[0])
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "waitpid", interrupted)
    with pytest.raises(KeyboardInterrupt), second.Second[int](lambda send: send(1)) as other:
        list(other)
    assert len(ended) == 1


@only_linux
def test_what_was_sent_before_the_end_is_whole() -> None:
    def work(send: Callable[[object], None]) -> None:
        send(["first"])
        send("x" * 100_000)  # more than a pipe holds
        os._exit(1)

    with second.Second(work) as other:
        sent: Iterator[object] = iter(other)
        assert next(sent) == ["first"]
        assert len(str(next(sent))) == 100_000
        assert next(sent, None) is None
        assert (other.failed, other.faulty) == (True, False)


@pytest.mark.parametrize("sets", [(), ("institutional",), ("programme", "eur-ace")])
def test_a_rehearsal_disturbs_nothing(sets: tuple[str, ...]) -> None:
    loaded = load_plugins().sets
    rehearse([loaded[name] for name in sets], tuple(loaded.values()))


@pytest.mark.parametrize("name", ["institutional-en.docx", "programme-ru.docx"])
def test_two_processes_find_the_same_codes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = arrange(read(str(EXAMPLES / name), NOTHING))
    sets = tuple(load_plugins().sets.values())
    alone = [cite(document, one) for one in sets], detect(document, sets)
    started: list[int] = []

    class Counted(second.Second[T]):
        def __init__(self, work: Any) -> None:
            started.append(1)
            super().__init__(work)

    monkeypatch.setattr("sapa.core.citations._LONG", 20)
    monkeypatch.setattr("sapa.core.detection._LONG", 20)
    monkeypatch.setattr(second, "at_hand", lambda: sys.platform == "linux")
    monkeypatch.setattr(second, "Second", Counted)
    assert ([cite(document, one) for one in sets], detect(document, sets)) == alone
    assert sys.platform != "linux" or len(started) >= 3


@only_linux
def test_codes_that_a_second_process_fails_to_find_are_found_here(monkeypatch: pytest.MonkeyPatch) -> None:
    document = arrange(read(str(EXAMPLES / "institutional-en.docx"), NOTHING))
    sets = tuple(load_plugins().sets.values())
    alone = [cite(document, one) for one in sets], detect(document, sets)

    class Broken(second.Second[T]):
        def __init__(self, work: Any) -> None:
            super().__init__(lambda send: os._exit(1))

    monkeypatch.setattr("sapa.core.citations._LONG", 20)
    monkeypatch.setattr("sapa.core.detection._LONG", 20)
    monkeypatch.setattr(second, "at_hand", lambda: True)
    monkeypatch.setattr(second, "Second", Broken)
    assert ([cite(document, one) for one in sets], detect(document, sets)) == alone
