"""The command line: three streams, one exit code, and help that starts at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sapa import __version__

from .command import process, sapa

EXAMPLES = Path(__file__).parent.parent / "examples"
HEAVY = ("pydantic", "lxml", "pdfplumber", "pypdfium2", "rich", "jinja2", "docx", "rapidfuzz", "pluggy")


def valid(text: str, name: str) -> Any:
    value = json.loads(text)
    schema = json.loads(files("sapa").joinpath(f"core/schemas/{name}.schema.json").read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
    return value


def word_file(path: Path, *paragraphs: tuple[str, int]) -> Path:
    """A Word file of (text, heading level or 0)."""
    import docx

    document = docx.Document()
    for text, level in paragraphs:
        if level:
            document.add_heading(text, level)
        else:
            document.add_paragraph(text)
    document.save(str(path))
    return path


PROSE = " ".join(["The fictional Example University reviews its mission with its students every year."] * 6)
SET = """
[set]
id = "tiny"
edition = "1"
complete = true
titles = { en = "Tiny standards", ru = "Малые стандарты" }
[codes]
levels = [9, 9, 99]
[[standards]]
number = "1"
titles = { en = "Mission" }
criteria = [{ code = "1.2.1", esg = ["1.1"] }, { code = "1.2.2", esg = ["1.10"] }]
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "set.toml").write_text(SET, "utf-8")
    return folder


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return word_file(
        tmp_path / "good.docx",
        ("Standard 1 Mission", 1),
        ("1.2.1 Goals", 2),
        (PROSE, 0),
        ("1.2.2 Review", 2),
        (PROSE, 0),
    )


@pytest.fixture
def gappy(tmp_path: Path) -> Path:
    return word_file(tmp_path / "Отчёт.docx", ("Standard 1 Mission", 1), ("1.2.1 Goals", 2), (PROSE, 0))


# --- start


def test_help_imports_nothing_heavy() -> None:
    for arguments in (["--help"], ["check", "--help"], ["--version"]):
        code = (
            f"import sys; sys.argv=['sapa', *{arguments!r}]\nfrom sapa.cli import main\n"
            "try: main()\nexcept SystemExit: pass\n"
            f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "LOADED []", arguments


def test_help_says_what_it_is_for_with_examples() -> None:
    for arguments, expected in ((["--help"], "sapa check report.docx"), (["check", "--help"], "Exit code:")):
        shown = sapa(*arguments)
        assert (shown.code, shown.err) == (0, "")
        assert expected in shown.out


def test_version() -> None:
    assert process("--version").out == f"sapa {__version__}\n"


# --- check: streams and exit codes


def test_no_gaps_is_0_and_stderr_is_empty(good: Path, tiny: Path) -> None:
    done = process("check", good, "--set", "tiny", "--sets-dir", tiny)
    assert (done.code, done.err) == (0, "")
    assert "No gaps" in done.out


def test_gaps_are_1_unless_nobody_wants_them_to_fail(gappy: Path, tiny: Path) -> None:
    done = process("check", gappy, "--set", "tiny", "--sets-dir", tiny)
    assert (done.code, done.err) == (1, "")
    assert "1.2.2" in done.out and "missing" in done.out
    assert sapa("check", gappy, "--set", "tiny", "--sets-dir", tiny, "--fail-on", "never").code == 0


def test_one_bad_file_is_2_and_the_others_are_still_checked(good: Path, tiny: Path, tmp_path: Path) -> None:
    empty, text, folder = tmp_path / "empty.pdf", tmp_path / "text.docx", tmp_path / "none"
    empty.write_bytes(b"")
    text.write_text("no report", "utf-8")
    folder.mkdir()
    options = ("--set", "tiny", "--sets-dir", tiny, "--format", "json")
    for order in (1, -1):
        asked = [good, empty, text, folder, tmp_path / "absent.docx"][::order]
        done = sapa("check", *asked, *options)
        assert (done.code, done.err) == (2, "")
        result = valid(done.out, "check")
        errors = {Path(d["path"]).name: d["error"] and d["error"]["code"] for d in result["documents"]}
        assert errors["good.docx"] is None
        assert (errors["empty.pdf"], errors["text.docx"], errors["absent.docx"]) == (
            "empty",
            "unsupported",
            "not-found",
        )
        assert errors["none"] is not None
        for document in result["documents"]:
            statuses = {c["status"] for c in document["sets"][0]["criteria"]}
            assert statuses == ({"not_checked"} if document["error"] else {"addressed"})


def test_every_bad_file_is_one_clear_line(tmp_path: Path) -> None:
    done = sapa("check", tmp_path / "absent.pdf", "--set", "programme")
    assert (done.code, done.err) == (2, "")
    assert "no such file" in done.out
    folder = sapa("check", tmp_path, "--set", "programme")
    assert folder.code == 2
    assert "no report in this folder" in folder.out


def test_an_undecided_set_is_2(tmp_path: Path) -> None:
    report = word_file(tmp_path / "what.docx", ("A letter", 1), ("Nothing about any standard.", 0))
    done = sapa("check", report)
    assert done.code == 2
    assert "--set" in done.out


def test_stdout_is_utf_8_whatever_the_console(gappy: Path, tiny: Path) -> None:
    """A Windows console of code page 1251 has no Kazakh letters; a file gets the same bytes as a pipe."""
    options = ("check", gappy, "--set", "tiny", "--sets-dir", tiny, "--lang", "kk")
    usual = sapa(*options)
    assert "жоқ" in usual.out
    assert sapa(*options, PYTHONIOENCODING="cp1251", PYTHONUTF8="0", LC_ALL="C") == usual


def test_the_same_input_gives_the_same_bytes(gappy: Path, tiny: Path) -> None:
    code = (
        "import sys; from sapa.cli import main\n"
        "for format in ('text', 'json', 'html'):\n"
        f"    sys.argv = ['sapa', 'check', {str(gappy)!r}, '--set', 'tiny', '--sets-dir', {str(tiny)!r}, '--format', format]\n"
        "    try: main()\n    except SystemExit as end: print(end.code)\n"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", code], env={**os.environ, **more}, capture_output=True, check=True)
        for more in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "COLUMNS": "47"})
    )
    assert first.stdout.count(b"1.2.2") > 3 and first.stderr == b""
    assert (first.stdout, first.stderr) == (second.stdout, second.stderr)


def test_jobs_change_nothing_but_the_time(good: Path, gappy: Path, tiny: Path) -> None:
    options = ("check", good, gappy, "--set", "tiny", "--sets-dir", tiny, "--format", "json")
    assert process(*options, "--jobs", "2") == sapa(*options)


@pytest.mark.skipif(os.name != "posix", reason="closes an output as a shell does")
def test_without_an_output_the_exit_code_is_left(gappy: Path) -> None:
    command = f'exec "{sys.executable}" -m sapa check "{gappy}" --set institutional >&-'
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


def test_no_colours_in_a_pipe_and_none_with_no_color(gappy: Path, tiny: Path) -> None:
    options = ("check", gappy, "--set", "tiny", "--sets-dir", tiny)
    assert "\x1b" not in sapa(*options).out
    assert "\x1b" in sapa(*options, FORCE_COLOR="1").out
    assert "\x1b" not in sapa(*options, FORCE_COLOR="1", NO_COLOR="1").out


def test_colours_change_no_letter(gappy: Path, tiny: Path) -> None:
    import re

    options = ("check", gappy, "--set", "tiny", "--sets-dir", tiny)
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", sapa(*options, FORCE_COLOR="1").out)
    assert coloured == sapa(*options).out


# --- output files


@pytest.mark.parametrize(("name", "begins"), [("r.json", "{"), ("r.html", "<!DOCTYPE html>"), ("r.TXT", "")])
def test_the_suffix_says_the_format(gappy: Path, tiny: Path, tmp_path: Path, name: str, begins: str) -> None:
    file = tmp_path / name
    file.write_text("old", "utf-8")
    done = sapa("check", gappy, "--set", "tiny", "--sets-dir", tiny, "-o", file)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"sapa: {file} written: 1 of 2 criteria addressed; 1 gap, 1 of them missing.\n"
    written = file.read_text("utf-8")
    assert written.startswith(begins) and "1.2.2" in written
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


def test_a_named_format_wins_over_the_suffix(gappy: Path, tiny: Path, tmp_path: Path) -> None:
    file = tmp_path / "result.txt"
    sapa("check", gappy, "--set", "tiny", "--sets-dir", tiny, "-o", file, "--format", "json")
    valid(file.read_text("utf-8"), "check")


def test_what_cannot_be_written_is_said_before_the_work(gappy: Path, tmp_path: Path) -> None:
    for output, expected in (
        (tmp_path / "r.xyz", ".json"),
        (tmp_path / "no" / "r.json", "no folder"),
    ):
        done = sapa("check", gappy, "-o", output)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("sapa: ") and expected in done.err and "Traceback" not in done.err


# --- names that are not known


def test_an_unknown_set_is_named_with_the_nearest(gappy: Path) -> None:
    done = sapa("check", gappy, "--set", "programe")
    assert (done.code, done.out) == (2, "")
    assert "did you mean programme" in done.err


def test_an_unknown_code_is_named_with_the_nearest(gappy: Path, tiny: Path) -> None:
    done = sapa("check", gappy, "--set", "tiny", "--sets-dir", tiny, "--explain", "1.2.22")
    assert (done.code, done.out) == (2, "")
    assert "did you mean 1.2.2" in done.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("chek",), "did you mean check"),
        (("check",), "Missing argument"),
        (("check", "a.docx", "--format", "pdf"), "html"),
        (("check", "a.docx", "--fail-on", "info"), "'warning'"),
        (("check", "a.docx", "--jobs", "0"), "--jobs"),
        (("check", "a.docx", "--explain", "1.2.1", "--format", "html"), "--explain"),
        (("sets", "shwo"), "did you mean show"),
        (("sets", "show", "nothing-like-it"), "there is no standard set"),
        (("schema", "chek"), "check"),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_right(arguments: tuple[str, ...], expected: str) -> None:
    done = sapa(*arguments)
    assert (done.code, done.out) == (2, "")
    assert expected in done.err and "Traceback" not in done.err


def test_a_faulty_set_of_the_users_own_is_2_with_all_its_faults(gappy: Path, tiny: Path) -> None:
    (tiny / "set.toml").write_text(SET.replace('"1.1"', '"1.99"').replace('"1.2.2"', '"1-2-2"'), "utf-8")
    done = sapa("check", gappy, "--set", "tiny", "--sets-dir", tiny)
    assert (done.code, done.out) == (2, "")
    assert "1.99" in done.err and "1-2-2" in done.err


def test_a_crash_is_2_and_never_1(gappy: Path, tiny: Path) -> None:
    """1 means findings; a defect of Sapa must not look like them."""
    code = (
        "import sys, sapa.core.checking.report as c\ndef broken(*a, **k): raise RuntimeError('on purpose')\nc.check = broken\n"
        f"sys.argv=['sapa', 'check', {str(gappy)!r}]\nfrom sapa.cli import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "on purpose" in done.stderr and "defect in Sapa" in done.stderr


# --- explain


def test_explain_shows_every_place_of_a_code_and_what_it_counts_for(gappy: Path, tiny: Path) -> None:
    options = ("check", gappy, "--set", "tiny", "--sets-dir", tiny, "--explain", "1.2.1")
    text = sapa(*options)
    assert text.code == 1
    assert "addressed" in text.out and "opens the criterion's own section" in text.out
    shown = valid(sapa(*options, "--format", "json").out, "explain")["explanations"][0]
    assert (shown["code"], shown["status"]) == ("1.2.1", "addressed")
    assert [(o["kind"], o["counted"]) for o in shown["occurrences"]] == [("heading", True)]


def test_explain_of_a_code_that_stands_nowhere_says_so(gappy: Path, tiny: Path) -> None:
    done = sapa("check", gappy, "--set", "tiny", "--sets-dir", tiny, "--explain", "1.2.2")
    assert "stands nowhere" in done.out


# --- sets, plugins, schema


@pytest.mark.parametrize(
    ("id", "counts"), [("institutional", (8, 108, 132)), ("programme", (9, 90, 94)), ("eur-ace", (3, 8, 9))]
)
def test_sets_show_counts_what_annex_iv_lists(id: str, counts: tuple[int, int, int]) -> None:
    one = valid(sapa("sets", "show", id, "--format", "json").out, "sets")["sets"][0]
    assert tuple(one["counts"].values()) == counts
    assert sum(len(standard["criteria"]) for standard in one["standards"]) == counts[1]
    text = sapa("sets", "show", id)
    assert f"{counts[0]} standards, {counts[1]} criteria, {counts[2]} ESG mappings" in text.out
    assert "incomplete" in text.out


def test_translations_that_nobody_confirmed_are_marked() -> None:
    assert "перевод не подтвержден" in sapa("sets", "show", "institutional", "--lang", "ru").out
    assert "(unconfirmed translation)" not in sapa("sets", "show", "institutional").out


def test_sets_list_names_all_and_a_folder_adds_its_own(tiny: Path) -> None:
    shown = valid(sapa("sets", "list", "--sets-dir", tiny, "--format", "json").out, "sets")
    assert [one["id"] for one in shown["sets"]] == ["eur-ace", "institutional", "programme", "tiny"]
    assert "tiny@1" in sapa("sets", "list", "--sets-dir", tiny).out


def test_sets_validate_names_all_faults_at_once(tiny: Path) -> None:
    done = sapa("sets", "validate", tiny)
    assert (done.code, done.err) == (0, "")
    assert "tiny@1 is right; 1 standard, 2 criteria, 2 ESG mappings" in done.out
    (tiny / "set.toml").write_text(SET.replace('"1.1"', '"1.99"').replace("complete = true", "complet = true"), "utf-8")
    done = sapa("sets", "validate", tiny / "set.toml")
    assert done.code == 2
    assert len(done.out.splitlines()) == 3 and "did you mean complete?" in done.out and "1.99" in done.out


def test_plugins_lists_what_each_brings() -> None:
    shown = valid(sapa("plugins", "--format", "json").out, "plugins")
    by_name = {plugin["name"]: plugin for plugin in shown["plugins"]}
    assert by_name["standards_institutional"]["sets"] == ["institutional@2021"]
    assert by_name["online_audit"]["procedures"] == ["online-audit"]
    assert all(plugin["error"] is None for plugin in shown["plugins"])


def test_a_broken_plugin_is_listed_with_its_cause_and_warned_of(tmp_path: Path, gappy: Path, tiny: Path) -> None:
    info = tmp_path / "site" / "broken_plugin-2.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-plugin\nVersion: 2.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[sapa.plugins]\nbroken = no_such_module\n", "utf-8")
    path = str(tmp_path / "site")
    listed = sapa("plugins", PYTHONPATH=path)
    assert listed.code == 0
    assert "broken-plugin 2.0" in listed.out and "no_such_module" in listed.out
    checked = sapa("check", gappy, "--set", "tiny", "--sets-dir", tiny, "--format", "json", PYTHONPATH=path)
    assert checked.code == 1
    valid(checked.out, "check")
    assert "broken" in checked.err
    asked = sapa("check", gappy, "--set", "broken", PYTHONPATH=path)
    assert (asked.code, asked.out) == (2, "")
    assert "no_such_module" in asked.err


def test_schemas_are_listed_printed_and_valid() -> None:
    names = sapa("schema").out.split()
    assert {"check", "set", "sets", "plugins", "explain"} <= set(names)
    for name in names:
        Draft202012Validator.check_schema(json.loads(sapa("schema", name).out))


# --- the examples


@pytest.mark.parametrize("name", ["institutional-en.docx", "institutional-en.pdf", "programme-ru.docx"])
def test_real_output_is_valid(name: str) -> None:
    done = sapa("check", EXAMPLES / name, "--format", "json")
    assert done.err == ""
    report = valid(done.out, "check")["documents"][0]
    assert report["error"] is None and len(report["sets"]) >= 1


def test_every_reason_of_an_occurrence_has_its_sentence() -> None:
    report = EXAMPLES / "institutional-en.docx"
    codes = [argument for n in range(1, 10) for argument in ("--explain", f"3.2.{n}")]
    done = sapa("check", report, "--set", "institutional", *codes)
    assert "explain." not in done.out and "reason." not in done.out
