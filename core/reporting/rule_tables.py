"""Tables that plugins' rules show (rules.Overview), as lines and as what a page needs."""

from __future__ import annotations

from ..model.results import DocumentResult, Shown
from ..model.standards import Titles
from ..showing.layout import Paper
from ..showing.places import Places
from ..showing.view import Tell
from ..words.messages import Lang, Message, say


def cell_text(shown: Shown, places: Places, lang: Lang) -> str:
    if isinstance(shown, str):
        return shown
    if isinstance(shown, Message):
        return say(shown, lang)
    if isinstance(shown, Titles):
        return shown.get(lang)
    return "; ".join(dict.fromkeys(map(places.text, shown)))


def write_overviews(paper: Paper, document: DocumentResult, tell: Tell, lang: Lang) -> None:
    places = Places(document, tell)
    for overview in document.overviews:
        paper.blank()
        paper.write([(say(overview.title, lang), "head")])
        for note in overview.notes:
            paper.write([(say(note, lang), "quiet")], indent=2)
        rows = [[cell_text(cell, places, lang) for cell in row] for row in overview.rows]
        paper.table([say(head, lang) for head in overview.heads], rows, indent=2)
