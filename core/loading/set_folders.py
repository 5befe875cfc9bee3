"""Folders with sets that no plugin brings: set.toml, the procedure beside it, and texts to lay over a set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..whole import is_dir, is_file
from .brought import Brought, plugin_error, set_file_error
from .data_file import DataFileError
from .installed import PluginInfo

TEXTS = "texts.toml"  # as overlay.FILE_NAME


def load_folder(folder: Path) -> list[Brought]:
    """The sets of one --sets-dir: its own set.toml, else those of its subfolders."""
    info = PluginInfo(folder.resolve().name or str(folder), None, None, str(folder), asked=True)
    if not is_dir(folder):
        return [Brought(replace(info, error=plugin_error("plugin.no-folder", info, folder=str(folder))))]
    if is_file(folder / "set.toml"):
        files = [folder / "set.toml"]
    else:
        files = sorted(file for file in folder.glob("*/set.toml") if is_file(file))
    overlays = [file for file in (folder / TEXTS, *sorted(folder.glob(f"*/{TEXTS}"))) if is_file(file)]
    if not files and not overlays:
        return [Brought(replace(info, error=plugin_error("plugin.no-sets", info, folder=str(folder))))]
    return [_load_overlay(file) for file in overlays] + [_load_file(file, asked=len(files) == 1) for file in files]


def _load_overlay(file: Path) -> Brought:
    from .overlay import read_overlay

    info = PluginInfo(file.parent.resolve().name, None, None, str(file.parent), asked=True)
    try:
        return Brought(info, overlays=[read_overlay(file)])
    except DataFileError as raised:
        return Brought(replace(info, error=set_file_error(raised, info)))


def _load_file(file: Path, *, asked: bool) -> Brought:
    """The set of the file and the procedure beside it.

    asked: it is all that the folder holds; one faulty set of several is named and set aside.
    """
    from .doors import PROCEDURE, read_procedure
    from .set_file import SetFileError, read_set

    one = Brought(PluginInfo(file.parent.resolve().name, None, None, str(file.parent), asked))
    try:
        one.sets.append(read_set(file))
    except SetFileError as raised:
        one.fail(set_file_error(raised, one.info))
    procedure = file.with_name(PROCEDURE)
    try:
        if is_file(procedure):
            one.procedures.append(read_procedure(procedure))
    except DataFileError as raised:
        one.fail(set_file_error(raised, one.info))
    return one


def lay_over(brought: Sequence[Brought]) -> None:
    """Gives the sets their overlays' texts; an overlay of no set, or with codes of none, is told."""
    for one in brought:
        for overlay in one.overlays:
            from .overlay import laid_over

            found = False
            for other in brought:
                for at, standards in enumerate(other.sets):
                    if standards.id == overlay.set and overlay.edition in ("", standards.edition):
                        found = True
                        try:
                            other.sets[at] = laid_over(standards, overlay)
                        except DataFileError as raised:
                            one.fail(set_file_error(raised, one.info))
            if not found:
                key = f"{overlay.set}@{overlay.edition}" if overlay.edition else overlay.set
                one.fail(plugin_error("plugin.overlay-of-nothing", one.info, file=overlay.file, set=key))
