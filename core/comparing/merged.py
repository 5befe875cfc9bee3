"""Rows that answer criteria and stand elsewhere in one version: two merged into one, or all shifted by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from .difference import Difference, Kind, Spot
from .facts import Fact, Stated
from .scale import Scale
from .stretches import Stretches
from .version import Version

_MOST = 0.6  # of the facts of a criterion that must stand in another place before it counts as moved there
_FEW = 0.34  # of them that may by chance stand in its own place
_GROWN = 1.5  # times its expected length: a passage that may hold its neighbour's text too
_RUN = 2  # rows shifted together; one alone is a slip
_WHOLE = 0.75  # of the length of both


@dataclass(frozen=True)
class Moved:
    """codes: the criteria whose texts cannot be compared one by one. quiet: running text, not rows: no difference of
    its own."""

    kind: Kind
    codes: tuple[str, ...]
    difference: Difference
    quiet: bool = False


def moved_rows(
    versions: Sequence[Version], stretches: Stretches, scale: Scale, uneven: AbstractSet[str]
) -> Iterator[Moved]:
    """uneven: the codes whose status differs between the versions."""
    shifted: set[str] = set()
    for move in _shifted(versions, stretches):
        shifted |= set(move.codes)
        yield move
    for code in uneven - shifted:
        yield from _merged(versions, stretches, scale, code)


def shared(facts: Sequence[Fact], others: Sequence[Fact]) -> float:
    """The share of the facts that the others state too."""
    stated = Stated(others)
    taken: set[int] = set()
    for fact in facts:
        match = min((place for place in stated.places(fact) if place not in taken), default=None)
        if match is not None:
            taken.add(match)
    return len(taken) / len(facts) if facts else 0.0


def _facts(stretches: Stretches, number: int, key: str) -> list[Fact]:
    of = stretches.of.get(key)
    return [fact for unit in of[number] for fact in unit.facts] if of else []


def _words(stretches: Stretches, number: int, key: str) -> int:
    of = stretches.of.get(key)
    return sum(unit.words for unit in of[number] if not unit.heading) if of else 0


def _merged(versions: Sequence[Version], stretches: Stretches, scale: Scale, code: str) -> Iterator[Moved]:
    """A version that lacks a criterion and has its text under the criterion before it."""
    codes = list(versions[0].by_code)
    key = stretches.key(code)
    for number, version in enumerate(versions):
        if code in version.first_block and _words(stretches, number, key):
            continue
        having = [n for n, one in enumerate(versions) if code in one.first_block and _words(stretches, n, key)]
        before = next((c for c in reversed(codes[: codes.index(code)]) if c in version.first_block), None)
        if not having or before is None or stretches.key(before) == key:
            continue
        other = having[0]
        if not _holds_both(versions, stretches, scale, (number, other), (stretches.key(before), key)):
            continue
        row = any(item.kind == "row" for item in versions[other].by_code[code].evidence[:1])
        block = version.first_block[before]
        places = {
            one.language: Spot(
                one.place(at := one.first_block.get(code, block if one is version else one.neighbour(code))),
                one.heading(at),
                one.document.blocks[at].shown,
                one is version,
            )
            for one in versions
        }
        values = {one.language: f"{before} + {code}" if one is version else code for one in versions}
        yield Moved("row-merged", (before, code), Difference("row-merged", code, values, places), quiet=not row)


def _holds_both(
    versions: Sequence[Version], stretches: Stretches, scale: Scale, pair: tuple[int, int], keys: tuple[str, str]
) -> bool:
    """The first version's text under the first key holds what the second version has under both."""
    (one, other), (before, key) = pair, keys
    wanted = _facts(stretches, other, key)
    if wanted:
        own = _facts(stretches, other, before)
        held = _facts(stretches, one, before)
        return shared([*wanted, *own], held) >= _MOST and shared(wanted, held) >= _MOST
    length = scale.as_in_english(versions[one].language, _words(stretches, one, before))
    first, second = (
        scale.as_in_english(versions[other].language, _words(stretches, other, which)) for which in (before, key)
    )
    return length >= _GROWN * first and length >= _WHOLE * (first + second)


def _shifted(versions: Sequence[Version], stretches: Stretches) -> Iterator[Moved]:
    """Runs of rows in which one version states, under each code, what the others state under the neighbouring one."""
    rows = [
        code
        for code, covered in versions[0].by_code.items()
        if covered.evidence and all(_is_row(version, code) for version in versions)
    ]
    for number in range(len(versions)):
        others = [other for other in range(len(versions)) if other != number]
        for step in (1, -1):
            at = [
                index
                for index in range(len(rows))
                if all(_stands_at(stretches, rows, index, step, number, other) for other in others)
            ]
            run = _run(at)
            if len(run) < _RUN or (len(versions) == 2 and number == 1):
                continue  # of two versions nobody can say which one is shifted: said once
            first, last = min(run[0], run[0] + step), max(run[-1], run[-1] + step)
            yield _shift(versions, stretches, rows[first : last + 1])


def _shift(versions: Sequence[Version], stretches: Stretches, codes: Sequence[str]) -> Moved:
    key = stretches.key(codes[0])
    values = {one.language: tuple(fact.value for fact in _facts(stretches, n, key)) for n, one in enumerate(versions)}
    places: dict[str, Spot] = {}
    for one in versions:
        block = one.first_block[codes[0]]
        places[one.language] = Spot(one.place(block), one.heading(block), one.document.blocks[block].shown)
    label = f"{codes[0]}–{codes[-1]}"
    return Moved("row-shifted", tuple(codes), Difference("row-shifted", codes[0], values, places, label))


def _is_row(version: Version, code: str) -> bool:
    covered = version.by_code[code]
    return bool(covered.evidence) and covered.evidence[0].kind == "row"


def _stands_at(stretches: Stretches, rows: Sequence[str], index: int, step: int, number: int, other: int) -> bool:
    """What the other version states in this row, this version states in the next one (step 1) or the one before."""
    if not 0 <= index + step < len(rows):
        return False
    wanted = _facts(stretches, other, stretches.key(rows[index]))
    own = _facts(stretches, number, stretches.key(rows[index]))
    there = _facts(stretches, number, stretches.key(rows[index + step]))
    return bool(wanted) and shared(wanted, own) <= _FEW and shared(wanted, there) >= _MOST


def _run(positions: Sequence[int]) -> list[int]:
    """The longest run of positions, of which every second may be lacking: rows without numbers tell nothing."""
    best: list[int] = []
    run: list[int] = []
    for position in positions:
        run = [*run, position] if run and position - run[-1] <= 2 else [position]
        best = max(best, run, key=len)
    return best
