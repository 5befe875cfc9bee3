"""A set's tables as the text of a set.toml that people can go on writing in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def toml(raw: Mapping[str, Any], note: Sequence[str] = ()) -> str:
    """set.toml: [set], [codes] and what else there is, then a table for each standard with its criteria below."""
    lines = [f"# {line}".rstrip() for line in note]
    for name, table in raw.items():
        if name == "standards":
            continue
        lines += ["", f"[{name}]", *(f"{_key(key)} = {value(one)}" for key, one in table.items())]
    for standard in raw.get("standards", ()):
        lines += ["", "[[standards]]"]
        lines += [f"{key} = {value(one)}" for key, one in standard.items() if key != "criteria"]
        if not standard["criteria"]:
            lines.append("criteria = []")
        for criterion in standard["criteria"]:
            lines += ["", "[[standards.criteria]]"]
            lines += [f"{key} = {value(one)}" for key, one in criterion.items()]
    return "\n".join(lines).lstrip("\n") + "\n"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else quoted(key)


def value(of: object) -> str:
    """A value as TOML writes it in one line."""
    if isinstance(of, bool):
        return str(of).lower()
    if isinstance(of, str):
        return quoted(of)
    if isinstance(of, Mapping):
        inner = ", ".join(f"{key} = {quoted(one) if isinstance(one, str) else value(one)}" for key, one in of.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(of, Sequence):
        return f"[{', '.join(value(one) for one in of)}]"
    return str(of)


def quoted(text: str) -> str:
    made = "".join(_ESCAPES.get(c, c) if c.isprintable() or c in _ESCAPES else f"\\u{ord(c):04x}" for c in text)
    return f'"{made}"'
