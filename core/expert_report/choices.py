"""Which of the values to choose from is marked: by a box, a tick, a stroke, or the column that it stands in.

What cannot be told is no rating: two ticks, a box that shows something else than it stores, a circle that was drawn
over the page. A mark counts only against others without it; what stands before every value is a bullet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from ..reading.word.boxes import EMPTY, TICKED, UNSURE
from .looks import NO_LOOK, Look
from .ratings import Said, Scale
from .text import Para

Mark = Literal["", "tick", "cross", "full", "dash", "empty", "unsure"]
"""tick: chosen; cross: chosen, or refused beside a tick; full: chosen beside an empty one, else a bullet; dash: the
same for refused; "": none."""

_INSIDE = "xXхХ×vVѴ✓✔√☑✅☒✗✘❌■●◉⦿•+"
_GLYPHS = f"✓✔√☑✅☒✗✘❌■●◉⦿▪▣•◆→➔➢☞☐□○◯▫◻◇▢{UNSURE}"
_KINDS: Mapping[Mark, frozenset[str]] = {
    "tick": frozenset("vVѴ✓✔√☑✅◉⦿+→➔➢☞"),
    "cross": frozenset(f"xXхХ×☒✗✘❌{TICKED}"),
    "full": frozenset("■●▪•◆▣"),
    "empty": frozenset(f"☐□○◯▫◻◇▢{EMPTY}"),
    "dash": frozenset("-–—−"),
}
_YES = frozenset({"yes", "да", "иә"})
_MARK = re.compile(
    rf"[\[(]\s*(?P<boxed>[{_INSIDE}\-–—]|)\s*[\])]"
    rf"|_+\s*(?P<lined>[{_INSIDE}]|)\s*_+"
    rf"|(?P<glyph>[{_GLYPHS}])\ufe0f?"
    r"|(?<![^\W_])(?P<letter>[xXхХvV×])(?![^\W_])"
    r"|(?P<sign>[+\-–—−])"
    r"|(?<!\w)(?P<word>yes|no|да|нет|иә|жоқ)(?!\w)",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"(?<![\w.])(?:\d{1,2}|[a-dа-г])\s*[).](?!\d)|\(\s*\d{1,2}\s*\)", re.IGNORECASE)
# What parts two values of one paragraph, the strongest first.
_BREAKS = tuple(re.compile(pattern) for pattern in (r"\n", r"[;|]|\s/\s", r",\s", r"\s*\t\s*|\s{2,}"))
# A sign that opens a line of prose, as Sapa's own status does in the cell of the evidence; a box is never one.
_BULLET = re.compile(r"^[^\S\n]*[■●▪•◆▣○◯◇]\ufe0f?(?=\s)", re.MULTILINE)
_LABEL = re.compile(r"^[^:\n]{1,80}:\s*")
_REMARK = re.compile(r"\s*(?:[:,.;(]|[-–—]\s).*", re.DOTALL)  # behind a value, without changing it
_PROSE = 6  # words beside a value from which it is a sentence
_LEAST_SINGLED = 3  # values, one of which differs from the others: of two nobody knows which is meant


class Option(NamedTuple):
    """One of the values to choose from. pure: nothing stands beside it that may change its meaning."""

    key: str
    mark: Mark = ""
    look: Look = NO_LOOK
    pure: bool = True


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


def decide(options: Sequence[Option], *, drawn: bool = False) -> Said:
    """The one option that is marked."""
    options = _once(options)
    keys = [option.key for option in options]
    if len(set(keys)) < len(keys):
        return _answered(options)
    marks = _weighed([option.mark for option in options])
    if marks is None:
        return Said("unclear")
    chosen = [option for option, ticked in zip(options, marks, strict=True) if ticked]
    if len(chosen) > 1:
        return Said("several")
    if chosen:
        contradicted = "struck" in chosen[0].look or _singled(options) not in (None, chosen[0].key)
        return Said("unclear") if contradicted else _said(chosen[0])
    if any(option.mark in ("empty", "cross", "dash") for option in options) and _struck(options) is None:
        return Said("unclear" if drawn or _singled(options) else "list")
    return _by_looks(options, drawn=drawn)


def _said(option: Option) -> Said:
    return Said("rated", option.key) if option.pure else Said("outside")


def _once(options: Sequence[Option]) -> list[Option]:
    """The same value in two languages, one behind the other, is one."""
    found: list[Option] = []
    for option in options:
        last = found[-1] if found else None
        if last is not None and last.key == option.key and "" in (last.mark, option.mark):
            found[-1] = Option(last.key, last.mark or option.mark, last.look | option.look, last.pure and option.pure)
        else:
            found.append(option)
    return found


def _answered(options: Sequence[Option]) -> Said:
    """All values once, without any mark, and one of them again behind: that is the answer."""
    listed, answer = options[:-1], options[-1]
    plain = all(not option.mark and not option.look for option in options)
    once = len({option.key for option in listed}) == len(listed)
    return Said("unclear") if not (plain and once and len(listed) > 1) else _said(answer)


def _weighed(marks: Sequence[Mark]) -> list[bool] | None:
    """Which marks say "chosen", as they stand against each other; None where that cannot be told."""
    kinds = set(marks)
    if "unsure" in kinds:
        return None
    if len(kinds) == 1:
        return [False] * len(marks)  # none, or the same before all
    if "full" in kinds and "empty" not in kinds and "dash" not in kinds:
        return None  # a bullet that only some have
    if not kinds & {"tick", "cross", "full"} and "" in kinds:
        return None  # boxes that only some have
    chosen = {"tick", "full"} if "tick" in kinds else {"cross", "full"}
    return [mark in chosen for mark in marks]


def _struck(options: Sequence[Option]) -> str | None:
    """The value that alone is not struck through."""
    left = [option for option in options if "struck" not in option.look]
    return left[0].key if len(left) == 1 else None


def _by_looks(options: Sequence[Option], *, drawn: bool) -> Said:
    struck = [option for option in options if "struck" in option.look]
    if struck:
        left = [option for option in options if option not in struck]
        return _said(left[0]) if len(left) == 1 and not drawn else Said("unclear")
    key = _singled(options)
    if key == "":
        return Said("unclear")
    if key is None:
        return Said("unclear" if drawn else "list")
    return _said(next(option for option in options if option.key == key))


def _singled(options: Sequence[Option]) -> str | None:
    """The value that alone is set apart; "" where that cannot be told, None where none is."""
    if len(options) < _LEAST_SINGLED:
        return "" if len({option.look for option in options}) > 1 else None
    found: set[str] = set()
    for name in {look.partition(":")[0] for option in options for look in option.look} - {"struck"}:
        groups: dict[Look, list[Option]] = {}
        for option in options:
            own = frozenset(look for look in option.look if look.partition(":")[0] == name)
            groups.setdefault(own, []).append(option)
        if len(groups) == len(options):
            continue  # each has a colour of its own
        singles = [look for look, those in groups.items() if len(those) == 1]
        coloured = any(":" in look for own in groups for look in own)
        if len(groups) != 2 or len(singles) != 1 or not (singles[0] or coloured):
            if len(groups) > 1:
                found.add("")
            continue
        found.add(groups[singles[0]][0].key)
    return None if not found else found.pop() if len(found) == 1 else ""


# --- from paragraphs to values and the marks beside them


class _Gap(NamedTuple):
    """What stands between two values. weak: marks that are words or letters elsewhere; words: what else there is."""

    marks: tuple[Mark, ...] = ()
    weak: tuple[Mark, ...] = ()
    words: str = ""

    @property
    def all(self) -> tuple[Mark, ...]:
        """A dash beside a mark only leads to it."""
        return self.marks + tuple(mark for mark in self.weak if mark != "dash" or not (self.marks or self.weak[1:]))

    @property
    def alone(self) -> tuple[Mark, ...]:
        """The marks of a place without a value: among words a letter is no mark."""
        return self.marks if self.words else self.all


class _Part(NamedTuple):
    """A stretch between two breaks. gaps: one more than values; foreign: words that may change the value's meaning;
    stray: a mark or the rest of a value that belongs to no value here."""

    values: tuple[tuple[str, Look], ...] = ()
    gaps: tuple[_Gap, ...] = ()
    foreign: int = 0
    stray: bool = False

    @property
    def alone(self) -> tuple[Mark, ...]:
        return tuple(mark for gap in self.gaps for mark in gap.alone)


_STRAY = _Part(stray=True)


@dataclass
class _Line:
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


def _lines(paras: Sequence[Para]) -> Iterator[list[_Line]]:
    """A paragraph alone, the cells of a row together."""
    cells: dict[tuple[int, int, int], _Line] = {}
    for number, para in enumerate(paras):
        key = (para.table, para.row, para.column) if para.table else (0, number, 0)
        cells.setdefault(key, _Line()).add(para)
    rows: dict[tuple[int, int], list[_Line]] = {}
    for (table, row, _), line in cells.items():
        rows.setdefault((table, row), []).append(line)
    yield from rows.values()


def _parts(cells: Sequence[_Line], scale: Scale) -> list[_Part]:
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


def _is_prose(line: _Line) -> bool:
    """A cell that says why the value behind it was given: its signs are bullets."""
    gap = marks_in(_BULLET.sub(" ", line.text))
    return not gap.marks and len(gap.words.split()) > _PROSE


def _paired(cells: list[list[_Part]]) -> list[_Part]:
    """A row whose values stand in cells of their own, and the marks in others."""
    valued = [any(part.values for part in parts) for parts in cells]
    while valued.count(True) > 1 and len(cells) > 2 * valued.count(True) and not any(p.alone for p in cells[0]):
        cells, valued = cells[1:], valued[1:]  # the label of the row
    count = valued.count(True)
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
        made.append(values[0]._replace(gaps=(*values[0].gaps, _Gap(beside))))
    return made


def _cell(line: _Line, scale: Scale) -> Iterator[_Part]:
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


def _part(line: _Line, first: int, last: int, scale: Scale, found: Sequence[tuple[int, int, str]]) -> _Part:
    edges = [first, *(edge for start, end, _ in found for edge in (start, end)), last]
    gaps: list[_Gap] = []
    foreign = 0
    for number, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        text = line.text[start:end]
        gap = marks_in(text if number else _LABEL.sub("", text))
        if number and number == len(found) and gap.words and _REMARK.fullmatch(text):
            gap = _Gap(gap.marks)
        gaps.append(gap)
        foreign += sum(not scale.is_around(word) for word in gap.words.split())
    values = tuple((key, line.look(start, end)) for start, end, key in found)
    text = line.text[first:last]
    stray = not found and (bool(gaps[0].alone) or (bool(text.strip()) and scale.is_tail(text)))
    return _Part(values, tuple(gaps), foreign, stray)


def marks_in(text: str) -> _Gap:
    """The marks of a text without values, and what is left of it in words."""
    text = _NUMBERING.sub(" ", text)
    strong: list[Mark] = []
    weak: list[Mark] = []
    for match in _MARK.finditer(text):
        (weak if match["letter"] or match["sign"] or match["word"] else strong).append(_kind(match))
    words = re.sub(r"[\W_]+", " ", _MARK.sub(" ", text)).strip()
    return _Gap(tuple(strong), tuple(weak), words)


def _kind(match: re.Match[str]) -> Mark:
    if match["word"]:
        return "tick" if match["word"].casefold() in _YES else "empty"
    boxed = match["boxed"] if match["boxed"] is not None else match["lined"]
    if boxed is not None:
        return "tick" if boxed and boxed not in _KINDS["dash"] else "empty"
    shown = match["glyph"] or match["letter"] or match["sign"]
    return next((kind for kind, letters in _KINDS.items() if shown in letters), "unsure")


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


# --- the scale as the head of a table


@dataclass(frozen=True)
class Line:
    """One line of a matrix: what it is about, and what is marked. at, last: positions of its paragraphs."""

    head: tuple[str, ...]
    said: Said
    at: int
    last: int


Table = Mapping[int, Mapping[int, Sequence[Para]]]  # rows of cells of paragraphs


def matrix(table: Table, scale: Scale) -> tuple[Line, ...]:
    """Its lines where the values of the scale head its columns; () where they do not."""
    for number, row in table.items():
        columns = {column: key for column, cell in row.items() if (key := _value(cell, scale)) is not None}
        if len(columns) < min(2, len(scale.ratings)) or len(set(columns.values())) != len(columns):
            continue
        below = [cells for other, cells in table.items() if other > number]
        above = [cells for other, cells in table.items() if other < number]
        lines = below or (above if len(above) == 1 else [])
        made = [_line(cells, row, columns, scale) for cells in lines if any(column in cells for column in columns)]
        return tuple(line for line in made if line is not None) if None not in made else ()
    return ()


def turned(table: Table, scale: Scale) -> tuple[Line, ...]:
    """The same where the values stand one below the other, each once, under a head whose cells say what a column is
    about. Where the head or a second line has a value, the lines are about something, and the values are answers."""
    values = {
        number: (column, key)
        for number, row in table.items()
        for column, cell in row.items()
        if (key := _value(cell, scale)) is not None
    }
    own = {column for column, _ in values.values()}
    keys = {number: key for number, (_, key) in values.items()}
    listed = min(2, len(scale.ratings)) <= len(set(keys.values())) == len(keys)
    number, top = next(iter(table.items()))
    if len(own) != 1 or not listed or number in keys:
        return ()
    made = []
    for column, cell in top.items():
        if column not in own and all(column in table[number] for number in keys):
            sideways = {number: table[number][column] for number in keys}
            made.append(_line({-1: cell, **sideways}, {}, keys, scale))
    return tuple(line for line in made if line is not None) if None not in made else ()


def _value(cell: Sequence[Para], scale: Scale) -> str | None:
    return scale.read(_text(cell)).key


def _text(cell: Sequence[Para]) -> str:
    line = _Line()
    for para in cell:
        line.add(para)
    return line.text


def _line(
    cells: Mapping[int, Sequence[Para]], heads: Mapping[int, Sequence[Para]], columns: Mapping[int, str], scale: Scale
) -> Line | None:
    """None where a cell holds what no matrix of marks has: another value, or a count."""
    options: list[Option] = []
    for column, key in columns.items():
        cell = cells.get(column, ())
        text = _text(cell)
        if text.strip().isdigit() or ((found := scale.values_in(text)) and _value(cell, scale) != key):
            return None
        gap = marks_in(text) if not found else _Gap(("tick",))
        marks = ("unsure",) if gap.words else gap.all
        mark: Mark = "" if not marks else marks[0] if len(set(marks)) == 1 else "unsure"
        fill = {para.fill for para in cell} - {para.fill for para in heads.get(column, ())}
        look = frozenset(f"shaded:{one}" for one in fill if one)
        options.append(Option(key, mark, look))
    paras = [para for cell in cells.values() for para in cell]
    drawn = any(para.drawn for para in paras)
    said = decide(options, drawn=drawn)
    if said.state == "list":
        said = Said("empty")
    beside = [column for column in cells if column not in columns]
    at = [para.number - 1 for para in paras]
    return Line(tuple(" ".join(_text(cells[column]).split()) for column in beside), said, min(at), max(at))
