"""Regular expressions that are compiled when a text first comes to them: most reports never come to most of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast


def pattern(text: str, flags: int = 0, hints: Sequence[str] = ()) -> re.Pattern[str]:
    """As re.compile, later. For the long ones of a module, each of which takes a millisecond or more to compile.

    hints: words in small letters, one of which stands in every text in which there is something to be found; until such
    a text comes, nothing is compiled
    """
    return cast("re.Pattern[str]", _Hinted(text, flags, hints) if hints else _Later(text, flags))


class _Later:
    """Stands for a compiled expression: each of its methods is fetched once and kept, so that a call costs no more."""

    def __init__(self, text: str, flags: int) -> None:
        self._asked = text, flags
        self.pattern = text  # for a longer one that is made of it
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        return self._fetched(name)

    def _fetched(self, name: str) -> Any:
        self._made = self._made or re.compile(*self._asked)
        found = getattr(self._made, name)
        setattr(self, name, found)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return pattern, self._asked


class _Hinted(_Later):
    """The same, where most reports hold none of the words: they are looked for first, until one of them is there."""

    def __init__(self, text: str, flags: int, hints: Sequence[str]) -> None:
        super().__init__(text, flags)
        self._hints = tuple(hints)

    def _asked_of(self, text: str, name: str) -> Callable[..., Any] | None:
        """The method by which the text is asked, or None where nothing can be found in it."""
        low = text.lower()
        return self._fetched(name) if any(map(low.__contains__, self._hints)) else None

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        method = self._asked_of(text, "search")
        return method(text, *span) if method is not None else None

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        method = self._asked_of(text, "match")
        return method(text, *span) if method is not None else None

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        method = self._asked_of(text, "fullmatch")
        return method(text, *span) if method is not None else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        method = self._asked_of(text, "finditer")
        return method(text, *span) if method is not None else iter(())

    def findall(self, text: str, *span: int) -> list[Any]:
        method = self._asked_of(text, "findall")
        found: list[Any] = method(text, *span) if method is not None else []
        return found

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        method = self._asked_of(text, "sub")
        return method(by, text, count) if method is not None else text

    def __reduce__(self) -> tuple[Any, ...]:
        return pattern, (*self._asked, self._hints)
