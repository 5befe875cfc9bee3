"""What a caller gives: paths, and how a check of reports or cases is meant; and what cannot be done as it was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from os import PathLike, fspath
from typing import TYPE_CHECKING, NamedTuple

from ..core.checking.settings import Settings, settings
from ..core.loading.installed import Loaded
from ..core.model.programme_codes import Level
from ..core.reading import Ocr, Progress
from ..core.reading.tools import Tools
from ..core.rules.editor.skipped import left_out
from ..core.words.errors import SapaError
from ..core.words.messages import Message
from .loading import Files, chosen_sets

if TYPE_CHECKING:
    from ..core.checking.workers import Crew
    from ..core.model.case import Waiver


class NotDone(SapaError):
    """What was asked for cannot be done as it was asked."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.id)
        self.said = said


def paths_of(paths: Files | Iterable[Files]) -> list[str]:
    """One path or several, as a list."""
    return [fspath(paths)] if isinstance(paths, str | PathLike) else [fspath(path) for path in paths]


class Asked(NamedTuple):
    """How reports or cases are to be checked: the arguments that `check`, `check_case` and `check_cases` share."""

    sets: tuple[str, ...]
    ocr: Ocr
    level: Level | None
    form: str | None
    jobs: int | None
    progress: Progress | None
    waivers: Sequence[Waiver]
    today: date
    resume: bool
    skip: tuple[str, ...]
    workers: Crew | None

    def settings(self, loaded: Loaded, tools: Tools, form: str | None = None) -> Settings:
        """Those of the reports. form: a blank form in place of none. Raises UnknownSet, FailedSet, UnknownRule."""
        blank = self.form or form or ""
        chosen = chosen_sets(loaded, self.sets)
        return settings(loaded, tools, chosen, ocr=self.ocr, level=self.level, form=blank, skip=left_out(self.skip))


def asked(
    sets: Iterable[str],
    ocr: Ocr,
    level: Level | None,
    form: Files | None,
    jobs: int | None,
    progress: Progress | None,
    waivers: Sequence[Waiver],
    today: date | None,
    resume: bool,
    skip: Iterable[str],
    workers: Crew | None,
) -> Asked:
    """The arguments as one value. today: None is the day on which it is asked."""
    blank, day = fspath(form) if form else None, today or date.today()
    return Asked(tuple(sets), ocr, level, blank, jobs, progress, waivers, day, resume, tuple(skip), workers)
