"""The median and the most frequent values. (The module statistics loads decimal and fractions, which takes longer.)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def median(values: Iterable[float]) -> float:
    """The middle value, or half-way between the two middle ones; there must be one."""
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def most_frequent(values: Iterable[T]) -> list[T]:
    """The values that come most often, in the order in which they first come."""
    counts = Counter(values)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]
