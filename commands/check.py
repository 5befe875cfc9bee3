"""`sapa check`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .given import baseline_of, choose, load, previous_of, processes, waivers_of
from .options import (
    EXISTING_FILE,
    fail_on_option,
    lang_option,
    level_option,
    output_option,
    reading_options,
    result_format_option,
    today_option,
)
from .said import (
    check_folder,
    check_output,
    given_here,
    print_lines,
    record_lang,
    refuse,
    refusing,
    rendered,
    tell,
    write,
)
from .tongue import SPOKEN
from .universities import FOLDER, write_in_format, write_universities

if TYPE_CHECKING:
    from datetime import date

    from .. import api
    from ..core.checking.side_by_side import Interrupted
    from ..core.checking.waivers import Baseline
    from ..core.checking.workers import Workers
    from ..core.loading.installed import Loaded
    from ..core.model.case import Waiver
    from ..core.model.results import Result
    from ..core.model.standards import StandardSet
    from ..core.words.messages import Lang
    from .asked import Asked


def list_rules(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Lists an editor's rules and ends."""
    if not value or ctx.resilient_parsing:
        return
    from ..core.reporting import editor_rules

    lang = SPOKEN.get()
    print_lines(lambda width: editor_rules.lines(lang, width), None, lang)
    ctx.exit()


@click.command(
    epilog="""\b
Exit code:
  0  nothing to report at or above the threshold of --fail-on
  1  findings
  2  something could not be done or known: a file that cannot be read, standards that cannot be told,
     a criterion that could not be checked, a wrong option
\b
Examples:
  sapa check report.docx
  sapa check report.pdf --set institutional --lang ru
  sapa check part1.docx part2.docx --joined
  sapa check reports/ --jobs 2 -o overview.json
  sapa check reports/ -o pages/               a page and a letter for each university, and a table""",
)
@click.argument("paths", nargs=-1, required=True, metavar="SAR...", type=click.Path())
@click.option("--set", "sets", multiple=True, metavar="ID", help="Standards to check against. Default: recognised.")
@result_format_option
@output_option
@lang_option
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="How many reports to read at the same time.")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Send the reports to the workers of this Dask scheduler, tls://HOST:PORT: they leave this machine.",
)
@click.option("--resume", is_flag=True, help="Go on where an earlier run with --resume was ended. Keeps results.")
@fail_on_option
@level_option
@click.option("--form", metavar="FILE", type=EXISTING_FILE, help="The agency's blank form: its words are no answers.")
@click.option("--joined", is_flag=True, help="The files are parts of one report, in this order.")
@reading_options
@click.option(
    "--waivers", "waivers_file", metavar="FILE", type=EXISTING_FILE, help="What shall not count, and why (TOML)."
)
@click.option(
    "--baseline", metavar="FILE", type=EXISTING_FILE, help="An earlier JSON result: only what is new gives exit code 1."
)
@click.option(
    "--previous",
    metavar="FILE",
    type=EXISTING_FILE,
    help="The last experts' report: which recommendations are answered?",
)
@today_option
@click.option(
    "--annotate", metavar="FILE", type=click.Path(), help="Write a copy of the report with what was found as comments."
)
@click.option("--explain", "codes", multiple=True, metavar="CODE", help="Every place where a code stands. Repeatable.")
@click.option(
    "--skip", "skipped", multiple=True, metavar="RULE", help="Leave out a rule of those that --rules lists. Repeatable."
)
@click.option(
    "--rules",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=list_rules,
    help="What is looked for besides the criteria: rules that can be left out.",
)
@click.option("-v", "--verbose", is_flag=True, help="Each report in detail, and every finding.")
@click.pass_context
def check(ctx: click.Context, /, **options: Any) -> None:
    """Which criteria do these reports answer, where, and which not?

    SAR is a report (docx, docm, dotx, doc, odt, rtf, pdf) or a folder that is searched for reports. Several reports
    give one table, worst first; -v shows each in detail.

    A folder with a sapa.toml (see `sapa init`) is a case: its reports, annexes, commission, dates and agenda are
    checked against the rules of its procedure, and a checklist comes first. Several cases, or a folder over cases, give
    one table of cases, worst first.

    With a folder after -o, there is a page and a letter in it for each university, and a table over all of them.
    """
    from ..core.checking.inputs import sorted_out
    from .asked import Asked

    asked = Asked(**options)
    if asked.scheduler is not None and given_here("jobs"):
        refuse("scheduler.jobs", asked.lang)
    given = sorted_out(asked.paths)
    if given.several:
        from .check_cases import check_cases

        ctx.exit(check_cases(asked))
    with processes(asked.jobs, asked.lang) if asked.scheduler is None else nullcontext() as workers:
        code = _check(asked, given.cases[0] if given.alone else None, workers)
    ctx.exit(code)


def _check(asked: Asked, case: str | None, workers: Workers | None) -> int:
    """One report, several, or one case; the exit code."""
    from ..core.reporting.outcome import exit_code

    lang = asked.lang
    loaded = load(asked.sets_dirs, lang, case, asked.sets)
    format_ = _format(asked, loaded)
    waivers = waivers_of(asked.waivers_file, lang)
    known = baseline_of(asked.baseline, lang)
    earlier = previous_of(asked.previous, loaded, lang)
    result, stopped = _found(asked, loaded, waivers, workers)
    from .. import api

    if earlier:
        result = api.with_previous(result, earlier)
    fresh: Result = result
    if known is not None:
        fresh = _only_new(result, known, str(asked.baseline), lang)
        result = api.with_baseline(result, known, str(asked.baseline))
    _show(result, asked, format_, loaded)
    if asked.annotate is not None:
        _annotate(result, asked.annotate, asked.today, lang)
    if stopped is not None:
        from .asked import tell_stopped

        tell_stopped(asked, len(stopped.documents), stopped.total, stopped.said)
        return stopped.code
    return exit_code(fresh, asked.fail_on)


def _format(asked: Asked, loaded: Loaded) -> str:
    """The format of what is written. Refuses early whatever cannot be done."""
    from ..core.reporting import outputs
    from .asked import format_among

    lang, formats = asked.lang, outputs(loaded.formats)
    if asked.into:
        check_folder(str(asked.output), asked.paths, lang)
    format_ = format_among(asked, formats)
    if format_ != FOLDER and formats[format_].binary and asked.output in (None, "-") and sys.stdout.isatty():
        refuse("assembly.terminal", lang, format=format_)
    if asked.codes and (asked.into or format_ not in ("text", "json")):
        refuse("cli.explain-html", lang)
    if asked.annotate is not None:
        check_output(asked.annotate, lang)
    chosen = choose(loaded, asked.sets, lang)
    if chosen:
        _check_codes(asked.codes, chosen, lang)
    return format_


def _found(
    asked: Asked, loaded: Loaded, waivers: Sequence[Waiver], workers: Workers | None
) -> tuple[api.Result, Interrupted | None]:
    """The result; where a signal came in between, that of what was checked until then, and the signal."""
    from .. import api
    from ..core.checking.side_by_side import Interrupted
    from .asked import done

    try:
        return done(asked, api.check, loaded, waivers, workers, joined=asked.joined), None
    except Interrupted as stop:
        return api.partial(stop, waivers, asked.today), stop


def _show(result: api.Result, asked: Asked, format_: str, loaded: Loaded) -> None:
    from ..core.reporting import OUTPUTS, outputs
    from ..core.reporting.gist import gist as gist_of
    from ..core.showing.view import teller
    from ..core.words.messages import message

    lang, output = asked.lang, asked.output
    gist = gist_of(result, teller(lang), lang)
    if asked.codes:
        _check_codes(asked.codes, [found.coverage.set for of in result.documents for found in of.sets], lang)
        _explain(result, asked.codes, format_, output, lang)
    elif format_ == FOLDER:
        write_universities(result, str(output), lang, loaded, asked.today)
    elif asked.into:
        write_in_format(result, str(output), outputs(loaded.formats)[format_], lang)
    elif format_ == "text":
        from ..core.reporting import as_text

        print_lines(lambda width: as_text.lines(result, lang, width=width, details=asked.verbose), output, lang, gist)
    elif format_ == "html":
        write(result.to_html(lang, day=asked.today), output, lang, gist)
        if result.case is not None:
            tell(message("cli.internal-left-out"), lang)
    elif format_ in OUTPUTS:
        write(result.render(format_, record_lang(format_, lang)), output, lang, gist)
    else:
        write(rendered(outputs(loaded.formats)[format_], result, lang), output, lang, gist)


def _annotate(result: Result, output: str, today: date, lang: Lang) -> None:
    """Writes a copy of the one report with what was found as comments; the report itself is never touched."""
    from .. import api
    from ..core.words.messages import message, say

    with refusing(lang):
        content, count = api.annotate_check(result, Path(output).suffix.lower(), lang, today=today)
    write(content, output, lang, say(message("annotate.count", count=count), lang))


def _only_new(result: Result, known: Baseline, file: str, lang: Lang) -> Result:
    """The result with what the baseline has not; how much that is goes to stderr. Notes are not counted."""
    from ..core.words.messages import message

    def count(of: Result) -> int:
        every = [*of.findings, *(finding for document in of.documents for finding in document.findings)]
        return sum(finding.severity != "info" for finding in every)

    fresh = known.fresh(result)
    tell(message("baseline.counts", fresh=count(fresh), known=count(result) - count(fresh), path=file), lang)
    return fresh


def _check_codes(codes: Sequence[str], sets: Sequence[StandardSet], lang: Lang) -> None:
    """Every code asked about must be one that a set lists, or that an incomplete set may have."""
    from ..core.model.code_levels import CodeError
    from ..core.words.nearest import nearest

    for code in codes:
        for standards in sets:
            try:
                parsed = standards.grammar.parse(code)
            except CodeError:
                continue
            if parsed in standards.criteria or standards.in_gap(parsed):
                break
        else:
            if sets:
                known = [one.text for standards in sets for one in standards.criteria]
                names = tuple(dict.fromkeys(standards.id for standards in sets))
                refuse("cli.unknown-code", lang, code=code, sets=names, nearest=nearest(code, known) or None)


def _explain(result: Result, codes: Sequence[str], format_: str, output: str | None, lang: Lang) -> None:
    from ..core.reporting import explain

    explanations = explain.explanations(result, codes)
    for document in result.documents:
        if document.error is not None:
            tell(document.error.said, lang)
    if format_ == "json":
        write(explain.render_json(explanations, result.version, record_lang(format_, lang)), output, lang)
    else:
        print_lines(lambda width: explain.lines(explanations, lang, width=width), output, lang)
