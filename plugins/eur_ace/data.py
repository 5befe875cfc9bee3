"""What the rules compare a report with, as learning_areas.toml states it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from ...core.model.programme_codes import Level
from ...core.model.standards import Titles
from ...core.words.languages import TRANSLATED


@dataclass(frozen=True)
class Area:
    """A learning area. expected: what the appendix is about there, by level; replaced_by: areas of the newer scheme."""

    id: str
    titles: Titles
    names: tuple[str, ...]  # titles and aliases of all languages
    expected: Mapping[str, Titles]
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """The areas of one edition. own: ids of the areas that only this scheme has."""

    id: str
    areas: tuple[Area, ...]
    own: tuple[str, ...]
    certainty: str
    source: str


@dataclass(frozen=True)
class LevelData:
    """appendix: its letter, "" where there is none; words: stems by which a text names the level."""

    level: Level
    appendix: str
    codes: tuple[str, ...]
    old_codes: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Workload:
    """least: credits of the whole programme; certainty: "seen" or "remembered"."""

    level: Level
    least: int
    rule: str
    certainty: str
    source: str


@dataclass(frozen=True)
class LabelKind:
    spellings: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Fields:
    """Fields of education, two digits each: those of engineering, and those where a programme may be engineering."""

    engineering: tuple[str, ...]
    maybe: tuple[str, ...]


@dataclass(frozen=True)
class Data:
    schemes: tuple[Scheme, ...]  # the newest first
    levels: tuple[LevelData, ...]
    workload: tuple[Workload, ...]
    labels: tuple[LabelKind, ...]
    words: Mapping[str, tuple[str, ...]]
    fields: Fields

    def areas(self) -> Mapping[str, Area]:
        """Every area of every scheme by id."""
        return {area.id: area for scheme in reversed(self.schemes) for area in scheme.areas}

    def level(self, level: str) -> LevelData:
        return next(one for one in self.levels if one.level == level)


@cache
def load() -> Data:
    raw = tomllib.loads(Path(__file__).with_name("learning_areas.toml").read_text("utf-8"))
    return Data(
        schemes=_schemes(raw["schemes"]),
        levels=tuple(
            LevelData(
                cast(Level, level),
                one["appendix"],
                tuple(one["codes"]),
                tuple(one["old_codes"]),
                tuple(word for words in one["words"].values() for word in words),
            )
            for level, one in raw["levels"].items()
        ),
        workload=tuple(Workload(**one) for one in raw["workload"]),
        labels=tuple(LabelKind(tuple(one["spellings"]), tuple(one["words"])) for one in raw["labels"]),
        fields=Fields(tuple(raw["fields"]["engineering"]), tuple(raw["fields"]["maybe"])),
        words={
            meaning: tuple(word for words in by_language.values() for word in words)
            for meaning, by_language in raw["words"].items()
        },
    )


def _schemes(raw: list[dict[str, Any]]) -> tuple[Scheme, ...]:
    schemes: dict[str, Scheme] = {}
    for entry in raw:
        own = tuple(_area(area) for area in entry["areas"])
        shared: tuple[Area, ...] = ()
        if taken := entry.get("areas_of"):
            known = {area.id: area for area in schemes[taken["scheme"]].areas}
            shared = tuple(known[id] for id in taken["ids"])
        ids = tuple(area.id for area in own)
        schemes[entry["id"]] = Scheme(entry["id"], (*shared, *own), ids, entry["certainty"], entry["source"])
    return tuple(schemes.values())


def _area(raw: dict[str, Any]) -> Area:
    titles = Titles(raw["titles"], TRANSLATED)
    expected: dict[str, Titles] = {
        level: Titles(raw[level], TRANSLATED) for level in ("bachelor", "master") if level in raw
    }
    names = (*titles.all(), *raw.get("aliases", ()))
    return Area(raw["id"], titles, tuple(dict.fromkeys(names)), expected, tuple(raw.get("replaced_by", ())))
