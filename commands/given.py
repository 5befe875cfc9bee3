"""What a command was given: plugins, sets, a case, waivers, a baseline, an earlier report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .said import Refused, faults, refuse

if TYPE_CHECKING:
    from ..core.checking.waivers import Baseline
    from ..core.expert_report.recommendations import Recommendation
    from ..core.loading.installed import Loaded
    from ..core.model.case import Case, Waiver
    from ..core.model.standards import StandardSet
    from ..core.words.messages import Lang


def load(sets_dirs: Sequence[Path], lang: Lang) -> Loaded:
    """All plugins; a broken one that nobody asked for is a warning."""
    from ..core.loading.plugins import load_plugins
    from ..core.words.messages import say

    loaded = load_plugins(sets_dirs)
    for plugin in loaded.failed:
        assert plugin.error is not None
        lines = [say(plugin.error.said, lang)]
        for key, entry, said in plugin.error.problems:
            lines.append(": ".join(part for part in (f"{key} ({entry})" if entry else key, say(said, lang)) if part))
        if plugin.asked:
            raise Refused("\n  ".join(lines))
        click.echo(f"sapa: {lines[0]}", err=True)
    return loaded


def case_folder_of(paths: Sequence[str], lang: Lang) -> str | None:
    """The case among the arguments; it stands alone."""
    from ..core.model.case_folder import case_folders

    found = case_folders(paths)
    if found and len(paths) > 1:
        refuse("case.one-only", lang, folder=found[0])
    return found[0] if found else None


def sets_of_case(folder: str | None) -> tuple[Path, ...]:
    if folder is None:
        return ()
    from ..core.loading.case_file import sets_dirs

    return sets_dirs(folder)


def case_of(folder: str, loaded: Loaded, lang: Lang) -> Case:
    """The case of a folder, or all faults of its sapa.toml."""
    from ..core.loading.case_file import read_case
    from ..core.loading.data_file import DataFileError

    try:
        return read_case(folder, loaded.procedures, [*loaded.sets, *(one.key for one in loaded.sets.every)])
    except DataFileError as error:
        raise Refused(faults(error, lang)) from None


def waivers_of(file: Path | None, lang: Lang) -> tuple[Waiver, ...]:
    if file is None:
        return ()
    from ..core.loading.case_file import read_waivers
    from ..core.loading.data_file import DataFileError

    try:
        return read_waivers(file)
    except DataFileError as error:
        raise Refused(faults(error, lang)) from None


def baseline_of(file: Path | None, lang: Lang) -> Baseline | None:
    if file is None:
        return None
    from ..core.checking.waivers import BaselineError, read_baseline
    from ..core.words.messages import say

    try:
        return read_baseline(file)
    except BaselineError as error:
        raise Refused(say(error.said, lang)) from None


def previous_of(file: Path | None, lang: Lang) -> tuple[Recommendation, ...]:
    """The recommendations of the last experts' report; one without any is worth a question."""
    if file is None:
        return ()
    from ..core.expert_report.recommendations import read_recommendations
    from ..core.model.document import ReadingError
    from ..core.words.messages import say

    try:
        found = read_recommendations(file)
    except ReadingError as error:
        raise Refused(say(error.said, lang)) from None
    if not found:
        refuse("followup.none", lang, paths=(str(file),))
    return found


def choose(loaded: Loaded, names: Sequence[str], lang: Lang) -> list[StandardSet]:
    """The sets that are asked for, each once; none: they are to be recognised."""
    from ..core.loading.installed import FailedSet, UnknownSet
    from ..core.words.messages import say

    chosen: dict[str, StandardSet] = {}
    for name in names:
        try:
            for found in loaded.sets.choose(name).sets:
                chosen.setdefault(f"{found.id}@{found.edition}", found)
        except UnknownSet as unknown:
            raise Refused(say(unknown.said, lang)) from None
        except FailedSet as failed:
            raise Refused(f"{say(failed.said, lang)}\n  {say(failed.cause.said, lang)}") from None
    return list(chosen.values())
