"""What reports are checked against, and how: one value for a report, a folder and a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model.programme_codes import Level
from ..model.standards import StandardSet
from ..reading import Ocr
from ..reading.tools import Tools
from ..rules import BoundRule
from .limits import Limits
from .limits import limits as limits_set

if TYPE_CHECKING:
    from ..loading.installed import Loaded


@dataclass(frozen=True)
class Settings:
    """sets: those that were asked for; none: each report's set is recognised among `known`.

    known  every loaded set, among which a report's set is recognised and its parts are told apart
    rules  those of plugins that one of the sets can ask for, each run for its plugin's sets
    level  of the programme, for rules that depend on it; None: each report tells it, or nothing does
    limits  of each file's reading
    form   file of the blank form that the reports were written in; "": the one that a set names, if any
    skip   ids of an editor's rules that are left out
    """

    sets: tuple[StandardSet, ...] = ()
    known: tuple[StandardSet, ...] = ()
    rules: tuple[BoundRule, ...] = ()
    tools: Tools = field(default_factory=Tools)
    ocr: Ocr = "auto"
    level: Level | None = None
    limits: Limits = field(default_factory=Limits)
    form: str = ""
    skip: tuple[str, ...] = ()


def settings(
    loaded: Loaded,
    tools: Tools,
    sets: Sequence[StandardSet] = (),
    *,
    ocr: Ocr = "auto",
    level: Level | None = None,
    limits: Limits | None = None,
    form: str = "",
    skip: Sequence[str] = (),
) -> Settings:
    """The settings of a check with what is installed. limits: None: those of the environment. Raises WrongLimit."""
    known, ids = tuple(loaded.sets.values()), {one.id for one in sets}
    rules = tuple(rule for rule in loaded.rules if not ids or not ids.isdisjoint(rule.sets))
    return Settings(tuple(sets), known, rules, tools, ocr, level, limits or limits_set(), form, tuple(skip))
