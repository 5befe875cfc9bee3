"""Result -> Markdown: each report with its counts, gaps and findings, for wikis and issue trackers."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.results import Result
from ..showing.plain import markdown
from ..showing.view import teller
from ..words.messages import Lang
from .tables import Cell, Table, tables


def render(result: Result, lang: Lang = "en") -> str:
    tell = teller(lang)
    lines = [f"# {markdown(tell('tables.title'))}"]
    for table in tables(result, tell, lang):
        if table.id != "criteria" and table.rows:  # the criteria that need a look are among the gaps
            lines += ["", f"## {markdown(table.title(tell))}", "", *_rows(table, table.titles(tell))]
    return "\n".join(lines) + "\n"


def _rows(table: Table, heads: Sequence[str]) -> list[str]:
    numbers = [all(isinstance(row[at], int) for row in table.rows) for at in range(len(heads))]
    rule = ["---:" if number else "---" for number in numbers]
    return [_row(heads), f"| {' | '.join(rule)} |", *(_row(row) for row in table.rows)]


def _row(cells: Sequence[Cell]) -> str:
    return f"| {' | '.join('' if cell is None else markdown(str(cell)) for cell in cells)} |"
