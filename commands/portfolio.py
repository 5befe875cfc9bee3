"""`sapa portfolio`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .given import load
from .options import lang_option, sets_dir_option, today_option
from .said import NOT_DONE, check_output, refuse, tell, write

if TYPE_CHECKING:
    from ..core.words.messages import Lang

_SUFFIXES = (".html", ".xlsx")


@click.command(
    short_help="Many results and cases in one view: standards, gaps, years, deadlines.",
    epilog="""\b
Exit code:
  0  made
  2  not made, or a file was left out; which and why, stderr says
\b
Example:
  sapa portfolio 2026/ 2027/ -o portfolio.html""",
)
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...", type=click.Path(exists=True, file_okay=False))
@click.option("-o", "--output", metavar="FILE", required=True, type=click.Path(), help="An .html or .xlsx file.")
@lang_option
@sets_dir_option
@today_option
@click.pass_context
def portfolio(
    ctx: click.Context, folders: tuple[str, ...], output: str, lang: Lang, sets_dirs: tuple[Path, ...], today: Any
) -> None:
    """What the results of `sapa check --format json` and the cases in these folders, and below, say together.

    Institutions by standards, the criteria that are missed most, years, deadlines that are ahead and overdue. Nothing
    is checked anew.
    """
    suffix = check_output(output, lang).suffix.lower()
    if suffix not in _SUFFIXES:
        refuse("cli.unknown-suffix", lang, path=output, known=_SUFFIXES)
    from .. import api
    from ..core.words.messages import Message

    made = api.portfolio(folders, suffix[1:], loaded=load(sets_dirs, lang), today=today, lang=lang)
    for path, said in made.faults:
        tell(Message("portfolio.left-out", {"path": path, "why": said}), lang)
    write(made.content, output, lang)
    ctx.exit(NOT_DONE if made.faults else 0)
