"""What a file is, by its bytes: a suffix proves nothing."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from zipfile import ZipFile

_HEAD = 4096
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1024  # readers accept that much before the header
_OTHERS = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"AT&TFORM", "picture"),
    (b"\x1f\x8b", "archive"),
)
_NO_SECTOR = 0xFFFFFFFA  # this and above are marks, no sectors
# of a compound file, all but the last by [MS-CFB]
_SECTOR_SHIFTS = (9, 12)  # powers of two: 512 or 4096 bytes
_SMALL_SECTOR = 64  # bytes, of a short stream
_ENTRY = 128  # bytes of an entry of the directory
_LONGEST_NAME, _ENDING = 64, 2  # bytes of a name, and of the null character that ends it
_ROOT = 5  # kind of the entry that holds the short streams
_MOST_SECTORS = 100_000  # of one chain: the directory of a file of 50 MB is a few
_ODF_OTHERS = ((b"spreadsheet", "xls"), (b"presentation", "ppt"), (b"epub", "archive"))
_ODF_TEXT = b"application/vnd.oasis.opendocument.text"


def sniff(stream: IO[bytes]) -> str:
    """word, pdf, doc, odt, rtf, fodt, xml (Word 2003), html; empty, encrypted, damaged; else what it is."""
    stream.seek(0)
    head = stream.read(_HEAD)
    if not head.strip(b"\0 \t\r\n"):
        return "empty"
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head.startswith(_ZIP):
        return _zip(stream)
    if head.startswith(_OLE):
        return _ole(stream)
    return _markup(head) or _other(head)


def _markup(head: bytes) -> str | None:
    """Formats that are text with marks in it."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"{\\rtf"):
        return "rtf"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", "replace").lstrip().encode()
    lower = text[:_HEAD].lower()
    if lower.startswith((b"<?xml", b"<office:document", b"<w:worddocument")):
        if b"office:document" in lower:
            return "fodt"
        if b"schemas.microsoft.com/office/word/2003/wordml" in lower or b'progid="word.document"' in lower:
            return "xml"
    return "html" if _HTML.match(lower) else None


_HTML = re.compile(rb"(<!--.*?-->\s*)*(<!doctype html|<html)", re.DOTALL)


def _other(head: bytes) -> str:
    for mark, name in _OTHERS:
        if head.startswith(mark):
            return name
    return "text" if b"\0" not in head else "unknown"


def _zip(stream: IO[bytes]) -> str:
    from zipfile import BadZipFile, ZipFile

    try:
        archive = ZipFile(stream)
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return "damaged"
    names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
    if "mimetype" in names:
        try:
            kind = _beginning(archive, "mimetype", 200).strip()
            encrypted = "meta-inf/manifest.xml" in names and _beginning(archive, "META-INF/manifest.xml", 200_000)
        except (KeyError, BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
            return "damaged"
        if kind.startswith(_ODF_TEXT):
            return "encrypted" if encrypted and b"encryption-data" in encrypted else "odt"
        if kind.startswith(b"application/"):
            return next((name for mark, name in _ODF_OTHERS if mark in kind), "unknown")
    if "[content_types].xml" in names or "word/document.xml" in names:
        if any(name.startswith("xl/") for name in names):
            return "xlsx"
        if any(name.startswith("ppt/") for name in names):
            return "pptx"
        return "word"
    return "zip"


def _beginning(archive: ZipFile, name: str, most: int) -> bytes:
    """So many bytes of a member: the rest, which may be a bomb, stays packed."""
    with archive.open(name) as member:
        return member.read(most)


def _ole(stream: IO[bytes]) -> str:
    """An OLE file: encrypted Office, old Word, or something else, by the names in its directory."""
    try:
        compound = _Compound(stream)
        if "EncryptedPackage" in compound.entries:
            return "encrypted"
        if "WordDocument" in compound.entries:
            flags = struct.unpack_from("<H", compound.beginning("WordDocument"), 10)[0]
            return "encrypted" if flags & 0x0100 else "doc"  # [MS-DOC] 2.5.2, fEncrypted
    except (struct.error, ValueError, OSError):
        return "damaged"
    if "Workbook" in compound.entries or "Book" in compound.entries:
        return "xls"
    return "ppt" if "PowerPoint Document" in compound.entries else "ole"


class _Compound:
    """The directory of a compound file ([MS-CFB] 2.2 to 2.6). entries: name -> (first sector, bytes)."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        stream.seek(0)
        header = stream.read(512)
        shift = struct.unpack_from("<H", header, 30)[0]
        if shift not in _SECTOR_SHIFTS:
            raise ValueError("sector size")
        self._size = 1 << shift
        self._small = struct.unpack_from("<I", header, 56)[0]  # shorter streams lie in the root's own stream
        self._fat: list[int] = []
        for sector in struct.unpack_from("<109I", header, 76):
            if sector < _NO_SECTOR:
                block = self._sector(sector)
                self._fat += struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])
        self.entries: dict[str, tuple[int, int]] = {}
        root = ""
        for sector in self._chain(struct.unpack_from("<I", header, 48)[0]):
            block = self._sector(sector)
            for offset in range(0, len(block) - _ENTRY + 1, _ENTRY):
                length, kind = struct.unpack_from("<HB", block, offset + _LONGEST_NAME)
                if _ENDING <= length <= _LONGEST_NAME:
                    name = block[offset : offset + length - _ENDING].decode("utf-16-le", "replace")
                    self.entries[name] = struct.unpack_from("<II", block, offset + 116)
                    root = name if kind == _ROOT else root
        if not self.entries:
            raise ValueError("directory")
        self._root = self.entries.get(root, (_NO_SECTOR, 0))[0]

    def beginning(self, name: str) -> bytes:
        """The first bytes of a stream, at least 64 where the file has them."""
        start, size = self.entries[name]
        if size >= self._small:
            return self._sector(start)
        index, offset = divmod(start * _SMALL_SECTOR, self._size)
        for position, sector in enumerate(self._chain(self._root)):
            if position == index:
                return self._sector(sector)[offset:]
        raise ValueError("small stream")

    def _sector(self, sector: int) -> bytes:
        self._stream.seek((sector + 1) * self._size)
        return self._stream.read(self._size)

    def _chain(self, sector: int) -> Iterator[int]:
        seen: set[int] = set()
        while sector < _NO_SECTOR and sector not in seen and len(seen) < _MOST_SECTORS:
            seen.add(sector)
            yield sector
            sector = self._fat[sector] if sector < len(self._fat) else _NO_SECTOR
