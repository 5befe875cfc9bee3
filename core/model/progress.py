"""How far work has come: steps done and steps in all, and what a step is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Unit = Literal["pages", "pictures", "bytes", "reports"]
Progress = Callable[[int, int], None]


class Total(int):
    """A number of steps that knows what they are. unit "pictures": pages whose text is recognised, which takes longest.

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
