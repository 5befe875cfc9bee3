"""A value's content as a short text: the same in every run, on every machine, for every order in which it was made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from pathlib import Path

from ..whole import is_endless

_PLAIN = frozenset({str, int, bool, type(None)})


def of_file(path: str) -> str | None:
    """SHA-256 of a file's bytes; None where it cannot be read."""
    try:
        if is_endless(path):
            return None
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def digest(value: object) -> str:
    """SHA-256 of all that a value says, a set of standards for one: of fields, not of what was computed from them."""
    made = hashlib.sha256()
    _feed(made.update, value)
    return made.hexdigest()


def _feed(update: Callable[[bytes], None], value: object) -> None:
    if type(value) in _PLAIN:  # nearly every value is: said first, since the questions below take their time
        update(repr(value).encode())
    elif is_dataclass(value) and not isinstance(value, type):
        update(f"<{type(value).__name__}".encode())
        for field in fields(value):
            update(f"|{field.name}:".encode())
            _feed(update, getattr(value, field.name))
    elif isinstance(value, Mapping):
        update(b"{")
        for key in sorted(value, key=repr):
            update(repr(key).encode())
            _feed(update, value[key])
    elif isinstance(value, AbstractSet):
        update(repr(sorted(map(repr, value))).encode())
    elif isinstance(value, tuple | list):
        update(b"(")
        for one in value:
            _feed(update, one)
            update(b",")
    elif isinstance(value, re.Pattern):
        update(repr(value.pattern).encode())
    else:
        update(repr(value).encode())
    update(b">")
