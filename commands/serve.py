"""`sapa serve`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .given import choose, load
from .options import lang_option, sets_dir_option
from .said import refuse, refusing, tell

if TYPE_CHECKING:
    from ..core.words.messages import Lang

_EXTRA = ("flask", "waitress")


@click.command(
    short_help="A page in the browser: drop reports, watch a folder while it is written in.",
    epilog="""\b
Exit code:
  0  shown until Ctrl-C
  2  not shown: the extra is not installed, the port is taken, a password is needed
\b
Examples:
  sapa serve                                  drop reports onto the page
  sapa serve drafts/                          check again whenever a report in drafts/ is saved
  sapa serve --host 0.0.0.0 --password        for others in this network; asks for a password""",
)
@click.argument(
    "folder", metavar="[FOLDER]", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Default: one that is free.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen. All but this computer needs a password."
)
@click.option("--password", "ask", is_flag=True, help="Ask for a password now; visitors must give it.")
@click.option(
    "--password-hash", "hash_", metavar="HASH", envvar="SAPA_PASSWORD_HASH",
    help="The hash of a password. Also: SAPA_PASSWORD_HASH.",
)  # fmt: skip
@click.option("--make-hash", is_flag=True, help="Ask for a password, print its hash, and end.")
@click.option("--name", "names", multiple=True, help="A further name of the page, such as a proxy's. Repeatable.")
@click.option(
    "--keep", type=click.IntRange(1, 1440), default=120, show_default=True, metavar="MINUTES",
    help="So long results stay without use.",
)  # fmt: skip
@click.option(
    "--set", "sets", multiple=True, metavar="ID", help="Standards of the reports in FOLDER. Default: recognised."
)
@lang_option
@sets_dir_option
def serve(
    folder: Path | None,
    port: int,
    no_browser: bool,
    host: str,
    ask: bool,
    hash_: str | None,
    make_hash: bool,
    names: tuple[str, ...],
    keep: int,
    sets: tuple[str, ...],
    lang: Lang,
    sets_dirs: tuple[Path, ...],
) -> None:
    """A page on this computer: drop reports onto it, see what they answer, take the files away.

    With FOLDER the page follows it: when a report is saved it is checked again, and the page shows which gaps closed.
    Nothing is kept: what was dropped is removed by a button, after a while, and at the end (Ctrl-C).
    """
    if any(find_spec(name) is None for name in _EXTRA):
        refuse("serve.no-extra", lang)
    from ..web import password
    from ..web.bounds import Bounds
    from ..web.gate import is_loopback
    from ..web.server import Wanted
    from ..web.server import serve as run

    if make_hash:
        click.echo(password.hashed(_asked(lang)))
        return
    if hash_ and not password.is_hash(hash_):
        refuse("serve.no-hash", lang)
    with refusing(lang):
        loaded = load(sets_dirs, lang)
        choose(loaded, sets, lang)
        hash_ = password.hashed(_asked(lang)) if ask else hash_ or ""
        wanted = Wanted(host, port, folder, hash_, names, sets, not no_browser, Bounds(seconds=keep * 60.0))
        run(wanted, loaded, lambda address: _told(address, folder, not is_loopback(host), lang))


def _told(address: str, folder: Path | None, exposed: bool, lang: Lang) -> None:
    """The address on stdout; what to know of it on stderr."""
    from ..core.words.messages import message

    click.echo(address)
    tell(message("serve.ready", folder=None if folder is None else str(folder)), lang)
    if exposed:
        tell(message("serve.exposed"), lang)


def _asked(lang: Lang) -> str:
    from ..core.words.messages import message, say
    from ..web.password import SHORTEST

    question, again = say(message("serve.ask"), lang), say(message("serve.ask-again"), lang)
    given: str = click.prompt(question, hide_input=True, confirmation_prompt=again, err=True)
    if len(given) < SHORTEST:
        refuse("serve.short", lang, least=SHORTEST)
    return given
