"""The online audit: a procedure of its own over the institutional criteria."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.hookspecs import hookimpl
from ...core.procedures import Procedure
from ...core.standards import Titles


@hookimpl
def sapa_procedures() -> Sequence[Procedure]:
    titles = Titles(
        {
            "en": "Online audit at the level of the institution",
            "ru": "Онлайн-аудит на уровне вуза",
            "kk": "ЖОО деңгейіндегі онлайн-аудит",
        },
        frozenset({"ru", "kk"}),
    )
    return [Procedure("online-audit", titles, ("institutional",))]
