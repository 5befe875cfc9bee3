"""The annexes of an EEG report: what the self-assessment report answers, and the comparison grid with it laid over."""

from __future__ import annotations

from dataclasses import replace

from ...showing.view import place_text
from ..grid.table import Look, add_grid
from ..grid.view import SHAPES, Marked, View, view_of
from .chapter import annexes
from .outline import Outline
from .paper import Paper

_WIDTH = 17.0  # cm between the margins
_ESG = 6.0  # cm of the grid's first column


def coverage(paper: Paper, outline: Outline) -> None:
    """Every criterion with its status, words and places, standard by standard."""
    paper.heading(paper.tell("eeg.coverage"))
    paper.note(paper.tell("eeg.coverage-about", file=outline.report_name))
    heads = [paper.tell(f"eeg-head.{name}") for name in ("criterion", "status", "words", "where", "annexes")]
    table = paper.table(heads, (2.3, 3.4, 1.6, 7.3, 2.4), title=paper.tell("eeg.coverage"))
    for standard in outline.standards:
        criteria = outline.criteria(standard)
        if not criteria:
            continue
        title = paper.tell("eeg.standard", number=standard.number, title=standard.titles.get(paper.lang))
        paper.group_row(table, title)
        for found in criteria:
            status = f"{SHAPES[found.status]} {paper.tell(f'status.{found.status}')}"
            place = "–"
            if found.evidence:
                first = found.evidence[0]
                place = place_text(first.place, first.heading, paper.tell, files=len(outline.document.files))
            cited = ", ".join(annexes(found)) or "–"
            table.row([found.criterion.code.text, status, str(found.words), place, cited])


def grid(paper: Paper, outline: Outline) -> None:
    """The sets side by side by ESG standard, this set's codes marked as the report answers them."""
    view = _view(outline)
    paper.heading(paper.tell("eeg.grid"))
    if view.laid:
        paper.note("  ".join(view.legend()), keep_with_next=True)
    add_grid(paper, view, _look(view), title=paper.tell("eeg.grid"))


def _look(view: View) -> Look:
    return Look(
        _WIDTH,
        _ESG,
        head=lambda column: f"{column.title(view.lang)} ({column.edition})",
        counted=lambda column, said: said,
        answered=_marked,
    )


def _marked(marked: Marked) -> tuple[str, str]:
    """In small letters, with the sign that the legend explains."""
    sign = f"{SHAPES[marked.status]} " if marked.status is not None else ""
    return sign + ", ".join(marked.shown), "Small"


def _view(outline: Outline) -> View:
    """The report's own set as the only column, with the report that the skeleton follows laid over."""
    request = outline.request
    assert request is not None and request.result is not None
    document = replace(
        outline.document,
        sets=tuple(one for one in outline.document.sets if one.coverage.set.key == outline.set.key),
    )
    alone = replace(request.result, documents=(document,))
    return view_of(replace(request, sets=(outline.set,), result=alone, options={"ranges": True}))
