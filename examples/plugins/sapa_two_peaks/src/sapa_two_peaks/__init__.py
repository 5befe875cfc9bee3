"""Two Peaks: a standard set for Sapa, and a rule of its own."""

from pathlib import Path

from sapa import PluginRule, StandardSet, hookimpl, read_set


@hookimpl
def sapa_standard_sets() -> list[StandardSet]:
    return [read_set(Path(__file__).with_name("set.toml"))]


@hookimpl
def sapa_rules() -> list[PluginRule]:
    from .rules import RULES  # only when rules are wanted

    return RULES
