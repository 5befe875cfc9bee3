"""The beginning of a standard set: a folder of data, or a package that others can install. Written once, updated later.

What was written stands in `.sapa-scaffold.json`, so that an update writes over no file that somebody has changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..shipped import shipped
from ..version import __version__
from ..whole import is_file, is_there
from ..words.errors import SapaError
from ..words.messages import Message, message

RECORD = ".sapa-scaffold.json"
Kind = Literal["folder", "package"]
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PLACEHOLDER = re.compile(r"(?<!\$)\{\{(\w+)\}\}")
_OURS = frozenset({"set.toml", "README.md", "rules.py", "cases.sapa.toml"})  # written once: the set's own from then on


@dataclass(frozen=True)
class Backend:
    """How a build backend is named, and what it must be told so that set.toml is in the wheel."""

    requires: str
    module: str
    ships: str


BACKENDS: Mapping[str, Backend] = {
    "hatchling": Backend(
        '"hatchling>=1.27"', "hatchling.build", '\n[tool.hatch.build.targets.wheel]\npackages = ["src/{{module}}"]\n'
    ),
    "setuptools": Backend(
        '"setuptools>=64"',
        "setuptools.build_meta",
        '\n[tool.setuptools.packages.find]\nwhere = ["src"]\n\n'
        '[tool.setuptools.package-data]\n"{{module}}" = ["*.toml"]\n',
    ),
    "flit": Backend('"flit_core>=3.9"', "flit_core.buildapi", '\n[tool.flit.module]\nname = "{{module}}"\n'),
    "pdm": Backend('"pdm-backend>=2.3"', "pdm.backend", '\n[tool.pdm.build]\nincludes = ["src/{{module}}"]\n'),
    "poetry": Backend(
        '"poetry-core>=2.0"',
        "poetry.core.masonry.api",
        '\n[tool.poetry]\npackages = [{ include = "{{module}}", from = "src" }]\n',
    ),
}


@dataclass(frozen=True)
class Written:
    """files: that were written; beside: new versions of files that somebody changed, as NAME.new."""

    folder: Path
    files: tuple[Path, ...]
    beside: tuple[Path, ...] = ()


class ScaffoldError(SapaError):
    """It cannot be written."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.id)
        self.said = said


def new(name: str, parent: Path, kind: Kind = "folder", *, backend: str = "hatchling", edition: str = "1") -> Written:
    """Makes the folder `name` in `parent`. Raises ScaffoldError, OSError."""
    if not _NAME.fullmatch(name):
        slug = re.sub(r"[^0-9a-z]+", "-", name.casefold()).strip("-")
        raise ScaffoldError(message("scaffold.name", name=name, nearest=slug if _NAME.fullmatch(slug) else None))
    folder = parent / name
    if is_there(folder) and any(folder.iterdir()):
        raise ScaffoldError(message("scaffold.exists", folder=str(folder)))
    facts = {"name": name, "kind": kind, "backend": backend, "edition": edition}
    made = _files(facts)
    for path, text in made.items():
        _write(folder / path, text)
    _record(folder, facts, made)
    return Written(folder, tuple(folder / path for path in made))


def update(folder: Path) -> Written:
    """Brings what an older Sapa wrote up to date, the set's own files excepted. Raises ScaffoldError, OSError."""
    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        facts, hashes = record["made"], record["files"]
        made = {path: text for path, text in _files(facts).items() if Path(path).name not in _OURS}
    except (OSError, ValueError, KeyError, TypeError):
        raise ScaffoldError(message("scaffold.no-record", folder=str(folder), record=RECORD)) from None
    files: list[Path] = []
    beside: list[Path] = []
    for path, text in made.items():
        target = folder / path
        there = target.read_bytes() if is_file(target) else b""
        if there == text.encode():
            continue
        if there and hashlib.sha256(there).hexdigest() != hashes.get(path):
            target = target.with_name(f"{target.name}.new")
            beside.append(target)
        else:
            files.append(target)
        _write(target, text)
    _record(folder, facts, made, hashes)
    return Written(folder, tuple(files), tuple(beside))


def _files(facts: Mapping[str, str]) -> dict[str, str]:
    """Every file by its path inside the folder."""
    name, kind = facts["name"], facts["kind"]
    module = f"sapa_{name.replace('-', '_')}"
    backend = BACKENDS[facts["backend"]]
    known = {
        "id": name,
        "edition": facts["edition"],
        "title": name.replace("-", " ").title(),
        "module": module,
        "plugin": name.replace("-", "_"),
        "distribution": f"sapa-{name}",
        "requires": backend.requires,
        "backend": backend.module,
        "ships": backend.ships.replace("{{module}}", module),
        "sets_dir": " --sapa-sets-dir ." if kind == "folder" else "",
    }
    root = shipped("data", "scaffold")
    data, tests = ("", "") if kind == "folder" else (f"src/{module}/", "tests/")
    sources = {
        f"{data}set.toml": root / "set.toml.template",
        f"{tests}cases.sapa.toml": root / "cases.sapa.toml.template",
    }
    for file in sorted((root / kind).rglob("*.template")):
        path = file.relative_to(root / kind).as_posix().replace("MODULE", module)
        sources[path.removesuffix(".template")] = file
    return {
        path: _PLACEHOLDER.sub(lambda found: known[found[1]], file.read_text("utf-8")) for path, file in sources.items()
    }


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def _record(
    folder: Path, facts: Mapping[str, str], made: Mapping[str, str], before: Mapping[str, str] | None = None
) -> None:
    hashes = {**(before or {}), **{path: hashlib.sha256(text.encode()).hexdigest() for path, text in made.items()}}
    record = {"sapa": __version__, "made": dict(facts), "files": hashes}
    _write(folder / RECORD, json.dumps(record, ensure_ascii=False, indent=2) + "\n")
