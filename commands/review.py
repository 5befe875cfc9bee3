"""`sapa review`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .given import case_among, load
from .options import fail_on_option, format_option, lang_option, output_option, sets_dir_option
from .said import check_output, chosen_format, print_lines, record_lang, refuse, refusing, write

if TYPE_CHECKING:
    from ..api import AccreditationType
    from ..core.words.messages import Lang


@click.command(
    short_help="Reads a filled report of the experts: what to mend, ratings, indicative terms.",
    epilog="""\b
Exit code:
  0  nothing to mend at or above the threshold of --fail-on
  1  findings
  2  the report cannot be read, or which standards it is about cannot be told
\b
Examples:
  sapa review report.docx
  sapa review report.docx --case case/ --annotate commented.docx
  sapa review report.docx --sar sar.pdf --type re-accreditation --previous-years 5 -o review.html""",
)
@click.argument("path", metavar="REPORT", type=click.Path())
@click.option("--set", "set_name", metavar="ID", help="The standards it is about. Default: as the report says.")
@click.option("--case", "case_folder", metavar="DIR", type=click.Path(exists=True), help="The case: its folder.")
@click.option("--sar", metavar="FILE", type=click.Path(), help="The self-assessment report that the experts cite.")
@click.option(
    "--type",
    "type_",
    type=click.Choice(["conceptual", "primary-without-graduates", "primary-with-graduates", "re-accreditation"]),
    help="Type of accreditation. Default: the case's, else first accreditation with graduates.",
)
@click.option(
    "--previous-years", type=click.IntRange(min=0), metavar="N", help="Years of the earlier accreditation, 0 for none."
)
@format_option("text", "json", "html")
@output_option
@click.option(
    "--annotate", metavar="FILE", type=click.Path(), help="Write the report with each finding as a Word comment."
)
@lang_option
@fail_on_option
@sets_dir_option
@click.option("-v", "--verbose", is_flag=True, help="Every finding by itself.")
@click.pass_context
def review(
    ctx: click.Context,
    path: str,
    set_name: str | None,
    case_folder: str | None,
    sar: str | None,
    type_: AccreditationType | None,
    previous_years: int | None,
    format_: str | None,
    output: str | None,
    annotate: str | None,
    lang: Lang,
    fail_on: str,
    sets_dirs: tuple[Path, ...],
    verbose: bool,
) -> None:
    """Reads back a report that the experts filled in, whatever program they used.

    Says what is still to be mended before it is handed over, and which term each source of rules gives for its
    ratings. The terms are indicative: the Accreditation Council decides.
    """
    format_ = chosen_format(format_, output, lang)
    if annotate is not None:
        check_output(annotate, lang)
    if case_folder is not None and case_among([case_folder], lang) is None:
        refuse("review.no-case-there", lang, path=case_folder)
    loaded = load(sets_dirs, lang, case_folder)
    from .. import api
    from ..core.reporting import review as shown

    with refusing(lang):
        result = api.review(
            path,
            set=set_name,
            case=case_folder,
            sar=sar,
            type=type_,
            previous_years=previous_years,
            loaded=loaded,
        )
    if annotate is not None and result.report is not None:
        from ..core.words.messages import message, say

        with refusing(lang):
            content, count = api.annotate(path, result, lang)
        write(content, annotate, lang, say(message("annotate.count", count=count), lang))
    gist = shown.gist(result, lang)
    if format_ == "json":
        write(result.to_json(record_lang(format_, lang)), output, lang, gist)
    elif format_ == "html":
        from ..core.reporting.review_page import render as page

        write(page(result, lang), output, lang, gist)
    else:
        print_lines(lambda width: shown.lines(result, lang, width=width, details=verbose), output, lang, gist)
    ctx.exit(result.exit_code(fail_on))
