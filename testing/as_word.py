"""The lines of a report as a Word file: styles, automatic numbers and tables as Word writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from .markup import Piece

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MADE = (1980, 1, 1, 0, 0, 0)  # the same report gives the same bytes
_RANKS = 6
_HEADINGS, _BULLETS, _NUMBERS = 1, 2, 3  # numId


def docx(pieces: Sequence[Piece]) -> bytes:
    """The bytes of a .docx."""
    body = "".join(
        _table(list(group)) if rows else "".join(map(_paragraph, group)) for rows, group in groupby(pieces, _is_row)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
            for name, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
        )
        + "</Types>",
        "_rels/.rels": _rels({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _rels({"styles": "styles.xml", "numbering": "numbering.xml"}),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            package.writestr(zipfile.ZipInfo(name, _MADE), _HEAD + xml)
    return held.getvalue()


def _is_row(piece: Piece) -> bool:
    return piece.form in ("row", "header")


def _run(text: str, bold: bool = False) -> str:
    return f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _numbered(id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr>'


def _paragraph(piece: Piece) -> str:
    properties = ""
    if piece.form in ("heading", "numbered-heading"):
        properties = f'<w:pStyle w:val="Heading{piece.level}"/>'
    if piece.form == "numbered-heading":
        properties += _numbered(_HEADINGS, piece.level - 1)
    elif piece.form in ("item", "numbered-item"):
        properties = _numbered(_BULLETS if piece.form == "item" else _NUMBERS)
    inner = '<w:r><w:br w:type="page"/></w:r>' if piece.form == "page" else _run(piece.text, piece.form == "bold")
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def _table(rows: Sequence[Piece]) -> str:
    columns = max(len(row.cells) for row in rows)
    made = f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>"
    for row in rows:
        header = "<w:trPr><w:tblHeader/></w:trPr>" if row.form == "header" else ""
        cells = "".join(f"<w:tc><w:p>{_run(cell)}</w:p></w:tc>" for cell in (*row.cells, *[""] * columns)[:columns])
        made += f"<w:tr>{header}{cells}</w:tr>"
    return f"{made}</w:tbl><w:p/>"


def _styles() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{rank}"><w:name w:val="heading {rank}"/>'
        f'<w:pPr><w:outlineLvl w:val="{rank - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for rank in range(1, _RANKS + 1)
    )
    return f'<w:styles xmlns:w="{_W}">{headings}</w:styles>'


def _numbering() -> str:
    def levels(form: str, text: str) -> str:
        return "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text or ".".join(f"%{n}" for n in range(1, level + 2))}"/></w:lvl>'
            for level in range(_RANKS)
        )

    lists = (
        (_HEADINGS, levels("decimal", "")),
        (_BULLETS, levels("bullet", "•")),
        (_NUMBERS, levels("decimal", "%1.")),
    )
    made = "".join(f'<w:abstractNum w:abstractNumId="{id}">{inner}</w:abstractNum>' for id, inner in lists)
    made += "".join(f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>' for id, _ in lists)
    return f'<w:numbering xmlns:w="{_W}">{made}</w:numbering>'


def _rels(of: dict[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(of.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'
