"""pdfium's functions for single characters and objects, bound so that a call costs half.

pypdfium2 binds every function through ctypes with typed pointers and releases Python's lock around each call. That is
right for calls that take milliseconds; for the hundred thousand tiny ones that a long report needs, the bindings below
take handles as plain integers and keep the lock. They live in the same loaded library.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

_HANDLE, _INT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_double

_SIGNATURES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "FPDFText_GetUnicode": (ctypes.c_uint, (_HANDLE, _INT)),
    "FPDFText_HasUnicodeMapError": (_INT, (_HANDLE, _INT)),
    "FPDFText_GetTextObject": (_HANDLE, (_HANDLE, _INT)),
    "FPDFText_GetFontSize": (_DOUBLE, (_HANDLE, _INT)),
    "FPDFText_GetMatrix": (_INT, (_HANDLE, _INT, _HANDLE)),
    "FPDFText_GetCharOrigin": (_INT, (_HANDLE, _INT, _HANDLE, _HANDLE)),
    "FPDFText_GetFillColor": (_INT, (_HANDLE, _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE)),
    "FPDFText_GetLooseCharBox": (_INT, (_HANDLE, _INT, _HANDLE)),
    "FPDFText_IsGenerated": (_INT, (_HANDLE, _INT)),
    "FPDFText_CountRects": (_INT, (_HANDLE, _INT, _INT)),
    "FPDFText_GetRect": (_INT, (_HANDLE, _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE)),
    "FPDFTextObj_GetFont": (_HANDLE, (_HANDLE,)),
    "FPDFTextObj_GetTextRenderMode": (_INT, (_HANDLE,)),
    "FPDFFont_GetBaseFontName": (ctypes.c_size_t, (_HANDLE, _HANDLE, ctypes.c_size_t)),
    "FPDFFont_GetWeight": (_INT, (_HANDLE,)),
    "FPDFFont_GetFlags": (_INT, (_HANDLE,)),
    "FPDFPage_CountObjects": (_INT, (_HANDLE,)),
    "FPDFPage_GetObject": (_HANDLE, (_HANDLE, _INT)),
    "FPDFFormObj_CountObjects": (_INT, (_HANDLE,)),
    "FPDFFormObj_GetObject": (_HANDLE, (_HANDLE, ctypes.c_ulong)),
    "FPDFPageObj_GetType": (_INT, (_HANDLE,)),
    "FPDFPageObj_GetBounds": (_INT, (_HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)),
    "FPDFPageObj_GetMatrix": (_INT, (_HANDLE, _HANDLE)),
    "FPDFPageObj_GetFillColor": (_INT, (_HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)),
    "FPDFPageObj_GetMarkedContentID": (_INT, (_HANDLE,)),
    "FPDFPageObj_HasTransparency": (_INT, (_HANDLE,)),
    "FPDFPageObj_CountMarks": (_INT, (_HANDLE,)),
    "FPDFPageObj_GetClipPath": (_HANDLE, (_HANDLE,)),
    "FPDFClipPath_CountPaths": (_INT, (_HANDLE,)),
    "FPDFClipPath_CountPathSegments": (_INT, (_HANDLE, _INT)),
    "FPDFClipPath_GetPathSegment": (_HANDLE, (_HANDLE, _INT, _INT)),
    "FPDFPath_GetDrawMode": (_INT, (_HANDLE, _HANDLE, _HANDLE)),
    "FPDFPath_CountSegments": (_INT, (_HANDLE,)),
    "FPDFPath_GetPathSegment": (_HANDLE, (_HANDLE, _INT)),
    "FPDFPathSegment_GetPoint": (_INT, (_HANDLE, _HANDLE, _HANDLE)),
    "FPDFPathSegment_GetType": (_INT, (_HANDLE,)),
    "FPDFPathSegment_GetClose": (_INT, (_HANDLE,)),
}


@cache
def start(raw: Any) -> None:
    """Starts pdfium; that it was started already it knows itself."""
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(2, None, None, 0))


class Calls:
    """The functions above, by name without the prefix FPDF: `calls.Text_GetUnicode(text_page, index)`."""

    def __init__(self) -> None:
        from pypdfium2_raw import bindings

        library = bindings._libs["pdfium"]
        handle = getattr(library, "_handle", None)
        if handle is None:  # older bindings wrap the library
            handle = library.access["cdecl"]._handle
        quick = ctypes.PyDLL("pdfium", handle=handle)
        for name, (result, arguments) in _SIGNATURES.items():
            function = quick[name]
            function.restype = result
            function.argtypes = arguments
            setattr(self, name.removeprefix("FPDF"), function)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        raise AttributeError(name)


def handle_of(pointer: Any) -> int:
    """The integer handle behind one of pypdfium2's typed pointers; 0 for none."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
