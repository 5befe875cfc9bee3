"""Files that others give, read whole: a pipe or a device is none, for nobody knows when it ends."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


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
