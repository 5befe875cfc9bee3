"""Loads plugins one at a time: what fails is contained and named, what remains works.

Two plugins that give a set of the same id and edition, or a procedure of the same id: if they are equal, it is one.
If they differ, neither is taken, since nothing says which one is meant; both plugins are named, and asking for it fails
with that cause.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pluggy

from ..model.standards import StandardSet
from ..rules import BoundRule
from ..version import __version__
from ..words.messages import message
from ..words.nearest import nearest
from . import hookspecs
from .data_file import DataFileError
from .installed import Loaded, PluginError, PluginInfo, Sets, UnknownPlugin, Wanted

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from ..model.procedures import Procedure
    from .overlay import Overlay

GROUP = hookspecs.GROUP
TEXTS = "texts.toml"  # as overlay.FILE_NAME
HOOKS = ("sapa_standard_sets", "sapa_procedures", "sapa_rules", "sapa_assemblies", "sapa_formats")
OWN = "sapa"  # the distribution whose plugins are always loaded
TRACE = "SAPA_TRACE"  # in the environment: whether each hook's call is told on stderr


def load_plugins(
    sets_dirs: Sequence[Path] = (), *, only: Sequence[str] | None = None, others: Sequence[str] | None = None
) -> Loaded:
    """Every installed plugin, or those that are named, and the sets of the folders.

    only    names of plugins, no others are loaded
    others  names of the plugins of others that are wanted beside Sapa's own

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
        brought = [_load(point, manager, asked=only is not None) for point in points]
        brought += [_Brought(info) for info in unreadable]
        for folder in dict.fromkeys(sets_dirs):
            brought += _load_folder(folder)
    return replace(_merge(brought), wanted=wanted)


def _narrowed(points: Sequence[EntryPoint], wanted: Wanted) -> list[EntryPoint]:
    """Those that are wanted. Raises UnknownPlugin."""
    known = [point.name for point in points]
    names = wanted.only if wanted.only is not None else wanted.others or ()
    for name in names:
        if name not in known:
            raise UnknownPlugin(name, nearest(name, known))
    own = wanted.only is None
    return [point for point in points if point.name in names or (own and _distribution(point) == OWN)]


def _entry_points() -> tuple[list[EntryPoint], list[PluginInfo]]:
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
                    error = _error("plugin.import-failed", info, cause=_cause(raised))
                    unreadable.append(replace(info, error=error))
    return sorted(points, key=lambda point: (point.name, _distribution(point), point.value)), unreadable


# --- one plugin


@dataclass(eq=False)
class _Brought:
    """A plugin and what its hooks returned, before it is compared with the others."""

    info: PluginInfo
    sets: list[StandardSet] = field(default_factory=list)
    procedures: list[Procedure] = field(default_factory=list)
    rules: list[Any] = field(default_factory=list)
    assemblies: list[Any] = field(default_factory=list)
    formats: list[Any] = field(default_factory=list)
    overlays: list[Overlay] = field(default_factory=list)

    def fail(self, error: PluginError) -> None:
        before = self.info.error
        if before is None:
            self.info = replace(self.info, error=error)
        else:  # the first cause stays; later ones only add the sets they take away
            self.info = replace(self.info, error=replace(before, sets=(*before.sets, *error.sets)))


def _load(point: EntryPoint, manager: pluggy.PluginManager, *, asked: bool) -> _Brought:
    version = point.dist.version if point.dist else None
    brought = _Brought(PluginInfo(point.name, _distribution(point) or None, version, point.value, asked))
    plugin, error = _register(point, manager, brought.info)
    if error is not None:
        _trace(brought.info, "-", f"not loaded: {error.said.id}")
        brought.fail(error)
        return brought
    others = [other for other in manager.get_plugins() if other is not plugin]
    for hook, into, valid, expected in (
        ("sapa_standard_sets", brought.sets, _is_set, "StandardSet"),
        ("sapa_procedures", brought.procedures, _is_procedure, "Procedure"),
        ("sapa_rules", brought.rules, _is_rule, "PluginRule"),
        ("sapa_assemblies", brought.assemblies, _is_assembly, "Assembly"),
        ("sapa_formats", brought.formats, _is_format, "OutputFormat"),
    ):
        try:
            items = _call(manager, hook, others, valid, expected)
        except _WrongReturn as wrong:
            _trace(brought.info, hook, f"wrong: {wrong.got}")
            brought.fail(_error("plugin.wrong-return", brought.info, hook=hook, expected=expected, got=wrong.got))
        except (Exception, SystemExit) as raised:
            _trace(brought.info, hook, f"failed: {_cause(raised)}")
            brought.fail(_hook_error(raised, hook, brought.info))
        else:
            if items:
                _trace(brought.info, hook, ", ".join(str(getattr(item, "key", item.id)) for item in items))
            cast("list[Any]", into).extend(items)
    if brought.info.error is not None:
        # Half of a plugin is not what its author meant: a set whose rules failed would be checked without them.
        lost = tuple(s.key for s in brought.sets)
        manager.unregister(plugin)
        brought.fail(replace(brought.info.error, sets=lost))
        for emptied in (brought.sets, brought.procedures, brought.rules, brought.assemblies, brought.formats):
            cast("list[Any]", emptied).clear()
    return brought


def _trace(info: PluginInfo, hook: str, gave: str) -> None:
    """Which hook of which plugin was called and what it gave, where the environment asks for it."""
    if os.environ.get(TRACE, "") not in ("", "0"):
        version = f" {info.version}" if info.version else ""
        print(f"sapa: trace: {info.name}{version}: {hook} -> {gave}", file=sys.stderr)


def _register(
    point: EntryPoint, manager: pluggy.PluginManager, info: PluginInfo
) -> tuple[object | None, PluginError | None]:
    try:
        plugin = point.load()
    except (Exception, SystemExit) as raised:
        return None, _error("plugin.import-failed", info, cause=_cause(raised))
    if isinstance(plugin, type):
        # a class would be registered with hooks that want a `self`
        return None, _error("plugin.not-a-module", info, got=plugin.__name__)
    name = f"{info.distribution}:{info.name}:{info.origin}"
    try:
        manager.register(plugin, name)
        manager.check_pending()
    except (Exception, SystemExit) as raised:
        # pluggy keeps a plugin registered whose hooks it has just refused
        if manager.get_plugin(name) is plugin:
            manager.unregister(plugin, name)
        unknown = [hook for hook in _hooks_of(plugin) if hook not in HOOKS]
        if unknown:
            near = nearest(unknown[0], HOOKS) or None
            return None, _error("plugin.unknown-hook", info, hook=unknown[0], nearest=near)
        return None, _error("plugin.refused", info, cause=_cause(raised))
    return plugin, None


def _hooks_of(plugin: object) -> list[str]:
    """Names of the functions that a plugin marks as hooks."""
    marked = ((name, getattr(getattr(plugin, name, None), f"{hookspecs.PROJECT}_impl", None)) for name in dir(plugin))
    return [options.get("specname") or name for name, options in marked if isinstance(options, dict)]


class _WrongReturn(Exception):
    def __init__(self, got: str) -> None:
        super().__init__(got)
        self.got = got


def _call(
    manager: pluggy.PluginManager, hook: str, others: Sequence[object], valid: Callable[[object], bool], expected: str
) -> list[Any]:
    """What one plugin's hook gives; the others are left out of the call."""
    results = manager.subset_hook_caller(hook, others)()
    items: list[Any] = []
    for result in results:
        if isinstance(result, str | bytes | Mapping) or not hasattr(result, "__iter__"):
            raise _WrongReturn(type(result).__name__)
        for item in result:
            if not valid(item):
                raise _WrongReturn(f"{type(result).__name__}[{type(item).__name__}]")
            items.append(item)
    return items


def _is_set(item: object) -> bool:
    return isinstance(item, StandardSet) and bool(item.id) and bool(item.edition) and bool(item.standards)


def _is_procedure(item: object) -> bool:
    from ..model.procedures import Procedure

    return isinstance(item, Procedure) and bool(item.id) and bool(item.sets)


def _is_rule(item: object) -> bool:
    id = getattr(item, "id", None)
    return isinstance(id, str) and bool(id) and callable(getattr(item, "check", None))


def _is_assembly(item: object) -> bool:
    from .installed import Assembly

    return isinstance(item, Assembly) and bool(item.id) and bool(item.formats)


def _is_format(item: object) -> bool:
    from .installed import OutputFormat

    return isinstance(item, OutputFormat) and bool(item.id) and callable(item.render)


def _hook_error(raised: BaseException, hook: str, info: PluginInfo) -> PluginError:
    if isinstance(raised, DataFileError):
        return _set_file_error(raised, info)
    return _error("plugin.hook-failed", info, hook=hook, cause=_cause(raised))


def _set_file_error(raised: Any, info: PluginInfo) -> PluginError:
    listed = tuple((problem.path, problem.at, problem.said) for problem in raised.problems)
    error = _error("plugin.set-file", info, file=raised.file, count=len(listed))
    return replace(error, problems=listed, sets=(key,) if (key := getattr(raised, "set_key", None)) else ())


def _error(id: str, info: PluginInfo, **arguments: Any) -> PluginError:
    return PluginError(message(id, plugin=info.name, version=info.version, sapa=__version__, **arguments))


def _cause(raised: BaseException) -> str:
    """The exception in one line."""
    text = " ".join(str(raised).split())
    return f"{type(raised).__name__}: {text}" if text else type(raised).__name__


def _distribution(point: EntryPoint) -> str:
    return point.dist.name if point.dist else ""


# --- folders


def _load_folder(folder: Path) -> list[_Brought]:
    """The sets of one --sets-dir: its own set.toml, else those of its subfolders."""
    info = PluginInfo(folder.resolve().name or str(folder), None, None, str(folder), asked=True)
    if not folder.is_dir():
        return [_Brought(replace(info, error=_error("plugin.no-folder", info, folder=str(folder))))]
    if (folder / "set.toml").is_file():
        files = [folder / "set.toml"]
    else:
        files = sorted(file for file in folder.glob("*/set.toml") if file.is_file())
    overlays = [file for file in (folder / TEXTS, *sorted(folder.glob(f"*/{TEXTS}"))) if file.is_file()]
    if not files and not overlays:
        return [_Brought(replace(info, error=_error("plugin.no-sets", info, folder=str(folder))))]
    return [_load_overlay(file) for file in overlays] + [_load_file(file, asked=len(files) == 1) for file in files]


def _load_overlay(file: Path) -> _Brought:
    from .overlay import read_overlay

    info = PluginInfo(file.parent.resolve().name, None, None, str(file.parent), asked=True)
    try:
        return _Brought(info, overlays=[read_overlay(file)])
    except DataFileError as raised:
        return _Brought(replace(info, error=_set_file_error(raised, info)))


def _lay_over(brought: Sequence[_Brought]) -> None:
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
                            one.fail(_set_file_error(raised, one.info))
            if not found:
                key = f"{overlay.set}@{overlay.edition}" if overlay.edition else overlay.set
                one.fail(_error("plugin.overlay-of-nothing", one.info, file=overlay.file, set=key))


def _load_file(file: Path, *, asked: bool) -> _Brought:
    """The set of the file and the procedure beside it.

    asked: it is all that the folder holds; one faulty set of several is named and set aside.
    """
    from .procedure_file import FILE_NAME, read_procedure
    from .set_file import SetFileError, read_set

    one = _Brought(PluginInfo(file.parent.resolve().name, None, None, str(file.parent), asked))
    try:
        one.sets.append(read_set(file))
    except SetFileError as raised:
        one.fail(_set_file_error(raised, one.info))
    procedure = file.with_name(FILE_NAME)
    try:
        if procedure.is_file():
            one.procedures.append(read_procedure(procedure))
    except DataFileError as raised:
        one.fail(_set_file_error(raised, one.info))
    return one


# --- all plugins together


def _merge(brought: Sequence[_Brought]) -> Loaded:
    for given, key, id in (
        (lambda one: one.sets, lambda s: s.key, "plugin.set-twice"),
        (lambda one: one.procedures, lambda p: p.id, "plugin.procedure-twice"),
        (lambda one: one.assemblies, lambda a: a.id, "plugin.assembly-twice"),
        (lambda one: one.formats, lambda f: f.id, "plugin.format-twice"),
    ):
        _drop_doubles(brought, given, key, id)
    _lay_over(brought)
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
    brought: Sequence[_Brought], given: Callable[[_Brought], list[Any]], key: Callable[[Any], str], id: str
) -> None:
    """Takes away what several plugins give under one name and not alike, and says so in each of them."""
    owners: dict[str, list[tuple[_Brought, Any]]] = {}
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
            error = _error(id, one.info, given=name, plugins=plugins)
            one.fail(error if id in ("plugin.assembly-twice", "plugin.format-twice") else replace(error, sets=(name,)))


def _alike(items: Sequence[Any]) -> bool:
    return all(item == items[0] for item in items[1:])


def _bound(rule: Any, one: _Brought) -> BoundRule:
    """A rule runs for the sets that it names, else for those of its plugin."""
    named = tuple(getattr(rule, "sets", ()))
    return BoundRule(rule, one.info.name, named or tuple(sorted({s.id for s in one.sets})))


def _described(one: _Brought) -> PluginInfo:
    return replace(
        one.info,
        sets=tuple(sorted(s.key for s in one.sets)),
        procedures=tuple(sorted(p.id for p in one.procedures)),
        rules=tuple(sorted(str(r.id) for r in one.rules)),
        assemblies=tuple(sorted(str(a.id) for a in one.assemblies)),
        formats=tuple(sorted(str(f.id) for f in one.formats)),
    )
