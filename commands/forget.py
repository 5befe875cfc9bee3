"""`sapa forget`."""

from __future__ import annotations

import click

from .options import lang_option
from .said import refusing, tell


@click.command(short_help="Empties what `sapa check --resume` keeps.")
@lang_option
def forget(lang: str) -> None:
    """Removes the results that `sapa check --resume` keeps in your cache folder."""
    from .. import api
    from ..core.words.messages import message

    with refusing(lang):
        size = api.forget()
    tell(message("resume.forgotten", size=size), lang)
