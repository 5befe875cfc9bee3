"""The grid as a table of a Word file: a column for each set, a report's answers below each standard that maps there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ...model.crosswalk import GridCell
from ...model.standards import StandardSet
from ..files.word import WordFile
from ..files.word_text import Run, Text
from .view import Marked, View


class Look(NamedTuple):
    """How one file shows the table.

    width, first  of the table and of its first column, in cm
    head, counted  a set over its column, and before what it answers of a row
    answered      criteria of one status, and the style of their paragraph
    """

    width: float
    first: float
    head: Callable[[StandardSet], str]
    counted: Callable[[StandardSet, str], str]
    answered: Callable[[Marked], tuple[Text, str]]


def add_grid(paper: WordFile, view: View, look: Look, *, title: str, description: str = "") -> None:
    columns = view.grid.columns
    width = (look.width - look.first) / len(columns)
    heads = [view.tell("grid.esg"), *map(look.head, columns)]
    table = paper.table(heads, [look.first, *(width for _ in columns)], title=title, description=description)
    for row in view.grid.rows:
        added = table.row([Run(f"{row.code} {row.titles.get(view.lang)}", bold=True), *("" for _ in columns)])
        for column, said in view.summed_up(row):
            added.add(0, look.counted(column, said), "Small")
        for place, column in enumerate(columns, start=1):
            first, *others = _lines(view, look, column.id, row.cells[column.id]) or [("–", "Normal")]
            paper.fill(added.paragraph(place), first[0])
            for text, style in others:
                added.add(place, text, style)


def _lines(view: View, look: Look, set_id: str, cells: Sequence[GridCell]) -> list[tuple[Text, str]]:
    """Every standard that maps there, and under it its criteria as the report answers them: texts with their styles."""
    lines: list[tuple[Text, str]] = []
    for cell in cells:
        lines.append((Run(f"{cell.standard.number} {cell.standard.titles.get(view.lang)}", bold=True), "Normal"))
        lines += map(look.answered, view.marked(set_id, cell))
    return lines
