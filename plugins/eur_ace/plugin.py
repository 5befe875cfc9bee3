"""The clauses of EAFSG that a programme answers for the EUR-ACE label."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from ...core.hookspecs import hookimpl
from ...core.rules import PluginRule
from ...core.standards import StandardSet


@hookimpl
def sapa_standard_sets() -> Sequence[StandardSet]:
    from ...core.set_file import read_set  # pydantic: only when sets are wanted

    return [read_set(files(__package__) / "set.toml")]


@hookimpl
def sapa_rules() -> Sequence[PluginRule]:
    from .rules import RULE

    return [RULE]
