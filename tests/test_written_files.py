"""Nothing of the user's is lost: what a command may write over, and how it writes."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from sapa.commands.files import belongs, file_names, is_folder, put
from sapa.commands.said import Refused, answer, tell, write, write_each
from sapa.core.assembly import AssemblyError
from sapa.core.assembly.files.word_template import NoTemplate, adopt
from sapa.core.assembly.mended import read_earlier
from sapa.core.checking.waivers import BaselineError, read_baseline
from sapa.core.checking.worker import INSIDE
from sapa.core.comparing.earlier import earlier_result
from sapa.core.comparing.inputs import CannotCompare
from sapa.core.loading.case_file import parse_case, read_waivers
from sapa.core.loading.data_file import DataFileError
from sapa.core.reporting import verify
from sapa.core.words.errors import SapaError
from sapa.core.words.messages import message
from sapa.core.words.text import printable

from . import wordxml as w
from .cases import loaded
from .command import sapa

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
POSIX = pytest.mark.skipif(os.name != "posix", reason="the system has no such file")
CASE = """[case]
procedure = "institutional"
annexes = "annexes"
[[reports]]
files = ["sar/report.docx"]
language = "en"
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "cases" / "one"
    for name in ("sar/report.docx", "sar/notes.txt", "annexes/deep/1.pdf", "letter.docx"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"original")
    (folder / "sapa.toml").write_text(CASE, "utf-8")
    return folder


def test_a_file_that_a_case_names_last_in_a_folder_of_others_is_not_written_over(case: Path) -> None:
    others = case.parent / "others"
    others.mkdir()
    for name in ("first.docx", "table.xlsx"):
        (others / name).write_bytes(b"original")
    named = '[supplied]\na = ["../others/first.docx", "../others/table.xlsx"]\n'
    (case / "sapa.toml").write_text(CASE + named, "utf-8")
    assert belongs(others / "table.xlsx", {"paths": (str(case),)})


@pytest.mark.parametrize("name", ["sapa.toml", "sar/report.docx", "sar/notes.txt", "annexes/deep/1.pdf"])
@pytest.mark.parametrize("given", ["folder", "file", "folder of cases"])
def test_what_belongs_to_a_case_is_never_written_over(case: Path, name: str, given: str) -> None:
    argument = {"folder": case, "file": case / "sapa.toml", "folder of cases": case.parent}[given]
    assert belongs(case / name, {"paths": (str(argument),)})


def test_what_stands_beside_a_cases_file_and_is_not_named_in_it_may_be_written_again(case: Path) -> None:
    assert not belongs(case / "letter.docx", {"paths": (str(case),)})
    assert not belongs(case / "new.html", {"paths": (str(case),)})


def test_no_file_of_a_set_or_case_is_written_over_whatever_was_given(case: Path) -> None:
    (case / "texts.toml").write_bytes(b"texts of criteria")
    for name in ("sapa.toml", "texts.toml"):
        assert belongs(case / name, {"paths": ()})


def test_reports_that_came_by_a_folder_are_never_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "deep").mkdir(parents=True)
    for name in ("deep/sar.docx", "result.html"):
        (folder / name).write_bytes(b"x")
    assert belongs(folder / "deep" / "sar.docx", {"paths": (str(folder),)})
    assert not belongs(folder / "result.html", {"paths": (str(folder),)})


def test_a_case_is_found_however_deep_it_lies(tmp_path: Path) -> None:
    case = tmp_path / "2027" / "autumn" / "north" / "engineering" / "one"
    (case / "annexes").mkdir(parents=True)
    (case / "sapa.toml").write_text(CASE, "utf-8")
    (case / "annexes" / "1.txt").write_bytes(b"original")
    assert belongs(case / "annexes" / "1.txt", {"paths": (str(tmp_path),)})


def test_a_result_that_a_portfolio_reads_is_known_by_whatever_name(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_bytes(b"{}")
    (tmp_path / "page.html").symlink_to("r.json")
    os.link(tmp_path / "r.json", tmp_path / "hard.html")
    (tmp_path / "old.html").write_bytes(b"")
    for name, kept in (("page.html", True), ("hard.html", True), ("old.html", False)):
        assert belongs(tmp_path / name, {"folders": (str(tmp_path),), "output": name}) is kept
    assert not belongs(tmp_path / "r.json", {"paths": (str(tmp_path),)})  # `sapa check` does not read it


def test_the_users_settings_are_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_bytes(b"")
    monkeypatch.setenv("SAPA_SETTINGS", str(settings))
    with pytest.raises(Refused):
        write("{}", str(settings), "en")
    assert settings.read_bytes() == b""


def test_an_input_is_known_by_whatever_name(tmp_path: Path) -> None:
    report = tmp_path / "sar.docx"
    report.write_bytes(b"x")
    (tmp_path / "link.docx").symlink_to(report)
    os.link(report, tmp_path / "hard.docx")
    for name in ("link.docx", "hard.docx", "./sar.docx"):
        assert belongs(tmp_path / name, {"sar": str(report), "output": "x", "lang": "en", "jobs": 2})
    assert not belongs(report, {"output": str(report)})


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "real" / "r.json", tmp_path / "link.json"
    target.parent.mkdir()
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    put(b"new", link)
    assert link.is_symlink() and target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_written_whole_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "r.json"
    file.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for stop in (full, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)):
        monkeypatch.setattr(os, "replace", stop)
        with pytest.raises((OSError, KeyboardInterrupt)):
            put(b"new", file)
        assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("r.json", b"old")]


@POSIX
def test_a_full_disk_and_a_device_are_one_line(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    command = [sys.executable, "-m", "sapa", "schema", "check"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("sapa: ") and done.stderr.count("\n") == 1
    put(b"gone", Path("/dev/null"))
    assert not Path("/dev/null").is_file()


def test_a_files_name_says_nothing_to_the_terminal() -> None:
    assert printable("a\x1b]0;x\x07\x9b31m\u202egpj.exe\u2066\n") == "a\ufffd]0;x\ufffd\ufffd31m\ufffdgpj.exe\ufffd\n"
    assert printable("Жоғары мектеп – «6B06101»") == "Жоғары мектеп – «6B06101»"


def test_what_a_command_says_and_what_is_for_programs_say_nothing_to_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = message("verify.same", path="a\x1b[2J\u202e.json")
    answer(said, "en")
    tell(said, "en")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    write('{"path": "a\u202e\x9b"}\r\n', None, "en")
    shown = capsys.readouterr()
    assert not {"\x1b", "\x9b", "\u202e", "\r"} & {*shown.out, *shown.err}
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    write('{"path": "a\u202e"}', None, "en")
    assert capsys.readouterr().out == '{"path": "a\u202e"}'


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("x = " + "[" * 3000 + "]" * 3000, "(line 7)"),
        ("x = " + "9" * 5000, "(line 7)"),
        ("[" + ".".join("a" * 3000) + "]\nb = 1", "(line 7)"),
        ("[" + ".".join("a" * 200) + "]\nb = 1", "(line 7)"),
        (" . ".join(["'a'"] * 60_000) + " = 1", "(line 7)"),
        ("[dates]\nvisit = 9999-12-31", "dates.visit"),
        ("[dates]\nvisit = { first = 0001-01-01, last = 0001-01-02 }", "dates.visit.first"),
    ],
)
def test_a_data_file_that_python_cannot_take_is_a_fault_with_a_place(wrong: str, told: str) -> None:
    with pytest.raises(DataFileError) as raised:
        parse_case(CASE + wrong, ".", loaded().procedures, list(loaded().sets))
    assert told in raised.value.told()


def test_keys_with_many_dots_do_not_end_the_run_where_a_file_is_to_be_written(case: Path) -> None:
    (case / "sapa.toml").write_text("[" + ".".join("a" * 3000) + "]\nb = 1", "utf-8")
    assert belongs(
        case / "letter.docx", {"paths": (str(case),)}
    )  # a file at fault: all in its folder may be the case's
    with pytest.raises(DataFileError):
        read_waivers(case / "sapa.toml")


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"schema": ' + "9" * 5000 + "}",
        "[]",
        '{"schema": "sapa.check/1"}',
        '{"schema": "sapa.check/1", "findings": [1], "documents": []}',
        '{"schema": "sapa.check/1", "findings": [], "documents": {"a": 1}}',
    ],
)
@pytest.mark.parametrize("read", [read_baseline, read_earlier, earlier_result, verify.read])
def test_a_file_that_is_no_earlier_result_is_said_to_be_none(
    read: Callable[[Any], object], content: str, tmp_path: Path
) -> None:
    file = tmp_path / "earlier.json"
    file.write_text(content, "utf-8")
    with contextlib.suppress(SapaError):
        assert not getattr(read(file), "documents", ())


@pytest.mark.parametrize(
    "wrong",
    [{"code": [1, 2]}, {"status": {"a": 1}}, {"status": "excellent"}, {"words": float("inf")}, {"words": "many"}],
)
def test_an_earlier_result_whose_criteria_nobody_has_checked_is_none(tmp_path: Path, wrong: dict[str, Any]) -> None:
    file = tmp_path / "earlier.json"
    criterion = {"code": "1.2.4", "status": "thin", "words": 3, **wrong}
    document = {"path": "a", "language": "en", "error": None, "sets": [{"id": "x", "criteria": [criterion]}]}
    file.write_text(json.dumps({"schema": "sapa.check/1", "documents": [document]}), "utf-8")
    with pytest.raises(CannotCompare):
        earlier_result(str(file))
    if "words" not in wrong:
        with contextlib.suppress(BaselineError):  # a code of another kind is one that no set has
            (found,) = read_earlier(file).documents
            assert isinstance(found["sets"][0]["criteria"][0]["code"], str)


def test_an_earlier_result_of_a_report_without_a_name_is_held_against_no_other(tmp_path: Path) -> None:
    report, file = w.save(tmp_path, w.package(w.p("1.2.4 Policy"))), tmp_path / "earlier.json"
    file.write_text('{"schema": "sapa.check/1", "findings": [], "documents": [{"path": 5, "findings": []}]}', "utf-8")
    done = sapa("check", report, "--set", "institutional", "--baseline", file, "--lang", "en")
    assert (done.code, "Traceback" in done.err) == (1, False)


def test_a_template_with_a_document_type_is_refused() -> None:
    data = w.package(w.p("Template"))
    import io
    import zipfile

    import docx

    spoilt = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(spoilt, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
            new.writestr(name, content)
    assert b"<!DOCTYPE" in zipfile.ZipFile(spoilt).read("word/document.xml")
    with pytest.raises(NoTemplate):
        adopt(spoilt.getvalue(), docx.Document())


def test_a_template_with_a_style_whose_name_says_nothing_is_taken() -> None:
    made, given = io.BytesIO(), docx.Document()
    name = given.styles["List Bullet"].element.find(qn("w:name"))
    del name.attrib[qn("w:val")]
    given.save(made)
    assert "List Bullet" in adopt(made.getvalue(), docx.Document()).document.styles


def test_a_formula_is_no_programme() -> None:
    from sapa.core.assembly.cluster.write import _programmes
    from sapa.core.assembly.expert_report.outline import programmes_of
    from sapa.core.loading.installed import Request

    for asked in ("=1+1", "+1+1", "@SUM(A1)"):
        for programmes in (_programmes, programmes_of):
            with pytest.raises(AssemblyError):
                programmes(Request(loaded(), options={"programme": (asked,)}))


def test_a_template_with_broken_properties_is_refused() -> None:
    import io
    import zipfile

    import docx

    blank = io.BytesIO()
    docx.Document().save(blank)
    relation = (
        '<Relationship Id="rId99" Target="docProps/custom.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/custom-properties"/></Relationships>'
    )
    spoilt = io.BytesIO()
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(spoilt, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "_rels/.rels":
                content = content.replace(b"</Relationships>", relation.encode())
            new.writestr(name, content)
        new.writestr("docProps/custom.xml", "<Properties><property></Properties>")
    with pytest.raises(NoTemplate):
        adopt(spoilt.getvalue(), docx.Document())


# --- several files into one folder


def test_a_folder_is_one_that_is_there_or_a_name_that_ends_with_a_slash(tmp_path: Path) -> None:
    assert is_folder(str(tmp_path)) and is_folder(f"{tmp_path}/new/")
    assert not is_folder(str(tmp_path / "new")) and not is_folder("-") and not is_folder(None)


def test_files_are_named_by_institution_as_every_system_takes_it() -> None:
    given = [
        "Example University",
        "Университет «Пример»: филиал/1",
        "EXAMPLE UNIVERSITY",
        "con",
        "..",
        "a\u202eb. ",
        "",
    ]
    assert file_names(given, ".docx") == [
        "Example University.docx", "Университет «Пример» филиал 1.docx", "EXAMPLE UNIVERSITY (2).docx", "_con.docx",
        "_.docx", "a b.docx", "_ (2).docx",
    ]  # fmt: skip


def test_a_long_name_stays_short_enough_for_a_file(tmp_path: Path) -> None:
    (name, other) = file_names(["Ә" * 400, "Ә" * 399], ".html")
    assert name != other
    (tmp_path / name).write_bytes(b"")
    (tmp_path / other).write_bytes(b"")


def test_each_content_goes_into_a_file_of_its_own_and_the_folder_is_made(tmp_path: Path) -> None:
    files = write_each([("One", "1"), ("Two", b"2")], f"{tmp_path / 'out'}/", ".html", "en")
    assert [(one.name, one.read_text()) for one in files] == [("One.html", "1"), ("Two.html", "2")]
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["One.html", "Two.html"]


def test_a_folder_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        write_each([("One", "1")], f"{tmp_path}/not/there/", ".html", "en")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_where_one_file_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "Two.html").mkdir()
    with pytest.raises(Refused):
        write_each([("One", "1"), ("Two", "2")], str(tmp_path), ".html", "en")
    assert not (tmp_path / "One.html").exists()


@POSIX
def test_a_terminal_that_was_closed_in_the_middle_takes_no_partial_result_along(tmp_path: Path) -> None:
    """What is said to people goes nowhere then; what was checked by then is still written."""
    pty = pytest.importorskip("pty")
    folder, output, script = tmp_path / "r", tmp_path / "result.json", tmp_path / "script.py"
    folder.mkdir()
    for name in ("1.docx", "2.docx"):
        w.save(folder, w.package(w.p("1.2.4 Policy for quality assurance " + "words of an answer " * 20)), name)
    script.write_text(
        "import os, signal, sys, sapa.cli\n"
        "from sapa.core.checking import side_by_side\n"
        "from sapa.core.showing.terminal import LongReading\n"
        "LongReading.PATIENCE = 0.0\n"
        "signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"  # whoever runs the tests may ignore it
        "made = side_by_side._made\n"
        "def closed(*given):\n"
        "    found = made(*given)\n"
        "    yield next(found)\n"
        "    os.close(int(sys.argv.pop()))\n"  # the other end of the terminal: it is gone now
        "    os.kill(os.getpid(), signal.SIGHUP)\n"
        "    yield from found\n"
        "side_by_side._made = closed\n"
        "sapa.cli.main()\n",
        "utf-8",
    )
    other, terminal = pty.openpty()
    command = [sys.executable, script, "check", folder, "--set", "institutional", "-o", output, str(other)]
    environment = {name: value for name, value in os.environ.items() if name != INSIDE}
    done = subprocess.Popen(
        list(map(str, command)), stdin=terminal, stdout=terminal, stderr=terminal, pass_fds=[other], env=environment
    )
    os.close(terminal)
    os.close(other)
    assert done.wait() == 128 + signal.SIGHUP
    assert [Path(one["path"]).name for one in json.loads(output.read_bytes())["documents"]] == ["1.docx"]


# --- what may not be read or written


@pytest.fixture
def close(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a file one that may not be read or written, and a folder one into which nobody may look: for root too."""
    import io as streams

    closed: set[str] = set()

    def refused(path: object) -> bool:
        if not isinstance(path, str | os.PathLike):
            return False
        name = os.fspath(path)
        return isinstance(name, str) and any(name == one or name.startswith(f"{one}{os.sep}") for one in closed)

    def guarded(module: Any, name: str, *, itself: bool = True) -> None:
        real = getattr(module, name)

        def call(path: Any, *rest: Any, **more: Any) -> Any:
            if refused(path) and (itself or os.fspath(path) not in closed):
                raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
            return real(path, *rest, **more)

        monkeypatch.setattr(module, name, call)

    guarded(os, "stat", itself=False)
    guarded(os, "scandir")
    guarded(streams, "open")
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not refused(path) and access(path, mode))
    return lambda path: closed.add(str(path))


def said(*arguments: str | Path) -> tuple[int, str]:
    done = sapa(*arguments, "--lang", "en")
    assert "Traceback" not in done.err
    return done.code, f"{done.out}{done.err}"


@POSIX
def test_a_report_in_a_folder_into_which_nobody_may_look_is_said_to_be_one_that_cannot_be_opened(
    tmp_path: Path, close: Callable[[Path], None]
) -> None:
    report = w.save(tmp_path, w.package(w.p("1.2.4 Policy")))
    close(tmp_path)
    code, text = said("check", report)
    assert (code, "Permission denied" in text) == (2, True)
    assert said("check", tmp_path)[0] == 2


def test_a_name_that_is_longer_than_any_is_no_such_file(tmp_path: Path) -> None:
    code, text = said("check", tmp_path / f"{'a' * 300}.docx")
    assert (code, "cannot be opened" in text) == (2, True)
    assert said("check", w.save(tmp_path, w.package(w.p("1.2.4"))), "-o", tmp_path / f"{'a' * 300}.json")[0] == 2


@POSIX
def test_settings_that_may_not_be_looked_for_are_none(
    tmp_path: Path, close: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("SAPA_SETTINGS", raising=False)
    close(tmp_path / "config")
    assert said("sets", "list")[0] == 0


@POSIX
@pytest.mark.parametrize("closed", ["r.json", "out"])
def test_what_may_not_be_written_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    report, out = w.save(tmp_path, w.package(w.p("1.2.4 Policy"))), tmp_path / "out"
    out.mkdir()
    (out / "r.json").write_text("old")
    access = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: not (mode & os.W_OK and Path(path).name == closed) and access(path, mode)
    )
    code, text = said("check", report, "-o", out / "r.json")
    assert (code, "cannot write" in text, text.count("\n")) == (2, True, 1)
    with pytest.raises(PermissionError):
        put(b"new", out / "r.json")


@POSIX
def test_an_experts_report_and_a_table_that_may_not_be_read_are_not_said_to_be_gone(
    tmp_path: Path, close: Callable[[Path], None]
) -> None:
    from sapa.core.expert_report.fields import read_filled
    from sapa.core.loading.standards_import import lines, sheets
    from sapa.core.model.document import ReadingError

    (tmp_path / "one").write_bytes(b"content")
    close(tmp_path / "one")
    for read in (read_filled, sheets.read, lambda path: list(lines._csv(path))):
        with pytest.raises(ReadingError) as raised:
            read(tmp_path / "one")
        assert raised.value.said.id == "reading.cannot-open"


@POSIX
@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="not a checkout of the repository")
def test_what_of_a_case_may_not_be_read_is_not_said_to_be_missing(
    tmp_path: Path, close: Callable[[Path], None]
) -> None:
    import shutil

    case = tmp_path / "case"
    shutil.copytree(EXAMPLES / "case-programme", case)
    close(case / "application")
    close(case / "annexes")
    findings = json.loads(sapa("check", case, "--format", "json").out)["findings"]
    told = {one["rule"]: one["message"] for one in findings}
    assert "cannot be opened" in told["case-file-closed"]
    assert told["annex-no-folder"].endswith("cannot be found or opened")
    assert not [one for one in findings if "application/" in one["message"] and one["rule"] == "case-file-missing"]


@POSIX
def test_a_folder_of_annexes_that_cannot_be_opened_is_named(tmp_path: Path, close: Callable[[Path], None]) -> None:
    from sapa.core.rules.annexes import inventory

    (tmp_path / "Annex 5").mkdir()
    (tmp_path / "Annex 6").mkdir()
    (tmp_path / "Annex 6" / "a.pdf").write_bytes(b"%PDF")
    close(tmp_path / "Annex 5")
    assert [(one.label, one.size) for one in inventory(str(tmp_path))] == [("5", 0), ("6", 4)]


@pytest.mark.usefixtures("workers")
def test_where_no_process_can_be_started_there_is_one_line_and_no_folder_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    report = w.save(tmp_path, w.package(w.p("1.2.4 Policy")))
    (tmp_path / "t").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "t"))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    with monkeypatch.context() as instead:
        instead.setattr(subprocess, "Popen", full)
        code, text = said("check", report)
    assert (code, text.count("\n"), list((tmp_path / "t").iterdir())) == (2, 1, [])
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert said("check", report)[0] == 2
