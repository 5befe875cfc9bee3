"""The characters of a PDF page: what each is, where it stands, how large it is and what draws it.

Asking pdfium about every character costs four times the text itself. So the text of a page is taken at once, and
single characters are looked at where it matters.
"""

from __future__ import annotations

import ctypes
from math import hypot
from typing import Any

from .calls import Calls, handle_of
from .fonts import PRIVATE, Fonts, shown_by
from .lines import upright
from .settings import GEOMETRY

_UNREADABLE = "\ufffd"
_BEYOND_UNICODE = 0x110000


class Characters:
    """The characters of one page; to be closed.

    A line whose pieces were put in order has indices of its own, behind those of the page's characters.
    """

    def __init__(self, raw: Any, calls: Calls, page: Any, number: int, fonts: Fonts) -> None:
        self._raw = raw
        self.calls = calls
        self._opened = raw.FPDFText_LoadPage(page)
        self.handle = handle_of(self._opened) if self._opened else 0
        self.number = number
        self.fonts = fonts
        self.numbers = tuple(ctypes.c_double() for _ in range(4))
        self.at = tuple(ctypes.byref(number) for number in self.numbers)
        self.matrix = (ctypes.c_float * 6)()
        self.corners = (ctypes.c_float * 4)()
        self.colour = tuple(ctypes.c_uint() for _ in range(4))
        self.colour_at = tuple(ctypes.byref(part) for part in self.colour)
        self.count = 0
        self.moved: list[int] = []  # what the indices from _count on stand for
        self.text = self._text() if self.handle else ""
        self.count = len(self.text)
        if PRIVATE.search(self.text):
            self.text = self._unprivate()

    def close(self) -> None:
        if self.handle:
            self._raw.FPDFText_ClosePage(self._opened)
            self.handle = 0

    def _text(self) -> str:
        raw, opened = self._raw, self._opened
        count = raw.FPDFText_CountChars(opened)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        got = raw.FPDFText_GetText(opened, 0, count, buffer)
        if got == count + 1:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
            if len(text) == count and "\0" not in text:
                return text
        # characters without Unicode, or outside the basic plane: text and character indices differ
        get = self.calls.Text_GetUnicode
        codes = [get(self.handle, i) for i in range(count)]
        return "".join(chr(code) if 0 < code < _BEYOND_UNICODE else _UNREADABLE for code in codes)

    def _unprivate(self) -> str:
        """The text with private characters as what they show, where that is certain."""
        shown = list(self.text)
        for found in PRIVATE.finditer(self.text):
            shown[found.start()] = shown_by(found[0], self.font(found.start())[0])
        return "".join(shown)

    def unmapped(self) -> int:
        """How many of a sample of characters pdfium could not map to Unicode, per hundred."""
        text = self.text
        sample = [i for i in range(0, len(text), max(1, len(text) // GEOMETRY.sample)) if not text[i].isspace()]
        if not sample:
            return 0
        error = self.calls.Text_HasUnicodeMapError
        wrong: int = sum(error(self.handle, i) == 1 for i in sample)
        return 100 * wrong // len(sample)

    def _index(self, index: int) -> int:
        return index if index < self.count else self.moved[index - self.count]

    def origin(self, index: int, turn: int) -> tuple[float, float]:
        """Where a character stands on its baseline."""
        if index >= self.count:
            index = self.moved[index - self.count]
        x_at, y_at, _, _ = self.at
        self.calls.Text_GetCharOrigin(self.handle, index, x_at, y_at)
        x, y = self.numbers[0].value, self.numbers[1].value
        return upright(x, y, turn)

    def size(self, index: int) -> float:
        """Effective font size, in points."""
        index = self._index(index)
        matrix = self.matrix
        self.calls.Text_GetMatrix(self.handle, index, matrix)
        return float(self.calls.Text_GetFontSize(self.handle, index) * hypot(matrix[2], matrix[3]))

    def drawn_by(self, index: int) -> int:
        """The text object that draws a character; 0 if none does, as with a blank that only a gap shows."""
        return self.calls.Text_GetTextObject(self.handle, self._index(index)) or 0

    def font(self, index: int) -> tuple[str, bool]:
        got = self.drawn_by(index)
        return self.fonts.of(got) if got else ("", False)

    def shown_in(self, index: int) -> tuple[int, int]:
        """Colour and alpha."""
        self.calls.Text_GetFillColor(self.handle, self._index(index), *self.colour_at)
        red, green, blue, alpha = (part.value for part in self.colour)
        return red << 16 | green << 8 | blue, alpha
