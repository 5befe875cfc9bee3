"""Labels of programme outcomes (PO1, «РО 3», ОН-5, "Learning outcome 2") and the matrix outcome x module."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ...core.model.code_levels import CYRILLIC_TO_LATIN
from ...core.model.document import Block, Cell, Document, Kind
from ...core.model.places import Place
from .data import load

_DIGIT = re.compile("[1-9]")
_MOST = 40  # a programme has a dozen outcomes; "PO 2024" is none
_JOINED = re.compile(r"\s*[-–—]\s*|\s+(?:to|по|до)\s+")
_SHORT_RANGE = re.compile(r"\s?[-–—]\s?([1-9][0-9]?)(?![0-9.]|\s*%)")
_SHORT_LIST = re.compile(r"(?:\s*[,;]\s*|\s+(?:and|и|және)\s+)([1-9][0-9]?)(?=\s*(?:[,;.)\]\n]|$|\s(?:and|и|және)\s))")


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """An outcome's label. kind: which sort of label; numbers: (3,) or (3, 2) of "LO3.2"; letters: as written here."""

    kind: str
    numbers: tuple[int, ...]
    letters: str = field(default="", compare=False)

    @property
    def shown(self) -> str:
        return f"{self.letters or self.kind}{'.'.join(map(str, self.numbers))}"


def labels(text: str) -> list[Label]:
    """All labels of a text, in its order, each once; ranges and lists spelt out (PO1–PO4; PO1, 2, 5)."""
    return list(dict.fromkeys(label for label, _, _ in spans(text)))


def spans(text: str) -> list[tuple[Label, int, int]]:
    """The labels with their places in the text; the inner ones of a range have the place of its end."""
    if not _DIGIT.search(text):
        return []
    found: list[tuple[Label, int, int]] = []
    last_end = -1
    for match in _finder().finditer(text):
        if match.start() < last_end:
            continue
        assert match.lastgroup is not None
        kind = match.lastgroup.split("_")[0]
        label = _label(kind, match[match.lastgroup], match[0])
        if label is None:
            continue
        start, end = match.span()
        if found and found[-1][0].kind == kind and _JOINED.fullmatch(text[last_end:start]):
            found += [(one, start, end) for one in _between(found[-1][0], label)]
        found.append((label, start, end))
        end = _abbreviated(text, end, label, found)
        last_end = end
    return found


def _abbreviated(text: str, end: int, label: Label, found: list[tuple[Label, int, int]]) -> int:
    """PO1–4 and PO1, 2, 5 after their first label."""
    if len(label.numbers) != 1:
        return end
    last = label
    while True:
        if (more := _SHORT_RANGE.match(text, end)) and int(more[1]) > last.numbers[0] and int(more[1]) <= _MOST:
            nxt = Label(label.kind, (int(more[1]),), label.letters)
            found += [(one, more.start(1), more.end(1)) for one in (*_between(last, nxt), nxt)]
        elif (more := _SHORT_LIST.match(text, end)) and last.numbers[0] < int(more[1]) <= _MOST:
            nxt = Label(label.kind, (int(more[1]),), label.letters)
            found.append((nxt, more.start(1), more.end(1)))
        else:
            return end
        last, end = nxt, more.end(1)


def _between(first: Label, last: Label) -> list[Label]:
    if len(first.numbers) != 1 or len(last.numbers) != 1:
        return []
    return [Label(first.kind, (number,), first.letters) for number in range(first.numbers[0] + 1, last.numbers[0])]


def _label(kind: str, digits: str, written: str) -> Label | None:
    numbers = tuple(int(part) for part in digits.split("."))
    if any(not 1 <= number <= _MOST for number in numbers):
        return None
    letters = re.match(r"[A-ZА-ЯӘІҢҒҮҰҚӨҺ]{2,4}(?![^\W\d_])", written)
    return Label(kind, numbers, letters[0] if letters else "")


@cache
def _finder() -> re.Pattern[str]:
    number = r"0?[1-9][0-9]?(?:\.[1-9][0-9]?)?(?![0-9]|\.[0-9])"
    # the words first: "programme learning outcome 3" must not be read as "learning outcome 3"
    worded: list[tuple[str, str]] = []
    short: list[str] = []
    for kind in load().labels:
        name = kind.spellings[0]
        for word in kind.words:
            worded.append((word, name))
        for place, spelling in enumerate(kind.spellings):
            letters = "".join(_alike(letter) for letter in spelling)
            short.append(rf"(?<!\w){letters}[\s_]?[-–.№]?\s?(?P<{name}_s{place}>{number})(?!\w)")
    worded.sort(key=lambda pair: -len(pair[0]))
    long: list[str] = []
    for place, (word, name) in enumerate(worded):
        stem = r"\s+".join(rf"{_stem(part)}\w*" for part in word.split())
        long.append(rf"(?<!\w)(?i:{stem})\s*(?:№|[Nn]o\.?)?\s*(?P<{name}_w{place}>{number})(?!\w)")
        long.append(rf"(?<![\w.])(?P<{name}_k{place}>{number})\s?[-–]\s?(?i:{stem})")
    return re.compile("|".join([*long, *short]))


def _stem(word: str) -> str:
    """The word less its ending, where it is long enough to have one: «результат», «нәтиже»."""
    if len(word) > 6 and re.search("[а-яәіңғүұқөһ]", word):
        word = re.sub("(?:ы|и|сі|ый|ые|ов|а)$", "", word)
    return re.escape(word)


def _alike(letter: str) -> str:
    cyrillic = "".join(chr(code) for code, latin in CYRILLIC_TO_LATIN.items() if latin == ord(letter))
    return f"[{letter}{cyrillic}]"


def only_labels(text: str) -> list[Label]:
    """The labels of a cell that holds nothing else, or holds them before a short description; else none."""
    found = spans(text)
    if not found or found[0][1] > 2:
        return []
    return list(dict.fromkeys(label for label, _, _ in found))


# --- what the report says of them


def defined(document: Document) -> Mapping[Label, Place]:
    """The programme's outcomes with the place of their definition: a block that opens with one label and goes on."""
    found: dict[Label, Place] = {}
    for block in document.blocks:
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM):
            texts = [block.shown]
        elif block.kind is Kind.ROW and not block.header and len(block.cells) > 1:
            texts = [" ".join(cell.text for cell in block.cells[:3])]
        else:
            continue
        for text in texts:
            known = spans(text)
            if known and known[0][1] <= 4 and len({label for label, _, _ in known}) == 1:
                rest = text[known[0][2] :].split()
                if sum(1 for word in rest if len(word) > 2 and word[:1].isalpha()) >= 3:
                    found.setdefault(known[0][0], block.place)
    return found


@dataclass(frozen=True)
class Matrix:
    """A table outcome x module. modules: by outcome, in the table's order; every: all modules it lists."""

    place: Place
    table: int
    outcomes: tuple[Label, ...]
    every: tuple[str, ...]
    modules: Mapping[Label, tuple[str, ...]]


_MARK = re.compile(r"[+xхXХ✓✔√vV●•*■☑☒123]|да|yes|иә|(?:[+xхXХ✓✔√●•*]\s*){2,3}", re.IGNORECASE)


def is_mark(text: str) -> bool:
    """A plus, a tick, a cross: what a cell of a matrix holds."""
    return _MARK.fullmatch(text.strip()) is not None


def matrices(document: Document) -> list[Matrix]:
    """Every table whose columns (or rows) are outcomes and whose cells are marks."""
    rows: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.kind is Kind.ROW and block.table:
            rows.setdefault(block.table, []).append(block)
    found = []
    for number, table in rows.items():
        for grid in (_grid(table), _turned(_grid(table))):
            matrix = _matrix(number, table[0].place, grid)
            if matrix is not None:
                found.append(matrix)
                break
    return found


def _grid(table: Sequence[Block]) -> list[list[str]]:
    """The cells' texts by row and column; one over several columns stands in each, a merged one repeats the above."""
    width = max((cell.column + cell.span for row in table for cell in row.cells), default=0)
    grid: list[list[str]] = []
    for row in table:
        line = [""] * width
        for cell in row.cells:
            for column in range(cell.column, cell.column + cell.span):
                line[column] = _above(grid, column) if cell.merged else _one_line(cell)
        grid.append(line)
    return grid


def _above(grid: Sequence[Sequence[str]], column: int) -> str:
    return grid[-1][column] if grid else ""


def _one_line(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _turned(grid: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(column) for column in zip(*grid, strict=True)]


def _matrix(number: int, place: Place, grid: Sequence[Sequence[str]]) -> Matrix | None:
    """Columns are outcomes: the head is the row with most of them; marks must be most of what the cells hold."""
    heads = [(sum(bool(only_labels(cell)) for cell in row), -at) for at, row in enumerate(grid[:4])]
    if not heads or max(heads)[0] < 2:
        return None
    head = -max(heads)[1]
    columns = {at: only_labels(cell) for at, cell in enumerate(grid[head]) if only_labels(cell)}
    modules: dict[Label, list[str]] = {label: [] for every in columns.values() for label in every}
    every: list[str] = []
    marks = others = 0
    for row in grid[head + 1 :]:
        name = _name(row, columns)
        if not name or all(row[at].startswith(name) for at in columns):
            continue  # nothing, or a heading over the whole row
        every.append(name)
        for at, own in columns.items():
            text = row[at].strip() if at < len(row) else ""
            if text in ("", "-", "–", "—", "0"):
                continue
            if is_mark(text):
                marks += 1
                for label in own:
                    modules[label].append(name)
            else:
                others += 1
    if len(every) < 2 or marks < 2 or others > marks:
        return None
    unique = tuple(dict.fromkeys(every))
    return Matrix(
        place, number, tuple(modules), unique, {label: tuple(dict.fromkeys(own)) for label, own in modules.items()}
    )


def _name(row: Sequence[str], columns: Iterable[int]) -> str:
    """The module of a row: the longest text outside the columns of outcomes that is a name and no number."""
    taken = set(columns)
    texts = [text for at, text in enumerate(row) if at not in taken]
    names = [text for text in texts if sum(char.isalpha() for char in text) >= 3]
    return max(names, key=len)[:120] if names else ""


def used(blocks: Iterable[Block]) -> Iterator[Label]:
    for block in blocks:
        yield from labels("\n".join(cell.text for cell in block.cells) if block.cells else block.shown)
