"""Templates of pages: values are escaped, a name that nobody gave is an error, the style is the same on every page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

_STYLE = "style.css"


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
