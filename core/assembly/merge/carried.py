"""What a field holds, as paragraphs and tables that can stand elsewhere: out of wrappers, with the marks they need."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = frozenset({f"{_M}oMath", f"{_M}oMathPara"})
_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_UNWRAPPED = frozenset(qn(f"w:{name}") for name in ("customXml", "smartTag", "ins", "moveTo"))
_GONE = frozenset(qn(f"w:{name}") for name in ("del", "moveFrom"))
_BLOCKS = frozenset({qn("w:p"), qn("w:tbl"), qn("w:altChunk"), f"{_MC}AlternateContent"})
# What text alone does not say: a field that holds any of it is carried over as it is.
_RICH = frozenset(
    {
        *MATH,
        f"{_MC}AlternateContent",
        *(
            qn(f"w:{name}")
            for name in (
                "drawing", "pict", "object", "footnoteReference", "endnoteReference", "fldChar", "fldSimple", "sym",
                "hyperlink", "ruby", "subDoc",
            )
        ),
    }
)  # fmt: skip
_REFERENCE = re.compile(r"\b(?:REF|PAGEREF|NOTEREF|HYPERLINK\s+\\l)\s+\"?([^\s\"\\]+)", re.IGNORECASE)


def is_rich(holder: Any) -> bool:
    return any(found.tag in _RICH for found in holder.iter())


def blocks_of(holder: Any) -> list[Any]:
    """Copies of the paragraphs and tables of a content, out of controls and other wrappers. Bookmarks between them
    move into the paragraphs beside; an equation gets a paragraph of its own."""
    found: list[Any] = []
    waiting: list[Any] = []
    for child in _children(holder):
        if child.tag == _START:
            waiting.append(copy.deepcopy(child))
        elif child.tag == _END:
            _into_last(found, copy.deepcopy(child), waiting)
        elif child.tag in MATH:
            paragraph = OxmlElement("w:p")
            paragraph.append(copy.deepcopy(child))
            found.append(paragraph)
        elif child.tag in _BLOCKS:
            found.append(copy.deepcopy(child))
            waiting = _into_first(found[-1], waiting)
        elif child.tag == qn("w:r"):
            if not found or found[-1].get("made") is None:
                found.append(OxmlElement("w:p"))
                found[-1].set("made", "")
            found[-1].append(copy.deepcopy(child))
    for one in found:
        one.attrib.pop("made", None)
    return found


def _children(holder: Any) -> Iterator[Any]:
    for child in holder:
        if child.tag == qn("w:sdt"):
            inner = child.find(qn("w:sdtContent"))
            yield from _children(inner) if inner is not None else ()
        elif child.tag in _UNWRAPPED:
            yield from _children(child)
        elif child.tag not in _GONE:
            yield child


def _into_first(block: Any, waiting: list[Any]) -> list[Any]:
    """The beginnings of bookmarks stand in the first paragraph behind them; those that found none are given back."""
    paragraph = next(block.iter(qn("w:p")), None)
    if paragraph is None:
        return waiting
    for mark in waiting:
        paragraph.insert(1 if len(paragraph) and paragraph[0].tag == qn("w:pPr") else 0, mark)
    return []


def _into_last(found: Sequence[Any], end: Any, waiting: list[Any]) -> None:
    """The end of a bookmark stands in the last paragraph; a bookmark around nothing goes."""
    opened = [mark for mark in waiting if mark.get(qn("w:id")) == end.get(qn("w:id"))]
    for mark in opened:
        waiting.remove(mark)
    paragraphs = list(found[-1].iter(qn("w:p"))) if found else []
    if paragraphs and not opened:
        paragraphs[-1].append(end)


def runs_of(holder: Any) -> list[Any]:
    """Copies of what stands in the line of a content; its paragraphs are parted by line breaks."""
    found: list[Any] = []
    for child in _children(holder):
        if child.tag != qn("w:p"):
            if child.tag not in (_START, _END, qn("w:tbl")):
                found.append(copy.deepcopy(child))
            continue
        if found:
            line = OxmlElement("w:r")
            line.append(OxmlElement("w:br"))
            found.append(line)
        found += [copy.deepcopy(one) for one in _children(child) if one.tag not in (qn("w:pPr"), _START, _END)]
    return found


# --- references and their bookmarks


def referred(elements: Sequence[Any]) -> set[str]:
    """Names of the bookmarks that fields and links in these elements lead to."""
    found: set[str] = set()
    for element in elements:
        for code in element.iter(qn("w:instrText")):
            found.update(_REFERENCE.findall(code.text or ""))
        for simple in element.iter(qn("w:fldSimple")):
            found.update(_REFERENCE.findall(simple.get(qn("w:instr")) or ""))
        for link in element.iter(qn("w:hyperlink")):
            if name := link.get(qn("w:anchor")):
                found.add(name)
    return found


def rebooked(elements: Sequence[Any], taken: set[str], first_id: int) -> int:
    """Bookmarks that something refers to get names and ids of their own; others go, and references that lead nowhere
    become plain text. taken: names in the target, those given are added; returns the next free id."""
    wanted = referred(elements)
    marks = [mark for element in elements for mark in element.iter(_START)]
    names: dict[str, str] = {}
    ids: dict[str, str] = {}
    for mark in marks:
        name = mark.get(qn("w:name")) or ""
        if name in wanted and name not in names:
            names[name] = next(n for n in (name, *(f"{name}_{i}" for i in range(2, len(taken) + 3))) if n not in taken)
            taken.add(names[name])
            ids[mark.get(qn("w:id")) or ""] = str(first_id)
            mark.set(qn("w:name"), names[name])
            mark.set(qn("w:id"), str(first_id))
            first_id += 1
        else:
            mark.getparent().remove(mark)
    for mark in [mark for element in elements for mark in element.iter(_END)]:
        id = ids.pop(mark.get(qn("w:id")) or "", None)
        if id is None:
            mark.getparent().remove(mark)
        else:
            mark.set(qn("w:id"), id)
    for element in elements:
        _refer(element, names)
    return first_id


def _refer(element: Any, names: dict[str, str]) -> None:
    def renamed(match: re.Match[str]) -> str:
        return match[0].replace(match[1], names[match[1]])

    for link in element.iter(qn("w:hyperlink")):
        name = link.get(qn("w:anchor"))
        if name in names:
            link.set(qn("w:anchor"), names[name])
        elif name is not None and link.get(qn("r:id")) is None:
            del link.attrib[qn("w:anchor")]
    for simple in list(element.iter(qn("w:fldSimple"))):
        code = simple.get(qn("w:instr")) or ""
        if set(_REFERENCE.findall(code)) <= set(names):
            simple.set(qn("w:instr"), _REFERENCE.sub(renamed, code))
        else:
            for child in reversed(list(simple)):
                simple.addnext(child)
            simple.getparent().remove(simple)
    for code in list(element.iter(qn("w:instrText"))):
        text = code.text or ""
        if set(_REFERENCE.findall(text)) <= set(names):
            code.text = _REFERENCE.sub(renamed, text)
        else:
            _flattened(code)


def _flattened(code: Any) -> None:
    """A field becomes the text that it shows: its marks and its code go, the result stays."""
    paragraph = next(code.iterancestors(qn("w:p")), None)
    if paragraph is None:
        return
    depth, own, marks = 0, -1, []
    for item in paragraph.iter(qn("w:fldChar"), qn("w:instrText")):
        kind = item.get(qn("w:fldCharType"))
        if kind == "begin":
            depth += 1
        marks.append((depth, kind, item))
        if item is code:
            own = depth
        if kind == "end":
            depth -= 1
    at = next((i for i, (_, _, item) in enumerate(marks) if item is code), 0)
    first = max((i for i, (d, k, _) in enumerate(marks) if i < at and d == own and k == "begin"), default=at)
    last = min((i for i, (d, k, _) in enumerate(marks) if i > at and d == own and k == "end"), default=at)
    for level, _, item in marks[first : last + 1]:
        if level == own and item.getparent() is not None:
            item.getparent().remove(item)
