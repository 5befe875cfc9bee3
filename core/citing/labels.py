"""Headings inside a criterion's text that do not end it: "Strengths", «Анализ»."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from ..model.codes import Code
from ..model.document import Block, Document, Kind
from ..words.vocabulary import NUMBERS, is_entry, spelled
from .first_words import CODED, STANDARD


def recurring_labels(document: Document) -> frozenset[str]:
    """The headings inside criteria's texts that this report repeats: "Strengths" under one criterion after the other.

    One at the end of every standard is a section of its own, behind the last criterion.
    """
    headings = [block.shown for block in document.blocks if block.kind is Kind.HEADING]
    between: Counter[str] = Counter()
    waiting: set[str] = set()  # labels since the last heading of another kind
    for shown in headings:
        if is_label(shown):
            waiting.add(bare_label(shown))
        else:
            if CODED.search(shown) and not STANDARD.match(shown):
                between.update(waiting)
            waiting = set()
    return frozenset(title for title, count in between.items() if count >= RECURS)


def ends_text(labels: frozenset[str], heading: Block, level: int, codes: Iterable[Code]) -> bool:
    """Whether a heading without a code ends the text of a criterion whose own heading has this level (0: a lead).

    A recurring label of the same rank does not: many reports style "3.2.14" and "Evidence" alike. Nor does a heading
    whose number goes on from the criterion's ("3.2.14.1").
    """
    if any(heading.shown.startswith(f"{code.text}.") for code in codes):
        return False
    if level and heading.level != level:
        return heading.level < level
    return bare_label(heading.shown) not in labels


RECURS = 2


def bare_label(heading: str) -> str:
    return re.sub(r"^[\W\d]+|[\W\d]+$", "", heading).lower()


@lru_cache(maxsize=4096)
def is_label(heading: str) -> bool:
    """A heading inside a criterion's text ("Strengths", «Анализ»), which never ends it."""
    bare = bare_label(heading)
    return len(bare) <= LONGEST_LABEL and all(is_entry("label", part) for part in _LABELS.split(bare))


LONGEST_LABEL = 80  # characters
_LABELS = re.compile(rf"\s*(?:(?<!\w){spelled(NUMBERS.words('and'))}(?!\w)|[,/])\s*")
