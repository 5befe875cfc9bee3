"""The clauses of EAFSG that a programme answers for the EUR-ACE label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ... import Context, Finding, Overview, PluginRule, StandardSet, hookimpl, read_set


@hookimpl
def sapa_standard_sets() -> Sequence[StandardSet]:
    return [read_set(Path(__file__).with_name("set.toml"))]


@hookimpl
def sapa_rules() -> Sequence[PluginRule]:
    return [PluginRule("eur-ace-appendix", _check, ("eur-ace",))]


def _check(context: Context) -> Iterable[Finding | Overview]:
    from .rules import check  # only where a report is checked against this set

    return check(context)
