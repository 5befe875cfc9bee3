"""What was left in another language: paragraphs by their words, headings and cells that another version has too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..words.language import function_words, language_of
from ..words.text import words
from .difference import Difference, Spot
from .stretches import Stretches
from .version import Key, Unit, Version

_PARAGRAPH = 8  # words from which on a paragraph tells its language
_LABEL = 3  # words from which on a heading or cell that is the same in two languages was not translated
_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_FUNCTION_WORDS = 2
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[«\"“][^»\"”]*[»\"”]|\([^()]*\)")
_REFERENCE = re.compile(r"//|ISBN|ISSN|doi|https?:|\bизд\.|[–-]\s?[СсPp]\.\s?[0-9]", re.IGNORECASE)


def left_in_another_language(versions: Sequence[Version], stretches: Stretches) -> Iterator[Difference]:
    """Nothing where all versions have the text: a title or a work that is cited in its own language."""
    everywhere = [
        {_plain(unit.text): unit for of in stretches.of.values() for unit in of[number]}
        for number in range(len(versions))
    ]
    for key, of in stretches.of.items():
        for number, version in enumerate(versions):
            for unit in of[number]:
                told = foreign(unit, version.language)
                if told is None and unit.words >= _LABEL and (unit.heading or unit.cell >= 0):
                    told = _same_as(unit, versions, number, everywhere)
                if told and not all(_plain(unit.text) in texts for texts in everywhere):
                    yield _difference(versions, of, number, unit, key, told)
    yield from _in_tables(versions, stretches)


def foreign(unit: Unit, own: str) -> str | None:
    """The language in which a paragraph was left, or None."""
    text = _QUOTED.sub(" ", unit.text)
    if words(text) < _PARAGRAPH or _REFERENCE.search(unit.text):
        return None
    told = language_of(text)
    if told is None or told == own:
        return None
    if told != "kk":
        if function_words(told, _WORD.findall(text.lower())) < _FUNCTION_WORDS:
            return None
        if own == "kk" and told == "ru" and _KAZAKH.search(text):
            return None
    elif len([word for word in text.split() if _KAZAKH.search(word)]) * 3 < words(text):
        return None  # Kazakh names in a Russian text
    return told


def _same_as(unit: Unit, versions: Sequence[Version], number: int, everywhere: Sequence[dict[str, Unit]]) -> str | None:
    """The language of another version that has the very text of a heading or cell, where the text is in it."""
    plain = _plain(unit.text)
    for other, version in enumerate(versions):
        if other != number and plain in everywhere[other] and language_of(unit.text) == version.language:
            return version.language if not _also_own(unit.text, versions[number].language) else None
    return None


def _also_own(text: str, own: str) -> bool:
    """The text may as well be in the version's own language."""
    return language_of(text) == own


def _in_tables(versions: Sequence[Version], stretches: Stretches) -> Iterator[Difference]:
    """Cells of tables that say the very same in two languages."""
    texts = [
        {_plain(text): row.block for table in version.tables for row in table.rows for text in row.cells.values()}
        for version in versions
    ]
    for number, version in enumerate(versions):
        for table in version.tables:
            if table.keyed:
                continue
            for row in table.rows:
                for column, text in row.cells.items():
                    told = language_of(text) if words(text) >= _LABEL else None
                    if told is None or told == version.language or not any(_letters(word) for word in text.split()):
                        continue
                    others = [n for n, other in enumerate(versions) if n != number and other.language == told]
                    plain = _plain(text)
                    if not any(plain in texts[n] for n in others) or all(plain in found for found in texts):
                        continue
                    unit = Unit(row.block, column, text, (), words(text))
                    of = [()] * len(versions)
                    yield _difference(versions, of, number, unit, stretches.key(table.key), told, texts)


def _letters(word: str) -> bool:
    return any(map(str.isalpha, word))


def _difference(
    versions: Sequence[Version],
    of: Sequence[tuple[Unit, ...]],
    number: int,
    unit: Unit,
    key: Key,
    told: str,
    texts: Sequence[dict[str, int]] = (),
) -> Difference:
    values: dict[str, str | tuple[str, ...]] = {}
    places: dict[str, Spot] = {}
    for other, version in enumerate(versions):
        mine = other == number
        values[version.language] = told if mine else version.language
        block, text = unit.block, unit.text
        if not mine:
            block, text = _counterpart(version, of[number], of[other], unit, texts[other] if texts else {})
        places[version.language] = Spot(version.place(block), version.heading(block), text)
    return Difference("language", None if key.startswith("=") else key, values, places)


def _counterpart(
    version: Version, own: tuple[Unit, ...], others: tuple[Unit, ...], unit: Unit, texts: dict[str, int]
) -> tuple[int, str]:
    """Where another version has the same: the same text, else the paragraph of the same rank in the stretch."""
    plain = _plain(unit.text)
    if plain in texts:
        return texts[plain], unit.text
    same = next((one for one in others if _plain(one.text) == plain), None)
    if same is None and others and unit in own:
        same = others[min(own.index(unit) * len(others) // len(own), len(others) - 1)]
    return (same.block, same.text) if same is not None else (0, "")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .:;,")
