"""The languages in which Sapa speaks and writes, as core/data/languages.toml lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..shipped import shipped


@dataclass(frozen=True)
class Language:
    """What a language needs besides its sentences; the fields are explained in the file."""

    tag: str
    day: str
    cell: str
    sheet: str
    length: float
    recognition: tuple[str, ...]
    column: str


def _read() -> Mapping[str, Language]:
    raw = tomllib.loads(shipped("data", "languages.toml").read_text("utf-8"))
    return {id: Language(**{**entry, "recognition": tuple(entry["recognition"])}) for id, entry in raw.items()}


LANGUAGES = _read()
LANGS = tuple(LANGUAGES)
SOURCE = LANGS[0]  # in which everything is written first
TRANSLATED = frozenset(LANGS) - {SOURCE}

if TYPE_CHECKING:
    Lang = str
else:
    Lang = Literal[LANGS]  # data files are checked against this
