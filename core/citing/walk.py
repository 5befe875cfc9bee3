"""One walk over the blocks of a document: every place where it writes a code, with its class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ..model.codes import Cited, Code
from ..model.coverage import Citation
from ..model.document import Block, Document, Kind
from ..model.standards import StandardSet
from ..words.narrative import is_prompt, narrative_words
from ..words.patterns import pattern
from ..words.vocabulary import any_of
from .codes_behind import closes_question, closes_title, run_in, subject, titled_lines
from .codes_in_text import mentions, only_codes
from .keyed_rows import KeyedTable
from .labels import ends_text
from .lookalikes import Verdict, judge
from .openings import Opening, opening
from .outline import Outline
from .parts import Part
from .short_keys import ShortKeys, is_short
from .table_heads import is_earlier_recommendation
from .titles import StandardHeading

# An abbreviation that a number must follow; a line's end parted them.
_ABBREVIATED = pattern(
    r"(?<!\w)(?<!т\.)(?<!т\. )(?:п|пп|см|рис|табл|стр|тел|ст|гл|разд|прил|fig|tab|tel|sec|cf)\.$|№$", re.IGNORECASE
)
# Between two codes of an opening: "8.2.4., 8.2.5.", "8.2.6) 8.2.7)", "#8.2.8 #8.2.9"
_BETWEEN = pattern(r"[.)]?\s?[,;/&]\s?\(?|[.)]\s\(?|\s?#")
_FIRST_SENTENCE = pattern(r"[^.!?…]{3,120}[.!?…]\s")
_TAIL = pattern(r"[.\s]*\)[.\s]*")
_SPACED = pattern(r"[0-9]\.\s[0-9]|[0-9]\s\.\s?[0-9]")
_CLOSING = pattern(r"[(\[](?P<bracket>[^()\[\]]+)[)\]][\s.]*$|\s[–—-]\s(?P<dash>[^–—()\[\]]+)$")


class Walk:
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
        self.outline = Outline(document, standards, headings, parts)
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
        self.titled = titled_lines(document, standards)
        self.short = ShortKeys(document, standards, headings, self.keys.values())
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
            why = "bare-number" if bare and is_short(cited, self.standards) else ""
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
        any_may_hold = grammar.may_hold(block.shown)
        for position, cell in enumerate(block.cells):
            key = self.keys.get((index, position))
            start = 0
            if key is not None:
                verdict = Verdict("criterion" if key.prefix else "")
                refused = (
                    "own-table" if block.table in self.foreign else self.short.refusal(key.cited, key.prefix, block)
                )
                kind = "matrix" if (index, position) in self.matrix else "row"
                found.append(self._citation(kind, index, key.cited, verdict, key.prefix, refused, position))
                start = key.cited.end
            text = cell.text
            if not (any_may_hold and grammar.may_hold(text)):
                continue
            for cited in self._further(text, start):
                verdict = judge(text, cited, self.prefixes, opening=cited.start == 0)
                if cell.column in self.dated.get(block.table, ()) and not verdict.address:
                    verdict = Verdict("", "date")
                why = "bare-number" if not verdict.address and is_short(cited, self.standards) else ""
                why = why or ("own-table" if block.table in self.foreign and not verdict.address else "")
                kind = "range" if cited.ranged else "inline"
                found.append(self._citation(kind, index, cited, verdict, bool(verdict.address), why, position))
        return found

    def _paragraph(self, index: int, block: Block) -> list[Citation]:
        shown = block.shown
        opened = opening(shown, self.standards, recognised=block.confidence is not None)
        opened = run_in(shown, self.standards, opened) or opened
        closing = None if opened is not None else closes_question(shown, self.standards)
        if opened is None and (block.emphasis or index in self.titled):
            closing = closing or closes_title(shown, self.standards, lined=index in self.titled)
        if closing is not None:
            opened = Opening(closing, Verdict("criterion"), label=True, prefix=True, end=len(shown))
        quoting, self.quoting = self.quoting, self._announces(shown)
        opened = opened or self._carries_on(shown) or self._next_mistyped(shown)
        if opened is None or (opened.cited.start and is_earlier_recommendation(shown)):
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

    def _next_mistyped(self, shown: str) -> Opening | None:
        """Behind the text of 2.4 the paragraph "2 .5 Assessment" opens that of 2.5: the order makes it a code."""
        opened = opening(shown, self.standards, recognised=True) if self.owner and shown[:1].isdecimal() else None
        if opened is None or not shown[opened.end :].lstrip(" .:)–-")[:1].isupper():
            return None
        return opened if self._is_next(opened) else None

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
        refused = "bare-number" if is_short(opened.cited, self.standards) and not opened.prefix else ""
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
            if block.kind is Kind.FURNITURE and is_short(opened.cited, self.standards) and not opened.prefix:
                refused = "bare-number"
            found.append(self._citation(kind, index, opened.cited, opened.verdict, opened.prefix, refused))
            after = opened.cited.end
        for cited in self._further(text, after):
            verdict = judge(text, cited, self.prefixes, opening=False)
            why = "bare-number" if not verdict.address and is_short(cited, self.standards) else ""
            own = "range" if kind == "inline" and cited.ranged else kind
            found.append(self._citation(own, index, cited, verdict, bool(verdict.address), why))
        return found

    # -- what they share

    def _opening(self, block: Block) -> Opening | None:
        return opening(block.shown, self.standards, recognised=block.confidence is not None)

    def _further(self, text: str, start: int) -> Iterable[Cited]:
        return mentions(text, self.standards, start)

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
