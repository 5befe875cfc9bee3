"""The lines of a report as a PDF, drawn by reportlab (the extra `sapa[testing]`)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from .markup import Piece

_SIZES = (18, 15, 13, 12, 12, 12)  # points, of a heading by its rank
_BODY = 10.5
_MARGIN = 60
# Fonts with Kazakh letters, as systems name them; the standard fonts of a PDF have none.
_FONTS = ("DejaVuSans", "LiberationSans-Regular", "arial", "Arial")
_BOLD = {"DejaVuSans": "DejaVuSans-Bold", "LiberationSans-Regular": "LiberationSans-Bold", "arial": "arialbd"}
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")


class NoPdf(Exception):
    """reportlab is not installed, or no font of this machine has the letters."""


def pdf(pieces: Sequence[Piece]) -> bytes:
    """The bytes of a PDF. Raises NoPdf."""
    try:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate
    except ImportError:
        raise NoPdf("a PDF needs reportlab: pip install sapa[testing]") from None
    made = io.BytesIO()
    document = SimpleDocTemplate(
        made, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN, invariant=1
    )
    document.build(list(_flowing(pieces, *_fonts())))
    return made.getvalue()


def _fonts() -> tuple[str, str]:
    """Names of a font with the letters of all three languages, and of its bold one."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in _FONTS:
        found = _file(name)
        if found is None:
            continue
        pdfmetrics.registerFont(TTFont(name, str(found)))
        bold = _BOLD.get(name, "")
        heavy = _file(bold) if bold else None
        if heavy is not None:
            pdfmetrics.registerFont(TTFont(bold, str(heavy)))
        return name, bold if heavy is not None else name
    raise NoPdf("no font with Cyrillic letters was found: install DejaVu Sans or Liberation Sans")


def _file(name: str) -> Path | None:
    for folder in _FOLDERS:
        for found in Path(folder).rglob(f"{name}.ttf"):
            return found
    return None


def _flowing(pieces: Sequence[Piece], font: str, bold: str) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, Spacer, Table

    body = ParagraphStyle("body", fontName=font, fontSize=_BODY, leading=_BODY * 1.35, spaceAfter=6)
    heads = [
        ParagraphStyle(f"h{rank}", fontName=bold, fontSize=size, leading=size * 1.3, spaceBefore=10, spaceAfter=6)
        for rank, size in enumerate(_SIZES, 1)
    ]
    heavy = ParagraphStyle("bold", parent=body, fontName=bold)
    numbers = [0] * len(_SIZES)
    item = 0
    for rows, group in groupby(pieces, lambda piece: piece.form in ("row", "header")):
        held = list(group)
        if rows:
            wide = max(len(row.cells) for row in held)
            cells = [
                [Paragraph(escape(cell), heavy if row.form == "header" else body) for cell in row.cells]
                + [""] * (wide - len(row.cells))
                for row in held
            ]
            yield Table(cells, style=[("GRID", (0, 0), (-1, -1), 0.7, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
            yield Spacer(1, 8)
            continue
        for piece in held:
            item = item + 1 if piece.form == "numbered-item" else 0
            if piece.form == "page":
                yield PageBreak()
            elif piece.form in ("heading", "numbered-heading"):
                number = _next(numbers, piece.level) if piece.form == "numbered-heading" else ""
                yield Paragraph(escape(f"{number} {piece.text}".strip()), heads[piece.level - 1])
            elif piece.form in ("item", "numbered-item"):
                yield Paragraph(escape(f"{f'{item}.' if item else '•'} {piece.text}"), body)
            else:
                yield Paragraph(escape(piece.text), heavy if piece.form == "bold" else body)


def _next(numbers: list[int], level: int) -> str:
    numbers[level - 1] += 1
    numbers[level:] = [0] * (len(numbers) - level)
    return ".".join(str(number) for number in numbers[:level])
