"""How wide the columns of a table must be for its head: no word of it is broken, whatever size a template has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.oxml.ns import qn

# Widths of bold letters in the widest of the usual fonts, in ems (measured with Liberation and Noto Sans Bold).
_WIDEST, _WIDE, _CAPITAL, _LETTER, _NARROW = 1.2, 1.0, 0.85, 0.72, 0.4
_OF_WIDEST = frozenset("№ШЩЮ")
_OF_WIDE = frozenset("жфшщыюmwЖМФЪЫMW")
_OF_NARROW = frozenset(".,:;'()-іijlftІI")

_EM = 2.54 / 72  # cm of a point
_PADDING = 0.34  # cm: what a cell keeps free on both sides, and its line
_SMALLEST = 7.0  # points
_OF_WORD = 10.0  # points, where a file says nothing
_BREAKS = re.compile(r"[\s/–—-]+")  # where a line may end


class Fitted(NamedTuple):
    """widths: of the columns, in cm; size: of the head's letters, in points."""

    widths: tuple[float, ...]
    size: float


def text_size(document: Any) -> float:
    """Of the running text of a document that python-docx has opened, in points."""
    styles = document.styles
    own = styles["Normal"].font.size if "Normal" in styles else None
    given = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}")
    if own is not None:
        return float(own.pt)
    halves = str(given.get(qn("w:val"))) if given is not None else ""
    return int(halves) / 2 if halves.isdecimal() else _OF_WORD


def fitted(heads: Sequence[str], widths: Sequence[float], size: float) -> Fitted:
    """The widths that were asked for, changed as little as the longest words of the heads need.

    The table stays as wide as it was. Where even that does not do, the head's letters become smaller.
    """
    total = sum(widths)
    words = [max((_ems(word) for word in _BREAKS.split(head)), default=0.0) for head in heads]
    room = total - _PADDING * len(heads)
    if sum(words) * size * _EM > room:
        size = max(_SMALLEST, int(room / (sum(words) * _EM) * 2) / 2)
    least = [ems * size * _EM + _PADDING for ems in words]
    lacking = sum(max(0.0, need - width) for need, width in zip(least, widths, strict=True))
    spare = sum(max(0.0, width - need) for need, width in zip(least, widths, strict=True))
    given = min(1.0, lacking / spare) if spare else 0.0
    return Fitted(
        tuple(
            need if width <= need else width - (width - need) * given for need, width in zip(least, widths, strict=True)
        ),
        size,
    )


def _ems(word: str) -> float:
    return sum(_em(letter) for letter in word)


def _em(letter: str) -> float:
    if letter in _OF_WIDEST:
        return _WIDEST
    if letter in _OF_WIDE:
        return _WIDE
    if letter in _OF_NARROW:
        return _NARROW
    return _CAPITAL if letter.isupper() else _LETTER
