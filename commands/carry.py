"""`sapa carry`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .given import choose, load
from .options import fail_on_option, format_option, lang_option, reading_options
from .said import NOT_DONE, check_output, print_lines, refuse, refusing, tell, write

if TYPE_CHECKING:
    from ..core.model.standards import StandardSet
    from ..core.words.messages import Lang


@click.command(
    short_help="A report of an older edition against a newer one.",
    epilog="""\b
Exit code:
  0  every criterion of the newer edition has an answer
  1  some have none
  2  something could not be done or known
\b
Examples:
  sapa carry report.docx --from steppe@2023 --to steppe@2024
  sapa carry report.docx --from steppe@2023 --to steppe@2024 --sets-dir sets -o carried.json""",
)
@click.argument("paths", nargs=-1, required=True, metavar="REPORT...", type=click.Path())
@click.option("--from", "from_", required=True, metavar="SET", help="The edition that it was written for.")
@click.option("--to", required=True, metavar="SET", help="The edition that it shall answer.")
@format_option("text", "json")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write here; .json says the format.")
@lang_option
@fail_on_option
@reading_options
@click.pass_context
def carry(
    ctx: click.Context,
    paths: tuple[str, ...],
    from_: str,
    to: str,
    format_: str | None,
    output: str | None,
    lang: Lang,
    fail_on: str,
    ocr: Any,
    sets_dirs: tuple[Path, ...],
) -> None:
    """What of a report stays good under another edition of its standards: kept, moved, reworded, or without an answer.

    Each criterion of the newer edition is shown with the place of the old answer.
    """
    if output not in (None, "-"):
        check_output(str(output), lang)
    loaded = load(sets_dirs, lang)
    old, new = (_one(name, choose(loaded, [name], lang), lang) for name in (from_, to))
    from .. import api
    from ..core.comparing.carry import carry as carried
    from ..core.reporting import editions as shown
    from ..core.version import __version__

    with refusing(lang):
        result = api.check(paths, [old.key], loaded=loaded, ocr=ocr)
    for document in result.documents:
        if document.error is not None:
            tell(document.error.said, lang)
    made = [(document.path, carried(document.sets[0].coverage, new)) for document in result.documents]
    if format_ == "json" or (format_ is None and str(output or "").lower().endswith(".json")):
        write(shown.carry_json(made, __version__), output, lang)
    else:
        print_lines(lambda width: shown.carry_lines(made, lang, width=width), output, lang)
    states = {one.state for _, each in made for one in each.criteria}
    if "not-checked" in states or any(document.error for document in result.documents):
        ctx.exit(NOT_DONE)
    ctx.exit(1 if "unanswered" in states and fail_on != "never" else 0)


def _one(name: str, found: tuple[StandardSet, ...], lang: Lang) -> StandardSet:
    if len(found) != 1:
        refuse("carry.one-set", lang, name=name)
    return found[0]
