"""What plugins add beside sets: formats and worded rules; which plugins are loaded, and what each gave."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import sapa
import sapa.cli
from sapa.api import with_sets_of

from .command import sapa as run
from .test_cli import EXAMPLES

HEAD = "from sapa import Finding, OutputFormat, PluginRule, hookimpl\n"
FORMAT = HEAD + (
    "def render(result, lang):\n    return f'{len(result.documents)} report, {lang}\\n'\n"
    "@hookimpl\ndef sapa_formats(): return [OutputFormat('counted', ('.cnt',), 'how many', render)]\n"
)
RULE = HEAD + (
    "def check(context):\n    yield Finding('own-rule', 'warning', None, context.coverage.set.id, None, {'count': 3})\n"
    "@hookimpl\ndef sapa_rules():\n"
    "    return [PluginRule('own-rule', check, ('institutional',), severity='warning',\n"
    "                       titles={'en': '{count:table|tables} lack a source', 'ru': 'без источника: {count}'},\n"
    "                       source='Rules {2024}, p. 3')]\n"
)
REPORT = EXAMPLES / "institutional-en.docx"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A place for plugins as an installer leaves them."""
    return tmp_path


def install(site: Path, name: str, source: str) -> dict[str, str]:
    (site / f"{name}.py").write_text(source, "utf-8")
    info = site / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[sapa.plugins]\n{name} = {name}\n", "utf-8")
    return {"PYTHONPATH": str(site)}


def test_a_format_is_asked_for_by_name_and_by_suffix(site: Path) -> None:
    env = install(site, "counting", FORMAT)
    done = run("check", REPORT, "--format", "counted", "--fail-on", "never", **env)
    assert done.out == "1 report, en\n"
    target = site / "out.cnt"
    run("check", REPORT, "-o", target, "--lang", "ru", **env)
    assert target.read_text("utf-8") == "1 report, ru\n"
    assert "output formats: counted" in run("plugins", **env).out


def test_a_format_that_nobody_has_is_refused_with_the_nearest() -> None:
    done = run("check", REPORT, "--format", "htlm")
    assert (done.code, done.out) == (2, "")
    assert "html" in done.err


@pytest.mark.parametrize("body", ["raise KeyError('x')", "return 7"])
def test_a_format_that_fails_writes_nothing_and_is_named(site: Path, body: str) -> None:
    env = install(site, "counting", FORMAT.replace("return f'{len(result.documents)} report, {lang}\\n'", body))
    done = run("check", REPORT, "--format", "counted", **env)
    assert (done.code, done.out) == (2, "")
    assert "the format counted of a plugin failed" in done.err


def test_a_rule_brings_its_own_sentence_in_the_readers_language(site: Path) -> None:
    env = install(site, "ruling", RULE)
    shown = run("check", REPORT, "--set", "institutional", "-v", **env).out
    assert "3 tables lack a source (Rules {2024}, p. 3)" in " ".join(shown.split())
    assert "без источника: 3" in run("check", REPORT, "--set", "institutional", "-v", "--lang", "ru", **env).out
    assert "3 tables lack" in " ".join(
        run("check", REPORT, "--set", "institutional", "-v", "--lang", "kk", **env).out.split()
    )


def test_a_rule_that_fails_names_itself_its_plugin_and_the_switch(site: Path) -> None:
    env = install(site, "ruling", RULE.replace("    yield Finding", "    1 / 0\n    yield Finding"))
    done = run("check", REPORT, "--set", "institutional", "-v", **env)
    assert done.code == 2
    said = " ".join(done.out.split())
    assert "the rule own-rule of plugin ruling failed" in said
    assert "--no-plugins" in said
    assert run("--no-plugins", "check", REPORT, "--set", "institutional", **env).code == 1


def test_only_the_plugins_that_are_named_are_loaded_beside_sapas_own(site: Path) -> None:
    env = {**install(site, "counting", FORMAT), **install(site, "ruling", RULE)}
    own = "standards_institutional"
    for arguments, more, loaded in (
        ((), {}, ("counting", "ruling", own)),
        (("--plugins", "ruling"), {}, ("ruling", own)),
        (("--no-plugins",), {}, (own,)),
        ((), {"SAPA_PLUGINS": "counting"}, ("counting", own)),
        ((), {"SAPA_PLUGINS": ""}, (own,)),
        (("--plugins", "ruling"), {"SAPA_PLUGINS": "counting"}, ("ruling", own)),
    ):
        shown = run(*arguments, "plugins", **env, **more).out
        assert [name for name in ("counting", "ruling", own) if name in shown] == list(loaded)


def test_the_plugins_of_one_run_are_no_others_business(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAPA_PLUGINS", raising=False)
    assert CliRunner().invoke(sapa.cli.sapa, ["--plugins", "countin", "plugins"]).exit_code != 0
    assert CliRunner().invoke(sapa.cli.sapa, ["--no-plugins", "plugins"]).exit_code == 0
    assert CliRunner().invoke(sapa.cli.sapa, ["plugins"]).exit_code == 0
    assert "SAPA_PLUGINS" not in os.environ


def test_the_sets_of_a_case_come_beside_the_plugins_that_were_chosen(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "sets" / "steppe-colleges", tmp_path / "sets" / "steppe-colleges")
    (tmp_path / "sapa.toml").write_text("[case]\nsets_dirs = ['sets']\n", "utf-8")
    for only in (["eur_ace"], ["eur_ace", "standards_institutional"]):
        loaded = with_sets_of(str(tmp_path), sapa.load(only=only))
        assert [one.name for one in loaded.plugins] == [*only, "steppe-colleges"]


def test_a_plugin_that_is_not_there_is_refused_with_the_nearest(site: Path) -> None:
    env = install(site, "counting", FORMAT)
    done = run("--plugins", "countin", "plugins", **env)
    assert done.code == 2
    assert "did you mean counting?" in done.err
    assert run("--plugins", "x", "--no-plugins", "plugins").code == 2


def test_the_trace_says_which_hook_gave_what_and_leaves_the_payload_alone(site: Path) -> None:
    broken = HEAD + "@hookimpl\ndef sapa_standard_sets(): raise RuntimeError('no file')\n"
    env = {**install(site, "counting", FORMAT), **install(site, "broken", broken)}
    done = run("plugins", "--format", "json", SAPA_TRACE="1", **env)
    assert "sapa: trace: counting 1.0: sapa_formats -> counted" in done.err
    assert "sapa: trace: broken 1.0: sapa_standard_sets -> failed: RuntimeError: no file" in done.err
    assert done.out == run("plugins", "--format", "json", **env).out
    assert "trace" not in run("plugins", SAPA_TRACE="0", **env).err
