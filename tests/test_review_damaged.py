"""Damaged expert reports end in one clear line, whatever command reads them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from sapa.cli import sapa

from .filled import complete, fill, skeleton
from .wordxml import p, package


def cut(data: bytes) -> bytes:
    """The first half, and the directory of the whole: what a broken download leaves."""
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x05\x06"))
    first = data.index(b"PK\x01\x02")
    return data[: at // 2] + data[first:]


def another_part_is_broken(data: bytes) -> bytes:
    """One byte of the styles has changed: their checksum is wrong."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        item = archive.getinfo("word/styles.xml")
    at = item.header_offset + 30 + len(item.filename) + item.compress_size // 2
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def main_part_is_cut(data: bytes) -> bytes:
    return rewritten(
        data, lambda name, content: content[: len(content) // 2] if name == "word/document.xml" else content
    )


def without_types(data: bytes) -> bytes:
    return rewritten(data, lambda name, content: None if name == "[Content_Types].xml" else content)


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


DAMAGES = [cut, another_part_is_broken, main_part_is_cut, without_types]
COMMANDS = {
    "review": ["review", "BROKEN"],
    "annotate": ["review", "BROKEN", "--annotate", "OUT.docx"],
    "merge": ["merge", "BROKEN", "WHOLE", "-o", "OUT.docx"],
    "followup": ["assemble", "followup", "BROKEN", "-o", "OUT.docx"],
    "deqar": ["assemble", "deqar", "BROKEN", "--decided", "2027-01-01", "-o", "OUT.json"],
    "previous": ["check", "SAR", "--set", "institutional", "--previous", "BROKEN"],
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_damaged_report_ends_in_a_traceback(
    command: str, damage: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = fill(skeleton("en"), complete())
    Path("broken.docx").write_bytes(damage(whole))
    Path("whole.docx").write_bytes(skeleton("en"))
    Path("sar.docx").write_bytes(package(p("Standard 1. Mission") + p("1.2.1 The mission is known.")))
    names = {"BROKEN": "broken.docx", "WHOLE": "whole.docx", "SAR": "sar.docx"}
    done = CliRunner().invoke(sapa, [names.get(word, word) for word in COMMANDS[command]])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.output
    if damage in (cut, main_part_is_cut):
        assert done.exit_code == 2 and "broken.docx" in done.output.replace("\n", "")
    assert len(done.output.splitlines()) == 1 or command in ("review", "annotate", "previous", "deqar")
