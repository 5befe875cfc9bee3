"""Which arguments are cases: all that a check of a single report needs to know of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..whole import is_dir, is_file

FILE_NAME = "sapa.toml"


def case_folders(paths: Sequence[str]) -> list[str]:
    """The folders with a sapa.toml among the arguments; naming the file means its folder."""
    found: list[str] = []
    for path in paths:
        one = Path(path)
        if one.name == FILE_NAME and is_file(one):
            found.append(str(one.parent))
        elif is_dir(one) and is_file(one / FILE_NAME):
            found.append(path)
    return found


def cases_below(folder: str) -> Iterator[str]:
    """The cases in a folder and below, in the order of their names; inside of a case none is looked for."""
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if FILE_NAME in names:
            folders.clear()
            yield str(Path(base))
