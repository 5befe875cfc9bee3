"""Pages of a Word file: whether the breaks that Word stored can be believed, and which pages are mere pictures."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from .draft import Picture
from .xml import W, number, twips

FEW_WORDS = 20  # design: a page that yields fewer words than that is unreadable where pictures cover half of it
_OTHER = 2.0  # statistics that are further off than by this factor were stored with another text
_SHOWS = 113.4**2  # square points: a picture of four centimetres by four
_A4 = 595.3 * 841.9  # square points


class Statistics(NamedTuple):
    """What docProps/app.xml says; 0 where it says nothing. characters: without blanks."""

    pages: int = 0
    words: int = 0
    characters: int = 0


def statistics(tree: etree._Element | None) -> Statistics:
    if tree is None:
        return Statistics()
    values = {etree.QName(item).localname: number((item.text or "").strip()) for item in tree}
    return Statistics(values.get("Pages", 0), values.get("Words", 0), values.get("Characters", 0))


def believable(breaks: int, words: int, characters: int, stored: Statistics) -> bool:
    """Whether the page of a place may be given, for a text of so many words and characters.

    Without any stored break nobody knows. Where the count of pages stored beside the text disagrees with the breaks, no
    page is given, unless it evidently belongs to another state of the text (a template's, say): then the breaks are
    taken as they are. Characters are compared rather than words: Word often estimates its words from them.
    """
    if breaks == 0:
        return False
    if stored.pages in (0, breaks + 1):
        return True
    stated, counted = (stored.characters, characters) if stored.characters else (stored.words, words)
    return not stated or not 1 / _OTHER <= stated / max(counted, 1) <= _OTHER


def page_area(section: etree._Element | None) -> float:
    """Area of a section's page in square points; A4 where it does not say."""
    size = None if section is None else section.find(W + "pgSz")
    if size is None:
        return _A4
    area = twips(size.get(W + "w")) * twips(size.get(W + "h")) / 400
    return area or _A4


class _Seen(NamedTuple):
    at: int  # index of the block before which the picture stands
    page: int
    points: float
    words: int  # of the main text before it
    stretch: int  # in which it stands
    area: float = _A4


class Scans:
    """Finds pages that were pasted in as pictures while the text goes by.

    A stretch is what stands between two headings, page breaks or section breaks.
    """

    def __init__(self) -> None:
        self.words = 0
        self.pictures = 0
        self._seen: list[_Seen] = []
        self._stretches = [0]  # words of each
        self._section = 0  # first picture of the current section

    def text(self, words: int) -> None:
        self.words += words
        self._stretches[-1] += words

    def bound(self) -> None:
        self._stretches.append(0)

    def picture(self, picture: Picture, at: int, page: int) -> None:
        self.pictures += 1
        if not picture.behind:
            self._seen.append(_Seen(at, page, picture.points, self.words, len(self._stretches) - 1))

    def section(self, section: etree._Element | None) -> None:
        """A section ends: its properties say how large its pages are."""
        area = page_area(section)
        for index in range(self._section, len(self._seen)):
            self._seen[index] = self._seen[index]._replace(area=area)
        self._section = len(self._seen)

    def shown(self) -> tuple[int, ...]:
        """Before which blocks a picture stands that shows something: no line, bullet or small emblem."""
        return tuple(sorted({seen.at for seen in self._seen if seen.points >= _SHOWS}))

    def found(self, words_on: dict[int, float] | None) -> list[tuple[int, int | None]]:
        """(block index, page or None) of each page that is a picture. words_on: words by page where pages are known."""
        if words_on is not None:
            return self._by_page(words_on)
        large = [seen for seen in self._seen if seen.points > seen.area / 2]
        result: list[tuple[int, int | None]] = []
        for index, seen in enumerate(large):
            alone = self._stretches[seen.stretch] < FEW_WORDS
            # one full page of picture after the other without text between them: pasted pages
            neighbours = large[max(index - 1, 0) : index] + large[index + 1 : index + 2]
            chained = any(abs(other.words - seen.words) < FEW_WORDS for other in neighbours)
            if alone or chained:
                result.append((seen.at, None))
        return result

    def _by_page(self, words_on: dict[int, float]) -> list[tuple[int, int | None]]:
        result: list[tuple[int, int | None]] = []
        pages: dict[int, list[_Seen]] = {}
        for seen in self._seen:
            pages.setdefault(seen.page, []).append(seen)
        for page, pictures in sorted(pages.items()):
            covered = sum(seen.points for seen in pictures)
            if covered > pictures[0].area / 2 and words_on.get(page, 0) < FEW_WORDS:
                result.append((pictures[0].at, page))
        return result
