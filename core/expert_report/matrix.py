"""Tables whose columns or lines are the values of a scale, with a mark in one cell of each line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .choices import Letters
from .marks import Gap, Mark, marks_in
from .ratings import Said, Scale
from .text import Para
from .weighing import Option, decide


@dataclass(frozen=True)
class Line:
    """One line of a matrix: what it is about, and what is marked. at, last: positions of its paragraphs."""

    head: tuple[str, ...]
    said: Said
    at: int
    last: int


Table = Mapping[int, Mapping[int, Sequence[Para]]]  # rows of cells of paragraphs


def matrix(table: Table, scale: Scale) -> tuple[Line, ...]:
    """Its lines where the values of the scale head its columns; () where they do not."""
    for number, row in table.items():
        columns = {column: key for column, cell in row.items() if (key := _value(cell, scale)) is not None}
        if len(columns) < min(2, len(scale.ratings)) or len(set(columns.values())) != len(columns):
            continue
        below = [cells for other, cells in table.items() if other > number]
        above = [cells for other, cells in table.items() if other < number]
        lines = below or (above if len(above) == 1 else [])
        made = [_line(cells, row, columns, scale) for cells in lines if any(column in cells for column in columns)]
        return tuple(line for line in made if line is not None) if None not in made else ()
    return ()


def turned(table: Table, scale: Scale) -> tuple[Line, ...]:
    """The same where the values stand one below the other, each once, under a head whose cells say what a column is
    about. Where the head or a second line has a value, the lines are about something, and the values are answers."""
    values = {
        number: (column, key)
        for number, row in table.items()
        for column, cell in row.items()
        if (key := _value(cell, scale)) is not None
    }
    own = {column for column, _ in values.values()}
    keys = {number: key for number, (_, key) in values.items()}
    listed = min(2, len(scale.ratings)) <= len(set(keys.values())) == len(keys)
    number, top = next(iter(table.items()))
    if len(own) != 1 or not listed or number in keys:
        return ()
    made = []
    for column, cell in top.items():
        if column not in own and all(column in table[number] for number in keys):
            sideways = {number: table[number][column] for number in keys}
            made.append(_line({-1: cell, **sideways}, {}, keys, scale))
    return tuple(line for line in made if line is not None) if None not in made else ()


def _value(cell: Sequence[Para], scale: Scale) -> str | None:
    return scale.read(_text(cell)).key


def _text(cell: Sequence[Para]) -> str:
    line = Letters()
    for para in cell:
        line.add(para)
    return line.text


def _line(
    cells: Mapping[int, Sequence[Para]], heads: Mapping[int, Sequence[Para]], columns: Mapping[int, str], scale: Scale
) -> Line | None:
    """None where a cell holds what no matrix of marks has: another value, or a count."""
    options: list[Option] = []
    for column, key in columns.items():
        cell = cells.get(column, ())
        text = _text(cell)
        if text.strip().isdigit() or ((found := scale.values_in(text)) and _value(cell, scale) != key):
            return None
        gap = marks_in(text) if not found else Gap(("tick",))
        marks = ("unsure",) if gap.words else gap.all
        mark: Mark = "" if not marks else marks[0] if len(set(marks)) == 1 else "unsure"
        fill = {para.fill for para in cell} - {para.fill for para in heads.get(column, ())}
        look = frozenset(f"shaded:{one}" for one in fill if one)
        options.append(Option(key, mark, look))
    paras = [para for cell in cells.values() for para in cell]
    drawn = any(para.drawn for para in paras)
    said = decide(options, drawn=drawn)
    if said.state == "list":
        said = Said("empty")
    beside = [column for column in cells if column not in columns]
    at = [para.number - 1 for para in paras]
    return Line(tuple(" ".join(_text(cells[column]).split()) for column in beside), said, min(at), max(at))
