"""Which level the programme of a report has: as the user says, by programme codes (6B, 7M, 8D), or by words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...core.model.document import Block, Document, Kind
from ...core.model.places import Place
from ...core.model.programme_codes import Level, latin, level_of, programme_codes
from .data import load

_FRONT = 60  # blocks in which a report says what it is about
_MOST = 0.75  # share of the codes, or of the words, that settles the level
_ENOUGH = 3  # words that settle it outside the front
_OLD_CODE = re.compile(r"(?<![0-9A-Za-zА-Яа-яЁё])(5[BВ]|6[MМ]|6[DД])[0-9]{6}(?![0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class Levels:
    """levels: none where nothing tells, several where one report is about programmes of several levels.

    by: who says it; detail: the code or the word; place: where it stands.
    """

    levels: tuple[Level, ...]
    by: Literal["option", "code", "text", ""] = ""
    detail: str = ""
    place: Place | None = None


def levels(document: Document, said: Level | None) -> Levels:
    """What the user says wins; then the codes of the front, of the whole report; then the words likewise."""
    if said is not None:
        return Levels((said,), "option")
    body = [block for block in document.blocks if block.kind not in (Kind.CONTENTS, Kind.FURNITURE)]
    for blocks, front in ((body[:_FRONT], True), (body, False)):
        found = _codes(blocks)
        if found and (front or _settled([level for level, _, _ in found])):
            return _told(found, "code", every=front)
    for blocks, least in ((body[:_FRONT], 1), (body, _ENOUGH)):
        found = _words(blocks)
        if len(found) >= least and _settled([level for level, _, _ in found]):
            return _told(found, "text", every=False)
    return Levels(())


_Found = list[tuple[Level, str, Place]]


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
