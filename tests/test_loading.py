"""Plugins are loaded one by one; what is broken is contained, named, and never silent."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import sapa
from sapa.core.loading.installed import FailedSet, Loaded, PluginInfo, UnknownPlugin, UnknownSet
from sapa.core.loading.plugins import load_plugins
from sapa.core.words.messages import LANGS, catalogue, say

BUILT_IN = ["eur_ace", "online_audit", "standards_institutional", "standards_programme"]

SET = """
[set]
id = "{id}"
edition = "{edition}"
complete = true
titles = {{ en = "Example" }}
[codes]
levels = [9, 9]
[[standards]]
number = "1"
titles = {{ en = "Aims" }}
criteria = [{{ code = "1.1", esg = ["1.1"] }}]
"""

HEAD = "from pathlib import Path\nfrom sapa.core.loading.hookspecs import hookimpl\n"

GIVES_SETS = (
    HEAD
    + """
@hookimpl
def sapa_standard_sets():
    from sapa.core.loading.set_file import read_set
    return [read_set(file) for file in sorted(Path(__file__).with_suffix("").glob("*.toml"))]
"""
)

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """install(name, source, files): a distribution sapa-<name> 1.2.3 with one module and the entry point <name>."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def put(
        name: str,
        source: str,
        files: dict[str, str] | None = None,
        *,
        point: str | None = None,
        distribution: str | None = None,
    ) -> None:
        module = f"example_{name}"
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        for file, text in (files or {}).items():
            (tmp_path / module).mkdir(exist_ok=True)
            (tmp_path / module / file).write_text(text, encoding="utf-8")
        distribution = distribution or f"sapa-{name}"
        info = tmp_path / f"{distribution.replace('-', '_')}-1.2.3.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2.3\n", "utf-8")
        points = info / "entry_points.txt"
        before = points.read_text("utf-8") if points.exists() else "[sapa.plugins]\n"
        points.write_text(f"{before}{name} = {point or module}\n", "utf-8")
        monkeypatch.delitem(sys.modules, module, raising=False)
        importlib.invalidate_caches()

    return put


def plugin(loaded: Loaded, name: str) -> PluginInfo:
    (found,) = [info for info in loaded.plugins if info.name == name]
    return found


def failed(loaded: Loaded, name: str) -> str:
    error = plugin(loaded, name).error
    assert error is not None
    return error.said.id


def still_works(loaded: Loaded) -> None:
    """Whatever else is broken, the built-in plugins bring what they always bring."""
    assert {"institutional", "programme", "eur-ace"} <= set(loaded.sets)
    assert "online-audit" in loaded.procedures
    assert all(plugin(loaded, name).error is None for name in BUILT_IN)


# --- what works


def test_built_in_sets_come_by_the_same_door_as_outside_ones() -> None:
    loaded = load_plugins()
    still_works(loaded)
    assert {plugin(loaded, name).distribution for name in BUILT_IN} == {"sapa"}
    assert plugin(loaded, "standards_institutional").sets == ("institutional@2021",)
    assert plugin(loaded, "online_audit").procedures == ("online-audit",)


def test_an_outside_plugin_is_listed_with_what_it_brings(install: Install) -> None:
    install("good", GIVES_SETS, {"set.toml": SET.format(id="example", edition="2024")})
    loaded = load_plugins()
    info = plugin(loaded, "good")
    assert (info.distribution, info.version, info.origin) == ("sapa-good", "1.2.3", "example_good")
    assert (info.sets, info.error, info.asked) == (("example@2024",), None, False)
    assert loaded.sets.find("example").title("en") == "Example"
    still_works(loaded)


def test_plugins_and_sets_come_in_a_fixed_order(install: Install) -> None:
    for name in ("zeta", "alpha"):
        install(name, GIVES_SETS, {"set.toml": SET.format(id=name, edition="1")})
    loaded = load_plugins()
    assert [info.name for info in loaded.plugins] == sorted([*BUILT_IN, "alpha", "zeta"])
    assert list(loaded.sets) == ["alpha", "eur-ace", "institutional", "programme", "zeta"]


def test_rules_and_assemblies_are_gathered(install: Install) -> None:
    source = HEAD + (
        "from sapa.core.assembly import Assembly\n"
        "from sapa.core.rules import PluginRule\n"
        "def check(context): return []\n"
        "def build(request, format): return ''\n"
        "@hookimpl\ndef sapa_rules(): return [PluginRule('rule-b', check), PluginRule('rule-a', check)]\n"
        "@hookimpl\ndef sapa_assemblies(): return (Assembly('letter', 'A letter.', ('text',), 'report', build),)\n"
    )
    install("things", source)
    loaded = load_plugins()
    assert plugin(loaded, "things").rules == ("rule-a", "rule-b")
    assert [rule.id for rule in loaded.rules if rule.id.startswith("rule-")] == ["rule-a", "rule-b"]
    assert "letter" in [assembly.id for assembly in loaded.assemblies]


def test_what_a_plugin_prints_does_not_reach_stdout(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install("talker", "print('imported')\n" + HEAD + "@hookimpl\ndef sapa_rules(): print('called'); return []\n")
    assert plugin(load_plugins(), "talker").error is None
    assert capsys.readouterr().out == ""


def test_only_the_named_plugins_are_loaded(install: Install) -> None:
    install("broken", "raise RuntimeError('not to be imported')")
    loaded = load_plugins(only=["eur_ace"])
    assert [(info.name, info.asked) for info in loaded.plugins] == [("eur_ace", True)]
    assert list(loaded.sets) == ["eur-ace"]


def test_a_plugin_that_is_not_there_cannot_be_named() -> None:
    with pytest.raises(UnknownPlugin) as raised:
        load_plugins(only=["eur_acre"])
    assert raised.value.nearest == ("eur_ace",)


# --- what is broken


BROKEN = {
    "import-failed": "import no_such_module_anywhere\n",
    "hook-failed": HEAD + "@hookimpl\ndef sapa_standard_sets(): raise RuntimeError('on purpose')\n",
    "unknown-hook": HEAD + "@hookimpl\ndef sapa_standard_set(): return []\n",
    "refused": HEAD + "@hookimpl\ndef sapa_rules(argument): return []\n",
    "wrong-return": HEAD + "@hookimpl\ndef sapa_standard_sets(): return ['institutional']\n",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_plugin_is_contained_and_named(install: Install, kind: str) -> None:
    install("broken", BROKEN[kind])
    loaded = load_plugins()
    assert failed(loaded, "broken") == f"plugin.{kind}"
    info = plugin(loaded, "broken")
    assert (info.version, info.sets) == ("1.2.3", ())
    assert [found.name for found in loaded.failed] == ["broken"]
    still_works(loaded)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_said_names_the_plugin_its_version_and_the_cause(install: Install, kind: str, lang: str) -> None:
    install("broken", BROKEN[kind])
    error = plugin(load_plugins(), "broken").error
    assert error is not None
    assert error.said.id in catalogue(lang)  # type: ignore[arg-type]
    said = say(error.said, lang)  # type: ignore[arg-type]
    assert "broken" in said
    assert "1.2.3" in said
    for cause in ("no_such_module_anywhere", "on purpose", "sapa_standard_set", "argument", "list[str]"):
        if cause in BROKEN[kind] or (kind, cause) == ("wrong-return", "list[str]"):
            assert cause in said


@pytest.mark.parametrize(
    "source",
    [
        "raise SystemExit(3)",
        "raise BaseExceptionGroup('two', [ValueError('one')])",
        "def broken(:",
        "import warnings; warnings.warn('old', DeprecationWarning)",
    ],
)
def test_no_way_of_failing_at_import_ends_the_run(install: Install, source: str) -> None:
    install("broken", source)
    loaded = load_plugins()
    assert failed(loaded, "broken") == "plugin.import-failed"
    still_works(loaded)


def test_malformed_metadata_does_not_reach_set_files_through_the_data_model(install: Install, tmp_path: Path) -> None:
    """In a fresh Python: pydantic reads the metadata of all distributions when it makes its first data model."""
    install("broken", "")
    (tmp_path / "sapa_broken-1.2.3.dist-info" / "entry_points.txt").write_text("[sapa.plugins]\nno entry\n", "utf-8")
    (tmp_path / "set.toml").write_text(SET.format(id="example", edition="2024"), "utf-8")
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from pathlib import Path\nfrom sapa.core.loading.plugins import load_plugins\n"
        f"loaded = load_plugins([Path({str(tmp_path)!r})])\n"
        "print(loaded.sets.find('example').key, [one.distribution for one in loaded.failed])\n"
        "print(*(one.id for one in loaded.procedures.values()))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.splitlines() == [
        "example@2024 ['sapa-broken']",
        "institutional online-audit programme",
    ]


@pytest.mark.parametrize("line", ["not an entry point", "x = a b c", "x = :", "= example"])
def test_malformed_metadata_is_contained(install: Install, tmp_path: Path, line: str) -> None:
    install("good", GIVES_SETS, {"set.toml": SET.format(id="example", edition="2024")})
    install("broken", "")
    (tmp_path / "sapa_broken-1.2.3.dist-info" / "entry_points.txt").write_text(f"[sapa.plugins]\n{line}\n", "utf-8")
    loaded = load_plugins()
    (info,) = loaded.failed
    assert (info.distribution, info.version) == ("sapa-broken", "1.2.3")
    assert loaded.sets.find("example").edition == "2024"
    still_works(loaded)


@pytest.mark.parametrize("returned", ["None", "'text'", "{'a': 1}", "7", "[None]", "[object()]", "b'x'"])
@pytest.mark.parametrize("hook", ["sapa_standard_sets", "sapa_procedures", "sapa_rules", "sapa_assemblies"])
def test_what_a_hook_returns_is_checked(install: Install, hook: str, returned: str) -> None:
    install("broken", HEAD + f"@hookimpl\ndef {hook}(): return {returned}\n")
    loaded = load_plugins()
    info = plugin(loaded, "broken")
    if returned == "None":  # a hook may have nothing to give
        assert info.error is None
    else:
        assert failed(loaded, "broken") == "plugin.wrong-return"
    still_works(loaded)


def test_a_generator_that_fails_midway_is_contained(install: Install) -> None:
    install("broken", HEAD + "@hookimpl\ndef sapa_rules():\n    yield from ()\n    raise KeyError('late')\n")
    assert failed(load_plugins(), "broken") == "plugin.hook-failed"


def test_a_misspelt_hook_shows_the_right_one(install: Install) -> None:
    install("broken", BROKEN["unknown-hook"])
    error = plugin(load_plugins(), "broken").error
    assert error is not None
    assert error.said.arguments["hook"] == "sapa_standard_set"
    assert error.said.arguments["nearest"][0] == "sapa_standard_sets"  # type: ignore[index]


def test_a_refused_plugin_is_not_called_and_harms_no_later_one(install: Install) -> None:
    """pluggy keeps a plugin whose hooks it has refused; its other hooks must not speak."""
    install("broken", BROKEN["refused"] + "@hookimpl\ndef sapa_assemblies(): raise RuntimeError('called')\n")
    install("later", HEAD + "@hookimpl\ndef sapa_rules(): return []\n")
    loaded = load_plugins()
    assert failed(loaded, "broken") == "plugin.refused"
    assert plugin(loaded, "later").error is None


def test_a_plugin_half_of_which_fails_brings_nothing(install: Install) -> None:
    source = GIVES_SETS + "@hookimpl\ndef sapa_rules(): raise RuntimeError('on purpose')\n"
    install("half", source, {"set.toml": SET.format(id="example", edition="2024")})
    loaded = load_plugins()
    assert "example" not in loaded.sets
    assert plugin(loaded, "half").sets == ()
    with pytest.raises(FailedSet) as raised:
        loaded.sets.find("example")
    assert raised.value.plugin == "half"


def test_an_entry_point_that_names_a_class_is_refused(install: Install) -> None:
    install(
        "classy",
        HEAD + "class Plugin:\n    @hookimpl\n    def sapa_rules(self): return []\n",
        point="example_classy:Plugin",
    )
    assert failed(load_plugins(), "classy") == "plugin.not-a-module"


def test_one_distribution_may_have_a_broken_and_a_working_plugin(install: Install) -> None:
    install("broken", BROKEN["import-failed"], distribution="sapa-both")
    install("good", GIVES_SETS, {"set.toml": SET.format(id="example", edition="2024")}, distribution="sapa-both")
    loaded = load_plugins()
    assert failed(loaded, "broken") == "plugin.import-failed"
    assert loaded.sets.find("example").edition == "2024"


def test_a_plugin_with_a_faulty_set_file_lists_all_its_faults(install: Install) -> None:
    bad = SET.format(id="example", edition="2024").replace('"1.1"]', '"1.99"]').replace("complete", "compleat")
    install("badset", GIVES_SETS, {"set.toml": bad})
    loaded = load_plugins()
    error = plugin(loaded, "badset").error
    assert error is not None
    assert error.said.id == "plugin.set-file"
    assert [(key, said.id) for key, _, said in error.problems] == [
        ("set.compleat", "set-file.unknown-key"),
        ("set.complete", "set-file.missing-key"),
        ("standards[1].criteria[1].esg[1]", "set-file.unknown-esg"),
    ]
    still_works(loaded)


# --- asking for a set


def test_an_unknown_set_shows_the_nearest_names() -> None:
    with pytest.raises(UnknownSet) as raised:
        load_plugins().sets.find("institutonal")
    assert raised.value.nearest == ("institutional",)
    assert raised.value.failed == ()
    assert raised.value.said.id == "set.unknown"


def test_an_unknown_edition_shows_the_editions_there_are() -> None:
    with pytest.raises(UnknownSet) as raised:
        load_plugins().sets.find("programme@2012")
    assert raised.value.nearest[0] == "programme@2021"


def test_a_set_whose_plugin_failed_is_not_called_unknown(install: Install) -> None:
    bad = SET.format(id="example", edition="2024").replace("complete = true", "")
    install("badset", GIVES_SETS, {"set.toml": bad})
    with pytest.raises(FailedSet) as raised:
        load_plugins().sets.find("example")
    assert raised.value.plugin == "badset"
    assert raised.value.cause.problems


@pytest.mark.parametrize("asked", ["nursing", "nursing@2024", "Nursing"])
def test_a_plugin_that_failed_before_it_named_its_set_is_known_by_its_own_name(install: Install, asked: str) -> None:
    install("nursing", BROKEN["import-failed"])
    with pytest.raises(FailedSet) as raised:
        load_plugins().sets.find(asked)
    assert raised.value.plugin == "nursing"


def test_an_unknown_set_is_told_with_the_plugins_that_failed(install: Install) -> None:
    install("broken", BROKEN["import-failed"])
    with pytest.raises(UnknownSet) as raised:
        load_plugins().sets.find("nursing")
    assert [info.name for info in raised.value.failed] == ["broken"]
    assert raised.value.said.id == "set.unknown-some-failed"


def test_a_broken_plugin_takes_no_other_set_away(install: Install) -> None:
    install("institutional", BROKEN["import-failed"])
    assert load_plugins().sets.find("institutional").edition == "2021"


def test_an_id_means_its_latest_edition_by_number(install: Install) -> None:
    editions = {f"{n}.toml": SET.format(id="example", edition=e) for n, e in enumerate(["2021.9", "2021.10", "2020"])}
    install("editions", GIVES_SETS, editions)
    sets = load_plugins().sets
    assert sets.find("example").edition == "2021.10"
    assert sets.find("example@2021.9").edition == "2021.9"
    assert [found.edition for found in sets.every if found.id == "example"] == ["2020", "2021.9", "2021.10"]


def test_an_older_edition_does_not_stand_in_for_a_later_one_that_failed(install: Install) -> None:
    install("old", GIVES_SETS, {"set.toml": SET.format(id="example", edition="2020")})
    install("new", GIVES_SETS, {"set.toml": SET.format(id="example", edition="2024").replace("complete = true", "")})
    sets = load_plugins().sets
    with pytest.raises(FailedSet):
        sets.find("example")
    assert sets.find("example@2020").edition == "2020"


def test_a_later_edition_does_not_care_for_an_older_one_that_failed(install: Install) -> None:
    install("new", GIVES_SETS, {"set.toml": SET.format(id="example", edition="2024")})
    install("old", GIVES_SETS, {"set.toml": SET.format(id="example", edition="2020").replace("complete = true", "")})
    sets = load_plugins().sets
    assert sets.find("example").edition == "2024"
    with pytest.raises(FailedSet):
        sets.find("example@2020")


def test_a_set_that_two_plugins_give_differently_is_taken_from_neither(install: Install) -> None:
    text = SET.format(id="example", edition="2024")
    other = text.replace("Aims", "Objectives")
    install("one", GIVES_SETS, {"a.toml": text, "b.toml": SET.format(id="other", edition="1")})
    install("two", GIVES_SETS, {"a.toml": other})
    loaded = load_plugins()
    assert failed(loaded, "one") == failed(loaded, "two") == "plugin.set-twice"
    assert plugin(loaded, "one").sets == ("other@1",)
    with pytest.raises(FailedSet) as raised:
        loaded.sets.find("example")
    assert raised.value.cause.said.arguments["plugins"] == ("one", "two")
    assert loaded.sets.find("other").key == "other@1"
    still_works(loaded)


def test_a_plugin_that_gives_a_set_twice_is_told_so(install: Install) -> None:
    text = SET.format(id="example", edition="2024")
    install("one", GIVES_SETS, {"a.toml": text, "b.toml": text.replace("Aims", "Objectives")})
    error = plugin(load_plugins(), "one").error
    assert error is not None
    assert (error.said.id, error.sets) == ("plugin.set-twice", ("example@2024",))


def test_the_same_set_from_a_package_and_its_own_folder_is_one_set(install: Install, tmp_path: Path) -> None:
    text = SET.format(id="example", edition="2024")
    install("one", GIVES_SETS, {"set.toml": text})
    loaded = load_plugins([tmp_path / "example_one"])
    assert not loaded.failed
    assert [found.key for found in loaded.sets.every].count("example@2024") == 1
    assert loaded.sets.find("example").key == "example@2024"


# --- procedures


def test_a_procedure_means_its_sets_and_itself() -> None:
    loaded = load_plugins()
    choice = loaded.sets.choose("online-audit")
    assert [found.id for found in choice.sets] == ["institutional"]
    assert choice.procedure is loaded.procedures["online-audit"]
    assert loaded.sets.find("online-audit").id == "institutional"


def test_a_set_is_chosen_without_a_procedure() -> None:
    choice = load_plugins().sets.choose("programme@2021")
    assert ([found.key for found in choice.sets], choice.procedure) == (["programme@2021"], None)


def test_a_procedure_whose_set_is_not_there_says_which() -> None:
    with pytest.raises(UnknownSet) as raised:
        load_plugins(only=["online_audit"]).sets.choose("online-audit")
    assert raised.value.asked == "institutional"


def test_a_procedure_of_two_plugins_is_taken_from_neither(install: Install) -> None:
    source = HEAD + (
        "from sapa.core.model.procedures import Procedure\nfrom sapa.core.model.standards import Titles\n"
        "@hookimpl\ndef sapa_procedures(): return [Procedure('online-audit', Titles({}), ('institutional',))]\n"
    )
    install("audit", source)
    loaded = load_plugins()
    assert failed(loaded, "audit") == failed(loaded, "online_audit") == "plugin.procedure-twice"
    with pytest.raises(FailedSet):
        loaded.sets.choose("online-audit")


def test_shipped_procedures_are_read_by_the_door_that_others_use() -> None:
    loaded = load_plugins(only=BUILT_IN)
    assert sorted(loaded.procedures) == ["institutional", "online-audit", "programme"]
    assert [one.id for one in loaded.procedures.values()] == list(loaded.procedures)


def test_a_faulty_procedure_sets_its_plugin_aside_with_every_fault(install: Install, tmp_path: Path) -> None:
    from importlib.resources import files

    good = files("sapa.plugins.online_audit").joinpath("procedure.toml").read_text("utf-8")
    bad = tmp_path / "procedure.toml"
    bad.write_text(
        good.replace('id = "online-audit"', 'id = "Audit"').replace('by = "council"', 'by = "counsel"'), "utf-8"
    )
    install(
        "audit",
        HEAD + "from pathlib import Path\nfrom sapa import read_procedure\n"
        f"@hookimpl\ndef sapa_procedures(): return [read_procedure(Path({str(bad)!r}))]\n",
    )
    loaded = load_plugins()
    assert failed(loaded, "audit") == "plugin.set-file"
    error = plugin(loaded, "audit").error
    assert error is not None
    assert [path for path, _, _ in error.problems] == ["procedure.id", "stages[3].by", "stages[9].by"]
    assert loaded.procedures["online-audit"].id == "online-audit"


def test_a_procedure_that_another_plugin_gives_alike_is_one(install: Install) -> None:
    source = HEAD + (
        "from importlib.resources import files\nfrom sapa import read_procedure\n"
        "@hookimpl\ndef sapa_procedures():\n"
        "    return [read_procedure(files('sapa.plugins.online_audit') / 'procedure.toml')]\n"
    )
    install("audit", source)
    loaded = load_plugins()
    assert not loaded.failed
    assert loaded.procedures["online-audit"].id == "online-audit"


# --- folders


def test_a_folder_with_a_set_file_is_a_plugin(tmp_path: Path) -> None:
    (tmp_path / "set.toml").write_text(SET.format(id="example", edition="2024"), "utf-8")
    loaded = load_plugins([tmp_path])
    info = plugin(loaded, tmp_path.name)
    assert (info.distribution, info.version, info.sets, info.asked) == (None, None, ("example@2024",), True)
    assert loaded.sets.find("example").edition == "2024"
    still_works(loaded)


def a_procedure(folder: Path, id: str) -> None:
    """The shipped online procedure under another name, over the set `example`."""
    shipped = Path(sapa.__file__).with_name("plugins") / "online_audit" / "procedure.toml"
    text = shipped.read_text("utf-8").replace('id = "online-audit"', f'id = "{id}"', 1)
    (folder / "procedure.toml").write_text(text.replace('sets = ["institutional"]', 'sets = ["example"]', 1), "utf-8")


def test_the_procedure_beside_a_set_file_comes_with_it(tmp_path: Path) -> None:
    (tmp_path / "set.toml").write_text(SET.format(id="example", edition="2024"), "utf-8")
    a_procedure(tmp_path, "steppe-visit")
    loaded = load_plugins([tmp_path])
    assert plugin(loaded, tmp_path.name).procedures == ("steppe-visit",)
    assert loaded.procedures["steppe-visit"].sets == ("example",)
    still_works(loaded)


def test_a_faulty_procedure_beside_a_set_is_told_and_takes_no_set_away(tmp_path: Path) -> None:
    (tmp_path / "set.toml").write_text(SET.format(id="example", edition="2024"), "utf-8")
    (tmp_path / "procedure.toml").write_text('[procedure]\nid = "x"\n', "utf-8")
    loaded = load_plugins([tmp_path])
    assert failed(loaded, tmp_path.name) == "plugin.set-file"
    assert loaded.sets.find("example").edition == "2024"
    error = plugin(loaded, tmp_path.name).error
    assert error is not None
    assert str(error.said.arguments["file"]).endswith("procedure.toml")
    assert error.problems


def test_each_subfolder_with_a_set_file_is_a_plugin(tmp_path: Path) -> None:
    for name in ("one", "two", "none"):
        (tmp_path / name).mkdir()
    for name in ("one", "two"):
        (tmp_path / name / "set.toml").write_text(SET.format(id=name, edition="1"), "utf-8")
    assert {"one", "two"} <= set(load_plugins([tmp_path, tmp_path]).sets)


def test_a_faulty_set_file_in_a_folder_leaves_the_others(tmp_path: Path) -> None:
    for name in ("good", "bad"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "set.toml").write_text(SET.format(id=name, edition="1"), "utf-8")
    (tmp_path / "bad" / "set.toml").write_text("[set", "utf-8")
    loaded = load_plugins([tmp_path])
    assert loaded.sets.find("good").id == "good"
    assert failed(loaded, "bad") == "plugin.set-file"
    with pytest.raises(FailedSet):
        loaded.sets.find("bad")


@pytest.mark.parametrize(("there", "id"), [(False, "plugin.no-folder"), (True, "plugin.no-sets")])
def test_a_folder_without_sets_is_told(tmp_path: Path, there: bool, id: str) -> None:
    folder = tmp_path / "sets"
    if there:
        folder.mkdir()
    loaded = load_plugins([folder])
    assert failed(loaded, "sets") == id
    assert plugin(loaded, "sets").asked


def test_a_folder_whose_set_differs_from_the_installed_one_of_its_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "set.toml").write_text(SET.format(id="institutional", edition="2021"), "utf-8")
    loaded = load_plugins([tmp_path])
    assert failed(loaded, tmp_path.name) == failed(loaded, "standards_institutional") == "plugin.set-twice"
    with pytest.raises(FailedSet):
        loaded.sets.find("institutional")


# --- the cost of starting


def modules_after(code: str) -> set[str]:
    """Modules that a fresh Python has imported after running the code."""
    script = f"{code}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, encoding="utf-8")
    return set(json.loads(done.stdout))


def test_loading_is_imported_without_what_is_only_needed_later() -> None:
    heavy = {"pydantic", "rapidfuzz", "lxml", "rich", "jinja2", "docx", "pdfplumber", "pypdfium2"}
    assert not heavy & modules_after("import sapa.core.loading.plugins, sapa.core.model.hub, sapa.core.model.crosswalk")


def test_loading_all_sets_imports_no_reader_and_no_output() -> None:
    heavy = {"rapidfuzz", "lxml", "rich", "jinja2", "docx", "pdfplumber", "pypdfium2", "click"}
    assert not heavy & modules_after("from sapa.core.loading.plugins import load_plugins; load_plugins()")


def test_the_names_of_all_assemblies_are_known_without_what_writes_them() -> None:
    heavy = {"lxml", "docx", "jinja2", "pdfplumber", "pypdfium2"}
    assert not heavy & modules_after("from sapa.core.assembly import built_in; assert len(built_in()) > 10")


def test_plugins_without_faults_are_loaded_without_the_data_model() -> None:
    wanted = f"from sapa.core.loading.plugins import load_plugins; load_plugins(only={BUILT_IN})"
    assert "pydantic" not in modules_after(f"{wanted}.sets.choose('online-audit')")


def test_a_plugin_needs_no_data_model_before_its_hooks_are_called() -> None:
    assert "pydantic" not in modules_after("import sapa.plugins.online_audit.plugin")
