"""`sapa plugins`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .given import installed
from .options import format_option, lang_option, sets_dir_option
from .said import print_lines, record_lang, refusing, write

if TYPE_CHECKING:
    from ..core.words.messages import Lang


@click.command(short_help="Installed plugins, and why a broken one is broken.")
@format_option("text", "json")
@lang_option
@sets_dir_option
def plugins(format_: str | None, lang: Lang, sets_dirs: tuple[Path, ...]) -> None:
    """Installed plugins, what each brings, and why a broken one is broken.

    A broken plugin is listed with its cause and does not stop the others: exit code 0.
    """
    from ..core.reporting import plugins as shown

    with refusing(lang):
        every = installed(sets_dirs).plugins
    if format_ == "json":
        write(shown.render_json(every, record_lang(format_, lang)), None, lang)
    else:
        print_lines(lambda width: shown.lines(every, lang, width=width), None, lang)
