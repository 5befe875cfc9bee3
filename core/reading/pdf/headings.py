"""Which paragraphs are headings, and of what rank: by bookmarks, by looks and by numbering, together.

No sign is enough alone. Bookmarks may be missing, stale or wrong; a heading of the third rank may differ from the text
by its weight only, like any bold phrase; numbers stand before list items too. So a paragraph is a heading if a bookmark
names it, if it is larger than the text, or if it is set apart and carries a number, a label ("Standard 3") or the name
of a usual section. Ranks come from bookmarks, from the depth of numbers (3 < 3.2 < 3.2.14), and from looks otherwise.
"""

from __future__ import annotations

import re
from collections import Counter

from ..tongues import alphabets
from .bookmarked import by_bookmarks
from .candidates import Candidate, Looks, candidate_of, family, is_apart, is_running, looks_of
from .draft import Paragraph
from .join import Joiner
from .labels import once_in_each_section, open_parts, with_labels
from .lines import RAISED, Line
from .marks import is_caption, is_contents_title
from .measures import Measures
from .outline import Bookmark
from .ranks import set_ranks
from .tags import heading_level
from .text_settings import HEADINGS

_SENTENCE_END = re.compile(rf"[.!?…][»”\"’)]*(?=\s+[^\W\d_{alphabets()}]|$)")
_NOTE_MARK = re.compile(rf"(?:(?<=[^\W\d_]{{3}})|(?<=[)»”\"’.:!?\]]))[{RAISED}]{{1,3}}$")
_ENDS_AS_TEXT = re.compile(r"[;,:]$")


def judge_headings(
    paragraphs: list[Paragraph],
    usual: Measures,
    marks: list[Bookmark],
    joiner: Joiner,
) -> list[Paragraph]:
    """Sets kind and level of headings and the emphasis of other paragraphs; gives the paragraphs, some cut in two."""
    paragraphs, named = by_bookmarks(paragraphs, marks, joiner)
    candidates: list[Candidate] = []
    title_pages = _title_pages(paragraphs, usual)
    looks_seen = Counter(
        looks_of(p, "") for p in paragraphs if p.kind == "paragraph" and p.first.colour != usual.colour
    )
    for paragraph in paragraphs:
        if paragraph.kind != "paragraph":
            continue
        mark = named.get(id(paragraph))
        mark = mark or heading_level(paragraph.first.tag) or None
        apart = is_apart(paragraph, usual)
        if mark is None and not apart:
            continue
        text = joiner.text(paragraph.lines)
        if mark is not None and _reads_as_text(text):
            mark = None  # a style by mistake: tags and bookmarks repeat it
            if not apart:
                continue
        capitals = text.isupper()
        candidate = candidate_of(paragraph, text, mark)
        paragraph.emphasis = apart
        if mark is not None or _is_heading(candidate, usual, capitals, looks_seen):
            if mark is None and paragraph.first.page in title_pages and not (candidate.number or candidate.labelled):
                continue
            candidates.append(candidate)
    candidates = _without_cover(paragraphs, candidates, usual)
    candidates += once_in_each_section(paragraphs, candidates, joiner)
    candidates = with_labels(paragraphs, candidates, joiner)
    open_parts(paragraphs, candidates, usual)
    set_ranks(candidates, usual)
    for candidate in candidates:
        candidate.paragraph.kind = "heading"
        _without_note_mark(candidate.paragraph.lines[-1])
    return paragraphs


def _without_note_mark(line: Line) -> None:
    """A note's mark behind a heading's words is none of them; behind a letter or two it is a unit's (m²)."""
    if found := _NOTE_MARK.search(line.text):
        line.text = line.text[: found.start()]


def _without_cover(paragraphs: list[Paragraph], candidates: list[Candidate], usual: Measures) -> list[Candidate]:
    """The candidates less the title of the whole report, which Word's styles do not call a heading either.

    A title stands on the first page above all running text, without a number, in looks that no later heading has.
    """
    later = {c.looks for c in candidates if c.paragraph.first.page > 1}
    above: set[int] = set()
    for paragraph in paragraphs:
        if paragraph.first.page > 1 or paragraph.kind == "row" or is_running(paragraph, usual):
            break
        above.add(id(paragraph))

    def covers(candidate: Candidate) -> bool:
        if candidate.mark is not None:
            return False
        named = candidate.number or candidate.labelled or candidate.section or not candidate.text[:1].isalpha()
        return id(candidate.paragraph) in above and not named and candidate.looks not in later

    return [candidate for candidate in candidates if not covers(candidate)]


def _title_pages(paragraphs: list[Paragraph], usual: Measures) -> set[int]:
    """The first page, if it has hardly any running text: what is large there is a title, not a section."""
    first = [p for p in paragraphs if p.first.page == 1]
    if not first:
        return set()
    letters = running = 0
    for paragraph in first:
        if paragraph.kind in ("row", "contents"):
            return set()
        for line in paragraph.lines:
            if line.page == 1:
                letters += len(line.text)
                running += len(line.text) * (not is_apart(paragraph, usual) and len(line.text) > HEADINGS.running)
    last = max(p.first.page for p in paragraphs)
    return {1} if last > 1 and running < HEADINGS.title_page * letters else set()


def _reads_as_text(text: str) -> bool:
    """Several sentences, as no heading has."""
    return len(text.split()) > HEADINGS.title_words and len(_SENTENCE_END.findall(text)) > 1


def _is_heading(candidate: Candidate, usual: Measures, capitals: bool, seen: Counter[Looks]) -> bool:
    paragraph, text = candidate.paragraph, candidate.text
    words = len(text.split())
    letters = sum(map(str.isalpha, text))
    if not letters and not candidate.number.count("."):
        return False
    if words > HEADINGS.words or len(paragraph.lines) > HEADINGS.lines or is_caption(text) or is_contents_title(text):
        return False
    larger = paragraph.first.size >= max(usual.size + HEADINGS.larger, HEADINGS.times_larger * usual.size)
    sentence = _ENDS_AS_TEXT.search(text) or (text.endswith(".") and words > HEADINGS.sentence_words)
    if candidate.labelled:
        return not text.endswith((";", ",")) or larger
    if candidate.depth >= 2:
        return not (sentence and not larger and words > HEADINGS.coded_words)
    if candidate.section:
        return True
    if larger:
        return not sentence and words <= HEADINGS.larger_words and letters >= HEADINGS.letters
    if candidate.depth == 1:
        return not sentence and words <= HEADINGS.numbered_words and letters >= HEADINGS.letters
    if capitals:
        return False
    coloured = paragraph.first.colour != usual.colour and family(paragraph.first.font) != family(usual.font)
    return (
        coloured
        and not sentence
        and words <= HEADINGS.coloured_words
        and seen[looks_of(paragraph, "")] >= HEADINGS.alike
    )
