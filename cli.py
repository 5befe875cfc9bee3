"""The sapa command. Each command parses its options, makes one call into the core, and prints."""

from __future__ import annotations

import codecs
import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from . import __version__

if TYPE_CHECKING:  # at run time each command imports what it needs: `sapa --help` is there at once
    from .core.assembly import Assembly
    from .core.case import Case, Waiver
    from .core.check import Result
    from .core.data_file import DataFileError
    from .core.loading import Loaded
    from .core.messages import Lang, Message
    from .core.recommendations import Recommendation
    from .core.reporting import Format
    from .core.reporting.layout import Line
    from .core.standards import StandardSet
    from .core.waivers import Baseline

NOT_DONE = 2
_F = TypeVar("_F", bound=Callable[..., Any])


class Refused(click.ClickException):
    """Something asked for cannot be done: said on stderr, exit code 2."""

    exit_code = NOT_DONE

    def show(self, file: Any = None) -> None:
        click.echo(f"sapa: {self.message}", err=True)


class Commands(click.Group):
    """Names the commands nearest to one that is not known."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from .core.nearest import nearest

            known = self.list_commands(ctx)
            meant = ", ".join(nearest(args[0], known))
            hint = f"Did you mean {meant}?" if meant else f"There are: {', '.join(known)}."
            raise click.UsageError(f"No such command {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)


def main() -> None:
    """Exit code 1 is for findings alone: whatever else goes wrong, a defect of Sapa included, is 2."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called: what is said goes nowhere, the exit code stays
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console of code page 1251 cannot show Kazakh
            stream.reconfigure(encoding="utf-8", errors=_AS_MEANT)
    try:
        with _collecting_seldom():
            code = sapa.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as refused:
        refused.show()
        code = NOT_DONE
    except (click.Abort, KeyboardInterrupt):
        click.echo("sapa: stopped", err=True)
        code = 130
    except BrokenPipeError:  # the reader of our output has gone, as in `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = NOT_DONE
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("sapa: this is a defect in Sapa; please report it with the lines above", err=True)
        code = NOT_DONE
    sys.exit(code or 0)


@contextlib.contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Reports are large and hold few circles; looking for those takes time, most of it as the process ends."""
    before = gc.get_threshold()
    gc.freeze()  # what is imported by now stays
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.freeze()  # the process ends; what holds itself need not be searched once more


_AS_MEANT = "sapa-as-meant"


def _as_meant(error: UnicodeError) -> tuple[bytes, int]:
    """A path that Python could not decode in this locale: its bytes if they are UTF-8, else the replacement mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    part = error.object[error.start : error.end]
    try:
        written = part.encode("utf-8", "surrogateescape")
        written.decode("utf-8")
    except UnicodeError:
        written = ("\ufffd" * len(part)).encode("utf-8")
    return written, error.end


codecs.register_error(_AS_MEANT, _as_meant)


# --- options that several commands share


_lang = click.option(
    "--lang",
    type=click.Choice(["en", "ru", "kk"]),
    default="en",
    show_default=True,
    help="Language of the output: English, Russian or Kazakh.",
)


_sets_dir = click.option(
    "--sets-dir",
    "sets_dirs",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A folder with a set.toml, or with such folders: more standard sets. Repeatable.",
)


_level = click.option(
    "--level",
    type=click.Choice(["bachelor", "master", "doctorate"]),
    help="Of the programme, for rules that depend on it (EUR-ACE). Default: as the report says.",
)


_ocr = click.option(
    "--ocr",
    type=click.Choice(["auto", "never", "always"]),
    default="auto",
    show_default=True,
    help="Read scanned pages by tesseract.",
)


_output = click.option(
    "-o", "--output", metavar="FILE", type=click.Path(), help="Write here; .txt, .json or .html says the format."
)


_fail_on = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="From which severity on findings give exit code 1.",
)


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _today(command: _F) -> _F:
    def day(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        from datetime import date

        return date.today() if value is None else value.date()

    option = click.option(
        "--today",
        metavar="YYYY-MM-DD",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=day,
        help="The day against which deadlines and waivers are held. Default: today.",
    )
    return option(command)


def _format(*formats: str) -> Callable[[_F], _F]:
    return click.option("--format", "format_", type=click.Choice(formats), help="Default: text.")


# --- commands


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  sapa check report.docx                      which criteria are answered, and where
  sapa check report.pdf -o report.html        the same as a page to send to the university
  sapa check reports/                         a whole folder: one table, worst first
  sapa check report.docx --explain 3.2.14     why a criterion has its status
  sapa sets show institutional                the criteria that a report is checked against

`sapa COMMAND --help` tells more about each command. Everything runs on this computer; nothing is sent anywhere.""",
)
@click.version_option(__version__, prog_name="sapa", message="%(prog)s %(version)s")
def sapa() -> None:
    """Checks self-assessment reports against accreditation standards.

    Reads a report (Word or PDF) and says for every criterion where the report answers it, and where it does not.
    """


@sapa.command(
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
  sapa check reports/ --jobs 2 -o overview.json""",
)
@click.argument("paths", nargs=-1, required=True, metavar="SAR...", type=click.Path())
@click.option("--set", "sets", multiple=True, metavar="ID", help="Standards to check against. Default: recognised.")
@_format("text", "json", "html")
@_output
@_lang
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="How many reports to read at the same time.")
@_fail_on
@_level
@_ocr
@_sets_dir
@click.option("--waivers", "waivers_file", metavar="FILE", type=_FILE, help="What shall not count, and why (TOML).")
@click.option(
    "--baseline", metavar="FILE", type=_FILE, help="An earlier JSON result: only what is new gives exit code 1."
)
@click.option(
    "--previous", metavar="FILE", type=_FILE, help="The last experts' report: which recommendations are answered?"
)
@_today
@click.option("--explain", "codes", multiple=True, metavar="CODE", help="Every place where a code stands. Repeatable.")
@click.option("-v", "--verbose", is_flag=True, help="Each report in detail, and every finding.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    sets: tuple[str, ...],
    format_: Format | None,
    output: str | None,
    lang: Lang,
    jobs: int | None,
    fail_on: Any,
    ocr: Any,
    level: Any,
    sets_dirs: tuple[Path, ...],
    waivers_file: Path | None,
    baseline: Path | None,
    previous: Path | None,
    today: Any,
    codes: tuple[str, ...],
    verbose: bool,
) -> None:
    """Which criteria do these reports answer, where, and which not?

    SAR is a report (docx, docm, dotx, doc, odt, rtf, pdf) or a folder that is searched for reports. Several reports
    give one table, worst first; -v shows each in detail.

    A folder with a sapa.toml (see `sapa init`) is a case: its reports, annexes, commission, dates and agenda are
    checked against the rules of its procedure, and a checklist comes first.
    """
    format_ = _chosen(format_, output, lang)
    if codes and format_ == "html":
        _refuse("cli.explain-html", lang)
    folder = _case_folder(paths, lang)
    loaded = _load((*sets_dirs, *_sets_of_case(folder)), lang)
    chosen = _choose(loaded, sets, lang)
    if chosen:
        _check_codes(codes, chosen, lang)
    waivers = _waivers(waivers_file, lang)
    known = _baseline(baseline, lang)
    earlier = _previous(previous, lang)
    from .core.check import check as run
    from .core.reading.tools import probe
    from .core.reporting.outcome import exit_code
    from .core.reporting.terminal import LongReading

    with LongReading() as progress:
        options = {"ocr": ocr, "jobs": jobs, "progress": progress, "level": level}
        if folder is None:
            result = run(paths, chosen, loaded, probe(), **options)
        else:
            result = _check_case(folder, loaded, chosen, lang, today=today, waivers=waivers, **options)
    if waivers and folder is None:
        from .core.waivers import Waivers, waive

        result = waive(result, Waivers(waivers, today))
    if earlier:
        from .core.previous import with_previous

        result = with_previous(result, earlier)
    if codes:
        _check_codes(codes, [found.coverage.set for document in result.documents for found in document.sets], lang)
        _explain(result, codes, format_, output, lang)
    elif format_ == "json":
        from .core.reporting import as_json

        _write(as_json.render(result, lang), output, lang)
    elif format_ == "html":
        from .core.reporting import as_html

        _write(as_html.render(result, lang), output, lang)
    else:
        from .core.reporting import as_text

        _print(lambda width: as_text.lines(result, lang, width=width, details=verbose), output, lang)
    if known is not None:
        result = _only_new(result, known, str(baseline), lang)
    ctx.exit(exit_code(result, fail_on))


@sapa.command(
    short_help="Write a commented sapa.toml for a case.",
    epilog="""\b
Examples:
  sapa init                                     in this folder
  sapa init "Example University" --procedure programme""",
)
@click.argument("folder", metavar="[FOLDER]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--procedure", metavar="ID", help="As `sapa plugins` lists them. Default: institutional.")
@_lang
@_sets_dir
def init(folder: Path, procedure: str | None, lang: Lang, sets_dirs: tuple[Path, ...]) -> None:
    """Writes a commented sapa.toml, to be filled in: the case that `sapa check FOLDER` checks.

    The folder is made where it is not there. A sapa.toml that is there is never overwritten.
    """
    from .core.case import FILE_NAME
    from .core.case_file import template
    from .core.nearest import nearest

    procedures = _load(sets_dirs, lang).procedures
    name = procedure or ("institutional" if "institutional" in procedures else next(iter(procedures), ""))
    if name not in procedures:
        _refuse("data-file.unknown", lang, name=name, nearest=nearest(name, procedures) or tuple(procedures) or None)
    file = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(template(procedures[name], lang))
    except FileExistsError:
        _refuse("case.exists", lang, path=str(file))
    except OSError as error:
        _refuse("cli.cannot-write", lang, path=str(file), cause=error.strerror or type(error).__name__)
    from .core.messages import message, say

    click.echo(say(message("case.written", path=str(file), folder=str(folder)), lang))


@sapa.group(cls=Commands)
def sets() -> None:
    """Standard sets: list, show, validate."""


@sets.command("list")
@_format("text", "json")
@_lang
@_sets_dir
def sets_list(format_: str | None, lang: Lang, sets_dirs: tuple[Path, ...]) -> None:
    """All standard sets that are installed."""
    from .core.reporting import sets as shown

    every = _load(sets_dirs, lang).sets.every
    if format_ == "json":
        _write(shown.list_json(every, lang), None, lang)
    else:
        _print(lambda width: shown.list_lines(every, lang, width=width), None, lang)


@sets.command("show")
@click.argument("id", metavar="ID")
@_format("text", "json")
@_lang
@_sets_dir
def sets_show(id: str, format_: str | None, lang: Lang, sets_dirs: tuple[Path, ...]) -> None:
    """One set: its standards, criteria and their mapping to the ESG.

    ID as `sapa sets list` shows it, with or without edition.
    """
    from .core.reporting import sets as shown

    for standards in _choose(_load(sets_dirs, lang), [id], lang):
        if format_ == "json":
            _write(shown.set_json(standards, lang), None, lang)
        else:
            _print(lambda width, one=standards: shown.set_lines(one, lang, width=width), None, lang)  # type: ignore[misc]


@sets.command("validate")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@_lang
@click.pass_context
def sets_validate(ctx: click.Context, path: Path, lang: Lang) -> None:
    """Is this set.toml (or the one in this folder) right? Names all its faults at once."""
    from .core.messages import message, say
    from .core.set_file import FILE_NAME, SetFileError, read_set

    file = path / FILE_NAME if path.is_dir() else path
    try:
        found = read_set(file)
    except SetFileError as error:
        for problem in error.problems:
            where = f"{problem.path} ({problem.at})" if problem.at else problem.path
            click.echo(": ".join(part for part in (str(file), where, say(problem.said, lang)) if part))
        click.echo(f"sapa: {say(message('cli.set-faults', file=str(file), count=len(error.problems)), lang)}", err=True)
        ctx.exit(NOT_DONE)
    from .core.reporting.sets import mappings

    counts = {"standards": len(found.standards), "criteria": len(found.criteria), "mappings": mappings(found)}
    click.echo(say(message("cli.set-valid", file=str(file), set=f"{found.id}@{found.edition}", **counts), lang))


class Assemblies(Commands):
    """One command for every assembly of the registry, Sapa's own and the plugins'."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._registry(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from .core.assembly import built_in

        own = built_in().get(cmd_name)  # found without loading any plugin
        found = own or self._registry(ctx).get(cmd_name)
        return _assembly_command(found) if found is not None else None

    def _registry(self, ctx: click.Context) -> Mapping[str, Assembly]:
        from .core.assembly import registry
        from .core.loading import load_plugins

        if ctx.obj is None:
            ctx.obj = load_plugins()
        return registry(ctx.obj)


@sapa.group(
    cls=Assemblies,
    epilog="""\b
Exit code:
  0  made
  1  made, but what was made has faults of its own, told on stderr
  2  not made, or a report could not be read, or not all of it could be checked
\b
Examples:
  sapa assemble grid                          the sets side by side, by ESG standard
  sapa assemble grid report.docx -o grid.docx the same as a Word file, with what the report answers""",
)
def assemble() -> None:
    """Makes the files that the next step needs: grids, letters, report skeletons.

    `sapa assemble NAME --help` tells what NAME needs.
    """


def _assembly_command(assembly: Assembly) -> click.Command:
    from .core.assembly import Option

    types: dict[str, Any] = {
        "text": str,
        "number": int,
        "date": click.DateTime(["%Y-%m-%d"]),
        "file": click.Path(exists=True, dir_okay=False, path_type=Path),
    }

    def parameter(option: Option) -> click.Option:
        kind = click.Choice(option.choices) if option.kind == "choice" else types.get(option.kind)
        flag = option.kind == "flag"
        return click.Option(
            [f"--{option.name}", f"own_{option.name.replace('-', '_')}"],
            is_flag=flag,
            type=None if flag else kind,
            default=False if flag else option.default,
            show_default=not flag and option.default is not None,
            multiple=option.repeatable,
            help=option.help,
        )

    @click.pass_context
    def run(ctx: click.Context, /, **given: Any) -> None:
        own = {option.name: given.pop(f"own_{option.name.replace('-', '_')}") for option in assembly.options}
        for option in assembly.options:
            if option.kind == "date" and own[option.name] is not None:
                own[option.name] = own[option.name].date()
        _assemble(ctx, assembly, own, **given)

    reports = click.Argument(
        ["paths"],
        nargs=-1,
        required=assembly.needs != "nothing",
        metavar={"nothing": "[SAR...]", "report": "SAR...", "case": "CASE", "filled": "REPORT..."}[assembly.needs],
    )
    command = click.Command(
        assembly.id,
        params=[reports, *(parameter(option) for option in assembly.options)],
        callback=run,
        help=f"{assembly.summary}\n\n{assembly.help}".strip(),
        short_help=assembly.summary,
    )
    for add in _assembly_options(assembly):
        add(command)
    return command


def _assembly_options(assembly: Assembly) -> list[Callable[[click.Command], click.Command]]:
    formats = click.option(
        "--format", "format_", type=click.Choice(assembly.formats), help=f"Default: {assembly.formats[0]}."
    )
    output = click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(),
        help=f"Write here; {', '.join(assembly.suffixes)} says the format.",
    )
    sets = click.option("--set", "sets", multiple=True, metavar="ID", help="A standard set. Repeatable.")
    return [sets, formats, output, _lang, _ocr, _level, _sets_dir]


def _assemble(
    ctx: click.Context,
    assembly: Assembly,
    own: dict[str, Any],
    paths: tuple[str, ...],
    sets: tuple[str, ...],
    format_: str | None,
    output: str | None,
    lang: Lang,
    ocr: Any,
    level: Any,
    sets_dirs: tuple[Path, ...],
) -> None:
    from .core.assembly import BINARY, AssemblyError, Request, brought_by
    from .core.assembly import assemble as make
    from .core.messages import message, say
    from .core.reporting.outcome import settled

    chosen_format = _assembly_format(assembly, format_, output, lang)
    if chosen_format in BINARY and output in (None, "-") and sys.stdout.isatty():
        _refuse("assembly.terminal", lang, format=chosen_format)
    folder = _case_folder(paths, lang) if assembly.needs != "filled" else None
    loaded = _load((*sets_dirs, *_sets_of_case(folder)), lang)
    plugin = brought_by(loaded, assembly.id)
    if plugin is None:
        for other in loaded.plugins:
            if assembly.id in other.assemblies:
                text = say(message("assembly.shadowed", plugin=other.name, name=assembly.id), lang)
                click.echo(f"sapa: {text}", err=True)
    chosen = _choose(loaded, sets, lang)
    result, case = None, None
    if folder is not None:
        case = _read_case(folder, loaded, lang)
    if folder is not None and assembly.needs != "case":
        from datetime import date

        result = _check_case(folder, loaded, chosen, lang, ocr=ocr, level=level, today=date.today())
    elif paths and folder is None and assembly.needs != "filled":
        from .core.check import check as run
        from .core.reading.tools import probe
        from .core.reporting.terminal import LongReading

        with LongReading() as progress:
            result = run(paths, chosen, loaded, probe(), ocr=ocr, progress=progress, level=level)
        for document in result.documents:
            if document.error is not None:
                click.echo(f"sapa: {say(document.error.said, lang)}", err=True)
    asked = ctx.get_parameter_source("lang") is not click.core.ParameterSource.DEFAULT
    request = Request(loaded, lang, tuple(chosen), result, case, own, asked, paths)
    try:
        made = make(assembly, request, chosen_format)
    except AssemblyError as error:
        raise Refused(say(error.said, lang)) from None
    except Exception as error:
        if plugin is None:
            raise
        version = next((one.version for one in loaded.plugins if one.name == plugin), None)
        cause = f"{type(error).__name__}: {' '.join(str(error).split())}"
        _refuse(
            "assembly.plugin-failed",
            lang,
            plugin=plugin,
            version=version,
            name=assembly.id,
            sapa=__version__,
            cause=cause,
        )
    for finding in made.findings:
        if finding.severity != "info":
            click.echo(f"sapa: {say(finding.message, lang)}", err=True)
    _write(made.content, output, lang)
    if result is not None and not all(settled(document) for document in result.documents):
        ctx.exit(NOT_DONE)
    ctx.exit(1 if any(finding.severity == "error" for finding in made.findings) else 0)


def _assembly_format(assembly: Assembly, format_: str | None, output: str | None, lang: Lang) -> str:
    if output is None or output == "-":
        return format_ or assembly.formats[0]
    _check_output(output, lang)
    found = format_ or assembly.format_of(output)
    if found is None:
        _refuse("cli.unknown-suffix", lang, path=output, known=assembly.suffixes)
    return found


@sapa.command(short_help="Joins the parts of an experts' report.")
@click.argument("parts", nargs=-1, required=True, metavar="PART...", type=click.Path(exists=True, dir_okay=False))
@click.option("-o", "--output", metavar="FILE", required=True, type=click.Path(), help="The joined report, a .docx.")
@_lang
def merge(parts: tuple[str, ...], output: str, lang: Lang) -> None:
    """Joins the parts of a report that several experts filled in (sapa assemble report --expert NAME).

    Nobody's text is left out or overwritten: it stands under the expert's name. Where the experts rate a standard
    differently, every rating is kept, a dissenting opinion says so, and so does stderr.
    """
    from .core.assembly import AssemblyError
    from .core.assembly.merge import merge as join
    from .core.document import ReadingError
    from .core.messages import say

    file = _check_output(output, lang)
    if file.suffix.lower() != ".docx":
        _refuse("cli.unknown-suffix", lang, path=output, known=(".docx",))
    try:
        made = join(parts, lang)
    except (AssemblyError, ReadingError) as error:
        raise Refused(say(error.said, lang)) from None
    for finding in made.findings:
        click.echo(f"sapa: {say(finding.message, lang)}", err=True)
    _write(made.content, output, lang)


@sapa.command(
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
@_format("text", "json", "html")
@_output
@click.option(
    "--annotate", metavar="FILE", type=click.Path(), help="Write the report with each finding as a Word comment."
)
@_lang
@_fail_on
@_sets_dir
@click.option("-v", "--verbose", is_flag=True, help="Every finding by itself.")
@click.pass_context
def review(
    ctx: click.Context,
    path: str,
    set_name: str | None,
    case_folder: str | None,
    sar: str | None,
    type_: str | None,
    previous_years: int | None,
    format_: Format | None,
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
    format_ = _chosen(format_, output, lang)
    if annotate is not None:
        _check_output(annotate, lang)
    folder = None if case_folder is None else _case_folder([case_folder], lang)
    if case_folder is not None and folder is None:
        _refuse("review.no-case-there", lang, path=case_folder)
    loaded = _load((*sets_dirs, *_sets_of_case(folder)), lang)
    from .core.reading.tools import probe
    from .core.reporting import review as shown
    from .core.review import Given, word_data
    from .core.review import review as run
    from .core.terms import Facts

    chosen = _choose(loaded, [set_name] if set_name else [], lang)
    case = None if folder is None else _read_case(folder, loaded, lang)
    procedure = loaded.procedures.get(set_name.strip()) if set_name else None
    given = Given(chosen[0] if chosen else None, procedure, case, sar, Facts(type_, previous_years))
    tools = probe()
    result = run(path, given, loaded, tools)
    if annotate is not None and result.report is not None:
        from .core.assembly.annotate import annotated
        from .core.messages import message, say

        content, count = annotated(word_data(path, tools), result, lang)
        _write(content, annotate, lang)
        click.echo(f"sapa: {say(message('review.annotated', path=annotate, count=count), lang)}", err=True)
    if format_ == "json":
        _write(shown.render_json(result, lang), output, lang)
    elif format_ == "html":
        from .core.reporting.review_page import render as page

        _write(page(result, lang), output, lang)
    else:
        _print(lambda width: shown.lines(result, lang, width=width, details=verbose), output, lang)
    ctx.exit(result.exit_code(fail_on))


@sapa.command(short_help="Installed plugins, and why a broken one is broken.")
@_format("text", "json")
@_lang
@_sets_dir
def plugins(format_: str | None, lang: Lang, sets_dirs: tuple[Path, ...]) -> None:
    """Installed plugins, what each brings, and why a broken one is broken.

    A broken plugin is listed with its cause and does not stop the others: exit code 0.
    """
    from .core.loading import load_plugins
    from .core.reporting import plugins as shown

    every = load_plugins(sets_dirs).plugins
    if format_ == "json":
        _write(shown.render_json(every, lang), None, lang)
    else:
        _print(lambda width: shown.lines(every, lang, width=width), None, lang)


@sapa.command(short_help="The JSON Schema of an output or data file.")
@click.argument("name", metavar="[NAME]", required=False)
def schema(name: str | None) -> None:
    """The JSON Schema of an output or data file; without NAME the names there are."""
    from .core.shipped import shipped

    folder = shipped("schemas")
    known = sorted(item.name.removesuffix(".schema.json") for item in folder.iterdir() if item.name.endswith(".json"))
    if name is None:
        click.echo("\n".join(known))
    elif name in known:
        click.echo(folder.joinpath(f"{name}.schema.json").read_text("utf-8"), nl=False)
    else:
        from .core.nearest import nearest

        _refuse("cli.unknown-schema", "en", name=name, nearest=nearest(name, known) or tuple(known))


# --- what the commands share


def _chosen(format_: Format | None, output: str | None, lang: Lang) -> Format:
    """The format that was asked for, else the one of the file's suffix. Finds out early what cannot be written."""
    from .core.reporting import BY_SUFFIX

    if output is None or output == "-":
        return format_ or "text"
    file = _check_output(output, lang)
    if format_ is not None:
        return format_
    if file.suffix.lower() not in BY_SUFFIX:
        _refuse("cli.unknown-suffix", lang, path=output, known=tuple(BY_SUFFIX))
    return BY_SUFFIX[file.suffix.lower()]


def _check_output(output: str, lang: Lang) -> Path:
    """Finds out early where nothing can be written."""
    file = Path(output)
    if file.is_dir():
        _refuse("cli.output-folder", lang, path=output)
    if not file.parent.is_dir():
        _refuse("cli.no-folder", lang, path=str(file.parent))
    return file


def _load(sets_dirs: Sequence[Path], lang: Lang) -> Loaded:
    """All plugins; a broken one that nobody asked for is a warning."""
    from .core.loading import load_plugins
    from .core.messages import say

    loaded = load_plugins(sets_dirs)
    for plugin in loaded.failed:
        assert plugin.error is not None
        lines = [say(plugin.error.said, lang)]
        for key, entry, said in plugin.error.problems:
            lines.append(": ".join(part for part in (f"{key} ({entry})" if entry else key, say(said, lang)) if part))
        if plugin.asked:
            raise Refused("\n  ".join(lines))
        click.echo(f"sapa: {lines[0]}", err=True)
    return loaded


def _case_folder(paths: Sequence[str], lang: Lang) -> str | None:
    """The case among the arguments; it stands alone."""
    from .core.case_folder import case_folders

    found = case_folders(paths)
    if found and len(paths) > 1:
        _refuse("case.one-only", lang, folder=found[0])
    return found[0] if found else None


def _sets_of_case(folder: str | None) -> tuple[Path, ...]:
    if folder is None:
        return ()
    from .core.case_file import sets_dirs

    return sets_dirs(folder)


def _read_case(folder: str, loaded: Loaded, lang: Lang) -> Case:
    """The case of a folder, or all faults of its sapa.toml."""
    from .core.case_file import read_case
    from .core.data_file import DataFileError

    try:
        return read_case(folder, loaded.procedures, [*loaded.sets, *(one.key for one in loaded.sets.every)])
    except DataFileError as error:
        raise Refused(_faults(error, lang)) from None


def _faults(error: DataFileError, lang: Lang) -> str:
    """A data file's faults, one a line."""
    from .core.messages import message, say

    lines = [say(message("case.faults", file=error.file, count=len(error.problems)), lang)]
    for problem in error.problems:
        where = f"{problem.path} ({problem.at})" if problem.at else problem.path
        lines.append(": ".join(part for part in (where, say(problem.said, lang)) if part))
    return "\n  ".join(lines)


def _check_case(folder: str, loaded: Loaded, sets: Sequence[StandardSet], lang: Lang, **options: Any) -> Result:
    from .core.case_check import check_case
    from .core.loading import FailedSet, UnknownSet
    from .core.messages import say
    from .core.reading.tools import probe

    try:
        return check_case(_read_case(folder, loaded, lang), loaded, probe(), sets=sets, **options)
    except (UnknownSet, FailedSet) as wanting:
        raise Refused(say(wanting.said, lang)) from None


def _waivers(file: Path | None, lang: Lang) -> tuple[Waiver, ...]:
    if file is None:
        return ()
    from .core.case_file import read_waivers
    from .core.data_file import DataFileError

    try:
        return read_waivers(file)
    except DataFileError as error:
        raise Refused(_faults(error, lang)) from None


def _baseline(file: Path | None, lang: Lang) -> Baseline | None:
    if file is None:
        return None
    from .core.messages import say
    from .core.waivers import BaselineError, read_baseline

    try:
        return read_baseline(file)
    except BaselineError as error:
        raise Refused(say(error.said, lang)) from None


def _previous(file: Path | None, lang: Lang) -> tuple[Recommendation, ...]:
    """The recommendations of the last experts' report; one without any is worth a question."""
    if file is None:
        return ()
    from .core.document import ReadingError
    from .core.messages import say
    from .core.recommendations import read_recommendations

    try:
        found = read_recommendations(file)
    except ReadingError as error:
        raise Refused(say(error.said, lang)) from None
    if not found:
        _refuse("followup.none", lang, paths=(str(file),))
    return found


def _only_new(result: Result, known: Baseline, file: str, lang: Lang) -> Result:
    """The result with what the baseline has not; how much that is goes to stderr. Notes are not counted."""
    from .core.messages import message, say

    def count(of: Result) -> int:
        every = [*of.findings, *(finding for document in of.documents for finding in document.findings)]
        return sum(finding.severity != "info" for finding in every)

    fresh = known.fresh(result)
    said = message("baseline.counts", fresh=count(fresh), known=count(result) - count(fresh), path=file)
    click.echo(f"sapa: {say(said, lang)}", err=True)
    return fresh


def _choose(loaded: Loaded, names: Sequence[str], lang: Lang) -> list[StandardSet]:
    """The sets that are asked for, each once; none: they are to be recognised."""
    from .core.loading import FailedSet, UnknownSet
    from .core.messages import say

    chosen: dict[str, StandardSet] = {}
    for name in names:
        try:
            for found in loaded.sets.choose(name).sets:
                chosen.setdefault(f"{found.id}@{found.edition}", found)
        except UnknownSet as unknown:
            raise Refused(say(unknown.said, lang)) from None
        except FailedSet as failed:
            raise Refused(f"{say(failed.said, lang)}\n  {say(failed.cause.said, lang)}") from None
    return list(chosen.values())


def _check_codes(codes: Sequence[str], sets: Sequence[StandardSet], lang: Lang) -> None:
    """Every code asked about must be one that a set lists, or that an incomplete set may have."""
    from .core.codes import CodeError
    from .core.nearest import nearest

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
                _refuse("cli.unknown-code", lang, code=code, sets=names, nearest=nearest(code, known) or None)


def _explain(result: Result, codes: Sequence[str], format_: Format, output: str | None, lang: Lang) -> None:
    from .core.reporting import explain

    explanations = explain.explanations(result, codes)
    for document in result.documents:
        if document.error is not None:
            from .core.messages import say

            click.echo(f"sapa: {say(document.error.said, lang)}", err=True)
    if format_ == "json":
        _write(explain.render_json(explanations, result.version, lang), output, lang)
    else:
        _print(lambda width: explain.lines(explanations, lang, width=width), output, lang)


def _print(lines: Callable[[int], list[Line]], output: str | None, lang: Lang) -> None:
    """Lines made for the width of the terminal, or for a file."""
    from .core.reporting import terminal
    from .core.reporting.layout import plain

    if output is None or output == "-":
        terminal.show(lines(terminal.width(sys.stdout)), sys.stdout)
    else:
        _write(plain(lines(terminal.PIPED)), output, lang)


def _refuse_own_input(output: str, lang: Lang) -> None:
    """A report, template or expert's part that was given to be read is never written over."""
    context = click.get_current_context(silent=True)
    given = [value for name, value in context.params.items() if name not in ("output", "annotate")] if context else []
    target = Path(output)
    for value in given:
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str | Path) and target.exists() and Path(one).exists() and target.samefile(one):
                _refuse("cli.own-input", lang, path=output)


def _write(content: str | bytes, output: str | None, lang: Lang) -> None:
    """To stdout, or to a file that is either the old one or wholly the new one."""
    if output is None or output == "-":
        if isinstance(content, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)
        return
    if isinstance(content, str):
        content = content.encode("utf-8", errors="backslashreplace")
    _refuse_own_input(output, lang)
    file = Path(output)
    aside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        aside.write_bytes(content)
        os.replace(aside, file)  # noqa: PTH105 (the same thing; named as what it does)
    except OSError as error:
        aside.unlink(missing_ok=True)
        _refuse("cli.cannot-write", lang, path=output, cause=error.strerror or type(error).__name__)


def _refuse(id: str, lang: Lang, **arguments: Any) -> NoReturn:
    from .core.messages import Message, say

    said: Message = Message(id, arguments)
    raise Refused(say(said, lang))
