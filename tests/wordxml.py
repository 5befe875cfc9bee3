"""Word files from raw XML: for structures that no writing library can make.

`package(body, ...)` gives the bytes of a .docx; the helpers give the XML of its pieces. Text is escaped; whatever is
named `xml`, `properties` or `content` goes in as it is. Nothing is added that was not asked for.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
}
XMLNS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCX_TYPE = f"{_TYPE}.document.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    "http://schemas.openxmlformats.org/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
}

# ------------------------------------------------------------------ pieces of text


def r(text: str, properties: str = "", *, keep: bool = True) -> str:
    """A run. keep: xml:space="preserve", as Word writes it where blanks matter."""
    space = ' xml:space="preserve"' if keep else ""
    return f"<w:r>{_rpr(properties)}<w:t{space}>{escape(text)}</w:t></w:r>"


def run(content: str, properties: str = "") -> str:
    """A run of raw content."""
    return f"<w:r>{_rpr(properties)}{content}</w:r>"


def _rpr(properties: str) -> str:
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def p(
    content: str = "",
    style: str | None = None,
    num: tuple[int | None, int | None] | None = None,
    *,
    properties: str = "",
    mark: str = "",
    raw: bool = False,
) -> str:
    """A paragraph. content: text, or XML where it begins with "<" (or raw). num: (numId, ilvl), None leaves one out.

    properties: further children of w:pPr; mark: run properties of the paragraph mark.
    """
    inner = content if raw or content.startswith("<") else (r(content) if content else "")
    ppr = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        level = f'<w:ilvl w:val="{num[1]}"/>' if num[1] is not None else ""
        id = f'<w:numId w:val="{num[0]}"/>' if num[0] is not None else ""
        ppr += f"<w:numPr>{level}{id}</w:numPr>"
    ppr += properties + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{inner}</w:p>"


def ins(content: str) -> str:
    return f'<w:ins w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z">{content}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="A" w:date="2024-01-01T00:00:00Z"><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


DELETED_MARK = '<w:del w:id="3" w:author="A" w:date="2024-01-01T00:00:00Z"/>'


def field(code: str, result: str | None, *, raw: bool = False) -> str:
    """A complex field; result None: without `separate`."""
    shown = ""
    if result is not None:
        shown = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + (result if raw else r(result))
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def dropdown(entries: list[tuple[str | None, str]], kind: str = "dropDownList") -> str:
    """Properties of a drop-down: (shown, value) pairs."""
    items = "".join(
        f"<w:listItem{f' w:displayText={quoteattr(shown)}' if shown is not None else ''} w:value={quoteattr(value)}/>"
        for shown, value in entries
    )
    return f"<w:{kind}>{items}</w:{kind}>"


def contents_control(content: str) -> str:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    return sdt(content, gallery)


# ------------------------------------------------------------------ tables


def tbl(*rows: str, properties: str = "", grid: tuple[int, ...] = ()) -> str:
    """grid: widths of the columns in twips, which LibreOffice needs for some exports."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; a cell that is plain text becomes a cell with one paragraph."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def tc(content: str = "", *, span: int = 1, merge: str | None = None, properties: str = "") -> str:
    """A cell. merge: "restart" or "continue"."""
    tcpr = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + properties
    if merge:
        tcpr += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc>{f'<w:tcPr>{tcpr}</w:tcPr>' if tcpr else ''}{inner}</w:tc>"


# ------------------------------------------------------------------ drawings


def text_box(content: str) -> str:
    """A text box as Word stores it: twice, as a shape and as VML for old versions."""
    shape = (
        '<w:drawing><wp:anchor behindDoc="0"><wp:extent cx="1800000" cy="900000"/><wp:docPr id="1" name="Box" '
        'descr="9.9.9 alternative text"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f'<w:pict><v:shape style="width:100pt;height:50pt"><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(width_cm: float, height_cm: float, *, behind: bool = False) -> str:
    """A picture in a run; the image itself is not needed."""
    cx, cy = round(width_cm * 360000), round(height_cm * 360000)
    kind = 'anchor behindDoc="1"' if behind else "inline"
    return (
        f'<w:r><w:drawing><wp:{kind}><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name="Picture" '
        'descr="8.8.8 in the alternative text"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="rIdPicture"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{kind.split()[0]}>'
        "</w:drawing></w:r>"
    )


PAGE = "<w:lastRenderedPageBreak/>"  # where Word broke the page when it saved

# ------------------------------------------------------------------ styles and lists


def style(
    id: str,
    name: str,
    *,
    based_on: str | None = None,
    paragraph: str = "",
    run: str = "",
    kind: str = "paragraph",
    default: bool = False,
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}>'
        f"<w:name w:val={quoteattr(name)}/>{base}"
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    )


def headings(count: int = 3, **extra: str) -> str:
    """Built-in heading styles as Word defines them; extra: further w:pPr children by style id."""
    return style("Normal", "Normal", default=True) + "".join(
        style(
            f"Heading{n}",
            f"heading {n}",
            based_on="Normal",
            paragraph=f'{extra.get(f"Heading{n}", "")}<w:outlineLvl w:val="{n - 1}"/>',
            run="<w:b/>",
        )
        for n in range(1, count + 1)
    )


def lvl(
    index: int,
    text: str,
    format: str = "decimal",
    *,
    start: int = 1,
    style: str | None = None,
    restart: int | None = None,
    legal: bool = False,
    suffix: str | None = None,
    run: str = "",
) -> str:
    """A level of a list; its children stand in the order that the schema asks for."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>'
        + (f'<w:lvlRestart w:val="{restart}"/>' if restart is not None else "")
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:isLgl/>" if legal else "")
        + (f'<w:suff w:val="{suffix}"/>' if suffix else "")
        + f"<w:lvlText w:val={quoteattr(text)}/>"
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:lvl>"
    )


def abstract(id: int, *levels: str, before: str = "") -> str:
    """before: what stands before the levels (w:numStyleLink, w:styleLink)."""
    return f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>{before}{"".join(levels)}</w:abstractNum>'


def num(id: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def start_override(index: int, value: int, level: str = "") -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{value}"/>{level}</w:lvlOverride>'


def level_override(index: int, level: str) -> str:
    return f'<w:lvlOverride w:ilvl="{index}">{level}</w:lvlOverride>'


# ------------------------------------------------------------------ the package


def part(root: str, content: str) -> str:
    return f"{_HEAD}<w:{root} {XMLNS}>{content}</w:{root}>"


def section(properties: str = "", *, width_cm: float = 21.0, height_cm: float = 29.7) -> str:
    size = f'<w:pgSz w:w="{round(width_cm * 567)}" w:h="{round(height_cm * 567)}"/>'
    return f"<w:sectPr>{properties}{size}</w:sectPr>"


def app(pages: int, words: int, characters: int | None = None) -> str:
    """docProps/app.xml."""
    count = "" if characters is None else f"<Characters>{characters}</Characters>"
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE.replace("relationships", "extended-properties")}">'
        f"<Pages>{pages}</Pages><Words>{words}</Words>{count}</Properties>"
    )


def package(
    body: str,
    *,
    styles: str | None = None,
    numbering: str | None = None,
    footnotes: str | None = None,
    endnotes: str | None = None,
    settings: str | None = None,
    headers: Mapping[str, str] | None = None,
    properties: str | None = None,
    relations: str = "",
    extra: Mapping[str, str | bytes] | None = None,
    main: str = "word/document.xml",
    main_type: str = DOCX_TYPE,
    strict: bool = False,
    document: str | None = None,
) -> bytes:
    """A .docx. Parts that are None are absent.

    headers: relationship id -> content of a header or footer (whose name begins with "header" or "footer").
    extra: further files by name; document: the whole main part instead of `body`.
    """
    folder = main.rsplit("/", 1)[0] if "/" in main else ""
    files: dict[str, str | bytes] = {}
    overrides = [(main, main_type)]
    related: list[str] = []

    def add(name: str, root: str, content: str | None) -> None:
        if content is None:
            return
        target = f"{folder}/{name}.xml".lstrip("/")
        files[target] = part(root, content)
        overrides.append((target, f"{_TYPE}.{name}+xml"))
        related.append(f'<Relationship Id="rId_{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>')

    files[main] = document if document is not None else part("document", f"<w:body>{body}</w:body>")
    add("styles", "styles", styles)
    add("numbering", "numbering", numbering)
    add("footnotes", "footnotes", footnotes)
    add("endnotes", "endnotes", endnotes)
    add("settings", "settings", settings)
    for id, content in (headers or {}).items():
        kind = "header" if id.startswith("header") else "footer"
        target = f"{folder}/{id}.xml".lstrip("/")
        files[target] = part("hdr" if kind == "header" else "ftr", content)
        overrides.append((target, f"{_TYPE}.{kind}+xml"))
        related.append(f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{id}.xml"/>')
    name = main.rsplit("/", 1)[-1]
    files[f"{folder}/_rels/{name}.rels".lstrip("/")] = _relationships("".join(related) + relations)
    files["_rels/.rels"] = _relationships(
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{main}"/>'
        + (
            f'<Relationship Id="rId2" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
            if properties
            else ""
        )
    )
    if properties:
        files["docProps/app.xml"] = properties
        overrides.append(("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"))
    files["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides)
        + "</Types>"
    )
    files.update(extra or {})
    return zipped(files, strict=strict)


def _relationships(content: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def relation(id: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


def zipped(files: Mapping[str, str | bytes], *, strict: bool = False) -> bytes:
    """A package of these files; strict: in the namespaces of the strict format."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: name != "[Content_Types].xml"):
            content = files[name]
            if strict and isinstance(content, str):
                for transitional, other in STRICT.items():
                    content = content.replace(transitional, other)
            archive.writestr(name, content)
    return out.getvalue()


def save(folder: Path, data: bytes, name: str = "report.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
