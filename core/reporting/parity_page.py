"""Parity -> one page: the criteria that differ first, then every difference with its place in all versions."""

from __future__ import annotations

from ..comparing.difference import Parity
from ..showing.page import Frame, template
from ..showing.view import file_name, ranges_of, short, teller
from ..words.messages import Lang
from .parity import by_kind, sentence, summary, uneven, where

_TEXT = 300  # characters of what stands at a place


def render(parity: Parity, lang: Lang = "en", *, frame: Frame | None = None) -> str:
    tell = teller(lang)
    return template("parity.html.j2", __package__).render(
        lang=lang,
        frame=frame,
        parity=parity,
        tell=tell,
        name=file_name,
        summary=summary(parity, tell),
        not_checked=ranges_of(parity.not_checked, parity.set),
        uneven=uneven(parity),
        by_kind=[(kind, found) for kind, found in by_kind(parity) if kind != "coverage"],
        sentence=lambda one: sentence(one, tell),
        where=lambda spot: where(spot, tell),
        shown=lambda text: short(" ".join(text.split()), _TEXT),
    )
