"""Which arguments are cases: all that a check of a single report needs to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

FILE_NAME = "sapa.toml"


def case_folders(paths: Sequence[str]) -> list[str]:
    """The folders with a sapa.toml among the arguments; naming the file means its folder."""
    found: list[str] = []
    for path in paths:
        one = Path(path)
        if one.name == FILE_NAME and one.is_file():
            found.append(str(one.parent))
        elif one.is_dir() and (one / FILE_NAME).is_file():
            found.append(path)
    return found
