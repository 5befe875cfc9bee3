"""Lines for a terminal or a text file: words wrapped to a width, columns side by side. Styles are names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

Span = tuple[str, str]  # text, style
Line = list[Span]
Spans = str | Sequence[Span]


class Column(NamedTuple):
    """width None: takes what the others leave. right: numbers stand flush right."""

    width: int | None = None
    right: bool = False


@dataclass
class Paper:
    """Collects lines no wider than `width`, except where one word is wider than the place it has."""

    width: int
    lines: list[Line] = field(default_factory=list)

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append([])

    def write(self, spans: Spans, indent: int = 0, hanging: int | None = None) -> None:
        """One paragraph; hanging: the indent of its second line on."""
        hanging = indent if hanging is None else hanging
        for number, line in enumerate(wrap(spans, self.width - max(indent, hanging))):
            self.lines.append([(" " * (hanging if number else indent), ""), *line])

    def row(self, cells: Sequence[Spans], columns: Sequence[Column], indent: int = 0, gap: int = 2) -> None:
        """Cells side by side, each wrapped in its column."""
        fixed = sum(column.width or 0 for column in columns) + gap * (len(columns) - 1) + indent
        rest = max(self.width - fixed, 10)
        widths = [rest if column.width is None else column.width for column in columns]
        wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
        for number in range(max(map(len, wrapped))):
            line: Line = [(" " * indent, "")]
            pending = 0
            for column, width, cell in zip(columns, widths, wrapped, strict=True):
                part = cell[number] if number < len(cell) else []
                used = sum(cells_of(text) for text, _ in part)
                before = max(width - used, 0) if column.right else 0
                if part:
                    if pending + before:
                        line.append((" " * (pending + before), ""))
                    line.extend(part)
                    pending = 0 if column.right else max(width - used, 0)
                else:
                    pending += width
                pending += gap
            self.lines.append(line)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], indent: int = 0) -> None:
        """Heads and rows side by side; where that would break words, each row by itself, its cells with their heads."""
        columns = fitted([heads, *rows], self.width - indent)
        if columns is not None:
            self.row([[(head, "quiet")] for head in heads], columns, indent)
            for row in rows:
                self.row(row, columns, indent)
            return
        for row in rows:
            for number, (head, cell) in enumerate(zip(heads, row, strict=True)):
                if cell:
                    self.write([(f"{head}: ", "quiet"), (cell, "")], indent + (2 if number else 0), indent + 4)


def wrap(spans: Spans, width: int) -> list[Line]:
    """Greedy lines of whole words; a no-break space holds its neighbours together; "\\n" begins a new line."""
    lines: list[Line] = [[]]
    used = 0
    for word in _words([(spans, "")] if isinstance(spans, str) else spans):
        if word is None:
            lines.append([])
            used = 0
            continue
        size = sum(cells_of(text) for text, _ in word)
        if lines[-1] and used + 1 + size > width:
            lines.append([])
            used = 0
        if lines[-1]:
            joined = word[0][1] if lines[-1][-1][1] == word[0][1] else ""
            lines[-1].append((" ", joined))
            used += 1
        for text, style in word:
            while used + cells_of(text) > width:  # a word wider than the line
                head = _parted(_fitting(text, width - used))
                if head:
                    lines[-1].append((head, style))
                    text = text[len(head) :]
                lines.append([])
                used = 0
            if text:
                lines[-1].append((text, style))
                used += cells_of(text)
    return lines


def _words(spans: Sequence[Span]) -> Iterator[list[Span] | None]:
    """Words in order, None for a line's end; a word may consist of several spans."""
    word: list[Span] = []
    for text, style in spans:
        for number, line in enumerate(text.split("\n")):
            if number:
                if word:
                    yield word
                    word = []
                yield None
            for position, part in enumerate(line.split(" ")):
                if position and word:
                    yield word
                    word = []
                if part:
                    word.append((part, style))
    if word:
        yield word


def _fitting(text: str, width: int) -> str:
    """The beginning of a text that fits; at least one letter of a line that is narrower than any."""
    used = 0
    for index, char in enumerate(text):
        used += _cell(char)
        if used > width:
            return text[: max(index, 1)] if width > 0 else ""
    return text


def _parted(head: str) -> str:
    """As much of it as ends where a path or a name has a part: at a folder's end, else at a mark inside the name."""
    for marks in ("/\\", "-_", "."):
        end = max(head.rfind(mark) for mark in marks) + 1
        if end > 1:
            return head[:end]
    return head


def fitted(rows: Sequence[Sequence[str]], width: int, gap: int = 2) -> list[Column] | None:
    """Columns side by side in which no word is broken; None where there is no room for them.

    Each has at least its longest word; what is left goes to the columns that need more, the neediest last.
    """
    columns = list(zip(*rows, strict=True))
    least = [max((cells_of(word) for cell in column for word in cell.split()), default=1) for column in columns]
    whole = [max((cells_of(line) for cell in column for line in cell.split("\n")), default=1) for column in columns]
    left = width - gap * (len(columns) - 1) - sum(least)
    if left < 0:
        return None
    widths = list(least)
    wanting = sorted(range(len(columns)), key=lambda at: whole[at] - least[at])
    for number, at in enumerate(wanting):
        more = min(whole[at] - least[at], left // (len(wanting) - number))
        widths[at] += more
        left -= more
    return [Column(one) for one in widths]


def cells_of(text: str) -> int:
    """Terminal cells that a text takes; combining marks none, East Asian wide letters two."""
    return len(text) if text.isascii() else sum(map(_cell, text))


@lru_cache(maxsize=4096)
def _cell(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def plain(lines: Sequence[Line]) -> str:
    """Without styles; no blanks at the ends of lines."""
    return "".join("".join(text for text, _ in line).rstrip(" ") + "\n" for line in lines)
