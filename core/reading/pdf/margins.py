"""What stands beside the first words of lines and belongs to none or to all of them: line numbers, drop caps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ...averages import median
from .lines import RAISED, Line, same_row


@dataclass(frozen=True, slots=True)
class MarginSettings:
    """How line numbers and drop caps are told. Lengths in font sizes where nothing else is said."""

    fewest_numbers: int = 5  # on a page: fewer may be the keys of a small table
    steps: tuple[int, ...] = (1, 2, 5, 10)  # every line is numbered, or every second, fifth, tenth
    regular: float = 0.9  # share of neighbours that differ by the step, and stand as many lines apart
    prose: float = 40  # characters that a numbered line has in the median: list items and table rows are shorter
    wrapped: float = 0.25  # share of the lines that begin in small letters, in the middle of a sentence
    aligned: float = 3.0  # points: numbers begin or end at one x
    cap: float = 1.7  # a drop cap against its text
    cap_letters: int = 2  # a quotation mark may stand before the letter
    cap_gap: float = 1.5  # between a drop cap and the lines beside it
    cap_lines: int = 6  # that it is high
    cap_over: float = 0.3  # by which the lines beside it may begin before its end
    cap_below: float = 0.4  # by which the last line beside it may stand lower


_SETTINGS = MarginSettings()
_PLAIN = str.maketrans(RAISED, "0123456789")
_LONGEST_NUMBER = 4


def without_line_numbers(lines: list[Line], settings: MarginSettings = _SETTINGS) -> list[Line]:
    """The lines of a page without the numbers that a program printed beside them."""
    if sum(_value(line) is not None for line in lines) < settings.fewest_numbers:
        return lines
    rows = list(same_row(sorted(lines, key=lambda line: -line.y)))
    for at in (0, -1):  # in the left margin, or in the right one
        found = [
            (place, row[at], row) for place, row in enumerate(rows) if len(row) > 1 and _value(row[at]) is not None
        ]
        if _counts(found, settings) and _is_prose([row[1 if at == 0 else 0] for _, _, row in found], settings):
            gone = {id(line) for _, line, _ in found}
            return [line for line in lines if id(line) not in gone]
    return lines


def _value(line: Line) -> int | None:
    """The number that a line is; a small one before a line looks like the mark of a note."""
    if len(line.text) > _LONGEST_NUMBER:
        return None
    text = line.text.translate(_PLAIN)
    return int(text) if text.isdecimal() else None


def _counts(found: list[tuple[int, Line, list[Line]]], settings: MarginSettings) -> bool:
    """The numbers grow by one step, as many lines apart, and stand one under another beside all other text."""
    if len(found) < settings.fewest_numbers:
        return False
    steps = [
        ((_value(below) or 0) - (_value(above) or 0), under - over)
        for (over, above, _), (under, below, _) in pairwise(found)
    ]
    step = median(one for one, _ in steps)
    regular = sum(one == step == apart for one, apart in steps)
    if step not in settings.steps or regular < settings.regular * len(steps):
        return False
    lines = [line for _, line, _ in found]
    edges = [line.x1 for line in lines], [line.x0 for line in lines]
    if all(max(edge) - min(edge) > settings.aligned for edge in edges):
        return False
    return all(line.x1 <= row[1].x0 if line is row[0] else line.x0 >= row[-2].x1 for _, line, row in found)


def _is_prose(texts: list[Line], settings: MarginSettings) -> bool:
    """Running text stands beside the numbers, not items or cells."""
    wrapped = sum(line.text[:1].islower() for line in texts)
    return median(len(line.text) for line in texts) >= settings.prose and wrapped >= settings.wrapped * len(texts)


def with_drop_caps(lines: list[Line], settings: MarginSettings = _SETTINGS) -> list[Line]:
    """The lines of a page, a large first letter before the line that it opens; those beside it begin where it does."""
    caps = [line for line in lines if len(line.text) <= settings.cap_letters and line.text[-1:].isalpha()]
    gone: set[int] = set()
    for cap in caps:
        beside = list(_beside(cap, lines, settings))
        if len(beside) < 2 or cap.size < settings.cap * beside[0].size:
            continue
        first = beside[0]
        if not (cap.text[-1].isupper() and (first.text[:1].islower() or first.text[:1].isupper())):
            continue
        first.text = cap.text + first.text
        first.start = -1  # its characters stand no longer one after another
        for line in beside:
            line.x0 = cap.x0
        gone.add(id(cap))
    return [line for line in lines if id(line) not in gone] if gone else lines


def _beside(cap: Line, lines: list[Line], settings: MarginSettings) -> Iterator[Line]:
    """The lines to the right of a letter, from its upper edge down to its baseline."""
    top = cap.y + cap.size
    near = [
        line
        for line in lines
        if line is not cap
        and line.turn == cap.turn
        and line.size < cap.size
        and -settings.cap_over * line.size < line.x0 - cap.x1 < settings.cap_gap * line.size
        and cap.y - settings.cap_below * line.size <= line.y <= top
    ]
    near.sort(key=lambda line: -line.y)
    yield from near[: settings.cap_lines]
