"""Content of one Word file in another: with its pictures, links, lists and styles, and without what would collide."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from .carried import rebooked
from .sections import turn

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STYLES = {qn("w:pStyle"): "paragraph", qn("w:rStyle"): "character", qn("w:tblStyle"): "table"}
_LEFT = frozenset(
    qn(f"w:{name}")
    for name in (
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "permStart",
        "permEnd",
        "proofErr",
        "lastRenderedPageBreak",
    )
)


_DEEPEST = 10  # list styles that name each other


class Transplant:
    """From one document (python-docx) into another; each part, list and style is brought over once."""

    def __init__(self, source: Any, target: Any) -> None:
        self.source, self.target = source, target
        self.comments = 0  # left behind: they speak to the expert, not to the reader
        self._parts: dict[Any, Any] = {}
        self._relations: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._marks: set[str] = set()  # bookmarks brought over, which may not stand in the target yet
        self._mark = 0  # the least free id of a bookmark
        self._styles: dict[tuple[str, str], str | None] = {}

    def __call__(self, elements: Sequence[Any]) -> list[Any]:
        """Copies that fit into the target; what they refer to has come with them."""
        copies = [copy.deepcopy(element) for element in elements if element.tag not in _LEFT]
        body = self.target.element.body
        marks = list(body.iter(qn("w:bookmarkStart")))
        ids = [mark.get(qn("w:id")) or "" for mark in marks]
        first = max([0, *(int(id) for id in ids if id.isdecimal())]) + 1
        rebooked(copies, {mark.get(qn("w:name")) or "" for mark in marks} | self._marks, max(first, self._mark))
        for element in copies:
            for mark in element.iter(qn("w:bookmarkStart")):
                self._marks.add(mark.get(qn("w:name")) or "")
                self._mark = max(self._mark, int(mark.get(qn("w:id")) or 0) + 1)
        turn(copies, self.source, self.target)
        return [self._fitted(element) for element in copies]

    def _fitted(self, element: Any) -> Any:
        self.comments += sum(1 for _ in element.iter(qn("w:commentReference")))
        for note in [*element.iter(qn("w:footnoteReference")), *element.iter(qn("w:endnoteReference"))]:
            self._note(note)
        for inner in [found for found in element.iter() if found.tag in _LEFT]:
            inner.getparent().remove(inner)
        for found in list(element.iter()):
            for name, value in found.attrib.items():
                if isinstance(name, str) and name.startswith(_R) and value:
                    found.set(name, self._relation(value))
            if found.tag in _STYLES:
                self._style(found)
            elif found.tag == qn("w:numId"):
                found.set(qn("w:val"), self._list(found.get(qn("w:val")) or "0"))
        return element

    # -- relationships

    def _relation(self, id: str) -> str:
        if id in self._relations:
            return self._relations[id]
        relation = self.source.part.rels.get(id)
        if relation is None:
            return id
        if relation.is_external:
            new = self.target.part.relate_to(relation.target_ref, relation.reltype, is_external=True)
        else:
            new = self.target.part.relate_to(self._part(relation.target_part), relation.reltype)
        self._relations[id] = str(new)
        return str(new)

    def _part(self, part: Any) -> Any:
        if part in self._parts:
            return self._parts[part]
        package = self.target.part.package
        taken = {str(one.partname) for one in package.iter_parts()} | {
            str(one.partname) for one in self._parts.values()
        }
        stem, dot, suffix = str(part.partname).rpartition(".")
        stem = re.sub(r"\d+$", "", stem)
        number = next(n for n in range(1, len(taken) + 2) if f"{stem}{n}{dot}{suffix}" not in taken)
        new = Part(PackURI(f"{stem}{number}{dot}{suffix}"), part.content_type, part.blob, package)
        self._parts[part] = new
        for id, relation in part.rels.items():  # a chart has its sheet, a diagram its parts
            if relation.is_external:
                new.rels.add_relationship(relation.reltype, relation.target_ref, id, is_external=True)
            else:
                new.rels.add_relationship(relation.reltype, self._part(relation.target_part), id)
        return new

    # -- notes

    def _note(self, reference: Any) -> None:
        """The note's text in brackets where its mark stood: the target has notes of its own numbering."""
        kind = "footnotes" if reference.tag == qn("w:footnoteReference") else "endnotes"
        wanted = reference.get(qn("w:id"))
        text = ""
        for relation in self.source.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{kind}"):
                continue
            for note in parse_xml(relation.target_part.blob):
                if note.get(qn("w:id")) == wanted:
                    text = " ".join("".join(piece.text or "" for piece in note.iter(qn("w:t"))).split())
        run = reference.getparent()
        run.remove(reference)
        if text:
            added = OxmlElement("w:t")
            added.text = f" [{text}]"
            added.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(added)
            if (style := run.find(qn("w:rPr"))) is not None:
                run.remove(style)  # superscript was for the mark

    # -- lists

    def _list(self, id: str) -> str:
        if id in self._lists or id == "0":
            return self._lists.get(id, id)
        old, new = _numbering(self.source), _numbering(self.target)
        found = old.find(f"{qn('w:num')}[@{qn('w:numId')}='{id}']") if old is not None else None
        if found is None or new is None:
            self._lists[id] = "0"
            return "0"
        abstract = copy.deepcopy(self._levels(old, found))
        number = copy.deepcopy(found)
        if abstract is not None:
            fresh = str(_greatest(new, "w:abstractNum", "w:abstractNumId") + 1)
            abstract.set(qn("w:abstractNumId"), fresh)
            for name in ("w:nsid", "w:styleLink", "w:numStyleLink"):
                for inner in abstract.findall(qn(name)):
                    abstract.remove(inner)
            for inner in list(abstract.iter(qn("w:pStyle"))):
                inner.getparent().remove(inner)
            number.find(qn("w:abstractNumId")).set(qn("w:val"), fresh)
            first = new.find(qn("w:num"))
            if first is not None:
                first.addprevious(abstract)
            else:
                new.append(abstract)
        made = str(_greatest(new, "w:num", "w:numId") + 1)
        number.set(qn("w:numId"), made)
        last = new.findall(qn("w:num"))
        if last:
            last[-1].addnext(number)
        else:
            new.append(number)
        self._lists[id] = made
        return made

    def _levels(self, numbering: Any, number: Any, deep: int = 0) -> Any:
        """The definition that a list has its levels from: its own, or that of the list style that it names."""
        id = number.find(qn("w:abstractNumId")).get(qn("w:val"))
        abstract = numbering.find(f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{id}']")
        link = abstract.find(qn("w:numStyleLink")) if abstract is not None else None
        if link is None or abstract.find(qn("w:lvl")) is not None or deep > _DEEPEST:
            return abstract
        name = link.get(qn("w:val"))
        for style in self.source.styles.element.iter(qn("w:style")):
            linked = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            if style.get(qn("w:styleId")) == name and linked is not None:
                other = numbering.find(f"{qn('w:num')}[@{qn('w:numId')}='{linked.get(qn('w:val'))}']")
                return abstract if other is None else self._levels(numbering, other, deep + 1)
        return abstract

    # -- styles

    def _style(self, reference: Any) -> None:
        kind, id = _STYLES[reference.tag], reference.get(qn("w:val")) or ""
        if (kind, id) not in self._styles:
            self._styles[kind, id] = self._style_id(kind, id)
        mapped = self._styles[kind, id]
        if mapped is None:
            reference.getparent().remove(reference)
        else:
            reference.set(qn("w:val"), mapped)

    def _style_id(self, kind: str, id: str) -> str | None:
        """The target's style of the same name; else the source's own comes over; None for one that is not defined."""
        theirs = next((s for s in self.source.styles.element.iter(qn("w:style")) if _is(s, kind, id)), None)
        if theirs is None:
            return None
        name = _name(theirs)
        ours = self.target.styles.element
        for style in ours.iter(qn("w:style")):
            if style.get(qn("w:type")) == kind and _name(style) == name:
                return str(style.get(qn("w:styleId")))
        added = copy.deepcopy(theirs)
        taken = {style.get(qn("w:styleId")) for style in ours.iter(qn("w:style"))}
        fresh = id
        while fresh in taken:
            fresh += "x"
        added.set(qn("w:styleId"), fresh)
        if added.get(qn("w:default")) is not None:
            del added.attrib[qn("w:default")]
        for link in ("w:link", "w:next", "w:basedOn"):
            for inner in added.findall(qn(link)):
                base = self._style_id(kind, inner.get(qn("w:val")) or "") if link == "w:basedOn" else None
                if base is None:
                    added.remove(inner)
                else:
                    inner.set(qn("w:val"), base)
        for number in added.iter(qn("w:numId")):
            number.set(qn("w:val"), self._list(number.get(qn("w:val")) or "0"))
        ours.append(added)
        return fresh


def _is(style: Any, kind: str, id: str) -> bool:
    return bool(style.get(qn("w:type")) == kind and style.get(qn("w:styleId")) == id)


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return (name.get(qn("w:val")) or "").casefold() if name is not None else ""


def _numbering(document: Any) -> Any:
    """The numbering part's root; made where there is none."""
    try:
        return document.part.numbering_part.element
    except NotImplementedError:  # python-docx cannot make one
        package = document.part.package
        xml = f"<w:numbering {nsdecls('w')}/>"
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.parts.numbering import NumberingPart

        part = NumberingPart(PackURI("/word/numbering.xml"), kind, parse_xml(xml), package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part.element


def _greatest(numbering: Any, tag: str, attribute: str) -> int:
    ids = [item.get(qn(attribute)) or "" for item in numbering.findall(qn(tag))]
    return max([0, *(int(id) for id in ids if id.isdecimal())])
