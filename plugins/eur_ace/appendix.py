"""The appendix of a report that answers EUR-ACE: its letter, its learning areas, what each holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from ...core.citing.parts import set_parts
from ...core.citing.titles import similarity, tokens
from ...core.model.document import Block, Document, Kind
from ...core.model.places import Place
from ...core.model.standards import StandardSet
from ...core.words.text import words
from .data import Area, Scheme, load
from .outcomes import Label, Matrix, is_mark, labels, only_labels, spans

ENOUGH = 15  # words that make an area more than a heading
_SAME = 0.75  # agreement with an area's name that makes a title its title
_MARGIN = 0.1
_LONGEST = 9  # words of a title


@dataclass(frozen=True)
class Appendix:
    """A part of the report; letter: "A", "B", or "" where its heading names none. Blocks start to end."""

    start: int
    end: int
    letter: str
    heading: str
    place: Place


@dataclass
class AreaFound:
    """Where an appendix answers a learning area. words: of its text; modules: named in its own row."""

    area: Area
    places: list[Place] = field(default_factory=list)
    words: int = 0
    labels: dict[Label, None] = field(default_factory=dict)
    modules: dict[str, None] = field(default_factory=dict)

    @property
    def answered(self) -> bool:
        return self.words >= ENOUGH or bool(self.labels)


def appendices(document: Document, standards: StandardSet) -> list[Appendix]:
    """The parts that answer the set; one that holds headings of both appendices is two."""
    found: list[Appendix] = []
    for start, end in set_parts(document, standards):
        cuts = [start]
        for index in range(start + 1, end):
            block = document.blocks[index]
            if _is_title(block) and _letter(block.shown) and _letter(block.shown) != _letter_of(document, cuts[-1]):
                cuts.append(index)
        if len(cuts) > 1 and not _letter_of(document, start):
            cuts = cuts[1:]  # "EUR-ACE" with "Appendix A" below it is one
        for number, cut in enumerate(cuts):
            until = cuts[number + 1] if number + 1 < len(cuts) else end
            found.append(_appendix(document, cut, until, _letter_of(document, cut)))
    return found


def _appendix(document: Document, start: int, end: int, letter: str) -> Appendix:
    return Appendix(start, end, letter, document.blocks[start].shown, document.blocks[start].place)


def _letter_of(document: Document, index: int) -> str:
    return _letter(document.blocks[index].shown)


# Б is the Russian second letter; В looks like the Latin B, and this part has been recognised as EUR-ACE's already.
_LETTERS = {"A": "A", "А": "A", "B": "B", "В": "B", "Б": "B"}
_LETTERED = re.compile(
    r"(?:appendix|annex|приложени[ея]|қосымша)\s*[«\"“]?(?P<after>[AАBВБ])(?![\w])|(?<!\w)(?P<before>[AАBВБ])[»\"”]?\s*[-–]?\s*қосымша",
    re.IGNORECASE,
)


def _letter(title: str) -> str:
    match = _LETTERED.search(title)
    letter = (match["after"] or match["before"]) if match else ""
    return _LETTERS.get(letter.upper(), "")


def _is_title(block: Block) -> bool:
    return block.kind is Kind.HEADING or (
        block.kind in (Kind.PARAGRAPH, Kind.ITEM) and block.emphasis and len(block.shown) < 160
    )


# --- learning areas


@lru_cache(maxsize=4096)
def area_of(title: str) -> Area | None:
    """The learning area that a title names, in any language, whatever number or label stands beside it."""
    bare = _bare(title)
    if not bare or len(bare.split()) > _LONGEST:
        return None
    scores = sorted(
        ((max(similarity(bare, name) for name in names), id) for id, names in _names().items()), reverse=True
    )
    best = scores[0]
    if best[0] < _SAME or (len(scores) > 1 and best[0] - scores[1][0] < _MARGIN):
        return None
    return load().areas()[best[1]]


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    return {id: tuple(name for name in area.names if tokens(name)) for id, area in load().areas().items()}


@cache
def _label_words() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(word) + r"\w*" for word in load().words["area"]), key=len, reverse=True))
    return re.compile(
        rf"^\W*(?:(?:\d+|[IVX]+)\s*[-.)]?\s*)?(?:{names})\s*(?:№|no\.?)?\s*\d*\s*[:.)–—-]*\s*", re.IGNORECASE
    )


_NUMBER = re.compile(
    r"^\W*(?:EAFSG|EUR-?ACE)?\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,4}|[IVX]{1,4}|[a-zа-я])[.):]?\s+", re.IGNORECASE
)


def _bare(title: str) -> str:
    """A title without numbers, brackets, outcome labels and the words "learning area"."""
    title = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", title)
    for _, start, end in reversed(spans(title)):
        title = title[:start] + " " + title[end:]
    title = _NUMBER.sub("", title.strip(), count=1)
    title = _label_words().sub("", title, count=1)
    return title.strip(' .:;,–—-«»"“”\t\n')


_BREAK = re.compile(r"[:.;–—\n]|\s-\s")


def _opening_area(text: str) -> tuple[Area, str] | None:
    """An area whose name opens a paragraph ("Engineering design: ..."), and the rest of the paragraph."""
    number = _NUMBER.match(text)
    begin = number.end() if number else 0
    match = _BREAK.search(text, begin)
    head, rest = (text[: match.start()], text[match.end() :]) if match else (text, "")
    area = area_of(head)
    return (area, rest) if area is not None else None


def areas_in(document: Document, start: int, end: int, matrices: Sequence[Matrix]) -> dict[str, AreaFound]:
    """The learning areas that blocks start to end answer, by id, in the order in which they come."""
    answers = _Answers(_tables(document, start, end), {matrix.table for matrix in matrices})
    for block in document.blocks[start:end]:
        answers.read(block)
    return answers.found


class _Answers:
    """What is found block by block. done: tables that are read, or are matrices; current: whose text goes on."""

    def __init__(self, tables: Mapping[int, list[Block]], matrices: set[int]) -> None:
        self.found: dict[str, AreaFound] = {}
        self._tables, self._done = tables, matrices
        self._current: AreaFound | None = None
        self._level = 0

    def read(self, block: Block) -> None:
        if block.kind is Kind.ROW:
            if block.table not in self._done:
                self._done.add(block.table)
                self._table(self._tables[block.table])
        elif not (_is_title(block) and self._title(block)) and block.kind in _TEXTS:
            self._text(block)

    def _at(self, area: Area, place: Place) -> AreaFound:
        one = self.found.setdefault(area.id, AreaFound(area))
        if place not in one.places:
            one.places.append(place)
        return one

    def _table(self, rows: Sequence[Block]) -> None:
        """A table whose rows name areas answers them; another belongs to the area that it stands under."""
        keyed = False
        for area, place, count, texts, modules in _table_areas(rows):
            keyed = True
            one = self._at(area, place)
            one.words += count
            one.labels.update(dict.fromkeys(label for text in texts for label in labels(text)))
            one.modules.update(dict.fromkeys(modules))
        if not keyed and self._current is not None:
            for cell in (cell for row in rows for cell in row.cells):
                _add(self._current, cell.text)

    def _title(self, block: Block) -> bool:
        """Whether it names an area; a heading of the same rank that names none ends the last one."""
        titled = area_of(block.shown)
        if titled is not None:
            self._current, self._level = self._at(titled, block.place), block.level or _LOWEST
            self._current.labels.update(dict.fromkeys(labels(block.shown)))
        elif block.kind is Kind.HEADING and block.level <= self._level:
            self._current = None
        return titled is not None

    def _text(self, block: Block) -> None:
        opened = _opening_area(block.shown)
        if opened is not None:
            self._current, self._level = self._at(opened[0], block.place), _LOWEST
            _add(self._current, block.shown, skip=len(block.shown) - len(opened[1]))
        elif self._current is not None:
            _add(self._current, block.shown)


_TEXTS = (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.BOX)
_LOWEST = 99  # rank of what is no heading and yet opens a text


def _add(one: AreaFound, text: str, skip: int = 0) -> None:
    one.words += words(text[skip:])
    one.labels.update(dict.fromkeys(labels(text)))


def _tables(document: Document, start: int, end: int) -> dict[int, list[Block]]:
    rows: dict[int, list[Block]] = {}
    for block in document.blocks[start:end]:
        if block.kind is Kind.ROW:
            rows.setdefault(block.table, []).append(block)
    return rows


_Row = tuple[Area, Place, int, list[str], list[str]]


def _table_areas(table: Sequence[Block]) -> Iterator[_Row]:
    """(area, place, words, texts, modules) of a table keyed by learning areas: down a column, or along its head."""
    for head in table[:3]:
        columns = {cell.column: named for cell in head.cells if (named := area_of(cell.text)) is not None}
        if len({named.id for named in columns.values()}) >= 3:
            yield from _by_column(table, head, columns)
            return
    module_columns = _module_columns(table[0])
    outcomes = _outcome_columns(table)
    area: Area | None = None
    key = 0
    for row in table:
        cells = [cell for cell in row.cells if not cell.merged]
        own = next(((cell, one) for cell in cells[:3] if (one := area_of(cell.text)) is not None), None)
        if own is not None:
            area, key = own[1], own[0].column
        elif not any(cell.merged and cell.column == key for cell in row.cells):
            area = None  # a row of its own: a head, or something else
        if area is not None:
            rest = [cell for cell in cells if own is None or cell is not own[0]]
            texts = [cell.text for cell in rest] + ([own[0].text] if own else [])
            texts += [outcome for cell in rest if is_mark(cell.text) for outcome in outcomes.get(cell.column, ())]
            modules = [name for cell in rest if cell.column in module_columns for name in _names_in(cell.text)]
            yield area, row.place, sum(words(cell.text) for cell in rest), texts, modules


def _names_in(text: str) -> Iterator[str]:
    """The modules of a cell: a line each, or parted by semicolons, or by commas before a capital."""
    for line in re.split(r"[\n;]|,(?=\s*[A-ZА-ЯӘІҢҒҮҰҚӨҺ])", text):
        name = line.strip(" .•–-")
        if sum(char.isalpha() for char in name) >= 3:
            yield name


def _by_column(table: Sequence[Block], head: Block, columns: Mapping[int, Area]) -> Iterator[_Row]:
    """Rows are outcomes, columns are areas: a mark says that the outcome answers the area."""
    below = table[list(table).index(head) + 1 :]
    for column, area in columns.items():
        texts: list[str] = []
        count = 0
        for row in below:
            cell = next((c for c in row.cells if c.column <= column < c.column + c.span), None)
            text = cell.text.strip() if cell is not None else ""
            if not text or text in "-–—0":
                continue
            count += words(text)
            own = labels(text)
            texts.append(text if own or words(text) > 1 else " ".join(c.text for c in row.cells[:2]))
        yield area, head.place, count, texts, []


def _outcome_columns(table: Sequence[Block]) -> Mapping[int, tuple[str, ...]]:
    """The columns whose heads are outcomes, with their labels: a mark below says that the row names them."""
    return {
        column: tuple(label.shown for label in only_labels(cell.text))
        for row in reversed(table[:3])
        for cell in row.cells
        for column in range(cell.column, cell.column + cell.span)
        if only_labels(cell.text)
    }


def _module_columns(head: Block) -> set[int]:
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}" for word in load().words["module"]), re.IGNORECASE)
    return {cell.column for cell in head.cells if len(cell.text) < 80 and pattern.search(cell.text)}


# --- which scheme


def scheme_of(found: Mapping[str, AreaFound]) -> Scheme:
    """The older scheme where its own area stands and none of those that replaced it does; else the newest."""
    newest, *older = load().schemes
    for scheme in older:
        own = [area for area in scheme.areas if area.id in scheme.own and area.id in found]
        if own and not any(id in found for area in own for id in area.replaced_by):
            return scheme
    return newest
