"""What a report answers, as values: citations, passages, the status of every criterion with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from ..words.messages import Message
from .codes import Code
from .hub import criteria_by_esg, load_hub
from .places import Place
from .standards import Criterion, Standard, StandardSet

OF_ITS_OWN = ("heading", "row", "lead")  # classes of citations that give a criterion a place of its own


class Citation(NamedTuple):
    """Codes as they stand at one place of a document.

    kind     heading, row, lead, inline, range, contents, matrix, furniture, note or box
    block    index in Document.blocks; cell: index in its cells, None outside tables
    codes    those of the set, a range spelt out, and those that an incomplete set may have without listing them
    unknown  written ones that the set does not list
    start, end  their span in the block's (or cell's) shown text
    prefix   a word for criterion, clause or the set stands beside them
    text_at  where a lead's, note's or box's own text begins, behind its label
    refused  why they are no citation after all, or ""
    """

    kind: str
    block: int
    codes: tuple[Code, ...]
    start: int
    end: int
    cell: int | None = None
    prefix: bool = False
    refused: str = ""
    unknown: tuple[Code, ...] = ()
    text_at: int = 0


Piece = tuple[int, int]  # block, and cell in it (-1: the whole block)
Convention = Literal["opens", "closes", "within", "beside", "passport", "matrix"]


class Passage(NamedTuple):
    """kind: heading, lead, row, note, box or paragraph; pieces hold its narrative; words: of all pieces.

    opening     how its text begins, behind the code
    convention  how the codes stand to the text: before it, behind it, in it, in a cell or box beside it, in a form of
                its own ("passport"), or in a table that points to it
    doubt       why a person should look at it (message id "doubt.*"), or ""
    """

    kind: str
    citation: Citation
    codes: tuple[Code, ...]
    pieces: tuple[Piece, ...]
    words: int
    opening: str = ""
    convention: Convention = "opens"
    doubt: str = ""

    @property
    def first(self) -> int:
        """The block where it begins for a reader: its text, where the code stands behind it or elsewhere."""
        elsewhere = self.convention in ("closes", "matrix") or self.citation.kind == "furniture"
        behind = elsewhere and bool(self.pieces)
        return self.pieces[0][0] if behind else self.citation.block


class Status(StrEnum):
    """Of a criterion or standard; the first that holds, in this order, except that MISSING is what remains."""

    ADDRESSED = "addressed"
    NOT_APPLICABLE = "not_applicable"
    THIN = "thin"
    MENTIONED = "mentioned"
    NOT_CHECKED = "not_checked"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that gives a status.

    kind       heading, row, lead, paragraph, note, box, range, contents, matrix, furniture, inline or annex
    words      of narrative that the passage here holds (0 for a mere mention)
    shared     how many codes the passage answers at once
    annexes    labels of the annexes it cites
    heading    the headings above it, outermost first
    confidence of the text recognition, None for a file's own text
    """

    kind: str
    place: Place
    heading: tuple[str, ...]
    words: int
    shared: int
    annexes: tuple[str, ...]
    confidence: float | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class CriterionCoverage:
    """evidence: strongest first; words: of all its passages, overlaps counted once.

    doubt: why a person should look at the status, or None
    """

    criterion: Criterion
    status: Status
    reason: Message
    words: int
    evidence: tuple[Evidence, ...]
    doubt: Message | None = None

    @property
    def certainty(self) -> Literal["sure", "look"]:
        return "sure" if self.doubt is None else "look"


@dataclass(frozen=True, slots=True)
class ConventionFound:
    """How the codes of a standard stand to their answers, and where this is first seen."""

    standard: str
    kind: Convention
    place: Place


@dataclass(frozen=True, slots=True)
class StandardCoverage:
    standard: Standard
    status: Status
    reason: Message
    addressed: int
    total: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class EsgCoverage:
    """One standard of the hub (ESG Part 1): how many of the criteria mapped to it are addressed."""

    code: str
    addressed: int
    total: int


class Cut(NamedTuple):
    """One way to read a chapter. owned, words: narrative words that belong to a code, and all; answered, codes: those
    with a text, and all that stand at a text's beginning or end."""

    kind: Convention
    owned: int
    words: int
    answered: int
    codes: int


class ChapterCuts(NamedTuple):
    """A chapter where codes stand at the ends of texts. start, end: its blocks; cuts: the taken one first."""

    start: int
    end: int
    place: Place
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A set's coverage by one document. criteria: all of the set, in the order of their codes; passages: their text.

    unfilled: how many of the passages hold mostly what a form prints; conventions: by standard, most frequent first;
    chapters: how those were read in which codes stand at the ends of texts; hardly_owned: most of the report belongs to
    no criterion
    """

    set: StandardSet
    criteria: tuple[CriterionCoverage, ...]
    standards: tuple[StandardCoverage, ...]
    esg: tuple[EsgCoverage, ...]
    passages: tuple[Passage, ...] = ()
    unfilled: int = 0
    conventions: tuple[ConventionFound, ...] = ()
    chapters: tuple[ChapterCuts, ...] = ()
    hardly_owned: bool = False

    @classmethod
    def not_checked(cls, standards: StandardSet, reason: Message) -> Coverage:
        """The coverage by a report that could not be read: everything not checked, for one reason."""
        criteria = {
            code: CriterionCoverage(criterion, Status.NOT_CHECKED, reason, 0, ())
            for code, criterion in standards.criteria.items()
        }
        return cls(
            standards,
            tuple(criteria.values()),
            tuple(
                StandardCoverage(standard, Status.NOT_CHECKED, reason, 0, len(standard.criteria), ())
                for standard in standards.standards
            ),
            tuple(_esg(standards, criteria)),
        )


def _esg(standards: StandardSet, covered: dict[Code, CriterionCoverage]) -> Iterable[EsgCoverage]:
    for code, criteria in criteria_by_esg(standards, load_hub(standards.hub)).items():
        done = sum(covered[criterion.code].status is Status.ADDRESSED for criterion in criteria)
        yield EsgCoverage(code, done, len(criteria))
