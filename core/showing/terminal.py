"""Lines on a terminal: colours by rich, its width, and progress for files that take long. Plain everywhere else."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from ..words.text import printable
from .layout import Line, plain

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PIPED = 80  # columns where no terminal says otherwise: the same text on every machine, and it fits a pager
NARROWEST, WIDEST = 60, 120  # below, columns fall apart; above, lines are hard to read

STYLES = {
    "title": "bold",
    "head": "bold",
    "code": "bold",
    "quiet": "dim",
    "place": "cyan",
    "bar": "green",
    "addressed": "green",
    "not_applicable": "cyan",
    "thin": "yellow",
    "mentioned": "yellow",
    "not_checked": "bold magenta",
    "missing": "bold red",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
}


def width(stream: TextIO) -> int:
    """Columns to write for this stream."""
    if not stream.isatty():
        return PIPED
    return min(max(shutil.get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)


def coloured(stream: TextIO) -> bool:
    """https://no-color.org: a NO_COLOR that is not empty forbids colours, a terminal or FORCE_COLOR allows them."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def show(lines: Sequence[Line], stream: TextIO) -> None:
    if not coloured(stream):
        stream.write(printable(plain(lines)))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, force_terminal=True, highlight=False, markup=False, emoji=False)
    for line in lines:
        text = Text.assemble(*((printable(part), STYLES.get(style, "")) for part, style in line))
        text.rstrip()
        console.print(text, soft_wrap=True)


class LongReading:
    """Progress on stderr: only on a terminal, and only once reading has taken a while."""

    PATIENCE = 1.0  # seconds; most reports are read before

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._begun = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, done: int, total: int) -> None:
        if not self._stream.isatty() or time.monotonic() - self._begun < self.PATIENCE:
            return
        if self._bar is None:
            self._bar = self._start()
        if self._task is None:
            self._task = self._bar.add_task("", total=total)
        self._bar.update(self._task, completed=done, total=total)

    def _start(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

        console = Console(file=self._stream, stderr=True)
        columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn(compact=True))
        bar = Progress(*columns, console=console, transient=True)
        bar.start()
        return bar

    def __enter__(self) -> LongReading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
