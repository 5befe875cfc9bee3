"""Where a finding stands, as people look for it: a page where one is known, else the heading above it."""

from __future__ import annotations

from bisect import bisect_right

from ..model.places import Place
from ..model.results import DocumentResult
from .view import Tell, file_name, place_text


class Places:
    """Places in one report. Nobody counts paragraphs in Word: the heading above is what its search finds."""

    def __init__(self, document: DocumentResult, tell: Tell) -> None:
        self._files, self._tell = document.files, tell
        self._read = document.document
        self._blocks: dict[str, list[tuple[int, int]]] = {}  # by file: numbers of paragraphs, each with its block
        for index, block in enumerate(self._read.blocks if self._read is not None else ()):
            if block.place.paragraph is not None:
                self._blocks.setdefault(block.place.file, []).append((block.place.paragraph, index))

    def headings(self, place: Place) -> tuple[str, ...]:
        """Those above a place in a Word file, outermost first; () where none is known."""
        known = self._blocks.get(place.file, [])
        if self._read is None or place.paragraph is None:
            return ()
        at = bisect_right(known, (place.paragraph, len(self._read.blocks)))
        return self._read.heading_path(known[at - 1][1]) if at else ()

    def text(self, place: Place | None) -> str:
        """The place for people; "" where it is the whole file."""
        if place is None or (place.page is None and place.paragraph is None):
            return ""
        headings = self.headings(place)
        if place.page is None and not headings and self._blocks:
            start = self._tell("report.beginning")
            return f"{start}, {file_name(place.file)}" if len(self._files) > 1 else start
        return place_text(place, headings, self._tell, files=len(self._files))
