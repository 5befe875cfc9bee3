"""The rating scale of an expert report: from core/data/ratings.toml, or a procedure's own."""

from __future__ import annotations

import tomllib
from functools import cache

from ..model.procedures import Procedure, Rating
from ..model.standards import Titles
from ..shipped import shipped


@cache
def load_scale() -> tuple[Rating, ...]:
    """The usual scale, the best value first."""
    raw = tomllib.loads(shipped("data", "ratings.toml").read_text("utf-8"))
    unverified = frozenset(raw["unverified"])
    scale = [
        Rating(entry["key"], entry["rank"], Titles(entry["titles"], unverified), tuple(entry["spellings"]))
        for entry in raw["ratings"]
    ]
    return tuple(sorted(scale, key=lambda rating: -rating.rank))


def scale_of(procedure: Procedure | None) -> tuple[Rating, ...]:
    """The procedure's own scale where it states one, else the usual one; the best value first."""
    if procedure is not None and procedure.ratings:
        return tuple(sorted(procedure.ratings, key=lambda rating: -rating.rank))
    return load_scale()
