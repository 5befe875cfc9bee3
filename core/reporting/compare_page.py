"""Comparison of two drafts -> one page: what was mended first."""

from __future__ import annotations

from ..comparing.drafts import Comparison
from ..showing.page import Frame, template
from ..showing.view import file_name, place_text, teller
from ..words.messages import Lang
from .compare import THINGS, by_kind, sentence, summary, thing_text
from .parity import where


def render(comparison: Comparison, lang: Lang = "en", *, frame: Frame | None = None) -> str:
    tell = teller(lang)
    return template("compare.html.j2", __package__).render(
        lang=lang,
        frame=frame,
        comparison=comparison,
        tell=tell,
        name=file_name,
        summary=summary(comparison, tell),
        by_kind=list(by_kind(comparison)),
        things=[(name, changed) for name in THINGS if (changed := getattr(comparison, name))],
        sentence=lambda one: sentence(one, tell),
        thing=lambda one: thing_text(one, tell),
        where=lambda spot: where(spot, tell),
        place=lambda spot: place_text(spot.place, spot.heading, tell),
        style={"newly-addressed": "addressed", "improved": "addressed", "lost": "missing", "worsened": "missing"},
    )
