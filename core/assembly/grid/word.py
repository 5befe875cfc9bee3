"""The grid as a Word file: landscape, one table whose header row is repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.coverage import Status
from ...model.crosswalk import GridCell
from ...version import __version__
from ..files.word import WordFile
from ..files.word_text import Run, Text
from .view import SHAPES, View

_WIDTH = 26.7  # cm between the margins
_ESG = 5.2  # cm of the first column
# Beside the shape and the word; dark enough to read on white (WCAG AA).
_COLOURS = {
    Status.ADDRESSED: "1B6E3F",
    Status.NOT_APPLICABLE: "33618C",
    Status.THIN: "7A4F00",
    Status.MENTIONED: "8A3F6B",
    Status.NOT_CHECKED: "5B3A9B",
    Status.MISSING: "B3261E",
}


def render(view: View) -> bytes:
    name = view.tell("grid.title")
    paper = WordFile(view.lang, name, landscape=True, margin=1.5, size=9.5)
    paper.property("sapa.schema", "sapa.grid/1")
    paper.property("sapa.sets", " ".join(column.key for column in view.grid.columns))
    paper.footer(view.tell("assembly.made-by", version=__version__))
    paper.heading(name, 0)
    for said in view.about():
        paper.paragraph(said)
    if view.laid:
        legend: list[str | Run] = [view.tell("grid.legend") + ": "]
        for number, status in enumerate(Status):
            legend += [", " if number else "", Run(view.mark(status), colour=_COLOURS[status])]
        paper.paragraph(legend)
    _table(paper, view, name)
    if view.findings:
        paper.heading(view.tell("grid.mapping"), 1)
        for said in view.remarks():
            paper.paragraph(said, "List Bullet")
    return paper.save()


def _table(paper: WordFile, view: View, name: str) -> None:
    columns = view.grid.columns
    width = (_WIDTH - _ESG) / len(columns)
    heads = [view.tell("grid.esg"), *(f"{column.title(view.lang)}\n{column.key}" for column in columns)]
    table = paper.table(heads, [_ESG, *(width for _ in columns)], title=name, description=" ".join(view.about()))
    for row in view.grid.rows:
        title = Run(f"{row.code} {row.titles.get(view.lang)}", bold=True)
        added = table.row([title, *("" for _ in columns)])
        for column, said in view.summed_up(row):
            added.add(0, f"{column.id}: {said}", "Small")
        for place, column in enumerate(columns, start=1):
            first, *others = _lines(view, column.id, row.cells[column.id]) or ["–"]
            paper.fill(added.paragraph(place), first)
            for line in others:
                added.add(place, line)


def _lines(view: View, set_id: str, cells: Sequence[GridCell]) -> list[Text]:
    """Every standard that maps there, and under it its criteria as the report answers them."""
    lines: list[Text] = []
    for cell in cells:
        lines.append(Run(f"{cell.standard.number} {cell.standard.titles.get(view.lang)}", bold=True))
        lines += [_marked(view, marked.status, marked.shown) for marked in view.marked(set_id, cell)]
    return lines


def _marked(view: View, status: Status | None, shown: tuple[str, ...]) -> Text:
    codes = ", ".join(shown)
    if status is None:
        return codes
    word = view.tell(f"status.{status}")
    return [Run(f"{SHAPES[status]} {word}: ", colour=_COLOURS[status]), codes]
