"""Which paragraphs a file's bookmarks name."""

from __future__ import annotations

import re
from collections import defaultdict

from .draft import Paragraph
from .join import Joiner
from .marks import is_caption
from .outline import Bookmark
from .text_settings import HEADINGS

_NO_WORD = re.compile(r"[\W_]+")


def by_bookmarks(
    paragraphs: list[Paragraph], marks: list[Bookmark], joiner: Joiner
) -> tuple[list[Paragraph], dict[int, int]]:
    """The level that a bookmark gives, by id of the paragraph whose text it repeats on the page that it leads to.

    A paragraph that runs on after the bookmark's words, line for line, is cut there; one heading in two paragraphs is
    put together. Bookmarks that match nothing are stale and say nothing.
    """
    if not marks:
        return paragraphs, {}
    on_page = _beginnings(paragraphs)
    named: dict[int, int] = {}
    cuts: dict[int, int] = {}
    merged: dict[int, int] = {}
    for mark in marks:
        title = _plain(mark.title)
        if not title or len(title) > HEADINGS.mark_characters or is_caption(mark.title):
            continue
        pages = (mark.page, mark.page + 1, mark.page - 1) if mark.page else tuple(on_page)
        for i in (i for page in pages if page in on_page for i in on_page[page].get(title[: HEADINGS.mark_begin], ())):
            if id(paragraphs[i]) in named:
                continue
            fits, at = _fits(paragraphs, i, title, joiner)
            if not fits:
                continue
            named[id(paragraphs[i])] = mark.level
            if at > 0:
                cuts[i] = at
            elif at < 0:
                merged[i] = i + 1
            break
    if not cuts and not merged:
        return paragraphs, named
    return _cut(paragraphs, cuts, merged), named


def _beginnings(paragraphs: list[Paragraph]) -> dict[int, dict[str, list[int]]]:
    """Which paragraphs of a page begin with which letters."""
    on_page: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, paragraph in enumerate(paragraphs):
        if paragraph.kind == "paragraph":
            begin = _plain(paragraph.first.text[: HEADINGS.compared])
            on_page[paragraph.first.page][begin[: HEADINGS.mark_begin]].append(i)
            if begin[:1].isdigit():  # a bookmark may leave out the number
                on_page[paragraph.first.page][begin.lstrip("0123456789")[: HEADINGS.mark_begin]].append(i)
    return on_page


def _fits(paragraphs: list[Paragraph], i: int, title: str, joiner: Joiner) -> tuple[bool, int]:
    """Whether a paragraph is what a bookmark names; after how many lines it is to be cut; -1: the next one ends it."""
    paragraph = paragraphs[i]
    text = _plain(joiner.text(paragraph.lines[: HEADINGS.mark_lines]))
    if text == title or (
        len(title) > HEADINGS.mark_end and text.endswith(title) and len(text) - len(title) < HEADINGS.before_end
    ):
        return True, 0
    if text.startswith(title) and len(paragraph.lines) > 1:
        for k in range(1, len(paragraph.lines)):
            if _plain(joiner.text(paragraph.lines[:k])) == title:
                return True, k
    if text and title.startswith(text) and i + 1 < len(paragraphs) and paragraphs[i + 1].kind == "paragraph":
        rest = _plain(joiner.text(paragraphs[i + 1].lines[: HEADINGS.mark_lines]))
        return text + rest == title, -1
    return False, 0


def _cut(paragraphs: list[Paragraph], cuts: dict[int, int], merged: dict[int, int]) -> list[Paragraph]:
    """The paragraphs, those of cuts in two and those of merged put together."""
    done: list[Paragraph] = []
    gone = set(merged.values())
    for i, paragraph in enumerate(paragraphs):
        if i in gone:
            continue
        done.append(paragraph)
        if i in cuts:
            rest_of = Paragraph(paragraph.lines[cuts[i] :], notes=paragraph.notes, confidence=paragraph.confidence)
            paragraph.lines, paragraph.notes = paragraph.lines[: cuts[i]], []
            done.append(rest_of)
        elif i in merged:
            other = paragraphs[merged[i]]
            paragraph.lines = [*paragraph.lines, *other.lines]
            paragraph.notes = [*paragraph.notes, *other.notes]
    return done


def _plain(text: str) -> str:
    return _NO_WORD.sub("", text.casefold())
