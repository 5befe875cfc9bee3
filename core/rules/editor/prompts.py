"""What a template or a colleague left behind: prompts, notes to somebody, blanks to be filled in, Word's own errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...model.document import Block, Kind
from ...model.findings import Finding
from ...words.patterns import pattern
from ...words.text import words
from ...words.vocabulary import alternatives
from ...words.vocabulary import words as vocabulary
from . import Material, Spoken, quoted
from .terms import Sought, terms

_LONGEST_NOTE = 25  # words of a note in brackets
_LONGEST_ROUND = 12  # of one in round brackets
_LONGEST_LINE = 25  # of a line whose signs alone say that it is a note
_SHORT_LINE = 16  # of one whose opening says so
_SHORT = 120  # characters of a text that may be a note as a whole
_OF_ANOTHER = pattern(  # the draft of another paper
    r"\s+(?:of\s+(?!(?:the\s+|this\s+|our\s+)?(?:self|report|sar\b))|(?:law|act|strateg|polic|code|budget|plan|regulation|syllab)\w*)",
    re.IGNORECASE,
)
_COVER = 12  # blocks on which a cover says what the paper is
_BRACKETS = pattern(r"\[([^\[\]]{2,300})\]|<([^<>]{2,300})>|\{([^{}]{2,300})\}")
_ROUND = pattern(r"\(([^()]{2,200})\)")
_SHOUTS = pattern(r"!{2,}|(?<!\?)\?{2,4}(?!\?)")
_ONLY_DOTS = pattern(r"\s*(?:…[….\s]*|\.{3,}[….\s]*|\?{1,4})\s*")
_CROSSES = r"[XХ]{2,}"
_FIGURES = frozenset("0123456789.,% +-–/:")  # a cell of these alone is a number, or nothing
_CODE_AND_DOTS = pattern(r"\W*[0-9]+(?:\.[0-9]+)+[.:)]?\s*(?:…[….\s]*|\.{3,}[….\s]*)")
_X = pattern(
    rf"\b20[XХ]{{2}}\b|\b{_CROSSES}[./]{_CROSSES}|(?:№|\bNo\.?)\s*{_CROSSES}\b"
    rf"|\b{_CROSSES}\s*(?:%|(?:чел|студент|преподавател|обучающ|тенге|млн|тыс|people|students?\b|адам|теңге))"
    rf"|^\s*{_CROSSES}\s*$"
)
_BLANK = pattern(r"_{3,}")
_FILLED_BY_HAND = pattern(r"[«\"]\s*_+\s*[»\"]|20_{2,}")
_AFTER_CODE = pattern(r"\W*[0-9]+(?:\.[0-9]+)+\W*_{3,}\s*")
_ASKED = pattern(r"\s*\(([^()]{2,200})\)")  # in brackets behind a blank: who fills it in
_GOES_ON = pattern(r"_{3,}\s*(?:%|[a-zа-яёәғқңөұүіһ]{2,})")


def left(material: Material) -> Iterator[Finding]:
    """Template prompts and notes that people leave."""
    anywhere = terms("left_anywhere").within(material.low)
    dotted = -1  # the last row whose dots were told: it may have several cells of them
    for spoken in material.spoken:
        if spoken.text[0] in _FIGURES and _FIGURES.issuperset(spoken.text) and "..." not in spoken.text:
            continue
        block = material.document.blocks[spoken.block]
        found = _prompt(spoken.text, block, spoken, anywhere)
        if found is None:
            continue
        if any(map(str.isalnum, spoken.text)):
            shown = quoted(spoken.text, found[0], found[1])
        elif dotted == spoken.block:
            continue
        else:
            dotted, shown = spoken.block, quoted(block.shown)  # dots say nothing without what stands beside them
        if shown:
            place = material.place(spoken.block, found[0] if spoken.cell < 0 else None)
            yield Finding("prompt-left", "warning", place, arguments={"quote": shown})


def _prompt(text: str, block: Block, spoken: Spoken, anywhere: Sought) -> tuple[int, int] | None:
    """Where in the text a prompt stands, or None. anywhere: what no finished text says."""
    if block.kind is Kind.HEADING and not any(sign in text for sign in "[<{_X!?…Х"):
        return None
    found = anywhere.search(text, spoken.low) or _in_brackets(text)
    if found is None and ("XX" in text or "ХХ" in text):
        found = _X.search(text)
    if found is None and ("!!" in text or "??" in text) and words(text) <= _LONGEST_LINE:
        found = _SHOUTS.search(text)
    if found is None and "_" in text:
        found = _blank(text)
    if found is not None:
        return found.span()
    return (0, len(text)) if len(text) <= _SHORT and _is_prompt(text, block, spoken) else None


def _is_prompt(text: str, block: Block, spoken: Spoken) -> bool:
    """All of the text, less the code before it, is a note, or dots in place of an answer."""
    code = _code().match(text)
    begins = code.end() if code is not None else 0
    if terms("left_first").match(text, begins) and words(text) <= _SHORT_LINE:
        return True
    if terms("left_whole").is_whole(text[begins:]):
        return True
    if "…" not in text and "..." not in text and "?" not in text:
        return False
    return bool(_CODE_AND_DOTS.fullmatch(text) or (_ONLY_DOTS.fullmatch(text) and _answers(block, spoken)))


@cache
def _code() -> re.Pattern[str]:
    """What stands before a note: "8.2.12: ", "1.2.3, 1.2.4 – ", "Criterion 2.2.2. ", «3.2.6-критерий. »."""
    word = alternatives(vocabulary("criterion"))
    return re.compile(rf"[\W_]*{word}[\W_]*[0-9][\W\d_]*|[\W_]*[0-9][\W\d_]*{word}[\W_]+|[\W\d_]*", re.IGNORECASE)


def _in_brackets(text: str) -> re.Match[str] | None:
    if "[" in text or "<" in text or "{" in text:
        for found in _BRACKETS.finditer(text):
            inner = next(filter(None, found.groups()))
            if words(inner) <= _LONGEST_NOTE and terms("left").search(inner):
                return found
    if "(" in text:
        for found in _ROUND.finditer(text):
            if words(found[1]) <= _LONGEST_ROUND and (_opens().match(found[1]) or terms("left_last").closes(found[1])):
                return found
    return None


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*{terms('left_round').pattern}", re.IGNORECASE)


def _blank(text: str) -> re.Match[str] | None:
    """A blank in a sentence, or one beside a word that says who fills it in; not a line to be signed."""
    if _FILLED_BY_HAND.search(text) or terms("signed").search(text):
        return None
    blank = _BLANK.search(text)
    if blank is None:
        return None
    asked = _ASKED.match(text, blank.end())
    if _AFTER_CODE.fullmatch(text) or _opens().match(text, blank.end()) or (asked and terms("left").search(asked[1])):
        return blank
    return _GOES_ON.search(text)


def _answers(block: Block, spoken: Spoken) -> bool:
    """Dots stand where an answer should: alone in a paragraph, or in a cell of a row that says something elsewhere."""
    if spoken.cell < 0:
        return block.kind in (Kind.PARAGRAPH, Kind.ITEM)
    others = (cell.text for number, cell in enumerate(block.cells) if number != spoken.cell)
    return any(any(map(str.isalnum, text)) for text in others)


def draft(material: Material) -> Iterator[Finding]:
    """A cover that says itself that the paper is not finished, and a running header that does."""
    cover = ((one.block, one.text) for one in material.spoken if one.block < _COVER)
    running = ((i, one.text) for i, one in enumerate(material.document.blocks) if one.kind is Kind.FURNITURE)
    for lines in (cover, running):
        for index, text in lines:
            found = terms("draft").search(text)
            if found is not None and words(text) <= _LONGEST_LINE and not _OF_ANOTHER.match(text, found.end()):
                shown = quoted(text, found.start(), found.end())
                yield Finding("draft-mark", "info", material.place(index), arguments={"quote": shown})
                break


def broken(material: Material) -> Iterator[Finding]:
    """ "Error! Reference source not found." and its kin, in the contents and running headers too."""
    for index, block in enumerate(material.document.blocks):
        text = block.shown
        found = terms("broken").search(text) if "!" in text or "not found" in text or "не найден" in text else None
        if found is not None:
            shown = quoted(text, found.start(), found.end())
            place = material.place(index, found.start() if not block.cells else None)
            yield Finding("reference-broken", "warning", place, arguments={"quote": shown})
