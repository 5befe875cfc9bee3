"""`sapa read`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from .options import lang_option, ocr_option
from .said import Refused, check_output, refuse, write

if TYPE_CHECKING:
    from ..core.words.messages import Lang

ReadFormat = Literal["md", "json"]
_BY_SUFFIX: dict[str, ReadFormat] = {".md": "md", ".json": "json"}


@click.command(
    short_help="A report as Sapa reads it: headings, tables, numbers, places.",
    epilog="""\b
Exit code:
  0  the file was read
  2  it cannot be read; stderr says why, with the code that `sapa check` gives
\b
Examples:
  sapa read report.docx
  sapa read report.pdf -o report.json""",
)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--format", "format_", type=click.Choice(["md", "json"]), help="Default: md.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write here; .md or .json says the format.")
@lang_option
@ocr_option
def read(file: str, format_: ReadFormat | None, output: str | None, lang: Lang, ocr: Any) -> None:
    """Prints a report as Sapa reads it: what every other command sees of it.

    For a table that came out wrong, a heading that was not found, a number that Word shows and nobody typed.
    """
    format_ = _chosen(format_, output, lang)
    from .. import api
    from ..core.model.document import ReadingError
    from ..core.reporting.document import render_json, render_markdown
    from ..core.showing.terminal import LongReading

    try:
        with LongReading(lang) as progress:
            document = api.read(file, ocr=ocr, progress=progress)
    except ReadingError as error:
        from ..core.words.messages import say

        raise Refused(f"{error.code}: {say(error.said, lang)}") from error
    write(render_json(document) if format_ == "json" else render_markdown(document), output, lang)


def _chosen(format_: ReadFormat | None, output: str | None, lang: Lang) -> ReadFormat:
    """The format that was asked for, else the one of the file's suffix, else Markdown."""
    if output is None or output == "-":
        return format_ or "md"
    suffix = check_output(output, lang).suffix.lower()
    if format_ is None and suffix not in _BY_SUFFIX:
        refuse("cli.unknown-suffix", lang, path=output, known=tuple(_BY_SUFFIX))
    return format_ or _BY_SUFFIX[suffix]
