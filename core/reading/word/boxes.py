"""Boxes of forms as letters: controls and fields that are ticked or not, and the glyphs of symbol fonts."""

from __future__ import annotations

from lxml import etree

from .symbols import symbol
from .xml import RPR, SDT_CONTENT, SDT_PR, TEXT, VAL, W, on

TICKED, EMPTY, UNSURE = "☒", "☐", "⍰"  # UNSURE: the box shows something else than it stores
_SHOWN_EMPTY, _SHOWN_TICKED = frozenset("☐□○◯▢"), frozenset("☒☑✓✔✗✘■●◉⦿▣√xXхХ")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OFF = frozenset({"0", "false", "off"})
_SYMBOL_FONTS = ("wingdings", "webdings")
_PRIVATE = 0xF000  # where Word keeps the characters of a symbol font


def glyphs(text: str, run: etree._Element) -> str:
    """The text as its font shows it: in Wingdings "þ" is a ticked box."""
    font = run.find(f"{RPR}/{W}rFonts")
    names = () if font is None else (font.get(W + "ascii"), font.get(W + "hAnsi"))
    name = next((one for one in names if one and one.lower().startswith(_SYMBOL_FONTS)), None)
    if name is None:
        return text
    return "".join(c if c.isspace() else symbol(name, f"{_PRIVATE + (ord(c) & 0xFF):04X}") for c in text)


def control_box(control: etree._Element) -> str | None:
    """The box of a content control; None where the control is no check box."""
    box = control.find(f"{SDT_PR}/{_W14}checkbox")
    if box is None:
        return None
    state = box.find(f"{_W14}checked")
    ticked = state is not None and (state.get(f"{_W14}val") or state.get(VAL) or "1").lower() not in _OFF
    content = control.find(SDT_CONTENT)
    shown = "" if content is None else _shown(content)
    contradicts = _SHOWN_EMPTY if ticked else _SHOWN_TICKED
    return UNSURE if shown and shown in contradicts else TICKED if ticked else EMPTY


def _shown(content: etree._Element) -> str:
    pieces: list[str] = []
    for run in content.iter(W + "r"):
        for item in run:
            if item.tag == TEXT:
                pieces.append(glyphs(item.text or "", run))
            elif item.tag == W + "sym":
                pieces.append(symbol(item.get(W + "font"), item.get(W + "char")))
    return "".join(pieces).strip()


def form_box(begin: etree._Element) -> str | None:
    """The box of a legacy form field, from its w:fldChar; None where the field is none."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return None
    state = box.find(W + "checked")
    if state is None:
        state = box.find(W + "default")
    return TICKED if state is not None and on(state) else EMPTY
