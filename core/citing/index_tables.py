"""Tables that say where in the report a criterion is answered: by a section's number, letter or title, or a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ..model.code_levels import CYRILLIC_TO_LATIN
from ..model.coverage import Citation
from ..model.document import Block, Document, Kind
from ..words.patterns import pattern
from ..words.vocabulary import COLUMN_HEADS, NUMBERS, alternatives, any_of, spelled
from ..words.vocabulary import words as vocabulary
from .keyed_rows import KeyedTable
from .titles import similarity

_LABEL = (
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}|(?:[IVXLІХ]{1,5}|[^\W\d_])(?:[.–-](?:[0-9]{1,2}|[^\W\d_]))?)(?![^\W_]|\.[0-9])"
)
_TELLING = pattern(r"[0-9]+\.[0-9]|[^\W\d_]+[.–-]\w|§")  # a label that is hardly a mark, a count or a year
_PAGES = pattern(r"\W*(?:[^\W\d]+\.?\s*)?(?P<first>[0-9]{1,4})(?:\s*[-–—]\s*(?P<last>[0-9]{1,4}))?\W*$")
_says = COLUMN_HEADS.says
_ALIKE = 0.75  # from here on a cell's words are a place's title
_FEW_PAGES = 12  # that one row may point to
_FEWEST = 3  # rows from which on a column of labels can only mean the report's places
_MOST = 0.6  # of the cells of such a column that name one
_NUMBERED = 3  # paragraphs with a number of their own, in order, from which on these are places


class Pointer(NamedTuple):
    """Where a row sends its reader.

    places  blocks of the headings and numbered paragraphs that it names; pages: as printed
    cells   those of the row that name them
    lost    a column of places holds something here that the report does not have
    """

    places: tuple[int, ...]
    pages: tuple[int, ...]
    cells: tuple[int, ...]
    lost: bool = False


Pointers = Mapping[tuple[int, int], Pointer]  # by block and cell of the key


def pointers(document: Document, tables: Mapping[int, KeyedTable]) -> Pointers:
    """What each row of an index points to. Tables that answer the criteria point to nothing."""
    rows = [
        (number, passage.key.block, passage.key.cell)
        for number, table in tables.items()
        if not (table.silent or table.foreign)
        for passage in table.passages
        if passage.matrix
    ]
    if not rows:
        return {}
    places = Places(document)
    keyed: dict[int, dict[int, int]] = {}  # by table: the key's cell of each row that has one
    for number, row, key in rows:
        keyed.setdefault(number, {})[row] = key
    lying: dict[int, list[int]] = {number: [] for number in keyed}
    for at, block in enumerate(document.blocks):
        if block.kind is Kind.ROW and block.table in lying:
            lying[block.table].append(at)
    columns = {number: _Columns(document, lying[number], keyed[number], places) for number in keyed}
    found = {}
    for number, row, key in rows:
        pointer = columns[number].pointer(row, key)
        if pointer.places or pointer.pages or pointer.lost:
            found[row, key] = pointer
    return found


def without_own_numbers(index: Pointers, found: Sequence[Citation]) -> list[Citation]:
    """Section numbers that look like codes are none where an index sends the readers of other criteria there."""
    keys = {at: one.codes for one in found if one.cell is not None and (at := (one.block, one.cell)) in index}
    named = {(row, cell) for (row, _), pointer in index.items() for cell in pointer.cells}
    sent = {(at, code) for key, pointer in index.items() for at in pointer.places for code in keys.get(key, ())}
    places = {at for at, _ in sent}
    own = {
        one.codes[0].parts[:-1]
        for one in found
        if one.kind == "heading" and one.block in places and not one.prefix and one.codes
        if not any((one.block, code) in sent for code in one.codes)
    }

    def is_own(one: Citation) -> bool:
        if one.cell is not None:
            return (one.block, one.cell) in named
        bare = one.kind in ("heading", "contents") and not one.prefix and one.start <= _FIRST
        return bare and bool(one.codes) and one.codes[0].parts[:-1] in own

    return [one._replace(refused="section-number") if not one.refused and is_own(one) else one for one in found]


_FIRST = 3  # characters before a heading's own number


class Places:
    """The sections and numbered paragraphs of a report by their labels and titles."""

    def __init__(self, document: Document) -> None:
        headings = [(at, block.shown) for at, block in enumerate(document.blocks) if block.kind is Kind.HEADING]
        labelled = [(_label(match), at) for at, shown in headings if (match := _heading().match(shown))]
        self.labels = _unique([*labelled, *numbered_paragraphs(document.blocks)])
        bare = ((bare_title(shown), at) for at, shown in headings)
        self.titles = _unique((title, at) for title, at in bare if title)
        self.title_of = {at: title for title, at in self.titles.items()}
        self.order = sorted(self.labels.values())

    def named(self, text: str, believed: bool) -> list[int]:
        """The places that a cell, or a part of one, names; [] where any part names none.

        believed: a bare label is one; else it takes the word "section" or "§" beside it, or a title
        """
        whole = self._one(text, believed)
        if whole is not None:
            return [whole]
        if (span := _range().fullmatch(text)) is not None and (believed or span["word"]):
            first, last = (self.labels.get(_plain(span[end])) for end in ("first", "last"))
            return [at for at in self.order if first <= at <= last] if first is not None and last is not None else []
        parts = [part for part in _JOINTS.split(text) if part.strip()]
        word = believed or _with_word().match(text) is not None
        found = [self._one(part, word) for part in parts] if len(parts) > 1 else [None]
        return [at for at in found if at is not None] if None not in found else []

    def _one(self, text: str, believed: bool) -> int | None:
        title = bare_title(text)
        if title and (at := self.titles.get(title)) is not None:
            return at
        match = _cell().match(text)
        if match is None:
            return None
        at = self.labels.get(_label(match))
        rest = bare_title(_with_word().sub(" ", text[match.end() :]))  # «II тарау»
        if at is None or not (believed or rest or match["word"]):
            return None
        return at if not rest or similarity(rest, self.title_of.get(at, "")) >= _ALIKE else None


class _Columns:
    """The columns of one table that say where. rows: its blocks; keyed: the key's cell of those that have one."""

    def __init__(self, document: Document, rows: Sequence[int], keyed: Mapping[int, int], places: Places) -> None:
        self.blocks, self.places = document.blocks, places
        heads: dict[int, str] = {}
        cells: dict[int, list[str]] = {}
        for at in rows:
            for position, cell in enumerate(self.blocks[at].cells):
                if at not in keyed:
                    heads.setdefault(cell.column, cell.text)
                elif position != keyed[at] and cell.text.strip():
                    cells.setdefault(cell.column, []).append(cell.text)
        self.pages = {column for column, head in heads.items() if _says(head, "page")}
        others = self.pages | {column for column, head in heads.items() if any_of("framework").search(head)}
        self.headed = {column for column, head in heads.items() if any_of("whereabouts").search(head)} - others
        named = {column for column, texts in cells.items() if self._labels(texts)} - others
        self.believed = self.headed | named

    def _labels(self, texts: Sequence[str]) -> bool:
        """Nearly all cells name places of the report, by labels that are hardly anything else."""
        telling = [text for text in texts if _TELLING.search(text) and self.places.named(text.strip(), True)]
        return len(telling) >= _FEWEST and len(telling) >= _MOST * len(texts)

    def pointer(self, row: int, key: int) -> Pointer:
        found: set[int] = set()
        pages: list[int] = []
        cells: list[int] = []
        lost = False
        for position, cell in enumerate(self.blocks[row].cells):
            if position == key:
                continue
            believed = cell.column in self.believed
            named = [at for part in re.split(r"[;\n]", cell.text) for at in self.places.named(part.strip(), believed)]
            numbered = list(_pages(cell.text)) if cell.column in self.pages and not named else []
            if named or numbered:
                cells.append(position)
            lost = lost or (not named and cell.column in self.headed | self.pages and bool(_DIGIT.search(cell.text)))
            found.update(named)
            pages += numbered
        return Pointer(tuple(sorted(found)), () if found else tuple(dict.fromkeys(pages)), tuple(cells), lost)


_DIGIT = pattern(r"[0-9§]|(?<!\w)[IVX]+(?!\w)")
_JOINTS = pattern(rf",\s*|\s+{spelled([*NUMBERS.words('and'), *NUMBERS.words('and_with')])}\s+|&|\+")


def numbered_paragraphs(blocks: Sequence[Block]) -> Iterator[tuple[str, int]]:
    """Paragraphs counted by "§" through the report: "§ 12. …"."""
    counted = [
        (int(match["number"]), at)
        for at, block in enumerate(blocks)
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM) and (match := _COUNTED.match(block.shown))
    ]
    numbers = [number for number, _ in counted]
    if len(counted) >= _NUMBERED and numbers == sorted(set(numbers)):
        yield from ((str(number), at) for number, at in counted)


_COUNTED = pattern(r"\s*(?:§|¶|\[(?=[0-9]{1,3}\]))\s*(?P<number>[0-9]{1,3})(?![0-9]|\.[0-9])[.\])]?\s")


@cache
def _with_word() -> re.Pattern[str]:
    words = alternatives([*vocabulary("section"), *vocabulary("whereabouts"), *vocabulary("annex")])
    return pattern(rf"\W*(?P<word>{words}\s*|§+\s*)", re.IGNORECASE)


@cache
def _cell() -> re.Pattern[str]:
    """A label in a cell, before or behind the word for section: "Section 1.2", «II тарау», "§ 7"."""
    word = _with_word().pattern.removeprefix(r"\W*")
    return pattern(rf"\W*(?:{word})?(?:№|no\.?)?\s*(?P<label>{_LABEL})[.):]?\s*", re.IGNORECASE)


@cache
def _range() -> re.Pattern[str]:
    word = _with_word().pattern.removeprefix(r"\W*")
    return pattern(rf"\W*(?:{word})?(?P<first>{_LABEL})\s*[-–—]\s*(?:§\s*)?(?P<last>{_LABEL})\W*", re.IGNORECASE)


@cache
def _heading() -> re.Pattern[str]:
    """A label at the head of a heading. A letter or numeral alone takes a stop, a bracket or the word for section."""
    word = _with_word().pattern.removeprefix(r"\W*")
    number = r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?![0-9]|\.[0-9])[.):]?"
    of_two = r"[IVXLІХA-ZА-Я][IVXІХ]{0,4}[.–-](?:[0-9]{1,2}|[^\W\d_])(?!\w)[.):]?"
    shown = rf"{number}|{of_two}|(?:[IVXLІХ]{{1,5}}|[^\W\d_])[.)]"
    return pattern(rf"\W*(?:{word}(?P<named>{_LABEL})|(?P<label>{shown}))(?=\s|$|[.:—–-])", re.IGNORECASE)


def _label(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return _plain(groups.get("named") or groups["label"])


def _plain(label: str) -> str:
    """A label in one spelling: capitals, Latin, "I-a" as "I.A"."""
    return re.sub(r"[–-]", ".", label.strip(" .):").upper().translate(CYRILLIC_TO_LATIN))


def _unique(named: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Blocks by name, without the names of several."""
    found: dict[str, list[int]] = {}
    for name, index in named:
        found.setdefault(name, []).append(index)
    return {name: several[0] for name, several in found.items() if len(several) == 1}


def _pages(text: str) -> Iterator[int]:
    match = _PAGES.match(text)
    if match is None:
        return
    first, last = int(match["first"]), int(match["last"] or match["first"])
    if first <= last < first + _FEW_PAGES:
        yield from range(first, last + 1)


def bare_title(title: str) -> str:
    """A title in small letters without its label, codes in brackets and punctuation at its ends."""
    match = _heading().match(title)
    rest = title[match.end() :] if match else title
    rest = re.sub(r"[(\[][^()\[\]]*[)\]]\s*$", "", rest)
    return re.sub(r"^[\W\d]+|[\W\d]+$", "", " ".join(rest.lower().split()))
