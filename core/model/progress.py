"""How far work has come: steps done and steps in all, and what a step is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Literal

Unit = Literal["pages", "pictures", "bytes", "checks", "reports"]
Progress = Callable[[int, int], None]
Step = Callable[[], None]


class Total(int):
    """A number of steps that knows what they are. unit "pictures": pages whose text is recognised, which takes longest.

    "checks": steps of the check of what was read; how many there will be nobody knows before, so the number is 0
    file: at which work is, "" where nobody has said
    """

    unit: Unit
    file: str

    def __new__(cls, number: int, unit: Unit = "pages", file: str = "") -> Total:
        made = super().__new__(cls, number)
        made.unit, made.file = unit, file
        return made


def about(progress: Progress | None, file: str) -> Progress | None:
    """The same for what is read of a file: its steps come to know whose they are."""
    if progress is None:
        return None

    def told(done: int, total: int) -> None:
        progress(done, Total(total, total.unit if isinstance(total, Total) else "pages", file))

    return told


def steps_of(progress: Progress | None) -> Step:
    """What a check calls before each of its steps, so that a long one is known from one that hangs."""
    if progress is None:
        return silent
    done = count(1)
    return lambda: progress(next(done), Total(0, "checks"))


def silent() -> None:
    """A step of which nobody wants to know."""
