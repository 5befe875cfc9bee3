"""A submitted report as every reader yields it: blocks in reading order, grouped into sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple

from ..words.errors import SapaError
from ..words.language import language_of_all
from ..words.messages import Message
from ..words.narrative import names_annex, narrative_words
from .findings import Finding
from .places import Place


class Kind(StrEnum):
    """What a block is in the file."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # a list item
    CAPTION = "caption"  # of a table or figure
    ROW = "row"  # of a table
    NOTE = "note"  # foot- or endnote, right after the block that refers to it
    BOX = "box"  # text box, right after the paragraph that anchors it
    CONTENTS = "contents"  # entry of a table of contents
    FURNITURE = "furniture"  # running header or footer, once per distinct text


class Line(NamedTuple):
    """A paragraph inside a table cell. number: the automatic number that Word shows before it, or ""."""

    text: str
    number: str = ""
    level: int = 0

    @property
    def shown(self) -> str:
        return f"{self.number} {self.text}".strip() if self.number else self.text


class Cell(NamedTuple):
    """A cell of a row. column: 0-based grid column; merged: it continues the cell above (then no lines)."""

    lines: tuple[Line, ...]
    column: int
    span: int = 1
    merged: bool = False

    @property
    def text(self) -> str:
        """What the cell shows, one paragraph a line."""
        if len(self.lines) == 1:
            line = self.lines[0]
            return line.shown if line.number else line.text
        return "\n".join(line.shown for line in self.lines)


class _Block(NamedTuple):
    kind: Kind
    place: Place
    text: str = ""
    number: str = ""
    level: int = 0
    emphasis: bool = False
    cells: tuple[Cell, ...] = ()
    table: int = 0
    outer: int | None = None
    header: bool = False
    confidence: float | None = None
    turns: tuple[tuple[int, int], ...] = ()
    italic: bool = False
    run_in: int = 0


class Block(_Block):
    """One paragraph, table row, note or box.

    text      what a reader sees, cleaned by text.clean(); "\n" only where the file breaks the line
              inside a paragraph (for a PDF: only where joining could change a number, see reading/pdf)
    number    the automatic number that Word shows before it, as shown ("3.2.14.", "Criterion 3.2.14 –"), or ""
    level     heading: rank from 1; list item: depth from 1; else 0
    emphasis  the whole paragraph is set apart from the body text (bold or larger)
    cells     of a row
    table     1-based number of the table the row is in, 0 for what is no row
    outer     index (in Document.blocks) of the row that holds this block's nested table, else None
    header    the row is marked as, or evidently is, a heading row of its table
    confidence  of the text recognition, 0 to 100; None where the file carries its text
    turns     where a new page begins inside the text: (offset in text, page from there on)
    italic    the whole paragraph is set in italics
    run_in    so many characters of the text stand in bold before what does not: a title run in; 0: none
    """

    def place_at(self, offset: int) -> Place:
        """The place of what stands at an offset of the shown text: a paragraph may run over a page's end."""
        start = len(self.shown) - len(self.text) if not self.cells else 0
        page = next((page for at, page in reversed(self.turns) if offset >= at + start), None)
        return self.place if page is None else self.place._replace(page=page, page_label=None, box=None)

    @property
    def shown(self) -> str:
        """The text as shown, automatic number first; a row's cells are joined by tabs."""
        if self.cells:
            return self._row
        return f"{self.number} {self.text}".strip() if self.number else self.text

    @cached_property
    def _row(self) -> str:
        """Of a row, which is asked for its text by every rule."""
        return "\t".join(self.texts)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What each cell of a row shows."""
        return tuple([cell.text for cell in self.cells])

    @cached_property
    def narrative(self) -> int:
        """Narrative words of the text as shown: who cites, covers and doubts asks for them again and again."""
        return narrative_words(self.shown)

    @cached_property
    def narratives(self) -> tuple[int, ...]:
        """Narrative words of each cell of a row."""
        return tuple(map(narrative_words, self.texts))

    @cached_property
    def names_annex(self) -> bool:
        """Whether the word for an annex stands in what is shown."""
        return names_annex(self.shown)

    def __getstate__(self) -> None:
        """Nothing but the fields is sent to another process."""


UnreadableReason = Literal["scan", "garbage", "picture", "damaged", "attachment"]


class Unreadable(NamedTuple):
    """Pages whose text could not be had. at: they stand before Document.blocks[at]."""

    file: str
    pages: tuple[int, ...]
    reason: UnreadableReason
    at: int


class ReadingError(SapaError):
    """A file that cannot be read; code as in the JSON contract, message says what to do next."""

    def __init__(self, code: str, said: Message) -> None:
        super().__init__(code)
        self.code = code
        self.said = said


class Section(NamedTuple):
    """A heading and what follows it up to the next heading of equal or higher rank.

    heading  index of the heading's block; None for what stands before the first heading
    start, end  the section's blocks are Document.blocks[start:end], heading and subsections included
    parent   index in Document.sections of the section that holds it, or None
    """

    heading: int | None
    level: int
    start: int
    end: int
    parent: int | None


_TELLING = 100  # blocks that tell a section's language


@dataclass(frozen=True)
class Document:
    """A report, read.

    pages: physical pages of a PDF, None for Word; findings: what the reader noticed; pictures: before which blocks
    one stands that is large enough to show something, None where nobody looked.
    """

    path: str
    files: tuple[str, ...]
    sha256: str
    format: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    unreadable: tuple[Unreadable, ...] = ()
    findings: tuple[Finding, ...] = ()
    pictures: tuple[int, ...] | None = None

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections, in the order in which they begin."""
        return tuple(_sections(self.blocks))

    @cached_property
    def section_of(self) -> tuple[int, ...]:
        """For each block the index of the innermost section that holds it."""
        innermost = [0] * len(self.blocks)
        for number, section in enumerate(self.sections):
            for index in range(section.start, section.end):
                innermost[index] = number
        return tuple(innermost)

    def language_at(self, index: int) -> str | None:
        """ "kk", "ru" or "en", as the text of a block's section shows, or else of those that hold it; None: untold."""
        number: int | None = self.section_of[index]
        while number is not None:
            section = self.sections[number]
            some = self.blocks[section.start : section.end][:_TELLING]
            if (told := language_of_all(block.shown for block in some)) is not None:
                return told
            number = section.parent
        return None

    def heading_path(self, index: int) -> tuple[str, ...]:
        """The headings above a block, outermost first, its own included if it is one."""
        if not self.blocks:
            return ()
        path: list[str] = []
        section: int | None = self.section_of[index]
        while section is not None:
            heading = self.sections[section].heading
            if heading is not None:
                path.append(self.blocks[heading].shown)
            section = self.sections[section].parent
        return tuple(reversed(path))


def _sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    headings = [i for i, block in enumerate(blocks) if block.kind is Kind.HEADING]
    first = headings[0] if headings else len(blocks)
    shift = 0
    if first > 0 or not headings:
        yield Section(None, 0, 0, first, None)
        shift = 1
    open_: list[int] = []  # positions in `headings` of the sections that are still open
    ends = [len(blocks)] * len(headings)
    parents: list[int | None] = [None] * len(headings)
    for position, index in enumerate(headings):
        while open_ and blocks[headings[open_[-1]]].level >= blocks[index].level:
            ends[open_.pop()] = index
        parents[position] = open_[-1] + shift if open_ else None
        open_.append(position)
    for position, index in enumerate(headings):
        yield Section(index, blocks[index].level, index, ends[position], parents[position])
