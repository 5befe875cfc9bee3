"""The files that come with Sapa: data, texts, templates (importlib.resources takes longer to load than they do)."""

from __future__ import annotations

from pathlib import Path

_CORE = Path(__file__).parent


def shipped(*names: str) -> Path:
    """The path of a file in core, by the names of its folders and its own."""
    return _CORE.joinpath(*names)
