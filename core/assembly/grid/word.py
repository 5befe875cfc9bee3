"""The grid as a Word file: landscape, one table whose header row is repeated on every page."""

from __future__ import annotations

from ...model.coverage import Status
from ...version import __version__
from ..files.word import WordFile
from ..files.word_text import Run, Text
from .table import Look, add_grid
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
    add_grid(paper, view, _look(view), title=name, description=" ".join(view.about()))
    if view.findings:
        paper.heading(view.tell("grid.mapping"), 1)
        for said in view.remarks():
            paper.paragraph(said, "List Bullet")
    return paper.save()


def _look(view: View) -> Look:
    return Look(
        _WIDTH,
        _ESG,
        head=lambda column: f"{column.title(view.lang)}\n{column.key}",
        counted=lambda column, said: f"{column.id}: {said}",
        answered=lambda marked: (_marked(view, marked.status, marked.shown), "Normal"),
    )


def _marked(view: View, status: Status | None, shown: tuple[str, ...]) -> Text:
    codes = ", ".join(shown)
    if status is None:
        return codes
    word = view.tell(f"status.{status}")
    return [Run(f"{SHAPES[status]} {word}: ", colour=_COLOURS[status]), codes]
