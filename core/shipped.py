"""The files that come with Sapa: data, texts, templates (importlib.resources takes longer to load than they do)."""

from __future__ import annotations

import re
from pathlib import Path

_CORE = Path(__file__).parent


def shipped(*names: str) -> Path:
    """The path of a file in core, by the names of its folders and its own."""
    return _CORE.joinpath(*names)


def tables(text: str) -> dict[str, str]:
    """What stands below each table of a TOML file of ours, by the table's name, for who needs a few of many of them."""
    pieces = iter(_TABLE.split(text)[1:])  # a name, what stands below it, the next name
    return dict(zip(pieces, pieces, strict=True))


_TABLE = re.compile(r"^\[([\w-]+)\]", re.MULTILINE)
