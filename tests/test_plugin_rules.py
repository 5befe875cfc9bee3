"""Rules of plugins: run with their sets; one that fails is named, and takes nothing else with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import Settings
from sapa.core.loading.plugins import load_plugins
from sapa.core.model.findings import Finding
from sapa.core.model.places import Place
from sapa.core.model.results import Overview, Result
from sapa.core.reporting.outcome import exit_code
from sapa.core.rules import BoundRule, Context, PluginRule
from sapa.core.rules.plugged import can_travel
from sapa.core.words.messages import message

from .command import process
from .command import sapa as run
from .reports import report
from .test_cli import PROSE, word_file

TEXT = "# Standard 1. Objectives of the educational program\n## 1.2.1\n{60}\n## 1.2.2\n{60}\n"
PLACE = Place("example.docx", paragraph=2)


def findings(*checks: Callable[[Context], object], sets: tuple[str, ...] = ("programme",)) -> tuple[Finding, ...]:
    rules = tuple(
        BoundRule(PluginRule(f"rule-{number}", one, ()), "example", sets)  # type: ignore[arg-type]
        for number, one in enumerate(checks)
    )
    loaded = load_plugins()
    document = check_document(
        report(TEXT), Settings((loaded.sets.find("programme"),), tuple(loaded.sets.values()), tuple(rules))
    )
    return document.findings


def good(context: Context) -> Iterator[Finding]:
    yield Finding("own", "warning", PLACE, context.coverage.set.id, None, {"words": 3})


def half(context: Context) -> Iterator[Finding]:
    yield Finding("own", "info")
    raise ZeroDivisionError("on  purpose\n")


def test_a_rule_sees_the_report_and_its_findings_are_kept() -> None:
    seen: list[Context] = []

    def look(context: Context) -> list[Finding]:
        seen.append(context)
        return []

    assert [f for f in findings(good, look) if f.rule == "own"] == [
        Finding("own", "warning", PLACE, "programme", None, {"words": 3})
    ]
    assert seen[0].document.blocks and seen[0].coverage.criteria and seen[0].citations.counted


def test_a_rule_runs_for_its_sets_only() -> None:
    assert [f for f in findings(good, sets=("institutional",)) if f.rule == "own"] == []


def test_a_rule_that_crashes_is_named_and_the_others_go_on() -> None:
    found = findings(half, good)
    assert [f.severity for f in found if f.rule == "own"] == ["warning", "info"]
    (failed,) = [f for f in found if f.rule == "rule-failed"]
    assert failed.arguments == {"failed": "rule-0", "plugin": "example", "cause": "ZeroDivisionError: on purpose"}
    assert any(f.rule == "criterion-missing" for f in found), "the check itself has not suffered"


def wrong_severity(context: Context) -> list[Finding]:
    return [Finding("own", "fatal")]  # type: ignore[arg-type]


def leaves(context: Context) -> list[Finding]:
    raise SystemExit(3)


@pytest.mark.parametrize(
    "bad",
    [
        lambda context: None,
        lambda context: ["text"],
        lambda context: [Finding(7, "error")],  # type: ignore[arg-type]
        lambda context: [Finding("own", "error", "here")],  # type: ignore[arg-type]
        lambda context: [Overview(message("x"), (message("a"),), (("one", "two"),))],
        wrong_severity,
        leaves,
    ],
)
def test_what_no_report_could_show_is_refused(bad: Callable[[Context], object]) -> None:
    found = findings(bad)
    assert [f.rule for f in found if f.rule in ("own", "rule-failed", 7)] == ["rule-failed"]


def test_a_failed_rule_gives_exit_code_2_whatever_the_threshold() -> None:
    loaded = load_plugins()
    rules = (BoundRule(PluginRule("rule", half, ()), "example", ("programme",)),)
    known = tuple(loaded.sets.values())
    document = check_document(report(TEXT), Settings((loaded.sets.find("programme"),), tuple(known), tuple(rules)))
    assert exit_code(Result("0", {}, (document,)), "never") == 2


def test_what_a_rule_prints_is_not_in_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    def talks(context: Context) -> list[Finding]:
        print("hello")
        return []

    findings(talks)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "hello\n")


def test_only_rules_that_can_travel_go_to_other_processes() -> None:
    assert can_travel([BoundRule(PluginRule("rule", good, ()), "example", ())])
    assert not can_travel([BoundRule(PluginRule("rule", lambda context: [], ()), "example", ())])


# --- from the hook to the output

PLUGIN = """
from sapa import Finding, Overview, PluginRule, hookimpl, message

def check(context):
    yield Finding("ours", "info", None, context.coverage.set.id, None, {"blocks": len(context.document.blocks)})
    yield Overview(message("title-of-ours"), (message("a"), message("b")), (("left <b>", "right"),))

@hookimpl
def sapa_rules():
    return [PluginRule("ours", RULE, ("programme",))]
"""


@pytest.fixture
def install(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    def make(rule: str) -> dict[str, str]:
        (tmp_path / "example_ours.py").write_text(PLUGIN.replace("RULE", rule), "utf-8")
        info = tmp_path / "sapa_ours-1.2.3.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: sapa-ours\nVersion: 1.2.3\n", "utf-8")
        (info / "entry_points.txt").write_text("[sapa.plugins]\nours = example_ours\n", "utf-8")
        return {"PYTHONPATH": str(tmp_path)}

    return make


@pytest.fixture
def short(tmp_path: Path) -> Path:
    opening = ("Standard 1. Objectives of the educational program", 1)
    return word_file(tmp_path / "short.docx", opening, ("1.2.1 Goals", 2), (PROSE, 0))


def test_a_plugins_rule_reaches_every_output(
    install: Callable[[str], dict[str, str]], short: Path, tmp_path: Path
) -> None:
    environment = install("check")
    check = ("check", short, "--set", "programme")
    done = run(*check, "--format", "json", **environment)
    (document,) = json.loads(done.out)["documents"]
    assert [f["set"] for f in document["findings"] if f["rule"] == "ours"] == ["programme"]
    text = run(*check, **environment).out
    assert "title-of-ours" in text and "left <b>" in text
    run(*check, "-o", tmp_path / "page.html", **environment)
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "title-of-ours" in page and "left &lt;b&gt;" in page


@pytest.mark.parametrize("rule", ["check", "lambda context: list(check(context))"])
def test_several_reports_at_the_same_time_have_the_same_findings(
    install: Callable[[str], dict[str, str]], short: Path, tmp_path: Path, rule: str
) -> None:
    """A rule that cannot be sent to other processes is run here instead."""
    environment = install(rule)
    for name in ("one.docx", "two.docx"):
        (tmp_path / name).write_bytes(short.read_bytes())
    files = [tmp_path / "one.docx", tmp_path / "two.docx"]
    done = process("check", *files, "--set", "programme", "--jobs", "2", "--format", "json", **environment)
    counts = [sum(f["rule"] == "ours" for f in d["findings"]) for d in json.loads(done.out)["documents"]]
    assert counts == [1, 1]


def test_a_crashing_rule_on_the_command_line(install: Callable[[str], dict[str, str]], short: Path) -> None:
    done = run("check", short, "--set", "programme", **install("lambda context: 1 / 0"))
    assert done.code == 2
    assert "ours" in done.out and "ZeroDivisionError" in done.out
    assert "Traceback" not in done.err
