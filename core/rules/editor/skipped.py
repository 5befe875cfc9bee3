"""An editor's rules that a user leaves out, by their ids."""

from __future__ import annotations

from collections.abc import Iterable

from ...words.errors import SapaError
from ...words.messages import message
from ...words.nearest import nearest
from .listed import RULES


class UnknownRule(SapaError, LookupError):
    """No rule of an editor has this id; other findings cannot be left out, but waived."""

    def __init__(self, asked: str, near: tuple[str, ...] | None) -> None:
        super().__init__(asked)
        self.asked = asked
        self.said = message("check.unknown-rule", rule=asked, nearest=near)


def left_out(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids, each once and in order. Raises UnknownRule."""
    asked = sorted(set(ids))
    for id in asked:
        if id not in RULES:
            raise UnknownRule(id, nearest(id, list(RULES)) or None)
    return tuple(asked)
