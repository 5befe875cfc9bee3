"""A line of a PDF page: text on one baseline, with its place and looks.

Coordinates are "upright": x grows along the line of writing and y upwards, whatever way the page or its text is turned.
`turn` says how many quarter turns lead there from the page's own coordinates, `unturned` leads back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .settings import GEOMETRY

Box = tuple[float, float, float, float]  # left, bottom, right, top

LEFT, OVER, RIGHT, TURNS = 1, 2, 3, 4  # quarter turns
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # 0 to 9
NUMBER_BEFORE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[.)]?(?:\s+|$)")  # as a list numbers its items
_SUPERSCRIPTS = str.maketrans("0123456789", RAISED)


@dataclass(slots=True)
class Line:
    """A piece of text on one baseline. end_bold: its last character is bold; hyphen: a hyphen stood at its end."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    font: str
    colour: int
    page: int
    turn: int = 0  # quarter turns; -1: slanted, or a watermark
    end_bold: bool = False
    hyphen: bool = False
    mark: int = -1  # marked-content id of the first character, in a tagged PDF
    start: int = 0  # index of the first character on the page; negative where it is no text of the page
    drawn: int = 0  # handle of the text object of the first character, 0 where it is no text of the page
    alpha: int = 255  # 0: nobody sees it
    unpainted: bool = False  # drawn neither filled nor stroked, as text under a scan is
    tag: str = ""  # of the heading or contents entry that it is declared to be, in a tagged PDF
    opens: bool = False  # a paragraph begins here, whatever stands above
    raised: bool = False  # it begins with a superscript number
    rows: Any = None  # the table that stands here, if it is no text
    side: int = 0  # which of the page's columns, wherever it is interrupted
    column: int = 0  # of a page with several columns, counted in reading order
    left: float = 0.0  # edges of the column that the line is in
    right: float = 0.0

    @property
    def top(self) -> float:
        return self.y + GEOMETRY.above * self.size

    @property
    def bottom(self) -> float:
        return self.y - GEOMETRY.below * self.size

    @property
    def middle(self) -> float:
        """The height of its letters' middle: it lies in the cell that they stand in."""
        return self.y + GEOMETRY.middle * self.size

    @property
    def inner_left(self) -> float:
        """Inside its first letter."""
        return self.x0 + GEOMETRY.inside

    @property
    def inner_right(self) -> float:
        """Inside its last letter, which may touch the wall of a cell."""
        return max(self.x1 - GEOMETRY.last * self.size, self.x0 + GEOMETRY.inside)


def unturned(box: Box, turn: int) -> Box:
    """A box in the page's own coordinates."""
    x0, y0, x1, y1 = box
    if turn == LEFT:
        return -y1, x0, -y0, x1
    if turn == OVER:
        return -x1, -y1, -x0, -y0
    if turn == RIGHT:
        return y0, -x1, y1, -x0
    return box


def turned(box: Box, turn: int) -> Box:
    """A box of the page in upright coordinates."""
    return unturned(box, -turn % TURNS)


def upright(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of the page in upright coordinates; slanted text keeps the page's own."""
    if turn == LEFT:
        return y, -x
    if turn == OVER:
        return -x, -y
    return (-y, x) if turn == RIGHT else (x, y)


def superscript(digits: str) -> str:
    return digits.translate(_SUPERSCRIPTS)


def dominant_turn(lines: Iterable[Line]) -> int:
    """The direction in which most of a page's text is written."""
    letters = [0] * TURNS
    for line in lines:
        if line.turn >= 0:
            letters[line.turn] += len(line.text)
    return max(range(TURNS), key=lambda turn: letters[turn])


def same_row(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that are sorted from top to bottom, grouped by baseline, each group from left to right."""
    group: list[Line] = []
    for line in lines:
        if group and abs(group[0].y - line.y) > GEOMETRY.same_row * max(group[0].size, line.size):
            yield sorted(group, key=lambda piece: piece.x0)
            group = []
        group.append(line)
    if group:
        yield sorted(group, key=lambda piece: piece.x0)
