"""The rows of one table in several versions: lacking, doubled, merged and shifted ones, columns, what cells state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..words.numbers import says
from .aligning import Column, columns
from .difference import Difference, Kind, Spot, Value
from .facts import Fact, Found, unmatched
from .merged import shared
from .version import Key, Row, Table, Version

_MOST = 0.6  # of a row's facts that stand in another row before it counts as merged or shifted
_FEW = 0.34
_RUN = 2  # rows that are shifted together; one alone is a slip of a number


def row_differences(versions: Sequence[Version], tables: Sequence[Table], key: Key) -> Iterator[Difference]:
    """versions: those that have the table; tables: it, in each of them."""
    yield from _Rows(versions, tables, key).differences()


class _Rows:
    def __init__(self, versions: Sequence[Version], tables: Sequence[Table], key: Key) -> None:
        self.versions, self.tables = versions, tables
        self.code = None if key.startswith("=") else key
        label = next((table.caption.label for table in tables if table.caption is not None), "")
        self.label = f"table {label}" if label else None
        self.rows: list[list[Row]] = []
        self.times: list[dict[int, list[Row]]] = []  # by the block of a row all rows that say the same
        for table in tables:
            rows, times = _once(table.rows)
            self.rows.append(rows)
            self.times.append(times)

    def differences(self) -> Iterator[Difference]:
        widths = [table.width for table in self.tables]
        uneven = len(set(widths)) > 1
        if uneven:
            first = [table.rows[0] for table in self.tables]
            yield self._difference("column", dict(enumerate(first)), [str(width) for width in widths])
        shifted = self._shifted()
        if shifted is not None:
            yield shifted
            return
        side_by_side = self._side_by_side()
        for at, column in enumerate(side_by_side):
            having = {n: self.rows[n][index] for n, index in enumerate(column) if index is not None}
            yield from self._doubled(having)
            if len(having) < len(self.versions):
                yield from self._lacking(side_by_side, at, having)
            if len(having) > 1:
                yield from self._cells(having, self._swallowed(side_by_side, at), uneven)

    def _side_by_side(self) -> list[Column]:
        """By content; where all have as many rows and nothing speaks against it, row by row."""
        counts = {len(rows) for rows in self.rows}
        found = columns(self.rows, _alike)
        if len(counts) > 1:
            return found
        straight: list[Column] = [(index,) * len(self.rows) for index in range(counts.pop())]
        return straight if self._likeness(straight) >= 0.9 * self._likeness(found) else found

    def _likeness(self, side_by_side: Sequence[Column]) -> float:
        total = 0.0
        for column in side_by_side:
            rows = [self.rows[n][index] for n, index in enumerate(column) if index is not None]
            total += sum(_alike(rows[0], row) for row in rows[1:])
        return total

    # -- shifted

    def _shifted(self) -> Difference | None:
        """The cells of some version stand one row too low or too high."""
        if len({len(rows) for rows in self.rows}) > 1:
            return None
        count = len(self.rows[0])
        for number in range(len(self.rows)):
            others = [other for other in range(len(self.rows)) if other != number]
            for step in (1, -1):
                at = [i for i in range(count) if all(self._stands_at(i, step, number, other) for other in others)]
                run = _run(at)
                if len(run) >= _RUN:
                    first = {n: rows[run[0]] for n, rows in enumerate(self.rows)}
                    values = [tuple(fact.value for fact in row.every) for row in first.values()]
                    return self._difference("row-shifted", first, values)
        return None

    def _stands_at(self, index: int, step: int, number: int, other: int) -> bool:
        if not 0 <= index + step < len(self.rows[number]):
            return False
        wanted, own = self.rows[other][index].every, self.rows[number][index].every
        there = self.rows[number][index + step].every
        return bool(wanted) and shared(wanted, own) <= _FEW and shared(wanted, there) >= _MOST

    # -- rows

    def _doubled(self, having: Mapping[int, Row]) -> Iterator[Difference]:
        times = {number: len(self.times[number][row.block]) for number, row in having.items()}
        if len(set(times.values())) < 2:
            return
        rows = {n: self.times[n][row.block][-1 if times[n] > 1 else 0] for n, row in having.items()}
        yield self._difference("row-doubled", rows, [str(count) for count in times.values()])

    def _lacking(self, side_by_side: Sequence[Column], at: int, having: Mapping[int, Row]) -> Iterator[Difference]:
        absent = [number for number in range(len(self.versions)) if number not in having]
        one = next(iter(having.values()))
        if not one.text.strip():
            return
        merged = {n: row for n in absent if (row := self._holds(side_by_side, at, n, one)) is not None}
        values: list[Value] = []
        rows: dict[int, Row] = {}
        lacking: set[int] = set()
        for number in range(len(self.versions)):
            if number in having:
                rows[number] = having[number]
                values.append(having[number].text)
            else:
                lacking.add(number)
                rows[number] = merged.get(number) or self._before(side_by_side, at, number)
                values.append(merged[number].text if number in merged else ())
        yield self._difference("row-merged" if merged else "row-missing", rows, values, lacking)

    def _holds(self, side_by_side: Sequence[Column], at: int, number: int, row: Row) -> Row | None:
        """The row before or after in which this version has what it lacks here."""
        for position in (at - 1, at + 1):
            index = side_by_side[position][number] if 0 <= position < len(side_by_side) else None
            if index is None:
                continue
            near = self.rows[number][index]
            counterpart = next(
                (self.rows[n][i] for n, i in enumerate(side_by_side[position]) if n != number and i is not None), None
            )
            own = list(counterpart.every) if counterpart is not None else []
            if row.every and len(near.every) > len(own) and shared([*row.every, *own], near.every) >= _MOST + 0.2:
                return near
        return None

    def _swallowed(self, side_by_side: Sequence[Column], at: int) -> bool:
        """A row into which another was merged, or from which one was taken: its cells state more in one version."""
        for position in (at - 1, at + 1):
            if not 0 <= position < len(side_by_side):
                continue
            for number, index in enumerate(side_by_side[position]):
                if index is None:
                    other = next((self.rows[n][i] for n, i in enumerate(side_by_side[position]) if i is not None), None)
                    if other is not None and self._holds(side_by_side, position, number, other) is not None:
                        return True
        return False

    def _before(self, side_by_side: Sequence[Column], at: int, number: int) -> Row:
        before = (side_by_side[position][number] for position in range(at - 1, -1, -1))
        return self.rows[number][next((index for index in before if index is not None), 0)]

    # -- cells

    def _cells(self, having: Mapping[int, Row], swallowed: bool, uneven: bool) -> Iterator[Difference]:
        if swallowed or len(having) < 2:
            return
        rows = list(having.values())
        if uneven or any(self.versions[n].result.format == "pdf" for n in having):
            yield from self._of_cells(having, [row.every for row in rows], [row.text for row in rows])
            return
        for column in dict.fromkeys(column for row in rows for column in row.cells):
            facts = [row.facts.get(column, ()) for row in rows]
            yield from self._of_cells(having, facts, [row.cells.get(column, "") for row in rows])

    def _of_cells(
        self, having: Mapping[int, Row], facts: Sequence[Sequence[Fact]], texts: Sequence[str]
    ) -> Iterator[Difference]:
        """Differing values of one cell, or of a row where cells cannot be told apart, by kind."""
        found = [[Found(fact, 0, 0) for fact in of] for of in facts]
        languages = [self.versions[number].language for number in having]
        by_kind: dict[str, list[dict[int, Found]]] = {}
        for group in unmatched(found):
            one = next(iter(group.values())).fact
            if all(n in group or says(one.value, texts[n], told) for n, told in enumerate(languages)):
                continue
            if all(any(one.same(other.fact) for other in of) for of in found):
                continue
            by_kind.setdefault("number" if one.kind == "percentage" else one.kind, []).append(group)
        for groups in by_kind.values():
            values: list[Value] = [
                tuple(group[n].fact.value for group in groups if n in group) for n in range(len(texts))
            ]
            bare = [n for n, value in enumerate(values) if not value]
            counted = all(next(iter(group.values())).fact.counted for group in groups)
            if bare and counted and any(texts[n].strip() for n in bare):
                continue  # another language may have it in words
            kinds = {found.fact.kind for group in groups for found in group.values()}
            kind = "number" if len(kinds) > 1 else kinds.pop()
            lacking = {list(having)[n] for n in bare}
            yield self._difference(kind, dict(having), values, lacking, dict(zip(having, texts, strict=True)))  # type: ignore[arg-type]

    # -- what all of them say

    def _difference(
        self,
        kind: Kind,
        rows: Mapping[int, Row],
        values: Sequence[Value],
        lacking: frozenset[int] | set[int] = frozenset(),
        texts: Mapping[int, str] | None = None,
    ) -> Difference:
        places: dict[str, Spot] = {}
        for number, row in rows.items():
            version = self.versions[number]
            absent = number in lacking
            text = texts[number] if texts is not None else row.text
            text = "" if absent and kind == "row-missing" else text
            places[version.language] = Spot(version.place(row.block), version.heading(row.block), text, absent)
        told = {self.versions[number].language: value for number, value in zip(rows, values, strict=True)}
        return Difference(kind, self.code, told, places, self.label)


def _once(rows: Sequence[Row]) -> tuple[list[Row], dict[int, list[Row]]]:
    """The rows without those that say the same as an earlier one; and for each kept row all that say it."""
    kept: list[Row] = []
    times: dict[int, list[Row]] = {}
    first: dict[str, Row] = {}
    for row in rows:
        text = row.text
        if row.header or sum(bool(cell) for cell in row.cells.values()) < 2 or text not in first:
            kept.append(row)
            times[row.block] = [row]
            first.setdefault(text, row)
        else:
            times[first[text].block].append(row)
    return kept, times


def _alike(one: Row, other: Row) -> float:
    first, second = one.every, other.every
    longer, shorter = max(len(one.text), len(other.text), 1), min(len(one.text), len(other.text))
    likeness = 0.1 + 0.2 * shorter / longer
    if first and second:
        likeness += min(shared(first, second), shared(second, first))
    elif first or second:
        likeness -= 0.1
    return likeness + 0.3 * (_key(one) == _key(other) != "")


def _key(row: Row) -> str:
    """What the first cell has that needs no translation: a number, a code, a name in Latin letters."""
    text = next(iter(row.cells.values()), "")
    return text if text.isascii() else ""


def _run(positions: Sequence[int]) -> list[int]:
    best: list[int] = []
    run: list[int] = []
    for position in positions:
        run = [*run, position] if run and position == run[-1] + 1 else [position]
        best = max(best, run, key=len)
    return best
