"""What joins codes that are cited together: lists, ranges, and numbers that stand for the rest of a code."""

from __future__ import annotations

import re
from functools import cache

from ..words.patterns import pattern
from ..words.vocabulary import alternatives
from ..words.vocabulary import words as vocabulary

# Between two codes of a list: "3.2.1, 3.2.3 and 3.2.6", "8.2.15;.8.2.16", "3.2.1 және 3.2.2", "3.2.1/3.2.2".
# A word for criterion may be repeated, in front of the second («п. 3.2.1 и п. 3.2.2») or behind the first
# («4.2.11-критерий және 4.2.12-критерий»); or only its hyphen («4.2.11- және 4.2.12-критерийлер»).
WIDEST_GAP = 40  # characters
# No letter stands right before it: «4.3.8 Критерии 4.2.10» is no list with an «и».
_AND = r"(?:(?<![^\W\d_])(?:and|or|и|или|және|мен|бен|пен|немесе))"

_TOGETHER = "(?:as well as|(?:together|along|jointly) with|а также|(?:вместе|совместно) с|сондай-ақ)"


def _named(words: tuple[str, ...]) -> tuple[str, str]:
    """A word for criterion in front of a number, and behind one."""
    named = {*vocabulary("criterion"), *vocabulary("clause"), *(word.lower() for word in words)}
    inflected = {word if word[-1] in "*." or len(word) < 3 else f"{word}*" for word in named}
    longest_first = sorted(inflected, key=lambda word: (-len(word), word))
    opens = alternatives(vocabulary("opens"))
    front = rf"(?:п\.\s?п\.|{alternatives(longest_first)}|{opens})\s*(?:№\s*)?[«“\"(]?"
    return front, rf"(?:\s?[–-]?\s?(?:(?:ші|шы|нші|ншы)\s?)?{alternatives(longest_first)}[»”\")]?)"


@cache
def listing(words: tuple[str, ...]) -> re.Pattern[str]:
    front, behind = _named(words)
    return re.compile(
        rf"{behind}?\s*(?:\n\s*|[,;]\s*\.?\s*(?:{_AND}\s+)?|{_AND}\s+|[/&+]\s*"
        rf"|[-–‑]\s*(?:,\s*|{_AND}\s+)|,?\s*{_TOGETHER}\s+)(?:{front})?",
        re.IGNORECASE,
    )


@cache
def ranging(words: tuple[str, ...]) -> re.Pattern[str]:
    front, behind = _named(words)
    stem = r"(?:критерий|тармақ|тармағы|өлшемшарт|көрсеткіш|талап)"
    return re.compile(
        rf"(?:{behind}?\s*(?:[-–—−‒―~÷]|\.{{2,3}}|…|to|through|till|until|up to|по|до)"
        rf"|\s*-?{stem}?(?:ден|дан|тен|тан|нен|нан)(?:\s+бастап)?)\s*(?:{front})?",
        re.IGNORECASE,
    )


_UNIT = (
    r"(?:%|‰|°|"
    r"(?:students?|hours?|years?|credits?|persons?|people|ects|млн|млрд|тыс|тг|тенге|кредит|балл|студент|обучающи|"
    r"чел|час|год|лет|раз|курс|семестр|адам|сағат|жыл|рет|теңге|білім алушы|оқушы)\w*\b|ч\b|г\b)"
)
FEW = 12  # steps that numbers may lie apart where nothing but blanks and commas joins them
ABBREVIATES = frozenset("-–—−÷ ,;/&")  # what the patterns begin with
# "3.2.18–20", "3.2.10–.12", whatever follows but a unit ("3.2.18-20 students"); with blanks around the dash, and in a
# list, only where the clause ends, goes on with another number, or a title begins ("3.2.18 – 20 new places" is no
# range). joined: nothing but codes is written so.
_NUMBER_ENDS = rf"(?![0-9]|[.,][0-9]|\s*{_UNIT})"
ABBREVIATED = tuple(
    (pattern(shape + _NUMBER_ENDS, re.IGNORECASE), is_range)
    for shape, is_range in (
        (r"(?P<and>(?!))?(?P<joined>[-–—−÷]\s?\.?|\s[-–—−÷]\s\.)(?P<loose>)(?P<number>[1-9][0-9]?)", True),
        (r"(?P<and>(?!))?(?P<joined>(?!))?(?P<loose>\s(?:[-–—−÷]|to|through|по|до)\s)(?P<number>[1-9][0-9]?)", True),
        (r"(?P<and>(?!))?(?P<joined>,\s?\.|\s?/\s?\.)(?P<loose>)(?P<number>[1-9][0-9]?)", False),
        (rf"(?P<joined>(?!))?(?P<loose>\s?[/&]\s?|[,;]\s|,?\s(?P<and>{_AND})\s\.?)(?P<number>[1-9][0-9]?)", False),
    )
)
_NAMED_BEHIND = r"\s?[-–]?\s?(?:критери|өлшемшарт|тармақ|көрсеткіш|талап|criteri)"
# What ends the clause behind an abbreviated number, or goes on with another one.
CLAUSE = pattern(
    rf"\s*(?:[;:)\]»]|\.?\s*$|\.\s|\n|,\s?\.?[1-9][0-9]?(?:\s*(?:[,;:)\].]|$|\s{_AND}\s)|{_NAMED_BEHIND})"
    rf"|,?\s{_AND}\s\.?[0-9]|/\s?[0-9])|\s*,\s[^\W\d]|{_NAMED_BEHIND}"
)
# Further numbers may stand before the title: "4.2.8, 9, 10 Access to services"
TITLE = pattern(rf"(?:,\s?\.?[1-9][0-9]?|\s{_AND}\s[1-9][0-9]?)*[.:]?\s+[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ«“\"(\[]")
