"""Pieces of a line that are drawn in another order than they are read in, and text printed over other text.

Where a font lacks letters another one draws them (Kazakh ә ғ қ ң in an old Times), and programs write the whole line in
the one font first, with gaps, and the missing letters after it. So where pieces overlap on one baseline, the places of
their characters decide, not the order of drawing; blanks are put where there are gaps. What cannot be read as one line,
since its characters lie upon one another, is a line of its own: a watermark, if it is paler.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from ...averages import median
from .lines import Line

_BASELINE = 0.12  # font sizes: baselines this near are one
_TOUCH = 0.5  # font sizes: pieces no further apart are one line that pdfium cut; where one ends is known to 0.3
_ANOTHER = 0.6  # font sizes between the baselines of two lines
_DROP_CAP = 1.75  # a larger letter is no piece of the line; a note mark is not so much smaller
_BLANK = 0.2  # font sizes of a gap that is a blank
_NARROW_BLANK = 0.08  # where the file draws a blank there
_APART = 0.9  # font sizes: a gap that may be a column's edge
_UPON = 0.4  # share of the narrower character's width that lies under another one
_AT_ONE_PLACE = 0.4  # of a character's width: the same one so near is drawn twice, to look bold or cast a shadow
_FEW = 0.1  # share of a text's characters that may touch others and still be read together with them
_TOO_MANY = 0.25  # of characters upon one another: nothing can be read from places
_PALE = 0x90  # of 255: from here on a text may be a watermark
_PALER = 0x40  # by this much paler than the text it crosses
_ROWS, _COLUMNS = 3, 2  # of the tiles of a watermark, at least
_TALL = 0.5  # share of the page's text that tiles extend over
_HUGE = 2.5  # font sizes of the usual text: a watermark in large letters
_FEWEST_LETTERS = 5
_LEADERS = "._…·"


_FULL = 255  # of a colour's part, and of alpha
_RED, _GREEN, _BLUE = 0.3, 0.59, 0.11  # how bright each is to the eye (ITU-R BT.601)
_CROSSED = (0.2, 0.7)  # font sizes below and above a baseline where other text is crossed
_JUST_BEFORE = 3  # characters that one may repeat
_SEAM = 3  # characters at a text's end that may lie upon the beginning of the next one
_BY_BASELINE = attrgetter("turn", "y")


class Glyph(NamedTuple):
    """A character and its place on an upright baseline. at: its index on the page; ends_line: a hyphen of pdfium's."""

    char: str
    at: int
    x: float
    right: float
    y: float
    size: float
    colour: int
    alpha: int
    ends_line: bool = False


def brightness(colour: int, alpha: int) -> float:
    """0 (black) to 255 (white) of what is drawn on white."""
    red, green, blue = colour >> 16, colour >> 8 & _FULL, colour & _FULL
    return _FULL - (_FULL - (_RED * red + _GREEN * green + _BLUE * blue)) * alpha / _FULL


def overlapping(lines: list[Line], backwards: set[int]) -> Iterator[list[Line]]:
    """Groups of lines that touch or overlap on one baseline. backwards: ids of lines that do so in themselves."""
    for row in _rows(lines, backwards):
        row.sort(key=lambda line: line.x0)
        group, reach = [row[0]], row[0].x1
        for line in row[1:]:
            if line.x0 < reach + _TOUCH * line.size and _one_size(group[-1], line):
                group.append(line)
            else:
                if len(group) > 1 or id(group[0]) in backwards:
                    yield group
                group = [line]
            reach = max(reach, line.x1)
        if len(group) > 1 or id(group[0]) in backwards:
            yield group


def _rows(lines: list[Line], backwards: set[int]) -> Iterator[list[Line]]:
    """Lines on one baseline where there are several, or one that is out of order in itself; slanted ones are none."""
    row: list[Line] = []
    for line in sorted(lines, key=_BY_BASELINE):
        if row and row[-1].turn == line.turn and line.y - row[-1].y < _BASELINE * line.size:
            row.append(line)
            continue
        if row and row[0].turn >= 0 and (len(row) > 1 or id(row[0]) in backwards):
            yield row
        row = [line]
    if row and row[0].turn >= 0 and (len(row) > 1 or id(row[0]) in backwards):
        yield row


def _one_size(one: Line, other: Line) -> bool:
    """Not a letter over several lines before the one that it stands beside."""
    return max(one.size, other.size) < _DROP_CAP * min(one.size, other.size)


def in_layers(glyphs: list[Glyph]) -> list[list[list[Glyph]]] | None:
    """Texts that lie upon one another, the darkest first, each as its pieces from left to right; None if unknown."""
    made: list[list[list[Glyph]]] = []
    for level in _levels(glyphs):
        looks: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        for glyph in _once(level):
            looks[glyph.colour, round(glyph.size)].append(glyph)
        layers: list[list[Glyph]] = []
        for some in sorted(looks.values(), key=len, reverse=True):
            if _upon(some, some) > _TOO_MANY * len(some):
                return None
            home = next((layer for layer in layers if _upon(some, layer) <= _FEW * len(some)), None)
            if home is None:
                layers.append(some)
            else:
                home += some
                home.sort(key=lambda glyph: glyph.x)
        layers.sort(key=lambda layer: brightness(layer[0].colour, layer[0].alpha))
        said: set[str] = set()
        for layer in layers:
            text = "".join(glyph.char for glyph in layer if not glyph.char.isspace())
            if text and text not in said:  # a shadow repeats the text above it
                said.add(text)
                made.append(_pieces(_run_over(layer)))
    return [layer for layer in made if layer] or None


def _levels(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs of one line each: pdfium may have taken two for one."""
    level: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if level and level[-1].y - glyph.y > _ANOTHER * glyph.size:
            yield level
            level = []
        level.append(glyph)
    if level:
        yield level


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """From left to right, and each only once where the same character is drawn twice at one place."""
    kept: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.x, glyph.at)):
        if not any(_drawn_again(glyph, other) for other in kept[-_JUST_BEFORE:]):
            kept.append(glyph)
    return kept


def _drawn_again(glyph: Glyph, other: Glyph) -> bool:
    """The same character at the same place; those of a ligature follow one another."""
    return (
        other.char == glyph.char
        and other.colour == glyph.colour
        and glyph.at != other.at + 1
        and glyph.x - other.x < _AT_ONE_PLACE * (other.right - other.x)
    )


def _upon(some: list[Glyph], layer: list[Glyph]) -> int:
    """How many characters lie upon others of a layer."""
    begins = [glyph.x for glyph in layer]
    count = 0
    for glyph in some:
        at = bisect_left(begins, glyph.x)
        for other in layer[max(at - 2, 0) : at + 2]:
            if other is glyph or other.char.isspace() or glyph.char.isspace():
                continue
            shared = min(glyph.right, other.right) - max(glyph.x, other.x)
            if shared > _UPON * min(glyph.right - glyph.x, other.right - other.x) > 0:
                count += 1
                break
    return count


def _run_over(layer: list[Glyph]) -> list[Glyph]:
    """From left to right, but for a text that runs over the beginning of the next one, as a long code in a narrow cell
    does: that is read to its end first."""
    at: dict[int, tuple[float, int]] = {glyph.at: (glyph.x, 0) for glyph in layer}
    runs = sorted(_runs(layer), key=lambda run: run[0].x)
    for one, other in pairwise(runs):
        last, first = one[-1], other[0]
        if not last.char.isalnum():
            continue  # an accent above the letter that it belongs to
        if one[0].x < first.x <= last.x < other[-1].x and _upon(one[-_SEAM:], other[:_SEAM]):
            at.update({glyph.at: (last.x, place) for place, glyph in enumerate(other, 1) if glyph.x <= last.x})
    return sorted(layer, key=lambda glyph: at[glyph.at])


def _runs(layer: list[Glyph]) -> Iterator[list[Glyph]]:
    """The characters as they were drawn one after another, each to the right of the one before."""
    run: list[Glyph] = []
    for glyph in sorted(layer, key=lambda glyph: glyph.at):
        if run and (glyph.at != run[-1].at + 1 or glyph.x < run[-1].x):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _pieces(layer: list[Glyph]) -> list[list[Glyph]]:
    """A text cut where a gap may be a column's edge, or another text begins; blanks at the ends are gone."""
    pieces: list[list[Glyph]] = []
    reach = before = 0.0
    for glyph in layer:
        if glyph.char.isspace():
            if pieces:
                pieces[-1].append(glyph)
            continue
        if not pieces or glyph.x - reach > _APART * glyph.size or glyph.x < before:
            pieces.append([])
        pieces[-1].append(glyph)
        reach = max(reach, glyph.right) if len(pieces[-1]) > 1 else glyph.right
        before = glyph.x
    for piece in pieces:
        while piece and piece[-1].char.isspace():
            piece.pop()
    return pieces


def written(piece: list[Glyph]) -> tuple[str, list[int]]:
    """The text of glyphs from left to right, and the index of each of its characters; a blank has that before it."""
    text, order = piece[0].char, [piece[0].at]
    blank = False
    before = piece[0]
    for glyph in piece[1:]:
        if glyph.char.isspace():
            blank = True
            continue
        gap = glyph.x - before.right
        if glyph.char == before.char and glyph.char in _LEADERS and not blank:
            gap = 0.0  # dots as wide apart as the program likes
        if gap > _BLANK * glyph.size or (blank and gap > _NARROW_BLANK * glyph.size):
            text += " "
            order.append(before.at)
        text += glyph.char
        order.append(glyph.at)
        before, blank = glyph, False
    return text, order


# --- watermarks ------------------------------------------------------------------------------------------------------


def watermarks(lines: list[Line]) -> None:
    """Turns watermarks away from the text, as slanted stamps are: pale tiles over the page, huge letters behind it."""
    pale = [
        line
        for line in lines
        if (line.colour or line.alpha < _FULL)
        and line.alpha
        and line.turn == 0
        and brightness(line.colour, line.alpha) >= _PALE
    ]
    if not pale:
        return
    low, high = min(line.y for line in lines), max(line.y for line in lines)
    tiles: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in pale:
        if sum(map(str.isalpha, line.text)) >= _FEWEST_LETTERS:
            tiles[line.text, line.colour].append(line)
    for same in tiles.values():
        rows, columns = {round(line.y) for line in same}, {round(line.x0) for line in same}
        tall = max(rows) - min(rows) > _TALL * (high - low)
        if len(rows) >= _ROWS and len(columns) >= _COLUMNS and tall:
            for line in same:
                line.turn = -1
    usual = median(line.size for line in lines)
    for line in pale:
        if line.turn == 0 and line.size > _HUGE * usual and _crosses(line, lines):
            line.turn = -1


def _crosses(line: Line, lines: list[Line]) -> bool:
    """It lies upon several lines of text."""
    low, high = _CROSSED
    over = [
        other
        for other in lines
        if other is not line
        and other.x0 < line.x1
        and other.x1 > line.x0
        and line.y - low * line.size < other.y < line.y + high * line.size
    ]
    return len(over) >= _ROWS or any(abs(one.y - other.y) > other.size for one, other in pairwise(over))


def is_watermark(piece: Glyph, text: Glyph) -> bool:
    """Whether a text that crosses another one is so much paler."""
    own = brightness(piece.colour, piece.alpha)
    return own >= _PALE and own > brightness(text.colour, text.alpha) + _PALER
