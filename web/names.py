"""File names that somebody else gave: what is left of them is safe on every system, and says nothing false."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

LONGEST = 150  # bytes; systems take 255, and what is made of a file has a longer name
_FORBIDDEN = frozenset('<>:"|?*\\/')  # on Windows
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "123456789")})
_NAMELESS = "report"


def safe(given: str | None) -> str:
    """The last part of a path as the name of a file, without signs that hide or reverse what is written."""
    last = (given or "").replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return part(last) or _NAMELESS


def part(name: str) -> str:
    """One part of a path; "" where nothing is left of it."""
    text = unicodedata.normalize("NFC", name)
    kept = "".join(one for one in text if one not in _FORBIDDEN and unicodedata.category(one)[0] != "C")
    kept = kept.strip(" .")  # "..", and what Windows drops at the end
    if kept.split(".", 1)[0].casefold() in _DEVICES:
        kept = f"_{kept}"
    return _cut(kept)


def _cut(name: str) -> str:
    """As many letters as fit before the suffix."""
    path = PurePosixPath(name)
    stem, suffix = path.stem, path.suffix if len(path.suffix.encode()) < LONGEST // 2 else ""
    while len((stem + suffix).encode()) > LONGEST:
        stem = stem[:-1]
    return stem.rstrip(" .") + suffix
