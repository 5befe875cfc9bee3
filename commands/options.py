"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ..core.words.languages import LANGS
from .tongue import SPOKEN, VARIABLE

_F = TypeVar("_F", bound=Callable[..., Any])


lang_option = click.option(
    "--lang",
    type=click.Choice(LANGS),
    envvar=VARIABLE,
    default=SPOKEN.get,
    help="Language of help, messages and output: English, Russian or Kazakh. Default: SAPA_LANG, the settings file, "
    "the system.",
)


sets_dir_option = click.option(
    "--sets-dir",
    "sets_dirs",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A folder with a set.toml, or with such folders: more standard sets. Repeatable.",
)


level_option = click.option(
    "--level",
    type=click.Choice(["bachelor", "master", "doctorate"]),
    help="Of the programme, for rules that depend on it (EUR-ACE). Default: as the report says.",
)


ocr_option = click.option(
    "--ocr",
    type=click.Choice(["auto", "never", "always"]),
    default="auto",
    show_default=True,
    help="Read scanned pages by tesseract.",
)


output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="Write here; the suffix says the format: .txt, .json, .html, ...",
)


fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="From which severity on findings give exit code 1.",
)


DAY = "YYYY-MM-DD"


class _File(click.Path):
    """A file to be read. A pipe or a device is none, which nobody waits for."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from ..core.whole import is_endless

        found = super().convert(value, param, ctx)
        if is_endless(str(found)):
            from ..core.words.messages import message, say

            self.fail(say(message("reading.no-file", path=str(found)), SPOKEN.get()), param, ctx)
        return found


EXISTING_FILE = _File()


def today_option(command: _F) -> _F:
    def day(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        from datetime import date

        return date.today() if value is None else value.date()

    option = click.option(
        "--today",
        metavar=DAY,
        type=click.DateTime(["%Y-%m-%d"]),
        callback=day,
        help="The day against which deadlines and waivers are held. Default: today.",
    )
    return option(command)


def result_format_option(command: _F) -> _F:
    """Of a result: plugins add formats, so the name is held against them once they are loaded."""
    shown = "[text|json|html|xlsx|csv|md|sarif|junit|...]"
    return click.option("--format", "format_", metavar=shown, help="Default: text. Plugins may add formats.")(command)


def format_option(*formats: str) -> Callable[[_F], _F]:
    return click.option("--format", "format_", type=click.Choice(formats), help="Default: text.")


def _together(*options: Callable[[_F], _F]) -> Callable[[_F], _F]:
    """Options that stand one after the other in several commands, as one."""

    def decorated(command: _F) -> _F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


reading_options = _together(ocr_option, sets_dir_option)  # of all that read reports against standards
sheet_options = _together(  # of what is compared, which can be written as sheets too
    format_option("text", "json", "html", "xlsx"),
    click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(),
        help="Write here; .txt, .json, .html or .xlsx says the format.",
    ),
    lang_option,
)
