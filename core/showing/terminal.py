"""Lines on a terminal: colours by rich, its width, and progress for files that take long. Plain everywhere else."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Sequence
from threading import Timer
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from ..model.progress import Total
from ..words.text import printable
from .layout import Line, plain
from .view import file_name, teller

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from ..words.messages import Lang

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
    """Progress on stderr, only on a terminal: which file, and 12 of 29; from the first second of what takes longer."""

    PATIENCE = 0.5  # seconds; most reports are read before

    def __init__(self, lang: Lang = "en", stream: TextIO | None = None) -> None:
        self._tell = teller(lang)
        self._stream = stream or sys.stderr
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._pages = 0  # that were read before those whose text is recognised
        self._shown = ("", 0, 0)
        self._timer = Timer(self.PATIENCE, self._start)
        self._timer.daemon = True

    def __call__(self, done: int, total: int) -> None:
        if not isinstance(total, Total):
            total = Total(total)
        if total.unit == "pages":
            self._pages = total
        before = self._pages if total.unit == "pictures" else 0
        file = printable(file_name(total.file))
        said = file  # as long as nobody knows how much there is
        if total or total.unit == "checks":
            numbers = {"done": done - before, "total": total - before, "share": done / max(total, 1)}
            said = self._tell(f"progress.{total.unit}", file=file, **numbers).strip(" :,")
        self._shown = (said, done - before, total - before)
        self._update()

    def _update(self) -> None:
        if self._bar is not None and self._task is not None:
            said, done, total = self._shown
            self._bar.update(self._task, description=said, completed=done, total=total or None)

    def _start(self) -> None:
        """In the timer's thread. Without a number so far the bar only shows that something is done."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(file=self._stream, stderr=True)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=20), TimeElapsedColumn())
        self._bar = Progress(*columns, console=console, transient=True)
        self._task = self._bar.add_task("", total=None)
        self._update()
        self._bar.start()

    def __enter__(self) -> LongReading:
        if self._stream.isatty():
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()
        if self._bar is not None:
            with contextlib.suppress(OSError):  # the terminal was closed
                self._bar.stop()
