"""Correspondence: mails that quote a question with its code ("> 3.2.14. …"), with the reply below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..model.document import Block, Document, Kind
from ..words.vocabulary import alternatives
from ..words.vocabulary import words as vocabulary
from .code_words import CAPITAL

# Before a code or a word, not before an amount: "> 2.5", "> 3.0 GPA"
QUOTED = rf"(?:>\s?)+(?=[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{2}}|[0-9]{{1,2}}\.[0-9]{{1,2}}[.):]\s+[{CAPITAL}]|[^\W\d_])"
_QUOTED = re.compile(rf"\s*{QUOTED}")
_HABIT = 2  # openings that are quoted
_HEAD = 3  # lines of a mail's head: sender, addressee, day, subject
_SIGNATURE = re.compile(r"--\s*(?:\n|$)")


def is_quoted(block: Block) -> bool:
    """Every line of the paragraph is quoted."""
    return block.kind in (Kind.PARAGRAPH, Kind.ITEM) and all(map(_QUOTED.match, block.shown.split("\n")))


def mail_ends(document: Document, opens: Iterable[int]) -> frozenset[int]:
    """Where mails end that quote questions: the paragraphs that begin a signature or the head of the next one.

    opens: blocks that open a criterion's text
    """
    quoted = sum(is_quoted(document.blocks[at]) for at in opens)
    return frozenset(_ends(document)) if quoted >= _HABIT else frozenset()


def _ends(document: Document) -> Iterator[int]:
    begin, labels = 0, set[str]()
    for at, block in enumerate(document.blocks):
        found = [label for line in block.shown.split("\n") if (label := _label(line))] if not block.cells else []
        if not labels or not found:
            begin, labels = at, set()
        labels.update(found)
        if len(labels) >= _HEAD or _SIGNATURE.match(block.shown):
            yield begin if labels else at


def _label(line: str) -> str:
    match = _heads().match(line)
    return match["label"].lower() if match else ""


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<label>{alternatives(vocabulary('mail_head'))})\s*:\s", re.IGNORECASE)
