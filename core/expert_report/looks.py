"""How letters are set: by strokes and colours people choose one of several values in print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..reading.word.xml import RPR, VAL, W, on

_PROPERTIES: Mapping[str, str] = {
    W + "strike": "struck", W + "dstrike": "struck", W + "b": "bold", W + "i": "italic", W + "u": "underlined",
    W + "highlight": "highlighted", W + "shd": "shaded", W + "bdr": "framed", W + "color": "coloured",
}  # fmt: skip
_VALUED = frozenset({"highlighted", "coloured"})
_PLAIN = frozenset({"auto", "000000", "none", "nil", "clear", ""})

Look = frozenset[str]  # "bold", "struck", "coloured:ff0000", ...
NO_LOOK: Look = frozenset()


class Piece(NamedTuple):
    """Letters that are set alike."""

    text: str
    look: Look


def look_of(run: Any) -> Look:
    """How a run is set apart, as the run itself says."""
    properties = run.find(RPR)
    found: set[str] = set()
    for item in () if properties is None else properties:
        name = _PROPERTIES.get(str(item.tag))
        if name == "shaded":
            if fill := fill_of(item):
                found.add(f"shaded:{fill}")
        elif name in _VALUED:
            if (value := (item.get(VAL) or "").lower()) not in _PLAIN:
                found.add(f"{name}:{value}")
        elif name is not None and on(item):
            found.add(name)
    return frozenset(found)


def fill_of(shading: Any) -> str:
    """The colour of w:shd, "" for none and for white."""
    fill = (shading.get(W + "fill") or "").lower()
    return "" if fill in _PLAIN - {"000000"} or fill == "ffffff" else fill
