"""Draws a corpus document as a PDF with reportlab: producers, page shapes and tables that LibreOffice does not make.

Front matter, table [pdf]: ruled (default true), headings ("large", "bold" = body size, "colour"), size, columns,
font ("serif", "sans"), justify, narrow (column width in points for wrapped codes), pages ("a4", "letter").
Footnotes are set at the end of the page's text flow as small print; text boxes and content controls do not exist here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from .source import Block, Group, Mark, Node, Para, Source, Table

_FOLDERS = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/TTF",
    "C:/Windows/Fonts",
    "/Library/Fonts",
)
_FACES = {
    "serif": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    "sans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
}


class FontMissing(RuntimeError):
    """The DejaVu fonts are not on this machine."""


@cache
def fonts(face: str) -> tuple[str, str]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    names: list[str] = []
    for file in _FACES[face]:
        path = next((Path(f) / file for f in _FOLDERS if (Path(f) / file).exists()), None)
        if path is None:
            raise FontMissing(f"{file} not found")
        name = path.stem
        pdfmetrics.registerFont(TTFont(name, str(path)))
        names.append(name)
    pdfmetrics.registerFontFamily(names[0], names[0], names[1], names[0], names[1])
    return names[0], names[1]


def have_fonts() -> bool:
    try:
        fonts("serif")
    except (FontMissing, ImportError):
        return False
    return True


def markup(nodes: tuple[Node, ...], raised: str = "<super>") -> str:
    """reportlab's paragraph markup; a label becomes a call to the canvas, which tells its page when it is drawn."""
    out: list[str] = []
    for node in nodes:
        kind = node.kind
        if kind == "label":
            out.append(f'<onDraw name="note_label" label="{node.arg}"/>')
        elif kind == "text":
            out.append(escape(node.arg))
        elif kind == "b":
            out.append(f"<b>{markup(node.children, raised)}</b>")
        elif kind == "sup":
            out.append(f"{raised}{markup(node.children, raised)}</super>")
        elif kind == "big":
            out.append(f'<font size="{node.arg or 14}">{markup(node.children, raised)}</font>')
        elif kind in ("i", "u", "ins", "moveto", "sdt", "drop", "link", "field", "simple", "smart", "cs"):
            out.append(markup(node.children, raised))
        elif kind == "tab":
            out.append(" \u2003 ")
        elif kind == "br":
            out.append("<br/>")
        elif kind == "nbsp":
            out.append("\u00a0")
        elif kind == "nbhy":
            out.append("\u2011")
    return "".join(out)


def labels(nodes: tuple[Node, ...]) -> list[str]:
    return [node.arg for node in nodes if node.kind == "label"] + [x for node in nodes for x in labels(node.children)]


def write_pdf(source: Source, path: Path, columns: int = 1) -> tuple[dict[str, int], int]:
    """Returns the page of every label and the number of pages."""
    from reportlab.lib import colors
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4, letter
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import (
        BaseDocTemplate,
        Flowable,
        Frame,
        LongTable,
        PageBreak,
        PageTemplate,
        Paragraph,
        Spacer,
        TableStyle,
    )

    options: Mapping[str, Any] = source.meta.get("pdf", {})
    face, bold = fonts(options.get("font", "serif"))
    size = float(options.get("size", 10 if columns == 2 else 11))
    width, height = letter if options.get("pages") == "letter" else A4
    heading = options.get("headings", "large")
    body = ParagraphStyle("body", fontName=face, fontSize=size, leading=size * 1.35, spaceAfter=size * 0.6)
    if options.get("justify"):
        body = ParagraphStyle("body", parent=body, alignment=TA_JUSTIFY)
    pages: dict[str, int] = {}

    def note_label(canvas: Any, kind: str, label: str) -> None:
        pages.setdefault(label, canvas.getPageNumber())

    def canvas_that_notes(*arguments: Any, **named: Any) -> Any:
        canvas = Canvas(*arguments, **named)
        canvas.setNamedCB("note_label", note_label)
        return canvas

    def paragraph(nodes: tuple[Node, ...], style: ParagraphStyle, bullet: str | None = None) -> Paragraph:
        share = float(options.get("super", 0.65))  # of the body size; 0: as reportlab makes it
        raised = (
            f'<super rise="{style.fontSize * 0.35:.1f}" size="{style.fontSize * share:.1f}">' if share else "<super>"
        )
        return Paragraph(markup(nodes, raised), style, bulletText=bullet)

    def heading_style(level: int) -> ParagraphStyle:
        sizes = {1: size + 5, 2: size + 2.5, 3: size + 1}
        if heading == "bold":
            sizes = {1: size + 2, 2: size, 3: size}
        return ParagraphStyle(
            f"h{level}",
            fontName=bold,
            fontSize=sizes.get(level, size),
            leading=sizes.get(level, size) * 1.25,
            spaceBefore=size,
            spaceAfter=size * 0.5,
            keepWithNext=1,
            textColor=colors.HexColor("#1F3864") if heading == "colour" else colors.black,
        )

    running: dict[str, list[tuple[Node, ...]]] = {"header": [], "footer": []}

    class Running(Flowable):  # type: ignore[misc]
        """From here on this is the running header or footer."""

        def __init__(self, kind: str, nodes: tuple[Node, ...]) -> None:
            super().__init__()
            self.kind, self.nodes, self.width, self.height = kind, nodes, 0, 0

        def wrap(self, *_: float) -> tuple[float, float]:
            return 0, 0

        def draw(self) -> None:
            running[self.kind] = [self.nodes]

    def furniture(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.saveState()
        for kind, y in (("header", height - 36), ("footer", 40)):
            for nodes in running[kind]:
                canvas.setFont(face, 8)
                text = "".join(node.arg for node in nodes if node.kind == "text")
                canvas.drawString(64, y, text)
                for mark in labels(nodes):
                    pages.setdefault(mark, canvas.getPageNumber())
        canvas.setFont(face, 8)
        canvas.drawRightString(width - 56, 24, str(canvas.getPageNumber()))
        canvas.restoreState()

    small = ParagraphStyle("note", parent=body, fontSize=size * 0.75, leading=size)
    cell_style = ParagraphStyle(
        "cell", parent=body, fontSize=size * 0.85, leading=size * 1.1, spaceAfter=0, alignment=0
    )
    column_width = (width - 64 - 56 - 18 * (columns - 1)) / columns

    def flow(block: Block) -> list[Any]:
        if isinstance(block, Para):
            notes = [paragraph(n.children, small) for n in block.nodes if n.kind in ("fn", "en")]
            if block.level:
                return [paragraph(block.nodes, heading_style(block.level))]
            style = block.props.get("style", "")
            if block.bullet:
                item = ParagraphStyle(
                    "item", parent=body, leftIndent=18 * block.bullet, bulletIndent=18 * block.bullet - 10, spaceAfter=2
                )
                return [paragraph(block.nodes, item, "•")]
            if style.startswith("TOC"):
                return [_Leader(block.nodes, body, 14 * (int(style[3:]) - 1), face)]
            if style == "Title":
                return [
                    paragraph(
                        block.nodes,
                        ParagraphStyle("t", parent=heading_style(1), fontSize=size + 9, leading=size + 13, alignment=1),
                    )
                ]
            if style == "Caption":
                return [paragraph(block.nodes, small)]
            base = ParagraphStyle("p", parent=body, fontName=bold) if "bold" in block.props else body
            return [*([PageBreak()] if "page" in block.props else []), paragraph(block.nodes, base), *notes]
        if isinstance(block, Table):
            return [table(block), Spacer(1, size)]
        if isinstance(block, Group):
            return [f for inner in block.blocks for f in flow(inner)]
        if block.kind == "page":
            return [PageBreak()]
        if block.kind in ("header", "footer"):
            return [Running(block.kind, block.nodes)]
        raise ValueError(f"reportlab cannot draw {block.kind}")

    def table(block: Table) -> Any:
        parts = [float(w) for w in block.props.get("cols", "").split("/") if w]
        count = max(sum(c.span for c in row.cells) for row in block.rows)
        parts = (parts + [100 / count] * count)[:count]
        widths = [max(p / sum(parts) * (column_width - 12), 24) for p in parts]
        widths[widths.index(max(widths))] -= sum(widths) - (column_width - 12)
        grid: list[list[Any]] = []
        style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if block.props.get("border", "yes") == "yes" and options.get("ruled", True):
            style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
        open_: dict[int, int] = {}
        for y, row in enumerate(block.rows):
            line: list[Any] = []
            x = 0
            for cell in row.cells:
                flows: list[Any] = [
                    paragraph(
                        p.nodes, ParagraphStyle("h", parent=cell_style, fontName=bold) if row.header else cell_style
                    )
                    for p in cell.paras
                ]
                line += [flows if cell.merge != "continue" else "", *[""] * (cell.span - 1)]
                if cell.span > 1:
                    style.append(("SPAN", (x, y), (x + cell.span - 1, y)))
                if cell.merge == "restart":
                    open_[x] = y
                last = y + 1 == len(block.rows) or not (
                    len(block.rows[y + 1].cells) > len(line) - 1 and _continues(block, y + 1, x)
                )
                if cell.merge and last and x in open_:
                    style.append(("SPAN", (x, open_.pop(x)), (x, y)))
                x += cell.span
            grid.append(line + [""] * (count - len(line)))
        repeat = sum(1 for row in block.rows if row.header)
        made = LongTable(grid, colWidths=widths, repeatRows=repeat, splitInRow=1)
        made.setStyle(TableStyle(style))
        return made

    class _Leader(Flowable):  # type: ignore[misc]
        """A line of a contents page: title, leader dots, page number at the right."""

        def __init__(self, nodes: tuple[Node, ...], style: ParagraphStyle, indent: float, font: str) -> None:
            super().__init__()
            self.nodes, self.style, self.indent, self.font = nodes, style, indent, font

        def wrap(self, aw: float, _: float) -> tuple[float, float]:
            self.width = aw
            self.height = self.style.leading
            return aw, self.height

        def draw(self) -> None:
            from reportlab.pdfbase.pdfmetrics import stringWidth

            for mark in labels(self.nodes):
                pages.setdefault(mark, self.canv.getPageNumber())
            title, _, number = "".join(
                n.arg if n.kind == "text" else "\t" if n.kind == "tab" else "" for n in self.nodes
            ).rpartition("\t")
            canvas, points = self.canv, self.style.fontSize
            canvas.setFont(self.font, points)
            room = self.width - self.indent - 30
            while stringWidth(title, self.font, points) > room - 12:
                title = title[:-1]
            canvas.drawString(self.indent, 3, title)
            start = self.indent + stringWidth(title, self.font, points) + 3
            dots = "." * max(int((self.width - 24 - start) / stringWidth(".", self.font, points)), 3)
            canvas.drawString(start, 3, dots)
            canvas.drawRightString(self.width, 3, number)

    story: list[Any] = []
    started = False
    for block in source.blocks:
        if isinstance(block, Mark) and block.kind in ("header", "footer") and not started:
            running[block.kind] = [block.nodes]  # there from the first page on
            continue
        started = True
        story += flow(block)
    frames = [
        Frame(64 + i * (column_width + 18), 56, column_width, height - 110, 0, 0, 0, 0, id=f"c{i}")
        for i in range(columns)
    ]
    template = BaseDocTemplate(str(path), pagesize=(width, height), invariant=1, title="", author="")
    template.addPageTemplates([PageTemplate("main", frames, onPageEnd=furniture)])
    template.build(story, canvasmaker=canvas_that_notes)
    return pages, template.page


def _continues(table: Table, y: int, column: int) -> bool:
    x = 0
    for cell in table.rows[y].cells:
        if x == column:
            return cell.merge == "continue"
        x += cell.span
    return False
