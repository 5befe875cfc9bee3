"""What is drawn on a PDF page beside text: ruling lines, filled areas, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .calls import Calls
from .lines import LEFT, RIGHT, Box, turned

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_LINE, _BEZIER, _MOVE = 0, 1, 2
# Thinner is a line, whether it was stroked or filled (Word fills thin rectangles).
_THIN = 3.0
_SHORTEST = 3.0  # shorter strokes are marks, not rulings
_MOST_SEGMENTS = 4000  # of one path: a map or a chart is no table
_BOX_SEGMENTS = 6  # of a rectangle, however it is closed
_DEEPEST = 5  # forms inside forms
_SIDES = 4  # of a rectangle
_HARDLY = 0.3  # share of a page: less needs not be known exactly
_STEPS = 40  # across and down a page, at which it is looked whether something covers it
_WHITE, _OPAQUE, _UNSEEN = 0xF8, 250, 16  # of 255: each colour, alpha

Matrix = tuple[float, float, float, float, float, float]


class Ground(NamedTuple):
    """What is painted over an area, in the page's own coordinates.

    order: of painting, among all objects of the page; colour: None where it is not one (a picture, a pattern); solid:
    a rectangle of one opaque colour.
    """

    box: Box
    order: int
    colour: int | None
    solid: bool
    handle: int


@dataclass(slots=True)
class Drawn:
    """Boxes in upright coordinates. across/down: ruling lines; specks: what is too short to be one, dots and dashes.

    curves: how many drawn shapes are no ruling line; grounds: areas that are painted over, also white ones; order: when
    each text object is painted, by its handle; inside: handles of text objects inside forms.
    """

    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    curves: int = 0
    specks: list[Box] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)

    def turn(self, turn: int) -> Drawn:
        """The same in the coordinates of text that is turned."""
        if not turn:
            return self
        swap = turn in (LEFT, RIGHT)
        across, down = (self.down, self.across) if swap else (self.across, self.down)
        return Drawn(
            [turned(box, turn) for box in across],
            [turned(box, turn) for box in down],
            [turned(box, turn) for box in self.fills],
            [turned(box, turn) for box in self.pictures],
            self.curves,
            [turned(box, turn) for box in self.specks],
        )


class Drawings:
    """Walks a page's objects; forms are entered."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._floats = tuple(ctypes.c_float() for _ in range(4))
        self._at = tuple(ctypes.byref(number) for number in self._floats)
        self._ints = (ctypes.c_int(), ctypes.c_int())
        self._ints_at = tuple(ctypes.byref(number) for number in self._ints)
        self._colours = tuple(ctypes.c_uint() for _ in range(4))
        self._colours_at = tuple(ctypes.byref(part) for part in self._colours)
        self._painted = 0  # objects of the page so far

    def of(self, page: int) -> Drawn:
        drawn = Drawn()
        calls = self._calls
        kind, get, order = calls.PageObj_GetType, calls.Page_GetObject, drawn.order
        self._painted = 0
        for i in range(calls.Page_CountObjects(page)):
            found = get(page, i)
            what = kind(found)
            self._painted += 1
            if what == _TEXT:
                order[found] = self._painted
            else:
                self._add(drawn, found, what, None, 0)
        return drawn

    def _add(self, drawn: Drawn, found: int, what: int, matrix: Matrix | None, depth: int) -> None:
        if what == _FORM:
            if depth < _DEEPEST:
                self._form(drawn, found, _times(self._matrix(found), matrix), depth)
            return
        if not self._calls.PageObj_GetBounds(found, *self._at):
            return
        left, bottom, right, top = (number.value for number in self._floats)
        box = (left, bottom, right, top) if matrix is None else _moved((left, bottom, right, top), matrix)
        if what == _PATH:
            self._path(drawn, found, box, matrix)
        elif what in (_IMAGE, _SHADING):
            (drawn.pictures if what == _IMAGE else drawn.fills).append(box)
            drawn.grounds.append(Ground(box, self._painted, None, False, found))

    def _form(self, drawn: Drawn, form: int, matrix: Matrix, depth: int) -> None:
        calls = self._calls
        for i in range(max(calls.FormObj_CountObjects(form), 0)):
            part = calls.FormObj_GetObject(form, i)
            if not part:
                continue
            self._painted += 1
            kind = calls.PageObj_GetType(part)
            if kind == _TEXT:
                drawn.order[part] = self._painted
                drawn.inside.add(part)
            else:
                self._add(drawn, part, kind, matrix, depth + 1)

    def _path(self, drawn: Drawn, found: int, box: Box, matrix: Matrix | None) -> None:
        calls = self._calls
        left, bottom, right, top = box
        width, height = right - left, top - bottom
        fill, stroke = self._ints
        calls.Path_GetDrawMode(found, *self._ints_at)
        if not fill.value and not stroke.value:
            return
        if width < _THIN or height < _THIN:
            if height < _THIN and width > _SHORTEST:
                drawn.across.append(box)
            elif width < _THIN and height > _SHORTEST:
                drawn.down.append(box)
            else:
                drawn.specks.append(box)
            return
        segments = calls.Path_CountSegments(found)
        if fill.value:
            self._ground(drawn, found, box, segments)
        if segments > _MOST_SEGMENTS:
            drawn.curves += 1
            return
        lines = [] if not stroke.value and segments <= _BOX_SEGMENTS else list(self._straight(found, segments, matrix))
        if not lines and segments > _BOX_SEGMENTS:
            drawn.curves += 1
        if stroke.value:
            _rules(drawn, lines)
        elif lines:
            self._thin_parts(drawn, found, segments, matrix)

    def _ground(self, drawn: Drawn, path: int, box: Box, segments: int) -> None:
        """A filled path is a ground; one that is not white or unseen may be the band of a table too."""
        told = bool(self._calls.PageObj_GetFillColor(path, *self._colours_at))
        red, green, blue, alpha = (part.value for part in self._colours)
        white = told and min(red, green, blue) >= _WHITE
        if not white and not (told and alpha < _UNSEEN):
            drawn.fills.append(box)
        if told and alpha < _OPAQUE:
            return
        rectangle = segments <= _BOX_SEGMENTS
        colour = red << 16 | green << 8 | blue if told and rectangle else None
        drawn.grounds.append(Ground(box, self._painted, colour, colour is not None, path))

    def _straight(self, path: int, segments: int, matrix: Matrix | None) -> Iterator[Box]:
        """The straight pieces of a path; none if it has curves."""
        calls = self._calls
        own = _times(self._matrix(path), matrix)
        x_at, y_at = self._at[0], self._at[1]
        points: list[tuple[int, float, float, bool]] = []
        for i in range(segments):
            segment = calls.Path_GetPathSegment(path, i)
            kind = calls.PathSegment_GetType(segment)
            if kind == _BEZIER:
                return
            calls.PathSegment_GetPoint(segment, x_at, y_at)
            x, y = self._floats[0].value, self._floats[1].value
            points.append(
                (
                    kind,
                    own[0] * x + own[2] * y + own[4],
                    own[1] * x + own[3] * y + own[5],
                    bool(calls.PathSegment_GetClose(segment)),
                )
            )
        begin = before = (0.0, 0.0)
        for kind, x, y, closes in points:
            if kind == _MOVE:
                begin = before = (x, y)
            else:
                yield _between(before, (x, y))
                before = (x, y)
            if closes:
                yield _between(before, begin)
                before = begin

    def _thin_parts(self, drawn: Drawn, path: int, segments: int, matrix: Matrix | None) -> None:
        """A filled path may hold many thin rectangles: a whole table's borders in one object."""
        sides = list(self._straight(path, segments, matrix))
        for i in range(0, len(sides) - _SIDES + 1, _SIDES):
            box = sides[i : i + _SIDES]
            left, bottom = min(s[0] for s in box), min(s[1] for s in box)
            right, top = max(s[2] for s in box), max(s[3] for s in box)
            if top - bottom < _THIN < right - left:
                drawn.across.append((left, bottom, right, top))
            elif right - left < _THIN < top - bottom:
                drawn.down.append((left, bottom, right, top))

    def _matrix(self, found: int) -> Matrix:
        matrix = (ctypes.c_float * 6)()
        if not self._calls.PageObj_GetMatrix(found, matrix):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        a, b, c, d, e, f = matrix
        return (a, b, c, d, e, f)


def _rules(drawn: Drawn, lines: list[Box]) -> None:
    """The straight strokes that can be ruling lines."""
    for x0, y0, x1, y1 in lines:
        if y1 - y0 < 1 and x1 - x0 > _SHORTEST:
            drawn.across.append((x0, y0, x1, y1))
        elif x1 - x0 < 1 and y1 - y0 > _SHORTEST:
            drawn.down.append((x0, y0, x1, y1))


def _times(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _between(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def covered(boxes: list[Box], page: Box) -> float:
    """Share of a page that boxes cover together, to about one per cent."""
    left, bottom, right, top = page
    if right <= left or top <= bottom:
        return 0.0
    inside = [
        (max(b[0], left), max(b[1], bottom), min(b[2], right), min(b[3], top))
        for b in boxes
        if b[0] < right and b[2] > left and b[1] < top and b[3] > bottom
    ]
    area = (right - left) * (top - bottom)
    if len(inside) == 1:
        return (inside[0][2] - inside[0][0]) * (inside[0][3] - inside[0][1]) / area
    if sum((b[2] - b[0]) * (b[3] - b[1]) for b in inside) < _HARDLY * area:
        return _HARDLY  # not even together
    hit = 0
    for row in range(_STEPS):
        y = bottom + (row + 0.5) * (top - bottom) / _STEPS
        spans = [(b[0], b[2]) for b in inside if b[1] <= y <= b[3]]
        hit += sum(
            any(x0 <= left + (column + 0.5) * (right - left) / _STEPS <= x1 for x0, x1 in spans)
            for column in range(_STEPS)
        )
    return hit / _STEPS / _STEPS
