"""Regular expressions that are compiled when a text first comes to them: most reports never come to most of them."""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """As re.compile, later. For the long ones of a module, each of which takes a millisecond or more to compile."""
    return cast("re.Pattern[str]", _Later(text, flags))


class _Later:
    """Stands for a compiled expression: each of its methods is fetched once and kept, so that a call costs no more."""

    def __init__(self, text: str, flags: int) -> None:
        self._asked = text, flags
        self.pattern = text  # for a longer one that is made of it
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        self._made = self._made or re.compile(*self._asked)
        found = getattr(self._made, name)
        setattr(self, name, found)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return pattern, self._asked
