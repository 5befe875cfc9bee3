"""A Word file of others as python-docx opens it: a plain document in the transitional format, without macros."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from ...expert_report.fields import BROKEN
from ...reading import guard

_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Main parts of templates and of files with macros: python-docx opens only the plain kind, and we write only that.
_OTHERS = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.template\.main"
    r"|ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main)\+xml"
)
_MACROS = re.compile(r"<Override[^>]*vba[^>]*/>", re.IGNORECASE)
_MACRO_RELATION = re.compile(rb"<Relationship\s[^>]*vba[^>]*/>", re.IGNORECASE)
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|drawingml)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"


def opened(content: bytes, shown: str) -> Any:
    """The file as a document. Raises ReadingError where it is none, or damaged."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            guard.check_directory(archive.infolist(), shown)
            for name in archive.namelist():
                if name.lower().endswith((".xml", ".rels")):  # a document type would go into what is made of it
                    with archive.open(name) as part:
                        guard.guarded(part, shown)
            if archive.testzip() is not None:
                raise guard.damaged(shown)
        return docx.Document(io.BytesIO(plain(content)))
    except (
        *BROKEN,
        KeyError,
        SyntaxError,
        AttributeError,
    ) as error:  # what python-docx and lxml raise for a broken one
        raise guard.damaged(shown) from error


def plain(content: bytes) -> bytes:
    """The package as an ordinary document: a .dotx by its content type, a .docm without its macros, strict names as
    the transitional ones. Raises KeyError for one without a list of types."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        types = old.read(_TYPES).decode("utf-8", "replace")
        parts = {item.filename: old.read(item) for item in old.infolist() if "vba" not in item.filename.lower()}
    changed = {name: _plain_part(name, data) for name, data in parts.items()}
    changed[_TYPES] = _MACROS.sub("", _OTHERS.sub(_MAIN, types)).encode("utf-8")
    if changed == parts:
        return content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in changed.items():
            new.writestr(name, data)
    return out.getvalue()


def _plain_part(name: str, data: bytes) -> bytes:
    if name.lower().endswith(".rels"):
        data = _MACRO_RELATION.sub(b"", data)
    return _STRICT.sub(_TRANSITIONAL, data) if name.lower().endswith((".xml", ".rels")) else data
