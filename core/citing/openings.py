"""A text that opens with a code: "3.2.14 Title", "Criterion 3.2.14. …", «По критерию 3.2.14 …», «3.2.14-критерий»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ..model.code_levels import LATIN_TO_CYRILLIC, LETTER_TO_DIGIT, CodeError
from ..model.codes import Cited, Code, CodeGrammar, between_codes
from ..model.standards import StandardSet
from ..words.vocabulary import after_number, alternatives, any_of
from ..words.vocabulary import words as vocabulary
from .lookalikes import Verdict, judge, numbered_order, of_another_document
from .ticks import unticked

_REACH = 200  # characters within which a code must begin to open a text
_WINDOW = 400  # characters that surely hold a list of codes
_BULLET = r"[\s•‣◦▪●○■□▶►➢➤✓✔·*–—\-]*"
# «к» is also a word for criterion, right before its number
_TO = r"(?:к|ко)(?!\s*[0-9])"
# «1) критерий 3.2.14», «Стандарт 3, критерий 3.2.14», «3-стандарт, 3.2.14-критерий»
# and the number of a footnote: «1 По критерию 3.2.14», «1 3.2.14-критерий»
_OF_A_CRITERION = (
    rf"(?:\w+\s+)?{alternatives(vocabulary('criterion'))}|[0-9.]{{3,8}}\s*-\s*{alternatives(vocabulary('criterion'))}"
)
_NUMBERED = rf"(?:(?:[0-9]{{1,2}}|[^\W\d_])\)\s+|[0-9]{{1,2}}\s+(?={_OF_A_CRITERION}))?"
_FROM = r"(?:(?:с|со|от|from)\s+(?=[^\n]{4,40}?\s(?:по|до|to)\s))"  # «с 3.2.18 по 3.2.20»
# What may stand between the word and the number: «критерий № 3.2.14», "criterion (3.2.14)", «Критерий_3.2.5»
_JOINT = r"[\s№#§:.«“\"'(\[_-]*(?:no\.?\s*|nr\.?\s*)?"


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


def _longest_first(entries: Iterable[str]) -> list[str]:
    return sorted({entry.lower() for entry in entries}, key=lambda entry: (-len(entry), entry))


@cache
def _before(names: tuple[str, ...], short: bool) -> re.Pattern[str]:
    """short: a word of one letter may be one («К 3.2.14»): the set's codes begin with digits."""
    opens = [word for word in vocabulary("opens") if short or len(word.strip(".*")) > 1]
    word = alternatives(_longest_first([*names, *_named()]))
    opener = alternatives(_longest_first([*opens, *vocabulary("section")]))
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
        rf"{_BULLET}{_NUMBERED}{above}[(\[«“]?(?:(?P<answer>{answer}\s+(?:[^\W\d]+\s+){{0,4}}?(?:{word}{_JOINT})+)"
        rf"|(?P<reply>{answer}\s+(?:to|on|for|на|к|по)\s+)"
        rf"|(?P<preposition>{preposition})?(?P<words>(?:{word}{_JOINT})*)"
        rf"(?P<opener>{opener}{_JOINT}|(?<!\w)(?:{glued})(?=[0-9]))?{_FROM}?)[\s№#«“\"'(\[]*{begins}",
        re.IGNORECASE,
    )


@cache
def _named() -> tuple[str, ...]:
    """Words for a criterion, wherever they stand."""
    return (*vocabulary("criterion"), *vocabulary("clause"), *vocabulary("standard"))


@cache
def _numeric(names: tuple[str, ...]) -> bool:
    return any(name[:1].isdecimal() for name in names)


_AFTER = after_number("criterion", "clause", "standard", "opens")
# «3.2.14-критерийі бойынша: …», «3.2.14-критерийге сәйкестік. …», «3.2.10 бойынша. …»
_ON_IT = re.compile(
    rf"\s*-?\s?(?:бойынша|туралы)(?=\s*[.:–—]|\s-\s)|\s+{alternatives(vocabulary('answer', 'kk'))}(?=\s*[.:–—])"
)


_CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҰҮІҺ"
_LABEL_END = re.compile(rf"\s*(?:[.:;)\]»”\"–—…-]|$|\n|\s[{_CAPITAL}«“\"(\[0-9•]|[{_CAPITAL}])")
# «По критерию 3.2.14: …», "Under 3.2.9 Every request …": a label for all its preposition
_COLON = re.compile(rf"\s*(?:[:–—]|-\s|\.?\s+[{_CAPITAL}])|\.?\s*$")
_SENTENCE = re.compile(
    r"\s*(?:is|are|was|were|has|have|of|and|or|that|which|to|in|for|through|by|"
    r"является|был\w*|это|и|или|который|описан\w*|рассмотрен\w*|выполн\w*|см|"
    r"бойынша|болып|және|туралы|үшін)(?!\w)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\s*[.):\]–—-]|\s*$|\n")  # what must stand behind a single letter that is a code


def opening(text: str, standards: StandardSet, *, recognised: bool = False) -> Opening | None:
    """The codes that a text opens with, or None.

    recognised: the text comes from text recognition, so that letters and commas may stand for digits and dots.
    """
    if not standards.grammar.may_hold(text, _REACH):
        return None
    text = _in_one_script(unticked(text))
    if len(text) > _SHORT:
        return _opening(text, standards, recognised)
    known = standards.worked_out.setdefault("openings", {})
    if (text, recognised) not in known:
        if len(known) > _MOST:
            known.clear()
        known[text, recognised] = _opening(text, standards, recognised)
    found: Opening | None = known[text, recognised]
    return found


_SHORT = 120  # characters: headings and cells are looked at several times, and cells repeat
_MOST = 20000  # texts remembered


def _in_one_script(text: str) -> str:
    """Latin letters that were typed for Cyrillic ones in a word at the beginning («Kритерий»), as they were meant."""
    match = _MIXED.match(text)
    return text if match is None else text[: match.end()].translate(LATIN_TO_CYRILLIC) + text[match.end() :]


_MIXED = re.compile(r"\W*(?=[^\W\d_]*[A-Za-z])(?=[^\W\d_]*[А-Яа-яЁёІіҚқ])[^\W\d_]{4,}")


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


_RUN_IN = re.compile(
    r"[\s.:)–—-]*(?P<title>[^.!?:;()\[\]\n]{2,140})[(\[](?P<codes>[^()\[\]]{3,80})[)\]]"
    rf"\s*(?::\s|(?:\.|[–—])\s+(?=[{_CAPITAL}«“\"0-9]))"
)
_TITLE_BEHIND = 10  # words of a title between the code and further codes in brackets; more is a sentence
_SUBJECT = re.compile(r"[^.!?:;()\[\]\n]{3,60}[(\[](?P<codes>[^()\[\]]{3,80})[)\]]\s+(?=[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮІҺ])")


def run_in(text: str, standards: StandardSet, opened: Opening | None = None) -> Opening | None:
    """A title with codes in brackets in front of the answer: "Choice and flexible paths (5.2.4, 5.2.5). Every …".

    opened: what the text opens with; the codes of the bracket are added ("4.2.6. Observation (also answers 4.2.7).").
    """
    match = _RUN_IN.match(text, opened.end if opened is not None and opened.label else 0)
    if match is None or (opened is not None and not opened.label):
        return None
    codes = match["codes"]
    cited = only_codes(_also().sub(lambda found: " " * len(found.group()), codes), standards)
    if cited is None or not all(code in standards.criteria for code, _, _ in cited.written):
        return None
    cited = _shift(cited, match.start("codes"))
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
    return Opening(_shift(cited, match.start("codes")), Verdict("criterion"), label=True, prefix=True, end=0)


@cache
def _also() -> re.Pattern[str]:
    return re.compile(alternatives(vocabulary("also")), re.IGNORECASE)


def closes_title(text: str, standards: StandardSet) -> Cited | None:
    """The codes that close a title ("Design of programmes 3.2.4"), or None."""
    if len(text) > _SHORT or not standards.grammar.may_hold(text):
        return None
    every = list(mentions(text, standards))
    last = every[-1] if every else None
    if last is None or re.search(r"\w", text[last.end :]) or not re.search(r"[^\W\d_]{3}", text[: last.start]):
        return None
    known = all(code in standards.criteria for code, _, _ in last.written)
    return last if known and not judge(text, last, standards.names, opening=False).refused else None


_ASKED = re.compile(r"\?[»”\"]?\s*[(\[](?P<codes>[^()\[\]]{3,60})[)\]][\s.:]*$")


def closes_question(text: str, standards: StandardSet) -> Cited | None:
    """The codes behind a question, whose answer follows: "Who controls spending? (7.2.3)"."""
    match = _ASKED.search(text) if text.rstrip(" .:")[-1:] in (")", "]") else None
    cited = only_codes(match["codes"], standards) if match is not None else None
    if match is None or cited is None or not all(code in standards.criteria for code, _, _ in cited.written):
        return None
    return _shift(cited, match.start("codes"))


_BEFORE_IT = re.compile(
    rf"[0-9]{{1,2}}(?:\)\s|\s+(?:{_OF_A_CRITERION})|\s*[-–]?\s*{alternatives(vocabulary('standard'))})", re.IGNORECASE
)


def _has_word(lead_in: re.Match[str] | None) -> bool:
    return lead_in is not None and bool(lead_in["words"] or lead_in["answer"])


def _judged(text: str, cited: Cited, lead_in: re.Match[str] | None, standards: StandardSet) -> Opening | None:
    """What the words around the codes that open a text make of them; None where they open it in no way."""
    verdict = judge(text, cited, standards.names, opening=True)
    behind = _AFTER.match(text, cited.end)
    end = behind.end() if behind else cited.end
    if on_it := _ON_IT.match(text, end):
        end = on_it.end()
    prefix = _has_word(lead_in) or behind is not None
    preposition = bool(lead_in and lead_in["preposition"])
    label = bool((_COLON if preposition else _LABEL_END).match(text, end)) or on_it is not None
    strict = False  # only as a label
    if (lead_in and (lead_in["opener"] or lead_in["reply"])) or (behind and verdict.refused == "numbered"):
        section = bool(lead_in and lead_in["opener"] and verdict.address == "section" and not verdict.refused)
        verdict = verdict if section else _as_criterion(text, cited, verdict)
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


def _as_criterion(text: str, cited: Cited, verdict: Verdict) -> Verdict:
    """ "Question 3.2.14", «Требование 3.2.14»: the word names a criterion where it opens a text."""
    if numbered_order(text, cited) or of_another_document(text, cited):
        return Verdict("clause", "other-document")
    return verdict if verdict.refused in ("date", "money", "file") else Verdict("criterion")


def _at(text: str, start: int, standards: StandardSet, sure: bool) -> tuple[Cited | None, bool]:
    """The codes that stand exactly at `start`, and whether the number goes on below them.

    A mistyped code must be the set's; sure: a word before it or text recognition lets it be mistyped more freely.
    """
    window = text[start : start + _WINDOW]
    grammar = standards.grammar
    regular = next(grammar.find(window), None) if grammar.finder.match(window) else None
    if regular is not None and regular.start != 0:
        regular = None
    if regular is None and grammar.levels[0].kind == "digits" and window[:1] not in _MAY_BEGIN:
        return None, False
    tailed = regular is not None and window[regular.end : regular.end + 1].isalpha()  # "3.2.1О" may be 3.2.10
    if regular is None or tailed or not any(code in standards.criteria for code in regular.codes):
        mistyped = _mistyped(window, standards, sure)
        if mistyped is not None:
            return _shift(mistyped, start), False
    if regular is None and (deeper := _deeper(window, standards)):
        return _shift(deeper, start), True
    return (_shift(regular, start) if regular is not None else None), False


_MAY_BEGIN = frozenset("0123456789") | {chr(letter) for letter in LETTER_TO_DIGIT}


def _shift(cited: Cited, by: int) -> Cited:
    if not by:
        return cited
    written = tuple((code, first + by, last + by) for code, first, last in cited.written)
    return Cited(cited.start + by, cited.end + by, cited.codes, cited.ranged, written)


_PLAIN = "0123456789."
_TITLE = re.compile(rf"\s*[.):]?\s+[{_CAPITAL}]")


def _mistyped(text: str, standards: StandardSet, sure: bool) -> Cited | None:
    """Codes of the set that a text opens with and that the grammar does not read as they stand; lists included."""
    written: list[tuple[Code, int, int]] = []
    ranged, at, joint, codes = False, 0, "list", list[Code]()
    while (typed := standards.grammar.typed(text[at:])) is not None:
        if typed.code not in standards.criteria:
            break
        end = at + typed.end
        short = len(typed.code.parts) < 3
        titled = _TITLE.match(text, end) is not None
        if short and typed.blanks and not sure and not _is_label(typed.ended, titled, standards.grammar):
            break  # "2. 9" says nothing
        if not written and not text[:end].strip(_PLAIN):
            return None  # the grammar itself reads what is digits and full stops
        is_range = bool(written) and joint == "range" and written[-1][0] < typed.code
        codes += standards.grammar.members(written[-1][0], typed.code)[1:] if is_range else [typed.code]
        ranged = ranged or is_range
        written.append((typed.code, at, end))
        gap, joint = between_codes(text, end, standards.grammar)
        if not gap:
            break
        at = end + gap
    if not written:
        return None
    return Cited(0, written[-1][2], tuple(dict.fromkeys(codes)), ranged, tuple(written))


def _is_label(ended: bool, titled: bool, grammar: CodeGrammar) -> bool:
    """What stands behind a code of two levels with blanks in it makes it a label: in numbers it must be both."""
    return ended and titled if grammar.numeric else ended or titled


_BELOW = re.compile(rf"\.[0-9]{{1,2}}(?:\.[0-9]{{1,2}})?(?=[.):]?\s+[{_CAPITAL}])")


def _deeper(text: str, standards: StandardSet) -> Cited | None:
    """«3.2.14.1. Title»: a number below a criterion of the deepest level."""
    grammar = standards.grammar
    if not grammar.numeric or grammar.between[-1:] != (".",):
        return None
    match = re.match(r"\.".join(level.pattern for level in grammar.levels), text)
    if match is None or not _BELOW.match(text, match.end()):
        return None
    code = parse_known(match.group(), standards)
    return Cited(0, match.end(), (code,), False, ((code, 0, match.end()),)) if code else None


def only_part(text: str, standards: StandardSet) -> Cited | None:
    """The criterion of two levels of which a cell holds the number of a part and nothing else: "6.1.2"."""
    grammar = standards.grammar
    if not grammar.numeric or len(grammar.levels) != 2 or grammar.between[-1:] != (".",):
        return None
    match = re.fullmatch(r"\s*(?P<code>[0-9]{1,2}\.[0-9]{1,2})\.[0-9]{1,2}[.)]?\s*", text)
    code = parse_known(match["code"], standards) if match else None
    return Cited(0, len(text), (code,), False, ((code, 0, len(text)),)) if code else None


def parse_known(text: str, standards: StandardSet) -> Code | None:
    """The code if the set has it."""
    try:
        code = standards.grammar.parse(text)
    except CodeError:
        return None
    return code if code in standards.criteria else None


def mentions(text: str, standards: StandardSet, start: int = 0) -> Iterator[Cited]:
    """Every place behind `start` where a text writes codes, mistyped ones where a word for criterion or a bracket
    says that they are some ("criterion 3-2-9", "[3. 2. 9; 3. 2. 10]"), in their order."""
    if standards.grammar.levels[0].kind == "digits":
        text = _glued_in_bracket().sub(lambda match: " " * len(match.group()), text)
    regular = (cited for cited in standards.grammar.find(text) if cited.start >= start)
    if not _ODD.search(text, start):
        yield from regular
        return
    found = list(regular)
    for match in _announced(standards.names).finditer(text, start):
        mistyped = _mistyped(text[match.end() : match.end() + _WINDOW], standards, match["bracket"] is None)
        if mistyped is None:
            continue
        mistyped = _shift(mistyped, match.end())
        if match["bracket"] and any("," in text[first:last] for _, first, last in mistyped.written):
            continue  # "(3,2,9)" are three numbers
        if not any(mistyped.start < other.end and other.start < mistyped.end for other in found):
            found.append(mistyped)
    yield from sorted(found)


@cache
def _glued_in_bracket() -> re.Pattern[str]:
    """A letter for criterion in a bracket of codes: "(C3.2.9)", "(C3.2.9; C3.2.10)"."""
    glued = "|".join(map(re.escape, vocabulary("glued")))
    return re.compile(rf"(?:(?<=[(\[])|(?<=[;,]\s))(?:{glued})(?=[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{2}})", re.IGNORECASE)


_ODD = re.compile(r"[0-9](?:\s?[,–—-]\s?|\.\s|\s\.\s?)[0-9]")  # what mistyped codes have in them


@cache
def _announced(names: tuple[str, ...]) -> re.Pattern[str]:
    word = alternatives(_longest_first([*names, *_named()]))
    return re.compile(rf"(?:{word}{_JOINT}|(?P<bracket>[(\[])\s*)(?=[0-9])", re.IGNORECASE)


@cache
def _only(names: tuple[str, ...], short: bool) -> re.Pattern[str]:
    opens = [word for word in vocabulary("opens") if short or len(word.strip(".*")) > 1]
    return re.compile(alternatives(_longest_first([*names, *_named(), *opens])), re.IGNORECASE)


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


def only_codes(text: str, standards: StandardSet, *, recognised: bool = False) -> Cited | None:
    """The codes of a cell that holds nothing else but a word for criterion and punctuation; None if it says more.

    A narrow cell breaks a code over lines ("3.2.\\n14", "3.2.1\\n4"); it is joined if the set has the joined code.
    """
    if len(text) > _REACH or not standards.grammar.may_hold(text):
        return None
    text = unticked(text)
    if "\n" in text and (broken := _joined(text, standards)):
        return broken
    every = list(standards.grammar.find(text))
    if not every and not text.strip(_PLAIN):
        return None  # a number that the grammar has read
    rest = text
    for cited in reversed(every):
        rest = rest[: cited.start] + " " + rest[cited.end :]
    only = _only(standards.names, standards.grammar.levels[0].kind == "digits")
    if every and not re.search(r"[^\W_]", only.sub(" ", rest)):
        codes = tuple(dict.fromkeys(code for cited in every for code in cited.codes))
        written = tuple(item for cited in every for item in cited.written)
        return Cited(every[0].start, every[-1].end, codes, any(cited.ranged for cited in every), written)
    stripped = only.sub(" ", text).strip(" .:;()[]№#–-\n")
    mistyped = _mistyped(stripped, standards, recognised or stripped != text.strip(" .:;\n")) if stripped else None
    if mistyped is not None and mistyped.end == len(stripped):
        written = tuple((code, 0, len(text)) for code, _, _ in mistyped.written)
        return Cited(0, len(text), mistyped.codes, mistyped.ranged, written)
    return None
