"""Which of the values to choose from is marked: by a box, a tick, a stroke, or the column that it stands in.

What cannot be told is no rating: two ticks, a box that shows something else than it stores, a circle that was drawn
over the page. A mark counts only against others without it; what stands before every value is a bullet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from .looks import NO_LOOK, Look
from .marks import Gap, Mark, marks_in
from .ratings import Said, Scale
from .text import Para
from .weighing import Option, decide

# What parts two values of one paragraph, the strongest first.
_BREAKS = tuple(re.compile(pattern) for pattern in (r"\n", r"[;|]|\s/\s", r",\s", r"\s*\t\s*|\s{2,}"))
# A sign that opens a line of prose, as Sapa's own status does in the cell of the evidence; a box is never one.
_BULLET = re.compile(r"^[^\S\n]*[■●▪•◆▣○◯◇]\ufe0f?(?=\s)", re.MULTILINE)
_LABEL = re.compile(r"^[^:\n]{1,80}:\s*")
_REMARK = re.compile(r"\s*(?:[:,.;(]|[-–—]\s).*", re.DOTALL)  # behind a value, without changing it
_PROSE = 6  # words beside a value from which it is a sentence


def choose(paras: Sequence[Para], scale: Scale) -> Said | None:
    """What is marked among the values that stand in these paragraphs; None where there is nothing to choose from."""
    parts = [part for group in _lines(paras) for part in _parts(group, scale)]
    options = [option for part in parts for option in _options(part)]
    if len({option.key for option in options}) < min(2, len(scale.ratings)):
        said = _single(options)
    elif any(part.stray for part in parts):
        said = Said("unclear")
    else:
        said = decide(options, drawn=any(para.drawn for para in paras))
    return said and replace(said, text=" ".join(" ".join(para.text.split()) for para in paras if para.text))


def _single(options: Sequence[Option]) -> Said | None:
    """A value that stands alone counts, but not behind an empty box or struck out."""
    if any(option.mark == "empty" for option in options):
        return Said("list")
    if any(option.mark == "unsure" or "struck" in option.look for option in options):
        return Said("unclear")
    return None


# --- from paragraphs to values and the marks beside them


class _Part(NamedTuple):
    """A stretch between two breaks. gaps: one more than values; foreign: words that may change the value's meaning;
    stray: a mark or the rest of a value that belongs to no value here."""

    values: tuple[tuple[str, Look], ...]
    gaps: tuple[Gap, ...]
    foreign: int
    stray: bool

    @property
    def alone(self) -> tuple[Mark, ...]:
        return tuple(mark for gap in self.gaps for mark in gap.alone)


_STRAY = _Part((), (), 0, stray=True)


@dataclass
class Letters:
    """The text of a paragraph or cell with its looks, letter by letter."""

    text: str = ""
    looks: list[Look] = field(default_factory=list)

    def add(self, para: Para) -> None:
        if self.text:
            self.text, self.looks = f"{self.text}\n", [*self.looks, NO_LOOK]
        for piece in para.pieces:
            self.text += piece.text
            self.looks += [piece.look] * len(piece.text)

    def look(self, start: int, end: int) -> Look:
        """What all letters of a stretch share; struck through where most are."""
        looks = [self.looks[i] for i in range(start, end) if self.text[i].isalnum()]
        shared = frozenset.intersection(*looks) if looks else NO_LOOK
        return shared | {"struck"} if sum("struck" in look for look in looks) * 2 > len(looks) else shared


def _lines(paras: Sequence[Para]) -> Iterator[list[Letters]]:
    """A paragraph alone, the cells of a row together."""
    cells: dict[tuple[int, int, int], Letters] = {}
    for number, para in enumerate(paras):
        key = (para.table, para.row, para.column) if para.table else (0, number, 0)
        cells.setdefault(key, Letters()).add(para)
    rows: dict[tuple[int, int], list[Letters]] = {}
    for (table, row, _), line in cells.items():
        rows.setdefault((table, row), []).append(line)
    yield from rows.values()


def _parts(cells: Sequence[Letters], scale: Scale) -> list[_Part]:
    """The values of a paragraph or a row, each with its marks where that can be told."""
    found = [list(_cell(line, scale)) for line in cells]
    first = next((number for number, parts in enumerate(found) if any(part.values for part in parts)), 0)
    prose = {number for number in range(first) if _is_prose(cells[number])}
    found = [parts for number, parts in enumerate(found) if number not in prose]
    beside = [parts for parts in found if not any(part.values for part in parts)]
    marked = any(part.alone for parts in beside for part in parts)
    if len(beside) == len(found):
        return [_STRAY] if any(part.stray or part.alone for parts in found for part in parts) else []
    if not marked:
        return [part for parts in found for part in parts if part.values or part.stray]
    return _paired(found)


def _is_prose(line: Letters) -> bool:
    """A cell that says why the value behind it was given: its signs are bullets."""
    gap = marks_in(_BULLET.sub(" ", line.text))
    return not gap.marks and len(gap.words.split()) > _PROSE


def _paired(cells: list[list[_Part]]) -> list[_Part]:
    """A row whose values stand in cells of their own, and the marks in others."""
    valued = [any(part.values for part in parts) for parts in cells]
    count = valued.count(True)
    while count > 1 and len(cells) > 2 * count and not (valued[0] or any(part.alone for part in cells[0])):
        cells, valued = cells[1:], valued[1:]  # the label of the row
    if count == 1:
        pairs = [(cells[valued.index(True)], [parts for parts, has in zip(cells, valued, strict=True) if not has])]
    elif valued == [True, False] * count:
        pairs = [(cells[i], [cells[i + 1]]) for i in range(0, len(cells), 2)]
    elif valued == [False, True] * count:
        pairs = [(cells[i + 1], [cells[i]]) for i in range(0, len(cells), 2)]
    else:
        return [_STRAY]
    made: list[_Part] = []
    for own, marks in pairs:
        values = [part for part in own if part.values]
        if len(values) != 1 or len(values[0].values) != 1 or any(part.stray for part in own):
            return [_STRAY]
        beside = tuple(mark for parts in marks for part in parts for mark in part.alone)
        made.append(values[0]._replace(gaps=(*values[0].gaps, Gap(beside))))
    return made


def _cell(line: Letters, scale: Scale) -> Iterator[_Part]:
    """The parts of one paragraph or cell."""
    found = scale.values_in(line.text)
    cuts = {0, len(line.text)}
    for (_, end, _), (start, _, _) in pairwise(found):
        cuts |= {end + at for at in _cut(line.text[end:start])}
    if not found:
        cuts |= {match.end() for match in re.finditer(r"\n", line.text)}
    edges = sorted(cuts)
    for first, last in pairwise(edges):
        yield _part(line, first, last, scale, [one for one in found if first <= one[0] < last])


def _cut(gap: str) -> list[int]:
    """Where a gap between two values is parted: at its strongest break, if not two of them stand around marks."""
    for pattern in _BREAKS:
        breaks = list(pattern.finditer(gap))
        if not breaks:
            continue
        between = gap[breaks[0].end() : breaks[-1].start()]
        if len(breaks) == 1 or not between.strip():
            return [breaks[0].end()]
        return [breaks[0].end(), breaks[-1].end()] if pattern is _BREAKS[0] else []
    return []


def _part(line: Letters, first: int, last: int, scale: Scale, found: Sequence[tuple[int, int, str]]) -> _Part:
    edges = [first, *(edge for start, end, _ in found for edge in (start, end)), last]
    gaps: list[Gap] = []
    foreign = 0
    for number, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        text = line.text[start:end]
        gap = marks_in(text if number else _LABEL.sub("", text))
        if number and number == len(found) and gap.words and _REMARK.fullmatch(text):
            gap = Gap(gap.marks)
        gaps.append(gap)
        foreign += sum(not scale.is_around(word) for word in gap.words.split())
    values = tuple((key, line.look(start, end)) for start, end, key in found)
    text = line.text[first:last]
    stray = not found and (bool(gaps[0].alone) or (bool(text.strip()) and scale.is_tail(text)))
    return _Part(values, tuple(gaps), foreign, stray)


def _options(part: _Part) -> Iterator[Option]:
    """A sentence in which a value occurs is none to choose, unless it is ticked."""
    if not part.values:
        return
    if len(part.values) == 1:
        gaps: Sequence[tuple[Mark, ...]] = [tuple(mark for gap in part.gaps for mark in gap.all)]
    else:
        gaps = _in_a_row(part)
    for (key, look), marks in zip(part.values, gaps, strict=True):
        mark: Mark = "" if not marks else marks[0] if len(set(marks)) == 1 else "unsure"
        if not part.foreign or (mark not in ("", "dash") and part.foreign <= _PROSE) or mark in ("tick", "cross"):
            yield Option(key, mark, look, not part.foreign)


def _in_a_row(part: _Part) -> Sequence[tuple[Mark, ...]]:
    """Values with nothing but marks between them: all marks stand before, or all behind."""
    marks = [gap.all for gap in part.gaps]
    if not any(marks):
        return marks[1:]
    if bool(marks[0]) == bool(marks[-1]):
        return [("unsure",)] * len(part.values)
    return marks[:-1] if marks[0] else marks[1:]
