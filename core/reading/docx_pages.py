"""Pages of a Word file: whether the breaks that Word stored can be believed, and which pages are mere pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from .docx_text import Picture
from .docx_xml import W, number, twips

FEW_WORDS = 20  # design: a page that yields fewer words than that is unreadable where pictures cover half of it
_STALE = 0.2  # a word count further off than that was not stored with this text
_A4 = 595.3 * 841.9  # square points


@dataclass(frozen=True, slots=True)
class Statistics:
    """What docProps/app.xml says; 0 where it says nothing."""

    pages: int = 0
    words: int = 0


def statistics(tree: etree._Element | None) -> Statistics:
    if tree is None:
        return Statistics()
    values = {etree.QName(item).localname: number((item.text or "").strip()) for item in tree}
    return Statistics(values.get("Pages", 0), values.get("Words", 0))


def believable(breaks: int, words: int, stored: Statistics) -> bool:
    """Whether the page of a place may be given.

    Without any stored break nobody knows. Where the stored word count fits this text, the count of pages stored with it
    must fit as well; where it is absent or evidently of another state of the text, the breaks are taken as they are.
    """
    if breaks == 0:
        return False
    fresh = stored.words > 0 and abs(stored.words - words) <= _STALE * max(words, 1)
    return not (fresh and stored.pages > 0 and stored.pages != breaks + 1)


def page_area(section: etree._Element | None) -> float:
    """Area of a section's page in square points; A4 where it does not say."""
    size = None if section is None else section.find(W + "pgSz")
    if size is None:
        return _A4
    area = twips(size.get(W + "w")) * twips(size.get(W + "h")) / 400
    return area or _A4


@dataclass(slots=True)
class _Seen:
    at: int  # index of the block before which the picture stands
    page: int
    points: float
    words: int  # of the main text before it
    stretch: int  # in which it stands
    area: float = _A4


@dataclass(slots=True)
class Scans:
    """Finds pages that were pasted in as pictures while the text goes by.

    A stretch is what stands between two headings, page breaks or section breaks.
    """

    words: int = 0
    pictures: int = 0
    _seen: list[_Seen] = field(default_factory=list)
    _stretches: list[int] = field(default_factory=lambda: [0])  # words of each
    _section: int = 0  # first picture of the current section

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
        for seen in self._seen[self._section :]:
            seen.area = area
        self._section = len(self._seen)

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
