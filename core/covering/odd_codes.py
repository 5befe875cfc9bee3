"""Numbers at the head or the end of texts that would be codes with other signs between them: "3/2/14", "3_2_14"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model.code_levels import CodeError
from ..model.codes import Code
from ..model.document import Document, Kind
from ..model.standards import StandardSet

_NUMBERS = r"(?<![0-9])[1-9](?:[._/:\\,;·•*~ -]{1,3})[0-9]{1,2}[._/:\\,;·•*~ -]{1,3}[0-9]{1,2}(?![0-9])"
_HEAD = re.compile(rf"[^\w]*(?:[^\W\d]+[.\s№#_-]*)?(?P<code>{_NUMBERS})(?![._/:,-]?[0-9])")
_TAIL = re.compile(rf"(?P<code>{_NUMBERS})[\s)\]}}.>/]*$")
_AS_IT_IS = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_LONGEST = 40  # characters at the end of a text in which its code stands
_FEWEST = 2  # codes so written from which on it is a way of writing, and no number of another kind


def oddly_written(document: Document, standards: StandardSet) -> Mapping[Code, str]:
    """Codes of three numbers that a report writes so at several of its texts, each as it is written first."""
    if not standards.grammar.numeric or len(standards.grammar.levels) != 3:
        return {}
    found: dict[Code, str] = {}
    for written in _written(document):
        code = _code(written, standards)
        if code is not None:
            found.setdefault(code, written)
    return found if len(found) >= _FEWEST else {}


def _written(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind in (Kind.CONTENTS, Kind.FURNITURE, Kind.CAPTION):
            continue
        for text in block.texts or (block.shown,):
            match = _HEAD.match(text) or _TAIL.search(text[-_LONGEST:])
            if match is not None:
                yield match["code"]


def _code(written: str, standards: StandardSet) -> Code | None:
    """The code that the numbers would be; None where they are written as it is, or the set has none."""
    if _AS_IT_IS.fullmatch(written):
        return None
    try:
        code = standards.grammar.parse(".".join(re.findall("[0-9]+", written)))
    except CodeError:
        return None
    return code if code in standards.criteria else None


def one_slip(one: str, other: str) -> bool:
    """Two characters swapped, or one character another."""
    if sorted(one) == sorted(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 2
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return False
