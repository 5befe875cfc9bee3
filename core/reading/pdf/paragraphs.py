"""Lines -> paragraphs: what belongs together on a page, over columns and over pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .breaks import breaks, breaks_over
from .contents import ends_entry
from .draft import Paragraph
from .footnotes import reference_to
from .furniture import Page
from .lines import Line
from .marks import begins
from .measures import Measures
from .text_settings import PARAGRAPHS


def paragraphs(pages: Iterable[Page], usual: Measures, contents: set[int]) -> Iterator[Paragraph]:
    """The paragraphs of all pages in order. contents: ids of lines that are entries of a table of contents."""
    flow = _Flow(usual, contents)
    for page in pages:
        flow.open_page(page)
        for line in page.lines:
            yield from flow.take(line)
        yield from flow.notes(page)
    yield from flow.close()


class _Flow:
    """Lines on their way to paragraphs: the one that is open, and what stands on the page so far."""

    def __init__(self, usual: Measures, contents: set[int]) -> None:
        self._usual = usual
        self._contents = contents
        self._current: Paragraph | None = None
        self._here: list[Paragraph] = []
        self._right: float | None = None
        self._first_on_page = True

    def open_page(self, page: Page) -> None:
        self._right = None if _knows_its_edge(page) else self._usual.rights.get(round(page.box[2] - page.box[0]))
        self._first_on_page = True
        self._here = []

    def take(self, line: Line) -> Iterator[Paragraph]:
        """Gives the paragraphs that a line ends."""
        if line.rows is not None:
            yield from self.close()
            table = Paragraph([line], "row")
            self._here.append(table)
            yield table
            self._first_on_page = False
            return
        if self._right is not None and line.column == 0 and line.right < self._right:
            line.right = self._right
        entry = id(line) in self._contents
        if self._current is not None and self._goes_on(self._current, line, entry):
            self._current.lines.append(line)
        else:
            yield from self.close()
            self._current = Paragraph([line], "contents" if entry else "paragraph")
        self._first_on_page = False

    def _goes_on(self, current: Paragraph, line: Line, entry: bool) -> bool:
        if entry:
            open_still = current.kind == "contents" and not ends_entry(current.last.text)
            return open_still and not self._first_on_page and not begins(line.text)
        if current.kind == "contents" or line.opens:
            return False
        over = self._first_on_page or line.column != current.last.column
        return not (breaks_over if over else breaks)(current, line, self._usual)

    def close(self) -> Iterator[Paragraph]:
        """Gives the paragraph that is open."""
        if self._current is not None:
            self._here.append(self._current)
            yield self._current
            self._current = None

    def notes(self, page: Page) -> Iterator[Paragraph]:
        """Hands the notes of a page to the paragraphs that refer to them; gives those of a page without any."""
        here = [*self._here, self._current] if self._current is not None else self._here
        for note in page.notes:
            holder = _referring(here, note, page.number) or (here[-1] if here else None)
            if holder is None:
                yield Paragraph(note, "note")
            else:
                holder.notes = [*holder.notes, note]


def _referring(paragraphs_: list[Paragraph], note: list[Line], page: int) -> Paragraph | None:
    """The paragraph on the page that carries the note's mark."""
    mark = reference_to(note)
    if mark is None:
        return None
    for paragraph in paragraphs_:
        if paragraph.kind == "row":
            texts = [line.text for row in paragraph.first.rows.rows for line in row.lines]
        else:
            texts = [line.text for line in paragraph.lines if line.page == page]
        if any(mark.search(text) for text in texts):
            return paragraph
    return None


def _knows_its_edge(page: Page) -> bool:
    """Enough lines reach about as far as the longest: the page's own text says how wide it is."""
    lines = [
        line for line in page.lines if line.column == 0 and line.rows is None and len(line.text) > PARAGRAPHS.edge_line
    ]
    near = sum(line.right - line.x1 < PARAGRAPHS.edge_near * line.size for line in lines)
    return near >= PARAGRAPHS.edge_lines and near >= PARAGRAPHS.edge_share * len(lines)
