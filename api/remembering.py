"""What `resume=True` keeps in the user's cache folder from one call to the next."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..core.words.messages import message
from .given import NotDone

if TYPE_CHECKING:
    from ..core.checking.remembered import Remembered
    from ..core.checking.settings import Settings


@contextlib.contextmanager
def memory(resume: bool) -> Iterator[Callable[[Settings], Remembered] | None]:
    """Gives what is remembered under some settings, closed at the end; None without `resume`. Raises NotDone."""
    if not resume:
        yield None
        return
    from ..core.checking.remembered import Remembered, place

    with contextlib.ExitStack() as stack:

        def under(how: Settings) -> Remembered:
            try:
                return stack.enter_context(Remembered(place(), how))
            except OSError as error:
                raise _unusable(error) from error

        yield under


def forget() -> int:
    """Empties what `check(..., resume=True)` keeps; bytes that it had. Raises NotDone."""
    from ..core.checking.remembered import forget as run

    try:
        return run()
    except OSError as error:
        raise _unusable(error) from error


def _unusable(error: OSError) -> NotDone:
    from ..core.checking.remembered import place

    return NotDone(message("resume.unusable", path=str(place()), cause=error.strerror or str(error)))
