"""Running headers and footers, and page numbers: what stands on every page and is no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ...model.document import UnreadableReason
from ..tongues import any_of
from .lines import Box, Line
from .settings import FURNITURE

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d]|[.,]\d)")
_PAGE_NUMBER = re.compile(
    rf"^[\W_]*(?:{any_of('page_word')}\b[\W_]*)?(?:\d{{1,4}}|[ivxlc]{{1,7}})"
    rf"(?:[\W_]*(?:(?:{any_of('page_of')}|/|\|)[\W_]*\d{{1,4}}|{any_of('page_word_behind')}\.?))?[\W_]*$",
    re.I,
)


@dataclass(slots=True)
class Page:
    """A page on its way to blocks. box: its visible part; lines in reading order, a table stands in one of them.

    lines are in upright coordinates; turn: how many quarter turns lead there. rules: short horizontal lines that belong
    to no table; frames: boxes of one column, which are no tables. beside: lines that are written in another direction
    than the page. pictures: their boxes.
    """

    number: int
    box: Box
    turn: int = 0
    label: str | None = None
    lines: list[Line] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    beside: list[Line] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    notes: list[list[Line]] = field(default_factory=list)
    unreadable: UnreadableReason | None = None
    shows: bool = False  # hardly a word, and yet a picture or drawing as large as some lines of text
    holes: bool = False  # it is unreadable in places only; the rest stands in its lines
    confidence: float | None = None
    words: int = 0
    scale: float = 1.0  # of a recognised page's coordinates against points


Edge = tuple[Line, bool, float, float]


class _Slot(NamedTuple):
    """A place of a line: which edge it is near, how far from it (in points), and its looks."""

    top: bool
    distance: int
    size: int
    font: str


def only_furniture(pages: list[Page]) -> list[Page]:
    """Pages that show something and say only what other pages say too: a running header, their number."""
    shown = [page for page in pages if page.shows and page.unreadable is None]
    if not shown:
        return []
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_normal(line.text, page) for line in page.lines if line.rows is None})

    def is_furniture(line: Line, page: Page) -> bool:
        return line.rows is None and (
            bool(_PAGE_NUMBER.match(line.text)) or seen[_normal(line.text, page)] >= FURNITURE.pages
        )

    return [page for page in shown if all(is_furniture(line, page) for line in page.lines)]


def set_furniture_apart(pages: list[Page], body: tuple[str, int]) -> list[tuple[str, Line]]:
    """Takes running headers, footers and page numbers off the pages; gives each distinct text with its first line.

    body: font and size (in half points) of the running text. A text is furniture that stands at the same place on three
    pages, or on all of a short file's; or that stands where most pages have a line of one look that changes with the
    section. Page numbers are furniture when they grow with the pages; they are dropped.
    """
    if len(pages) < 2:
        return _lone_numbers(pages)
    seen: dict[tuple[bool, int, str], list[tuple[Page, Line, bool]]] = defaultdict(list)
    slots: dict[_Slot, list[tuple[Page, Line, float]]] = defaultdict(list)
    edges = [(page, _edge_lines(page)) for page in pages]
    for page, near in edges:
        for line, top, distance, apart in near:
            key = _normal(line.text, page)
            place = round(distance / FURNITURE.one_place)
            seen[top, place, key].append((page, line, apart > FURNITURE.apart * line.size))
            slots[_Slot(top, round(distance / FURNITURE.one_slot), round(2 * line.size), line.font)].append(
                (page, line, apart)
            )
    readable = sum(1 for page in pages if page.lines)
    found = _at_one_place(seen, body, readable)
    _of_one_look(slots, body, readable, found)
    _numbers(edges, found)
    _only_outermost(pages, found)
    return _take_off(pages, found)


def _at_one_place(
    seen: dict[tuple[bool, int, str], list[tuple[Page, Line, bool]]], body: tuple[str, int], readable: int
) -> dict[int, Line]:
    """Lines whose text stands at one place on enough pages."""
    found: dict[int, Line] = {}
    for (top, place, key), where in seen.items():
        close = where + [
            one for step in (-1, 1) for one in seen.get((top, place + step, key), ()) if _differ(one, where)
        ]
        numbers = {page.number for page, _, _ in close}
        # a running header goes on for some pages; a subheading that happens to open three of them does not
        dense = len(numbers) >= FURNITURE.dense * (max(numbers) - min(numbers) + 1)
        # a heading that comes twice is larger than the text; a running header seldom is
        small = all(line.size <= body[1] / 2 + FURNITURE.larger for _, line, _ in close)
        alone = all(apart for _, _, apart in close)
        enough = dense and len(numbers) >= (FURNITURE.pages if small and alone else FURNITURE.pages_of_large)
        if (
            not enough
            and small
            and alone
            and 2 <= readable <= FURNITURE.short_file
            and 2 <= len(numbers) >= readable - 1
        ):
            enough = all(_outermost(page, line) and not (line.bold and line.end_bold) for page, line, _ in close)
        if enough:
            for _, line, _ in where:
                found[id(line)] = line
    return found


def _of_one_look(
    slots: dict[_Slot, list[tuple[Page, Line, float]]], body: tuple[str, int], readable: int, found: dict[int, Line]
) -> None:
    """Adds the lines of one look at a place where most pages have such a line, and many texts come again."""
    for slot, lines in slots.items():
        at_slot = {page.number for page, _, _ in lines}
        if len(at_slot) < max(FURNITURE.fewest_of_look, FURNITURE.dense * readable) or len(at_slot) < len(lines):
            continue
        known = sum(1 for _, line, _ in lines if id(line) in found)
        texts = Counter(_normal(line.text, page) for page, line, _ in lines)
        again = sum(count for count in texts.values() if count > 1)
        apart = sum(distance > FURNITURE.apart * line.size for _, line, distance in lines)
        looks = (slot.font, slot.size) != body
        repeats = again >= FURNITURE.again * len(lines) or known >= FURNITURE.known * len(lines)
        if (
            repeats
            and apart >= FURNITURE.mostly_apart * len(lines)
            and (looks or 2 * known >= len(lines) or apart == len(lines))
        ):
            for _, line, _ in lines:
                found[id(line)] = line


def _only_outermost(pages: list[Page], found: dict[int, Line]) -> None:
    """Furniture stands outside the text: a line that has text between itself and the edge is none."""
    for page in pages:
        here = [line for line in page.lines if id(line) in found]
        if not here:
            continue
        text = [line for line in page.lines if id(line) not in found]
        if not text:
            continue
        high = max([line.y for line in text])
        low = min([line.y if line.rows is None else line.rows.box[1] for line in text])
        _, bottom, _, top = page.box
        for line in here:
            near = FURNITURE.same_line * line.size
            if line.y < high + near if top - line.y < line.y - bottom else line.y > low - near:
                del found[id(line)]


def _differ(one: tuple[Page, Line, bool], where: Iterable[tuple[Page, Line, bool]]) -> bool:
    return all(one[1] is not line for _, line, _ in where)


def _edge_lines(page: Page) -> list[Edge]:
    """Lines near the page's edges: line, at the top, distance to the edge, distance to the next line inwards."""
    _, bottom, _, top = page.box
    zone = FURNITURE.zone * (top - bottom)
    found: list[Edge] = []
    if zone <= 0:
        return found
    lines = page.lines
    simple = len(lines) > 2 * FURNITURE.looked_at and not lines[-1].column
    for at_top in (True, False):
        # on a page of one column the lines at an edge are the first or last ones
        some = lines if not simple else lines[: FURNITURE.looked_at] if at_top else lines[-FURNITURE.looked_at :]
        near = [(abs((top if at_top else bottom) - line.y), line) for line in some]
        near.sort(key=lambda pair: pair[0])
        for i, (distance, line) in enumerate(near[: FURNITURE.deep]):
            if distance >= zone or line.rows is not None:
                break
            beyond = (
                _to_text(d, other, line) for d, other in near[i + 1 :] if d > distance + FURNITURE.inwards * line.size
            )
            following = next(beyond, 2 * zone)
            found.append((line, at_top, distance, following - distance))
    return found


def _to_text(distance: float, other: Line, line: Line) -> float:
    """A table's place is its upper edge: its text stands a line below."""
    return distance + line.size if other.rows is not None else distance


def _normal(text: str, page: Page) -> str:
    """The text with what counts the pages taken out: the physical number, the printed label, "3 of 40"."""

    def counted(found: re.Match[str]) -> str:
        return "#" if found[0] in (str(page.number), page.label) else found[0]

    if not _DIGIT.search(text):
        return text.casefold()
    if _PAGE_NUMBER.match(text):
        return "#"
    edged = _NUMBER.sub(counted, text)
    # a number at the very end or beginning counts too where the label is not declared ("Self-assessment | 17")
    edged = re.sub(r"(?<=[\s|–—-])\d{1,3}$", "#", edged)
    edged = re.sub(r"^\d{1,3}(?=\s*[|–—])", "#", edged)
    return edged.casefold()


def _outermost(page: Page, line: Line) -> bool:
    texts = [other.y for other in page.lines]
    _, bottom, _, top = page.box
    near = min(top - line.y, line.y - bottom) < FURNITURE.edge * (top - bottom)
    return near and (line.y >= max(texts) - 1 or line.y <= min(texts) + 1)


def _numbers(edges: list[tuple[Page, list[Edge]]], found: dict[int, Line]) -> None:
    """Page numbers that stand alone, at places where they grow with the pages."""
    offsets: Counter[int] = Counter()
    alone: list[tuple[Page, Line, int | None]] = []
    for page, lines in edges:
        for line, _, _, _ in lines:
            if id(line) in found or len(line.text) > FURNITURE.longest_number or not _PAGE_NUMBER.match(line.text):
                continue
            digits = re.search(r"\d+", line.text)
            value = int(digits[0]) if digits else None
            if value is not None:
                offsets[value - page.number] += 1
            alone.append((page, line, value))
    for page, line, value in alone:
        counts = value is not None and (offsets[value - page.number] >= 2 or str(value) == page.label)
        if counts or (value is None and _outermost(page, line)):
            found[id(line)] = line


def _lone_numbers(pages: list[Page]) -> list[tuple[str, Line]]:
    """In a file of one page only its own number at the very edge is furniture."""
    for page in pages:
        for line, _, _, _ in _edge_lines(page):
            if line.text.strip(" -–—|") in (str(page.number), page.label) and _outermost(page, line):
                page.lines = [other for other in page.lines if other is not line]
                break
    return []


def _take_off(pages: list[Page], found: dict[int, Line]) -> list[tuple[str, Line]]:
    texts: dict[str, tuple[str, Line]] = {}
    said: set[str] = set()
    for page in pages:
        if not any(id(line) in found for line in page.lines):
            continue
        kept: list[Line] = []
        for line in page.lines:
            if id(line) not in found:
                kept.append(line)
                continue
            key = _normal(line.text, page)
            if key != "#" and key not in texts and line.text not in said:
                texts[key] = (line.text, line)
                said.add(line.text)
        page.lines = kept
    return list(texts.values())
