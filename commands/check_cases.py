"""`sapa check` over several cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .asked import done, format_among, tell_stopped
from .given import load, waivers_of
from .said import PAGE, chosen_format, print_lines, record_lang, refuse, write
from .universities import FOLDER, write_in_format, write_universities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .. import api
    from ..core.case.several import CasesInterrupted
    from ..core.loading.installed import Loaded
    from ..core.model.case import Waiver
    from .asked import Asked


def check_cases(asked: Asked) -> int:
    """A table of the cases; the exit code over all of them."""
    from ..core.reporting import outputs
    from ..core.reporting.outcome import exit_code_of_cases

    lang = asked.lang
    _refuse_what_needs_one(asked)
    loaded = load(asked.sets_dirs, lang)
    format_ = _format(asked, loaded)
    found, stopped = _found(asked, loaded, waivers_of(asked.waivers_file, lang))
    if format_ == FOLDER:
        write_universities(found, str(asked.output), lang, loaded, asked.today)
    elif asked.into:
        write_in_format(found, str(asked.output), outputs(loaded.formats)[format_], lang)
    elif format_ == "text":
        from ..core.reporting import cases

        print_lines(lambda width: cases.lines(found, lang, width=width, details=asked.verbose), asked.output, lang)
    else:
        content = found.to_json(record_lang(format_, lang)) if format_ == "json" else found.to_html(lang)
        write(content, asked.output, lang)
    if stopped is not None:
        tell_stopped(asked, stopped.done, stopped.total, stopped.said)
        return stopped.code
    return exit_code_of_cases(found, asked.fail_on)


def _format(asked: Asked, loaded: Loaded) -> str:
    """A table takes few formats; into a folder, where each case has a file, any will do."""
    from ..core.reporting import outputs

    if asked.into:
        return format_among(asked, outputs(loaded.formats))
    if asked.format_ is not None and asked.format_ not in PAGE:
        refuse("cases.formats", asked.lang, known=tuple(PAGE), format=asked.format_)
    return chosen_format(asked.format_, asked.output, asked.lang, PAGE)


def _refuse_what_needs_one(asked: Asked) -> None:
    """Options that are about one report, or about one earlier result."""
    given = {
        "--annotate": asked.annotate,
        "--explain": asked.codes,
        "--baseline": asked.baseline,
        "--previous": asked.previous,
        "--joined": asked.joined,
    }
    for option, value in given.items():
        if value:
            refuse("cases.not-with", asked.lang, option=option)


def _found(asked: Asked, loaded: Loaded, waivers: Sequence[Waiver]) -> tuple[api.Cases, CasesInterrupted | None]:
    """What was found; where a signal came in between, in the cases that were checked until then, and the signal."""
    from .. import api
    from ..core.case.several import CasesInterrupted

    try:
        return done(asked, api.check_cases, loaded, waivers), None
    except CasesInterrupted as stop:
        return api.Cases(stop.result.version, stop.result.cases, stop.result.others), stop
