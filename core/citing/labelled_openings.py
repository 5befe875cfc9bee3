"""Answers that open with a code behind a label of the report's own: «Позиция 2.2.9: …», "Inner control, 6.2.12. …"."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from ..model.codes import Code
from ..model.coverage import OF_ITS_OWN, Citation
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import narrative_words
from ..words.patterns import pattern
from ..words.vocabulary import alternatives, any_of
from ..words.vocabulary import words as vocabulary
from .code_words import CAPITAL
from .openings import AFTER, ON_IT
from .table_heads import is_earlier_recommendation

_MOST_WORDS = 6  # of a label
_SENTENCE_WORDS = (
    3  # of a label from which on a full stop behind its code ends a sentence: "We begin with 3.2.14. Then"
)
_ANNOUNCING = 14  # words of a line that ends with a colon and says what the text below answers
_SEVERAL = 2  # lines of a title and its code that show that such lines stand above their texts
_HABIT = 3  # times that a label stands before numbers that it may number for itself
_ARGUABLE = ("bare-number", "version")  # "Code 3.2.14:", and codes of two levels
_WORD = pattern(r"[^\W\d_][\w’'-]*")
_BROKEN_OFF = pattern(
    r"[^\W\d_]{4,}[.!?]\s|[;!?]|[0-9]{3}"
)  # a sentence ends, or larger numbers stand, before the code
_SEPARATED = pattern(r"[,:–—|/(\[<{«“\"-]\s*$")
_CLOSED = r"\s?[)\]>}»”\"'/|]*"
_SIGNED = pattern(rf"{_CLOSED}(?P<sign>\s?[.:;?–—|-])?(?:\s+(?=[{CAPITAL}«“\"(0-9])|$)|{_CLOSED}\s?(?P<colon>[:–—|])\s")
_COMMA = pattern(rf",\s+(?=[{CAPITAL}])")
_TEXTS = (Kind.PARAGRAPH, Kind.ITEM, Kind.BOX)


@dataclass(frozen=True)
class _Candidate:
    """A code at the head of a text. label: the words before it; shown: the text behind begins at `end`."""

    position: int  # in the citations
    citation: Citation
    label: str
    end: int
    habit: str  # what recurs: the label, or the sign between a title and its code
    below: bool = False  # the text is the paragraph below
    line: bool = False  # a line of its own: "Inner control, 6.2.12"


def with_labelled_openings(
    document: Document, standards: StandardSet, found: Iterable[Citation], listed: frozenset[int]
) -> list[Citation]:
    """The citations; a mention behind a few words that are no sentence, at the head of a text, is an opening where its
    codes have no place of their own elsewhere, rise with those that open the texts around, and an answer follows.

    listed: the paragraphs of lists of annexes
    """
    found = list(found)
    order = _Order(standards, found)
    candidates = list(_candidates(document, standards, found, listed))
    habits = Counter(one.habit for one in candidates if order.fits(one.citation))
    opened: set[str] = set()  # labels that are known to open answers
    taken: dict[int, _Candidate] = {}

    def take(asked: Callable[[_Candidate], bool]) -> None:
        for one in candidates:
            if one.position not in taken and order.fits(one.citation) and asked(one):
                taken[one.position] = one
                order.add(one.citation)
                opened.add(one.label)

    lines = _lines_that_open(document, candidates)
    take(
        lambda one: (
            habits[one.habit] >= _needed(one)
            and (not one.line or one.habit in lines)
            and _answers(document, standards, one)
        )
    )
    take(lambda one: bool(one.label) and one.label in opened)  # a short answer behind a label that opens others
    return [
        one._replace(kind="lead", refused="", prefix=True, text_at=taken[at].end) if at in taken else one
        for at, one in enumerate(found)
    ]


def _needed(one: _Candidate) -> int:
    return _HABIT if one.citation.refused else _SEVERAL if one.line else 1


def _lines_that_open(document: Document, candidates: Iterable[_Candidate]) -> set[str]:
    """The habits of lines of which the first stands right below a heading: there is no text that it could close."""
    first: dict[str, int] = {}
    for one in candidates:
        if one.line:
            first.setdefault(one.habit, one.citation.block)
    return {habit for habit, at in first.items() if at and document.blocks[at - 1].kind is Kind.HEADING}


class _Order:
    """The codes that have a place of their own, by standard in the order of the document."""

    def __init__(self, standards: StandardSet, found: Iterable[Citation]) -> None:
        self.standards = standards
        self.placed: set[Code] = set()
        self.places: dict[str, list[tuple[int, tuple[Code, ...]]]] = {}
        for one in found:
            if one.kind in OF_ITS_OWN and not one.refused and one.codes:
                self.add(one)

    def add(self, one: Citation) -> None:
        self.placed.update(one.codes)
        insort(self.places.setdefault(self._standard(one), []), (one.block, one.codes))

    def _standard(self, one: Citation) -> str:
        known = self.standards.criteria.get(one.codes[0])
        return known.standard if known is not None else ""

    def fits(self, one: Citation) -> bool:
        """Its codes have no place elsewhere and stand between those that have one above and below it."""
        if not self.placed.isdisjoint(one.codes):
            return False
        places = self.places.get(self._standard(one), [])
        at = bisect_left(places, (one.block, ()))
        above, below = places[max(at - 1, 0) : at], places[at : at + 1]
        first = one.codes[0]
        return all(codes[-1] < first for _, codes in above) and all(first < codes[0] for _, codes in below)


def _candidates(
    document: Document, standards: StandardSet, found: list[Citation], listed: frozenset[int]
) -> Iterable[_Candidate]:
    seen: set[int] = set()
    for position, one in enumerate(found):
        first = one.block not in seen
        seen.add(one.block)
        block = document.blocks[one.block]
        if not first or one.kind not in ("inline", "range") or one.cell is not None or block.kind not in _TEXTS:
            continue
        if one.refused not in ("", *_ARGUABLE) or not all(code in standards.criteria for code in one.codes):
            continue
        if one.unknown or not one.codes or one.block in listed:
            continue
        line = _titled_line(block.shown, one)
        end = len(block.shown) if line else _label_end(block.shown, one) or _announcing_end(block.shown, one)
        if end:
            label = " ".join(_WORD.findall(block.shown[: one.start].lower()))
            if is_earlier_recommendation(label):
                continue
            below = not _WORD.search(block.shown, end) or block.shown.rstrip()[-1:] in "?:"
            sign = _SEPARATED.search(block.shown[: one.start])
            yield _Candidate(position, one, label, end, sign.group().strip() if sign and label else label, below, line)


def _titled_line(shown: str, one: Citation) -> bool:
    """A line of a title, a sign and its code: "Inner control, 6.2.12"; one that names criteria may close a text."""
    before = shown[: one.start]
    if _WORD.search(shown, one.end) or not _WORD.search(before) or _SEPARATED.search(before) is None:
        return False
    said = any_of("criterion", "clause", "answers", "behind").search(before) or before.rstrip()[-1:] == ":"
    return (
        not said and len(_WORD.findall(before)) <= _MOST_WORDS and not _BROKEN_OFF.search(before) and not _sends(before)
    )


def _label_end(shown: str, one: Citation) -> int:
    """Where the text begins behind a label and its codes; 0 where they are a piece of a sentence."""
    before = shown[: one.start]
    words = _WORD.findall(before)
    if len(words) > _MOST_WORDS or _BROKEN_OFF.search(before) or _sends(before):
        return 0
    preposition = _leads_to_number().fullmatch(before) is not None
    behind = AFTER.match(shown, one.end)
    stop = behind.end() if behind else one.end
    stop = on_it.end() if (on_it := ON_IT.match(shown, stop)) else stop
    sign = _SIGNED.match(shown, stop) or _COMMA.match(shown, stop)
    if sign is None and preposition:
        sign = _AFTER_PREPOSITION.match(shown, stop)
    if sign is None or not _WORD.search(shown, sign.end()):
        return 0  # a line of its own may as well close the text above
    if preposition or _is_title(before, len(words)) or shown[stop : sign.end()].strip(_QUOTES)[:1] in _LABELS:
        return sign.end()
    return 0


def _is_title(before: str, words: int) -> bool:
    """Few words, or a sign parts them from the code, a word for criterion apart: no sentence that the code ends."""
    if words < _SENTENCE_WORDS or ":" in before:
        return True
    return _SEPARATED.search(_named_at_end().sub("", before)) is not None


@cache
def _named_at_end() -> re.Pattern[str]:
    return re.compile(rf"{alternatives([*vocabulary('criterion'), *vocabulary('clause')])}\W*$", re.IGNORECASE)


_QUOTES = " )]>»”\"'"
_LABELS = tuple(":–—|")


_AFTER_PREPOSITION = pattern(r",\s+(?=\w)")


@cache
def _leads_to_number() -> re.Pattern[str]:
    named = [*vocabulary("criterion"), *vocabulary("clause"), *vocabulary("opens")]
    return re.compile(rf"\W*{alternatives(vocabulary('preposition'))}\s+(?:{alternatives(named)}\W*)?", re.IGNORECASE)


def _sends(before: str) -> bool:
    """The words send the reader to the code, or speak of the text above: "See 3.2.14", "This answers 3.2.14"."""
    first = before.lstrip(" •–—-*(")
    return any_of("see").search(before) is not None or any_of("this", "also").match(first) is not None


def _announcing_end(shown: str, one: Citation) -> int:
    """Where a line ends that says with a colon which criteria the text below answers: "We answered 3.2.14 in one
    text:"; else 0."""
    colon = shown.rstrip().endswith(":") and len(shown.split()) <= _ANNOUNCING
    if (
        not colon
        or _BROKEN_OFF.search(shown[: one.start])
        or _sends(shown[: one.start])
        or any_of("foreign").search(shown)
    ):
        return 0
    return len(shown)


def _answers(document: Document, standards: StandardSet, one: _Candidate) -> bool:
    """Behind the label, or below the line that is nothing else, stands enough for an answer."""
    enough = standards.enough_words("")
    at = one.citation.block
    if narrative_words(document.blocks[at].shown[one.end :]) >= enough:
        return True
    below = document.blocks[at + 1] if one.below and at + 1 < len(document.blocks) else None
    return below is not None and below.kind in _TEXTS and below.narrative >= enough
