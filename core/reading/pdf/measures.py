"""What is usual in a document: looks and leading of its running text, where its lines end, how paragraphs begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .furniture import Page
from .lines import Line
from .text_settings import PARAGRAPHS

_SENTENCE_ENDS = ".!?)]"  # "… reads it. (3.2.14)" is an end, too


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document: body font, size and leading; right edge of its text by page width.

    spaced, indented: paragraphs are told apart by space above them, or by an indent of their first line.
    """

    font: str
    size: float
    bold: bool
    colour: int
    leading: float  # of body lines, in font sizes
    rights: dict[int, float]
    spaced: bool = False
    indented: bool = False


def measure(pages: Iterable[Page]) -> Measures:
    """Body text is what most characters look like; its leading is the most frequent one."""
    usual = _Counts()
    for page in pages:
        usual.page(page)
    return usual.measures()


def set_apart(line: Line, usual: Measures) -> bool:
    """The whole line looks different from running text: bold, larger or coloured."""
    if line.bold and line.end_bold and not usual.bold:
        return True
    return line.size >= usual.size + PARAGRAPHS.larger or (line.colour != usual.colour and line.font != usual.font)


class _Counts:
    """Characters by looks, leadings and right edges; and what follows lines that surely end a paragraph."""

    def __init__(self) -> None:
        self._looks: Counter[tuple[str, float, bool, int]] = Counter()
        self._leadings: Counter[int] = Counter()
        self._rights: dict[int, Counter[int]] = {}
        self._ends: list[tuple[float, bool]] = []  # gap in font sizes, whether the next line is indented

    def page(self, page: Page) -> None:
        edges = self._rights.setdefault(round(page.box[2] - page.box[0]), Counter())
        before: Line | None = None
        for line in page.lines:
            if line.rows is not None:
                before = None
                continue
            length = len(line.text)
            self._looks[line.font, round(line.size * 2) / 2, line.bold, line.colour] += length
            if line.column == 0 and length > PARAGRAPHS.edge_characters:
                edges[round(line.x1 / PARAGRAPHS.edge_step)] += 1
            if (
                before is not None
                and before.column == line.column
                and abs(before.size - line.size) < PARAGRAPHS.same_size
            ):
                self._pair(before, line)
            before = line

    def _pair(self, before: Line, line: Line) -> None:
        """Two lines of one size, one below the other."""
        size, length = line.size, len(line.text)
        gap = before.y - line.y
        if not 0 < gap < PARAGRAPHS.farthest * size:
            return
        self._leadings[round(PARAGRAPHS.leading_steps * gap / size)] += length
        if (
            before.right - before.x1 > PARAGRAPHS.sure * size
            and length > PARAGRAPHS.sure_characters
            and not before.bold
            and not line.bold
            and before.text[-1] in _SENTENCE_ENDS
        ):
            self._ends.append((gap / size, line.x0 - line.left > PARAGRAPHS.indent * size))

    def measures(self) -> Measures:
        looks, leadings, ends = self._looks, self._leadings, self._ends
        font, size, bold, colour = looks.most_common(1)[0][0] if looks else ("", PARAGRAPHS.size, False, 0)
        leading = leadings.most_common(1)[0][0] / PARAGRAPHS.leading_steps if leadings else PARAGRAPHS.leading
        step = PARAGRAPHS.edge_step
        usual = {width: step * edges.most_common(1)[0][0] + step / 2 for width, edges in self._rights.items() if edges}
        enough = len(ends) >= PARAGRAPHS.fewest_sure
        most = PARAGRAPHS.mostly * len(ends)
        spaced = enough and sum(gap > leading + PARAGRAPHS.spaced for gap, _ in ends) >= most
        indented = enough and sum(indent for _, indent in ends) >= most
        return Measures(font, size, bold, colour, leading, usual, spaced, indented)
