"""`sapa serve`: the local page, from its start to its end."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from waitress.server import create_server

from ..core.loading.installed import Loaded
from ..core.words.errors import SapaError
from ..core.words.messages import message
from .app import make_app
from .bounds import MILLION, Bounds
from .gate import Names, is_loopback
from .routes import Site
from .store import Store
from .watching import Watch
from .work import Desk, Queue

_THREADS = 8
_TIDY = 20.0  # seconds
_CONNECTIONS = 200
_MARGIN = 20 * MILLION  # above the bound of a request: what is a little too large is answered by a page


class CannotServe(SapaError):
    """The page cannot be shown as it was asked for."""

    def __init__(self, id: str, **arguments: object) -> None:
        super().__init__(id)
        self.said = message(id, **arguments)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Wanted:
    """host, port: where to listen, port 0: any that is free; names: further ones under which it may be asked for.

    folder  to be watched; hash: of the password; sets: to check against in the folder
    """

    host: str = "127.0.0.1"
    port: int = 0
    folder: Path | None = None
    hash: str = ""
    names: Sequence[str] = ()
    sets: tuple[str, ...] = ()
    browser: bool = True
    bounds: Bounds = field(default_factory=Bounds)


@contextlib.contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens. Raises CannotServe."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        opened = socket.create_server((host.strip("[]"), port), family=family, backlog=64)
    except (OSError, OverflowError) as error:
        cause = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise CannotServe("serve.no-port", host=host, port=port, cause=cause) from error
    with opened:
        yield opened


def address(host: str, port: int) -> str:
    """What people open on this machine."""
    everywhere = host in ("0.0.0.0", "::", "")
    name = "127.0.0.1" if everywhere else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def serve(wanted: Wanted, loaded: Loaded, tell: Callable[[str], None]) -> None:
    """Shows the page until Ctrl-C or a signal; then nothing of it is left. tell: is told the address, once it is there.

    Raises CannotServe.
    """
    if not is_loopback(wanted.host) and not wanted.hash:
        raise CannotServe("serve.needs-password", host=wanted.host)
    with listening(wanted.host, wanted.port) as opened, Store(wanted.bounds) as store:
        port = opened.getsockname()[1]
        watch = None
        if wanted.folder is not None:
            watch = Watch(wanted.folder.resolve(), store, loaded, wanted.sets)
            watch.start()
        names = Names(wanted.host.strip("[]"), port, frozenset(name.casefold() for name in wanted.names))
        ended = threading.Event()
        threading.Thread(target=tidy, args=(store, ended), daemon=True).start()
        server = _server(Site(Desk(store, loaded, Queue()), names, wanted.hash, watch), opened, wanted.bounds)
        try:
            tell(address(wanted.host, port))
            if wanted.browser:
                threading.Thread(target=webbrowser.open, args=(address(wanted.host, port),), daemon=True).start()
            server.run()  # ends at Ctrl-C, and at the signals that the command heeds
        finally:
            ended.set()
            if watch is not None:
                watch.stop()


def tidy(store: Store, ended: threading.Event) -> None:
    """Removes what has had its time, even where nobody asks for anything any more."""
    while not ended.wait(_TIDY):
        store.expire()


def _server(site: Site, opened: socket.socket, bounds: Bounds) -> Any:
    logging.getLogger("waitress").setLevel(logging.ERROR)
    return create_server(
        make_app(site),
        sockets=[opened],
        threads=_THREADS,
        connection_limit=_CONNECTIONS,
        max_request_body_size=bounds.request + _MARGIN,
        ident="",  # what serves it is nobody's business
    )
