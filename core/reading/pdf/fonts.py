"""Fonts of a PDF page, and what their private characters stand for."""

from __future__ import annotations

import ctypes
import re

from ..tongues import any_of
from .calls import Calls

_BOLD_NAME = re.compile(rf"{any_of('bold_font')}|(?<![a-z])(?:bd|blk)(?![a-z])|-b$|,b$", re.I)
_PLAIN_NAME = re.compile(r"regular|roman|book|normal|light|italic|oblique|(?:psmt|mt)$", re.I)
_ITALIC_NAME = re.compile(r"italic|oblique|kursiv|(?<![a-z])it$|[-,]i$", re.I)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD_WEIGHT = 650  # of a font that does not say so in its name
_FORCED_BOLD = 1 << 18  # a font's flag
_NAME_LENGTH = 128

# Fonts whose characters at U+F020… are pictures, not the letters and digits of ASCII.
_PICTURES = re.compile(r"dingbat|webding|wingding|opensymbol|starsymbol|awesome|icon|marlett", re.I)
# Adobe's corporate use: old-style figures, small capitals.
_CORPORATE = {
    **{chr(0xF730 + i): str(i) for i in range(10)},
    **{chr(0xF761 + i): chr(0x41 + i) for i in range(26)},
}
_SYMBOLIC = {chr(0xF000 + code): chr(code) for code in range(0x21, 0x7F)}
_SYMBOLIC_DIGITS = {chr(0xF030 + i): str(i) for i in range(10)} | {"\uf02e": ".", "\uf02d": "-"}
PRIVATE = re.compile("[\uf021-\uf07e\uf730-\uf739\uf761-\uf77a]")


def shown_by(char: str, font: str) -> str:
    """What a private character shows, where its font makes that certain; else the character itself.

    U+F021… are the codes of a symbolic font: in Symbol digits and marks are those of ASCII and letters Greek; in a font
    of pictures nothing is known; in any other font they are ASCII.
    """
    if char in _CORPORATE:
        return _CORPORATE[char]
    if _PICTURES.search(font) or not font:
        return char
    return (_SYMBOLIC_DIGITS if font.startswith("Symbol") else _SYMBOLIC).get(char, char)


def is_italic(font: str) -> bool:
    """As its name says."""
    return _ITALIC_NAME.search(font) is not None


class Fonts:
    """Fonts by handle, for one page: pdfium frees fonts with the page and uses their handles again."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._by_handle: dict[int, tuple[str, bool]] = {}
        self._buffer = ctypes.create_string_buffer(_NAME_LENGTH)

    def forget(self) -> None:
        self._by_handle.clear()

    def of(self, text_object: int) -> tuple[str, bool]:
        """Name without subset prefix, and whether it is bold."""
        calls = self._calls
        font = calls.TextObj_GetFont(text_object)
        known = self._by_handle.get(font)
        if known is None:
            if not font:
                return "", False
            got = calls.Font_GetBaseFontName(font, self._buffer, _NAME_LENGTH)
            name = self._buffer.value.decode("utf-8", "replace") if 0 < got <= _NAME_LENGTH else ""
            name = _SUBSET.sub("", name)
            bold = bool(_BOLD_NAME.search(name))
            if not bold and not _PLAIN_NAME.search(name):
                bold = calls.Font_GetWeight(font) >= _BOLD_WEIGHT or bool(
                    max(calls.Font_GetFlags(font), 0) & _FORCED_BOLD
                )
            known = self._by_handle[font] = (name, bold)
        return known
