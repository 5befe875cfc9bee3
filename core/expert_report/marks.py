"""Marks beside values: boxes, ticks, crosses, dashes and words, as a text has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from ..reading.word.boxes import EMPTY, TICKED, UNSURE
from ..words.vocabulary import REVIEW, spelled

Mark = Literal["", "tick", "cross", "full", "dash", "empty", "unsure"]
"""tick: chosen; cross: chosen, or refused beside a tick; full: chosen beside an empty one, else a bullet; dash: the
same for refused; "": none."""

_INSIDE = "xXхХ×vVѴ✓✔√☑✅☒✗✘❌■●◉⦿•+"
_GLYPHS = f"✓✔√☑✅☒✗✘❌■●◉⦿▪▣•◆→➔➢☞☐□○◯▫◻◇▢{UNSURE}"
_KINDS: Mapping[Mark, frozenset[str]] = {
    "tick": frozenset("vVѴ✓✔√☑✅◉⦿+→➔➢☞"),
    "cross": frozenset(f"xXхХ×☒✗✘❌{TICKED}"),
    "full": frozenset("■●▪•◆▣"),
    "empty": frozenset(f"☐□○◯▫◻◇▢{EMPTY}"),
    "dash": frozenset("-–—−"),
}
_YES = frozenset(REVIEW.words("yes"))
_MARK = re.compile(
    rf"[\[(]\s*(?P<boxed>[{_INSIDE}\-–—]|)\s*[\])]"
    rf"|_+\s*(?P<lined>[{_INSIDE}]|)\s*_+"
    rf"|(?P<glyph>[{_GLYPHS}])\ufe0f?"
    r"|(?<![^\W_])(?P<letter>[xXхХvV×])(?![^\W_])"
    r"|(?P<sign>[+\-–—−])"
    rf"|(?<!\w)(?P<word>{spelled([*REVIEW.words('yes'), *REVIEW.words('no')])})(?!\w)",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"(?<![\w.])(?:\d{1,2}|[a-dа-г])\s*[).](?!\d)|\(\s*\d{1,2}\s*\)", re.IGNORECASE)


class Gap(NamedTuple):
    """What stands between two values. weak: marks that are words or letters elsewhere; words: what else there is."""

    marks: tuple[Mark, ...] = ()
    weak: tuple[Mark, ...] = ()
    words: str = ""

    @property
    def all(self) -> tuple[Mark, ...]:
        """A dash beside a mark only leads to it."""
        return self.marks + tuple(mark for mark in self.weak if mark != "dash" or not (self.marks or self.weak[1:]))

    @property
    def alone(self) -> tuple[Mark, ...]:
        """The marks of a place without a value: among words a letter is no mark."""
        return self.marks if self.words else self.all


def marks_in(text: str) -> Gap:
    """The marks of a text without values, and what is left of it in words."""
    text = _NUMBERING.sub(" ", text)
    strong: list[Mark] = []
    weak: list[Mark] = []
    for match in _MARK.finditer(text):
        (weak if match["letter"] or match["sign"] or match["word"] else strong).append(_kind(match))
    words = re.sub(r"[\W_]+", " ", _MARK.sub(" ", text)).strip()
    return Gap(tuple(strong), tuple(weak), words)


def _kind(match: re.Match[str]) -> Mark:
    if match["word"]:
        return "tick" if match["word"].casefold() in _YES else "empty"
    boxed = match["boxed"] if match["boxed"] is not None else match["lined"]
    if boxed is not None:
        return "tick" if boxed and boxed not in _KINDS["dash"] else "empty"
    shown = match["glyph"] or match["letter"] or match["sign"]
    return next((kind for kind, letters in _KINDS.items() if shown in letters), "unsure")
