"""Tables of government PDFs (ICDAR 2013, the European half): F over pairs of neighbouring cells."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Hashable
from itertools import pairwise
from pathlib import Path

from .figures import Row, Score, Told, bare, suite
from .peers import PDF_TABLES, Placed, Table, Tables, installed

GOAL = "micro ≥ .80, macro ≥ .85"
_NAME = "icdar2013"


def run(tools: list[str], told: Told) -> list[Row]:
    folder = suite(_NAME)
    if folder is None:
        return []
    truths = _truths(folder)
    rows = []
    for tool, tables in PDF_TABLES.items():
        if tools and tool not in tools:
            continue
        if not installed(tool):
            rows.append(Row(_NAME, tool, "not installed"))
            continue
        rows.append(_measured(tool, tables, truths, told))
    return rows


def _measured(tool: str, tables: Tables, truths: dict[Path, list[Table]], told: Told) -> Row:
    score = Score()
    started = time.perf_counter()
    for pdf, truth in truths.items():
        expected, answer = pairs(truth), pairs(tables(pdf))
        own = score.add(expected, answer)
        told(f"{_NAME} {tool} {pdf.name}: F {own:.3f}, {len(expected)} true, {len(answer)} told")
    seconds = time.perf_counter() - started
    shown = (
        f"micro {score.micro:.3f} (P {score.precision:.2f}, R {score.recall:.2f}), macro {score.macro:.3f}, "
        f"{len(truths)} files in {seconds:.1f} s"
    )
    return Row(_NAME, tool, shown, GOAL if tool == "Sapa" else "")


def _truths(folder: Path) -> dict[Path, list[Table]]:
    """For each PDF its tables; some have theirs in two files."""
    found: dict[Path, list[Table]] = {}
    for file in sorted(folder.glob("*-str.xml")):
        name = file.name.removesuffix("-str.xml")
        part = name[:-1] if name[-1].isalpha() else name  # eu-009a and eu-009b are the tables of one file
        pdf = next(folder / f"{one}.pdf" for one in (name, part, f"{part}a") if (folder / f"{one}.pdf").exists())
        found.setdefault(pdf, []).extend(_tables(file))
    return found


def _tables(file: Path) -> list[Table]:
    tables: list[Table] = []
    for table in ElementTree.parse(file).getroot().iter("table"):
        cells: Table = []
        for region in table.iter("region"):
            down, right = int(region.get("row-increment") or 0), int(region.get("col-increment") or 0)
            for cell in region.iter("cell"):
                row, column = int(cell.get("start-row") or 0), int(cell.get("start-col") or 0)
                last_row, last_column = int(cell.get("end-row") or row), int(cell.get("end-col") or column)
                text = "".join(cell.findtext("content") or "")
                cells.append(Placed(row + down, column + right, last_row - row + 1, last_column - column + 1, text))
        tables.append(cells)
    return tables


def pairs(tables: list[Table]) -> Counter[Hashable]:
    """Neighbours among the cells that say something: (text, text, direction), blank cells between them skipped."""
    found: Counter[Hashable] = Counter()
    for table in tables:
        grid: dict[tuple[int, int], int] = {}
        for number, cell in enumerate(table):
            if bare(cell.text):
                for row in range(cell.row, cell.row + cell.rows):
                    for column in range(cell.column, cell.column + cell.columns):
                        grid.setdefault((row, column), number)
        for direction, order in (("right", sorted(grid)), ("down", sorted(grid, key=lambda at: (at[1], at[0])))):
            seen: set[tuple[int, int]] = set()
            same = 0 if direction == "right" else 1
            for one, other in pairwise(order):
                pair = grid[one], grid[other]
                if one[same] == other[same] and pair[0] != pair[1] and pair not in seen:
                    seen.add(pair)
                    found[bare(table[pair[0]].text), bare(table[pair[1]].text), direction] += 1
    return found
