"""Whose report it is, as its cover says; and which reports are one institution's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model.document import Document, Kind
from ..model.results import DocumentResult
from ..words.language import language_of
from ..words.vocabulary import any_of

_COVER = 40  # blocks among which a cover stands
_LONGEST = 120  # characters of a name
_FEWEST, _MOST = 2, 14  # words of a name

# Numbers of three digits and more, whatever parts their thousands; years stand in every report.
_NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+|\d{3,})(?![\d.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TELLING = 12  # numbers of a report from which on they tell whether another one is its translation
_SHARED = 0.5  # of the numbers of the shorter one; reports of different institutions have few in common


def institution_of(document: Document | None) -> str | None:
    """The first line of the cover that names an institution of education; None where none does."""
    return next(iter(_named(document)), None)


def _named(document: Document | None) -> list[str]:
    if document is None:
        return []
    named, told = any_of("named-institution"), any_of("kind-of-report")
    found = []
    for block in document.blocks[:_COVER]:
        text = " ".join(block.shown.split())
        if block.kind in (Kind.ROW, Kind.CONTENTS) or len(text) > _LONGEST:
            continue
        if text.endswith((":", ".", ";")) or text[:1].isdigit():  # a sentence, a heading with its number
            continue
        if _FEWEST <= len(text.split()) <= _MOST and named.search(text) and not told.search(text):
            found.append(text)
    return found


@dataclass(frozen=True)
class Institution:
    """Reports of one institution, in their order. name: as the first cover that names it says; None: none does."""

    name: str | None
    documents: tuple[DocumentResult, ...]


def by_institution(documents: Sequence[DocumentResult], known: Iterable[Sequence[str]] = ()) -> list[Institution]:
    """Reports by the institutions that their covers name; a report that names none is alone.

    One institution is named in several languages: on one cover, by a case (known: the names of each), or by versions
    of one report. Two reports in different languages are versions of one where their numbers are the same ones; where
    they hold too few numbers to tell, only if no language has two names.
    """
    names = [_names(one.document) for one in documents]
    groups = _Groups(len(documents))
    of_name: dict[str, int] = {}
    aliases = {_plain(name): _plain(each[0]) for each in known for name in each}
    for number, own in enumerate(names):
        for name in own:
            groups.join(number, of_name.setdefault(aliases.get(_plain(name), _plain(name)), number))
    _join_versions(groups, documents, [number for number, own in enumerate(names) if own])
    return [
        Institution(
            next((names[number][0] for number in of if names[number]), None),
            tuple(documents[number] for number in of),
        )
        for of in groups.all()
    ]


def _names(document: Document | None) -> list[str]:
    """What the cover calls the institution: in each language the first name, for others are of its parts."""
    found: dict[str, str] = {}
    for name in _named(document):
        found.setdefault(language_of(name) or "en", name)
    return list(found.values())


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


class _Groups:
    """Numbers that belong together, in their order."""

    def __init__(self, count: int) -> None:
        self._of = list(range(count))

    def join(self, one: int, other: int) -> None:
        kept, gone = sorted((self._of[one], self._of[other]))
        self._of = [kept if group == gone else group for group in self._of]

    def of(self, number: int) -> int:
        return self._of[number]

    def all(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for number, group in enumerate(self._of):
            found.setdefault(group, []).append(number)
        return list(found.values())


def _join_versions(groups: _Groups, documents: Sequence[DocumentResult], named: Sequence[int]) -> None:
    """Joins reports in different languages that are versions of one."""
    told = {(documents[number].language, groups.of(number)) for number in named}
    unmistakable = len(told) == len({language for language, _ in told})
    numbers = {number: _numbers(documents[number].document) for number in named} if len(named) > 1 else {}
    for place, one in enumerate(named):
        for other in named[:place]:
            if groups.of(one) == groups.of(other) or documents[one].language == documents[other].language:
                continue
            fewest = min(len(numbers[one]), len(numbers[other]))
            if fewest < _TELLING:
                alike = unmistakable
            else:
                alike = len(numbers[one] & numbers[other]) >= _SHARED * fewest
            if alike:
                groups.join(one, other)


def _numbers(document: Document | None) -> frozenset[str]:
    if document is None:
        return frozenset()
    written = (found[0] for block in document.blocks for found in _NUMBER.finditer(block.shown))
    plain = (re.sub(r"\D", "", number) for number in written)
    return frozenset(number for number in plain if not _YEAR.fullmatch(number))
