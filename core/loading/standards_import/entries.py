"""Lines -> entries: which line opens a standard or a criterion, and which texts are printed under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...words.language import language_of
from ...words.languages import LANGS, all_languages
from .lines import Line, Source
from .opening import Opening, opening, parts

_TITLE = 16  # words: a longer text is the criterion's wording, not its title
_COLUMN_SAMPLE = 4_000  # characters by which a column's language is told
_HEADS = {
    "code": r"code|no\.?|№|n|number|код|номер|шифр|коды|нөмірі",
    "esg": r"esg.*",
    **{id: language.column for id, language in all_languages().items()},
}


@dataclass
class Entry:
    """A standard or criterion as one source prints it. texts: by language, title or wording, one paragraph a line."""

    code: str
    is_standard: bool
    at: str
    titles: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    esg: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Orphan:
    """A text that belongs to no code."""

    source: str
    at: str
    text: str


@dataclass(frozen=True)
class Found:
    """What one source holds. title: its first line, where that opens with no code."""

    source: Source
    entries: tuple[Entry, ...]
    orphans: tuple[Orphan, ...]
    title: str


def entries_of(source: Source, language: str) -> Found:
    """language: of texts whose own cannot be told from a column."""
    if source.table:
        return _of_table(source, language)
    opened = [(line, _opens(line)) for line in source.lines]
    deepest = _depths(found for _, found in opened if found is not None)
    made: list[Entry] = []
    orphans: list[Orphan] = []
    current: Entry | None = None
    title = ""
    for line, found in opened:
        is_code = found is not None and _is_entry(line, found, deepest)
        if found is not None and is_code:
            current = _entry(line, found, deepest, language)
            made.append(current)
        elif line.rank and current is not None and not _is_under(line, current):
            current = None  # a heading without a code ends what the last code holds
            orphans.append(Orphan(source.path, line.at, line.text))
        elif current is not None:
            _add(current.texts, language, line.text)
        else:
            title = title or line.text
            orphans.append(Orphan(source.path, line.at, line.text))
    return Found(source, tuple(made), tuple(one for one in orphans if one.text != title), title)


def _opens(line: Line) -> Opening | None:
    """The code of a paragraph, or of the cell of a row that is nothing but a code."""
    if len(line.cells) == 1:
        return opening(line.cells[0])
    filled = [cell for cell in line.cells if cell]
    for at, cell in enumerate(filled[:2]):
        found = opening(cell)
        if found is not None and (not found.text or at == 0):
            rest = " ".join(other for other in filled if other is not cell)
            return Opening(found.says, found.code, f"{found.text} {rest}".strip(), True)
    return None


@dataclass(frozen=True)
class _Depths:
    """standard, criterion: how many levels their codes have; worded: criteria are always called so."""

    standard: int
    criterion: int
    worded: bool


def _depths(found: Iterable[Opening]) -> _Depths:
    every = list(found)
    named = Counter(len(parts(one.code)) for one in every if one.says == "standard")
    called = [len(parts(one.code)) for one in every if one.says == "criterion"]
    if named:
        standard = named.most_common(1)[0][0]
        deeper = [len(parts(one.code)) for one in every if len(parts(one.code)) > standard]
        return _Depths(standard, min(deeper, default=1), not deeper and bool(called))
    if called:
        return _Depths(min(called) - 1, min(called), True)
    counted = Counter(len(parts(one.code)) for one in every)
    deep = [depth for depth, count in counted.items() if depth > 1 and count > 1]
    if deep:
        return _Depths(min(deep) - 1, min(deep), False)
    return _Depths(0, 1, False)


def _is_entry(line: Line, found: Opening, depths: _Depths) -> bool:
    depth = len(parts(found.code))
    if found.says:
        return True
    if depth >= depths.criterion and not depths.worded:
        return depth > 1 or found.closed or not found.text
    # "2. Teaching" above 2.1: a standard, where it is set apart and no item of a list
    return depth == depths.standard and depth > 0 and not line.item and bool(line.rank or line.bold or found.closed)


def _entry(line: Line, found: Opening, depths: _Depths, language: str) -> Entry:
    depth = len(parts(found.code))
    is_standard = found.says == "standard" or (found.says == "" and depth <= depths.standard)
    made = Entry(found.code, is_standard, line.at)
    if found.text:
        short = len(found.text.split()) <= _TITLE
        into = made.titles if is_standard or line.rank or line.bold or short else made.texts
        into[language] = found.text
    return made


def _is_under(line: Line, current: Entry) -> bool:
    """A heading that Word ranks below the code's own line and that opens with no code is printed under it."""
    return line.rank > len(parts(current.code)) + 1


def _add(texts: dict[str, str], language: str, text: str) -> None:
    texts[language] = f"{texts[language]}\n{text}" if language in texts else text


# --- tables of one sheet


def _of_table(source: Source, language: str) -> Found:
    rows = [line.cells for line in source.lines]
    head = _head(rows)
    body = source.lines[head + 1 :] if head is not None else source.lines
    columns = _columns(rows[head] if head is not None else (), [line.cells for line in body], language)
    opened = [(line, _row_opening(line, columns)) for line in body]
    depths = _depths(found for _, found in opened if found is not None)
    made: list[Entry] = []
    orphans = [Orphan(source.path, line.at, line.text) for line in source.lines[: head or 0]]
    title = orphans.pop(0).text if orphans else ""
    for line, found in opened:
        if found is None:
            orphans.append(Orphan(source.path, line.at, line.text))
            continue
        made.append(_row_entry(line, found, columns, depths, language))
    return Found(source, tuple(made), tuple(orphans), title)


@dataclass(frozen=True)
class _Columns:
    code: int
    esg: int | None
    languages: dict[int, str]


def _head(rows: Sequence[tuple[str, ...]]) -> int | None:
    for number, row in enumerate(rows[:15]):
        kinds = [_named(cell) for cell in row if cell]
        if len(kinds) > 1 and ("code" in kinds or sum(kind is not None for kind in kinds) > 1):
            return number
    return None


def _named(cell: str) -> str | None:
    return next((kind for kind, words in _HEADS.items() if re.fullmatch(words, cell.strip(), re.IGNORECASE)), None)


def _columns(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], language: str) -> _Columns:
    width = max((len(row) for row in rows), default=0)
    held = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(width)]
    named = {at: kind for at, cell in enumerate(head) if (kind := _named(cell))}
    coded = [sum(1 for cell in column if (one := opening(cell)) and not one.text) for column in held]
    code = next((at for at, kind in named.items() if kind == "code"), coded.index(max(coded)) if coded else 0)
    esg = next((at for at, kind in named.items() if kind == "esg"), None)
    languages: dict[int, str] = {}
    for at, column in enumerate(held):
        if at in (code, esg) or not column:
            continue
        told = named.get(at) or language_of(" ".join(column)[:_COLUMN_SAMPLE]) or language
        languages[at] = told if told in LANGS else language
    return _Columns(code, esg, languages)


def _row_opening(line: Line, columns: _Columns) -> Opening | None:
    cell = line.cells[columns.code] if columns.code < len(line.cells) else ""
    return opening(cell) if cell else None


def _row_entry(line: Line, found: Opening, columns: _Columns, depths: _Depths, language: str) -> Entry:
    depth = len(parts(found.code))
    made = Entry(found.code, found.says == "standard" or (not found.says and depth <= depths.standard), line.at)
    held: dict[str, list[str]] = {}
    if found.text:
        held.setdefault(language_of(found.text) or language, []).append(found.text)
    for at, lang in columns.languages.items():
        if at < len(line.cells) and line.cells[at]:
            held.setdefault(lang, []).append(line.cells[at])
    for lang, texts in held.items():
        first, *more = "\n".join(texts).split("\n")
        if made.is_standard or len(first.split()) <= _TITLE:
            made.titles[lang] = first
        else:
            more = [first, *more]
        if more:
            made.texts[lang] = "\n".join(more)
    if columns.esg is not None and columns.esg < len(line.cells):
        made.esg = re.findall(r"[0-9]+\.[0-9]+", line.cells[columns.esg])
    return made


def every(found: Sequence[Found]) -> Iterator[tuple[Found, Entry]]:
    return ((one, entry) for one in found for entry in one.entries)
