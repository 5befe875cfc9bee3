"""Writes what the documentation shows of Sapa anew: python tools/refresh_docs.py [--check]

In README.md, CONTRIBUTING.md and docs/*.md a comment names what stands in the block after it:

    <!-- generated: sapa sets show institutional, first 12 lines -->  the command's output, run in the repository
    <!-- generated: rooms -->                                        rooms and modules in the order of the flow
    <!-- prints -->                                                 what the Python code above it prints
    <!-- generated: hooks -->                                        hooks for plugins, with their docstrings

docs/commands.md is written as a whole. A test does the same with --check, so the documentation cannot show what Sapa
no longer prints.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

import click

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ROOT / "docs" / "commands.md"
_BLOCK = re.compile(
    r"(?P<mark><!-- generated: (?P<what>.+?)(?:, first (?P<first>\d+) lines)? -->\n)"
    r"(?:(?P<fence>```text\n).*?\n?```|(?P<table>(?:\|[^\n]*\n?)*))",
    re.DOTALL,
)
_PYTHON = re.compile(
    r"(?P<before>```python\n(?P<code>.*?)```\n\n<!-- prints -->\n```text\n).*?```\n", re.DOTALL
)  # code without a result is not run


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def refreshed(page: str) -> str:
    """The page with every generated block as it should be now."""

    def block(found: re.Match[str]) -> str:
        what = found["what"]
        if what == "rooms":
            return found["mark"] + rooms()
        if what == "hooks":
            return found["mark"] + hooks(ROOT / "core" / "loading" / "hookspecs.py")
        shown = output(what)
        if found["first"]:
            shown = "\n".join([*shown.split("\n")[: int(found["first"])], "..."])
        return f"{found['mark']}```text\n{shown}\n```"

    return _PYTHON.sub(printed(), _BLOCK.sub(block, page))


def printed() -> Callable[[re.Match[str]], str]:
    """Runs the Python code of a page, block after block in one place, and writes below each what it prints."""
    names: dict[str, object] = {}

    def run(found: re.Match[str]) -> str:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.chdir(ROOT):
            exec(compile(found["code"], "docs", "exec"), names)
        return f"{found['before']}{said.getvalue()}```\n"

    return run


def _below(path: str, group: click.Group, context: click.Context) -> Iterator[str]:
    """The commands of a group, and those of the groups in it."""
    for name in group.list_commands(context):
        yield f"{path} {name}"
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _below(f"{path} {name}", command, context)


def commands() -> str:
    """docs/commands.md: what every command says of itself."""
    from sapa.cli import sapa

    # what `sapa assemble` offers depends on the plugins installed: Sapa's own alone
    with patch.dict(os.environ, {"SAPA_PLUGINS": ""}):
        names = ["sapa", *_below("sapa", sapa, click.Context(sapa))]
    shown = "".join(f"\n## `{name}`\n\n```text\n{output(name + ' --help')}\n```\n" for name in names)
    return f"# Commands\n\nWhat `--help` prints; written by `python tools/refresh_docs.py`.\n{shown}"


def output(command: str) -> str:
    """What a command prints on a terminal without colours, 80 columns wide; its exit code is not shown."""
    name, *arguments = shlex.split(command)
    if name != "sapa":
        raise ValueError(f"only sapa is run here: {command}")
    # Without the plugins that happen to be installed here.
    environment = {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1", "SAPA_PLUGINS": ""}
    environment |= {"SAPA_LANG": "en", "SAPA_SETTINGS": ""}  # whoever runs this, and wherever
    code, shown = run(arguments, environment)
    if code not in (0, 1, 2) or not shown:
        raise RuntimeError(f"{command}: exit code {code}")
    # A help text says "Usage: python -m sapa" where it was started so.
    shown = shown.replace("python -P -m sapa", "sapa").replace("python -m sapa", "sapa")
    return "\n".join(line.rstrip() for line in shown.rstrip().split("\n"))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
    """Exit code and standard output of `sapa` in the repository."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "sapa", *arguments],
        cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    return done.returncode, done.stdout


def rooms() -> str:
    """A table of all rooms with their modules, in the order of the flow, and what the first line of each says.

    The order is that of the direction of imports in pyproject.toml, from the bottom up.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("containers") == ["sapa.core"])
    order = [name.strip() for layer in reversed(layers) for name in re.split(r"[|:]", layer)]
    rows = ["| Room | Module | |", "| --- | --- | --- |"]
    for name in [*(f"core/{one}" for one in order), "api", "web", "commands", "cli.py"]:
        place = ROOT / name if (ROOT / name).exists() else ROOT / f"{name}.py"
        if place.is_file():
            rows.append(f"| `{place.relative_to(ROOT).as_posix()}` | | {first_line(place)} |")
            continue
        for folder in [place, *sorted(path for path in place.rglob("*") if (path / "__init__.py").is_file())]:
            room = folder.relative_to(ROOT).as_posix()
            rows.append(f"| **`{room}/`** | | {first_line(folder / '__init__.py')} |")
            rows += [f"| | `{path.name}` | {first_line(path)} |" for path in sorted(folder.glob("[!_]*.py"))]
    return "\n".join(rows) + "\n"


def first_line(module: Path) -> str:
    """What a module says of itself first."""
    return (ast.get_docstring(ast.parse(module.read_text("utf-8"))) or "").split("\n")[0]


def hooks(path: Path) -> str:
    """A table of the hooks: name and arguments, and what the docstring says."""
    rows = ["| Hook | |", "| --- | --- |"]
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("sapa_"):
            arguments = ", ".join(argument.arg for argument in node.args.args)
            rows.append(f"| `{node.name}({arguments})` | {' '.join((ast.get_docstring(node) or '').split())} |")
    return "\n".join(rows) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Write what the documentation shows of Sapa anew.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 where something is stale")
    check = parser.parse_args().check
    stale = []
    for path in pages():
        text = path.read_text("utf-8")
        new = commands() if path == COMMANDS else refreshed(text)
        if new != text:
            stale.append(path)
            if not check:
                path.write_text(new, encoding="utf-8", newline="\n")
    for path in stale:
        print(f"{'stale' if check else 'refreshed'}: {path.relative_to(ROOT).as_posix()}")
    keys = [sys.executable, str(ROOT / "tools" / "write_keys.py"), *(["--check"] if check else [])]
    stale_keys = subprocess.run(keys, check=False).returncode
    return 1 if check and (stale or stale_keys) else 0


if __name__ == "__main__":
    sys.exit(main())
