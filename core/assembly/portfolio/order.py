"""The order in which people count: 2 before 10, in codes and in names."""

from __future__ import annotations

import re
from functools import cache

_PIECES = re.compile(r"[0-9]+|[^0-9]+")


@cache
def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Small letters and capitals are alike."""
    return tuple((int(p), "") if p.isdecimal() else (-1, p) for p in _PIECES.findall(text.casefold()))
