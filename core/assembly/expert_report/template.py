"""The parts of an EEG report in an agency's template: where its tags say, else in their usual order.

A region (sapa:section:<name>, sapa:chapter:<standard>) is replaced by the part of that name; sapa:section:standards
stands for all chapters that have no region of their own. A field of the template (sapa:cover:institution) becomes the
field of the report. What the template does not name follows after the rest, so that nothing is lost; only a cover is
left to a template that has fields of one. A template without any tag gives its styles, headers and footers, and the
pictures with which its text begins (a logo).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ...expert_report.tags import Tag
from ...model.findings import Finding
from .paper import Paper

if TYPE_CHECKING:
    from .outline import Outline

Part = tuple[str, Callable[[Paper], Any]]
_PICTURES = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_REGIONS = ("section", "chapter")


def laid_out(paper: Paper, outline: Outline, parts: Sequence[Part]) -> tuple[list[Any], tuple[Finding, ...]]:
    """Writes the parts into the template; what the parts returned, and the parts for which it named no place."""
    controls = paper.controls()
    if not controls:
        keep_pictures(paper)
        return [part(paper) for _, part in parts], ()
    regions = [(tag, control) for tag, control in controls if tag.kind in _REGIONS]
    regions = [(tag, control) for tag, control in regions if not _within(control, regions)]
    fields = [(tag, control) for tag, control in controls if tag.kind not in _REGIONS and not _within(control, regions)]
    waiting = dict(parts)
    returned: list[Any] = []
    for names, control in _places(regions, list(waiting)):
        elements: list[Any] = []
        for name in names:
            part = waiting.pop(name)
            elements += paper.take(lambda part=part: returned.append(part(paper)))  # type: ignore[misc]
        _replace(control, elements)
    if any(tag.kind == "cover" for tag, _ in fields) and "cover" in waiting:
        cover = waiting.pop("cover")
        _fill(fields, paper.take(lambda: cover(paper)))
    left = list(waiting)
    for name in left:
        returned.append(waiting.pop(name)(paper))
    _fill(fields, paper.elements())
    if not left:
        return returned, ()
    findings = (Finding("eeg-template-added", "info", arguments={"parts": tuple(left)}),)
    return returned, findings


def keep_pictures(paper: Paper) -> None:
    """Empties the text, except for what stands in it before any word and holds a picture."""
    beginning = True
    for element in paper.elements():
        text = "".join(piece.text or "" for piece in element.iter(qn("w:t"))).strip()
        picture = any(next(element.iter(kind), None) is not None for kind in _PICTURES)
        beginning = beginning and not text
        if not (beginning and picture):
            element.getparent().remove(element)


def _places(regions: Sequence[tuple[Tag, Any]], names: list[str]) -> list[tuple[list[str], Any]]:
    """For every region the parts that stand there, each part once; a region of no part is emptied."""
    own = {f"chapter:{tag.standard}" for tag, _ in regions if tag.kind == "chapter"}
    left = list(names)
    found = []
    for tag, control in regions:
        if tag.kind == "chapter":
            wanted = [f"chapter:{tag.standard}"]
        elif tag.field == "standards":
            wanted = [name for name in names if name.startswith("chapter:") and name not in own]
        else:
            wanted = [tag.field]
        here = [name for name in wanted if name in left]
        left = [name for name in left if name not in here]
        found.append((here, control))
    return found


def _within(control: Any, regions: Sequence[tuple[Tag, Any]]) -> bool:
    """What stands inside a region goes with what the region held."""
    holders = [region for _, region in regions]
    return any(ancestor in holders for ancestor in control.iterancestors(qn("w:sdt")))


def _replace(control: Any, elements: Sequence[Any]) -> None:
    """Puts block-level elements in the place of a control, whether that is a block, in a paragraph, a cell or a row."""
    parent = control.getparent()
    if parent.tag == qn("w:tr"):  # the control holds a whole cell
        old, cell = next(control.iter(qn("w:tc")), None), OxmlElement("w:tc")
        if old is not None and (properties := old.find(qn("w:tcPr"))) is not None:
            cell.append(properties)
        for element in (*elements, OxmlElement("w:p")):
            cell.append(element)
        parent.replace(control, cell)
        return
    anchor = control
    paragraph = next(control.iterancestors(qn("w:p")), None)
    if paragraph is not None:
        anchor = paragraph
    elif parent.tag == qn("w:tbl"):  # the control holds whole rows
        anchor = parent
    for element in elements:
        anchor.addprevious(element)
    holder = anchor.getparent()
    parent.remove(control)
    if paragraph is not None and not "".join(paragraph.itertext()).strip() and not _holds_more(paragraph):
        holder.remove(paragraph)
    elif anchor is parent and next(parent.iter(qn("w:tr")), None) is None:
        holder.remove(parent)  # a table without rows is none
    if holder.tag == qn("w:tc") and (len(holder) == 0 or holder[-1].tag != qn("w:p")):
        holder.append(OxmlElement("w:p"))  # a cell ends with a paragraph


def _holds_more(paragraph: Any) -> bool:
    kinds = (*_PICTURES, qn("w:sectPr"), qn("w:br"), qn("w:sdt"))
    return any(next(paragraph.iter(kind), None) is not None for kind in kinds)


def _fill(fields: Sequence[tuple[Tag, Any]], elements: Sequence[Any]) -> None:
    """Gives the template's fields what the report's fields of the same tag have: choices, value or hint."""
    from ...expert_report.tags import parse_tag

    made: dict[Tag, Any] = {}
    for element in elements:
        for control in ([element] if element.tag == qn("w:sdt") else []) + list(element.iter(qn("w:sdt"))):
            tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
            parsed = parse_tag(tag.get(qn("w:val")) or "") if tag is not None else None
            if parsed is not None and all(control is not theirs for _, theirs in fields):
                made.setdefault(parsed, control)
    for tag, theirs in fields:
        ours = made.get(tag)
        if ours is None:
            continue
        _give(theirs, ours)


def _give(theirs: Any, ours: Any) -> None:
    properties, content = theirs.find(qn("w:sdtPr")), theirs.find(qn("w:sdtContent"))
    keep = {qn("w:id"), qn("w:lock"), qn("w:rPr"), qn("w:placeholder")}
    kept = [child for child in properties if child.tag in keep]
    new = [copy.deepcopy(child) for child in ours.find(qn("w:sdtPr")) if child.tag not in keep]
    for child in list(properties):
        properties.remove(child)
    order = ["rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr"]
    rank = {qn(f"w:{name}"): position for position, name in enumerate(order)}
    for child in sorted([*kept, *new], key=lambda child: rank.get(child.tag, len(order))):
        properties.append(child)
    runs = [copy.deepcopy(run) for run in ours.find(qn("w:sdtContent")).iter(qn("w:r"))]
    paragraph = next(content.iter(qn("w:p")), None)
    if paragraph is None and theirs.getparent().tag != qn("w:p"):
        paragraph = OxmlElement("w:p")
        content.append(paragraph)
    holder = content if paragraph is None else paragraph
    for child in list(holder):
        if child.tag != qn("w:pPr"):
            holder.remove(child)
    if paragraph is not None:
        for other in list(content.iter(qn("w:p")))[1:]:
            other.getparent().remove(other)
    for run in runs:
        holder.append(run)
