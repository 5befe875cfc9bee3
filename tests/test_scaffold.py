"""`sapa sets new`: what it writes is right as it stands, and an update leaves what people wrote."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from sapa.core.loading import scaffold
from sapa.core.loading.scaffold import BACKENDS, ScaffoldError
from sapa.core.loading.set_file import read_set

from .tools import pytest_with_sapa


def run(folder: Path, *arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    return subprocess.run(
        [*pytest_with_sapa(), *arguments],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_a_folder_is_a_set_whose_cases_hold(tmp_path: Path) -> None:
    made = scaffold.new("steppe-colleges", tmp_path, edition="2024")
    assert read_set(made.folder / "set.toml").key == "steppe-colleges@2024"
    done = run(made.folder, "--sapa-set", ".", "--sapa-sets-dir", ".")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_package_states_its_module_and_ships_its_data(tmp_path: Path, backend: str) -> None:
    made = scaffold.new("two-peaks", tmp_path, "package", backend=backend)
    project = tomllib.loads((made.folder / "pyproject.toml").read_text("utf-8"))
    assert project["build-system"]["build-backend"] == BACKENDS[backend].module
    assert project["project"]["entry-points"]["sapa.plugins"] == {"two_peaks": "sapa_two_peaks"}
    assert (made.folder / "src" / "sapa_two_peaks" / "set.toml").is_file()
    assert not [file for file in made.folder.rglob("*") if file.is_file() and "{{id" in file.read_text("utf-8")]


def built_and_unpacked(made: scaffold.Written, site: Path) -> None:
    """The package as an installer leaves it."""
    built = subprocess.run(
        # no --wheel: the wheel is made of the sdist, so both must hold the data
        [sys.executable, "-m", "build", "--no-isolation", "--skip-dependency-check", "-o", "dist", "."],
        cwd=made.folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = (made.folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("backend", BACKENDS)
def test_a_package_of_every_backend_built_from_its_sdist_is_installed_the_same(tmp_path: Path, backend: str) -> None:
    made, site = scaffold.new("two-peaks", tmp_path, "package", backend=backend), tmp_path / "site"
    built_and_unpacked(made, site)
    shipped = files_of(site / "sapa_two_peaks")
    assert "set.toml" in shipped and shipped == files_of(made.folder / "src" / "sapa_two_peaks")
    (info,) = site.glob("*.dist-info")
    points = configparser.ConfigParser()
    points.read(info / "entry_points.txt", "utf-8")
    assert dict(points["sapa.plugins"]) == {"two_peaks": "sapa_two_peaks"}


@pytest.mark.slow
def test_an_installed_package_passes_its_own_tests(tmp_path: Path) -> None:
    """Of one backend: that the others install the same is shown above."""
    made, site = scaffold.new("two-peaks", tmp_path, "package"), tmp_path / "site"
    built_and_unpacked(made, site)
    tests = tmp_path / "elsewhere"
    tests.mkdir()
    (made.folder / "tests").rename(tests / "tests")
    done = run(tests, "--import-mode=importlib", "--sapa-set", "two-peaks", path=site)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "said"), [("Bad_Name", "scaffold.name"), ("", "scaffold.name"), ("9x", "scaffold.name")]
)
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(ScaffoldError) as raised:
        scaffold.new(name, tmp_path)
    assert raised.value.said.id == said
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "steppe").mkdir()
    (tmp_path / "steppe" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(ScaffoldError):
        scaffold.new("steppe", tmp_path)
    assert [file.name for file in (tmp_path / "steppe").iterdir()] == ["mine.txt"]


def test_an_update_leaves_the_sets_own_files_and_what_people_changed(tmp_path: Path) -> None:
    folder = scaffold.new("two-peaks", tmp_path, "package").folder
    data, tests, project = (
        folder / "src/sapa_two_peaks/set.toml",
        folder / "tests/test_set.py",
        folder / "pyproject.toml",
    )
    data.write_text(data.read_text("utf-8").replace("Purpose", "Aim"), "utf-8")
    project.write_text(project.read_text("utf-8") + "# mine\n", "utf-8")
    old = tests.read_text("utf-8")
    tests.write_text("# of an older Sapa\n", "utf-8")
    record = folder / scaffold.RECORD
    import hashlib
    import json

    held = json.loads(record.read_text("utf-8"))
    held["files"]["tests/test_set.py"] = hashlib.sha256(tests.read_bytes()).hexdigest()
    record.write_text(json.dumps(held), "utf-8")
    made = scaffold.update(folder)
    assert made.files == (tests,)
    assert [file.name for file in made.beside] == ["pyproject.toml.new"]
    assert tests.read_text("utf-8") == old
    assert "Aim" in data.read_text("utf-8")
    assert project.read_text("utf-8").endswith("# mine\n")


def test_what_was_not_made_by_sapa_is_not_updated(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError) as raised:
        scaffold.update(tmp_path)
    assert raised.value.said.id == "scaffold.no-record"
