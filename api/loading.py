"""What is installed, with the sets that a case brings; the sets that a name means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.loading.installed import Loaded
from ..core.loading.plugins import load_plugins
from ..core.model.standards import StandardSet

if TYPE_CHECKING:
    from ..core.model.case import Case

Files = str | PathLike[str]


def load(sets_dirs: Iterable[Files] = (), *, only: Sequence[str] | None = None) -> Loaded:
    """The installed plugins with their standard sets, procedures, rules and assemblies.

    sets_dirs: folders with a set.toml, or with such folders; only: names of plugins, no others are loaded.
    A plugin that fails is in `.failed` with its cause and stops no other. Raises UnknownPlugin.
    """
    return load_plugins([Path(folder) for folder in sets_dirs], only=only)


def load_for_case(folder: Files | None, sets_dirs: Iterable[Files] = ()) -> Loaded:
    """What is installed, with the folders of sets that a case names. Nothing of the case is judged here."""
    from ..core.loading.case_file import sets_dirs as of_case

    return load([*sets_dirs, *(of_case(fspath(folder)) if folder is not None else ())])


def with_sets_of(case: str, loaded: Loaded) -> Loaded:
    """What is loaded, with the sets that a case brings itself."""
    from ..core.loading.case_file import sets_dirs

    if not sets_dirs(case):
        return loaded
    return load_for_case(case, [one.origin for one in loaded.plugins if one.distribution is None])


def read_case(folder: Files, loaded: Loaded) -> Case:
    """The case of a folder's sapa.toml. Raises DataFileError with all its faults."""
    from ..core.loading.case_file import read_case as read_file

    return read_file(fspath(folder), loaded.procedures, [*loaded.sets, *(one.key for one in loaded.sets.every)])


def chosen_sets(loaded: Loaded, names: Iterable[str]) -> tuple[StandardSet, ...]:
    """The sets of these names, each once; that of a procedure means its sets. Raises UnknownSet, FailedSet."""
    chosen: dict[str, StandardSet] = {}
    for name in names:
        for found in loaded.sets.choose(name).sets:
            chosen.setdefault(found.key, found)
    return tuple(chosen.values())


def data_of(loaded: Loaded) -> Loaded:
    """What of it is data: plugins' code may not go into another process."""
    return replace(loaded, rules=(), assemblies=())
