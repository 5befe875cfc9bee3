"""Rows that the experts share: recommendations one after another, a line for everybody who signs."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ...expert_report.tags import Tag
from .parts import Said, controls_of
from .pieces import Pieces
from .xml import emptied, made_run, paragraph_of, retag, row_fields, row_of, row_text, tag_of, text_in, within

ROWS = "recommendation"


class Rows(Pieces):
    def add_recommendations(self, said: Mapping[Tag, Sequence[Said]]) -> None:
        """Everybody's recommendations as rows of one table, the name above the text."""
        by_standard: dict[str, dict[tuple[int, int], list[Said]]] = {}
        for tag, everyone in said.items():
            if tag.kind == ROWS:
                for one in everyone:
                    key = (self.parts.index(one.part), one.field.row)
                    by_standard.setdefault(tag.standard, {}).setdefault(key, []).append(one)
        for standard, rows in by_standard.items():
            old = self._recommendation_rows(standard)
            if old:
                self._write(old, [rows[key] for key in sorted(rows)])
            else:
                for everyone in rows.values():
                    for one in everyone:
                        self.homeless(one.field.tag, [one])

    def _recommendation_rows(self, standard: str) -> list[Any]:
        found = []
        for control in self.base.body.iter(qn("w:sdt")):
            tag = tag_of(control)
            if tag is not None and tag.kind == ROWS and tag.standard == standard:
                found.append(row_of(control))
        return [row for row in dict.fromkeys(found) if row is not None]

    def _write(self, old: Sequence[Any], rows: Sequence[Sequence[Said]]) -> None:
        made = []
        for number, everyone in enumerate(rows, start=1):
            row, first = copy.deepcopy(old[0]), everyone[0]
            for control in within(row):
                tag = tag_of(control)
                if tag is None or tag.kind != ROWS:
                    continue
                retag(control, replace(tag, number=number, expert=first.number))
                self.renumber(control)
                one = next((said for said in everyone if said.field.tag.field == tag.field), None)
                if one is None:
                    emptied(control, self.hint(tag))
                else:
                    self.set_value(control, one)
                if tag.field == "text":
                    self._name(control, first.number)
            _numbered(row, number)
            made.append(row)
        for row in reversed(made):
            old[-1].addnext(row)
        for row in old:
            row.getparent().remove(row)

    def _name(self, control: Any, number: int) -> None:
        """The expert's name over the text, in place of a name from an earlier merging."""
        paragraph = paragraph_of(control)
        cell = paragraph.getparent()
        for other in [child for child in cell.findall(qn("w:p")) if child is not paragraph]:
            cell.remove(other)
        if number:
            line = OxmlElement("w:p")
            line.append(self.strong(self.label(number)))
            paragraph.addprevious(line)

    def add_signatures(self, said: Mapping[Tag, Sequence[Said]]) -> None:
        """A row for everybody who signs; a name that has a row keeps it."""
        signed: dict[str, dict[str, Said]] = {}
        for tag, everyone in said.items():
            for one in everyone if tag.kind == "signature" else ():
                names = [o for o in said.get(replace(tag, field="name"), ()) if o.part is one.part]
                name = names[0].field.text if names else one.name
                signed.setdefault(" ".join(name.split()), {}).setdefault(tag.field, one)
        for name, fields in signed.items():
            rows = self._signature_rows()
            row = next((row for row in rows if row_text(row, "name") == name), None)
            row = row if row is not None else next((row for row in rows if not row_text(row, "name")), None)
            if row is None and rows:
                row = self._further_row(rows[-1], len(rows) + 1)
            if row is None:
                for one in fields.values():
                    self.homeless(one.field.tag, [one])
                continue
            for tag, control in row_fields(row).items():
                if tag.field in fields and not text_in(control):
                    self.set_value(control, fields[tag.field])

    def _signature_rows(self) -> list[Any]:
        found = [row_of(c) for tag, c in controls_of(self.base.body).items() if tag.kind == "signature"]
        return [row for row in dict.fromkeys(found) if row is not None]

    def _further_row(self, last: Any, number: int) -> Any:
        row = copy.deepcopy(last)
        for tag, control in row_fields(row).items():
            retag(control, replace(tag, number=number))
            self.renumber(control)
            emptied(control, self.hint(tag))
        _numbered(row, number)
        last.addnext(row)
        return row


def _numbered(row: Any, number: int) -> None:
    """The number in the row's first cell, if that holds one and no field."""
    cell = next(row.iter(qn("w:tc")))
    texts = list(cell.iter(qn("w:t")))
    if within(cell) or not "".join(text.text or "" for text in texts).strip().isdecimal():
        return
    for text in texts:
        text.getparent().remove(text)
    next(cell.iter(qn("w:p"))).append(made_run(str(number)))
