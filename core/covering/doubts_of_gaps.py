"""The doubts about a gap: why a criterion that is only mentioned, or missing, may have its answer after all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from ..model.coverage import OF_ITS_OWN, Citation
from ..words.messages import Message, message
from .doubt_facts import HEAD, OTHER_NUMBERS, Case, Facts
from .marks import named_as_well, named_in_passing
from .odd_codes import one_slip

# Refusals that another reader might not share; a date, a price, a phone number is none of them.
_ARGUABLE = frozenset(
    ["section-number", "bare-number", "out-of-place", "ambiguous", "own-table", "other-set", "product"]
)

_NOT_OURS = frozenset(["framework", "other-document", "date"])  # what a number at the end of a text was taken for
_NUMBERED = frozenset(["numbered", "figure"])  # what a number in brackets was taken for behind such a word
_TITLE = 12  # words of a line that is a title
_FEW_CODES = 6  # that a running head names


class OfGaps(Facts):
    """The doubts about criteria that no text was found to answer."""

    def heads_a_text(self, case: Case) -> Message | None:
        """It stands at the head of a text that another criterion holds, or nobody."""
        near = self.near_texts
        heads = any(near.behind(citation) >= case.needed for citation in near.in_passing(case.cited))
        return message("doubt.heads-a-text") if heads else None

    def heads_what_follows(self, case: Case) -> Message | None:
        """It ends a short line, as of a title, right above a text as long as an answer that belongs to nobody."""
        for one in case.cited:
            below = one.block + 1
            if one.cell is not None or one.kind == "contents" or below in self.owned or not self._ends_line(one):
                continue
            if below < len(self.document.blocks) and self.words.total([(below, -1)]) >= case.needed:
                return message("doubt.heads-a-text")
        return None

    def _ends_line(self, one: Citation) -> bool:
        shown = self.document.blocks[one.block].shown
        last = max(other.end for other in self.in_block.get(one.block, (one,)))
        return len(shown.split()) <= _TITLE and not re.search(r"\w", shown[last:])

    def at_the_end_of_a_text(self, case: Case) -> Message | None:
        """It stands at the end of a text, or of a sentence, that another criterion holds, or nobody. Where another
        opens the text, and codes close none in the whole report, it only refers."""
        near = self.near_texts
        ends = (one for one in near.in_passing(case.cited) if near.before(one) >= case.needed)
        blocks = self.document.blocks
        free = any(
            self.closes or one.block not in self.opened_texts or named_as_well(blocks[one.block].shown, one)
            for one in ends
        )
        return message("doubt.ends-a-text") if free else None

    def in_what_another_closes(self, case: Case) -> Message | None:
        """A paragraph as long as an answer names it, and a code further below closes that paragraph, too."""
        for one in case.cited:
            mark = self.closed_by.get(one.block, one.block)
            named = one.kind in ("inline", "range") and one.cell is None and one.prefix
            if named and mark != one.block and self.words.total([(one.block, -1)]) >= case.needed:
                return message("doubt.within")
        return None

    def in_a_text_of_its_standard(self, case: Case) -> Message | None:
        """A paragraph as long as an answer, in its standard's section, names it among few and sends nobody to it."""
        for one in self.near_texts.in_passing(case.cited):
            sent = named_in_passing(self.document.blocks[one.block].shown, one)
            if not sent and self._long_in_its_standard(one, case):
                return message("doubt.within")
        return None

    def _long_in_its_standard(self, one: Citation, case: Case) -> bool:
        if one.cell is not None or self.standard_above(one.block) != case.criterion.standard:
            return False
        return self.document.blocks[one.block].narrative >= case.needed

    @cached_property
    def closed_by(self) -> Mapping[int, int]:
        """By block of a text that a code further below closes, the block of that code."""
        claims = [claim for some in self.alignment.claims.values() for claim in some]
        return {block: claim.mark.block for claim in claims for block in claim.blocks if block < claim.mark.block}

    def undecided(self, case: Case) -> Message | None:
        """Had its chapter been read the other way, it would have an answer."""
        return message("doubt.close-call") if case.code in self.alignment.otherwise else None

    def running_head(self, case: Case) -> Message | None:
        """Only a running head names it, among a few: perhaps for what stands on its pages."""
        heads = all(one.kind == "furniture" and len(one.codes) <= _FEW_CODES for one in case.cited)
        return message("doubt.running-head") if heads else None

    def lost(self, case: Case) -> Message | None:
        """A table of criteria and places sends its reader to a section or page that this file does not show."""
        pointers = (self.citations.index.get((one.block, one.cell)) for one in case.cited if one.cell is not None)
        return message("doubt.lost") if any(one is not None and one.lost for one in pointers) else None

    def contents_alone(self, case: Case) -> Message | None:
        """An entry of the contents names it within a range, and nothing else does."""
        if all(citation.kind == "contents" and len(citation.codes) > 1 for citation in case.cited):
            return message("doubt.contents-alone")
        return None

    def silent_table(self, case: Case) -> Message | None:
        """A row of a plan, or of earlier recommendations, holds as many words as an answer."""
        for citation in case.cited:
            silent = citation.kind == "matrix" and citation.cell is not None
            if silent and sum(self.document.blocks[citation.block].narratives) >= case.needed:
                return message("doubt.silent-table")
        return None

    def refused_heading(self, case: Case) -> Message | None:
        """It opens a heading, a row or a text, but was taken for a number of another kind."""
        for citation in case.refused:
            if citation.kind in (*OF_ITS_OWN, "note", "box") and citation.refused in _ARGUABLE:
                return message("doubt.refused")
        return None

    def mistyped(self, case: Case) -> Message | None:
        """A code that the set lacks opens a text and is one slip away from this one."""
        for code in self.unknown_openers.get(case.code.parts[:-1], ()):
            if one_slip(code.text, case.code.text):
                return message("doubt.mistyped", cited=code.text)
        return None

    def oddly_written(self, case: Case) -> Message | None:
        """Its numbers open or close a text with other signs between them: "3/2/14", "3_2_14", "3 2 14"."""
        written = self.odd_codes.get(case.code)
        return message("doubt.mistyped", cited=written) if written else None

    def refused_in_its_standard(self, case: Case) -> Message | None:
        """Its own standard's section writes it in a text as long as an answer, or as a number of two levels, or as the
        key of a table behind the report, and it was taken for a number of another kind."""
        for one in case.refused:
            there = one.cell is None and self.standard_above(one.block) == case.criterion.standard
            short = there and one.refused == "bare-number"
            long = one.refused in _NOT_OURS | {"product"} and self._long_in_its_standard(one, case)
            if short or long or (one.refused == "appended" and one.kind in ("row", "matrix")):
                return message("doubt.refused")
        return None

    def refused_at_the_end(self, case: Case) -> Message | None:
        """A bracket at the end of a text as long as an answer holds it, and it was taken for another document's."""
        near = self.near_texts
        for one in case.refused:
            ends = one.kind == "inline" and one.cell is None and one.refused in _NOT_OURS | _NUMBERED
            if ends and near.before(one) >= case.needed and (one.refused in _NOT_OURS or near.in_bracket(one)):
                return message("doubt.ends-a-text")
        return None

    def refused_at_the_head(self, case: Case) -> Message | None:
        """It stands at the head of a text as long as an answer, behind a word for other numbers: "Code 3.2.14: …"."""
        near = self.near_texts
        for one in case.refused:
            heads = one.kind == "inline" and one.cell is None and one.refused in OTHER_NUMBERS
            if heads and one.start <= HEAD and near.behind(one) >= case.needed:
                return message("doubt.heads-a-text")
        return None
