"""Tests that need a program of the system say so, and are mandatory where SAPA_REQUIRE_TOOLS is set (as in CI)."""

from __future__ import annotations

import os
import shutil

import pytest


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skips the test where a program is missing; where tools are required it runs, and fails by itself."""
    missing = [program for program in programs if shutil.which(program) is None]
    required = bool(os.environ.get("SAPA_REQUIRE_TOOLS"))
    return pytest.mark.skipif(bool(missing) and not required, reason=f"not on this machine: {', '.join(missing)}")
