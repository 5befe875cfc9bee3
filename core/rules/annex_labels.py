"""Labels of annexes: "5", "3.1", "5-A", as files, headings and people write them, compared and in order."""

from __future__ import annotations

import re

from ..words.narrative import annexes as labels_in
from ..words.patterns import pattern
from ..words.text import clean

_LEAD_NUMBER = pattern(
    r"0*([1-9][0-9]{0,2}(?:\.[0-9]{1,2})*(?:-?[A-ZА-Я](?!\w))?|[A-ZА-Я]-[0-9]{1,2})(?![0-9])"  # "05 Plan", "5-A Plan"
)
_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
# Where a number and a letter meet, however they are joined but by a point.
_JOINTS = pattern(r"(?<=[0-9])[-–‑]?(?=[^\W\d_])|(?<=[^\W\d_])[-–‑]?(?=[0-9])")
_PIECES = pattern(r"[0-9]+|[^0-9]+")
_PARTS = pattern(r"[.-]")
_OPENS = pattern(
    r"\s*(?:[0-9]{1,3}[.)]\s+)?"  # a list's own number: "1. Annex 1. Plan"
    r"(?:[0-9A-ZА-Я]{1,4}(?:[.-][0-9A-ZА-Я]{1,2})*\s*[-–]?\s*қосымша|қосымша|приложени|прил\.|annex|appendix)",
    re.IGNORECASE,
)


def plain_label(label: str) -> str:
    """ "05" is 5, Cyrillic А is A, "5A" is 5-A."""
    return "".join(map(_plain_piece, _PIECES.findall(_JOINTS.sub("-", label.strip(" .")))))


def _plain_piece(piece: str) -> str:
    return piece.lstrip("0") or "0" if piece.isdigit() else piece.upper().translate(_LATIN)


def is_part(label: str, whole: str) -> bool:
    """Whether an annex is a part of another one: 5.1 and 5-A of 5."""
    return whole != "" and label.startswith((f"{whole}.", f"{whole}-"))


def are_one(label: str, other: str) -> bool:
    """The same annex, or one is a part of the other."""
    return label == other or is_part(label, other) or is_part(other, label)


def in_order(label: str) -> tuple[tuple[int, str], ...]:
    """As people count: 2 before 10, 3.1 after 3."""
    return tuple((int(piece), "") if piece.isdigit() else (0, piece) for piece in _PARTS.split(label))


def label_of(name: str) -> str:
    """The annex's label that a file or folder name carries: "Приложение_5 План", "5-қосымша", "05 Plan", "Annex A"."""
    text = clean(name.replace("_", " "))
    text = re.sub(r"(?<=[A-Za-zА-Яа-яёЁ]{2})-(?=[0-9A-ZА-Я])", " ", text)  # "annex-05"; "A-1" stays one
    text = re.sub(r"(?<![0-9.])0+(?=[1-9])", "", text)
    named = labels_in(text)
    if named:
        return plain_label(named[0])
    lead = _LEAD_NUMBER.match(text)
    return plain_label(lead[1]) if lead else ""


def opens_annex(heading: str) -> str:
    """The label of the annex that a heading opens inside a report, or ""."""
    found, first = labels_in(heading), _OPENS.match(heading)
    return plain_label(found[0]) if found and first else ""
