"""Note marks: digits that are raised or small become ¹²³, so that they are no digits of a code beside them."""

from __future__ import annotations

import re

from .characters import Characters
from .lines import RAISED, Line, superscript
from .settings import GEOMETRY

_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_DIGITS = re.compile(r"\d[\d.]*")


def set_apart_superscripts(page: Characters, line: Line) -> None:
    """Rewrites the text of a line that has some."""
    codes = [found.span() for found in _DOTTED.finditer(line.text) if _in_one_size(page, line, *found.span())]
    for found in _DIGITS.finditer(line.text):
        if not any(begin <= found.start() and found.end() <= end for begin, end in codes):
            _set_apart(page, line, *found.span())


def _in_one_size(page: Characters, line: Line, begin: int, end: int) -> bool:
    """Whether a dotted number has one size and level: a code in a margin may be small or raised as a whole."""
    first, *others = [line.start + at for at in range(begin, end)]
    piece = page.drawn_by(first)
    if piece and line.turn >= 0 and all(page.drawn_by(at) == piece for at in others):
        return True  # what is drawn in one piece has one size, and one level where it is not slanted
    size, level = page.size(first), page.origin(first, line.turn)[1]
    return all(
        abs(page.size(at) - size) < GEOMETRY.same_size * size
        and abs(page.origin(at, line.turn)[1] - level) < GEOMETRY.same_size * size
        for at in others
    )


def _set_apart(page: Characters, line: Line, begin: int, end: int) -> None:
    """The digits of a line from begin to end, raised ones as such."""
    text, start = line.text, line.start
    opens = begin == 0
    glued = not opens and not text[begin - 1].isspace()
    one_piece = end - begin == 1 or page.drawn_by(start + begin) == page.drawn_by(start + end - 1)
    if one_piece and not opens and not glued:
        return  # digits of one piece have one size
    sizes = [page.size(start + i) for i in range(begin, end)]
    full = max(max(sizes), line.size)
    after = start + len(text) - 1
    if opens and end < len(text) and min(sizes) == max(sizes):
        # a note begins with its number: small against the words that follow it
        after = start + end + len(text[end:]) - len(text[end:].lstrip())
        full = max(full, page.size(after))
    base = page.origin(after, line.turn)[1] if opens else line.y
    # raised against what it touches; a whole code in a cell may stand higher than the cells beside it
    heights = [page.origin(start + i, line.turn)[1] for i in range(begin, end)]
    level = page.origin(start + begin - 1, line.turn)[1] if glued else heights[0]
    marks = [
        size <= GEOMETRY.superscript * full or GEOMETRY.raised * full < height - level < GEOMETRY.highest * full
        for size, height in zip(sizes, heights, strict=True)
    ]
    if not any(marks) or (all(marks) and opens and end == len(text)):
        return
    digits = "".join(superscript(c) if mark else c for c, mark in zip(text[begin:end], marks, strict=True))
    line.text = text[:begin] + digits + text[end:]
    if opens and digits[0] in RAISED:
        line.raised = True
        line.size = full
        line.y = base
