"""Tests that need a program of the system say so, and are mandatory where SAPA_REQUIRE_TOOLS is set (as in CI).
And the repository's own tools, as modules."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

import pytest

_TOOLS = Path(__file__).resolve().parent.parent / "tools"


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skips the test where a program is missing; where tools are required it runs, and fails by itself."""
    missing = [program for program in programs if shutil.which(program) is None]
    required = bool(os.environ.get("SAPA_REQUIRE_TOOLS"))
    return pytest.mark.skipif(bool(missing) and not required, reason=f"not on this machine: {', '.join(missing)}")


def tool(name: str) -> ModuleType:
    """A script of the repository's folder tools, as a module."""
    spec = importlib.util.spec_from_file_location(name, _TOOLS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pytest_with_sapa() -> list[str]:
    """The command of a pytest that has Sapa's plugin: by its entry point, or named where Sapa is a bare checkout."""
    installed = any(point.value == "sapa.testing.pytest_plugin" for point in entry_points(group="pytest11"))
    named = [] if installed else ["-p", "sapa.testing.pytest_plugin"]
    return [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *named]
