"""One report for several programmes: under which criterion each programme is named, and where it never is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model.case import Programme
from ...model.codes import Code
from ...model.coverage import CriterionCoverage, Passage, Status
from ...model.document import Document
from ...model.places import Place
from ...model.programme_codes import programme_code, programme_codes
from ...model.results import DocumentResult, SetResult
from ...words.vocabulary import TITLES

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(TITLES.words("little"))
_QUOTES = "«»“”„\"'‘’"


@dataclass(frozen=True)
class Named:
    """How often a programme is named in the passages of a criterion, and where first; 0 and None: never."""

    count: int = 0
    place: Place | None = None


@dataclass(frozen=True)
class Row:
    """named: by programme code."""

    criterion: CriterionCoverage
    named: Mapping[str, Named]


@dataclass(frozen=True)
class Matrix:
    """One report against one set. beside: codes of programmes named under criteria that an incomplete set lacks."""

    document: DocumentResult
    found: SetResult
    programmes: tuple[Programme, ...]
    rows: tuple[Row, ...]
    beside: frozenset[str] = frozenset()

    def counts(self, programme: Programme) -> int:
        """Criteria under which the programme is named."""
        return sum(bool(row.named[programme.code].count) for row in self.rows)

    @property
    def answered(self) -> int:
        """Criteria with text, under which a programme could be named."""
        return sum(row.criterion.words > 0 for row in self.rows)

    @property
    def never(self) -> tuple[Programme, ...]:
        """Programmes that no criterion names: known only where there is text, and every criterion could be checked."""
        if not self.answered or any(row.criterion.status is Status.NOT_CHECKED for row in self.rows):
            return ()
        return tuple(one for one in self.programmes if not self.counts(one) and one.code not in self.beside)


def matrix(result: DocumentResult, found: SetResult, programmes: Sequence[Programme]) -> Matrix:
    """Where each programme is named under each criterion of a set."""
    rows: dict[Code, dict[str, Named]] = {
        criterion.criterion.code: {programme.code: Named() for programme in programmes}
        for criterion in found.coverage.criteria
    }
    beside: set[str] = set()
    names = Names(programmes)
    if result.document is not None:
        for passage in found.coverage.passages:
            listed = [code for code in passage.codes if code in rows]
            for programme, place in _named_in(passage, result.document, names):
                for code in listed:
                    _count(rows[code], programme, place)
                if len(listed) < len(passage.codes):
                    beside.add(programme)
    made = tuple(Row(criterion, rows[criterion.criterion.code]) for criterion in found.coverage.criteria)
    return Matrix(result, found, tuple(programmes), made, frozenset(beside))


def _named_in(passage: Passage, document: Document, names: Names) -> Iterator[tuple[str, Place]]:
    """The programmes that a passage names, each time that it does, with the block's place."""
    for block, cell in dict.fromkeys([(passage.citation.block, -1), *passage.pieces]):
        if (block, cell) == (passage.citation.block, -1) and passage.citation.cell is not None:
            continue  # a whole row, of which the passage is only some cells
        for programme in names.found(_text(document, block, cell)):
            yield programme, document.blocks[block].place


def state_of(row: Row, code: str) -> str:
    """ "named", "never", or why nothing could be named: "unknown" (not checked), "nowhere" (no text)."""
    if row.named[code].count:
        return "named"
    if row.criterion.status is Status.NOT_CHECKED:
        return "unknown"
    return "never" if row.criterion.words else "nowhere"


def _text(document: Document, block: int, cell: int) -> str:
    return document.blocks[block].shown if cell < 0 else document.blocks[block].cells[cell].text


def _count(row: dict[str, Named], code: str, place: Place) -> None:
    before = row[code]
    row[code] = Named(before.count + 1, before.place or place)


class Names:
    """Finds programmes in a text: by their codes, and by their names in any language and case ending.

    The longest name wins ("Information systems security" is not "Information systems"); a name of one word counts only
    in quotation marks, since "Economics" is a word of the language too.
    """

    def __init__(self, programmes: Sequence[Programme]) -> None:
        self.codes = {programme_code(programme.code) or programme.code: programme.code for programme in programmes}
        self.names: list[tuple[tuple[str, ...], str]] = []
        for programme in programmes:
            for name in (*programme.names.all(), *programme.aliases):
                words = tuple(word for word, _, _ in _words(name))
                if words:
                    self.names.append((words, programme.code))
        self.names.sort(key=lambda entry: -len(entry[0]))

    def found(self, text: str) -> list[str]:
        """The codes of the programmes named, once for each place; a name and its code side by side are one place."""
        kept: list[tuple[int, int, str]] = []
        for start, end, own in sorted((*self._by_code(text), *self._by_name(text))):
            if not (kept and kept[-1][2] == own and start - kept[-1][1] <= 5):
                kept.append((start, end, own))
            else:
                kept[-1] = (kept[-1][0], end, own)
        return [own for _, _, own in kept]

    def _by_code(self, text: str) -> Iterator[tuple[int, int, str]]:
        for code, start, end in programme_codes(text):
            if code in self.codes:
                yield start, end, self.codes[code]
        for code, own in self.codes.items():
            if programme_code(code) is None:  # a code of another form is looked for as it is
                for found in re.finditer(re.escape(code), text, re.IGNORECASE):
                    yield found.start(), found.end(), own

    def _by_name(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The longest name first; a name of one word only in quotes, for else it is a word like any other."""
        words = _words(text)
        taken: set[int] = set()
        for name, own in self.names:
            for at in range(len(words) - len(name) + 1):
                span = range(at, at + len(name))
                if taken & set(span) or not all(_same(words[i][0], word) for i, word in zip(span, name, strict=True)):
                    continue
                start, end = words[at][1], words[at + len(name) - 1][2]
                if len(name) > 1 or _quoted(text, start, end):
                    taken |= set(span)
                    yield start, end, own


def _words(text: str) -> list[tuple[str, int, int]]:
    return [
        (found[0].casefold(), found.start(), found.end())
        for found in _WORD.finditer(text)
        if found[0].casefold() not in _SMALL
    ]


def _same(one: str, other: str) -> bool:
    """The same word, inflected: all but its last letters agree. Numbers and short words must agree wholly."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < 5 or not (one.isalpha() and other.isalpha()) or abs(len(one) - len(other)) > 4:
        return False
    if one.isascii():
        return one.rstrip("s") == other.rstrip("s")
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    return common >= shorter - 3 and common >= 4


def _quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in tuple(_QUOTES) and text[end : end + 1] in tuple(_QUOTES)


def matrices(documents: Sequence[DocumentResult], programmes: Sequence[Programme]) -> Iterator[Matrix]:
    """One for each report that could be read and each of its sets."""
    for document in documents:
        for found in document.sets:
            if document.document is not None:
                yield matrix(document, found, programmes)
