"""The table of contents of an EEG report: a real field whose lines are there before anybody updates it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ..files.word_text import harmless

LEVELS = 1


def entries(headings: Sequence[tuple[int, str, str]], styles: Sequence[str]) -> list[Any]:
    """Lines as Word itself writes them: heading, tab, page; each a link to its heading.

    Pages are empty: page_numbers.py fills them in, or Word does when somebody updates the field. Nothing asks for that
    at opening, for then Word puts a question to everybody who opens the file.

    headings: (level, text, bookmark); styles: ids of the styles "toc 1", "toc 2" ...
    """
    made = []
    last = len(headings) - 1
    for position, (level, text, name) in enumerate(headings):
        begin = ""
        if position == 0:
            begin = _mark("begin") + _instruction(f'TOC \\o "1-{LEVELS}" \\h \\z \\u')
            begin += _mark("separate")
        end = _mark("end") if position == last else ""
        page = _mark("begin") + _instruction(f"PAGEREF {name} \\h") + _mark("separate")
        page += f"{_mark('end')}"
        made.append(
            parse_xml(
                f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{styles[level - 1]}"/></w:pPr>{begin}'
                f'<w:hyperlink w:anchor="{name}" w:history="1"><w:r><w:t xml:space="preserve">'
                f"{escape(harmless(text))}</w:t></w:r><w:r><w:tab/></w:r>{page}</w:hyperlink>{end}</w:p>"
            )
        )
    return made


def renewed(document: Any, first_level: Sequence[Any]) -> None:
    """Rewrites the lines of a document's table of contents for these headings (paragraphs), and links them."""
    lines = _field(document)
    if not lines or not first_level:
        return
    body = document.element.body
    greatest = max([0, *(int(mark.get(qn("w:id")) or 0) for mark in body.iter(qn("w:bookmarkStart")))])
    style = lines[0].find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    styles = [style.get(qn("w:val"))] if style is not None else ["TOC1"]
    for mark in [m for m in body.iter(qn("w:bookmarkStart")) if (m.get(qn("w:name")) or "").startswith("_Toc")]:
        for end in [e for e in body.iter(qn("w:bookmarkEnd")) if e.get(qn("w:id")) == mark.get(qn("w:id"))]:
            end.getparent().remove(end)
        mark.getparent().remove(mark)
    headings = []
    for number, heading in enumerate(first_level, start=1):
        name = f"_Toc{number:08d}"
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(greatest + number))
        start.set(qn("w:name"), name)
        properties = heading.find(qn("w:pPr"))
        heading.insert(1 if properties is not None else 0, start)
        heading.append(end)
        headings.append((1, "".join(t.text or "" for t in heading.iter(qn("w:t"))), name))
    for line in entries(headings, styles):
        lines[0].addprevious(line)
    for line in lines:
        line.getparent().remove(line)


def _field(document: Any) -> list[Any]:
    """The paragraphs from the beginning of the TOC field to its end."""
    found: list[Any] = []
    depth = 0
    for paragraph in document.element.body.iter(qn("w:p")):
        if not depth and not any("TOC " in (text.text or "") for text in paragraph.iter(qn("w:instrText"))):
            continue
        found.append(paragraph)
        for mark in paragraph.iter(qn("w:fldChar")):
            depth += {"begin": 1, "end": -1}.get(mark.get(qn("w:fldCharType")), 0)
        if depth <= 0:
            break
    return found


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'
