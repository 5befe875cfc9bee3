"""The text of a PDF page as lines.

Only the first and the last character of each line are asked for font, size and position; single characters where it
matters: gaps between columns, words of a table, pieces drawn in another order than they are read in.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from math import hypot
from typing import Any

from ..tongues import letters
from .calls import Calls
from .characters import Characters
from .fonts import Fonts
from .lines import LEFT, NUMBER_BEFORE, OVER, RAISED, RIGHT, Line, turned, upright
from .reorder import Glyph, in_layers, is_watermark, overlapping, watermarks, written
from .settings import GEOMETRY
from .superscripts import set_apart_superscripts

_NARROW_LETTERS = frozenset(".,;:!|'’ilIjt()[]-")
_FILL_AND_STROKE, _UNPAINTED = 2, 3  # modes of drawing text
_BEHIND_BULLET = 2  # characters: a bullet and a blank
_FALLBACK = letters("seldom")  # that a font may lack; then another one draws them

# pdfium writes a hyphen at a line's end as U+FFFE or U+0002, and no line break after it
HYPHENS = "\ufffe\x02"
_SEGMENTS = re.compile(r"[^\r\n\ufffe\x02]+")
_WORDS = re.compile(r"\S+")
_DIGIT = re.compile(r"\d")

_Cut = tuple[int, int, float, float, float]  # end of the piece before, begin, x1 before, x, y


class TextPage(Characters):
    """The characters of one page and the lines that they make up; to be closed."""

    def __init__(self, raw: Any, calls: Calls, page: Any, number: int, fonts: Fonts) -> None:
        super().__init__(raw, calls, page, number, fonts)
        self._backwards: set[int] = set()  # ids of lines whose pieces are out of order

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
        calls, handle, matrix = self.calls, self.handle, self.matrix
        drawn = calls.Text_GetTextObject(handle, start)
        if not drawn:
            return None
        name, bold = self.fonts.of(drawn)
        mode = calls.TextObj_GetTextRenderMode(drawn)
        if mode == _FILL_AND_STROKE:
            bold = True  # Word's and LibreOffice's made-up bold
        calls.Text_GetMatrix(handle, start, matrix)
        d = matrix[3]
        size = calls.Text_GetFontSize(handle, start) * (d if d > 0 and not matrix[2] else hypot(matrix[2], d))
        x_at, y_at, _, _ = self.at
        calls.Text_GetCharOrigin(handle, start, x_at, y_at)
        x, y = self.numbers[0].value, self.numbers[1].value
        turn = 0
        if matrix[1] or matrix[0] <= 0:
            turn = _turn(matrix[0], matrix[1])
            x, y = upright(x, y, turn)
        calls.Text_GetFillColor(handle, start, *self.colour_at)
        red, green, blue, alpha = self.colour
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
        last_object = self.calls.Text_GetTextObject(self.handle, end - 1)
        if last_object == line.drawn:
            # one piece cannot change its font; a gap inside it shows as characters too wide
            last = self.origin(end - 1, turn)[0]
            line.x1 = last + (GEOMETRY.narrow if text[-1] in _NARROW_LETTERS else GEOMETRY.ordinary) * size
            length = len(text)
            if length >= GEOMETRY.wide_from and last - line.x0 > GEOMETRY.wide * size * length and " " in text:
                return self._split(line, [])
            return []
        if (cap := self._drop_cap(line)) is not None:
            return [cap, *self._rest(line)]
        self._own_looks(line)
        if last_object:
            mode = self.calls.TextObj_GetTextRenderMode(last_object)
            line.end_bold = self.fonts.of(last_object)[1] or mode == _FILL_AND_STROKE
        wide, jumps = self._reach(line)
        if _DIGIT.search(text):
            set_apart_superscripts(self, line)
            if line.bold and not line.end_bold and line.text[-1] in RAISED:
                line.end_bold = self.font(start + len(line.text.rstrip(RAISED)) - 1)[1]
        return self._split(line, wide, jumps) if wide or jumps else []

    def _drop_cap(self, line: Line) -> Line | None:
        """A letter over several lines that pdfium took for the first one of this line; the line is what follows it."""
        text, begin = line.text, line.start + 1
        if not (text[:1].isupper() and text[1:2].isalpha()) or self.drawn_by(begin) == line.drawn:
            return None
        size = self.size(begin)
        if line.size < GEOMETRY.drop_cap * size:
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
        line.colour, line.alpha = self.shown_in(begin)
        return cap

    def _own_looks(self, line: Line) -> None:
        """The looks of a line are those of its text.

        Not those of a bullet, of an automatic number (Word sets it as the paragraph's mark, often plain before bold
        text), or of a letter that another font draws.
        """
        text, start = line.text, line.start
        if text[1:2] == " " and not text[0].isalnum() and len(text) > _BEHIND_BULLET:
            line.size = self.size(start + _BEHIND_BULLET)
            line.font, line.bold = self.font(start + _BEHIND_BULLET)
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
        calls, handle, y, size, turn = self.calls, self.handle, line.y, line.size, line.turn
        a_at, b_at, c_at, d_at = self.at
        first, second, third, fourth = self.numbers
        reach = line.x0
        wide: list[tuple[float, float]] = []
        limit, back = GEOMETRY.gap * size, GEOMETRY.backwards * size
        jumps = False
        for i in range(calls.Text_CountRects(handle, line.start, len(line.text))):
            calls.Text_GetRect(handle, i, a_at, b_at, c_at, d_at)  # left, top, right, bottom
            if turn <= 0:
                left, right, low, high = first.value, third.value, fourth.value, second.value
            else:
                left, low, right, high = turned((first.value, fourth.value, third.value, second.value), turn)
            if high < y - GEOMETRY.low * size or low > y + GEOMETRY.high * size:
                jumps = True
            elif i and left < reach - back and right - left > GEOMETRY.thin * size:
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
                piece.colour, piece.alpha = self.shown_in(piece.start)
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
        near, last = GEOMETRY.near * size, GEOMETRY.last_letter * size
        ahead = 0
        level = line.y
        for (_, before), (begin, _) in pairwise(spans):
            x, y = self.origin(start + begin, turn)
            if jumps and abs(y - level) > GEOMETRY.another * size:
                cuts.append((before, begin, self.origin(start + before - 1, turn)[0] + last, x, y))
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
                end_x = self.origin(start + before - 1, turn)[0] + GEOMETRY.any_letter * size
                if x - end_x > GEOMETRY.gap * size:
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
        calls, handle, corners = self.calls, self.handle, self.corners
        found: list[Glyph] = []
        for index in range(line.start, line.start + len(line.text) + line.hyphen):
            char = self.text[index] if index < self.count else " "
            drawn = self.drawn_by(index)
            if not drawn or calls.Text_IsGenerated(handle, index) == 1:
                continue
            if not calls.Text_GetLooseCharBox(handle, index, corners):
                continue
            left, top, right, bottom = corners
            x0, _, x1, _ = turned((left, bottom, right, top), line.turn) if line.turn > 0 else (left, 0.0, right, 0.0)
            x, y = self.origin(index, line.turn)
            colour, alpha = self.shown_in(index)
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
        start = self.count + len(self.moved)
        self.moved += order
        line = replace(
            model, text=text, x0=first.x, x1=last.right, y=first.y, size=first.size, start=start, hyphen=hyphen,
            colour=first.colour, alpha=first.alpha, drawn=self.drawn_by(first.at),
        )  # fmt: skip
        line.bold, line.end_bold = self._bold(first.at), self._bold(order[-1])
        line.font = self.font(first.at)[0]
        self._own_looks(line)
        if _DIGIT.search(text):
            set_apart_superscripts(self, line)
        return line

    def _bold(self, index: int) -> bool:
        got = self.drawn_by(index)
        return bool(got) and (self.fonts.of(got)[1] or self.calls.TextObj_GetTextRenderMode(got) == _FILL_AND_STROKE)

    # --- parts of lines ----------------------------------------------------------------------------------------------

    def words(self, line: Line) -> list[Line]:
        """The words of a line, each with its own position."""
        words: list[Line] = []
        last_letter = GEOMETRY.last_letter * line.size
        if line.start < 0:  # filled into a form: no text of the page
            return [line]
        for found in _WORDS.finditer(line.text):
            begin, last = line.start + found.start(), line.start + found.end() - 1
            x, y = self.origin(begin, line.turn)
            end_x = self.origin(last, line.turn)[0] if last > begin else x
            words.append(
                Line(
                    found[0], x, end_x + last_letter, y, line.size, line.bold, line.font, line.colour, line.page,
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
        last_letter = GEOMETRY.last_letter * line.size
        objects = [self.drawn_by(line.start + i) for i in range(len(line.text))]
        cuts = [i for i in range(1, len(objects)) if objects[i] != objects[i - 1]]
        found: list[Line] = []
        for begin, end in zip([0, *cuts], [*cuts, len(objects)], strict=True):
            x, y = self.origin(line.start + begin, line.turn)
            last, _ = self.origin(line.start + end - 1, line.turn)
            found.append(
                Line(
                    line.text[begin:end], x, last + last_letter, y, line.size, line.bold, line.font,
                    line.colour, line.page, line.turn, line.end_bold, line.hyphen and end == len(objects),
                    line.mark, line.start + begin,
                )
            )  # fmt: skip
        return found


def _turn(a: float, b: float) -> int:
    """Quarter turns of a direction of writing; -1 if it is slanted."""
    if abs(b) < GEOMETRY.straight * abs(a):
        return 0 if a > 0 else OVER
    if abs(a) < GEOMETRY.straight * abs(b):
        return LEFT if b > 0 else RIGHT
    return -1
