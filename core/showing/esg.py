"""Titles of the hub's standards (ESG Part 1) for people."""

from __future__ import annotations

from ..model.hub import UnknownHub, load_hub
from ..words.messages import Lang


def esg_title(hub: str, code: str, lang: Lang) -> str:
    """The title of a hub's standard; "" where the hub, or Sapa, does not know it."""
    try:
        standard = load_hub(hub).by_code.get(code)
    except UnknownHub:
        return ""
    return standard.titles.get(lang) if standard is not None else ""
