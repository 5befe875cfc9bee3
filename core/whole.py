"""Files that others give, looked for and read whole: a pipe or a device is none, and TOML has an end to its depth."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import Any

_DEEPEST = 50  # levels of tables and lists in TOML; what Sapa reads has at most six
_DOTS = 300  # in one key: tomllib would take seconds for a hundred thousand, and nobody writes one sentence of so many
_PART = r"""(?:[\w-]++|"[^"]*+"|'[^']*+')"""
_MANY_DOTS = rf"(?<![\w-]){_PART}(?:\s*+\.\s*+{_PART}){{{_DOTS}}}"


def is_file(path: str | os.PathLike[str]) -> bool:
    """Whether a file is there, as far as one may see. (Path.is_file raises where one may not, and for long names.)"""
    return os.path.isfile(path)  # noqa: PTH113


def is_dir(path: str | os.PathLike[str]) -> bool:
    """Whether a folder is there, as far as one may see."""
    return os.path.isdir(path)  # noqa: PTH112


def is_there(path: str | os.PathLike[str]) -> bool:
    """Whether a file or folder is there, as far as one may see."""
    return os.path.exists(path)  # noqa: PTH110


def is_endless(path: str | os.PathLike[str]) -> bool:
    """Whether it is there and neither a file nor a folder. Raises OSError, ValueError for a name that none can have."""
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def content(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file. Raises OSError, for a pipe or a device too."""
    if is_endless(path):
        raise OSError(errno.EINVAL, "a pipe or a device, no file", str(path))
    return Path(path).read_bytes()


def toml(text: str) -> dict[str, Any]:
    """What a TOML of others says. Raises ValueError for what is none, RecursionError for what lies too deep.

    A key with many dots lies as deep as it is long, and takes Python time by the square of that.
    """
    import tomllib

    if any(line.count(".") >= _DOTS and re.search(_MANY_DOTS, line) for line in text.splitlines()):
        raise RecursionError
    raw = tomllib.loads(text)
    if _too_deep(raw):
        raise RecursionError
    return raw


def _too_deep(raw: dict[str, Any]) -> bool:
    level: list[Any] = [raw]
    for _ in range(_DEEPEST):
        inner = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        if not inner:
            return False
        level = [one for values in inner for one in values]
    return any(isinstance(one, dict | list) for one in level)
