"""Templates of pages: values are escaped, a name that nobody gave is an error, the style is the same on every page."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

_STYLE = "style.css"


@dataclass(frozen=True)
class Frame:
    """What a server of its own puts around a page, all of it HTML. The policy for scripts is then the server's.

    head  links to its style and scripts; above: what stands before the page; script: address of the page's script
    """

    head: str
    above: str
    script: str


@cache
def template(name: str, package: str) -> Template:
    """The template of this name in a package's folder `templates`."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    own, shared = (files(of).joinpath("templates") for of in (package, __package__))
    environment = Environment(
        loader=FunctionLoader(lambda name: (shared if name == _STYLE else own).joinpath(name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)


def shown_as_is(name: str, package: str) -> str:
    """A file beside a package's templates, such as a script, that is no template itself."""
    return files(package).joinpath("templates", name).read_text("utf-8")


def hash_of(script: str) -> str:
    """The source of a Content-Security-Policy that allows this inline script and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode('ascii')}"
