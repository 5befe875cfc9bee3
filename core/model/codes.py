"""Criterion codes: their grammar, order and ranges, and how to find them in text.

A grammar belongs to a standard set ([codes] in set.toml); a code means something only inside its set.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, NamedTuple

LevelKind = Literal["digits", "letters", "roman"]

# Cyrillic capitals that look like Latin ones; typed for each other on a Kazakh or Russian keyboard.
CYRILLIC_TO_LATIN = str.maketrans("АВСЕНІКМОРТХЅЈавсеікмортхѕј", "ABCEHIKMOPTXSJabceikmoptxsj")
# Letters typed, or read by text recognition, in place of a digit inside a number.
LETTER_TO_DIGIT = str.maketrans("ЗзОоOoІіIilӀ|бЬSs", "33000011111116655")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class CodeError(ValueError):
    """A text that is no code of the grammar."""


class Code(NamedTuple):
    """A criterion's code. parts: its levels as numbers (a letter is its place in the alphabet), for the order."""

    parts: tuple[int, ...]
    text: str

    def __str__(self) -> str:
        return self.text

    def extends(self, other: Code) -> bool:
        """True for 2.4.1 against 2.4."""
        return len(self.parts) > len(other.parts) and self.parts[: len(other.parts)] == other.parts


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a code; digits: at most as many digits as `most` has, its width."""

    kind: LevelKind = "digits"
    most: int = 99

    @property
    def width(self) -> int:
        return len(str(self.most))

    @property
    def pattern(self) -> str:
        if self.kind == "digits":
            return f"[0-9]{{1,{self.width}}}"
        if self.kind == "roman":
            return "[IVXLC]{1,8}"  # LXXXVIII
        return "[A-Z]"

    def number(self, text: str) -> int:
        if self.kind == "digits":
            value = int(text)
            if not 1 <= value <= self.most or (len(text) > 1 and text[0] == "0"):
                raise CodeError(text)
            return value
        if self.kind == "roman":
            value = _roman(text)
            if value > self.most:
                raise CodeError(text)
            return value
        return ord(text) - ord("A") + 1

    def show(self, number: int) -> str:
        if self.kind == "digits":
            return str(number)
        if self.kind == "roman":
            return _to_roman(number)
        return chr(ord("A") + number - 1)


_compiled = cache(re.compile)


class Cited(NamedTuple):
    """Codes as they stand together in a text: one, a list or a range; text[start:end] holds them all.

    codes    in the order written; a range is expanded within the grammar (see members())
    ranged   at least one of them comes from the inside or the end of a range
    written  the codes that are spelt out, with their spans
    """

    start: int
    end: int
    codes: tuple[Code, ...]
    ranged: bool
    written: tuple[tuple[Code, int, int], ...]


@dataclass(frozen=True)
class CodeGrammar:
    """How the codes of one set are written. fewest: how many levels the shortest code has."""

    levels: tuple[Level, ...]
    fewest: int
    separator: str = "."

    def parse(self, text: str) -> Code:
        """The code that `text` is, look-alike letters understood.

        Raises CodeError if it is none of this grammar.
        """
        pieces = text.strip().strip(".").split(self.separator) if self.separator else list(text.strip())
        if not self.fewest <= len(pieces) <= len(self.levels):
            raise CodeError(text)
        parts: list[int] = []
        for piece, level in zip(pieces, self.levels, strict=False):
            piece = piece.strip()
            piece = piece.translate(LETTER_TO_DIGIT if level.kind == "digits" else CYRILLIC_TO_LATIN)
            if level.kind != "digits":
                piece = piece.upper()
            if not _compiled(level.pattern).fullmatch(piece):
                raise CodeError(text)
            parts.append(level.number(piece))
        return self.code(parts)

    def code(self, parts: Sequence[int]) -> Code:
        shown = self.separator.join(level.show(part) for part, level in zip(parts, self.levels, strict=False))
        return Code(tuple(parts), shown)

    @cached_property
    def finder(self) -> re.Pattern[str]:
        """A code in cleaned text, not inside a longer number or word; a line may break at a separator.

        A match after a digit and comma, or a slash, is a code only in a list of codes without blanks: find() knows.
        """
        sep = re.escape(self.separator)
        joint = rf"\n?{sep}\n?"
        levels = [level.pattern for level in self.levels]
        word, number = r"[0-9A-Za-zА-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ_\\@#=$€£₸]", rf"[0-9][.{sep}]"
        if self.levels[0].kind == "digits":  # `re` skips to a digit that stands first in the pattern
            levels[0] = f"[0-9](?<!{word}[0-9])(?<!{number}[0-9])[0-9]{{0,{self.levels[0].width - 1}}}"
        else:
            levels[0] = f"(?<!{word})(?<!{number}){levels[0]}"
        head = joint.join(levels[: self.fewest])
        tail = ""
        whole = "(?![0-9])" if sep else ""
        for pattern in reversed(levels[self.fewest :]):
            tail = f"(?:{joint}{pattern}{whole}{tail})?"
        after = rf"(?![0-9])(?!\n?[.:{sep}][0-9])(?![a-zа-яёәіңғүұқөһ_=@])(?! ?[%‰])"
        if any(level.kind != "digits" for level in self.levels):
            after += "(?![A-ZА-ЯЁӘІҢҒҮҰҚӨҺ])"  # "1.A" is not in "1.ABC"
        return re.compile(f"{head}{tail}{after}")

    def find(self, text: str) -> Iterator[Cited]:
        """Every place in a cleaned text that is written like codes of this grammar, lists and ranges joined."""
        matches = self._matches(text)
        following = next(matches, None)
        while following is not None:
            match, code = following
            start, end = match.span()
            codes, written, ranged = [code], [(code, start, end)], False
            following = next(matches, None)
            while True:
                gap = text[end : following[0].start()] if following is not None else ""
                if following is not None and _LIST.fullmatch(gap):
                    codes.append(following[1])
                elif following is not None and codes[-1] < following[1] and _RANGE.fullmatch(gap):
                    codes += self.members(codes[-1], following[1])[1:]
                    ranged = True
                elif text[end : end + 1] in _ABBREVIATES and (short := self._abbreviated(codes[-1], text, end)):
                    code, end, is_range = short
                    codes += self.members(codes[-1], code)[1:] if is_range else [code]
                    ranged = ranged or is_range
                    while following is not None and following[0].start() < end:
                        following = next(matches, None)
                    continue
                else:
                    break
                end = following[0].end()
                written.append((following[1], following[0].start(), end))
                following = next(matches, None)
            yield Cited(start, end, tuple(dict.fromkeys(codes)), ranged, tuple(written))

    @cached_property
    def _shortest(self) -> int:
        """Characters that the shortest code has."""
        return self.fewest + len(self.separator) * (self.fewest - 1)

    def may_hold(self, text: str, end: int = sys.maxsize) -> bool:
        """Cheap: False only where no code of this grammar can stand in text[:end], however it is misspelt."""
        if len(text) < self._shortest:
            return False
        return self._separated is None or self._separated.search(text, 0, end) is not None

    @cached_property
    def _separated(self) -> re.Pattern[str] | None:
        """As many numbers as the shortest code has, with what may stand between them."""
        if not self.separator or any(level.kind != "digits" for level in self.levels):
            return None
        digit = f"[0-9{re.escape(''.join(map(chr, LETTER_TO_DIGIT)))}]"
        if self.fewest == 1:
            return re.compile(digit)
        # It begins with the separator, which is rarer than the letters that are typed for digits: `re` skips to it.
        separator = f"[{re.escape(self.separator)},]"
        longest = max(level.width for level in self.levels)
        further = rf"\s?{digit}(?:\s?{digit}){{0,{longest - 1}}}\s?{separator}" * (self.fewest - 2)
        return re.compile(rf"{separator}(?:(?<={digit}{separator})|(?<={digit}\s{separator})){further}\s?{digit}")

    def _matches(self, text: str) -> Iterator[tuple[re.Match[str], Code]]:
        """Codes one by one; "3.2.1,3.2.2" and "3.2.1/3.2.2" without blanks are two, "12,3.2.2" and "x/3.2.2" none."""
        end = -1
        for match in self.finder.finditer(text):
            start = match.start()
            joint = text[start - 1 : start]
            glued = joint == "/" or (joint == "," and text[start - 2 : start - 1].isdigit())
            if glued and end != start - 1:
                continue
            if (code := self._read(match.group())) is not None:
                end = match.end()
                yield match, code

    def _read(self, text: str) -> Code | None:
        if text not in self._known:
            try:
                self._known[text] = self.parse(text.replace("\n", ""))
            except CodeError:
                self._known[text] = None
        return self._known[text]

    @cached_property
    def _known(self) -> dict[str, Code | None]:
        """What was read before; a report writes the same codes many times."""
        return {}

    def _abbreviated(self, last: Code, text: str, end: int) -> tuple[Code, int, bool] | None:
        """The rest of "3.2.18–20" or "3.2.1, .2" after its first code: (code, end, is a range)."""
        level = self.levels[len(last.parts) - 1]
        if level.kind != "digits" or len(last.parts) < 2:
            return None
        if m := _SHORT_RANGE.match(text, end):
            number = int(m.group(1))
            if last.parts[-1] < number <= level.most:
                return self.code((*last.parts[:-1], number)), m.end(1), True
        elif m := _SHORT_LIST.match(text, end):
            number = int(m.group(1))
            if last.parts[-1] < number <= level.most:
                return self.code((*last.parts[:-1], number)), m.end(1), False
        return None

    def members(self, first: Code, last: Code) -> list[Code]:
        """All codes of a written range, ends included.

        Under one parent every number between; from a parent to its child (2.4–2.4.5) the children up to it; across
        parents only the two ends are certain.
        """
        if last.extends(first) and len(last.parts) == len(first.parts) + 1 and last.parts[-1] <= 200:
            return [first, *(self.code((*first.parts, number)) for number in range(1, last.parts[-1] + 1))]
        if first.parts[:-1] == last.parts[:-1] and 0 <= last.parts[-1] - first.parts[-1] <= 200:
            return [self.code((*first.parts[:-1], number)) for number in range(first.parts[-1], last.parts[-1] + 1)]
        return [first, last]


# Between two codes of a list: "3.2.1, 3.2.3 and 3.2.6", "8.2.15;.8.2.16", "3.2.1 және 3.2.2", "3.2.1/3.2.2".
# A word for criterion may be repeated: "п. 3.2.1 и п. 3.2.2".
_WORD = r"(?:п\.\s?п\.|пп?\.|пункт\w{0,3}|критери\w{1,3}|criteri(?:on|a)|clauses?|тармақ\w*|өлшемшарт\w*)\s*"
_AND = r"(?:and|or|и|или|және|мен|бен|пен|немесе)"
_LIST = re.compile(
    rf"\s*(?:\n\s*|[,;]\s*\.?\s*(?:{_AND}\s+)?|{_AND}\s+|[/&+]\s*"
    rf"|,?\s*(?:as well as|а также|сондай-ақ)\s+)(?:{_WORD})?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s*(?:[-–—−‒―~]|\.{2,3}|…|to|through|till|until|up to|по|до"
    rf"|-?(?:критерий|тармақ|өлшемшарт)?(?:ден|дан|тен|тан|нен|нан)(?:\s+бастап)?)\s*(?:{_WORD})?",
    re.IGNORECASE,
)
# "3.2.18–20", whatever follows but a unit ("3.2.18-20 students"); with blanks around the dash only where the clause
# ends or goes on with another number ("3.2.18 – 20 new places" is no range).
_UNIT = (
    r"(?:%|‰|°|"
    r"(?:students?|hours?|years?|credits?|persons?|people|ects|млн|млрд|тыс|тг|тенге|кредит|балл|студент|обучающи|"
    r"чел|час|год|лет|раз|курс|семестр|адам|сағат|жыл|рет|теңге|білім алушы|оқушы)\w*\b|ч\b|г\b)"
)
_SHORT_RANGE = re.compile(
    rf"(?:[-–—−]| [-–—−] (?=[0-9]{{1,2}}\s*(?:[,;:)]|\.?\s*$)))([0-9]{{1,2}})(?![0-9]|[.,][0-9]|\s*{_UNIT})",
    re.IGNORECASE,
)
_ABBREVIATES = frozenset("-–—− ,")  # what the two begin with
_SHORT_LIST = re.compile(r",\s?\.([0-9]{1,2})(?![0-9]|[.,][0-9])")


def _roman(text: str) -> int:
    values = [_ROMAN[c] for c in text]
    total = sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    if total < 1 or _to_roman(total) != text:
        raise CodeError(text)
    return total


def _to_roman(number: int) -> str:
    shown = ""
    for value, numeral in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        count, number = divmod(number, value)
        shown += numeral * count
    return shown
