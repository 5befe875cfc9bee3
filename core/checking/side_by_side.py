"""Reports one after another, or several side by side. Worker processes go in here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from ..reading import Progress
from ..rules import plugged
from .settings import Settings

Item = TypeVar("Item")
Found = TypeVar("Found")


def each(
    task: Callable[[Item, Settings, Progress | None], Found],
    items: Sequence[Item],
    settings: Settings,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> tuple[Found, ...]:
    """What the task finds in each item, in their order. jobs: so many at the same time, then without progress."""
    if jobs and jobs > 1 and len(items) > 1 and plugged.can_travel(settings.rules):
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(min(jobs, len(items))) as pool:
            return tuple(pool.map(partial(_quietly, task, settings), items))
    return tuple(task(item, settings, progress) for item in items)


def _quietly(task: Callable[[Item, Settings, Progress | None], Found], settings: Settings, item: Item) -> Found:
    return task(item, settings, None)
