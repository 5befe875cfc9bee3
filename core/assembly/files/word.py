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
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, Literal

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from ...model.findings import Finding
from ...showing.made import NO_DATE
from ...words.messages import Lang
from . import word_controls as controls
from .fitting import Fitted, fitted, text_size
from .word_package import of_present_word, set_properties, undated
from .word_styles import LANGUAGE_TAGS, dress, lay_out
from .word_text import Run, Text, harmless, plain, short

Style = Literal["Normal", "Title", "Subtitle", "List Bullet", "List Number", "Caption", "Quote", "Note", "Small"]
_FIRST_ROW = 0x0020  # bit of w:tblLook
_AFTER_TABLE = 6  # points between a table and the text below it


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
        self._style_ids: dict[tuple[str, WD_STYLE_TYPE], str | None] = {}
        self.missing_styles: tuple[str, ...] = ()  # headings that a template lacked and got
        dress(self.document, lang, size)
        if template is None:
            lay_out(self.document.sections[0], landscape, margin)
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
        of_present_word(self.document)

    def said_of_template(self) -> tuple[Finding, ...]:
        """Which headings the template lacked, if any."""
        if not self.missing_styles:
            return ()
        return (Finding("template-styles", "warning", arguments={"styles": self.missing_styles}),)

    # -- paragraphs

    def heading(self, text: Text, level: int = 1) -> Any:
        """A real heading (the navigation pane and a table of contents show it); level 0 is the title."""
        return self.fill(self.styled(self.document.add_paragraph(), f"Heading {level}" if level else "Title"), text)

    def styled(self, paragraph: Any, style: Style | str) -> Any:
        paragraph._p.style = self.style_id(style)
        return paragraph

    def style_id(self, name: str, kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH) -> str | None:
        """Looked up once: python-docx goes through all styles every time. None: of the style that is usual."""
        if (name, kind) not in self._style_ids:
            self._style_ids[name, kind] = self.document.part.get_style_id(name, kind)
        return self._style_ids[name, kind]

    def paragraph(self, text: Text = "", style: Style | str = "Normal", *, keep_with_next: bool = False) -> Any:
        last = next((child for child in reversed(self.document.element.body) if child.tag != qn("w:sectPr")), None)
        paragraph = self.fill(self.styled(self.document.add_paragraph(), style), text)
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
        lay_out(self.document.add_section(), landscape, margin)

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
        words = [" ".join((plain(head), *inside.get(column, ()))) for column, head in enumerate(heads)]
        fit = fitted(words, widths, self.size()) if heads else Fitted(tuple(widths), self.size())
        widths = fit.widths
        table = self.document.add_table(rows=0, cols=len(widths))
        table._tbl.tblStyle_val = self.style_id(style or "Sapa Table", WD_STYLE_TYPE.TABLE)
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
        paragraph._p.append(controls.dropdown(self._named(tag, alias), options, value, hint))

    def date(
        self, paragraph: Any, tag: str, alias: str, *, hint: str, value: str | None = None, words: bool = False
    ) -> None:
        """value: as it is to be shown; words: written out as in a letter, when somebody picks another day, else as in a
        table."""
        paragraph._p.append(controls.day(self._named(tag, alias), self.lang, value, hint, words=words))

    def text(self, paragraph: Any, tag: str, alias: str, *, hint: str, value: str | None = None) -> None:
        """A place for text inside a paragraph. value: None: the hint is shown until somebody writes."""
        paragraph._p.append(controls.text(self._named(tag, alias), value, hint))

    def text_block(self, tag: str, alias: str, *, hint: str, after: Any = None, text: str = "") -> Any:
        """A place for any number of paragraphs: at the end of the file, or after a paragraph (also one in a cell)."""
        element = controls.block(self._named(tag, alias), text, hint)
        if after is not None:
            after._p.addnext(element)
        else:
            self.document.element.body.insert_element_before(element, "w:sectPr")
        return element

    def _named(self, tag: str, alias: str) -> controls.Named:
        self._controls += 1
        return controls.Named(tag, alias, self._controls)

    # -- the file

    def property(self, name: str, value: str) -> None:
        """A custom property of the file: what a program that reads it back wants to know."""
        self._properties[name] = harmless(value)

    def save(self) -> bytes:
        if self._properties:
            set_properties(self.document, self._properties)
        plain = io.BytesIO()
        self.document.save(plain)
        return undated(plain.getvalue())


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
        for cell, text, width in zip(row.cells, cells, self.widths, strict=True):
            cell.width = Cm(width)
            self.paper.fill(cell.paragraphs[0], text)
        return row


class Row:
    def __init__(self, paper: WordFile, row: Any) -> None:
        self.paper, self.row = paper, row

    @cached_property
    def cells(self) -> Sequence[Any]:
        """By column; a merged one at each of its columns."""
        return self.row.cells  # type: ignore[no-any-return]

    def paragraph(self, column: int) -> Any:
        """The cell's last paragraph."""
        return self.cells[column].paragraphs[-1]

    def add(self, column: int, text: Text = "", style: Style | str = "Normal") -> Any:
        """A further paragraph in a cell."""
        return self.paper.fill(self.paper.styled(self.cells[column].add_paragraph(), style), text)

    def keep_with_next(self) -> None:
        """The row stays on the page of what follows it."""
        for cell in self.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True

    def merge(self, first: int, last: int) -> None:
        merged = self.cells[first].merge(self.cells[last])
        del self.cells
        for paragraph in merged.paragraphs[1:]:  # python-docx keeps the empty ones of the other cells
            if not paragraph.text and len(merged.paragraphs) > 1:
                paragraph._p.getparent().remove(paragraph._p)

    def shade(self, column: int, colour: str) -> None:
        """The background of a cell, RRGGBB."""
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
        self.cells[column]._tc.get_or_add_tcPr().append(shading)
