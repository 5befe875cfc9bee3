"""Every place where a document writes a code of a set, with its class, or with why it is none."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..model.codes import Cited, Code
from ..model.coverage import Citation
from ..model.document import Block, Document, Kind
from ..model.places import Place
from ..model.standards import StandardSet
from ..words.messages import Message, message
from ..words.narrative import is_prompt, narrative_words
from ..words.text import around
from ..words.vocabulary import any_of
from .keyed_rows import Key, KeyedTable, keyed_tables
from .lookalikes import Verdict, judge
from .openings import Opening, closes_question, closes_title, mentions, only_codes, opening, run_in, subject
from .own_words import with_own_words
from .parts import OUTSIDE, REPORT, Part, parts_of
from .structure import ends_text, recurring_labels
from .table_heads import dated_columns
from .titles import StandardHeading, similarity, standard_headings

_SAME_TITLE = 0.6  # share of common words from which on a heading carries the criterion's own title
OF_ITS_OWN = ("heading", "row", "lead")  # classes that give a criterion a place of its own


@dataclass(frozen=True)
class Citations:
    """What one set finds in one document. standards: the headings that open a standard, by block."""

    all: tuple[Citation, ...]
    parts: tuple[Part, ...]
    tables: Mapping[int, KeyedTable]
    standards: Mapping[int, StandardHeading]
    labels: frozenset[str]

    @cached_property
    def counted(self) -> tuple[Citation, ...]:
        """Those that stand: not refused, and of codes that the set has."""
        return tuple(citation for citation in self.all if not citation.refused and citation.codes)

    @cached_property
    def asides(self) -> Mapping[int, tuple[Code, ...]]:
        """The notes and boxes that open with codes, by block."""
        return {citation.block: citation.codes for citation in self.counted if citation.kind in ("note", "box")}


def cite(document: Document, standards: StandardSet, others: Sequence[StandardSet] = ()) -> Citations:
    """All citations of a set's codes; others: the other sets that this document may answer too."""
    standards = with_own_words(document, standards)
    headings = standard_headings(document, standards)
    parts = parts_of(document, standards, others, headings)
    dated = dated_columns(document)
    tables = keyed_tables(document, standards, dated)
    labels = recurring_labels(document)
    found = _Finder(document, standards, headings, parts, tables, dated, labels).find()
    found = _lists_of_criteria(document, standards, found)
    found = _entries_of_refused(document, found)
    found = _short_in_order(document, standards, found)
    base = next((other for other in others if other.id == standards.extends), None)
    if base is not None and OUTSIDE not in parts:
        found = _ambiguous(document, standards, base, found)
    return Citations(tuple(found), parts, tables, headings, labels)


def _short_in_order(document: Document, standards: StandardSet, found: list[Citation]) -> list[Citation]:
    """A code of two levels alone in brackets, "(2.8)", is one between the nearest codes, 2.6 of its standard and 2.8.2
    or the first of the next standard: a decimal would hardly fit between them."""
    counted = [one for one in found if not one.refused and one.codes and one.kind not in ("contents", "furniture")]
    blocks = [one.block for one in counted]

    def fits(one: Citation) -> bool:
        text = document.blocks[one.block].shown
        code = next((code for code in one.codes if code in standards.criteria), None)
        if (
            code is None
            or text[one.start - 1 : one.start] not in ("(", "[")
            or text[one.end : one.end + 1] not in (")", "]")
        ):
            return False
        at, behind = bisect_left(blocks, one.block), bisect_right(blocks, one.block)
        if not 0 < at <= behind < len(counted):
            return False
        before, after = counted[at - 1].codes[-1], counted[behind].codes[0]
        known = standards.criteria
        return before < code < after and before in known and known[before].standard == known[code].standard

    return [
        one._replace(refused="") if one.refused == "bare-number" and one.cell is None and fits(one) else one
        for one in found
    ]


def _ambiguous(document: Document, standards: StandardSet, base: StandardSet, found: list[Citation]) -> list[Citation]:
    """Programme 2.4 or EUR-ACE 2.4? In a programme's report without the appendix only the title can tell."""
    answers_base = any(
        code in base.criteria and code not in standards.criteria
        for block in document.blocks
        for text in [cell.text for cell in block.cells] or [block.shown]
        if (opened := opening(text, base)) is not None
        for code in opened.cited.codes
    )
    if not answers_base:
        return found

    def told(citation: Citation) -> bool:
        title = document.blocks[citation.block].shown[citation.end :] if citation.cell is None else ""
        names = (
            name
            for code in citation.codes
            if code in standards.criteria
            for name in standards.criteria[code].titles.all()
        )
        return any(similarity(title, name) >= _SAME_TITLE for name in names)

    return [
        citation._replace(refused="ambiguous")
        if not citation.refused
        and not citation.prefix
        and citation.codes
        and all(code in base.criteria for code in citation.codes)
        and not told(citation)
        else citation
        for citation in found
    ]


class _Finder:
    """One walk over the blocks, remembering which criterion and standard the text is in."""

    def __init__(
        self,
        document: Document,
        standards: StandardSet,
        headings: Mapping[int, StandardHeading],
        parts: Sequence[Part],
        tables: Mapping[int, KeyedTable],
        dated: Mapping[int, frozenset[int]],
        labels: frozenset[str],
    ) -> None:
        self.document, self.standards, self.headings = document, standards, headings
        self.parts, self.tables, self.labels = parts, tables, labels
        self.prefixes = standards.names
        self.outline = _Outline(document, standards, headings, parts)
        self.keys = {
            (passage.key.block, passage.key.cell): passage.key
            for table in tables.values()
            for passage in table.passages
        }
        self.matrix = {
            (passage.key.block, passage.key.cell)
            for table in tables.values()
            for passage in table.passages
            if passage.matrix
        }
        self.foreign = {number for number, table in tables.items() if table.foreign}
        self.dated = dated
        self.of_criteria: dict[int, bool] = {}  # by table, as far as it was asked for
        self.owner: tuple[Code, ...] = ()  # the codes whose text the walk is in
        self.owner_level = 0
        self.heading = -1  # block of the last heading
        self.standard: str | None = None  # the standard whose section the walk is in
        self.quoting = False  # a line just announced the clauses of another document

    def find(self) -> list[Citation]:
        """All citations, in document order."""
        found: list[Citation] = []
        may_hold = self.standards.grammar.may_hold
        for index, block in enumerate(self.document.blocks):
            if index in self.headings and block.kind is not Kind.HEADING:
                self.standard, self.owner, self.quoting = self.headings[index].number, (), False
            if block.kind is Kind.HEADING:
                found += self._heading(index, block)
            elif block.kind is Kind.ROW:
                found += self._row(index, block)
            elif not may_hold(block.shown):
                if block.kind in (Kind.PARAGRAPH, Kind.ITEM):
                    self.quoting = self._announces(block.shown)
            elif block.kind in (Kind.PARAGRAPH, Kind.ITEM):
                found += self._paragraph(index, block)
            elif block.kind in (Kind.NOTE, Kind.BOX):
                found += self._aside(index, block)
            elif block.kind in (Kind.CONTENTS, Kind.FURNITURE):
                found += self._plain(index, block, block.kind.value, block.shown, opened=self._opening(block))
            else:
                found += self._plain(index, block, "inline", block.shown)
        return found

    # -- one kind of block each

    def _heading(self, index: int, block: Block) -> list[Citation]:
        shown = block.shown
        opened = self._opening(block)
        refusal = self.outline.refusal(index, opened)
        found: list[Citation] = []
        if opened is not None and opened.deeper and set(opened.cited.codes) <= set(self.owner):
            opened = None  # a part of the section that the walk is in
        if opened is not None:
            found.append(self._citation("heading", index, opened.cited, opened.verdict, opened.prefix, refusal))
        start = opened.cited.end if opened else 0
        spaced = self._closing(shown) if _SPACED.search(shown, start) else None
        if spaced is not None:
            found.append(self._citation("heading", index, spaced, Verdict(""), False))
        for cited in self._further(shown, start):
            if spaced is not None and cited.start >= spaced.start:
                continue
            closing = not shown[cited.end :].strip(" .)]") or bool(
                re.search(r"[(\[][^()\[\]]*$", shown[: cited.start])
                and re.match(r"[^()\[\]]*[)\]]", shown[cited.end :])
            )
            verdict = judge(shown, cited, self.prefixes, opening=closing)
            bare = not verdict.address and not closing
            why = "bare-number" if bare and self._short(cited) else ""
            found.append(self._citation("heading", index, cited, verdict, bool(verdict.address), why))
        codes = tuple(code for citation in found if not citation.refused for code in citation.codes)
        if index in self.headings:
            self.standard, self.owner, self.owner_level = self.headings[index].number, codes, block.level
        elif codes:
            self.owner, self.owner_level = codes, block.level
        elif self.owner and ends_text(self.labels, block, self.owner_level, self.owner):
            self.owner = ()
        self.quoting = False
        self.heading = index
        return found

    def _answered(self, index: int) -> bool:
        """Something was written under the last heading already."""
        return any(
            block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.ROW) and not is_prompt(block.shown)
            for block in self.document.blocks[self.heading + 1 : index]
        )

    def _closing(self, shown: str) -> Cited | None:
        """Codes that close a heading, typed with blanks: "Title (3. 2. 14)", "Title – criterion 3. 2. 14"."""
        match = _CLOSING.search(shown)
        if match is None:
            return None
        group = "bracket" if match["bracket"] else "dash"
        cited = only_codes(match[group], self.standards)
        if cited is None or not any(code in self.standards.criteria for code in cited.codes):
            return None
        return Cited(match.start(group), match.end(group), cited.codes, cited.ranged, cited.written)

    def _row(self, index: int, block: Block) -> list[Citation]:
        found: list[Citation] = []
        grammar = self.standards.grammar
        for position, cell in enumerate(block.cells):
            key = self.keys.get((index, position))
            start = 0
            if key is not None:
                verdict = Verdict("criterion" if key.prefix else "")
                refused = "own-table" if block.table in self.foreign else self._short_key(key.cited, key.prefix, block)
                kind = "matrix" if (index, position) in self.matrix else "row"
                found.append(self._citation(kind, index, key.cited, verdict, key.prefix, refused, position))
                start = key.cited.end
            text = cell.text
            if not grammar.may_hold(text):
                continue
            for cited in self._further(text, start):
                verdict = judge(text, cited, self.prefixes, opening=cited.start == 0)
                if cell.column in self.dated.get(block.table, ()) and not verdict.address:
                    verdict = Verdict("", "date")
                why = "bare-number" if not verdict.address and self._short(cited) else ""
                why = why or ("own-table" if block.table in self.foreign and not verdict.address else "")
                kind = "range" if cited.ranged else "inline"
                found.append(self._citation(kind, index, cited, verdict, bool(verdict.address), why, position))
        return found

    def _paragraph(self, index: int, block: Block) -> list[Citation]:
        shown = block.shown
        opened = opening(shown, self.standards, recognised=block.confidence is not None)
        opened = run_in(shown, self.standards, opened) or opened
        closing = None if opened is not None else closes_question(shown, self.standards)
        if opened is None and block.emphasis:
            closing = closing or closes_title(shown, self.standards)
        if closing is not None:
            opened = Opening(closing, Verdict("criterion"), label=True, prefix=True, end=len(shown))
        quoting, self.quoting = self.quoting, self._announces(shown)
        opened = opened or self._carries_on(shown)
        if opened is None:
            return self._plain(index, block, "inline", shown)
        opened = self._widened(shown, opened)
        refused = self.outline.refusal(index, opened)
        if not opened.prefix:
            refused = refused or ("other-document" if quoting else "") or self._out_of_place(opened.cited)
            self.quoting = self.quoting or quoting
        if cut := self._cut_off(index, block, opened):
            return [cut, *self._plain(index, block, "inline", block.shown, after=opened.cited.end)]
        kind = "lead"
        other = self.owner and not set(opened.cited.codes) <= set(self.owner) and not self._follows(opened, shown)
        # a sentence inside another criterion's text
        if not opened.label and other and (not opened.prefix or (self.owner_level and self._answered(index))):
            kind = "range" if opened.cited.ranged else "inline"
        elif not opened.label and opened.cited.ranged:
            kind = "range"
        elif opened.prefix and _TAIL.fullmatch(block.shown, opened.cited.end) and "(" not in block.shown:
            kind = "inline"  # the rest of a bracket that a line's end cut off
        first = self._citation(kind, index, opened.cited, opened.verdict, opened.prefix, refused, text_at=opened.end)
        own_section = self.owner_level and set(first.codes) <= set(self.owner)
        if first.kind == "lead" and not first.refused and first.codes and not own_section:
            self.owner, self.owner_level = first.codes, 0
        return [first, *self._plain(index, block, "inline", block.shown, after=opened.cited.end)]

    def _carries_on(self, shown: str) -> Opening | None:
        """Behind the text of 1.2.3 the paragraph "Our policy (1.2.4) was adopted …" is the answer to the next one."""
        opened = subject(shown, self.standards) if self.owner else None
        if opened is None or not self._is_next(opened):
            return None
        return opened if narrative_words(shown) >= self.standards.enough_words("") else None

    def _is_next(self, opened: Opening) -> bool:
        """Its first code is the one behind that of the text above, where paragraphs open with codes."""
        last, first = self.owner[-1], opened.cited.codes[0]
        return first.parts[:-1] == last.parts[:-1] and first.parts[-1] == last.parts[-1] + 1 and not self.owner_level

    def _follows(self, opened: Opening, shown: str) -> bool:
        """Behind the text of 3.2.4 the line "Under 3.2.5 …" opens the next, where paragraphs open with codes; so does
        a first sentence about it ("3.2.5 and 3.2.6 are taken together.") with the answer behind."""
        if not self._is_next(opened):
            return False
        return opened.prefix or opened.cited.start > 0 or self._answers_behind(opened, shown)

    def _answers_behind(self, opened: Opening, shown: str) -> bool:
        """Behind the sentence that the codes begin stands enough for an answer, and it sends nowhere else."""
        first = _FIRST_SENTENCE.match(shown, opened.cited.end)
        if first is None or any_of("see").search(first.group()):
            return False
        return narrative_words(shown[first.end() :]) >= self.standards.enough_words("")

    def _widened(self, shown: str, opened: Opening) -> Opening:
        """The opening with the codes right behind it: "Question 8.2.4., 8.2.5. Planning", a line «5.2.2. 5.2.3.»."""
        cited = opened.cited
        whole = only_codes(shown, self.standards)
        if whole is not None and all(code in self.standards.criteria for code in whole.codes):
            return opened._replace(cited=whole, end=len(shown))
        for further in self._further(shown, cited.end):
            if not _BETWEEN.fullmatch(shown, cited.end, further.start):
                break
            codes = tuple(dict.fromkeys((*cited.codes, *further.codes)))
            ranged = cited.ranged or further.ranged
            cited = Cited(cited.start, further.end, codes, ranged, (*cited.written, *further.written))
        return opened if cited is opened.cited else opened._replace(cited=cited, end=max(opened.end, cited.end))

    def _cut_off(self, index: int, block: Block, opened: Opening) -> Citation | None:
        """A number whose word stands at the end of the paragraph before: «… тел.» | "3.2.10 …" is no opening."""
        before = self.document.blocks[index - 1] if index else None
        if before is None or before.kind not in (Kind.PARAGRAPH, Kind.ITEM) or block.place.page_source != "pdf":
            return None
        tail = before.shown[-60:]
        if opened.prefix or not _ABBREVIATED.search(tail):
            return None
        text = f"{tail} {block.shown}"
        shift = len(tail) + 1
        written = tuple((code, start + shift, end + shift) for code, start, end in opened.cited.written)
        whole = opened.cited._replace(start=opened.cited.start + shift, end=opened.cited.end + shift, written=written)
        verdict = judge(text, whole, self.prefixes, opening=False)
        kind = "range" if opened.cited.ranged else "inline"
        return self._citation(kind, index, opened.cited, verdict, bool(verdict.address))

    def _aside(self, index: int, block: Block) -> list[Citation]:
        opened = self._opening(block)
        if opened is None or not (opened.label or opened.prefix):
            return self._plain(index, block, "inline", block.shown)
        refused = "bare-number" if self._short(opened.cited) and not opened.prefix else ""
        first = self._citation(
            block.kind.value, index, opened.cited, opened.verdict, opened.prefix, refused, text_at=opened.end
        )
        return [first, *self._plain(index, block, "inline", block.shown, after=opened.cited.end)]

    def _plain(
        self, index: int, block: Block, kind: str, text: str, *, after: int = 0, opened: Opening | None = None
    ) -> list[Citation]:
        found: list[Citation] = []
        if opened is not None and after == 0:
            refused = self.outline.refusal(index, opened) if block.kind is Kind.CONTENTS else ""
            if block.kind is Kind.FURNITURE and self._short(opened.cited) and not opened.prefix:
                refused = "bare-number"
            found.append(self._citation(kind, index, opened.cited, opened.verdict, opened.prefix, refused))
            after = opened.cited.end
        for cited in self._further(text, after):
            verdict = judge(text, cited, self.prefixes, opening=False)
            why = "bare-number" if not verdict.address and self._short(cited) else ""
            own = "range" if kind == "inline" and cited.ranged else kind
            found.append(self._citation(own, index, cited, verdict, bool(verdict.address), why))
        return found

    # -- what they share

    def _opening(self, block: Block) -> Opening | None:
        return opening(block.shown, self.standards, recognised=block.confidence is not None)

    def _further(self, text: str, start: int) -> Iterable[Cited]:
        return mentions(text, self.standards, start)

    def _short(self, cited: Cited) -> bool:
        """A code of two levels is written like any decimal number; alone it proves nothing."""
        return any(len(code.parts) < 3 for code in cited.codes if code in self.standards.criteria) and not any(
            len(code.parts) >= 3 for code in cited.codes
        )

    def _short_key(self, cited: Cited, prefix: bool, block: Block) -> str:
        if prefix or not self._short(cited) or self._titled(cited, block):
            return ""
        if block.table not in self.of_criteria:
            self.of_criteria[block.table] = self._is_of_criteria(block.table)
        return "" if self.of_criteria[block.table] else "bare-number"

    def _titled(self, cited: Cited, block: Block) -> bool:
        """The words behind the code are its criterion's title."""
        text = block.shown[block.shown.find(cited.written[0][0].text) + len(cited.written[0][0].text) :]
        known = (self.standards.criteria[code] for code in cited.codes if code in self.standards.criteria)
        return any(similarity(text, name) >= _SAME_TITLE for criterion in known for name in criterion.titles.all())

    def _is_of_criteria(self, table: int) -> bool:
        """A table whose short codes can be no decimals: it says so, or has longer codes too."""
        keys = [key for (at, _), key in self.keys.items() if self.document.blocks[at].table == table]
        known = [key for key in keys if any(code in self.standards.criteria for code in key.cited.codes)]
        if len(known) >= 2 and any(len(code.parts) >= 3 for key in known for code in key.cited.codes):
            return True
        if len(known) == len(keys) >= 2 and self._titled_run(known):
            return True
        return any(
            any_of("criterion").search(cell.text) or any_of("standard").search(cell.text)
            for block in self.document.blocks
            if block.table == table and block.kind is Kind.ROW
            for cell in block.cells
            if len(cell.text) < 60
        )

    def _titled_run(self, keys: Sequence[Key]) -> bool:
        """Each of the keys has a title behind its code, and the codes rise: decimals do not."""
        codes = [code for key in keys for code in key.cited.codes]
        rests = (self.document.blocks[key.block].cells[key.cell].text[key.cited.end :] for key in keys)
        return codes == sorted(set(codes)) and all(re.search(r"[^\W\d_]{3}", rest) for rest in rests)

    def _out_of_place(self, cited: Cited) -> str:
        """A bare number of standard 5 that opens a paragraph under standard 3, when standard 5 has its own section."""
        if self.standard is None:
            return ""
        criteria = self.standards.criteria
        own = {criteria[code].standard for code in cited.codes if code in criteria}
        if not own or self.standard in own:
            return ""
        sections = {heading.number for heading in self.headings.values()}
        return "out-of-place" if own <= sections else ""

    @staticmethod
    def _announces(shown: str) -> bool:
        """A line that ends with a colon and names another document: its clauses follow."""
        return shown.rstrip().endswith(":") and bool(any_of("foreign").search(shown))

    def _citation(
        self,
        kind: str,
        index: int,
        cited: Cited,
        verdict: Verdict,
        prefix: bool,
        refused: str = "",
        cell: int | None = None,
        text_at: int = 0,
    ) -> Citation:
        known = tuple(code for code in cited.codes if code in self.standards.criteria or self.standards.in_gap(code))
        unknown = tuple(code for code, _, _ in cited.written if code not in self.standards.criteria)
        part = self.parts[index]
        refused = verdict.refused or refused
        if not refused and part.kind == "appended" and verdict.address not in ("criterion", "framework"):
            refused = "appended"
        if not refused and part.kind in ("other-set", "outside") and verdict.address != "framework":
            refused = part.kind
        return Citation(kind, index, known, cited.start, cited.end, cell, prefix, refused, unknown, text_at)


# An abbreviation that a number must follow; a line's end parted them.
_ABBREVIATED = re.compile(
    r"(?<!\w)(?<!т\.)(?<!т\. )(?:п|пп|см|рис|табл|стр|тел|ст|гл|разд|прил|fig|tab|tel|sec|cf)\.$|№$", re.IGNORECASE
)
# Between two codes of an opening, behind the first one's full stop or bracket: "8.2.4., 8.2.5.", "8.2.6) 8.2.7)"
_BETWEEN = re.compile(r"[.)]?\s?[,;/&]\s?\(?|[.)]\s\(?")
_FIRST_SENTENCE = re.compile(r"[^.!?…]{3,120}[.!?…]\s")
_TAIL = re.compile(r"[.\s]*\)[.\s]*")
_SPACED = re.compile(r"[0-9]\.\s[0-9]|[0-9]\s\.\s?[0-9]")
_CLOSING = re.compile(r"[(\[](?P<bracket>[^()\[\]]+)[)\]][\s.]*$|\s[–—-]\s(?P<dash>[^–—()\[\]]+)$")


class _Outline:
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
        if known and any(similarity(title, name) >= _SAME_TITLE for name in known):
            return ""
        if codes[0].parts[0] in self.runs:
            return ""
        above = self._above(index, codes[0])
        if above is None or (above in self.headings and self._is_of(codes[0], above)):
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

        The standard has a section elsewhere that answers the code, or the heading stands nearly alone.
        """
        standard = self.standards.criteria[code].standard
        if self.document.blocks[index].kind is not Kind.HEADING or not self.headings:
            return False
        names = self.standards.criteria[code].titles.all()
        if any(similarity(title, name) >= _SAME_TITLE for name in names):
            return False
        path = self._path(index)
        number = _NUMBERED.match(self.document.blocks[path[0]].shown) if path else None
        if any(at in self.headings for at in path) or number is None or int(number[1]) != code.parts[0]:
            return False
        return code in self._opened_in.get(standard, ()) or self._headings_in(path[0]) <= _NEARLY_ALONE

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
                for text in [cell.text for cell in block.cells] or [block.shown]:
                    opened = opening(text, self.standards)
                    found.setdefault(standard, set()).update(opened.cited.codes if opened else ())
        return found

    def _headings_in(self, top: int) -> int:
        """How many headings of a chapter open with a code of the set."""
        count = 0
        for index in range(top + 1, len(self.document.blocks)):
            block = self.document.blocks[index]
            if block.kind is Kind.HEADING:
                if block.level <= self._level(top):
                    break
                opened = opening(block.shown, self.standards)
                count += opened is not None and any(code in self.standards.criteria for code in opened.cited.codes)
        return count

    def _is_of(self, code: Code, heading: int) -> bool:
        return self.headings[heading].number == self.standards.criteria[code].standard

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


_NUMBERED = re.compile(
    r"\s*(?:(?:chapter|section|part|глава|раздел|бөлім|тарау)\s+)?([0-9]{1,2})(?![0-9]|\.[0-9]|\.\s[0-9]{1,2}\.\s?[0-9])",
    re.IGNORECASE,
)


def _numbered_parents(document: Document, standards: StandardSet) -> list[tuple[int, int]]:
    """Headings with a number of one level: (block, number). None where the set's codes begin with letters."""
    found: list[tuple[int, int]] = []
    if standards.grammar.levels[0].kind != "digits":
        return found
    for index, block in enumerate(document.blocks):
        if block.kind is Kind.HEADING and (match := _NUMBERED.match(block.shown)):
            opened = opening(block.shown, standards)
            if opened is None or not any(code in standards.criteria for code in opened.cited.codes):
                found.append((index, int(match[1])))
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


def _lists_of_criteria(document: Document, standards: StandardSet, found: list[Citation]) -> list[Citation]:
    """Leads that follow one another with nothing between are a quoted list of the criteria, when its heading says so
    or most of them are answered elsewhere; a list is no narrative."""
    elsewhere: dict[Code, set[int]] = {}
    for citation in found:
        if citation.kind in OF_ITS_OWN and not citation.refused:
            for code in citation.codes:
                elsewhere.setdefault(code, set()).add(citation.block)
    leads = {c.block: position for position, c in enumerate(found) if c.kind == "lead" and not c.refused and c.codes}
    result = list(found)
    for run in _runs(document, sorted(leads)):
        if len(run) < 3:
            continue
        sizes = sorted(narrative_words(document.blocks[block].shown) for block in run)
        if sizes[len(sizes) // 2] >= standards.enough_words("") or sizes[-1] >= 2 * standards.enough_words(""):
            continue
        codes = [code for block in run for code in found[leads[block]].codes]
        answered = sum(1 for code in codes if elsewhere[code] - set(run))
        titled = any_of("list").search(_heading_above(document, run[0])) is not None
        if titled or answered * 2 > len(codes):
            for block in run:
                result[leads[block]] = found[leads[block]]._replace(kind="contents")
    return result


def _entries_of_refused(document: Document, found: list[Citation]) -> list[Citation]:
    """An entry of the contents is what its heading is: no citation where the heading is none (another set's part)."""
    if not any(citation.kind == "contents" for citation in found):
        return found
    by_title: dict[str, list[int]] = {}
    for index, block in enumerate(document.blocks):
        if block.kind is Kind.HEADING:
            by_title.setdefault(_bare_entry(block.shown), []).append(index)
    verdicts: dict[int, list[Citation]] = {}
    for citation in found:
        if citation.kind == "heading":
            verdicts.setdefault(citation.block, []).append(citation)
    result = []
    for citation in found:
        if citation.kind == "contents" and not citation.refused:
            headings = by_title.get(_bare_entry(document.blocks[citation.block].shown), [])
            same = [one for at in headings for one in verdicts.get(at, []) if set(one.codes) & set(citation.codes)]
            if same and all(one.refused for one in same):
                citation = citation._replace(refused=same[0].refused)
        result.append(citation)
    return result


def _bare_entry(shown: str) -> str:
    """A heading, or its entry in the contents without leaders and page number."""
    return re.sub(r"[\s.…_·]*[0-9]*$", "", " ".join(shown.lower().split()))


def _runs(document: Document, blocks: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for block in blocks:
        between = document.blocks[runs[-1][-1] + 1 : block] if runs else ()
        if runs and all(other.kind is Kind.FURNITURE for other in between):
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _heading_above(document: Document, index: int) -> str:
    path = document.heading_path(index)
    before = document.blocks[index - 1].shown if index else ""
    return " ".join([*path[-1:], before if before.endswith(":") else ""])


class Occurrence(NamedTuple):
    """A place where a document writes a code, for a reader who asks why. reason: message id "explain.*"."""

    place: Place
    heading: tuple[str, ...]
    kind: str
    counted: bool
    reason: Message
    excerpt: str
    block: int


def explain(
    document: Document,
    standards: StandardSet,
    code: Code,
    citations: Iterable[Citation],
    closing: Collection[int] = (),
) -> list[Occurrence]:
    """Every occurrence of a code in a document, in its order, with its class and why it counts or does not.

    citations: all that cite() found; closing: the blocks at whose end codes close their answers
    """
    return [
        _occurrence(document, standards, code, citation, citation.block in closing)
        for citation in citations
        if code in citation.codes or code in citation.unknown
    ]


def _occurrence(document: Document, standards: StandardSet, code: Code, citation: Citation, closes: bool) -> Occurrence:
    block = document.blocks[citation.block]
    text = block.shown if citation.cell is None else block.cells[citation.cell].text
    counted = not citation.refused and code in citation.codes
    if counted and closes:
        reason = message("explain.closes")
    elif counted:
        reason = message(f"explain.{citation.kind}", shared=len(citation.codes))
    else:
        reason = message(f"explain.{citation.refused or 'unlisted'}", set=standards.id)
    path = document.heading_path(citation.block)
    shown = around(text, citation.start, citation.end)
    place = block.place_at(citation.start) if citation.cell is None else block.place
    return Occurrence(place, path, citation.kind, counted, reason, shown, citation.block)
