"""What a command says and writes: refusals on stderr, the payload on stdout or in a file that is never half-written."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from ..core.whole import is_dir, is_file
from .files import CASE_FILE, may_write

if TYPE_CHECKING:
    from ..core.loading.installed import OutputFormat
    from ..core.model.results import Result
    from ..core.showing.layout import Line
    from ..core.words.messages import Lang, Message


NOT_DONE = 2
RECORDS = frozenset({"json", "sarif", "junit"})  # for programs: the same on every machine
PAGE: Mapping[str, tuple[str, ...]] = {"text": (".txt",), "json": (".json",), "html": (".html", ".htm")}
SHEET: Mapping[str, tuple[str, ...]] = {**PAGE, "xlsx": (".xlsx",)}


def lang_is_asked() -> bool:
    """Whether the language was said in this very call."""
    return given_here("lang")


def given_here(option: str) -> bool:
    """Whether an option was given in this very call, and not by a variable, the settings or the system."""
    return click.get_current_context().get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE


def record_lang(format_: str | None, lang: Lang) -> Lang:
    """The language of an output: for people theirs, for programs English unless another is asked for."""
    return lang if format_ not in RECORDS or lang_is_asked() else "en"


class Refused(click.ClickException):
    """Something asked for cannot be done: said on stderr, exit code 2."""

    exit_code = NOT_DONE

    def show(self, file: Any = None) -> None:
        from ..core.words.text import printable

        click.echo(f"sapa: {printable(self.message)}", file=file, err=file is None)


def chosen_format(
    format_: str | None, output: str | None, lang: Lang, suffixes: Mapping[str, tuple[str, ...]] = PAGE
) -> str:
    """The format that was asked for, else the one of the file's suffix. Finds out early what cannot be written.

    suffixes: those of each format; the first format is the usual one.
    """
    from ..core.words.nearest import nearest

    if format_ is not None and format_ not in suffixes:
        refuse("cli.unknown-format", lang, name=format_, nearest=nearest(format_, suffixes) or tuple(suffixes))
    usual = next(iter(suffixes))
    if output is None or output == "-":
        return format_ or usual
    file = check_output(output, lang)
    if format_ is not None:
        return format_
    meant = {suffix: format for format, known in suffixes.items() for suffix in known}
    if file.suffix.lower() not in meant:
        refuse("cli.unknown-suffix", lang, path=output, known=tuple(meant))
    return meant[file.suffix.lower()]


def rendered(format: OutputFormat, result: Result, lang: Lang) -> str | bytes:
    """The result in a plugin's format; where that fails, nothing is written."""
    try:
        with contextlib.redirect_stdout(sys.stderr):  # stdout is the payload's
            content = format.render(result, lang)
        if not isinstance(content, str | bytes):
            raise TypeError(f"render() must give text or bytes, not {type(content).__name__}")
    except (Exception, SystemExit) as raised:
        cause = f"{type(raised).__name__}: {' '.join(str(raised).split())}"
        refuse("cli.format-failed", lang, name=format.id, cause=cause)
    return content


def check_output(output: str, lang: Lang) -> Path:
    """Finds out early where nothing can be written."""
    file = Path(output)
    if is_dir(file):
        refuse("cli.output-folder", lang, path=output)
    if not is_dir(file.parent):
        refuse("cli.no-folder", lang, path=str(file.parent))
    _refuse_own_input(output, lang)
    if not may_write(file):
        refuse("cli.cannot-write", lang, path=output, cause=os.strerror(errno.EACCES))
    return file


def check_folder(output: str, paths: Sequence[str], lang: Lang) -> None:
    """Finds out early whether files can be written into a folder; never into one that is searched for reports."""
    folder = Path(output)
    if not is_dir(folder.parent):
        refuse("cli.no-folder", lang, path=str(folder.parent))
    for path in paths:
        searched = is_dir(path) and not is_file(Path(path) / CASE_FILE)
        if searched and folder.resolve().is_relative_to(Path(path).resolve()):
            refuse("cli.searched", lang, path=output)


@contextlib.contextmanager
def refusing(lang: Lang) -> Iterator[None]:
    """What Sapa cannot do becomes a refusal in the language of the output."""
    from ..core.words.errors import SapaError

    try:
        yield
    except SapaError as error:
        raise Refused(error.told(lang)) from None


def tell(said: Message, lang: Lang) -> None:
    """A sentence for people, on stderr; nobody needs it where that was closed."""
    from ..core.words.messages import say

    with contextlib.suppress(OSError):
        put_line(f"sapa: {say(said, lang)}", err=True)


def answer(said: Message, lang: Lang) -> None:
    """A sentence that is what was asked for, on stdout."""
    from ..core.words.messages import say

    put_line(say(said, lang))


def put_line(line: str, *, err: bool = False) -> None:
    """A line for people, without what a file's name may say to the terminal."""
    from ..core.words.text import printable

    click.echo(printable(line), err=err)


def print_lines(lines: Callable[[int], list[Line]], output: str | None, lang: Lang, gist: str | None = None) -> None:
    """Lines made for the width of the terminal, or for a file. gist: as `write`."""
    from ..core.showing import terminal
    from ..core.showing.layout import plain

    if output is None or output == "-":
        terminal.show(lines(terminal.width(sys.stdout)), sys.stdout)
    else:
        write(plain(lines(terminal.PIPED)), output, lang, gist)


def _refuse_own_input(output: str, lang: Lang) -> None:
    """What was given to be read, in whatever way, and what belongs to a case is never written over."""
    from .files import belongs
    from .settings import place

    context = click.get_current_context(silent=True)
    if belongs(Path(output), {**(context.params if context else {}), "settings": place()}):
        refuse("cli.own-input", lang, path=output)


def write(content: str | bytes, output: str | None, lang: Lang, gist: str | None = None) -> None:
    """To stdout, or to a file that is either the old one or wholly the new one; then stderr says so in one line.

    gist: what is in it, in a sentence
    """
    if output is None or output == "-":
        if isinstance(content, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(_for_terminal(content) if sys.stdout.isatty() else content)
        return
    _store(content, output, lang)
    from ..core.words.messages import message

    tell(message("cli.written", path=output, gist=gist), lang)


def _for_terminal(content: str) -> str:
    """What is for programs says nothing to a terminal either. The two signs at the end of a line become one."""
    from ..core.words.text import printable

    return printable(content.replace("\r\n", "\n"))


def _store(content: str | bytes, output: str, lang: Lang) -> None:
    if isinstance(content, str):
        content = content.encode("utf-8", errors="backslashreplace")
    _refuse_own_input(output, lang)
    from .files import put

    try:
        put(content, Path(output))
    except OSError as error:
        refuse("cli.cannot-write", lang, path=output, cause=error.strerror or type(error).__name__)


def write_each(contents: Sequence[tuple[str, str | bytes]], output: str, suffix: str, lang: Lang) -> list[Path]:
    """A file for each (name, content) into the folder `output`, which is made where it is not there.

    name: of an institution, a report, whatever tells them apart; becomes the file's. Nothing is written where one of
    the files is an input or cannot be written over.
    """
    from .files import file_names

    folder = Path(output)
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError:
        refuse("cli.no-folder", lang, path=str(folder.parent))
    except OSError as error:
        refuse("cli.cannot-write", lang, path=output, cause=error.strerror or type(error).__name__)
    files = [folder / name for name in file_names([name for name, _ in contents], suffix)]
    for file in files:
        check_output(str(file), lang)
    for file, (_, content) in zip(files, contents, strict=True):
        _store(content, str(file), lang)
    return files


def refuse(id: str, lang: Lang, **arguments: Any) -> NoReturn:
    from ..core.words.messages import Message, say

    said: Message = Message(id, arguments)
    raise Refused(say(said, lang))
