"""A ZIP that somebody else made, unpacked into a folder: cases with their annexes, or several reports.

What its directory says is not believed: the bytes are counted as they come. A case in it may name only what lies in it.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ..core.model.case_folder import FILE_NAME, cases_below
from ..core.model.document import ReadingError
from ..core.reading.guard import MAX_RATIO, SMALL, check_directory, damaged
from ..core.whole import toml
from ..core.words.errors import SapaError
from ..core.words.messages import message
from .bounds import Bounds
from .names import part

_CHUNK = 1 << 16
_DEEPEST = 12  # folders in each other
_UTF_8 = 0x800  # flag: the name is UTF-8
_ENCRYPTED = 0x1
_LITTER = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


class Refused(SapaError):
    """An archive that is not unpacked."""

    def __init__(self, id: str, **arguments: Any) -> None:
        super().__init__(id)
        self.said = message(id, **arguments)


def unpack(archive: Path, folder: Path, bounds: Bounds, shown: str) -> None:
    """Into a folder that is there and empty. shown: the archive's name. Raises Refused, ReadingError."""
    try:
        with ZipFile(archive) as opened:
            entries = opened.infolist()
            if len(entries) > bounds.entries:
                raise Refused("serve.zip-many", path=shown, most=bounds.entries)
            check_directory(entries, shown)
            left, seen = bounds.unpacked, set[str]()
            for entry in entries:
                target = _target(entry, folder, shown)
                if target is None:
                    continue
                if str(target).casefold() in seen:  # on Windows one would be written over the other
                    raise damaged(shown)
                seen.add(str(target).casefold())
                left -= _write(opened, entry, target, left, shown)
    except (BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError, UnicodeError) as error:
        raise damaged(shown) from error


def _target(entry: ZipInfo, folder: Path, shown: str) -> Path | None:
    """Where a file is written; None for folders and what systems leave behind."""
    if entry.is_dir():
        return None
    mode = entry.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):  # a link would lead out of the folder
        raise damaged(shown)
    if entry.flag_bits & _ENCRYPTED:
        raise ReadingError("encrypted", message("reading.encrypted", path=shown))
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise damaged(shown)
    names = _name(entry).replace("\\", "/").split("/")
    if not _LITTER.isdisjoint(names):
        return None
    parts = [part(name) for name in names]
    if not all(parts) or len(parts) > _DEEPEST:
        raise damaged(shown)
    return folder.joinpath(*parts)


def _name(entry: ZipInfo) -> str:
    """Windows packs Cyrillic names in code page 866 without saying so, where zipfile reads 437."""
    if entry.flag_bits & _UTF_8 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return entry.filename


def _write(opened: ZipFile, entry: ZipInfo, target: Path, left: int, shown: str) -> int:
    """Bytes written; what a file's directory entry says of its size does not count."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with opened.open(entry) as source, target.open("xb") as stream:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > left or (written > SMALL and written > MAX_RATIO * max(entry.compress_size, 1)):
                raise ReadingError("too-large", message("reading.too-large", path=shown))
            stream.write(chunk)
    return written


# --- the cases in it


def cases_in(folder: Path) -> list[Path]:
    """The folders of the cases that were packed, alone or side by side, in the order of their names."""
    return [Path(case) for case in cases_below(str(folder))]


def check_case(folder: Path, shown: str) -> None:
    """Refuses a case that names files outside its folder: they would be read with the rights of who runs the page."""
    try:
        texts = list(_texts(toml((folder / FILE_NAME).read_text("utf-8-sig"))))
    except (OSError, ValueError, RecursionError):
        return  # the check of the case says what is wrong with it
    for text in texts:
        plain = text.replace("\\", "/")
        if PurePosixPath(plain).is_absolute() or PureWindowsPath(text).drive or ".." in plain.split("/"):
            raise Refused("serve.zip-outside", path=shown, name=text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
