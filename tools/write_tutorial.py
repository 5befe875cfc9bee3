"""Runs docs/tutorial.md from an empty folder and writes what each command prints: python tools/write_tutorial.py"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "tutorial.md"
STANDARDS = ROOT / "examples" / "standards"
_STEP = re.compile(
    r"```console\n(?P<console>.*?)```"
    r"|<!-- append: (?P<append>\S+) -->\n```toml\n(?P<toml>.*?)```"
    r"|<!-- install: (?P<install>\S+) -->"
    r"|<!-- move: (?P<move>\S+) (?P<to>\S+) -->"
    r"|<!-- python -->\n```python\n(?P<python>.*?)```",
    re.DOTALL,
)
_TOOK = re.compile(r" in [0-9.]+s(?: \([0-9:]+\))?")


def refreshed(page: str, folder: Path) -> str:
    """The page with what its commands print when they are run in a folder that holds the standards and nothing else."""
    for file in STANDARDS.glob("standards-*"):
        shutil.copy(file, folder)
    site = folder.parent / f"{folder.name}-site"
    site.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "SAPA_PLUGINS": "",
    }

    def run(command: str) -> str:
        name, *arguments = shlex.split(command)
        module = [*_module(name), *arguments]
        done = subprocess.run(
            [sys.executable, "-P", "-m", *module], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        if done.returncode not in (0, 1) or "Traceback" in done.stdout:
            raise RuntimeError(f"{command}: exit code {done.returncode}\n{done.stdout}")
        lines = [line.rstrip() for line in _TOOK.sub("", done.stdout).strip("\n").split("\n")]
        return "\n".join(lines) + "\n" if lines != [""] else ""

    def step(found: re.Match[str]) -> str:
        if found["append"]:
            with (folder / found["append"]).open("a", encoding="utf-8", newline="\n") as stream:
                stream.write("\n" + found["toml"])
        elif found["move"]:
            (folder / found["move"]).replace(folder / found["to"])
        elif found["install"]:
            environment["SAPA_PLUGINS"] = install(folder / found["install"], site)
        elif found["python"]:
            subprocess.run([sys.executable, "-P", "-c", found["python"]], cwd=folder, env=environment, check=True)
        else:
            commands = [line for line in found["console"].split("\n") if line.startswith("$ ")]
            shown = "".join(f"{line}\n{run(line[2:])}" for line in commands)
            return f"```console\n{shown}```"
        return found[0]

    return _STEP.sub(step, page)


def _module(name: str) -> list[str]:
    if name == "pytest":
        return ["pytest", "-p", "no:cacheprovider", *([] if _installed() else ["-p", "sapa.testing.pytest_plugin"])]
    if name != "sapa":
        raise ValueError(f"only sapa and pytest are run here: {name}")
    return ["sapa"]


def _installed() -> bool:
    """Sapa is installed with its entry point for pytest; a bare checkout has none."""
    from importlib.metadata import entry_points

    return any(point.value == "sapa.testing.pytest_plugin" for point in entry_points(group="pytest11"))


def install(package: Path, site: Path) -> str:
    """What an installer leaves of the package: its modules and its metadata. Gives the plugin's name."""
    project = tomllib.loads((package / "pyproject.toml").read_text("utf-8"))["project"]
    shutil.copytree(package / "src", site, dirs_exist_ok=True)
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(metadata, "utf-8")
    points = project["entry-points"]["sapa.plugins"]
    lines = ["[sapa.plugins]", *(f"{name} = {module}" for name, module in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    return ",".join(points)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder, "tutorial")
        here.mkdir()
        PAGE.write_text(refreshed(PAGE.read_text("utf-8"), here), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
