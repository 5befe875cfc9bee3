"""Which level the programme of a report has: as the user says, by programme codes (6B, 7M, 8D), or by words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ...core.model.document import Block, Document, Kind
from ...core.model.places import Place
from ...core.model.programme_codes import Level, latin, level_of, programme_codes
from .data import load

_FRONT = 60  # blocks in which a report says what it is about
_TITLE = 3  # blocks whose words name the programme that the report is of
_MOST = 0.75  # share of the codes, or of the words, that settles the level
_ENOUGH = 3  # words that settle it outside the front
_OLD_CODE = re.compile(r"(?<![0-9A-Za-zА-Яа-яЁё])(5[BВ]|6[MМ]|6[DД])[0-9]{6}(?![0-9])", re.IGNORECASE)


_Found = list[tuple[Level, str, Place]]


@dataclass(frozen=True)
class Against:
    """What else the report says: another level, by its codes or its words, and where first.

    later: only after the front, where a report also names the programmes that its graduates go on to
    """

    level: Level
    signs: tuple[str, ...]
    place: Place
    later: bool


@dataclass(frozen=True)
class Levels:
    """levels: none where nothing tells, several where one report is about programmes of several levels.

    by: who says it; detail: the code or the word; place: where it stands.
    """

    levels: tuple[Level, ...]
    by: Literal["option", "code", "text", ""] = ""
    detail: str = ""
    place: Place | None = None
    against: tuple[Against, ...] = ()


def levels(document: Document, said: Level | None) -> Levels:
    """What the user says wins; then the codes of the front, of the whole report; then the words likewise. What the
    report says otherwise is kept."""
    body = [block for block in document.blocks if block.kind not in (Kind.CONTENTS, Kind.FURNITURE)]
    front, every = _codes(body[:_FRONT]), _codes(body)
    if said is not None:
        return Levels((said,), "option", against=_against({said}, front or every))
    if front:
        told = _told(front, "code", every=True)
        own = set(told.levels)
        plain = _against(own, _words(body[:_TITLE]))
        later = _against(own | {one.level for one in plain}, every, later=True)
        return replace(told, against=(*plain, *later))
    if every:
        return _told(every, "code", every=True)
    for blocks, least in ((body[:_FRONT], 1), (body, _ENOUGH)):
        found = _words(blocks)
        if len(found) >= least and _settled([level for level, _, _ in found]):
            return _told(found, "text", every=False)
    return Levels(())


def _against(levels: set[Level], found: _Found, *, later: bool = False) -> tuple[Against, ...]:
    """The signs of other levels, each level once."""
    others: dict[Level, dict[str, Place]] = {}
    for level, sign, place in found:
        if level not in levels:
            others.setdefault(level, {}).setdefault(sign, place)
    return tuple(Against(level, tuple(signs), next(iter(signs.values())), later) for level, signs in others.items())


def _codes(blocks: Sequence[Block]) -> _Found:
    found: _Found = []
    old: _Found = []
    by_old = {code: one.level for one in load().levels for code in one.old_codes}
    for block in blocks:
        text = block.shown
        for code, _, _ in programme_codes(text):
            level = level_of(code)
            if level is not None:
                found.append((level, code, block.place))
        for match in _OLD_CODE.finditer(text):
            code = latin(match[0]).upper()
            old.append((by_old[code[:2]], code, block.place))
    return found or old


def about(document: Document) -> list[tuple[str, Place]]:
    """The programmes that the report is about: the codes of its front, else of the whole of it, each once."""
    body = [block for block in document.blocks if block.kind not in (Kind.CONTENTS, Kind.FURNITURE)]
    for blocks in (body[:_FRONT], body):
        found: dict[str, Place] = {}
        for block in blocks:
            for code, _, _ in programme_codes(block.shown):
                found.setdefault(code, block.place)
        if found:
            return list(found.items())
    return []


def _words(blocks: Sequence[Block]) -> _Found:
    stems = [(stem, one.level) for one in load().levels for stem in one.words]
    stems.sort(key=lambda pair: -len(pair[0]))
    patterns = [(re.compile(rf"(?<!\w){re.escape(stem)}\w*", re.IGNORECASE), level) for stem, level in stems]
    found: _Found = []
    for block in blocks:
        taken: list[tuple[int, int]] = []
        for pattern, level in patterns:
            for match in pattern.finditer(block.shown):
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    taken.append(match.span())
                    found.append((level, match[0], block.place))
    return found


def _settled(found: Sequence[Level]) -> bool:
    return bool(found) and Counter(found).most_common(1)[0][1] >= _MOST * len(found)


def _told(found: _Found, by: Literal["code", "text"], *, every: bool) -> Levels:
    count = Counter(level for level, _, _ in found)
    kept = tuple(one.level for one in load().levels if one.level in count) if every else (count.most_common(1)[0][0],)
    _, detail, place = next(one for one in found if one[0] == kept[0])
    return Levels(kept, by, detail, place)
