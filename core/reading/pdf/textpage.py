"""The text of a PDF page, taken from pdfium in bulk, as lines.

Asking pdfium about every character costs four times the text itself. So the text of a page is taken at once and only
the first and the last character of each line are asked for font, size and position; single characters are looked at
where it matters: superscript note marks, gaps between columns, words of a table, pieces drawn in another order than
they are read in.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace
from itertools import pairwise
from math import hypot
from typing import Any

from .calls import Calls, handle_of
from .fonts import PRIVATE, Fonts, shown_by
from .lines import NUMBER_BEFORE, RAISED, SUPERSCRIPT, Line, superscript, turned
from .reorder import Glyph, in_layers, is_watermark, overlapping, watermarks, written

# A gap this wide (in font sizes) may be a column's edge; narrower ones are word spaces of justified lines.
GAP = 0.9
# About the width of a line's last character, in font sizes; exactly it would cost another call.
_NARROW, _ORDINARY, _LAST, _ANY = 0.3, 0.52, 0.55, 0.6
_NARROW_LETTERS = frozenset(".,;:!|'’ilIjt()[]-")
_RAISED_BY = 0.15  # font sizes above the line: a note mark whatever its size
_HIGHEST = 0.8  # font sizes: what stands higher belongs to the line above
_WIDE = 0.78  # font sizes a character: a piece this wide holds gaps
_NEAR = 0.45  # font sizes between a gap's end and the word that follows it
_BACKWARDS = 0.3  # font sizes: a piece that begins this far before the end of the last one is out of order
_ANOTHER = 0.6  # font sizes between the baselines of two lines that pdfium took for one
_DROP_CAP = 1.7  # a first letter against the rest of its line
_FILL_AND_STROKE, _UNPAINTED = 2, 3  # modes of drawing text
_FALLBACK = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")  # letters that a font may lack; then another one draws them

# pdfium writes a hyphen at a line's end as U+FFFE or U+0002, and no line break after it
HYPHENS = "\ufffe\x02"
_SEGMENTS = re.compile(r"[^\r\n\ufffe\x02]+")
_WORDS = re.compile(r"\S+")
_DIGIT = re.compile(r"\d")
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_SAME_SIZE = 0.05  # of the size, by which characters of one number may differ in size or level
_DIGITS = re.compile(r"\d[\d.]*")
_SAMPLE = 40  # characters of a page that tell whether its fonts lead to Unicode

_Cut = tuple[int, int, float, float, float]  # end of the piece before, begin, x1 before, x, y


class TextPage:
    """The characters of one page; to be closed.

    A line whose pieces were put in order has indices of its own, behind those of the page's characters.
    """

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
        self._corners = (ctypes.c_float * 4)()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._colour_at = tuple(ctypes.byref(part) for part in self._colour)
        self._count = 0
        self._moved: list[int] = []  # what the indices from _count on stand for
        self._backwards: set[int] = set()  # ids of lines whose pieces are out of order
        self.text = self._text() if self.handle else ""
        self._count = len(self.text)
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
        get = self._calls.Text_GetUnicode
        codes = [get(self.handle, i) for i in range(count)]
        return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)

    def _unprivate(self) -> str:
        """The text with private characters as what they show, where that is certain."""
        shown = list(self.text)
        for found in PRIVATE.finditer(self.text):
            shown[found.start()] = shown_by(found[0], self.font(found.start())[0])
        return "".join(shown)

    def unmapped(self) -> int:
        """How many of a sample of characters pdfium could not map to Unicode, per hundred."""
        text = self.text
        sample = [i for i in range(0, len(text), max(1, len(text) // _SAMPLE)) if not text[i].isspace()]
        if not sample:
            return 0
        error = self._calls.Text_HasUnicodeMapError
        wrong: int = sum(error(self.handle, i) == 1 for i in sample)
        return 100 * wrong // len(sample)

    # --- characters --------------------------------------------------------------------------------------------------

    def _index(self, index: int) -> int:
        return index if index < self._count else self._moved[index - self._count]

    def origin(self, index: int, turn: int) -> tuple[float, float]:
        """Where a character stands on its baseline."""
        if index >= self._count:
            index = self._moved[index - self._count]
        x_at, y_at, _, _ = self._at
        self._calls.Text_GetCharOrigin(self.handle, index, x_at, y_at)
        x, y = self._numbers[0].value, self._numbers[1].value
        return (x, y) if turn <= 0 else (y, -x) if turn == 1 else (-x, -y) if turn == 2 else (-y, x)

    def size(self, index: int) -> float:
        """Effective font size, in points."""
        index = self._index(index)
        matrix = self._matrix
        self._calls.Text_GetMatrix(self.handle, index, matrix)
        return float(self._calls.Text_GetFontSize(self.handle, index) * hypot(matrix[2], matrix[3]))

    def drawn_by(self, index: int) -> int:
        """The text object that draws a character; 0 if none does, as with a blank that only a gap shows."""
        return self._calls.Text_GetTextObject(self.handle, self._index(index)) or 0

    def font(self, index: int) -> tuple[str, bool]:
        got = self.drawn_by(index)
        return self._fonts.of(got) if got else ("", False)

    def _shown_in(self, index: int) -> tuple[int, int]:
        """Colour and alpha."""
        self._calls.Text_GetFillColor(self.handle, self._index(index), *self._colour_at)
        red, green, blue, alpha = (part.value for part in self._colour)
        return red << 16 | green << 8 | blue, alpha

    # --- lines -------------------------------------------------------------------------------------------------------

    def lines(self, marks: bool = False) -> list[Line]:
        """The page's lines in the order in which they are drawn; a line with wide gaps comes in pieces."""
        lines: list[Line] = []
        for segment in _SEGMENTS.finditer(self.text):
            shown = segment[0]
            stripped = shown.strip()
            if not stripped:
                continue
            start, end = segment.span()
            hyphen = self.text[end : end + 1] in HYPHENS and end < len(self.text)
            if len(stripped) != len(shown):
                start += len(shown) - len(shown.lstrip())
            line = self._line(stripped, start, hyphen, marks)
            if line is not None:
                lines.append(line)
                lines += self._rest(line)
        for group in overlapping(lines, self._backwards):
            lines = self._reordered(lines, group)
        watermarks(lines)
        return lines

    def _line(self, text: str, start: int, hyphen: bool, marks: bool) -> Line | None:
        """A line as its first character looks; where it ends is not known yet."""
        calls, handle, matrix = self._calls, self.handle, self._matrix
        drawn = calls.Text_GetTextObject(handle, start)
        if not drawn:
            return None
        name, bold = self._fonts.of(drawn)
        mode = calls.TextObj_GetTextRenderMode(drawn)
        if mode == _FILL_AND_STROKE:
            bold = True  # Word's and LibreOffice's made-up bold
        calls.Text_GetMatrix(handle, start, matrix)
        d = matrix[3]
        size = calls.Text_GetFontSize(handle, start) * (d if d > 0 and not matrix[2] else hypot(matrix[2], d))
        x_at, y_at, _, _ = self._at
        calls.Text_GetCharOrigin(handle, start, x_at, y_at)
        x, y = self._numbers[0].value, self._numbers[1].value
        turn = 0
        if matrix[1] or matrix[0] <= 0:
            turn = _turn(matrix[0], matrix[1])
            x, y = (x, y) if turn <= 0 else (y, -x) if turn == 1 else (-x, -y) if turn == 2 else (-y, x)
        calls.Text_GetFillColor(handle, start, *self._colour_at)
        red, green, blue, alpha = self._colour
        colour = red.value << 16 | green.value << 8 | blue.value
        mark = calls.PageObj_GetMarkedContentID(drawn) if marks else -1
        return Line(
            text, x, x, y, size, bold, name, colour, self.number, turn, bold, hyphen, mark, start, drawn,
            alpha.value, mode == _UNPAINTED,
        )  # fmt: skip

    def _rest(self, line: Line) -> list[Line]:
        """Learns where a line ends; gives the pieces that stand apart in it."""
        text, start, turn, size = line.text, line.start, line.turn, line.size
        end = start + len(text)
        last_object = self._calls.Text_GetTextObject(self.handle, end - 1)
        if last_object == line.drawn:
            # one piece cannot change its font; a gap inside it shows as characters too wide
            last = self.origin(end - 1, turn)[0]
            line.x1 = last + (_NARROW if text[-1] in _NARROW_LETTERS else _ORDINARY) * size
            length = len(text)
            if length > 8 and last - line.x0 > _WIDE * size * length and " " in text:
                return self._split(line, [])
            return []
        if (cap := self._drop_cap(line)) is not None:
            return [cap, *self._rest(line)]
        self._own_looks(line)
        if last_object:
            mode = self._calls.TextObj_GetTextRenderMode(last_object)
            line.end_bold = self._fonts.of(last_object)[1] or mode == _FILL_AND_STROKE
        wide, jumps = self._reach(line)
        if _DIGIT.search(text):
            self._set_apart_superscripts(line)
            if line.bold and not line.end_bold and line.text[-1] in RAISED:
                line.end_bold = self.font(start + len(line.text.rstrip(RAISED)) - 1)[1]
        return self._split(line, wide, jumps) if wide or jumps else []

    def _drop_cap(self, line: Line) -> Line | None:
        """A letter over several lines that pdfium took for the first one of this line; the line is what follows it."""
        text, begin = line.text, line.start + 1
        if not (text[:1].isupper() and text[1:2].isalpha()) or self.drawn_by(begin) == line.drawn:
            return None
        size = self.size(begin)
        if line.size < _DROP_CAP * size:
            return None
        x, y = self.origin(begin, line.turn)
        cap = replace(line, text=text[:1], x1=x, hyphen=False)
        line.text, line.start, line.drawn, line.x0, line.y, line.size = (
            text[1:],
            begin,
            self.drawn_by(begin),
            x,
            y,
            size,
        )
        line.font, line.bold = self.font(begin)
        line.end_bold = line.bold
        line.colour, line.alpha = self._shown_in(begin)
        return cap

    def _own_looks(self, line: Line) -> None:
        """The looks of a line are those of its text.

        Not those of a bullet, of an automatic number (Word sets it as the paragraph's mark, often plain before bold
        text), or of a letter that another font draws.
        """
        text, start = line.text, line.start
        if text[1:2] == " " and not text[0].isalnum() and len(text) > 2:
            line.size = self.size(start + 2)
            line.font, line.bold = self.font(start + 2)
        elif (number := NUMBER_BEFORE.match(text)) and number.end() < len(text):
            line.size = self.size(start + number.end())
            line.font, line.bold = self.font(start + number.end())
        elif text[0] in _FALLBACK:
            own = next((i for i, c in enumerate(text) if c.isalpha() and c not in _FALLBACK), None)
            if own is not None and (got := self.font(start + own))[0]:
                line.font = got[0]

    def _reach(self, line: Line) -> tuple[list[tuple[float, float]], bool]:
        """Learns how far a line of several pieces reaches; gives its wide gaps, and whether it jumps to another line.

        pdfium may take pieces of two lines for one; and it gives them in the order in which they are drawn.
        """
        calls, handle, y, size, turn = self._calls, self.handle, line.y, line.size, line.turn
        a_at, b_at, c_at, d_at = self._at
        first, second, third, fourth = self._numbers
        reach = line.x0
        wide: list[tuple[float, float]] = []
        limit, back = GAP * size, _BACKWARDS * size
        jumps = False
        for i in range(calls.Text_CountRects(handle, line.start, len(line.text))):
            calls.Text_GetRect(handle, i, a_at, b_at, c_at, d_at)  # left, top, right, bottom
            if turn <= 0:
                left, right, low, high = first.value, third.value, fourth.value, second.value
            else:
                left, low, right, high = turned((first.value, fourth.value, third.value, second.value), turn)
            if high < y - 0.1 * size or low > y + 0.9 * size:
                jumps = True
            elif i and left < reach - back and right - left > 0.1 * size:
                self._backwards.add(id(line))
            if left - reach > limit and i:
                wide.append((reach, left))
            if right > reach:
                reach = right
        line.x1 = reach
        return wide, jumps

    def _split(self, line: Line, gaps: list[tuple[float, float]], jumps: bool = False) -> list[Line]:
        """Cuts a line at gaps (where each begins and ends; without any given, at wide ones); gives the rest.

        jumps: it holds words of several baselines and is cut between those too.
        """
        cuts = self._cuts(line, gaps, jumps)
        if not cuts:
            return []
        text, start, turn = line.text, line.start, line.turn
        mixed = line.bold != line.end_bold
        rest: list[Line] = []
        for number, (_, begin, _, x, y) in enumerate(cuts):
            if number + 1 < len(cuts):
                end, _, x1, _, _ = cuts[number + 1]
                hyphen = False
            else:
                end, x1, hyphen = len(text), line.x1, line.hyphen
            piece = Line(
                text[begin:end], x, x1 if x1 > x else x, y, line.size, line.bold, line.font, line.colour, line.page,
                turn, line.bold, hyphen, line.mark, start + begin, self.drawn_by(start + begin), line.alpha,
                line.unpainted,
            )  # fmt: skip
            if mixed:
                piece.font, piece.bold = self.font(piece.start)
                piece.end_bold = self.font(start + end - 1)[1]
            if piece.drawn != line.drawn:
                piece.size = self.size(piece.start)
                piece.colour, piece.alpha = self._shown_in(piece.start)
            rest.append(piece)
        end, _, x1, _, _ = cuts[0]
        line.text, line.x1, line.hyphen = text[:end], max(x1, line.x0), False
        line.end_bold = self.font(start + end - 1)[1] if mixed else line.bold
        if id(line) in self._backwards:
            self._backwards.update(map(id, rest))
        return rest

    def _cuts(self, line: Line, gaps: list[tuple[float, float]], jumps: bool) -> list[_Cut]:
        size, start, turn = line.size, line.start, line.turn
        spans = [found.span() for found in _WORDS.finditer(line.text)]
        cuts: list[_Cut] = []
        near = _NEAR * size
        ahead = 0
        level = line.y
        for (_, before), (begin, _) in pairwise(spans):
            x, y = self.origin(start + begin, turn)
            if jumps and abs(y - level) > _ANOTHER * size:
                cuts.append((before, begin, self.origin(start + before - 1, turn)[0] + _LAST * size, x, y))
                level = y
                while ahead < len(gaps) and gaps[ahead][1] < x + near:
                    ahead += 1
            elif gaps:
                while ahead < len(gaps) and gaps[ahead][1] < x - near:
                    ahead += 1
                if ahead < len(gaps) and x - gaps[ahead][1] > -near:
                    cuts.append((before, begin, gaps[ahead][0], x, y))
                    ahead += 1
            elif not jumps:
                end_x = self.origin(start + before - 1, turn)[0] + _ANY * size
                if x - end_x > GAP * size:
                    cuts.append((before, begin, end_x, x, y))
        return cuts

    # --- pieces drawn in another order -------------------------------------------------------------------------------

    def _reordered(self, lines: list[Line], group: list[Line]) -> list[Line]:
        """The lines with a group that overlaps on one baseline read by the places of its characters."""
        glyphs = [glyph for line in group for glyph in self._glyphs(line)]
        layers = in_layers(glyphs)
        if layers is None:
            return lines
        made: list[Line] = []
        for layer in layers:
            behind = is_watermark(layer[0][0], layers[0][0][0])
            for piece in layer:
                line = self._rewritten(piece, group)
                line.turn = -1 if behind else line.turn
                made.append(line)
        gone = set(map(id, group))
        at = next(i for i, line in enumerate(lines) if id(line) in gone)
        kept = [line for line in lines if id(line) not in gone]
        return [*kept[:at], *made, *kept[at:]]

    def _glyphs(self, line: Line) -> list[Glyph]:
        """The characters of a line with their places; blanks that only a gap shows are left out."""
        calls, handle, corners = self._calls, self.handle, self._corners
        found: list[Glyph] = []
        for index in range(line.start, line.start + len(line.text) + line.hyphen):
            char = self.text[index] if index < self._count else " "
            drawn = self.drawn_by(index)
            if not drawn or calls.Text_IsGenerated(handle, index) == 1:
                continue
            if not calls.Text_GetLooseCharBox(handle, index, corners):
                continue
            left, top, right, bottom = corners
            x0, _, x1, _ = turned((left, bottom, right, top), line.turn) if line.turn > 0 else (left, 0.0, right, 0.0)
            x, y = self.origin(index, line.turn)
            colour, alpha = self._shown_in(index)
            end = char in HYPHENS
            found.append(Glyph("-" if end else char, index, x, max(x1, x0), y, self.size(index), colour, alpha, end))
        return found

    def _rewritten(self, piece: list[Glyph], group: list[Line]) -> Line:
        """The line that characters in the order of reading make up."""
        text, order = written(piece)
        hyphen = piece[-1].ends_line and len(piece) > 1
        if hyphen:
            text, order = text[:-1].rstrip(), order[:-1]
        first, last = piece[0], piece[-1]
        model = next((line for line in group if line.start <= first.at < line.start + len(line.text)), group[0])
        start = self._count + len(self._moved)
        self._moved += order
        line = replace(
            model, text=text, x0=first.x, x1=last.right, y=first.y, size=first.size, start=start, hyphen=hyphen,
            colour=first.colour, alpha=first.alpha, drawn=self.drawn_by(first.at),
        )  # fmt: skip
        line.bold, line.end_bold = self._bold(first.at), self._bold(order[-1])
        line.font = self.font(first.at)[0]
        self._own_looks(line)
        if _DIGIT.search(text):
            self._set_apart_superscripts(line)
        return line

    def _bold(self, index: int) -> bool:
        got = self.drawn_by(index)
        return bool(got) and (self._fonts.of(got)[1] or self._calls.TextObj_GetTextRenderMode(got) == _FILL_AND_STROKE)

    # --- parts of lines ----------------------------------------------------------------------------------------------

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
                    found[0], x, end_x + _LAST * line.size, y, line.size, line.bold, line.font, line.colour, line.page,
                    line.turn, line.end_bold, False, line.mark, begin,
                )
            )  # fmt: skip
        if words:
            words[-1].x1, words[-1].hyphen = max(line.x1, words[-1].x0), line.hyphen
        return words

    def pieces(self, line: Line) -> list[Line]:
        """The pieces (text objects) in which a word was drawn, each with its own position."""
        if line.start < 0:
            return [line]
        objects = [self.drawn_by(line.start + i) for i in range(len(line.text))]
        cuts = [i for i in range(1, len(objects)) if objects[i] != objects[i - 1]]
        found: list[Line] = []
        for begin, end in zip([0, *cuts], [*cuts, len(objects)], strict=True):
            x, y = self.origin(line.start + begin, line.turn)
            last, _ = self.origin(line.start + end - 1, line.turn)
            found.append(
                Line(
                    line.text[begin:end], x, last + _LAST * line.size, y, line.size, line.bold, line.font,
                    line.colour, line.page, line.turn, line.end_bold, line.hyphen and end == len(objects),
                    line.mark, line.start + begin,
                )
            )  # fmt: skip
        return found

    # --- note marks --------------------------------------------------------------------------------------------------

    def _set_apart_superscripts(self, line: Line) -> None:
        """Note marks become ¹²³, so that they are no digits of a code beside them."""
        codes = [found.span() for found in _DOTTED.finditer(line.text) if self._in_one_size(line, *found.span())]
        for found in _DIGITS.finditer(line.text):
            if not any(begin <= found.start() and found.end() <= end for begin, end in codes):
                self._set_apart(line, *found.span())

    def _in_one_size(self, line: Line, begin: int, end: int) -> bool:
        """Whether a dotted number has one size and level: a code in a margin may be small or raised as a whole."""
        first, *others = [line.start + at for at in range(begin, end)]
        size, level = self.size(first), self.origin(first, line.turn)[1]
        return all(
            abs(self.size(at) - size) < _SAME_SIZE * size
            and abs(self.origin(at, line.turn)[1] - level) < _SAME_SIZE * size
            for at in others
        )

    def _set_apart(self, line: Line, begin: int, end: int) -> None:
        """The digits of a line from begin to end, raised ones as such."""
        text, start = line.text, line.start
        opens = begin == 0
        glued = not opens and not text[begin - 1].isspace()
        one_piece = end - begin == 1 or self.drawn_by(start + begin) == self.drawn_by(start + end - 1)
        if one_piece and not opens and not glued:
            return  # digits of one piece have one size
        sizes = [self.size(start + i) for i in range(begin, end)]
        full = max(max(sizes), line.size)
        after = start + len(text) - 1
        if opens and end < len(text) and min(sizes) == max(sizes):
            # a note begins with its number: small against the words that follow it
            after = start + end + len(text[end:]) - len(text[end:].lstrip())
            full = max(full, self.size(after))
        base = self.origin(after, line.turn)[1] if opens else line.y
        # raised against what it touches; a whole code in a cell may stand higher than the cells beside it
        heights = [self.origin(start + i, line.turn)[1] for i in range(begin, end)]
        level = self.origin(start + begin - 1, line.turn)[1] if glued else heights[0]
        marks = [
            size <= SUPERSCRIPT * full or _RAISED_BY * full < height - level < _HIGHEST * full
            for size, height in zip(sizes, heights, strict=True)
        ]
        if not any(marks) or (all(marks) and opens and end == len(text)):
            return
        digits = "".join(superscript(c) if mark else c for c, mark in zip(text[begin:end], marks, strict=True))
        line.text = text[:begin] + digits + text[end:]
        if opens and digits[0] in RAISED:
            line.raised = True
            line.size = full
            line.y = base


def _turn(a: float, b: float) -> int:
    """Quarter turns of a direction of writing; -1 if it is slanted."""
    if abs(b) < 0.1 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) < 0.1 * abs(b):
        return 1 if b > 0 else 3
    return -1
