"""`sapa verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .given import load, waivers_of
from .options import EXISTING_FILE, lang_option, sets_dir_option
from .said import answer, put_line, refusing

if TYPE_CHECKING:
    from ..core.words.messages import Lang


@click.command(
    short_help="Makes a JSON result once more: is it the same to the byte?",
    epilog="""\b
Exit code:
  0  the same bytes
  1  something has changed since; what, is said
  2  it could not be made once more: no result, a report or a set that is gone
\b
Example:
  sapa check report.docx -o result.json; sapa verify result.json""",
)
@click.argument("result", metavar="RESULT", type=click.Path(path_type=Path))
@click.option("--waivers", "waivers_file", metavar="FILE", type=EXISTING_FILE, help="Those with which it was made.")
@lang_option
@sets_dir_option
@click.pass_context
def verify(
    ctx: click.Context, result: Path, waivers_file: Path | None, lang: Lang, sets_dirs: tuple[Path, ...]
) -> None:
    """Does the same with the same files and settings, and compares byte by byte with RESULT.

    RESULT is what `sapa check`, `compare`, `parity` or `review` wrote with --format json, of reports, a case or several
    cases. It carries the hashes of its files and sets, its settings and the version of Sapa. For the file of a case:
    whoever has the reports can show that the result follows from them. Paths are looked for from the current folder.
    """
    from .. import api
    from ..core.words.messages import message, say

    with refusing(lang):
        paths = api.case_of(result)
    loaded = load(sets_dirs, lang, paths)
    with refusing(lang):
        found = api.verify(result, loaded=loaded, waivers=waivers_of(waivers_file, lang))
    if found.same:
        answer(message("verify.same", path=found.path), lang)
        return
    answer(message("verify.differs", path=found.path), lang)
    for difference in found.differences:
        put_line(f"  {say(difference, lang)}")
    ctx.exit(1)
