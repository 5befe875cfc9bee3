"""Names in Word's XML, precomputed: tags are compared as whole strings all through the walk."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

VAL = W + "val"
BODY = W + "body"
P = W + "p"
PPR = W + "pPr"
RUN = W + "r"
RPR = W + "rPr"
TEXT = W + "t"
CR = W + "cr"
TBL = W + "tbl"
TBL_PR = W + "tblPr"
TR = W + "tr"
TC = W + "tc"
SECT = W + "sectPr"
SHADE = W + "shd"
SDT = W + "sdt"
SDT_PR = W + "sdtPr"
SDT_CONTENT = W + "sdtContent"
ALT_CHUNK = W + "altChunk"
SUB_DOC = W + "subDoc"
TXBX = W + "txbxContent"
ALTERNATE = MC + "AlternateContent"
CHOICE = MC + "Choice"
FALLBACK = MC + "Fallback"
DELETED = W + "del"
INSERTED = W + "ins"
MOVED_FROM = W + "moveFrom"
MOVED_TO = W + "moveTo"

# Content that is on its way out: it is in the file and no longer in the text.
GONE = frozenset({DELETED, MOVED_FROM})

_OFF = frozenset({"0", "false", "off", "none"})


def on(element: etree._Element) -> bool:
    """Value of an on/off property: present without a value means on."""
    value = element.get(VAL)
    return value is None or value not in _OFF


def number(value: str | None, default: int = 0) -> int:
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default


def half_points(value: str | None) -> float:
    """A font size in half-points; the strict format also allows a unit ("12pt"). 0 where it is no size."""
    if not value:
        return 0.0
    try:
        return float(value)
    except ValueError:
        pass
    units = {"pt": 2.0, "in": 144.0, "cm": 144 / 2.54, "mm": 14.4 / 2.54, "pc": 24.0, "pi": 24.0}
    try:
        return float(value[:-2]) * units.get(value[-2:], 0.0)
    except ValueError:
        return 0.0


def twips(value: str | None) -> float:
    """A length in twentieths of a point; the strict format also allows a unit."""
    if not value:
        return 0.0
    try:
        return float(value)
    except ValueError:
        return half_points(value) * 10
