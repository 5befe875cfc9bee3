"""How much the local page takes in, and how long it keeps it."""

from __future__ import annotations

from dataclasses import dataclass

MILLION = 1_000_000


@dataclass(frozen=True)
class Bounds:
    """request: bytes that are sent at once; files: reports in one of them.

    kept     bytes of all files that are kept at the same time; reports: so many of them
    seconds  without use, after which a result is removed
    entries, unpacked  of a ZIP: files, and bytes of all of them
    """

    request: int = 300 * MILLION
    files: int = 30
    kept: int = 2_000 * MILLION
    reports: int = 60
    seconds: float = 7_200.0
    entries: int = 3_000
    unpacked: int = 1_000 * MILLION
