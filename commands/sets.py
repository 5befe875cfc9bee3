"""`sapa sets`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .given import choose, load
from .group import Commands
from .options import format_option, lang_option, sets_dir_option
from .said import NOT_DONE, print_lines, write

if TYPE_CHECKING:
    from ..core.words.messages import Lang


@click.group(cls=Commands)
def sets() -> None:
    """Standard sets: list, show, validate."""


@sets.command("list")
@format_option("text", "json")
@lang_option
@sets_dir_option
def sets_list(format_: str | None, lang: Lang, sets_dirs: tuple[Path, ...]) -> None:
    """All standard sets that are installed."""
    from ..core.reporting import sets as shown

    every = load(sets_dirs, lang).sets.every
    if format_ == "json":
        write(shown.list_json(every, lang), None, lang)
    else:
        print_lines(lambda width: shown.list_lines(every, lang, width=width), None, lang)


@sets.command("show")
@click.argument("id", metavar="ID")
@format_option("text", "json")
@lang_option
@sets_dir_option
def sets_show(id: str, format_: str | None, lang: Lang, sets_dirs: tuple[Path, ...]) -> None:
    """One set: its standards, criteria and their mapping to the ESG.

    ID as `sapa sets list` shows it, with or without edition.
    """
    from ..core.reporting import sets as shown

    for standards in choose(load(sets_dirs, lang), [id], lang):
        if format_ == "json":
            write(shown.set_json(standards, lang), None, lang)
        else:
            print_lines(lambda width, one=standards: shown.set_lines(one, lang, width=width), None, lang)  # type: ignore[misc]


@sets.command("validate")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@lang_option
@click.pass_context
def sets_validate(ctx: click.Context, path: Path, lang: Lang) -> None:
    """Is this set.toml (or the one in this folder) right? Names all its faults at once."""
    from ..core.loading.set_file import FILE_NAME, SetFileError, read_set
    from ..core.words.messages import message, say

    file = path / FILE_NAME if path.is_dir() else path
    try:
        found = read_set(file)
    except SetFileError as error:
        for problem in error.problems:
            where = f"{problem.path} ({problem.at})" if problem.at else problem.path
            click.echo(": ".join(part for part in (str(file), where, say(problem.said, lang)) if part))
        click.echo(f"sapa: {say(message('cli.set-faults', file=str(file), count=len(error.problems)), lang)}", err=True)
        ctx.exit(NOT_DONE)
    from ..core.reporting.sets import mappings

    counts = {"standards": len(found.standards), "criteria": len(found.criteria), "mappings": mappings(found)}
    click.echo(say(message("cli.set-valid", file=str(file), set=f"{found.id}@{found.edition}", **counts), lang))
