"""Drafts -> Document, once all of the file was seen: which pages can be believed, how large the body's letters are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...model.document import Block, Document, Kind, ReadingError, Unreadable, UnreadableReason
from ...model.findings import Finding
from ...model.places import Place
from ...words.messages import Value, message
from .draft import Draft, Spot
from .our_comments import handled
from .package import Package
from .pages import Scans, believable, statistics
from .settings import SETTINGS
from .text import ParagraphReader


class Unread(NamedTuple):
    """A part of the package that is not read, and why. at: drafts that stand before it."""

    name: str
    paragraph: int
    page: int
    at: int
    reason: UnreadableReason = "attachment"


class Blocks:
    """shown: the file's path for places; drafts: all that was read; unread: what was not."""

    def __init__(
        self, package: Package, shown: str, reader: ParagraphReader, drafts: Sequence[Draft], unread: Sequence[Unread]
    ) -> None:
        self._package, self._shown, self._reader = package, shown, reader
        self._comments = package.comments()
        self._drafts, self._unread = drafts, unread
        self._text = [draft for draft in drafts if draft.kind is not Kind.FURNITURE]
        self._words = sum(draft.words for draft in self._text)
        self._known = self._pages_known()
        sizes = reader.sizes
        self._body = max(sizes, key=lambda size: sizes[size], default=0.0)
        self._bold_body = reader.bold_characters > SETTINGS.bold_body * sum(sizes.values())

    def _pages_known(self) -> bool:
        reader = self._reader
        stored = statistics(self._package.tree("docProps/app.xml") if reader.breaks else None)
        return believable(reader.breaks, self._words, sum(reader.sizes.values()) - self._words, stored)

    def document(self, sha256: str, scans: Scans) -> Document:
        """Raises ReadingError: empty, needs-ocr."""
        if not self._text:
            if scans.pictures:
                raise ReadingError("needs-ocr", message("reading.needs-ocr", path=self._shown))
            if not self._unread:
                raise ReadingError("empty", message("reading.empty", path=self._shown))
        return Document(
            path=self._shown,
            files=(self._shown,),
            sha256=sha256,
            format=self._package.format,
            blocks=tuple(map(self._block, self._drafts)),
            pages=None,
            unreadable=tuple(sorted(self._unreadable(scans), key=lambda gap: gap.at)),
            findings=tuple(self._findings()),
            pictures=scans.shown(),
        )

    def _unreadable(self, scans: Scans) -> Iterator[Unreadable]:
        for at, page in scans.found(self._words_by_page(scans)):
            yield Unreadable(self._shown, () if page is None else (page,), "picture", at)
        for part in self._unread:
            yield Unreadable(self._shown, (part.page,) if self._known else (), part.reason, part.at)

    def _words_by_page(self, scans: Scans) -> dict[int, float] | None:
        """None where pages are not known."""
        if not self._known:
            return None
        on_page: dict[int, float] = {}
        for draft in self._text if scans.pictures else ():
            if draft.page is not None and draft.last_page is not None:
                share = draft.words / (draft.last_page - draft.page + 1)
                for page in range(draft.page, draft.last_page + 1):
                    on_page[page] = on_page.get(page, 0) + share
        return on_page

    def _block(self, draft: Draft) -> Block:
        larger = self._body > 0 and draft.size >= SETTINGS.larger * self._body
        bold = draft.bold and not self._bold_body
        opens = draft.opens and bold and larger and _may_open(draft)
        return Block(
            Kind.HEADING if opens else draft.kind,
            self._place(draft.paragraph, draft.page, draft.last_page),
            draft.text,
            draft.number,
            1 if opens else draft.level,
            draft.title or bold or larger,
            draft.cells,
            draft.table,
            draft.outer,
            draft.header,
            None,
            draft.turns if self._known else (),
            draft.italic,
            0 if self._bold_body else draft.run_in,
        )

    def _place(self, paragraph: int | None, page: int | None, last_page: int | None) -> Place:
        if not self._known or page is None:
            return Place(self._shown, paragraph=paragraph)
        return Place(self._shown, page, last_page, None, "word", paragraph)

    def _at(self, spot: Spot) -> Place:
        return self._place(spot.paragraph, spot.page, spot.page)

    def _findings(self) -> Iterator[Finding]:
        reader = self._reader
        spots = [spot for spot in (reader.inserted, reader.deleted) if spot.count]
        if spots:
            first = min(spots, key=lambda spot: spot.paragraph or 0)
            counts = {"insertions": reader.inserted.count, "deletions": reader.deleted.count}
            yield Finding("revisions-left", "info", self._at(first), arguments=counts)
        if reader.hidden.count:
            yield Finding("hidden-text", "info", self._at(reader.hidden), arguments={"words": reader.hidden.count})
        if reader.marked.count:
            yield Finding("highlight-left", "info", self._at(reader.marked), arguments={"count": reader.marked.count})
        if self._comments:
            authors = tuple(dict.fromkeys(author for author in self._comments if author))
            arguments: dict[str, Value] = {"count": len(self._comments), "authors": authors}
            yield Finding("comments-left", "info", Place(self._shown), arguments=arguments)
        for paragraph, page, typed, automatic in reader.mismatches:
            place = self._place(paragraph, page, page)
            yield Finding("number-mismatch", "warning", place, arguments={"typed": typed, "automatic": automatic})
        for part in self._unread:
            place = self._place(part.paragraph, part.page, part.page)
            yield Finding("not-readable", "info", place, arguments={"name": part.name})
        yield from handled(self._package, self._shown)


def _may_open(draft: Draft) -> bool:
    """A short line without a number that ends no sentence: "Conclusions", set large on top of a new page."""
    text = draft.text
    return (
        draft.kind is Kind.PARAGRAPH
        and draft.outer is None
        and not draft.number
        and 0 < draft.words <= SETTINGS.opening_words
        and text[-1:] not in ".,;:!?"
        and not any(c.isdigit() for c in text)
    )
