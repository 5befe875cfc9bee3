"""Ruling lines -> grids: which cells a table has, and which of them are merged."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from .lines import Box

_NEAR = 3.0  # points: lines closer than this are one (double borders, a border drawn by both its cells)
_SMALLEST = 4.0  # points: narrower columns and rows are gaps between double lines
_MOST_CELLS = 20_000  # of one grid: the same
_MOST_LINES = 600  # on one page: more is a chart or squared paper


@dataclass(frozen=True, slots=True)
class Area:
    """A cell of a grid: first row and column, and how many it spans."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class Grid:
    """xs from left to right, ys from top to bottom; cells: for each row and column the area that it belongs to."""

    xs: list[float]
    ys: list[float]
    cells: list[list[Area]]
    areas: list[Area] = field(default_factory=list)
    down: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.down = [-edge for edge in self.ys]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    def at(self, x: float, y: float) -> Area | None:
        """The cell in which a point lies."""
        if not (self.xs[0] - _NEAR <= x <= self.xs[-1] + _NEAR and self.ys[-1] - _NEAR <= y <= self.ys[0] + _NEAR):
            return None
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.down, -y) - 1, 0), len(self.ys) - 2)
        return self.cells[row][column]


@dataclass(slots=True)
class _Rule:
    """A merged ruling line: at is its fixed coordinate, low to high the other."""

    at: float
    low: float
    high: float


def grids(across: list[Box], down: list[Box]) -> tuple[list[Grid], list[Box]]:
    """The grids that a page's ruling lines form, and the horizontal lines that belong to none."""
    rows = _merged([((box[1] + box[3]) / 2, box[0], box[2]) for box in across])
    columns = _merged([((box[0] + box[2]) / 2, box[1], box[3]) for box in down])
    if not rows or not columns or len(rows) > _MOST_LINES or len(columns) > _MOST_LINES:
        return [], [(rule.low, rule.at, rule.high, rule.at) for rule in rows]
    parts = _connected(rows, columns)
    found: list[Grid] = []
    alone: list[Box] = []
    for some_rows, some_columns in parts:
        grid = _grid(some_rows, some_columns) if some_columns else None
        if grid is not None:
            found.append(grid)
        else:
            alone += [(rule.low, rule.at, rule.high, rule.at) for rule in some_rows]
    return found, alone


def _merged(lines: list[tuple[float, float, float]]) -> list[_Rule]:
    """Collinear pieces that touch become one line."""
    lines.sort()
    merged: list[_Rule] = []
    group: list[tuple[float, float, float]] = []

    def close() -> None:
        group.sort(key=lambda line: line[1])
        at = sum(line[0] for line in group) / len(group)
        rule = _Rule(at, group[0][1], group[0][2])
        for _, low, high in group[1:]:
            if low - rule.high <= _NEAR:
                rule.high = max(rule.high, high)
            else:
                merged.append(rule)
                rule = _Rule(at, low, high)
        merged.append(rule)

    for line in lines:
        if group and line[0] - group[0][0] > _NEAR:
            close()
            group = []
        group.append(line)
    if group:
        close()
    return merged


def _connected(rows: list[_Rule], columns: list[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Lines that cross or touch belong together."""
    parent = list(range(len(rows) + len(columns)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            if row.low - _NEAR <= column.at <= row.high + _NEAR and column.low - _NEAR <= row.at <= column.high + _NEAR:
                one, other = root(i), root(len(rows) + j)
                if one != other:
                    parent[one] = other
    parts: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for i, row in enumerate(rows):
        parts.setdefault(root(i), ([], []))[0].append(row)
    for j, column in enumerate(columns):
        parts.setdefault(root(len(rows) + j), ([], []))[1].append(column)
    return list(parts.values())


def _edges(lines: list[_Rule], ends: list[float]) -> list[float]:
    """Coordinates of the grid: of its lines, and of the open sides where the crossing lines reach further."""
    found: list[float] = []
    for at in sorted(rule.at for rule in lines):
        if not found or at - found[-1] > _SMALLEST:
            found.append(at)
    if ends and found:
        low, high = min(ends), max(ends)
        if found[0] - low > 2 * _SMALLEST:
            found.insert(0, low)
        if high - found[-1] > 2 * _SMALLEST:
            found.append(high)
    return found


def _grid(rows: list[_Rule], columns: list[_Rule]) -> Grid | None:
    xs = _edges(columns, [end for rule in rows for end in (rule.low, rule.high)])
    ys = _edges(rows, [end for rule in columns for end in (rule.low, rule.high)])
    ys.reverse()
    across, down = len(xs) - 1, len(ys) - 1
    if across < 1 or down < 1 or across * down > _MOST_CELLS:
        return None
    walls, floors = _walls(xs, ys, rows, columns)
    return _cells(xs, ys, walls, floors)


def _walls(
    xs: list[float], ys: list[float], rows: list[_Rule], columns: list[_Rule]
) -> tuple[list[list[bool]], list[list[bool]]]:
    """walls[r][c]: a line between columns c-1 and c in row r; floors[r][c]: between rows r-1 and r in column c."""
    across, down = len(xs) - 1, len(ys) - 1
    walls = [[False] * (across + 1) for _ in range(down)]
    for rule in columns:
        c = _index(xs, rule.at)
        for r in range(down):
            if rule.low <= (ys[r] + ys[r + 1]) / 2 <= rule.high:
                walls[r][c] = True
    floors = [[False] * across for _ in range(down + 1)]
    upward = ys[::-1]
    for rule in rows:
        r = down - _index(upward, rule.at)
        for c in range(across):
            if rule.low <= (xs[c] + xs[c + 1]) / 2 <= rule.high:
                floors[r][c] = True
    return walls, floors


def _cells(xs: list[float], ys: list[float], walls: list[list[bool]], floors: list[list[bool]]) -> Grid:
    """Cells between walls and floors; where these are missing, cells are one."""
    across, down = len(xs) - 1, len(ys) - 1
    empty = Area(-1, -1, 0, 0)
    cells = [[empty] * across for _ in range(down)]
    areas: list[Area] = []
    for r in range(down):
        for c in range(across):
            if cells[r][c] is not empty:
                continue
            wide = 1
            while c + wide < across and not walls[r][c + wide] and cells[r][c + wide] is empty:
                wide += 1
            high = 1
            while r + high < down and not any(floors[r + high][c : c + wide]):
                inside = walls[r + high][c + 1 : c + wide]
                if any(inside) or any(cells[r + high][k] is not empty for k in range(c, c + wide)):
                    break
                high += 1
            area = Area(r, c, high, wide)
            areas.append(area)
            for i in range(r, r + high):
                cells[i][c : c + wide] = [area] * wide
    return Grid(xs, ys, cells, areas)


def _index(edges: list[float], at: float) -> int:
    """Index of the nearest edge; edges grow."""
    i = bisect_right(edges, at)
    if i == 0:
        return 0
    if i == len(edges):
        return i - 1
    return i if edges[i] - at < at - edges[i - 1] else i - 1
