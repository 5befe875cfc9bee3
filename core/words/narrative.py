"""What of a text is narrative: its words, less template prompts; and what it says of annexes and applicability."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from .patterns import pattern
from .printed import opens_reply
from .text import words
from .vocabulary import alternatives, hints
from .vocabulary import words as vocabulary

_BLANK = pattern(r"[\s.…_\-–—*/\\|:;,<>«»\"'()\[\]{}xXхХ?+✓✔☐☑☒]*")
_BRACKETED = pattern(r"\s*(?:\[[^\[\]]+\]|<[^<>]+>|\{[^{}]+\}|«?\.\.\.»?|…)[\s.]*")
_BRACKETS = "[<{"
_LONGEST_INSTRUCTION = 150  # words: a template's instruction in brackets may run to a paragraph
_LONGEST_PROMPT = 25  # words: an unfilled place without brackets is a phrase, not a text


@cache
def _prompt() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*{alternatives(vocabulary('prompt'))}(?:[\W_].{{0,160}})?", re.IGNORECASE | re.DOTALL)


@cache
def _bare_prompt() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*{alternatives(vocabulary('prompt'))}[\W_]*", re.IGNORECASE)


def is_prompt(text: str) -> bool:
    """True for what a template left behind: "[insert text]", "TBD", "…", a row of dots, «[заполнить]», or nothing."""
    return _is_prompt(text, words(text))


def _is_prompt(text: str, count: int) -> bool:
    """count: its words."""
    text = text.strip()
    if count > _LONGEST_PROMPT and (count > _LONGEST_INSTRUCTION or text[:1] not in _BRACKETS):
        return False  # too long for anything that a template leaves
    if count > _LONGEST_PROMPT and opens_reply(text):
        return False  # somebody put the answer in brackets
    if _BLANK.fullmatch(text) or _BRACKETED.fullmatch(text):
        return True
    if count > _LONGEST_PROMPT:
        return False
    return bool(_bare_prompt().fullmatch(text)) or (
        text[:1] in "[<{(_…" and bool(_prompt().fullmatch(text)) and text[-1:] in "]>}).…_"
    )


def narrative_words(text: str) -> int:
    """The words of a paragraph or cell that count as narrative: none for a prompt or the name of a file; bracketed
    prompts inside do not."""
    if "\n" in text:
        return sum(map(narrative_words, text.split("\n")))
    count = words(text)
    return 0 if count and (_is_prompt(text, count) or is_file_name(text)) else count


_OPENING = 400  # characters that surely hold twelve words
_SENTENCE_END = pattern(r"[.!?;]\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ])|\n")
_CONDITION = pattern(r"(?:if|если|егер|when|cases? where)\W", re.IGNORECASE)


@cache
def _not_applicable() -> re.Pattern[str]:
    return pattern(alternatives(vocabulary("not_applicable")), re.IGNORECASE, hints("not_applicable"))


def says_not_applicable(text: str) -> bool:
    """The text opens by saying that the criterion does not apply: within its first sentence and first 12 words."""
    first = _SENTENCE_END.split(text[:_OPENING].strip(), maxsplit=1)[0]
    opening = " ".join(first.split()[:12])
    match = _not_applicable().search(opening)
    if not match:
        return False
    # "…is not applicable only to part-time students" still says so; a negated or conditional one does not.
    return not _CONDITION.search(opening[: match.start()])


@cache
def _barely() -> re.Pattern[str]:
    """Nothing but that the criterion does not apply, up to the end of the clause or the reason."""
    subject = alternatives([*vocabulary("criterion"), *vocabulary("requirement"), *vocabulary("this_criterion")])
    said = alternatives(vocabulary("not_applicable"))
    return re.compile(rf"\W*(?:{subject}\s+){{0,3}}{said}(?:\s+{subject}){{0,2}}\s*(?:[.!,;:(–—-]|$)", re.IGNORECASE)


@cache
def _contrast() -> re.Pattern[str]:
    """A word by which a text goes on to what applies all the same, where a sentence or clause begins with it."""
    return re.compile(rf"(?:[.!?;]\s+|^[,\s]*){alternatives(vocabulary('contrast'))}", re.IGNORECASE)


def only_not_applicable(text: str) -> bool:
    """The text says that the criterion does not apply, to nobody in particular, and behind that why: «Не применимо.
    Филиалов у вуза нет …». What goes on with "however" is an answer."""
    said = _barely().match(text)
    return said is not None and _contrast().search(text[said.end() :]) is None


@cache
def _answered_with() -> re.Pattern[str]:
    return pattern(alternatives(vocabulary("answered_with")), re.IGNORECASE, hints("answered_with"))


_REFERRAL = 12  # words up to which a text that names another place says little besides


def answered_with_another(text: str) -> bool:
    """A short text that leaves the answer to the one before: "See the answer above.", «Объединен с 5.2.6»."""
    return len(text.split()) <= _REFERRAL and _answered_with().search(text) is not None


# The look-ahead keeps "Приложение Административное" from being annex «А».
_LETTERS = "0-9A-Za-zА-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ"
# In Kazakh "annex" and "additional" are one word: «қосымша 15 сағат» is fifteen hours more, «5.2.11 Қосымша куәліктер»
# a title (behind a blank the word for annex is small).
_MORE = (
    r"[0-9]|\s*(?:%|сағат|кредит|жыл|күн|ай\b|апта|адам|студент|орын|пән|балл|пайыз|теңге|млн|мың|рет\b|бет\b|топ|маман"
    r"|дана)"
)
_LETTER = rf"(?-i:[IVX]+|[A-ZА-Я])(?![{_LETTERS}])"
_SUFFIX = rf"(?:[-‑]?(?-i:[A-ZА-Я])(?![{_LETTERS}]))?"
# "5", "3.1", "5-A", "5A"; "A-1", "П-1", "A.1"
_NUMBERED = rf"(?:[0-9]{{1,3}}(?:\.[0-9]{{1,2}})*{_SUFFIX}|(?-i:[A-ZА-Я])[.‑-]?[0-9]{{1,2}}(?![0-9]))"
# The further ones of a list: no year or percentage, no part of a date, and "B2" is what students know of a language.
_FURTHER = (
    rf"(?:[0-9]{{1,3}}(?:\.[0-9]{{1,2}})*{_SUFFIX}(?![0-9]|\.[0-9]|\s*%)"
    r"|(?-i:[A-ZА-Я])[.‑-][0-9]{1,2}(?![0-9]))"
)
_AND_MORE = r"(?:\s*(?:,|;|and|и|және)\s*|\s?[-–]\s?)"
_ANNEX = pattern(
    rf"(?i)(?:(?:приложени\w{{1,2}}|прил\.|annex(?:es)?|appendix|appendices|app\.)\s*(?:nos?\.?\s*|№+\s*|#\s*)?"
    # no version of a program: "2.0", «1С»
    rf"(?!1[СC][^{_LETTERS}]|[0-9]{{1,2}}\.0(?![0-9.]))"
    rf"(?P<a>(?:{_NUMBERED}(?:{_AND_MORE}{_FURTHER})*|{_LETTER}(?:{_AND_MORE}{_LETTER})*))(?![{_LETTERS}])"
    rf"|(?<![{_LETTERS}.])(?P<b>(?:{_NUMBERED}(?:\s*(?:,|және|мен|пен|бен)\s*|[-–](?=[0-9A-ZА-Я])))*{_NUMBERED}|(?-i:[A-ZА-Я]))"
    r"(?:\s?[-–‑]\s?қосымша|[ \n]?(?-i:қосымша))\w*"
    rf"|қосымша\s*(?:№\s*)?(?P<c>{_NUMBERED})(?!{_MORE}))"
)


# Where one may stand, found quickly: one class of letters first, and no search without regard to case.
_NAMES_ANNEX = pattern(
    "[ПпAaҚқ](?:рил(?:ожени|[.])|РИЛ(?:ОЖЕНИ|[.])|nnex|NNEX|pp(?:end|[.])|PP(?:END|[.])|осымша|ОСЫМША)"
)
_BEFORE, _BEHIND = 40, 200  # characters that a label has on either side of the word


def names_annex(text: str) -> bool:
    """Whether the word for an annex stands in it at all."""
    return _NAMES_ANNEX.search(text) is not None


def annexes(text: str) -> list[str]:
    """Labels of the annexes that a text cites, in order, each once: "5", "3.1", "А"; lists and ranges spelt out."""
    return list(dict.fromkeys(label for labels, _, _ in annex_citations(text) for label in labels))


def annex_citations(text: str) -> Iterator[tuple[list[str], int, int]]:
    """Each citation of annexes: their labels, and where it starts and ends."""
    end = 0
    for word in _NAMES_ANNEX.finditer(text):
        match = _ANNEX.search(text, max(end, word.start() - _BEFORE), word.end() + _BEHIND)
        if match is None or word.start() < end:
            continue
        end = match.end()
        pieces = [match["c"]] if match["c"] else _own(match["a"], match["b"], text[end:])
        yield [label for piece in pieces for label in _spelt_out(piece, text[end:])], match.start(), end


def bare_annexes(text: str) -> list[str]:
    """Labels where a text is nothing else, as in a column for them: "5; 6", "П-1". A letter alone may be a cross."""
    if not _BARE.fullmatch(text):
        return []
    return [label for piece in _own(text, None, "") for label in _spelt_out(piece, "")]


_BARE = pattern(rf"{_NUMBERED}(?:(?:\s*[,;]\s*|\s?[-–]\s?){_NUMBERED})*")
_JOINT = pattern(r"\s*(?:,|;|and|и|және|мен|пен|бен)\s*")
_OTHER_NUMBER = 8  # steps behind the number before from which a number with a word behind it counts something else
_COUNTED = pattern(r"\s+(?!и\b|and\b|және\b|к\b|to\b)[a-zа-яёәғқңөұүіһ]")
_DEEPER = 2  # levels by which a number is below the annex beside it: it is a criterion's code


def _own(behind: str | None, before: str | None, rest: str) -> list[str]:
    """The pieces of a list of annexes behind or before the word; «приложение 5, 40 студентов» names annex 5 only."""
    pieces = _JOINT.split(behind or before or "")
    sure = pieces[0] if behind else pieces[-1]
    pieces = [piece for piece in pieces if piece.count(".") < sure.count(".") + _DEEPER]
    if _DASH.sub("", sure).isalpha():
        return _going_on(pieces)
    if len(pieces) > 1 and pieces[-1].isdigit() and pieces[-2].isdigit() and _COUNTED.match(rest):
        steps = int(pieces[-1]) - int(pieces[-2])
        if not 0 < steps < _OTHER_NUMBER:
            return pieces[:-1]
    return pieces


_DASH = pattern(r"\s?[-–]\s?")
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
_LETTER_STEP = 3  # from one letter of a list to the next: "A, B and D"; «приложение А, К. Иванов» names annex А only


def _going_on(pieces: list[str]) -> list[str]:
    """Letters, or Roman numbers, of a list as long as they go on; not those of "Annex A, I think"."""
    roman = all(letter in _ROMAN for piece in pieces for letter in _DASH.split(piece))
    kept: list[str] = []
    before = ""
    for piece in pieces:
        ends = _DASH.split(piece)
        steps = _nth(ends[0], roman) - _nth(before, roman) if kept else 1
        if not 0 < steps <= _LETTER_STEP or (kept and ends[0] == "I" and not roman):
            break
        kept.append(piece)
        before = ends[-1]
    return kept


def _nth(letter: str, roman: bool) -> int:
    return _ROMAN.index(letter) if roman else ord(letter[0])


_LETTER_RANGE = pattern(rf"(?P<first>{_LETTER})\s?[-–]\s?(?P<last>{_LETTER})")
_RANGE = pattern(rf"(?P<first>{_NUMBERED})(?P<to>\s?[-–]\s?)(?P<last>{_NUMBERED})")
_LAST_PART = pattern(r"(?P<head>.*?)(?P<part>[0-9]+|[A-ZА-Яa-zа-я])")
_LONGEST_RANGE = 50


def _spelt_out(piece: str, rest: str) -> list[str]:
    """ "3-5" is 3, 4, 5, "5-A–5-C" 5-A, 5-B, 5-C; «приложение 5 – 12 договоров» names annex 5 only."""
    letters = _LETTER_RANGE.fullmatch(piece)
    if letters is not None:
        return _letters_between(letters["first"], letters["last"])
    ends = _RANGE.fullmatch(piece)
    if ends is None:
        return [piece] if piece else []
    if ends["to"].strip() != ends["to"] and _COUNTED.match(rest):
        return [ends["first"]]
    first, last = _LAST_PART.fullmatch(ends["first"]), _LAST_PART.fullmatch(ends["last"])
    if first is None or last is None or last["head"] not in ("", first["head"]):
        return [ends["first"], ends["last"]]
    if first["part"].isdigit() and last["part"].isdigit():
        parts = [str(number) for number in range(int(first["part"]), int(last["part"]) + 1)]
    else:
        parts = _letters_between(first["part"], last["part"])
    if not 1 < len(parts) <= _LONGEST_RANGE:
        return [ends["first"], ends["last"]]
    return [f"{first['head']}{part}" for part in parts]


def _letters_between(first: str, last: str) -> list[str]:
    """ "A–C" is A, B, C, "I–III" I, II, III; the two themselves where there is nothing between them."""
    if first in _ROMAN and last in _ROMAN:
        between = _ROMAN[_ROMAN.index(first) : _ROMAN.index(last) + 1]
    else:
        between = [chr(letter) for letter in range(ord(first[0]), ord(last[0]) + 1)]
    return between if 1 < len(between) <= _LONGEST_RANGE else [first, last]


_PAGES = pattern(
    r"[\s(]*(?:(?:pp?|pages?|стр|страниц\w*|с|бет\w*|б)\.?\s*)?[0-9]{1,4}(?:\s*(?:[-–,;]|and|и|және)\s*[0-9]{1,4})*\s*(?:-?\s*(?:бет\w*|б\.))?[\s.)]*",
    re.IGNORECASE,
)


_LONGEST_REFERENCE = 400  # characters


def is_reference_cell(text: str) -> bool:
    """A table cell that only points: page numbers, annexes, or both."""
    if len(text) > _LONGEST_REFERENCE:
        return False
    if _NAMES_ANNEX.search(text):
        text = _ANNEX.sub(" ", text)
    return not any(words(piece) and not _PAGES.fullmatch(piece) for piece in re.split(r"[;,\n]", text))


_LISTED = pattern(r"\s*[;\n•]\s*")
_SUFFIX_OF_FILE = r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|jpe?g|png|zip|rar|mp4)(?!\w)"
_SUFFIXES = (".pdf", ".doc", ".xls", ".ppt", ".od", ".rtf", ".jp", ".png", ".zip", ".rar", ".mp4")
_FILE = pattern(rf"\w{_SUFFIX_OF_FILE}", re.IGNORECASE, _SUFFIXES)
_ENDS_IN_FILE = pattern(rf"\w{_SUFFIX_OF_FILE}\W*$", re.IGNORECASE)
_NAME_OF_FILE = pattern(r"\W*(?:[^\W_]\S*_|[0-9]+[._-][0-9])")  # how it begins: "plan_of_rooms", "3.2.14 plan"
_FEWEST_PAPERS = 3
_LONGEST_PAPER = 12  # words of the name of a paper, as a list has them
_BY_COMMAS = pattern(r"\s*[,;\n•]\s*")
_FEWEST_BY_COMMAS = 6  # names with commas between, which a sentence has, too
_LONGEST_BY_COMMAS = 5  # words of such a name
_SENTENCE_ENDS = pattern(r"[^\W\d_]{3}[.!?…]\s+\S")


def names_papers(text: str, *, asked: bool = False) -> bool:
    """A list of papers ("Rules on ratings; minutes No. 3; photographs"): short names with semicolons between, or with
    commas where several are names of files.

    asked: a label says that papers stand there; then many short names with commas are some, if no sentence ends
    between them
    """
    if len(_FILE.findall(text)) >= _FEWEST_PAPERS or _short(_LISTED.split(text.strip(" .;")), _FEWEST_PAPERS):
        return True
    if not asked or _SENTENCE_ENDS.search(text):
        return False
    return _short(_BY_COMMAS.split(text.strip(" .;")), _FEWEST_BY_COMMAS, _LONGEST_BY_COMMAS)


def ends_in_file(text: str) -> bool:
    """The line ends with the name of a file."""
    return _ENDS_IN_FILE.search(text[-_LONGEST_SUFFIX:]) is not None


_LONGEST_SUFFIX = 12  # characters, with what may stand behind it


def is_file_name(text: str) -> bool:
    """The whole line is a file's name, with blanks and commas or without: "3.2.14_list of rooms, 2024.xlsx"."""
    return ends_in_file(text) and _NAME_OF_FILE.match(text) is not None and not _SENTENCE_ENDS.search(text)


def _short(items: Iterable[str], fewest: int, longest: int = _LONGEST_PAPER) -> bool:
    """At least so many, most of them no longer than so many words."""
    sizes = sorted(len(item.split()) for item in items if item)
    return len(sizes) >= fewest and sizes[len(sizes) // 2] <= longest
