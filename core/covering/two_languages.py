"""Tables that answer in two languages side by side: which of their rows have a text in one of them only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..citing.keyed_rows import KeyedTable
from ..citing.keys import KeyedPassage
from ..model.document import Document
from ..words.language import language_of
from ..words.narrative import narrative_words

_TEXT = 10  # words of a cell from which on its language is that of its column
_FEWEST = 2  # cells in each language that make a table one of two languages
_ALIKE = 0.5  # shorter text to longer one, where a row says the same in two languages
_LITTLE = 0.25  # the same, where one of them is hardly begun ("The translation is being prepared.")


class _Row(NamedTuple):
    """Narrative words of a row in each of the table's languages. twice: its code opens the text in both."""

    key: tuple[int, int | None]
    words: Mapping[str, int]
    twice: bool


def one_language_only(document: Document, tables: Mapping[int, KeyedTable]) -> Mapping[tuple[int, int | None], str]:
    """By block and cell of a row's key, the language that the row lacks."""
    found: dict[tuple[int, int | None], str] = {}
    for table in tables.values():
        columns = _languages(document, table)
        if table.form or table.silent or len(set(columns.values())) < _FEWEST:
            continue
        rows = [_row(document, passage, columns) for passage in table.passages]
        alike = sum(min(row.words.values()) >= _ALIKE * max(row.words.values()) > 0 for row in rows)
        if alike * 2 >= len(rows) or any(row.twice for row in rows):
            found.update(_lacking(rows))
    return found


def _lacking(rows: list[_Row]) -> Iterator[tuple[tuple[int, int | None], str]]:
    for key, words, _ in rows:
        least = min(words, key=lambda language: words[language])
        if max(words.values()) >= _TEXT and words[least] < _LITTLE * max(words.values()):
            yield key, least


def _languages(document: Document, table: KeyedTable) -> Mapping[int, str]:
    """By column the language of its texts, where it holds some."""
    counted: dict[int, Counter[str]] = {}
    for passage in table.passages:
        for block, cell in passage.pieces:
            text = document.blocks[block].cells[cell].text if cell >= 0 else ""
            language = language_of(text) if narrative_words(text) >= _TEXT else None
            if language is not None:
                counted.setdefault(document.blocks[block].cells[cell].column, Counter())[language] += 1
    several = {column: languages.most_common(1)[0] for column, languages in counted.items()}
    return {column: language for column, (language, count) in several.items() if count >= _FEWEST}


def _row(document: Document, passage: KeyedPassage, columns: Mapping[int, str]) -> _Row:
    words = dict.fromkeys(columns.values(), 0)
    opened = set()
    for block, cell in dict.fromkeys(passage.pieces):
        one = document.blocks[block].cells[cell] if cell >= 0 else None
        if one is not None and one.column in columns:
            words[columns[one.column]] += narrative_words(one.text)
            if any(one.text.find(code.text, 0, _HEAD) >= 0 for code in passage.key.cited.codes):
                opened.add(columns[one.column])
    return _Row((passage.key.block, passage.key.cell), words, len(opened) > 1)


_HEAD = 30  # characters within which a code opens a cell
