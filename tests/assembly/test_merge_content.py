"""Whatever a field holds is in the joint report, or it is said: pieces of every kind, in any order, in any wrapper."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from sapa.core.assembly.annotate import annotated
from sapa.core.assembly.merge import merge_reports
from sapa.core.expert_report.fields import FilledReport, parse_filled
from sapa.core.loading.installed import Assembled

from ..test_review_annotate import reviewed
from ..tools import needs
from .eeg import W, fill, part, report, request, through_libreoffice, with_part
from .ooxml import faults

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
WRAPS = {
    "plain": "{}",
    "comment": '<w:commentRangeStart w:id="900"/>{}<w:commentRangeEnd w:id="900"/>',
    "moved": '<w:moveToRangeStart w:id="901" w:name="m1" w:author="A"/>{}<w:moveToRangeEnd w:id="901"/>',
    "proof": '<w:proofErr w:type="spellStart"/>{}<w:proofErr w:type="spellEnd"/>',
    "permission": '<w:permStart w:id="902" w:edGrp="everyone"/>{}<w:permEnd w:id="902"/>',
    "custom": '<w:customXml w:uri="u" w:element="e">{}</w:customXml>',
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
}
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
PIECES = {
    "paragraph": "<w:p>" + RUN.format("word@") + "</w:p>",
    "table": "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/><w:p>"
    + RUN.format("word@")
    + "</w:p></w:tc></w:tr></w:tbl>",
    "equation": "<m:oMathPara><m:oMath><m:r><m:t>word@</m:t></m:r></m:oMath></m:oMathPara>",
    "equation in text": "<w:p><m:oMath><m:r><m:t>word@</m:t></m:r></m:oMath></w:p>",
    "footnote": '<w:p><w:r><w:footnoteReference w:id="77"/></w:r>' + RUN.format("word@") + "</w:p>",
    "reference": '<w:p><w:bookmarkStart w:id="800" w:name="_RefMark"/>'
    + RUN.format("word@")
    + '<w:bookmarkEnd w:id="800"/></w:p><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF '
    "_RefMark \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
    + RUN.format("shown")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "reference elsewhere": '<w:p><w:fldSimple w:instr=" REF _Nowhere \\h ">' + RUN.format("word@") + "</w:fldSimple></w:p>",
    "list": '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="55"/></w:numPr></w:pPr>' + RUN.format("word@") + "</w:p>",
    "turned page": "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:pPr>"
    + RUN.format("word@")
    + '</w:p><w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>',
    "picture": "<w:p>PICTURE" + RUN.format("word@") + "</w:p>",
}  # fmt: skip
LIST = (
    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="91"><w:multiLevelType w:val="multilevel"/>'
    '<w:numStyleLink w:val="Own"/></w:abstractNum>',
    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="92"><w:styleLink w:val="Own"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>',
    f'<w:num {nsdecls("w")} w:numId="55"><w:abstractNumId w:val="91"/></w:num>',
    f'<w:num {nsdecls("w")} w:numId="56"><w:abstractNumId w:val="92"/></w:num>',
)
STYLE = (
    f'<w:style {nsdecls("w")} w:type="numbering" w:styleId="Own"><w:name w:val="Own"/><w:pPr><w:numPr><w:numId w:val="56"/>'
    "</w:numPr></w:pPr></w:style>"
)


def filled_with(xml: str, tag: str = "sapa:evidence::1") -> bytes:
    """An expert's part whose field holds this content."""
    made = docx.Document(io.BytesIO(ada()))
    numbering = made.part.numbering_part.element
    for one in LIST:
        element = parse_xml(one)
        first = numbering.find(qn("w:num"))
        if element.tag == qn("w:abstractNum") and first is not None:
            first.addprevious(element)
        else:
            numbering.append(element)
    made.styles.element.append(parse_xml(STYLE))
    paragraph = made.add_paragraph()
    paragraph.add_run().add_picture(picture(), width=Cm(1))
    drawing = etree.tostring(paragraph._p.find(qn("w:r")), encoding="unicode")
    paragraph._p.getparent().remove(paragraph._p)
    out = io.BytesIO()
    made.save(out)
    data = fill(out.getvalue(), {tag: "x"})
    root = part(data)
    found = next(
        c
        for c in root.iter(f"{W}sdt")
        if c.find(f"{W}sdtPr/{W}tag") is not None and c.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag
    )
    holder = found.find(f"{W}sdtContent")
    assert holder is not None
    for child in list(holder):
        holder.remove(child)
    for child in etree.fromstring(f"<x {nsdecls('w')} {M}>{xml.replace('PICTURE', drawing)}</x>"):
        holder.append(child)
    return with_notes(with_part(data, root))


def picture() -> io.BytesIO:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(out, "PNG")
    out.seek(0)
    return out


def with_notes(data: bytes) -> bytes:
    """The package with a part of footnotes."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="77"><w:p>{RUN.format("words of the note")}</w:p></w:footnote></w:footnotes>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "[Content_Types].xml":
                content = content.replace(
                    b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
                )
            elif item.filename == "word/_rels/document.xml.rels":
                content = content.replace(
                    b"</Relationships>",
                    f'<Relationship Id="rIdNotes" Type="{relation}" Target="footnotes.xml"/></Relationships>'.encode(),
                )
            new.writestr(item.filename, content)
        new.writestr("word/footnotes.xml", notes)
    return out.getvalue()


@cache
def others() -> tuple[FilledReport, FilledReport]:
    """The report of the group and another expert's part."""
    bo = fill(report(request(options={"expert": "Bo", "standards": "1-2"})), {"sapa:evidence::1": "Bo saw it"})
    return parse_filled(report(), "whole.docx"), parse_filled(bo, "Bo.docx")


@cache
def ada() -> bytes:
    return report(request(options={"expert": "Ada", "standards": "1"}))


def joined(data: bytes) -> Assembled:
    whole, bo = others()
    return merge_reports([whole, parse_filled(data, "Ada.docx"), bo])


def held(content: bytes) -> str:
    """All words of the joint report, equations included."""
    root = part(content)
    return "".join(piece.text or "" for piece in root.iter() if isinstance(piece.tag, str) and piece.tag.endswith("}t"))


def check(kinds: Sequence[str], content: bytes) -> None:
    root = part(content)
    shown = held(content)
    for number in range(len(kinds)):
        assert f"word{number}." in shown, kinds
    if "footnote" in kinds:
        assert "words of the note" in shown
    pictures = [one for one in root.iter() if isinstance(one.tag, str) and one.tag.endswith("}blip")]
    assert len(pictures) == kinds.count("picture")
    assert sum(one.get(f"{W}orient") == "landscape" for one in root.iter(f"{W}pgSz")) == kinds.count("turned page")
    names = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    for code in root.iter(f"{W}instrText"):
        for name in re.findall(r"REF (\S+)", code.text or ""):
            assert name in names, "a reference leads somewhere"
    assert root.find(f".//{W}fldSimple") is None
    numbering = part(content, "word/numbering.xml")
    levels = {one.get(f"{W}abstractNumId"): one.find(f"{W}lvl") for one in numbering.iter(f"{W}abstractNum")}
    lists = {one.get(f"{W}numId"): one.find(f"{W}abstractNumId").get(f"{W}val") for one in numbering.iter(f"{W}num")}  # type: ignore[union-attr]
    for one in root.iter(f"{W}numId"):
        assert levels[lists[str(one.get(f"{W}val"))]] is not None, "a list has levels"
    assert faults(content) == []


@settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(PIECES)), st.sampled_from(sorted(WRAPS))),
        min_size=1,
        max_size=5,
        unique_by=lambda one: one[0],
    )
)
def test_whatever_a_field_holds_is_in_the_joint_report(chosen: list[tuple[str, str]]) -> None:
    xml = "".join(
        WRAPS[wrap].format(PIECES[kind].replace("@", f"{number}.")) for number, (kind, wrap) in enumerate(chosen)
    )
    made = joined(filled_with(xml))
    assert isinstance(made.content, bytes)
    check([kind for kind, _ in chosen], made.content)


@pytest.mark.parametrize("wrap", WRAPS)
def test_every_piece_in_a_wrapper(wrap: str) -> None:
    kinds = sorted(PIECES)
    xml = "".join(WRAPS[wrap].format(PIECES[kind].replace("@", f"{number}.")) for number, kind in enumerate(kinds))
    made = joined(filled_with(xml))
    assert isinstance(made.content, bytes)
    check(kinds, made.content)


def test_a_field_in_a_line_keeps_its_picture_and_equation() -> None:
    xml = RUN.format("word0.") + "<m:oMath><m:r><m:t>word1.</m:t></m:r></m:oMath>PICTURE" + RUN.format("word2.")
    made = joined(filled_with(xml, "sapa:recommendation::1:1:text"))
    assert isinstance(made.content, bytes)
    check(["paragraph", "equation", "picture"], made.content)


TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
KINDS = {
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "strict": TYPES,
}


def of_kind(content: bytes, kind: str) -> bytes:
    """The same file as Word saves it with macros, as a template, or in the strict format."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "[Content_Types].xml":
                data = data.replace(TYPES.encode(), KINDS[kind].encode())
            if kind == "strict":
                data = re.sub(
                    rb"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml|drawingml)/2006/",
                    rb"http://purl.oclc.org/ooxml/\1/",
                    data,
                )
            new.writestr(item.filename, data)
        if kind == "docm":
            new.writestr("word/vbaProject.bin", b"macros")
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_parts_of_every_kind_of_word_file_are_joined(kind: str) -> None:
    """Both sides: the ground of the joint report, and what is put into it. No macro goes on."""
    evidence, rating = "sapa:evidence::1", "sapa:rating::1"
    parts = [
        of_kind(
            fill(report(request(options={"expert": name, "standards": "1"})), {evidence: said, rating: "meets"}), kind
        )
        for name, said in (("Ada", "Plans were seen"), ("Bo", "Rooms were seen"))
    ]
    made = merge_reports([parse_filled(content, f"{number}.{kind}") for number, content in enumerate(parts)])
    assert isinstance(made.content, bytes) and faults(made.content) == []
    told = parse_filled(made.content, "merged.docx")
    assert {one.text for one in told.fields if one.tag.kind == "evidence" and one.filled} == {
        "Plans were seen",
        "Rooms were seen",
    }
    with zipfile.ZipFile(io.BytesIO(made.content)) as package:
        assert not [name for name in package.namelist() if "vba" in name.lower()]


@needs("soffice")
def test_what_libreoffice_saved_is_annotated_and_joined_without_loss(tmp_path: Path) -> None:
    """Every piece in one field: saved by LibreOffice, given comments, joined with the others."""
    xml = "".join(PIECES[kind].replace("@", f"{number}.") for number, kind in enumerate(sorted(PIECES)))
    saved = through_libreoffice(filled_with(xml), tmp_path)
    words = set(re.findall(r"word\d+\.", held(saved)))
    assert len(words) >= len(PIECES) - 2, "it may write an equation in its own way"
    content, count = annotated(saved, reviewed(saved, tmp_path), "en")
    assert count and words <= set(re.findall(r"word\d+\.", held(content)))
    made = joined(content)
    assert isinstance(made.content, bytes) and words <= set(re.findall(r"word\d+\.", held(made.content)))
