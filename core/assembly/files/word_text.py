"""Text as a Word file may hold it: pieces of paragraphs, and the XML of a run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(text: str) -> str:
    """Without the characters that XML forbids; tabs and line breaks stay."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def short(text: str) -> str:
    """What a property of the file may hold: 255 characters."""
    text = harmless(text)
    return text if len(text) <= 255 else f"{text[:254]}…"


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph. colour: RRGGBB; never the only way in which something is said."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str | None = None


Text = str | Run | Sequence["str | Run"]


def plain(text: Text) -> str:
    pieces = [text] if isinstance(text, str | Run) else text
    return "".join(piece.text if isinstance(piece, Run) else piece for piece in pieces)


def run_xml(text: str) -> str:
    """The content of a run: line breaks and tabs as Word writes them."""
    lines = []
    for line in harmless(text).split("\n"):
        pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in line.split("\t"))
        lines.append("<w:tab/>".join(pieces))
    return "<w:br/>".join(lines)


def attribute(text: str) -> str:
    return quoteattr(harmless(text).replace("\n", " ").replace("\t", " "))
