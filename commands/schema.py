"""`sapa schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .said import refuse
from .tongue import SPOKEN

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_USED = {"cases": ("check",)}  # schemas that a schema refers to; they are given with it


@click.command(short_help="The JSON Schema of an output or data file.")
@click.argument("name", metavar="[NAME]", required=False)
def schema(name: str | None) -> None:
    """The JSON Schema of an output or data file; without NAME the names there are."""
    from ..core.shipped import shipped

    folder = shipped("schemas")
    known = sorted(item.name.removesuffix(".schema.json") for item in folder.iterdir() if item.name.endswith(".json"))
    if name is None:
        click.echo("\n".join(known))
    elif name in known:
        click.echo(_bundled(name, folder), nl=False)
    else:
        from ..core.words.nearest import nearest

        refuse("cli.unknown-schema", SPOKEN.get(), name=name, nearest=nearest(name, known) or tuple(known))


def _bundled(name: str, folder: Traversable) -> str:
    """The schema's text, with those that it refers to."""
    import json

    text = folder.joinpath(f"{name}.schema.json").read_text("utf-8")
    if name not in _USED:
        return text
    used = {one: json.loads(folder.joinpath(f"{one}.schema.json").read_text("utf-8")) for one in _USED[name]}
    return json.dumps({**json.loads(text), "$defs": used}, ensure_ascii=False, indent=2) + "\n"
