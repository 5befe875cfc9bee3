"""Whether a number that opens a block is a criterion's code or the report's own section number."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from ..model.codes import Cited, Code
from ..model.document import Document, Kind
from ..model.standards import StandardSet
from ..words.vocabulary import alternatives, any_of
from ..words.vocabulary import words as vocabulary
from .lookalikes import judge
from .openings import Opening, opening
from .parts import OUTSIDE, REPORT, Part
from .titles import SAME_TITLE, StandardHeading, similarity


class Outline:
    """Whether a leading number is a criterion's code or the report's own section number.

    A heading with a leading number and another, named code ("5.1 ESG Standard 3.1 …", "4.3 Policy (3.2.1)") shows
    that leading numbers are the report's own. A code of two levels must besides fit the numbered heading above it.
    """

    def __init__(
        self,
        document: Document,
        standards: StandardSet,
        headings: Mapping[int, StandardHeading],
        parts: Sequence[Part],
    ) -> None:
        self.document, self.standards, self.headings = document, standards, headings
        bare, fitting, odd = 0, 0, 0
        both: dict[int, int] = {}  # by block of the heading: the levels of its own number
        for index, block in enumerate(document.blocks):
            if block.kind is not Kind.HEADING or parts[index].kind not in ("report",):
                continue
            opened = opening(block.shown, standards)
            number = _LEADING.match(block.shown)
            rest = block.shown[max(number.end(), opened.cited.end if opened else 0) :] if number else ""
            if number and self._names_code(rest):
                both[index] = len(re.findall(r"[0-9]+", number.group()))
            elif opened is not None and not opened.prefix and not opened.verdict.refused and not opened.deeper:
                bare += 1
                if any(len(code.parts) == len(standards.grammar.levels) for code in opened.cited.codes):
                    known = [code in standards.criteria or standards.in_gap(code) for code in opened.cited.codes]
                    fitting, odd = fitting + all(known), odd + (not any(known))
        self.own_numbers = both if len(both) >= 2 and len(both) * 2 >= bare else {}
        self.own_deep_numbers = odd >= 3 and odd > fitting
        self.parents = _numbered_parents(document, standards)
        self.codes_in: dict[int, tuple[Code, ...]] = {}  # by the heading of a chapter, once asked
        self.runs = _runs_of_short_codes(document, standards, parts)
        # a set that rides on another's report has a part of its own there, which numbers anew
        self.starts = parts.index(REPORT) if OUTSIDE in parts and REPORT in parts else 0

    def _names_code(self, rest: str) -> bool:
        for cited in self.standards.grammar.find(rest):
            if not any(code in self.standards.criteria for code in cited.codes):
                continue
            verdict = judge(rest, cited, self.standards.names, opening=False)
            if verdict.refused:
                continue
            closing = re.search(r"\([^()]*$", rest[: cited.start]) and not self._two(cited)
            if verdict.address in ("criterion", "framework", "standard") or closing:
                return True
        return False

    @staticmethod
    def _two(cited: Cited) -> bool:
        return all(len(code.parts) < 3 for code in cited.codes)

    def refusal(self, index: int, opened: Opening | None) -> str:
        """Why the number that opens a block is the report's own, or ""."""
        if opened is None or opened.prefix:
            return ""
        if self._counts_sections(index, opened):
            return "section-number"
        codes = [code for code in opened.cited.codes if code in self.standards.criteria]
        if not codes:
            return ""
        block = self.document.blocks[index]
        if not self._two(opened.cited):
            own = self.own_deep_numbers or self._of_own_chapter(index, codes[0], block.shown[opened.end :])
            return "section-number" if own else ""
        if block.kind not in (Kind.HEADING, Kind.CONTENTS) and not opened.label:
            return "bare-number"
        title = block.shown[opened.end :].strip(" .:–—-")
        known = self.standards.criteria[codes[0]].titles.all()
        if known and any(similarity(title, name) >= SAME_TITLE for name in known):
            return ""
        if codes[0].parts[0] in self.runs:
            return ""
        above = self._above(index, codes[0])
        if above is None or self._is_of(codes[0], above) or (not known and self._stands_for(above, codes[0])):
            return ""
        return "section-number"

    def _counts_sections(self, index: int, opened: Opening) -> bool:
        """The report numbers its sections itself: every heading's number is its own, and in a chapter with such
        headings that of a paragraph, unless it has more levels than those headings."""
        if not self.own_numbers or self.document.blocks[index].kind in (Kind.HEADING, Kind.CONTENTS):
            return bool(self.own_numbers)
        chapter = self._chapter(index)
        depths = [depth for at, depth in self.own_numbers.items() if self._chapter(at) == chapter]
        return bool(depths) and len(opened.cited.codes[0].parts) <= max(depths)

    def _level(self, index: int) -> int:
        return self.document.blocks[index].level

    def _of_own_chapter(self, index: int, code: Code, title: str) -> bool:
        """A heading of the report's own chapter: "1.2.4 International relations" under "Section 1. General facts".

        The standard has a section elsewhere that answers the code, or one of the codes beside it, or the heading
        stands nearly alone.
        """
        standard = self.standards.criteria[code].standard
        if self.document.blocks[index].kind is not Kind.HEADING or not self.headings:
            return False
        names = self.standards.criteria[code].titles.all()
        if any(similarity(title, name) >= SAME_TITLE for name in names):
            return False
        path = self._path(index)
        number = _numbered().match(self.document.blocks[path[0]].shown) if path else None
        if any(at in self.headings for at in path) or number is None or int(number["digits"]) != code.parts[0]:
            return False
        beside = self._headings_in(path[0])
        answered = self._opened_in.get(standard, set())
        if code in answered or not answered.isdisjoint(beside) or len(beside) <= _NEARLY_ALONE:
            return True
        return bool(number["word"]) and self._standards_are_named

    @cached_property
    def _standards_are_named(self) -> bool:
        """Every standard's title says that it is one, so that a "Chapter 2" of another title is no standard."""
        titles = [self.document.blocks[at].shown for at in self.headings]
        return bool(titles) and all(any_of("standard").search(title) for title in titles)

    def _chapter(self, index: int) -> int | None:
        """The outermost heading over a block, itself included."""
        own = self.document.sections[self.document.section_of[index]].heading
        return next(iter(self._path(index)), own)

    def _path(self, index: int) -> list[int]:
        """The headings above a heading, outermost first."""
        path: list[int] = []
        section = self.document.sections[self.document.section_of[index]].parent
        while section is not None:
            heading = self.document.sections[section].heading
            if heading is not None:
                path.insert(0, heading)
            section = self.document.sections[section].parent
        return path

    @cached_property
    def _opened_in(self) -> Mapping[str, set[Code]]:
        """By standard the codes that open a text in its own section."""
        found: dict[str, set[Code]] = {}
        standard: str | None = None
        level = 0
        for index, block in enumerate(self.document.blocks):
            if index in self.headings:
                standard, level = self.headings[index].number, block.level
            elif block.kind is Kind.HEADING and block.level and block.level <= level:
                standard = None
            if standard is not None:
                for text in block.texts or (block.shown,):
                    opened = opening(text, self.standards)
                    found.setdefault(standard, set()).update(opened.cited.codes if opened else ())
        return found

    def _headings_in(self, top: int) -> tuple[Code, ...]:
        """The codes of the set that headings of a chapter open with, one for each heading."""
        if top not in self.codes_in:
            self.codes_in[top] = tuple(self._read_headings_in(top))
        return self.codes_in[top]

    def _read_headings_in(self, top: int) -> Iterator[Code]:
        for index in range(top + 1, len(self.document.blocks)):
            block = self.document.blocks[index]
            if block.kind is Kind.HEADING:
                if block.level <= self._level(top):
                    break
                opened = opening(block.shown, self.standards)
                known = [code for code in opened.cited.codes if code in self.standards.criteria] if opened else []
                yield from known[:1]

    def _is_of(self, code: Code, heading: int) -> bool:
        """The heading opens the code's standard, or stands in its section: "6. Student council" in that of standard 6,
        above 6.2."""
        standard = self.standards.criteria[code].standard
        return any(
            at in self.headings and self.headings[at].number == standard for at in (heading, *self._path(heading))
        )

    def _stands_for(self, heading: int, code: Code) -> bool:
        """The heading has the number of the code's standard, which has no other, and the rank of other standards', and
        what opens with codes below it are criteria: it is the standard's, however titled."""
        standard = self.standards.criteria[code].standard
        ranks = {self._level(at) for at in self.headings}
        others = {found.number for found in self.headings.values()}
        alone = standard == str(code.parts[0]) and standard not in others and self._level(heading) in ranks
        return alone and self._opens_criteria(heading)

    def _opens_criteria(self, heading: int) -> bool:
        """No text of the heading's section opens with a number that is none of the set's codes."""
        level = self._level(heading)
        for block in self.document.blocks[heading + 1 :]:
            if block.kind is Kind.HEADING and block.level <= level:
                break
            opened = opening(block.shown, self.standards)
            if opened is not None and not all(code in self.standards.criteria for code in opened.cited.codes):
                return False
        return True

    def _above(self, index: int, code: Code) -> int | None:
        """The last heading above the block that opens a standard or is numbered as the code's first level."""
        block = self.document.blocks[index]
        deepest = block.level if block.kind is Kind.HEADING else sys.maxsize  # a lower heading holds no higher one
        numbered = [
            at
            for at, number in self.parents
            if self._near(at, index) and number == code.parts[0] and self._level(at) <= deepest
        ]
        opening_standards = [at for at in self.headings if self._near(at, index)]
        return max([*numbered, *opening_standards], default=None)

    def _near(self, at: int, index: int) -> bool:
        """Above the block, in the same part of the file: an appendix starts its numbering anew."""
        return self.starts <= at < index


_NEARLY_ALONE = 2  # headings with codes in a chapter of the report's own
_LEADING = re.compile(r"\s*[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?![0-9])[.)]?\s+")


@cache
def _numbered() -> re.Pattern[str]:
    """The number of one level at the head of a chapter: "Chapter 2.", «5 Студенты»."""
    word = alternatives([*vocabulary("section"), *vocabulary("division")])
    number = r"(?P<digits>[0-9]{1,2})(?![0-9]|\.[0-9]|\.\s[0-9]{1,2}\.\s?[0-9])"
    return re.compile(rf"\s*(?P<word>{word}\s+)?{number}", re.IGNORECASE)


def _numbered_parents(document: Document, standards: StandardSet) -> list[tuple[int, int]]:
    """Headings with a number of one level: (block, number). None where the set's codes begin with letters."""
    found: list[tuple[int, int]] = []
    if standards.grammar.levels[0].kind != "digits":
        return found
    for index, block in enumerate(document.blocks):
        if block.kind is Kind.HEADING and (match := _numbered().match(block.shown)):
            opened = opening(block.shown, standards)
            if opened is None or not any(code in standards.criteria for code in opened.cited.codes):
                found.append((index, int(match["digits"])))
    return found


def _runs_of_short_codes(document: Document, standards: StandardSet, parts: Sequence[Part]) -> frozenset[int]:
    """First levels under which headings go through the set's codes of two levels in their order, and no others: so
    many own section numbers would not fit the set."""
    found: dict[int, list[Code]] = {}
    for index, block in enumerate(document.blocks):
        if block.kind is Kind.HEADING and parts[index].kind == "report" and (opened := opening(block.shown, standards)):
            code = opened.cited.codes[0]
            if len(code.parts) == 2 and opened.label:
                found.setdefault(code.parts[0], []).append(code)
    return frozenset(
        first
        for first, codes in found.items()
        if len(codes) > 1 and codes == sorted(set(codes)) and all(code in standards.criteria for code in codes)
    )
