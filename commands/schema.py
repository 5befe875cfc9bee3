"""`sapa schema`."""

from __future__ import annotations

import click

from .said import refuse


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
        click.echo(folder.joinpath(f"{name}.schema.json").read_text("utf-8"), nl=False)
    else:
        from ..core.words.nearest import nearest

        refuse("cli.unknown-schema", "en", name=name, nearest=nearest(name, known) or tuple(known))
