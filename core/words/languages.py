"""The languages in which Sapa speaks and writes, as core/data/languages.toml lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..shipped import Tables


class Language(NamedTuple):
    """What a language needs besides its sentences; the fields are explained in the file."""

    tag: str
    day: str
    cell: str
    sheet: str
    length: float
    recognition: tuple[str, ...]
    column: str


_TABLES = Tables("data", "languages.toml")
LANGS = tuple(_TABLES)
SOURCE = LANGS[0]  # in which everything is written first
TRANSLATED = frozenset(LANGS) - {SOURCE}

if TYPE_CHECKING:
    Lang = str
else:
    Lang = Literal[LANGS]  # data files are checked against this


@cache
def all_languages() -> Mapping[str, Language]:
    """Each language by its id, in the order of the file."""
    return {id: Language(**{**facts, "recognition": tuple(facts["recognition"])}) for id, facts in _TABLES.items()}
