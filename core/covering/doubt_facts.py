"""What of a document the doubts about its statuses look at, each found out once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..citing.citations import Citations
from ..model.codes import Code
from ..model.coverage import OF_ITS_OWN, Citation, Passage, Status
from ..model.document import Document, Kind
from ..model.standards import Criterion, StandardSet
from .counted_words import Words
from .hypotheses import Alignment
from .near_texts import NearTexts, rows_over_a_page
from .odd_codes import oddly_written
from .set_apart import SetApart
from .two_languages import one_language_only

HEAD = 30  # characters within which a code stands at the head of a text
OTHER_NUMBERS = frozenset(["version", "numbered"])  # what a number at the head of a text may wrongly be taken for
_FEW_ITALICS = 4  # texts of answers to one in italics, from which on italics say something
_HABIT = 4  # openings in a report that show a habit
_MUCH = 600  # narrative words of a report; of less than that an introduction alone may be most
_OWNED = 1 / 3  # share of them that belongs to criteria, below which their places were hardly found


@dataclass(frozen=True)
class Case:
    """A criterion with what was found of it. words: of its passages; needed: to be addressed."""

    criterion: Criterion
    status: Status
    passages: Sequence[Passage]
    cited: Sequence[Citation]
    refused: Sequence[Citation]
    words: int
    needed: int

    @property
    def code(self) -> Code:
        return self.criterion.code


class Facts:
    """What the doubts about one document's statuses look at."""

    def __init__(
        self,
        document: Document,
        standards: StandardSet,
        citations: Citations,
        alignment: Alignment,
        words: Words,
        passages: Sequence[Passage],
    ) -> None:
        self.document, self.standards, self.citations = document, standards, citations
        self.alignment, self.words, self.passages = alignment, words, passages

    @cached_property
    def near_texts(self) -> NearTexts:
        return NearTexts(self.document, self.in_block)

    @cached_property
    def one_paragraph_each(self) -> bool:
        """Most openings hold enough in their own paragraph."""
        needed = self.standards.enough_words("")
        leads = [
            self.words.total(one.pieces[:1]) >= needed for one in self.passages if one.kind == "lead" and one.words
        ]
        return len(leads) >= _HABIT and sum(leads) * 2 > len(leads)

    @cached_property
    def broken_rows(self) -> frozenset[int]:
        return rows_over_a_page(self.document)

    @cached_property
    def lacking(self) -> Mapping[tuple[int, int | None], str]:
        """By the key of a row the language that it lacks, in tables of two languages."""
        return one_language_only(self.document, self.citations.tables)

    @cached_property
    def placed(self) -> frozenset[Code]:
        return frozenset(code for one in self.citations.counted if one.kind in OF_ITS_OWN for code in one.codes)

    @cached_property
    def owned(self) -> frozenset[int]:
        places = (passage.citation.block for passage in self.passages)
        return frozenset([*places, *(block for passage in self.passages for block, _ in passage.pieces)])

    @cached_property
    def hardly_owned(self) -> bool:
        """Most of what the report says belongs to no criterion."""
        pieces = dict.fromkeys(piece for passage in self.passages for piece in passage.pieces)
        owned = sum(map(self.words.written, pieces))
        others = sum(self._words_of(index) for index in range(len(self.document.blocks)) if index not in self.owned)
        return owned + others >= _MUCH and owned < _OWNED * (owned + others)

    def _words_of(self, index: int) -> int:
        """Of a text of the report itself: nothing of its contents, of another set's part, of an appended document."""
        block = self.document.blocks[index]
        if self.citations.parts[index].kind != "report":
            return 0
        if block.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.ROW):
            return 0
        return sum(block.narratives) if block.cells else block.narrative

    @cached_property
    def closes(self) -> bool:
        """Codes close some text of the report."""
        return any(passage.convention == "closes" for passage in self.passages)

    @cached_property
    def opened_texts(self) -> frozenset[int]:
        """The blocks of texts that codes open."""
        opening = (one for one in self.passages if one.convention == "opens")
        return frozenset(block for one in opening for block, _ in one.pieces)

    @cached_property
    def unknown_openers(self) -> Mapping[tuple[int, ...], Sequence[Code]]:
        """Codes that the set lacks and that open a text, by all of their levels but the last."""
        opening = (one for one in self.citations.all if one.kind in OF_ITS_OWN and not one.codes and not one.refused)
        found: dict[tuple[int, ...], list[Code]] = {}
        for code in (code for one in opening for code in one.unknown):
            found.setdefault(code.parts[:-1], []).append(code)
        return found

    @cached_property
    def odd_codes(self) -> Mapping[Code, str]:
        """Codes whose numbers stand at the head or the end of texts with other signs between, as they are written."""
        return oddly_written(self.document, self.standards)

    @cached_property
    def apart(self) -> SetApart:
        return SetApart(self.document, self.opened, self.citations.standards)

    @cached_property
    def opened(self) -> frozenset[int]:
        """The blocks that open a criterion's text."""
        kinds = ("heading", "lead")
        return frozenset(one.block for one in self.citations.counted if one.kind in kinds and one.cell is None)

    @cached_property
    def italics_tell(self) -> bool:
        """Few texts of answers are set in italics."""
        texts = dict.fromkeys(piece for one in self.passages for piece in one.pieces if piece[1] < 0)
        slanted = [piece for piece in texts if self.document.blocks[piece[0]].italic]
        return len(slanted) * _FEW_ITALICS <= len(texts)

    @cached_property
    def within_standards(self) -> bool:
        """Most answers stand in the section of some standard."""
        inside = [self.standard_above(one.citation.block) is not None for one in self.passages if one.words]
        return sum(inside) * 2 > len(inside)

    @cached_property
    def _heading_codes(self) -> Mapping[int, Code]:
        """By block, the code at the head of a text that was not taken for its opening."""
        found: dict[int, Code] = {}
        for one in self.citations.all:
            counts = one.codes and one.refused in ("", *OTHER_NUMBERS)
            if counts and one.kind in ("inline", "range") and one.cell is None and one.start <= HEAD:
                found.setdefault(one.block, one.codes[0])
        return found

    def heads(self, block: int) -> Code | None:
        return self._heading_codes.get(block)

    @cached_property
    def reached(self) -> frozenset[int]:
        """Where texts begin that marks further down claim out of an opener's."""
        return frozenset(one.blocks[0] for some in self.alignment.claims.values() for one in some if one.inside)

    @cached_property
    def in_block(self) -> Mapping[int, list[Citation]]:
        found: dict[int, list[Citation]] = {}
        for one in self.citations.counted:
            if one.cell is None:
                found.setdefault(one.block, []).append(one)
        return found

    @cached_property
    def _titles(self) -> list[int]:
        return sorted(self.citations.standards)

    def standard_above(self, block: int) -> str | None:
        """The standard whose section a block stands in; a title in the style of body text opens one, too."""
        at = bisect_right(self._titles, block) - 1
        if at >= 0 and self.document.blocks[self._titles[at]].kind is not Kind.HEADING:
            return self.citations.standards[self._titles[at]].number
        section: int | None = self.document.section_of[block]
        while section is not None:
            heading = self.document.sections[section].heading
            if heading is not None and heading in self.citations.standards:
                return self.citations.standards[heading].number
            section = self.document.sections[section].parent
        return None
