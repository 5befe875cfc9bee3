"""Old and foreign formats: LibreOffice turns them into a Word file, in a folder and a profile of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

from ..model.document import Document, ReadingError
from ..words.messages import message
from .tools import Tools

_SECONDS = 180  # LibreOffice converts about 80 pages a second; its first start takes some seconds
_GOING = 5  # seconds in which it goes when it is told to
_FILTER = "docx:MS Word 2007 XML"
# Nothing in a submitted file may run or reach the network: no macros, no links brought up to date.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for path, name, value in _SETTINGS
    )
    + "</oor:items>\n"
)


def read_legacy(
    stream: IO[bytes],
    kind: str,
    shown: str,
    sha256: str,
    tools: Tools,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Reads a .doc, .odt, .rtf, ... through LibreOffice; places name the original file.

    Raises ReadingError: needs-libreoffice where it is missing, damaged where it cannot open the file.
    """
    if tools.soffice is None:
        raise ReadingError("needs-libreoffice", message("reading.needs-libreoffice", path=shown, format=kind))
    from .word.read import read_docx

    with tempfile.TemporaryDirectory(prefix="sapa-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"report.{kind}"  # a plain name: long and foreign paths stay outside
        with source.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        converted = convert(source, Path(folder), tools.soffice)
        if converted is None:
            raise ReadingError("damaged", message("reading.damaged", path=shown))
        with converted.open("rb") as result:
            document = read_docx(result, shown, sha256, progress=progress)
    return replace(document, format=kind)


def convert(source: Path, folder: Path, soffice: str, target: str = _FILTER) -> Path | None:
    """Converts a file with LibreOffice into `folder`/out; None where it does not succeed in time."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    out = folder / "out"
    command = [
        soffice,
        f"-env:UserInstallation={profile.absolute().as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--writer",
        "--convert-to",
        target,
        "--outdir",
        str(out),
        str(source),
    ]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # in our own group: who ends that ends LibreOffice too
    except OSError:
        return None
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return None
    finally:  # also where Ctrl-C or a signal has come
        if process.poll() is None:
            _end(process)
    found = out / f"{source.stem}.{target.split(':')[0]}"
    return found if found.is_file() and found.stat().st_size else None


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        process.terminate()  # its starter ends the child that does the work, which SIGKILL would leave alone
        try:
            process.wait(_GOING)
        except subprocess.TimeoutExpired:
            process.kill()
    else:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    process.wait()
