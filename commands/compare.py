"""`sapa compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .compared import put_out
from .given import load
from .options import reading_options, sheet_options
from .said import SHEET, chosen_format, refusing

if TYPE_CHECKING:
    from ..core.words.messages import Lang


@click.command(
    short_help="Two drafts of one report: what was mended, what was lost, what else changed.",
    epilog="""\b
Exit code:
  0  no criterion was lost or answered worse
  1  one was
  2  a draft cannot be read, the drafts answer different standards, a criterion could not be checked in one of them
\b
Examples:
  sapa compare draft1.docx draft2.docx
  sapa compare check.json draft2.docx -o changes.html --lang ru""",
)
@click.argument("old", metavar="OLD", type=click.Path())
@click.argument("new", metavar="NEW", type=click.Path())
@click.option("--set", "set_name", metavar="ID", help="Standards to check against. Default: recognised.")
@sheet_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "never"]),
    default="error",
    show_default=True,
    help="A criterion that was lost or is answered worse is an error and gives exit code 1.",
)
@reading_options
@click.option("-v", "--verbose", is_flag=True, help="Every change.")
@click.pass_context
def compare(
    ctx: click.Context,
    old: str,
    new: str,
    set_name: str | None,
    format_: Any,
    output: str | None,
    lang: Lang,
    fail_on: str,
    ocr: Any,
    sets_dirs: tuple[Path, ...],
    verbose: bool,
) -> None:
    """Compares two drafts of one report, what was mended first.

    Criterion by criterion: newly addressed, improved, lost, worsened, grown, shrunk, reworded, moved; then tables,
    figures, annexes, and numbers in sentences that are otherwise the same. OLD may be what `sapa check --format json`
    wrote; then of texts only their length is known.
    """
    format_ = chosen_format(format_, output, lang, SHEET)
    loaded = load(sets_dirs, lang)
    from .. import api
    from ..core.showing.terminal import LongReading

    with LongReading(lang) as progress, refusing(lang):
        result = api.compare(old, new, set=set_name, loaded=loaded, ocr=ocr, progress=progress)
    put_out(result, "compare", format_, output, lang, details=verbose)
    ctx.exit(result.exit_code(fail_on))
