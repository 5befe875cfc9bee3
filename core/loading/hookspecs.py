"""Every hook of Sapa.

A plugin is a module that the entry-point group `sapa.plugins` names; it marks its hooks so:

from sapa import hookimpl

@hookimpl
def sapa_standard_sets(): ...

What a hook returns is checked. A plugin whose hook fails is set aside and named; the others go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from ..model.procedures import Procedure
    from ..model.standards import StandardSet
    from ..rules import PluginRule
    from .installed import Assembly, OutputFormat

PROJECT = "sapa"
GROUP = "sapa.plugins"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def sapa_standard_sets() -> Sequence[StandardSet]:  # type: ignore[empty-body]
    """Called once when plugins are loaded. Return the plugin's standard sets, as `sapa.read_set` reads them."""


@hookspec
def sapa_procedures() -> Sequence[Procedure]:  # type: ignore[empty-body]
    """Called when plugins are loaded for what may need a procedure; a report alone needs none. Return the plugin's
    procedures, as `sapa.read_procedure` reads them."""


@hookspec
def sapa_rules() -> Sequence[PluginRule]:  # type: ignore[empty-body]
    """Called once when plugins are loaded. Return the plugin's rules (`sapa.PluginRule`): run with its sets."""


@hookspec
def sapa_assemblies() -> Sequence[Assembly]:  # type: ignore[empty-body]
    """Called once when plugins are loaded. Return what `sapa assemble` can make; the `id` of each is its NAME."""


@hookspec
def sapa_formats() -> Sequence[OutputFormat]:  # type: ignore[empty-body]
    """Called once when plugins are loaded. Return further formats of `sapa check`; the `id` of each is its --format."""
