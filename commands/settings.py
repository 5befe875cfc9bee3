"""What people set once: a file with values for options, given to click as its default_map (docs/settings.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..core.whole import is_file
from .group import Commands
from .said import refuse

if TYPE_CHECKING:
    from ..core.words.messages import Lang

VARIABLE = "SAPA_SETTINGS"
NAME = "settings.toml"


def place() -> Path | None:
    """The file, whether it is there or not; None where the variable says that there is none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    return Path(click.get_app_dir("sapa")) / NAME


def read(lang: Lang) -> Mapping[str, Any]:
    """Values by option, and by command in tables. lang: of what is said where the file is at fault."""
    file = place()
    if file is None or not is_file(file):
        if file is not None and os.environ.get(VARIABLE):
            refuse("settings.none", lang, path=str(file))
        return {}
    from ..core.whole import toml

    try:
        return toml(file.read_text("utf-8-sig"))
    except OSError as error:
        refuse("settings.wrong", lang, path=str(file), cause=error.strerror or type(error).__name__)
    except (ValueError, RecursionError) as error:  # no UTF-8, no TOML, brackets in brackets without end
        refuse("settings.wrong", lang, path=str(file), cause=" ".join(str(error).split()))


def defaults(settings: Mapping[str, Any], group: Commands, lang: Lang) -> dict[str, Any]:
    """click's default_map: what stands above all tables for every command that has such an option, then its table.

    A name that no command and no option bears is refused: it would change nothing, and nobody would know.
    """
    made, taken = _of_group(settings, {}, group, lang)
    for key in settings:
        if key not in taken:
            _refuse(key, _names(group), lang)
    return made


def _of_group(
    table: Mapping[str, Any], above: Mapping[str, Any], group: Commands, lang: Lang
) -> tuple[dict[str, Any], set[str]]:
    """The map of a group, and the keys of its table that mean something."""
    values = {**above, **{key: value for key, value in table.items() if not isinstance(value, dict)}}
    tables = {key: value for key, value in table.items() if isinstance(value, dict)}
    made: dict[str, Any] = {}
    taken = _options(group, values, made)
    for name in dict.fromkeys((*group.known(), *tables)):
        command = group.get_command(click.Context(group), name)
        if command is None:
            continue
        own = tables.get(name, {})
        taken |= {name} if name in tables else set()
        if isinstance(command, Commands):
            made[name], inside = _of_group(own, values, command, lang)
            taken |= inside & set(values)
        else:
            made[name] = {}
            taken |= _options(command, values, made[name])
            for key in own.keys() - _options(command, own, made[name]):
                _refuse(f"{name}.{key}", [f"{name}.{one}" for one in _long(command)], lang)
    return made, taken


def _options(command: click.Command, values: Mapping[str, Any], into: dict[str, Any]) -> set[str]:
    """Puts the values of a command's options into its map, by the names that click has for them."""
    known = _long(command)
    into.update({known[key]: value for key, value in values.items() if key in known})
    return known.keys() & values.keys()


def _long(command: click.Command) -> dict[str, str]:
    """fail-on -> fail_on: what people write and what click calls it."""
    return {
        name.removeprefix("--"): one.name
        for one in command.params
        if isinstance(one, click.Option) and one.name is not None
        for name in one.opts
        if name.startswith("--")
    }


def _names(group: Commands) -> list[str]:
    names = dict.fromkeys(group.known())
    for name in group.known():
        command = group.get_command(click.Context(group), name)
        names.update(dict.fromkeys(_long(command) if command is not None else ()))
    return list(names)


def _refuse(key: str, known: list[str], lang: Lang) -> None:
    from ..core.words.nearest import nearest

    refuse("settings.unknown", lang, path=str(place()), key=key, nearest=nearest(key, known) or None)
