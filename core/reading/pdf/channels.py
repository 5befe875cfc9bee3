"""The gaps that stay open between pieces of text over several rows: where columns without walls end."""

from __future__ import annotations

from itertools import pairwise

from .lines import Line
from .table import Span
from .table_settings import TABLES


def gaps_between(row: list[Line]) -> list[Span]:
    """Between the pieces of one row, those wide enough to part two columns."""
    return [
        (one.x1, other.x0) for one, other in pairwise(row) if other.x0 - one.x1 > TABLES.gap * max(one.size, other.size)
    ]


def narrowed(channels: list[Span], row: list[Line]) -> list[Span]:
    """What the pieces of one more row leave open of them."""
    kept: list[Span] = []
    for low, high in channels:
        for line in row:
            if line.x0 < high and line.x1 > low:  # it reaches into the gap
                if line.x0 <= low:
                    low = max(low, line.x1)
                elif line.x1 >= high:
                    high = min(high, line.x0)
                else:
                    low = high
        if high - low > TABLES.channel * row[0].size:
            kept.append((low, high))
    return kept
