"""What cannot be done, for people: every error that Sapa raises for its users has its sentences with it."""

from __future__ import annotations

from .messages import Lang, Message, say


class SapaError(Exception):
    """Something asked for cannot be done. said: why, and what to do next."""

    said: Message

    def told(self, lang: Lang = "en") -> str:
        """The sentences of the error; what is to be read line by line stands line by line."""
        return say(self.said, lang)

    def __str__(self) -> str:
        return self.told()
