"""The grid as text, Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io

from ...model.crosswalk import GridCell
from ...reporting.as_json import dump, finding_json
from ...showing.layout import Column, Paper, cells_of, plain
from ...showing.plain import harmless
from ...showing.plain import markdown as md
from .view import Marked, View

_WIDTH = 100


def text(view: View) -> str:
    paper = Paper(_WIDTH)
    paper.write(view.tell("grid.title"))
    for line in (*view.about(), *([", ".join(view.legend())] if view.laid else [])):
        paper.write(line)
    for row in view.grid.rows:
        paper.blank()
        paper.write(f"ESG {row.code} {row.titles.get(view.lang)}")
        summed = {column.id: said for column, said in view.summed_up(row)}
        for column in view.grid.columns:
            said = f": {summed[column.id]}" if column.id in summed else ""
            paper.write(f"{column.title(view.lang)} ({column.key}){said}", indent=2, hanging=4)
            if not row.cells[column.id]:
                paper.write(view.tell("grid.none"), indent=4)
            number = max((cells_of(cell.standard.number) for cell in row.cells[column.id]), default=0)
            for cell in row.cells[column.id]:
                lines = [cell.standard.titles.get(view.lang), *_marked_lines(view, column.id, cell)]
                paper.row([cell.standard.number, "\n".join(lines)], [Column(number), Column()], indent=4)
    if view.findings:
        paper.blank()
        paper.write(view.tell("grid.mapping"))
        for said in view.remarks():
            paper.write(said, indent=2, hanging=4)
    return plain(paper.lines)


def _marked_lines(view: View, set_id: str, cell: GridCell) -> list[str]:
    return [_marked(view, marked) for marked in view.marked(set_id, cell)]


def _marked(view: View, marked: Marked) -> str:
    codes = ", ".join(marked.shown)
    return codes if marked.status is None else f"{view.mark(marked.status)}: {codes}"


def markdown(view: View) -> str:
    lines = [f"# {md(view.tell('grid.title'))}", ""]
    for said in (*view.about(), *([", ".join(view.legend())] if view.laid else [])):
        lines += [md(said), ""]
    heads = [view.tell("grid.esg"), *(f"{column.title(view.lang)} ({column.key})" for column in view.grid.columns)]
    lines.append("| " + " | ".join(md(head) for head in heads) + " |")
    lines.append("| " + " | ".join("---" for _ in heads) + " |")
    for row in view.grid.rows:
        title = f"**{md(row.code)}** {md(row.titles.get(view.lang))}"
        cells = ["<br>".join([title, *(md(f"{column.id}: {said}") for column, said in view.summed_up(row))])]
        for column in view.grid.columns:
            parts = []
            for cell in row.cells[column.id]:
                parts.append(f"**{md(cell.standard.number)} {md(cell.standard.titles.get(view.lang))}**")
                parts += [md(line) for line in _marked_lines(view, column.id, cell)]
            cells.append("<br>".join(parts) or "–")
        lines.append("| " + " | ".join(cells) + " |")
    if view.findings:
        lines += [
            "",
            f"## {md(view.tell('grid.mapping'))}",
            "",
            *(f"- {md(said)}" for said in view.remarks()),
        ]
    return "\n".join(lines) + "\n"


def csv_(view: View) -> str:
    """One line for every pair of ESG standard and criterion; an ESG standard without any has a line without code."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = ["esg", "esg_title", "set", "edition", "standard", "standard_title", "code"]
    writer.writerow([*heads, *(["status", "words"] if view.laid else [])])
    for row in view.grid.rows:
        for column in view.grid.columns:
            start = [row.code, row.titles.get(view.lang), column.id, column.edition]
            rest = ["", ""] if view.laid else []
            if not row.cells[column.id]:
                writer.writerow(harmless([*start, "", "", "", *rest]))
            for cell in row.cells[column.id]:
                for code in cell.codes:
                    if (laid := view.laid.get(column.id)) is not None:
                        rest = [laid.status[code].value, str(laid.words[code])]
                    own = [cell.standard.number, cell.standard.titles.get(view.lang), code.text]
                    writer.writerow(harmless([*start, *own, *rest]))
    return out.getvalue()


def json_(view: View) -> str:
    """The contract sapa.grid/1. With reports also: reports, and in each row statuses and summary by set."""
    hub = view.grid.hub
    columns = [{"set": c.id, "edition": c.edition, "title": c.title(view.lang)} for c in view.grid.columns]
    rows = []
    for row in view.grid.rows:
        cells = {
            column.id: [
                {
                    "standard": cell.standard.number,
                    "title": cell.standard.titles.get(view.lang),
                    "codes": [code.text for code in cell.codes],
                }
                for cell in row.cells[column.id]
            ]
            for column in view.grid.columns
        }
        entry: dict[str, object] = {"code": row.code, "title": row.titles.get(view.lang), "cells": cells}
        if view.reports:
            entry["statuses"] = {
                id: {code.text: laid.status[code].value for cell in row.cells[id] for code in cell.codes}
                for id, laid in view.laid.items()
            }
            entry["summary"] = {
                id: {status.value: count for status, count in counts.items()}
                for id in view.laid
                if (counts := view.summary(row, id)) is not None
            }
        rows.append(entry)
    found: dict[str, object] = {"schema": "sapa.grid/1", "hub": hub.id, "columns": columns, "rows": rows}
    found["findings"] = [finding_json(finding, view.lang) for finding in view.findings]
    if view.reports:
        found["reports"] = [
            {
                "path": document.path,
                "sha256": document.sha256,
                "error": document.error.code if document.error is not None else None,
                "sets": [id for id, laid in view.laid.items() if laid.document is document],
            }
            for document in view.reports
        ]
    return dump(found)
