"""A submitted file -> Document. What a file is, is decided by its content; a suffix that lies is a finding."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, Literal

from ..model.document import Document, ReadingError
from ..model.findings import Finding
from ..model.places import Place
from ..words.messages import message
from .tools import Tools

Ocr = Literal["auto", "never", "always"]
Progress = Callable[[int, int], None]

SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm", ".pdf", ".doc", ".dot", ".odt", ".ott", ".rtf", ".fodt"})
_LONG = 240  # Windows refuses longer paths unless they are marked


def read(path: str | Path, tools: Tools, *, ocr: Ocr = "auto", progress: Progress | None = None) -> Document:
    """Reads a report.

    path: as the user gave it; it stands so in every Place. progress: called with steps done and steps in all.
    Raises ReadingError with the contract's codes: encrypted, damaged, unsupported, too-large, not-found, empty,
    needs-ocr, needs-libreoffice.
    """
    shown = str(path)
    file = openable(Path(path))
    with opened(file, shown) as stream:
        try:
            document = _read(stream, file, shown, tools, ocr, progress)
        except OSError as error:
            if error.errno in (None, errno.EINVAL):  # the file leads to a place that it does not have
                raise ReadingError("damaged", message("reading.damaged", path=shown)) from error
            raise _cannot_open(error, shown) from error
    suffix = Path(path).suffix.lower()
    if suffix and suffix.lstrip(".") not in _names(document.format):
        finding = Finding(
            "type-mismatch", "warning", Place(document.path), arguments={"suffix": suffix, "format": document.format}
        )
        document = replace(document, findings=(finding, *document.findings))
    return document


def opened(file: Path, shown: str) -> IO[bytes]:
    """A file for reading. A pipe or a device is none: nobody knows when it ends. Raises ReadingError."""
    try:
        mode = file.stat().st_mode
        if not stat.S_ISREG(mode):
            if stat.S_ISDIR(mode):
                next(file.iterdir(), None)  # a folder that may not be looked into says so
                raise ReadingError("unsupported", message("reading.unsupported", path=shown, found="folder"))
            raise ReadingError("unsupported", message("reading.no-file", path=shown))
        return file.open("rb")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReadingError("not-found", message("reading.not-found", path=shown)) from error
    except ValueError as error:  # a null character in the name
        raise ReadingError("not-found", message("reading.not-found", path=shown)) from error
    except OSError as error:
        raise _cannot_open(error, shown) from error


def _cannot_open(error: OSError, shown: str) -> ReadingError:
    """It is there: locked by another program, no permission, not yet downloaded from a cloud."""
    reason = error.strerror or str(error)
    return ReadingError("not-found", message("reading.cannot-open", path=shown, reason=reason))


def openable(path: Path) -> Path:
    """The path in the form in which this system opens it however long it is."""
    if os.name == "nt" and len(str(path.absolute())) > _LONG and not str(path).startswith("\\\\?\\"):
        full = str(path.absolute())
        return Path("\\\\?\\UNC\\" + full[2:] if full.startswith("\\\\") else "\\\\?\\" + full)
    return path


def _read(stream: IO[bytes], file: Path, shown: str, tools: Tools, ocr: Ocr, progress: Progress | None) -> Document:
    from .containers import sniff

    kind = sniff(stream)
    if kind == "empty":
        raise ReadingError("empty", message("reading.empty", path=shown))
    if kind == "encrypted":
        raise ReadingError("encrypted", message("reading.encrypted", path=shown))
    if kind == "damaged":
        raise ReadingError("damaged", message("reading.damaged", path=shown))
    if kind == "pdf":
        from .pdf.read import read_pdf

        return read_pdf(file, shown, tools, ocr=ocr, progress=progress)
    if kind in ("word", "doc", "odt", "rtf", "fodt", "xml", "html"):
        sha256 = _sha256(stream)
        stream.seek(0)
        if kind == "word":
            from .word.read import read_docx

            return read_docx(stream, shown, sha256, progress=progress)
        from .legacy import read_legacy

        return read_legacy(stream, kind, shown, sha256, tools, progress=progress)
    raise ReadingError("unsupported", message("reading.unsupported", path=shown, found=kind))


def _sha256(stream: IO[bytes]) -> str:
    import hashlib

    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


def _names(format: str) -> frozenset[str]:
    """Suffixes that are true of a format; old Word files often carry the suffix of their template, and the reverse."""
    alike = {
        "doc": {"doc", "dot"},
        "odt": {"odt", "ott"},
        "fodt": {"fodt", "xml"},
        "xml": {"xml", "doc"},
        "html": {"htm", "html"},
    }
    return frozenset(alike.get(format, {format}))
