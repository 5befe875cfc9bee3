"""The example of an outside plugin: its set, and its own tests in an environment where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sapa.core.loading.plugins import load_plugins
from sapa.core.model.crosswalk import check_mapping
from sapa.core.model.hub import load_hub

PACKAGE = Path(__file__).resolve().parents[1] / "examples" / "plugins" / "sapa_esg_agencies"

pytestmark = pytest.mark.skipif(not PACKAGE.is_dir(), reason="the examples are not part of this distribution")


def test_its_folder_is_a_set_without_any_installation() -> None:
    loaded = load_plugins([PACKAGE / "src" / "sapa_esg_agencies"])
    assert not loaded.failed
    found = loaded.sets.find("esg-agencies")
    assert (len(found.standards), len(found.criteria)) == (2, 14)
    check = check_mapping(found, load_hub(found.hub))
    assert (check.unknown, check.without_criterion) == ((), ())


def test_installed_it_passes_its_own_tests(tmp_path: Path) -> None:
    """Installed as an installer would: the package and its metadata, as its pyproject.toml states them."""
    import tomllib

    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text("utf-8"))["project"]
    site = tmp_path / "site"
    shutil.copytree(PACKAGE / "src", site)
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(metadata, "utf-8")
    ((group, points),) = project["entry-points"].items()
    lines = [f"[{group}]", *(f"{name} = {module}" for name, module in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    shutil.copytree(PACKAGE / "tests", tmp_path / "tests")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", "tests"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
