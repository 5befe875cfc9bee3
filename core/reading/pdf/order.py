"""The order in which a page is read: columns, full-width lines between them, pieces of one line put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ...averages import median
from .lines import NUMBER_BEFORE, SUPERSCRIPT, Line, same_row, superscript

_PAIRS = 3  # lines side by side before a page can have columns
_NARROWEST = 0.18  # share of the text's width that a column has at least
_FULL = 0.55  # a column's lines reach this far across it, in the median
_FRAGMENTS = 6  # lines side by side before a page whose lines come in pieces can have columns


def in_order(lines: list[Line]) -> list[Line]:
    """Lines and tables of a page as they are read. Each line learns its column and that column's edges."""
    lines = _with_raised_digits(sorted(lines, key=lambda line: -line.y))
    ordered: list[Line] = []
    _read(lines, ordered, 0)
    set_edges(ordered)
    return ordered


def has_columns(lines: list[Line]) -> bool:
    """Whether lines, sorted from top to bottom, stand in columns of running text."""
    return _gutter(lines) is not None


def set_edges(lines: list[Line]) -> None:
    """Edges of the columns anew, by text alone: running headers and tables reach further than text."""
    columns: dict[int, list[Line]] = {}
    for line in lines:
        if line.rows is None:
            columns.setdefault(line.side, []).append(line)
    for column in columns.values():
        left, right = min([line.x0 for line in column]), max([line.x1 for line in column])
        for line in column:
            line.left, line.right = left, right


def _with_raised_digits(lines: list[Line]) -> list[Line]:
    """Note marks that the file draws as lines of their own go to the word that they follow."""
    kept: list[Line] = []
    for line in lines:
        if len(line.text) <= 3 and line.text.isdigit() and line.rows is None:
            for other in lines:
                if (
                    other is not line
                    and other.rows is None
                    and line.size <= SUPERSCRIPT * other.size
                    and abs(line.x0 - other.x1) < 0.4 * other.size
                    and 0.1 * other.size < line.y - other.y < 0.8 * other.size
                ):
                    other.text += superscript(line.text)
                    other.x1 = max(other.x1, line.x1)
                    break
            else:
                kept.append(line)
        else:
            kept.append(line)
    return kept


def _read(lines: list[Line], ordered: list[Line], depth: int, side: int = 1) -> None:
    """Appends lines in reading order. side: 1 for the whole width, then 2n and 2n + 1 for its columns."""
    if not lines:
        return
    gutter = _gutter(lines) if depth < 3 else None
    if gutter is None:
        number = ordered[-1].column + 1 if ordered else 0
        for line in _whole(lines):
            line.column, line.side = number, side
            ordered.append(line)
        return
    one: list[Line] = []
    other: list[Line] = []
    across: list[Line] = []
    for line in lines:
        if line.x1 <= gutter:
            _read(across, ordered, 3, side)
            across = []
            one.append(line)
        elif line.x0 >= gutter:
            _read(across, ordered, 3, side)
            across = []
            other.append(line)
        else:
            _read(one, ordered, depth + 1, 2 * side)
            _read(other, ordered, depth + 1, 2 * side + 1)
            one, other = [], []
            across.append(line)
    _read(across, ordered, 3, side)
    _read(one, ordered, depth + 1, 2 * side)
    _read(other, ordered, depth + 1, 2 * side + 1)


def _gutter(lines: list[Line]) -> float | None:
    """The x of the gap between two columns of text, if the page has such."""
    gaps = [*_gaps_of_text(lines), *_gaps_of_tables(lines)]
    if len(gaps) < _PAIRS:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = right - left
    best: tuple[float, float] | None = None
    for x in sorted({round((a + b) / 2) for a, b in gaps}):
        sides = ([line for line in lines if line.x1 <= x], [line for line in lines if line.x0 >= x])
        if not all(_is_column(side, width) for side in sides):
            continue
        crossing = len(lines) - len(sides[0]) - len(sides[1])
        beside = sum(a <= x <= b for a, b in gaps)
        if beside < _PAIRS or crossing > 1.2 * (len(sides[0]) + len(sides[1])):
            continue
        score = beside - 2.0 * crossing
        if best is None or score > best[0]:
            best = (score, float(x))
    return best[1] if best else _strip(lines)


def _gaps_of_text(lines: list[Line]) -> Iterator[tuple[float, float]]:
    """From where to where the gaps reach between lines side by side."""
    for above, below in pairwise(lines):
        if above.y - below.y < 0.9 * max(above.size, below.size) and above.rows is None and below.rows is None:
            if above.x1 < below.x0:
                yield above.x1, below.x0
            elif below.x1 < above.x0:
                yield below.x1, above.x0


def _gaps_of_tables(lines: list[Line]) -> Iterator[tuple[float, float]]:
    """The same between a table and what stands beside it."""
    for table in lines:
        if table.rows is not None:
            _, low, _, high = table.rows.box
            for line in lines:
                if line is table:
                    continue
                if line.rows is not None and line.x0 > table.x1 and line.rows.box[1] < high and low < line.rows.box[3]:
                    yield from [(table.x1, line.x0)] * _PAIRS  # two tables side by side
                elif low < line.y < high:
                    if table.x1 < line.x0:
                        yield table.x1, line.x0
                    elif line.x1 < table.x0:
                        yield line.x1, table.x0


def _strip(lines: list[Line]) -> float | None:
    """The x of a gutter between columns whose justified lines come in pieces, as the words stand far apart.

    Unlike the chance gaps of justified lines, a gutter is open over the whole height, and at its right edge most
    lines begin at one x.
    """
    texts = [line for line in lines if line.rows is None]
    rows = list(same_row(texts))
    if sum(len(row) > 1 for row in rows) < _FRAGMENTS:
        return None
    left, right = min(line.x0 for line in texts), max(line.x1 for line in texts)
    narrowest = _NARROWEST * (right - left)
    begins = Counter(round(line.x0) for line in texts if left + narrowest < line.x0 < right - narrowest)
    for x, count in begins.most_common(3):
        if count < _FRAGMENTS:
            break
        gutter = x - 0.5 * median(line.size for line in texts)
        sides: tuple[list[list[Line]], list[list[Line]]] = ([], [])
        crossed = 0
        for row in rows:
            crossed += any(line.x0 < gutter < line.x1 for line in row)
            parts = ([line for line in row if line.x1 <= gutter], [line for line in row if line.x0 >= gutter])
            for side, part in zip(sides, parts, strict=True):
                if part:
                    side.append(part)
        if crossed > 0.1 * len(rows) or not all(map(_is_justified, sides)):
            continue
        if 2 * sum(abs(row[0].x0 - x) < 2 for row in sides[1]) > len(sides[1]):  # the rest are lists
            return gutter
    return None


def _is_justified(rows: list[list[Line]]) -> bool:
    """Rows of pieces that are running text, most of which end at one x."""
    if len(rows) < _FRAGMENTS or median(sum(len(line.text) + 1 for line in row) for row in rows) < 15:
        return False
    ends = [row[-1].x1 for row in rows]
    (edge, _), *_ = Counter(map(round, ends)).most_common(1)
    return 2 * sum(abs(end - edge) < 0.5 * row[-1].size for end, row in zip(ends, rows, strict=True)) > len(rows)


def _is_column(lines: list[Line], width: float) -> bool:
    """Lines of running text: several, long, and filling the width that they have."""
    texts = [line for line in lines if line.rows is None]
    if len(texts) < _PAIRS:
        return len(texts) < len(lines)  # a table fills the column
    tables = [line.rows.box for line in lines if line.rows is not None]
    if tables:
        high = sum(box[3] - box[1] for box in tables)
        wide = max(box[2] - box[0] for box in tables)
        if wide >= _NARROWEST * width and high > sum(1.3 * line.size for line in texts):
            return True  # but for a title over it, or a page number
    own = max(line.x1 for line in texts) - min(line.x0 for line in texts)
    if own < _NARROWEST * width:
        return False
    if median(len(line.text) for line in texts) < 14:
        return False
    return median(line.x1 - line.x0 for line in texts) >= _FULL * own


def _whole(lines: list[Line]) -> list[Line]:
    """Pieces on one baseline become one line."""
    whole: list[Line] = []
    for row in same_row(lines):
        line = row[0]
        for piece in row[1:]:
            if piece.rows is not None or line.rows is not None:
                whole.append(line)
                line = piece
                continue
            apart = piece.x0 - line.x1 > 0.12 * line.size
            if _is_mark(line.text) and len(piece.text) > 1:
                # a bullet, or a number, of a look of its own: the line looks as its text does
                line.size, line.font, line.bold, line.colour = piece.size, piece.font, piece.bold, piece.colour
            line.text += (" " if apart else "") + piece.text
            line.x1 = max(line.x1, piece.x1)
            line.end_bold = piece.end_bold
            line.hyphen = piece.hyphen
        whole.append(line)
    return whole


def _is_mark(text: str) -> bool:
    """What a list puts before its items: a bullet or a number."""
    return (len(text) == 1 and not text.isalnum()) or NUMBER_BEFORE.fullmatch(text) is not None
