"""What a run loads, reads and sends: what was asked for, and nothing besides."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from sapa import cli
from sapa.api.loading import chosen_sets, load_for_reports
from sapa.core.checking import workers
from sapa.core.checking.limits import Limits
from sapa.core.checking.settings import settings
from sapa.core.citing.openings import opening
from sapa.core.loading.installed import UnknownSet
from sapa.core.loading.plugins import load_plugins
from sapa.core.reading.tools import Tools
from sapa.core.shipped import Tables, shipped
from sapa.core.words.messages import catalogue, message, say
from sapa.core.words.patterns import pattern


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are read as TOML from now on."""
    read: list[str] = []
    loads = tomllib.loads

    def noted(text: str) -> dict[str, Any]:
        read.append(text)
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", noted)
    return read


def test_a_set_that_was_worked_with_is_sent_as_one_that_was_not() -> None:
    standards = load_plugins(only=["standards_institutional"]).sets["institutional"]
    before = pickle.dumps(standards)
    assert opening("3.2.14 Library", standards) is not None
    assert standards.in_gap(standards.grammar.parse("1.2.6"))
    assert pickle.dumps(standards) == before
    assert pickle.loads(before) == standards


def test_an_expression_is_compiled_when_a_text_first_comes_to_it_and_is_then_as_any_other() -> None:
    broken = pattern("(")  # compiled, it would say so
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.match("(")
    found = pattern(r"(?P<code>[0-9.]+)", re.IGNORECASE)
    assert found.search("see 3.2.14")["code"] == "3.2.14"  # type: ignore[index]
    assert (found.flags & re.IGNORECASE, found.groups) == (re.IGNORECASE, 1)
    sent = pickle.loads(pickle.dumps(found))
    assert sent.search("see 3.2.14")["code"] == "3.2.14"  # type: ignore[index]


@pytest.mark.parametrize(
    "file", [*shipped("locale").glob("*.toml"), shipped("data", "languages.toml")], ids=lambda file: file.name
)
def test_a_file_that_is_read_table_by_table_is_what_it_is_read_whole(file: Path) -> None:
    whole = tomllib.loads(file.read_text("utf-8"))
    pieces = Tables(file.parent.name, file.name)
    assert dict(pieces) == whole and list(pieces) == list(whole)


def test_a_sentence_is_read_from_its_own_table_of_its_own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    read = counted(monkeypatch)
    catalogue.cache_clear()
    assert say(message("status.thin"), "ru") == say(message("status.thin"), "ru") != say(message("status.thin"))
    assert len(read) == 2
    assert all("thin = " in text and "missing = " in text and "[" not in text for text in read)


# --- plugins


def test_reports_are_checked_without_reading_a_procedure(monkeypatch: pytest.MonkeyPatch) -> None:
    read = counted(monkeypatch)
    loaded = load_for_reports(["institutional", "eur-ace@2021 "])
    assert (list(loaded.sets), list(loaded.procedures)) == (["eur-ace", "institutional", "programme"], [])
    assert [name for name in read if "[[requirements]]" in name] == []


def test_a_procedure_is_read_where_a_name_may_mean_one() -> None:
    loaded = load_for_reports(["online-audit"])
    assert [one.id for one in chosen_sets(loaded, ["online-audit"])] == ["institutional"]
    with pytest.raises(UnknownSet) as unknown:
        chosen_sets(load_for_reports(["online-audits"]), ["online-audits"])
    assert unknown.value.nearest[0] == "online-audit"


def test_a_worker_gets_the_rules_that_the_named_sets_can_ask_for() -> None:
    loaded = load_plugins(only=["standards_institutional", "eur_ace"])
    rules = {
        ids: [one.id for one in settings(loaded, Tools(), [loaded.sets[id] for id in ids]).rules]
        for ids in ((), ("institutional",), ("institutional", "eur-ace"))
    }
    assert rules == {
        (): ["eur-ace-appendix"],
        ("institutional",): [],
        ("institutional", "eur-ace"): ["eur-ace-appendix"],
    }


# --- commands


def test_a_command_is_imported_when_it_is_asked_for() -> None:
    script = (
        "import sys\nfrom sapa.cli import sapa\nfrom click import Context\n"
        "sapa.get_command(Context(sapa), 'schema')\n"
        "print(*sorted(name for name in sys.modules if name.startswith('sapa.')))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert "sapa.commands.schema" in loaded and "sapa.commands.check" not in loaded
    assert not [name for name in loaded if name.startswith(("sapa.api", "sapa.core.reading", "sapa.core.model"))]


def test_every_command_of_the_list_is_there_under_its_name() -> None:
    context = click.Context(cli.sapa)
    names = cli.sapa.list_commands(context)
    found = {name: cli.sapa.get_command(context, name) for name in names}
    assert names == sorted(names) and {"assemble", "check", "merge", "verify"} < set(names)
    assert {name: command and command.name for name, command in found.items()} == dict(zip(names, names, strict=True))
    assert cli.sapa.get_command(context, "chek") is None


# --- workers


@pytest.mark.parametrize("ready", [True, False])
def test_a_worker_that_is_got_ready_has_loaded_what_checks_a_report_and_others_have_not(ready: bool) -> None:
    with workers.Workers(Limits()) as crew:
        if ready:
            crew.get_ready()
        [(_, outcome)] = crew.run(
            workers._quietly, [(eval, "'sapa.core.checking.document' in __import__('sys').modules")]
        )
    assert outcome.value is ready


def test_what_checks_a_report_loads_nothing_of_what_starts_processes_or_loads_plugins() -> None:
    script = "import sys, sapa.core.checking.report, sapa.core.checking.document; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert "sapa.core.checking.steps" in loaded
    assert not {"subprocess", "pluggy", "sapa.core.checking.workers", "sapa.core.loading.plugins"} & set(loaded)


@pytest.mark.usefixtures("workers")
def test_a_command_that_is_refused_leaves_no_worker_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = CliRunner().invoke(cli.sapa, ["check", "examples/institutional-en.docx", "--set", "institutinal"])
    assert isinstance(ended.exception, SystemExit) and ended.exit_code == 2 and "institutional" in ended.stderr
    assert list(tmp_path.iterdir()) == []
