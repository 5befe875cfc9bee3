"""`sapa merge`: the parts that several experts filled in, joined into one report.

Nothing that anybody wrote is overwritten or left out. Texts stand one after another under the experts' names, with the
expert's number in the tag (sapa:strengths::3@2). Where all who chose a value agree, that is the value; where they
differ, every expert's own choice is kept beside the joint one, which stays open, and for a standard's rating the
differing opinions are written into the dissenting opinion.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx.oxml.ns import qn

from ...expert_report.fields import FilledReport, read_filled
from ...expert_report.tags import RATED, Property, Tag, list_of, listed
from ...loading.installed import Assembled
from ...model.findings import Finding
from ...words.messages import LANGS, Lang, Value
from ..expert_report.contents import renewed
from ..expert_report.retag import mark
from ..files.word_package import set_properties, undated
from .carried import is_rich
from .chapters import Chapters
from .parts import Said, chapters_of, comparable, controls_of, numbered, part_of
from .pieces import alias_of
from .rows import ROWS, Rows
from .xml import (
    emptied,
    is_first_heading,
    is_list,
    made_paragraph,
    natural,
    paragraph_of,
    removed,
    tag_of,
    unique_drawings,
)

_BLOCKS = frozenset({"evidence", "analysis", "strengths", "weaknesses", "measures", "dissent"})
_NAMED = _BLOCKS | {"note", "answer"}  # always under the expert's name, even where there is but one
_ROWS = frozenset({ROWS, "signature"})
_COVER = 20  # paragraphs among which a part's cover stands


def merge(paths: Sequence[str], lang: Lang | None = None) -> Assembled:
    """The joined report and what its readers must know of it. Raises AssemblyError, ReadingError."""
    return merge_reports([read_filled(path) for path in paths], lang)


def merge_reports(reports: Sequence[FilledReport], lang: Lang | None = None) -> Assembled:
    """The ground is the common report of the group where it is among them, else the part with most standards."""
    findings = comparable(reports)
    parts = [part_of(report) for report in reports]
    experts = numbered(parts)
    base = max(parts, key=lambda part: (not part.name, len(part.standards), -parts.index(part)))
    language = next((one for one in LANGS if one == base.filled.language), lang or "en")
    return _Merge(base, parts, experts, language, findings).done()


class _Merge(Chapters, Rows):
    def done(self) -> Assembled:
        said = self._said()  # before anything is moved: what the base's own expert wrote is a part like the others
        self._differing: list[tuple[Tag, tuple[str, ...]]] = []
        self.add_chapters()
        places = controls_of(self.base.body)
        # A standard's rating before its line in the summary, which then need not be told a second time.
        for tag, everyone in sorted(said.items(), key=lambda one: one[0].kind == "summary"):
            if tag.kind not in _ROWS:
                self._field(tag, everyone, places)
        self.add_recommendations(said)
        self.add_signatures(said)
        self._dissent()
        self._cover()
        heads = [child for child in self.base.body if is_first_heading(self.base.document, child) and _words(child)]
        renewed(self.base.document, heads)
        comments = sum(transplant.comments for transplant in self.transplants.values())
        if comments:
            self.findings.append(Finding("merge-comments-left", "info", arguments={"count": comments}))
        return Assembled(self._saved(), tuple(self.findings))

    def _said(self) -> dict[Tag, list[Said]]:
        """By field, in the order of the parts; only what somebody filled in."""
        found: dict[Tag, list[Said]] = {}
        for part in self.parts:
            for one, control in part.fields:
                if one.filled or _holds_more(control):
                    number = part.numbers.get(one.tag.expert, 0)
                    name = self.experts[number - 1] if number else ""
                    found.setdefault(one.tag.of_all, []).append(Said(number, name, one, control, part))
        return found

    # -- fields

    def _field(self, tag: Tag, everyone: Sequence[Said], places: Mapping[Tag, Any]) -> None:
        """Puts what was said of a field where it belongs. What a merged report already has by name stays there."""
        standing = [one for one in everyone if one.part is self.base and one.field.tag.expert]
        joint = places.get(tag)
        if joint is None and not standing:
            self.homeless(tag, everyone)
            return
        anchor: Any = standing[-1].control if standing else joint
        choice = is_list(anchor)
        if joint is not None and self._agreed(tag, everyone, standing, choice=choice):
            self.set_value(joint, everyone[0])
            return
        own = [one for one in everyone if one.part is self.base and not one.field.tag.expert and not self.base.name]
        kept = own if not choice else []
        for one in [one for one in everyone if one not in standing and one not in kept]:
            block = anchor.getparent().tag != qn("w:p")
            made = self.own_block(tag, one) if block else self.own_line(tag, one, paragraph_of(anchor))
            place = anchor if block else paragraph_of(anchor)
            for element in reversed(made):
                place.addnext(element)
            anchor = made[-1] if block else next(made[-1].iter(qn("w:sdt")))
        if joint is not None and choice:
            emptied(joint, self.hint(tag))
        elif joint is not None and not kept:
            removed(joint)
        values = {one.field.value or one.field.text for one in everyone}
        if len(values) > 1 and (choice or tag.kind not in _NAMED):
            self._told(tag, joint if joint is not None else anchor, everyone)

    def _agreed(self, tag: Tag, everyone: Sequence[Said], standing: Sequence[Said], *, choice: bool) -> bool:
        """One value for all. A text of an expert stands under the name all the same."""
        if len({one.field.value or one.field.text for one in everyone}) > 1 or standing:
            return False
        return choice or tag.kind not in _NAMED or all(one.number == 0 for one in everyone)

    # -- conflicts

    def _told(self, tag: Tag, control: Any, everyone: Sequence[Said]) -> None:
        opinions = tuple(f"{self.label(one.number)} {one.field.text}".replace("\n", " ") for one in everyone)
        arguments: dict[str, Value] = {"field": alias_of(control), "opinions": opinions}
        if tag.kind not in RATED:
            self.findings.append(Finding("merge-differs", "warning", arguments=arguments))
            return
        arguments = {"opinions": opinions, "standard": tag.standard, "programme": tag.programme or None}
        if tag.kind == "summary" and any(self._same(tag, other) for other, _ in self._differing):
            return  # told of the rating already
        rule = "merge-criteria-differ" if tag.kind == "assessment" else "merge-ratings-differ"
        self.findings.append(Finding(rule, "warning", None, self.base.filled.set_id, tag.code or None, arguments))
        if tag.kind == "rating":
            self._differing.append((tag, opinions))

    def _same(self, one: Tag, other: Tag) -> bool:
        return (one.programme, one.standard) == (other.programme, other.standard)

    def _dissent(self) -> None:
        """Two ratings for one standard are a dissenting opinion: written there, before what the experts wrote."""
        for tag, opinions in self._differing:
            wanted = Tag("dissent", programme=tag.programme, standard=tag.standard)
            lines = [made_paragraph(line) for line in (self.tell("merge.dissent"), *opinions)]
            joint = controls_of(self.base.body).get(wanted)
            if joint is None:
                self._further_dissent(wanted, lines)
                continue
            holder, properties = joint.find(qn("w:sdtContent")), joint.find(qn("w:sdtPr"))
            showing = properties.findall(qn("w:showingPlcHdr"))
            for hint in showing:
                properties.remove(hint)
            for child in list(holder):
                if showing or self._told_before(child):
                    holder.remove(child)
            for position, line in enumerate(lines):
                holder.insert(position, line)

    def _told_before(self, paragraph: Any) -> bool:
        """A line that an earlier merging wrote."""
        text = _words(paragraph)
        return text == self.tell("merge.dissent") or any(text.startswith(f"{name}:") for name in self.experts)

    def _further_dissent(self, wanted: Tag, lines: Sequence[Any]) -> None:
        """The experts' own opinions took the joint one's place: before the name of the first of them."""
        from ...expert_report.fields import Field

        theirs = [
            control
            for control in self.base.body.iter(qn("w:sdt"))
            if (tag := tag_of(control)) is not None and tag.of_all == wanted
        ]
        if not theirs:
            return
        name = theirs[0].getprevious()
        said = Said(0, "", Field(wanted, ""), None, self.base)
        (name if name is not None else theirs[0]).addprevious(self.own_control(wanted, said, lines))

    # -- the file

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

    def _saved(self) -> bytes:
        mark(self.base.body)
        unique_drawings(self.base.body)
        found = dict(self.base.filled.properties)
        found.pop(Property.EXPERT, None)
        found[Property.KIND] = "eeg-merged"
        found[Property.EXPERTS] = listed(tuple(self.experts))
        if Property.STANDARDS in found:
            found[Property.STANDARDS] = listed(tuple(sorted(chapters_of(self.base), key=natural)))
        set_properties(self.base.document, found)
        out = io.BytesIO()
        self.base.document.save(out)
        return undated(out.getvalue())


def _holds_more(control: Any) -> bool:
    """A picture or the like without a word."""
    holder = control.find(qn("w:sdtContent")) if control is not None else None
    return holder is not None and is_rich(holder)


def _words(element: Any) -> str:
    return " ".join("".join(text.text or "" for text in element.iter(qn("w:t"))).split())
