"""Files that a command writes: never one that it reads or that belongs to a case, and never one half-written.

Several files go into a folder: `is_folder` tells that -o names one, `file_names` what each is called, and `write_each`
of the module `said` writes them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..core.whole import is_dir, is_file, is_there

CASE_FILE = "sapa.toml"
_OURS = (CASE_FILE, "set.toml", "procedure.toml", "texts.toml")  # only `sapa confirm` changes one of a case
_OUTPUTS = frozenset({"output", "annotate"})
_OF_RESULTS = "folders"  # the argument of `sapa portfolio`, which reads the results in them
_LONGEST = 120  # bytes of a file's name before its suffix: with a folder's, short enough for every system
_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')  # on some system
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)  # of Windows, with any suffix


def belongs(target: Path, parameters: dict[str, Any]) -> bool:
    """Whether an existing file is one that the command reads, or one of a case that it was given."""
    if not is_there(target):
        return False
    if target.name in _OURS or target.resolve().name in _OURS:
        return True
    own = _Target(target.resolve(), target.stat())
    for name, value in parameters.items():
        if name in _OUTPUTS:
            continue
        for one in value if isinstance(value, tuple | list) else (value,):
            if isinstance(one, str | os.PathLike) and _within(own, Path(one)):
                return True
            if name == _OF_RESULTS and any(map(own.is_same, Path(one).rglob("*.json"))):
                return True
    return False


class _Target(NamedTuple):
    """The file that is to be written, as its links lead to it."""

    path: Path
    stat: os.stat_result

    def is_same(self, file: str | Path) -> bool:
        try:
            return os.path.samestat(self.stat, os.stat(file))  # noqa: PTH116 (a path per file of a folder takes longer)
        except OSError:
            return False


def _within(target: _Target, given: Path) -> bool:
    """given: a file, a case's sapa.toml, the folder of a case, of cases or of reports, or no path at all."""
    from ..core.model.case_folder import cases_below

    try:
        if is_dir(given):
            return any(map(target.is_same, _reports(given))) or any(
                _of_case(target, Path(one)) for one in cases_below(str(given))
            )
        return is_there(given) and (
            target.is_same(given) or (given.name == CASE_FILE and _of_case(target, given.parent))
        )
    except (OSError, ValueError):  # a text that is no path
        return False


def _reports(folder: Path) -> Iterable[str]:
    """The reports for which a folder is searched; those beside a case's file may be what Sapa wrote."""
    from ..core.checking.inputs import reports_in

    return reports_in(str(folder)) if not is_file(folder / CASE_FILE) else ()


def _of_case(target: _Target, folder: Path) -> bool:
    """Whether a file is named in the case's file, or lies in a folder that it names or in which a named file lies."""
    inside = folder.resolve()
    try:
        texts = _texts_of((folder / CASE_FILE).read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):  # a file at fault: whatever is there may belong to it
        return target.path.is_relative_to(inside)
    for text in texts:
        named = folder / text
        with contextlib.suppress(OSError, ValueError):
            if not is_there(named):
                continue
            if not is_dir(named):
                if target.is_same(named):
                    return True
                named = named.parent
            place = named.resolve()
            if place == inside or not target.path.is_relative_to(place):
                continue
            if place.is_relative_to(inside) or any(map(target.is_same, _reports(named))):
                return True
    return False


@cache
def _texts_of(file: str) -> tuple[str, ...]:
    """Whatever a case's file says that may be a path. Raises ValueError, RecursionError."""
    from ..core.whole import toml

    return tuple(dict.fromkeys(_texts(toml(file))))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value and len(value) < 1000 and "\0" not in value:
            yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def may_write(file: Path) -> bool:
    """Whether a file may be written to, or made: as far as the system tells beforehand."""
    there = is_there(file)
    if there and not os.access(file, os.W_OK):
        return False
    return (there and not is_file(file)) or os.access(Path(os.path.realpath(file)).parent, os.W_OK | os.X_OK)


def put(content: bytes, file: Path) -> None:
    """Writes a file whole or not at all; a link's target, not the link; a pipe or a device directly. Raises OSError.

    A file that may not be written to is not replaced either.
    """
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(file.stat().st_mode):
            with file.open("wb") as special:
                special.write(content)
            return
    file = Path(os.path.realpath(file))
    if not may_write(file):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    aside = file.with_name(f".sapa-{os.getpid()}.part")
    try:
        with aside.open("xb") as stream:
            stream.write(content)
        with contextlib.suppress(FileNotFoundError):
            aside.chmod(stat.S_IMODE(file.stat().st_mode))
        os.replace(aside, file)  # noqa: PTH105 (the same thing; named as what it does)
    except BaseException:  # Ctrl-C and signals too
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def is_folder(output: str | None) -> bool:
    """Whether -o names a folder: one that is there, or a name that ends with a slash."""
    return output not in (None, "-") and (is_dir(str(output)) or str(output).endswith(("/", os.sep)))


def file_names(names: Sequence[str], suffix: str) -> list[str]:
    """A file name for each name (of an institution), in this order; every one another, on systems of any kind."""
    made: list[str] = []
    taken: set[str] = set()
    for name in names:
        stem = _stem(name)
        number, tried = 1, stem
        while tried.casefold() in taken:
            number += 1
            tried = f"{stem} ({number})"
        taken.add(tried.casefold())
        made.append(f"{tried}{suffix}")
    return made


def _stem(name: str) -> str:
    plain = " ".join(_RESERVED.sub(" ", name).split())
    short = plain.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip(" .")
    return f"_{short}" if not short or _DEVICES.fullmatch(short) else short
