"""Filled reports for tests of what follows reading them: a few lines become paragraphs and fields, no file involved.

"# " and "## " open headings, "* " is set in bold, "~ " an entry of the contents, "| a | b" a row of a table ("|h" a
heading row, "//" parts the paragraphs of a cell), "---" ends a table; "? " opens a paragraph whose hint was left, "% "
one with a drawing. <rating::3=corresponds> is a field with that text, <rating::3==meets> one whose list has that value,
<~analysis::3=text> one that only its bookmark tells; "¶" breaks a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from lxml import etree

from sapa.core.expert_report.chapters import chapters_of
from sapa.core.expert_report.fields import Field, FilledReport
from sapa.core.expert_report.gathered import Gathered
from sapa.core.expert_report.looks import NO_LOOK, Piece
from sapa.core.expert_report.ratings import Scale
from sapa.core.expert_report.read import read_report
from sapa.core.expert_report.report import Report
from sapa.core.expert_report.tags import RATED, Tag, format_tag, parse_tag
from sapa.core.expert_report.text import Para, Text
from sapa.core.loading.rating_scale import scale_of
from sapa.core.model.standards import StandardSet
from sapa.core.reading.word.xml import P

from ..choices import six

PATH = "report.docx"
_FIELD = re.compile(r"<(?P<mark>~?)(?P<tag>[a-z]+:[^=<>]*)=(?P<value>=?)(?P<text>[^<>]*)>")


@cache
def scale() -> Scale:
    return Scale(scale_of(None))


@cache
def standards() -> StandardSet:
    return six()


def filled(text: str, properties: Mapping[str, str] | None = None) -> tuple[FilledReport, Text]:
    paras: list[Para] = []
    fields: list[Field] = []
    body = etree.Element("body")
    table = row = rows = 0
    for line in (raw.strip() for raw in text.strip().splitlines()):
        if line == "---":
            table = -abs(table)
        elif line.startswith("|"):
            table, row = (table, row + 1) if table > 0 else (1 - table, 0)
            rows += 1
            cells = line[2 if line.startswith("|h") else 1 :].split("|")
            for column, cell in enumerate(cells):
                for piece in cell.split("//"):
                    para = _para(body, len(paras), piece.strip(), rows, fields)
                    para.table, para.row, para.column, para.header = table, row, column, line.startswith("|h")
                    paras.append(para)
        else:
            table = -abs(table)
            paras.append(_para(body, len(paras), line, 0, fields))
    made = Text(paras, position={para.element: number for number, para in enumerate(paras)})
    return FilledReport(PATH, "0" * 64, properties or {}, tuple(fields)), made


def _para(body: etree._Element, number: int, line: str, row: int, fields: list[Field]) -> Para:
    element = etree.SubElement(body, P)
    para = Para(number + 1, element)
    if match := re.match(r"(#+) ", line):
        para.level, line = len(match[1]), line[match.end() :]
    elif re.match(r"[*~?%](?: |$)", line):
        para.bold, para.contents, para.prompt, para.drawn = (line[0] == sign for sign in "*~?%")
        line = line[2:]
    for match in _FIELD.finditer(line):
        tag = parse_tag(f"sapa:{match['tag']}")
        assert tag is not None, match["tag"]
        by: Literal["control", "bookmark"] = "bookmark" if match["mark"] else "control"
        said, value = match["text"].replace("¶", "\n"), match["text"] if match["value"] else ""
        fields.append(Field(tag, said, value, row, by, None if match["mark"] else element, element))
    para.text = _FIELD.sub(lambda match: match["text"], line).replace("¶", "\n").strip()
    para.pieces = (Piece(para.text, frozenset({"bold"}) if para.bold else NO_LOOK),)
    return para


def gathered(text: str, properties: Mapping[str, str] | None = None) -> Gathered:
    report, read = filled(text, properties)
    return Gathered(report, read, standards(), scale(), chapters_of(read, standards(), PATH))


def read(text: str, properties: Mapping[str, str] | None = None, language: str = "en") -> Report:
    report, made = filled(text, properties)
    return read_report(report, made, standards(), scale(), language)


def written(text: str, properties: Mapping[str, str] | None = None) -> dict[str, str]:
    """What was read, by the tags less "sapa:"; of ratings their key or why there is none. A line before it all
    changes none of it."""
    said = dict(_told(read(text, properties)))
    assert dict(_told(read(f"Preface.\n{text}", properties))) == said
    return said


def _told(report: Report) -> Iterator[tuple[str, str]]:
    for tag, one in report.written.items():
        name = plain(tag)
        assert_in_place(report, tag)
        if tag.kind in ("rating", "assessment", "summary"):
            said = report.read_rating(one).said
            yield name, said.key or said.state
        else:
            yield name, one.text


def plain(tag: Tag) -> str:
    return format_tag(tag).removeprefix("sapa:")


def assert_in_place(report: Report, tag: Tag) -> None:
    """A text begins in the paragraph that is said to be its first, and ends in the last."""
    one = report.written[tag]
    if one.at is None or not one.text:
        return
    assert one.last is not None, tag
    assert one.at <= one.last, tag
    lines, within = one.text.split("\n"), report.text.paras[one.at : one.last + 1]
    if tag.kind not in RATED or one.choice is None:  # what is marked in a table may stand in its midst
        assert _same(lines[0], within[0].text), tag
        assert _same(lines[-1], within[-1].text), tag


def _same(line: str, para: str) -> bool:
    """One stands in the other."""
    one, other = (" ".join(text.split()) for text in (line, para))
    return bool(other) and (one in other or other in one)
