"""`sapa merge`: the parts that several experts filled in, joined into one report.

Nothing that anybody wrote is overwritten or left out. Texts stand one after another under the experts' names, with the
expert's number in the tag (sapa:strengths::3@2). Where all who chose a value agree, that is the value; where they
differ, every expert's own choice is kept beside the joint one, which stays open, and for a standard's rating the
differing opinions are written into the dissenting opinion.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ..eeg_fields import Field, FilledReport, parse_filled, read_filled
from ..findings import Finding
from ..messages import LANGS, Lang, Message, Value, message, say
from . import Assembled, AssemblyError
from .eeg_contents import renewed
from .eeg_retag import retagged
from .eeg_tags import RATED, VERSION, Property, Tag, bookmark_name, format_tag, list_of, listed
from .merge_xml import (
    behind,
    blocks_of,
    emptied,
    is_first_heading,
    is_list,
    made_paragraph,
    made_run,
    natural,
    number_of,
    paragraph_of,
    removed,
    retag,
    row_fields,
    row_of,
    row_text,
    tag_of,
    text_in,
    unique_drawings,
    within,
)
from .transplant import Transplant
from .word import undated

_BLOCKS = frozenset({"evidence", "analysis", "strengths", "weaknesses", "measures", "dissent"})
_NAMED = _BLOCKS | {"note", "answer"}  # always under the expert's name, even where there is but one
_CHOICES = frozenset({*RATED, "conclusion"})
_OWN_ROWS = "recommendation"
_COVER = 20  # paragraphs among which a part's cover stands


@dataclass
class Part:
    """A filled file. name: whose it is, as it is to be printed, "" for the common report of the group."""

    filled: FilledReport
    document: Any
    name: str
    numbers: Mapping[int, int] = field(default_factory=dict)  # of experts: its own -> those of the merged report

    @property
    def body(self) -> Any:
        return self.document.element.body


@dataclass(frozen=True)
class Said:
    """What one expert put into one field. number: of the expert in the merged report, 0 for the group's own text."""

    number: int
    name: str
    field: Field
    control: Any
    part: Part


def merge(paths: Sequence[str], lang: Lang | None = None) -> Assembled:
    """The joined report and what its readers must know of it. Raises AssemblyError, ReadingError."""
    reports = [read_filled(path) for path in paths]
    return merge_reports(reports, lang)


def merge_reports(reports: Sequence[FilledReport], lang: Lang | None = None) -> Assembled:
    findings = _comparable(reports)
    parts = [_part(report) for report in reports]
    experts = _numbered(parts)
    base = max(parts, key=lambda part: (not part.name, len(_standards(part)), -parts.index(part)))
    language = next((one for one in LANGS if one == base.filled.language), lang or "en")
    return _Merge(base, parts, experts, language, findings).done()


def _part(report: FilledReport) -> Part:
    from pathlib import PurePath

    document = retagged(docx.Document(io.BytesIO(report.data)))
    name = report.expert
    if not name and report.properties.get(Property.KIND) == "eeg-part":
        name = PurePath(report.path.replace("\\", "/")).stem
    return Part(report, document, name)


def _comparable(reports: Sequence[FilledReport]) -> list[Finding]:
    """Refuses what cannot be joined; says what was joined although it differs."""
    first = reports[0]
    for report in reports:
        tags = report.properties.get(Property.TAGS)
        if tags is None or not report.fields:
            raise AssemblyError(message("merge.no-part", path=report.path))
        if tags != str(VERSION):
            raise AssemblyError(message("merge.other-tags", path=report.path, tags=tags))
        sets = tuple(_set_key(one) for one in (first, report))
        if sets[0] != sets[1]:
            raise AssemblyError(message("merge.other-set", paths=(first.path, report.path), sets=sets))
    digests: dict[str, int] = {}
    for report in reports:
        if digests.setdefault(report.sha256, 0):
            raise AssemblyError(message("merge.same-file", path=report.path))
        digests[report.sha256] += 1
    findings = []
    for name, rule in ((Property.SHA256, "merge-other-sar"), (Property.LANGUAGE, "merge-other-language")):
        for report in reports[1:]:
            if report.properties.get(name) != first.properties.get(name):
                paths = (first.path, report.path)
                findings.append(Finding(rule, "warning", arguments={"paths": paths}))
    return findings


def _set_key(report: FilledReport) -> str:
    return f"{report.set_id}@{report.properties.get(Property.EDITION, '')}"


def _numbered(parts: Sequence[Part]) -> list[str]:
    """The experts of the merged report in the order of the parts, those of a report merged before among them."""
    experts: list[str] = []

    def number(name: str) -> int:
        if name not in experts:
            experts.append(name)
        return experts.index(name) + 1

    for part in parts:
        own = {0: number(part.name) if part.name else 0}
        own |= {position: number(name) for position, name in enumerate(part.filled.experts, start=1)}
        part.numbers = own
    return experts


def _standards(part: Part) -> set[str]:
    return {one.tag.standard for one in part.filled.fields if one.tag.kind == "rating"}


class _Merge:
    def __init__(
        self, base: Part, parts: Sequence[Part], experts: list[str], lang: Lang, findings: list[Finding]
    ) -> None:
        self.base, self.parts, self.experts, self.lang = base, parts, experts, lang
        self.findings = list(findings)
        self.transplants = {id(part): Transplant(part.document, base.document) for part in parts if part is not base}
        self.controls = max([0, *(number_of(item) for item in base.body.iter(qn("w:id")))])
        self.marks = max([0, *(number_of(item, "w:id") for item in base.body.iter(qn("w:bookmarkStart")))])

    def tell(self, id: str, /, **arguments: Value) -> str:
        return say(Message(id, arguments), self.lang)

    def done(self) -> Assembled:
        said = self._said()  # before anything is moved: what the base's own expert wrote is a part like the others
        self._chapters()
        places = _controls(self.base.document)
        for tag, everyone in said.items():
            control = places.get(tag)
            if tag.kind in (_OWN_ROWS, "signature"):
                continue
            if control is None:
                self._homeless(tag, everyone)
            elif tag.kind in _CHOICES and is_list(control):
                self._choice(tag, control, everyone)
            else:
                self._texts(tag, control, everyone)
        self._recommendations(said)
        self._signatures(said)
        self._dissent()
        self._cover()
        renewed(
            self.base.document,
            [child for child in self.base.body if is_first_heading(self.base.document, child) and _words(child)],
        )
        comments = sum(transplant.comments for transplant in self.transplants.values())
        if comments:
            self.findings.append(Finding("merge-comments-left", "info", arguments={"count": comments}))
        return Assembled(self._saved(), tuple(self.findings))

    def _cover(self) -> None:
        """A part's cover says whose part it is; the joint report is nobody's alone."""
        if not self.base.name:
            return
        self.findings.append(Finding("merge-no-whole", "info"))
        numbers = list_of(self.base.filled.properties.get(Property.STANDARDS, ""))
        gone = {self.tell("eeg.part", expert=self.base.name), self.tell("eeg.part-standards", standards=numbers)}
        for paragraph in list(self.base.body.iterchildren(qn("w:p")))[:_COVER]:
            if _words(paragraph) in gone:
                paragraph.getparent().remove(paragraph)

    # -- what was said

    def _said(self) -> dict[Tag, list[Said]]:
        """By field, in the order of the parts; only what somebody filled in, and the base's own last place."""
        found: dict[Tag, list[Said]] = {}
        for part in self.parts:
            fields = _fields(part)
            for one, control in fields:
                if not one.filled:
                    continue
                number = part.numbers.get(one.tag.expert, 0)
                name = self.experts[number - 1] if number else ""
                found.setdefault(one.tag.of_all, []).append(Said(number, name, one, control, part))
        return found

    # -- chapters

    def _chapters(self) -> None:
        """Chapters that the base has not, from the first part that has them, in the order of the set's standards."""
        have = _chapters(self.base)
        order = list(dict.fromkeys(number for part in self.parts for number in _chapters(part)))
        order.sort(key=natural)
        for number in order:
            if number in have:
                continue
            source = next(part for part in self.parts if number in _chapters(part))
            copies = self._brought(source, _chapters(source)[number])
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

    def _brought(self, source: Part, elements: Sequence[Any]) -> list[Any]:
        """Copies of a part's elements with all fields emptied: what was filled in is added by name."""
        copies = self.transplants[id(source)](elements)
        for element in copies:
            for control in within(element):
                tag = tag_of(control)
                if tag is None:
                    continue
                self._renumber(control)
                emptied(control, self._hint(tag))
                self._bookmark(tag, control)
        return copies

    def _summary_row(self, source: Part, number: str) -> None:
        """The standard's line in the summary of ratings."""
        rows = [
            row
            for one, control in _fields(source)
            if one.tag.kind == "summary" and one.tag.standard == number and (row := row_of(control)) is not None
        ]
        ours = [
            (tag.standard, row)
            for tag, control in _controls(self.base.document).items()
            if tag.kind == "summary" and (row := row_of(control)) is not None
        ]
        if not rows or not ours:
            return
        before = [row for standard, row in ours if natural(standard) < natural(number)]
        for row in reversed(list(dict.fromkeys(rows))):
            for copied in self._brought(source, [row]):
                if before:
                    before[-1].addnext(copied)
                else:
                    ours[0][1].addprevious(copied)

    def _question_rows(self) -> None:
        """Questions of a part that the base does not ask: under the same meeting, else the meeting comes with them."""
        for part in self.parts:
            if part is self.base:
                continue
            for one, control in _fields(part):
                ours = _controls(self.base.document)
                if one.tag.kind != "answer" or one.tag in ours or (row := row_of(control)) is None:
                    continue
                same = [c for tag, c in ours.items() if tag.kind == "answer" and tag.field == one.tag.field]
                anchor = row_of(same[-1]) if same else None
                if anchor is not None:
                    anchor.addnext(self._brought(part, [row])[0])
                    continue
                any_answer = [c for tag, c in ours.items() if tag.kind == "answer"]
                table = next(row.iterancestors(qn("w:tbl")))
                heading = table.getprevious()
                if any_answer and heading is not None:
                    last = next(any_answer[-1].iterancestors(qn("w:tbl")))
                    for element in reversed(self._brought(part, [heading, table])):
                        last.addnext(element)

    # -- fields

    def _texts(self, tag: Tag, control: Any, everyone: Sequence[Said]) -> None:
        """Texts under the experts' names. What all wrote alike, and what the group wrote, stands without a name."""
        own = [one for one in everyone if one.number == 0 and one.part is self.base]
        others = [one for one in everyone if one not in own]
        texts = {one.field.text for one in everyone}
        if len(texts) == 1 and tag.kind not in _NAMED:
            self._set(tag, control, everyone[0])
            return
        if not others:
            return
        block = control.getparent().tag != qn("w:p")
        anchor = behind(control) if block else control
        for one in others:
            made = self._block(tag, one) if block else self._line(tag, one)
            place = anchor if block else paragraph_of(anchor)
            for element in reversed(made):
                place.addnext(element)
            anchor = made[-1]
        if not own:
            removed(control)
        if tag.kind not in _NAMED:
            self._told(tag, control, everyone)

    def _block(self, tag: Tag, one: Said) -> list[Any]:
        """The name, then a control with the expert's paragraphs."""
        content = self._content(one)
        if not content:
            content = [made_paragraph(line) for line in one.field.text.split("\n")]
        name = parse_xml(f"<w:p {nsdecls('w')}><w:pPr><w:keepNext/></w:pPr></w:p>")
        name.append(self._strong(self._named(one)))
        return [name, *self._control(tag, one, content)]

    def _line(self, tag: Tag, one: Said) -> list[Any]:
        """A paragraph of its own with the name and a control."""
        paragraph = OxmlElement("w:p")
        if one.control is not None and one.part is not None:
            style = paragraph_of(one.control).find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            if style is not None and any(
                s.get(qn("w:styleId")) == style.get(qn("w:val"))
                for s in self.base.document.styles.element.iter(qn("w:style"))
            ):
                paragraph.append(
                    parse_xml(f'<w:pPr {nsdecls("w")}><w:pStyle w:val="{style.get(qn("w:val"))}"/></w:pPr>')
                )
        paragraph.append(self._strong(f"{self._named(one)} "))
        runs = [made_run(one.field.text)]
        for element in self._control(tag, one, runs):
            paragraph.append(element)
        return [paragraph]

    def _control(self, tag: Tag, one: Said, content: Sequence[Any]) -> list[Any]:
        """A control of the expert's own, with the choices of the field it comes from, inside its bookmark."""
        own = tag.by(one.number)
        self.controls += 1
        element = parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/><w:id/></w:sdtPr><w:sdtContent/></w:sdt>"
        )
        properties, holder = element[0], element[1]
        field = _alias(one.control) if one.control is not None else ""
        properties[0].set(qn("w:val"), field or format_tag(tag))
        properties[1].set(qn("w:val"), format_tag(own))
        properties[2].set(qn("w:val"), str(self.controls))
        choices = one.control.find(f"{qn('w:sdtPr')}/{qn('w:dropDownList')}") if one.control is not None else None
        if choices is not None:
            import copy

            properties.append(copy.deepcopy(choices))
        for piece in content:
            holder.append(piece)
        name = bookmark_name(own)
        if name is None or name.casefold() in self._mark_names():
            return [element]
        self.marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), name)
        return [start, element, end]

    def _content(self, one: Said) -> list[Any]:
        """The expert's paragraphs and tables with their formatting; [] where only the text is to be had."""
        holder = one.control.find(qn("w:sdtContent")) if one.control is not None else None
        if holder is None:
            return []
        elements = list(blocks_of(holder))
        if not elements or any(element.tag not in (qn("w:p"), qn("w:tbl")) for element in elements):
            return []
        if one.part is self.base:
            import copy

            copied = [copy.deepcopy(element) for element in elements]
            for element in copied:
                for mark in [m for m in element.iter() if m.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
                    mark.getparent().remove(mark)
        else:
            copied = self.transplants[id(one.part)](elements)
        for element in copied:
            for control in within(element):
                self._renumber(control)
        if copied[-1].tag == qn("w:tbl"):
            copied.append(OxmlElement("w:p"))  # a table is followed by a paragraph
        return copied

    def _choice(self, tag: Tag, control: Any, everyone: Sequence[Said]) -> None:
        """One value where all agree; else everybody's own beside the joint one, which stays open."""
        chosen = {one.field.value or one.field.text for one in everyone}
        if len(chosen) == 1:
            self._set(tag, control, everyone[0])
            return
        anchor = paragraph_of(control)
        for one in everyone:
            made = self._line(tag, one)
            anchor.addnext(made[0])
            anchor = made[0]
        emptied(control, self._hint(tag))
        self._told(tag, control, everyone)

    def _set(self, tag: Tag, control: Any, one: Said) -> None:
        """Gives the joint field the value that nobody contradicts."""
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
        target.append(made_run(one.field.text))

    def _homeless(self, tag: Tag, everyone: Sequence[Said]) -> None:
        """A field for which the joint report has no place: said, not lost in silence."""
        for one in everyone:
            arguments: dict[str, Value] = {"tag": format_tag(tag), "expert": self._named(one), "text": one.field.text}
            self.findings.append(Finding("merge-no-place", "warning", arguments=arguments))

    def _recommendations(self, said: Mapping[Tag, Sequence[Said]]) -> None:
        """Everybody's recommendations as rows of one table, the name below the number."""
        by_standard: dict[str, dict[tuple[int, int, int], list[Said]]] = {}
        for tag, everyone in said.items():
            if tag.kind == _OWN_ROWS:
                for one in everyone:
                    key = (self.parts.index(one.part), one.field.row, one.number)
                    by_standard.setdefault(tag.standard, {}).setdefault(key, []).append(one)
        for standard, rows in by_standard.items():
            places = {
                tag: control
                for tag, control in _controls(self.base.document).items()
                if tag.kind == _OWN_ROWS and tag.standard == standard and not tag.expert
            }
            if not places:
                for everyone in rows.values():
                    for one in everyone:
                        self._homeless(one.field.tag, [one])
                continue
            empty = list(dict.fromkeys(row for control in places.values() if (row := row_of(control)) is not None))
            self._recommendation_rows(standard, empty, [rows[key] for key in sorted(rows)])

    def _recommendation_rows(self, standard: str, old: list[Any], rows: Sequence[Sequence[Said]]) -> None:
        import copy

        model = copy.deepcopy(old[0])
        made = []
        for number, everyone in enumerate(rows, start=1):
            row = copy.deepcopy(model)
            first = everyone[0]
            for control in list(within(row)):
                tag = tag_of(control)
                if tag is None or tag.kind != _OWN_ROWS:
                    continue
                one = next((said for said in everyone if said.field.tag.field == tag.field), None)
                own = replace(tag, number=number, expert=first.number)
                retag(control, own)
                self._renumber(control)
                if one is None:
                    emptied(control, self._hint(own))
                else:
                    self._set(own, control, one)
            for mark in [m for m in row.iter() if m.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
                mark.getparent().remove(mark)
            cell = next(row.iter(qn("w:tc")))
            for text in list(cell.iter(qn("w:t"))):
                text.text = ""
            paragraph = next(cell.iter(qn("w:p")))
            paragraph.append(made_run(str(number)))
            if first.number:
                text_cell = next((c for c in within(row) if (t := tag_of(c)) is not None and t.field == "text"), None)
                if text_cell is not None:
                    line = OxmlElement("w:p")
                    line.append(self._strong(self._named(first)))
                    paragraph_of(text_cell).addprevious(line)
            made.append(row)
        for row in reversed(made):
            old[-1].addnext(row)
        for row in old:
            row.getparent().remove(row)
        for row in made:
            for control in within(row):
                if (tag := tag_of(control)) is not None:
                    self._bookmark(tag, control)

    def _signatures(self, said: Mapping[Tag, Sequence[Said]]) -> None:
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
                    self._homeless(one.field.tag, [one])
                continue
            for tag, control in row_fields(row).items():
                if tag.field in fields and not text_in(control):
                    self._set(tag, control, fields[tag.field])

    def _signature_rows(self) -> list[Any]:
        controls = _controls(self.base.document).items()
        return list(
            dict.fromkeys(row for tag, c in controls if tag.kind == "signature" and (row := row_of(c)) is not None)
        )

    def _further_row(self, last: Any, number: int) -> Any:
        import copy

        row = copy.deepcopy(last)
        for mark in [m for m in row.iter() if m.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
            mark.getparent().remove(mark)
        for tag, control in row_fields(row).items():
            own = replace(tag, number=number)
            retag(control, own)
            self._renumber(control)
            emptied(control, self._hint(own))
        first = next(row.iter(qn("w:tc")))
        texts = list(first.iter(qn("w:t")))
        if texts and texts[0].text and texts[0].text.strip().isdecimal():
            texts[0].text = str(number)
        last.addnext(row)
        for tag, control in row_fields(row).items():
            self._bookmark(tag, control)
        return row

    # -- conflicts

    def _told(self, tag: Tag, control: Any, everyone: Sequence[Said]) -> None:
        opinions = tuple(f"{self._named(one)} {one.field.text}".replace("\n", " ") for one in everyone)
        arguments: dict[str, Value] = {"field": _alias(control) or format_tag(tag), "opinions": opinions}
        if tag.kind in RATED:
            arguments = {"opinions": opinions, "standard": tag.standard, "programme": tag.programme or None}
            rule = "merge-criteria-differ" if tag.kind == "assessment" else "merge-ratings-differ"
            self.findings.append(Finding(rule, "warning", None, self.base.filled.set_id, tag.code or None, arguments))
            if tag.kind == "rating":
                self._differing.append((tag, opinions))
        else:
            self.findings.append(Finding("merge-differs", "warning", arguments=arguments))

    @property
    def _differing(self) -> list[tuple[Tag, tuple[str, ...]]]:
        if not hasattr(self, "_conflicts"):
            self._conflicts: list[tuple[Tag, tuple[str, ...]]] = []
        return self._conflicts

    def _dissent(self) -> None:
        """Two ratings for one standard are a dissenting opinion: written there, before what the experts wrote."""
        for tag, opinions in self._differing:
            places = _controls(self.base.document)
            wanted = Tag("dissent", programme=tag.programme, standard=tag.standard)
            lines = [self.tell("merge.dissent"), *opinions]
            own = places.get(wanted)
            if own is None:  # the experts' own opinions took its place: before the first of them
                theirs = [c for t, c in places.items() if t.of_all == wanted]
                anchor = theirs[0] if theirs else None
                if anchor is None:
                    continue
                while anchor.getprevious() is not None and anchor.getprevious().tag == qn("w:bookmarkStart"):
                    anchor = anchor.getprevious()
                name = anchor.getprevious()
                place = name if name is not None else anchor
                said = Said(0, "", Field(wanted, "\n".join(lines)), None, self.base)
                for element in self._control(wanted, said, [made_paragraph(line) for line in lines]):
                    place.addprevious(element)
                continue
            holder, properties = own.find(qn("w:sdtContent")), own.find(qn("w:sdtPr"))
            if properties.find(qn("w:showingPlcHdr")) is not None:
                emptied(own, "")
                for showing in properties.findall(qn("w:showingPlcHdr")):
                    properties.remove(showing)
                for child in list(holder):
                    holder.remove(child)
            for position, line in enumerate(lines):
                holder.insert(position, made_paragraph(line))

    # -- pieces

    def _named(self, one: Said) -> str:
        return f"{one.name or self.tell('merge.group')}:"

    def _strong(self, text: str) -> Any:
        run = made_run(text)
        style = next(
            (
                s.get(qn("w:styleId"))
                for s in self.base.document.styles.element.iter(qn("w:style"))
                if (n := s.find(qn("w:name"))) is not None and (n.get(qn("w:val")) or "").casefold() == "strong"
            ),
            None,
        )
        if style is not None:
            run.insert(0, parse_xml(f'<w:rPr {nsdecls("w")}><w:rStyle w:val="{style}"/></w:rPr>'))
        return run

    def _hint(self, tag: Tag) -> str:
        names = {"assessment": "choose-rating", "rating": "choose-rating", "summary": "choose-rating"}
        plain = {"recommendation": "recommendation" if tag.field == "text" else tag.field, "answer": "answer"}
        name = names.get(tag.kind) or plain.get(tag.kind) or tag.kind
        found = self.tell(f"eeg-hint.{name}")
        return found if found.startswith("[") else self.tell("eeg-hint.choose")

    def _renumber(self, control: Any) -> None:
        self.controls += 1
        number = control.find(f"{qn('w:sdtPr')}/{qn('w:id')}")
        if number is not None:
            number.set(qn("w:val"), str(self.controls))

    def _mark_names(self) -> set[str]:
        return {(m.get(qn("w:name")) or "").casefold() for m in self.base.body.iter(qn("w:bookmarkStart"))}

    def _bookmark(self, tag: Tag, control: Any) -> None:
        name = bookmark_name(tag)
        if name is None or control.getparent() is None or name.casefold() in self._mark_names():
            return
        self.marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), name)
        control.addprevious(start)
        control.addnext(end)

    # -- the file

    def _saved(self) -> bytes:
        from .eeg_properties import set_properties

        unique_drawings(self.base.body)
        found = dict(self.base.filled.properties)
        found.pop(Property.EXPERT, None)
        found[Property.KIND] = "eeg-merged"
        found[Property.EXPERTS] = listed(tuple(self.experts))
        numbers = sorted(_chapters(self.base), key=natural)
        if Property.STANDARDS in found:
            found[Property.STANDARDS] = listed(tuple(numbers))
        set_properties(self.base.document, found)
        out = io.BytesIO()
        self.base.document.save(out)
        return undated(out.getvalue())


# --- reading a part


def _fields(part: Part) -> list[tuple[Field, Any]]:
    """Its fields as the reader finds them after the tags were restored, each with its control."""
    if not hasattr(part, "_pairs"):
        out = io.BytesIO()
        part.document.save(out)
        fields = parse_filled(out.getvalue(), part.filled.path).fields
        controls = [control for control in part.body.iter(qn("w:sdt")) if tag_of(control) is not None]
        pairs: list[tuple[Field, Any]] = []
        waiting = list(controls)
        for one in fields:
            control = next((c for c in waiting if tag_of(c) == one.tag), None) if one.by == "control" else None
            if control is not None:
                waiting.remove(control)
            pairs.append((one, control))
        part._pairs = pairs  # type: ignore[attr-defined]
    return part._pairs  # type: ignore[attr-defined, no-any-return]


def _controls(document: Any) -> dict[Tag, Any]:
    """The first control of every tag, in the order of the document."""
    found: dict[Tag, Any] = {}
    for control in document.element.body.iter(qn("w:sdt")):
        tag = tag_of(control)
        if tag is not None:
            found.setdefault(tag, control)
    return found


def _chapters(part: Part) -> dict[str, list[Any]]:
    """For every standard the elements of the body from its heading to the next one of the first level."""
    children = [child for child in part.body if child.tag != qn("w:sectPr")]
    heads = [i for i, child in enumerate(children) if is_first_heading(part.document, child)]
    found: dict[str, list[Any]] = {}
    for position, start in enumerate(heads):
        end = heads[position + 1] if position + 1 < len(heads) else len(children)
        numbers = {
            tag.standard
            for child in children[start:end]
            for control in within(child)
            if (tag := tag_of(control)) is not None and tag.kind in ("rating", "evidence")
        }
        for number in numbers:
            found.setdefault(number, children[start:end])
    return found


def _words(element: Any) -> str:
    return " ".join("".join(text.text or "" for text in element.iter(qn("w:t"))).split())


def _alias(control: Any) -> str:
    """The field's name for people."""
    alias = control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}")
    return str(alias.get(qn("w:val")) or "") if alias is not None else ""
