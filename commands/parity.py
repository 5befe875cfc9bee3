"""`sapa parity`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .compared import put_out
from .given import load
from .options import reading_options, sheet_options
from .said import SHEET, chosen_format, refuse, refusing

if TYPE_CHECKING:
    from ..core.words.messages import Lang


@click.command(
    short_help="The language versions of one report: what one states and another does not.",
    epilog="""\b
Exit code:
  0  no difference at or above the threshold of --fail-on
  1  differences
  2  a version cannot be read, its language or standards cannot be told, a criterion could not be checked
\b
Examples:
  sapa parity report_kk.docx report_ru.docx report_en.docx
  sapa parity report_kk.docx report_ru.docx -o differences.xlsx --lang ru""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE FILE [FILE]", type=click.Path())
@click.option("--set", "set_name", metavar="ID", help="Standards to check against. Default: recognised.")
@click.option("--languages", metavar="LIST", help="Of the files, in their order: kk,ru,en. Default: by their content.")
@sheet_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="warning",
    show_default=True,
    help="From which severity on differences give exit code 1.",
)
@reading_options
@click.option("-v", "--verbose", is_flag=True, help="Every difference.")
@click.pass_context
def parity(
    ctx: click.Context,
    files: tuple[str, ...],
    set_name: str | None,
    languages: str | None,
    format_: Any,
    output: str | None,
    lang: Lang,
    fail_on: str,
    ocr: Any,
    sets_dirs: tuple[Path, ...],
    verbose: bool,
) -> None:
    """Compares two or three language versions of one report, in any order.

    Criterion by criterion: which version lacks an answer, and what needs no translation: numbers, dates, percentages,
    codes, annexes, tables, rows, figures; text left in another language; lengths against the versions' own ratio.
    Every difference is named once, with its value and place in all versions.
    """
    format_ = chosen_format(format_, output, lang, SHEET)
    told = _languages(languages, len(files), lang)
    loaded = load(sets_dirs, lang)
    from .. import api
    from ..core.showing.terminal import LongReading

    with LongReading(lang) as progress, refusing(lang):
        result = api.parity(files, set=set_name, languages=told, loaded=loaded, ocr=ocr, progress=progress)
    put_out(result, "parity", format_, output, lang, details=verbose)
    ctx.exit(result.exit_code(fail_on))


def _languages(given: str | None, count: int, lang: Lang) -> list[str] | None:
    if given is None:
        return None
    from ..core.words.messages import LANGS

    told = [one.strip().lower() for one in given.replace(";", ",").split(",") if one.strip()]
    for one in told:
        if one not in LANGS:
            refuse("comparing.bad-language", lang, language=one)
    if len(told) != count:
        refuse("comparing.as-many-languages", lang, count=count, languages=len(told))
    return told
