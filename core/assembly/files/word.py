"""Word files: real styles, repeated header rows, content controls, the same bytes for the same content.

    paper = WordFile("ru", "Отчет комиссии", landscape=True)
    paper.heading("1. Стандарт", 1)
    table = paper.table(["Код", "Оценка"], widths=(3, 12), title="Оценки")
    row = table.row(["1.2.1", ""])
    paper.dropdown(row.paragraph(1), "rating:1.2.1", "Оценка 1.2.1", [("meets", "соответствует")], hint="Выберите")
    content = paper.save()

python-docx writes; what it has no words for (content controls, custom properties, alternative texts) is added as XML.
Machine keys go into `tag`, names for people into `alias`; ids of controls count from 1 in every file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from ...model.findings import Finding
from ...showing.made import NO_DATE
from ...words.languages import LANGUAGES
from ...words.messages import Lang
from .fitting import Fitted, fitted, text_size

Style = Literal["Normal", "Title", "Subtitle", "List Bullet", "List Number", "Caption", "Quote", "Note", "Small"]
LANGUAGE_TAGS: Mapping[str, str] = {id: language.tag for id, language in LANGUAGES.items()}
FONT = "Calibri"
_FIRST_ROW = 0x0020  # bit of w:tblLook
_AFTER_TABLE = 6  # points between a table and the text below it
_TINT = "EEF2F5"  # header rows
_PLACEHOLDER = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
_MODE = "15"  # of Word 2013 and later
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
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


class WordFile:
    """A Word file in the making. lang: of its text, for the speller and screen readers.

    landscape, margins: of the first section, in cm; the paper is A4.
    template: a Word file whose styles, page, headers and footers are taken instead (see word_template.py).
    made_on: the day that the file says it was made on; without one a fixed day, the same for the same content.
    """

    def __init__(
        self,
        lang: Lang,
        title: str,
        *,
        landscape: bool = False,
        margin: float = 2.0,
        size: float = 10.5,
        subject: str = "",
        keywords: str = "",
        template: bytes | None = None,
        made_on: date | None = None,
    ) -> None:
        self.lang = lang
        self.document: Any = docx.Document()
        self._controls = 0
        self._bookmarks = 0
        self._properties: dict[str, str] = {}
        self.missing_styles: tuple[str, ...] = ()  # headings that a template lacked and got
        self._styles(size)
        if template is None:
            self._section(self.document.sections[0], landscape, margin)
        else:
            from .word_template import adopt

            adopted = adopt(template, self.document)
            self.document, self._properties = adopted.document, adopted.properties
            self._controls, self._bookmarks = adopted.controls, adopted.bookmarks
            self.missing_styles = adopted.missing
        core = self.document.core_properties
        core.title, core.author, core.last_modified_by = short(title), "Sapa", "Sapa"
        core.subject, core.keywords, core.comments = short(subject), short(keywords), ""
        core.language, core.revision = LANGUAGE_TAGS[lang], 1
        core.created = core.modified = datetime.combine(made_on, time()) if made_on is not None else NO_DATE
        self._of_present_word()

    def _of_present_word(self) -> None:
        """Word opens the file as one of its present format, not in compatibility mode."""
        settings = self.document.settings.element
        compat = settings.find(qn("w:compat"))
        if compat is None:
            compat = OxmlElement("w:compat")
            after = next((child for child in settings if child.tag in _AFTER_COMPAT), None)
            settings.append(compat) if after is None else after.addprevious(compat)
        for known in compat.findall(qn("w:compatSetting")):
            if known.get(qn("w:name")) == "compatibilityMode":
                known.set(qn("w:val"), _MODE)
                return
        compat.append(
            parse_xml(
                f'<w:compatSetting {nsdecls("w")} w:name="compatibilityMode"'
                f' w:uri="http://schemas.microsoft.com/office/word" w:val="{_MODE}"/>'
            )
        )

    def said_of_template(self) -> tuple[Finding, ...]:
        """Which headings the template lacked, if any."""
        if not self.missing_styles:
            return ()
        return (Finding("template-styles", "warning", arguments={"styles": self.missing_styles}),)

    # -- paragraphs

    def heading(self, text: Text, level: int = 1) -> Any:
        """A real heading (the navigation pane and a table of contents show it); level 0 is the title."""
        return self.fill(self.document.add_heading("", level), text)

    def paragraph(self, text: Text = "", style: Style | str = "Normal", *, keep_with_next: bool = False) -> Any:
        last = next((child for child in reversed(self.document.element.body) if child.tag != qn("w:sectPr")), None)
        paragraph = self.fill(self.document.add_paragraph(style=style), text)
        if last is not None and last.tag == qn("w:tbl"):
            paragraph.paragraph_format.space_before = Pt(_AFTER_TABLE)
        if keep_with_next:
            paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def fill(self, paragraph: Any, text: Text) -> Any:
        """Adds text to a paragraph; "\\n" is a line break inside it."""
        pieces = [text] if isinstance(text, str | Run) else list(text)
        for piece in pieces:
            run = piece if isinstance(piece, Run) else Run(piece)
            added = paragraph.add_run(harmless(run.text))
            added.bold, added.italic = run.bold or None, run.italic or None
            if run.colour:
                added.font.color.rgb = RGBColor.from_string(run.colour)
        return paragraph

    def section(self, *, landscape: bool = False, margin: float = 2.0) -> None:
        """A new page with its own orientation; headers and footers go on."""
        self._section(self.document.add_section(), landscape, margin)

    def footer(self, text: str, page_word: str = "") -> None:
        """The same at the foot of every page: a text, and the page's number as a field."""
        section = self.document.sections[0]
        paragraph = section.footer.paragraphs[0]
        paragraph.style = self.document.styles["Small"]
        width = section.page_width - section.left_margin - section.right_margin
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
        self.fill(paragraph, f"{text}\t{page_word} " if page_word else f"{text}\t")
        self.field(paragraph, "PAGE", "1")

    def field(self, paragraph: Any, instruction: str, shown: str) -> None:
        """A field (PAGE, TOC, REF ...) and what it shows until Word updates it."""
        for kind in ("begin", "instruction", "separate", "shown", "end"):
            run = paragraph.add_run()
            if kind == "shown":
                run.text = harmless(shown)
            elif kind == "instruction":
                element = OxmlElement("w:instrText")
                element.set(qn("xml:space"), "preserve")
                element.text = f" {instruction} "
                run._r.append(element)
            else:
                element = OxmlElement("w:fldChar")
                element.set(qn("w:fldCharType"), kind)
                run._r.append(element)

    # -- tables

    def table(
        self,
        heads: Sequence[Text],
        widths: Sequence[float],
        *,
        title: str = "",
        description: str = "",
        style: str = "",
        unbroken: Mapping[int, Sequence[str]] | None = None,
    ) -> Table:
        """A table of a real style; its header row is repeated on every page. widths: of the columns, in cm.

        title, description: its alternative text, for those who cannot see it.
        unbroken: by column, texts of its cells whose words are to fit into it as those of the heads do.
        """
        inside = unbroken or {}
        words = [" ".join((_plain(head), *inside.get(column, ()))) for column, head in enumerate(heads)]
        fit = fitted(words, widths, self.size()) if heads else Fitted(tuple(widths), self.size())
        widths = fit.widths
        table = self.document.add_table(rows=0, cols=len(widths), style=style or "Sapa Table")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        properties = table._tbl.tblPr
        for tag, text in (("w:tblCaption", title), ("w:tblDescription", description)):
            if text:
                element = OxmlElement(tag)
                element.set(qn("w:val"), harmless(text))
                properties.append(element)
        if not heads:
            look = table._tblPr.find(qn("w:tblLook"))  # the style's first row is a head
            look.set(qn("w:firstRow"), "0")
            look.set(qn("w:val"), f"{int(look.get(qn('w:val')), 16) & ~_FIRST_ROW:04X}")
        made = Table(self, table, tuple(widths))
        if heads:
            head = made.row(heads, header=True)
            if fit.size < self.size():
                for column in range(len(heads)):
                    head.paragraph(column).style = self._smaller(fit.size)
        return made

    def size(self) -> float:
        """Of the letters in running text, in points."""
        return text_size(self.document)

    def _smaller(self, size: float) -> Any:
        """The style of a table's head whose words would not fit in the size of the text."""
        styles, name = self.document.styles, f"Table Head {size:g}"
        if name not in styles:
            made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style, made.font.size = styles["Normal"], Pt(size)
        return styles[name]

    # -- content controls

    def dropdown(
        self,
        paragraph: Any,
        tag: str,
        alias: str,
        options: Sequence[tuple[str, str]],
        *,
        hint: str,
        value: str | None = None,
    ) -> None:
        """options: (value, shown); value: the one chosen, None: the hint is shown until somebody chooses."""
        chosen = next((shown for key, shown in options if key == value), None)
        items = "".join(
            f"<w:listItem w:displayText={_attribute(shown)} w:value={_attribute(key)}/>" for key, shown in options
        )
        last = f" w:lastValue={_attribute(value)}" if chosen is not None and value is not None else ""
        self._inline(paragraph, tag, alias, f"<w:dropDownList{last}>{items}</w:dropDownList>", chosen, hint)

    def date(
        self, paragraph: Any, tag: str, alias: str, *, hint: str, value: str | None = None, words: bool = False
    ) -> None:
        """value: as it is to be shown; words: written out as in a letter, when somebody picks another day, else as in a
        table."""
        format = LANGUAGES[self.lang].day if words else LANGUAGES[self.lang].cell
        kind = (
            f'<w:date><w:dateFormat w:val={_attribute(format)}/><w:lid w:val="{LANGUAGE_TAGS[self.lang]}"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
        self._inline(paragraph, tag, alias, kind, value, hint)

    def checkbox(self, paragraph: Any, tag: str, alias: str, *, checked: bool = False) -> None:
        font = 'w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"'
        paragraph._p.append(
            parse_xml(
                f"<w:sdt {nsdecls('w')} {_W14}><w:sdtPr>{self._names(tag, alias)}"
                f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/>'
                '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
                '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
                f"<w:sdtContent><w:r><w:rPr><w:rFonts {font}/></w:rPr><w:t>{'☒' if checked else '☐'}</w:t></w:r>"
                "</w:sdtContent></w:sdt>"
            )
        )

    def text_block(self, tag: str, alias: str, *, hint: str, after: Any = None, text: str = "") -> Any:
        """A place for any number of paragraphs: at the end of the file, or after a paragraph (also one in a cell)."""
        if text:
            inside = "".join(f"<w:p><w:r>{_text(line)}</w:r></w:p>" for line in harmless(text).split("\n"))
        else:
            inside = f"<w:p><w:r>{_PLACEHOLDER}{_text(hint)}</w:r></w:p>"
        showing = "" if text else "<w:showingPlcHdr/>"
        element = parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr>{self._names(tag, alias)}{showing}</w:sdtPr>"
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )
        if after is not None:
            after._p.addnext(element)
        else:
            self.document.element.body.insert_element_before(element, "w:sectPr")
        return element

    def _inline(self, paragraph: Any, tag: str, alias: str, kind: str, shown: str | None, hint: str) -> None:
        if shown is None:
            content = f"<w:r>{_PLACEHOLDER}{_text(hint)}</w:r>"
        else:
            content = f"<w:r>{_text(shown)}</w:r>"
        showing = "<w:showingPlcHdr/>" if shown is None else ""
        paragraph._p.append(
            parse_xml(
                f"<w:sdt {nsdecls('w')}><w:sdtPr>{self._names(tag, alias)}{showing}{kind}</w:sdtPr>"
                f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
            )
        )

    def _names(self, tag: str, alias: str) -> str:
        self._controls += 1
        return f'<w:alias w:val={_attribute(alias)}/><w:tag w:val={_attribute(tag)}/><w:id w:val="{self._controls}"/>'

    # -- the file

    def property(self, name: str, value: str) -> None:
        """A custom property of the file: what a program that reads it back wants to know."""
        self._properties[name] = harmless(value)

    def save(self) -> bytes:
        self._add_properties()
        plain = io.BytesIO()
        self.document.save(plain)
        return undated(plain.getvalue())

    def _add_properties(self) -> None:
        if not self._properties:
            return
        space = "http://schemas.openxmlformats.org/officeDocument/2006"
        entries = "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={_attribute(name)}>'
            f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
            for number, (name, value) in enumerate(self._properties.items(), start=2)
        )
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<Properties xmlns="{space}/custom-properties" xmlns:vt="{space}/docPropsVTypes">{entries}</Properties>'
        )
        package = self.document.part.package
        part = Part(
            PackURI("/docProps/custom.xml"),
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            xml.encode("utf-8"),
            package,
        )
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

    def _section(self, section: Any, landscape: bool, margin: float) -> None:
        short, long = Cm(21.0), Cm(29.7)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (long, short) if landscape else (short, long)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(margin)
        section.header_distance = section.footer_distance = Cm(margin / 2)

    def _styles(self, size: float) -> None:
        styles = self.document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(size)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:cs", "w:eastAsia", "w:hAnsi"):
            fonts.set(qn(script), FONT)
        normal.paragraph_format.space_after = Pt(4)
        normal.paragraph_format.line_spacing = 1.08
        for level, points in enumerate((20, 15, 12.5, 11, 10.5)):
            style = styles["Title" if level == 0 else f"Heading {level}"]
            style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(points), RGBColor(0x1C, 0x2B, 0x3A)
            own = style.element.get_or_add_rPr().get_or_add_rFonts()
            for script in list(own.attrib):
                if script.endswith("Theme"):
                    del own.attrib[script]
            for script in ("w:ascii", "w:cs", "w:eastAsia", "w:hAnsi"):
                own.set(qn(script), FONT)
            style.paragraph_format.keep_with_next = True
        for name, points, colour in (("Note", size, "55606B"), ("Small", size - 1.5, None)):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.font.size = normal, Pt(points)
            if colour:
                style.font.color.rgb = RGBColor.from_string(colour)
            style.paragraph_format.space_after = Pt(2)
        for level in (1, 2, 3):
            style = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
            style.element.set(qn("w:styleId"), f"TOC{level}")  # Word looks for this id
            style.base_style = normal
            style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        placeholder = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
        placeholder.element.set(qn("w:styleId"), "PlaceholderText")  # Word looks for this id
        placeholder.font.color.rgb = RGBColor(0x59, 0x63, 0x6E)
        styles.element.append(parse_xml(_TABLE_STYLE))
        default = styles.element.find(qn("w:docDefaults"))
        run = default.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
        language = run.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            run.append(language)
        language.set(qn("w:val"), LANGUAGE_TAGS[self.lang])


class Table:
    """A table of a WordFile: rows are added one by one, and never break over pages unless they may."""

    def __init__(self, paper: WordFile, table: Any, widths: Sequence[float]) -> None:
        self.paper, self.table, self.widths = paper, table, widths

    def row(self, cells: Sequence[Text], *, header: bool = False, may_break: bool = False) -> Row:
        """cells: a text each, "\\n" is a line break; header: it is repeated at the top of every page."""
        added = self.table.add_row()
        properties = added._tr.get_or_add_trPr()
        if not may_break or header:
            properties.append(OxmlElement("w:cantSplit"))
        if header:
            properties.append(OxmlElement("w:tblHeader"))
        row = Row(self.paper, added)
        for position, (text, width) in enumerate(zip(cells, self.widths, strict=True)):
            added.cells[position].width = Cm(width)
            pieces = [text] if isinstance(text, str | Run) else list(text)
            self.paper.fill(added.cells[position].paragraphs[0], pieces)
        return row


class Row:
    def __init__(self, paper: WordFile, row: Any) -> None:
        self.paper, self.row = paper, row

    def paragraph(self, column: int) -> Any:
        """The cell's last paragraph."""
        return self.row.cells[column].paragraphs[-1]

    def add(self, column: int, text: Text = "", style: Style | str = "Normal") -> Any:
        """A further paragraph in a cell."""
        return self.paper.fill(self.row.cells[column].add_paragraph(style=style), text)

    def keep_with_next(self) -> None:
        """The row stays on the page of what follows it."""
        for cell in self.row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True

    def merge(self, first: int, last: int) -> None:
        merged = self.row.cells[first].merge(self.row.cells[last])
        for paragraph in merged.paragraphs[1:]:  # python-docx keeps the empty ones of the other cells
            if not paragraph.text and len(merged.paragraphs) > 1:
                paragraph._p.getparent().remove(paragraph._p)

    def shade(self, column: int, colour: str) -> None:
        """The background of a cell, RRGGBB."""
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
        self.row.cells[column]._tc.get_or_add_tcPr().append(shading)


def _plain(text: Text) -> str:
    pieces = [text] if isinstance(text, str | Run) else text
    return "".join(piece.text if isinstance(piece, Run) else piece for piece in pieces)


def undated(content: bytes) -> bytes:
    """The same zip without the time of its writing: fixed dates, the same compression, the order as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            new.writestr(info, old.read(item))
    return out.getvalue()


def _text(text: str) -> str:
    """The content of a run: line breaks and tabs as Word writes them."""
    lines = []
    for line in harmless(text).split("\n"):
        pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in line.split("\t"))
        lines.append("<w:tab/>".join(pieces))
    return "<w:br/>".join(lines)


def _attribute(text: str) -> str:
    return quoteattr(harmless(text).replace("\n", " ").replace("\t", " "))


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A949E"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
)
_TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="SapaTable">
<w:name w:val="Sapa Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
<w:pPr><w:spacing w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>
<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_TINT}"/></w:tcPr></w:tblStylePr>
</w:style>"""

# w:compat has its place in settings.xml: before these (ISO/IEC 29500-1, CT_Settings)
_AFTER_COMPAT = frozenset(
    [
        qn(f"w:{name}")
        for name in (
            "docVars rsids attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats shapeDefaults"
            " decimalSymbol listSeparator"
        ).split()
    ]
    + ["{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"]
)
