"""What `sapa check` was asked, as one value, and what reports, a case and several cases do with it alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from .files import is_folder
from .given import crew_of
from .said import chosen_format, refusing, tell
from .universities import FOLDER

if TYPE_CHECKING:
    from datetime import date

    from ..core.checking.workers import Workers
    from ..core.loading.installed import Loaded, OutputFormat
    from ..core.model.case import Waiver
    from ..core.words.messages import Lang, Message

_R = TypeVar("_R")


class Asked(NamedTuple):
    """The options of `sapa check`, as they were given."""

    paths: tuple[str, ...]
    sets: tuple[str, ...]
    format_: str | None
    output: str | None
    lang: Lang
    jobs: int | None
    scheduler: str | None
    resume: bool
    fail_on: Any
    level: Any
    form: Path | None
    joined: bool
    ocr: Any
    sets_dirs: tuple[Path, ...]
    waivers_file: Path | None
    baseline: Path | None
    previous: Path | None
    today: date
    annotate: str | None
    codes: tuple[str, ...]
    skipped: tuple[str, ...]
    verbose: bool

    @property
    def into(self) -> bool:
        """Whether files for each university are written into a folder."""
        return is_folder(self.output)


def done(
    asked: Asked,
    check: Callable[..., _R],
    loaded: Loaded,
    waivers: Sequence[Waiver],
    workers: Workers | None = None,
    **more: Any,
) -> _R:
    """What the check of the API gives, while its progress is shown.

    workers: processes that are there already; more: what the check takes beside what all checks take
    """
    from ..core.showing.terminal import LongReading

    with LongReading(asked.lang) as progress, crew_of(asked.scheduler, asked.lang) as elsewhere, refusing(asked.lang):
        return check(
            asked.paths,
            asked.sets,
            loaded=loaded,
            ocr=asked.ocr,
            level=asked.level,
            form=asked.form,
            jobs=asked.jobs,
            progress=progress,
            waivers=waivers,
            today=asked.today,
            resume=asked.resume,
            skip=asked.skipped,
            workers=elsewhere or workers,
            **more,
        )


def format_among(asked: Asked, formats: Mapping[str, OutputFormat]) -> str:
    """The format that was asked for of all that there are; FOLDER: pages and letters."""
    if asked.into and asked.format_ in (None, "html"):
        return FOLDER
    suffixes = {id: one.suffixes for id, one in formats.items()}
    return chosen_format(asked.format_, None if asked.into else asked.output, asked.lang, suffixes)


def tell_stopped(asked: Asked, done: int, total: int, why: Message | None) -> None:
    """How many reports were checked when a signal came, or when the last worker elsewhere went: then also why."""
    from ..core.words.messages import message

    if why is not None:
        tell(why, asked.lang)
    tell(message("check.stopped-resume" if asked.resume else "check.stopped", done=done, total=total), asked.lang)
