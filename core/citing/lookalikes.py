"""What is written like a code and is none: dates, versions, prices, clauses of other documents, captions.

`judge` looks only at the words around a number; what the whole report says of a number (its own section numbering,
an appended regulation) is judged in outline.py and second_look.py.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from ..model.codes import Cited
from ..words.patterns import pattern
from ..words.vocabulary import after_number, alternatives, any_of, meanings, meanings_at_end
from ..words.vocabulary import words as vocabulary
from .days import dated
from .hashtags import SIGN
from .other_documents import SPOKEN, clause_by_its_signs, foreign_near, named_before, named_behind, ours, owned_before

Address = Literal["criterion", "clause", "framework", "section", "standard", ""]


class Verdict(NamedTuple):
    """address: the word that says what the number is ("" for a bare number); refused: why it is no code, or ""."""

    address: Address
    refused: str = ""


_NORM_YEAR = pattern(r"[-–](?:19|20)[0-9]{2}(?![0-9])")
_SUFFIX = pattern(r"\.[A-Za-z]{2,4}(?![A-Za-z])")
# «№ 3.2.6-НҚ», «№ 3.2.1-04», "order no. 4.2.8-K": what orders and forms have behind their number
_OF_AN_ORDER = pattern(r"[-/](?:[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ]{1,2}|0[0-9]|(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{3,})(?![\w])")
_OF_A_NUMBERED_ORDER = pattern(r"[-/](?:[^\W\d_]{1,4}|[0-9]{2})(?![\w])")
# «3.2.12 от 30.08.2023», "3.2.22 of 4 Nov 2022": the day of a paper behind its number
_OF_A_DAY = pattern(
    r"\s+(?:of|from|dated|от)\s+[«“\"]?[0-9]{1,2}[»”\"]?(?:\.[0-9]{1,2}\.|\s+[^\W\d_]{3,9}\.?,?\s+)(?:19|20)[0-9]{2}(?![0-9])"
)
_NUMBER_OF = pattern(
    r"(?:№|(?<!\w)(?:no|nr|ref|reg|исх|вх|рег|шығ|кір)\.?|(?<!\w)(?:номер|нөмір|number)\w*\s?[:–—-]?)\s*$|(?<![\w-])[^\W\d]{1,2}-$",
    re.IGNORECASE,
)
_OF_A_PAPER = pattern(r"(?<![\w-])(?P<letters>[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ]{1,3})-$")
_ABOUT = pattern(r"(?:(?<!\w)(?:for|about|on|по|о|об)|\s[–—])\s+$", re.IGNORECASE)
# «тел. 3.2.14», «Телефон приемной: внутренний 3.2.14», "+7 3.2.14"
_PHONE = pattern(
    r"(?<!\w)(?:тел|tel|phone|факс|fax)"
    r"(?:[^0-9]{0,12}[0-9() +-]*|[^0-9.;!?()\n]{0,40}(?::[^0-9.;!?()\n]{0,20}|[–—]\s*))$"
    r"|\+[0-9][0-9() -]{2,}$",
    re.IGNORECASE,
)
_IN_BRACKET = pattern(r"[(\[]\s*[^\s()\[\]]*\s*$")
_NAMED = pattern(r"(?<!\w)(?P<name>[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ][\w+#&-]*|1[CС])\s+(?:v\.?\s?)?$")
_LETTER = pattern(r"[^\W\d_]")
_CYRILLIC = pattern("[А-Яа-я]")
_NEAR = 80  # characters on either side that can say what a number is
# Between a word and its number: «критерий № 3.2.14», "criterion (3.2.14)"
_NUMBERED = pattern(r"\s*(?:№|#|(?<![\w-])(?:no|n|nr|номер|number|нөмірі?)\b\.?)?\s*[«“\"'(\[]?\s*$", re.IGNORECASE)
_LONGEST_SIGN = 12  # characters, blanks included
_PART = pattern(r"(?:part|часть|бөлім)$", re.IGNORECASE)


class _Said(NamedTuple):
    """What stands before a number. last: meanings of the word right before it; words: small letters, in order.

    joint: what stands between that word and the number; plain: meanings of the word before it, number sign and all
    """

    words: list[str]
    last: frozenset[str]
    plain: frozenset[str]
    joint: str


_NOTHING = _Said([], frozenset(), frozenset(), "")


def _said(before: str) -> _Said:
    sign = _NUMBERED.search(before, max(0, len(before) - _LONGEST_SIGN))
    end = sign.start() if sign else len(before)
    rest = before[:end].lower()
    words = SPOKEN.findall(rest)
    last = meanings_at_end(words) if words and rest.endswith(words[-1]) else frozenset()
    joint = before[end:].strip()
    plain = last
    if joint[:1].isalpha():  # "No. 3.2.14": the sign is a word, too
        plain = meanings(joint.split()[0].lower().strip("(«“\"'["))
    return _Said(words, last, plain, joint)


@cache
def _after() -> tuple[re.Pattern[str], ...]:
    """What may stand right behind a number: a criterion, a clause, another thing, a unit, a date, a reference."""
    return (
        after_number("criterion"),
        after_number("clause"),
        after_number("numbered", "figure", "version"),
        re.compile(r"\s*" + alternatives(vocabulary("unit")), re.IGNORECASE),
        re.compile(r"\s?" + alternatives(["г.", "г", "год*", "гг.", "ж.", "ж", "жыл*", "күн*"]), re.IGNORECASE),
        re.compile(r"(?:\s?-\s?\w{1,4})?\s+" + alternatives(vocabulary("see", "kk")), re.IGNORECASE),
    )


def numbered_order(text: str, cited: Cited) -> bool:
    """The number of an order or form: «№ 3.2.6-НҚ», «Форма Ф-4.2.8-03», «№ 3.2.6 бұйрық»."""
    if _OF_AN_ORDER.match(text, cited.written[0][2]) or _OF_A_DAY.match(text, cited.end):
        return True
    signed = text[: cited.start].rstrip().endswith("№")
    if (signed and _paper_behind().match(text, cited.end)) or _counted_paper_behind().match(text, cited.end):
        return True
    number = _NUMBER_OF.search(text, max(0, cited.start - _LONGEST_SIGN), cited.start)
    return number is not None and _OF_A_NUMBERED_ORDER.match(text, cited.written[0][2]) is not None


@cache
def _paper_behind() -> re.Pattern[str]:
    """The word for a paper behind its number, as Kazakh has it."""
    return re.compile(r"\s+" + alternatives(vocabulary("paper", "kk")), re.IGNORECASE)


@cache
def _counted_paper_behind() -> re.Pattern[str]:
    """«3.2.10 санды өкім», «3.2.10-нөмірлі бұйрық»: the number of a paper, in so many words."""
    counted, paper = alternatives(vocabulary("counted", "kk")), alternatives(vocabulary("paper", "kk"))
    return re.compile(rf"(?:\s|\s?-\s?){counted}\s+{paper}", re.IGNORECASE)


@cache
def _paper_and_sign() -> re.Pattern[str]:
    """A paper, its day or the number of another one, and the sign: «Акты осмотра № 8.2.16 и № 8.2.17»."""
    signs = "№|(?<!\\w)(?:no|nr|ref|исх|вх)\\.?"
    return re.compile(
        rf"{alternatives(vocabulary('paper'))}(?:[^.;!?\n]|(?<=[0-9])\.(?=[0-9])){{0,60}}(?:{signs})\s*$", re.IGNORECASE
    )


class _Around(NamedTuple):
    """A number in its text. before, after: what stands near it; said: of `before`; opening: as in `judge`; own: the
    set's names."""

    text: str
    cited: Cited
    before: str
    after: str
    said: _Said
    opening: bool
    own: tuple[str, ...]


def judge(text: str, cited: Cited, prefixes: tuple[str, ...], *, opening: bool) -> Verdict:
    """What the words around a number say of it.

    opening: the number opens its paragraph, heading or cell, so that nothing before it can speak against it.
    """
    before = text[max(0, cited.start - _NEAR) : cited.start]
    after = text[cited.end : cited.end + _NEAR]
    if not before.strip() and not after.strip(" .:;)"):
        return Verdict("")
    said = _said(before) if before.strip() else _NOTHING
    framework = _framework(said, prefixes)
    if framework is not None:
        return Verdict("framework", "" if framework else "framework")
    around = _Around(text, cited, before, after, said, opening, prefixes)
    if clause_by_its_signs(before, after, prefixes):
        return Verdict("clause", "other-document")
    for asked in (_named, _not_text, _addressed, _counted):  # the first that knows it
        verdict = asked(around)
        if verdict is not None:
            return verdict
    return Verdict("")


def _named(around: _Around) -> Verdict | None:
    """A word right beside the number names it: a criterion, an order, a figure, a page."""
    said, after = around.said, around.after
    criterion_after, _, other_after, *_ = _after()
    tagged = SIGN in around.own and around.before.endswith(SIGN)
    if other_after.match(after) and around.before.endswith("-"):
        return Verdict("", "numbered")  # «К-3.2.14 кабинеті», a room
    if "criterion" in said.last or tagged or criterion_after.match(after):
        return Verdict("criterion")
    if numbered_order(around.text, around.cited):
        return Verdict("", "order")
    bracketed = said.joint in ("(", "[") and after.lstrip()[:1] in (")", "]")
    if bracketed and (len(around.cited.written) > 1 or around.opening):
        return (
            None  # "the tables (3.2.14, 3.2.16)" are those on the criteria; so is the heading "Lecture rooms (3.2.14)"
        )
    if _paper_and_sign().search(around.before):
        return Verdict("", "order")
    if "figure" in said.last:
        return Verdict("", "figure")
    if "numbered" in said.last or other_after.match(after):
        return Verdict("", "numbered")
    return None


def _not_text(around: _Around) -> Verdict | None:
    """Its own form tells: a date, a norm and its year, the name of a file, the number of a paper («П-4.2.17»)."""
    text, cited, before, after, said, *_ = around
    letters = _OF_A_PAPER.search(before)
    if letters is not None and letters["letters"].lower() not in vocabulary("glued"):
        return Verdict("", "other-document")
    if dated(text, cited, before, after, "date" in said.plain and not said.joint, _after()[4]):
        return Verdict("", "date")
    if "·" in text[cited.start : cited.end] and _LENGTH.match(after):
        return Verdict("", "money")  # «ящик 3·2·1 м»
    if _NORM_YEAR.match(after):
        return Verdict("", "other-document")
    return Verdict("", "file") if _SUFFIX.match(after) else None


def _addressed(around: _Around) -> Verdict | None:
    """A reference to a section, a clause, a standard: of this document or of another."""
    _, _, before, after, said, opening, _ = around
    _, clause_after, _, _, _, see_after = _after()
    if ("see" in said.last and said.joint in ("", "(")) or see_after.match(after):
        return Verdict("section")
    clause_behind = clause_after.match(after) is not None
    clause = "clause" in said.last or clause_behind
    if not opening and after_number("section").match(after) and owned_before(before):
        return Verdict("section", "other-document")
    if not clause and "section" not in said.last:
        return Verdict("standard") if "standard" in said.last else None
    address: Address = "clause" if clause else "section"
    own_bracket = opening or _IN_BRACKET.search(before)  # «Планирование бюджета (п. 3.2.14)» names the section
    if "clause" in said.last and not own_bracket and "money" in _meanings_before(said):
        return Verdict("clause", "money")
    foreign = owned_before if clause_behind else named_before
    if ours(after, 0):
        return Verdict(address)
    if named_behind(after, 0, around.own) or (not opening and foreign(before)):
        return Verdict(address, "other-document")
    return Verdict(address)


def _counted(around: _Around) -> Verdict | None:
    """A version, an amount, a telephone number, the number of a product or of another document."""
    _, _, before, after, said, opening, _ = around
    unit_after = _after()[3]
    versioned = "version" in said.plain and not said.last & _NOT_THINGS
    versioned = versioned and said.joint.strip(".").lower() in _NUMBER_SIGNS
    if versioned or _of_a_program(before, after) or (not opening and _of_its_version(before, said)):
        return Verdict("", "version")
    if not opening and _STATED.search(before):
        return Verdict("", "order")
    if ("money" in said.plain and not said.joint) or unit_after.match(after):
        return Verdict("", "money")
    if "paper" in said.last and not said.joint:
        return Verdict("", "order")  # «акт 7.2.4»
    if _PHONE.search(before):
        return Verdict("", "phone")
    if opening:
        return None
    # "the handbook for 3.2.14", "there are rules (3.2.14)" speak of the criterion
    reach = 1 if said.joint in ("(", "[") or _ABOUT.search(before) else 2
    if foreign_near(before, reach, past_word=False):
        return Verdict("", "other-document")
    if _of_a_thing(said):
        return Verdict("", "numbered")
    return Verdict("", "product") if _product(before) else None


_LENGTH = pattern(r"\s?(?:мм|см|м|mm|cm|m)(?!\w)")


_NUMBER_SIGNS = ("", "№", "#", "no", "nr", "n", "номер", "number", "нөмір", "нөмірі")
# Words that a number of a criterion may follow with its sign: "Answer No. 3.2.14", «под № 3.2.14»
_NOT_THINGS = frozenset(["criterion", "clause", "standard", "section", "opens", "see", "answer", "preposition", "also"])
_SMALL_WORDS = frozenset(
    ["под", "for", "under", "the", "and", "или", "және", "мен", "пен", "бен", "это", "that", "this"]
)
_SHORTEST_THING = 3  # letters


# «Топ бұйрығының нөмірі – 3.2.11», "the number of our licence: 3.2.14"
_STATED = pattern(r"[^\W\d_]{3,}\s+(?:номер|нөмір|number)\w*\s*[:–—-]\s*$", re.IGNORECASE)


def _of_its_version(before: str, said: _Said) -> bool:
    """The version of a thing that is named between: «Версия файла 5.2.17»."""
    between = _LAST_TWO.search(before)
    if between is None or said.joint or said.last & _NOT_THINGS:
        return False
    return "version" in meanings(between["first"].lower())


_LAST_TWO = pattern(r"(?P<first>[^\W\d_]{3,})\s+[^\W\d_]{3,}\s+$")  # in one sentence: no stop between


def _of_a_thing(said: _Said) -> bool:
    """A noun and the sign of a number: «Дело № 3.2.14», «Шкаф нөмірі 3.2.14» number things of their own."""
    if said.joint.strip(".").lower() not in _NUMBER_SIGNS[1:] or not said.words:
        return False
    word = said.words[-1]
    if len(word) < _SHORTEST_THING or word.endswith(".") or word in _SMALL_WORDS:
        return False
    return not said.last & _NOT_THINGS


@cache
def _updated() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Before a number, and behind one: «драйвер обновлён до 8.2.13», «8.2.13 деңгейіне жаңартылды»."""
    verb, kazakh = alternatives(vocabulary("updated")), alternatives(vocabulary("updated", "kk"))
    noun = alternatives(vocabulary("version", "kk"))
    return (
        re.compile(rf"{verb}\s+(?:[\w«»-]+\s+){{0,3}}?(?:до|на|с|со|to|from)\s+$", re.IGNORECASE),
        re.compile(rf"(?:-?[^\W\d]{{2,4}})?\s+(?:(?:деңгей\w*|дейін|{noun})\s+)?{kazakh}", re.IGNORECASE),
    )


def _of_a_program(before: str, after: str) -> bool:
    """A program or its part is the subject, or the verb says that it was brought to this version."""
    verb_before, verb_after = _updated()
    if verb_before.search(before) or verb_after.match(after):
        return True
    if _SPEAKS_OF.search(before):
        return False  # «Сборка ответов по 3.2.14»
    things = {"program"}
    if before.endswith(", ") and after.startswith(","):
        before, things = before[:-2], {"program", "numbered"}  # "the module for attendance, 7.2.8, which …"
    words = SPOKEN.findall(_PHRASE_END.split(before)[-1].lower())[-_PROGRAM_NEAR:]
    return any(meanings(word) & things for word in words)


_PHRASE_END = pattern(r"[.;:!?,()]\s|[(\[\n]")
_SPEAKS_OF = pattern(r"(?<!\w)(?:for|about|on|in|under|from|по|о|об|в|во|из|к|ко)\s+$", re.IGNORECASE)
_PROGRAM_NEAR = 6  # words before a number within which a program is the one whose version it is


def _meanings_before(said: _Said) -> frozenset[str]:
    """Of the word before the last."""
    return meanings_at_end(said.words[:-1])


_JOINING = frozenset(["standard", "criterion", "clause"])


@cache
def _in_small_letters(prefixes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(prefix.lower() for prefix in prefixes)


def _framework(said: _Said, prefixes: tuple[str, ...]) -> bool | None:
    """True where the set's own name stands before the number, False for another framework's, None for neither.

    Words for standard and criterion may stand between: "ESG Part 1, standard 2.4".
    """
    own = _in_small_letters(prefixes)
    if not said.last and not any(word in own or "framework" in meanings(word) for word in said.words[-4:]):
        return None
    for position in range(len(said.words) - 1, max(len(said.words) - 6, -1), -1):
        word = said.words[position]
        name = word if word in own or meanings(word) else word.split("-")[0]
        if name in own or word.rstrip(".") in own:
            return True
        if "framework" in meanings(name):
            return False
        if not meanings(word) & _JOINING and not _PART.match(word):
            return None
    return None


# Words that a sentence may open with, or that stand in capitals before a code, without naming a product.
_PLAIN = pattern(
    r"(?:See|In|The|And|Under|For|On|By|With|From|To|As|At|Of|Per|Cf|Both|Criteria|Codes?|Standards?|KAZSEE|KazSEE|SAR|HEI|"
    r"См|По|В|К|О|С|Из|На|Согласно|Смотри|Пункты?|Критери\w*|Стандарт\w*|Қараңыз|Бойынша)$"
)


def _product(before: str) -> bool:
    """A name right before a bare number in mid-sentence is a product and its version: "Moodle 3.2.14"."""
    match = _NAMED.search(before)
    if not match or _PLAIN.match(match["name"]):
        return False
    sooner = before[: match.start()].rstrip()
    if any_of("software").search(sooner):
        return True
    sentence_start = not _LETTER.search(sooner) or sooner[-1] in ".!?:;•–—("
    latin_in_cyrillic = match["name"].isascii() and bool(_CYRILLIC.search(before))
    return latin_in_cyrillic or not sentence_start
