"""Which reports an argument of the command line means."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..model.case_folder import case_folders, cases_below
from ..whole import is_dir

# What a report may be, by suffix; only folders are searched by it, a named file is read by its content.
SUFFIXES = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".pdf")


def reports(paths: Sequence[str]) -> tuple[str, ...]:
    """Files as given, each once; a folder by the reports in it and below, in the order people count (2 before 10).

    A folder without reports stays in the list: reading it fails with a sentence that says so.
    """
    found: dict[str, str] = {}
    for path in paths:
        for one in (reports_in(path) or (path,)) if is_dir(path) else (path,):
            found.setdefault(os.path.normcase(os.path.normpath(one)), one)
    return tuple(found.values())


class Sorted(NamedTuple):
    """What arguments mean. cases: folders, each once; others: reports in no case, and folders of reports.

    alone: one case, named itself, is all that was given
    """

    cases: tuple[str, ...]
    others: tuple[str, ...]
    alone: bool

    @property
    def several(self) -> bool:
        return bool(self.cases) and not self.alone


def sorted_out(paths: Sequence[str]) -> Sorted:
    """Cases and what is none: a folder over cases means those, and the reports in it that lie in none of them."""
    cases: dict[str, str] = {}
    others: list[str] = []
    for path in paths:
        own = case_folders([path])
        found = own or (list(cases_below(path)) if is_dir(path) else [])
        for one in found:
            cases.setdefault(os.path.normcase(str(Path(one).resolve())), one)
        if not found:
            others.append(path)
        elif not own:
            others += [one for one in reports_in(path) if not any(Path(one).is_relative_to(case) for case in found)]
    alone = len(paths) == 1 and bool(case_folders(paths))
    return Sorted(tuple(cases.values()), tuple(others), alone)


def reports_in(folder: str) -> tuple[str, ...]:
    """Word's lock files (~$...) and hidden files and folders are no reports."""
    found: list[str] = []

    def unseen(error: OSError) -> None:
        found.append(str(error.filename))  # reading it says why it was not searched

    for base, folders, names in os.walk(folder, onerror=unseen):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=_natural)
        for name in sorted(names, key=_natural):
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$")):
                found.append(str(Path(base, name)))
    return tuple(found)


def _natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """Numbers inside names count as numbers; the name itself settles what is left, so that the order is one."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", name.casefold())
    return [(int(piece), "") if piece.isdecimal() and piece.isascii() else (-1, piece) for piece in pieces], name
