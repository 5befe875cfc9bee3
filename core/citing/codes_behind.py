"""Codes behind a title, a subject or a question, whose answer follows."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ..model.codes import Cited, Code
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from ..words.vocabulary import alternatives, any_of
from ..words.vocabulary import words as vocabulary
from .code_words import CAPITAL
from .codes_in_text import mentions, only_codes
from .lookalikes import Verdict, judge
from .openings import AFTER, SHORT, Opening
from .typed_codes import shifted

_RUN_IN = re.compile(
    r"[\s.:)–—-]*(?P<title>[^.!?:;()\[\]\n]{2,140})[(\[](?P<codes>[^()\[\]]{3,80})[)\]]"
    rf"\s*(?::\s|(?:\.|[–—])\s+(?=[{CAPITAL}«“\"0-9]))"
)
_TITLE_BEHIND = 10  # words of a title between the code and further codes in brackets; more is a sentence
_SUBJECT = re.compile(r"[^.!?:;()\[\]\n]{3,60}[(\[](?P<codes>[^()\[\]]{3,80})[)\]]\s+(?=[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮІҺ])")


def run_in(text: str, standards: StandardSet, opened: Opening | None = None) -> Opening | None:
    """A title with codes in brackets in front of the answer: "Choice and flexible paths (5.2.4, 5.2.5). Every …".

    opened: what the text opens with; the codes of the bracket are added ("4.2.6. Observation (also answers 4.2.7).").
    """
    if "(" not in text and "[" not in text:
        return None
    match = _RUN_IN.match(text, opened.end if opened is not None and opened.label else 0)
    if match is None or (opened is not None and not opened.label):
        return None
    codes = match["codes"]
    cited = only_codes(_also().sub(lambda found: " " * len(found.group()), codes), standards)
    if cited is None or not all(code in standards.criteria for code, _, _ in cited.written):
        return None
    cited = shifted(cited, match.start("codes"))
    if opened is None:
        return Opening(cited, Verdict("criterion"), label=True, prefix=True, end=match.end())
    if len(text[opened.end : match.start("codes")].split()) > _TITLE_BEHIND and not _also().search(codes):
        return None  # a sentence that names another criterion
    every = tuple(dict.fromkeys((*opened.cited.codes, *cited.codes)))
    written = (*opened.cited.written, *cited.written)
    ranged = opened.cited.ranged or cited.ranged
    return opened._replace(cited=Cited(opened.cited.start, cited.end, every, ranged, written), end=match.end())


def subject(text: str, standards: StandardSet) -> Opening | None:
    """A first sentence whose subject has codes in brackets behind it: "Our policy (1.2.4) was adopted in May."

    The text begins where the sentence does.
    """
    match = _SUBJECT.match(text)
    if match is None or any_of("see").search(match["codes"]):
        return None
    cited = only_codes(match["codes"], standards)
    if cited is None or not all(code in standards.criteria for code, _, _ in cited.written):
        return None
    return Opening(shifted(cited, match.start("codes")), Verdict("criterion"), label=True, prefix=True, end=0)


@cache
def _also() -> re.Pattern[str]:
    return re.compile(alternatives(vocabulary("also")), re.IGNORECASE)


def titled_lines(document: Document, standards: StandardSet) -> frozenset[int]:
    """Lines of a title and its code above texts ("Salaries 8.2.3"), whatever they are set in: several whose codes rise
    are how the report heads its answers."""
    lines: dict[int, tuple[Code, ...]] = {}
    for index, (block, below) in enumerate(pairwise(document.blocks)):
        if block.kind is Kind.PARAGRAPH and below.kind is Kind.PARAGRAPH and below.narrative >= _TEXT:
            cited = closes_title(block.shown, standards, lined=True)
            if cited is not None and not _SENTENCE.search(block.shown):
                lines[index] = cited.codes
    rising = all(above[-1] < below[0] for above, below in pairwise(lines.values()))
    return frozenset(lines) if rising and len(lines) >= _LINES else frozenset()


_SENTENCE = re.compile(r"[.!?;](?:\s|$)|[)\]]\W*$")  # or a bracket at its end: no title with its code
_TEXT = 20  # words of a text that a title heads
_LINES = 3  # titles with codes behind them, from which on they are a habit


def closes_title(text: str, standards: StandardSet, *, lined: bool = False) -> Cited | None:
    """The codes that close a title ("Design of programmes 3.2.4"), or None. lined: such lines head the report's
    answers, so that no word of the title speaks against a code («Budget 8.2.1»)."""
    if len(text) > SHORT or not standards.grammar.may_hold(text):
        return None
    every = list(mentions(text, standards))
    last = every[-1] if every else None
    behind = AFTER.match(text, last.end) if last is not None else None  # «Ашықтық, 3.2.6-критерий»
    if (
        last is None
        or re.search(r"\w", text[behind.end() if behind else last.end :])
        or not re.search(r"[^\W\d_]{3}", text[: last.start])
    ):
        return None
    known = all(code in standards.criteria for code, _, _ in last.written)
    refused = not lined and judge(text, last, standards.names, opening=False).refused
    return last if known and not refused else None


_ASKED = re.compile(r"\?[»”\"]?\s*[(\[](?P<codes>[^()\[\]]{3,60})[)\]][\s.:]*$")


def closes_question(text: str, standards: StandardSet) -> Cited | None:
    """The codes behind a question, whose answer follows: "Who controls spending? (7.2.3)"."""
    match = _ASKED.search(text) if text.rstrip(" .:")[-1:] in (")", "]") else None
    cited = only_codes(match["codes"], standards) if match is not None else None
    if match is None or cited is None or not all(code in standards.criteria for code, _, _ in cited.written):
        return None
    return shifted(cited, match.start("codes"))
