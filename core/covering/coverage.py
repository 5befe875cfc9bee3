"""Document x StandardSet -> the status of every criterion and standard, with its evidence and reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import TypeVar

from ..citing.citations import Citations
from ..citing.labels import is_label
from ..citing.titles import names_standard
from ..model.codes import Code
from ..model.coverage import (
    OF_ITS_OWN,
    Citation,
    Coverage,
    CriterionCoverage,
    Evidence,
    Passage,
    StandardCoverage,
    Status,
    _esg,
)
from ..model.document import Block, Document, Kind
from ..model.standards import Criterion, Standard, StandardSet
from ..words.language import language_of
from ..words.messages import Message, message
from ..words.narrative import is_file_name, is_prompt, narrative_words, only_not_applicable, says_not_applicable
from ..words.text import words as words_in
from ..words.vocabulary import alternatives
from ..words.vocabulary import words as vocabulary
from ..words.wording import Wording
from .alignment import align, cuts
from .conventions import conventions
from .counted_words import Words
from .doubt_facts import Case
from .doubts import Doubts
from .evidence import Evidences
from .passages import passages_of
from .printed import Printed

T = TypeVar("T", Citation, Passage)

_STRENGTH = ("heading", "row", "lead", "paragraph", "note", "box", "range", "inline", "matrix", "contents", "furniture")
_TITLE = 15  # words
_REASON = 2  # times the words of an answer, below which a text may only give the reason why a criterion does not apply
_TELLING = 10  # paragraphs that tell a passage's language
_SAMPLE = 3000  # characters of them
_FEW = 2  # passing mentions that do not make a long report without codes one with codes
_LONG_REPORT = 3000  # words


def cover(
    document: Document,
    standards: StandardSet,
    citations: Citations,
    wording: Wording | None = None,
    *,
    part: bool = False,
) -> Coverage:
    """The status of every criterion and standard of the set, from what the document cites.

    wording: of the blank form and the criteria, which is no answer; None: only what the set has of the latter
    part: the citations are those of one part of the report; that there are none does not mean that it cites no codes
    """
    printed = Printed(document, citations, wording if wording is not None else Wording(standards.texts))
    return _Cover(document, standards, citations, printed, part).coverage()


class _Cover:
    def __init__(
        self, document: Document, standards: StandardSet, citations: Citations, printed: Printed, part: bool
    ) -> None:
        self.document, self.standards, self.citations = document, standards, citations
        self.alignment = align(document, standards, citations)
        self.words = Words(document, citations, self.alignment, printed)
        self.passages = passages_of(document, standards, citations, self.alignment, self.words)
        self.evidence = Evidences(document, self.words)
        self.by_code = _by_code((passage.codes, passage) for passage in self.passages)
        self.cited = _by_code((citation.codes, citation) for citation in citations.counted)
        refused = [citation for citation in citations.all if citation.refused]
        self.refused = _by_code((tuple(dict.fromkeys(citation.codes)), citation) for citation in refused)
        self.ambiguous = {code for citation in refused if citation.refused == "ambiguous" for code in citation.codes}
        self.doubts = Doubts(document, standards, citations, self.alignment, self.words, self.passages)
        self.headings_of: dict[str, set[int]] = {}  # by standard: headings of its criteria
        headings = ((code, one.block) for one in citations.counted if one.kind == "heading" for code in one.codes)
        for code, block in headings:
            if code in standards.criteria:
                self.headings_of.setdefault(standards.criteria[code].standard, set()).add(block)
        self.without_codes = not part and self._without_codes()
        self.found = {  # where each code is answered, for the neighbours of what was not found
            code: min(p.first for p in passages) for code, passages in self.by_code.items()
        }

    def coverage(self) -> Coverage:
        criteria = tuple(self._criterion(criterion) for criterion in self.standards.criteria.values())
        by_code = {covered.criterion.code: covered for covered in criteria}
        numbers = {
            standard.number: [by_code[c.code] for c in standard.criteria] for standard in self.standards.standards
        }
        return Coverage(
            self.standards,
            criteria,
            tuple(self._standard(standard, numbers[standard.number]) for standard in self.standards.standards),
            tuple(_esg(self.standards, by_code)),
            tuple(self.passages),
            sum(map(self.words.mostly_printed, self.passages)),
            tuple(conventions(self.document, self.standards, self.passages)),
            tuple(cuts(self.document, self.alignment)),
            self.doubts.hardly_owned,
        )

    # -- criteria

    def _criterion(self, criterion: Criterion) -> CriterionCoverage:
        code = criterion.code
        passages = self.by_code.get(code, [])
        pieces = dict.fromkeys(piece for passage in passages for piece in passage.pieces)
        words = self.words.total(pieces)
        needed = self._needed(pieces, criterion.kind)
        evidence = self._evidence(code, needed)
        status, reason = self._status(code, passages, words, needed)
        cited, refused = self.cited.get(code, []), self.refused.get(code, [])
        doubt = self.doubts.of(Case(criterion, status, passages, cited, refused, words, needed))
        return CriterionCoverage(criterion, status, reason, words, evidence, doubt)

    def _status(self, code: Code, passages: Sequence[Passage], words: int, needed: int) -> tuple[Status, Message]:
        holding = [passage for passage in passages if passage.words]
        if needed <= words < _REASON * needed and all(map(self._only_not_applicable, holding)):
            return Status.NOT_APPLICABLE, message("reason.not-applicable")
        if words >= needed if needed else self._any_text(passages):
            if not holding:
                return Status.ADDRESSED, message("reason.addressed-any")
            shared = min(len(passage.codes) for passage in holding)
            if shared > 1:
                return Status.ADDRESSED, message("reason.addressed-shared", words=words, shared=shared)
            return Status.ADDRESSED, message("reason.addressed", words=words, places=len(holding))
        if any(self.opens_not_applicable(passage) for passage in passages):
            return Status.NOT_APPLICABLE, message("reason.not-applicable")
        cited = self.cited.get(code, [])
        closed = any(p.kind == "paragraph" and p.convention in ("closes", "opens") and p.words for p in passages)
        if closed or any(citation.kind in OF_ITS_OWN for citation in cited):
            return Status.THIN, self._thin(passages, words, needed)
        if cited:
            return Status.MENTIONED, _mentioned(cited)
        return self._absent(code)

    def _thin(self, passages: Sequence[Passage], words: int, needed: int) -> Message:
        if words:
            return message("reason.thin", words=words, needed=needed)
        texts = [self.words.text(piece) for passage in passages for piece in passage.pieces]
        if any(map(narrative_words, texts)):
            return message("reason.thin-printed")
        if any(map(is_file_name, texts)):
            return message("reason.thin-files")
        if any(re.search(r"\w|…|\.\.", text) for text in texts):
            return message("reason.thin-prompt")
        kinds = {passage.kind for passage in passages}
        if "heading" in kinds:
            return message("reason.thin-empty")
        return message("reason.thin-row" if kinds == {"row"} else "reason.thin-line")

    def _absent(self, code: Code) -> tuple[Status, Message]:
        if self.without_codes:
            return Status.NOT_CHECKED, message("reason.not-checked-no-codes")
        if code in self.ambiguous:
            return Status.NOT_CHECKED, message("reason.not-checked-ambiguous", other=self.standards.extends)
        hidden = self._unreadable_near(code)
        if hidden is not None:
            return Status.NOT_CHECKED, hidden
        if refused := self.refused.get(code):
            return Status.MISSING, message("reason.not-counted", count=len(refused))
        return Status.MISSING, message("reason.not-found")

    def _unreadable_near(self, code: Code) -> Message | None:
        """The unreadable pages between the code's nearest found neighbours; the document's ends count as such."""
        if not self.document.unreadable:
            return None
        before = max((known for known in self.found if known < code), default=None)
        after = min((known for known in self.found if known > code), default=None)
        start = self.found[before] if before else -1
        end = self.found[after] if after else len(self.document.blocks)
        start, end = min(start, end), max(start, end)
        pages: list[int] = []
        between = [gap for gap in self.document.unreadable if start < gap.at <= end]
        for gap in between:
            pages += gap.pages
        if not between:
            return None
        known: dict[str, str | None] = {
            "before": str(before) if before else None,
            "after": str(after) if after else None,
        }
        if not pages and between[0].reason not in ("picture", "scan"):
            return message("reason.not-checked-parts", reason=between[0].reason, **known)
        if not pages:  # a Word file with pictures of pages, whose numbers nobody knows
            return message("reason.not-checked-pictures", **known)
        return message("reason.not-checked-pages", pages=tuple(_folded(pages)), **known)

    def _without_codes(self) -> bool:
        """The report cites no codes, or only one or two in passing while it names the standards by their titles."""
        counted = self.citations.counted
        if not counted:
            return not self.ambiguous
        if any(citation.kind != "inline" or citation.prefix for citation in counted):
            return False
        few = len({code for citation in counted for code in citation.codes}) <= _FEW
        titled = len({heading.number for heading in self.citations.standards.values()}) * 2 >= len(
            self.standards.standards
        )
        return few and titled and sum(len(block.shown.split()) for block in self.document.blocks) >= _LONG_REPORT

    def opens_not_applicable(self, passage: Passage) -> bool:
        heading = self.document.blocks[passage.citation.block]
        if heading.kind is Kind.HEADING and says_not_applicable(heading.shown[passage.citation.end :]):
            return True
        own = [piece for piece in passage.pieces if self.document.blocks[piece[0]].kind is not Kind.NOTE]
        texts = [self.words.left(piece).strip(" .:–—-") for piece in own or passage.pieces]
        texts = [text for text in texts if text]
        first = texts if passage.kind == "row" else texts[:1]
        if passage.kind == "lead" and texts and words_in(texts[0]) <= _TITLE and texts[0][-1:].isalnum():
            first = texts[:2]  # the lead is a title on a line of its own
        return any(says_not_applicable(text) for text in first)

    def _only_not_applicable(self, passage: Passage) -> bool:
        """One text that says so and gives the reason."""
        texts = [text for piece in passage.pieces if (text := self.words.left(piece).strip(" .:–—-"))]
        return len(texts) == 1 and only_not_applicable(texts[0])

    def _needed(self, pieces: Iterable[tuple[int, int]], kind: str = "") -> int:
        """The words that make these pieces an answer, in their language, or that of the section they stand in."""
        some = list(islice(pieces, _TELLING))
        if not some:
            return self.standards.enough_words("", kind)
        told = language_of(" ".join(self.words.text(piece) for piece in some)[:_SAMPLE])
        told = told or self.document.language_at(some[0][0])
        return self.standards.enough_words(told or "", kind)

    def _any_text(self, passages: Sequence[Passage]) -> bool:
        """Something was written, be it a number: all that some criteria ask for."""
        texts = (self.words.left(piece) for passage in passages for piece in passage.pieces)
        return any(re.search(r"[^\W_]", text) is not None and not is_prompt(text) for text in texts)

    # -- evidence

    def _evidence(self, code: Code, needed: int) -> tuple[Evidence, ...]:
        passages = self.by_code.get(code, [])
        answered = {(p.citation.block, p.citation.cell, p.citation.start) for p in passages}
        ranked = sorted(
            passages, key=lambda p: (_fullness(p.words, needed), _STRENGTH.index(p.kind), -p.words, p.citation.block)
        )
        evidence = [self.evidence.of_passage(passage) for passage in ranked]
        rest = [c for c in self.cited.get(code, []) if (c.block, c.cell, c.start) not in answered]
        rest.sort(key=lambda citation: (_STRENGTH.index(citation.kind), citation.block, citation.start))
        return (*evidence, *(self.evidence.of_citation(citation) for citation in rest))

    # -- standards

    def _standard(self, standard: Standard, criteria: Sequence[CriterionCoverage]) -> StandardCoverage:
        addressed = sum(covered.status is Status.ADDRESSED for covered in criteria)
        headings = [at for at, heading in self.citations.standards.items() if heading.number == standard.number]
        headings = [at for at in headings if self.citations.parts[at].kind == "report"]
        headings = headings or [
            citation.block
            for citation in self.citations.counted
            if citation.kind == "heading" and any(code.text == standard.number for code in citation.codes)
        ]
        codes = tuple(covered.criterion.code for covered in criteria)[:1]
        passages: list[Passage] = []
        for at in headings:
            own = self._section_pieces(at, standard.number)
            citation = Citation("heading", at, codes, 0, 0)
            passages.append(Passage("heading", citation, codes, tuple(own), self.words.total(own)))
        evidence = [self.evidence.of_passage(passage) for passage in passages]
        pieces = dict.fromkeys(piece for passage in passages for piece in passage.pieces)
        words = passages[0].words if len(passages) == 1 else self.words.total(pieces)
        needed = self._needed(pieces)
        evidence.sort(key=lambda item: _fullness(item.words, needed))
        if headings:
            status, reason = self._standard_status(words, needed, headings)
        else:
            mentions = self._mentions_of(standard.number)
            evidence = [self.evidence.of_citation(citation) for citation in mentions]
            status, reason = self._unheaded(mentions, addressed, criteria)
        return StandardCoverage(standard, status, reason, addressed, len(criteria), tuple(evidence))

    def _standard_status(self, words: int, needed: int, headings: Sequence[int]) -> tuple[Status, Message]:
        if words >= needed:
            return Status.ADDRESSED, message("reason.standard-addressed", words=words)
        following = self.document.blocks[headings[0] + 1].shown if headings[0] + 1 < len(self.document.blocks) else ""
        if says_not_applicable(following):
            return Status.NOT_APPLICABLE, message("reason.not-applicable")
        return Status.THIN, message("reason.standard-thin", words=words, needed=needed)

    def _unheaded(
        self, mentions: Sequence[Citation], addressed: int, criteria: Sequence[CriterionCoverage]
    ) -> tuple[Status, Message]:
        if addressed:
            return Status.ADDRESSED, message("reason.standard-by-criteria", addressed=addressed, total=len(criteria))
        if mentions or any(covered.evidence for covered in criteria):
            return Status.MENTIONED, message("reason.standard-mentioned")
        hidden = self._unreadable_near(criteria[0].criterion.code) if criteria else None
        if hidden is not None:
            return Status.NOT_CHECKED, hidden
        return Status.MISSING, message("reason.standard-missing")

    def _section_pieces(self, start: int, number: str) -> list[tuple[int, int]]:
        """What stands under a standard's heading: to the next standard, or a heading of its rank without its codes."""
        level = self.document.blocks[start].level or 1
        pieces: list[tuple[int, int]] = []
        own: set[int] | frozenset[int] = self.headings_of.get(number, frozenset())
        for index in range(start + 1, len(self.document.blocks)):
            block = self.document.blocks[index]
            heading = self.citations.standards.get(index)
            if heading is not None:
                ends = heading.number != number
            else:
                ends = block.kind is Kind.HEADING and block.level <= level and index not in own
            if ends and not is_label(block.shown):
                break
            if self.citations.parts[index].kind != self.citations.parts[start].kind:
                break
            if block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.BOX):
                pieces.append((index, -1))
            elif block.kind is Kind.ROW:
                pieces += [(index, at) for at in range(len(block.cells))]
        return pieces

    @cached_property
    def _naming_standards(self) -> list[int]:
        """Blocks of the report that have a word for standard in them."""
        blocks, parts = self.document.blocks, self.citations.parts
        return [at for at, block in enumerate(blocks) if parts[at].kind == "report" and names_standard(block.shown)]

    def _mentions_of(self, number: str) -> list[Citation]:
        naming = [index for index in self._naming_standards if number in self.document.blocks[index].shown]
        if not naming:
            return []
        word = alternatives(vocabulary("standard"))
        bare = re.escape(number)
        pattern = re.compile(
            rf"{word}\s*(?:№|no\.?)?\s*{bare}(?![0-9]|\.[0-9])|(?<![0-9.]){bare}\s*[-–]?\s*{word}", re.IGNORECASE
        )
        found = []
        for index in naming:
            block = self.document.blocks[index]
            match = pattern.search(block.shown)
            # an entry of the contents may end in its page: «Самооценка по стандартам 6»
            if match is not None and not (block.kind is Kind.CONTENTS and match.start() and _ends(block, match)):
                kind = block.kind.value if block.kind in (Kind.CONTENTS, Kind.FURNITURE) else "inline"
                found.append(Citation(kind, index, (), match.start(), match.end()))
        return found


def _ends(block: Block, match: re.Match[str]) -> bool:
    return not block.shown[match.end() :].strip() and block.shown[match.end() - 1].isdigit()


def _by_code(found: Iterable[tuple[Sequence[Code], T]]) -> dict[Code, list[T]]:
    """Citations or passages by each of their codes, in their order."""
    by_code: dict[Code, list[T]] = {}
    for codes, one in found:
        for code in codes:
            by_code.setdefault(code, []).append(one)
    return by_code


def _fullness(words: int, needed: int) -> int:
    """0: enough words, 1: some, 2: none."""
    return 0 if words >= needed else 1 if words else 2


def _mentioned(cited: Sequence[Citation]) -> Message:
    kinds = {citation.kind for citation in cited}
    for kind, id in (
        ("contents", "reason.mentioned-contents"),
        ("matrix", "reason.mentioned-matrix"),
        ("range", "reason.mentioned-range"),
        ("furniture", "reason.mentioned-furniture"),
    ):
        if kinds == {kind}:
            return message(id)
    return message("reason.mentioned-inline", count=len(cited))


def _folded(pages: Iterable[int]) -> list[str]:
    """12, 13, 14, 20 as "12–14", "20"."""
    folded: list[list[int]] = []
    for page in sorted(set(pages)):
        if folded and page == folded[-1][1] + 1:
            folded[-1][1] = page
        else:
            folded.append([page, page])
    return [str(first) if first == last else f"{first}–{last}" for first, last in folded]
