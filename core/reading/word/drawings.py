"""What stands in a drawing: text boxes, word art, SmartArt, shapes of a locked canvas, pictures, embedded documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ...words.text import clean
from .controls import branch
from .draft import Aside, Picture
from .xml import DGM, FALLBACK, OFFICE, TXBX, WP, A, R, V, number

_BLIP, _IMAGE, _TEXTPATH = A + "blip", V + "imagedata", V + "textpath"
_EXTENTS = frozenset({WP + "inline", WP + "anchor"})
_SHAPES = frozenset({V + "shape", V + "rect"})
_DIAGRAM, _CANVAS, _OBJECT = DGM + "relIds", A + "txBody", OFFICE + "OLEObject"
EMU_PER_POINT = 12700

# Programs whose embedded files hold text of a report: Word, PDF, slides, and packages that can be any of them.
# Equations and drawings are none; a sheet that is shown as a picture is seen as one.
_DOCUMENTS = ("word.", "package", "acroexch", "acropdf", "acrobat", "foxit", "powerpoint.", "opendocument.", "wordpad.")
_SHEETS = ("excel.", "opendocument.calc")


class Drawn(NamedTuple):
    aside: Aside | None = None
    picture: Picture | None = None
    embedded: str | None = None


def drawn(drawing: etree._Element) -> Iterator[Drawn]:
    """In the order of the file; what another text box holds is left to that box's own reading."""
    for item in drawing.iter(TXBX, _BLIP, _IMAGE, _TEXTPATH, _DIAGRAM, _CANVAS, _OBJECT):
        holder = _holder(item, drawing)
        if holder is drawing:
            continue
        if item.tag in (_BLIP, _IMAGE):
            yield Drawn(picture=_picture(holder))
        elif item.tag == _OBJECT:
            if _is_document(item):
                yield Drawn(embedded=item.get(R + "id") or "")
        elif (aside := _aside(item)) is not None:
            yield Drawn(aside)


def _aside(item: etree._Element) -> Aside | None:
    if item.tag == TXBX:
        return Aside(item)
    if item.tag == _DIAGRAM:
        return Aside(diagram=item.get(R + "dm") or "")
    if item.tag == _TEXTPATH:
        label = clean(item.get("string") or "")
        return Aside(lines=(label,), shown=True) if label else None
    lines = points(item)
    return Aside(lines=lines) if lines else None


def points(element: etree._Element) -> tuple[str, ...]:
    """The paragraphs of a text body in DrawingML."""
    shown = (clean("".join([t.text or "" for t in p.iter(A + "t")])) for p in element.iter(A + "p"))
    return tuple(filter(None, shown))


def _holder(item: etree._Element, drawing: etree._Element) -> etree._Element | None:
    """The shape around an item, None where there is none; the drawing itself for what is not to be read here."""
    holder: etree._Element | None = None
    above = item.getparent()
    while above is not None and above is not drawing:
        tag = above.tag
        if tag == TXBX or (tag == FALLBACK and _other_branch(above)):
            return drawing
        if tag in _EXTENTS or tag in _SHAPES:
            holder = above
        above = above.getparent()
    return holder


def _other_branch(fallback: etree._Element) -> bool:
    """Whether the choice beside it counts and not this fallback."""
    alternate = fallback.getparent()
    return alternate is not None and branch(alternate) is not fallback


def _is_document(item: etree._Element) -> bool:
    program = (item.get("ProgID") or "").lower()
    if program.startswith(_SHEETS):
        return item.get("DrawAspect") == "Icon"
    return program.startswith(_DOCUMENTS)


_STYLE_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px)?", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "px": 0.75, "": 0.75}


def _picture(holder: etree._Element | None) -> Picture:
    if holder is None:
        return Picture(0.0)
    if holder.tag in _EXTENTS:
        extent = holder.find(WP + "extent")
        if extent is None:
            return Picture(0.0)
        width, height = number(extent.get("cx")) / EMU_PER_POINT, number(extent.get("cy")) / EMU_PER_POINT
        return Picture(width * height, behind=holder.get("behindDoc") in ("1", "true"))
    sizes = {
        name.lower(): float(value) * _POINTS[(unit or "").lower()]
        for name, value, unit in _STYLE_LENGTH.findall(holder.get("style") or "")
    }
    return Picture(sizes.get("width", 0.0) * sizes.get("height", 0.0))
