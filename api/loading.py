"""What is installed, with the sets that a case brings; the sets that a name means."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.loading.installed import Loaded, Wanted
from ..core.loading.plugins import load_plugins
from ..core.model.standards import StandardSet

if TYPE_CHECKING:
    from ..core.model.case import Case

Files = str | PathLike[str]


TRACE = "SAPA_TRACE"  # in the environment: whether each hook's call is told on stderr
PLUGINS = "SAPA_PLUGINS"  # in the environment: names of others' plugins, parted by commas; "" for none, without it all


def names_in(listed: str) -> tuple[str, ...]:
    """The names of a list with commas."""
    return tuple(name for part in listed.split(",") if (name := part.strip()))


def load(sets_dirs: Iterable[Files] = (), *, only: Sequence[str] | None = None) -> Loaded:
    """The installed plugins with their standard sets, procedures, rules and assemblies.

    sets_dirs: folders with a set.toml, or with such folders; only: names of plugins, no others are loaded.
    Without `only`, SAPA_PLUGINS in the environment may name the plugins of others that are wanted beside Sapa's own.
    A plugin that fails is in `.failed` with its cause and stops no other. Raises UnknownPlugin.
    """
    return _loaded(sets_dirs, Wanted(None if only is None else tuple(only), _others() if only is None else None))


def load_for_case(
    folder: Files | None, sets_dirs: Iterable[Files] = (), *, others: Sequence[str] | None = None
) -> Loaded:
    """What is installed, with the folders of sets that a case names. Nothing of the case is judged here.

    others: as load_plugins has it; None: as the environment says
    """
    wanted = Wanted(others=_others() if others is None else tuple(others))
    return _loaded([*sets_dirs, *(_sets_dirs(folder) if folder is not None else ())], wanted)


def load_for_reports(
    sets: Iterable[str], sets_dirs: Iterable[Files] = (), *, others: Sequence[str] | None = None
) -> Loaded:
    """What is installed, for reports that belong to no case: without the procedures, unless one of `sets` may be one.

    sets: names as in `chosen_sets`; others: as load_plugins has it; None: as the environment says
    """
    folders, wanted = list(sets_dirs), Wanted(others=_others() if others is None else tuple(others))
    loaded = _loaded(folders, wanted, procedures=False)
    named = (name.strip().partition("@")[0] for name in sets)
    return loaded if all(id in loaded.sets for id in named) else _loaded(folders, wanted)


def _loaded(sets_dirs: Iterable[Files], wanted: Wanted, *, procedures: bool = True) -> Loaded:
    folders = [Path(folder) for folder in sets_dirs]
    trace = _trace if os.environ.get(TRACE, "") not in ("", "0") else None
    return load_plugins(folders, only=wanted.only, others=wanted.others, procedures=procedures, trace=trace)


def _trace(said: str) -> None:
    print(f"sapa: trace: {said}", file=sys.stderr)


def _others() -> tuple[str, ...] | None:
    """What the environment says of the plugins of others."""
    listed = os.environ.get(PLUGINS)
    return None if listed is None else names_in(listed)


def _sets_dirs(case: Files) -> tuple[Path, ...]:
    from ..core.loading.case_file import sets_dirs

    return sets_dirs(fspath(case))


def with_sets_of(case: str, loaded: Loaded) -> Loaded:
    """What is loaded, with the sets that a case brings itself."""
    own = _sets_dirs(case)
    if not own:
        return loaded
    return _loaded([*(one.origin for one in loaded.plugins if one.distribution is None), *own], loaded.wanted)


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
