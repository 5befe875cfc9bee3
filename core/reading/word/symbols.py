"""Characters of Word's symbol fonts, by w:sym or in the text itself: the marks that reports really use, as Unicode."""

from __future__ import annotations

import re

PRIVATE = re.compile("[\uf020-\uf0ff]")  # where symbol fonts have their characters

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0xA3: "☐", 0x30: "☐"}
_SYMBOL = {
    0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xA8: "♦", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xD7: "·", 0xE5: "∑", 0x6D: "µ", 0x53: "Σ", 0x44: "Δ", 0x61: "α", 0x62: "β", 0x70: "π", 0x73: "σ",
}  # fmt: skip


# Where Word keeps the characters of a symbol font; characters of others, but for control codes and halves of pairs;
# the marks and digits that Symbol shows as ASCII does.
_PRIVATE_AREA = range(0xF000, 0xF100)
_BELOW_SURROGATES, _ABOVE_SURROGATES = range(0x20, 0xD800), range(0xE000, 0xFFFE)
_DIGITS_AND_MARKS = range(0x20, 0x40)


def symbol(font: str | None, code: str | None) -> str:
    """What a font shows for a code in hexadecimal digits; a mark of an unknown font is a bullet, never a digit."""
    try:
        value = int(code or "", 16)
    except ValueError:
        return ""
    if value not in _PRIVATE_AREA:
        return chr(value) if value in _BELOW_SURROGATES or value in _ABOVE_SURROGATES else ""
    value -= _PRIVATE_AREA.start
    name = (font or "").lower()
    if name.startswith("wingdings 2"):
        return _WINGDINGS2.get(value, "•")
    if name.startswith("wingdings"):
        return _WINGDINGS.get(value, "•")
    if name == "symbol":
        return _SYMBOL.get(value, chr(value) if value in _DIGITS_AND_MARKS else "•")
    return "•"
