"""Files inside a PDF: a portfolio holds its chapters so, other files their annexes."""

from __future__ import annotations

import ctypes
from pathlib import PurePosixPath
from typing import Any

# What holds text that a report may consist of; data, pictures and signatures do not.
_DOCUMENTS = frozenset(
    {
        ".pdf",
        ".doc",
        ".docx",
        ".docm",
        ".dot",
        ".dotx",
        ".dotm",
        ".odt",
        ".ott",
        ".fodt",
        ".rtf",
        ".ppt",
        ".pptx",
        ".odp",
    }
)
_OWN_SOURCE = "Original.odt"  # LibreOffice puts the file that the PDF was made from inside it
_MOST = 1000


def documents_inside(raw: Any, document: Any) -> list[str]:
    """Names of the documents that a PDF holds as files, in their order."""
    names: list[str] = []
    for index in range(min(max(raw.FPDFDoc_GetAttachmentCount(document), 0), _MOST)):
        attachment = raw.FPDFDoc_GetAttachment(document, index)
        if not attachment:
            continue
        size = raw.FPDFAttachment_GetName(attachment, None, 0)
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        raw.FPDFAttachment_GetName(attachment, buffer, size)
        name = bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace")
        if PurePosixPath(name.replace("\\", "/")).suffix.lower() in _DOCUMENTS and name != _OWN_SOURCE:
            names.append(name)
    return names
