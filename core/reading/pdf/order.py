"""The order in which a page is read: columns, full-width lines between them, pieces of one line put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ...averages import median
from .lines import NUMBER_BEFORE, Line, same_row, superscript
from .settings import GEOMETRY, ORDER


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
    lowest, highest = ORDER.mark_raised
    for line in lines:
        if len(line.text) <= ORDER.mark_digits and line.text.isdigit() and line.rows is None:
            for other in lines:
                if (
                    other is not line
                    and other.rows is None
                    and line.size <= GEOMETRY.superscript * other.size
                    and abs(line.x0 - other.x1) < ORDER.mark_near * other.size
                    and lowest * other.size < line.y - other.y < highest * other.size
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
    gutter = _gutter(lines) if depth < ORDER.deepest else None
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
            _read(across, ordered, ORDER.deepest, side)
            across = []
            one.append(line)
        elif line.x0 >= gutter:
            _read(across, ordered, ORDER.deepest, side)
            across = []
            other.append(line)
        else:
            _read(one, ordered, depth + 1, 2 * side)
            _read(other, ordered, depth + 1, 2 * side + 1)
            one, other = [], []
            across.append(line)
    _read(across, ordered, ORDER.deepest, side)
    _read(one, ordered, depth + 1, 2 * side)
    _read(other, ordered, depth + 1, 2 * side + 1)


def _gutter(lines: list[Line]) -> float | None:
    """The x of the gap between two columns of text, if the page has such."""
    gaps = [*_gaps_of_text(lines), *_gaps_of_tables(lines)]
    if len(gaps) < ORDER.pairs:
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
        if beside < ORDER.pairs or crossing > ORDER.crossing * (len(sides[0]) + len(sides[1])):
            continue
        score = beside - ORDER.crossing_weighs * crossing
        if best is None or score > best[0]:
            best = (score, float(x))
    return best[1] if best else _strip(lines)


def _gaps_of_text(lines: list[Line]) -> Iterator[tuple[float, float]]:
    """From where to where the gaps reach between lines side by side."""
    for above, below in pairwise(lines):
        if above.y - below.y < ORDER.row * max(above.size, below.size) and above.rows is None and below.rows is None:
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
                    yield from [(table.x1, line.x0)] * ORDER.pairs  # two tables side by side
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
    if sum(len(row) > 1 for row in rows) < ORDER.fragments:
        return None
    left, right = min(line.x0 for line in texts), max(line.x1 for line in texts)
    narrowest = ORDER.narrowest * (right - left)
    begins = Counter(round(line.x0) for line in texts if left + narrowest < line.x0 < right - narrowest)
    for x, count in begins.most_common(ORDER.begins):
        if count < ORDER.fragments:
            break
        gutter = x - ORDER.gutter_before * median(line.size for line in texts)
        sides: tuple[list[list[Line]], list[list[Line]]] = ([], [])
        crossed = 0
        for row in rows:
            crossed += any(line.x0 < gutter < line.x1 for line in row)
            parts = ([line for line in row if line.x1 <= gutter], [line for line in row if line.x0 >= gutter])
            for side, part in zip(sides, parts, strict=True):
                if part:
                    side.append(part)
        if crossed > ORDER.crossed * len(rows) or not all(map(_is_justified, sides)):
            continue
        if 2 * sum(abs(row[0].x0 - x) < ORDER.same_edge for row in sides[1]) > len(sides[1]):  # the rest are lists
            return gutter
    return None


def _is_justified(rows: list[list[Line]]) -> bool:
    """Rows of pieces that are running text, most of which end at one x."""
    if (
        len(rows) < ORDER.fragments
        or median(sum(len(line.text) + 1 for line in row) for row in rows) < ORDER.least_characters
    ):
        return False
    ends = [row[-1].x1 for row in rows]
    (edge, _), *_ = Counter(map(round, ends)).most_common(1)
    return 2 * sum(abs(end - edge) < ORDER.justified * row[-1].size for end, row in zip(ends, rows, strict=True)) > len(
        rows
    )


def _is_column(lines: list[Line], width: float) -> bool:
    """Lines of running text: several, long, and filling the width that they have."""
    texts = [line for line in lines if line.rows is None]
    if len(texts) < ORDER.pairs:
        return len(texts) < len(lines)  # a table fills the column
    tables = [line.rows.box for line in lines if line.rows is not None]
    if tables:
        high = sum(box[3] - box[1] for box in tables)
        wide = max(box[2] - box[0] for box in tables)
        if wide >= ORDER.narrowest * width and high > sum(ORDER.leading * line.size for line in texts):
            return True  # but for a title over it, or a page number
    own = max(line.x1 for line in texts) - min(line.x0 for line in texts)
    if own < ORDER.narrowest * width:
        return False
    if median(len(line.text) for line in texts) < ORDER.least_in_column:
        return False
    return median(line.x1 - line.x0 for line in texts) >= ORDER.full * own


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
            apart = piece.x0 - line.x1 > ORDER.pieces_apart * line.size
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
