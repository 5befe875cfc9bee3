"""Which pieces of several versions belong together: in their order, by what they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Column = tuple[int | None, ...]  # for each version the index of its piece, None where it has none

_WIDE = 200  # pieces that a very long sequence may be out of step by
_LARGE = 400  # pieces from which on only the neighbourhood of the diagonal is looked at


def pairs(
    first: Sequence[Item], second: Sequence[Item], alike: Callable[[Item, Item], float]
) -> list[tuple[int | None, int | None]]:
    """The pieces of two versions side by side, so that the sum of their likeness is greatest; 0 or less: no pair."""
    rows, columns = len(first), len(second)
    large = max(rows, columns) > _LARGE
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step = [bytearray(columns + 1) for _ in range(rows + 1)]  # 1 both, 2 the first alone, 3 the second alone
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            if i == rows or j == columns:
                step[i][j] = 2 if j == columns else 3
                continue
            best[i][j], step[i][j] = best[i + 1][j], 2
            if best[i][j + 1] > best[i][j]:
                best[i][j], step[i][j] = best[i][j + 1], 3
            if large and abs(i * columns - j * rows) > _WIDE * max(rows, columns):
                continue
            likeness = alike(first[i], second[j])
            if likeness > 0 and best[i + 1][j + 1] + likeness >= best[i][j]:
                best[i][j], step[i][j] = best[i + 1][j + 1] + likeness, 1
    found: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < rows or j < columns:
        taken = step[i][j]
        found.append((i if taken != 3 else None, j if taken != 2 else None))
        i, j = i + (taken != 3), j + (taken != 2)
    return found


def columns(versions: Sequence[Sequence[Item]], alike: Callable[[Item, Item], float]) -> list[Column]:
    """The pieces of all versions side by side. The longest version leads; what it lacks the others may yet share."""
    lead = max(range(len(versions)), key=lambda number: (len(versions[number]), -number))
    by_lead: list[dict[int, int]] = [{lead: index} for index in range(len(versions[lead]))]
    for number, version in enumerate(versions):
        if number == lead:
            continue
        position = -1  # in by_lead, of the column before
        lone: list[tuple[int, int]] = []
        place = {group[lead]: at for at, group in enumerate(by_lead) if lead in group}
        for ours, theirs in pairs(versions[lead], version, alike):
            if ours is not None:
                position = place[ours]
            if ours is not None and theirs is not None:
                by_lead[position][number] = theirs
            elif theirs is not None:
                lone.append((position, theirs))
        for position, theirs in reversed(lone):
            at = position + 1
            while at < len(by_lead) and lead not in by_lead[at]:
                group = by_lead[at]
                if number not in group and any(
                    alike(versions[other][index], version[theirs]) > 0 for other, index in group.items()
                ):
                    group[number] = theirs
                    break
                at += 1
            else:
                by_lead.insert(position + 1, {number: theirs})
    return [tuple(group.get(number) for number in range(len(versions))) for group in by_lead]


def in_step(order: Sequence[int]) -> set[int]:
    """The positions of a longest run of rising numbers: what is not in it has been moved."""
    ends: list[int] = []  # position of the last number of the best run of each length
    before: list[int] = [-1] * len(order)
    for position, number in enumerate(order):
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            if order[ends[middle]] < number:
                low = middle + 1
            else:
                high = middle
        before[position] = ends[low - 1] if low else -1
        ends[low : low + 1] = [position]
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
