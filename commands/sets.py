"""`sapa sets`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .given import choose, load
from .group import Commands
from .options import EXISTING_FILE, format_option, lang_option, sets_dir_option
from .said import NOT_DONE, answer, check_output, print_lines, put_line, record_lang, refusing, tell, write

if TYPE_CHECKING:
    from ..core.words.messages import Lang


@click.group(cls=Commands)
def sets() -> None:
    """Standard sets: list, show, validate, begin one, import one."""


@sets.command("list")
@format_option("text", "json")
@lang_option
@sets_dir_option
def sets_list(format_: str | None, lang: Lang, sets_dirs: tuple[Path, ...]) -> None:
    """All standard sets that are installed."""
    from ..core.reporting import sets as shown

    every = load(sets_dirs, lang).sets.every
    if format_ == "json":
        write(shown.list_json(every, record_lang(format_, lang)), None, lang)
    else:
        print_lines(lambda width: shown.list_lines(every, lang, width=width), None, lang)


@sets.command("show")
@click.argument("id", metavar="ID")
@format_option("text", "json")
@lang_option
@sets_dir_option
def sets_show(id: str, format_: str | None, lang: Lang, sets_dirs: tuple[Path, ...]) -> None:
    """One set: its standards, criteria and their mapping to the ESG.

    ID as `sapa sets list` shows it, with or without edition.
    """
    from ..core.reporting import sets as shown

    for standards in choose(load(sets_dirs, lang), [id], lang):
        if format_ == "json":
            write(shown.set_json(standards, record_lang(format_, lang)), None, lang)
        else:
            print_lines(lambda width, one=standards: shown.set_lines(one, lang, width=width), None, lang)  # type: ignore[misc]


@sets.command("validate")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@lang_option
@click.pass_context
def sets_validate(ctx: click.Context, path: Path, lang: Lang) -> None:
    """Is this set.toml (or the one in this folder) right? Names all its faults at once.

    A folder of such folders: each of them. Warnings name what is legal and will hurt; they leave the exit code 0.
    """
    from ..core.loading.set_file import set_files
    from ..core.words.messages import message, say

    files = set_files(path)
    faulty = sum(not _validated(file, lang) for file in files)
    if len(files) > 1:
        put_line(say(message("cli.sets-checked", count=len(files), faulty=faulty), lang), err=True)
    if faulty:
        ctx.exit(NOT_DONE)


def _validated(file: Path, lang: Lang) -> bool:
    """Says what is wrong with one file; True where nothing is."""
    from ..core.loading.set_file import SetFileError, read_set
    from ..core.loading.set_warnings import warnings
    from ..core.reporting.sets import mappings
    from ..core.words.messages import message, say

    try:
        found = read_set(file)
    except SetFileError as error:
        for problem in error.problems:
            where = f"{problem.path} ({problem.at})" if problem.at else problem.path
            put_line(": ".join(part for part in (str(file), where, say(problem.said, lang)) if part))
        tell(message("cli.set-faults", file=str(file), count=len(error.problems)), lang)
        return False
    for warning in warnings(found):
        answer(message("cli.set-warning", file=str(file), said=say(warning, lang)), lang)
    counts = {"standards": len(found.standards), "criteria": len(found.criteria), "mappings": mappings(found)}
    answer(message("cli.set-valid", file=str(file), set=found.key, **counts), lang)
    return True


@sets.command("diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@format_option("text", "json")
@lang_option
@sets_dir_option
def sets_diff(old: str, new: str, format_: str | None, lang: Lang, sets_dirs: tuple[Path, ...]) -> None:
    """What the set B has otherwise than A: renumbered, reworded, removed, added.

    A and B as `sapa sets list` shows them: steppe@2023 steppe@2024.
    """
    from ..core.comparing.editions import changes
    from ..core.reporting import editions as shown

    loaded = load(sets_dirs, lang)
    before, after = (choose(loaded, [name], lang)[0] for name in (old, new))
    every = changes(before, after)
    if format_ == "json":
        write(shown.diff_json(before, after, every, record_lang(format_, lang)), None, lang)
    else:
        print_lines(lambda width: shown.diff_lines(before, after, every, lang, width=width), None, lang)


@sets.command(
    "new",
    epilog="""\b
Examples:
  sapa sets new steppe-colleges                      a folder with a set.toml, cases and a README
  sapa sets new steppe-colleges --package            a package that others can install
  sapa sets new steppe-colleges --update             after an update of Sapa""",
)
@click.argument("name", metavar="NAME")
@click.option("--package", is_flag=True, help="A package: pyproject.toml, entry point, a rule, tests, CI.")
@click.option(
    "--backend",
    type=click.Choice(["hatchling", "setuptools", "flit", "pdm", "poetry"]),
    default="hatchling",
    show_default=True,
    help="What builds the package.",
)
@click.option("--edition", metavar="EDITION", default="1", show_default=True, help='Of the standards, as "2024".')
@click.option("--update", is_flag=True, help="Bring what an older Sapa wrote up to date; your own files stay.")
@lang_option
def sets_new(name: str, package: bool, backend: str, edition: str, update: bool, lang: Lang) -> None:
    """Begins a standard set: makes the folder NAME here. Its own tests pass as they are."""
    from ..core.loading import scaffold
    from ..core.words.messages import message

    with refusing(lang):
        if update:
            made = scaffold.update(Path(name))
            beside = tuple(file.name for file in made.beside) or None
            answer(message("scaffold.updated", folder=name, count=len(made.files), beside=beside), lang)
            return
        made = scaffold.new(name, Path(), "package" if package else "folder", backend=backend, edition=edition)
    data = next(file.parent for file in made.files if file.name == "set.toml")
    said = message("scaffold.written", folder=name, count=len(made.files), set=name, dir=data.as_posix())
    answer(said, lang)


@sets.command(
    "import",
    epilog="""\b
Examples:
  sapa sets import standards.docx -o steppe/set.toml
  sapa sets import standards-en.docx standards-ru.pdf standards-kk.docx -o steppe/set.toml --edition 2024
  sapa sets import official.docx --texts-for institutional -o ours/texts.toml""",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=EXISTING_FILE)
@click.option(
    "-o", "--output", required=True, metavar="FILE", type=click.Path(path_type=Path), help="The file to write."
)
@click.option("--id", "id", metavar="ID", help="Of the set. Default: the name of the file's folder.")
@click.option("--edition", metavar="EDITION", default="1", show_default=True, help='Of the standards, as "2024".')
@click.option("--texts-for", metavar="ID", help="Only the texts of the criteria of this set: a local overlay of it.")
@click.option("--form", metavar="FILE", type=EXISTING_FILE, help="The blank form: its words are no answers.")
@lang_option
@sets_dir_option
@click.pass_context
def sets_import(
    ctx: click.Context,
    sources: tuple[Path, ...],
    output: Path,
    id: str | None,
    edition: str,
    texts_for: str | None,
    form: Path | None,
    lang: Lang,
    sets_dirs: tuple[Path, ...],
) -> None:
    """Reads printed standards into a set.toml: codes, titles, texts and the requirements printed under them.

    SOURCE is a Word file (its automatic numbers count), a PDF, an XLSX or CSV; in one to three languages, which are put
    beside each other by their codes. Nothing is invented: what is lacking, doubled or belongs to no code is named.
    """
    from ..core.loading.standards_import.run import import_overlay, import_set

    check_output(str(output), lang)
    with refusing(lang):
        if texts_for is not None:
            of = choose(load(sets_dirs, lang), [texts_for], lang)[0]
            made = import_overlay(sources, of)
        else:
            made = import_set(sources, id or output.resolve().parent.name, edition, form)
    write(made.text, str(output), lang)
    for said in made.said:
        answer(said, lang)
    if made.nothing:
        ctx.exit(NOT_DONE)
