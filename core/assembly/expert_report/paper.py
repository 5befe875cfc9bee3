"""The Word file of an EEG report: fields that can be read back, headings that the contents point to, regions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ...expert_report.tags import Tag, bookmark_name, format_tag, parse_tag
from ...words.messages import Lang, Value, message, say
from ..files.word import Row, Table, WordFile
from ..files.word_text import Run, Text, harmless, short
from .contents import LEVELS, entries

_GROUP = "Table Group"
_ALIAS = 64  # characters that Word allows for a control's name


@dataclass(frozen=True)
class Choice:
    """An entry of a drop-down: what is stored and what is shown."""

    value: str
    shown: str


class Paper(WordFile):
    """tell: the sentence of an id in the language of the report."""

    def __init__(
        self,
        lang: Lang,
        title: str,
        *,
        template: bytes | None = None,
        landscape: bool = False,
        made_on: date | None = None,
    ) -> None:
        margin = 1.8 if landscape else 2.0
        super().__init__(lang, title, template=template, landscape=landscape, margin=margin, made_on=made_on)
        self.template = template is not None
        self._headings: list[tuple[int, str, str]] = []
        self._contents_heading()
        self._contents_tabs()
        if not self.template:
            self._own_styles()

    def titled_as(self, title: str) -> None:
        """The file's own title, which readers of screens announce."""
        self.document.core_properties.title = short(title)

    @staticmethod
    def titled(lang: Lang) -> str:
        return say(message("eeg.title"), lang)

    def tell(self, id: str, /, **arguments: Value) -> str:
        return say(message(id, **arguments), self.lang)

    def fill(self, paragraph: Any, text: Text) -> Any:
        """Emphasis by the character style Strong: an agency's template says how it looks."""
        for piece in [text] if isinstance(text, str | Run) else list(text):
            run = piece if isinstance(piece, Run) else Run(piece)
            added = paragraph.add_run(harmless(run.text))
            if run.bold:
                added._r.style = self.style_id("Strong", WD_STYLE_TYPE.CHARACTER)
        return paragraph

    def runs_on(self) -> None:
        """A short document: its headings are small and stand close to what they are above."""
        from docx.shared import Pt

        for level, points in ((1, 12.5), (2, 11.0)):
            style = self.document.styles[f"Heading {level}"]
            style.font.size, style.paragraph_format.space_before = Pt(points), Pt(12)
            style.paragraph_format.space_after = Pt(4)

    # -- text

    def heading(self, text: Text, level: int = 1, *, new_page: bool = False) -> Any:
        """A heading; the table of contents lists those of the first level."""
        paragraph = super().heading(text, level)
        if new_page:
            paragraph.paragraph_format.page_break_before = True
        shown = paragraph.text
        if 0 < level <= LEVELS and shown:
            name = f"_Toc{len(self._headings) + 1:08d}"
            self._bookmark(name, paragraph._p.r_lst[0], paragraph._p.r_lst[-1])
            self._headings.append((level, shown, name))
        return paragraph

    def note(self, text: Text, *, keep_with_next: bool = False) -> Any:
        return self.paragraph(text, "Note", keep_with_next=keep_with_next)

    def contents_here(self) -> Callable[[], None]:
        """A place for the table of contents; call what is returned when all headings are written."""
        place = self.paragraph("", "Normal")._p

        def fill() -> None:
            lines = entries(self._headings, [self.document.styles[f"toc {level}"].style_id for level in (1, 2, 3)])
            for line in lines:
                place.addprevious(line)
            if lines:
                place.getparent().remove(place)

        return fill

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
        """As in WordFile, but never wider than the text of the page, whatever page a template has."""
        widest = self._text_width()
        factor = min(1.0, widest / sum(widths))
        fitting = [width * factor for width in widths]
        return super().table(heads, fitting, title=title, description=description, style=style, unbroken=unbroken)

    def _text_width(self) -> float:
        """Between the margins of the last section, in cm."""
        section = self.document.sections[-1]
        inside = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        return inside / 360_000 if inside > 0 else 17.0

    def group_row(self, table: Table, text: str) -> None:
        """A row over the whole width that opens a group of rows, and stays with the first of them."""
        row = table.row([text, *("" for _ in table.widths[1:])])
        row.merge(0, len(table.widths) - 1)
        row.paragraph(0).style = self.document.styles[_GROUP]

    # -- fields

    def field_text(self, paragraph: Any, tag: Tag, alias: str, hint: str, value: str = "") -> None:
        """A place for text inside a paragraph; it may hold several lines."""
        self.text(paragraph, format_tag(tag), _short(alias), hint=hint, value=value or None)
        self._mark(tag, paragraph._p[-1])

    def field_choice(
        self, paragraph: Any, tag: Tag, alias: str, choices: Sequence[Choice], hint: str, value: str | None = None
    ) -> None:
        options = [(choice.value, choice.shown) for choice in choices]
        self.dropdown(paragraph, format_tag(tag), _short(alias), options, hint=hint, value=value)
        self._mark(tag, paragraph._p[-1])

    def field_date(
        self, paragraph: Any, tag: Tag, alias: str, hint: str, value: str = "", *, words: bool = False
    ) -> None:
        self.date(paragraph, format_tag(tag), _short(alias), hint=hint, value=value or None, words=words)
        self._mark(tag, paragraph._p[-1])

    def field_block(self, tag: Tag, alias: str, hint: str, text: str = "") -> Any:
        """A place for any number of paragraphs."""
        element = self.text_block(format_tag(tag), _short(alias), hint=hint, text=text)
        self._mark(tag, element)
        return element

    def cell_text(self, row: Row, column: int, tag: Tag, alias: str, hint: str, value: str = "") -> None:
        self.field_text(row.paragraph(column), tag, alias, hint, value)

    def _mark(self, tag: Tag, element: Any) -> None:
        name = bookmark_name(tag)
        if name is not None:
            self._bookmark(name, element, element)

    def _bookmark(self, name: str, first: Any, last: Any) -> None:
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(self._bookmarks))
        first.addprevious(start)
        last.addnext(end)

    # -- regions

    def elements(self) -> list[Any]:
        """What stands in the body, without the last section's properties."""
        return [child for child in self.document.element.body if child.tag != qn("w:sectPr")]

    def take(self, build: Callable[[], None]) -> list[Any]:
        """What `build` adds to the body, taken out of it: to be put elsewhere."""
        before = set(map(id, kept := self.elements()))
        build()
        added = [element for element in self.elements() if id(element) not in before]
        del kept
        for element in added:
            element.getparent().remove(element)
        return added

    def put(self, elements: Sequence[Any]) -> None:
        """At the end of the body."""
        for element in elements:
            self.document.element.body.insert_element_before(element, "w:sectPr")

    def controls(self) -> list[tuple[Tag, Any]]:
        """The controls of the body with a tag of ours, in order: those of a template, before anything is added."""
        found = []
        for control in self.document.element.body.iter(qn("w:sdt")):
            tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
            parsed = parse_tag(tag.get(qn("w:val")) or "") if tag is not None else None
            if parsed is not None:
                found.append((parsed, control))
        return found

    def save(self) -> bytes:
        placeholder = self.document.styles["Placeholder Text"].style_id
        if placeholder != "PlaceholderText":  # a template in which Word gave it another id
            for style in self.document.element.body.iter(qn("w:rStyle")):
                if style.get(qn("w:val")) == "PlaceholderText":
                    style.set(qn("w:val"), placeholder)
        return super().save()

    def _contents_heading(self) -> None:
        """Looks like a heading and is none: the table of contents does not list itself."""
        from docx.enum.style import WD_STYLE_TYPE

        styles = self.document.styles
        if _GROUP not in styles:
            style = styles.add_style(_GROUP, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.font.bold = styles["Normal"], True
            style.paragraph_format.keep_with_next = True
        if "Contents Heading" not in styles:
            style = styles.add_style("Contents Heading", WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Heading 1"]
            properties = style.element.get_or_add_pPr()
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), "9")
            properties.append(level)

    def _contents_tabs(self) -> None:
        """Pages of the contents stand at the right margin, after dots; a template's own stops are left as they are."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Cm, Pt

        for level in (1, 2, 3):
            layout = self.document.styles[f"toc {level}"].paragraph_format
            if not len(layout.tab_stops):
                stop = Cm(round(self._text_width(), 2))
                layout.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
                layout.space_after = Pt(1)

    def _own_styles(self) -> None:
        from docx.shared import Pt

        heading = self.document.styles["Heading 1"]
        heading.paragraph_format.space_before = Pt(22)
        heading.paragraph_format.space_after = Pt(8)


def _short(alias: str) -> str:
    return alias if len(alias) <= _ALIAS else alias[: _ALIAS - 1].rstrip() + "…"
