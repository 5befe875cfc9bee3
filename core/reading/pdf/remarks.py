"""What people noted on the pages of a PDF beside its text, and what they did with the remarks that Sapa wrote there.

A reply names the note that it answers (IRT); a state, such as "Completed", is a reply too (ISO 32000-1, 12.5.6.2-3).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ...model.findings import Finding
from ...model.places import Place
from ...version import OUR_AUTHOR
from ...words.messages import Value
from ...words.text import clean

_NOTE, _LINE, _HIGHLIGHT, _CARET = 1, 4, 9, 14  # pdfium's kinds of annotations; between them shapes and lines on text
_STAMP = 13
_UNSEEN = 0x02 | 0x20  # flags of an annotation: hidden, not shown on a screen
_DONE = frozenset({"Accepted", "Rejected", "Cancelled", "Completed", "Marked"})
_LONGEST = 160  # characters of a remark that is quoted


class Remark(NamedTuple):
    """author, text, state: of a note; answers: author and text of the note that it answers, or None."""

    page: int
    kind: int
    author: str
    text: str
    state: str
    answers: tuple[str, str] | None


def remarks_on(raw: Any, page: Any, number: int) -> Iterator[Remark]:
    """The notes on a page that a reader sees, those with which text was marked included."""
    for index in range(max(raw.FPDFPage_GetAnnotCount(page), 0)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            noted = kind == _NOTE or (_LINE <= kind <= _CARET and kind != _STAMP)
            state = _said(raw, annotation, b"State") if kind == _NOTE else ""
            if noted and (state or not raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN):
                author, text = _said(raw, annotation, b"T"), _said(raw, annotation, b"Contents")
                yield Remark(number, kind, author, text, state, _answered(raw, annotation))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _answered(raw: Any, annotation: Any) -> tuple[str, str] | None:
    parent = raw.FPDFAnnot_GetLinkedAnnot(annotation, b"IRT")
    if not parent:
        return None
    try:
        return _said(raw, parent, b"T"), _said(raw, parent, b"Contents")
    finally:
        raw.FPDFPage_CloseAnnot(parent)


def _said(raw: Any, annotation: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return clean(bytes(buffer)[: size - 2].decode("utf-16-le", "replace")).strip()


def findings_of(remarks: Sequence[Remark], shown: str) -> Iterator[Finding]:
    """What was left on the pages by others, and what became of our remarks. shown: the file's path."""
    ours = [one for one in remarks if one.answers is not None and one.answers[0] == OUR_AUTHOR]
    left = [one for one in remarks if one.author != OUR_AUTHOR and not one.state and one not in ours]
    marked = [one for one in left if one.kind == _HIGHLIGHT and not one.text]
    noted = [one for one in left if one not in marked]
    if noted:
        authors = tuple(dict.fromkeys(one.author for one in noted if one.author))
        arguments: dict[str, Value] = {"count": len(noted), "authors": authors}
        yield Finding("comments-left", "info", _place(noted[0], shown), arguments=arguments)
    if marked:
        yield Finding("highlight-left", "info", _place(marked[0], shown), arguments={"count": len(marked)})
    yield from _handled(ours, shown)


def _handled(ours: Sequence[Remark], shown: str) -> Iterator[Finding]:
    """Each answer to a remark of ours, and each remark whose last state says that it is settled."""
    states: dict[tuple[int, str], Remark] = {}
    for one in ours:
        said = _short(one.answers[1] if one.answers else "")
        if one.state:
            states[one.page, said] = one
        elif one.author != OUR_AUTHOR and one.text:
            arguments: dict[str, Value] = {"said": said, "answer": _short(one.text), "person": one.author or None}
            yield Finding("comment-answered", "info", _place(one, shown), arguments=arguments)
    for (_, said), one in states.items():
        if one.state in _DONE:
            yield Finding("comment-resolved", "info", _place(one, shown), arguments={"said": said})


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def _place(remark: Remark, shown: str) -> Place:
    return Place(shown, remark.page, remark.page, None, "pdf")
