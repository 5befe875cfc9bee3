"""Versions of one report in two or three languages: which facts do not all of them state, and where?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model.coverage import Status
from ..version import __version__
from .aligning import in_step
from .difference import KINDS, Difference, Parity, Spot
from .merged import moved_rows
from .objects import object_differences
from .scale import Scale, fair_status, scale_of
from .stretches import stretches_of
from .texts import text_differences
from .tongues import left_in_another_language
from .version import Version

_TOO_LONG = 1.8  # times the pair's own ratio; single criteria of faithful translations stay within 1.2
_LENGTH_COUNTS = 40  # words: shorter texts vary more
_GAPS = (Status.THIN, Status.MENTIONED, Status.MISSING)


def parity(versions: Sequence[Version]) -> Parity:
    """Compares versions in different languages that answer the same set."""
    scale = scale_of(versions)
    statuses = {
        code: {version.language: fair_status(version, code, scale) for version in versions}
        for code in versions[0].by_code
    }
    stretches = stretches_of(versions)
    uneven = list(_coverage(versions, statuses))
    unlike = {(one.code or "", language) for one in uneven for language in one.lacking}
    unknown = {(key, version.language) for version in versions for key in version.unread}
    moved = list(moved_rows(versions, stretches, scale, {code for code, _ in unlike}))
    unlike |= unknown
    causes = {code: move.kind for move in moved for code in move.codes}
    stretches = stretches.joined([move.codes for move in moved if move.kind == "row-merged" or move.quiet])
    silent = {code for move in moved if move.kind == "row-shifted" for code in move.codes}
    found = [replace(one, cause=causes.get(one.code or "")) for one in uneven]
    found += [move.difference for move in moved if not move.quiet]
    foreign = list(left_in_another_language(versions, stretches))
    found += foreign
    objects = list(object_differences(versions, stretches, unlike))
    found += objects
    told = [one for one in (*foreign, *objects) if one.kind in ("language", "table", "row-missing")]
    texts = list(text_differences(versions, stretches, unlike, silent, told))
    found += texts
    lengths_told = {one.code for one in (*foreign, *texts) if one.kind in ("language", "paragraph", "sentence")}
    found += (one for one in _lengths(versions, statuses, scale) if one.code not in lengths_told | silent | set(causes))
    found += _order(versions)
    place = {code: number for number, code in enumerate(versions[0].by_code)}
    found.sort(key=lambda one: (KINDS.index(one.kind), place.get(one.code or "", -1)))
    return Parity(
        __version__,
        versions[0].coverage.set,
        {version.language: version.result for version in versions},
        statuses,
        tuple(found),
        scale.ratios(),
    )


def _coverage(versions: Sequence[Version], statuses: Mapping[str, Mapping[str, Status]]) -> Iterator[Difference]:
    for code, by_language in statuses.items():
        known = {one for one in by_language.values() if one is not Status.NOT_CHECKED}
        if len(known) < 2:
            continue
        best = min(known, key=list(Status).index)
        places: dict[str, Spot] = {}
        for version in versions:
            status = by_language[version.language]
            if status is not Status.NOT_CHECKED:
                places[version.language] = spot_of(version, code, lacking=status is not best and status in _GAPS)
        grave = known != {Status.MENTIONED, Status.MISSING}
        yield Difference("coverage", code, {lang: one.value for lang, one in by_language.items()}, places, grave=grave)


def spot_of(version: Version, code: str, *, lacking: bool = False) -> Spot:
    """Where a version answers a criterion, or where its neighbours say that it belongs."""
    covered = version.by_code[code]
    if covered.evidence:
        first = covered.evidence[0]
        return Spot(first.place, first.heading, first.excerpt, lacking)
    block = version.neighbour(code)
    return Spot(version.place(block), version.heading(block), "", lacking)


def _lengths(
    versions: Sequence[Version], statuses: Mapping[str, Mapping[str, Status]], scale: Scale
) -> Iterator[Difference]:
    for code, by_language in statuses.items():
        if any(status is not Status.ADDRESSED for status in by_language.values()):
            continue
        words = {version.language: version.by_code[code].words for version in versions}
        measured = [scale.as_in_english(language, count) for language, count in words.items()]
        if max(words.values()) >= _LENGTH_COUNTS and max(measured) >= _TOO_LONG * min(measured):
            places = {version.language: spot_of(version, code) for version in versions}
            yield Difference("length", code, {language: str(count) for language, count in words.items()}, places)


def _order(versions: Sequence[Version]) -> Iterator[Difference]:
    """Criteria that one version answers in another place than the others do."""
    shared = [code for code in versions[0].by_code if all(code in version.first_block for version in versions)]
    orders = [sorted(shared, key=lambda code: (version.first_block[code], shared.index(code))) for version in versions]
    lead = max(orders, key=orders.count)
    rank = {code: number for number, code in enumerate(lead)}
    moved: dict[str, None] = {}
    for order in orders:
        kept = in_step([rank[code] for code in order])
        moved |= {code: None for number, code in enumerate(order) if number not in kept}
    for code in sorted(moved, key=shared.index):
        values = {
            version.language: order[order.index(code) - 1] if order.index(code) else ()
            for version, order in zip(versions, orders, strict=True)
        }
        yield Difference("order", code, values, {version.language: spot_of(version, code) for version in versions})
