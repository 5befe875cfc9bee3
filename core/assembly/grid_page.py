"""The grid as one page: no script, nothing fetched, the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .grid_view import SHAPES, View

if TYPE_CHECKING:
    from jinja2 import Template


def render(view: View) -> str:
    from ... import __version__

    return _template().render(
        view=view, grid=view.grid, lang=view.lang, tell=view.tell, shapes=SHAPES, version=__version__
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    own = files(__package__).joinpath("templates")
    shared = files(__package__.rpartition(".")[0]).joinpath("reporting", "templates")
    places: Mapping[str, object] = {"style.css": shared}

    def load(name: str) -> str:
        folder = shared if name in places else own
        return folder.joinpath(name).read_text("utf-8")

    environment = Environment(
        loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("grid.html.j2")
