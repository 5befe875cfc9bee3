"""Pieces of Word XML that sapa merge works with: fields, rows, paragraphs."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ...expert_report.tags import Tag, format_tag, parse_tag
from ..files.word_text import run_xml


def within(element: Any) -> list[Any]:
    return list(element.iter(qn("w:sdt")))


def tag_of(control: Any) -> Tag | None:
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return parse_tag(tag.get(qn("w:val")) or "") if tag is not None else None


def retag(control: Any, tag: Tag) -> None:
    control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").set(qn("w:val"), format_tag(tag))


def is_first_heading(document: Any, element: Any) -> bool:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if element.tag == qn("w:p") else None
    if style is None:
        return False
    id = style.get(qn("w:val"))
    for known in document.styles.element.iter(qn("w:style")):
        if known.get(qn("w:styleId")) == id:
            name = known.find(qn("w:name"))
            return name is not None and (name.get(qn("w:val")) or "").casefold() == "heading 1"
    return False


def row_fields(row: Any) -> dict[Tag, Any]:
    return {tag: control for control in within(row) if (tag := tag_of(control)) is not None}


def text_in(control: Any) -> str:
    """What a control of the joint report holds, "" for its hint."""
    if control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None:
        return ""
    return " ".join("".join(t.text or "" for t in control.iter(qn("w:t"))).split())


def row_text(row: Any, field: str) -> str:
    return next((text_in(control) for tag, control in row_fields(row).items() if tag.field == field), "")


def is_list(control: Any) -> bool:
    return control.find(f"{qn('w:sdtPr')}/{qn('w:dropDownList')}") is not None


def row_of(control: Any) -> Any:
    return next(control.iterancestors(qn("w:tr")), None)


def paragraph_of(element: Any) -> Any:
    """The paragraph that holds an element; the element itself where it is one."""
    if element.tag == qn("w:p"):
        return element
    return next(element.iterancestors(qn("w:p")), element)


def emptied(control: Any, hint: str) -> None:
    """The field shows its hint again."""
    properties, holder = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
    if properties.find(qn("w:showingPlcHdr")) is None:
        showing = OxmlElement("w:showingPlcHdr")
        before = [
            child
            for child in properties
            if child.tag in {qn(f"w:{n}") for n in ("rPr", "alias", "tag", "id", "lock", "placeholder", "temporary")}
        ]
        if before:
            before[-1].addnext(showing)
        else:
            properties.insert(0, showing)
    choices = properties.find(qn("w:dropDownList"))
    if choices is not None and choices.get(qn("w:lastValue")) is not None:
        del choices.attrib[qn("w:lastValue")]
    paragraphs = [child for child in holder if child.tag == qn("w:p")]
    target = holder
    if paragraphs:
        target = paragraphs[0]
        for child in list(holder):
            if child is not target:
                holder.remove(child)
    for child in list(target):
        if child.tag != qn("w:pPr"):
            target.remove(child)
    run = made_run(hint)
    run.insert(0, parse_xml(f'<w:rPr {nsdecls("w")}><w:rStyle w:val="PlaceholderText"/></w:rPr>'))
    target.append(run)


def removed(control: Any) -> None:
    """A field that others have taken the place of; a paragraph without words goes with it, if the cell has another."""
    paragraph = paragraph_of(control)
    control.getparent().remove(control)
    if paragraph is not control and not "".join(t.text or "" for t in paragraph.iter(qn("w:t"))).strip():
        cell = paragraph.getparent()
        if cell.tag != qn("w:tc") or len(cell.findall(qn("w:p"))) > 1:
            cell.remove(paragraph)


def made_run(text: str) -> Any:
    return parse_xml(f"<w:r {nsdecls('w')}>{run_xml(text)}</w:r>")


def made_paragraph(text: str) -> Any:
    paragraph = OxmlElement("w:p")
    paragraph.append(made_run(text))
    return paragraph


def unique_drawings(body: Any) -> None:
    """Ids of pictures count through the document: Word wants none twice."""
    kind = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    for number, properties in enumerate(body.iter(kind), start=1):
        properties.set("id", str(number))


def number_of(element: Any, attribute: str = "w:val") -> int:
    text = element.get(qn(attribute)) or ""
    return int(text) if text.lstrip("-").isdecimal() else 0


def natural(number: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(piece), "") if piece.isdecimal() else (10**6, piece) for piece in number.split("."))
