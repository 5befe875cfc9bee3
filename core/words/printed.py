"""What a form prints for its reader and nobody wrote as an answer: questions, guidance, options, labels."""

from __future__ import annotations

import re
from functools import cache

from .patterns import pattern
from .vocabulary import NUMBERS, alternatives, hints, is_entry, spelled
from .vocabulary import words as vocabulary

_CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҰҮІҺ"
_SENTENCE = pattern(rf".*?[.!?…]+[»”\")\]]*(?=\s+[{_CAPITAL}«“\"(\[0-9•–—-]|\s*$)|.+$")
_LEAD_IN = pattern(r"(?:[\W\d_]|(?:q|a|question|вопрос|в|сұрақ)\s*[0-9.]*\s*[:.)])*", re.IGNORECASE)
_LABEL_TAIL = pattern(r"^[\s.:;)\]–—-]+")  # what is left of a code's label in front of its text
_BRACKET = pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_QUESTION = pattern(r"\?[\s»”\")\].…!]*(?:\([^()]*\)[\s.]*)?$")
_OPTION = pattern(rf"\W*(?:[{_CAPITAL}0-9]\W+)?(?:any|all|none|one|two|three|любы|все|ни|кез|барлы)\w*\W", re.I)
_LONGEST_OPTION = 12  # words
_LONGEST_LABEL = 60  # characters
_LONGEST_WORDING = 80  # words
_LONGEST_QUESTION = 90  # words
_KAZAKH_ENDINGS = ("ңыз", "ңіз", "лсын", "лсін")  # of the words with which a Kazakh form asks
_IMPERATIVE = re.compile(r"\W*(?:не\s+)?\w{2,}(?:[иь]те|йте)(?:сь)?(?!\w)", re.IGNORECASE)  # Russian
_LONGEST_NUMBER = 3  # words that number a question: "Question 4 b:"


def answered(text: str) -> str:
    """The text without what a form asks: its leading questions and requests, guidance in brackets, options, labels."""
    if "\n" in text:
        return "\n".join(map(answered, text.split("\n")))
    if len(text) <= _LONGEST_LABEL and is_entry("form_label", text.strip(" .:")):
        return ""
    if _is_option(text):
        return ""
    if "(" in text or "[" in text:
        alone = _BRACKET.fullmatch(text.strip(" .:;)–—-")) is not None or _BRACKET.fullmatch(text.strip()) is not None
        text = _BRACKET.sub(lambda match: " " if _guides(match.group(), alone) else match.group(), text)
    if not _may_ask(text):
        return text
    text = _LABEL_TAIL.sub("", text, count=1)
    asked = False
    while text.strip() and (sentence := _SENTENCE.match(text)) is not None:
        if not (_asks(sentence.group()) or (asked and _asks_further(sentence.group()))):
            return text
        text, asked = text[sentence.end() :], True
    return text


@cache
def _guidance() -> re.Pattern[str]:
    return re.compile(alternatives([*vocabulary("guidance", "en"), *vocabulary("guidance", "ru")]), re.IGNORECASE)


@cache
def _place() -> re.Pattern[str]:
    """Where the answer shall stand, before what it shall say: "In this section, …"."""
    return re.compile(rf"(?:{alternatives(vocabulary('guidance_place'))}[\s,:–—-]+)?", re.IGNORECASE)


@cache
def _goes_on_as_we() -> re.Pattern[str]:
    """The author goes on behind the form's words: "Describe it, the form says, and we describe: …"."""
    joint = spelled(NUMBERS.words("and"))
    return re.compile(rf"[,;:–—]\s+(?:{joint}\s+)?{alternatives(vocabulary('we'))}", re.IGNORECASE)


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(alternatives(vocabulary("guidance_bracket")), re.IGNORECASE)


@cache
def _kazakh_guidance() -> frozenset[str]:
    return frozenset(vocabulary("guidance", "kk"))


def _may_ask(text: str) -> bool:
    """Cheap: False only where no sentence of the text asks anything."""
    if "?" in text or (not text.isascii() and any(map(text.__contains__, _KAZAKH_ENDINGS))):
        return True
    return _begins_request(text)


def _begins_request(text: str) -> bool:
    """Its first words ask for something: "Describe …", «Здесь опишите …»."""
    start = _LEAD_IN.match(text)
    place = _place().match(text, start.end() if start else 0)
    return _guidance().match(text, place.end() if place else 0) is not None


def _asks(sentence: str) -> bool:
    """A question, or a request to write something."""
    if len(sentence.split()) > _LONGEST_QUESTION:
        return False
    if _QUESTION.search(sentence):
        return len(sentence.rpartition(":")[0].split()) <= _LONGEST_NUMBER
    if _goes_on_as_we().search(sentence):
        return False
    if _begins_request(sentence):
        return True
    last = re.search(r"(\w+)\W*$", sentence)
    return last is not None and last[1].lower() in _kazakh_guidance()


@cache
def _further() -> re.Pattern[str]:
    return re.compile(rf"\W*{alternatives(vocabulary('guidance_more'))}", re.IGNORECASE)


def _asks_further(sentence: str) -> bool:
    """Behind a sentence that asks for something, one more request: "State who approved it.", «Не переписывайте …»."""
    if _further().match(sentence) or _IMPERATIVE.match(sentence):
        return True
    last = re.search(r"(\w+)\W*$", sentence)
    return last is not None and last[1].lower().endswith(_KAZAKH_ENDINGS)


def requests(text: str) -> bool:
    """Its first sentence asks for something."""
    sentence = _SENTENCE.match(text)
    return sentence is not None and _asks(sentence.group())


@cache
def _reply() -> re.Pattern[str]:
    return pattern(rf"\W*{alternatives(vocabulary('reply'))}\s*(?:[.:–—-]|$)", re.IGNORECASE, hints("reply"))


def opens_reply(text: str) -> bool:
    """«Ответ. …», "Answer:", or such a word alone."""
    return _reply().match(text) is not None


_EMPTY_BOX = re.compile(r"\s*(?:[☐□◻⬜▢❏❐❑❒○◯]|\[\s?\]|\(\s{1,3}\))")
_BOX = re.compile(r"\s*(?:[☐□◻⬜▢❏❐❑❒○◯☑☒■▣✓✔✗✘●◉⊠]|\[\s?[xхv+✓✔]?\s?\]|\(\s{1,3}\))", re.IGNORECASE)
_OPTION_MARK = re.compile(r"\W{0,2}(?P<mark>[^\W\d_]|[ivx]{2,4}|[0-9]{1,2})[.)](?:\s|(?=[^\W\d]))")


def empty_box(line: str) -> bool:
    return _EMPTY_BOX.match(line) is not None


def option_mark(line: str) -> str:
    """ "box" for a box to tick; the letter, small, or the number that a line of a list begins with; or ""."""
    if _BOX.match(line):
        return "box"
    mark = _OPTION_MARK.match(line)
    return mark["mark"].lower() if mark else ""


@cache
def _choose() -> re.Pattern[str]:
    return re.compile(alternatives(vocabulary("choose")), re.IGNORECASE)


def asks_to_choose(line: str) -> bool:
    """ "Choose the option that fits:", «Отметьте нужное»."""
    return len(line.split()) <= _LONGEST_OPTION and _choose().search(line) is not None


_NONE = re.compile(
    r"\W*(?:\w\W+)?(?:none|no option|not any|ничего|ни од\w+|отсутству\w+|нет|ешқайсысы|ешбірі|жоқ)(?!\w)",
    re.IGNORECASE,
)


def is_none_of_them(line: str) -> bool:
    """The last of several options: "E. None of these"."""
    return len(line.split()) <= _LONGEST_OPTION and _NONE.match(line) is not None


@cache
def _asking() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A question word with which a line begins; one that stands in a Kazakh line."""
    first = [*vocabulary("interrogative", "en"), *vocabulary("interrogative", "ru")]
    ours = alternatives(vocabulary("interrogative", "kk"))
    return (
        re.compile(rf"\W*(?:(?:[^\W\d_]|[0-9]{{1,2}})[.)]\s*)?(?:\w{{1,5}}\s)?{alternatives(first)}", re.IGNORECASE),
        re.compile(ours, re.IGNORECASE),
    )


_NO_QUESTION = re.compile(
    r"\W*(?:\w[.)]\s*)?(?:как\s+(?:правило|и|только|минимум|видно|следствие)|что\s+касается)(?!\w)", re.I
)
_WHETHER = re.compile(r"\W*(?:\w[.)]\s*)?(?:\w+\s){1,3}ли(?!\w)", re.IGNORECASE)
_LONGEST_SUBQUESTION = 40  # words


def is_subquestion(line: str) -> bool:
    """A question of a list, without its mark: «б) как учитываются пожелания выпускников;»."""
    if len(line.split()) > _LONGEST_SUBQUESTION or _NO_QUESTION.match(line) or _INNER_END.search(line.strip()):
        return False
    first, inside = _asking()
    kazakh = re.search("[әғқңөұүіһ]", line.lower()) is not None
    return (inside.search(line) if kazakh else first.match(line) or _WHETHER.match(line)) is not None


_INNER_END = re.compile(r"[^\W\d_]{3}[.!]\s+\S")  # more than one sentence


def guides(text: str) -> bool:
    """A paragraph in brackets that says what shall be written there."""
    return _guides(text.strip(), True)


def _guides(bracket: str, alone: bool) -> bool:
    """Guidance in brackets: what shall be written there. alone: nothing else stands in the paragraph."""
    inner = bracket[1:-1].strip()
    if not inner or (inner.endswith("?") and not alone):
        return False
    return _asks(inner) or (alone and _bracketed().match(inner) is not None)


@cache
def _options() -> re.Pattern[str]:
    return re.compile(alternatives(vocabulary("options")), re.IGNORECASE)


def _is_option(line: str) -> bool:
    return (
        len(line) < _LONGEST_OPTION * 12
        and len(line.split()) <= _LONGEST_OPTION
        and _OPTION.match(line) is not None
        and _options().search(line) is not None
    )


@cache
def _institution() -> re.Pattern[str]:
    return pattern(rf"\W*{alternatives(vocabulary('institution'))}\s", re.IGNORECASE, hints("institution"))


_SPOKEN = pattern(r"(?<!\w)(?:we|our|us|мы|наш\w*|нас|біз\w*)(?!\w)", re.IGNORECASE)
_NAME = pattern(rf"(?<=[\w,;:]\s)[«“\"]?[{_CAPITAL}][a-zа-яёәғқңөұүіһ]")


def reads_like_wording(text: str) -> bool:
    """One sentence on what an institution does as such, without a figure or a name, as criteria are worded: «Вуз
    обеспечивает открытость руководителей …»."""
    text = _LABEL_TAIL.sub("", text.strip(), count=1)
    if re.search(r"[0-9]", text) or len(text.split()) > _LONGEST_WORDING or not _institution().match(text):
        return False
    sentence = _SENTENCE.match(text)
    alone = sentence is not None and not text[sentence.end() :].strip()
    return alone and text[:1].isupper() and _NAME.search(text) is None and _SPOKEN.search(text) is None
