"""One file made of another: bytes, XML and PDF objects changed, by a seed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

_TAG = re.compile(rb"<[^>]{1,400}>")
_ATTRIBUTE = re.compile(rb' [A-Za-z]+:[A-Za-z]+="[^"]*"')
_NUMBER = re.compile(rb"(?<![0-9])[0-9]{1,9}(?![0-9])")
_NAME = re.compile(rb"/[A-Za-z]{2,20}")
_ODD = (b"-1", b"0", b"99999999", b"2147483648", b"1e99", b"")


def mutant(data: bytes, random: Random) -> tuple[str, bytes]:
    """How it was changed, and the changed file."""
    package = data.startswith(b"PK")
    kind, change = random.choice(_OF_PACKAGES if package else _OF_PDFS)
    return kind, change(data, random)


def _bytes(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 20, 200))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    if random.random() < 0.5:
        return data[:start]
    return data[:start] + data[start + random.randrange(1, 5000) :]


def _part(data: bytes, random: Random) -> bytes:
    """One part of the package, unpacked, changed and packed again: what a checksum would otherwise have caught."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        chosen = "word/document.xml" if random.random() < 0.5 else random.choice(names)
        for name in old.namelist():
            content = old.read(name)
            if name == chosen:
                if random.random() < 0.05:
                    continue
                content = _xml(content, random)
            new.writestr(name, content)
    return out.getvalue()


def _xml(data: bytes, random: Random) -> bytes:
    tags = list(_TAG.finditer(data))
    chosen = random.sample(tags, min(random.choice((1, 2, 10)), len(tags)))
    for tag in sorted(chosen, key=lambda one: one.start(), reverse=True):  # from the end: the places before stay right
        other = random.choice(tags)
        new = _NUMBER.sub(random.choice(_ODD), _ATTRIBUTE.sub(b"", tag[0]) if random.random() < 0.3 else tag[0])
        if tag[0].endswith(b"/>"):  # stays well-formed, and comes further
            new = random.choice((b"", new, tag[0] * 2, tag[0] * 300, other[0] if other[0].endswith(b"/>") else new))
        elif random.random() < 0.1:
            new = random.choice((b"", other[0], tag[0] * 2))
        data = data[: tag.start()] + new + data[tag.end() :]
    return data


def _objects(data: bytes, random: Random) -> bytes:
    """Numbers, references and names of a PDF's objects; the reader must find its way without the table."""
    for pattern in random.choices((_NUMBER, _NAME), k=random.choice((1, 2, 10))):
        found = list(pattern.finditer(data))
        if not found:
            return data
        one, other = random.choice(found), random.choice(found)
        new = random.choice((other[0], *_ODD)) if pattern is _NUMBER else other[0]
        data = data[: one.start()] + new + data[one.end() :]
    return data


Change = Callable[[bytes, Random], bytes]
# Mostly what is inside: of changed bytes a checksum or the first look knows.
_OF_PACKAGES: tuple[tuple[str, Change], ...] = (("bytes", _bytes), ("cut", _cut), *[("XML", _part)] * 8)
_OF_PDFS: tuple[tuple[str, Change], ...] = (("bytes", _bytes), ("cut", _cut), *[("objects", _objects)] * 8)
