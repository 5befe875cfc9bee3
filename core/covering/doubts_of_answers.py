"""The doubts about an answer: why a status that a text gives, or half gives, could be read another way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..citing.labels import is_label
from ..model.coverage import Passage
from ..model.document import Kind
from ..words.messages import Message, message
from ..words.narrative import (
    answered_with_another,
    ends_in_file,
    is_prompt,
    names_papers,
    narrative_words,
    says_not_applicable,
)
from ..words.printed import guides
from ..words.vocabulary import SENTENCES, spelled
from .doubt_facts import Case, Facts

_BELOW, _ABOVE = 3, 1  # words around those needed, within which a person may count otherwise (numbers, hyphens)
_WORDING = range(20, 56)  # words of a sentence that by itself may be the criterion's own wording
_LONG_NOT_APPLICABLE = 25  # words of a passage that says more than that it does not apply
_FEWEST_FILES = 3  # lines of an answer that end with a file's name, from which on they may be a list of files
_HALF = 0.5  # share of a passage in questions, or in what a form prints
_BEHIND = 6  # blocks behind an empty place in which its text may stand
_LONG_HEADING = 15  # words of a heading that may be the beginning of the answer
_FEW_WORDS = 12  # for each criterion of a passage, below which a person may ask whether it answers all of them
_NUMBER = re.compile(r"(?<!\S)[^\s\w]*[0-9]\S*")
_WORD_AND_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?…]+[»”\")]?\s+(?=\S)")
_SENTENCE = re.compile(r"[.!?…]+[»”\")]?\s+(?=\S)")


@cache
def _institution_does() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:(?:the|this|each|every)\s+)?{spelled(SENTENCES.words('institution_does'))}\w*\W", re.IGNORECASE
    )


class OfAnswers(Facts):
    """The doubts about criteria that some text answers, or that are said not to apply."""

    def of_passages(self, case: Case) -> Message | None:
        """The passages that give the status were all found in a way that leaves a doubt."""
        holding = [passage for passage in case.passages if passage.words]
        if not holding or not all(passage.doubt for passage in holding):
            return None
        return message(holding[0].doubt)

    def printed(self, case: Case) -> Message | None:
        """More than half of the text is what a form prints, as far as that could be told."""
        pieces = dict.fromkeys(piece for passage in case.passages for piece in passage.pieces)
        written = sum(map(self.words.written, pieces))
        half = case.words < _HALF * written
        return message("doubt.printed") if written >= case.needed and half else None

    def near(self, case: Case) -> Message | None:
        """A few words more or less, or its numbers, which count as no words, would make another status of it."""
        close = case.needed - _BELOW <= case.words <= case.needed + _ABOVE
        if close or case.words < case.needed <= case.words + self._numbers(case):
            return message("doubt.near", words=case.words, needed=case.needed)
        return None

    def _numbers(self, case: Case) -> int:
        pieces = dict.fromkeys(piece for passage in case.passages for piece in passage.pieces)
        return sum(len(_NUMBER.findall(self.words.text(piece))) for piece in pieces)

    def foreign_place(self, case: Case) -> Message | None:
        """Its heading or opening stands in the section of another standard."""
        sections = {self.standard_above(passage.citation.block) for passage in case.passages if passage.words}
        rows = all(passage.kind == "row" for passage in case.passages if passage.words)
        if sections == {None} and rows and self.within_standards:
            return message("doubt.no-standard")
        if not sections or None in sections or case.criterion.standard in sections:
            return None
        if any(passage.convention != "opens" or passage.citation.prefix for passage in case.passages if passage.words):
            return None
        return message("doubt.other-standard", standard=case.criterion.standard)

    def partly(self, case: Case) -> Message | None:
        """The report itself says that the text answers the criterion in part."""
        for passage in case.passages:
            if passage.citation.cell is not None:
                continue
            shown = self.document.blocks[passage.citation.block].shown
            own = (one for one in self.in_block.get(passage.citation.block, ()) if case.code in one.codes)
            cited = next(own, passage.citation)
            if SENTENCES.any_of("partly").match(shown[cited.end :].lstrip(" ,–—-(")):
                return message("doubt.partly")
        return None

    def wording(self, case: Case) -> Message | None:
        """The whole passage is one sentence about what the institution does: perhaps the criterion's own wording."""
        texts = [self.words.text(piece).strip() for passage in case.passages for piece in passage.pieces]
        texts = [text for text in texts if text]
        if len(texts) != 1 or re.search("[0-9]", texts[0]) or len(texts[0].split()) not in _WORDING:
            return None
        bare = texts[0].strip(" .:–—-")
        return message("doubt.wording") if _institution_does().match(bare) and not _SENTENCE.search(bare) else None

    def in_italics(self, case: Case) -> Message | None:
        """Without what is set in italics, as body text is not, it would be too short: perhaps the form's words."""
        pieces = dict.fromkeys(piece for passage in case.passages for piece in passage.pieces)
        slanted = [piece for piece in pieces if piece[1] < 0 and self.document.blocks[piece[0]].italic]
        if not slanted or not self.italics_tell:
            return None
        return message("doubt.italics") if case.words - self.words.total(slanted) < case.needed else None

    def questions(self, case: Case) -> Message | None:
        """Half of the words stand in questions, which a form prints."""
        asked = 0
        for passage in case.passages:
            for piece in passage.pieces:
                sentences = re.split(r"(?<=[.!?])\s+", self.words.text(piece))
                asked += sum(narrative_words(sentence) for sentence in sentences if sentence.endswith("?"))
        return message("doubt.questions") if asked > _HALF * case.words else None

    def not_applicable_after_all(self, case: Case) -> Message | None:
        if any(says_not_applicable(passage.opening) for passage in case.passages):
            return message("doubt.says-not-applicable")
        return None

    def swallows(self, case: Case) -> Message | None:
        """Without what follows a line set apart inside the passage it would be too short."""
        for passage in case.passages:
            if passage.convention != "opens":
                continue
            before = self._before_a_title(passage)
            if before is not None and case.words - passage.words + before < case.needed:
                return message("doubt.swallows")
        return None

    def _before_a_title(self, passage: Passage) -> int | None:
        """The words of a passage before the first title inside it; None where there is none."""
        at = passage.citation.block
        for number, piece in enumerate(passage.pieces):
            titled = (i for i in range(at + 1, piece[0] + 1) if self._is_title(i))
            if piece[0] > at and any(titled):
                return self.words.total(passage.pieces[:number])
            at = max(at, piece[0])
        return None

    def _is_title(self, index: int) -> bool:
        block = self.document.blocks[index]
        if block.kind is Kind.HEADING:
            return not is_label(block.shown)
        title = None if index in self.opened else self.apart.title(index)
        if title is None or title.look == "bold":
            return title is not None
        return title.look not in self.apart.habits and self.apart.ends_chapter(index)

    def other_code_inside(self, case: Case) -> Message | None:
        """A text of the passage opens with a code that has no place of its own, and is needed to be enough."""
        for passage in case.passages:
            words = passage.words
            for piece in passage.pieces:
                other = self.heads(piece[0])
                if other is not None and other not in passage.codes and other not in self.placed:
                    words -= self.words.total([piece])
            if case.words - passage.words + words < case.needed <= case.words:
                return message("doubt.other-code")
        return None

    def paragraphs_of_another(self, case: Case) -> Message | None:
        """Its own paragraph is a short sentence, and the one below may be another's: elsewhere each is an answer."""
        if not self.one_paragraph_each:
            return None
        for passage in case.passages:
            first = self.words.total(passage.pieces[:1])
            text = self.words.text(passage.pieces[0]).rstrip() if passage.pieces else ""
            short = 0 < first < case.needed and len(passage.pieces) > 1 and text[-1:] in ".…"
            short = short and _WORD_AND_SENTENCE.search(text) is None
            if passage.kind == "lead" and short and case.words - passage.words + first < case.needed:
                return message("doubt.next-paragraph")
        return None

    def lists_papers(self, case: Case) -> Message | None:
        """Without lists of papers it would be too short."""
        texts = {piece: self.words.text(piece) for passage in case.passages for piece in passage.pieces}
        files = [piece for piece, text in texts.items() if ends_in_file(text)]
        papers = [piece for piece, text in texts.items() if names_papers(text)]
        papers += files if len(files) >= _FEWEST_FILES else []
        listed = sum(self.words.total([piece]) for piece in dict.fromkeys(papers))
        return message("doubt.lists-papers") if listed and case.words - listed < case.needed else None

    def runs_over(self, case: Case) -> Message | None:
        """Its row ends in the middle of a sentence at a page's end, or begins so: text may stand in the wrong row."""
        for passage in case.passages:
            if passage.kind == "row" and {piece[0] for piece in passage.pieces} & self.broken_rows:
                return message("doubt.page-break")
        return None

    def shared_by_many(self, case: Case) -> Message | None:
        """A few words for each of several criteria."""
        holding = [passage for passage in case.passages if passage.words]
        shares = [passage.words < _FEW_WORDS * len(passage.codes) for passage in holding]
        return message("doubt.shared-by-many") if shares and all(shares) else None

    def even(self, case: Case) -> Message | None:
        """Its line of codes could as well close the text above as open the one below."""
        return message("doubt.close-call") if case.code in self.alignment.even else None

    def one_language(self, case: Case) -> Message | None:
        """Its row in a table of two languages has a text in one of them only."""
        keys = ((one.citation.block, one.citation.cell) for one in case.passages if one.citation.cell is not None)
        lacking = next((self.lacking[key] for key in keys if key in self.lacking), None)
        return message("doubt.one-language", language=lacking) if lacking else None

    def text_behind(self, case: Case) -> Message | None:
        """Right behind the criterion's place stands a text that belongs to nobody."""
        for passage in case.passages:
            last = max([passage.citation.block, *(block for block, _ in passage.pieces)])
            words = sum(self.words.total([(i, -1)]) for i in self._unowned_after(last))
            if passage.citation.cell is None and case.words + words >= case.needed:
                return message("doubt.text-behind")
        return None

    def _unowned_after(self, last: int) -> Iterable[int]:
        """The paragraphs behind a block that no passage holds, or only one that a mark further down claims, up to the
        next one that a passage does."""
        if last + 1 in self.reached and last + 1 not in self.alignment.claims:
            yield last + 1
        for index in range(last + 1, min(last + 1 + _BEHIND, len(self.document.blocks))):
            block = self.document.blocks[index]
            if index in self.owned or index in self.citations.standards or index in self.alignment.closing:
                return
            if block.kind in (Kind.PARAGRAPH, Kind.ITEM):
                yield index

    def papers(self, case: Case) -> Message | None:
        """With the names of papers in the row it would be enough."""
        for passage in case.passages:
            if passage.kind == "row" and passage.citation.cell is not None:
                cells = self.document.blocks[passage.citation.block].narratives
                beside = sum(words for at, words in enumerate(cells) if at != passage.citation.cell)
                if beside >= case.needed > case.words:
                    return message("doubt.papers")
        return None

    def long_heading(self, case: Case) -> Message | None:
        """With the words of its heading it would be enough."""
        for passage in case.passages:
            if passage.kind == "heading":
                behind = narrative_words(self.document.blocks[passage.citation.block].shown[passage.citation.end :])
                if behind >= _LONG_HEADING and case.words + behind >= case.needed:
                    return message("doubt.long-heading")
        return None

    def line_below_a_text(self, case: Case) -> Message | None:
        """A line of nothing but codes with no text of its own stands right below a text that holds no codes."""
        for passage in case.passages:
            at = passage.citation.block
            bare = not re.search(r"\w", self.document.blocks[at].shown[passage.citation.end :])
            if passage.kind == "lead" and bare and not case.words and self.near_texts.above(at) >= case.needed:
                return message("doubt.close-call")
        return None

    def in_brackets(self, case: Case) -> Message | None:
        """A text as long as an answer was taken for the template's, for it stands in brackets, and asks for nothing."""
        texts = (self.words.text(piece) for passage in case.passages for piece in passage.pieces)
        long = (text for text in texts if is_prompt(text) and len(text.split()) >= case.needed)
        return None if all(map(guides, long)) else message("doubt.in-brackets")

    def answered_before(self, case: Case) -> Message | None:
        """All that it says is that its answer is the one before, or one with another's."""
        texts = [self.words.text(piece) for passage in case.passages for piece in passage.pieces]
        return message("doubt.answered-before") if answered_with_another(" ".join(texts)) else None

    def long_not_applicable(self, case: Case) -> Message | None:
        return message("doubt.long-not-applicable") if case.words > _LONG_NOT_APPLICABLE else None
