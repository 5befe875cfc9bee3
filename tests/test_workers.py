"""What a hostile or broken file does to the process that reads it, and to nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import sapa
from sapa.core.checking.limits import Limits, WrongLimit, limits
from sapa.core.checking.workers import Workers, apart
from sapa.core.model.document import ReadingError
from sapa.core.reading.containers import sniff

from . import wordxml as w

pytestmark = pytest.mark.usefixtures("workers")
POSIX = pytest.mark.skipif(os.name != "posix", reason="the system has no such limit or file")
# pdfium follows the numbers of pages for ever, until its stack is full.
CYCLE = b"""%PDF-1.7
1 0 obj
<</Type/Catalog/Pages 2 0 R/PageLabels 4 0 R>>
endobj
2 0 obj
<</Type/Pages/Count 1/Kids[3 0 R]>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>
endobj
4 0 obj
<</Kids[4 0 R 4 0 R]>>
endobj
trailer
<</Root 1 0 R>>
%%EOF
"""


def readable(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    return w.save(folder, w.package(w.p("1.2.4 Policy for quality assurance " + "words of an answer " * 20)), name)


def stopped(raised: pytest.ExceptionInfo[ReadingError]) -> tuple[str, str]:
    return raised.value.code, raised.value.said.id


def test_a_crash_of_the_process_is_a_damaged_file() -> None:
    with pytest.raises(ReadingError) as raised:
        apart("report.pdf", os.abort, limits=Limits())
    assert stopped(raised) == ("damaged", "reading.crashed")


def test_a_loop_without_end_is_ended() -> None:
    with pytest.raises(ReadingError) as raised:
        apart("report.pdf", time.sleep, 600, limits=Limits(seconds=0.5))
    assert stopped(raised) == ("too-large", "reading.too-long")


def test_a_check_gives_a_sign_before_each_set_that_it_tries_and_each_rule(tmp_path: Path) -> None:
    """A table of 100,000 rows is read in no time, and each of these steps over it may take longer than a limit."""
    from sapa.core.checking.report import STEPS
    from sapa.core.checking.settings import settings
    from sapa.core.checking.steps import one
    from sapa.core.model.progress import Total
    from sapa.core.reading.tools import probe
    from sapa.core.rules.editor.every import CHECKS

    told: list[int] = []
    loaded = sapa.load()
    how = settings(loaded, probe())
    one((str(readable(tmp_path, "sar.docx")),), how, STEPS, progress=lambda done, total: told.append(total))
    units = [total.unit for total in told if isinstance(total, Total)]
    assert units.count("checks") >= len(loaded.sets) + len(CHECKS)
    assert units[-1] == "checks"


@POSIX
def test_what_takes_more_memory_than_is_allowed_is_too_large() -> None:
    with pytest.raises(ReadingError) as raised:
        apart("report.pdf", bytes, 10**10, limits=Limits(memory=500))
    assert stopped(raised) == ("too-large", "reading.too-much")


def test_an_error_comes_back_as_it_was_raised() -> None:
    with pytest.raises(ReadingError) as raised:
        sapa.read("no-such-file.docx")
    assert raised.value.code == "not-found"
    assert raised.value.said.arguments == {"path": "no-such-file.docx"}


def test_an_exception_that_cannot_be_sent_comes_back_as_its_kind_and_text() -> None:
    from lxml import etree

    with pytest.raises(Exception, match="tag") as raised:
        apart("x", etree.fromstring, "<a><b></a>", limits=Limits())
    assert not isinstance(raised.value, ReadingError)


def test_the_tasks_after_a_crash_are_still_done_whatever_the_number_of_workers() -> None:
    for most in (1, 2):
        with Workers(Limits(), most) as workers:
            items = [(len, "ab"), (os.abort,), (len, "abc"), (len, "abcd")]
            from sapa.core.checking import workers as module

            found = dict(workers.run(module._quietly, items))
        assert [found[number].value for number in range(4)] == [2, None, 3, 4]
        assert found[1].stopped == "ended"


@pytest.mark.parametrize("jobs", [None, 2])
def test_a_pdf_that_ends_its_reader_leaves_the_other_reports_checked(tmp_path: Path, jobs: int | None) -> None:
    first, last = readable(tmp_path / "r", "1.docx"), readable(tmp_path / "r", "3.docx")
    broken = tmp_path / "r" / "2.pdf"
    broken.write_bytes(CYCLE)
    result = sapa.check(tmp_path / "r", ["institutional"], jobs=jobs)
    assert [one.path for one in result.documents] == [str(first), str(broken), str(last)]
    assert [one.error.code if one.error else None for one in result.documents] == [None, "damaged", None]


def test_side_by_side_the_largest_report_is_begun_first_and_the_order_of_the_results_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sapa.core.checking import side_by_side

    for name, size in (("1.docx", 0), ("2.docx", 9000), ("3.docx", 500)):
        readable(tmp_path, name)
        (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + b" " * size)
    begun: list[list[str]] = []
    made = side_by_side._made

    def seen(steps: object, reports: list[tuple[str]], *rest: object) -> object:
        begun.append([Path(file).name for (file,) in reports])
        return made(steps, reports, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(side_by_side, "_made", seen)
    results = [sapa.check(tmp_path, ["institutional"], jobs=jobs) for jobs in (1, 2)]
    assert begun == [["1.docx", "2.docx", "3.docx"], ["2.docx", "3.docx", "1.docx"]]
    assert [[Path(one.path).name for one in of.documents] for of in results] == [["1.docx", "2.docx", "3.docx"]] * 2


def test_of_a_report_in_several_files_the_one_that_ends_its_reader_is_named(tmp_path: Path) -> None:
    from sapa.core.checking.joined import check_reports
    from sapa.core.checking.settings import settings
    from sapa.core.reading.tools import probe

    whole, broken = readable(tmp_path, "1.docx"), tmp_path / "2.pdf"
    broken.write_bytes(CYCLE)
    (found,) = check_reports([(str(whole), str(broken))], settings(sapa.load(), probe()))
    assert found.error is not None
    assert (found.path, found.error.code, found.files) == (str(broken), "damaged", (str(whole), str(broken)))


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert apart("x", len, "abc", limits=Limits()) == 3
    with pytest.raises(ReadingError):
        apart("x", os.abort, limits=Limits())
    assert list(tmp_path.iterdir()) == []


def test_check_works_in_a_script_without_a_main_guard(tmp_path: Path) -> None:
    report, script = readable(tmp_path, "sar.docx"), tmp_path / "script.py"
    script.write_text(
        f"import sapa\nprint(sapa.check({str(report)!r}, ['institutional'], jobs=2).documents[0].error)\n", "utf-8"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("None\n", "", 0)


@POSIX
def test_a_worker_ends_with_the_one_who_started_it_and_takes_its_folder_along(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os, tempfile\nfrom sapa.core.checking.limits import Limits\n"
        "from sapa.core.checking.workers import Workers\n"
        f"tempfile.tempdir = {str(tmp_path / 't')!r}\n"
        "workers = Workers(Limits())\nworkers.get_ready()\n"
        "os.kill(os.getpid(), 9)\n",
        "utf-8",
    )
    (tmp_path / "t").mkdir()
    # its standard error stays open for as long as the worker lives: this returns when both have ended
    done = subprocess.run([sys.executable, str(script)], capture_output=True, check=False)
    assert done.returncode == -9
    assert list((tmp_path / "t").iterdir()) == []


def test_the_first_member_of_a_package_is_not_unpacked_whole() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b" " * 60_000_000)
        archive.writestr("word/document.xml", b"<x/>")
    tracemalloc.start()
    try:
        assert sniff(packed) == "word"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@POSIX
def test_pipes_and_devices_are_said_to_be_no_files_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sar.docx")
    result = sapa.check([tmp_path / "sar.docx", "/dev/zero"], ["institutional"])
    errors = [one.error for one in result.documents if one.error is not None]
    assert [(error.code, error.said.id) for error in errors] == [("unsupported", "reading.no-file")] * 2


def test_a_pdf_that_names_one_page_more_often_than_any_report_has_pages_is_too_large() -> None:
    from pypdfium2_raw import bindings as raw

    from sapa.core.reading.pdf.pages import Opened

    many = CYCLE.replace(b"/PageLabels 4 0 R", b"").replace(b"/Count 1/Kids[3 0 R]", b"/Count 20001/Kids[%b]")
    with pytest.raises(ReadingError) as raised:
        Opened(raw, many.replace(b"%b", b"3 0 R " * 20_001), "report.pdf")
    assert stopped(raised) == ("too-large", "reading.too-large")
    with Opened(raw, CYCLE.replace(b"/PageLabels 4 0 R", b""), "report.pdf") as opened:
        assert opened.count == 1


@POSIX
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "SAR", "--previous", "PIPE"],
        ["check", "SAR", "--waivers", "PIPE"],
        ["check", "SAR", "--baseline", "PIPE"],
        ["check", "SAR", "--form", "PIPE"],
        ["verify", "PIPE"],
        ["compare", "SAR", "PIPE"],
        ["assemble", "letter", "SAR", "--template", "PIPE", "-o", "OUT.docx"],
        ["assemble", "followup", "PIPE", "-o", "OUT.docx"],
        ["merge", "PIPE", "PIPE", "-o", "OUT.docx"],
        ["sets", "import", "PIPE", "-o", "OUT.toml"],
        ["sets", "validate", "PIPE"],
    ],
)
def test_no_command_waits_for_a_pipe_wherever_it_is_named(tmp_path: Path, arguments: list[str]) -> None:
    from click.testing import CliRunner

    from sapa.cli import sapa as command

    os.mkfifo(tmp_path / "pipe.docx")
    named = {"SAR": readable(tmp_path, "sar.docx"), "PIPE": tmp_path / "pipe.docx", "OUT.docx": tmp_path / "out.docx"}
    done = CliRunner().invoke(command, [str(named.get(one, one)) for one in arguments])
    assert done.exit_code == 2, done.output
    assert "pipe or a device" in done.output
    assert not (tmp_path / "out.docx").exists()


@POSIX
def test_an_annex_that_cannot_be_opened_is_an_empty_one_and_nobody_waits_for_it(tmp_path: Path) -> None:
    from sapa.core.rules.annexes import inventory

    os.mkfifo(tmp_path / "1.pdf")
    (tmp_path / "2.pdf").symlink_to("nowhere.pdf")
    (tmp_path / "3.pdf").symlink_to("/dev/zero")
    (tmp_path / "4.txt").write_bytes(b"text")
    assert [(one.label, one.size) for one in inventory(str(tmp_path))] == [("1", 0), ("2", 0), ("3", 0), ("4", 4)]


def test_limits_are_those_of_the_environment_and_a_wrong_one_is_said() -> None:
    assert limits({}) == Limits()
    assert limits({"SAPA_TIME_LIMIT": "2.5", "SAPA_MEMORY_LIMIT": "900"}) == Limits(2.5, 900)
    for wrong in ("soon", "-1", "nan", "0"):
        with pytest.raises(WrongLimit):
            limits({"SAPA_TIME_LIMIT": wrong})


def test_a_joined_report_that_ends_its_reader_is_damaged(tmp_path: Path) -> None:
    whole, broken = readable(tmp_path, "1.docx"), tmp_path / "2.pdf"
    broken.write_bytes(CYCLE)
    (found,) = sapa.check([whole, broken], ["institutional"], joined=True).documents
    assert found.error is not None
    assert (found.path, found.error.code) == (str(broken), "damaged")


def test_a_previous_report_that_ends_its_reader_is_one_line(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from sapa.cli import sapa as command

    whole, broken = readable(tmp_path, "1.docx"), tmp_path / "2.pdf"
    broken.write_bytes(CYCLE)
    done = CliRunner().invoke(command, ["check", str(whole), "--lang", "en", "--previous", str(broken)])
    assert (done.exit_code, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert str(broken) in line


def test_a_paragraph_on_annexes_takes_no_square_of_its_longest_word() -> None:
    from sapa.core.rules.annexes_named import _without_others

    text = "5-қосымша " + "ш" * 100_000
    assert apart("report.docx", _without_others, text, limits=Limits(seconds=20)) == text
    assert "қосымша" not in _without_others("Ережелер бұйрықтың 1-қосымшасында берілген")
