"""Tables and figures of all versions side by side: lacking ones, other labels; the rows of tables that all have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ..citing.captions import Caption
from .aligning import Column, columns
from .difference import Difference, Spot, Value
from .merged import shared
from .rows import row_differences
from .stretches import Stretches
from .version import Key, Table, Version


class Thing(NamedTuple):
    """A table, a figure, or a caption without its table. key: the stretch it stands in."""

    kind: str
    key: Key
    block: int
    label: str
    text: str
    table: Table | None

    @property
    def shown(self) -> str:
        return self.label or self.text


def object_differences(
    versions: Sequence[Version], stretches: Stretches, uneven: AbstractSet[tuple[str, str]]
) -> Iterator[Difference]:
    """uneven: codes and languages of what a version lacks as a whole, its tables and figures with it."""
    lacking = {(stretches.key(code), language) for code, language in uneven}
    tables = [list(tables_of(version, stretches)) for version in versions]
    figures = [list(figures_of(version, stretches)) for version in versions]
    for things in (tables, figures):
        side_by_side = columns(things, _alike)
        yield from _lacking(versions, things, side_by_side, lacking)
        yield from _labels(versions, things, side_by_side)
    for column in columns(tables, _alike):
        present = [number for number in range(len(versions)) if column[number] is not None]
        found = [tables[number][index].table for number in present if (index := column[number]) is not None]
        whole = [table for table in found if table is not None]
        if len(whole) == len(present) > 1 and not any(table.keyed for table in whole):
            key = tables[present[0]][column[present[0]] or 0].key
            yield from row_differences([versions[number] for number in present], whole, key)


def tables_of(version: Version, stretches: Stretches) -> Iterator[Thing]:
    own: set[int] = set()
    things: list[Thing] = []
    for table in version.tables:
        caption = table.caption
        if caption is not None:
            own.add(caption.block)
        block = caption.block if caption is not None else table.rows[0].block
        label = caption.label if caption is not None else ""
        text = caption.text if caption is not None else table.rows[0].text
        things.append(Thing("table", stretches.key(table.key), block, label, text, table))
    for caption in version.captions:
        if caption.kind == "table" and caption.block not in own:
            things.append(_of_caption(caption, version, stretches))
    return iter(sorted(things, key=lambda thing: thing.block))


def figures_of(version: Version, stretches: Stretches) -> Iterator[Thing]:
    return (_of_caption(caption, version, stretches) for caption in version.captions if caption.kind == "figure")


def _of_caption(caption: Caption, version: Version, stretches: Stretches) -> Thing:
    key = stretches.key(version.key(caption.block))
    return Thing(caption.kind, key, caption.block, caption.label, caption.text, None)


def _alike(one: Thing, other: Thing) -> float:
    """Two tables or figures go together by where they stand, what they state and their label."""
    if (one.table is None) != (other.table is None):
        likeness = 0.0
    elif one.table is None or other.table is None:
        likeness = 0.3
    else:
        first, second = ([fact for row in table.rows for fact in row.every] for table in (one.table, other.table))
        same_width = one.table.width == other.table.width
        same_height = len(one.table.rows) == len(other.table.rows)
        likeness = 0.2 * same_width + 0.2 * same_height
        if first or second:
            held = min(shared(first, second), shared(second, first)) if first and second else 0.0
            likeness += held - 0.3 * (held < 0.2)
    likeness += 0.4 if one.key == other.key else -0.3
    return likeness + 0.3 * bool(one.label and one.label == other.label)


def _lacking(
    versions: Sequence[Version],
    things: Sequence[Sequence[Thing]],
    side_by_side: Sequence[Column],
    lacking: AbstractSet[tuple[str, str]],
) -> Iterator[Difference]:
    for at, column in enumerate(side_by_side):
        having = {number: things[number][index] for number, index in enumerate(column) if index is not None}
        one = next(iter(having.values()))
        absent = [
            number
            for number, version in enumerate(versions)
            if number not in having and (one.key, version.language) not in lacking
        ]
        if not absent:
            continue
        values: dict[str, Value] = {}
        places: dict[str, Spot] = {}
        for number, version in enumerate(versions):
            if number in having:
                thing = having[number]
                values[version.language] = thing.shown
                places[version.language] = Spot(version.place(thing.block), version.heading(thing.block), thing.text)
            elif number in absent:
                block = _before(things[number], side_by_side, at, number, version, one.key)
                values[version.language] = ()
                places[version.language] = Spot(version.place(block), version.heading(block), "", True)
        label = f"{one.kind} {one.label}" if one.label else None
        yield Difference("figure" if one.kind == "figure" else "table", _code(one.key), values, places, label)


def _before(
    things: Sequence[Thing], side_by_side: Sequence[Column], at: int, number: int, version: Version, key: Key
) -> int:
    """The block after which a lacking table or figure belongs: its neighbour in the same stretch, else the stretch."""
    for position in range(at - 1, -1, -1):
        index = side_by_side[position][number]
        if index is not None:
            if things[index].key == key:
                return things[index].block
            break
    if key in version.first_block:
        return version.first_block[key]
    return next((block for block, own in enumerate(version.keys) if own == key), 0)


def _labels(
    versions: Sequence[Version], things: Sequence[Sequence[Thing]], side_by_side: Sequence[Column]
) -> Iterator[Difference]:
    """Another number for the same table or figure; where all later ones are shifted alike, said once."""
    shifts: dict[int, int] = dict.fromkeys(range(len(versions)), 0)
    for column in side_by_side:
        labelled = {
            number: things[number][index]
            for number, index in enumerate(column)
            if index is not None and things[number][index].label
        }
        if len(labelled) < 2 or len({thing.label for thing in labelled.values()}) == 1:
            for number in labelled:
                shifts[number] = 0
            continue
        lead = min(labelled)
        found = {number: _shift(labelled[lead].label, thing.label) for number, thing in labelled.items()}
        if all(step is not None and step == shifts[number] for number, step in found.items()):
            continue
        shifts |= {number: step or 0 for number, step in found.items()}
        one = labelled[lead]
        yield Difference(
            "figure" if one.kind == "figure" else "table",
            _code(one.key),
            {versions[number].language: thing.label for number, thing in labelled.items()},
            {
                versions[number].language: Spot(
                    versions[number].place(thing.block), versions[number].heading(thing.block), thing.text
                )
                for number, thing in labelled.items()
            },
            f"{one.kind} {one.label}",
        )


def _shift(one: str, other: str) -> int | None:
    """By how much the last number of a label differs; None where another part does."""
    head, _, last = one.rpartition(".")
    other_head, _, other_last = other.rpartition(".")
    return int(other_last) - int(last) if head == other_head else None


def _code(key: Key) -> str | None:
    return None if key.startswith("=") else key
