"""The grid as one page: no script, nothing fetched, the same bytes for the same content."""

from __future__ import annotations

from ...showing.page import template
from ...version import __version__
from .view import SHAPES, View


def render(view: View) -> str:

    return template("grid.html.j2", __package__).render(
        view=view, grid=view.grid, lang=view.lang, tell=view.tell, shapes=SHAPES, version=__version__
    )
