"""What was filled into a PDF, shown and yet no text of its pages: values of form fields, text typed onto a page."""

from __future__ import annotations

import ctypes
import re
from typing import Any

from .lines import TURNS, Box, Line, turned
from .settings import GEOMETRY

_CHECKBOX, _RADIO, _COMBO, _LIST, _TEXT = 2, 3, 4, 5, 6  # pdfium's kinds of fields
_FREE_TEXT, _WIDGET = 3, 20  # pdfium's kinds of annotations
_UNSEEN = 0x02 | 0x20  # flags of an annotation: hidden, not shown on a screen
_PASSWORD = 1 << 13
_FONT_SIZE = re.compile(r"([\d.]+)\s+Tf\b")
_LARGEST = 12.0  # points: of a value whose size is left to the program that shows it
_SIZES = (4, 72)  # points: others are no sizes of letters
_SMALLEST = 1  # points: a field that is smaller shows nothing
_FILLS = 0.75  # share of a field's height that a value takes up
_MARGIN = 2  # points between a field's edge and what stands in it
_ONE_LINE = 2.6  # font sizes: in a field that is lower one line stands in the middle
_TO_MIDDLE = 0.35  # font sizes from the middle of a line down to its baseline
_LEADING = 1.2  # font sizes
_MOST_OPTIONS = 1000  # of a list
_TICK = "☑"  # a bare tick before a word would be taken for a bullet
_NONE = 0  # kind of form of a file that has none
_ABSENT = -1  # character index of text that the page does not hold


class Fields:
    """The form of one file; to be closed before the file is."""

    def __init__(self, raw: Any, document: Any) -> None:
        self._raw = raw
        self._form: Any = None
        if raw.FPDF_GetFormType(document) != _NONE:
            self._info = raw.FPDF_FORMFILLINFO(version=2)  # pdfium keeps a pointer to it
            self._form = raw.FPDFDOC_InitFormFillEnvironment(document, self._info)

    def close(self) -> None:
        if self._form:
            self._raw.FPDFDOC_ExitFormFillEnvironment(self._form)
            self._form = None

    def lines(self, page: Any, number: int) -> list[Line]:
        """What is filled in on a page and shown: texts, choices, ticks. Empty fields and buttons say nothing."""
        raw = self._raw
        turn = max(raw.FPDFPage_GetRotation(page), 0) % TURNS
        found: list[Line] = []
        for i in range(max(raw.FPDFPage_GetAnnotCount(page), 0)):
            field = raw.FPDFPage_GetAnnot(page, i)
            if not field:
                continue
            try:
                kind = raw.FPDFAnnot_GetSubtype(field)
                if kind not in (_WIDGET, _FREE_TEXT) or raw.FPDFAnnot_GetFlags(field) & _UNSEEN:
                    continue
                if kind == _FREE_TEXT:
                    found += self._typed(field, number, turn)
                elif self._form:
                    found += self._written(field, number, turn)
            finally:
                raw.FPDFPage_CloseAnnot(field)
        return found

    def _box(self, annotation: Any, turn: int) -> Box | None:
        """Where an annotation stands; None if it has no place or no size."""
        corners = self._raw.FS_RECTF()
        if not self._raw.FPDFAnnot_GetRect(annotation, corners):
            return None
        box: Box = turned((corners.left, corners.bottom, corners.right, corners.top), turn)
        return box if box[2] - box[0] >= _SMALLEST and box[3] - box[1] >= _SMALLEST else None

    def _typed(self, annotation: Any, number: int, turn: int) -> list[Line]:
        """Text typed onto the page, each paragraph a line: where it wraps, the program that shows it decides."""
        raw = self._raw
        box = self._box(annotation, turn)
        said = self._text(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))
        looks = self._text(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, b"DA", buffer, size))
        found = _FONT_SIZE.search(looks)
        points = float(found[1]) if found else _LARGEST
        return _lines(said, box, points if _is_size(points) else _LARGEST, number, turn) if box else []

    def _written(self, field: Any, number: int, turn: int) -> list[Line]:
        raw, form = self._raw, self._form
        box = self._box(field, turn)
        if box is None:
            return []
        said = self._said(field, raw.FPDFAnnot_GetFormFieldType(form, field))
        size = ctypes.c_float()
        if not raw.FPDFAnnot_GetFontSize(form, field, size) or not _is_size(size.value):
            size.value = min(_FILLS * (box[3] - box[1]), _LARGEST)
        return _lines(said, box, size.value, number, turn)

    def _said(self, field: Any, kind: int) -> str:
        raw = self._raw
        if kind in (_CHECKBOX, _RADIO):
            # the state whose appearance is shown; pdfium's own answer would need the page's scripts run
            state = self._text(lambda buffer, size: raw.FPDFAnnot_GetStringValue(field, b"AS", buffer, size))
            return _TICK if state not in ("", "Off") else ""
        if kind in (_COMBO, _LIST):
            return self._chosen(field) or self._value(field)
        if kind == _TEXT and not raw.FPDFAnnot_GetFormFieldFlags(self._form, field) & _PASSWORD:
            return self._value(field)
        return ""

    def _value(self, field: Any) -> str:
        return self._text(lambda buffer, size: self._raw.FPDFAnnot_GetFormFieldValue(self._form, field, buffer, size))

    def _chosen(self, field: Any) -> str:
        raw, form = self._raw, self._form
        chosen = [
            self._text(lambda buffer, size, i=i: raw.FPDFAnnot_GetOptionLabel(form, field, i, buffer, size))
            for i in range(min(max(raw.FPDFAnnot_GetOptionCount(form, field), 0), _MOST_OPTIONS))
            if raw.FPDFAnnot_IsOptionSelected(form, field, i)
        ]
        return "\n".join(chosen)

    def _text(self, get: Any) -> str:
        size = get(None, 0)
        if size <= 2:
            return ""
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        get(buffer, size)
        return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _is_size(points: float) -> bool:
    least, most = _SIZES
    return least <= points <= most


def _lines(said: str, box: Box, points: float, number: int, turn: int) -> list[Line]:
    """A text's paragraphs as lines inside a box, from its upper edge down; one alone stands in the middle."""
    left, bottom, right, top = box
    texts = [text.strip() for text in said.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    texts = [text for text in texts if text]
    one = len(texts) == 1 and top - bottom < _ONE_LINE * points
    y = (top + bottom) / 2 - _TO_MIDDLE * points if one else top - _MARGIN - points
    step = min(_LEADING * points, max(top - bottom - points, 1.0) / len(texts)) if texts else 0.0
    made: list[Line] = []
    for text in texts:
        end = min(right - 1, left + _MARGIN + GEOMETRY.ordinary * points * len(text))
        line = Line(
            text, left + _MARGIN, max(end, left + _MARGIN + 1), y, points, False, "", 0, number, turn, start=_ABSENT
        )
        line.opens = bool(made)
        made.append(line)
        y -= step
    return made
