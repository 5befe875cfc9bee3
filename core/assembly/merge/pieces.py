"""What every step of sapa merge works with: the joint report, its words, and how a field of it is made or filled."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ...expert_report.tags import Tag, format_tag
from ...model.findings import Finding
from ...words.messages import Lang, Message, Value, say
from .carried import blocks_of, is_rich, runs_of
from .parts import Part, Said
from .transplant import Transplant
from .xml import emptied, made_paragraph, made_run, number_of, tag_of, within


class Pieces:
    """base: the part that becomes the joint report; experts: names by their number in its tags, from 1."""

    def __init__(
        self, base: Part, parts: Sequence[Part], experts: list[str], lang: Lang, findings: Sequence[Finding]
    ) -> None:
        self.base, self.parts, self.experts, self.lang = base, parts, experts, lang
        self.findings = list(findings)
        self.transplants = {id(part): Transplant(part.document, base.document) for part in parts if part is not base}
        self.controls = max([0, *(number_of(item) for item in base.body.iter(qn("w:id")))])

    def tell(self, id: str, /, **arguments: Value) -> str:
        return say(Message(id, arguments), self.lang)

    def label(self, number: int) -> str:
        """An expert's name, or what stands for the group, before what they say."""
        return f"{self.experts[number - 1] if number else self.tell('merge.group')}:"

    def strong(self, text: str) -> Any:
        """A run in the style Strong of the joint report, if it has one."""
        run = made_run(text)
        for style in self.base.document.styles.element.iter(qn("w:style")):
            name = style.find(qn("w:name"))
            if name is not None and (name.get(qn("w:val")) or "").casefold() == "strong":
                reference = f'<w:rPr {nsdecls("w")}><w:rStyle w:val="{style.get(qn("w:styleId"))}"/></w:rPr>'
                run.insert(0, parse_xml(reference))
                break
        return run

    def hint(self, tag: Tag) -> str:
        """What an empty field of that kind shows."""
        names = {"assessment": "choose-rating", "rating": "choose-rating", "summary": "choose-rating"}
        own = {"recommendation": "recommendation" if tag.field == "text" else tag.field}
        name = names.get(tag.kind) or own.get(tag.kind) or (tag.field if tag.kind == "signature" else tag.kind)
        found = self.tell(f"eeg-hint.{name}")
        return found if found.startswith("[") else self.tell("eeg-hint.choose")

    def renumber(self, control: Any) -> None:
        self.controls += 1
        number = control.find(f"{qn('w:sdtPr')}/{qn('w:id')}")
        if number is not None:
            number.set(qn("w:val"), str(self.controls))

    def set_value(self, control: Any, one: Said) -> None:
        """Gives the joint field a value that nobody contradicts."""
        properties, holder = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
        for showing in properties.findall(qn("w:showingPlcHdr")):
            properties.remove(showing)
        choices = properties.find(qn("w:dropDownList"))
        if choices is not None and one.field.value:
            choices.set(qn("w:lastValue"), one.field.value)
        target = next(holder.iter(qn("w:p")), holder)
        for child in list(target):
            if child.tag != qn("w:pPr"):
                target.remove(child)
        for piece in [made_run(one.field.text)] if choices is not None else self.line_of(one):
            target.append(piece)

    def own_control(self, tag: Tag, one: Said, content: Sequence[Any]) -> Any:
        """A control of the expert's own, with the choices of the field it comes from."""
        self.controls += 1
        element = parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/><w:id/></w:sdtPr><w:sdtContent/></w:sdt>"
        )
        properties, holder = element[0], element[1]
        named = tag.by(one.number)
        properties[0].set(qn("w:val"), (alias_of(one.control) if one.control is not None else "") or format_tag(named))
        properties[1].set(qn("w:val"), format_tag(named))
        properties[2].set(qn("w:val"), str(self.controls))
        choices = one.control.find(f"{qn('w:sdtPr')}/{qn('w:dropDownList')}") if one.control is not None else None
        if choices is not None:
            properties.append(copy.deepcopy(choices))
        for piece in content:
            holder.append(piece)
        return element

    def own_block(self, tag: Tag, one: Said) -> list[Any]:
        """The name, then a control with the expert's paragraphs."""
        content = self._content(one) or [made_paragraph(line) for line in one.field.text.split("\n")]
        name = parse_xml(f"<w:p {nsdecls('w')}><w:pPr><w:keepNext/></w:pPr></w:p>")
        name.append(self.strong(self.label(one.number)))
        return [name, self.own_control(tag, one, content)]

    def own_line(self, tag: Tag, one: Said, like: Any) -> list[Any]:
        """A paragraph of its own with the name and a control; like: the paragraph of the joint field."""
        paragraph = OxmlElement("w:p")
        style = like.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None:
            paragraph.append(parse_xml(f'<w:pPr {nsdecls("w")}><w:pStyle w:val="{style.get(qn("w:val"))}"/></w:pPr>'))
        paragraph.append(self.strong(f"{self.label(one.number)} "))
        paragraph.append(self.own_control(tag, one, self.line_of(one)))
        return [paragraph]

    def _content(self, one: Said) -> list[Any]:
        """The expert's paragraphs and tables with their formatting; [] where only the text is to be had."""
        holder = one.control.find(qn("w:sdtContent")) if one.control is not None else None
        elements = blocks_of(holder) if holder is not None else []
        if not elements:
            return []
        copied = self._fitted(one, elements)
        if copied[-1].tag != qn("w:p"):
            copied.append(OxmlElement("w:p"))  # a table is followed by a paragraph
        return copied

    def line_of(self, one: Said) -> list[Any]:
        """What stands in a field within a line: as it is where it holds more than text."""
        holder = one.control.find(qn("w:sdtContent")) if one.control is not None else None
        if holder is None or not is_rich(holder):
            return [made_run(one.field.text)]
        if any(True for _ in holder.iter(qn("w:tbl"))):
            self._told_lost("merge-table-lost", one)
        return self._fitted(one, runs_of(holder))

    def _fitted(self, one: Said, elements: Sequence[Any]) -> list[Any]:
        """Copies of a part's elements, made to fit into the joint report."""
        if one.part is self.base:
            copied = list(elements)
        else:
            copied = self.transplants[id(one.part)](elements)
        for element in copied:
            for control in within(element):
                self.renumber(control)
        return copied

    def _told_lost(self, rule: str, one: Said) -> None:
        arguments: dict[str, Value] = {"field": alias_of(one.control), "expert": self.label(one.number)}
        self.findings.append(Finding(rule, "warning", arguments=arguments))

    def brought(self, source: Part, elements: Sequence[Any]) -> list[Any]:
        """Copies of a part's elements with all fields emptied: what was filled in is added by name."""
        copies = self.transplants[id(source)](elements)
        for control in [control for element in copies for control in within(element)]:
            tag = tag_of(control)
            if tag is not None:
                self.renumber(control)
                emptied(control, self.hint(tag))
        return copies

    def homeless(self, tag: Tag, everyone: Sequence[Said]) -> None:
        """A field for which the joint report has no place: said, not lost in silence."""
        for one in everyone:
            arguments: dict[str, Value] = {"tag": format_tag(tag), "expert": self.label(one.number)}
            self.findings.append(Finding("merge-no-place", "warning", arguments={**arguments, "text": one.field.text}))


def alias_of(control: Any) -> str:
    """The field's name for people."""
    alias = control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}")
    return str(alias.get(qn("w:val")) or "") if alias is not None else ""
