"""`sapa assemble NAME`: built-in ones and plugins' alike; nothing half written, nothing binary on a terminal."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from sapa.core.assembly import BUILT_IN, assemble, built_in, registry
from sapa.core.loading.installed import Assembled, Assembly, AssemblyError, Loaded, Needs, Request, Sets
from sapa.core.loading.plugins import load_plugins
from sapa.core.model.findings import Finding

from ..command import Run
from ..command import sapa as run
from ..test_cli import EXAMPLES

REPORT = EXAMPLES / "programme-ru.docx"
EMPTY = Loaded((), Sets((), {}, ()), {})


def test_every_built_in_assembly_is_one() -> None:
    assert len(built_in()) == len(BUILT_IN)
    for id, assembly in built_in().items():
        assert (assembly.id, bool(assembly.summary), bool(assembly.formats)) == (id, True, True)
        assert assembly.needs in get_args(Needs)
        assert len({option.name for option in assembly.options}) == len(assembly.options)


def test_the_format_is_told_by_the_suffix() -> None:
    assembly = Assembly("x", "X.", ("docx", "text", "html"), "nothing", lambda request, format: "")
    assert [assembly.format_of(name) for name in ("a.DOCX", "b.txt", "c.htm", "d.html", "e.pdf", "docx")] == [
        "docx", "text", "html", "html", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("needs", ["report", "case"])
def test_what_an_assembly_needs_must_be_given(needs: str) -> None:
    assembly = Assembly("x", "X.", ("text",), needs, lambda request, format: "made")  # type: ignore[arg-type]
    with pytest.raises(AssemblyError) as refused:
        assemble(assembly, Request(EMPTY), "text")
    assert refused.value.said.id == f"assembly.needs-{needs}"


def test_a_content_may_come_alone_or_with_findings() -> None:
    def build(request: Request, format: str) -> str | Assembled:
        finding = Finding("grid-unknown-esg", "error")
        return "plain" if format == "text" else Assembled("with", (finding,))

    assembly = Assembly("x", "X.", ("text", "md"), "nothing", build)
    assert assemble(assembly, Request(EMPTY), "text") == Assembled("plain")
    assert assemble(assembly, Request(EMPTY), "md").findings[0].rule == "grid-unknown-esg"


# --- on the command line


def test_help_lists_what_there_is_and_what_each_needs() -> None:
    assert "grid" in run("assemble", "--help").out
    own = run("assemble", "grid", "--help").out
    assert "--ranges" in own and "[SAR...]" in own and "docx" in own


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    done = run("assemble", "gird")
    assert (done.code, done.out) == (2, "") and "grid" in done.err


def test_the_grid_needs_no_report() -> None:
    done = run("assemble", "grid")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Comparison of standards with ESG Part 1")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    done = run("assemble", "grid", "-o", tmp_path / "grid.docx")
    assert (done.code, done.out) == (0, "")
    assert [file.name for file in tmp_path.iterdir()] == ["grid.docx"]
    (tmp_path / "grid.docx").write_bytes(b"mine")
    refused = run("assemble", "grid", "--set", "no-such-set", "-o", tmp_path / "grid.docx")
    assert refused.code == 2
    assert (tmp_path / "grid.docx").read_bytes() == b"mine"


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "csv", "md", "json", "txt"])
def test_the_suffix_says_the_format(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"grid.{suffix}"
    assert run("assemble", "grid", "-o", file).code == 0
    begin = {
        "docx": b"PK",
        "xlsx": b"PK",
        "html": b"<!DOCTYPE",
        "csv": b"esg,",
        "md": b"# ",
        "json": b"{",
        "txt": b"Comp",
    }
    assert file.read_bytes().startswith(begin[suffix])


def test_a_suffix_that_says_nothing_is_refused(tmp_path: Path) -> None:
    done = run("assemble", "grid", "-o", tmp_path / "grid.pdf")
    assert done.code == 2 and ".docx" in done.err
    assert list(tmp_path.iterdir()) == []


def test_lines_of_a_csv_end_as_the_format_wants(tmp_path: Path) -> None:
    run("assemble", "grid", "-o", tmp_path / "grid.csv")
    content = (tmp_path / "grid.csv").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") > 200 and b"\r\r" not in content


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are of POSIX")
def test_nothing_binary_goes_to_a_terminal() -> None:
    import pty
    import subprocess
    import sys

    master, slave = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sapa", "assemble", "grid", "--format", "docx"],
            stdout=slave, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    finally:
        os.close(slave)
        os.close(master)
    assert done.returncode == 2 and b"-o" in done.stderr


def test_a_report_is_laid_over_and_its_gaps_are_no_failure() -> None:
    done = run("assemble", "grid", REPORT)
    assert (done.code, done.err) == (0, "")
    assert "● addressed: " in done.out


def test_a_report_that_cannot_be_read_is_told_and_exits_with_2(tmp_path: Path) -> None:
    file = tmp_path / "broken.docx"
    file.write_bytes(b"PK\x03\x04 no more")
    done = run("assemble", "grid", file, "--set", "programme", "--format", "json")
    assert done.code == 2 and "broken.docx" in done.err
    assert '"not_checked"' in done.out


def test_a_mapping_that_leads_nowhere_exits_with_2_when_it_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "set.toml").write_text(
        '[set]\nid = "ours"\nedition = "1"\ncomplete = true\ntitles = { en = "Ours" }\n[codes]\nlevels = [9, 99]\n'
        '[[standards]]\nnumber = "1"\ntitles = { en = "One" }\ncriteria = [{ code = "1.1", esg = ["1.11"] }]\n',
        "utf-8",
    )
    done = run("assemble", "grid", "--sets-dir", tmp_path, "--set", "ours")
    assert done.code == 2 and "1.11" in done.err


# --- plugins'

Plugin = Callable[[str], Run]
HEAD = """
from sapa.core.assembly import Assembled, Assembly, AssemblyError, Option
from sapa.core.loading.hookspecs import hookimpl
from sapa.core.words.messages import message

def assembly(id, build, needs="nothing", **more):
    return Assembly(id, "Says hello.", ("text", "docx"), needs, build, **more)
"""


@pytest.fixture
def install(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Installs a plugin for a process: the environment in which it is found."""

    def make(body: str, name: str = "letters") -> dict[str, str]:
        (tmp_path / f"example_{name}.py").write_text(HEAD + body, "utf-8")
        info = tmp_path / f"sapa_{name}-1.2.3.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: sapa-{name}\nVersion: 1.2.3\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[sapa.plugins]\n{name} = example_{name}\n", "utf-8")
        return {"PYTHONPATH": str(tmp_path)}

    return make


def test_a_plugins_assembly_is_a_command_with_its_own_options(install: Callable[..., dict[str, str]]) -> None:
    environment = install(
        """
def build(request, format):
    return f"{request.options['to']} {request.options['on']} {request.options['loud']} {request.lang}\\n"

@hookimpl
def sapa_assemblies():
    return [assembly("hello", build, options=(
        Option("to", "To whom.", default="all"), Option("on", "When.", "date"), Option("loud", "Loudly.", "flag")))]
"""
    )
    assert "hello" in run("assemble", "--help", **environment).out
    done = run("assemble", "hello", "--on", "2026-03-01", "--loud", "--lang", "kk", **environment)
    assert (done.code, done.out, done.err) == (0, "all 2026-03-01 True kk\n", "")
    assert run("assemble", "hello", "--on", "1.3.2026", **environment).code == 2


def test_a_plugin_that_crashes_is_named_and_nothing_is_written(
    install: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    environment = install(
        "def build(request, format): raise KeyError('missing')\n"
        "@hookimpl\ndef sapa_assemblies(): return [assembly('hello', build)]\n"
    )
    done = run("assemble", "hello", "-o", tmp_path / "hello.txt", **environment)
    assert done.code == 2
    assert "letters" in done.err and "1.2.3" in done.err and "KeyError" in done.err and "Traceback" not in done.err
    assert not (tmp_path / "hello.txt").exists()


def test_a_report_reaches_a_plugins_assembly(install: Callable[..., dict[str, str]]) -> None:
    environment = install(
        "def build(request, format): return f'{len(request.result.documents)} {request.result.documents[0].format}\\n'\n"
        "@hookimpl\ndef sapa_assemblies(): return [assembly('hello', build, 'report')]\n"
    )
    assert run("assemble", "hello", REPORT, **environment).out == "1 docx\n"
    assert run("assemble", "hello", **environment).code == 2


def test_an_error_that_an_assembly_finds_gives_exit_code_1(install: Callable[..., dict[str, str]]) -> None:
    environment = install(
        "from sapa.core.model.findings import Finding\n"
        "def build(request, format):\n"
        "    return Assembled('x\\n', (Finding('grid-no-such', 'error'), Finding('quiet', 'info')))\n"
        "@hookimpl\ndef sapa_assemblies(): return [assembly('hello', build)]\n"
    )
    done = run("assemble", "hello", **environment)
    assert (done.code, done.out) == (1, "x\n")
    assert "grid-no-such" in done.err and "quiet" not in done.err


def test_sapas_own_assembly_is_not_replaced_by_a_plugins(install: Callable[..., dict[str, str]]) -> None:
    environment = install(
        "@hookimpl\ndef sapa_assemblies(): return [assembly('grid', lambda request, format: 'theirs')]\n"
    )
    done = run("assemble", "grid", **environment)
    assert done.code == 0 and "theirs" not in done.out and "letters" in done.err


def test_an_assembly_of_two_plugins_is_nobodys(
    install: Callable[..., dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "@hookimpl\ndef sapa_assemblies(): return [assembly('hello', lambda request, format: '')]\n"
    for name in ("one", "two"):
        install(body, name)
    monkeypatch.syspath_prepend(str(tmp_path))
    loaded = load_plugins()
    assert "hello" not in registry(loaded)
    assert [plugin.name for plugin in loaded.failed] == ["one", "two"]
