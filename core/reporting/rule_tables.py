"""Tables that plugins' rules show (rules.Overview), as lines and as what a page needs."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.places import Place
from ..model.results import DocumentResult, Shown
from ..model.standards import Titles
from ..showing.layout import Column, Paper, cells_of
from ..showing.view import Tell, place_text
from ..words.messages import Lang, Message, say

_WIDEST = 26  # cells of every column but the widest one


def cell_text(shown: Shown, document: DocumentResult, tell: Tell, lang: Lang) -> str:
    if isinstance(shown, str):
        return shown
    if isinstance(shown, Message):
        return say(shown, lang)
    if isinstance(shown, Titles):
        return shown.get(lang)
    return "; ".join(_place(place, document, tell) for place in shown)


def _place(place: Place, document: DocumentResult, tell: Tell) -> str:
    return place_text(place, (), tell, files=len(document.files))


def write_overviews(paper: Paper, document: DocumentResult, tell: Tell, lang: Lang) -> None:
    for overview in document.overviews:
        paper.blank()
        paper.write([(say(overview.title, lang), "head")])
        for note in overview.notes:
            paper.write([(say(note, lang), "quiet")], indent=2)
        rows = [[say(head, lang) for head in overview.heads]]
        rows += [[cell_text(cell, document, tell, lang) for cell in row] for row in overview.rows]
        columns = _columns(rows)
        for number, row in enumerate(rows):
            paper.row([[(text, "quiet" if number == 0 else "")] for text in row], columns, indent=2)


def _columns(rows: Sequence[Sequence[str]]) -> list[Column]:
    """As wide as needed, up to a limit; the widest one takes what the others leave."""
    widths = [max(cells_of(text) for text in column) for column in zip(*rows, strict=True)]
    widest = widths.index(max(widths))
    return [Column(None if at == widest else min(max(width, 1), _WIDEST)) for at, width in enumerate(widths)]
