"""Messages are ids with arguments; the sentence is made last, in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

Lang = Literal["en", "ru", "kk"]
LANGS: tuple[Lang, ...] = ("en", "ru", "kk")
Value = str | int | float | None | tuple[str, ...] | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be said: the id of a template in core/locale and its named arguments."""

    id: str
    arguments: Mapping[str, Value] = field(default_factory=dict)


def message(id: str, /, **arguments: Value) -> Message:
    return Message(id, arguments)


@cache
def catalogue(lang: Lang) -> Mapping[str, str]:
    """Template by id, from core/locale/<lang>.toml; nested tables join their keys with a dot."""
    text = files(__package__).joinpath("locale", f"{lang}.toml").read_text("utf-8")
    return dict(_flat(tomllib.loads(text), ""))


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    entries: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            entries += _flat(value, f"{prefix}{key}.")
        else:
            entries.append((prefix + key, str(value)))
    return entries


def say(said: Message, lang: Lang = "en") -> str:
    """The sentence; a template missing in `lang` is taken from English."""
    template = catalogue(lang).get(said.id) or catalogue("en")[said.id]
    shown = {name: _shown(value) for name, value in said.arguments.items()}
    return template.format(**shown)


def _shown(value: Value) -> str:
    if value is None:
        return "–"
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return str(value)
