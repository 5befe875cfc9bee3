"""The files that come with Sapa: data, texts, templates (importlib.resources takes longer to load than they do)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_CORE = Path(__file__).parent


def shipped(*names: str) -> Path:
    """The path of a file in core, by the names of its folders and its own."""
    return _CORE.joinpath(*names)


class Tables(Mapping[str, Mapping[str, Any]]):
    """A TOML file of Sapa's own that is tables by name and nothing else, each read when it is first asked for.

    For who needs a few of many: what Sapa can say, in any language, takes longer to read than a small report.
    """

    def __init__(self, *names: str) -> None:
        pieces = iter(_HEAD.split(shipped(*names).read_text("utf-8"))[1:])  # a head, what stands below it, the next
        self._written = {_name(head): below for head, below in zip(pieces, pieces, strict=True)}
        self._read: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, name: str) -> Mapping[str, Any]:
        if name not in self._read:
            from tomllib import loads

            self._read[name] = loads(self._written[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


_HEAD = re.compile(r'^\[("(?:[^"\\]|\\")*"|[\w-]+)\]', re.MULTILINE)


def _name(head: str) -> str:
    return head[1:-1].replace('\\"', '"') if head.startswith('"') else head
