"""Facts in running text that not all versions state: within the same criterion, wherever in it they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ..words.numbers import says
from .aligning import Column, columns
from .difference import Difference, Kind, Spot, Value
from .facts import Fact, Found, Stated, unmatched
from .stretches import Stretches
from .version import Key, Unit, Version

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[«\"“(]?[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ0-9])|\n")
_MEASURES: frozenset[str] = frozenset({"number", "percentage"})

Uneven = AbstractSet[tuple[str, str]]  # code and language of what a version lacks or has too thin


class _Loss(NamedTuple):
    """A fact that some versions state and others do not. column: of the paragraphs side by side."""

    column: int
    having: dict[int, Found]


def text_differences(
    versions: Sequence[Version],
    stretches: Stretches,
    uneven: Uneven,
    silent: AbstractSet[str],
    told: Sequence[Difference],
) -> Iterator[Difference]:
    """silent: codes about which another difference says all; told: differences that explain what is lacking."""
    lacking = {(stretches.key(code), language) for code, language in uneven}
    quiet = {stretches.key(code) for code in silent}
    explained = [fact for one in told for fact in _facts_told(one)]
    for key, of in stretches.of.items():
        present = [n for n, version in enumerate(versions) if (key, version.language) not in lacking and of[n]]
        if len(present) < 2 or key in quiet:
            continue
        yield from _Stretch(key, [versions[n] for n in present], [of[n] for n in present], explained).differences()


def _facts_told(difference: Difference) -> Iterator[tuple[str, str]]:
    """(language, text) of paragraphs and rows that another difference has named already."""
    for language, spot in difference.places.items():
        if spot.text:
            yield language, spot.text


def likeness(one: Unit, other: Unit) -> float:
    """How well two paragraphs of different languages go together, from 0: by facts, length and kind."""
    if one.heading != other.heading:
        return 0.0
    longer, shorter = max(one.words, other.words, 1), min(one.words, other.words)
    length = shorter / longer
    if not one.facts and not other.facts:
        return 0.1 + 0.4 * length
    stated = Stated(other.facts)
    common = sum(next(stated.places(fact), None) is not None for fact in one.facts)
    most = max(len(one.facts), len(other.facts))
    return 0.05 + 0.25 * length + common / most


class _Stretch:
    """One criterion's text in the versions that have it."""

    def __init__(
        self,
        key: Key,
        versions: Sequence[Version],
        units: Sequence[tuple[Unit, ...]],
        explained: Sequence[tuple[str, str]],
    ) -> None:
        self.key, self.versions, self.units, self.explained = key, versions, units, explained
        self.columns: list[Column] = columns(units, likeness)
        self.column_of = [
            {column[number]: at for at, column in enumerate(self.columns) if column[number] is not None}
            for number in range(len(versions))
        ]

    def differences(self) -> Iterator[Difference]:
        found = [
            [Found(fact, index, place[index]) for index, unit in enumerate(units) for fact in unit.facts]
            for place, units in zip(self.column_of, self.units, strict=True)
        ]
        self.texts = ["\n".join(unit.text for unit in units) for units in self.units]
        losses = [_Loss(min(one.column for one in group.values()), group) for group in unmatched(found)]
        by_column: dict[int, list[_Loss]] = {}
        for loss in losses:
            if not self._in_words(loss):
                by_column.setdefault(loss.column, []).append(loss)
        for column in sorted(by_column):
            yield from self._of_column(column, by_column[column], found)

    def _of_column(self, column: int, losses: list[_Loss], found: Sequence[Sequence[Found]]) -> Iterator[Difference]:
        joined = _paired(losses, len(self.versions))
        changed = [loss for loss in joined if len(loss.having) == len(self.versions) or _differ(loss)]
        # a counted one another language may have in a word of its own
        lost = [loss for loss in joined if loss not in changed and not _any(loss).counted]
        lost = [loss for loss in lost if not self._elsewhere(loss, found) and not self._told(loss)]
        yield from (self._difference(_kind(loss), loss, column) for loss in changed)
        whole = self._whole_paragraphs(column, lost)
        for kind, group in (*whole, *self._sentences(column, [one for one in lost if not _in(one, whole)])):
            yield self._difference(kind, group[0], column, whole=True)
            lost = [loss for loss in lost if loss not in group]
        yield from (self._difference(_kind(loss), loss, column) for loss in lost)

    def _in_words(self, loss: _Loss) -> bool:
        """The versions that do not have it in digits have it in words."""
        value = _any(loss).value
        return all(
            number in loss.having or says(value, text, version.language)
            for number, (text, version) in enumerate(zip(self.texts, self.versions, strict=True))
        )

    def _elsewhere(self, loss: _Loss, found: Sequence[Sequence[Found]]) -> bool:
        """Every version says it somewhere in this stretch, only not as often."""
        fact = _any(loss)
        return all(any(fact.same(other.fact) for other in version) for version in found)

    def _told(self, loss: _Loss) -> bool:
        number, one = next(iter(loss.having.items()))
        text = self.units[number][one.unit].text
        return any(language == self.versions[number].language and text in told for language, told in self.explained)

    def _whole_paragraphs(self, column: int, lost: Sequence[_Loss]) -> list[tuple[Kind, list[_Loss]]]:
        """A paragraph of which a version has nothing at the same place, and none of its facts anywhere."""
        cells = self.columns[column]
        absent = [number for number in range(len(self.versions)) if cells[number] is None]
        present = [number for number in range(len(self.versions)) if cells[number] is not None]
        if not absent or not present or not lost:
            return []
        index = cells[present[0]]
        assert index is not None
        unit = self.units[present[0]][index]
        group = [loss for loss in lost if set(loss.having) == set(present)]
        wanted = [fact for fact in unit.facts if not fact.counted]
        if unit.heading or not wanted or len(group) < len(wanted):
            return []
        return [("paragraph", group)]

    def _sentences(self, column: int, lost: Sequence[_Loss]) -> list[tuple[Kind, list[_Loss]]]:
        """A sentence that a version lacks: none of its facts is there, and the paragraph has fewer sentences."""
        found: list[tuple[Kind, list[_Loss]]] = []
        by_sentence: dict[tuple[frozenset[int], int], list[_Loss]] = {}
        for loss in lost:
            number, one = next(iter(loss.having.items()))
            at = len(_SENTENCE_END.findall(self.units[number][one.unit].text[: one.fact.start]))
            by_sentence.setdefault((frozenset(loss.having), at), []).append(loss)
        for (having, at), group in by_sentence.items():
            number = min(having)
            unit = self.units[number][group[0].having[number].unit]
            sentences = _SENTENCE_END.split(unit.text)
            facts = [f for f in unit.facts if len(_SENTENCE_END.findall(unit.text[: f.start])) == at and not f.counted]
            absent = [n for n in range(len(self.versions)) if n not in having]
            fewer = all(self._fewer(n, column, len(sentences)) for n in absent)
            if len(sentences) > 1 and len(group) >= len(facts) and fewer:
                found.append(("sentence", group))
        return found

    def _fewer(self, number: int, column: int, sentences: int) -> bool:
        index = self.columns[column][number]
        return index is None or len(_SENTENCE_END.split(self.units[number][index].text)) < sentences

    def _difference(self, kind: Kind, loss: _Loss, column: int, *, whole: bool = False) -> Difference:
        values: dict[str, Value] = {}
        places: dict[str, Spot] = {}
        for number, version in enumerate(self.versions):
            one = loss.having.get(number)
            if one is None:
                values[version.language] = ()
                places[version.language] = self._lacking(number, column)
                continue
            unit = self.units[number][one.unit]
            sentence = sentence_at(unit.text, one.fact.start)
            said = unit.text if kind == "paragraph" else sentence
            values[version.language] = said if whole else (one.fact.value,)
            places[version.language] = Spot(version.place(unit.block), version.heading(unit.block), said)
        code = None if self.key.startswith("=") else self.key
        return Difference(kind, code, values, places)

    def _lacking(self, number: int, column: int) -> Spot:
        """Where the paragraph's neighbours say that it belongs."""
        version = self.versions[number]
        before = (self.columns[at][number] for at in range(column, -1, -1))
        after = (self.columns[at][number] for at in range(column, len(self.columns)))
        index = next((one for one in (*before, *after) if one is not None), 0)
        unit = self.units[number][index]
        at_place = self.columns[column][number] is not None
        return Spot(version.place(unit.block), version.heading(unit.block), unit.text if at_place else "", True)


def sentences_of(text: str) -> list[str]:
    return [said for said in _SENTENCE_END.split(text) if said]


def sentence_at(text: str, offset: int) -> str:
    """The sentence that holds an offset."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end.start() > offset:
            return text[start : end.start()].strip()
        start = end.end()
    return text[start:].strip()


def _any(loss: _Loss) -> Fact:
    return next(iter(loss.having.values())).fact


def _differ(loss: _Loss) -> bool:
    """Versions state different values."""
    facts = [one.fact for one in loss.having.values()]
    return any(not facts[0].same(fact) for fact in facts[1:])


def _in(loss: _Loss, groups: Sequence[tuple[Kind, list[_Loss]]]) -> bool:
    return any(loss in group for _, group in groups)


def _kind(loss: _Loss) -> Kind:
    kinds = {one.fact.kind for one in loss.having.values()}
    return "number" if len(kinds) > 1 else kinds.pop()  # type: ignore[return-value]


def _class(fact: Fact) -> str:
    return "number" if fact.kind in _MEASURES else fact.kind


def _paired(losses: Sequence[_Loss], count: int) -> list[_Loss]:
    """87 in two versions and 78 in the third are one difference: joined in their order, kind by kind."""
    left = list(losses)
    joined: list[_Loss] = []
    while left:
        loss = left.pop(0)
        having = dict(loss.having)
        for other in list(left):
            like = _class(_any(loss)) == _class(_any(other))
            if like and len(having) < count and not set(having) & set(other.having):
                having |= other.having
                left.remove(other)
        joined.append(_Loss(loss.column, having))
    return joined
