"""A group of commands that names the nearest ones to a name that it does not know."""

from __future__ import annotations

import click


class Commands(click.Group):
    """Names the commands nearest to one that is not known."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from ..core.words.nearest import nearest

            known = self.list_commands(ctx)
            meant = ", ".join(nearest(args[0], known))
            hint = f"Did you mean {meant}?" if meant else f"There are: {', '.join(known)}."
            raise click.UsageError(f"No such command {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)
