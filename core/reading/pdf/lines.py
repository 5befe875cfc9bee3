"""Lines of a PDF page with their font and position, taken from pdfium in bulk.

Asking pdfium about every character costs four times the text itself. So the text of a page is taken at once and only
the first and the last character of each line are asked for font, size and position; single characters are looked at
where it matters: superscript note marks, gaps between columns, words of a table.

Coordinates are "upright": x grows along the line of writing and y upwards, whatever way the page or its text is turned.
`turn` says how many quarter turns lead there from the page's own coordinates, `unturned` leads back.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from math import hypot
from operator import attrgetter
from typing import Any

from .calls import Calls, handle_of

Box = tuple[float, float, float, float]  # left, bottom, right, top

# A gap this wide (in font sizes) may be a column's edge; narrower ones are word spaces of justified lines.
_GAP = 0.9
# About the width of a line's last character, in font sizes; exactly it would cost another call.
_NARROW, _ORDINARY = 0.3, 0.52
_NARROW_LETTERS = frozenset(".,;:!|'’ilIjt()[]-")
# Fonts on the same line at most this size (relative) and raised are note marks.
SUPERSCRIPT = 0.78
_RAISED_BY = 0.15  # font sizes above the line: a note mark whatever its size
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPTS = str.maketrans("0123456789", _RAISED)

# pdfium writes a hyphen at a line's end as U+FFFE or U+0002, and no line break after it
HYPHENS = "\ufffe\x02"
_SEGMENTS = re.compile(r"[^\r\n\ufffe\x02]+")
_WORDS = re.compile(r"\S+")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d[\d.]*")
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|полужир|жирн|(?<![a-z])(?:bd|blk)(?![a-z])|-b$|,b$", re.I)
_PLAIN_NAME = re.compile(r"regular|roman|book|normal|light|italic|oblique|(?:psmt|mt)$", re.I)
_SUBSET = re.compile(r"^[A-Z]{6}\+")


@dataclass(slots=True)
class Line:
    """A piece of text on one baseline. end_bold: its last character is bold; hyphen: a hyphen stood at its end."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    font: str
    colour: int
    page: int
    turn: int = 0
    end_bold: bool = False
    hyphen: bool = False
    mark: int = -1  # marked-content id of the first character, in a tagged PDF
    start: int = 0  # index of the first character on the page; negative where it is no text of the page
    tag: str = ""  # of the heading or contents entry that it is declared to be, in a tagged PDF
    opens: bool = False  # a paragraph begins here, whatever stands above
    raised: bool = False  # it begins with a superscript number
    rows: Any = None  # the table that stands here, if it is no text
    side: int = 0  # which of the page's columns, wherever it is interrupted
    column: int = 0  # of a page with several columns, counted in reading order
    left: float = 0.0  # edges of the column that the line is in
    right: float = 0.0

    def __reduce__(self) -> tuple[type[Line], tuple[Any, ...]]:
        """As its fields in order: one process hands thousands to another."""
        return Line, _fields(self)

    @property
    def top(self) -> float:
        return self.y + 0.75 * self.size

    @property
    def bottom(self) -> float:
        return self.y - 0.22 * self.size


_fields: Callable[[Line], tuple[Any, ...]] = attrgetter(*(one.name for one in fields(Line)))


def unturned(box: Box, turn: int) -> Box:
    """A box in the page's own coordinates."""
    x0, y0, x1, y1 = box
    if turn == 1:
        return -y1, x0, -y0, x1
    if turn == 2:
        return -x1, -y1, -x0, -y0
    if turn == 3:
        return y0, -x1, y1, -x0
    return box


def turned(box: Box, turn: int) -> Box:
    """A box of the page in upright coordinates."""
    return unturned(box, (4 - turn) % 4)


class Fonts:
    """Fonts by handle, for one page: pdfium frees fonts with the page and uses their handles again."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._by_handle: dict[int, tuple[str, bool]] = {}
        self._buffer = ctypes.create_string_buffer(128)

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
            got = calls.Font_GetBaseFontName(font, self._buffer, 128)
            name = self._buffer.value.decode("utf-8", "replace") if 0 < got <= 128 else ""
            name = _SUBSET.sub("", name)
            bold = bool(_BOLD_NAME.search(name))
            if not bold and not _PLAIN_NAME.search(name):
                bold = calls.Font_GetWeight(font) >= 650 or bool(max(calls.Font_GetFlags(font), 0) & 1 << 18)
            known = self._by_handle[font] = (name, bold)
        return known


class TextPage:
    """The characters of one page; to be closed."""

    def __init__(self, raw: Any, calls: Calls, page: Any, number: int, fonts: Fonts) -> None:
        self._raw = raw
        self._calls = calls
        self._opened = raw.FPDFText_LoadPage(page)
        self.handle = handle_of(self._opened) if self._opened else 0
        self.number = number
        self._fonts = fonts
        self._numbers = tuple(ctypes.c_double() for _ in range(4))
        self._at = tuple(ctypes.byref(number) for number in self._numbers)
        self._matrix = (ctypes.c_float * 6)()
        self.text = self._text() if self.handle else ""

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
        get = self._calls.Text_GetUnicode
        codes = [get(self.handle, i) for i in range(count)]
        return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)

    def unmapped(self) -> int:
        """How many of a sample of characters pdfium could not map to Unicode, per hundred."""
        text = self.text
        sample = [i for i in range(0, len(text), max(1, len(text) // 40)) if not text[i].isspace()]
        if not sample:
            return 0
        error = self._calls.Text_HasUnicodeMapError
        wrong: int = sum(error(self.handle, i) == 1 for i in sample)
        return 100 * wrong // len(sample)

    def origin(self, index: int, turn: int) -> tuple[float, float]:
        """Where a character stands on its baseline."""
        x_at, y_at, _, _ = self._at
        self._calls.Text_GetCharOrigin(self.handle, index, x_at, y_at)
        x, y = self._numbers[0].value, self._numbers[1].value
        return (x, y) if turn <= 0 else (y, -x) if turn == 1 else (-x, -y) if turn == 2 else (-y, x)

    def size(self, index: int) -> float:
        """Effective font size, in points."""
        matrix = self._matrix
        self._calls.Text_GetMatrix(self.handle, index, matrix)
        return float(self._calls.Text_GetFontSize(self.handle, index) * hypot(matrix[2], matrix[3]))

    def font(self, index: int) -> tuple[str, bool]:
        got = self._calls.Text_GetTextObject(self.handle, index)
        return self._fonts.of(got) if got else ("", False)

    def lines(self, marks: bool = False) -> list[Line]:
        """The page's lines in the order in which they are drawn; a line with wide gaps comes in pieces."""
        calls, handle, text, number = self._calls, self.handle, self.text, self.number
        matrix = self._matrix
        a_at, b_at, c_at, d_at = self._at
        first, second, third, fourth = self._numbers
        colours = tuple(ctypes.c_uint() for _ in range(4))
        red, green, blue, _ = colours
        red_at, green_at, blue_at, alpha_at = (ctypes.byref(part) for part in colours)
        get_matrix, get_object, get_size = (
            calls.Text_GetMatrix,
            calls.Text_GetTextObject,
            calls.Text_GetFontSize,
        )
        get_colour, get_origin = calls.Text_GetFillColor, calls.Text_GetCharOrigin
        count_rects, get_rect = calls.Text_CountRects, calls.Text_GetRect
        render_mode, font_of = calls.TextObj_GetTextRenderMode, self._fonts.of
        lines: list[Line] = []
        for segment in _SEGMENTS.finditer(text):
            shown = segment[0]
            stripped = shown.strip()
            if not stripped:
                continue
            start, end = segment.span()
            hyphen = text[end : end + 1] in HYPHENS and end < len(text)
            if len(stripped) != len(shown):
                start += len(shown) - len(shown.lstrip())
                end = start + len(stripped)
            text_object = get_object(handle, start)
            if not text_object:
                continue
            name, bold = font_of(text_object)
            if not bold and render_mode(text_object) == 2:
                bold = True  # filled and stroked: Word's and LibreOffice's made-up bold
            get_matrix(handle, start, matrix)
            d = matrix[3]
            size = get_size(handle, start) * (d if d > 0 and not matrix[2] else hypot(matrix[2], d))
            get_origin(handle, start, a_at, b_at)
            x, y = first.value, second.value
            turn = 0
            if matrix[1] or matrix[0] <= 0:
                turn = _turn(matrix[0], matrix[1])
                x, y = (x, y) if turn <= 0 else (y, -x) if turn == 1 else (-x, -y) if turn == 2 else (-y, x)
            get_colour(handle, start, red_at, green_at, blue_at, alpha_at)
            colour = red.value << 16 | green.value << 8 | blue.value
            mark = calls.PageObj_GetMarkedContentID(text_object) if marks else -1
            line = Line(stripped, x, x, y, size, bold, name, colour, number, turn, bold, hyphen, mark, start)
            lines.append(line)
            last_object = get_object(handle, end - 1)
            if last_object == text_object:
                # one piece cannot change its font; a gap inside it shows as characters too wide
                get_origin(handle, end - 1, a_at, b_at)
                last = first.value if turn <= 0 else second.value if turn == 1 else -first.value
                if turn == 3:
                    last = -second.value
                length = end - start
                line.x1 = last + (_NARROW if stripped[-1] in _NARROW_LETTERS else _ORDINARY) * size
                if length > 8 and last - x > 0.78 * size * length and " " in stripped:
                    lines += self._split(line, [])
                continue
            if stripped[1:2] == " " and not stripped[0].isalnum() and len(stripped) > 2:
                # a bullet of a font of its own: the line looks as its text does
                line.size = size = self.size(start + 2)
                line.font, line.bold = self.font(start + 2)
            pieces = count_rects(handle, start, end - start)
            if last_object:
                line.end_bold = font_of(last_object)[1] or render_mode(last_object) == 2
            reach = x
            wide: list[tuple[float, float]] = []
            limit = _GAP * size
            jumps = False
            for i in range(pieces):
                get_rect(handle, i, a_at, b_at, c_at, d_at)  # left, top, right, bottom
                if turn <= 0:
                    left, right, low, high = first.value, third.value, fourth.value, second.value
                else:
                    left, low, right, high = turned((first.value, fourth.value, third.value, second.value), turn)
                if high < y - 0.1 * size or low > y + 0.9 * size:
                    jumps = True  # pdfium took pieces of two lines for one
                if left - reach > limit and i:
                    wide.append((reach, left))
                if right > reach:
                    reach = right
            line.x1 = reach
            if _DIGIT.search(stripped):
                self._set_apart_superscripts(line)
                if bold and not line.end_bold and line.text[-1] in _RAISED:
                    line.end_bold = self.font(start + len(line.text.rstrip(_RAISED)) - 1)[1]
            if wide or jumps:
                lines += self._split(line, wide, jumps)
        return lines

    def _split(self, line: Line, gaps: list[tuple[float, float]], jumps: bool = False) -> list[Line]:
        """Cuts a line at gaps (where each begins and ends; without any given, at wide ones); gives the rest.

        jumps: it holds words of several baselines and is cut between those too.
        """
        text, size, start, turn = line.text, line.size, line.start, line.turn
        spans = [found.span() for found in _WORDS.finditer(text)]
        cuts: list[tuple[int, int, float, float, float]] = []  # end of the piece before, begin, x1 before, x, y
        near = 0.45 * size
        ahead = 0
        level = line.y
        for k in range(1, len(spans)):
            begin = spans[k][0]
            x, y = self.origin(start + begin, turn)
            if jumps and abs(y - level) > 0.6 * size:
                before = spans[k - 1][1]
                cuts.append((before, begin, self.origin(start + before - 1, turn)[0] + 0.55 * size, x, y))
                level = y
                while ahead < len(gaps) and gaps[ahead][1] < x + near:
                    ahead += 1
            elif gaps:
                while ahead < len(gaps) and gaps[ahead][1] < x - near:
                    ahead += 1
                if ahead == len(gaps):
                    if jumps:
                        continue
                    break
                if x - gaps[ahead][1] > -near:
                    cuts.append((spans[k - 1][1], begin, gaps[ahead][0], x, y))
                    ahead += 1
            elif not jumps:
                before = spans[k - 1][1]
                end_x = self.origin(start + before - 1, turn)[0] + 0.6 * size
                if x - end_x > _GAP * size:
                    cuts.append((before, begin, end_x, x, y))
        if not cuts:
            return []
        mixed = line.bold != line.end_bold
        rest: list[Line] = []
        for number, (_, begin, _, x, y) in enumerate(cuts):
            if number + 1 < len(cuts):
                end, _, x1, _, _ = cuts[number + 1]
                hyphen = False
            else:
                end, x1, hyphen = len(text), line.x1, line.hyphen
            piece = Line(
                text[begin:end], x, x1 if x1 > x else x, y, size, line.bold, line.font, line.colour, line.page, turn,
                line.bold, hyphen, line.mark, start + begin,
            )  # fmt: skip
            if mixed:
                piece.font, piece.bold = self.font(piece.start)
                piece.end_bold = self.font(start + end - 1)[1]
            rest.append(piece)
        end, _, x1, _, _ = cuts[0]
        line.text, line.x1, line.hyphen = text[:end], max(x1, line.x0), False
        line.end_bold = self.font(start + end - 1)[1] if mixed else line.bold
        return rest

    def words(self, line: Line) -> list[Line]:
        """The words of a line, each with its own position."""
        words: list[Line] = []
        if line.start < 0:  # filled into a form: no text of the page
            return [line]
        for found in _WORDS.finditer(line.text):
            begin, last = line.start + found.start(), line.start + found.end() - 1
            x, y = self.origin(begin, line.turn)
            end_x = self.origin(last, line.turn)[0] if last > begin else x
            words.append(
                Line(
                    found[0],
                    x,
                    end_x + 0.55 * line.size,
                    y,
                    line.size,
                    line.bold,
                    line.font,
                    line.colour,
                    line.page,
                    line.turn,
                    line.end_bold,
                    False,
                    line.mark,
                    begin,
                )
            )
        if words:
            words[-1].x1, words[-1].hyphen = max(line.x1, words[-1].x0), line.hyphen
        return words

    def pieces(self, line: Line) -> list[Line]:
        """The pieces (text objects) in which a word was drawn, each with its own position."""
        if line.start < 0:
            return [line]
        get_object, handle = self._calls.Text_GetTextObject, self.handle
        objects = [get_object(handle, line.start + i) for i in range(len(line.text))]
        cuts = [i for i in range(1, len(objects)) if objects[i] != objects[i - 1]]
        found: list[Line] = []
        for begin, end in zip([0, *cuts], [*cuts, len(objects)], strict=True):
            x, y = self.origin(line.start + begin, line.turn)
            last, _ = self.origin(line.start + end - 1, line.turn)
            found.append(
                Line(
                    line.text[begin:end], x, last + 0.55 * line.size, y, line.size, line.bold, line.font,
                    line.colour, line.page, line.turn, line.end_bold, line.hyphen and end == len(objects),
                    line.mark, line.start + begin,
                )
            )  # fmt: skip
        return found

    def _set_apart_superscripts(self, line: Line) -> None:
        """Note marks become ¹²³, so that they are no digits of a code beside them."""
        text = line.text
        get_object, handle = self._calls.Text_GetTextObject, self.handle
        for found in _DIGITS.finditer(text):
            begin, end = found.span()
            opens = begin == 0
            glued = not opens and not text[begin - 1].isspace()
            if not opens and not glued:
                # digits of one piece have one size
                if end - begin == 1:
                    continue
                first = get_object(handle, line.start + begin)
                if first == get_object(handle, line.start + end - 1):
                    continue
            sizes = [self.size(line.start + i) for i in range(begin, end)]
            full = max(max(sizes), line.size)
            after = line.start + len(text) - 1
            if opens and end < len(text) and min(sizes) == max(sizes):
                # a note begins with its number: small against the words that follow it
                after = line.start + end + len(text[end:]) - len(text[end:].lstrip())
                full = max(full, self.size(after))
            base = self.origin(after, line.turn)[1] if opens else line.y
            # raised against what it touches; a whole code in a cell may stand higher than the cells beside it
            heights = [self.origin(line.start + i, line.turn)[1] for i in range(begin, end)]
            level = self.origin(line.start + begin - 1, line.turn)[1] if glued else heights[0]
            marks = [
                size <= SUPERSCRIPT * full or _RAISED_BY * full < height - level < 0.8 * full
                for size, height in zip(sizes, heights, strict=True)
            ]
            if not any(marks) or (all(marks) and opens and end == len(text)):
                continue
            digits = "".join(superscript(c) if mark else c for c, mark in zip(found[0], marks, strict=True))
            text = text[:begin] + digits + text[end:]
            if opens and digits[0] in _RAISED:
                line.raised = True
                line.size = full
                line.y = base
        line.text = text


def _turn(a: float, b: float) -> int:
    """Quarter turns of a direction of writing; -1 if it is slanted."""
    if abs(b) < 0.1 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) < 0.1 * abs(b):
        return 1 if b > 0 else 3
    return -1


def superscript(digits: str) -> str:
    return digits.translate(_SUPERSCRIPTS)


def dominant_turn(lines: Iterable[Line]) -> int:
    """The direction in which most of a page's text is written."""
    letters = [0, 0, 0, 0]
    for line in lines:
        if line.turn >= 0:
            letters[line.turn] += len(line.text)
    return max(range(4), key=lambda turn: letters[turn])


def same_row(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that are sorted from top to bottom, grouped by baseline, each group from left to right."""
    group: list[Line] = []
    for line in lines:
        if group and abs(group[0].y - line.y) > 0.35 * max(group[0].size, line.size):
            yield sorted(group, key=lambda piece: piece.x0)
            group = []
        group.append(line)
    if group:
        yield sorted(group, key=lambda piece: piece.x0)
