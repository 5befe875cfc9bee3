"""`sapa assemble NAME` and `sapa merge`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from .check import check_case_folder
from .given import case_folder_of, case_of, choose, load, sets_of_case
from .group import Commands
from .options import lang_option, level_option, ocr_option, sets_dir_option
from .said import NOT_DONE, Refused, check_output, refuse, write

if TYPE_CHECKING:
    from ..core.loading.installed import Assembly
    from ..core.words.messages import Lang


class Assemblies(Commands):
    """One command for every assembly of the registry, Sapa's own and the plugins'."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._registry(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from ..core.assembly import built_in

        own = built_in().get(cmd_name)  # found without loading any plugin
        found = own or self._registry(ctx).get(cmd_name)
        return _assembly_command(found) if found is not None else None

    def _registry(self, ctx: click.Context) -> Mapping[str, Assembly]:
        from ..core.assembly import registry
        from ..core.loading.plugins import load_plugins

        if ctx.obj is None:
            ctx.obj = load_plugins()
        return registry(ctx.obj)


@click.group(
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
    from ..core.loading.installed import Option

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
    return [sets, formats, output, lang_option, ocr_option, level_option, sets_dir_option]


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
    from ..core.assembly import BINARY, brought_by
    from ..core.assembly import assemble as make
    from ..core.loading.installed import AssemblyError, Request
    from ..core.reporting.outcome import settled
    from ..core.words.messages import message, say

    chosen_format = _assembly_format(assembly, format_, output, lang)
    if chosen_format in BINARY and output in (None, "-") and sys.stdout.isatty():
        refuse("assembly.terminal", lang, format=chosen_format)
    folder = case_folder_of(paths, lang) if assembly.needs != "filled" else None
    loaded = load((*sets_dirs, *sets_of_case(folder)), lang)
    plugin = brought_by(loaded, assembly.id)
    if plugin is None:
        for other in loaded.plugins:
            if assembly.id in other.assemblies:
                text = say(message("assembly.shadowed", plugin=other.name, name=assembly.id), lang)
                click.echo(f"sapa: {text}", err=True)
    chosen = choose(loaded, sets, lang)
    result, case = None, None
    if folder is not None:
        case = case_of(folder, loaded, lang)
    if folder is not None and assembly.needs != "case":
        from datetime import date

        result = check_case_folder(folder, loaded, chosen, lang, ocr=ocr, level=level, today=date.today())
    elif paths and folder is None and assembly.needs != "filled":
        from ..core.checking.report import check as run
        from ..core.reading.tools import probe
        from ..core.showing.terminal import LongReading

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
        refuse(
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
    write(made.content, output, lang)
    if result is not None and not all(settled(document) for document in result.documents):
        ctx.exit(NOT_DONE)
    ctx.exit(1 if any(finding.severity == "error" for finding in made.findings) else 0)


def _assembly_format(assembly: Assembly, format_: str | None, output: str | None, lang: Lang) -> str:
    if output is None or output == "-":
        return format_ or assembly.formats[0]
    check_output(output, lang)
    found = format_ or assembly.format_of(output)
    if found is None:
        refuse("cli.unknown-suffix", lang, path=output, known=assembly.suffixes)
    return found


@click.command(short_help="Joins the parts of an experts' report.")
@click.argument("parts", nargs=-1, required=True, metavar="PART...", type=click.Path(exists=True, dir_okay=False))
@click.option("-o", "--output", metavar="FILE", required=True, type=click.Path(), help="The joined report, a .docx.")
@lang_option
def merge(parts: tuple[str, ...], output: str, lang: Lang) -> None:
    """Joins the parts of a report that several experts filled in (sapa assemble report --expert NAME).

    Nobody's text is left out or overwritten: it stands under the expert's name. Where the experts rate a standard
    differently, every rating is kept, a dissenting opinion says so, and so does stderr.
    """
    from ..core.assembly.merge import merge as join
    from ..core.loading.installed import AssemblyError
    from ..core.model.document import ReadingError
    from ..core.words.messages import say

    file = check_output(output, lang)
    if file.suffix.lower() != ".docx":
        refuse("cli.unknown-suffix", lang, path=output, known=(".docx",))
    try:
        made = join(parts, lang)
    except (AssemblyError, ReadingError) as error:
        raise Refused(say(error.said, lang)) from None
    for finding in made.findings:
        click.echo(f"sapa: {say(finding.message, lang)}", err=True)
    write(made.content, output, lang)
