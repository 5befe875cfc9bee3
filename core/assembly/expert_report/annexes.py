"""The annexes of an EEG report: what the self-assessment report answers, and the comparison grid with it laid over."""

from __future__ import annotations

from dataclasses import replace

from ...model.crosswalk import GridCell
from ...showing.view import place_text
from ..files.word_text import Run
from ..grid.view import SHAPES, View, view_of
from .chapter import annexes
from .outline import Outline
from .paper import Paper


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
    columns = view.grid.columns
    first = 6.0
    width = (17 - first) / len(columns)
    heads = [view.tell("grid.esg"), *(f"{column.title(view.lang)} ({column.edition})" for column in columns)]
    table = paper.table(heads, [first, *(width for _ in columns)], title=paper.tell("eeg.grid"))
    for row in view.grid.rows:
        title = Run(f"{row.code} {row.titles.get(view.lang)}", bold=True)
        added = table.row([title, *("" for _ in columns)])
        for _, said in view.summed_up(row):
            added.add(0, said, "Small")
        for place, column in enumerate(columns, start=1):
            lines = [line for cell in row.cells[column.id] for line in _lines(view, column.id, cell)]
            for number, (line, style) in enumerate(lines or [("–", "Normal")]):
                paragraph = added.paragraph(place) if number == 0 else added.add(place, style=style)
                paper.fill(paragraph, line)


def _lines(view: View, set_id: str, cell: GridCell) -> list[tuple[str | Run, str]]:
    """A standard, and under it in small letters its criteria as the report answers them: (text, style)."""
    title = Run(f"{cell.standard.number} {cell.standard.titles.get(view.lang)}", bold=True)
    lines: list[tuple[str | Run, str]] = [(title, "Normal")]
    for marked in view.marked(set_id, cell):
        sign = f"{SHAPES[marked.status]} " if marked.status is not None else ""
        lines.append((sign + ", ".join(marked.shown), "Small"))
    return lines


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
