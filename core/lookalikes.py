"""What is written like a code and is none: dates, versions, prices, clauses of other documents, captions.

`judge` looks only at the words around a number; what the whole report says of a number (its own section numbering,
an appended regulation) is judged in citations.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .codes import Cited
from .vocabulary import after_number, alternatives
from .vocabulary import words as vocabulary

Address = Literal["criterion", "clause", "framework", "section", "standard", ""]


@dataclass(frozen=True, slots=True)
class Verdict:
    """address: the word that says what the number is ("" for a bare number); refused: why it is no code, or ""."""

    address: Address
    refused: str = ""


_NORM_YEAR = re.compile(r"[-–](?:19|20)[0-9]{2}(?![0-9])")
_SUFFIX = re.compile(r"\.[A-Za-z]{2,4}(?![A-Za-z])")
_PHONE = re.compile(r"(?<!\w)(?:тел|tel|phone|факс|fax)[^0-9]{0,12}[0-9() +-]*$|\+[0-9][0-9() -]{2,}$", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"\s*(?:№|N\s?[0-9])")
_CLAUSE_END = re.compile(r"[.;:!?]\s|\n")
_NAMED = re.compile(r"(?<!\w)(?P<name>[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ][\w+#&-]*)\s+(?:v\.?\s?)?$")
_CYRILLIC = re.compile("[А-Яа-я]")
_LEAD_IN = r"\s*(?:№|#|no\.?|n\.|nr\.?)?\s*[«“\"'(\[]?\s*$"
_NEAR = 80  # characters on either side that can say what a number is


@dataclass(frozen=True)
class _Patterns:
    criterion: re.Pattern[str]
    clause: re.Pattern[str]
    section: re.Pattern[str]
    standard: re.Pattern[str]
    numbered: re.Pattern[str]
    figure: re.Pattern[str]
    version: re.Pattern[str]
    money_before: re.Pattern[str]
    money_after: re.Pattern[str]
    date_before: re.Pattern[str]
    date_after: re.Pattern[str]
    criterion_after: re.Pattern[str]
    clause_after: re.Pattern[str]
    other_after: re.Pattern[str]
    see: re.Pattern[str]
    see_after: re.Pattern[str]
    foreign: re.Pattern[str]
    foreign_of: re.Pattern[str]
    framework: re.Pattern[str]


@cache
def _patterns(prefixes: tuple[str, ...]) -> _Patterns:
    def before(*meanings: str, tail: str = _LEAD_IN) -> re.Pattern[str]:
        return re.compile(alternatives(_of(*meanings)) + tail, re.IGNORECASE)

    own = {prefix.lower() for prefix in prefixes}
    frameworks = [word for word in _of("framework") if word not in own]
    joined = rf"(?:\W{{0,3}}(?:{alternatives(_of('standard', 'criterion', 'clause'))}|part\s*[0-9I]+|часть\s*[0-9]+))*"
    return _Patterns(
        criterion=before("criterion"),
        clause=before("clause"),
        section=before("section"),
        standard=before("standard"),
        numbered=before("numbered"),
        figure=before("figure"),
        version=before("version", tail=r"\s*[:№#]?\s*$"),
        money_before=before("money", tail=r"\s*[:–-]?\s*$"),
        money_after=re.compile(r"\s*" + alternatives(_of("unit")), re.IGNORECASE),
        date_before=before("date", tail=r"\s*$"),
        date_after=re.compile(r"\s?" + alternatives(["г.", "г", "год*", "гг.", "ж.", "ж", "жыл*", "күн*"]), re.I),
        criterion_after=after_number("criterion"),
        clause_after=after_number("clause"),
        other_after=after_number("numbered", "figure", "version"),
        see=before("see", tail=r"\s*\(?$"),
        see_after=re.compile(r"(?:\s?-\s?\w{1,4})?\s+" + alternatives(vocabulary("see", "kk")), re.IGNORECASE),
        foreign=re.compile(alternatives(_of("foreign")), re.IGNORECASE),
        # English says "of the Charter"; in Russian the genitive follows, with its adjectives («Коллективного договора»)
        foreign_of=re.compile(
            rf"\s*(?:(?:of|in|from|under)\s+(?:[\w«“\"-]+\s+){{0,4}}?{alternatives(vocabulary('foreign_of', 'en'))}"
            rf"|(?:[а-яё-]+(?:ого|его|ой|ей|ых|их)\s+){{0,3}}[«“\"]?{alternatives(vocabulary('foreign_of', 'ru'))})",
            re.IGNORECASE,
        ),
        framework=re.compile(
            rf"(?:{alternatives(frameworks)})(?:[-–]?(?:нің|ның|дің|дың|тің|тың))?{joined}{_LEAD_IN}"
            if frameworks
            else r"(?!)",
            re.IGNORECASE,
        ),
    )


def _of(*meanings: str) -> list[str]:
    return sorted({word for meaning in meanings for word in vocabulary(meaning)}, key=lambda word: (-len(word), word))


@cache
def _own(prefixes: tuple[str, ...]) -> re.Pattern[str] | None:
    if not prefixes:
        return None
    named = alternatives(sorted(prefixes, key=lambda prefix: -len(prefix)))
    joined = rf"(?:\W{{0,3}}{alternatives(_of('standard', 'criterion', 'clause'))})*"
    return re.compile(rf"{named}{joined}{_LEAD_IN}", re.IGNORECASE)


def judge(text: str, cited: Cited, prefixes: tuple[str, ...], *, opening: bool) -> Verdict:
    """What the words around a number say of it.

    opening: the number opens its paragraph, heading or cell, so that nothing before it can speak against it.
    """
    known = _patterns(prefixes)
    before = text[max(0, cited.start - _NEAR) : cited.start]
    after = text[cited.end : cited.end + _NEAR]
    own = _own(prefixes)
    if own and own.search(before):
        return Verdict("framework")
    if known.framework.search(before):
        return Verdict("framework", "framework")
    if known.criterion.search(before) or known.criterion_after.match(after):
        return Verdict("criterion")
    if known.figure.search(before) or known.numbered.search(before) or known.other_after.match(after):
        return Verdict("", "figure" if known.figure.search(before) else "numbered")
    if _dated(text, cited, before, after, known):
        return Verdict("", "date")
    if _NORM_YEAR.match(after):
        return Verdict("", "other-document")  # a norm and its year
    if _SUFFIX.match(after):
        return Verdict("", "file")
    if known.see.search(before) or known.see_after.match(after):
        return Verdict("section")
    clause = known.clause.search(before) or known.clause_after.match(after)
    section = known.section.search(before)
    if clause or section:
        if clause and clause.re is known.clause and known.money_before.search(before[: clause.start()]):
            return Verdict("clause", "money")
        if _of_another("" if opening else before, after, known, clause_at=(clause or section)):
            return Verdict("clause" if clause else "section", "other-document")
        return Verdict("clause" if clause else "section")
    if known.standard.search(before):
        return Verdict("standard")
    if known.version.search(before):
        return Verdict("", "version")
    if known.money_before.search(before) or known.money_after.match(after):
        return Verdict("", "money")
    if _PHONE.search(before):
        return Verdict("", "phone")
    if not opening:
        if _of_another(before, after, known, clause_at=None):
            return Verdict("", "other-document")
        if _product(before):
            return Verdict("", "product")
    return Verdict("")


def _dated(text: str, cited: Cited, before: str, after: str, known: _Patterns) -> bool:
    if len(cited.written) != 1:
        return False
    written = text[cited.start : cited.end]
    parts = cited.codes[0].parts
    if len(parts) != 3 or parts[0] > 31 or parts[1] > 12 or not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]{2}", written):
        return False
    deed = _DEED_ON.search(before)
    return bool(
        known.date_before.search(before)
        or known.date_after.match(after)
        or _ACT_ON.search(before)
        or _DATE_BEFORE.search(before)
        or _DATE_AFTER.match(after)
        or (deed and deed["verb"].lower() not in _NOT_ON_A_DAY)
        or _RECORD.search(before)
        or _NUMBER_SIGN.match(after)
    )


# "minutes of 3.2.14", "approved by the council on 3.2.14", "prolonged on 3.2.14"; «протокол № 5 … 3.2.14»
_ACT_ON = re.compile(
    r"(?:approved|signed|adopted|held|issued|met|meeting|minutes|protocol|order)\W(?:[^;]{0,40}\W)?(?:on|of)\s*$", re.I
)
_DATE_AFTER = re.compile(
    r"\s*(?:[-–—]|to|until|till|по|до)\s*[0-9]{1,2}\.[0-9]{2}\.(?:[0-9]{4}|[0-9]{2})(?![0-9]|\.[0-9])"
)
_DATE_BEFORE = re.compile(r"[0-9]{1,2}\.[0-9]{2}\.(?:[0-9]{4}|[0-9]{2})\s*(?:[-–—]|to|until|till|по|до)\s*$")
_DEED_ON = re.compile(r"(?P<verb>\w+ed)\s+on\s*$", re.IGNORECASE)
_NOT_ON_A_DAY = frozenset(["based", "focused", "founded", "reported", "commented", "built", "centred", "elaborated"])
_RECORD = re.compile(r"(?:протокол|приказ|заседани|хаттама|бұйрық)\w*\W[^;]{0,30}$", re.IGNORECASE)


def _of_another(before: str, after: str, known: _Patterns, clause_at: re.Match[str] | None) -> bool:
    """The words beside a number name another document: "clause 3.2.14 of the Charter", «Жарғының 3.2.14-тармағы»."""
    if clause_at is not None and known.foreign_of.match(after):
        return True
    preceding = before
    if before and clause_at is not None and clause_at.re is not known.clause_after:
        preceding = before[: clause_at.start()]
    preceding = _CLAUSE_END.split(preceding)[-1]
    near = preceding.split()[-4:] if clause_at is not None else preceding.split()[-2:]
    return bool(known.foreign.search(" ".join(near)))


# Words that a sentence may open with, or that stand in capitals before a code, without naming a product.
_PLAIN = re.compile(
    r"(?:See|In|The|And|Under|For|On|By|With|From|To|As|At|Of|Per|Cf|Both|Criteria|Codes?|Standards?|KAZSEE|KazSEE|SAR|HEI|"
    r"См|По|В|К|О|С|Из|На|Согласно|Смотри|Пункты?|Критери\w*|Стандарт\w*|Қараңыз|Бойынша)$"
)


def _product(before: str) -> bool:
    """A name right before a bare number in mid-sentence is a product and its version: "Moodle 3.2.14"."""
    match = _NAMED.search(before)
    if not match or _PLAIN.match(match["name"]):
        return False
    sooner = before[: match.start()].rstrip()
    sentence_start = not sooner or sooner[-1] in ".!?:;•–—("
    latin_in_cyrillic = match["name"].isascii() and bool(_CYRILLIC.search(before))
    return latin_in_cyrillic or not sentence_start
