"""What CI installs as the lowest versions is what pyproject.toml promises."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parent.parent / "tools" / "lowest.py"
lowest = runpy.run_path(str(TOOL))["lowest"]


def test_a_lower_bound_becomes_the_only_version() -> None:
    given = ["click>=8.1", "markitdown[docx,pdf]>=0.1", "tzdata>=2024.1; sys_platform == 'win32'"]
    assert list(lowest(given)) == ["click==8.1", "markitdown==0.1", "tzdata==2024.1; sys_platform == 'win32'"]


@pytest.mark.parametrize("requirement", ["click", "click<9", "click>8"])
def test_a_dependency_without_a_lower_bound_promises_everything(requirement: str) -> None:
    with pytest.raises(ValueError, match="no lower bound"):
        list(lowest([requirement]))


def test_every_dependency_and_those_of_an_extra_are_in_it() -> None:
    said = subprocess.run([sys.executable, TOOL, "testing"], capture_output=True, text=True, check=True).stdout
    assert {"click==8.1", "reportlab==4.2"} <= set(said.splitlines())
