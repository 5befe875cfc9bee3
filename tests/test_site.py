"""The documentation as a site: it is built without warnings, its tutorial works as it stands, its tables are current."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from .tools import tool

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.skipif(
    not (ROOT / "docs").is_dir(), reason="the documentation is not part of this distribution"
)


@pytest.mark.slow
def test_the_tutorial_prints_what_it_shows(tmp_path: Path) -> None:
    write = tool("write_tutorial")
    page = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    here = tmp_path / "tutorial"
    here.mkdir()
    assert write.refreshed(page, here) == page, "run python tools/write_tutorial.py"


def test_the_table_of_keys_is_that_of_the_schemas() -> None:
    write = tool("write_keys")
    shown = write.page()
    assert shown == (ROOT / "docs" / "keys.md").read_text("utf-8"), "run python tools/write_keys.py"
    for key in ("`standards[].criteria[].code`", "`base.renumbered`", "`stages[].event`", "`case.procedure`"):
        assert f"| {key} |" in shown


@pytest.mark.slow
def test_the_site_is_built_without_warnings(tmp_path: Path) -> None:
    if find_spec("sphinx") is None or find_spec("myst_parser") is None:
        pytest.skip("Sphinx and MyST are not installed: pip install sapa[docs]")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "html",
        str(ROOT / "docs"),
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "tutorial.html").is_file()
