"""What stands behind letters: what has the colour of its ground cannot be seen, what has a marker pen's is marked."""

from __future__ import annotations

from lxml import etree

from .settings import SETTINGS
from .xml import SHADE, VAL, W

Ground = str | None  # RRGGBB; None where it cannot be known (a picture, a shape, a table's style): then all is seen
PAPER = "FFFFFF"
_PENS = frozenset({"FFFF00", "00FF00", "00FFFF", "FF00FF"})  # of a run's shading; softer ones are design
_MARKERS = frozenset({"yellow", "green", "cyan", "magenta", "red", "blue", "darkYellow", "darkCyan", "darkGreen"})
_DIGITS = 6  # of a colour, in hexadecimal
_PLAIN = frozenset({None, "clear", "nil"})  # patterns that show the fill alone


def ground_of(shade: etree._Element, below: Ground) -> Ground:
    """The colour behind text that has this w:shd, over what is below it."""
    fill = shade.get(W + "fill")
    if shade.get(VAL) not in _PLAIN or shade.get(W + "themeFill"):
        return None
    return below if fill in (None, "auto") else fill


def painted(item: etree._Element, below: Ground) -> tuple[Ground, bool]:
    """What a run's w:shd or w:highlight puts behind its letters, and whether it is the colour of a marker pen."""
    if item.tag == SHADE:
        return ground_of(item, below), (item.get(W + "fill") or "").upper() in _PENS
    return None, item.get(VAL) in _MARKERS


def unseen(colour: str, ground: Ground) -> bool:
    """Whether letters of that colour cannot be told from their ground."""
    if ground is None or colour == "auto":
        return False
    one, other = _rgb(colour), _rgb(ground)
    return one is not None and other is not None and _alike(one, other)


def _alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < SETTINGS.same_colour for a, b in zip(one, other, strict=True))


def _rgb(colour: str) -> tuple[int, ...] | None:
    try:
        return tuple(bytes.fromhex(colour)) if len(colour) == _DIGITS else None
    except ValueError:
        return None
