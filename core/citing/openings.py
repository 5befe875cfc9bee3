"""A text that opens with a code: "3.2.14 Title", "Criterion 3.2.14. …", «По критерию 3.2.14 …», «3.2.14-критерий»."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..model.codes import LETTER_TO_DIGIT, Cited, Code, CodeError, CodeGrammar
from ..model.standards import StandardSet
from ..words.vocabulary import after_number, alternatives
from ..words.vocabulary import words as vocabulary
from .lookalikes import Verdict, judge

_REACH = 200  # characters within which a code must begin to open a text
_BULLET = r"[\s•‣◦▪●○■□▶►➢➤✓✔·*–—\-]*"
_PREPOSITION = r"(?:(?:по|к|ко|согласно|в соответствии с|on|for|under|in|regarding|as to|re)\s+)"
# What may stand between the word and the number: «критерий № 3.2.14», "criterion (3.2.14)"
_JOINT = r"[\s№#:.«“\"'(\[]*(?:no\.?\s*|nr\.?\s*)?"


class Opening(NamedTuple):
    """cited: the codes, with their span in the text; verdict: what stands around them.

    label   the code stands as a label ("3.2.14. Title"), not as the first words of a sentence
    prefix  a word for criterion, clause or the set itself stands before or after it
    end     where the text behind the label begins
    """

    cited: Cited
    verdict: Verdict
    label: bool
    prefix: bool
    end: int


@cache
def _before(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    named = [*prefixes, *vocabulary("criterion"), *vocabulary("clause"), *vocabulary("standard")]
    word = alternatives(sorted(set(named), key=lambda name: (-len(name), name)))
    answer = alternatives(vocabulary("answer"))
    return re.compile(
        rf"{_BULLET}(?:(?P<answer>{answer}\s+(?:[^\W\d]+\s+){{0,4}}?(?:{word}{_JOINT})+)"
        rf"|(?P<preposition>{_PREPOSITION})?(?P<words>(?:{word}{_JOINT})*))[\s№#«“\"'(\[]*",
        re.IGNORECASE,
    )


@cache
def _numeric(prefixes: tuple[str, ...]) -> bool:
    return any(prefix[:1].isdecimal() for prefix in prefixes)


_AFTER = after_number("criterion", "clause", "standard")
# «3.2.14-критерийі бойынша: …», «3.2.14-критерийге сәйкестік. …»
_ON_IT = re.compile(rf"\s+(?:бойынша|туралы)(?=\s*[:–—])|\s+{alternatives(vocabulary('answer', 'kk'))}(?=\s*[.:–—])")


_LABEL_END = re.compile(r"\s*(?:[.:;)\]»”\"–—-]|$|\n|\s[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ«“\"(\[0-9•]|[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ])")
_COLON = re.compile(r"\s*(?:[:–—]|-\s)")  # «По критерию 3.2.14: …» is a label for all its preposition
_SENTENCE = re.compile(
    r"\s*(?:is|are|was|were|has|have|of|and|or|that|which|to|in|for|through|by|"
    r"является|был\w*|это|и|или|который|описан\w*|рассмотрен\w*|выполн\w*|см|"
    r"бойынша|болып|және|туралы|үшін)(?!\w)",
    re.IGNORECASE,
)


def opening(text: str, standards: StandardSet, *, recognised: bool = False) -> Opening | None:
    """The codes that a text opens with, or None.

    recognised: the text comes from text recognition, so that letters and commas may stand for digits and dots.
    """
    if not standards.grammar.may_hold(text, _REACH):
        return None
    if len(text) > _SHORT:
        return _opening(text, standards, recognised)
    known = _remembered(standards)
    if (text, recognised) not in known:
        known[text, recognised] = _opening(text, standards, recognised)
    return known[text, recognised]


_SHORT = 120  # characters: headings and cells are looked at several times, and cells repeat
_MOST = 20000  # texts remembered
_MEMORY: dict[int, tuple[StandardSet, dict[tuple[str, bool], Opening | None]]] = {}


def _remembered(standards: StandardSet) -> dict[tuple[str, bool], Opening | None]:
    """What short texts opened with, for this very set."""
    memory = _MEMORY.get(id(standards))
    if memory is None or memory[0] is not standards or len(memory[1]) > _MOST:
        _MEMORY[id(standards)] = memory = (standards, {})
    return memory[1]


def _opening(text: str, standards: StandardSet, recognised: bool) -> Opening | None:
    prefixes = standards.recognition.prefixes
    lead_in = None if text[:1].isdecimal() and not _numeric(prefixes) else _before(prefixes).match(text)
    start = lead_in.end() if lead_in else 0
    cited = _at(text, start, standards, recognised)
    if cited is None:
        return None
    verdict = judge(text, cited, prefixes, opening=True)
    behind = _AFTER.match(text, cited.end)
    end = behind.end() if behind else cited.end
    if behind and (on_it := _ON_IT.match(text, end)):
        end = on_it.end()
    prefix = bool(lead_in and (lead_in["words"] or lead_in["answer"])) or behind is not None
    preposition = bool(lead_in and lead_in["preposition"])
    label = bool((_COLON if preposition else _LABEL_END).match(text, end))
    if not label and not prefix and not preposition:
        # a title typed in lower case is still a title; the start of a sentence is not
        label = not _SENTENCE.match(text, end)
    return Opening(cited, verdict, label, prefix, end)


def _at(text: str, start: int, standards: StandardSet, recognised: bool) -> Cited | None:
    """The codes that stand exactly at `start`; a spaced or misspelt one only if the set has it."""
    window = text[start : start + 400]
    regular = next(standards.grammar.find(window), None) if standards.grammar.finder.match(text, start) else None
    if regular is not None and regular.start != 0:
        regular = None
    if regular is None and window[:1] not in _MAY_BEGIN:
        return None
    tailed = regular is not None and window[regular.end : regular.end + 1].isalpha()  # "3.2.1О" may be 3.2.10
    if regular is None or tailed or not any(code in standards.criteria for code in regular.codes):
        loose = _loose(window, standards, recognised)
        if loose is not None:
            return _shift(loose, start)
    return _shift(regular, start) if regular is not None else None


_MAY_BEGIN = frozenset("0123456789") | {chr(letter) for letter in LETTER_TO_DIGIT}


def _shift(cited: Cited, by: int) -> Cited:
    if not by:
        return cited
    written = tuple((code, first + by, last + by) for code, first, last in cited.written)
    return Cited(cited.start + by, cited.end + by, cited.codes, cited.ranged, written)


@cache
def _loose_pattern(grammar: CodeGrammar) -> re.Pattern[str]:
    digit = r"[0-9ЗзОоOoІіIilӀ|б]{1,2}"
    dot = r"\s?[.,]\s?"
    if any(level.kind != "digits" for level in grammar.levels) or grammar.separator != ".":
        return re.compile(r"(?!)")
    fewest, most = grammar.fewest - 1, len(grammar.levels) - 1
    return re.compile(rf"(?=[^\n]{{0,4}}[0-9]){digit}(?:{dot}{digit}){{{fewest},{most}}}(?![0-9A-Za-zА-Яа-я]|\.[0-9])")


def _loose(text: str, standards: StandardSet, recognised: bool) -> Cited | None:
    match = _loose_pattern(standards.grammar).match(text)
    if match is None or not match.group().strip(_NUMBER):
        return None  # the grammar itself reads what is digits and full stops
    joined = re.sub(r"\s", "", match.group()).replace(",", ".")
    if joined.count(".") < 2 and not recognised and re.search(r"[\s,]", match.group()):
        return None  # "2. 9" and "2,9" say nothing; "3,2,14" can only be a code
    code = parse_known(joined, standards)
    return Cited(0, match.end(), (code,), False, ((code, 0, match.end()),)) if code else None


def parse_known(text: str, standards: StandardSet) -> Code | None:
    """The code if the set has it."""
    try:
        code = standards.grammar.parse(text)
    except CodeError:
        return None
    return code if code in standards.criteria else None


@cache
def _only(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    named = [*prefixes, *vocabulary("criterion"), *vocabulary("clause"), *vocabulary("standard")]
    return re.compile(alternatives(sorted(set(named), key=lambda name: (-len(name), name))), re.IGNORECASE)


def _joined(text: str, standards: StandardSet) -> Cited | None:
    """One code, list or range that a narrow cell breaks over lines, joined; None if the set lacks any of it."""
    joined = re.sub(r"\s", "", text).strip(".:;()")
    every = list(standards.grammar.find(joined))
    if len(every) != 1 or (every[0].start, every[0].end) != (0, len(joined)):
        return None
    written = tuple((code, 0, len(text)) for code, _, _ in every[0].written)
    if not all(code in standards.criteria or standards.in_gap(code) for code, _, _ in written):
        return None
    return Cited(0, len(text), every[0].codes, every[0].ranged, written)


_NUMBER = "0123456789."


def only_codes(text: str, standards: StandardSet, *, recognised: bool = False) -> Cited | None:
    """The codes of a cell that holds nothing else but a word for criterion and punctuation; None if it says more.

    A narrow cell breaks a code over lines ("3.2.\\n14", "3.2.1\\n4"); it is joined if the set has the joined code.
    """
    if len(text) > _REACH or not standards.grammar.may_hold(text):
        return None
    if "\n" in text and (broken := _joined(text, standards)):
        return broken
    every = list(standards.grammar.find(text))
    if not every and not text.strip(_NUMBER):
        return None  # a number that the grammar has read
    rest = text
    for cited in reversed(every):
        rest = rest[: cited.start] + " " + rest[cited.end :]
    if every and not re.search(r"[^\W_]", _only(standards.recognition.prefixes).sub(" ", rest)):
        codes = tuple(dict.fromkeys(code for cited in every for code in cited.codes))
        written = tuple(item for cited in every for item in cited.written)
        return Cited(every[0].start, every[-1].end, codes, any(cited.ranged for cited in every), written)
    stripped = _only(standards.recognition.prefixes).sub(" ", text).strip(" .:;()№#–-\n")
    loose = _loose(stripped, standards, recognised) if stripped else None
    if loose is not None and loose.end == len(stripped):
        return Cited(0, len(text), loose.codes, False, ((loose.codes[0], 0, len(text)),))
    return None
