"""One plugin is loaded: registered, and each of its hooks called; what fails is contained and named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import pluggy

from ..model.standards import StandardSet
from ..words.nearest import nearest
from . import hookspecs
from .brought import Brought, Found, cause_of, plugin_error, set_file_error
from .data_file import DataFileError
from .installed import Assembly, OutputFormat, PluginError, PluginInfo

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

HOOKS = ("sapa_standard_sets", "sapa_procedures", "sapa_rules", "sapa_assemblies", "sapa_formats")  # in this order
Trace = Callable[[str], None]  # is told of each hook's call


def load(
    found: Found,
    manager: pluggy.PluginManager,
    *,
    asked: bool,
    hooks: Sequence[str] = HOOKS,
    trace: Trace | None = None,
) -> Brought:
    """What the plugin of an entry point brings by these hooks. asked: the user named it."""
    point, distribution, version = found
    brought = Brought(PluginInfo(point.name, distribution or None, version, point.value, asked))
    plugin, error = _register(point, manager, brought.info)
    noted = partial(_note, trace, brought.info)
    if error is not None:
        noted("-", f"not loaded: {error.said.id}")
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
        if hook not in hooks:
            continue
        try:
            items = _call(manager, hook, others, valid, expected)
        except _WrongReturn as wrong:
            noted(hook, f"wrong: {wrong.got}")
            brought.fail(plugin_error("plugin.wrong-return", brought.info, hook=hook, expected=expected, got=wrong.got))
        except (Exception, SystemExit) as raised:
            noted(hook, f"failed: {cause_of(raised)}")
            brought.fail(_hook_error(raised, hook, brought.info))
        else:
            if items:
                noted(hook, ", ".join(str(getattr(item, "key", item.id)) for item in items))
            cast("list[Any]", into).extend(items)
    if brought.info.error is not None:
        # Half of a plugin is not what its author meant: a set whose rules failed would be checked without them.
        lost = tuple(s.key for s in brought.sets)
        manager.unregister(plugin)
        brought.fail(replace(brought.info.error, sets=lost))
        for emptied in (brought.sets, brought.procedures, brought.rules, brought.assemblies, brought.formats):
            cast("list[Any]", emptied).clear()
    return brought


def _note(trace: Trace | None, info: PluginInfo, hook: str, gave: str) -> None:
    """Which hook of which plugin was called and what it gave."""
    if trace is not None:
        version = f" {info.version}" if info.version else ""
        trace(f"{info.name}{version}: {hook} -> {gave}")


def _register(
    point: EntryPoint, manager: pluggy.PluginManager, info: PluginInfo
) -> tuple[object | None, PluginError | None]:
    try:
        plugin = point.load()
    except (Exception, SystemExit) as raised:
        return None, plugin_error("plugin.import-failed", info, cause=cause_of(raised))
    if isinstance(plugin, type):
        # a class would be registered with hooks that want a `self`
        return None, plugin_error("plugin.not-a-module", info, got=plugin.__name__)
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
            return None, plugin_error("plugin.unknown-hook", info, hook=unknown[0], nearest=near)
        return None, plugin_error("plugin.refused", info, cause=cause_of(raised))
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
    return isinstance(item, Assembly) and bool(item.id) and bool(item.formats)


def _is_format(item: object) -> bool:
    return isinstance(item, OutputFormat) and bool(item.id) and callable(item.render)


def _hook_error(raised: BaseException, hook: str, info: PluginInfo) -> PluginError:
    if isinstance(raised, DataFileError):
        return set_file_error(raised, info)
    return plugin_error("plugin.hook-failed", info, hook=hook, cause=cause_of(raised))
