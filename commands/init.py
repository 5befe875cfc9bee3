"""`sapa init`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .given import load
from .options import lang_option, sets_dir_option
from .said import answer, refuse

if TYPE_CHECKING:
    from ..core.words.messages import Lang


@click.command(
    short_help="Write a commented sapa.toml for a case.",
    epilog="""\b
Examples:
  sapa init                                     in this folder
  sapa init "Example University" --procedure programme""",
)
@click.argument("folder", metavar="[FOLDER]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--procedure", metavar="ID", help="As `sapa plugins` lists them. Default: institutional.")
@lang_option
@sets_dir_option
def init(folder: Path, procedure: str | None, lang: Lang, sets_dirs: tuple[Path, ...]) -> None:
    """Writes a commented sapa.toml, to be filled in: the case that `sapa check FOLDER` checks.

    The folder is made where it is not there. A sapa.toml that is there is never overwritten.
    """
    from ..core.loading.case_file import template
    from ..core.model.case import FILE_NAME
    from ..core.words.nearest import nearest

    procedures = load(sets_dirs, lang).procedures
    name = procedure or ("institutional" if "institutional" in procedures else next(iter(procedures), ""))
    if name not in procedures:
        refuse("data-file.unknown", lang, name=name, nearest=nearest(name, procedures) or tuple(procedures) or None)
    file = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(template(procedures[name], lang))
    except FileExistsError:
        refuse("case.exists", lang, path=str(file))
    except OSError as error:
        refuse("cli.cannot-write", lang, path=str(file), cause=error.strerror or type(error).__name__)
    from ..core.words.messages import message

    answer(message("case.written", path=str(file), folder=_as_argument(str(folder))), lang)


def _as_argument(path: str) -> str:
    """A path as it is typed at a prompt, in quotation marks where it needs them; every system's prompt takes these."""
    return path if re.fullmatch(r"[\w./\\:@%+=-]+", path) else f'"{path}"'
