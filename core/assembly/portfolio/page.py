"""The portfolio as one page: no script, nothing fetched, the same bytes for the same content."""

from __future__ import annotations

from functools import cache

from ...showing.page import template
from ...version import __version__
from ...words.messages import day_text
from .gather import Share
from .themes import KINDS
from .view import View, percent, step


def render(view: View) -> str:
    return template("portfolio.html.j2", __package__).render(
        view=view,
        lang=view.lang,
        tell=view.tell,
        kinds=KINDS,
        cell=_cell,
        version=__version__,
        day=lambda day: day_text(str(day), view.lang, form="cell"),
    )


@cache
def _cell(share: Share | None) -> str:
    """A cell of the heat map; without a colour where nothing is known."""
    if share is None or not share.total:
        return "<td>–</td>"
    return f'<td class="s{step(share)}" title="{share.addressed}/{share.total}">{percent(share)}</td>'
