"""Tables that plugins' rules show (rules.Overview), as lines and as what a page needs."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.results import DocumentResult, Overview, Shown
from ..model.standards import Titles
from ..showing.layout import Paper
from ..showing.places import Places
from ..showing.view import Tell
from ..words.messages import Lang, Message, say


def cell_text(shown: Shown, places: Places | None, lang: Lang) -> str:
    """places: of the report that the table is about; None: of none, and then no cell is a place."""
    if isinstance(shown, str):
        return shown
    if isinstance(shown, Message):
        return say(shown, lang)
    if isinstance(shown, Titles):
        return shown.get(lang)
    assert places is not None
    return "; ".join(dict.fromkeys(map(places.text, shown)))


def write_overviews(paper: Paper, document: DocumentResult, tell: Tell, lang: Lang) -> None:
    write_tables(paper, document.overviews, Places(document, tell), lang)


def write_tables(paper: Paper, overviews: Sequence[Overview], places: Places | None, lang: Lang) -> None:
    for overview in overviews:
        paper.blank()
        paper.write([(say(overview.title, lang), "head")])
        for note in overview.notes:
            paper.write([(say(note, lang), "quiet")], indent=2)
        rows = [[cell_text(cell, places, lang) for cell in row] for row in overview.rows]
        paper.table([say(head, lang) for head in overview.heads], rows, indent=2)
