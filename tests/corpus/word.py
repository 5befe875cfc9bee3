"""Writes a corpus document as a Word file, straight as XML: what Word writes and libraries do not is the point."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from .prose import prose
from .source import Block, Cell, Group, Mark, Node, Para, Row, Source, Table

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'mc:Ignorable="w14"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_TYPES = {
    "docx": f"{_TYPES}.document.main+xml",
    "dotx": f"{_TYPES}.template.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
_LANGS = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ"}
# the order that the schema prescribes inside w:rPr
_RPR = ("rStyle", "rFonts", "b", "i", "strike", "vanish", "webHidden", "color", "sz", "u", "vertAlign", "specVanish")
_WHEN = 'w:author="A. Editor" w:date="2024-03-01T10:00:00Z"'

Format = Mapping[str, str]


def write_docx(source: Source, path: Path, kind: str = "docx", scans: str = "picture") -> None:
    """kind: docx, dotx, docm or dotm decides the content type of the main part.

    scans: what becomes of the pages in @scan: "picture" (a scan pasted into Word), or "text" between two bookmarks,
    so that the pages of a PDF made from it can be turned into images.
    """
    path.write_bytes(_Writer(source, scans).package(kind))


_SIMPLE = {
    "tab": "<w:tab/>",
    "br": "<w:br/>",
    "cr": "<w:cr/>",
    "shy": "<w:softHyphen/>",
    "nbhy": "<w:noBreakHyphen/>",
    "lrpb": "<w:lastRenderedPageBreak/>",
    "pb": '<w:br w:type="page"/>',
}
_CHARACTERS = {"nbsp": "\u00a0", "zw": "\u200b", "shychar": "\u00ad", "thin": "\u2009", "|": ""}
_LOOKS = {
    "b": {"b": ""},
    "i": {"i": ""},
    "nb": {"b": "0"},
    "u": {"u": "single"},
    "sup": {"vertAlign": "superscript"},
    "sub": {"vertAlign": "subscript"},
    "hide": {"vanish": ""},
}
_CHANGES = {"ins": "ins", "moveto": "moveTo", "del": "del", "movefrom": "moveFrom"}
_FORMATS = {"bold": "b", "vanish": "vanish", "italic": "i"}  # of a whole paragraph


class _Writer:
    def __init__(self, source: Source, scans: str = "picture") -> None:
        self.source, self.meta = source, source.meta
        self.scans, self.scan_count = scans, 0
        self.rng = Random(zlib.crc32(source.name.encode()) ^ 0x5A)
        self.fragment = float(self.meta.get("fragment", 0.0))
        self.ids = 0
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": [], "comment": []}
        self.rels: list[tuple[str, str, str, bool]] = []  # id, type, target, external
        self.parts: dict[str, bytes] = {}
        self.furniture: list[str] = []  # reference elements of the current section
        self.columns = 1
        self.break_before = False

    # -- package

    def package(self, kind: str) -> bytes:
        body = "".join(self.block(block) for block in self.source.blocks) + self.sect()
        document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        types = [("word/document.xml", MAIN_TYPES[kind])]
        files: dict[str, bytes] = {"word/document.xml": _xml(document)}

        def part(name: str, type_: str, content: str, content_type: str) -> None:
            files[f"word/{name}"] = _xml(content)
            types.append((f"word/{name}", content_type))
            self.rels.append((f"rIdP{len(self.rels)}", f"{_OFFICE}/{type_}", name, False))

        part("styles.xml", "styles", self.styles(), f"{_TYPES}.styles+xml")
        part("numbering.xml", "numbering", self.numbering(), f"{_TYPES}.numbering+xml")
        part("settings.xml", "settings", f"<w:settings {NAMESPACES}><w:compat/></w:settings>", f"{_TYPES}.settings+xml")
        for note in ("footnote", "endnote"):
            if self.notes[note]:
                separators = "".join(
                    f'<w:{note} w:type="{t}" w:id="{i}"><w:p><w:r><w:{t}/></w:r></w:p></w:{note}>'
                    for i, t in ((-1, "separator"), (0, "continuationSeparator"))
                )
                xml = f"<w:{note}s {NAMESPACES}>{separators}{''.join(self.notes[note])}</w:{note}s>"
                part(f"{note}s.xml", f"{note}s", xml, f"{_TYPES}.{note}s+xml")
        if self.notes["comment"]:
            xml = f"<w:comments {NAMESPACES}>{''.join(self.notes['comment'])}</w:comments>"
            part("comments.xml", "comments", xml, f"{_TYPES}.comments+xml")
        for name, content in self.parts.items():
            files[f"word/{name}"] = content
            if name.endswith(".xml"):
                types.append((f"word/{name}", f"{_TYPES}.{name.rstrip('0123456789.xml')}+xml"))
        rels = "".join(
            f'<Relationship Id="{i}" Type="{t}" Target={quoteattr(target)}{" TargetMode=" + chr(34) + "External" + chr(34) if out else ""}/>'
            for i, t, target, out in self.rels
        )
        package_ns = "http://schemas.openxmlformats.org/package/2006"
        files["word/_rels/document.xml.rels"] = _xml(
            f'<Relationships xmlns="{package_ns}/relationships">{rels}</Relationships>'
        )
        files["_rels/.rels"] = _xml(
            f'<Relationships xmlns="{package_ns}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{package_ns}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
            + (
                f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
                if "app" in self.meta
                else ""
            )
            + "</Relationships>"
        )
        props = self.meta.get("properties", {})
        files["docProps/core.xml"] = _xml(
            f'<cp:coreProperties xmlns:cp="{package_ns}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(props.get('title', ''))}</dc:title><dc:subject>{escape(props.get('subject', ''))}</dc:subject>"
            f"<cp:keywords>{escape(props.get('keywords', ''))}</cp:keywords></cp:coreProperties>"
        )
        types.append(("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
        if "app" in self.meta:
            entries = "".join(f"<{k}>{v}</{k}>" for k, v in self.meta["app"].items())
            files["docProps/app.xml"] = _xml(
                f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">{entries}</Properties>'
            )
            types.append(("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"))
        overrides = "".join(f'<Override PartName="/{name}" ContentType="{t}"/>' for name, t in types)
        files["[Content_Types].xml"] = _xml(
            f'<Types xmlns="{package_ns}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
        )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name in sorted(files, key=lambda n: (n != "[Content_Types].xml", n)):
                package.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def next_id(self) -> int:
        self.ids += 1
        return self.ids

    # -- blocks

    def block(self, block: Block) -> str:
        if isinstance(block, Para):
            return self.para(block)
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Group):
            return self.group(block)
        return self.mark(block)

    def group(self, group: Group) -> str:
        if group.kind == "scan":  # its pages begin and end with it, so that they can be made images
            self.scan_count += 1
            edges = [Para((Node("label", f"scan{self.scan_count}{side}"),), props={"page": "1"}) for side in ("a", "b")]
            inner = (
                self.block(Mark("picture")) if self.scans == "picture" else "".join(self.block(b) for b in group.blocks)
            )
            return self.para(edges[0]) + inner + self.para(edges[1])
        inner = "".join(self.block(b) for b in group.blocks)
        if group.kind == "custom":
            return f'<w:customXml w:uri="urn:example" w:element="part">{inner}</w:customXml>'
        if group.kind == "sdt":
            return f'<w:sdt><w:sdtPr><w:id w:val="{self.next_id()}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
        field = group.kind == "tocfield" or group.props.get("field")
        if field:  # Word's field runs from the first entry's paragraph to a paragraph after the last
            begin = (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            )
            inner = inner.replace("</w:pPr>", "</w:pPr>" + begin, 1)
            inner += '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        if group.kind == "tocfield":
            return inner
        gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        return f'<w:sdt><w:sdtPr><w:id w:val="{self.next_id()}"/>{gallery}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'

    def mark(self, mark: Mark) -> str:
        if mark.kind == "raw":
            return mark.text
        if mark.kind == "page":
            return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        if mark.kind in ("header", "footer", "firstheader"):
            tag = "footer" if mark.kind == "footer" else "header"
            name = f"{tag}{len(self.parts) + 1}.xml"
            self.parts[name] = _xml(
                f"<w:{'ftr' if tag == 'footer' else 'hdr'} {NAMESPACES}>{self.para(Para(mark.nodes))}"
                f"</w:{'ftr' if tag == 'footer' else 'hdr'}>"
            )
            rid = f"rIdF{len(self.parts)}"
            self.rels.append((rid, f"{_OFFICE}/{tag}", name, False))
            type_ = "first" if mark.kind == "firstheader" else "default"
            self.furniture = [f for f in self.furniture if f'<w:{tag}Reference w:type="{type_}"' not in f]
            self.furniture.append(f'<w:{tag}Reference w:type="{type_}" r:id="{rid}"/>')
            return ""
        if mark.kind == "section":
            ended = f"<w:p><w:pPr>{self.sect()}</w:pPr></w:p>"
            self.columns = int(mark.props.get("columns", 1))
            return ended
        assert mark.kind == "picture", mark
        return f"<w:p>{self.picture(mark.props.get('size', 'full'), '')}</w:p>"

    def sect(self) -> str:
        title = "<w:titlePg/>" if any('"first"' in f for f in self.furniture) else ""
        return (
            f'<w:sectPr>{"".join(self.furniture)}<w:type w:val="{"nextPage" if self.columns == 1 else "continuous"}"/>'
            '<w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="708" w:footer="708" w:gutter="0"/>'
            f'<w:cols w:num="{self.columns}" w:space="708"/>{title}</w:sectPr>'
        )

    def style_id(self, style: str) -> str:
        """Word in another language gives its own ids to the same built-in styles: "1" is heading 1 in Russian Word."""
        if self.meta.get("style_ids", "en") != "en":
            if style.startswith("Heading"):
                return style[7:]
            if style.startswith("TOC"):
                return style[3:] + "1"
        return style

    def para(self, para: Para, extra: str = "") -> str:
        p = dict(para.props)
        fmt = {_FORMATS[key]: "" for key in _FORMATS if key in p}
        if "size" in p:
            fmt["sz"] = str(int(float(p["size"]) * 2))
        nodes = (Node("del", "", para.nodes),) if "del" in p and "keeptext" not in p else para.nodes
        properties = self.properties(para, p)
        inner = self.inline(nodes, fmt)
        rsid = f' w:rsidR="00{self.rng.randrange(1 << 24):06X}"' if self.fragment else ""
        return f"<w:p{rsid}><w:pPr>{properties}</w:pPr>{extra}{inner}</w:p>"

    def properties(self, para: Para, p: dict[str, str]) -> str:
        style = p.get("style") or (f"Heading{para.level}" if para.level else "ListParagraph" if para.bullet else "")
        out = f'<w:pStyle w:val="{self.style_id(style)}"/>' if style else ""
        out += "".join(tag for key, tag in (("keep", "<w:keepNext/>"), ("page", "<w:pageBreakBefore/>")) if key in p)
        num = p.get("num") or (f"90:{para.bullet - 1}" if para.bullet else "")
        if num:
            ident, _, level = num.partition(":")
            ilvl = f'<w:ilvl w:val="{level}"/>' if level else ""
            out += f'<w:numPr>{ilvl}<w:numId w:val="{ident}"/></w:numPr>'
        if style.startswith("TOC"):
            out += '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9345"/></w:tabs>'
        for key, tag in (("indent", "ind w:left"), ("center", ""), ("outline", "outlineLvl w:val")):
            if key in p:
                out += f'<w:{tag}="{p[key]}"/>' if tag else '<w:jc w:val="center"/>'
        mark = "".join(f'<w:{key} w:id="{self.next_id()}" {_WHEN}/>' for key in ("ins", "del") if key in p)
        mark += "<w:vanish/>" if "vanish" in p else ""
        return out + (f"<w:rPr>{mark}</w:rPr>" if mark else "")

    def table(self, table: Table) -> str:
        widths = [int(float(w) * 93.5) for w in table.props.get("cols", "").split("/") if w]
        if not table.rows:
            return ""
        count = max(sum(c.span for c in row.cells) for row in table.rows)
        widths = (widths + [9350 // count] * count)[:count]
        border = table.props.get("border", "yes") == "yes"
        lines = "".join(
            f'<w:{side} w:val="{"single" if border else "nil"}" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        rows = "".join(self.row(row, widths) for row in table.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def row(self, row: Row, widths: list[int]) -> str:
        props = ""
        if row.header:
            props += "<w:tblHeader/>"
        if row.inserted:
            props += f'<w:ins w:id="{self.next_id()}" {_WHEN}/>'
        if row.deleted:
            props += f'<w:del w:id="{self.next_id()}" {_WHEN}/>'
        column, cells = 0, ""
        for cell in row.cells:
            cells += self.cell(cell, sum(widths[column : column + cell.span]), row)
            column += cell.span
        xml = f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{cells}</w:tr>"
        return (
            f'<w:sdt><w:sdtPr><w:id w:val="{self.next_id()}"/></w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>'
            if row.sdt
            else xml
        )

    def cell(self, cell: Cell, width: int, row: Row) -> str:
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        merge = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(cell.merge, "")
        gone = f'<w:cellDel w:id="{self.next_id()}" {_WHEN}/>' if cell.deleted else ""
        paras = ""
        for para in cell.paras:
            if row.deleted:
                para = Para(para.nodes, para.level, para.bullet, {**para.props, "del": "1"})
            elif row.inserted:
                para = Para((Node("ins", "", para.nodes),), para.level, para.bullet, {**para.props, "ins": "1"})
            nested = [node for node in para.nodes if node.kind == "table"]
            for node in nested:
                paras += self.para(Para(tuple(n for n in para.nodes if n is not node), props=para.props))
                paras += self.table(self.source.tables[node.arg]) + "<w:p/>"
            if not nested:
                paras += self.para(para)
        xml = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{gone}</w:tcPr>{paras}</w:tc>'
        return (
            f'<w:sdt><w:sdtPr><w:id w:val="{self.next_id()}"/></w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>'
            if cell.sdt
            else xml
        )

    # -- inline

    def inline(self, nodes: tuple[Node, ...], fmt: Format) -> str:
        return "".join(self.node(node, fmt) for node in nodes)

    def node(self, node: Node, fmt: Format) -> str:
        kind, inner = node.kind, node.children
        if kind in _SIMPLE:
            return f"<w:r>{_rpr(fmt)}{_SIMPLE[kind]}</w:r>"
        if kind in _CHARACTERS:
            return self.run(_CHARACTERS[kind], fmt) if _CHARACTERS[kind] else '<w:proofErr w:type="spellStart"/>'
        if kind in _LOOKS:
            return self.inline(inner, {**fmt, **_LOOKS[kind]})
        if kind in _CHANGES:
            text = self.inline(inner, {**fmt, "_del": "1"} if kind == "del" else fmt)
            return f'<w:{_CHANGES[kind]} w:id="{self.next_id()}" {_WHEN}>{text}</w:{_CHANGES[kind]}>'
        handlers: dict[str, Callable[[Node, Format], str]] = {
            "text": lambda node, fmt: self.text(node.arg, fmt),
            "big": lambda node, fmt: self.inline(inner, {**fmt, "sz": str(int(float(node.arg or 14) * 2))}),
            "cs": lambda node, fmt: self.inline(inner, {**fmt, "rStyle": node.arg}),
            "fn": lambda node, fmt: self.note("footnote", inner),
            "en": lambda node, fmt: self.note("endnote", inner),
            "com": self.comment,
            **dict.fromkeys(("box", "vml"), lambda node, fmt: self.box(kind, inner)),
            **dict.fromkeys(("sdt", "ph", "drop", "undrop"), lambda node, fmt: self.control(kind, inner, fmt)),
            "link": self.link,
            "field": self.field,
            "simple": lambda node, fmt: (
                f"<w:fldSimple w:instr={quoteattr(' ' + node.arg + ' ')}>{self.inline(inner, fmt)}</w:fldSimple>"
            ),
            "smart": lambda node, fmt: (
                f'<w:smartTag w:uri="urn:example" w:element="number">{self.inline(inner, fmt)}</w:smartTag>'
            ),
            "alt": lambda node, fmt: self.picture("small", "".join(n.arg for n in inner)),
            "label": self.label,
            "picture": lambda node, fmt: self.picture(node.arg or "small", ""),
        }
        if kind not in handlers:
            raise ValueError(f"unknown inline {kind}")
        return handlers[kind](node, fmt)

    def comment(self, node: Node, fmt: Format) -> str:
        ident = self.next_id()
        self.notes["comment"].append(f'<w:comment w:id="{ident}" {_WHEN}>{self.para(Para(node.children))}</w:comment>')
        return f'<w:r><w:commentReference w:id="{ident}"/></w:r>'

    def link(self, node: Node, fmt: Format) -> str:
        rid = f"rIdL{len(self.rels)}"
        self.rels.append((rid, f"{_OFFICE}/hyperlink", node.arg or "https://example.org/doc", True))
        inner = self.inline(node.children, {**fmt, "rStyle": "Hyperlink"})
        return f'<w:hyperlink r:id="{rid}">{inner}</w:hyperlink>'

    def field(self, node: Node, fmt: Format) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {escape(node.arg)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{self.inline(node.children, fmt)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def label(self, node: Node, fmt: Format) -> str:
        ident = self.next_id()
        return f'<w:bookmarkStart w:id="{ident}" w:name="mark{node.arg}"/><w:bookmarkEnd w:id="{ident}"/>'

    def text(self, text: str, fmt: Format) -> str:
        if not self.fragment or len(text) < 2:
            return self.run(text, fmt)
        cuts = sorted(
            i
            for i in range(1, len(text))
            if self.rng.random() < self.fragment * (3 if text[i].isdigit() or text[i] == "." else 1)
        )
        out, start = "", 0
        for cut in [*cuts, len(text)]:
            out += self.run(text[start:cut], fmt)
            if self.rng.random() < 0.15:
                out += f'<w:proofErr w:type="{"spellStart" if self.rng.random() < 0.5 else "spellEnd"}"/>'
            start = cut
        return out

    def run(self, text: str, fmt: Format) -> str:
        if not text:
            return ""
        tag = "delText" if "_del" in fmt else "t"
        rsid = f' w:rsidRPr="00{self.rng.randrange(1 << 24):06X}"' if self.fragment else ""
        return f'<w:r{rsid}>{_rpr(fmt)}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'

    def note(self, kind: str, inner: tuple[Node, ...]) -> str:
        ident = len(self.notes[kind]) + 1
        style = "FootnoteReference"
        mark = f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
        slot = len(self.notes[kind])
        self.notes[kind].append("")
        body = self.para(Para(inner, props={"style": "FootnoteText"}), extra=mark)
        self.notes[kind][slot] = f'<w:{kind} w:id="{ident}">{body}</w:{kind}>'
        return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:{kind}Reference w:id="{ident}"/></w:r>'

    def box(self, kind: str, inner: tuple[Node, ...]) -> str:
        content = f"<w:txbxContent>{self.para(Para(inner))}</w:txbxContent>"
        shape = (
            f'<w:pict><v:shape id="s{self.next_id()}" style="width:360pt;height:120pt" type="#_x0000_t202">'
            f"<v:textbox>{content}</v:textbox></v:shape></w:pict>"
        )
        if kind == "vml":
            return f"<w:r>{shape}</w:r>"
        size = '<wp:extent cx="4572000" cy="1524000"/>'
        drawing = (
            f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">{size}<wp:docPr id="{self.next_id()}" name="Text Box"/>'
            '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
            '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4572000" cy="1524000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
            f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
        return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent></w:r>'

    def control(self, kind: str, inner: tuple[Node, ...], fmt: Format) -> str:
        props = f'<w:id w:val="{self.next_id()}"/>'
        if kind in ("ph", "undrop"):
            props += "<w:showingPlcHdr/>"
        if kind in ("drop", "undrop"):
            props += (
                '<w:dropDownList><w:listItem w:displayText="Choose an item." w:value=""/>'
                f'<w:listItem w:displayText={quoteattr("".join(n.arg for n in inner))} w:value="1"/></w:dropDownList>'
            )
        else:
            props += "<w:text/>"
        return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{self.inline(inner, fmt)}</w:sdtContent></w:sdt>"

    def picture(self, size: str, alt: str) -> str:
        name = f"media/image{len(self.parts) + 1}.png"
        full = size == "full"
        self.parts[name] = (
            page_image(self.source.language, self.rng)
            if full
            else page_image(self.source.language, self.rng, (200, 120))
        )
        rid = f"rIdM{len(self.parts)}"
        self.rels.append((rid, f"{_OFFICE}/image", name, False))
        cx, cy = (5940000, 8400000) if full else (1800000, 1080000)
        ident = self.next_id()
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
            f'<wp:docPr id="{ident}" name="Picture {ident}" descr={quoteattr(alt)}/><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{ident}" name="Picture {ident}" descr={quoteattr(alt)}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    # -- styles and numbering

    def styles(self) -> str:
        lang = _LANGS[self.source.language]
        body = float(self.meta.get("size", 12)) * 2
        font = self.meta.get("font", "Times New Roman")
        out = (
            f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:eastAsia="{font}"/>'
            f'<w:sz w:val="{int(body)}"/><w:lang w:val="{lang}"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        )
        pstyle = {
            lvl["style"]: (a["id"], i)
            for a in self.meta.get("abstract", ())
            for i, lvl in enumerate(a["levels"])
            if "style" in lvl
        }
        nums = {n["abstract"]: n["id"] for n in reversed(self.meta.get("num", ()))}
        own = {s["id"] for s in self.meta.get("style", ())}
        for level in range(1, 7):
            if f"Heading{level}" in own:
                continue
            num = ""
            if f"Heading{level}" in pstyle:
                abstract, ilvl = pstyle[f"Heading{level}"]
                num = f'<w:numPr>{f"<w:ilvl w:val={chr(34)}{ilvl}{chr(34)}/>" if ilvl else ""}<w:numId w:val="{nums[abstract]}"/></w:numPr>'
            size = {1: 32, 2: 28, 3: 24}.get(level, 24)
            out += (
                f'<w:style w:type="paragraph" w:styleId="{self.style_id(f"Heading{level}")}"><w:name w:val="heading {level}"/>'
                f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>{num}<w:spacing w:before="240" w:after="120"/>'
                f'<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
            )
        for ident, name, ppr, rpr in (
            ("Title", "Title", '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="40"/>'),
            ("Caption", "caption", "", '<w:i/><w:sz w:val="20"/>'),
            ("ListParagraph", "List Paragraph", '<w:ind w:left="720"/>', ""),
            ("FootnoteText", "footnote text", "", '<w:sz w:val="20"/>'),
            *((f"TOC{n}", f"toc {n}", f'<w:ind w:left="{220 * (n - 1)}"/>', "") for n in (1, 2, 3)),
        ):
            if ident not in own:
                out += (
                    f'<w:style w:type="paragraph" w:styleId="{self.style_id(ident)}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
                    f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
                )
        for ident, name, rpr in (
            ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
            ("Hyperlink", "Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>'),
            ("PlaceholderText", "Placeholder Text", '<w:color w:val="808080"/>'),
        ):
            out += f'<w:style w:type="character" w:styleId="{ident}"><w:name w:val="{name}"/><w:rPr>{rpr}</w:rPr></w:style>'
        for style in self.meta.get("style", ()):
            out += self.own_style(style)
        return f"<w:styles {NAMESPACES}>{out}</w:styles>"

    def own_style(self, s: Mapping[str, Any]) -> str:
        kind = s.get("kind", "paragraph")
        ppr = rpr = ""
        if "num" in s:
            ident, _, level = str(s["num"]).partition(":")
            ppr += f'<w:numPr>{f"<w:ilvl w:val={chr(34)}{level}{chr(34)}/>" if level else ""}<w:numId w:val="{ident}"/></w:numPr>'
        if "outline" in s:
            ppr += f'<w:outlineLvl w:val="{s["outline"]}"/>'
        if s.get("bold"):
            rpr += "<w:b/>"
        if s.get("vanish"):
            rpr += "<w:vanish/>"
        if "size" in s:
            rpr += f'<w:sz w:val="{int(s["size"] * 2)}"/>'
        based = f'<w:basedOn w:val="{self.style_id(s["based"])}"/>' if "based" in s else ""
        return (
            f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{s["id"]}"><w:name w:val="{s.get("name", s["id"])}"/>{based}'
            f"{f'<w:pPr>{ppr}</w:pPr>' if kind != 'character' else ''}<w:rPr>{rpr}</w:rPr></w:style>"
        )

    def numbering(self) -> str:
        bullets = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
            f'<w:pPr><w:ind w:left="{720 * (i + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for i in range(3)
        )
        decimal = (
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/>'
            '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
        )
        abstracts = (
            f'<w:abstractNum w:abstractNumId="90"><w:multiLevelType w:val="hybridMultilevel"/>{bullets}</w:abstractNum>'
        )
        abstracts += (
            f'<w:abstractNum w:abstractNumId="91"><w:multiLevelType w:val="singleLevel"/>{decimal}</w:abstractNum>'
        )
        for a in self.meta.get("abstract", ()):
            link = f'<w:styleLink w:val="{a["stylelink"]}"/>' if "stylelink" in a else ""
            link += f'<w:numStyleLink w:val="{a["numstylelink"]}"/>' if "numstylelink" in a else ""
            levels = "".join(self.level(i, lvl) for i, lvl in enumerate(a["levels"]))
            abstracts += f'<w:abstractNum w:abstractNumId="{a["id"]}"><w:multiLevelType w:val="multilevel"/>{link}{levels}</w:abstractNum>'
        nums = '<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num><w:num w:numId="91"><w:abstractNumId w:val="91"/></w:num>'
        for n in self.meta.get("num", ()):
            over = ""
            for o in n.get("overrides", ()):
                start = f'<w:startOverride w:val="{o["start"]}"/>' if "start" in o else ""
                lvl = self.level(o["level"], o) if "text" in o else ""
                over += f'<w:lvlOverride w:ilvl="{o["level"]}">{start}{lvl}</w:lvlOverride>'
            nums += f'<w:num w:numId="{n["id"]}"><w:abstractNumId w:val="{n["abstract"]}"/>{over}</w:num>'
        return f"<w:numbering {NAMESPACES}>{abstracts}{nums}</w:numbering>"

    def level(self, index: int, lvl: Mapping[str, Any]) -> str:
        out = f'<w:start w:val="{lvl.get("from", 1)}"/><w:numFmt w:val="{lvl.get("fmt", "decimal")}"/>'
        if "restart" in lvl:
            out += f'<w:lvlRestart w:val="{lvl["restart"]}"/>'
        if "style" in lvl:
            out += f'<w:pStyle w:val="{self.style_id(lvl["style"])}"/>'
        if lvl.get("legal"):
            out += "<w:isLgl/>"
        if "suff" in lvl:
            out += f'<w:suff w:val="{lvl["suff"]}"/>'
        out += f"<w:lvlText w:val={quoteattr(lvl['text'])}/>"
        return (
            f'<w:lvl w:ilvl="{index}">{out}<w:pPr><w:ind w:left="{360 * (index + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        )


def _rpr(fmt: Format) -> str:
    out = ""
    for key in _RPR:
        if key in fmt:
            out += f'<w:{key} w:val="{fmt[key]}"/>' if fmt[key] else f"<w:{key}/>"
    return f"<w:rPr>{out}</w:rPr>" if out else ""


def _xml(text: str) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text).encode("utf-8")


def page_image(lang: str, rng: Random, size: tuple[int, int] = (1240, 1754)) -> bytes:
    """A picture of a page of prose, as a scanner gives it."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    try:
        font: Any = ImageFont.truetype("DejaVuSerif.ttf", max(size[1] // 60, 10))
    except OSError:  # without the font a picture is still a picture
        font = ImageFont.load_default()
    words = prose(300, lang, rng).split()
    y, step = size[1] // 20, size[1] // 40
    while words and y < size[1] - step:
        line, words = words[:9], words[9:]
        draw.text((size[0] // 12, y), " ".join(line), fill=20, font=font)
        y += step
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
