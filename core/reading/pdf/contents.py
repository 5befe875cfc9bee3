"""Tables of contents: which lines of a page are their entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .furniture import Page
from .lines import Line
from .marks import is_contents_title
from .tags import is_contents
from .text_settings import PARAGRAPHS

_LEADER = re.compile(r"(?:\.[ \u00a0]?){4,}\s*[\divxlc]{0,5}\s*$|…{2,}\.*\s*[\divxlc]{0,5}\s*$|_{5,}\s*\d+$", re.I)
_PAGE_END = re.compile(r"(?:^|\s)(\d{1,4})$")


def contents_lines(pages: Iterable[Page]) -> set[int]:
    """Ids of the lines that are entries of a table of contents.

    Entries end with dots and a page, or they stand under the heading "Contents" and end with a page; wrapped entries
    between them count. Without dots or heading it takes several lines whose page numbers grow and stand at one edge.
    """
    found: set[int] = set()
    going = False
    for page in pages:
        declared = [line for line in page.lines if is_contents(line.tag)]
        if declared:
            found.update(map(id, declared))
            going = False
            continue
        texts = [line for line in page.lines if line.rows is None]
        begin = next((i for i, line in enumerate(texts) if is_contents_title(line.text)), None)
        entries = _entries(texts, begin, going)
        if not entries:
            going = False
            continue
        first = entries[0] if begin is None else begin
        if begin is None and going:
            first = 0  # a wrapped first entry: lines directly above the first one
        for i in range(first + (begin is not None), entries[-1] + 1):
            found.add(id(texts[i]))
        going = entries[-1] >= len(texts) - PARAGRAPHS.last_lines
    return found


def ends_entry(text: str) -> bool:
    """A contents entry ends with its page."""
    return bool(_LEADER.search(text) or _PAGE_END.search(text))


def _entries(texts: list[Line], begin: int | None, going: bool) -> list[int]:
    """Indices of the lines of a page that end contents entries. begin: of the heading; going: on from before."""
    leaders = [i for i, line in enumerate(texts) if _tail(line.text) and _LEADER.search(line.text)]
    opened = begin is not None or going
    if not (leaders or opened) and sum(line.text[-1:].isdigit() for line in texts) < PARAGRAPHS.entries:
        return []
    numbers = list(_page_numbers(texts))
    entries = [*leaders, *_without_leaders(texts, leaders, numbers, begin, going)]
    entries = sorted(set(entries))
    if len(entries) < 2 and not (entries and opened):
        return []
    return _run(entries, begin if begin is not None else -1 if going else entries[0])


_Number = tuple[int, int, float]  # index of a line that ends with a page's number, the number, its right edge


def _without_leaders(
    texts: list[Line], leaders: list[int], numbers: list[_Number], begin: int | None, going: bool
) -> list[int]:
    """Lines that end with a page alone: under a title or after contents, among entries with dots, or many at one
    edge."""
    if begin is not None or going:
        start = begin if begin is not None else -1
        after = [number for number in numbers if number[0] > start]
        least = PARAGRAPHS.under_title
        if len(after) >= least and (_rising(after) or len(leaders) >= least):
            return [i for i, _, _ in after]
    elif len(leaders) >= PARAGRAPHS.leaders:
        near = PARAGRAPHS.edge_of_page
        return [i for i, _, x1 in numbers if any(abs(texts[j].x1 - x1) < near for j in leaders)]
    elif (
        len(numbers) >= PARAGRAPHS.entries
        and len(numbers) >= PARAGRAPHS.entry_share * len(texts)
        and _rising(numbers)
        and _at_one_edge(numbers)
    ):
        return [i for i, _, _ in numbers]
    return []


def _at_one_edge(numbers: list[_Number]) -> bool:
    edge = max(x1 for _, _, x1 in numbers)
    near = sum(abs(x1 - edge) < PARAGRAPHS.edge_of_page for _, _, x1 in numbers)
    return near >= PARAGRAPHS.at_edge * len(numbers)


def _page_numbers(texts: list[Line]) -> Iterator[_Number]:
    for i, line in enumerate(texts):
        if line.text[-1:].isdigit():
            got = _PAGE_END.search(line.text)
            if got and got.start() >= PARAGRAPHS.title_characters:
                yield i, int(got[1]), line.x1


def _run(entries: list[int], begin: int) -> list[int]:
    """Entries as long as few other lines stand between them: wrapped titles, not text."""
    run: list[int] = []
    for entry in entries:
        if entry - (run[-1] if run else begin) > PARAGRAPHS.apart + 1:
            break
        run.append(entry)
    return run


def _tail(text: str) -> bool:
    return "…" in text or "..." in text or ". ." in text or "____" in text


def _rising(numbers: list[_Number]) -> bool:
    values = [value for _, value, _ in numbers]
    up = sum(one <= other for one, other in pairwise(values))
    return up >= PARAGRAPHS.rising * (len(values) - 1)
