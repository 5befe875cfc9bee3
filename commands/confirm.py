"""`sapa confirm`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..core.whole import is_file
from .files import put
from .given import load
from .options import DAY, lang_option, sets_dir_option
from .said import refuse, refusing, tell

if TYPE_CHECKING:
    from ..core.words.messages import Lang


@click.command(
    short_help="Writes into a case that a person has checked a line of its checklist.",
    epilog="""\b
Exit code:
  0  written
  2  not written; why, stderr says
\b
Example:
  sapa confirm "Example University" report-signed --person "A. Coordinator" --note "letter no. 12" """,
)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("requirement", metavar="ID")
@click.option("--person", metavar="NAME", required=True, help="Who has checked it.")
@click.option("--date", "day", metavar=DAY, type=click.DateTime(["%Y-%m-%d"]), help="When. Default: today.")
@click.option("--note", metavar="TEXT", default="", help="What was seen, where it lies.")
@lang_option
@sets_dir_option
def confirm(
    case: Path, requirement: str, person: str, day: Any, note: str, lang: Lang, sets_dirs: tuple[Path, ...]
) -> None:
    """A person has checked the line ID of the checklist, which only people can check: `sapa check CASE` shows the ids.

    The confirmation is appended to the sapa.toml of the case as [[confirmed]]; all that stands there stays as it is.
    To take it back, remove the entry.
    """
    from ..core.loading.confirming import confirmed
    from ..core.model.case import FILE_NAME, Confirmation
    from ..core.words.messages import message

    folder = case.parent if case.name == FILE_NAME else case
    file = folder / FILE_NAME
    if not is_file(file):
        refuse("confirm.no-case", lang, path=str(folder))
    loaded = load(sets_dirs, lang, str(folder))
    today = date.today()
    given = Confirmation(requirement, person, day.date() if day is not None else today, note)
    sets = [*loaded.sets, *(one.key for one in loaded.sets.every)]
    with refusing(lang):
        try:
            put(confirmed(file.read_bytes(), str(folder), dict(loaded.procedures), sets, given, today), file)
        except UnicodeDecodeError:
            refuse("confirm.not-utf8", lang, path=str(file))
        except OSError as error:
            refuse("cli.cannot-write", lang, path=str(file), cause=error.strerror or type(error).__name__)
    tell(message("confirm.written", path=str(file), requirement=requirement, person=person), lang)
