"""Gives the controls of a report their tags back where a program threw them away, from the bookmarks it kept."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ...expert_report.tags import Tag, bookmark_name, format_tag, parse_bookmark, parse_tag

# Fields of several paragraphs: LibreOffice keeps a control around the first of them only.
_BLOCKS = frozenset({"evidence", "analysis", "strengths", "weaknesses", "measures", "dissent"})
_BLOCK_FIELDS = frozenset({"strengths", "recommendations", "reasons"})  # of the conclusion
_MARKS = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))


def retagged(document: Any) -> Any:
    """The same document (python-docx), every field inside a control with its tag."""
    body = document.element.body
    tagged = {tag for control in body.iter(qn("w:sdt")) if (tag := _tag(control)) is not None}
    controls = max([0, *(_number(item.get(qn("w:val"))) for item in body.iter(qn("w:id")))])
    for tag, first, last in _marked(body):
        if tag in tagged:
            continue
        tagged.add(tag)
        controls += 1
        if _is_block(tag):
            _wrap_paragraphs(tag, first, last, controls)
        else:
            _tag_control(tag, first, last, controls)
    return document


def unmark(body: Any) -> None:
    """Takes our bookmarks away: while controls are moved, marks would lose their other ends."""
    ours = {
        mark.get(qn("w:id"))
        for mark in body.iter(qn("w:bookmarkStart"))
        if parse_bookmark(mark.get(qn("w:name")) or "") is not None
    }
    for mark in [m for m in body.iter(*_MARKS) if m.get(qn("w:id")) in ours]:
        mark.getparent().remove(mark)


def mark(body: Any) -> None:
    """A bookmark around the first control of every tag, as Paper writes them."""
    number = max([0, *(_number(found.get(qn("w:id"))) for found in body.iter(*_MARKS))])
    names = {(found.get(qn("w:name")) or "").casefold() for found in body.iter(qn("w:bookmarkStart"))}
    for control in list(body.iter(qn("w:sdt"))):
        tag = _tag(control)
        name = bookmark_name(tag) if tag is not None else None
        if name is None or name.casefold() in names:
            continue
        names.add(name.casefold())
        number += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for found in (start, end):
            found.set(qn("w:id"), str(number))
        start.set(qn("w:name"), name)
        control.addprevious(start)
        control.addnext(end)


def _marked(body: Any) -> list[tuple[Tag, Any, Any]]:
    """For every bookmark of ours its first beginning and its last end, in the order of the document."""
    starts: dict[str, Any] = {}
    ends: dict[str, Any] = {}
    open_: dict[str, str] = {}
    for mark in body.iter(*_MARKS):
        id = mark.get(qn("w:id")) or ""
        if mark.tag == qn("w:bookmarkStart"):
            name = mark.get(qn("w:name")) or ""
            open_[id] = name
            starts.setdefault(name, mark)
        elif id in open_:
            ends[open_[id]] = mark
    found = []
    for name, start in starts.items():
        tag = parse_bookmark(name)
        if tag is not None:
            found.append((tag, start, ends.get(name, start)))
    return found


def _is_block(tag: Tag) -> bool:
    return tag.kind in _BLOCKS or (tag.kind == "conclusion" and tag.field in _BLOCK_FIELDS)


def _wrap_paragraphs(tag: Tag, first: Any, last: Any, number: int) -> None:
    """A control around all paragraphs from the first mark to the last; what is left of the old one is opened."""
    start, end = _block_of(first), _block_of(last)
    if start is None or end is None or start.getparent() is not end.getparent():
        return
    parent = start.getparent()
    inside = list(parent)[parent.index(start) : parent.index(end) + 1]
    inside = [element for element in inside if element.tag in (qn("w:p"), qn("w:tbl"), qn("w:sdt"))]
    if not inside:
        return
    showing = False
    for element in inside:
        for old in list(element.iter(qn("w:sdt"))):
            if _tag(old) is None:
                showing = showing or old.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
                _open(old)
    control = _control(tag, number)
    if showing:
        control[0].append(OxmlElement("w:showingPlcHdr"))
    inside[0].addprevious(control)
    for element in inside:
        control[1].append(element)


def _block_of(mark: Any) -> Any:
    """The paragraph that a mark is in; of one between blocks, the block after (a beginning) or before (an end)."""
    paragraph = next(mark.iterancestors(qn("w:p")), None)
    if paragraph is not None:
        return paragraph
    beside = mark.getnext() if mark.tag == qn("w:bookmarkStart") else mark.getprevious()
    while beside is not None and beside.tag in _MARKS:
        beside = beside.getnext() if mark.tag == qn("w:bookmarkStart") else beside.getprevious()
    return beside


def _tag_control(tag: Tag, first: Any, last: Any, number: int) -> None:
    """The tag for the control at the mark; a control around the runs where somebody deleted it."""
    control = next(first.iterancestors(qn("w:sdt")), None)
    if control is None or _tag(control) is not None:
        beside = first.getnext()
        while beside is not None and beside.tag in _MARKS:
            beside = beside.getnext()
        control = beside if beside is not None and beside.tag == qn("w:sdt") and _tag(beside) is None else None
    if control is not None:
        properties = control.find(qn("w:sdtPr"))
        if properties is None:
            properties = OxmlElement("w:sdtPr")
            control.insert(0, properties)
        _name(properties, tag, number)
        return
    paragraph = next(first.iterancestors(qn("w:p")), None)
    if paragraph is None or paragraph is not next(last.iterancestors(qn("w:p")), None):
        return
    if first.getparent() is not last.getparent():
        return
    parent = first.getparent()
    runs = list(parent)[parent.index(first) + 1 : parent.index(last)]
    if not runs:
        return
    made = _control(tag, number)
    runs[0].addprevious(made)
    for run in runs:
        made[1].append(run)


def _control(tag: Tag, number: int) -> Any:
    control, properties = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
    _name(properties, tag, number)
    control.append(properties)
    control.append(OxmlElement("w:sdtContent"))
    return control


def _name(properties: Any, tag: Tag, number: int) -> None:
    """Alias, tag and id at the beginning, as the schema wants them."""
    for name in ("w:tag", "w:id"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    alias = properties.find(qn("w:alias"))
    if alias is None:
        alias = OxmlElement("w:alias")
        alias.set(qn("w:val"), format_tag(tag))
    else:
        properties.remove(alias)
    made = []
    for name, value in (("w:tag", format_tag(tag)), ("w:id", str(number))):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        made.append(element)
    run = properties.find(qn("w:rPr"))
    at = properties.index(run) + 1 if run is not None else 0
    for offset, element in enumerate([alias, *made]):
        properties.insert(at + offset, element)


def _open(control: Any) -> None:
    """The content stays, the control goes."""
    content = control.find(qn("w:sdtContent"))
    for child in list(content) if content is not None else []:
        control.addprevious(child)
    control.getparent().remove(control)


def _tag(control: Any) -> Tag | None:
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return parse_tag(tag.get(qn("w:val")) or "") if tag is not None else None


def _number(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() else 0
