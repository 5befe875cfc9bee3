"""Builds the example reports from their text sources: python examples/build.py [FOLDER]

Each source is a small subset of Markdown, so that a reviewer reads the report and not a script:

    +++ ... +++            TOML: language, title, running header
    # / ## / ###           headings 1 to 3; heading 1 begins a page
    ### {6.2} Title        the number comes from Word's automatic numbering: 6.2.1, 6.2.2, ...
    - item                 list item
    | a | b |              table, first row is its head; @caption and @widths may stand before it
    @prompt text           a template's prompt that nobody replaced (grey, in italics)
    text[^key], [^key]: …  footnote
    **bold**               bold

The PDF is LibreOffice's export of the Word file, and the contents page carries the page numbers that it gives.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
REPORTS = {
    "institutional-en": ("docx", "pdf"),
    "programme-ru": ("docx", "pdf"),
}
# A second file in which one page is only an image: the page that begins with this heading.
SCANS = {"institutional-en": "8.2.6"}
FIXED = datetime(2024, 5, 2, 12, 0)  # the same bytes from every build


@dataclass
class Source:
    """A report as text: its settings and its blocks, each a kind and what it holds."""

    settings: dict[str, Any]
    blocks: list[tuple[str, Any]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def parse(text: str) -> Source:
    _, settings, body = text.split("+++\n", 2)
    source = Source(tomllib.loads(settings))
    for piece in re.split(r"\n\s*\n", body.strip()):
        lines = piece.strip().split("\n")
        while lines:
            line = lines.pop(0)
            if m := re.match(r"(#{1,3}) (.*)", line):
                source.blocks.append((f"h{len(m[1])}", m[2]))
            elif m := re.match(r"\[\^(\w+)\]: (.*)", line):
                source.notes[m[1]] = m[2]
            elif m := re.match(r"@(\w+) (.*)", line):
                source.blocks.append((m[1], m[2]))
            elif line.startswith("- "):
                source.blocks.append(("item", line[2:]))
            elif line.startswith("|"):
                rows = [line]
                while lines and lines[0].startswith("|"):
                    rows.append(lines.pop(0))
                cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
                source.blocks.append(("table", [row for row in cells if not set("".join(row)) <= set("- ")]))
            else:
                source.blocks.append(("p", line))
    return source


def build_docx(source: Source, pages: list[int]) -> bytes:
    """The Word file; pages: the page of each heading that the contents list (empty: not known yet)."""
    settings = source.settings
    word = Document()
    _styles(word, settings["lang"])
    _cover(word, settings)
    shown = range(1, settings["contents_levels"] + 1)
    _contents(word, settings["contents"], [b for b in source.blocks if b[0] in (f"h{n}" for n in shown)], pages)
    blocks = _Blocks(word, source)
    for kind, value in source.blocks:
        blocks.write(kind, value)
    notes = blocks.notes
    if notes:
        _footnotes(word, notes)
    stream = BytesIO()
    word.save(stream)
    return _same_bytes(stream.getvalue())


class _Blocks:
    """Writes block after block. notes: the footnotes so far."""

    def __init__(self, word: Word, source: Source) -> None:
        self.notes: list[str] = []
        self._word = word
        self._widths: list[int] = []  # of the next table's columns
        self._numbering: dict[str, int] = {}
        self._writers: dict[str, Callable[[Any], Any]] = {
            "h1": lambda text: word.add_heading(level=1).add_run(text),
            "h2": lambda text: self._heading(2, text),
            "h3": lambda text: self._heading(3, text),
            "p": lambda text: _text(word.add_paragraph(), text, source.notes, self.notes),
            "item": lambda text: _text(word.add_paragraph(style="List Bullet"), text, source.notes, self.notes),
            "prompt": self._prompt,
            "caption": lambda text: word.add_paragraph(text, style="Caption"),
            "widths": self._measure,
            "table": self._table,
        }

    def write(self, kind: str, value: Any) -> None:
        if kind not in self._writers:
            raise ValueError(f"unknown block @{kind}")
        self._writers[kind](value)

    def _heading(self, level: int, text: str) -> None:
        """ "{3.2} Title": a heading that Word numbers."""
        heading = self._word.add_heading(level=level)
        if m := re.match(r"\{([\d.]+)\} (.*)", text):
            if m[1] not in self._numbering:
                self._numbering[m[1]] = _automatic_numbering(self._word, m[1])
            _number(heading, self._numbering[m[1]])
            text = m[2]
        heading.add_run(text)

    def _prompt(self, text: str) -> None:
        run = self._word.add_paragraph().add_run(text)
        run.italic, run.font.color.rgb = True, RGBColor(0x80, 0x80, 0x80)

    def _measure(self, widths: str) -> None:
        self._widths = [int(part) for part in widths.split()]

    def _table(self, rows: Any) -> None:
        _table(self._word, rows, self._widths)
        self._widths = []


def _styles(word: Word, lang: str) -> None:
    styles = word.styles
    for name, size, before in (("Normal", 12, 0), ("Heading 1", 17, 0), ("Heading 2", 13, 12), ("Heading 3", 12, 8)):
        style = styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)  # type: ignore[attr-defined]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{slot}"), None)
        for slot in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{slot}"), "Times New Roman")
        style.paragraph_format.space_before = Pt(before)  # type: ignore[attr-defined]
        style.paragraph_format.space_after = Pt(6)  # type: ignore[attr-defined]
    styles["Heading 1"].paragraph_format.page_break_before = True  # type: ignore[attr-defined]
    styles["Normal"].paragraph_format.line_spacing = 1.12  # type: ignore[attr-defined]
    lang_mark = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert lang_mark is not None
    lang_mark.set(qn("w:val"), lang)
    for level in (1, 2):
        style = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for section in word.sections:
        section.page_height, section.page_width = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.2)
        section.different_first_page_header_footer = True


def _cover(word: Word, settings: dict[str, Any]) -> None:
    section = word.sections[0]
    section.header.paragraphs[0].text = settings["header"]
    footer = section.footer.paragraphs[0]
    for kind in ("begin", "", "separate", "shown", "end"):
        run = footer.add_run("1" if kind == "shown" else None)
        if kind == "":
            run._r.append(_element("w:instrText", text=" PAGE "))
        elif kind != "shown":
            run._r.append(_element("w:fldChar", fldCharType=kind))
    properties = word.core_properties
    properties.title, properties.author = settings["title"], settings["organisation"]
    properties.created = properties.modified = FIXED
    properties.last_modified_by, properties.comments = settings["organisation"], ""
    for text, size in (
        (settings["organisation"], 16),
        (settings["title"], 24),
        *((line, 12) for line in settings["lines"]),
    ):
        run = word.add_paragraph().add_run(text)
        run.font.size = Pt(size)
    notice = word.add_paragraph().add_run(settings["notice"])
    notice.italic = True


def _contents(word: Word, title: str, headings: list[tuple[str, str]], pages: list[int]) -> None:
    """A contents page as Word leaves it: one field over all entries, each with its page."""
    heading = word.add_paragraph(title)
    heading.paragraph_format.page_break_before = True
    heading.runs[0].font.size, heading.runs[0].bold = Pt(15), True
    counters: dict[str, int] = {}
    for index, (kind, text) in enumerate(headings):
        if m := re.match(r"\{([\d.]+)\} (.*)", text):
            counters[m[1]] = counters.get(m[1], 0) + 1
            text = f"{m[1]}.{counters[m[1]]} {m[2]}"
        entry = word.add_paragraph(style=f"toc {kind[1]}")
        if index == 0:
            entry.add_run()._r.append(_element("w:fldChar", fldCharType="begin"))
            entry.add_run()._r.append(_element("w:instrText", text=' TOC \\o "1-2" \\h \\z \\u '))
            entry.add_run()._r.append(_element("w:fldChar", fldCharType="separate"))
        entry.add_run(f"{text}\t{pages[index] if pages else 0}")
        if index == len(headings) - 1:
            entry.add_run()._r.append(_element("w:fldChar", fldCharType="end"))


def _automatic_numbering(word: Word, prefix: str) -> int:
    """A numbering of its own that shows prefix.1, prefix.2, ...; its w:numId."""
    numbering = word.part.numbering_part.element
    taken = [int(n.get(qn("w:abstractNumId"), "0")) for n in numbering.findall(qn("w:abstractNum"))]
    abstract = max(taken, default=0) + 1
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{prefix}.%1"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )
    definition = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">{level}</w:abstractNum>'
    numbering.insert(len(taken), parse_xml(definition))
    number = numbering.add_num(abstract)
    return int(number.numId)


def _number(paragraph: Paragraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _text(paragraph: Paragraph, text: str, definitions: dict[str, str], notes: list[str]) -> None:
    """Fills a paragraph: **bold** and [^footnotes]."""
    for part in re.split(r"(\*\*.+?\*\*|\[\^\w+\])", text):
        if m := re.fullmatch(r"\*\*(.+)\*\*", part):
            paragraph.add_run(m[1]).bold = True
        elif m := re.fullmatch(r"\[\^(\w+)\]", part):
            notes.append(definitions[m[1]])
            run = paragraph.add_run()
            run.font.superscript = True
            run._r.append(_element("w:footnoteReference", id=str(len(notes))))
        elif part:
            paragraph.add_run(part)


def _table(word: Word, rows: list[list[str]], widths: list[int]) -> None:
    table = word.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    table.autofit = False
    parts = widths or [max(4, min(30, max(len(row[i]) for row in rows))) for i in range(len(rows[0]))]
    for column, part in zip(table.columns, parts, strict=True):
        column.width = Cm(16 * part / sum(parts))
    for index, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, part in zip(row.cells, texts, parts, strict=True):
            cell.width = Cm(16 * part / sum(parts))
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(text)
            run.font.size, run.bold = Pt(10), index == 0
        properties = row._tr.get_or_add_trPr()
        if index == 0:
            properties.append(_element("w:tblHeader"))
    word.add_paragraph()


def _footnotes(word: Word, notes: list[str]) -> None:
    ends = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p>'
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"> {escape(text)}</w:t></w:r>'
        "</w:p></w:footnote>"
        for number, text in enumerate(notes, 1)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{ends}{body}</w:footnotes>'
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), content, xml.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _element(tag: str, text: str | None = None, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    if text is not None:
        element.text = text
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _same_bytes(docx: bytes) -> bytes:
    """The same file with fixed times in the archive."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, FIXED.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def to_pdf(docx: Path, folder: Path) -> Path:
    """LibreOffice's export, with its own profile so that an open LibreOffice does not disturb it."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf",
             "--outdir", str(folder), str(docx)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180,
        )  # fmt: skip
    return folder / f"{docx.stem}.pdf"


def heading_pages(pdf: Path, levels: int) -> list[int]:
    """Page of every heading down to a level, from the bookmarks that LibreOffice makes of headings."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        return [
            destination.get_index() + 1
            for bookmark in opened.get_toc()
            if bookmark.level < levels and (destination := bookmark.get_dest()) is not None
        ]


def with_scanned_page(pdf: Path, code: str, target: Path) -> int:
    """A copy of `pdf` in which the page that `code` begins is only an image, as from a scanner; its number."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        index = next(
            d.get_index()
            for b in opened.get_toc()
            if b.get_title().startswith(code) and (d := b.get_dest()) is not None
        )
        old = opened[index]
        width, height = old.get_size()
        picture = BytesIO()
        old.render(scale=150 / 72, grayscale=True).to_pil().save(picture, "JPEG", quality=60)
        old.close()
        page = opened.new_page(width, height, index)
        image = pypdfium2.PdfImage.new(opened)
        image.load_jpeg(picture)
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page.insert_obj(image)
        page.gen_content()
        page.close()
        opened.del_page(index + 1)
        opened.save(target)
    return index + 1


def build(name: str, folder: Path) -> Iterator[Path]:
    """All files of one report, built into `folder`."""
    source = parse((HERE / "source" / f"{name}.md").read_text("utf-8"))
    docx = folder / f"{name}.docx"
    pages: list[int] = []
    for _ in range(2):  # the first pass tells the pages for the contents
        docx.write_bytes(build_docx(source, pages))
        pdf = to_pdf(docx, folder)
        pages = heading_pages(pdf, source.settings["contents_levels"])
    yield docx
    yield pdf
    if name in SCANS:
        scan = folder / f"{name}-scan.pdf"
        with_scanned_page(pdf, SCANS[name], scan)
        yield scan


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the example reports from their text sources.")
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name in REPORTS:
        for path in build(name, folder):
            print(path)


if __name__ == "__main__":
    main()
