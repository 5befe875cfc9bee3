"""Which helper programs this machine has: looked up once, then passed on as a value."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

_SECONDS = 20  # a healthy program tells its version or languages at once


@dataclass(frozen=True)
class Tools:
    """Helper programs. soffice, tesseract: path or None; tesseract_languages: () until asked for."""

    soffice: str | None = None
    tesseract: str | None = None
    tesseract_languages: tuple[str, ...] = ()

    def present(self) -> dict[str, str | None]:
        """For the record of a run: "present" or None by program. No path: the record may leave the machine."""
        there = {"libreoffice": self.soffice, "tesseract": self.tesseract}
        return {name: "present" if path else None for name, path in there.items()}


def probe(*, languages: bool = False) -> Tools:
    """Looks for the programs without starting any, unless the languages of tesseract are asked for."""
    tools = Tools(
        soffice=_find(("soffice", "libreoffice"), _soffice_places()),
        tesseract=_find(("tesseract",), _tesseract_places()),
    )
    return with_languages(tools) if languages else tools


def with_languages(tools: Tools) -> Tools:
    """The same tools with the languages that tesseract has; asked only when a page needs recognition."""
    if tools.tesseract is None or tools.tesseract_languages:
        return tools
    lines = _output(tools.tesseract, "--list-langs").splitlines()
    names = tuple(sorted(line.strip() for line in lines if line.strip() and " " not in line.strip()))
    return replace(tools, tesseract_languages=names)


def version(program: str | None) -> str | None:
    """First line of what the program says about its version, or None; starts the program."""
    if program is None:
        return None
    lines = _output(program, "--version").splitlines()
    return lines[0].strip() if lines else None


def _output(program: str, *arguments: str) -> str:
    import subprocess

    try:
        done = subprocess.run(
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # old versions of tesseract list languages on stderr
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _find(names: tuple[str, ...], places: tuple[Path, ...]) -> str | None:
    for name in names:
        if found := shutil.which(name):
            return found
    for place in places:
        if place.is_file():
            return str(place)
    return None


# Installers on Windows and macOS do not put these programs on the search path.
def _program_files() -> tuple[Path, ...]:
    names = ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)", "LOCALAPPDATA")
    return tuple(Path(os.environ[name]) for name in names if os.environ.get(name))


def _soffice_places() -> tuple[Path, ...]:
    windows = tuple(base / "LibreOffice" / "program" / "soffice.com" for base in _program_files())
    return (*windows, Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))


def _tesseract_places() -> tuple[Path, ...]:
    windows = tuple(base / "Tesseract-OCR" / "tesseract.exe" for base in _program_files())
    users = tuple(base / "Programs" / "Tesseract-OCR" / "tesseract.exe" for base in _program_files())
    return (*windows, *users, Path("/opt/homebrew/bin/tesseract"), Path("/usr/local/bin/tesseract"))
