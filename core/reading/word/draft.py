"""What is known of a block while it is read, before it is known whether its page can be believed."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from ...model.document import Cell, Kind
from ...words.text import clean

Turns = tuple[tuple[int, int], ...]  # (offset in a text, page from there on)


class Picture(NamedTuple):
    """points: its area in square points; behind: it lies behind the text, as decoration does."""

    points: float
    behind: bool = False


class Aside(NamedTuple):
    """What a drawing shows beside the text.

    element  the content of a text box, to be read like a body; None where `lines` say all
    lines    of word art, of a shape on a locked canvas
    shown    word art: large letters, set apart from the body
    diagram  relationship of a SmartArt drawing's data
    """

    element: etree._Element | None = None
    lines: tuple[str, ...] = ()
    shown: bool = False
    diagram: str = ""


class Shown(NamedTuple):
    """Letters of a form, and the element that shows them: a run, or a control whose box stands for it."""

    text: str
    by: etree._Element
    bold: bool


class Draft:
    """A block in the making: the fields of Block.

    A plain class with defaults, as Paragraph below: tens of thousands are made, and most set five of these.
    """

    kind: Kind = Kind.PARAGRAPH
    text: str = ""
    number: str = ""
    level: int = 0
    bold: bool = False
    italic: bool = False
    run_in: int = 0
    title: bool = False
    size: float = 0.0
    page: int | None = None
    last_page: int | None = None
    paragraph: int | None = None
    cells: tuple[Cell, ...] = ()
    table: int = 0
    outer: int | None = None
    header: bool = False
    words: int = 0
    turns: Turns = ()
    opens: bool = False  # it stands first on a page, because its writer wanted so


class Paragraph(Draft):
    """A paragraph as shown. level: heading rank, depth: of a list item; size in half-points of its smallest run."""

    page: int = 1
    last_page: int = 1
    pieces: list[str] | None = None  # of a paragraph that continues, as they stand in the file
    marks: Turns = ()  # where a new page begins in what stands in the file
    depth: int = 0
    contents: bool = False
    caption: bool = False
    merges: bool = False  # its mark is gone: the next paragraph continues it
    gone: bool = False  # nothing of it is left
    broken: bool = False  # holds a page break or ends a section
    closed: bool = False  # holds a page break after a picture
    ends_page: bool = False  # what follows it stands on a new page
    notes: tuple[tuple[str, str, int], ...] = ()  # kind, id, page of the reference
    anchor: int = 0  # page on which its text boxes are anchored
    asides: tuple[Aside, ...] = ()
    leading: int = 0  # so many of them are anchored before any text
    pictures: tuple[Picture, ...] = ()
    embedded: tuple[str, ...] = ()  # relationships of documents inside the file that are not opened
    section: etree._Element | None = None
    # of a form only:
    elements: tuple[etree._Element, ...] = ()  # its w:p, and those that go on in it
    shows: tuple[Shown, ...] = ()  # its text as it is set
    drawn: bool = False  # a picture, shape or object stands in it

    @property
    def shown(self) -> str:
        return f"{self.number} {self.text}".strip() if self.number else self.text

    def settled(self) -> Paragraph:
        """The same paragraph, once nothing continues it any more."""
        if self.pieces is not None:
            raw, self.pieces = "".join(self.pieces), None
            self.text = clean(raw)
            if self.marks:
                self.turns = turned(raw, self.marks)
        return self

    def continued(self, para: Paragraph, raw: str, marks: Turns) -> Paragraph:
        """This paragraph and the one after it, the mark between them deleted: this one's properties hold, as in Word.

        raw, marks: the other's text and page turns as they stand in the file.
        """
        if self.pieces is not None:
            if marks or para.page != self.last_page:
                end = sum(map(len, self.pieces))
                self.marks += ((end, para.page), *((at + end, page) for at, page in marks))
            self.pieces.append(raw)
        self.last_page = para.last_page
        self.words += para.words
        self.bold = self.bold and (para.bold or not para.text)
        self.italic = self.italic and (para.italic or not para.text)
        if para.text:
            self.size = min(self.size, para.size)
        self.merges = para.merges or para.gone
        if not self.merges:
            self.settled()
        self.broken = self.broken or para.broken
        self.ends_page = para.ends_page
        self.notes += para.notes
        self.asides += para.asides
        self.anchor = self.anchor or para.anchor
        self.pictures += para.pictures
        self.embedded += para.embedded
        self.elements += para.elements
        self.shows += para.shows
        self.drawn = self.drawn or para.drawn
        self.section = para.section if para.section is not None else self.section
        return self


def turned(raw: str, marks: Turns) -> Turns:
    """Offsets in the text as it stands in the file -> offsets in the cleaned text."""
    return tuple((len(clean(raw[:at])), page) for at, page in marks)


class Spot:
    """The first of several and their count, for findings."""

    count: int = 0
    paragraph: int | None = None
    page: int | None = None
