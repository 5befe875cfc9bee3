"""What cannot be done, for people: every error that Sapa raises for its users has its sentences with it."""

from __future__ import annotations

from typing import Any

from .messages import Lang, Message, say


class SapaError(Exception):
    """Something asked for cannot be done. said: why, and what to do next."""

    said: Message

    def __reduce__(self) -> tuple[Any, ...]:
        """An error of a worker process comes back as it is, whatever its kind takes to be made."""
        return _again, (type(self), self.args, dict(self.__dict__))

    def told(self, lang: Lang = "en") -> str:
        """The sentences of the error; what is to be read line by line stands line by line."""
        return say(self.said, lang)

    def __str__(self) -> str:
        return self.told()


def _again(kind: type[SapaError], args: tuple[Any, ...], values: dict[str, Any]) -> SapaError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(values)
    return error
