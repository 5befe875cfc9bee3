"""Several files in one archive: the same bytes for the same files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

_DAY = (1980, 1, 1, 0, 0, 0)  # written instead of the time of making


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """files: (name, content) in their order. Word files are archives themselves and are stored as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_STORED, 3, 0o600 << 16
            archive.writestr(info, content)
    return out.getvalue()
