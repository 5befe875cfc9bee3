"""Lines that are set apart and come again and again: labels inside a section, or headings of its parts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from ..tongues import any_of
from .candidates import Candidate, candidate_of
from .draft import Paragraph
from .join import Joiner
from .marks import opens_heading
from .measures import Measures
from .text_settings import HEADINGS

_ANSWERS = re.compile(any_of("answers_itself"), re.I)
_NO_LABEL_END = ".,;:"


def with_labels(paragraphs: list[Paragraph], candidates: list[Candidate], joiner: Joiner) -> list[Candidate]:
    """The candidates with bold lines that come again and again under headings with codes ("Evidence"): the lowest rank.

    Text follows each of them. Below a paragraph that opens with its code such a line would end its text, and stays a
    label inside it; and what answers by itself ("Not applicable") is no heading.
    """
    known = {id(c.paragraph): c for c in candidates}
    found: dict[str, list[Paragraph]] = defaultdict(list)
    spoilt: set[str] = set()
    below_code = False
    for paragraph, following in pairwise(paragraphs):
        candidate = known.get(id(paragraph))
        if candidate is not None:
            below_code = candidate.depth >= 2 or (below_code and not candidate.depth)
        elif paragraph.kind != "row" and opens_heading(paragraph.first.text):
            below_code = False
        elif label := _label(paragraph, joiner):
            found[label].append(paragraph)
            if not below_code or id(following) in known or following.emphasis:
                spoilt.add(label)
    for label, some in found.items():
        if len(some) >= HEADINGS.labels and label not in spoilt:
            for paragraph in some:
                known[id(paragraph)] = candidate_of(paragraph, joiner.text(paragraph.lines), None)
                known[id(paragraph)].rank = HEADINGS.deepest
    return [known[id(paragraph)] for paragraph in paragraphs if id(paragraph) in known]


def _label(paragraph: Paragraph, joiner: Joiner) -> str:
    """A short line that is set apart and no sentence, folded; "" if the paragraph is none."""
    if paragraph.kind != "paragraph" or not paragraph.emphasis:
        return ""
    text = joiner.text(paragraph.lines)
    if (
        len(text.split()) > HEADINGS.label_words
        or text[-1] in _NO_LABEL_END
        or text[0].isdigit()
        or _ANSWERS.match(text)
    ):
        return ""
    return text.casefold()


def once_in_each_section(paragraphs: list[Paragraph], candidates: list[Candidate], joiner: Joiner) -> list[Candidate]:
    """Bold lines like "SWOT analysis" that come once in each of several sections are headings of their own.

    What comes more often ("Evidence" under every criterion) is a label inside a passage.
    """
    tops = {id(c.paragraph) for c in candidates if c.labelled and c.depth == 1}
    # under headings with codes such a line says nothing: there it is below them or beside them
    if len(tops) < HEADINGS.sections or any(c.depth >= 2 for c in candidates):
        return []
    known = {id(c.paragraph) for c in candidates}
    where: dict[str, list[tuple[int, Paragraph]]] = defaultdict(list)
    section = 0
    for paragraph in paragraphs:
        section += id(paragraph) in tops
        if paragraph.kind == "paragraph" and paragraph.emphasis and id(paragraph) not in known:
            text = joiner.text(paragraph.lines)
            if len(text.split()) <= HEADINGS.label_words and text[-1] not in _NO_LABEL_END and not text[0].isdigit():
                where[text.casefold()].append((section, paragraph))
    found: list[Candidate] = []
    for some in where.values():
        if len(some) >= HEADINGS.sections and len({section for section, _ in some}) == len(some) and some[0][0] > 0:
            for _, paragraph in some:
                candidate = candidate_of(paragraph, joiner.text(paragraph.lines), None)
                candidate.rank = HEADINGS.part_of_section
                found.append(candidate)
    order = {id(paragraph): i for i, paragraph in enumerate(paragraphs)}
    found.sort(key=lambda candidate: order[id(candidate.paragraph)])
    return found


def open_parts(paragraphs: list[Paragraph], candidates: list[Candidate], usual: Measures) -> None:
    """A larger line without a number that a page was broken for ("Conclusions") ends the sections with codes above it.

    What comes several times is a part of each section, however it is set.
    """
    if not any(c.depth >= 2 for c in candidates):
        return
    bottoms: dict[int, float] = {}
    firsts: dict[int, int] = {}
    for paragraph in paragraphs:
        firsts.setdefault(paragraph.first.page, id(paragraph))
        for line in paragraph.lines:
            low = line.y if line.rows is None else line.rows.box[1]
            bottoms[line.page] = min(bottoms.get(line.page, low), low)
    lowest = min(bottoms.values(), default=0.0)
    recurring = Counter(c.text.casefold() for c in candidates)
    for candidate in candidates:
        page = candidate.paragraph.first.page
        broken = firsts.get(page) == id(candidate.paragraph) and (
            bottoms.get(page - 1, lowest) - lowest > HEADINGS.left_empty * usual.leading * usual.size
        )
        if (
            broken
            and candidate.mark is None
            and not candidate.number
            and candidate.looks[0] >= usual.size + HEADINGS.larger
            and recurring[candidate.text.casefold()] == 1
        ):
            candidate.rank = 1.0
