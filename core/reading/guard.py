"""The guard before anything is parsed: limits of a ZIP package and the settings of every XML parser.

Nothing is ever unpacked to disk and pictures are never inflated, so the limits are about what is parsed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import IO, Any, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from ..model.document import ReadingError
from ..words.messages import message

MAX_ENTRIES = 10_000  # a report of 1000 pages with a picture on each has about 1100
MAX_PART = 200_000_000  # bytes of one XML part; document.xml of 1000 pages has 12 to 60 million
MAX_XML = 500_000_000  # bytes of all XML parts together
MAX_RATIO = 400  # Word's own XML of long, uniform tables reaches about 100; deflate ends at 1032
SMALL = 5_000_000  # below this a high ratio harms nobody (empty tables, blank templates)
PROLOG = 65_536  # the root element must begin within this many bytes

# No entity is resolved, no DTD loaded, nothing fetched; `recover` only because some writers forget to declare a
# prefix: what else libxml2 repairs is refused afterwards by `check_log`.
XML: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
    "recover": True,
}
_NAMESPACE_DOMAIN = 3  # xmlErrorDomain XML_FROM_NAMESPACE

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|drawingml)/")
_ROOT = re.compile(rb"<[A-Za-z_]")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def damaged(shown: str) -> ReadingError:
    return ReadingError("damaged", message("reading.damaged", path=shown))


def check_directory(entries: Iterable[ZipInfo], shown: str) -> None:
    """Refuses a package by its directory alone: `too-large`, `encrypted`, or `damaged` for what no Word writes."""
    entries = list(entries)
    if len(entries) > MAX_ENTRIES:
        raise _too_large(shown)
    seen: set[str] = set()
    total = 0
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/") or "\0" in name:
            raise damaged(shown)
        if not name.lower().endswith((".xml", ".rels")):
            continue
        if entry.flag_bits & 0x1:
            raise ReadingError("encrypted", message("reading.encrypted", path=shown))
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged(shown)
        if name.lower() in seen:  # two parts of one name: which is read would depend on the reader
            raise damaged(shown)
        seen.add(name.lower())
        total += entry.file_size
        if entry.file_size > MAX_PART or total > MAX_XML:
            raise _too_large(shown)
        if entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise _too_large(shown)


def _too_large(shown: str) -> ReadingError:
    return ReadingError("too-large", message("reading.too-large", path=shown))


def guarded(part: IO[bytes], shown: str) -> IO[bytes]:
    """The part as a stream that is safe to parse: no document type, transitional namespaces, UTF-8 or declared."""
    head = part.read(PROLOG)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = (head + part.read()).decode("utf-16", "replace")
        data = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode()
        head, part = data[:PROLOG], io.BytesIO(data[PROLOG:])
    root = _ROOT.search(head)
    doctype = _DOCTYPE.search(head)
    if root is None and len(head) < PROLOG and doctype is None:
        return io.BytesIO()  # no XML at all: left to the parser, since Word can do without most parts
    if root is None or (doctype and doctype.start() < root.start()):
        raise damaged(shown)
    if _STRICT.search(head):
        data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", head + part.read())
        head, part = b"", io.BytesIO(data)
    return cast(IO[bytes], _Joined(head, part))


class _Joined(io.RawIOBase):
    """What has been read already, then the rest. done: bytes handed out."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest
        self.done = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if not self._head:
            data = self._rest.read(size)
        elif size is None or size < 0:
            data, self._head = self._head + self._rest.read(), b""
        else:
            data, self._head = self._head[:size], self._head[size:]
        self.done += len(data)
        return data


def check_log(log: Iterable[Any], shown: str) -> None:
    """Refuses what libxml2 had to repair, undeclared prefixes aside: a cut part would be a false gap."""
    for entry in log:
        if entry.domain != _NAMESPACE_DOMAIN and entry.level_name != "WARNING":
            raise damaged(shown)
