"""`sapa assemble NAME` and `sapa merge`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .files import is_folder
from .given import installed, load
from .group import Commands
from .options import DAY, EXISTING_FILE, lang_option, level_option, ocr_option, sets_dir_option
from .said import NOT_DONE, check_output, lang_is_asked, record_lang, refuse, refusing, tell, write, write_each
from .tongue import SPOKEN, spoken

if TYPE_CHECKING:
    from ..core.loading.installed import Assembled, Assembly
    from ..core.words.messages import Lang


# What stands on the command line for what an assembly needs.
_GIVEN: Mapping[str, str] = {
    "nothing": "[SAR...]", "report": "SAR...", "case": "CASE", "checked-case": "CASE", "filled": "REPORT...",
}  # fmt: skip


class Assemblies(Commands):
    """One command for every assembly of the registry, Sapa's own and the plugins'."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._registry(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from ..core.assembly import built_in

        own = built_in().get(cmd_name)  # found without loading any plugin
        found = own or self._registry(ctx).get(cmd_name)
        return spoken(_assembly_command(found), SPOKEN.get()) if found is not None else None

    def known(self) -> Sequence[str]:
        from ..core.assembly import built_in

        return list(built_in())

    def _registry(self, ctx: click.Context) -> Mapping[str, Assembly]:
        from ..core.assembly import registry

        if ctx.obj is None:
            ctx.obj = installed(sets=())  # names of assemblies need no procedure
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
  sapa assemble grid                           the sets side by side, by ESG standard
  sapa assemble grid report.docx -o grid.docx  the same as a Word file, with what the report answers""",
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
        "file": EXISTING_FILE,
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
            metavar=DAY if option.kind == "date" else None,
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
        metavar=_GIVEN[assembly.needs],
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
        help=f"Write here; {', '.join(assembly.suffixes)} says the format. FOLDER/: a file for each institution.",
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
    from .. import api
    from ..core.assembly import BINARY, shadowing
    from ..core.checking.inputs import sorted_out
    from ..core.reporting.outcome import settled
    from ..core.showing.terminal import LongReading
    from ..core.words.messages import message

    into = output if output is not None and is_folder(output) else None
    chosen_format = (format_ or assembly.formats[0]) if into else _assembly_format(assembly, format_, output, lang)
    if chosen_format in BINARY and output in (None, "-") and sys.stdout.isatty():
        refuse("assembly.terminal", lang, format=chosen_format)
    given = sorted_out(paths)
    loaded = load(sets_dirs, lang, given.cases[0] if given.alone and assembly.needs != "filled" else None)
    for plugin in shadowing(loaded, assembly.id):
        tell(message("assembly.shadowed", plugin=plugin, name=assembly.id), lang)
    with LongReading(lang) as progress, refusing(lang):
        how: dict[str, Any] = {
            "sets": sets, "options": own, "lang": lang if lang_is_asked() else None,
            "usual": record_lang(chosen_format, lang), "loaded": loaded, "ocr": ocr, "level": level,
            "progress": progress,
        }  # fmt: skip
        if into:
            every = api.assemble_each(assembly.id, paths, chosen_format, **how)
        else:
            every = [("", api.assemble(assembly.id, paths, chosen_format, **how))]
    for _, made in every:
        _say_of(made, lang)
    if into:
        contents, suffix = _for_folder(assembly, every, chosen_format)
        write_each(contents, into, suffix, lang)
    else:
        write(every[0][1].content, output, lang)
    if not all(settled(document) for _, made in every for document in made.documents):
        ctx.exit(NOT_DONE)
    ctx.exit(1 if any(finding.severity == "error" for _, made in every for finding in made.findings) else 0)


def _for_folder(
    assembly: Assembly, every: Sequence[tuple[str, Assembled]], format: str
) -> tuple[list[tuple[str, str | bytes]], str]:
    """What goes into a folder, by name, and the files' suffix: all files of what is several, else each as it is."""
    from ..core.loading.installed import SUFFIX_OF

    parts: list[tuple[str, str | bytes]] = []
    for name, made in every:
        before = f"{name} " if len(every) > 1 and name else ""
        parts += [(f"{before}{Path(file).stem}", content) for file, content in made.files]
    if parts:
        return parts, Path(every[0][1].files[0][0]).suffix
    return [(name or assembly.id, made.content) for name, made in every], SUFFIX_OF.get(format, (f".{format}",))[0]


def _say_of(made: Assembled, lang: Lang) -> None:
    """What of its reports could not be read, and what its readers must know, on stderr."""
    for document in made.documents:
        if document.error is not None:
            tell(document.error.said, lang)
    for finding in made.findings:
        if finding.severity != "info":
            tell(finding.message, lang)


def _assembly_format(assembly: Assembly, format_: str | None, output: str | None, lang: Lang) -> str:
    if output is None or output == "-":
        return format_ or assembly.formats[0]
    check_output(output, lang)
    found = format_ or assembly.format_of(output)
    if found is None:
        refuse("cli.unknown-suffix", lang, path=output, known=assembly.suffixes)
    return found


@click.command(short_help="Joins the parts of an experts' report.")
@click.argument("parts", nargs=-1, required=True, metavar="PART...", type=EXISTING_FILE)
@click.option("-o", "--output", metavar="FILE", required=True, type=click.Path(), help="The joined report, a .docx.")
@lang_option
def merge(parts: tuple[Path, ...], output: str, lang: Lang) -> None:
    """Joins the parts of a report that several experts filled in (sapa assemble report --expert NAME).

    Nobody's text is left out or overwritten: it stands under the expert's name. Where the experts rate a standard
    differently, every rating is kept, a dissenting opinion says so, and so does stderr.
    """
    from .. import api

    file = check_output(output, lang)
    if file.suffix.lower() != ".docx":
        refuse("cli.unknown-suffix", lang, path=output, known=(".docx",))
    with refusing(lang):
        made = api.merge([str(part) for part in parts], lang)
    for finding in made.findings:
        tell(finding.message, lang)
    write(made.content, output, lang)
