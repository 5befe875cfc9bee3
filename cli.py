"""The sapa command. Each command parses its options, makes one call into the core, and prints."""

from __future__ import annotations

import codecs
import contextlib
import errno
import gc
import io
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from . import __version__
from .commands import settings, tongue
from .commands.given import want_plugins
from .commands.group import Commands
from .commands.said import NOT_DONE
from .commands.tongue import SPOKEN


def main() -> None:
    """Exit code 1 is for findings alone: whatever else goes wrong, a defect of Sapa included, is 2."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called: what is said goes nowhere, the exit code stays
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console of code page 1251 cannot show Kazakh
            stream.reconfigure(encoding="utf-8", errors=_AS_MEANT)
    _heed_signals()
    try:
        with _collecting_seldom():
            code = _run(sys.argv[1:])
        sys.stdout.flush()
    except click.ClickException as refused:
        _show(refused)
        code = NOT_DONE
    except (click.Abort, KeyboardInterrupt) as stop:
        with contextlib.suppress(OSError):  # a terminal that was closed
            _say("cli.stopped")
        code = _code_of(stop)
    except BrokenPipeError:  # the reader of our output has gone, as in `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = NOT_DONE
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _NOT_TAKEN and error.filename is None:
            _say_not_taken(error)
        else:
            import traceback

            traceback.print_exc()
            _say("cli.defect")
        code = NOT_DONE
    sys.exit(code or 0)


def _run(arguments: list[str]) -> int | None:
    """The command in the user's language, with what the settings file says of its options."""
    tongue.teach_click()
    SPOKEN.set(tongue.chosen(arguments, {}))
    known = settings.read(SPOKEN.get())
    SPOKEN.set(tongue.chosen(arguments, known))
    defaults = settings.defaults(known, sapa, SPOKEN.get()) if known else None
    code: int | None = tongue.spoken(sapa, SPOKEN.get()).main(arguments, standalone_mode=False, default_map=defaults)
    return code


def _say(id: str, **arguments: Any) -> None:
    from .commands.said import tell
    from .core.words.messages import Message

    tell(Message(id, arguments), SPOKEN.get())


# What a stream says that takes no more: a full disk, a terminal that was closed, a stream that never was open.
_NOT_TAKEN = frozenset({errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


def _say_not_taken(error: OSError) -> None:
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left would fail once more
    with contextlib.suppress(OSError):
        _say("cli.not-taken", cause=error.strerror)


def _show(refused: click.ClickException) -> None:
    """On stderr, always after the same word, and without what a file's name may say to the terminal."""
    from .core.words.text import printable

    if isinstance(refused, getattr(click.exceptions, "NoArgsIsHelpError", ())):  # a group without a command
        refused.show(sys.stderr)
        return
    usage = io.StringIO()
    if isinstance(refused, click.UsageError):
        click.UsageError("", refused.ctx).show(usage)  # how it is used, where there is more, and then its own prefix
    lines = usage.getvalue().splitlines(keepends=True)[:-1]
    sys.stderr.write(printable(f"{''.join(lines)}sapa: {refused.format_message()}\n"))


class Ended(KeyboardInterrupt):
    """A signal that ends the run. As Ctrl-C it lets everything be cleaned up: helper programs, temporary files."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


def _end(number: int, frame: object) -> None:
    raise Ended(number)


def _heed_signals() -> None:
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # under nohup it stays ignored
            signal.signal(number, _end)


def _code_of(stop: BaseException) -> int:
    ended = next((one for one in (stop, stop.__cause__) if isinstance(one, Ended)), None)
    return 130 if ended is None else ended.code


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


# Each is imported when it is asked for, and all of them for the list of them.
_NAMES = (
    "assemble carry check compare confirm forget init parity plugins portfolio read review schema serve sets verify"
)
_MODULE_OF = {**{name: name for name in _NAMES.split()}, "merge": "assemble"}


@click.group(
    cls=Commands,
    modules=_MODULE_OF,
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
@click.option("--plugins", "only", metavar="NAME,...", help="Of others' plugins load these alone. Also: SAPA_PLUGINS.")
@click.option("--no-plugins", is_flag=True, help="Load no plugins but Sapa's own.")
def sapa(only: str | None, no_plugins: bool) -> None:
    """Checks self-assessment reports against accreditation standards.

    Reads a report (Word or PDF) and says for every criterion where the report answers it, and where it does not.
    """
    if no_plugins and only is not None:
        from .core.words.messages import message, say

        raise click.UsageError(say(message("cli.plugins-exclude"), SPOKEN.get()))
    if no_plugins or only is not None:
        want_plugins(only or "")
