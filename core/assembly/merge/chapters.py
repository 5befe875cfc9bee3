"""Chapters, lines of the summary and questions that the ground of a merged report has not yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import qn

from ...expert_report.tags import Tag
from .parts import Part, chapters_of, controls_of
from .pieces import Pieces
from .xml import natural, row_of


class Chapters(Pieces):
    def add_chapters(self) -> None:
        """Those that the base has not, from the first part that has them, in the order of the set's standards."""
        have = chapters_of(self.base)
        order = sorted({number for part in self.parts for number in chapters_of(part)}, key=natural)
        for number in order:
            if number in have:
                continue
            source = next(part for part in self.parts if number in chapters_of(part))
            copies = self.brought(source, chapters_of(source)[number])
            following = [n for n in order if n in have and order.index(n) > order.index(number)]
            if following:
                for element in copies:
                    have[following[0]][0].addprevious(element)
            else:
                anchor = have[max(have, key=order.index)][-1] if have else self.base.body[0]
                for element in reversed(copies):
                    anchor.addnext(element)
            have[number] = copies
            self._summary_row(source, number)
        self._question_rows()

    def _summary_row(self, source: Part, number: str) -> None:
        """The standard's line in the summary of ratings."""
        rows = [
            row
            for one, control in source.fields
            if one.tag.kind == "summary" and one.tag.standard == number and (row := row_of(control)) is not None
        ]
        ours = [
            (tag.standard, row)
            for tag, control in controls_of(self.base.body).items()
            if tag.kind == "summary" and (row := row_of(control)) is not None
        ]
        if not rows or not ours:
            return
        before = [row for standard, row in ours if natural(standard) < natural(number)]
        for row in reversed(list(dict.fromkeys(rows))):
            for copied in self.brought(source, [row]):
                if before:
                    before[-1].addnext(copied)
                else:
                    ours[0][1].addprevious(copied)

    def _question_rows(self) -> None:
        """Questions of a part that the base does not ask: under the same meeting, else the meeting comes with them."""
        for part in self.parts:
            if part is self.base:
                continue
            ours = self._answers()
            for one, control in part.fields:
                if one.tag.kind != "answer" or one.tag in ours or (row := row_of(control)) is None:
                    continue
                same = [c for tag, c in ours.items() if tag.field == one.tag.field]
                anchor = row_of(same[-1]) if same else None
                if anchor is not None:
                    anchor.addnext(self.brought(part, [row])[0])
                else:
                    self._meeting(part, row, [*ours.values()])
                ours = self._answers()

    def _answers(self) -> dict[Tag, Any]:
        return {tag: control for tag, control in controls_of(self.base.body).items() if tag.kind == "answer"}

    def _meeting(self, part: Part, row: Any, answers: Sequence[Any]) -> None:
        """The table of a meeting with its heading, after the last one that the base has."""
        table = next(row.iterancestors(qn("w:tbl")))
        heading = table.getprevious()
        if answers and heading is not None:
            last = next(answers[-1].iterancestors(qn("w:tbl")))
            for element in reversed(self.brought(part, [heading, table])):
                last.addnext(element)
