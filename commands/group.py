"""A group of commands that speaks the user's language and names the nearest ones to a name that it does not know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from .tongue import SPOKEN, said, spoken

_WHOLE = 200  # characters of the first sentence of a help text


class Commands(click.Group):
    """Names the commands nearest to one that is not known; its commands' help is in the language that is spoken.

    modules: by the name of a command the module of this package that has it, imported when it is asked for
    """

    def __init__(self, *arguments: Any, modules: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._modules = modules or {}

    def known(self) -> Sequence[str]:
        """Names of the commands that are found without loading anything."""
        return list({**self._modules, **self.commands})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.known())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._modules and cmd_name not in self.commands:
            self.add_command(getattr(import_module(f".{self._modules[cmd_name]}", __package__), cmd_name))
        found = super().get_command(ctx, cmd_name)
        return None if found is None else spoken(found, SPOKEN.get())

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click's own, but what a command does is wrapped and never cut off."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, one.get_short_help_str(_WHOLE)) for name, one in found if one is not None and not one.hidden]
        if rows:
            with formatter.section(said("Commands")):
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from ..core.words.messages import Message, say
            from ..core.words.nearest import nearest

            known = self.list_commands(ctx)
            meant = tuple(nearest(args[0], known))
            arguments = {"name": args[0], "nearest": meant or None, "known": None if meant else tuple(known)}
            raise click.UsageError(say(Message("cli.no-command", arguments), SPOKEN.get()), ctx)
        return super().resolve_command(ctx, args)
