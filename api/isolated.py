"""A file is read in a worker process of its own, within the limits that the environment sets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..core.reading import Progress


def isolated(path: str, task: Callable[..., Any], *arguments: Any, progress: Progress | None = None) -> Any:
    """task(*arguments). path: the file that it reads, or its files. Raises what the task raises, ReadingError,
    WrongLimit."""
    from ..core.checking.limits import limits
    from ..core.checking.workers import apart

    return apart(path, task, *arguments, limits=limits(), progress=progress)
