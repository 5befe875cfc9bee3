"""A text that opens with a code: "3.2.14 Title", "Criterion 3.2.14. …", «По критерию 3.2.14 …», «3.2.14-критерий»."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..model.code_levels import LATIN_TO_CYRILLIC, LETTER_TO_DIGIT
from ..model.codes import Cited
from ..model.standards import StandardSet
from ..words.patterns import pattern
from ..words.vocabulary import after_number, alternatives
from ..words.vocabulary import words as vocabulary
from .code_words import CAPITAL, JOINT, REACH, WINDOW, longest_first, named
from .hashtags import dotted, unsigned
from .lookalikes import Verdict, judge, numbered_order
from .mails import QUOTED
from .other_documents import named_behind
from .ticks import unticked
from .typed_codes import mistyped_codes, part_below, shifted

_BULLET = r"[\s•‣◦▪●○■□▶►➢➤→⇒✓✔·*–—\-]*"
# «к» is also a word for criterion, right before its number
_TO = r"(?:к|ко)(?!\s*[0-9])"
# «1) критерий 3.2.14», «Стандарт 3, критерий 3.2.14», «3-стандарт, 3.2.14-критерий»
# and the number of a footnote: «1 По критерию 3.2.14», «1 3.2.14-критерий»
_OF_A_CRITERION = (
    rf"(?:\w+\s+)?{alternatives(vocabulary('criterion'))}|[0-9.]{{3,8}}\s*-\s*{alternatives(vocabulary('criterion'))}"
)
# the number of a paragraph: «7. По пунктам 3.2.12 и 3.2.13», «1. 3.2.1-тармақ»; "3. 2. 14" is a code with blanks
_PARAGRAPH = r"[0-9]{1,3}\.\s+(?=[^\W\d_]|[0-9]{1,2}\.[0-9]{1,2}\.[0-9])"
_NUMBERED = rf"(?:(?:[0-9]{{1,2}}|[^\W\d_])\)\s+|[0-9]{{1,2}}\s+(?={_OF_A_CRITERION})|{_PARAGRAPH})?"
_FROM = r"(?:(?:с|со|от|from)\s+(?=[^\n]{4,40}?\s(?:по|до|to)\s))"  # «с 3.2.18 по 3.2.20»


class Opening(NamedTuple):
    """cited: the codes, with their span in the text; verdict: what stands around them.

    label   the code stands as a label ("3.2.14. Title"), not as the first words of a sentence
    prefix  a word for criterion, clause or the set itself stands before or after it
    end     where the text behind the label begins
    deeper  the number goes on below the criterion («3.2.14.1»)
    """

    cited: Cited
    verdict: Verdict
    label: bool
    prefix: bool
    end: int
    deeper: bool = False


@cache
def _before(names: tuple[str, ...], short: bool) -> re.Pattern[str]:
    """short: a word of one letter may be one («К 3.2.14»): the set's codes begin with digits."""
    opens = [word for word in vocabulary("opens") if short or len(word.strip(".*")) > 1]
    word = alternatives(longest_first([*names, *named()]))
    opener = alternatives(longest_first([*opens, *vocabulary("section")]))
    glued = "|".join(map(re.escape, vocabulary("glued"))) if short else "(?!)"
    answer = alternatives(vocabulary("answer"))
    standard = alternatives(vocabulary("standard"))
    above = (
        rf"(?:(?:{standard}\s*№?\s*(?:[0-9]{{1,2}}|[IVX]+)|[0-9]{{1,2}}\s*[-–]?\s*{standard})\s*[.,:;–—-]\s*)?"
        if short
        else ""
    )
    preposition = rf"(?:(?:{alternatives(vocabulary('preposition'))}|{_TO})\s+)"
    # a word must not swallow half of the number
    begins = r"(?<![0-9])(?<![0-9][.,·-])(?=[0-9ЗзОоOoІіIlӀ|бЬSs])" if short else ""
    return re.compile(
        rf"(?:{QUOTED})?{_BULLET}{_NUMBERED}{above}[(\[«“]?(?:(?P<answer>{answer}\s+(?:[^\W\d]+\s+){{0,4}}?(?:{word}{JOINT})+)"
        rf"|(?P<reply>{answer}\s+(?:to|on|for|на|к|по)\s+)"
        rf"|(?P<preposition>{preposition})?(?P<words>(?:{word}{JOINT})*)"
        rf"(?P<opener>{opener}{JOINT}|(?<!\w)(?:{glued})(?=[0-9]))?{_FROM}?)[\s№#«“\"'(\[]*{begins}",
        re.IGNORECASE,
    )


@cache
def _numeric(names: tuple[str, ...]) -> bool:
    return any(name[:1].isdecimal() for name in names)


AFTER = after_number("criterion", "clause", "standard", "opens")
# «3.2.14-критерийі бойынша: …», «3.2.14-критерийге сәйкестік. …», «3.2.10 бойынша. …»
ON_IT = pattern(
    rf"\s*-?\s?(?:бойынша|туралы)(?=\s*[.:–—]|\s-\s)|\s+{alternatives(vocabulary('answer', 'kk'))}(?=\s*[.:–—])"
)
_LABEL_END = pattern(rf"\s*(?:[.:;)\]»”\"–—…-]|$|\n|\s[{CAPITAL}«“\"(\[0-9•]|[{CAPITAL}])")
# «По критерию 3.2.14: …», "Under 3.2.9 Every request …": a label for all its preposition
_COLON = pattern(rf"\s*(?:[:–—]|-\s|\.?\s+[{CAPITAL}])|\.?\s*$")
_SENTENCE = pattern(
    r"\s*(?:is|are|was|were|has|have|of|and|or|that|which|to|in|for|through|by|"
    r"является|был\w*|это|и|или|который|описан\w*|рассмотрен\w*|выполн\w*|см|"
    r"бойынша|болып|және|туралы|үшін)(?!\w)",
    re.IGNORECASE,
)
_SIGN = pattern(r"\s*[.):\]–—-]|\s*$|\n")  # what must stand behind a single letter that is a code


def opening(text: str, standards: StandardSet, *, recognised: bool = False) -> Opening | None:
    """The codes that a text opens with, or None.

    recognised: the text comes from text recognition, so that letters and commas may stand for digits and dots.
    """
    if not standards.grammar.may_hold(text, REACH):
        return None
    text = _in_one_script(dotted(unticked(text), standards.names))
    if len(text) > SHORT:
        return _opening(text, standards, recognised)
    known = standards.worked_out.setdefault("openings", {})
    if (text, recognised) not in known:
        if len(known) > _MOST:
            known.clear()
        known[text, recognised] = _opening(text, standards, recognised)
    found: Opening | None = known[text, recognised]
    return found


SHORT = 120  # characters: headings and cells are looked at several times, and cells repeat
_MOST = 20000  # texts remembered


def _in_one_script(text: str) -> str:
    """Latin letters that were typed for Cyrillic ones in a word at the beginning («Kритерий»), as they were meant."""
    match = _MIXED.match(text)
    return text if match is None else text[: match.end()].translate(LATIN_TO_CYRILLIC) + text[match.end() :]


_MIXED = pattern(r"\W*(?=[^\W\d_]*[A-Za-z])(?=[^\W\d_]*[А-Яа-яЁёІіҚқ])[^\W\d_]{4,}")


def _opening(text: str, standards: StandardSet, recognised: bool) -> Opening | None:
    names = standards.names
    digits_first = standards.grammar.levels[0].kind == "digits"
    plain = text[:1].isdecimal() and digits_first and not _numeric(names) and not _BEFORE_IT.match(text)
    lead_in = None if plain else _before(names, digits_first).match(text)
    start = lead_in.end() if lead_in else 0
    cited, deeper = _at(text, start, standards, recognised or _has_word(lead_in))
    if cited is None and not digits_first and start:  # "A.2": its letter may be a word, too
        cited, deeper = _at(text, 0, standards, recognised)
        lead_in = None
    opened = _judged(text, cited, lead_in, standards) if cited is not None else None
    return opened._replace(deeper=deeper) if opened is not None else None


_BEFORE_IT = pattern(
    rf"[0-9]{{1,2}}(?:\)\s|\s+(?:{_OF_A_CRITERION})|\s*[-–]?\s*{alternatives(vocabulary('standard'))})|{_PARAGRAPH}",
    re.IGNORECASE,
)


def _has_word(lead_in: re.Match[str] | None) -> bool:
    return lead_in is not None and bool(lead_in["words"] or lead_in["answer"])


def _judged(text: str, cited: Cited, lead_in: re.Match[str] | None, standards: StandardSet) -> Opening | None:
    """What the words around the codes that open a text make of them; None where they open it in no way."""
    verdict = judge(text, cited, standards.names, opening=True)
    behind = AFTER.match(text, cited.end)
    end = behind.end() if behind else cited.end
    if on_it := ON_IT.match(text, end):
        end = on_it.end()
    if _sends_elsewhere().match(text, end):
        return None
    prefix = _has_word(lead_in) or behind is not None
    preposition = bool(lead_in and lead_in["preposition"])
    label = bool((_COLON if preposition else _LABEL_END).match(text, end)) or on_it is not None
    strict = False  # only as a label
    if (lead_in and (lead_in["opener"] or lead_in["reply"])) or (behind and verdict.refused == "numbered"):
        section = bool(lead_in and lead_in["opener"] and verdict.address == "section" and not verdict.refused)
        verdict = verdict if section else _as_criterion(text, cited, verdict, standards.names)
        prefix, strict = prefix or not section, True
    if not any(len(code.parts) > 1 for code in cited.codes) and standards.grammar.levels[0].kind != "digits":
        label = label and (prefix or _SIGN.match(text, cited.end) is not None)
        strict = True
    if not label and not prefix and not preposition and not strict:
        # a title typed in lower case is still a title; the start of a sentence is not
        label = not _SENTENCE.match(text, end)
    if strict and not label:
        return None
    return Opening(cited, verdict, label, prefix, end if label or not preposition else 0)


@cache
def _sends_elsewhere() -> re.Pattern[str]:
    """«3.2.14-критерийді қараңыз»: the word that sends the reader there stands behind the number."""
    return re.compile(rf"(?:-?[^\W\d_]{{1,4}})?\s+{alternatives(vocabulary('see', 'kk'))}", re.IGNORECASE)


def _as_criterion(text: str, cited: Cited, verdict: Verdict, own: tuple[str, ...]) -> Verdict:
    """ "Question 3.2.14", «Требование 3.2.14»: the word names a criterion where it opens a text."""
    if numbered_order(text, cited) or named_behind(text, cited.end, own):
        return Verdict("clause", "other-document")
    return verdict if verdict.refused in ("date", "money", "file") else Verdict("criterion")


def _at(text: str, start: int, standards: StandardSet, sure: bool) -> tuple[Cited | None, bool]:
    """The codes that stand exactly at `start`, and whether the number goes on below them.

    A mistyped code must be the set's; sure: a word before it or text recognition lets it be mistyped more freely.
    """
    window = unsigned(text[start : start + WINDOW], standards.names)
    grammar = standards.grammar
    regular = next(grammar.find(window), None) if grammar.finder.match(window) else None
    if regular is not None and regular.start != 0:
        regular = None
    if regular is None and grammar.levels[0].kind == "digits" and window[:1] not in _MAY_BEGIN:
        return None, False
    tailed = regular is not None and window[regular.end : regular.end + 1].isalpha()  # "3.2.1О" may be 3.2.10
    if regular is None or tailed or not any(code in standards.criteria for code in regular.codes):
        mistyped = mistyped_codes(window, standards, sure)
        if mistyped is not None:
            return shifted(mistyped, start), False
    if regular is None and (deeper := part_below(window, standards)):
        return shifted(deeper, start), True
    return (shifted(regular, start) if regular is not None else None), False


_MAY_BEGIN = frozenset("0123456789") | {chr(letter) for letter in LETTER_TO_DIGIT}
