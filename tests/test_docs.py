"""Documentation that says what is so: outputs, commands, hooks, codes and links are compared with the code."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from .command import sapa
from .tools import tool

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


refresh = tool("refresh_docs")


@pytest.fixture(autouse=True, scope="module")
def here() -> Iterator[None]:
    """What the pages show is printed in this process."""

    def run(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
        read = {name: value for name, value in environment.items() if name != "PYTHONUTF8"}  # here always so
        done = sapa(*arguments, cwd=ROOT, **read)
        return done.code, done.out

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(refresh, "run", run)
        yield


@pytest.mark.parametrize(
    "page", [p for p in refresh.pages() if re.search("<!-- (generated: |prints)", p.read_text("utf-8"))], ids=name
)
def test_a_page_shows_what_sapa_prints(page: Path) -> None:
    text = page.read_text("utf-8")
    assert refresh.refreshed(text) == text, "stale: run python tools/refresh_docs.py"


def test_the_check_of_generated_blocks_sees_a_stale_one() -> None:
    page = "Before\n\n<!-- generated: sapa --version -->\n```text\nsapa 0.0.0\n```\n\nAfter\n"
    new = refresh.refreshed(page)
    assert "sapa 0.0.0" not in new
    assert new.startswith("Before\n\n<!-- generated: sapa --version -->\n```text\nsapa ") and new.endswith(
        "```\n\nAfter\n"
    )
    assert refresh.refreshed(new) == new


def test_a_generated_table_ends_where_its_lines_end() -> None:
    page = "<!-- generated: hooks -->\n| stale | |\n\nAfter it\n"
    new = refresh.refreshed(page)
    assert "stale" not in new and "| `sapa_standard_sets()` |" in new and new.endswith("|\n\nAfter it\n")
    assert refresh.refreshed(new) == new


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]+)", text)
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_pictures_of_the_readme_are_there_small_and_described() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r'<img src="([^"]+)" width="\d+" alt="([^"]+)">', text)
    assert len(shown) == 9 and len({alt for _, alt in shown}) == 9
    files = [ROOT / source for source, _ in shown]
    assert all(file.read_bytes()[8:12] == b"WEBP" for file in files)
    assert sum(file.stat().st_size for file in files) < 1_000_000
    assert {file.name for file in files} == {file.name for file in (ROOT / "docs" / "pictures").iterdir()}


def test_the_readme_has_the_two_commands_that_ci_runs() -> None:
    found = tool("readme_commands").commands((ROOT / "README.md").read_text("utf-8"))
    assert list(found) == ["check", "test"]
    assert "sapa check examples/" in found["check"] and ".venv/bin/pytest" in found["test"]
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert set(re.findall(r"readme (\w+)", ci)) == set(found)


def test_every_hook_is_documented_with_its_arguments() -> None:
    from sapa.core.loading import hookspecs

    page = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    documented = re.findall(r"^\| `(sapa_\w+)\((.*?)\)` \| (.+) \|$", page, re.MULTILINE)
    hooks = {one: spec for one, spec in vars(hookspecs).items() if one.startswith("sapa_")}
    assert {name: arguments for name, arguments, _ in documented} == {
        one: ", ".join(inspect.signature(spec).parameters) for one, spec in hooks.items()
    }
    assert all("Return" in said for _, _, said in documented)


def test_every_command_is_documented_as_it_explains_itself() -> None:
    page = refresh.COMMANDS.read_text("utf-8")
    assert {"## `sapa`", "## `sapa check`", "## `sapa sets show`"} <= set(page.splitlines())
    assert page == refresh.commands(), "stale: run python tools/refresh_docs.py"


def test_every_status_and_error_code_is_documented_and_no_other() -> None:
    from sapa.core.model.coverage import Status

    page = (ROOT / "docs" / "reading.md").read_text("utf-8")
    tables = {}
    for head, body in re.findall(r"^\| (Code|Status) \| Means \|\n\|[- |]+\n((?:\|.*\n)+)", page, re.MULTILINE):
        tables[head] = re.findall(r"^\| `([\w-]+)`", body, re.MULTILINE)
    assert tables["Status"] == [status.value for status in Status]

    raised = set()
    for path in (ROOT / "core").rglob("*.py"):
        raised |= set(re.findall(r"(?:ReadingError|Failure)\(\s*\"([\w-]+)\"", path.read_text("utf-8")))
    assert raised <= set(tables["Code"])
    schema = sapa("schema", "check").out
    assert [code for code in tables["Code"] if f'"{code}"' not in schema] == []


def test_the_set_in_the_plugin_guide_works_as_it_stands(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    text = next(block for block in re.findall(r"```toml\n(.*?)```", page, re.DOTALL) if block.startswith("[set]"))
    (tmp_path / "set.toml").write_text(text, encoding="utf-8")

    assert sapa("sets", "validate", str(tmp_path)).code == 0
    shown = sapa("sets", "show", tomllib.loads(text)["set"]["id"], "--sets-dir", str(tmp_path))
    assert shown.code == 0
    assert "2 standards, 4 criteria, 5 ESG mappings" in shown.out


def test_the_hook_in_the_plugin_guide_is_that_of_a_shipped_plugin() -> None:
    """The guide leaves out the types; otherwise people would copy what nobody runs."""
    page = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    shown = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    shipped = (ROOT / "plugins" / "standards_institutional" / "plugin.py").read_text("utf-8")
    for line in ("@hookimpl", 'return [read_set(Path(__file__).with_name("set.toml"))]'):
        assert line in shown[0] and line in shipped


def test_the_newcomers_table_names_places_that_are_there() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = page.split("## Where do I change what", 1)[1].split("\n## ", 1)[0]
    named = re.findall(r"`([\w/.*-]+)`", table)
    assert len(named) > 10
    assert [one for one in named if "/" in one and not list(ROOT.glob(one.rstrip("/")))] == []


def test_the_picture_of_the_architecture_names_what_there_is() -> None:
    from sapa.core.checking import report as check
    from sapa.core.loading import plugins as loading
    from sapa.core.model import document, standards

    picture = (ROOT / "docs" / "data-flow.svg").read_text("utf-8")
    named = set(re.findall(r">(\w+)</text>", picture))
    assert {"Document", "StandardSet", "Result"} <= named
    assert all(
        hasattr(module, one)
        for module, one in ((document, "Document"), (standards, "StandardSet"), (check, "Result"), (loading, "Loaded"))
    )
    for step in ("reading", "loading", "citing", "covering", "rules", "reporting"):
        assert step in named
        assert (ROOT / "core" / step).is_dir()
