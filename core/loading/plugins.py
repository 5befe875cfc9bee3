"""Loads plugins one at a time: what fails is contained and named, what remains works.

Two plugins that give a set of the same id and edition, or a procedure of the same id: if they are equal, it is one.
If they differ, neither is taken, since nothing says which one is meant; both plugins are named, and asking for it fails
with that cause.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pluggy

from ..rules import BoundRule
from ..words.nearest import nearest
from . import calling, hookspecs
from .brought import Brought, Found, cause_of, found, plugin_error
from .installed import Loaded, PluginInfo, Sets, UnknownPlugin, Wanted
from .set_folders import lay_over, load_folder

GROUP = hookspecs.GROUP
OWN = "sapa"  # the distribution whose plugins are always loaded


def load_plugins(
    sets_dirs: Sequence[Path] = (),
    *,
    only: Sequence[str] | None = None,
    others: Sequence[str] | None = None,
    procedures: bool = True,
    trace: calling.Trace | None = None,
) -> Loaded:
    """Every installed plugin, or those that are named, and the sets of the folders.

    only    names of plugins, no others are loaded
    others  names of the plugins of others that are wanted beside Sapa's own
    procedures  whether those of plugins are read: they are long, and a report alone is checked without one
    trace   is told of every hook that is called, and what it gave

    A folder holds a set.toml, and a procedure.toml if it has one, or has subfolders that do. Nothing of a plugin's
    failure is raised: it stands in its PluginInfo. What plugins print while loading goes to stderr. Raises
    UnknownPlugin.
    """
    wanted = Wanted(None if only is None else tuple(only), None if others is None else tuple(others))
    points, unreadable = _entry_points()
    if not wanted.every:
        points, unreadable = _narrowed(points, wanted), []
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    with contextlib.redirect_stdout(sys.stderr):  # stdout is the payload's
        hooks = [hook for hook in calling.HOOKS if procedures or hook != "sapa_procedures"]
        brought = [calling.load(point, manager, asked=only is not None, hooks=hooks, trace=trace) for point in points]
        brought += [Brought(info) for info in unreadable]
        for folder in dict.fromkeys(sets_dirs):
            brought += load_folder(folder)
    return replace(_merge(brought), wanted=wanted)


def _narrowed(points: Sequence[Found], wanted: Wanted) -> list[Found]:
    """Those that are wanted. Raises UnknownPlugin."""
    known = [one.point.name for one in points]
    names = wanted.only if wanted.only is not None else wanted.others or ()
    for name in names:
        if name not in known:
            raise UnknownPlugin(name, nearest(name, known))
    own = wanted.only is None
    return [one for one in points if one.point.name in names or (own and one.distribution == OWN)]


def _entry_points() -> tuple[list[Found], list[PluginInfo]]:
    """The group's entry points in a fixed order, and the distributions that have some nobody can read."""
    from importlib.metadata import distributions, entry_points

    unreadable: list[PluginInfo] = []
    try:
        points = list(entry_points(group=GROUP))
    except Exception:  # one distribution's malformed entry_points.txt ends the call for all: ask them one by one
        points, seen = [], set()
        for distribution in distributions():
            name = distribution.name or ""
            normal = re.sub(r"[-_.]+", "-", name).casefold()
            if normal in seen:
                continue
            seen.add(normal)
            try:
                points += distribution.entry_points.select(group=GROUP)
            except Exception as raised:
                if GROUP in (distribution.read_text("entry_points.txt") or ""):
                    info = PluginInfo(name, name, distribution.version, "entry_points.txt")
                    error = plugin_error("plugin.import-failed", info, cause=cause_of(raised))
                    unreadable.append(replace(info, error=error))
    return found(points), unreadable


# --- all plugins together


def _merge(brought: Sequence[Brought]) -> Loaded:
    for given, key, id in (
        (lambda one: one.sets, lambda s: s.key, "plugin.set-twice"),
        (lambda one: one.procedures, lambda p: p.id, "plugin.procedure-twice"),
        (lambda one: one.assemblies, lambda a: a.id, "plugin.assembly-twice"),
        (lambda one: one.formats, lambda f: f.id, "plugin.format-twice"),
    ):
        _drop_doubles(brought, given, key, id)
    lay_over(brought)
    plugins = tuple(_described(one) for one in brought)
    order = sorted(range(len(plugins)), key=lambda i: (plugins[i].name, plugins[i].distribution or "", i))
    procedures = {p.id: p for p in sorted((p for one in brought for p in one.procedures), key=lambda p: p.id)}
    listed = tuple(plugins[i] for i in order)
    return Loaded(
        plugins=listed,
        sets=Sets([s for one in brought for s in one.sets], procedures, listed),
        procedures=procedures,
        rules=tuple(sorted((_bound(r, one) for one in brought for r in one.rules), key=lambda r: (r.id, r.plugin))),
        assemblies=tuple(sorted((a for one in brought for a in one.assemblies), key=lambda a: str(a.id))),
        formats=tuple(sorted((f for one in brought for f in one.formats), key=lambda f: str(f.id))),
    )


def _drop_doubles(
    brought: Sequence[Brought], given: Callable[[Brought], list[Any]], key: Callable[[Any], str], id: str
) -> None:
    """Takes away what several plugins give under one name and not alike, and says so in each of them."""
    owners: dict[str, list[tuple[Brought, Any]]] = {}
    for one in brought:
        for item in given(one):
            owners.setdefault(key(item), []).append((one, item))
    for name, every in owners.items():
        if len(every) == 1 or _alike([item for _, item in every]):
            continue
        those = [one for one, _ in every]
        plugins = tuple(dict.fromkeys(one.info.name for one in those))
        for one in those:
            given(one)[:] = [item for item in given(one) if key(item) != name]
        for one in dict.fromkeys(those):
            error = plugin_error(id, one.info, given=name, plugins=plugins)
            one.fail(error if id in ("plugin.assembly-twice", "plugin.format-twice") else replace(error, sets=(name,)))


def _alike(items: Sequence[Any]) -> bool:
    return all(item == items[0] for item in items[1:])


def _bound(rule: Any, one: Brought) -> BoundRule:
    """A rule runs for the sets that it names, else for those of its plugin."""
    named = tuple(getattr(rule, "sets", ()))
    return BoundRule(rule, one.info.name, named or tuple(sorted({s.id for s in one.sets})))


def _described(one: Brought) -> PluginInfo:
    return replace(
        one.info,
        sets=tuple(sorted(s.key for s in one.sets)),
        procedures=tuple(sorted(p.id for p in one.procedures)),
        rules=tuple(sorted(str(r.id) for r in one.rules)),
        assemblies=tuple(sorted(str(a.id) for a in one.assemblies)),
        formats=tuple(sorted(str(f.id) for f in one.formats)),
    )
