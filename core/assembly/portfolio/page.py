"""The portfolio as one page: no script, nothing fetched, the same bytes for the same content."""

from __future__ import annotations

from ...showing.page import template
from ...version import __version__
from ...words.messages import day_text
from .themes import KINDS
from .view import View, percent, step


def render(view: View) -> str:
    return template("portfolio.html.j2", __package__).render(
        view=view,
        lang=view.lang,
        tell=view.tell,
        kinds=KINDS,
        percent=percent,
        step=step,
        version=__version__,
        day=lambda day: day_text(str(day), view.lang, form="cell"),
    )
