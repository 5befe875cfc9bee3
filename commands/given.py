"""What a command was given: plugins and their sets, waivers, a baseline, an earlier report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .said import Refused, put_line, refuse, refusing

if TYPE_CHECKING:
    from ..core.checking.elsewhere import Elsewhere
    from ..core.checking.waivers import Baseline
    from ..core.checking.workers import Workers
    from ..core.expert_report.recommendations import Recommendation
    from ..core.loading.installed import Loaded
    from ..core.model.case import Waiver
    from ..core.model.standards import StandardSet
    from ..core.words.messages import Lang


_OTHERS = "sapa.plugins"  # in the context of the command and all of its groups


def want_plugins(listed: str) -> None:
    """Of others' plugins this run loads those of the list alone, parted by commas."""
    click.get_current_context().meta[_OTHERS] = listed


def installed(sets_dirs: Sequence[Path] = (), case: str | None = None, sets: Sequence[str] | None = None) -> Loaded:
    """The plugins that this run wants, and the sets of a case. Raises UnknownPlugin.

    sets: of reports that belong to no case, as they were named; None: whatever there is may be asked for
    """
    from ..api.loading import load_for_case, load_for_reports, names_in

    context = click.get_current_context(silent=True)  # none while the settings file is held against the options
    listed = None if context is None else context.meta.get(_OTHERS)
    others = None if listed is None else names_in(listed)
    if case is None and sets is not None:
        return load_for_reports(sets, sets_dirs, others=others)
    return load_for_case(case, sets_dirs, others=others)


def load(sets_dirs: Sequence[Path], lang: Lang, case: str | None = None, sets: Sequence[str] | None = None) -> Loaded:
    """As `installed`; a broken plugin that nobody asked for is a warning."""
    from ..core.words.messages import say

    with refusing(lang):
        loaded = installed(sets_dirs, case, sets)
    for plugin in loaded.failed:
        assert plugin.error is not None
        lines = [say(plugin.error.said, lang)]
        for key, entry, said in plugin.error.problems:
            lines.append(": ".join(part for part in (f"{key} ({entry})" if entry else key, say(said, lang)) if part))
        if plugin.asked:
            raise Refused("\n  ".join(lines))
        put_line(f"sapa: {lines[0]}", err=True)
    return loaded


def crew_of(address: str | None, lang: Lang) -> AbstractContextManager[Elsewhere | None]:
    """The workers of a scheduler, where one was named."""
    if address is None:
        return nullcontext()
    from ..core.checking.elsewhere import Elsewhere

    with refusing(lang):
        return Elsewhere(address)


@contextmanager
def processes(jobs: int | None, lang: Lang) -> Iterator[Workers | None]:
    """Those that check reports here: the first starts now, while plugins are loaded. None: there can be none.

    jobs: so many at the most
    """
    from ..core.checking.limits import limits
    from ..core.checking.workers import Workers, possible

    if not possible():
        yield None
        return
    with refusing(lang):
        within = limits()
    with Workers(within, jobs or 1) as workers:
        with refusing(lang):
            workers.get_ready()
        yield workers


def case_among(paths: Sequence[str], lang: Lang) -> str | None:
    """The folder of the case among the arguments; it stands alone."""
    from ..core.model.case_folder import case_folders

    found = case_folders(paths)
    if found and len(paths) > 1:
        refuse("case.one-only", lang, folder=found[0])
    return found[0] if found else None


def choose(loaded: Loaded, names: Sequence[str], lang: Lang) -> tuple[StandardSet, ...]:
    """The sets that are asked for, each once; none: they are to be recognised."""
    from ..api.loading import chosen_sets

    with refusing(lang):
        return chosen_sets(loaded, names)


def waivers_of(file: Path | None, lang: Lang) -> tuple[Waiver, ...]:
    if file is None:
        return ()
    from ..core.loading.case_file import read_waivers

    with refusing(lang):
        return read_waivers(file)


def baseline_of(file: Path | None, lang: Lang) -> Baseline | None:
    if file is None:
        return None
    from ..core.checking.waivers import read_baseline

    with refusing(lang):
        return read_baseline(file)


def previous_of(file: Path | None, loaded: Loaded, lang: Lang) -> tuple[Recommendation, ...]:
    """The recommendations of the last experts' report; one without any is worth a question."""
    if file is None:
        return ()
    from ..api.isolated import isolated
    from ..core.expert_report.recommendations import read_recommendations

    grammars = [one.grammar for one in loaded.sets.values()]
    with refusing(lang):
        found: tuple[Recommendation, ...] = isolated(str(file), read_recommendations, file, grammars)
    if not found:
        refuse("followup.none", lang, paths=(str(file),))
    return found
