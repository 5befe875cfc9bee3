"""What changed between two drafts beside the criteria's texts: figures, tables, annexes, numbers in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .aligning import columns
from .difference import Spot, Value
from .facts import Fact, facts_of
from .objects import Thing, figures_of, tables_of
from .plain import plain
from .stretches import Stretches, stretches_of
from .texts import sentences_of
from .version import Unit, Version

_SAME_SENTENCE = 3  # words without which two sentences may be the same by chance
_MOST = 0.5  # of the sentences that cite an annex: they cite another one now


@dataclass(frozen=True)
class ThingChange:
    """before None: it is new; after None: it is gone; both: it has changed, or has another label."""

    change: Literal["added", "gone", "changed", "relabelled"]
    before: Value | None
    after: Value | None
    places: Mapping[str, Spot]
    label: str | None = None
    code: str | None = None


def figure_changes(old: Version, new: Version) -> Iterator[ThingChange]:
    yield from _thing_changes(old, new, figures_of)


def table_changes(old: Version, new: Version) -> Iterator[ThingChange]:
    """Tables that answer criteria are told by the criteria."""
    yield from _thing_changes(old, new, tables_of)


def _thing_changes(
    old: Version, new: Version, of: Callable[[Version, Stretches], Iterable[Thing]]
) -> Iterator[ThingChange]:
    stretches = stretches_of([old, new])
    things: list[list[Thing]] = [
        [thing for thing in of(version, stretches) if thing.table is None or not thing.table.keyed]
        for version in (old, new)
    ]
    for first, second in columns(things, _alike):
        before = things[0][first] if first is not None else None
        after = things[1][second] if second is not None else None
        one = after or before
        assert one is not None
        places = _places((old, before), (new, after))
        code = None if one.key.startswith("=") else one.key
        label = f"{one.kind} {one.label}" if one.label else None
        if before is None or after is None:
            kind: Literal["added", "gone"] = "added" if before is None else "gone"
            yield ThingChange(kind, before and before.text, after and after.text, places, label, code)
        elif _content(before) != _content(after):
            yield ThingChange("changed", before.text, after.text, places, label, code)


def _places(*both: tuple[Version, Thing | None]) -> dict[str, Spot]:
    return {
        name: Spot(version.place(thing.block), version.heading(thing.block), thing.text)
        for name, (version, thing) in zip(("old", "new"), both, strict=True)
        if thing is not None
    }


def _content(thing: Thing) -> list[str]:
    """What a table says; of a figure its caption without the label."""
    if thing.table is None:
        return [plain(thing.text)]
    return [" | ".join(cell.strip() for cell in row.cells.values()) for row in thing.table.rows]


def _alike(one: Thing, other: Thing) -> float:
    if (one.table is None) != (other.table is None):
        return 0.0
    first, second = (Counter(plain(thing.text).split()) for thing in (one, other))
    title = 2 * (first & second).total() / max(first.total() + second.total(), 1)
    if one.table is None or other.table is None:
        return title - 0.3
    mine, theirs = Counter(_content(one)), Counter(_content(other))
    rows = 2 * (mine & theirs).total() / max(mine.total() + theirs.total(), 1)
    keys, other_keys = (
        Counter(plain(row.text) for row in thing.table.rows if thing.table) for thing in (one, other) if thing.table
    )
    words = 2 * (keys & other_keys).total() / max(keys.total() + other_keys.total(), 1)
    return max(title, words) + rows - 0.4


# --- annexes


def annex_changes(old: Version, new: Version) -> Iterator[ThingChange]:
    """Annexes that are cited no longer or for the first time; one with another number once."""
    before, after = _annexes(old), _annexes(new)
    gone = [label for label in before if label not in after]
    fresh = [label for label in after if label not in before]
    for label in gone:
        now = next((other for other in fresh if _same_sentences(before[label], after[other])), None)
        if now is not None:
            fresh.remove(now)
        spots = {"old": before[label][0][1], **({"new": after[now][0][1]} if now is not None else {})}
        yield ThingChange("gone" if now is None else "relabelled", label, now, spots, label)
    for label in fresh:
        yield ThingChange("added", None, label, {"new": after[label][0][1]}, label)


def _annexes(version: Version) -> dict[str, list[tuple[str, Spot]]]:
    """By label the sentences that cite it, without numbers, and where they stand."""
    found: dict[str, list[tuple[str, Spot]]] = {}
    for _, unit in version.units:
        for said, facts in _sentences(unit, version.language):
            for fact in facts:
                if fact.kind == "annex":
                    spot = Spot(version.place(unit.block), version.heading(unit.block), said)
                    found.setdefault(fact.value, []).append((plain(said), spot))
    for table in version.tables:
        for row in table.rows:
            for fact in row.every if not table.keyed else ():
                if fact.kind == "annex":
                    spot = Spot(version.place(row.block), version.heading(row.block), row.text)
                    found.setdefault(fact.value, []).append((plain(row.text), spot))
    return found


def _same_sentences(before: Sequence[tuple[str, Spot]], after: Sequence[tuple[str, Spot]]) -> bool:
    said = {plain for plain, _ in after}
    return sum(plain in said for plain, _ in before) >= _MOST * len(before)


# --- numbers


def number_changes(old: Version, new: Version) -> Iterator[ThingChange]:
    """Other numbers and dates in sentences that are otherwise the same."""
    before, after = _by_words(old), _by_words(new)
    for key, sentences in before.items():
        now = after.get(key, [])
        if len(sentences) != len(now):
            continue
        for (values, spot), (values_now, spot_now) in zip(sentences, now, strict=True):
            lost, found = Counter(values) - Counter(values_now), Counter(values_now) - Counter(values)
            if lost or found:
                code = None if key[0].startswith("=") else key[0]
                places = {"old": spot, "new": spot_now}
                yield ThingChange("changed", tuple(lost.elements()), tuple(found.elements()), places, None, code)


def _by_words(version: Version) -> dict[tuple[str, str], list[tuple[tuple[str, ...], Spot]]]:
    """By stretch and words the values of each sentence, annexes aside: those are told by themselves."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Spot]]] = {}
    for key, unit in version.units:
        for said, facts in _sentences(unit, version.language):
            words = plain(said)
            if len(words.split()) >= _SAME_SENTENCE:
                values = tuple(fact.value for fact in facts if fact.kind != "annex")
                spot = Spot(version.place(unit.block), version.heading(unit.block), said)
                found.setdefault((key, words), []).append((values, spot))
    return found


def _sentences(unit: Unit, language: str) -> Iterator[tuple[str, list[Fact]]]:
    for said in sentences_of(unit.text):
        yield said, facts_of(said, language)
