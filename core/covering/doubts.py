"""Why a person should look at a status: what in the report could be read another way.

Every doubt is a fact of the document (a word count at the limit, a heading under another standard, a code at the head
of somebody else's text), never a guess at how sure the rules feel. The first that holds is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from ..model.coverage import Status
from ..words.messages import Message, message
from .doubt_facts import Case
from .doubts_of_answers import OfAnswers
from .doubts_of_gaps import OfGaps


class Doubts(OfAnswers, OfGaps):
    """The doubts about one document's statuses."""

    @cached_property
    def by_status(self) -> Mapping[Status, Sequence[Callable[[Case], Message | None]]]:
        """What may be doubted of a status, in the order in which it is asked."""
        return {
            Status.ADDRESSED: (
                self.of_passages, self.printed, self.near, self.foreign_place, self.partly, self.wording,
                self.in_italics, self.questions, self.not_applicable_after_all, self.swallows, self.other_code_inside,
                self.paragraphs_of_another, self.lists_papers, self.runs_over, self.shared_by_many, self.even,
                self.one_language,
            ),
            Status.THIN: (
                self.of_passages, self.printed, self.text_behind, self.papers, self.near,
                self.runs_over, self.long_heading, self.line_below_a_text, self.even, self.one_language,
                self.answered_before, self.in_brackets, self.untold,
            ),
            Status.NOT_APPLICABLE: (self.long_not_applicable,),
            Status.MENTIONED: (
                self.undecided, self.heads_a_text, self.heads_what_follows, self.silent_table,
                self.at_the_end_of_a_text, self.contents_alone, self.running_head, self.in_what_another_closes,
                self.lost, self.in_a_text_of_its_standard, self.untold,
            ),
            Status.MISSING: (self.refused_heading, self.mistyped, self.oddly_written, self.refused_at_the_end,
                             self.refused_at_the_head, self.refused_in_its_standard, self.untold),
        }  # fmt: skip

    def of(self, case: Case) -> Message | None:
        """The first doubt about a status, or None."""
        found = (doubt(case) for doubt in self.by_status.get(case.status, ()))
        return next((doubt for doubt in found if doubt is not None), None)

    def untold(self, case: Case) -> Message | None:
        """Most of the report belongs to no criterion: it may tie its answers to them in a way that is not known."""
        return message("doubt.untold") if self.hardly_owned else None
