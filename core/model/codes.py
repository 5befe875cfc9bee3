"""Criterion codes: their grammar, order and ranges, and how to find them in text.

A grammar belongs to a standard set ([codes] in set.toml); a code means something only inside its set.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from .code_levels import LETTER_TO_DIGIT, CodeError, Level
from .code_lists import ABBREVIATED, ABBREVIATES, CLAUSE, FEW, TITLE, WIDEST_GAP, listing, ranging
from .sent import Sent

_BRACKETS = "()"  # the separator of a level that stands in brackets: 4.1(a)


class Code(NamedTuple):
    """A criterion's code. parts: its levels as numbers (a letter is its place in the alphabet), for the order."""

    parts: tuple[int, ...]
    text: str

    def __str__(self) -> str:
        return self.text

    def extends(self, other: Code) -> bool:
        """True for 2.4.1 against 2.4."""
        return len(self.parts) > len(other.parts) and self.parts[: len(other.parts)] == other.parts


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


class Typed(NamedTuple):
    """A code as somebody mistyped it at the beginning of a text, which it leaves at `end`.

    blanks: there are blanks inside it; ended: a sign of punctuation closes it, so that it is a label
    """

    code: Code
    end: int
    blanks: bool
    ended: bool


@dataclass(frozen=True)
class Notation(Sent):
    """What one report writes for codes, each with the code that is meant: «С2-К14» for 2.2.14."""

    codes: tuple[tuple[str, Code], ...]

    @classmethod
    def of(cls, codes: Mapping[str, Code]) -> Notation:
        return cls(tuple(sorted(codes.items())))

    @cached_property
    def pattern(self) -> str:
        """Any of them, the longest first, in the middle of no word or number."""
        written = sorted((re.escape(one) for one, _ in self.codes), key=len, reverse=True)
        return rf"(?<![\w-])(?:{'|'.join(written)})(?!\w|[-/.][0-9])"

    @cached_property
    def finder(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def meant(self) -> Mapping[str, Code]:
        return dict(self.codes)


@dataclass(frozen=True)
class CodeGrammar(Sent):
    """How the codes of one set are written.

    fewest      how many levels the shortest code has
    separator   what stands between two levels; separators: the same where it differs from level to level, "()" where
                the level behind stands in brackets
    words       the set's own words for a criterion («Показатель»), "*" is any ending
    notation    what the report at hand writes for codes besides, if anything
    """

    levels: tuple[Level, ...]
    fewest: int
    separator: str = "."
    separators: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    notation: Notation | None = None

    @cached_property
    def between(self) -> tuple[str, ...]:
        """What stands between each level and the next."""
        return self.separators or (self.separator,) * (len(self.levels) - 1)

    @cached_property
    def numeric(self) -> bool:
        """Digits and one separator, as most sets have it."""
        return not any(level.kind != "digits" for level in self.levels) and len(set(self.between)) < 2

    def parse(self, text: str) -> Code:
        """The code that `text` is, look-alike letters understood.

        Raises CodeError if it is none of this grammar.
        """
        match = self._whole.fullmatch(text.strip().strip("."))
        if match is None:
            raise CodeError(text)
        return self._made(match)

    def _made(self, match: re.Match[str]) -> Code:
        pieces = [match[f"level{at}"] for at in range(len(self.levels))]
        return self.code(
            [level.number(piece) for level, piece in zip(self.levels, pieces, strict=True) if piece is not None]
        )

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        """A code alone, mistyped letters and all; each level is a group."""
        return re.compile(self._levels([rf"\s*{re.escape(sep)}\s*" for sep in self.between], misspelt=True))

    def _levels(self, joints: Sequence[str], *, misspelt: bool, whole: str = "") -> str:
        """A pattern of the levels with what joins them; whole: what must stand behind each but the first ones."""
        made = []
        for at, level in enumerate(self.levels):
            group = f"(?P<level{at}>{level.misspelt})" if misspelt else level.pattern
            if at and self.between[at - 1] == _BRACKETS:
                made.append(rf"\s?\({'?' if misspelt else ''}\s?{group}\s?\)")
            else:
                made.append((joints[at - 1] if at else "") + group)
        tail = ""
        for pattern in reversed(made[self.fewest :]):
            tail = f"(?:{pattern}{whole}{tail})?"
        return "".join(made[: self.fewest]) + tail

    def code(self, parts: Sequence[int]) -> Code:
        shown = ""
        for at, (level, part) in enumerate(zip(self.levels, parts, strict=False)):
            joint = self.between[at - 1] if at else ""
            shown += f"({level.show(part)})" if joint == _BRACKETS else joint + level.show(part)
        return Code(tuple(parts), shown)

    def joined(self, pieces: Sequence[str]) -> Code:
        """The code of these levels. Raises CodeError."""
        text = pieces[0] if pieces else ""
        for joint, piece in zip(self.between, pieces[1:], strict=False):
            text += f"({piece})" if joint == _BRACKETS else joint + piece
        if len(pieces) > len(self.levels):
            raise CodeError(" ".join(pieces))
        return self.parse(text)

    def split(self, text: str) -> list[str]:
        """The levels of a code, or of the beginning of one ("2", "2.4" for 2.4.1), as they are written; none: []."""
        match = self._beginning.fullmatch(text)
        return [match[f"level{at}"] for at in range(len(self.levels)) if match[f"level{at}"]] if match else []

    @cached_property
    def _beginning(self) -> re.Pattern[str]:
        whole = CodeGrammar(self.levels, 1, self.separator, self.separators)
        return re.compile(whole._levels([re.escape(sep) for sep in self.between], misspelt=True))

    @cached_property
    def finder(self) -> re.Pattern[str]:
        """A code in cleaned text, not inside a longer number or word; a line may break at a separator.

        A match after a digit and comma, or a slash, is a code only in a list of codes without blanks: find() knows.
        """
        joints = [rf"\n?{_alike(sep)}\n?" if sep else "" for sep in self.between]
        separators = "".join(dict.fromkeys(sep for sep in self.between if len(sep) == 1))
        word, number = rf"[{_LETTERS}0-9_\\@#=$€£₸]", rf"[0-9][.{re.escape(separators)}]"
        first = self.levels[0]
        pattern = self._levels(joints, misspelt=False, whole="" if "" in self.between else "(?![0-9])")
        if first.kind == "digits":  # `re` skips to a digit that stands first in the pattern
            opened = f"[0-9](?<!{word}[0-9])(?<!{number}[0-9])[0-9]{{0,{first.width - 1}}}"
        else:
            opened = f"(?<!{word})(?<!{number}){first.pattern}"
        after = rf"(?![0-9])(?!\n?[.:{re.escape(separators)}][0-9])(?![a-zа-яёәіңғүұқөһ_=@])(?! ?[%‰])"
        if not self.numeric:
            after += f"(?![{_LETTERS}])"  # "1.A" is not in "1.ABC"
        regular = opened + pattern.removeprefix(first.pattern) + after
        return re.compile(regular if self.notation is None else f"{self.notation.pattern}|{regular}")

    def find(self, text: str) -> Iterator[Cited]:
        """Every place in a cleaned text that is written like codes of this grammar, lists and ranges joined."""
        matches = self._matches(text)
        following = next(matches, None)
        while following is not None:
            match, code = following
            start, end = match.span()
            codes, written, ranged, short = [code], [(code, start, end)], False, False
            following = next(matches, None)
            while True:
                joint = self._joint(text, codes[-1], end, following)
                if joint is None:
                    found = self._abbreviated(codes[-1], text, end, opens=start == 0, goes_on=short)
                    if found is None:
                        break
                    code, end, is_range = found
                    short = True
                    while following is not None and following[0].start() < end:
                        following = next(matches, None)
                else:
                    assert following is not None
                    code, is_range = following[1], joint == "range"
                    end = following[0].end()
                    written.append((code, following[0].start(), end))
                    following = next(matches, None)
                codes += self.members(codes[-1], code)[1:] if is_range else [code]
                ranged = ranged or is_range
            yield Cited(start, end, tuple(dict.fromkeys(codes)), ranged, tuple(written))

    def first(self, text: str, *, opens: bool = False) -> Code | None:
        """The first code in a text, one that is mistyped included where it opens the text; opens: only such a one."""
        text = text.lstrip()
        if (typed := self.typed(text)) is not None:
            return typed.code
        found = self.finder.match(text) if opens else self.finder.search(text)
        return None if found is None else self._read(found.group())

    def attempts(self, text: str) -> list[tuple[str, Code | None]]:
        """What is written like codes where nothing else is expected: each with its code, None for what is none of this
        grammar ("3.2.1.4.7")."""
        found = [(match.span(), match.group(), self._read(match.group())) for match in self.finder.finditer(text)]
        for match in _NUMBERS.finditer(text):
            start, end = match.span()
            if not any(start < behind and first < end for (first, behind), _, _ in found):
                found.append(((start, end), match.group(), None))
        return [(written, code) for _, written, code in sorted(found, key=lambda one: one[0])]

    def _joint(
        self, text: str, last: Code, end: int, following: tuple[re.Match[str], Code] | None
    ) -> Literal["list", "range"] | None:
        """How the code that comes next hangs together with the last one, which ends at `end`."""
        if following is None or following[0].start() - end > WIDEST_GAP:
            return None
        gap = text[end : following[0].start()]
        if listing(self.words).fullmatch(gap):
            return "list"
        return "range" if last < following[1] and ranging(self.words).fullmatch(gap) else None

    @cached_property
    def _shortest(self) -> int:
        """Characters that the shortest code has."""
        return self.fewest + sum(map(len, self.between[: self.fewest - 1]))

    def may_hold(self, text: str, end: int = sys.maxsize) -> bool:
        """Cheap: False only where no code of this grammar can stand in text[:end], however it is misspelt."""
        if len(text) < self._shortest:
            return False
        if self.notation is not None and self.notation.finder.search(text, 0, end):
            return True
        return self._separated is None or self._separated.search(text, 0, end) is not None

    @cached_property
    def _separated(self) -> re.Pattern[str] | None:
        """As many numbers as the shortest code has, with what may stand between them."""
        if not self.numeric or "" in self.between or _BRACKETS in self.between:
            return None
        digit = f"[0-9{re.escape(''.join(map(chr, LETTER_TO_DIGIT)))}]"
        if self.fewest == 1:
            return re.compile(digit)
        # It begins with the separator, which is rarer than the letters that are typed for digits: `re` skips to it.
        separator = f"[{re.escape(self.between[0])},_{_DOTS}{_DASHES}]"
        longest = max(level.width for level in self.levels)
        further = rf"\s?{digit}(?:\s?{digit}){{0,{longest - 1}}}\s?{separator}{{1,2}}" * (self.fewest - 2)
        first = rf"{separator}(?:(?<={digit}{separator})|(?<={digit}\s{separator})){separator}?"
        return re.compile(rf"{first}{further}\s?{digit}")

    def _matches(self, text: str) -> Iterator[tuple[re.Match[str], Code]]:
        """Codes one by one; "3.2.1,3.2.2" and "3.2.1/3.2.2" without blanks are two, "12,3.2.2" and "x/3.2.2" none; in
        "… text /3.2.1/" the slashes are brackets."""
        end = -1
        for match in self.finder.finditer(text):
            start = match.start()
            joint = text[start - 1 : start]
            glued = joint == "/" or (joint == "," and text[start - 2 : start - 1].isdigit())
            if glued and end != start - 1 and not _SLASHED.match(text, max(start - 2, 0)):
                continue
            if (code := self._read(match.group())) is not None:
                end = match.end()
                yield match, code

    def _read(self, text: str) -> Code | None:
        if text not in self._known:
            if self.notation is not None and text in self.notation.meant:
                return self.notation.meant[text]
            try:
                self._known[text] = self.parse(text.replace("\n", "").translate(_TO_DOT))
            except CodeError:
                self._known[text] = None
        return self._known[text]

    @cached_property
    def _known(self) -> dict[str, Code | None]:
        """What was read before; a report writes the same codes many times."""
        return {}

    def typed(self, text: str) -> Typed | None:
        """A code at the very beginning of a text as people mistype it, or None.

        "3. 2. 14", "3.2..14", "3,2,14", "3-2-14", "З.2.l4", "A. 2", "a.2", "4.1 a)"; the caller must know that the set
        has it. Numbers of two levels are only taken where nothing but a code is written so.
        """
        match = self._mistyped.match(text)
        if match is None:
            return None
        written = match.group()
        if "," in written and _ENUMERATED.match(text, match.end()):
            return None  # "1,2,3, & 4 October"
        try:
            code = self._made(match)
        except CodeError:
            return None
        blanks = re.search(r"\s", written.strip()) is not None
        ended = _ENDED.match(text, match.end()) is not None
        plain = len(code.parts) < 3 and self.numeric  # "2. 9", "2,9" and "2-9" may be anything
        if plain and (re.search(rf"[,{_DASHES}]", written) and self.between[0] not in _IS_DASH):
            return None
        return Typed(code, match.end(), blanks, ended)

    @cached_property
    def _mistyped(self) -> re.Pattern[str]:
        joints = []
        for sep in self.between:
            if sep in _IS_DASH:
                joints.append(rf"\s?[{_DASHES}.]\s?")
            elif sep:
                joints.append(rf"(?:\s?[{re.escape(sep)}{_DOTS}]{{1,2}}\s?|,|[{_DASHES}])")
            else:
                joints.append(rf"(?:\s?[.{_DASHES}]?\s?)")
        pattern = self._levels(joints, misspelt=True, whole=f"(?![0-9{_LETTERS}])")
        digit_near = r"(?=[^\n]{0,6}[0-9])" if any(level.kind == "digits" for level in self.levels) else ""
        return re.compile(rf"{digit_near}{pattern}(?![0-9{_LETTERS}]|[.,{_DASHES}][0-9]|\s?[%‰])")

    def _abbreviated(
        self, last: Code, text: str, end: int, *, opens: bool, goes_on: bool
    ) -> tuple[Code, int, bool] | None:
        """The rest of "3.2.18–20", "3.2.1, .2" or "3.2.16 / 17" after its first code: (code, end, is a range).

        opens: the codes open the text, so that a capital behind begins what they label
        goes_on: a number was abbreviated before ("3.2.19, 20 and 21")
        """
        level = self.levels[len(last.parts) - 1]
        if level.kind != "digits" or len(last.parts) < 2 or text[end : end + 1] not in ABBREVIATES:
            return None
        for pattern, is_range in ABBREVIATED:
            if (match := pattern.match(text, end)) is None:
                continue
            number, steps = int(match["number"]), int(match["number"]) - last.parts[-1]
            if steps < 1 or number > level.most or (match["loose"] and steps > FEW):
                continue
            if not (match["joined"] or CLAUSE.match(text, match.end()) or (opens and TITLE.match(text, match.end()))):
                continue
            if match["and"] and not goes_on:
                continue
            return self.code((*last.parts[:-1], number)), match.end("number"), is_range
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


_LETTERS = "A-Za-zА-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ"
_DASHES = r"–—−‒\-"  # inside a class
_NUMBERS = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3})+(?![0-9]|\.[0-9])")
_SLASHED = re.compile(r"\s?/[^/\n]{3,60}/(?![\w/])")  # "/3.2.1, 3.2.2/"
_IS_DASH = frozenset("–—−‒-")
_DOTS = "·∙⋅•"
_TO_DOT = str.maketrans(dict.fromkeys(_DOTS, "."))


def _alike(separator: str) -> str:
    return f"[.{_DOTS}]" if separator == "." else re.escape(separator)


def between_codes(text: str, end: int, grammar: CodeGrammar) -> tuple[int, Literal["list", "range"]]:
    """How long what joins two codes is behind the one that ends at `end`, and how it joins them; 0: nothing does."""
    joints: tuple[tuple[re.Pattern[str], Literal["list", "range"]], ...]
    joints = (ranging(grammar.words), "range"), (listing(grammar.words), "list")
    for pattern, kind in joints:
        match = pattern.match(text, end)
        if match is not None and match.end() > end and text[match.end() : match.end() + 1].isalnum():
            return match.end() - end, kind
    return 0, "list"


_ENDED = re.compile(r"\s?[.):;–—-]|\s*$|\n")
_ENUMERATED = re.compile(r"\s*(?:,|&|,?\s(?:and|и|және)\s)\s*&?\s*[0-9]")
