"""What gets installed: the package `sapa` and nothing else, from a wheel as from an editable checkout."""

from __future__ import annotations

import ast
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from .tools import tool

ROOT = Path(__file__).resolve().parent.parent
OURS = "clone-odd.name"  # what a checkout is called must not matter
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "build", "dist", "*.egg-info", "seeds"
)
# Asks an interpreter, from outside any checkout, what it can import and where it comes from.
ASK = """
import importlib.metadata, importlib.util, json, pathlib
import sapa
from sapa.core.loading.plugins import load_plugins
print(json.dumps({
    "file": str(pathlib.Path(sapa.__file__).resolve()),
    "importable": [name for name in ("core", "plugins", "cli", "tests", "web") if importlib.util.find_spec(name)],
    "version": [sapa.__version__, importlib.metadata.version("sapa")],
    "broken": [plugin.name for plugin in load_plugins().plugins if plugin.error],
    "plugins": sorted(point.name for point in importlib.metadata.entry_points(group="sapa.plugins")
                      if point.dist.name == "sapa"),
}))
"""
PLUGINS = ["eur_ace", "online_audit", "standards_institutional", "standards_programme"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The repository's files in a folder with an odd name."""
    return Path(shutil.copytree(ROOT, tmp_path / OURS, symlinks=True, ignore=LEFT_OUT))


@pytest.fixture
def environment(tmp_path: Path) -> Callable[[Path, bool], Path]:
    """Makes a virtual environment that has Sapa from one source, and the running one's dependencies."""

    def make(source: Path, editable: bool) -> Path:
        home = tmp_path / "environment"
        venv.create(home, symlinks=os.name != "nt")
        python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
        # Dependencies and the build backend are taken from the running environment, so that nothing is downloaded.
        # Named zz: .pth files are read in the order of their names, and what is installed here must come first.
        (site / "zz_dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(python),
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--no-compile",
        ]
        command += ["--no-build-isolation", "--force-reinstall", *(["--editable"] if editable else []), str(source)]
        run(command, tmp_path)
        return python

    return make


def run(command: list[str], folder: Path) -> str:
    cleared = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        command, cwd=folder, env={**cleared, "PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(checkout: Path) -> Path:
    """The wheel, built from the sdist as for a release."""
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(checkout.parent / "dist"), "."], checkout)
    return next((checkout.parent / "dist").glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(
    checkout: Path, environment: Callable[[Path, bool], Path], tmp_path: Path
) -> None:
    wheel = build(checkout)

    assert tool("check_wheel").problems(wheel, checkout) == []

    said = json.loads(run([str(environment(wheel, False)), "-P", "-c", ASK], tmp_path))
    assert said["importable"] == []
    assert Path(said["file"]).is_relative_to(tmp_path / "environment")
    assert said["version"][0] == said["version"][1]
    assert said["plugins"] == PLUGINS
    assert said["broken"] == []


def test_an_editable_install_follows_the_checkout_whatever_its_name(
    checkout: Path, environment: Callable[[Path, bool], Path], tmp_path: Path
) -> None:
    python = environment(checkout, True)

    said = json.loads(run([str(python), "-P", "-c", ASK], tmp_path))
    assert said["file"] == str((checkout / "__init__.py").resolve())
    assert said["importable"] == []
    assert said["plugins"] == PLUGINS
    assert said["broken"] == []

    (checkout / "core" / "new_here.py").write_text("ANSWER = 42\n", encoding="utf-8")
    seen = run([str(python), "-P", "-c", "from sapa.core.new_here import ANSWER; print(ANSWER)"], tmp_path)
    assert seen.strip() == "42"


def test_a_checkout_without_symbolic_links_is_mended_by_the_editable_install(
    checkout: Path, environment: Callable[[Path, bool], Path], tmp_path: Path
) -> None:
    link = checkout / ".dev" / "sapa"
    link.unlink()
    link.write_text("..", encoding="utf-8")  # what git leaves where links cannot be made

    python = environment(checkout, True)

    assert link.samefile(checkout)
    assert run([str(python), "-P", "-c", "import sapa.cli; print('ok')"], tmp_path).strip() == "ok"


def test_the_file_of_the_root_is_imported_as_no_package_too() -> None:
    """As pytest does it in a checkout whose folder is named as no module can be, asking for names of its own."""
    found = runpy.run_path(str(ROOT / "__init__.py"))
    with pytest.raises(AttributeError):
        found["__getattr__"]("setup_module")


def test_the_link_for_editable_installs_is_tracked_as_a_link() -> None:
    """A cached editable build does not run the hook, so the link must come with the checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = run(["git", "ls-files", "--stage", ".dev/sapa"], ROOT)
    assert listed.startswith("120000 ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("core/model/codes.py", "at the top level of site-packages: core/model/codes.py"),
        ("cli.py", "at the top level of site-packages: cli.py"),
        ("sapa/pyproject.toml", "in the wheel, but no file of the package: sapa/pyproject.toml"),
        ("sapa/tests/test_packaging.py", "in the wheel, but no file of the package: sapa/tests/test_packaging.py"),
        (None, "missing from the wheel: sapa/core/data/esg_2015.toml"),
    ],
)
def test_the_check_of_the_wheel_sees_what_is_too_much_or_missing(tmp_path: Path, name: str | None, said: str) -> None:
    check = tool("check_wheel")
    wheel = tmp_path / "sapa-0-py3-none-any.whl"
    files = check.expected(ROOT)
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in sorted(files if name else files - {"sapa/core/data/esg_2015.toml"}):
            archive.writestr(file, "")
        archive.writestr("sapa-0.dist-info/METADATA", "")
        if name:
            archive.writestr(name, "")

    assert check.problems(wheel, ROOT) == [said]


# --- dependencies


PACKAGE = ("core", "plugins", "web", "cli.py", "testing.py", "__init__.py", "__main__.py")
BESIDE = ("tests", "benchmarks", "examples", "tools")
COMES_WITH = {"pydantic-core": "pydantic", "werkzeug": "flask"}  # what they are made of, typed there
TOOLS = {
    "pytest-xdist",
    "mypy",
    "ruff",
    "import-linter",
    "types-lxml",
    "build",
    "distributed",
}  # run or asked for by name
BACKENDS = {"setuptools", "flit-core", "pdm-backend", "poetry-core"}  # build what `sapa sets new` writes


def distributions(*places: str) -> set[str]:
    """The distributions whose modules are imported in some of the repository's folders and files."""
    known = packages_distributions()
    found = set()
    for place in places:
        for path in [ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"):
            if not path.exists():
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                    names = [node.module]
                for name in names:
                    found |= {re.sub("[-_.]+", "-", one).lower() for one in known.get(name.split(".")[0], [])}
    return {COMES_WITH.get(one, one) for one in found} - {"sapa", "sapa-esg-agencies"}


def declared(lines: list[str]) -> set[str]:
    return {re.sub("[-_.]+", "-", re.split(r"[<>=;\[ ]", line)[0]).lower() for line in lines}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed, dev = declared(project["dependencies"]), declared(project["optional-dependencies"]["dev"])
    peers, web = (declared(project["optional-dependencies"][name]) for name in ("peers", "web"))

    imported, beside = distributions(*PACKAGE), distributions(*BESIDE)

    assert imported - needed - web == set(), "imported by the package, not declared"
    assert web <= dev and web <= imported, "what the local page needs is there for its tests"
    assert beside - needed - dev - peers == set(), "imported by tests or tools, not declared"
    assert needed - imported - {"tzdata"} == set(), "declared, not imported by the package"
    assert dev - beside - TOOLS - BACKENDS - web == set(), "declared for development, not used there"
